//! Which words changed between two runs of words.
//!
//! Equal ends are stripped, `similar` solves what is between, and [`tidy`](super::tidy) makes of it what a
//! person would mark. Texts with little in common are shown whole, old before new: their edits would be a
//! confetti of "the" and "of".

use similar::{Algorithm, DiffOp, capture_diff_slices};

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
/// Myers' algorithm is quadratic in the worst case: longer texts are anchored on their unique words first.
const MAX_MYERS: usize = 6_000;

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
    let algorithm = if old.len().min(new.len()) > MAX_MYERS { Algorithm::Patience } else { Algorithm::Myers };
    for op in capture_diff_slices(algorithm, old, new) {
        let equal = matches!(op, DiffOp::Equal { .. });
        push(runs, Run { equal, old: shift(op.old_range()), new: shift(op.new_range()) });
    }
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
    fn nothing_against_something() {
        assert_eq!(compare(&[], &[]), []);
        assert_eq!(compare(&[], &[7]).len(), 1);
    }
}
