//! Finds the few pairs worth weighing: by the rare words they share, by heading, text and place.
//!
//! Never all pairs: a unit looks up its rarest words among the free units of the other draft. Both drafts
//! look, so that the same pairs are found whichever is called old.

use rustc_hash::FxHashMap;

use super::evidence::Neighbours;
use super::leaf::Leaf;
use super::similarity::{Weights, ratio};
use super::words::{TextHash, Token};
use crate::Sides;

/// Candidates kept for each unit, best first.
const MAX_CANDIDATES: usize = 12;
/// A word that stands in more free units than this finds no candidates, unless a unit has no rarer one.
const MAX_POSTINGS: usize = 64;
/// How many of its rarest words a unit always looks up.
const LEAST_LOOKUPS: usize = 12;
/// Hard limit for the postings of such words.
const MAX_POSTINGS_EVER: usize = 1_024;

/// Pairs of free units, each once, in order.
pub fn candidate_pairs(
    leaves: &Sides<Vec<Leaf>>,
    free: &Sides<Vec<u32>>,
    weights: &Weights,
    neighbours: &Neighbours,
) -> Vec<(u32, u32)> {
    let index = Sides { old: Index::new(&leaves.old, &free.old), new: Index::new(&leaves.new, &free.new) };
    let mut pairs = Vec::new();
    for &old in &free.old {
        let expected = neighbours.expected_new(old as usize);
        let found = index.new.candidates(&leaves.old[old as usize], weights, &leaves.new, expected);
        pairs.extend(found.into_iter().map(|new| (old, new)));
    }
    for &new in &free.new {
        let expected = neighbours.expected_old(new as usize);
        let found = index.old.candidates(&leaves.new[new as usize], weights, &leaves.old, expected);
        pairs.extend(found.into_iter().map(|old| (old, new)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.retain(|&(old, new)| leaves.old[old as usize].kind == leaves.new[new as usize].kind);
    pairs
}

/// Finds candidates by the words, the heading and the place they share.
pub struct Index {
    free: Vec<bool>,
    by_word: FxHashMap<Token, Vec<u32>>,
    by_heading: FxHashMap<TextHash, Vec<u32>>,
    by_text: FxHashMap<TextHash, Vec<u32>>,
}

impl Index {
    pub fn new(leaves: &[Leaf], free: &[u32]) -> Self {
        let mut index = Self {
            free: vec![false; leaves.len()],
            by_word: FxHashMap::default(),
            by_heading: FxHashMap::default(),
            by_text: FxHashMap::default(),
        };
        for &at in free {
            let leaf = &leaves[at as usize];
            index.free[at as usize] = true;
            for &(form, _) in &leaf.bag.counts {
                index.by_word.entry(form).or_default().push(at);
            }
            if leaf.heading_bag.words > 0 {
                index.by_heading.entry(leaf.heading).or_default().push(at);
            }
            index.by_text.entry(leaf.text).or_default().push(at);
        }
        index
    }

    /// The best few, by the weight of the rare words they share, and those that share heading or place.
    pub fn candidates(&self, old: &Leaf, weights: &Weights, new: &[Leaf], expected: [Option<u32>; 2]) -> Vec<u32> {
        let mut shared: FxHashMap<u32, f32> = FxHashMap::default();
        for (rank, &(form, count)) in self.by_rarity(old, weights).iter().enumerate() {
            let Some(postings) = self.by_word.get(&form) else { continue };
            let most = if rank < LEAST_LOOKUPS { MAX_POSTINGS_EVER } else { MAX_POSTINGS };
            if postings.len() <= most {
                for &at in postings {
                    *shared.entry(at).or_default() += weights.of(form) * count as f32;
                }
            }
        }
        let mut best: Vec<(u32, f32)> = shared
            .into_iter()
            .map(|(at, common)| (at, ratio(common, old.bag.weight + new[at as usize].bag.weight)))
            .collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(MAX_CANDIDATES);
        let mut found: Vec<u32> = best.into_iter().map(|(at, _)| at).collect();
        for same in [self.by_heading.get(&old.heading), self.by_text.get(&old.text)].into_iter().flatten() {
            found.extend(nearest(same, expected[0].unwrap_or(0)));
        }
        found.extend(expected.into_iter().flatten().filter(|&at| self.free.get(at as usize).copied().unwrap_or(false)));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The unit's words, rarest in the index first.
    fn by_rarity(&self, old: &Leaf, weights: &Weights) -> Vec<(Token, u32)> {
        let mut words = old.bag.counts.clone();
        words.sort_by(|a, b| weights.of(b.0).total_cmp(&weights.of(a.0)).then(a.0.cmp(&b.0)));
        words
    }
}

/// Of many units that share a heading or text, those that stand nearest to where one is expected.
fn nearest(sorted: &[u32], expected: u32) -> impl Iterator<Item = u32> + '_ {
    let at = sorted.partition_point(|&place| place < expected);
    let from = at.saturating_sub(MAX_CANDIDATES / 2);
    sorted[from..sorted.len().min(at + MAX_CANDIDATES / 2)].iter().copied()
}
