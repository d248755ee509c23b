//! Matches that the reader of the report told: `--pair 403=301`, `--pair 403=none`.

use super::leaf::Leaf;
use super::similarity::Weights;
use super::{Matching, Method};
use crate::Sides;
use crate::bill::{Bill, Level, ProvisionId};

/// Pairs of sections that overrule the matching. Empty by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairs {
    pairs: Vec<(Option<ProvisionId>, Option<ProvisionId>)>,
    /// One sentence for each, for the report.
    notes: Vec<String>,
}

/// A pair that cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PairError {
    #[error(
        "--pair {0}: it is written OLD=NEW with the numbers of two sections, one of which may be none: --pair 403=301"
    )]
    Unreadable(String),
    #[error("--pair {pair}: the {side} draft has no section {number}. billdiff outline lists those it has")]
    NoSection { pair: String, side: &'static str, number: String },
    #[error("--pair {pair}: {count} sections of the {side} draft are {number}. Say which: {advice}")]
    Ambiguous { pair: String, side: &'static str, number: String, count: usize, advice: String },
    #[error("--pair {pair}: section {number} of the {side} draft is in another --pair already")]
    Twice { pair: String, side: &'static str, number: String },
}

impl Pairs {
    /// Finds the sections that pairs like "403=301" name, by number or by whole citation ("Division A, Sec. 101").
    ///
    /// # Errors
    /// A pair is no pair, names a section that is not there, or several, or one that another pair has.
    pub fn find(bills: Sides<&Bill>, told: &[String]) -> Result<Self, PairError> {
        let mut found = Self::default();
        for pair in told {
            let (old, new) = pair.split_once('=').ok_or_else(|| PairError::Unreadable(pair.clone()))?;
            let (old, new) = (find(bills.old, "old", old, pair)?, find(bills.new, "new", new, pair)?);
            if old.is_none() && new.is_none() {
                return Err(PairError::Unreadable(pair.clone()));
            }
            if let Some(old) = old.filter(|_| found.pairs.iter().any(|pair| pair.0 == old)) {
                return Err(twice(bills.old, "old", old, pair));
            }
            if let Some(new) = new.filter(|_| found.pairs.iter().any(|pair| pair.1 == new)) {
                return Err(twice(bills.new, "new", new, pair));
            }
            found.notes.push(note(bills, old, new));
            found.pairs.push((old, new));
        }
        Ok(found)
    }

    /// Takes the pairs before anything is matched.
    pub(super) fn apply(&self, leaves: &Sides<Vec<Leaf>>, weights: &Weights, matching: &mut Matching) {
        let leaf = |side: &[Leaf], id: ProvisionId| side.iter().position(|leaf| leaf.id == id);
        for &(old, new) in &self.pairs {
            match (old, new) {
                (Some(old), Some(new)) => {
                    let bags = leaf(&leaves.old, old).zip(leaf(&leaves.new, new));
                    let alike = bags.map_or(0.0, |(a, b)| weights.dice(&leaves.old[a].bag, &leaves.new[b].bag));
                    matching.add(old, new, Method::Told, alike, 0.0);
                }
                (Some(old), None) => drop(matching.kept_apart.old.insert(old)),
                (None, Some(new)) => drop(matching.kept_apart.new.insert(new)),
                (None, None) => {}
            }
        }
        matching.notes.extend(self.notes.iter().cloned());
    }
}

fn twice(bill: &Bill, side: &'static str, id: ProvisionId, pair: &str) -> PairError {
    PairError::Twice { pair: pair.to_owned(), side, number: bill.number(id).to_owned() }
}

fn note(bills: Sides<&Bill>, old: Option<ProvisionId>, new: Option<ProvisionId>) -> String {
    match (old, new) {
        (Some(old), Some(new)) => {
            format!("old {} is matched with new {} because --pair says so", bills.old.cite(old), bills.new.cite(new))
        }
        (Some(old), None) => format!("old {} is matched with nothing because --pair says so", bills.old.cite(old)),
        (_, new) => {
            let new = new.map(|new| bills.new.cite(new)).unwrap_or_default();
            format!("new {new} is matched with nothing because --pair says so")
        }
    }
}

/// The section that a number or citation names; None for "none".
fn find(bill: &Bill, side: &'static str, told: &str, pair: &str) -> Result<Option<ProvisionId>, PairError> {
    let told = told.trim();
    if told.eq_ignore_ascii_case("none") {
        return Ok(None);
    }
    let number = told.trim_start_matches("Sec. ").trim_end_matches('.');
    let named: Vec<(ProvisionId, String)> = bill
        .units()
        .iter()
        .map(|unit| unit.id)
        .zip(bill.unit_citations())
        .filter(|(id, cite)| {
            let section = bill.provisions[*id as usize].level == Level::Section;
            section && (cite.eq_ignore_ascii_case(told) || bill.number(*id).eq_ignore_ascii_case(number))
        })
        .collect();
    match named.as_slice() {
        [] => Err(PairError::NoSection { pair: pair.to_owned(), side, number: told.to_owned() }),
        [(only, _)] => Ok(Some(*only)),
        several => {
            let advice: Vec<String> = several.iter().take(3).map(|(_, cite)| format!("\"{cite}\"")).collect();
            let advice = advice.join(" or ");
            Err(PairError::Ambiguous {
                pair: pair.to_owned(),
                side,
                number: told.to_owned(),
                count: several.len(),
                advice,
            })
        }
    }
}
