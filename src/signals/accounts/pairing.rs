//! Which old figure became which new one. Only what is certain is paired: the one sum that an account gives, and
//! figures that say by the words around them that they are for the same thing, and for no other.

use rustc_hash::FxHashMap;

use super::super::line::Draft;
use super::{Read, Role};
use crate::Sides;
use crate::bill::Level;
use crate::matching::words::WordRange;

/// Likeness is counted in hundredths: the least that two figures for one thing have.
const LEAST: u32 = 65;
/// How much more alike than with any other figure of either side.
const MARGIN: u32 = 10;
/// For the same amount where the edits put the two opposite each other; of other amounts edits may align any two.
const OPPOSITE: u32 = 15;
/// For the same amount.
const SAME: u32 = 5;
/// More pairs than this are not compared: only those that stand opposite each other are.
const MAX_COMPARED: usize = 40_000;
/// A word's weight, parted among the figures of a side that have it.
const WEIGHT: u32 = 5_040;

/// Words that say nothing of what a figure is for.
const EMPTY: [&str; 57] = [
    "a",
    "all",
    "amount",
    "amounts",
    "an",
    "and",
    "any",
    "appropriated",
    "as",
    "authorized",
    "available",
    "be",
    "by",
    "decreased",
    "each",
    "exceed",
    "expended",
    "fiscal",
    "for",
    "from",
    "funds",
    "further",
    "have",
    "heading",
    "in",
    "including",
    "increased",
    "is",
    "it",
    "less",
    "made",
    "more",
    "not",
    "october",
    "of",
    "on",
    "or",
    "provided",
    "reduced",
    "remain",
    "section",
    "september",
    "shall",
    "such",
    "sum",
    "than",
    "that",
    "the",
    "this",
    "through",
    "to",
    "under",
    "until",
    "up",
    "which",
    "with",
    "year",
];

/// Old and new figures that are certainly one, as indexes, in old order. `aligned` is what the edits put opposite.
pub(super) fn certain(
    drafts: &Sides<Draft<'_>>,
    level: Level,
    reads: Sides<&[Read]>,
    aligned: &[(usize, usize)],
) -> Vec<(usize, usize)> {
    let (old, new) = (reads.old, reads.new);
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let notes = |&&(a, b): &&(usize, usize)| is_note(&old[a]) && is_note(&new[b]) && old[a].cents == new[b].cents;
    pairs.extend(aligned.iter().filter(notes));
    // Where one draft gives fewer sums, the first may be what became of the second.
    let main = |reads: &[Read]| reads.iter().position(|read| read.main);
    if let (Some(a), Some(b), true) = (main(old), main(new), given(old) == given(new)) {
        pairs.push((a, b));
    }
    let mut likeness = Likeness::new(drafts, level, reads, aligned);
    pairs.iter().for_each(|&(a, b)| likeness.take(a, b));
    while let Some(found) = likeness.settled() {
        found.iter().for_each(|&(a, b)| likeness.take(a, b));
        pairs.extend(found);
    }
    pairs.sort_unstable();
    pairs
}

fn given(reads: &[Read]) -> usize {
    reads.iter().filter(|read| read.role == Role::Appropriation).count()
}

fn is_note(read: &Read) -> bool {
    read.role == Role::FloorNote
}

/// How alike old figures and new ones are that have no partner yet.
struct Likeness {
    /// Old index, new index, hundredths.
    scores: Vec<(usize, usize, u32)>,
    taken: Sides<Vec<bool>>,
}

impl Likeness {
    fn new(drafts: &Sides<Draft<'_>>, level: Level, reads: Sides<&[Read]>, aligned: &[(usize, usize)]) -> Self {
        let of = |words: fn(&Read) -> &WordRange| Sides {
            old: bags(&drafts.old, level, reads.old, words),
            new: bags(&drafts.new, level, reads.new, words),
        };
        let bags = of(|read| &read.around);
        let after = of(|read| &read.after);
        let weights = Sides { old: weights(&bags), new: weights(&after) };
        let uneven = given(reads.old) != given(reads.new);
        let few = reads.old.len().saturating_mul(reads.new.len()) <= MAX_COMPARED;
        let all = (0..if few { reads.old.len() } else { 0 }).flat_map(|a| (0..reads.new.len()).map(move |b| (a, b)));
        let candidates = all.chain(aligned.iter().copied().filter(|_| !few));
        let scores = candidates
            .filter_map(|(a, b)| {
                let (one, other) = (&reads.old[a], &reads.new[b]);
                if !can_be_one(one.role, other.role) {
                    return None;
                }
                let mut alike_by = alike(&bags.old[a], &bags.new[b], &weights.old);
                // Where one draft gives fewer sums, a sum for the same may still be another year's.
                let unsure = uneven && one.role == Role::Appropriation;
                if unsure && !after.old[a].is_empty() {
                    alike_by = alike_by.max(alike(&after.old[a], &after.new[b], &weights.new));
                }
                let same = if one.cents == other.cents { SAME } else { 0 };
                let opposite = if !unsure && same > 0 && aligned.binary_search(&(a, b)).is_ok() { OPPOSITE } else { 0 };
                (alike_by >= LEAST).then_some((a, b, alike_by + opposite + same))
            })
            .collect();
        let free = Sides { old: vec![false; reads.old.len()], new: vec![false; reads.new.len()] };
        Self { scores, taken: free }
    }

    fn take(&mut self, a: usize, b: usize) {
        (self.taken.old[a], self.taken.new[b]) = (true, true);
    }

    /// Pairs that are more alike than either is to any other that is free; nothing where there is none.
    fn settled(&mut self) -> Option<Vec<(usize, usize)>> {
        let taken = &self.taken;
        self.scores.retain(|&(a, b, _)| !taken.old[a] && !taken.new[b]);
        let mut best =
            Sides { old: vec![Best::default(); taken.old.len()], new: vec![Best::default(); taken.new.len()] };
        for &(a, b, score) in &self.scores {
            best.old[a].add(score);
            best.new[b].add(score);
        }
        let clear = |best: &Best, score: u32| best.first == score && score - best.second >= MARGIN;
        let pairs: Vec<(usize, usize)> = self
            .scores
            .iter()
            .filter(|&&(a, b, score)| clear(&best.old[a], score) && clear(&best.new[b], score))
            .map(|&(a, b, _)| (a, b))
            .collect();
        Some(pairs).filter(|pairs| !pairs.is_empty())
    }
}

#[derive(Default, Clone, Copy)]
struct Best {
    first: u32,
    second: u32,
}

impl Best {
    fn add(&mut self, score: u32) {
        if score > self.first {
            (self.first, self.second) = (score, self.first);
        } else {
            self.second = self.second.max(score);
        }
    }
}

/// What is given, lent or rescinded stays so; a part may be told as a limit or in a proviso another year.
fn can_be_one(old: Role, new: Role) -> bool {
    let part = |role| {
        matches!(role, Role::OfWhich | Role::Proviso | Role::Limit | Role::Minimum | Role::Other | Role::Section)
    };
    old != Role::FloorNote && (old == new || part(old) && part(new))
}

/// The words that say what each figure is for, by form, sorted. Numbers among them change from year to year in an
/// account; in a section they tell one amendment from another.
fn bags(draft: &Draft<'_>, level: Level, reads: &[Read], range: fn(&Read) -> &WordRange) -> Vec<Vec<u32>> {
    let says = |at: &u32| {
        let text = draft.core(*at).text.as_str();
        let number = level != Level::Account && text.contains(char::is_numeric) && !text.starts_with('$');
        (number || text.contains(char::is_alphabetic)) && EMPTY.binary_search(&text).is_err()
    };
    let bag = |read: &Read| {
        let words = range(read).clone().filter(|at| !read.words.contains(at)).filter(says);
        let mut bag: Vec<u32> = words.map(|at| draft.words.forms[at as usize]).collect();
        bag.sort_unstable();
        bag.dedup();
        bag
    };
    reads.iter().map(bag).collect()
}

/// A word that many figures have tells little of any.
fn weights(bags: &Sides<Vec<Vec<u32>>>) -> FxHashMap<u32, u32> {
    let mut counts: FxHashMap<u32, Sides<u32>> = FxHashMap::default();
    for word in bags.old.iter().flatten() {
        counts.entry(*word).or_default().old += 1;
    }
    for word in bags.new.iter().flatten() {
        counts.entry(*word).or_default().new += 1;
    }
    counts.into_iter().map(|(word, count)| (word, (WEIGHT / count.old.max(count.new)).max(1))).collect()
}

/// Twice what two bags share of what they weigh together, in hundredths.
fn alike(old: &[u32], new: &[u32], weights: &FxHashMap<u32, u32>) -> u32 {
    let weight = |bag: &[u32]| bag.iter().map(|word| u64::from(weights[word])).sum::<u64>();
    let shared: u64 =
        old.iter().filter(|word| new.binary_search(word).is_ok()).map(|word| u64::from(weights[word])).sum();
    match weight(old) + weight(new) {
        // No word around either: as alike as can be, and as like any other such.
        0 => 100,
        both => (200 * shared / both) as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_nothing_can_be_searched() {
        assert!(EMPTY.is_sorted());
    }
}
