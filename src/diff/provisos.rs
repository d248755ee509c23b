//! A text with provisos, clause by clause: "..., $10,000,000: Provided, That ...: Provided further, That ...".
//!
//! Provisos bear no number and are no provisions of their own, but a drafter drops, inserts and exchanges them whole.
//! So they are aligned as such before their words are compared, and a word of one is never held against a word of
//! another.

use rustc_hash::FxHashMap;

use crate::matching::alignment::best_in_order;
use crate::matching::words::{Lexicon, Token, WordRange};

/// Two provisos are one when they share at least this much (Dice over words).
const SAME: f32 = 0.5;
/// Clauses compared with each other, as a product; real accounts hold fewer than a hundred. Beyond it the text
/// is compared as a whole.
const MAX_CLAUSES: usize = 40_000;

/// The clauses of a run of words: what stands before the first "Provided", and each proviso.
pub fn clauses(lexicon: &Lexicon, folds: &[Token], at: &WordRange) -> Vec<WordRange> {
    let mut starts = vec![at.start];
    for word in at.start + 1..at.end {
        let ends =
            || lexicon.fold_text(folds[word as usize - 1]).trim_end_matches(['\'', '"', ')']).ends_with([':', ';']);
        if is_provided(lexicon.fold_text(folds[word as usize])) && ends() {
            starts.push(word);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([at.end]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

fn is_provided(word: &str) -> bool {
    word.trim_end_matches(',') == "Provided"
}

/// What became of the clauses: both in reading order, pairs where they are one.
pub enum Clause {
    Pair(WordRange, WordRange),
    Delete(WordRange),
    Insert(WordRange),
}

/// Aligns the clauses of two texts in order; between two pairs what was deleted comes first, and two that are left
/// alone there are one rewritten. None where there is nothing to align.
pub fn align(sides: (&[Token], Vec<WordRange>), others: (&[Token], Vec<WordRange>)) -> Option<Vec<Clause>> {
    let ((a, old), (b, new)) = (sides, others);
    if old.len() + new.len() < 3 || old.len() * new.len() > MAX_CLAUSES {
        return None;
    }
    let counts = |folds: &[Token], clauses: &[WordRange]| -> Vec<FxHashMap<Token, u32>> {
        clauses.iter().map(|clause| count(&folds[clause.start as usize..clause.end as usize])).collect()
    };
    let (bags, other_bags) = (counts(a, &old), counts(b, &new));
    let mut gain = Vec::with_capacity(old.len() * new.len());
    for x in &bags {
        gain.extend(other_bags.iter().map(|y| dice(x, y) - SAME));
    }
    let mut pairs = best_in_order(&gain, old.len(), new.len());
    pairs.push((old.len(), new.len()));
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    for (row, column) in pairs {
        if (row - i, column - j) == (1, 1) {
            out.push(Clause::Pair(old[i].clone(), new[j].clone()));
        } else {
            out.extend(old[i..row].iter().cloned().map(Clause::Delete));
            out.extend(new[j..column].iter().cloned().map(Clause::Insert));
        }
        if row < old.len() {
            out.push(Clause::Pair(old[row].clone(), new[column].clone()));
        }
        (i, j) = (row + 1, column + 1);
    }
    Some(out)
}

fn count(words: &[Token]) -> FxHashMap<Token, u32> {
    let mut counts = FxHashMap::default();
    words.iter().for_each(|&word| *counts.entry(word).or_default() += 1);
    counts
}

fn dice(a: &FxHashMap<Token, u32>, b: &FxHashMap<Token, u32>) -> f32 {
    let size = |bag: &FxHashMap<Token, u32>| bag.values().sum::<u32>();
    // A sum of integers: the order of the table does not matter.
    let common: u32 = a.iter().map(|(word, &n)| n.min(b.get(word).copied().unwrap_or(0))).sum();
    2.0 * common as f32 / (size(a) + size(b)).max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sides;
    use crate::bill::{BillBuilder, Format, FrontMatter, Level, Place};

    /// What became of the clauses of one text: "old words -> new words", "- words", "+ words".
    fn told(old: &str, new: &str) -> Vec<String> {
        let bills = [old, new].map(|text| {
            let mut bill = BillBuilder::new(FrontMatter::new(Format::BillDtd));
            bill.open(Level::Account, Place::default());
            bill.text(text);
            bill.finish()
        });
        let (lexicon, words) = Lexicon::read(Sides { old: &bills[0], new: &bills[1] });
        let (a, b) = (words.old.own(1), words.new.own(1));
        let split = |folds, at| clauses(&lexicon, folds, at);
        let aligned =
            align((&words.old.folds, split(&words.old.folds, &a)), (&words.new.folds, split(&words.new.folds, &b)));
        let (was, is) = (|at| words.old.text(&bills[0], at, false), |at| words.new.text(&bills[1], at, false));
        let line = |clause| match clause {
            Clause::Pair(old, new) => format!("{} -> {}", was(old), is(new)),
            Clause::Delete(words) => format!("- {}", was(words)),
            Clause::Insert(words) => format!("+ {}", is(words)),
        };
        aligned.unwrap_or_default().into_iter().map(line).collect()
    }

    #[test]
    fn a_proviso_dropped_before_one_that_reads_alike_is_the_one_dropped() {
        let (first, kept, last) = (
            "Provided, That $500 is for buoys and their chains:",
            "Provided further, That $700 is for lamps and their oil:",
            "Provided further, That the Secretary reports each loss.",
        );
        let told = told(&format!("For pay, $9: {first} {kept} {last}"), &format!("For pay, $8: {kept} {last}"));
        assert_eq!(
            told,
            [
                "For pay, $9: -> For pay, $8:".to_owned(),
                format!("- {first}"),
                format!("{kept} -> {kept}"),
                format!("{last} -> {last}")
            ]
        );
    }

    #[test]
    fn a_proviso_alone_between_two_that_stayed_is_one_rewritten() {
        let old = "For pay, $9: Provided, That none may be lent: Provided further, That all is told.";
        let new = "For pay, $9: Provided, That every gift counts: Provided further, That all is told.";
        assert_eq!(told(old, new)[1], "Provided, That none may be lent: -> Provided, That every gift counts:");
    }

    #[test]
    fn provided_within_a_sentence_begins_no_proviso() {
        assert!(told("Services provided. Provided by law, $9.", "Services: Given by law, $8.").is_empty());
    }
}
