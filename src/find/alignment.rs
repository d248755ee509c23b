//! Which words of a passage stand at a place, and which do not.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::passages::{Passage, RUN};
use super::words::Text;
use crate::diff::{Run, compare_words};
use crate::matching::longest_increasing;
use crate::matching::words::Token;

/// How a passage stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Every word of it, in order, and no other between them.
    Exact,
    /// Few words differ.
    Near,
    /// Its words are there, among others or in part.
    WithChanges,
}

impl Kind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::WithChanges => "with_changes",
        }
    }
}

/// What a run of words is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// In both; the text is the bill's.
    Equal,
    /// In the passage alone.
    Delete,
    /// In the bill alone.
    Insert,
    /// In the bill alone, where whoever quoted marked that words are left out.
    Omitted,
}

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub op: Op,
    pub text: String,
}

/// A passage and a place.
#[derive(Debug)]
pub(super) struct Aligned {
    pub kind: Kind,
    pub score: f32,
    pub common: usize,
    /// The bill's words, from the first that is common to the last.
    pub words: Range<usize>,
    /// Of the whole passage (old) against those words (new).
    runs: Vec<Run>,
}

/// From this likeness on, few words differ.
const NEAR: f32 = 0.8;
/// Less of the passage than this is no find.
const LEAST_COMMON: f32 = 0.5;
/// Fewer words than these are found word for word or not at all.
const FEW_WORDS: usize = 8;
/// Words that are there with changes keep at least this share of the passage in runs of some length: common words that
/// happen to keep its order do not.
const LEAST_SOLID: f32 = 0.35;
/// Words in a run that is more than chance.
const SOLID_RUN: usize = 4;
/// Less alike than this is no find.
const LEAST_SCORE: f32 = 0.5;
/// Places tried word for word.
const MOST_STARTS: usize = 8;
/// What another word between the passage's costs, where one of the passage's own is worth 1: a stray word of it far
/// off is not part of the place, a sentence put into its middle does not cut it in two.
const STRANGER: f32 = 0.25;

/// Aligns a passage with the words around its hits, and keeps the part where it stands.
pub(super) fn align(passage: &Passage, text: &Text, hits: &[(u32, u32)]) -> Option<Aligned> {
    let region = exact(passage, text, hits).or_else(|| region(passage, text, hits))?;
    let (old, new) = (&passage.words.keys, &text.keys[region.clone()]);
    let mut runs = compare_words(old, new);
    close_ends(&mut runs, old, new);
    let (kept, _) = best_part(passage, &runs)?;
    let words = runs[kept.start].new.start..runs[kept.end - 1].new.end;
    let common: usize = runs[kept.clone()].iter().filter(|run| run.equal).map(|run| run.old.len()).sum();
    let omitted: usize = runs[kept.clone()].iter().filter(|run| is_gap(passage, run)).map(|run| run.new.len()).sum();
    let strangers = words.len() - omitted;
    let score = 2.0 * common as f32 / (old.len() + strangers) as f32;
    let kind = match score {
        _ if common == old.len() && common == strangers => Kind::Exact,
        _ if old.len() < FEW_WORDS || (common as f32) < LEAST_COMMON * old.len() as f32 => return None,
        score if score >= NEAR => Kind::Near,
        score if score < LEAST_SCORE || solid(&runs[kept.clone()]) < LEAST_SOLID * old.len() as f32 => return None,
        _ => Kind::WithChanges,
    };
    let runs = of_whole(old.len(), &runs[kept], region.start);
    Some(Aligned { kind, score, common, words: region.start + words.start..region.start + words.end, runs })
}

/// Common words in runs of some length.
fn solid(runs: &[Run]) -> f32 {
    runs.iter().filter(|run| run.equal && run.old.len() >= SOLID_RUN).map(|run| run.old.len()).sum::<usize>() as f32
}

/// Where the passage stands word for word, if it does: text that repeats itself has other alignments as long. Begun
/// where most hits would have it begin; a few such places are tried, so that text made of one word takes no longer.
fn exact(passage: &Passage, text: &Text, hits: &[(u32, u32)]) -> Option<Range<usize>> {
    let words = &passage.words.keys;
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    for start in hits.iter().filter_map(|&(place, word)| place.checked_sub(word)) {
        *counts.entry(start).or_default() += 1;
    }
    let mut starts: Vec<(u32, usize)> = counts.into_iter().collect();
    starts.sort_unstable_by_key(|&(start, count)| (std::cmp::Reverse(count), start));
    starts.into_iter().take(MOST_STARTS).find_map(|(start, _)| {
        let here = start as usize..start as usize + words.len();
        (text.keys.get(here.clone()) == Some(words)).then_some(here)
    })
}

/// Moves the first and the last common run next to their neighbours where the same words stand there: a place is as
/// short as it can be.
fn close_ends(runs: &mut [Run], old: &[Token], new: &[Token]) {
    let is_insert = |run: &Run| !run.equal && run.old.is_empty();
    if let Some(first) = runs.iter().position(|run| run.equal)
        && let [head, between, next, ..] = &mut runs[first..]
        && is_insert(between)
        && next.equal
        && between.new.len() >= head.old.len()
    {
        let length = head.old.len();
        let moved = between.new.end - length..between.new.end;
        if new[moved.clone()] == old[head.old.clone()] {
            (head.new, between.new) = (moved, head.new.start..head.new.start);
        }
    }
    if let Some(last) = runs.iter().rposition(|run| run.equal)
        && let [.., next, between, tail] = &mut runs[..=last]
        && is_insert(between)
        && next.equal
        && between.new.len() >= tail.old.len()
    {
        let moved = between.new.start..between.new.start + tail.old.len();
        if new[moved.clone()] == old[tail.old.clone()] {
            (tail.new, between.new) = (moved, tail.new.end..tail.new.end);
        }
    }
}

/// The words of the bill in which the passage may stand, from the hits that keep its order.
fn region(passage: &Passage, text: &Text, hits: &[(u32, u32)]) -> Option<Range<usize>> {
    let mut hits = hits.to_vec();
    // Of several words of the passage at one place only one can keep the order.
    hits.sort_by_key(|&(place, word)| (place, std::cmp::Reverse(word)));
    let kept = longest_increasing(&hits.iter().map(|hit| hit.1).collect::<Vec<_>>());
    let mut kept = hits.iter().zip(kept).filter(|(_, kept)| *kept).map(|(hit, _)| *hit);
    let first = kept.next()?;
    let last = kept.next_back().unwrap_or(first);
    let room = |words: usize| if words == 0 { 0 } else { words + words / 2 + 4 };
    let before = room(first.1 as usize);
    let after = room(passage.len() - (last.1 as usize + RUN).min(passage.len()));
    let end = (last.0 as usize + RUN + after).min(text.keys.len());
    Some((first.0 as usize).saturating_sub(before)..end)
}

fn is_gap(passage: &Passage, run: &Run) -> bool {
    !run.equal && run.old.is_empty() && passage.gaps[run.old.start]
}

/// The runs, from an equal one to an equal one, that are worth most.
fn best_part(passage: &Passage, runs: &[Run]) -> Option<(Range<usize>, f32)> {
    let mut best: Option<(Range<usize>, f32)> = None;
    let (mut from, mut worth) = (0, 0.0);
    for (at, run) in runs.iter().enumerate() {
        if !run.equal {
            worth -= if is_gap(passage, run) { 0.0 } else { STRANGER * run.new.len() as f32 };
            continue;
        }
        if worth <= 0.0 {
            (from, worth) = (at, 0.0);
        }
        worth += run.old.len() as f32;
        if best.as_ref().is_none_or(|(_, most)| worth > *most) {
            best = Some((from..at + 1, worth));
        }
    }
    best
}

/// The kept runs, with what the passage says before and after them as not standing there; places in the bill are made
/// absolute.
fn of_whole(length: usize, kept: &[Run], offset: usize) -> Vec<Run> {
    let (Some(first), Some(last)) = (kept.first(), kept.last()) else { return Vec::new() };
    let shifted = |range: &Range<usize>| range.start + offset..range.end + offset;
    let absent = |old: Range<usize>, at: usize| Run { equal: false, old, new: at + offset..at + offset };
    let mut runs = vec![absent(0..first.old.start, first.new.start)];
    runs.extend(kept.iter().map(|run| Run { new: shifted(&run.new), ..run.clone() }));
    runs.push(absent(last.old.end..length, last.new.end));
    runs.retain(|run| !run.old.is_empty() || !run.new.is_empty());
    runs
}

impl Aligned {
    /// The words of the passage that stand there.
    pub(super) fn common_words(&self) -> Vec<Range<u32>> {
        let common = self.runs.iter().filter(|run| run.equal);
        common.map(|run| run.old.start as u32..run.old.end as u32).collect()
    }

    /// The words: equal and delete are the passage, equal, insert and omitted the bill.
    pub(super) fn edits(&self, passage: &Passage, text: &Text, source: &str) -> Vec<Edit> {
        let mut edits = Vec::new();
        for run in &self.runs {
            let old = || passage.text[passage.words.bytes(run.old.clone(), &passage.text)].to_owned();
            let new = || printed(text.bytes(run.new.clone(), source), run.new.start > self.words.start, source);
            if run.equal {
                push_equal(&mut edits, &new());
                continue;
            }
            if !run.old.is_empty() {
                edits.push(Edit { op: Op::Delete, text: old() });
            }
            if !run.new.is_empty() {
                let op = if is_gap(passage, run) { Op::Omitted } else { Op::Insert };
                edits.push(Edit { op, text: new() });
            }
        }
        edits
    }
}

/// Two common runs that stand next to each other are one.
fn push_equal(edits: &mut Vec<Edit>, text: &str) {
    match edits.last_mut().filter(|last| last.op == Op::Equal) {
        Some(last) => {
            last.text.push_str(if text.starts_with('\n') { "" } else { " " });
            last.text.push_str(text);
        }
        None => edits.push(Edit { op: Op::Equal, text: text.to_owned() }),
    }
}

/// The bill's text, with a line break before it where it begins a line and more stands before.
fn printed(bytes: Range<usize>, inside: bool, source: &str) -> String {
    let begins_line = inside && source[..bytes.start].ends_with('\n');
    format!("{}{}", if begins_line { "\n" } else { "" }, &source[bytes])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bill::{Bill, BillBuilder, Format, FrontMatter, Level, Place};
    use crate::find::Passages;

    fn bill(text: &str) -> Bill {
        let mut builder = BillBuilder::new(FrontMatter::new(Format::BillDtd));
        builder.open(Level::Section, Place::default());
        builder.designation("1.");
        builder.text(text);
        builder.finish()
    }

    fn found(passage: &str, text: &str) -> Vec<(Kind, usize, String)> {
        let bill = bill(text);
        let told = |edit: &Edit| {
            let sign = match edit.op {
                Op::Equal => '=',
                Op::Delete => '-',
                Op::Insert => '+',
                Op::Omitted => '…',
            };
            format!("{sign}{}", edit.text)
        };
        let places = Passages::new([passage]).places(&bill);
        let told = places
            .iter()
            .map(|place| (place.kind, place.common, place.edits.iter().map(told).collect::<Vec<_>>().join(" ")));
        told.collect()
    }

    const TEXT: &str = "In general the officer may act. No officer may open a letter until the postmaster of the district \
                        agrees in writing to seal it again before dusk. The officer may rest.";

    #[test]
    fn a_part_of_a_provision_word_for_word() {
        let place = found("an officer may open a letter until", "X an officer may open a letter until, if Y.");
        assert_eq!(place, [(Kind::Exact, 7, "=an officer may open a letter until,".to_owned())]);
    }

    #[test]
    fn stray_words_before_the_place_are_no_part_of_it() {
        let place = found("No officer shall open a letter until the postmaster of the district agrees.", TEXT);
        let wanted = "=No officer -shall +may =open a letter until the postmaster of the district agrees";
        assert_eq!(place, [(Kind::Near, 12, wanted.to_owned())]);
    }

    #[test]
    fn words_that_the_quoter_left_out_are_no_difference() {
        let place = found("No officer may open a letter until ... agrees in writing to seal it", TEXT);
        assert_eq!(place.len(), 1);
        assert_eq!((place[0].0, place[0].1), (Kind::Exact, 13));
        assert!(place[0].2.contains("…the postmaster of the district"), "{place:?}");
    }

    #[test]
    fn what_is_taken_over_with_changes_is_found_as_that() {
        let text = "No officer may open a letter, or weigh one, or hold one against the light for longer than the time that \
                    the rule of the office allows for it, until the postmaster agrees in writing to seal it.";
        let place = found("No officer may open a letter until the postmaster agrees in writing to seal it.", text);
        assert_eq!((place.len(), place[0].0, place[0].1), (1, Kind::WithChanges, 15));
    }

    #[test]
    fn a_place_is_as_short_as_it_can_be_where_words_repeat() {
        let text =
            "No officer may act. No officer may open a letter until the postmaster agrees, until the postmaster rests.";
        let place = found("No officer may open a parcel until the postmaster", text);
        let wanted = "=No officer may open a -parcel +letter =until the postmaster";
        assert_eq!(place, [(Kind::Near, 8, wanted.to_owned())]);
    }

    #[test]
    fn common_words_are_no_find() {
        assert!(found("the officer of the court shall not in any case be the judge of the matter", TEXT).is_empty());
    }
}
