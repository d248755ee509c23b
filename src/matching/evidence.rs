//! What speaks for a pair of units beside the words they share, and what against it.
//!
//! Number, heading, neighbours and surroundings are evidence, never identity. The weights here were set on
//! versions of real bills whose truth is known (docs/matching.md has the figures).

use rustc_hash::FxHashMap;

use super::Matching;
use super::candidates::{Index, Shared};
use super::leaf::{Kind, Leaf};
use super::runs::Runs;
use super::similarity::{Bag, Weights, ratio};
use super::words::Words;
use crate::Sides;
use crate::bill::ProvisionId;

/// A match needs this much of likeness and evidence together.
pub const ENOUGH: f32 = 0.58;
/// The same heading, where no other unit has it; half of that where others do.
const SAME_HEADING: f32 = 0.42;
const SAME_NUMBER: f32 = 0.06;
/// Each neighbour that was matched with the neighbour.
const SAME_NEIGHBOUR: f32 = 0.11;
const SAME_SURROUNDINGS: f32 = 0.05;
/// An account of another agency is another account, unless the text says otherwise.
const OTHER_AGENCY: f32 = 0.15;
/// Neighbours count in full where so few pairs of free units stand between them, half up to the wide gap.
const CLEAR_GAP: u32 = 12;
const WIDE_GAP: u32 = 80;
/// A run that stands in more units than this, both drafts together, is boilerplate.
const RARE_RUN: u32 = 3;
/// A text that lies wholly in a longer one counts this share of the containment, from this many words on.
const CONTAINED: f32 = 0.75;
const CONTAINED_WORDS: u32 = 20;
/// From this likeness on a unit is a near copy of another.
const NEAR_COPY: f32 = 0.60;
/// All runs of words that hardly any other unit has are kept: a subsection that stayed while the rest was
/// rewritten tells more than the words it shares.
pub const KEPT_RUNS: f32 = 0.70;

/// The worth of each thing that speaks for a pair.
#[derive(Clone, Copy)]
pub struct Evidence {
    pub heading: f32,
    pub number: f32,
    pub neighbours: f32,
    pub surroundings: f32,
    pub kept: f32,
}

impl Evidence {
    pub fn sum(&self) -> f32 {
        self.heading + self.number + self.neighbours + self.surroundings + self.kept
    }
}

/// Dice, or a share of the containment where a text of some length lies in a longer one.
pub fn likeness(weights: &Weights, a: &Bag, b: &Bag) -> f32 {
    let common = weights.common(a, b);
    let dice = ratio(2.0 * common, a.weight + b.weight);
    if a.words.min(b.words) < CONTAINED_WORDS {
        return dice;
    }
    dice.max(CONTAINED * ratio(common, a.weight.min(b.weight)) * ratio(common, a.weight.max(b.weight)).sqrt())
}

/// What speaks for a pair beside its text. A heading that several units bear ("Salaries and expenses",
/// "Short title") says nothing by itself: only with the same surroundings or neighbours.
pub fn evidence(old: &Leaf, new: &Leaf, weights: &Weights, heading_common: bool, neighbours: f32) -> Evidence {
    let same_around = old.around == new.around;
    let heading = if old.heading_bag.words == 0 || new.heading_bag.words == 0 {
        0.0
    } else if old.heading == new.heading {
        match (heading_common, same_around || neighbours > 0.0) {
            (false, _) => SAME_HEADING,
            (true, true) => SAME_HEADING / 2.0,
            (true, false) => 0.0,
        }
    } else {
        let alike = weights.dice(&old.heading_bag, &new.heading_bag);
        SAME_HEADING / 2.0 * if alike >= 0.5 { alike } else { 0.0 }
    };
    Evidence {
        heading,
        number: if old.number == new.number && !new.content.is_empty() { SAME_NUMBER } else { 0.0 },
        neighbours: SAME_NEIGHBOUR * neighbours,
        surroundings: match (same_around, old.kind) {
            (true, _) => SAME_SURROUNDINGS,
            (false, Kind::Account) => -OTHER_AGENCY,
            (false, _) => 0.0,
        },
        kept: 0.0,
    }
}

/// Runs of words that hardly any unit has, for each free unit.
pub struct KeptRuns {
    old: FxHashMap<u32, Vec<u32>>,
    new: FxHashMap<u32, Vec<u32>>,
}

impl KeptRuns {
    pub fn new(leaves: &Sides<Vec<Leaf>>, words: &Sides<Words>, free: &Sides<Vec<u32>>) -> Self {
        let mut runs = Runs::default();
        let mut sets = |side: &[Leaf], words: &Words, free: &[u32]| -> FxHashMap<u32, Vec<u32>> {
            free.iter().map(|&at| (at, runs.number(&side[at as usize], words))).collect()
        };
        let (mut old, mut new) = (sets(&leaves.old, &words.old, &free.old), sets(&leaves.new, &words.new, &free.new));
        let mut holding = vec![0u32; runs.len()];
        for (side, words) in [(&leaves.old, &words.old), (&leaves.new, &words.new)] {
            for leaf in side {
                runs.numbered(leaf, words).into_iter().for_each(|run| holding[run as usize] += 1);
            }
        }
        for set in old.values_mut().chain(new.values_mut()) {
            set.retain(|&run| holding[run as usize] <= RARE_RUN);
            set.sort_unstable();
        }
        Self { old, new }
    }

    /// The share of the rare runs of the unit with fewer that the other has too.
    pub fn share(&self, old: u32, new: u32) -> f32 {
        let (a, b) = (&self.old[&old], &self.new[&new]);
        let common = a.iter().filter(|run| b.binary_search(run).is_ok()).count();
        ratio(common as f32, a.len().min(b.len()) as f32)
    }
}

/// For each free unit, how alike it is to the units of the other draft that are matched already.
///
/// A new section that is a near copy of one that stayed is a new twin, not the late form of some third
/// section that reads a little like both.
pub struct Copies {
    old: FxHashMap<u32, f32>,
    new: FxHashMap<u32, f32>,
}

impl Copies {
    pub fn new(leaves: &Sides<Vec<Leaf>>, weights: &Weights, matching: &Matching, free: &Sides<Vec<u32>>) -> Self {
        let taken = |side: &[Leaf], is_taken: &dyn Fn(ProvisionId) -> bool| -> Vec<u32> {
            (0..side.len() as u32).filter(|&at| is_taken(side[at as usize].id)).collect()
        };
        let taken_old = taken(&leaves.old, &|id| matching.of_old(id).is_some());
        let taken_new = taken(&leaves.new, &|id| matching.of_new(id).is_some());
        Self {
            old: closest(&leaves.old, &free.old, &leaves.new, &taken_new, weights),
            new: closest(&leaves.new, &free.new, &leaves.old, &taken_old, weights),
        }
    }

    /// By how much either side is more like a unit that is matched already.
    pub fn doubt(&self, old: u32, new: u32, alike: f32) -> f32 {
        let closer = self.old.get(&old).copied().unwrap_or(0.0).max(self.new.get(&new).copied().unwrap_or(0.0));
        if closer < NEAR_COPY { 0.0 } else { (closer - alike).max(0.0) }
    }
}

/// For each unit the likeness of the one closest to it among others.
fn closest(side: &[Leaf], of: &[u32], others: &[Leaf], among: &[u32], weights: &Weights) -> FxHashMap<u32, f32> {
    let index = Index::new(others, among);
    let mut shared = Shared::default();
    let mut best = |at: u32| {
        let leaf = &side[at as usize];
        let candidates = index.candidates(leaf, weights, others, [None, None], &mut shared);
        let alike = candidates
            .into_iter()
            .filter(|&other| others[other as usize].kind == leaf.kind)
            .map(|other| weights.dice(&leaf.bag, &others[other as usize].bag));
        alike.fold(0.0, f32::max)
    };
    of.iter().map(|&at| (at, best(at))).collect()
}

/// For each unit its nearest matched neighbours before and after, and what they became.
pub struct Neighbours {
    /// For each old unit the new ordinals of its matched neighbours.
    old: Gaps,
    /// For each new unit the ordinals of its own matched neighbours, and their old ordinals.
    new: Gaps,
    came: Gaps,
}

/// Runs of free units between matched ones.
struct Gaps {
    before: Vec<Option<u32>>,
    after: Vec<Option<u32>>,
    /// How many free units stand in the same run.
    size: Vec<u32>,
}

impl Gaps {
    fn expected(&self, at: usize) -> [Option<u32>; 2] {
        [Some(self.before[at].map_or(0, |before| before + 1)), self.after[at].and_then(|after| after.checked_sub(1))]
    }

    fn new(partners: &[Option<u32>]) -> Self {
        let mut size = vec![0; partners.len()];
        for run in
            (0..partners.len()).collect::<Vec<_>>().chunk_by(|&a, &b| partners[a].is_none() && partners[b].is_none())
        {
            run.iter().for_each(|&at| size[at] = run.len() as u32);
        }
        Self {
            before: last_seen(partners.iter().copied()),
            after: reversed(last_seen(partners.iter().rev().copied())),
            size,
        }
    }
}

impl Neighbours {
    pub fn new(leaves: &Sides<Vec<Leaf>>, matching: &Matching) -> Self {
        let place: FxHashMap<ProvisionId, u32> =
            leaves.new.iter().enumerate().map(|(at, leaf)| (leaf.id, at as u32)).collect();
        let became = |leaf: &Leaf| matching.of_old(leaf.id).and_then(|found| place.get(&found.new).copied());
        let old: Vec<Option<u32>> = leaves.old.iter().map(became).collect();
        let taken = |(at, leaf): (usize, &Leaf)| matching.of_new(leaf.id).map(|_| at as u32);
        let new: Vec<Option<u32>> = leaves.new.iter().enumerate().map(taken).collect();
        let mut came = vec![None; leaves.new.len()];
        for (at, became) in old.iter().enumerate() {
            if let Some(new) = became {
                came[*new as usize] = Some(at as u32);
            }
        }
        Self { old: Gaps::new(&old), new: Gaps::new(&new), came: Gaps::new(&came) }
    }

    /// How far the two neighbours became the neighbours: 0 to 2. The draft's ends are neighbours too. Where
    /// nothing is matched yet they say nothing, and between them stand more units, the less they say.
    pub fn agree(&self, old: usize, new: usize) -> f32 {
        if self.old.before[old].is_none() && self.old.after[old].is_none() {
            return 0.0;
        }
        let both = u32::from(self.old.before[old] == self.new.before[new])
            + u32::from(self.old.after[old] == self.new.after[new]);
        let weight = match self.old.size[old] * self.new.size[new] {
            0..=CLEAR_GAP => 1.0,
            size if size <= WIDE_GAP => 0.5,
            _ => 0.0,
        };
        weight * both as f32
    }

    /// Where an old unit would stand in the new draft if it followed its neighbour before, or preceded the one after.
    pub fn expected_new(&self, old: usize) -> [Option<u32>; 2] {
        self.old.expected(old)
    }

    /// Where a new unit would have stood in the old draft.
    pub fn expected_old(&self, new: usize) -> [Option<u32>; 2] {
        self.came.expected(new)
    }
}

/// For each item the last value before it.
fn last_seen(values: impl Iterator<Item = Option<u32>>) -> Vec<Option<u32>> {
    let mut last = None;
    values
        .map(|value| {
            let before = last;
            last = value.or(last);
            before
        })
        .collect()
}

fn reversed(mut values: Vec<Option<u32>>) -> Vec<Option<u32>> {
    values.reverse();
    values
}
