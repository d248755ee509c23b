//! By when something has to be done: "not later than 180 days after the date of the enactment of this Act".

use super::line::{Line, Phrase};
use super::vocabulary::{Core, End};
use super::{Kind, fiscal_year, time};

/// How far after its first words the time of a deadline may stand.
const REACH: u32 = 9;
/// How many words tell from what event it runs.
const EVENT: u32 = 12;
const OPENINGS: [&[&str]; 10] = [
    &["not", "later", "than"],
    &["no", "later", "than"],
    &["not", "less", "than"],
    &["not", "fewer", "than"],
    &["not", "more", "than"],
    &["at", "least"],
    &["within"],
    &["by"],
    &["before"],
    &["prior", "to"],
];

pub fn begins(core: &Core) -> bool {
    matches!(core.text.as_str(), "not" | "no" | "at" | "within" | "by" | "before" | "prior")
}

pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    let opening = line.one_of(at, &OPENINGS)?;
    let strict = matches!(line.word(at + 1), "later") || line.word(at) == "within";
    let from = at + opening;
    let reach = if strict { REACH } else { 1 };
    let last = line.clause_end(from, End::Clause, reach);
    let (start, end) = (from..last).find_map(|time| {
        let length =
            time::span(line, time).or_else(|| time::date(line, time)).or_else(|| fiscal_year::words(line, time))?;
        Some((time, time + length))
    })?;
    let is_date = time::span(line, start).is_none();
    let after = event(line, end);
    // "at least 30 days" is a deadline only before or after something; "by" and "before" want a date.
    let holds = match line.word(at) {
        "by" | "before" | "prior" => is_date,
        "within" => true,
        _ => strict || after > end,
    };
    if !holds {
        return None;
    }
    line.phrase(Kind::Deadline, at..after)
}

/// The end of "after the date on which ..." that follows a time, or the end of the time.
fn event(line: &Line<'_>, end: u32) -> u32 {
    let runs = matches!(line.word(end), "after" | "before" | "prior" | "of" | "following" | "from")
        || line.says(end, &["in", "advance"]);
    if line.end(end - 1) >= End::Comma || !runs {
        return end;
    }
    line.clause_end(end, End::Comma, EVENT)
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::phrases;
    use super::*;

    #[test]
    fn a_deadline_with_what_it_runs_from() {
        let found = |text| phrases(text, begins, at).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
        assert_eq!(
            found("Not later than 180 days after the date of the enactment of this Act, the Director shall report."),
            ["Not later than 180 days after the date of the enactment of this Act,"]
        );
        assert_eq!(
            found("not less than 30 days before the sale, and not less than 30 days in all"),
            ["not less than 30 days before the sale,"]
        );
        assert_eq!(
            found("by January 15, 2031, and by the Director within 10 business days"),
            ["by January 15, 2031,", "within 10 business days"]
        );
    }
}
