//! Which phrases the edits touch, and which old phrase became which new one.
//!
//! Both drafts of a provision are laid on one scale: equal words share a place, deleted words come before
//! the inserted ones that replace them. A phrase is touched where a changed run lies on it; a run with all
//! the phrases it touches, and the phrases that share words with those, is one *knot*. Within a knot, phrases
//! that say the same cancel out; what is left is a signal.

use rustc_hash::FxHashMap;

use super::Kind;
use super::line::Phrase;
use crate::Sides;
use crate::diff::{Edit, Op};
use crate::matching::words::{WordRange, Words};

/// A run of equal words, or one of changed words: the old ones and those that replace them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub same: bool,
    pub old: WordRange,
    pub new: WordRange,
    /// Where it begins on the common scale, and how long it is there.
    start: u32,
    length: u32,
}

/// Larger knots are not aligned: phrases that say the same cancel out by count.
const MAX_ALIGNED: usize = 40_000;
/// Changed words of either side, up to which two lone phrases of a knot are taken for old and new.
const FEW_WORDS: u32 = 12;
/// Same words around two phrases that say the same, from which on they are one phrase in another place.
const MOST_AROUND: u32 = 5;
/// Removed phrases that an added one is held against; further ones count as removed.
const MOST_CANDIDATES: usize = 64;

/// An old phrase and what it became; one side is missing where it was removed or added.
pub type Pair = Sides<Option<Phrase>>;

/// The edits of a provision as segments. `first` is the first word of either side. A run that differs in form
/// alone (case, punctuation) counts as the same.
pub fn segments(edits: &[Edit], first: Sides<u32>, words: &Sides<Words>) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let (mut old, mut new) = (first.old, first.new);
    for edit in edits {
        let length = edit.words.len() as u32;
        let (old_end, new_end) = match edit.op {
            Op::Equal => (old + length, new + length),
            Op::Delete => (old + length, new),
            Op::Insert => (old, new + length),
        };
        let same = edit.op == Op::Equal || edit.form;
        match segments.last_mut() {
            Some(last) if last.same == same => {
                last.old.end = old_end;
                last.new.end = new_end;
            }
            _ => segments.push(Segment { same, old: old..old_end, new: new..new_end, start: 0, length: 0 }),
        }
        (old, new) = (old_end, new_end);
    }
    let mut start = 0;
    for segment in &mut segments {
        let (a, b) = (segment.old.len() as u32, segment.new.len() as u32);
        segment.same |= a > 0 && a == b && words.old.form_hash(&segment.old) == words.new.form_hash(&segment.new);
        segment.start = start;
        segment.length = if segment.same { a.max(b) } else { a + b };
        start += segment.length;
    }
    segments
}

/// A phrase's place on the common scale, both ends included.
#[derive(Clone, Copy)]
pub struct Interval {
    pub from: u32,
    pub to: u32,
}

/// The common scale of a provision; there is none without segments.
pub struct Scale<'s> {
    pub segments: &'s [Segment],
}

impl Scale<'_> {
    /// Of words of either side.
    pub fn of(&self, words: &WordRange, new: bool) -> Interval {
        if new { self.of_new(words) } else { self.of_old(words) }
    }

    /// Which segment a place lies in.
    pub fn segment(&self, place: u32) -> usize {
        self.segments.partition_point(|segment| segment.start + segment.length <= place)
    }

    /// A place with the whole of the segments that its ends lie in.
    pub fn run(&self, place: Interval) -> Interval {
        let last = self.segments.len() - 1;
        let (from, to) = (self.segment(place.from).min(last), self.segment(place.to).min(last));
        let run = |at: usize| if self.segments[at].same { None } else { Some(&self.segments[at]) };
        Interval {
            from: run(from).map_or(place.from, |segment| segment.start),
            to: run(to).map_or(place.to, |segment| segment.start + segment.length - 1),
        }
    }

    fn of_old(&self, words: &WordRange) -> Interval {
        Interval { from: self.place_of_old(words.start), to: self.place_of_old(words.end - 1) }
    }

    fn of_new(&self, words: &WordRange) -> Interval {
        Interval { from: self.place_of_new(words.start), to: self.place_of_new(words.end - 1) }
    }

    fn place_of_old(&self, word: u32) -> u32 {
        let at = self.segments.partition_point(|segment| segment.old.end <= word).min(self.segments.len() - 1);
        let segment = &self.segments[at];
        segment.start + word.saturating_sub(segment.old.start)
    }

    fn place_of_new(&self, word: u32) -> u32 {
        let at = self.segments.partition_point(|segment| segment.new.end <= word).min(self.segments.len() - 1);
        let segment = &self.segments[at];
        let after = if segment.same { 0 } else { segment.old.len() as u32 };
        segment.start + after + word.saturating_sub(segment.new.start)
    }
}

/// What became of the phrases of one family within a provision.
pub struct Paired {
    /// Changed, removed and added ones, in reading order.
    pub changed: Vec<Pair>,
    /// Those that say the same on both sides.
    pub kept: Vec<Sides<Phrase>>,
}

/// Pairs the old phrases of a provision with the new ones. Both lists are in reading order, and no two
/// phrases of a list overlap.
pub fn pair(segments: &[Segment], words: &Sides<Words>, old: Vec<Phrase>, new: Vec<Phrase>) -> Paired {
    let mut paired = Paired { changed: Vec::new(), kept: Vec::new() };
    if segments.is_empty() || old.is_empty() && new.is_empty() {
        return paired;
    }
    let scale = Scale { segments };
    let places = Sides {
        old: old.iter().map(|phrase| scale.of_old(&phrase.words)).collect::<Vec<_>>(),
        new: new.iter().map(|phrase| scale.of_new(&phrase.words)).collect::<Vec<_>>(),
    };
    let knots = knots(segments, &places);
    let (mut olds, mut news) = (old.into_iter().zip(places.old).peekable(), new.into_iter().zip(places.new).peekable());
    for knot in knots {
        keep(&mut paired, &mut olds, &mut news, knot.from);
        let inside = Sides { old: take(&mut olds, knot.to + 1), new: take(&mut news, knot.to + 1) };
        resolve(inside, knot, segments, words, &mut paired);
    }
    keep(&mut paired, &mut olds, &mut news, u32::MAX);
    cancel_moved(&mut paired, words);
    paired
}

/// A phrase that left one place of a provision and stands in another with the same words around it only moved.
fn cancel_moved(paired: &mut Paired, words: &Sides<Words>) {
    let mut gone: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (at, pair) in paired.changed.iter().enumerate() {
        if let Some(old) = &pair.old {
            gone.entry(old.key).or_default().push(at);
        }
    }
    let mut from = vec![None; paired.changed.len()];
    for (at, pair) in paired.changed.iter().enumerate() {
        let Some(new) = &pair.new else { continue };
        let Some(candidates) = gone.get_mut(&new.key) else { continue };
        let found = candidates
            .iter()
            .take(MOST_CANDIDATES)
            .position(|&from| paired.changed[from].old.as_ref().is_some_and(|old| is_moved(old, &new.words, words)));
        from[at] = found.map(|found| candidates.remove(found));
    }
    for (at, from) in from.into_iter().enumerate() {
        if let Some(from) = from {
            let (old, new) = (paired.changed[from].old.take(), paired.changed[at].new.take());
            paired.kept.extend(old.zip(new).map(|(old, new)| Sides { old, new }));
        }
    }
    paired.changed.retain(|pair| pair.old.is_some() || pair.new.is_some());
}

/// Whether the same phrase has the same surroundings: the shorter it is, the more of them; none of a whole sentence.
fn is_moved(old: &Phrase, new: &WordRange, words: &Sides<Words>) -> bool {
    let is_name = matches!(old.kind, Kind::Actor | Kind::Recipient);
    let old = &old.words;
    let around = |old: u32, new: u32| {
        let form = |words: &Words, at: u32| words.forms.get(at as usize).copied();
        let (a, b) = (form(&words.old, old), form(&words.new, new));
        a.is_some() && a == b
    };
    let before =
        (1..=MOST_AROUND).take_while(|&back| around(old.start.wrapping_sub(back), new.start.wrapping_sub(back)));
    let after = (0..MOST_AROUND).take_while(|&on| around(old.end + on, new.end + on));
    // A long name is no rarer for being long.
    let own = if is_name { 0 } else { old.len() / 3 };
    before.count() + after.count() + own >= MOST_AROUND as usize
}

type Placed<I> = std::iter::Peekable<I>;

/// Takes the phrases that begin before a place.
fn take(phrases: &mut Placed<impl Iterator<Item = (Phrase, Interval)>>, before: u32) -> Vec<Phrase> {
    let mut taken = Vec::new();
    while let Some((phrase, _)) = phrases.next_if(|(_, place)| place.from < before) {
        taken.push(phrase);
    }
    taken
}

/// Outside all knots every old phrase has the same one opposite.
fn keep(
    paired: &mut Paired,
    olds: &mut Placed<impl Iterator<Item = (Phrase, Interval)>>,
    news: &mut Placed<impl Iterator<Item = (Phrase, Interval)>>,
    before: u32,
) {
    let (old, new) = (take(olds, before), take(news, before));
    paired.kept.extend(old.into_iter().zip(new).map(|(old, new)| Sides { old, new }));
}

/// Changed runs with the phrases they touch, joined where they share one; in order and apart.
fn knots(segments: &[Segment], places: &Sides<Vec<Interval>>) -> Vec<Interval> {
    let runs: Vec<Interval> = segments
        .iter()
        .filter(|segment| !segment.same && segment.length > 0)
        .map(|segment| Interval { from: segment.start, to: segment.start + segment.length - 1 })
        .collect();
    let touched = |place: &&Interval| {
        let at = runs.partition_point(|run| run.to < place.from);
        runs.get(at).is_some_and(|run| run.from <= place.to)
    };
    let mut all: Vec<Interval> = runs.clone();
    all.extend(places.old.iter().filter(touched));
    all.extend(places.new.iter().filter(touched));
    joined(all, places)
}

/// Joins overlapping intervals, then takes in the phrases of either side that reach into them.
fn joined(mut all: Vec<Interval>, places: &Sides<Vec<Interval>>) -> Vec<Interval> {
    let join = |mut all: Vec<Interval>| {
        all.sort_unstable_by_key(|interval| (interval.from, interval.to));
        let mut out: Vec<Interval> = Vec::with_capacity(all.len());
        for interval in all {
            match out.last_mut() {
                Some(last) if interval.from <= last.to => last.to = last.to.max(interval.to),
                _ => out.push(interval),
            }
        }
        out
    };
    all = join(all);
    let reaching: Vec<Interval> = places
        .old
        .iter()
        .chain(&places.new)
        .filter(|place| {
            let at = all.partition_point(|knot| knot.to < place.from);
            all.get(at).is_some_and(|knot| knot.from <= place.to)
        })
        .copied()
        .collect();
    all.extend(reaching);
    join(all)
}

/// Cancels what says the same within a knot, and pairs what is left where that is certain.
fn resolve(inside: Sides<Vec<Phrase>>, knot: Interval, segments: &[Segment], words: &Sides<Words>, out: &mut Paired) {
    let anchors = same_in_order(&inside);
    let few = changed_words(segments, knot);
    let (mut old, mut new) = (inside.old.into_iter(), inside.new.into_iter());
    let (mut at_old, mut at_new) = (0, 0);
    for (to_old, to_new) in
        anchors.into_iter().map(Some).chain([None]).map(|anchor| anchor.unwrap_or((usize::MAX, usize::MAX)))
    {
        let gap = Sides {
            old: old.by_ref().take(to_old - at_old).collect::<Vec<_>>(),
            new: new.by_ref().take(to_new - at_new).collect::<Vec<_>>(),
        };
        pair_gap(gap, few, words, out);
        if let (Some(old), Some(new)) = (old.next(), new.next()) {
            out.kept.push(Sides { old, new });
        }
        (at_old, at_new) = (to_old.saturating_add(1), to_new.saturating_add(1));
    }
}

/// Whether a knot is so small that a lone phrase of one side is what became of that of the other.
fn changed_words(segments: &[Segment], knot: Interval) -> bool {
    let from = segments.partition_point(|segment| segment.start + segment.length <= knot.from);
    let inside = segments[from..].iter().take_while(|segment| segment.start <= knot.to).filter(|segment| !segment.same);
    let (old, new) =
        inside.fold((0, 0), |(old, new), segment| (old + segment.old.len() as u32, new + segment.new.len() as u32));
    old <= FEW_WORDS && new <= FEW_WORDS
}

/// Phrases that say the same, in order on both sides: the longest such list. Which of equal ones is chosen does
/// not depend on which draft is the old one.
fn same_in_order(inside: &Sides<Vec<Phrase>>) -> Vec<(usize, usize)> {
    let (old, new) = (&inside.old, &inside.new);
    let (rows, columns) = (old.len(), new.len());
    if rows == 0 || columns == 0 {
        return Vec::new();
    }
    if rows.saturating_mul(columns) > MAX_ALIGNED {
        let same = old.iter().zip(new).take_while(|(a, b)| a.key == b.key).count();
        return (0..same).map(|at| (at, at)).collect();
    }
    let width = columns + 1;
    let mut best = vec![0u32; (rows + 1) * width];
    for i in (0..rows).rev() {
        for j in (0..columns).rev() {
            best[i * width + j] = if old[i].key == new[j].key {
                best[(i + 1) * width + j + 1] + 1
            } else {
                best[(i + 1) * width + j].max(best[i * width + j + 1])
            };
        }
    }
    let mut anchors = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < rows && j < columns {
        let (skip_old, skip_new) = (best[(i + 1) * width + j], best[i * width + j + 1]);
        if old[i].key == new[j].key {
            anchors.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if skip_old > skip_new || skip_old == skip_new && old[i].key < new[j].key {
            i += 1;
        } else {
            j += 1;
        }
    }
    anchors
}

/// Between two phrases that stayed: one against one in a small change, else those with the same words around.
fn pair_gap(gap: Sides<Vec<Phrase>>, few: bool, words: &Sides<Words>, out: &mut Paired) {
    let lone = gap.old.len() == 1 && gap.new.len() == 1 && few;
    let mut news: Vec<Option<Phrase>> = gap.new.into_iter().map(Some).collect();
    let mut next = 0;
    for old in gap.old {
        let found = (next..news.len())
            .find(|&at| lone || news[at].as_ref().is_some_and(|new| same_surroundings(&old.words, &new.words, words)));
        let Some(at) = found else {
            out.changed.push(Sides { old: Some(old), new: None });
            continue;
        };
        out.changed.extend(news[next..at].iter_mut().map(|new| Sides { old: None, new: new.take() }));
        out.changed.push(Sides { old: Some(old), new: news[at].take() });
        next = at + 1;
    }
    out.changed.extend(news[next..].iter_mut().map(|new| Sides { old: None, new: new.take() }));
}

/// Whether two words on the one side, or one on both, are the same around two phrases.
fn same_surroundings(old: &WordRange, new: &WordRange, words: &Sides<Words>) -> bool {
    let form = |words: &Words, at: Option<u32>| at.and_then(|at| words.forms.get(at as usize).copied());
    let before = |back| {
        let (a, b) = (form(&words.old, old.start.checked_sub(back)), form(&words.new, new.start.checked_sub(back)));
        a.is_some() && a == b
    };
    let after = |on| {
        let (a, b) = (form(&words.old, Some(old.end + on)), form(&words.new, Some(new.end + on)));
        a.is_some() && a == b
    };
    before(1) && after(0) || before(1) && before(2) || after(0) && after(1)
}
