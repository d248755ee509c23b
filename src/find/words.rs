//! Passages and bills as integers: a word is what the passages call it, or [`UNKNOWN`].
//!
//! A word here is its form (letters and digits in lower case, accents aside), so that quotation marks, dashes, capitals
//! of headings and the marks of whoever quotes are no differences. What has neither letter nor digit is no word.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHashMap;

use crate::bill::Span;
use crate::matching::words::{Token, plain_form};

/// A word that no passage has.
pub const UNKNOWN: Token = 0;

/// The words of all passages.
#[derive(Debug, Default)]
pub struct Vocabulary {
    known: FxHashMap<String, Token>,
}

/// A text as words with their places in it.
#[derive(Debug, Default)]
pub struct Text {
    pub keys: Vec<Token>,
    pub spans: Vec<Span>,
}

impl Vocabulary {
    /// The number of a word of a passage; none where it has neither letter nor digit.
    pub fn add(&mut self, word: &str) -> Option<Token> {
        let form = plain_form(word);
        if form.is_empty() {
            return None;
        }
        let next = self.known.len() as Token + 1;
        Some(*self.known.entry(form).or_insert(next))
    }

    /// The number of a word's form.
    pub fn token(&self, form: &str) -> Token {
        self.known.get(form).copied().unwrap_or(UNKNOWN)
    }

    /// The words of a bill's text. Each different word is looked up once.
    pub fn read(&self, source: &str) -> Text {
        let mut seen: FxHashMap<&str, Option<Token>> = FxHashMap::default();
        let mut text = Text::default();
        for (start, word) in split(source) {
            let key = *seen.entry(word).or_insert_with(|| {
                let form = plain_form(word);
                (!form.is_empty()).then(|| self.known.get(&form).copied().unwrap_or(UNKNOWN))
            });
            if let Some(key) = key {
                text.push(key, start, word);
            }
        }
        text
    }
}

impl Text {
    pub fn push(&mut self, key: Token, start: usize, word: &str) {
        self.keys.push(key);
        self.spans.push(Span { start: start as u32, end: (start + word.len()) as u32 });
    }

    /// The bytes of a run of words, with the marks that stand between them and the next word.
    pub fn bytes(&self, run: std::ops::Range<usize>, source: &str) -> std::ops::Range<usize> {
        let Some(first) = self.spans.get(run.start).filter(|_| !run.is_empty()) else { return 0..0 };
        let end = self.spans.get(run.end).map_or(source.len(), |next| next.start as usize);
        let start = first.start as usize;
        start..start + source[start..end].trim_end().len()
    }
}

/// Words of a text with their offsets. White space parts them, and so do a dash, and a bracket that closes before more:
/// one format has "may—(1)furnish" where another has "may— (1) furnish".
pub fn split(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().flat_map(move |word| {
        let from = word.as_ptr() as usize - text.as_ptr() as usize;
        let mut rest = word;
        let mut at = from;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = part_end(rest);
            let (part, after) = rest.split_at(end);
            let start = at;
            (rest, at) = (after, at + end);
            Some((start, part))
        })
    })
}

fn part_end(word: &str) -> usize {
    let found = word.char_indices().find_map(|(at, c)| {
        let end = at + c.len_utf8();
        let goes_on = word[end..].starts_with(|next: char| next.is_alphanumeric() || next == '(');
        (c == '—' || c == ')' && goes_on).then_some(end)
    });
    found.unwrap_or(word.len())
}

/// A hash that is the same in every run.
pub fn hash_of<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_and_brackets_part_words_where_a_format_leaves_out_the_space() {
        let parts = |text| split(text).map(|(_, word)| word).collect::<Vec<_>>();
        assert_eq!(
            parts("(a)AUTHORIZATION.—The Director may—(1)act"),
            ["(a)", "AUTHORIZATION.—", "The", "Director", "may—", "(1)", "act"]
        );
        assert_eq!(parts("section 403(a)(1), or"), ["section", "403(a)", "(1),", "or"]);
    }

    #[test]
    fn a_bill_is_read_in_the_words_of_the_passages() {
        let mut vocabulary = Vocabulary::default();
        let (the, act) = (vocabulary.add("The").unwrap(), vocabulary.add("Act,").unwrap());
        assert_eq!(vocabulary.add("—"), None);
        let source = "the — ACT other";
        let text = vocabulary.read(source);
        assert_eq!(text.keys, [the, act, UNKNOWN]);
        assert_eq!(&source[text.bytes(0..1, source)], "the —");
    }
}
