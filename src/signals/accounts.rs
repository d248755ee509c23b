//! Every figure of both drafts, account by account: what it is there for, and which old one became which new one.

use super::line::{Draft, Line, Phrase};
use super::touched::Paired;
use super::vocabulary::End;
use super::{Kind, Value};
use crate::Sides;
use crate::bill::Level;
use crate::diff::Finding;
use crate::matching::words::WordRange;

/// What a figure is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// What an account's main clause gives.
    Appropriation,
    /// A part of it: "of which $5,000,000 shall be for ...".
    OfWhich,
    /// In a proviso: "Provided, That ...".
    Proviso,
    /// "not to exceed $5,000".
    Limit,
    /// A sum that is rescinded.
    Rescission,
    /// "(increased by $5,000,000)".
    FloorNote,
    /// Any other figure of an account.
    Other,
    /// In a section or other text outside the accounts.
    Section,
}

impl Role {
    /// The name in reports and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Appropriation => "appropriation",
            Self::OfWhich => "of which",
            Self::Proviso => "proviso",
            Self::Limit => "limit",
            Self::Rescission => "rescission",
            Self::FloorNote => "floor note",
            Self::Other => "other figure",
            Self::Section => "in a section",
        }
    }
}

/// One figure, on one or both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Index of the finding it stands in.
    pub finding: usize,
    pub role: Role,
    pub words: Sides<Option<WordRange>>,
    /// Hundredths of the unit of money.
    pub cents: Sides<Option<i64>>,
}

/// Words between "of which" and its figure, at most.
const PART_REACH: u32 = 12;

/// Adds the figures of a finding, in the new draft's order, what was removed first.
pub fn add(at: usize, finding: &Finding, drafts: &Sides<Draft<'_>>, paired: Paired, figures: &mut Vec<Figure>) {
    let first = figures.len();
    let kept = paired.kept.into_iter().map(|pair| pair.map(Some));
    for pair in kept.chain(paired.changed) {
        let role = match &pair {
            Sides { new: Some(new), .. } => role(&drafts.new, finding.level, new),
            Sides { old: Some(old), .. } => role(&drafts.old, finding.level, old),
            Sides { old: None, new: None } => continue,
        };
        let cents = pair.as_ref().map(|phrase| match phrase.as_ref().and_then(|phrase| phrase.value) {
            Some(Value::Cents(cents)) => Some(cents),
            _ => None,
        });
        let words = pair.map(|phrase| phrase.map(|phrase| phrase.words));
        figures.push(Figure { finding: at, role, words, cents });
    }
    figures[first..].sort_by_key(|figure| {
        let start = |words: &Option<WordRange>| words.as_ref().map(|words| words.start);
        (start(&figure.words.new), start(&figure.words.old))
    });
}

fn role(draft: &Draft<'_>, level: Level, phrase: &Phrase) -> Role {
    if phrase.kind == Kind::FloorNote {
        return Role::FloorNote;
    }
    let at = phrase.words.start;
    let id = draft.provision_at(at);
    let line = draft.line(id);
    if rescinded(&line, phrase) {
        return Role::Rescission;
    }
    if level != Level::Account {
        return Role::Section;
    }
    let inside = !draft.bill.provisions[id as usize].unit;
    if in_proviso(&line, at) {
        Role::Proviso
    } else if is_part(&line, at) {
        Role::OfWhich
    } else if is_limit(&line, at) {
        Role::Limit
    } else if inside {
        Role::Other
    } else if is_main(&line, at) {
        Role::Appropriation
    } else {
        Role::Other
    }
}

fn in_proviso(line: &Line<'_>, at: u32) -> bool {
    (line.from..at).any(|word| line.word(word) == "provided" && matches!(line.word(word + 1), "that" | "further"))
}

/// "of which $5 shall be for", "of which not to exceed $5".
fn is_part(line: &Line<'_>, at: u32) -> bool {
    let from = line.clause_start(at, End::Clause, PART_REACH);
    (from..at).any(|word| line.word(word) == "which" && line.before(word, 1) == "of")
}

fn is_limit(line: &Line<'_>, at: u32) -> bool {
    let before = [line.before(at, 3), line.before(at, 2), line.before(at, 1)];
    matches!(before, ["not", "to", "exceed"] | ["not", "more", "than"] | ["not", "less", "than"])
        || before[1..] == ["up", "to"]
        || before[1..] == ["to", "exceed"]
        || before[1..] == ["at", "least"]
}

/// "$5,000,000 are rescinded", "there is hereby rescinded $5,000,000".
fn rescinded(line: &Line<'_>, phrase: &Phrase) -> bool {
    let from = line.clause_start(phrase.words.start, End::Clause, 40);
    let to = line.clause_end(phrase.words.end - 1, End::Clause, 30);
    (from..to).any(|word| matches!(line.word(word), "rescinded" | "cancelled" | "canceled"))
}

/// The first figure of an account's own text that neither limits nor parts: what it gives. A further one is only
/// "in addition".
fn is_main(line: &Line<'_>, at: u32) -> bool {
    let earlier = (line.from..at).find(|&word| {
        line.word(word).starts_with('$') && !is_part(line, word) && !is_limit(line, word) && !is_noted(line, word)
    });
    earlier.is_none() || line.before(at, 1) == "addition" || line.before(at, 2) == "addition"
}

fn is_noted(line: &Line<'_>, at: u32) -> bool {
    line.before(at, 1) == "by" && line.raw(at.saturating_sub(2)).starts_with('(')
}
