//! Which words of a passage are its own, and which belong to a stock phrase: one that a great many bills have.
//!
//! "None of the funds made available by this Act may be used to" says nothing of where the rest of a passage comes
//! from. What is stock is not known beforehand and is in no list: it shows in what was searched.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::passages::{Passage, Passages, RUN};
use crate::bill::{FrontMatter, Identity};

/// A run of words is stock where it stands in more bills than this,
const STOCK_BILLS: u32 = 10;
/// and in more than one of so many that were searched.
const STOCK_SHARE: u32 = 20;
/// Fewer words of its own than these do not tell a passage from a stock phrase: all places of it count.
const LEAST_OWN: usize = 3;
/// What is found has one of so many of the passage's own words.
const OWN_SHARE: usize = 3;

/// In how many bills each run of words of each passage stands. Versions of one bill that come one after another, as files
/// of a folder do, are counted once.
#[derive(Debug)]
pub struct Rarity {
    bills: FxHashMap<Identity, u32>,
    drafts: u32,
    /// For each passage and each of its runs: bills that have it, and the last of them.
    runs: Vec<Vec<(u32, u32)>>,
}

/// The words of a passage that are stock.
#[derive(Debug)]
pub struct Stock {
    words: Vec<bool>,
    own: usize,
}

/// A phrase of a passage, and how many bills have it.
#[derive(Debug, PartialEq, Eq)]
pub struct Phrase {
    pub words: Range<usize>,
    pub bills: u32,
}

impl Rarity {
    pub fn new(passages: &Passages) -> Self {
        let runs = passages.list.iter().map(|passage| vec![(0, 0); (passage.len() + 1).saturating_sub(RUN)]).collect();
        Self { bills: FxHashMap::default(), drafts: 0, runs }
    }

    /// Adds a bill: for each passage the runs that stand in it.
    pub fn add(&mut self, front: &FrontMatter, standing: &[Vec<u32>]) {
        self.drafts += 1;
        let next = self.drafts;
        let bill = front.identity().map_or(next, |identity| *self.bills.entry(identity).or_insert(next));
        for (runs, standing) in self.runs.iter_mut().zip(standing) {
            for &at in standing {
                if let Some((count, last)) = runs.get_mut(at as usize).filter(|(_, last)| *last != bill) {
                    (*count, *last) = (*count + 1, bill);
                }
            }
        }
    }

    /// The words of a passage that are stock, by all that was added.
    pub fn stock(&self, number: usize) -> Stock {
        let runs = &self.runs[number];
        let most = self.most();
        let covering = |word: usize| &runs[(word + 1).saturating_sub(RUN)..(word + 1).min(runs.len())];
        let is_stock = |word: usize| {
            let runs = covering(word);
            !runs.is_empty() && runs.iter().all(|(bills, _)| *bills > most)
        };
        let length = if runs.is_empty() { 0 } else { runs.len() + RUN - 1 };
        let words: Vec<bool> = (0..length).map(is_stock).collect();
        let own = words.iter().filter(|stock| !**stock).count();
        Stock { words, own }
    }

    /// The stock phrases of a passage.
    pub fn phrases(&self, number: usize) -> Vec<Phrase> {
        let most = self.most();
        let mut phrases = Vec::new();
        let mut from = 0;
        for runs in self.runs[number].chunk_by(|a, b| (a.0 > most) == (b.0 > most)) {
            let words = from..from + runs.len() + RUN - 1;
            from += runs.len();
            let bills = runs.iter().map(|(bills, _)| *bills).min().filter(|bills| *bills > most);
            phrases.extend(bills.map(|bills| Phrase { words, bills }));
        }
        phrases
    }

    /// A run that more bills have is stock.
    fn most(&self) -> u32 {
        STOCK_BILLS.max(self.drafts / STOCK_SHARE)
    }
}

impl Stock {
    /// Whether words in common are little more than stock phrases.
    pub fn is_all(&self, common: &[Range<u32>]) -> bool {
        let solid = common.iter().filter(|run| run.len() >= RUN);
        let words = solid.flat_map(|run| run.start as usize..run.end as usize);
        let own = words.filter(|&word| self.words.get(word) == Some(&false)).count();
        self.own >= LEAST_OWN && own * OWN_SHARE < self.own
    }
}

/// The text of a phrase.
pub fn text<'p>(passage: &'p Passage, phrase: &Phrase) -> &'p str {
    &passage.text[passage.words.bytes(phrase.words.clone(), &passage.text)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bill::{BillType, Format};

    #[test]
    fn what_a_great_many_bills_have_is_stock_and_versions_of_one_bill_are_not_many() {
        let passages = Passages::new(["No person may be the keeper of two lamps at once in any harbor"]);
        let mut rarity = Rarity::new(&passages);
        let front = |number| FrontMatter {
            bill_type: Some(BillType::Hr),
            number: Some(number),
            ..FrontMatter::new(Format::BillDtd)
        };
        for number in 0..30 {
            rarity.add(&front(number), &[vec![0, 1, 2]]);
        }
        for _ in 0..30 {
            rarity.add(&front(99), &[(0..11).collect()]);
        }
        let stock = rarity.stock(0);
        assert_eq!(rarity.phrases(0), [Phrase { words: 0..5, bills: 31 }]);
        assert_eq!(text(&passages.list[0], &rarity.phrases(0)[0]), "No person may be the");
        assert!(stock.is_all(&[0..3, 4..5]) && !stock.is_all(&[0..3, 3..8]));
    }
}
