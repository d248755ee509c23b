//! Which divisions of two drafts speak of the same matter.
//!
//! A division is an act of its own. Two consolidated appropriations acts may hold other acts: last year's Defense
//! division has no counterpart beside this year's Interior division, though both say "None of the funds made
//! available by this Act may be used ...". What stands in a division without counterpart needs more to be matched
//! with anything in another division than the turns of phrase that all such acts share.

use rustc_hash::{FxHashMap, FxHashSet};

use super::leaf::Leaf;
use super::words::TextHash;
use crate::Sides;
use crate::bill::{Bill, Level, ProvisionId};

/// Two divisions are of one matter where this share of the units of the smaller one stands in the other too:
/// the same text, or the same heading below the same heading.
const SAME_MATTER: f32 = 0.20;
/// What stands in more divisions than this says nothing of what one is about (and would pair all with all).
const MOST_HOLDERS: usize = 24;

/// For each unit whether it stands in a division that has no counterpart.
pub struct Acts {
    /// Both drafts have divisions.
    divided: bool,
    orphan: Sides<FxHashSet<ProvisionId>>,
}

impl Acts {
    pub fn new(bills: Sides<&Bill>, leaves: &Sides<Vec<Leaf>>) -> Self {
        let sides = Sides { old: Divisions::of(bills.old, &leaves.old), new: Divisions::of(bills.new, &leaves.new) };
        // How many units of each division tell what it is about; one in which none does is not judged.
        let telling = Sides { old: sides.old.telling(&sides.new), new: sides.new.telling(&sides.old) };
        let mut orphan = telling.as_ref().map(|side| side.keys().copied().collect::<FxHashSet<_>>());
        for ((_, old, new), units) in common(&sides) {
            let smaller = telling.old[&old].min(telling.new[&new]);
            if units as f32 >= SAME_MATTER * smaller as f32 {
                orphan.old.remove(&old);
                orphan.new.remove(&new);
            }
        }
        let divided = !sides.old.units.is_empty() && !sides.new.units.is_empty();
        Self { divided, orphan: Sides { old: sides.old.units_of(&orphan.old), new: sides.new.units_of(&orphan.new) } }
    }

    /// Whether either unit stands in a division that has no counterpart in the other draft.
    pub fn are_strangers(&self, old: ProvisionId, new: ProvisionId) -> bool {
        self.divided && (self.orphan.old.contains(&old) || self.orphan.new.contains(&new))
    }
}

/// What a unit is known by: its text, or its heading below the heading it stands under.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Text(TextHash),
    Heading(TextHash, TextHash),
}

/// The divisions of one draft.
struct Divisions {
    /// Each unit that stands in one, that, and what the unit is known by.
    units: Vec<(ProvisionId, ProvisionId, [Option<Key>; 2])>,
    /// For each key the divisions that hold it, and how often.
    holding: FxHashMap<Key, FxHashMap<ProvisionId, u32>>,
}

impl Divisions {
    fn of(bill: &Bill, leaves: &[Leaf]) -> Self {
        let mut found = Self { units: Vec::new(), holding: FxHashMap::default() };
        for leaf in leaves {
            let is_division = |&at: &ProvisionId| bill.provisions[at as usize].level == Level::Division;
            let Some(division) = bill.ancestors(leaf.id).find(is_division) else { continue };
            let heading = (leaf.heading_bag.words > 0).then_some(Key::Heading(leaf.heading, leaf.around));
            let keys = [Some(Key::Text(leaf.text)), heading];
            found.units.push((leaf.id, division, keys));
            for key in keys.into_iter().flatten() {
                *found.holding.entry(key).or_default().entry(division).or_default() += 1;
            }
        }
        found
    }

    fn units_of(&self, divisions: &FxHashSet<ProvisionId>) -> FxHashSet<ProvisionId> {
        self.units.iter().filter(|(_, division, _)| divisions.contains(division)).map(|(unit, ..)| *unit).collect()
    }

    /// For each division how many of its units are known by something that few divisions hold.
    fn telling(&self, other: &Self) -> FxHashMap<ProvisionId, u32> {
        let holders = |side: &Self, key: &Key| side.holding.get(key).map_or(0, FxHashMap::len);
        let tells = |key: &Key| holders(self, key).max(holders(other, key)) <= MOST_HOLDERS;
        let mut telling = FxHashMap::default();
        for (_, division, keys) in &self.units {
            if keys.iter().flatten().any(tells) {
                *telling.entry(*division).or_default() += 1;
            }
        }
        telling
    }
}

/// How many units two divisions have in common: by text (true), and by heading.
fn common(sides: &Sides<Divisions>) -> FxHashMap<(bool, ProvisionId, ProvisionId), u32> {
    let mut common = FxHashMap::default();
    for (key, old) in &sides.old.holding {
        let Some(new) = sides.new.holding.get(key) else { continue };
        if old.len().max(new.len()) > MOST_HOLDERS {
            continue;
        }
        for (&a, &in_old) in old {
            for (&b, &in_new) in new {
                *common.entry((matches!(key, Key::Text(_)), a, b)).or_default() += in_old.min(in_new);
            }
        }
    }
    common
}
