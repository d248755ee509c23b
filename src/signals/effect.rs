//! When a provision begins to hold, and when it ceases to: effective dates and sunsets.

use super::line::{Line, Phrase};
use super::vocabulary::{Core, End};
use super::{Kind, time};

/// Words after "take effect" among which its time stands.
const REACH: u32 = 12;

const SUNSETS: [&[&str]; 15] = [
    &["shall", "terminate"],
    &["terminates"],
    &["shall", "cease"],
    &["cease", "to", "be", "effective"],
    &["cease", "to", "have", "effect"],
    &["cease", "to", "exist"],
    &["shall", "expire"],
    &["expires"],
    &["sunset"],
    &["sunsets"],
    &["termination", "of", "authority"],
    &["termination", "date"],
    &["date", "of", "termination"],
    &["shall", "remain", "in", "effect"],
    &["shall", "not", "remain", "in", "effect"],
];
const EFFECTS: [&[&str]; 10] = [
    &["take", "effect"],
    &["takes", "effect"],
    &["effective", "date"],
    &["effective", "dates"],
    &["effective", "on"],
    &["effective", "as", "of"],
    &["effective", "beginning"],
    &["shall", "be", "effective"],
    &["effective", "upon"],
    &["effective", "for"],
];

pub fn begins(core: &Core) -> bool {
    SUNSETS.iter().chain(&EFFECTS).any(|saying| saying[0] == core.text) || core.text == "apply"
}

pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    if let Some(length) = line.one_of(at, &SUNSETS) {
        return line.phrase(Kind::Sunset, at..with_time(line, at + length));
    }
    if let Some(length) = line.one_of(at, &EFFECTS) {
        if is_of_another(line, at + length) {
            return None;
        }
        return line.phrase(Kind::EffectiveDate, at..with_time(line, at + length));
    }
    applies_from(line, at).and_then(|length| line.phrase(Kind::EffectiveDate, at..at + length))
}

/// "The effective date of the contract": not from when law holds.
fn is_of_another(line: &Line<'_>, after: u32) -> bool {
    let articles = u32::from(matches!(line.word(after + 1), "the" | "a" | "an" | "any" | "such"));
    matches!(line.before(after, 1), "date" | "dates")
        && line.word(after) == "of"
        && line.end(after - 1) == End::None
        && line.word(after + 1) != "this"
        && !matches!(
            line.word(after + 1 + articles),
            "act"
                | "title"
                | "section"
                | "subsection"
                | "paragraph"
                | "division"
                | "amendment"
                | "amendments"
                | "repeal"
        )
}

/// One past the time that is named after such words, in the same clause: "shall take effect on October 1, 2031".
fn with_time(line: &Line<'_>, from: u32) -> u32 {
    let last = line.clause_end(from - 1, End::Clause, REACH);
    let time = (from..last).find_map(|at| Some(at + time::date(line, at).or_else(|| time::span(line, at))?));
    time.map_or(from, |end| end.min(line.to))
}

/// "shall apply to taxable years beginning after", "apply with respect to sales on or after".
fn applies_from(line: &Line<'_>, at: u32) -> Option<u32> {
    if line.word(at) != "apply" || !matches!(line.word(at + 1), "to" | "with" | "on") {
        return None;
    }
    (at + 2..at + 14)
        .take_while(|&at| line.end(at - 1) < End::Clause)
        .find(|&at| {
            matches!(line.word(at), "after" | "before")
                && matches!(line.before(at, 1), "beginning" | "or" | "made" | "occurring" | "ending" | "entered")
        })
        .map(|end| end + 1 - at)
}
