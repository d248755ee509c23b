//! Enumerators: "(a)", "(12)", "(iv)", and which levels each can be read as.
//!
//! "(i)" is the ninth subsection or the first clause, "(aa)" the first item or the twenty-seventh
//! subsection. This module only lists the readings; [`ladder`](super::ladder) chooses one.

use crate::bill::Level;

/// An enumerator at the start of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Enumerator<'a> {
    /// As printed, with its brackets: "(a)".
    pub printed: &'a str,
    /// What stands between them: "a".
    pub inner: &'a str,
}

/// One way to read an enumerator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    pub level: Level,
    pub ordinal: Ordinal,
}

/// Which one in its series: "(2)" is 2; an inserted "(2A)" comes between 2 and 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ordinal {
    main: u16,
    inserted: u8,
}

impl Ordinal {
    pub(crate) const FIRST: Self = Self { main: 1, inserted: 0 };

    fn plain(main: u16) -> Self {
        Self { main, inserted: 0 }
    }

    /// A letter written twice: "(aa)".
    pub(crate) fn is_beyond_z(self) -> bool {
        self.main > 26
    }

    /// Whether this one comes right after another.
    pub(crate) fn follows(self, other: Self) -> bool {
        self.main == other.main + 1 && self.inserted <= 1
            || self.main == other.main && self.inserted == other.inserted + 1
    }
}

/// Longest enumerator read, without its brackets: "xxxviii".
const LONGEST: usize = 7;

/// Highest number in arabic figures: "(1986)" is a year.
const HIGHEST: u16 = 999;

/// The enumerator that text begins with, if it does.
pub(crate) fn at_start(text: &str) -> Option<Enumerator<'_>> {
    let inner = text.strip_prefix('(')?;
    let length = inner.bytes().take(LONGEST + 1).position(|b| b == b')')?;
    let enumerator = Enumerator { printed: &text[..length + 2], inner: &inner[..length] };
    (readings(enumerator.inner).next().is_some() && !is_a_reference(&text[length + 2..])).then_some(enumerator)
}

/// Whether text begins with an enumerator.
pub(crate) fn starts(text: &str) -> bool {
    at_start(text).is_some()
}

/// "(1) through (3) of subsection (b)" begins no provision, nor does "(a)," or "(a)''".
fn is_a_reference(rest: &str) -> bool {
    if rest.starts_with([',', ';', '.', '\'', '"', ')', '-']) && !rest.starts_with("--") {
        return true;
    }
    let mut words = rest.split_whitespace();
    match (words.next(), words.next()) {
        (Some("through" | "and" | "or" | "or,"), Some(next)) => next.starts_with('('),
        (Some("of"), Some(next)) => {
            let next = next.trim_end_matches('s');
            ["section", "subsection", "paragraph", "subparagraph", "clause", "subclause", "this", "such", "that"]
                .contains(&next)
        }
        _ => false,
    }
}

/// Every reading of what stands between the brackets, the shallowest first.
pub(crate) fn readings(inner: &str) -> impl Iterator<Item = Reading> {
    let lower = inner.bytes().all(|b| b.is_ascii_lowercase());
    let upper = inner.bytes().all(|b| b.is_ascii_uppercase());
    let cased = |low: Level, high: Level| if lower { low } else { high };
    let letters = (lower || upper) && !inner.is_empty();
    let found = if letters {
        let repeats = inner.bytes().all(|b| b == inner.as_bytes()[0]) && inner.len() <= 3;
        let place = u16::from(inner.as_bytes()[0].to_ascii_lowercase() - b'a') + 1;
        let times = inner.len() as u16;
        let letter = repeats.then(|| Reading {
            level: cased(Level::Subsection, Level::Subparagraph),
            ordinal: Ordinal::plain(place + 26 * (times - 1)),
        });
        let roman =
            roman(inner).map(|n| Reading { level: cased(Level::Clause, Level::Subclause), ordinal: Ordinal::plain(n) });
        let doubled = (repeats && times == 2)
            .then(|| Reading { level: cased(Level::Item, Level::Subitem), ordinal: Ordinal::plain(place) });
        [letter, roman, doubled]
    } else {
        [number(inner).map(|ordinal| Reading { level: Level::Paragraph, ordinal }), inserted_letter(inner), None]
    };
    found.into_iter().flatten()
}

/// "12", "2A": a number, with a letter where it was inserted later.
fn number(inner: &str) -> Option<Ordinal> {
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let main: u16 = inner[..digits].parse().ok()?;
    let inserted = match inner.as_bytes()[digits..] {
        [] => 0,
        [b'-', letter @ (b'A'..=b'Z' | b'a'..=b'z')] | [letter @ (b'A'..=b'Z' | b'a'..=b'z')] => {
            letter.to_ascii_uppercase() - b'A' + 1
        }
        _ => return None,
    };
    (main > 0 && main <= HIGHEST).then_some(Ordinal { main, inserted })
}

/// "a-1", "A-1": a letter with a number where it was inserted later.
fn inserted_letter(inner: &str) -> Option<Reading> {
    let (letter, after) = inner.split_once('-')?;
    let &[letter] = letter.as_bytes() else { return None };
    let inserted = after.parse().ok().filter(|n| (1..=99).contains(n))?;
    let level = match letter {
        b'a'..=b'z' => Level::Subsection,
        b'A'..=b'Z' => Level::Subparagraph,
        _ => return None,
    };
    Some(Reading { level, ordinal: Ordinal { main: u16::from(letter.to_ascii_lowercase() - b'a') + 1, inserted } })
}

/// The value of a roman numeral. Single c, d, l and m are never met as one: they are letters.
fn roman(numeral: &str) -> Option<u16> {
    const SIGNS: [(&str, u16); 9] =
        [("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];
    let numeral = numeral.to_ascii_lowercase();
    if matches!(numeral.as_str(), "c" | "l") {
        return None;
    }
    let (mut rest, mut value) = (numeral.as_str(), 0);
    for (sign, worth) in SIGNS {
        let most = if sign.len() == 1 && worth % 10 != 5 && worth != 50 && worth != 5 { 3 } else { 1 };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(sign) else { break };
            (rest, value) = (after, value + worth);
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(inner: &str) -> Vec<(Level, u16)> {
        readings(inner).map(|r| (r.level, r.ordinal.main)).collect()
    }

    #[test]
    fn ambiguous_enumerators_have_every_reading() {
        assert_eq!(told("i"), [(Level::Subsection, 9), (Level::Clause, 1)]);
        assert_eq!(told("aa"), [(Level::Subsection, 27), (Level::Item, 1)]);
        assert_eq!(told("II"), [(Level::Subparagraph, 35), (Level::Subclause, 2), (Level::Subitem, 9)]);
        assert_eq!(told("xviii"), [(Level::Clause, 18)]);
        assert_eq!(told("d"), [(Level::Subsection, 4)]);
        assert_eq!(told("14"), [(Level::Paragraph, 14)]);
    }

    #[test]
    fn words_years_and_odd_numerals_are_no_enumerators() {
        for inner in ["wic", "1986", "iiii", "vx", "", "the", "0", "a b", "é"] {
            assert_eq!(told(inner), [], "of {inner:?}");
        }
    }

    #[test]
    fn references_at_the_start_of_a_line_are_no_provisions() {
        for text in
            ["(1) through (3) of subsection (b)", "(a), (b)", "(a)'' and", "(b) of section 4", "(2) and (3)", "(a)."]
        {
            assert!(!starts(text), "{text:?}");
        }
        for text in ["(a) In general", "(1)(A) for", "(b) and for other purposes", "(ii) of which $5"] {
            assert!(starts(text), "{text:?}");
        }
    }

    #[test]
    fn inserted_numbers_follow_and_are_followed() {
        let of = |inner| readings(inner).next().unwrap().ordinal;
        assert!(of("2A").follows(of("2")));
        assert!(of("3").follows(of("2A")));
        assert!(of("a-1").follows(of("a")));
        assert!(!of("4").follows(of("2")));
    }
}
