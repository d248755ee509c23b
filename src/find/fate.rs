//! What became of a passage from version to version of a bill.

use std::cmp::Ordering;

use crate::bill::{BillType, FrontMatter};

/// One step of a bill's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It stands in the first version there is.
    In,
    /// It was not in the version before.
    Added,
    /// As in the version before, at the same number.
    Unchanged,
    /// The same words at another number.
    Redesignated,
    /// Other words.
    Changed,
    /// No longer there.
    Dropped,
    /// Not there, and not before.
    Absent,
    /// Not there, in a document that only amends the bill: it tells nothing of what it does not amend.
    Unsaid,
}

impl Step {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Added => "added",
            Self::Unchanged => "unchanged",
            Self::Redesignated => "redesignated",
            Self::Changed => "changed",
            Self::Dropped => "dropped",
            Self::Absent => "absent",
            Self::Unsaid => "unsaid",
        }
    }
}

/// Where a passage stands in a version: what is compared with the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand<'p> {
    pub cite: &'p str,
    /// Its words there.
    pub words: &'p str,
}

/// A version of one bill: whether it only amends, and where the passage stands in it.
pub type Version<'p> = (bool, Option<Stand<'p>>);

/// The steps of a passage through the versions of one bill, in their order.
pub fn steps(versions: &[Version<'_>]) -> Vec<Step> {
    let mut before: Option<&Stand<'_>> = None;
    let (mut is_first, mut steps) = (true, Vec::new());
    for (only_amends, here) in versions {
        steps.push(match (before, here) {
            (None, None) if *only_amends => Step::Unsaid,
            (Some(_), None) if *only_amends => Step::Unsaid,
            (None, None) => Step::Absent,
            (Some(_), None) => Step::Dropped,
            (None, Some(_)) if is_first => Step::In,
            (None, Some(_)) => Step::Added,
            (Some(before), Some(here)) if !same_words(before.words, here.words) => Step::Changed,
            (Some(before), Some(here)) if before.cite != here.cite => Step::Redesignated,
            (Some(_), Some(_)) => Step::Unchanged,
        });
        if !*only_amends {
            before = here.as_ref();
            is_first = false;
        } else if here.is_some() {
            before = here.as_ref();
        }
    }
    steps
}

/// Formats part words differently; form is no other word.
fn same_words(a: &str, b: &str) -> bool {
    let words = |text| super::words::split(text).map(|(_, word)| crate::matching::words::plain_form(word));
    words(a).filter(|word| !word.is_empty()).eq(words(b).filter(|word: &String| !word.is_empty()))
}

/// Which bill it is: congress, type and number.
pub type Identity = (Option<u16>, BillType, u32);

/// Which bill a draft is a version of, as far as it tells.
pub fn identity(front: &FrontMatter) -> Option<Identity> {
    Some((front.congress, front.bill_type?, front.number?))
}

/// Versions of one bill in their usual course: by code (one that is in no list comes last), by date.
pub fn in_course(a: &FrontMatter, b: &FrontMatter) -> Ordering {
    let key = |front: &FrontMatter| {
        let house = front.bill_type.is_none_or(BillType::is_house);
        let order = front.version.as_ref().and_then(|code| code.order(house));
        (order.unwrap_or(u8::MAX), front.date.clone(), front.version.clone())
    };
    key(a).cmp(&key(b))
}

#[cfg(test)]
mod tests {
    use super::Step::{Absent, Added, Changed, Dropped, Redesignated, Unchanged, Unsaid};
    use super::*;

    #[test]
    fn a_passage_that_comes_changes_moves_and_goes() {
        let stand = |cite, words| (false, Some(Stand { cite, words }));
        let (gone, amends) = ((false, None), (true, None));
        let way = [
            gone.clone(),
            stand("Sec. 403", "he may"),
            stand("Sec. 403", "He may—"),
            amends,
            stand("Sec. 402", "he may"),
            stand("Sec. 402", "he shall"),
            gone,
            stand("Sec. 9", "he shall"),
        ];
        assert_eq!(steps(&way), [Absent, Added, Unchanged, Unsaid, Redesignated, Changed, Dropped, Added]);
        assert_eq!(steps(&[stand("Sec. 1", "x")]), [Step::In]);
    }
}
