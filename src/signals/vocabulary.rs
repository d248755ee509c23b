//! What each different word looks like to the signals: worked out once, however often it stands there.

use super::actor::Part;
use crate::Sides;
use crate::bill::Bill;
use crate::matching::words::Words;

/// A word without the marks around it.
#[derive(Debug, Clone, Default)]
pub struct Core {
    /// In small letters, without marks at its ends (a `$` or `§` at its start stays).
    pub text: String,
    /// It begins with a capital.
    pub capital: bool,
    /// An opening quote or bracket stands before it.
    pub opens: bool,
    /// What stands after it.
    pub end: End,
    /// Families that a phrase of theirs may begin here with: a bit each, see [`super::Family`].
    pub begins: u32,
    /// What it is in the name of one who acts.
    pub part: Part,
}

/// The mark after a word, as far as it parts sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum End {
    #[default]
    None,
    Comma,
    /// `;`, `:` or a dash.
    Clause,
    Sentence,
}

/// The cores of all words of both drafts, by token.
pub fn read(bills: Sides<&Bill>, words: &Sides<Words>, begins: impl Fn(&Core) -> u32) -> Vec<Core> {
    let mut cores: Vec<Option<Core>> = Vec::new();
    for (bill, words) in [(bills.old, &words.old), (bills.new, &words.new)] {
        for (at, &token) in words.tokens.iter().enumerate() {
            let token = token as usize;
            if token >= cores.len() {
                cores.resize(token + 1, None);
            }
            if cores[token].is_none() {
                let mut core = Core::new(bill.slice(words.span(at as u32)));
                core.begins = begins(&core);
                cores[token] = Some(core);
            }
        }
    }
    cores.into_iter().map(Option::unwrap_or_default).collect()
}

impl Core {
    fn new(raw: &str) -> Self {
        let start = raw.find(|c: char| c.is_alphanumeric() || is_sign(c)).unwrap_or(raw.len());
        let end = raw
            .rfind(|c: char| c.is_alphanumeric() || c == '%')
            .map_or(start, |at| at + raw[at..].chars().next().map_or(0, char::len_utf8));
        let inner = &raw[start..end.max(start)];
        let text = inner.to_lowercase();
        let capital = inner.chars().next().is_some_and(char::is_uppercase);
        Self {
            part: if capital { Part::of(&text) } else { Part::Other },
            text,
            capital,
            opens: raw[..start].contains(['"', '\'', '(', '[']),
            end: End::of(&raw[end.max(start)..], inner),
            begins: 0,
        }
    }
}

impl End {
    fn of(after: &str, inner: &str) -> Self {
        after.chars().fold(Self::None, |end, c| {
            end.max(match c {
                ',' => Self::Comma,
                ';' | ':' | '—' => Self::Clause,
                '.' if is_abbreviation(inner) => Self::None,
                '.' | '?' | '!' => Self::Sentence,
                _ => Self::None,
            })
        })
    }
}

/// Words whose period ends no sentence. "U.S." has its inner periods, which are enough.
fn is_abbreviation(word: &str) -> bool {
    word.contains('.')
        || matches!(word, "No" | "Stat" | "Fed" | "Reg" | "et" | "seq" | "Res" | "Rept" | "Mr" | "Ms" | "Dr" | "St")
}

fn is_sign(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '§')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_parted_from_its_marks() {
        let core = Core::new("(\"$1,500.50),");
        assert_eq!((core.text.as_str(), core.opens, core.end), ("$1,500.50", true, End::Comma));
        let core = Core::new("Act.");
        assert_eq!((core.text.as_str(), core.capital, core.end), ("act", true, End::Sentence));
        assert_eq!(Core::new("U.S.C.").end, End::None);
        assert_eq!(Core::new("shall—").end, End::Clause);
        assert_eq!(Core::new("—").text, "");
    }
}
