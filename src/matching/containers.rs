//! Titles, divisions and appropriations headings follow what stands inside them.
//!
//! A container's own words are few and often the same ("TITLE I", "GENERAL PROVISIONS"). What tells that
//! two are one is that the units inside one became the units inside the other: every matched pair votes,
//! by its words, for the pairs of containers around it. Where nothing inside was matched the heading decides.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::{Drafts, Matching, Method};
use crate::bill::{Bill, Level, ProvisionId};

/// A pair of containers needs this much support: a share of the words inside (0 to 1) and evidence.
const ENOUGH: f32 = 0.30;
const SAME_HEADING: f32 = 0.40;
const SAME_NUMBER: f32 = 0.10;
const SAME_PARENT: f32 = 0.15;
/// Below another parent a container needs this share of its words: "General provisions" stands in every division.
const LEAST_SHARE_ELSEWHERE: f32 = 0.10;

struct Pair {
    old: ProvisionId,
    new: ProvisionId,
    share: f32,
    support: f32,
}

/// Matches containers, those with the most support first.
pub fn match_containers(drafts: &Drafts<'_>, matching: &mut Matching) {
    let votes = votes(drafts, matching);
    let mut pairs: Vec<Pair> = votes.iter().map(|(&(old, new), &words)| weigh(drafts, old, new, words)).collect();
    pairs.sort_by(|a, b| b.support.total_cmp(&a.support).then((a.old, a.new).cmp(&(b.old, b.new))));
    // A parent that is matched speaks for its children, so outer pairs are settled with the inner ones in
    // rounds until nothing changes; nesting of containers is shallow.
    let mut changed = true;
    while changed {
        changed = false;
        for pair in &pairs {
            let (support, least) = match parents_match(drafts, matching, pair) {
                true => (pair.support + SAME_PARENT, 0.0),
                false => (pair.support, LEAST_SHARE_ELSEWHERE),
            };
            if support >= ENOUGH && pair.share >= least && matching.is_free(pair.old, pair.new) {
                matching.add(pair.old, pair.new, Method::Inside, pair.share.min(1.0), 0.0);
                changed = true;
            }
        }
    }
    match_headings(drafts, matching);
}

/// Words of matched units, for each pair of containers of one kind around both sides.
fn votes(drafts: &Drafts<'_>, matching: &Matching) -> FxHashMap<(ProvisionId, ProvisionId), u32> {
    let mut votes = FxHashMap::default();
    for found in &matching.matches[1..] {
        let words = drafts.words.old.of(drafts.bills.old, found.old).len() as u32 + 1;
        for old in above(drafts.bills.old, found.old) {
            for new in above(drafts.bills.new, found.new) {
                if same_kind(
                    drafts.bills.old.provisions[old as usize].level,
                    drafts.bills.new.provisions[new as usize].level,
                ) {
                    *votes.entry((old, new)).or_default() += words;
                }
            }
        }
    }
    votes
}

/// What a provision stands in, the bill aside.
fn above(bill: &Bill, id: ProvisionId) -> impl Iterator<Item = ProvisionId> + '_ {
    bill.ancestors(id).skip(1).filter(|&at| at != 0)
}

fn same_kind(old: Level, new: Level) -> bool {
    kind(old) == kind(new)
}

/// One level for all headings of appropriations: an agency may become an account.
fn kind(level: Level) -> Level {
    if level.is_appropriation() { Level::Account } else { level }
}

fn weigh(drafts: &Drafts<'_>, old: ProvisionId, new: ProvisionId, words: u32) -> Pair {
    let total = |bill: &Bill, words: &super::words::Words, id| words.of(bill, id).len() as f32;
    let inside = total(drafts.bills.old, &drafts.words.old, old).max(total(drafts.bills.new, &drafts.words.new, new));
    let share = words as f32 / inside.max(1.0);
    Pair { old, new, share, support: share + label_evidence(drafts, old, new) }
}

fn label_evidence(drafts: &Drafts<'_>, old: ProvisionId, new: ProvisionId) -> f32 {
    let (bills, words) = (drafts.bills, &drafts.words);
    let heading = bills.old.heading(old);
    let same_heading = !heading.is_empty() && heading.to_lowercase() == bills.new.heading(new).to_lowercase();
    let number = bills.old.number(old);
    let same_number = !number.is_empty() && number == bills.new.number(new);
    let bare = words.old.label(old).is_empty() && words.new.label(new).is_empty();
    (if same_heading { SAME_HEADING } else { 0.0 }) + (if same_number || bare { SAME_NUMBER } else { 0.0 })
}

/// Containers in which nothing was matched follow their heading, or where they have none their number: below what the
/// one above became, the first that bears it with the first, the second with the second. Outer ones come first, as in
/// reading order.
fn match_headings(drafts: &Drafts<'_>, matching: &mut Matching) {
    let (old, new) = (drafts.bills.old, drafts.bills.new);
    let kind = |bill: &Bill, id: ProvisionId| kind(bill.provisions[id as usize].level);
    let mut by_heading: FxHashMap<(ProvisionId, Level, String), VecDeque<ProvisionId>> = FxHashMap::default();
    for unit in new.units().iter().filter(|unit| is_container(new, unit.id) && matching.is_free_new(unit.id)) {
        let key = (unit_above(new, unit.id), kind(new, unit.id), own_words(new, unit.id));
        by_heading.entry(key).or_default().push_back(unit.id);
    }
    for unit in old.units().iter().filter(|unit| is_container(old, unit.id)) {
        let above = matching.of_old(unit_above(old, unit.id)).map(|found| found.new);
        let Some(above) = above.filter(|_| matching.is_free_old(unit.id)) else { continue };
        let key = (above, kind(old, unit.id), own_words(old, unit.id));
        if let Some(first) = by_heading.get_mut(&key).and_then(VecDeque::pop_front) {
            matching.add(unit.id, first, Method::Heading, 0.0, 0.0);
        }
    }
}

/// The unit that a unit stands in, or the bill.
fn unit_above(bill: &Bill, id: ProvisionId) -> ProvisionId {
    bill.ancestors(id).skip(1).find(|&at| bill.provisions[at as usize].unit).unwrap_or(0)
}

fn own_words(bill: &Bill, id: ProvisionId) -> String {
    let heading = bill.heading(id);
    if heading.is_empty() { bill.slice(bill.provisions[id as usize].line) } else { heading }.to_lowercase()
}

/// Whether a unit holds others rather than text. Accounts count, so that one that lost or won its text is found.
fn is_container(bill: &Bill, id: ProvisionId) -> bool {
    let level = bill.provisions[id as usize].level;
    level.is_container() || level.is_appropriation()
}

fn parents_match(drafts: &Drafts<'_>, matching: &Matching, pair: &Pair) -> bool {
    let parent = |bill: &Bill, id: ProvisionId| bill.provisions[id as usize].parent;
    let (old, new) = (parent(drafts.bills.old, pair.old), parent(drafts.bills.new, pair.new));
    matching.of_old(old).is_some_and(|found| found.new == new)
}
