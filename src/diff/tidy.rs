//! Makes of the solver's edits what a person would mark.
//!
//! - A word or two that happen to be equal between two larger changes are swallowed: one readable
//!   replacement instead of many tiny ones (GPO's rule for reported bills).
//! - An insertion or deletion that could stand in several places is slid to where a phrase begins or ends.

use super::wording::Run;
use crate::matching::words::Token;

/// Words a reader does not hold on to: alone between changes they are no landmark.
pub trait Landmarks {
    /// Whether a word is common (an article, a preposition, "shall") or has neither letter nor digit.
    fn is_common(&self, word: Token) -> bool;
    /// Whether it stands for a provision: "(B)". Such a word is never swallowed.
    fn is_designation(&self, word: Token) -> bool;
    /// Whether a phrase ends with it: it ends in a punctuation mark.
    fn ends_phrase(&self, word: Token) -> bool;
    /// Whether a phrase begins with it: it begins with an opening mark.
    fn begins_phrase(&self, word: Token) -> bool;
}

/// An equal run of so many words between changes is swallowed if all its words are common.
const FEW_COMMON: usize = 2;
/// A longer equal run is swallowed if the changes on both sides are this many times as long.
const FEW: usize = 3;
const TIMES: usize = 4;

/// Tidies runs of old and new words.
pub fn tidy(mut runs: Vec<Run>, old: &[Token], new: &[Token], landmarks: &impl Landmarks) -> Vec<Run> {
    runs = swallow(runs, old, landmarks);
    for at in 0..runs.len() {
        slide(&mut runs, at, old, new, landmarks);
    }
    runs.retain(|run| !run.old.is_empty() || !run.new.is_empty());
    runs
}

fn swallow(runs: Vec<Run>, old: &[Token], landmarks: &impl Landmarks) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    let mut runs = runs.into_iter().peekable();
    while let Some(run) = runs.next() {
        let swallowed = run.equal
            && match (out.last(), runs.peek()) {
                (Some(before), Some(after)) => is_trivial(&run, before, after, old, landmarks),
                _ => false,
            };
        match out.last_mut() {
            Some(last) if !last.equal && (swallowed || !run.equal) => {
                last.old.end = run.old.end;
                last.new.end = run.new.end;
            }
            _ => out.push(run),
        }
    }
    out
}

fn is_trivial(run: &Run, before: &Run, after: &Run, old: &[Token], landmarks: &impl Landmarks) -> bool {
    let size = |run: &Run| run.old.len().max(run.new.len());
    let length = run.old.len();
    let words = &old[run.old.clone()];
    if words.iter().any(|&word| landmarks.is_designation(word)) {
        return false;
    }
    let common = || words.iter().all(|&word| landmarks.is_common(word));
    let around = size(before).min(size(after));
    // A replacement on both sides: words on one side alone (two insertions around "the") stay apart.
    let both = |run: &Run| !run.old.is_empty() && !run.new.is_empty();
    let replaced = both(before) || both(after);
    replaced
        && (length <= FEW_COMMON && common() && size(before) + size(after) > length + 1
            || length <= FEW && around >= TIMES * length)
}

/// Slides a pure insertion or deletion along equal words to the best place.
fn slide(runs: &mut [Run], at: usize, old: &[Token], new: &[Token], landmarks: &impl Landmarks) {
    if at == 0 || at + 1 >= runs.len() || runs[at].equal {
        return;
    }
    let inserted = runs[at].old.is_empty();
    if !inserted && !runs[at].new.is_empty() {
        return;
    }
    let (text, range) = if inserted { (new, runs[at].new.clone()) } else { (old, runs[at].old.clone()) };
    let left = runs[at - 1].old.len();
    let right = runs[at + 1].old.len();
    let back = (1..=left).take_while(|&n| text[range.start - n] == text[range.end - n]).count();
    let forth = (0..right).take_while(|&n| text[range.start + n] == text[range.end + n]).count();
    let rate = |shift: isize| -> i32 {
        let (start, end) = (range.start.wrapping_add_signed(shift), range.end.wrapping_add_signed(shift));
        let begins = landmarks.begins_phrase(text[start]) as i32 * 2;
        let ends = landmarks.ends_phrase(text[end - 1]) as i32 * 2;
        let after_end = (start == 0 || landmarks.ends_phrase(text[start - 1])) as i32;
        begins + ends + after_end
    };
    // The rightmost of equals: the solver's own choice where nothing speaks for another.
    let shifts = -(back as isize)..=forth as isize;
    let best = shifts.max_by_key(|&shift| (rate(shift), -shift.abs())).unwrap_or(0);
    move_by(runs, at, best);
}

fn move_by(runs: &mut [Run], at: usize, shift: isize) {
    let moved = |place: &mut usize| *place = place.wrapping_add_signed(shift);
    moved(&mut runs[at - 1].old.end);
    moved(&mut runs[at - 1].new.end);
    for place in [&mut runs[at].old.start, &mut runs[at].old.end, &mut runs[at].new.start, &mut runs[at].new.end] {
        *place = place.wrapping_add_signed(shift);
    }
    moved(&mut runs[at + 1].old.start);
    moved(&mut runs[at + 1].new.start);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::wording::compare;

    /// Words by number: multiples of 10 end a phrase, 1 to 3 are common.
    struct ByNumber;

    impl Landmarks for ByNumber {
        fn is_common(&self, word: Token) -> bool {
            word < 4
        }
        fn is_designation(&self, _: Token) -> bool {
            false
        }
        fn ends_phrase(&self, word: Token) -> bool {
            word.is_multiple_of(10)
        }
        fn begins_phrase(&self, _: Token) -> bool {
            false
        }
    }

    fn edits(old: &[Token], new: &[Token]) -> Vec<(Vec<Token>, Vec<Token>)> {
        let runs = tidy(compare(old, new), old, new, &ByNumber);
        runs.iter()
            .filter(|run| !run.equal)
            .map(|run| (old[run.old.clone()].to_vec(), new[run.new.clone()].to_vec()))
            .collect()
    }

    #[test]
    fn a_common_word_between_two_replacements_is_swallowed() {
        let edits = edits(&[50, 5, 6, 1, 7, 8, 60], &[50, 15, 16, 1, 17, 18, 60]);
        assert_eq!(edits, [(vec![5, 6, 1, 7, 8], vec![15, 16, 1, 17, 18])]);
    }

    #[test]
    fn two_insertions_around_a_common_word_stay_apart() {
        assert_eq!(edits(&[50, 1, 60], &[50, 7, 1, 8, 60]).len(), 2);
    }

    #[test]
    fn an_insertion_slides_to_the_end_of_a_phrase() {
        // 5 6 10 | 5 6 10 | 7: the solver may insert "6 10 5"; a person marks "5 6 10".
        assert_eq!(edits(&[5, 6, 10, 7], &[5, 6, 10, 5, 6, 10, 7]), [(vec![], vec![5, 6, 10])]);
    }
}
