//! Sections split in two and sections merged into one.
//!
//! A new section that is left over may be the further part of an old one: then its words stood in that old
//! section, and are gone from what the old section became. Merging is the same with the drafts exchanged.
//! Words alone would find themselves everywhere, so what is compared are [`runs`](super::runs) of words.

use rustc_hash::FxHashMap;

use super::leaf::Leaf;
use super::runs::Runs;
use super::similarity::Weights;
use super::words::{TextHash, Words};
use super::{Drafts, Matching};
use crate::Sides;
use crate::bill::{Bill, ProvisionId};
use crate::parallel;

/// This share of a left-over section's runs must come from the torn one.
const ENOUGH: f32 = 0.6;
/// A left-over section shorter than this many words proves nothing.
const LEAST_WORDS: u32 = 5;
/// A run that more left-over sections hold than this is boilerplate.
const MAX_HOLDERS: usize = 16;
/// Torn sections looked at for each left-over one.
const MAX_SOURCES: usize = 8;

/// Finds what was split off and what was merged in.
pub fn find_splits_and_merges(
    drafts: &Drafts<'_>,
    weights: &Weights,
    leaves: &Sides<Vec<Leaf>>,
    matching: &mut Matching,
) {
    let words = &drafts.words;
    let became = |id| matching.of_old(id).map(|found| found.new);
    let came = |id| matching.of_new(id).map(|found| found.old);
    let whole = Side { bill: drafts.bills.old, leaves: &leaves.old, words: &words.old };
    let parts = Side { bill: drafts.bills.new, leaves: &leaves.new, words: &words.new };
    let (splits, merges) = parallel::both(
        drafts.bytes(),
        || find(&whole, &parts, weights, became, |id| matching.is_free_new(id)),
        || find(&parts, &whole, weights, came, |id| matching.is_free_old(id)),
    );
    for (old, part) in splits {
        let part = keep_the_name(drafts, matching, old, part);
        matching.splits.push((old, part));
    }
    for (new, part) in merges {
        let part = give_the_name(drafts, matching, new, part);
        matching.merges.push((part, new));
    }
}

/// Of the parts of a split section the one that kept heading or number is the section; returns the other.
fn keep_the_name(drafts: &Drafts<'_>, matching: &mut Matching, old: ProvisionId, part: ProvisionId) -> ProvisionId {
    let Some(rest) = matching.of_old(old).map(|found| found.new) else { return part };
    if likeness_of_names(drafts, old, part) <= likeness_of_names(drafts, old, rest) {
        return part;
    }
    matching.exchange_new(old, part);
    rest
}

/// Of the sections merged into one the one whose heading or number it bears is the section; returns the other.
fn give_the_name(drafts: &Drafts<'_>, matching: &mut Matching, new: ProvisionId, part: ProvisionId) -> ProvisionId {
    let Some(main) = matching.of_new(new).map(|found| found.old) else { return part };
    if likeness_of_names(drafts, part, new) <= likeness_of_names(drafts, main, new) {
        return part;
    }
    matching.exchange_old(part, new);
    main
}

/// 2 for the same heading, 1 for the same number, 3 for both.
fn likeness_of_names(drafts: &Drafts<'_>, old: ProvisionId, new: ProvisionId) -> u32 {
    let (a, b) = (drafts.bills.old, drafts.bills.new);
    let heading = !a.heading(old).is_empty() && a.heading(old).to_lowercase() == b.heading(new).to_lowercase();
    2 * u32::from(heading) + u32::from(a.number(old) == b.number(new))
}

/// One draft's part in the search.
struct Side<'s> {
    bill: &'s Bill,
    leaves: &'s [Leaf],
    words: &'s Words,
}

impl Side<'_> {
    fn by_id(&self) -> FxHashMap<ProvisionId, &Leaf> {
        self.leaves.iter().map(|leaf| (leaf.id, leaf)).collect()
    }

    /// Texts of the provisions inside a unit.
    fn inner_texts(&self, leaf: &Leaf) -> impl Iterator<Item = TextHash> + '_ {
        (leaf.id + 1..leaf.end).map(|id| self.words.fold_hash(&self.words.content(self.bill, id)))
    }
}

/// For each left-over part the whole it was torn from: pairs (whole, part).
fn find(
    wholes: &Side<'_>,
    parts: &Side<'_>,
    weights: &Weights,
    rest_of: impl Fn(ProvisionId) -> Option<ProvisionId>,
    left_over: impl Fn(ProvisionId) -> bool,
) -> Vec<(ProvisionId, ProvisionId)> {
    let free: Vec<&Leaf> =
        parts.leaves.iter().filter(|leaf| leaf.bag.words >= LEAST_WORDS && left_over(leaf.id)).collect();
    if free.is_empty() {
        return Vec::new();
    }
    let (part_of, whole_of) = (parts.by_id(), wholes.by_id());
    let torn: Vec<(&Leaf, &Leaf)> = wholes
        .leaves
        .iter()
        .filter_map(|whole| Some((whole, *part_of.get(&rest_of(whole.id)?)?)))
        .filter(|(whole, rest)| whole.text != rest.text)
        .collect();
    let as_it_stood = find_as_it_stood(wholes, parts, &free, &torn);
    let mut sources = shared_runs(wholes, parts, &free, &torn);
    let mut found = Vec::new();
    for (part, sources) in free.iter().zip(&mut sources) {
        if let Some(&whole) = as_it_stood.get(&part.id) {
            found.push((whole, part.id));
            continue;
        }
        sources.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let best = sources.iter().take(MAX_SOURCES).find(|&&(share, id)| {
            let rest = rest_of(id).and_then(|id| part_of.get(&id));
            share >= ENOUGH && rest.is_some_and(|rest| really_gone(weights, whole_of[&id], rest, part))
        });
        found.extend(best.map(|&(_, id)| (id, part.id)));
    }
    found
}

/// Parts whose whole text is a provision inside one torn section, and is not in what became of it. However
/// short it is, that is proof.
fn find_as_it_stood(
    wholes: &Side<'_>,
    parts: &Side<'_>,
    free: &[&Leaf],
    torn: &[(&Leaf, &Leaf)],
) -> FxHashMap<ProvisionId, ProvisionId> {
    let wanted: FxHashMap<TextHash, ProvisionId> = free.iter().map(|part| (part.text, part.id)).collect();
    let mut found: FxHashMap<ProvisionId, ProvisionId> = FxHashMap::default();
    for (whole, rest) in torn {
        for text in wholes.inner_texts(whole) {
            let Some(&part) = wanted.get(&text) else { continue };
            if !parts.inner_texts(rest).any(|kept| kept == text) {
                found.entry(part).or_insert(whole.id);
            }
        }
    }
    found
}

/// For each part the share of its runs that each torn section lost.
fn shared_runs(
    wholes: &Side<'_>,
    parts: &Side<'_>,
    free: &[&Leaf],
    torn: &[(&Leaf, &Leaf)],
) -> Vec<Vec<(f32, ProvisionId)>> {
    let mut runs = Runs::default();
    let of_part: Vec<Vec<u32>> = free.iter().map(|part| runs.number(part, parts.words)).collect();
    let holders = Holders::new(&of_part, runs.len());
    let mut sources: Vec<Vec<(f32, ProvisionId)>> = vec![Vec::new(); free.len()];
    let mut is_lost = vec![false; runs.len()];
    for (whole, rest) in torn {
        let had = runs.numbered(whole, wholes.words);
        if had.is_empty() {
            continue;
        }
        had.iter().for_each(|&run| is_lost[run as usize] = true);
        runs.numbered(rest, parts.words).into_iter().for_each(|run| is_lost[run as usize] = false);
        let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
        for run in had {
            if std::mem::take(&mut is_lost[run as usize]) {
                holders.of(run).iter().for_each(|&part| *shared.entry(part).or_default() += 1);
            }
        }
        for (part, shared) in shared {
            let share = shared as f32 / of_part[part as usize].len().max(1) as f32;
            sources[part as usize].push((share, whole.id));
        }
    }
    sources
}

/// The parts that hold each run: one list for all, and where each run's begins.
struct Holders {
    starts: Vec<u32>,
    parts: Vec<u32>,
}

impl Holders {
    fn new(of_part: &[Vec<u32>], runs: usize) -> Self {
        let mut starts = vec![0u32; runs + 1];
        of_part.iter().flatten().for_each(|&run| starts[run as usize + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut parts = vec![0; starts[runs] as usize];
        for (part, runs) in of_part.iter().enumerate() {
            for &run in runs {
                parts[next[run as usize] as usize] = part as u32;
                next[run as usize] += 1;
            }
        }
        Self { starts, parts }
    }

    /// None of what many parts hold: it is boilerplate and tells nothing.
    fn of(&self, run: u32) -> &[u32] {
        let (start, end) = (self.starts[run as usize], self.starts[run as usize + 1]);
        let holders = &self.parts[start as usize..end as usize];
        if holders.len() > MAX_HOLDERS { &[] } else { holders }
    }
}

/// The part's words are among those the whole lost: a near copy of a section that stayed is no split.
fn really_gone(weights: &Weights, whole: &Leaf, rest: &Leaf, part: &Leaf) -> bool {
    let lost = weights.rest(&whole.bag, &rest.bag);
    weights.common(&lost, &part.bag) >= ENOUGH * part.bag.weight
}
