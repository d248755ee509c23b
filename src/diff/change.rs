//! The vocabulary of change, on one page.

use crate::Sides;
use crate::bill::{Level, ProvisionId};
use crate::matching::Method;
use crate::matching::words::WordRange;

/// What happened to a provision's words. Its number, place and heading are told beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Unchanged,
    Changed,
    Added,
    Dropped,
}

/// One step of the way from old words to new ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Equal,
    Delete,
    Insert,
}

impl Op {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Delete => "delete",
            Self::Insert => "insert",
        }
    }
}

/// A run of words with one fate. Equal and deleted words are of the old draft, inserted ones of the new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub op: Op,
    pub words: WordRange,
    /// The difference is never one (a kind of dash, the spacing): kept so that both texts can be rebuilt
    /// to the letter, and not shown as a change.
    pub form: bool,
}

/// What happened to one provision: both its places, its marks, its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub level: Level,
    pub change: Change,
    /// The change is of letter case and punctuation alone.
    pub form_only: bool,
    pub redesignated: bool,
    pub moved: bool,
    pub retitled: bool,
    /// Changed only where it cites a section that was itself redesignated.
    pub conforming: bool,
    /// On the further part of a split section: the old section it came from.
    pub split_from: Option<ProvisionId>,
    /// On a section that went into another: the new section that holds it.
    pub merged_into: Option<ProvisionId>,
    pub place: Sides<Option<ProvisionId>>,
    /// Old words and new ones, in order.
    pub edits: Vec<Edit>,
    /// Provisions inside, where something happened.
    pub children: Vec<Finding>,
    /// How the match was made; none for what was added or dropped.
    pub evidence: Option<Evidence>,
}

/// Why two provisions are one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    pub method: Method,
    pub score: f32,
    pub runner_up: f32,
}

impl Change {
    /// The word in reports and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Changed => "changed",
            Self::Added => "added",
            Self::Dropped => "dropped",
        }
    }
}

impl Finding {
    /// Whether nothing at all happened to the provision or in it.
    pub fn is_quiet(&self) -> bool {
        self.change == Change::Unchanged
            && !self.redesignated
            && !self.moved
            && !self.retitled
            && self.children.is_empty()
    }

    /// Whether its own words, number, place and heading are as before; something inside may not be.
    pub fn is_unmarked(&self) -> bool {
        self.change == Change::Unchanged && !self.redesignated && !self.moved && !self.retitled
    }
}
