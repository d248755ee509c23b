//! Penalties and enforcement, where the words are explicit.

use super::Kind;
use super::line::{Line, Phrase};
use super::vocabulary::{Core, End};

const WORDS: [&str; 16] = [
    "fined",
    "imprisoned",
    "imprisonment",
    "penalty",
    "penalties",
    "forfeit",
    "forfeits",
    "forfeited",
    "forfeiture",
    "guilty",
    "injunction",
    "injunctive",
    "damages",
    "felony",
    "misdemeanor",
    "debarment",
];
const SAYINGS: [&[&str]; 6] = [
    &["fine", "under"],
    &["fine", "of"],
    &["fine", "not"],
    &["a", "fine"],
    &["enforcement", "action"],
    &["enforcement", "actions"],
];

pub fn begins(core: &Core) -> bool {
    WORDS.contains(&core.text.as_str()) || SAYINGS.iter().any(|saying| saying[0] == core.text)
}

pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    let length = if WORDS.contains(&line.word(at)) { 1 } else { line.one_of(at, &SAYINGS)? };
    // "Assets Forfeiture Fund" is an account's name.
    let names = length == 1 && line.is_capital(at) && line.end(at) == End::None && line.is_capital(at + 1);
    if names { None } else { line.phrase(Kind::Penalty, at..at + length) }
}
