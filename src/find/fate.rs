//! What became of a passage from version to version of a bill.

use std::hash::{Hash, Hasher};

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
    /// Its words there, as [`words_of`] numbers them.
    pub words: u64,
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
            (Some(before), Some(here)) if before.words != here.words => Step::Changed,
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

/// The words of a text as one number: formats part words differently, and form is no other word.
pub fn words_of(text: &str) -> u64 {
    let forms = super::words::split(text).map(|(_, word)| crate::matching::words::plain_form(word));
    // The same in every run: its keys are fixed.
    let mut hasher = std::hash::DefaultHasher::new();
    forms.filter(|form| !form.is_empty()).for_each(|form| form.hash(&mut hasher));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::Step::{Absent, Added, Changed, Dropped, Redesignated, Unchanged, Unsaid};
    use super::*;

    #[test]
    fn a_passage_that_comes_changes_moves_and_goes() {
        let stand = |cite, words| (false, Some(Stand { cite, words: words_of(words) }));
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
