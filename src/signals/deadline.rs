//! By when something has to be done: "not later than 180 days after the date of the enactment of this Act".

use super::line::{Line, Phrase, mix};
use super::vocabulary::{Core, End};
use super::{Kind, fiscal_year, time};

/// How far after its first words the time of a deadline may stand.
const REACH: u32 = 9;
/// How many words tell from what event it runs.
const EVENT: u32 = 12;
/// Words that begin what is told of the event beside.
const FURTHER: [&str; 12] =
    ["pursuant", "under", "that", "which", "who", "if", "unless", "for", "with", "as", "made", "available"];
/// After these an "-ed" is part of what happens: "the date on which it is submitted".
const VERBS: [&str; 10] = ["is", "are", "was", "were", "be", "been", "has", "have", "had", "the"];
/// And how many with those that carry no meaning.
const LONGEST: u32 = 30;
/// Words that carry no meaning in a deadline.
const IDLE: [&str; 9] = ["the", "date", "of", "a", "an", "any", "or", "on", "this"];
/// Words between "within" and the time.
const LEADING: [&str; 14] =
    ["the", "a", "an", "any", "first", "next", "following", "period", "of", "not", "more", "than", "such", "each"];
/// What makes a length of time alone a deadline.
const EVENTS: [&[&str]; 2] = [&["in", "advance"], &["prior", "to"]];
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
    time::is_number(&core.text)
        || matches!(core.text.as_str(), "not" | "no" | "at" | "within" | "by" | "before" | "prior")
}

pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    let Some(opening) = line.one_of(at, &OPENINGS) else { return in_advance(line, at) };
    let strict = matches!(line.word(at + 1), "later");
    // "Entered into before fiscal year 2031" says of what time something is.
    let fiscal_year = |line: &Line<'_>, at| if strict { fiscal_year::words(line, at) } else { None };
    let from = at + opening;
    let reach = if strict { REACH } else { 1 };
    let (from, last) = match line.word(at) {
        // "Within the next 30 days", and not "within this amount, $5 to remain available for 30 days".
        "within" => {
            let time = (from..from + REACH).find(|&at| !LEADING.contains(&line.word(at)))?;
            (time, time + 1)
        }
        "by" | "before" | "prior" if is_of_its_time(line, at) => return None,
        "before" | "prior" if is_deed(line, from) => {
            let after = told(line, at);
            return Some(Phrase { kind: Kind::Deadline, words: at..after, key: key(line, at, after), value: None });
        }
        "by" if line.says(from, &["such", "date"]) || line.says(from, &["that", "date"]) => {
            return line.phrase(Kind::Deadline, at..from + 2);
        }
        _ => (from, line.clause_end(from, End::Clause, reach)),
    };
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

/// "Prior to the initial obligation of funds", "before making an award": what is done names when.
fn is_deed(line: &Line<'_>, from: u32) -> bool {
    const LEADING: [&str; 8] = ["the", "a", "an", "any", "such", "initial", "first", "final"];
    /// Words of doing something, as statutes form them; and those of other things with such an end.
    const ENDS: [&str; 4] = ["ing", "ation", "ission", "ment"];
    const OTHERS: [&str; 8] =
        ["committee", "commission", "government", "department", "enactment", "administration", "nation", "beginning"];
    let deed = (from..from + 4).find(|&at| !LEADING.contains(&line.word(at)));
    deed.is_some_and(|at| {
        let word = line.word(at);
        !line.is_capital(at) && ENDS.iter().any(|end| word.ends_with(end)) && !OTHERS.contains(&word)
    })
}

/// "15 days in advance of the sale", "five business days before it"; "30 days after enactment", where it is no length
/// ("for 30 days after").
fn in_advance(line: &Line<'_>, at: u32) -> Option<Phrase> {
    let end = at + time::span(line, at)?;
    let early = matches!(line.word(end), "before") || line.one_of(end, &EVENTS).is_some();
    let lasts = matches!(line.before(at, 1), "for" | "the" | "of" | "during" | "first" | "next" | "is" | "are" | "a");
    let late = line.word(end) == "after"
        && line.end(end - 1) == End::None
        && !lasts
        && !line.draft.core(at).opens
        && line.before(at, 1) != "beginning"
        && time::date(line, end + 1).is_none();
    if !early && !late {
        return None;
    }
    let after = event(line, end);
    Some(Phrase { kind: Kind::Deadline, words: at..after, key: key(line, at, after), value: None })
}

/// "Funds appropriated before October 1, 2031": of what time something is, and nothing that has to be done.
fn is_of_its_time(line: &Line<'_>, at: u32) -> bool {
    let before = if line.says(at.saturating_sub(2), &["on", "or"]) { at - 2 } else { at };
    let done = line.before(before, 1);
    !matches!(done, "notified" | "informed" | "briefed" | "consulted")
        && (done.ends_with("ed")
            || matches!(done, "made" | "available" | "entered" | "into" | "begun" | "held" | "day" | "effect" | "year"))
        && !matches!(line.before(before, 2), "be" | "been" | "get" | "so")
}

/// Equal for "180 days after the date of the enactment of this Act" and "180 days after enactment": the words that carry
/// the meaning, each once.
fn key(line: &Line<'_>, from: u32, to: u32) -> u64 {
    let mut forms: Vec<u64> =
        (from..to).filter(|&at| !IDLE.contains(&line.word(at))).map(|at| time::form(line, at)).collect();
    forms.sort_unstable();
    forms.dedup();
    mix(forms.into_iter())
}

/// The end of "after the date on which ..." that follows a time, or the end of the time.
fn event(line: &Line<'_>, end: u32) -> u32 {
    let runs = matches!(line.word(end), "after" | "before" | "prior" | "of" | "following" | "from")
        || line.says(end, &["in", "advance"]);
    if line.end(end - 1) >= End::Comma || !runs {
        return end;
    }
    told(line, end)
}

/// The end of an event that begins at `end` with how it is related: "before", "after".
fn told(line: &Line<'_>, end: u32) -> u32 {
    // Words that carry no meaning do not count: with and without "the date of" an event ends at the same word.
    let last = line.clause_end(end, End::Comma, LONGEST);
    let participle = |at: u32| line.word(at).ends_with("ed") && !VERBS.contains(&line.before(at, 1)) && at > end + 1;
    let is_beside = |at: u32| FURTHER.contains(&line.word(at)) || participle(at);
    let last = (end + 1..last).find(|&at| is_beside(at)).unwrap_or(last);
    let told = (end..last).filter(|&at| !IDLE.contains(&line.word(at))).nth(EVENT as usize);
    told.unwrap_or(last)
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

    #[test]
    fn of_what_time_something_is_has_no_deadline() {
        let found = |text| phrases(text, begins, at).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
        assert_eq!(
            found("Within this amount, $5 is available for 30 days, of funds appropriated before October 1, 2030."),
            Vec::<String>::new()
        );
        assert_eq!(
            found("shall be completed before October 1, 2030, or within the next 30 days"),
            ["before October 1, 2030,", "within the next 30 days"]
        );
    }
}
