//! How many provisions there are of each mark.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Provision;

/// unchanged + changed + form_only + added + dropped is the number of units; the other marks stand beside.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// With its words; it may bear another number, place or heading.
    pub unchanged: usize,
    /// Changed in more than form.
    pub changed: usize,
    /// Changed in letter case or punctuation alone.
    pub form_only: usize,
    /// In the new draft alone.
    pub added: usize,
    /// In the old draft alone.
    pub dropped: usize,
    /// With another number.
    pub redesignated: usize,
    /// In another place.
    pub moved: usize,
    /// With another heading.
    pub retitled: usize,
    /// Further parts of a section that was split; they are also added.
    pub split: usize,
    /// Sections that went into another; they are also dropped.
    pub merged: usize,
    /// Among the changed ones.
    #[serde(default)]
    pub conforming: usize,
}

impl Counts {
    /// Whether nothing differs. Where something happened inside a provision, that provision changed.
    pub fn is_quiet(&self) -> bool {
        let Self {
            unchanged: _,
            changed,
            form_only,
            added,
            dropped,
            redesignated,
            moved,
            retitled,
            split,
            merged,
            conforming: _,
        } = *self;
        changed + form_only + added + dropped + redesignated + moved + retitled + split + merged == 0
    }

    /// Every count.
    pub(in crate::report) fn each(&self) -> [usize; 11] {
        [
            self.unchanged,
            self.changed,
            self.form_only,
            self.added,
            self.dropped,
            self.redesignated,
            self.moved,
            self.retitled,
            self.split,
            self.merged,
            self.conforming,
        ]
    }

    /// How many units there are in both drafts together, a matched pair counted once.
    pub fn units(&self) -> usize {
        self.unchanged + self.changed + self.form_only + self.added + self.dropped
    }

    /// Counts the marks of provisions.
    pub fn of<'p>(provisions: impl Iterator<Item = &'p Provision>) -> Self {
        let mut counts = Self::default();
        for provision in provisions {
            match provision.change.as_str() {
                "added" => counts.added += 1,
                "dropped" => counts.dropped += 1,
                "changed" if provision.form_only => counts.form_only += 1,
                "changed" => counts.changed += 1,
                _ => counts.unchanged += 1,
            }
            counts.redesignated += usize::from(provision.redesignated);
            counts.moved += usize::from(provision.moved);
            counts.retitled += usize::from(provision.retitled);
            counts.split += usize::from(provision.split_from.is_some());
            counts.conforming += usize::from(provision.conforming);
            counts.merged += usize::from(provision.merged_into.is_some());
        }
        counts
    }
}
