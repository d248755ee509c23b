//! Which words changed between two runs of words.
//!
//! Equal ends are stripped, `similar` solves what is between, and [`tidy`](super::tidy) makes of it what a
//! person would mark. Texts with little in common are shown whole, old before new: their edits would be a
//! confetti of "the" and "of".

use rustc_hash::{FxHashMap, FxHashSet};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::matching::longest_increasing;
use crate::matching::words::Token;

/// A run of the old and a run of the new words: equal, or the one replaced by the other (either may be empty).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub equal: bool,
    pub old: std::ops::Range<usize>,
    pub new: std::ops::Range<usize>,
}

/// Below this share of words in common (Dice, order aside) two texts are shown whole.
const SHOWN_WHOLE: f32 = 0.30;
/// Texts as short as this are always compared word by word.
const ALWAYS_COMPARED: usize = 6;
/// Myers' algorithm is quadratic in the worst case: where the product of both lengths is larger, texts are parted at their
/// unique words first, and what is larger still between two of them is shown whole.
const MAX_PRODUCT: usize = 6_000 * 6_000;

/// Compares two runs of words.
pub fn compare(old: &[Token], new: &[Token]) -> Vec<Run> {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    let mut runs = Vec::new();
    push(&mut runs, Run { equal: true, old: 0..start, new: 0..start });
    between(&old[start..old_end], &new[start..new_end], start, &mut runs);
    push(&mut runs, Run { equal: true, old: old_end..old.len(), new: new_end..new.len() });
    runs
}

fn between(old: &[Token], new: &[Token], offset: usize, runs: &mut Vec<Run>) {
    let shift = |range: std::ops::Range<usize>| range.start + offset..range.end + offset;
    if old.is_empty() || new.is_empty() || little_in_common(old, new) {
        return push(runs, Run { equal: false, old: shift(0..old.len()), new: shift(0..new.len()) });
    }
    if old.len().saturating_mul(new.len()) > MAX_PRODUCT {
        return parted(old, new, offset, runs);
    }
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let equal = matches!(op, DiffOp::Equal { .. });
        push(runs, Run { equal, old: shift(op.old_range()), new: shift(op.new_range()) });
    }
}

/// Compares what stands between words that each text has once, in the same order.
fn parted(old: &[Token], new: &[Token], offset: usize, runs: &mut Vec<Run>) {
    let (mut a, mut b) = (0, 0);
    for (i, j) in anchors(old, new).into_iter().chain([(old.len(), new.len())]) {
        gap(&old[a..i], &new[b..j], (offset + a, offset + b), runs);
        let anchor = usize::from(i < old.len());
        push(runs, Run { equal: true, old: offset + i..offset + i + anchor, new: offset + j..offset + j + anchor });
        (a, b) = (i + anchor, j + anchor);
    }
}

/// What stands between two anchors, from these places on.
fn gap(old: &[Token], new: &[Token], (a, b): (usize, usize), runs: &mut Vec<Run>) {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (end_old, end_new) = (old.len() - tail, new.len() - tail);
    let mut add = |equal, old: std::ops::Range<usize>, new: std::ops::Range<usize>| {
        push(runs, Run { equal, old: a + old.start..a + old.end, new: b + new.start..b + new.end });
    };
    add(true, 0..head, 0..head);
    let (gone, come) = (&old[head..end_old], &new[head..end_new]);
    if gone.len().saturating_mul(come.len()) > MAX_PRODUCT {
        add(false, head..end_old, head..end_new);
    } else {
        for op in capture_diff_slices(Algorithm::Myers, gone, come) {
            let (o, n) = (op.old_range(), op.new_range());
            let equal = matches!(op, DiffOp::Equal { .. });
            add(equal, head + o.start..head + o.end, head + n.start..head + n.end);
        }
    }
    add(true, end_old..old.len(), end_new..new.len());
}

/// Places of words that stand once in each text: as many as keep one order.
fn anchors(old: &[Token], new: &[Token]) -> Vec<(usize, usize)> {
    let mut places: FxHashMap<Token, [Option<usize>; 2]> = FxHashMap::default();
    let mut again: FxHashSet<Token> = FxHashSet::default();
    for (side, words) in [old, new].into_iter().enumerate() {
        for (at, &word) in words.iter().enumerate() {
            if places.entry(word).or_default()[side].replace(at).is_some() {
                again.insert(word);
            }
        }
    }
    let mut unique: Vec<(usize, usize)> = places
        .into_iter()
        .filter(|(word, _)| !again.contains(word))
        .filter_map(|(_, [old, new])| old.zip(new))
        .collect();
    unique.sort_unstable();
    let order: Vec<u32> = unique.iter().map(|&(_, new)| new as u32).collect();
    let kept = longest_increasing(&order);
    unique.into_iter().enumerate().filter(|(at, _)| kept[*at]).map(|(_, place)| place).collect()
}

/// Appends a run; neighbours of one kind become one.
fn push(runs: &mut Vec<Run>, run: Run) {
    if run.old.is_empty() && run.new.is_empty() {
        return;
    }
    match runs.last_mut() {
        Some(last) if last.equal == run.equal => {
            last.old.end = run.old.end;
            last.new.end = run.new.end;
        }
        _ => runs.push(run),
    }
}

fn little_in_common(old: &[Token], new: &[Token]) -> bool {
    if old.len().min(new.len()) <= ALWAYS_COMPARED {
        return false;
    }
    let sorted = |words: &[Token]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    let (a, b) = (sorted(old), sorted(new));
    2.0 * (in_common(&a, &b) as f32) < SHOWN_WHOLE * (a.len() + b.len()) as f32
}

/// How many words two sorted lists have in common, each as often as both hold it.
pub fn in_common(a: &[Token], b: &[Token]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                i += 1;
                j += 1;
            }
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_ends_are_kept_and_the_middle_is_solved() {
        let runs = compare(&[1, 2, 3, 4, 5], &[1, 2, 9, 4, 5]);
        let shape: Vec<_> = runs.iter().map(|run| (run.equal, run.old.clone(), run.new.clone())).collect();
        assert_eq!(shape, [(true, 0..2, 0..2), (false, 2..3, 2..3), (true, 3..5, 3..5)]);
    }

    #[test]
    fn unrelated_texts_are_shown_whole() {
        let old: Vec<Token> = (0..40).collect();
        let new: Vec<Token> = (35..75).collect();
        assert_eq!(compare(&old, &new).len(), 1);
    }

    #[test]
    fn very_long_texts_are_parted_at_words_that_each_has_once() {
        // 20,000 words of a few, a landmark in the middle, and a word changed on either side of it.
        let mut old: Vec<Token> = (0..20_000).map(|at| at % 7).collect();
        old[10_000] = 1_000;
        let mut new = old.clone();
        (old[5], old[19_990]) = (2_000, 2_001);
        (new[5], new[19_990]) = (3_000, 3_001);
        let runs = compare(&old, &new);
        let changed: Vec<usize> = runs.iter().filter(|run| !run.equal).map(|run| run.old.len()).collect();
        assert_eq!(changed, [1, 1], "{runs:?}");
        let words = |side: fn(&Run) -> &std::ops::Range<usize>| runs.iter().map(|run| side(run).len()).sum::<usize>();
        assert_eq!((words(|run| &run.old), words(|run| &run.new)), (20_000, 20_000));
    }

    #[test]
    fn a_short_text_in_a_very_long_one_takes_no_time_of_both_multiplied() {
        let old: Vec<Token> = (0..5_000).map(|at| at % 11).collect();
        let new: Vec<Token> = (0..200_000).map(|at| at * 7 % 13).collect();
        let runs = compare(&old, &new);
        assert_eq!(runs.iter().map(|run| run.new.len()).sum::<usize>(), 200_000);
    }

    #[test]
    fn nothing_against_something() {
        assert_eq!(compare(&[], &[]), []);
        assert_eq!(compare(&[], &[7]).len(), 1);
    }
}
