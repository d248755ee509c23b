//! Which names of who acts came or went: those that the text around does not have on the other side.

use rustc_hash::{FxHashMap, FxHashSet};

use super::actor;
use super::find::Extent;
use super::line::{Draft, Line, Phrase};
use super::touched::{Interval, Pair, Paired, Scale, Segment};
use crate::Sides;
use crate::matching::words::Words;

/// A name that stands on the other side within so many words of an edit stayed; further off it is named for another
/// purpose. About a sentence to either side.
const NEAR: u32 = 40;

/// Where the names of either side of a unit are known: by what they say, and by their first word alone ("Secretary" of
/// "Secretary of Defense").
pub struct Names<'s> {
    drafts: &'s Sides<Draft<'s>>,
    scale: Scale<'s>,
    known: Sides<FxHashMap<u64, Vec<Interval>>>,
    short: Sides<FxHashSet<String>>,
}

impl<'s> Names<'s> {
    pub fn of(drafts: &'s Sides<Draft<'s>>, extent: &Extent, segments: &'s [Segment], paired: &'s Paired) -> Self {
        let scale = Scale { segments };
        let known = |new: bool| {
            let (draft, provisions) =
                if new { (&drafts.new, extent.provisions.new) } else { (&drafts.old, extent.provisions.old) };
            let mut known: FxHashMap<u64, Vec<Interval>> = FxHashMap::default();
            let mut add = |phrase: &Phrase, place: Interval| {
                for key in [phrase.key, first_word(draft.words, phrase)] {
                    known.entry(key).or_default().push(place);
                }
            };
            if segments.is_empty() {
                return known;
            }
            let side = |pair: &'s Sides<Phrase>| if new { &pair.new } else { &pair.old };
            let changed = |pair: &'s Pair| if new { pair.new.as_ref() } else { pair.old.as_ref() };
            for phrase in paired.kept.iter().map(side).chain(paired.changed.iter().filter_map(changed)) {
                let Interval { from, to } = scale.of(&phrase.words, new);
                add(phrase, Interval { from: from.saturating_sub(NEAR), to: to + NEAR });
            }
            for id in provisions.into_iter().flat_map(|(from, to)| from..to) {
                // What a heading names is known in all that stands under it.
                let label = draft.words.label(id);
                let line = Line { draft: *draft, id, from: label.start, to: label.end };
                let under = draft.words.of(draft.bill, id);
                let names = (line.from..line.to).filter_map(|at| actor::at(&line, at));
                names.for_each(|name| add(&name, scale.of(&under, new)));
            }
            known
        };
        let short = Sides {
            old: actor::acronyms(&drafts.old, extent.provisions.old),
            new: actor::acronyms(&drafts.new, extent.provisions.new),
        };
        Self { drafts, known: Sides { old: known(false), new: known(true) }, short, scale }
    }

    /// A name that the other side has too neither came nor went. What came with one edit is told once.
    pub fn new_and_gone(&self, pairs: &[Pair]) -> Vec<Pair> {
        let mut told = FxHashSet::default();
        let mut is_first = |phrase: &Phrase, new: bool| {
            told.insert((new, phrase.key, self.scale.segment(self.scale.of(&phrase.words, new).from)))
        };
        let mut is_told = |pair: &&Pair| match (&pair.old, &pair.new) {
            (Some(old), None) => !self.stands_elsewhere(old, false) && is_first(old, false),
            (None, Some(new)) => !self.stands_elsewhere(new, true) && is_first(new, true),
            (Some(old), Some(new)) => !self.is_short_for(old, new),
            (None, None) => false,
        };
        pairs.iter().filter(|pair| is_told(pair)).cloned().collect()
    }

    /// Whether the side that a name is not of has it too, by itself, in a heading or by its initials.
    fn stands_elsewhere(&self, phrase: &Phrase, new: bool) -> bool {
        let (draft, known, short) = if new {
            (&self.drafts.new, &self.known.old, &self.short.old)
        } else {
            (&self.drafts.old, &self.known.new, &self.short.new)
        };
        let place = self.scale.run(self.scale.of(&phrase.words, new));
        let near = |key: u64| {
            let known = known.get(&key).into_iter().flatten();
            known.into_iter().any(|known| known.from <= place.to && place.from <= known.to)
        };
        actor::is_short(draft, &phrase.words)
            || near(phrase.key)
            || phrase.words.len() == 1 && near(first_word(draft.words, phrase))
            || actor::has_short_form(draft, &phrase.words, short)
    }

    /// "The Secretary" is short for "the Secretary of Agriculture".
    fn is_short_for(&self, old: &Phrase, new: &Phrase) -> bool {
        old.words.len().min(new.words.len()) == 1
            && first_word(self.drafts.old.words, old) == first_word(self.drafts.new.words, new)
    }
}

fn first_word(words: &Words, phrase: &Phrase) -> u64 {
    words.form_hash(&(phrase.words.start..phrase.words.start + 1))
}
