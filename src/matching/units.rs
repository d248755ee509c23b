//! Matches the units that hold text: sections, unnumbered text, recitals, accounts.
//!
//! Equal texts are matched at once. For the rest, an index of rare words names a few [`candidates`] for
//! each; every one is weighed by its text and by its [`evidence`]; and one assignment chooses among them all.

use rustc_hash::FxHashMap;

use super::acts::Acts;
use super::assignment::{Candidate, MAX_EXACT, assign};
use super::candidates::candidate_pairs;
use super::evidence::{Copies, ENOUGH, Evidence, KEPT_RUNS, KeptRuns, Neighbours, evidence, likeness};
use super::leaf::Leaf;
use super::similarity::Weights;
use super::words::{TextHash, Words};
use super::{Matching, Method, Reasons, Rival};
use crate::{Sides, parallel};

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
    /// The size of both texts.
    pub bytes: usize,
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
        let pairs = candidate_pairs(leaves, &free, self.weights, &neighbours, self.bytes);
        let scorer = Scorer {
            units: *self,
            neighbours,
            headings: leaves.as_ref().map(|side| count(side.iter().map(|leaf| leaf.heading))),
            late: (round == Round::ByAllEvidence).then(|| {
                let kept = KeptRuns::new(leaves, self.words, &free);
                (kept, Copies::new(leaves, self.weights, matching, &free))
            }),
        };
        let scored = parallel::map(self.bytes, &pairs, |&(old, new)| scorer.score(old, new));
        scored.into_iter().flatten().collect()
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
    doubt: f32,
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
        Some(Scored { old, new, alike, evidence, doubt, gain: alike + evidence.sum() - ENOUGH - doubt })
    }
}

fn count(hashes: impl Iterator<Item = TextHash>) -> FxHashMap<TextHash, u32> {
    let mut counts = FxHashMap::default();
    hashes.for_each(|hash| *counts.entry(hash).or_default() += 1);
    counts
}

fn take(leaves: &Sides<Vec<Leaf>>, scored: &[Scored], chosen: &[Candidate], matching: &mut Matching) {
    let by_pair: FxHashMap<(u32, u32), &Scored> = scored.iter().map(|s| ((s.old, s.new), s)).collect();
    let mut best_old: FxHashMap<u32, Best<'_>> = FxHashMap::default();
    let mut best_new: FxHashMap<u32, Best<'_>> = FxHashMap::default();
    for s in scored {
        best_old.entry(s.old).or_default().add(s);
        best_new.entry(s.new).or_default().add(s);
    }
    let ids = |s: &Scored| (leaves.old[s.old as usize].id, leaves.new[s.new as usize].id);
    let rival = |s: &Scored| Rival { pair: ids(s), likeness: s.alike, sum: s.gain + ENOUGH };
    for pair in chosen {
        let s = by_pair[&(pair.row, pair.column)];
        let (old, new) = ids(s);
        let others = [best_old[&s.old].other_than(s), best_new[&s.new].other_than(s)];
        let other = others.into_iter().flatten().max_by(|a, b| a.gain.total_cmp(&b.gain).then(b.old.cmp(&a.old)));
        let runner_up = others.into_iter().flatten().map(|other| other.alike).fold(0.0, f32::max);
        let method = match s.alike {
            alike if alike >= 0.9999 => Method::Identical,
            alike if alike >= ENOUGH => Method::Similar,
            _ if s.evidence.heading >= s.evidence.sum() / 2.0 => Method::Heading,
            _ => Method::Place,
        };
        matching.add(old, new, method, s.alike, runner_up);
        matching.reasons.insert(old, s.reasons(other.map(rival)));
    }
    let firsts = |best: FxHashMap<u32, Best<'_>>| best.into_values().filter_map(|best| best.first).map(rival).collect();
    let (of_old, of_new): (Vec<Rival>, Vec<Rival>) = (firsts(best_old), firsts(best_new));
    matching.nearest.old.extend(of_old.into_iter().map(|rival| (rival.pair.0, rival)));
    matching.nearest.new.extend(of_new.into_iter().map(|rival| (rival.pair.1, rival)));
}

impl Scored {
    fn reasons(&self, rival: Option<Rival>) -> Reasons {
        let Evidence { heading, number, neighbours, surroundings, kept } = self.evidence;
        Reasons {
            likeness: self.alike,
            heading,
            number,
            neighbours,
            surroundings,
            kept,
            doubt: self.doubt,
            rival,
            ..Reasons::none(ENOUGH)
        }
    }
}

/// The two best pairs of one side, to tell the runner-up.
#[derive(Default, Clone, Copy)]
struct Best<'s> {
    first: Option<&'s Scored>,
    second: Option<&'s Scored>,
}

impl<'s> Best<'s> {
    fn add(&mut self, scored: &'s Scored) {
        let better = |than: Option<&Scored>| than.is_none_or(|than| scored.gain > than.gain);
        if better(self.first) {
            self.second = self.first;
            self.first = Some(scored);
        } else if better(self.second) {
            self.second = Some(scored);
        }
    }

    fn other_than(&self, with: &Scored) -> Option<&'s Scored> {
        let is_it = self.first.is_some_and(|first| (first.old, first.new) == (with.old, with.new));
        if is_it { self.second } else { self.first }
    }
}
