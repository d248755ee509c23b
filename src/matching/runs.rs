//! Runs of words: a few words in a row, as one number. Words alone would find themselves everywhere.

use rustc_hash::FxHashMap;

use super::leaf::Leaf;
use super::similarity::range;
use super::words::Words;

/// Length of the runs of words that are compared.
const RUN: usize = 4;

/// The different runs of some units, numbered from 0 in the order they were met.
#[derive(Default)]
pub struct Runs {
    numbers: FxHashMap<u64, u32>,
    /// For each run the last unit that was seen to hold it.
    seen: Vec<u32>,
    units: u32,
}

impl Runs {
    /// Numbers a unit's runs, each once.
    pub fn number(&mut self, leaf: &Leaf, words: &Words) -> Vec<u32> {
        self.units += 1;
        let mut found = Vec::new();
        for run in hashes(leaf, words) {
            let next = self.seen.len() as u32;
            let number = *self.numbers.entry(run).or_insert(next);
            if number == next {
                self.seen.push(0);
            }
            self.once(number, &mut found);
        }
        found
    }

    /// Those of a unit's runs that have a number, each once.
    pub fn numbered(&mut self, leaf: &Leaf, words: &Words) -> Vec<u32> {
        self.units += 1;
        let mut found = Vec::new();
        for run in hashes(leaf, words) {
            if let Some(&number) = self.numbers.get(&run) {
                self.once(number, &mut found);
            }
        }
        found
    }

    fn once(&mut self, number: u32, found: &mut Vec<u32>) {
        let seen = &mut self.seen[number as usize];
        if *seen != self.units {
            *seen = self.units;
            found.push(number);
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.seen.len()
    }
}

/// Hashes of a unit's runs, in order.
fn hashes<'w>(leaf: &Leaf, words: &'w Words) -> impl Iterator<Item = u64> + 'w {
    let forms = &words.forms[range(leaf.content.clone())];
    forms.windows(RUN).map(|run| {
        run.iter()
            .fold(0u64, |hash, &form| (hash.rotate_left(23) ^ u64::from(form)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    })
}
