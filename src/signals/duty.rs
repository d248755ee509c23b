//! What somebody shall, may or may not do.

use super::line::{Line, Phrase, mix};
use super::vocabulary::{Core, End};
use super::{Kind, Value};
use crate::bill::Level;

/// How strongly words bind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// may, is authorized to
    Permission,
    /// should
    Advice,
    /// shall, must, is required to
    Duty,
    /// may not, shall not; "no person may"
    Prohibition,
}

impl Force {
    pub fn name(self) -> &'static str {
        match self {
            Self::Permission => "permission",
            Self::Advice => "advice",
            Self::Duty => "duty",
            Self::Prohibition => "prohibition",
        }
    }
}

/// Words between a "may," and its verb.
const LONGEST_ASIDE: u32 = 20;

/// What stands after a "shall" that binds nobody: it orders how law reads, or says what holds from when to when, and
/// another kind tells that.
const NO_DUTIES: [&[&str]; 20] = [
    &["be", "amended"],
    &["be", "deemed"],
    &["not", "apply"],
    &["be", "repealed"],
    &["be", "effective"],
    &["become", "effective"],
    &["take", "effect"],
    &["have", "effect"],
    &["have", "no", "effect"],
    &["have", "no", "force"],
    &["have", "the", "meaning"],
    &["have", "the", "same", "meaning"],
    &["mean"],
    &["terminate"],
    &["expire"],
    &["cease", "to", "be", "effective"],
    &["cease", "to", "have", "effect"],
    &["remain", "in", "effect"],
    &["continue", "in", "effect"],
    &["not", "remain", "in", "effect"],
];

pub fn begins(core: &Core) -> bool {
    matches!(core.text.as_str(), "shall" | "must" | "may" | "should" | "is" | "are")
}

pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    let (force, length) = match line.word(at) {
        _ if line.draft.bill.provisions[line.id as usize].level == Level::Recital => return None,
        "shall" if line.one_of(at + 1, &NO_DUTIES).is_some() || is_applied(line, at + 1) => return None,
        "may" if is_month(line, at) || line.says(at, &["may", "be", "cited", "as"]) => return None,
        "may" => (Force::Permission, 1),
        "should" => (Force::Advice, 1),
        "shall" | "must" => (Force::Duty, 1),
        _ if line.word(at + 2) != "to" && line.word(at + 2) != "from" => return None,
        _ => match line.word(at + 1) {
            "authorized" | "permitted" => (Force::Permission, 3),
            "required" | "directed" => (Force::Duty, 3),
            "prohibited" => (Force::Prohibition, 3),
            _ => return None,
        },
    };
    let (force, length) = match (length, line.word(at + 1)) {
        (1, "not") => (if force == Force::Advice { force } else { Force::Prohibition }, 2),
        (1, _) if force == Force::Permission && nobody(line, at) => (Force::Prohibition, 1),
        _ => (force, length),
    };
    // "shall" and "must" bind alike, and yet the word is what a reader asks for.
    // One to do another thing is another duty; the words are those that bind.
    let words = at..at + length;
    let form = |at: u32| line.draft.words.forms.get(at as usize).copied().map(u64::from);
    let key = mix(words.clone().chain([verb(line, words.end)]).filter_map(form));
    Some(Phrase { kind: Kind::Duty, words, key, value: Some(Value::Force(force)) })
}

/// The verb after the words that bind, which "in consultation with the Director," may part from them.
fn verb(line: &Line<'_>, after: u32) -> u32 {
    if line.end(after - 1) == End::Comma { line.clause_end(after, End::Comma, LONGEST_ASIDE) } else { after }
}

/// "Shall be applied by substituting", "shall be applied— (1) as if": an instruction on how law reads.
fn is_applied(line: &Line<'_>, at: u32) -> bool {
    let end = line.clause_end(at, End::Clause, 20);
    line.says(at, &["be", "applied"])
        && (line.end(at + 1) > End::None
            || matches!(line.word(at + 2), "by" | "as" | "without")
            || (at + 2..end).any(|at| line.says(at, &["by", "substituting"])))
}

/// "None of the funds made available by this Act may", "No person may".
fn nobody(line: &Line<'_>, at: u32) -> bool {
    let start = line.clause_start(at, End::Clause, 60);
    matches!(line.word(start), "none" | "no" | "nobody" | "nothing" | "neither")
}

/// "May 1, 2030".
fn is_month(line: &Line<'_>, at: u32) -> bool {
    line.is_capital(at) && line.word(at + 1).starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::phrases;
    use super::*;

    #[test]
    fn what_binds_and_how() {
        let forces =
            |text| phrases(text, begins, at).into_iter().map(|(words, found)| (words, found.value)).collect::<Vec<_>>();
        let told = |words: &str, force| (words.to_owned(), Some(Value::Force(force)));
        assert_eq!(
            forces("The Director may not act, and shall report by May 1, 2030."),
            [told("may not", Force::Prohibition), told("shall", Force::Duty)]
        );
        assert_eq!(forces("None of the funds may be used."), [told("may", Force::Prohibition)]);
        assert_eq!(forces("The Director is authorized to act."), [told("is authorized to", Force::Permission)]);
    }

    #[test]
    fn how_law_reads_is_no_duty() {
        let found = |text| phrases(text, begins, at).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
        assert_eq!(
            found(
                "Section 5 shall be applied by substituting \"2031\", and shall take effect on May 1; it shall mean a fund."
            ),
            Vec::<String>::new()
        );
        assert_eq!(found("The fees shall be applied to the project."), ["shall"]);
    }
}
