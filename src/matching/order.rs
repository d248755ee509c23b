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
        let old: Vec<u32> = matches.iter().map(|&at| matching.matches[at].old).collect();
        for (&at, kept) in matches.iter().zip(longest_increasing(&old)) {
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

/// For each value whether it is in the longest increasing run (patience sorting, O(n log n)).
pub(super) fn longest_increasing(values: &[u32]) -> Vec<bool> {
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (at, &value) in values.iter().enumerate() {
        let pile = piles.partition_point(|&top| values[top] < value);
        before.push(pile.checked_sub(1).map(|below| piles[below]));
        if pile == piles.len() {
            piles.push(at);
        } else {
            piles[pile] = at;
        }
    }
    let mut kept = vec![false; values.len()];
    let mut at = piles.last().copied();
    while let Some(here) = at {
        kept[here] = true;
        at = before[here];
    }
    kept
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
