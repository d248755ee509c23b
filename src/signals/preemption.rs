//! Preemption of other law, and private rights of action, where the words are explicit.

use super::Kind;
use super::line::{Line, Phrase};
use super::vocabulary::{Core, End};

const RIGHTS: [&[&str]; 7] = [
    &["private", "right", "of", "action"],
    &["private", "rights", "of", "action"],
    &["private", "cause", "of", "action"],
    &["may", "bring", "a", "civil", "action"],
    &["may", "bring", "an", "action"],
    &["right", "of", "action"],
    &["cause", "of", "action"],
];

pub fn begins(core: &Core) -> bool {
    core.text.starts_with("preempt")
        || core.text.starts_with("supersed")
        || matches!(core.text.as_str(), "private" | "may" | "right" | "cause")
}

pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    let word = line.word(at);
    if word.starts_with("preempt") || word.starts_with("supersed") && concerns_law(line, at) {
        return line.phrase(Kind::Preemption, at..at + 1);
    }
    let length = line.one_of(at, &RIGHTS)?;
    line.phrase(Kind::PrivateRight, at..at + length)
}

fn concerns_law(line: &Line<'_>, at: u32) -> bool {
    let end = line.clause_end(at, End::Clause, 14);
    (at + 1..end).any(|at| matches!(line.word(at), "law" | "laws" | "statute" | "regulation" | "regulations"))
}
