//! Hyphens at the ends of lines: which were put there to break a word, and which belong to it.
//!
//! Print breaks words ("Representa-" and "tives"), and a hyphen of the word's own ("non-" and "profit") looks the
//! same. What decides, in this order:
//!
//! 1. **The document itself**: the joined word, or the hyphenated one, stands elsewhere within a line.
//! 2. **Other breaks**: a word broken at two places in two lines ("infor-mation", "informa-tion") is one word.
//! 3. **The same word in another form**: "requirement" speaks for "require-" and "ments".
//! 4. **What the parts are**: figures and a capital after the hyphen keep it; so do the parts that make
//!    compounds ("non-", "-based").
//! 5. **Else it is joined**: of a hundred such hyphens nearly all are breaks. These are counted and told.

use rustc_hash::{FxHashMap, FxHashSet};

use super::grid::Placed;

/// What was done.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Joined {
    /// Hyphens decided by no other evidence than what the parts look like.
    pub guessed: usize,
    pub total: usize,
}

/// Joins broken words: the second part moves up to the line on which the word begins. A line of which nothing
/// is left goes.
pub(super) fn join(placed: &mut Vec<Placed>) -> Joined {
    let words = Words::of(placed);
    let mut joined = Joined::default();
    let mut emptied: Vec<bool> = vec![false; placed.len()];
    let mut target = 0;
    for at in 1..placed.len() {
        if !emptied[at - 1] {
            target = at - 1;
        }
        let next = &placed[at];
        if next.begins || !placed[at - 1].line.ends_in_a_word() && !emptied[at - 1] {
            continue;
        }
        let head = &placed[target].line;
        if !head.ends_in_a_word() {
            continue;
        }
        let text = placed[at].line.text.clone();
        let (part, rest) = text.split_once(' ').unwrap_or((&text, ""));
        let (keep, guessed) = words.decide(last_word(&placed[target].line.text), part);
        joined.total += 1;
        joined.guessed += usize::from(guessed);
        let spaced = !rest.is_empty() || placed[at].line.spaced;
        let line = &mut placed[target].line;
        if !keep {
            line.text.pop();
        }
        line.text.push_str(part);
        line.spaced = spaced;
        placed[at].line.text = rest.to_owned();
        emptied[at] = rest.is_empty();
    }
    let mut at = 0;
    placed.retain(|_| {
        at += 1;
        !emptied[at - 1]
    });
    joined
}

fn last_word(text: &str) -> &str {
    text.rsplit([' ', '—', '/', '(']).next().unwrap_or(text)
}

/// The words of a document that stand within lines, and those made by joining.
#[derive(Default)]
struct Words {
    whole: FxHashMap<String, u32>,
    /// Joined words of breaks, with the places at which they were broken.
    broken: FxHashMap<String, FxHashSet<usize>>,
}

impl Words {
    fn of(placed: &[Placed]) -> Self {
        let mut words = Self::default();
        for (at, here) in placed.iter().enumerate() {
            let text = &here.line.text;
            let broken = here.line.ends_in_a_word();
            let follows = at > 0 && placed[at - 1].line.ends_in_a_word();
            let count = text.split(' ').count();
            for (index, raw) in text.split(' ').enumerate() {
                if !(broken && index + 1 == count || follows && index == 0) {
                    words.add(raw);
                }
            }
            if let Some(next) = placed.get(at + 1).filter(|next| broken && !next.begins) {
                let (first, second) = (last_word(text), next.line.text.split(' ').next().unwrap_or(""));
                let first = bare(first.trim_end_matches('-'));
                words.broken.entry(first.clone() + &bare(second)).or_default().insert(first.len());
            }
        }
        words
    }

    fn add(&mut self, raw: &str) {
        for word in raw.split(['—', '/']) {
            let word = bare(word);
            if word.len() > 1 {
                *self.whole.entry(word).or_default() += 1;
            }
        }
    }

    fn count(&self, word: &str) -> u32 {
        self.whole.get(word).copied().unwrap_or(0)
    }

    /// Whether the hyphen between two parts stays, and whether that is a guess.
    fn decide(&self, first: &str, second: &str) -> (bool, bool) {
        let (first, second) = (bare(first.trim_end_matches('-')), second);
        let (low, tail) = (first.clone(), bare(second));
        let tail = tail.split('-').next().unwrap_or("").to_owned();
        let (joined, hyphened) = (format!("{low}{tail}"), format!("{low}-{tail}"));
        let (as_one, as_two) = (self.count(&joined), self.count(&hyphened));
        if as_one != as_two {
            return (as_two > as_one, false);
        }
        if keeps_by_look(&low, second) {
            return (true, false);
        }
        if self.broken.get(&joined).is_some_and(|places| places.len() > 1) || self.knows_a_form(&joined) {
            return (false, false);
        }
        if self.knows_a_form(&hyphened) {
            return (true, false);
        }
        (makes_compounds(&low, &tail, self), true)
    }

    /// Whether the document has a word with another ending.
    fn knows_a_form(&self, word: &str) -> bool {
        const ENDINGS: [&str; 9] = ["s", "es", "d", "ed", "ing", "ly", "'s", "ment", "al"];
        ENDINGS.iter().any(|ending| {
            let shorter = word.strip_suffix(ending).filter(|stem| stem.len() > SHORTEST_STEM);
            shorter.is_some_and(|stem| self.count(stem) > 0 || self.count(&format!("{stem}e")) > 0)
                || self.count(&format!("{word}{ending}")) > 0
        })
    }
}

const SHORTEST_STEM: usize = 3;

/// In lower case, without the punctuation around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Figures on either side, or a capital after small letters, keep their hyphen: "1715z-13a", "Humphrey-Hawkins".
fn keeps_by_look(first: &str, second: &str) -> bool {
    let starts = second.chars().next().unwrap_or(' ');
    let capitals = second.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    first.ends_with(|c: char| c.is_ascii_digit())
        || starts.is_ascii_digit()
        || starts == '('
        || starts.is_uppercase() && !(capitals && second.chars().count() > 1)
}

/// Parts that come before a hyphen of the word's own.
const HEADS: [&str; 22] = [
    "non", "self", "ex", "vice", "cross", "long", "short", "high", "low", "full", "part", "well", "cost", "year",
    "multi", "quasi", "anti", "post", "pre", "mid", "all", "half",
];

/// Parts that come after one.
const TAILS: [&str; 26] = [
    "based", "related", "year", "term", "time", "elect", "sharing", "profit", "owned", "free", "specific", "wide",
    "level", "being", "risk", "income", "term", "scale", "quality", "making", "day", "month", "person", "site", "led",
    "funded",
];

fn makes_compounds(first: &str, second: &str, words: &Words) -> bool {
    let both = words.count(second) > 0 && words.count(first) > 0;
    HEADS.contains(&first) && words.count(second) > 0 || TAILS.contains(&second) && both
}

#[cfg(test)]
mod tests {
    use super::super::grid::Slot;
    use super::super::page_lines::PrintLine;
    use super::*;

    /// Lines of one paragraph; "_" at the end is a space that is printed.
    fn joined(texts: &[&str]) -> (Vec<String>, Joined) {
        let line = |text: &str| PrintLine {
            text: text.trim_end_matches('_').to_owned(),
            spaced: text.ends_with('_'),
            ..PrintLine::default()
        };
        let place = |(at, text): (usize, &&str)| Placed { line: line(text), slot: Slot::Wrapped(0), begins: at == 0 };
        let mut placed: Vec<Placed> = texts.iter().enumerate().map(place).collect();
        let counts = join(&mut placed);
        (placed.into_iter().map(|placed| placed.line.text).collect(), counts)
    }

    fn first(texts: &[&str]) -> String {
        joined(texts).0.swap_remove(0)
    }

    #[test]
    fn a_word_that_stands_elsewhere_decides() {
        assert_eq!(first(&["the Representa-", "tives and Representatives_"]), "the Representatives");
        assert_eq!(first(&["the President-", "elect, once President-elect_"]), "the President-elect,");
        assert_eq!(first(&["for non-", "profit use; nonprofit_"]), "for nonprofit");
    }

    #[test]
    fn two_breaks_of_a_word_are_evidence_for_each_other() {
        let (texts, counts) = joined(&["the infor-", "mation, and the informa-", "tion so read_"]);
        assert_eq!(texts, ["the information,", "and the information", "so read"]);
        assert_eq!(counts, Joined { guessed: 0, total: 2 });
    }

    #[test]
    fn another_form_of_the_word_is_evidence() {
        assert_eq!(joined(&["the require-", "ments of a requirement_"]).1, Joined { guessed: 0, total: 1 });
    }

    #[test]
    fn figures_and_capitals_keep_their_hyphen() {
        assert_eq!(first(&["(12 U.S.C. 1715z-", "13a) applies_"]), "(12 U.S.C. 1715z-13a)");
        assert_eq!(first(&["the Humphrey-", "Hawkins Act_"]), "the Humphrey-Hawkins");
    }

    #[test]
    fn without_evidence_the_parts_decide_and_that_is_counted() {
        let (texts, counts) = joined(&["an unfamil-", "iar word_"]);
        assert_eq!((texts[0].as_str(), counts), ("an unfamiliar", Joined { guessed: 1, total: 1 }));
        assert_eq!(first(&["a risk-", "based plan; risk or based_"]), "a risk-based");
    }

    #[test]
    fn a_hyphen_with_a_space_printed_after_it_breaks_no_word() {
        assert_eq!(joined(&["mis-, dis-, or mal-_", "information_"]).0, ["mis-, dis-, or mal-", "information"]);
    }

    #[test]
    fn a_line_that_was_all_one_part_goes() {
        assert_eq!(joined(&["the Com-", "mis-", "sioner and a Commissioner_"]).0.len(), 2);
    }
}
