//! The same words replaced by the same words in three or more places: told once.

use rustc_hash::FxHashMap;

use super::touched::Segment;
use crate::Sides;
use crate::bill::ProvisionId;
use crate::matching::words::{WordRange, Words};

/// In how many places a replacement has to be repeated.
pub const FEWEST: usize = 3;
/// Longest replacement, in words of either side.
const LONGEST: usize = 12;

/// One replacement and where it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitution {
    /// The words of its first place.
    pub words: Sides<WordRange>,
    /// The units of either draft, in order; a unit stands here once for each place in it.
    pub places: Vec<Sides<ProvisionId>>,
}

/// Collects the replacements of a comparison.
#[derive(Default)]
pub struct Collector {
    found: FxHashMap<(u64, u64), usize>,
    all: Vec<Substitution>,
}

impl Collector {
    /// Takes the replacements of one pair. Its designation and heading are no words of its text.
    pub fn add(&mut self, segments: &[Segment], words: &Sides<Words>, unit: Sides<ProvisionId>) {
        let label = Sides { old: words.old.label(unit.old).end, new: words.new.label(unit.new).end };
        for segment in segments.iter().filter(|segment| !segment.same) {
            let (old, new) = (&segment.old, &segment.new);
            let few = |range: &WordRange| (1..=LONGEST).contains(&range.len());
            if !few(old) || !few(new) || old.start < label.old || new.start < label.new {
                continue;
            }
            let key = (words.old.form_hash(old), words.new.form_hash(new));
            let at = *self.found.entry(key).or_insert(self.all.len());
            if at == self.all.len() {
                self.all.push(Substitution { words: Sides { old: old.clone(), new: new.clone() }, places: Vec::new() });
            }
            self.all[at].places.push(unit);
        }
    }

    /// Those made in [`FEWEST`] places or more, most often made first.
    pub fn finish(self) -> Vec<Substitution> {
        let mut repeated: Vec<Substitution> = self.all.into_iter().filter(|one| one.places.len() >= FEWEST).collect();
        repeated.sort_by_key(|one| std::cmp::Reverse(one.places.len()));
        repeated
    }
}
