//! What changed around the provisions: the long title, who sponsors the bill, the amendment of its title.
//!
//! None of it is a provision, and none of it is counted as one. Only what both drafts tell is compared: a
//! stage whose print names no sponsors has dropped none.

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::change::Op;
use super::wording;
use crate::Sides;
use crate::bill::FrontMatter;
use crate::matching::words::Token;

/// Differences of front matter that a reader wants to know of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FrontChanges {
    /// The long titles of both drafts, where they differ in words.
    pub long_title: Option<LongTitle>,
    /// Named in the new draft and not in the old one.
    pub sponsors_added: Vec<String>,
    /// Named in the old draft and not in the new one, which names others.
    pub sponsors_dropped: Vec<String>,
    /// The titles asked for by an amendment of the title, where the drafts differ in that.
    pub title_amendment: Option<Sides<Option<String>>>,
}

/// A long title that changed, with its words marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongTitle {
    pub titles: Sides<String>,
    pub edits: Vec<(Op, String)>,
}

impl FrontChanges {
    /// Compares the front matter of two drafts.
    pub fn between(fronts: Sides<&FrontMatter>) -> Self {
        let Sides { old, new } = fronts;
        let mut changes = Self { long_title: LongTitle::between(fronts), ..Self::default() };
        if let (Some(a), Some(b)) = (&old.title_amendment, &new.title_amendment) {
            if letters(a) != letters(b) {
                changes.title_amendment = Some(fronts.map(|front| front.title_amendment.clone()));
            }
        } else if old.title_amendment.is_some() || new.title_amendment.is_some() {
            changes.title_amendment = Some(fronts.map(|front| front.title_amendment.clone()));
        }
        if is_one_bill(fronts) && !old.sponsors.is_empty() && !new.sponsors.is_empty() {
            changes.sponsors_added = not_among(&new.sponsors, &old.sponsors);
            changes.sponsors_dropped = not_among(&old.sponsors, &new.sponsors);
        }
        changes
    }

    pub fn is_quiet(&self) -> bool {
        *self == Self::default()
    }
}

/// Another bill has other sponsors: they are told of versions of one bill alone.
fn is_one_bill(fronts: Sides<&FrontMatter>) -> bool {
    let cited = fronts.map(|front| (front.bill_type, front.number));
    cited.old == cited.new
}

fn not_among(names: &[String], others: &[String]) -> Vec<String> {
    let others: Vec<String> = others.iter().map(|name| surname(name)).collect();
    names.iter().filter(|name| !others.contains(&surname(name))).cloned().collect()
}

/// "SCOTT OF VIRGINIA" of "Mr. Scott of Virginia": prints differ in courtesy titles, small capitals and accents.
fn surname(name: &str) -> String {
    letters(name.split_once(' ').map_or(name, |(_, rest)| rest))
}

/// The letters and figures alone, in capitals, without accents.
fn letters(text: &str) -> String {
    text.nfd().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect()
}

impl LongTitle {
    fn between(fronts: Sides<&FrontMatter>) -> Option<Self> {
        let titles = Sides { old: bare(fronts.old.title.as_deref()?), new: bare(fronts.new.title.as_deref()?) };
        if letters(titles.old) == letters(titles.new) {
            return None;
        }
        let words = titles.map(|title| title.split_whitespace().collect::<Vec<_>>());
        let mut seen: FxHashMap<String, Token> = FxHashMap::default();
        let tokens = words.as_ref().map(|words| {
            let number = |word: &&str| {
                let next = seen.len() as Token;
                *seen.entry(letters(word)).or_insert(next)
            };
            words.iter().map(number).collect::<Vec<_>>()
        });
        let mut edits = Vec::new();
        for run in wording::compare(&tokens.old, &tokens.new) {
            let (old, new) = (words.old[run.old].join(" "), words.new[run.new].join(" "));
            if run.equal {
                edits.push((Op::Equal, new));
            } else {
                edits.extend([(Op::Delete, old), (Op::Insert, new)].into_iter().filter(|(_, text)| !text.is_empty()));
            }
        }
        Some(Self { titles: titles.map(str::to_owned), edits })
    }
}

/// A long title without the kind of measure before it: a bill that passes becomes an act.
fn bare(title: &str) -> &str {
    const KINDS: [&str; 4] = ["AN ACT ", "A BILL ", "JOINT RESOLUTION ", "CONCURRENT RESOLUTION "];
    let starts = |kind: &&&str| title.get(..kind.len()).is_some_and(|start| start.eq_ignore_ascii_case(kind));
    let kind = KINDS.iter().find(starts);
    kind.map_or(title, |kind| title[kind.len()..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bill::{BillType, Format};

    fn front(title: &str, sponsors: &[&str]) -> FrontMatter {
        FrontMatter {
            title: Some(title.to_owned()),
            sponsors: sponsors.iter().map(|name| (*name).to_owned()).collect(),
            ..FrontMatter::new(Format::BillDtd)
        }
    }

    fn between(old: &FrontMatter, new: &FrontMatter) -> FrontChanges {
        FrontChanges::between(Sides { old, new })
    }

    #[test]
    fn a_bill_that_became_an_act_has_the_same_title_and_drops_no_sponsors() {
        let old = front("To name a bridge, and for other purposes.", &["Mr. Aldous"]);
        let new = front("An Act to name a bridge and for other purposes", &[]);
        assert!(between(&old, &new).is_quiet());
    }

    #[test]
    fn names_are_the_same_in_capitals_and_without_accents() {
        let old = front("To name a bridge.", &["Mr. Vel\u{e1}zquez", "Ms. Coe of Ohio", "Mr. Dunn"]);
        let new = front("To name a bridge.", &["Mr. VELAZQUEZ", "Mrs. COE of Ohio", "Mr. Eames"]);
        let changes = between(&old, &new);
        assert_eq!(
            (changes.sponsors_added, changes.sponsors_dropped),
            (vec!["Mr. Eames".into()], vec!["Mr. Dunn".into()])
        );
        assert_eq!(changes.long_title, None);
    }

    #[test]
    fn another_bill_has_other_sponsors_and_nothing_is_told_of_them() {
        let old = front("To name a bridge.", &["Mr. Aldous"]);
        let mut new = front("To name a bridge.", &["Ms. Brandt"]);
        (new.bill_type, new.number) = (Some(BillType::S), Some(9));
        assert!(between(&old, &new).is_quiet());
    }

    #[test]
    fn a_long_title_is_marked_word_by_word() {
        let old = front("To name a bridge, and for other purposes.", &[]);
        let new = front("To name a ferry and for other purposes.", &[]);
        let edits = between(&old, &new).long_title.unwrap().edits;
        let told: Vec<_> = edits.iter().map(|(op, text)| (*op, text.as_str())).collect();
        assert_eq!(
            told,
            [
                (Op::Equal, "To name a"),
                (Op::Delete, "bridge,"),
                (Op::Insert, "ferry"),
                (Op::Equal, "and for other purposes.")
            ]
        );
    }
}
