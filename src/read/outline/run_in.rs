//! Words at the start and end of a provision: its run-in heading, its lead-in, set phrases.

use crate::bill::Level;

/// A run-in heading has at most this many words.
const LONGEST_HEADING: usize = 30;

/// Splits off a run-in heading: "In General.--The Director may" is heading "In General" and text "The
/// Director may". The first stop with a dash ends it: headings may hold stops ("U.S. persons.--").
pub(in crate::read) fn heading(text: &str) -> Option<(&str, &str)> {
    let first = text.trim_start_matches(['`', '\'', '"', '“', '‘']).chars().next()?;
    if !(first.is_uppercase() || first.is_ascii_digit()) {
        return None;
    }
    let (at, length) = [(".--", 3), (".—", 4)].into_iter().filter_map(|(mark, n)| Some((text.find(mark)?, n))).min()?;
    let heading = &text[..at];
    let long = heading.split_whitespace().count() > LONGEST_HEADING;
    if long || heading.contains("--") && heading.contains(", ") || holds_a_sentence(heading) {
        return None;
    }
    Some((heading, text[at + length..].trim_start()))
}

/// Whether a would-be heading holds the end of a sentence: a stop after a word of more than four letters.
fn holds_a_sentence(text: &str) -> bool {
    text.rsplit(". ").skip(1).any(|part| {
        let word = part.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or("");
        word.len() > 4 && !word.contains('.') && word.chars().all(char::is_lowercase)
    })
}

/// Whether a heading is set in capitals (so that what follows a section's number is its heading).
pub(in crate::read) fn is_in_capitals(text: &str) -> bool {
    let (mut upper, mut lower) = (0usize, 0usize);
    for c in text.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper > lower
}

/// Whether words end so that a list is due after them.
pub(in crate::read) fn leads_in(tail: &str) -> bool {
    tail.ends_with("--") || tail.ends_with(['—', ':'])
}

/// The level that an amending instruction announces: "by adding at the end the following new clause:".
pub(in crate::read) fn announced(tail: &str) -> Option<Level> {
    const LEVELS: [(&str, Level); 7] = [
        ("subsection", Level::Subsection),
        ("paragraph", Level::Paragraph),
        ("subparagraph", Level::Subparagraph),
        ("clause", Level::Clause),
        ("subclause", Level::Subclause),
        ("item", Level::Item),
        ("subitem", Level::Subitem),
    ];
    let after = &tail[tail.rfind("following new ")? + "following new ".len()..];
    let word = after.split(|c: char| !c.is_alphabetic()).next()?.trim_end_matches('s');
    LEVELS.into_iter().find(|(name, _)| *name == word).map(|(_, level)| level)
}

/// "This Act may be cited as the ...": after the sections of an appropriations act it stands beside them.
pub(in crate::read) fn is_closing_citation(text: &str) -> bool {
    const CITED: [&str; 6] = ["Act", "title", "division", "subtitle", "joint resolution", "resolution"];
    let Some(rest) = text.strip_prefix("This ") else { return false };
    CITED.iter().any(|what| rest.strip_prefix(what).is_some_and(|after| after.starts_with(" may be cited as")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_stop_and_dash_end_a_run_in_heading() {
        assert_eq!(heading("In General.--The Director"), Some(("In General", "The Director")));
        assert_eq!(heading("U.S. persons.--No U.S. person"), Some(("U.S. persons", "No U.S. person")));
        assert_eq!(heading("Requirement.--"), Some(("Requirement", "")));
        assert_eq!(
            heading("Accreditation; Licensure; Certification.--The"),
            Some(("Accreditation; Licensure; Certification", "The"))
        );
    }

    #[test]
    fn text_that_only_holds_a_stop_and_dash_has_no_heading() {
        assert_eq!(heading("the term `X' means Y.--Z"), None);
        assert_eq!(heading("The Secretary shall act quickly. The report.--Z"), None);
        assert_eq!(heading("The Secretary shall act--"), None);
    }

    #[test]
    fn instructions_announce_a_level() {
        assert_eq!(announced("by adding at the end the following new clause:"), Some(Level::Clause));
        assert_eq!(announced("the following new subsections:"), Some(Level::Subsection));
        assert_eq!(announced("to read as follows:"), None);
    }
}
