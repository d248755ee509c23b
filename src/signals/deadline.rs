//! By when something has to be done: "not later than 180 days after the date of the enactment of this Act".

use super::line::{Line, Phrase};
use super::vocabulary::{Core, End};
use super::{Kind, fiscal_year, time};

/// How far after its first words the time of a deadline may stand.
const REACH: u32 = 9;
/// How many words tell from what event it runs.
const EVENT: u32 = 12;
/// Words that carry no meaning in a deadline.
const IDLE: [&str; 10] = ["the", "date", "of", "a", "an", "any", "or", "on", "which", "this"];
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
    // "Entered into before fiscal year 2031" says of what time something is.
    let fiscal_year = |line: &Line<'_>, at| if strict { fiscal_year::words(line, at) } else { None };
    let from = at + opening;
    let reach = if strict { REACH } else { 1 };
    let last = line.clause_end(from, End::Clause, reach);
    let (start, end) = (from..last).find_map(|time| {
        let length = time::span(line, time).or_else(|| time::date(line, time)).or_else(|| fiscal_year(line, time))?;
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
    Some(Phrase { kind: Kind::Deadline, words: at..after, key: key(line, at, after), value: None })
}

/// Equal for "180 days after the date of the enactment of this Act" and "180 days after enactment": the words that carry
/// the meaning, each once.
fn key(line: &Line<'_>, from: u32, to: u32) -> u64 {
    let mut forms: Vec<u32> =
        (from..to).filter(|&at| !IDLE.contains(&line.word(at))).map(|at| line.draft.words.forms[at as usize]).collect();
    forms.sort_unstable();
    forms.dedup();
    forms.iter().fold(0, |key: u64, &form| (key.rotate_left(5) ^ u64::from(form)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
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
