//! What is moved: out of the order that the rest kept, or in another part of the bill.
//!
//! Among the provisions of one place the longest run that keeps its order stays; what is outside it moved.
//! So a neighbour that only slid is never moved.

use rustc_hash::FxHashMap;

use super::{Drafts, Matching};
use crate::bill::{Bill, ProvisionId};

/// Marks every match whose provision stands in another place than before.
pub fn mark_moved(drafts: &Drafts<'_>, matching: &mut Matching) {
    // Matches by the place (in the old draft) that both sides share, in the new draft's order.
    let mut places: FxHashMap<ProvisionId, Vec<usize>> = FxHashMap::default();
    let mut moved = vec![false; matching.matches.len()];
    for (at, found) in matching.matches.iter().enumerate().skip(1) {
        let (old, new) = (place_of(drafts.bills.old, found.old), place_of(drafts.bills.new, found.new));
        if matching.of_old(old).is_some_and(|around| around.new == new) {
            places.entry(old).or_default().push(at);
        } else {
            moved[at] = true;
        }
    }
    for matches in places.values_mut() {
        matches.sort_by_key(|&at| matching.matches[at].new);
        let steps: Vec<Step> = ranked(matches.iter().map(|&at| step(drafts, &matching.matches[at])).collect());
        for (&at, kept) in matches.iter().zip(heaviest_increasing(&steps)) {
            moved[at] |= !kept;
        }
    }
    for (found, moved) in matching.matches.iter_mut().zip(moved) {
        found.moved = moved;
    }
}

/// Where a provision stands: for a unit the numbered part of the bill around it (appropriations headings
/// come and go above sections without moving them), for one inside a unit its parent.
fn place_of(bill: &Bill, id: ProvisionId) -> ProvisionId {
    if bill.provisions[id as usize].unit { bill.container(id) } else { bill.provisions[id as usize].parent }
}

fn step(drafts: &Drafts<'_>, found: &super::Match) -> Step {
    let words = &drafts.words;
    let weight = words.old.of(drafts.bills.old, found.old).len() + words.new.of(drafts.bills.new, found.new).len();
    Step { rank: found.old, weight: weight as u64, slid: 0 }
}

/// One of a run of provisions in the new draft's order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// Its place in the old draft.
    rank: u32,
    /// Words on both sides.
    weight: u64,
    /// How many places it slid.
    slid: u32,
}

/// Ranks counted from 0 without gaps, and how far each stands from its rank.
fn ranked(mut steps: Vec<Step>) -> Vec<Step> {
    let mut order: Vec<usize> = (0..steps.len()).collect();
    order.sort_by_key(|&at| steps[at].rank);
    for (rank, at) in order.into_iter().enumerate() {
        steps[at].rank = rank as u32;
        steps[at].slid = rank.abs_diff(at) as u32;
    }
    steps
}

/// The worth of a run: most provisions, then most words, then least sliding. None of it depends on which
/// draft is called old, so that exchanging them mirrors what is called moved.
type Worth = (u32, u64, i64);

/// For each step whether it is in the best increasing run, by a tree of prefix maxima: O(n log n).
pub(super) fn heaviest_increasing(steps: &[Step]) -> Vec<bool> {
    let mut best: Vec<(Worth, Option<usize>)> = vec![((0, 0, 0), None); steps.len() + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(steps.len());
    for (at, step) in steps.iter().enumerate() {
        let mut top = ((0, 0, 0), None);
        let mut node = step.rank as usize;
        while node > 0 {
            top = if best[node].0 > top.0 { best[node] } else { top };
            node &= node - 1;
        }
        let worth = (top.0.0 + 1, top.0.1 + step.weight, top.0.2 - i64::from(step.slid));
        before.push(top.1);
        let mut node = step.rank as usize + 1;
        while node < best.len() {
            if worth > best[node].0 {
                best[node] = (worth, Some(at));
            }
            node += node & node.wrapping_neg();
        }
    }
    let mut kept = vec![false; steps.len()];
    let mut at = best.iter().max_by_key(|(worth, _)| *worth).and_then(|(_, at)| *at);
    while let Some(here) = at {
        kept[here] = true;
        at = before[here];
    }
    kept
}

/// For each value whether it is in the longest increasing run.
pub(crate) fn longest_increasing(values: &[u32]) -> Vec<bool> {
    heaviest_increasing(&ranked(values.iter().map(|&rank| Step { rank, weight: 1, slid: 0 }).collect()))
}

#[cfg(test)]
mod tests {
    use super::longest_increasing;

    #[test]
    fn what_slid_is_kept_and_what_jumped_is_not() {
        assert_eq!(longest_increasing(&[1, 2, 9, 3, 4]), [true, true, false, true, true]);
        assert_eq!(longest_increasing(&[5, 2, 3, 4, 1]), [false, true, true, true, false]);
        assert_eq!(longest_increasing(&[]), [false; 0]);
    }
}
