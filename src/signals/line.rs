//! One provision's own text, as the recognisers read it.

use super::vocabulary::{Core, End};
use crate::bill::{Bill, ProvisionId};
use crate::matching::words::{WordRange, Words};

/// The words of one draft.
#[derive(Clone, Copy)]
pub struct Draft<'c> {
    pub bill: &'c Bill,
    pub words: &'c Words,
    pub cores: &'c [Core],
}

/// A provision's text without its designation and heading. Phrases never go beyond it.
#[derive(Clone, Copy)]
pub struct Line<'c> {
    pub draft: Draft<'c>,
    pub id: ProvisionId,
    pub from: u32,
    pub to: u32,
}

/// Words that mean one thing: an amount, a deadline, a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub kind: super::Kind,
    pub words: WordRange,
    /// Equal for phrases that say the same.
    pub key: u64,
    /// What the kind itself makes of it.
    pub value: Option<super::Value>,
}

impl<'c> Draft<'c> {
    pub fn core(&self, word: u32) -> &'c Core {
        &self.cores[self.words.tokens[word as usize] as usize]
    }

    /// The word as the canonical text has it.
    pub fn raw(&self, word: u32) -> &'c str {
        self.bill.slice(self.words.span(word))
    }

    /// The provisions of a run with their texts.
    pub fn lines(self, from: ProvisionId, to: ProvisionId) -> impl Iterator<Item = Line<'c>> {
        (from..to).map(move |id| self.line(id))
    }

    pub fn line(self, id: ProvisionId) -> Line<'c> {
        Line { draft: self, id, from: self.words.label(id).end, to: self.words.own(id).end }
    }

    /// The provision that a word stands in.
    pub fn provision_at(&self, word: u32) -> ProvisionId {
        self.words.provision_of(self.bill, word)
    }

    /// Words as one text.
    pub fn text(&self, words: &WordRange) -> String {
        self.words.text(self.bill, words.clone(), false).replace('\n', " ")
    }
}

impl<'c> Line<'c> {
    /// The word without its marks; "" beyond the line.
    pub fn word(&self, at: u32) -> &'c str {
        if (self.from..self.to).contains(&at) { &self.draft.core(at).text } else { "" }
    }

    /// So many words before; "" beyond the line.
    pub fn before(&self, at: u32, back: u32) -> &'c str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    pub fn raw(&self, at: u32) -> &'c str {
        if (self.from..self.to).contains(&at) { self.draft.raw(at) } else { "" }
    }

    pub fn is_capital(&self, at: u32) -> bool {
        (self.from..self.to).contains(&at) && self.draft.core(at).capital
    }

    pub fn end(&self, at: u32) -> End {
        if (self.from..self.to).contains(&at) { self.draft.core(at).end } else { End::Sentence }
    }

    /// Whether these words stand from `at` on, with no mark that ends a clause between them.
    pub fn says(&self, at: u32, words: &[&str]) -> bool {
        words.iter().zip(at..).all(|(word, at)| self.word(at) == *word)
            && (at..at + words.len() as u32 - 1).all(|at| self.end(at) < End::Clause)
    }

    /// The first of several sayings that stands at `at`: how many words it has.
    pub fn one_of(&self, at: u32, sayings: &[&[&str]]) -> Option<u32> {
        sayings.iter().find(|saying| self.says(at, saying)).map(|saying| saying.len() as u32)
    }

    /// One past the end of the clause that goes on at `at`: up to a mark of at least this weight, and so many words.
    pub fn clause_end(&self, at: u32, mark: End, most: u32) -> u32 {
        let last = self.to.min(at.saturating_add(most));
        (at..last).find(|&at| self.end(at) >= mark).map_or(last, |at| at + 1)
    }

    /// Where the clause that holds `at` begins: after a mark of at least this weight, at most so many words back.
    pub fn clause_start(&self, at: u32, mark: End, most: u32) -> u32 {
        let first = self.from.max(at.saturating_sub(most));
        (first..at).rev().find(|&before| self.end(before) >= mark).map_or(first, |before| before + 1)
    }

    /// The sentence or the proviso that holds `at`.
    pub fn sentence(&self, at: u32) -> WordRange {
        let begins = |at: u32| self.word(at) == "provided" && self.is_capital(at);
        let from = (self.from + 1..=at).rev().find(|&at| self.end(at - 1) == End::Sentence || begins(at));
        let last = (at..self.to).find(|&at| self.end(at) == End::Sentence || begins(at + 1));
        from.unwrap_or(self.from)..last.map_or(self.to, |last| last + 1)
    }

    /// A phrase that is known by its words.
    pub fn phrase(&self, kind: super::Kind, words: WordRange) -> Option<Phrase> {
        let key = self.draft.words.form_hash(&words);
        Some(Phrase { kind, words, key, value: None })
    }
}

/// One number of several, in this order: the key of a phrase that is known by some of its words.
pub fn mix(forms: impl Iterator<Item = u64>) -> u64 {
    forms.fold(0, |key, form| (key.rotate_left(5) ^ form).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::Sides;
    use crate::bill::{BillBuilder, Format, FrontMatter, Level, Place};
    use crate::matching::words::Lexicon;
    use crate::signals::vocabulary;

    /// Does something with a text as a section's line.
    pub fn with_line<T>(text: &str, then: impl Fn(&Line<'_>) -> T) -> T {
        let mut builder = BillBuilder::new(FrontMatter::new(Format::BillDtd));
        builder.open(Level::Section, Place::default());
        builder.designation("1.");
        builder.text(text);
        let bill = builder.finish();
        let (_, words) = Lexicon::read(Sides { old: &bill, new: &bill });
        let cores = vocabulary::read(Sides { old: &bill, new: &bill }, &words, |_| u32::MAX);
        then(&Draft { bill: &bill, words: &words.old, cores: &cores }.line(1))
    }

    /// The phrases of one recogniser in a text.
    pub fn phrases(
        text: &str,
        begins: fn(&Core) -> bool,
        read: fn(&Line<'_>, u32) -> Option<Phrase>,
    ) -> Vec<(String, Phrase)> {
        with_line(text, |line| {
            let mut found: Vec<(String, Phrase)> = Vec::new();
            for at in line.from..line.to {
                let free = found.last().is_none_or(|(_, last)| last.words.end <= at);
                if let Some(phrase) = (free && begins(line.draft.core(at))).then(|| read(line, at)).flatten() {
                    found.push((line.draft.text(&phrase.words), phrase));
                }
            }
            found
        })
    }
}
