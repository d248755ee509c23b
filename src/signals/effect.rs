//! When a provision begins to hold, and when it ceases to: effective dates and sunsets.

use super::Kind;
use super::line::{Line, Phrase};
use super::vocabulary::Core;

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
        return line.phrase(Kind::Sunset, at..at + length);
    }
    if let Some(length) = line.one_of(at, &EFFECTS) {
        return line.phrase(Kind::EffectiveDate, at..at + length);
    }
    applies_from(line, at).and_then(|length| line.phrase(Kind::EffectiveDate, at..at + length))
}

/// "shall apply to taxable years beginning after", "apply with respect to sales on or after".
fn applies_from(line: &Line<'_>, at: u32) -> Option<u32> {
    if line.word(at) != "apply" || !matches!(line.word(at + 1), "to" | "with" | "on") {
        return None;
    }
    (at + 2..at + 14)
        .take_while(|&at| line.end(at - 1) < super::vocabulary::End::Clause)
        .find(|&at| {
            matches!(line.word(at), "after" | "before")
                && matches!(line.before(at, 1), "beginning" | "or" | "made" | "occurring" | "ending" | "entered")
        })
        .map(|end| end + 1 - at)
}
