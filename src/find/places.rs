//! Where a bill has many of a passage's runs of words close together.

use std::ops::Range;

use super::alignment::{Aligned, Edit, Kind, align};
use super::passages::{Passage, Passages, RUN, seed};
use super::words::{Text, UNKNOWN};
use crate::bill::{Bill, Span};
use crate::matching::words::Token;

/// A place is sought within so many times the passage's length, and this many words more.
const STRETCH: usize = 2;
const MORE_WORDS: usize = 40;
/// Words that may have been left out at each gap, at most, for a place to be found by it.
const GAP_WORDS: usize = 200;
/// A place has at least one in so many of the passage's runs.
const LEAST_SHARE: usize = 10;
/// Places of one passage in one bill, at most: the best ones.
const MOST_PLACES: usize = 5;

/// Where a passage stands in a bill.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Which of the passages.
    pub passage: usize,
    pub kind: Kind,
    /// 0 to 1: words that both have, twice, of the words of both.
    pub score: f32,
    /// The passage's words that stand here, in its order.
    pub common: usize,
    /// The bill's canonical text from the first of them to the last.
    pub span: Span,
    pub edits: Vec<Edit>,
    /// Which words of the passage stand here.
    pub words: Vec<Range<u32>>,
}

/// What a bill has of the passages.
#[derive(Debug)]
pub struct Found {
    /// By passage, the best first.
    pub places: Vec<Place>,
    /// For each passage the runs of its words that stand in the bill, wherever.
    pub runs: Vec<Vec<u32>>,
}

/// Where a run of words stands in the bill (first) and in the passage.
type Hit = (u32, u32);

impl Passages {
    /// Every place of every passage in a bill: by passage, the best first.
    pub fn places(&self, bill: &Bill) -> Vec<Place> {
        self.search(bill).places
    }

    /// Every place, and which runs of words there are at all.
    pub fn search(&self, bill: &Bill) -> Found {
        let text = self.vocabulary.read(&bill.text);
        let (mut found, mut runs) = (Vec::new(), Vec::new());
        for (number, hits) in self.hits(&text).into_iter().enumerate() {
            runs.push(standing(&hits));
            let mut places = of_passage(&self.list[number], hits, &text, bill);
            places.iter_mut().for_each(|place| place.passage = number);
            found.append(&mut places);
        }
        Found { places: found, runs }
    }

    /// For words of a bill in which no passage has a place: which runs of words there are. None where one has.
    pub fn absent(&self, words: Vec<Token>) -> Option<Vec<Vec<u32>>> {
        let text = Text { keys: words, spans: Vec::new() };
        let hits = self.hits(&text);
        let runs = hits.iter().map(|hits| standing(hits)).collect();
        let has_place = |(number, hits): (usize, Vec<Hit>)| !aligned(&self.list[number], hits, &text).is_empty();
        (!hits.into_iter().enumerate().any(has_place)).then_some(runs)
    }

    /// For each passage where its runs stand in a bill, in reading order.
    fn hits(&self, text: &Text) -> Vec<Vec<Hit>> {
        let mut hits = vec![Vec::new(); self.list.len()];
        for (at, run) in text.keys.windows(RUN).enumerate() {
            if run.contains(&UNKNOWN) {
                continue;
            }
            for &(passage, word) in self.seeds.get(&seed(run)).into_iter().flatten() {
                hits[passage as usize].push((at as u32, word));
            }
        }
        hits
    }
}

/// The places of one passage: the densest stretch, then the densest of the rest.
fn of_passage(passage: &Passage, hits: Vec<Hit>, text: &Text, bill: &Bill) -> Vec<Place> {
    let mut places: Vec<Place> =
        aligned(passage, hits, text).iter().map(|aligned| placed(passage, aligned, text, bill)).collect();
    places.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.span.start.cmp(&b.span.start)));
    places.dedup_by(|b, a| a.span.start < b.span.end && b.span.start < a.span.end);
    places
}

/// Which runs of a passage stand in a bill.
fn standing(hits: &[Hit]) -> Vec<u32> {
    let mut standing: Vec<u32> = hits.iter().map(|hit| hit.1).collect();
    standing.sort_unstable();
    standing.dedup();
    standing
}

fn aligned(passage: &Passage, mut hits: Vec<Hit>, text: &Text) -> Vec<Aligned> {
    let needed = (passage.len().saturating_sub(RUN - 1) / LEAST_SHARE).max(1);
    let mut places = Vec::new();
    for _ in 0..MOST_PLACES {
        let Some((stretch, seeds)) = densest(passage, &hits) else { break };
        if seeds < needed {
            break;
        }
        places.extend(align(passage, text, &hits[stretch.clone()]));
        hits.drain(stretch);
    }
    places
}

fn placed(passage: &Passage, aligned: &Aligned, text: &Text, bill: &Bill) -> Place {
    let bytes = text.bytes(aligned.words.clone(), &bill.text);
    Place {
        passage: 0,
        kind: aligned.kind,
        score: aligned.score,
        common: aligned.common,
        span: Span { start: bytes.start as u32, end: bytes.end as u32 },
        edits: aligned.edits(passage, text, &bill.text),
        words: aligned.common_words(),
    }
}

/// The stretch of hits, no wider than the passage could be, with most of its different runs; the first of equals.
fn densest(passage: &Passage, hits: &[Hit]) -> Option<(Range<usize>, usize)> {
    let width = (STRETCH * passage.len() + MORE_WORDS + GAP_WORDS * passage.gap_count()) as u32;
    let mut held = vec![0u32; passage.len()];
    let (mut from, mut different) = (0, 0);
    let mut best: Option<(Range<usize>, usize)> = None;
    for (at, &(place, word)) in hits.iter().enumerate() {
        held[word as usize] += 1;
        different += usize::from(held[word as usize] == 1);
        while place - hits[from].0 > width {
            let gone = hits[from].1 as usize;
            held[gone] -= 1;
            different -= usize::from(held[gone] == 0);
            from += 1;
        }
        if best.as_ref().is_none_or(|(_, most)| different > *most) {
            best = Some((from..at + 1, different));
        }
    }
    best
}
