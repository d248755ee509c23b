//! Matches the units that hold text: sections, unnumbered text, recitals, accounts.
//!
//! Equal texts are matched at once. For the rest, an index of rare words names a few [`candidates`] for
//! each; every one is weighed by its text and by its [`evidence`]; and one assignment chooses among them all.

use rustc_hash::FxHashMap;

use super::acts::Acts;
use super::assignment::{Candidate, MAX_EXACT, assign};
use super::candidates::candidate_pairs;
use super::evidence::{Copies, Evidence, KEPT_RUNS, KeptRuns, Neighbours, evidence, likeness};
use super::leaf::Leaf;
use super::similarity::Weights;
use super::words::{TextHash, Words};
use super::{Matching, Method};
use crate::Sides;

/// A match needs this much of likeness and evidence together.
const ENOUGH: f32 = 0.58;
/// Whatever else speaks for it, a match needs this much likeness of text.
const LEAST_ALIKE: f32 = 0.04;
/// What stands in a division without counterpart needs this much more.
const OTHER_ACT: f32 = 0.60;
/// In the first round, before neighbours are known, only what is this alike is matched.
const FIRST_ROUND: f32 = 0.60;
/// A text of fewer words says nothing about who it is.
const LEAST_TELLING: u32 = 4;

/// How much a match may rest on evidence beside the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// Only what is [`FIRST_ROUND`] alike: neighbours are not known yet.
    ByTextAlone,
    /// Whatever text and evidence make likely together.
    ByAllEvidence,
}

/// What units are weighed by.
#[derive(Clone, Copy)]
pub struct Units<'s> {
    pub leaves: &'s Sides<Vec<Leaf>>,
    pub words: &'s Sides<Words>,
    pub weights: &'s Weights,
    pub acts: &'s Acts,
}

impl Units<'_> {
    /// Matches free leaves by one choice over all candidates.
    pub fn match_alike(&self, round: Round, matching: &mut Matching) {
        let scored = self.score_all(matching, round);
        let candidates: Vec<Candidate> =
            scored.iter().map(|s| Candidate { row: s.old, column: s.new, gain: s.gain }).collect();
        let (chosen, capped) = assign(&candidates);
        if capped {
            matching.notes.push(format!("more than {MAX_EXACT} sections alike: the best pairs were taken one by one"));
        }
        take(self.leaves, &scored, &chosen, matching);
    }

    /// All candidates among the free units, weighed.
    fn score_all(&self, matching: &Matching, round: Round) -> Vec<Scored> {
        let leaves = self.leaves;
        let free = Sides {
            old: (0..leaves.old.len() as u32).filter(|&at| matching.is_free_old(leaves.old[at as usize].id)).collect(),
            new: (0..leaves.new.len() as u32).filter(|&at| matching.is_free_new(leaves.new[at as usize].id)).collect(),
        };
        let neighbours = Neighbours::new(leaves, matching);
        let pairs = candidate_pairs(leaves, &free, self.weights, &neighbours);
        let scorer = Scorer {
            units: *self,
            neighbours,
            headings: leaves.as_ref().map(|side| count(side.iter().map(|leaf| leaf.heading))),
            late: (round == Round::ByAllEvidence).then(|| {
                let kept = KeptRuns::new(leaves, self.words, &free);
                (kept, Copies::new(leaves, self.weights, matching, &free))
            }),
        };
        pairs.into_iter().filter_map(|(old, new)| scorer.score(old, new)).collect()
    }
}

/// Matches equal texts: those that stand as often in both drafts, in order; the same heading and number
/// first, then the same heading. A text of few words proves nothing without its heading and number.
pub fn match_identical(leaves: &Sides<Vec<Leaf>>, acts: &Acts, matching: &mut Matching) {
    let tells = |leaf: &Leaf| leaf.bag.words >= LEAST_TELLING;
    match_equal(leaves, |leaf| Some((leaf.text, leaf.heading, leaf.number)), acts, matching);
    match_equal(leaves, |leaf| tells(leaf).then_some((leaf.text, leaf.heading)), acts, matching);
    match_equal(leaves, |leaf| tells(leaf).then_some(leaf.text), acts, matching);
}

fn match_equal<K: std::hash::Hash + Eq>(
    leaves: &Sides<Vec<Leaf>>,
    key: impl Fn(&Leaf) -> Option<K>,
    acts: &Acts,
    matching: &mut Matching,
) {
    let mut seen: FxHashMap<K, Sides<Vec<u32>>> = FxHashMap::default();
    for (at, leaf) in leaves.old.iter().enumerate().filter(|(_, leaf)| matching.is_free_old(leaf.id)) {
        if let Some(key) = key(leaf) {
            seen.entry(key).or_default().old.push(at as u32);
        }
    }
    for (at, leaf) in leaves.new.iter().enumerate().filter(|(_, leaf)| matching.is_free_new(leaf.id)) {
        if let Some(key) = key(leaf) {
            seen.entry(key).or_default().new.push(at as u32);
        }
    }
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for same in seen.values().filter(|same| same.old.len() == same.new.len()) {
        pairs.extend(same.old.iter().copied().zip(same.new.iter().copied()));
    }
    pairs.sort_unstable();
    for (old, new) in pairs {
        let (old, new) = (&leaves.old[old as usize], &leaves.new[new as usize]);
        if old.kind == new.kind && old.bag.counts == new.bag.counts && !acts.are_strangers(old.id, new.id) {
            matching.add(old.id, new.id, Method::Identical, 1.0, 0.0);
        }
    }
}

/// A candidate with its reasons.
struct Scored {
    old: u32,
    new: u32,
    alike: f32,
    evidence: Evidence,
    gain: f32,
}

/// Weighs pairs.
struct Scorer<'s> {
    units: Units<'s>,
    neighbours: Neighbours,
    /// How many units of each draft bear a heading.
    headings: Sides<FxHashMap<TextHash, u32>>,
    /// What is asked only once the clear pairs are matched.
    late: Option<(KeptRuns, Copies)>,
}

impl Scorer<'_> {
    /// A pair with its gain, or None if it is not worth a thought.
    fn score(&self, old: u32, new: u32) -> Option<Scored> {
        let (a, b) = (&self.units.leaves.old[old as usize], &self.units.leaves.new[new as usize]);
        let alike = if a.text == b.text { 1.0 } else { likeness(self.units.weights, &a.bag, &b.bag) };
        let common = self.headings.old[&a.heading].max(self.headings.new[&b.heading]) > 1;
        let agree = self.neighbours.agree(old as usize, new as usize);
        let mut evidence = evidence(a, b, self.units.weights, common, agree);
        let bare = a.bag.words < LEAST_TELLING && evidence.heading > 0.0;
        let doubt = match &self.late {
            None if alike < FIRST_ROUND => return None,
            None => 0.0,
            Some(_) if alike < LEAST_ALIKE && !bare => return None,
            Some((kept, copies)) => {
                evidence.kept = KEPT_RUNS * kept.share(old, new);
                copies.doubt(old, new, alike)
            }
        };
        let doubt = doubt + if self.units.acts.are_strangers(a.id, b.id) { OTHER_ACT } else { 0.0 };
        Some(Scored { old, new, alike, evidence, gain: alike + evidence.sum() - ENOUGH - doubt })
    }
}

fn count(hashes: impl Iterator<Item = TextHash>) -> FxHashMap<TextHash, u32> {
    let mut counts = FxHashMap::default();
    hashes.for_each(|hash| *counts.entry(hash).or_default() += 1);
    counts
}

fn take(leaves: &Sides<Vec<Leaf>>, scored: &[Scored], chosen: &[Candidate], matching: &mut Matching) {
    let by_pair: FxHashMap<(u32, u32), &Scored> = scored.iter().map(|s| ((s.old, s.new), s)).collect();
    let mut best_old: FxHashMap<u32, Best> = FxHashMap::default();
    let mut best_new: FxHashMap<u32, Best> = FxHashMap::default();
    for s in scored {
        best_old.entry(s.old).or_default().add(s.new, s.alike);
        best_new.entry(s.new).or_default().add(s.old, s.alike);
    }
    for pair in chosen {
        let s = by_pair[&(pair.row, pair.column)];
        let (old, new) = (leaves.old[s.old as usize].id, leaves.new[s.new as usize].id);
        let runner_up = best_old[&s.old].other_than(s.new).max(best_new[&s.new].other_than(s.old));
        let method = match s.alike {
            alike if alike >= 0.9999 => Method::Identical,
            alike if alike >= ENOUGH => Method::Similar,
            _ if s.evidence.heading >= s.evidence.sum() / 2.0 => Method::Heading,
            _ => Method::Place,
        };
        matching.add(old, new, method, s.alike, runner_up);
    }
}

/// The two best scores for one side, to tell the runner-up.
#[derive(Default)]
struct Best {
    first: (u32, f32),
    second: f32,
}

impl Best {
    fn add(&mut self, with: u32, score: f32) {
        if score > self.first.1 {
            self.second = self.first.1;
            self.first = (with, score);
        } else if score > self.second {
            self.second = score;
        }
    }

    fn other_than(&self, with: u32) -> f32 {
        if self.first.0 == with { self.second } else { self.first.1 }
    }
}
