//! The passages that are sought, and the index of their runs of words.

use rustc_hash::FxHashMap;

use super::words::{Text, Vocabulary, split};
use crate::bill::normalize;
use crate::matching::words::Token;
use crate::read::GAPS;

/// Words in a run that seeds a place.
pub const RUN: usize = 3;
/// A passage of fewer words stands everywhere.
pub const LEAST_WORDS: usize = 5;
/// Places of one run within a passage that seed; a passage that says the same more often has seeds enough.
const MOST_SEEDS: usize = 8;

/// What somebody quoted.
#[derive(Debug)]
pub struct Passage {
    /// Canonical ([`normalize`]), with "…" for every mark of words left out.
    pub text: String,
    pub(super) words: Text,
    /// For each word, and for the end, whether whoever quoted left words out before it.
    pub(super) gaps: Vec<bool>,
}

impl Passage {
    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.keys.len()
    }

    pub fn is_empty(&self) -> bool {
        self.words.keys.is_empty()
    }

    /// How often words are left out inside it.
    pub fn gap_count(&self) -> usize {
        self.gaps.iter().skip(1).take(self.len().saturating_sub(1)).filter(|gap| **gap).count()
    }

    fn read(source: &str, vocabulary: &mut Vocabulary) -> Self {
        let mut passage = Self { text: with_gaps(source), words: Text::default(), gaps: Vec::new() };
        let mut gap = false;
        for (start, word) in split(&passage.text) {
            match vocabulary.add(word) {
                Some(key) => {
                    passage.words.push(key, start, word);
                    passage.gaps.push(std::mem::take(&mut gap));
                }
                None => gap |= word.contains(GAP),
            }
        }
        passage.gaps.push(gap);
        passage
    }
}

/// How words left out are marked in [`Passage::text`].
const GAP: char = '…';

fn with_gaps(source: &str) -> String {
    let mut text = String::new();
    normalize(source, &mut text);
    for mark in GAPS {
        // "...." ends a sentence, too: the fourth dot is no word.
        text = text.replace(mark, " … ");
    }
    let mut out = String::new();
    normalize(&text, &mut out);
    out
}

/// All passages of one search.
#[derive(Debug)]
pub struct Passages {
    pub list: Vec<Passage>,
    pub(super) vocabulary: Vocabulary,
    /// Where each run of words stands: passage and word.
    pub(super) seeds: FxHashMap<u64, Vec<(u32, u32)>>,
}

impl Passages {
    /// Reads passages and indexes them.
    pub fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut vocabulary = Vocabulary::default();
        let list: Vec<Passage> = texts.into_iter().map(|text| Passage::read(text, &mut vocabulary)).collect();
        let mut seeds: FxHashMap<u64, Vec<(u32, u32)>> = FxHashMap::default();
        for (number, passage) in list.iter().enumerate() {
            for (at, run) in passage.words.keys.windows(RUN).enumerate() {
                // A run over a gap stands nowhere.
                if passage.gaps[at + 1..at + RUN].contains(&true) {
                    continue;
                }
                let places = seeds.entry(seed(run)).or_default();
                let here = places.iter().rev().take_while(|place| place.0 == number as u32).count();
                if here < MOST_SEEDS {
                    places.push((number as u32, at as u32));
                }
            }
        }
        Self { list, vocabulary, seeds }
    }
}

/// A run of words as one number: passages have not so many words that two runs could share it.
pub(super) fn seed(run: &[Token]) -> u64 {
    run.iter().fold(0, |seed, &word| seed << 21 | u64::from(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_left_out_are_gaps_and_no_words() {
        let passages = Passages::new(["The Director may . . . act [...] on * * * it ..."]);
        let passage = &passages.list[0];
        assert_eq!((passage.len(), passage.gap_count()), (6, 3));
        assert_eq!(passage.gaps, [false, false, false, true, true, true, true]);
        // "The Director may" alone stands without a gap in it.
        assert_eq!(passages.seeds.len(), 1);
    }
}
