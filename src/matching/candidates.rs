//! Finds the few pairs worth weighing: by the rare words they share, by heading, text and place.
//!
//! Never all pairs: a unit looks up its rarest words among the free units of the other draft. Both drafts
//! look, so that the same pairs are found whichever is called old.

use rustc_hash::FxHashMap;

use super::evidence::Neighbours;
use super::leaf::Leaf;
use super::similarity::{Rank, Weights, ratio};
use super::words::TextHash;
use crate::{Sides, parallel};

/// Candidates kept for each unit, best first.
const MAX_CANDIDATES: usize = 12;
/// A word that stands in more free units than this finds no candidates, unless a unit has no rarer one.
const MAX_POSTINGS: usize = 64;
/// How many of its rarest words a unit always looks up.
const LEAST_LOOKUPS: usize = 12;
/// Hard limit for the postings of such words.
const MAX_POSTINGS_EVER: usize = 1_024;

/// Pairs of free units, each once, in order; `bytes` is the size of both texts.
pub fn candidate_pairs(
    leaves: &Sides<Vec<Leaf>>,
    free: &Sides<Vec<u32>>,
    weights: &Weights,
    neighbours: &Neighbours,
    bytes: usize,
) -> Vec<(u32, u32)> {
    let of_old = || {
        let (index, mut shared, mut pairs) = (Index::new(&leaves.new, &free.new), Shared::default(), Vec::new());
        for &old in &free.old {
            let expected = neighbours.expected_new(old as usize);
            let found = index.candidates(&leaves.old[old as usize], weights, &leaves.new, expected, &mut shared);
            pairs.extend(found.into_iter().map(|new| (old, new)));
        }
        pairs
    };
    let of_new = || {
        let (index, mut shared, mut pairs) = (Index::new(&leaves.old, &free.old), Shared::default(), Vec::new());
        for &new in &free.new {
            let expected = neighbours.expected_old(new as usize);
            let found = index.candidates(&leaves.new[new as usize], weights, &leaves.old, expected, &mut shared);
            pairs.extend(found.into_iter().map(|old| (old, new)));
        }
        pairs
    };
    let (mut pairs, mut others) = parallel::both(bytes, of_old, of_new);
    pairs.append(&mut others);
    pairs.sort_unstable();
    pairs.dedup();
    pairs.retain(|&(old, new)| leaves.old[old as usize].kind == leaves.new[new as usize].kind);
    pairs
}

/// Finds candidates by the words, the heading and the place they share.
pub struct Index {
    free: Vec<bool>,
    by_word: Postings,
    by_heading: FxHashMap<TextHash, Vec<u32>>,
    by_text: FxHashMap<TextHash, Vec<u32>>,
}

impl Index {
    pub fn new(leaves: &[Leaf], free: &[u32]) -> Self {
        let mut index = Self {
            free: vec![false; leaves.len()],
            by_word: Postings::new(leaves, free),
            by_heading: FxHashMap::default(),
            by_text: FxHashMap::default(),
        };
        for &at in free {
            let leaf = &leaves[at as usize];
            index.free[at as usize] = true;
            if leaf.heading_bag.words > 0 {
                index.by_heading.entry(leaf.heading).or_default().push(at);
            }
            index.by_text.entry(leaf.text).or_default().push(at);
        }
        index
    }

    /// The best few, by the weight of the rare words they share, and those that share heading or place.
    ///
    /// `shared` is the room to reckon in, the same for all units that are looked up one after another.
    pub fn candidates(
        &self,
        old: &Leaf,
        weights: &Weights,
        new: &[Leaf],
        expected: [Option<u32>; 2],
        shared: &mut Shared,
    ) -> Vec<u32> {
        for (at, &(form, count)) in old.bag.counts.iter().enumerate() {
            let postings = self.by_word.of(form);
            let most = if at < LEAST_LOOKUPS { MAX_POSTINGS_EVER } else { MAX_POSTINGS };
            if postings.len() <= most {
                shared.add(postings, weights.of(form) * count as f32, new.len());
            }
        }
        let mut best: Vec<(u32, f32)> = shared
            .take()
            .map(|(at, common)| (at, ratio(common, old.bag.weight + new[at as usize].bag.weight)))
            .collect();
        if best.len() > MAX_CANDIDATES {
            best.select_nth_unstable_by(MAX_CANDIDATES, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            best.truncate(MAX_CANDIDATES);
        }
        let mut found: Vec<u32> = best.into_iter().map(|(at, _)| at).collect();
        for same in [self.by_heading.get(&old.heading), self.by_text.get(&old.text)].into_iter().flatten() {
            found.extend(nearest(same, expected[0].unwrap_or(0)));
        }
        found.extend(expected.into_iter().flatten().filter(|&at| self.free.get(at as usize).copied().unwrap_or(false)));
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// For each word form the free units that hold it, in order: one list for all, and where each form's part begins.
struct Postings {
    starts: Vec<u32>,
    units: Vec<u32>,
}

impl Postings {
    fn new(leaves: &[Leaf], free: &[u32]) -> Self {
        let counts =
            || free.iter().flat_map(|&at| leaves[at as usize].bag.counts.iter().map(move |&(form, _)| (form, at)));
        let forms = counts().map(|(form, _)| form as usize + 1).max().unwrap_or(0);
        let mut ends = vec![0u32; forms + 1];
        counts().for_each(|(form, _)| ends[form as usize + 1] += 1);
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let starts = ends.clone();
        let mut units = vec![0; starts.last().copied().unwrap_or(0) as usize];
        for (form, at) in counts() {
            units[ends[form as usize] as usize] = at;
            ends[form as usize] += 1;
        }
        Self { starts, units }
    }

    fn of(&self, form: Rank) -> &[u32] {
        let at = |form: usize| self.starts.get(form).map(|&start| start as usize);
        match (at(form as usize), at(form as usize + 1)) {
            (Some(start), Some(end)) => &self.units[start..end],
            _ => &[],
        }
    }
}

/// The weight of the words that one unit shares with each of the others.
#[derive(Default)]
pub struct Shared {
    /// 0 for all that share nothing.
    weight: Vec<f32>,
    with: Vec<u32>,
}

impl Shared {
    fn add(&mut self, units: &[u32], weight: f32, of: usize) {
        if self.weight.len() < of {
            self.weight.resize(of, 0.0);
        }
        for &at in units {
            let shared = &mut self.weight[at as usize];
            if *shared == 0.0 {
                self.with.push(at);
            }
            *shared += weight;
        }
    }

    /// The units that share anything, with how much; empty for the next unit.
    fn take(&mut self) -> impl Iterator<Item = (u32, f32)> {
        let weight = &mut self.weight;
        self.with.drain(..).map(|at| (at, std::mem::take(&mut weight[at as usize])))
    }
}

/// Of many units that share a heading or text, those that stand nearest to where one is expected.
fn nearest(sorted: &[u32], expected: u32) -> impl Iterator<Item = u32> + '_ {
    let at = sorted.partition_point(|&place| place < expected);
    let from = at.saturating_sub(MAX_CANDIDATES / 2);
    sorted[from..sorted.len().min(at + MAX_CANDIDATES / 2)].iter().copied()
}
