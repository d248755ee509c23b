//! Matches the units that hold text: sections, unnumbered text, recitals, accounts.
//!
//! Equal texts that stand once in each draft are matched at once. For the rest, an index of rare words
//! names a few candidates for each; every candidate is weighed by its text and by the evidence of heading,
//! number, place and neighbours; and one assignment chooses among all of them.

use rustc_hash::FxHashMap;

use super::assignment::{Candidate, MAX_EXACT, assign};
use super::similarity::{Bag, Weights, ratio};
use super::torn::runs;
use super::words::{TextHash, Token, WordRange, Words};
use super::{Drafts, Matching, Method};
use crate::Sides;
use crate::bill::{Bill, Level, ProvisionId};

/// A unit that holds text of its own.
pub struct Leaf {
    pub id: ProvisionId,
    /// One past the last provision of the unit.
    pub end: ProvisionId,
    /// What it says, without its number and heading.
    pub content: WordRange,
    pub bag: Bag,
    pub text: TextHash,
    heading: TextHash,
    heading_bag: Bag,
    number: TextHash,
    /// Heading or number of what it stands in.
    around: TextHash,
    kind: Kind,
}

/// Units of different kinds are never the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Section,
    Account,
    Recital,
}

/// A match needs this much of likeness and evidence together.
const ENOUGH: f32 = 0.58;
/// Whatever else speaks for it, a match needs this much likeness of text.
const LEAST_ALIKE: f32 = 0.04;
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
/// All runs of words that hardly any other unit has are kept: a subsection that stayed while the rest was
/// rewritten tells more than the words it shares.
const KEPT_RUNS: f32 = 0.70;
/// A run that stands in more units than this, both drafts together, is boilerplate.
const RARE_RUN: u32 = 3;
/// A text that lies wholly in a longer one counts this share of the containment, from this many words on.
const CONTAINED: f32 = 0.75;
const CONTAINED_WORDS: u32 = 20;
/// In the first round, before neighbours are known, only what is this alike is matched.
const FIRST_ROUND: f32 = 0.60;

/// From this likeness on a unit is a near copy of another.
const NEAR_COPY: f32 = 0.60;

/// Candidates kept for each unit, best first.
const MAX_CANDIDATES: usize = 12;
/// A word that stands in more free units than this finds no candidates, unless a unit has no rarer one.
const MAX_POSTINGS: usize = 64;
/// How many of its rarest words a unit always looks up.
const LEAST_LOOKUPS: usize = 12;
/// Hard limit for the postings of such words.
const MAX_POSTINGS_EVER: usize = 1_024;

/// How much a match may rest on evidence beside the text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// Only what is [`FIRST_ROUND`] alike: neighbours are not known yet.
    ByTextAlone,
    /// Whatever text and evidence make likely together.
    ByAllEvidence,
}

/// Matches free leaves by one choice over all candidates.
pub fn match_alike(
    leaves: &Sides<Vec<Leaf>>,
    words: &Sides<Words>,
    weights: &Weights,
    round: Round,
    matching: &mut Matching,
) {
    let scored = score_all(leaves, words, weights, matching, round);
    let candidates: Vec<Candidate> =
        scored.iter().map(|s| Candidate { row: s.old, column: s.new, gain: s.gain }).collect();
    let (chosen, capped) = assign(&candidates);
    if capped {
        matching.notes.push(format!("more than {MAX_EXACT} sections alike: the best pairs were taken one by one"));
    }
    take(leaves, &scored, &chosen, matching);
}

/// The units of both drafts that hold text.
pub fn leaves(drafts: &Drafts<'_>, weights: &Weights) -> Sides<Vec<Leaf>> {
    Sides {
        old: leaves_of(drafts.bills.old, &drafts.words.old, weights),
        new: leaves_of(drafts.bills.new, &drafts.words.new, weights),
    }
}

fn leaves_of(bill: &Bill, words: &Words, weights: &Weights) -> Vec<Leaf> {
    let units = bill.units();
    let holds_text = |level: Level| level.is_leaf_unit() || level == Level::Account;
    let units = units.into_iter().filter(|unit| holds_text(bill.provisions[unit.id as usize].level));
    units
        .map(|unit| {
            let provision = &bill.provisions[unit.id as usize];
            let content = words.unit_content(unit.id, unit.end);
            let label = words.label(unit.id);
            let number_end = label.start + bill.slice(provision.designation).split_whitespace().count() as u32;
            let heading = number_end..label.end;
            Leaf {
                id: unit.id,
                end: unit.end,
                text: words.fold_hash(&content),
                bag: weights.bag(words, content.clone()),
                content,
                heading: words.form_hash(&heading),
                heading_bag: weights.bag(words, heading),
                number: words.fold_hash(&(label.start..number_end)),
                around: words.form_hash(&words.label(provision.parent)),
                kind: match provision.level {
                    Level::Account => Kind::Account,
                    Level::Recital => Kind::Recital,
                    _ => Kind::Section,
                },
            }
        })
        .collect()
}

/// Matches texts that stand once in each draft. Bare headings prove nothing and wait for the evidence.
pub fn match_identical(leaves: &Sides<Vec<Leaf>>, matching: &mut Matching) {
    let mut seen: FxHashMap<TextHash, Sides<Vec<u32>>> = FxHashMap::default();
    for (at, leaf) in leaves.old.iter().enumerate() {
        seen.entry(leaf.text).or_default().old.push(at as u32);
    }
    for (at, leaf) in leaves.new.iter().enumerate() {
        seen.entry(leaf.text).or_default().new.push(at as u32);
    }
    for (at, old) in leaves.old.iter().enumerate() {
        let same = &seen[&old.text];
        if same.old != [at as u32] || same.new.len() != 1 || old.bag.words < 4 {
            continue;
        }
        let new = &leaves.new[same.new[0] as usize];
        if old.kind == new.kind && old.bag.counts == new.bag.counts {
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

#[derive(Clone, Copy)]
struct Evidence {
    heading: f32,
    number: f32,
    neighbours: f32,
    surroundings: f32,
    kept: f32,
}

impl Evidence {
    fn sum(&self) -> f32 {
        self.heading + self.number + self.neighbours + self.surroundings + self.kept
    }
}

/// All candidates among the free units, weighed.
fn score_all(
    leaves: &Sides<Vec<Leaf>>,
    words: &Sides<Words>,
    weights: &Weights,
    matching: &Matching,
    round: Round,
) -> Vec<Scored> {
    let free = |side: &[Leaf], is_free: &dyn Fn(ProvisionId) -> bool| -> Vec<u32> {
        (0..side.len() as u32).filter(|&at| is_free(side[at as usize].id)).collect()
    };
    let free_old = free(&leaves.old, &|id| matching.is_free_old(id));
    let free_new = free(&leaves.new, &|id| matching.is_free_new(id));
    let index = Index::new(&leaves.new, &free_new);
    let neighbours = Neighbours::new(leaves, matching);
    let headings = leaves.as_ref().map(|side| count(side.iter().map(|leaf| leaf.heading)));
    let kept =
        if round == Round::ByAllEvidence { Some(KeptRuns::new(leaves, words, &free_old, &free_new)) } else { None };
    let copies = if round == Round::ByAllEvidence {
        Some(Copies::new(leaves, weights, matching, &free_old, &free_new))
    } else {
        None
    };
    let mut scored = Vec::new();
    for &at in &free_old {
        let old = &leaves.old[at as usize];
        for new in index.candidates(old, weights, &leaves.new, neighbours.expected(at as usize)) {
            let other = &leaves.new[new as usize];
            if old.kind != other.kind {
                continue;
            }
            let alike = if old.text == other.text { 1.0 } else { likeness(weights, &old.bag, &other.bag) };
            let common = headings.old[&old.heading].max(headings.new[&other.heading]) > 1;
            let mut evidence = evidence(old, other, weights, common, neighbours.agree(at as usize, new as usize));
            evidence.kept = KEPT_RUNS * kept.as_ref().map_or(0.0, |kept| kept.share(at, new));
            let bare = old.bag.words < 4 && evidence.heading > 0.0;
            let gain = match &copies {
                None if alike < FIRST_ROUND => continue,
                Some(_) if alike < LEAST_ALIKE && !bare => continue,
                None => alike + evidence.sum() - ENOUGH,
                Some(copies) => alike + evidence.sum() - ENOUGH - copies.doubt(at, new, alike),
            };
            scored.push(Scored { old: at, new, alike, evidence, gain });
        }
    }
    scored
}

/// Runs of words that hardly any unit has, for each free unit.
struct KeptRuns {
    old: FxHashMap<u32, Vec<u64>>,
    new: FxHashMap<u32, Vec<u64>>,
}

impl KeptRuns {
    fn new(leaves: &Sides<Vec<Leaf>>, words: &Sides<Words>, free_old: &[u32], free_new: &[u32]) -> Self {
        let sets = |side: &[Leaf], words: &Words, free: &[u32]| -> FxHashMap<u32, Vec<u64>> {
            free.iter().map(|&at| (at, runs(&side[at as usize], words))).collect()
        };
        let (mut old, mut new) = (sets(&leaves.old, &words.old, free_old), sets(&leaves.new, &words.new, free_new));
        let mut holding: FxHashMap<u64, u32> =
            old.values().chain(new.values()).flatten().map(|&run| (run, 0)).collect();
        for (side, words) in [(&leaves.old, &words.old), (&leaves.new, &words.new)] {
            for run in side.iter().flat_map(|leaf| runs(leaf, words)) {
                if let Some(count) = holding.get_mut(&run) {
                    *count += 1;
                }
            }
        }
        for set in old.values_mut().chain(new.values_mut()) {
            set.retain(|run| holding[run] <= RARE_RUN);
        }
        Self { old, new }
    }

    /// The share of the rare runs of the unit with fewer that the other has too.
    fn share(&self, old: u32, new: u32) -> f32 {
        let (a, b) = (&self.old[&old], &self.new[&new]);
        let common = a.iter().filter(|run| b.binary_search(run).is_ok()).count();
        ratio(common as f32, a.len().min(b.len()) as f32)
    }
}

/// For each free unit, how alike it is to the units of the other draft that are matched already.
///
/// A new section that is a near copy of one that stayed is a new twin, not the late form of some third
/// section that reads a little like both.
struct Copies {
    old: FxHashMap<u32, f32>,
    new: FxHashMap<u32, f32>,
}

impl Copies {
    fn new(
        leaves: &Sides<Vec<Leaf>>,
        weights: &Weights,
        matching: &Matching,
        free_old: &[u32],
        free_new: &[u32],
    ) -> Self {
        let taken = |side: &[Leaf], is_taken: &dyn Fn(ProvisionId) -> bool| -> Vec<u32> {
            (0..side.len() as u32).filter(|&at| is_taken(side[at as usize].id)).collect()
        };
        let taken_old = taken(&leaves.old, &|id| matching.of_old(id).is_some());
        let taken_new = taken(&leaves.new, &|id| matching.of_new(id).is_some());
        Self {
            old: closest(&leaves.old, free_old, &leaves.new, &taken_new, weights),
            new: closest(&leaves.new, free_new, &leaves.old, &taken_old, weights),
        }
    }

    /// By how much either side is more like a unit that is matched already.
    fn doubt(&self, old: u32, new: u32, alike: f32) -> f32 {
        let closer = self.old.get(&old).copied().unwrap_or(0.0).max(self.new.get(&new).copied().unwrap_or(0.0));
        if closer < NEAR_COPY { 0.0 } else { (closer - alike).max(0.0) }
    }
}

/// For each unit the likeness of the one closest to it among others.
fn closest(side: &[Leaf], of: &[u32], others: &[Leaf], among: &[u32], weights: &Weights) -> FxHashMap<u32, f32> {
    let index = Index::new(others, among);
    let best = |at: u32| {
        let leaf = &side[at as usize];
        let candidates = index.candidates(leaf, weights, others, [None, None]);
        let alike = candidates
            .into_iter()
            .filter(|&other| others[other as usize].kind == leaf.kind)
            .map(|other| weights.dice(&leaf.bag, &others[other as usize].bag));
        alike.fold(0.0, f32::max)
    };
    of.iter().map(|&at| (at, best(at))).collect()
}

fn count(hashes: impl Iterator<Item = TextHash>) -> FxHashMap<TextHash, u32> {
    let mut counts = FxHashMap::default();
    hashes.for_each(|hash| *counts.entry(hash).or_default() += 1);
    counts
}

/// Dice, or a share of the containment where a text of some length lies in a longer one.
fn likeness(weights: &Weights, a: &Bag, b: &Bag) -> f32 {
    let common = weights.common(a, b);
    let dice = ratio(2.0 * common, a.weight + b.weight);
    if a.words.min(b.words) < CONTAINED_WORDS {
        return dice;
    }
    dice.max(CONTAINED * ratio(common, a.weight.min(b.weight)) * ratio(common, a.weight.max(b.weight)).sqrt())
}

/// What speaks for a pair beside its text. A heading that several units bear ("Salaries and expenses",
/// "Short title") says nothing by itself: only with the same surroundings or neighbours.
fn evidence(old: &Leaf, new: &Leaf, weights: &Weights, heading_common: bool, neighbours: f32) -> Evidence {
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

/// For each unit its nearest matched neighbours before and after, and what they became.
struct Neighbours {
    /// For each old unit the new ordinals of its matched neighbours.
    old: Gaps,
    /// For each new unit the ordinals of its own matched neighbours.
    new: Gaps,
}

/// Runs of free units between matched ones.
struct Gaps {
    before: Vec<Option<u32>>,
    after: Vec<Option<u32>>,
    /// How many free units stand in the same run.
    size: Vec<u32>,
}

impl Gaps {
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
    fn new(leaves: &Sides<Vec<Leaf>>, matching: &Matching) -> Self {
        let place: FxHashMap<ProvisionId, u32> =
            leaves.new.iter().enumerate().map(|(at, leaf)| (leaf.id, at as u32)).collect();
        let became = |leaf: &Leaf| matching.of_old(leaf.id).and_then(|found| place.get(&found.new).copied());
        let old: Vec<Option<u32>> = leaves.old.iter().map(became).collect();
        let taken = |(at, leaf): (usize, &Leaf)| matching.of_new(leaf.id).map(|_| at as u32);
        let new: Vec<Option<u32>> = leaves.new.iter().enumerate().map(taken).collect();
        Self { old: Gaps::new(&old), new: Gaps::new(&new) }
    }

    /// How far the two neighbours became the neighbours: 0 to 2. The draft's ends are neighbours too. Where
    /// nothing is matched yet they say nothing, and between them stand more units, the less they say.
    fn agree(&self, old: usize, new: usize) -> f32 {
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

    /// Where a unit would stand if it followed its neighbour before, or preceded the one after.
    fn expected(&self, old: usize) -> [Option<u32>; 2] {
        [Some(self.old.before[old].map_or(0, |at| at + 1)), self.old.after[old].and_then(|at| at.checked_sub(1))]
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

/// Finds candidates by the words, the heading and the place they share.
struct Index {
    free: Vec<bool>,
    by_word: FxHashMap<Token, Vec<u32>>,
    by_heading: FxHashMap<TextHash, Vec<u32>>,
    by_text: FxHashMap<TextHash, Vec<u32>>,
}

impl Index {
    fn new(leaves: &[Leaf], free: &[u32]) -> Self {
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
    fn candidates(&self, old: &Leaf, weights: &Weights, new: &[Leaf], expected: [Option<u32>; 2]) -> Vec<u32> {
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
