//! The units that hold text, as the matcher sees them: hashes, bags of words, kinds.

use super::Drafts;
use super::similarity::{Bag, Weights};
use super::words::{TextHash, WordRange, Words};
use crate::Sides;
use crate::bill::{Bill, Level, ProvisionId};
use crate::parallel;

/// A unit that holds text of its own.
pub struct Leaf {
    pub id: ProvisionId,
    /// One past the last provision of the unit.
    pub end: ProvisionId,
    /// What it says, without its number and heading.
    pub content: WordRange,
    pub bag: Bag,
    pub text: TextHash,
    pub heading: TextHash,
    pub heading_bag: Bag,
    pub number: TextHash,
    /// Heading or number of what it stands in.
    pub around: TextHash,
    pub kind: Kind,
}

/// Units of different kinds are never the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Section,
    Account,
    Recital,
}

/// The units of both drafts that hold text.
pub fn leaves(drafts: &Drafts<'_>, weights: &Weights) -> Sides<Vec<Leaf>> {
    let of_old = || leaves_of(drafts.bills.old, &drafts.words.old, weights);
    let of_new = || leaves_of(drafts.bills.new, &drafts.words.new, weights);
    let (old, new) = parallel::both(drafts.bytes(), of_old, of_new);
    Sides { old, new }
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
