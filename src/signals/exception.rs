//! Words that make or limit an exception: told only where these words themselves came or went.

use super::Kind;
use super::line::{Line, Phrase};
use super::vocabulary::{Core, End};

const SAYINGS: [&[&str]; 8] = [
    &["subject", "to"],
    &["shall", "not", "apply"],
    &["does", "not", "apply"],
    &["do", "not", "apply"],
    &["not", "apply"],
    &["without", "regard", "to"],
    &["other", "than"],
    &["only", "if"],
];
const WORDS: [&str; 17] = [
    "notwithstanding",
    "except",
    "excepting",
    "unless",
    "waive",
    "waives",
    "waived",
    "waiver",
    "waivers",
    "waiving",
    "exempt",
    "exempted",
    "exempts",
    "exemption",
    "exemptions",
    "exception",
    "exceptions",
];

pub fn begins(core: &Core) -> bool {
    WORDS.contains(&core.text.as_str()) || SAYINGS.iter().any(|saying| saying[0] == core.text)
}

pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    let length = if WORDS.contains(&line.word(at)) { 1 } else { line.one_of(at, &SAYINGS)? };
    if line.word(at) == "subject" && !is_a_condition(line, at) {
        return None;
    }
    line.phrase(Kind::Exception, at..at + length)
}

/// "Subject to paragraph (2), the Director may": at the head of a clause. "Amounts subject to a limit" and "is subject
/// to a fine" say what something is.
fn is_a_condition(line: &Line<'_>, at: u32) -> bool {
    at == line.from
        || line.end(at - 1) >= End::Comma
        || matches!(line.before(at, 1), "and" | "but" | "or" | "not" | "shall" | "may")
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::phrases;
    use super::*;

    #[test]
    fn exceptions_by_their_words() {
        let found = |text| phrases(text, begins, at).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
        assert_eq!(
            found("Notwithstanding section 4, and subject to (b), it shall not apply unless waived."),
            ["Notwithstanding", "subject to", "shall not apply", "unless", "waived."]
        );
    }
}
