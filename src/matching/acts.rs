//! Which divisions of two drafts speak of the same matter.
//!
//! A division is an act of its own. Two consolidated appropriations acts may hold other acts: last year's Defense
//! division has no counterpart beside this year's Interior division, though both say "None of the funds made
//! available by this Act may be used ...". What stands in a division without counterpart needs more to be matched
//! with anything in another division than the turns of phrase that all such acts share.

use rustc_hash::{FxHashMap, FxHashSet};

use super::leaf::Leaf;
use crate::Sides;
use crate::bill::{Bill, Level, ProvisionId};

/// Two divisions are of one matter where this share of the units of the smaller one stands in the other too:
/// the same text, or the same heading below the same heading.
const SAME_MATTER: f32 = 0.20;

/// For each unit whether it stands in a division that has no counterpart.
pub struct Acts {
    /// Both drafts have divisions.
    divided: bool,
    orphan: Sides<FxHashSet<ProvisionId>>,
}

impl Acts {
    pub fn new(bills: Sides<&Bill>, leaves: &Sides<Vec<Leaf>>) -> Self {
        let division_of = Sides {
            old: leaves.old.iter().map(|leaf| division(bills.old, leaf.id)).collect::<Vec<_>>(),
            new: leaves.new.iter().map(|leaf| division(bills.new, leaf.id)).collect::<Vec<_>>(),
        };
        let sizes = division_of.as_ref().map(|side| count(side.iter().copied()));
        let mut common: FxHashMap<(ProvisionId, ProvisionId), u32> = FxHashMap::default();
        for (old, new) in shared(leaves, &division_of) {
            *common.entry((old, new)).or_default() += 1;
        }
        let mut orphan = Sides {
            old: sizes.old.keys().copied().collect::<FxHashSet<_>>(),
            new: sizes.new.keys().copied().collect::<FxHashSet<_>>(),
        };
        for (&(old, new), &units) in &common {
            if units as f32 >= SAME_MATTER * sizes.old[&old].min(sizes.new[&new]) as f32 {
                orphan.old.remove(&old);
                orphan.new.remove(&new);
            }
        }
        let divided = !sizes.old.is_empty() && !sizes.new.is_empty();
        let inside = |side: &[Leaf], of: &[Option<ProvisionId>], orphan: &FxHashSet<ProvisionId>| {
            let orphaned = side.iter().zip(of).filter(|(_, of)| of.is_some_and(|of| orphan.contains(&of)));
            orphaned.map(|(leaf, _)| leaf.id).collect()
        };
        Self {
            divided,
            orphan: Sides {
                old: inside(&leaves.old, &division_of.old, &orphan.old),
                new: inside(&leaves.new, &division_of.new, &orphan.new),
            },
        }
    }

    /// Whether either unit stands in a division that has no counterpart in the other draft.
    pub fn are_strangers(&self, old: ProvisionId, new: ProvisionId) -> bool {
        self.divided && (self.orphan.old.contains(&old) || self.orphan.new.contains(&new))
    }
}

/// The division around a unit.
fn division(bill: &Bill, id: ProvisionId) -> Option<ProvisionId> {
    let above = std::iter::successors(Some(id), |&at| (at != 0).then(|| bill.provisions[at as usize].parent));
    above.into_iter().find(|&at| bill.provisions[at as usize].level == Level::Division)
}

fn count(divisions: impl Iterator<Item = Option<ProvisionId>>) -> FxHashMap<ProvisionId, u32> {
    let mut counts = FxHashMap::default();
    divisions.flatten().for_each(|division| *counts.entry(division).or_default() += 1);
    counts
}

/// For each unit of the old draft the divisions of the new one that hold its text or its heading; once each.
fn shared(leaves: &Sides<Vec<Leaf>>, division_of: &Sides<Vec<Option<ProvisionId>>>) -> Vec<(ProvisionId, ProvisionId)> {
    let keys = |leaf: &Leaf| {
        let headed = leaf.heading_bag.words > 0;
        [Some((0, leaf.text, 0)), headed.then_some((1, leaf.heading, leaf.around))].into_iter().flatten()
    };
    let mut holding: FxHashMap<(u8, u64, u64), Vec<ProvisionId>> = FxHashMap::default();
    for (leaf, of) in leaves.new.iter().zip(&division_of.new) {
        let Some(of) = *of else { continue };
        for key in keys(leaf) {
            let divisions = holding.entry(key).or_default();
            if divisions.last() != Some(&of) {
                divisions.push(of);
            }
        }
    }
    let mut found = Vec::new();
    for (leaf, of) in leaves.old.iter().zip(&division_of.old) {
        let Some(of) = *of else { continue };
        let mut divisions: Vec<ProvisionId> =
            keys(leaf).filter_map(|key| holding.get(&key)).flatten().copied().collect();
        divisions.sort_unstable();
        divisions.dedup();
        found.extend(divisions.into_iter().map(|new| (of, new)));
    }
    found
}
