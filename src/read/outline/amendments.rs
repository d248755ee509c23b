//! Documents that amend a bill instead of being one: engrossed amendments, and amendments offered on the floor.
//!
//! ```text
//!     Resolved, That the bill from the House of Representatives (H.R. 9403) entitled ``An Act ...'', do
//! pass with the following
//!                               AMENDMENTS:
//!     (1) On page 4, strike lines 3 through 9 and insert:
//! SEC. 104. FEES.                                     inserted: text of the bill
//!     ...
//!     (2) At the end, add the following:
//! SEC. 505. TERMINATION.                              inserted: text of the bill
//! ```
//!
//! The instructions are set aside, each inserted text is read for itself. Where the first instruction strikes
//! everything, what it inserts is the bill's whole text; else the document is a *fragment*. An instruction that
//! inserts no text of its own ("On page 2, line 3, strike ``may'' and insert ``shall''.") is kept as text: it is
//! all that the amendment says.

use std::ops::Range;

use crate::bill::{BillBuilder, Place};
use crate::read::lines::Paragraph;

/// What an amending document holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Amendments {
    /// The inserted texts, and the instructions that insert none.
    pub texts: Vec<Range<usize>>,
    /// How many instructions are set aside.
    pub instructions: usize,
    /// The first of them.
    pub place: Place,
    /// It holds no whole text of a bill.
    pub fragment: bool,
}

/// How many paragraphs may stand before the first instruction: what the house resolved, and headings.
const MOST_BEFORE: usize = 8;

impl Amendments {
    /// None for a document that is no amendment: its first paragraphs end in no instruction.
    pub(super) fn of(paragraphs: &[Paragraph]) -> Option<Self> {
        let before = |paragraph: &&Paragraph| resolves(&paragraph.text) || is_heading(&paragraph.text);
        let first = paragraphs.iter().take(MOST_BEFORE).take_while(before).count();
        let opening = paragraphs.get(first)?;
        if !is_instruction(&opening.text) {
            return None;
        }
        let fragment = !replaces_all(&opening.text);
        let marks: Vec<usize> = (first..paragraphs.len())
            .filter(|&at| {
                let text = &paragraphs[at].text;
                at == first || if fragment { is_instruction(text) } else { amends_title(text) }
            })
            .collect();
        let mut amendments = Self { texts: Vec::new(), instructions: 0, place: opening.place, fragment };
        for (nth, &mark) in marks.iter().enumerate() {
            let end = marks.get(nth + 1).copied().unwrap_or(paragraphs.len());
            let title = amends_title(&paragraphs[mark].text);
            match mark + 1..end {
                text if !text.is_empty() && !title => amendments.texts.push(text),
                _ if fragment && !title => {
                    amendments.texts.push(mark..end);
                    continue;
                }
                _ => {}
            }
            amendments.instructions += 1;
        }
        Some(amendments)
    }
}

/// Whether an instruction puts another text in the place of a bill's whole text.
pub(in crate::read) fn replaces_all(instruction: &str) -> bool {
    const WHOLE: [&str; 5] =
        ["strike all", "strike out all", "striking all", "striking out all", "in lieu of the matter"];
    let instruction = instruction.to_ascii_lowercase();
    WHOLE.iter().any(|words| instruction.contains(words))
}

/// Says that a document holds only what it inserts into a bill.
pub(in crate::read) fn note_fragment(instructions: usize, place: Place, builder: &mut BillBuilder) {
    let told = if instructions == 1 { "1 instruction is" } else { &format!("{instructions} instructions are") };
    builder.note(
        "fragment",
        format!("this only amends a bill: the text that it inserts is read, {told} set aside"),
        place,
    );
}

/// What a house resolved: "That the bill from the House of Representatives ... do pass with the following".
fn resolves(text: &str) -> bool {
    text.strip_prefix("Resolved, ").unwrap_or(text).starts_with("That the ")
}

/// "AMENDMENT:", "HOUSE AMENDMENT TO SENATE AMENDMENT:", "AMENDMENT TO H.R. 5".
pub(in crate::read) fn is_heading(text: &str) -> bool {
    text.contains("AMENDMENT") && !text.contains(|c: char| c.is_ascii_lowercase())
}

/// Whether text tells what to do with a bill, by place and verb, as the clerks word it.
pub(in crate::read) fn is_instruction(text: &str) -> bool {
    const OPENINGS: [&str; 14] = [
        "Strike ",
        "On page ",
        "Page ",
        "Beginning on page ",
        "Beginning with page ",
        "At the end",
        "At the appropriate place",
        "At the beginning",
        "In lieu of ",
        "Insert ",
        "Amend the title",
        "After section ",
        "Before section ",
        "In section ",
    ];
    const VERBS: [&str; 4] = ["strike", "insert", "add", "amend"];
    let text = unnumbered(text);
    let mut words = text.split(|c: char| !c.is_ascii_alphabetic());
    OPENINGS.iter().any(|opening| text.starts_with(opening))
        && words.any(|word| VERBS.iter().any(|verb| word.eq_ignore_ascii_case(verb)))
}

/// The last of several amendments may give the bill another long title: no text of it.
fn amends_title(text: &str) -> bool {
    unnumbered(text).starts_with("Amend the title")
}

/// Text without the number of the amendment: "(1) On page 4" or "[1]On page 4".
fn unnumbered(text: &str) -> &str {
    let Some(rest) = text.strip_prefix(['(', '[']) else { return text };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.strip_prefix([')', ']']).map_or(text, str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The inserted texts as first and last paragraph, instructions set aside, whether it is a fragment.
    type Found = (Vec<(usize, usize)>, usize, bool);

    fn of(texts: &[&str]) -> Option<Found> {
        let paragraphs: Vec<Paragraph> =
            texts.iter().map(|text| Paragraph::plain((*text).to_owned(), Place::default())).collect();
        Amendments::of(&paragraphs).map(|found| {
            let texts = found.texts.iter().map(|text| (text.start, text.end - 1)).collect();
            (texts, found.instructions, found.fragment)
        })
    }

    const RESOLVED: &str = "That the bill from the House of Representatives (H.R. 1), do pass with the following";

    #[test]
    fn a_whole_substitute_is_the_text_of_the_bill() {
        let whole =
            [RESOLVED, "AMENDMENT:", "Strike out all after the enacting clause and insert:", "SECTION 1. X.", "Text."];
        assert_eq!(of(&whole), Some((vec![(3, 4)], 1, false)));
        let titled = [
            "Resolved, That the House agree to the amendment of the Senate",
            "HOUSE AMENDMENT TO SENATE AMENDMENT:",
            "(1) In lieu of the matter proposed to be inserted by the amendment of the Senate, insert:",
            "SECTION 1. X.",
            "(2) Amend the title so as to read: ``An Act to do it.''.",
        ];
        assert_eq!(of(&titled), Some((vec![(3, 3)], 2, false)));
    }

    #[test]
    fn several_amendments_are_all_read_and_those_without_text_are_kept() {
        let several = [
            RESOLVED,
            "AMENDMENTS:",
            "(1) On page 4, strike lines 3 through 9 and insert:",
            "SEC. 104. FEES.",
            "Text.",
            "(2) On page 6, line 2, strike ``may'' and insert ``shall''.",
            "(3) At the end, add the following:",
            "SEC. 505. END.",
        ];
        assert_eq!(of(&several), Some((vec![(3, 4), (5, 5), (7, 7)], 2, true)));
    }

    #[test]
    fn bills_and_resolutions_are_no_amendments() {
        assert_eq!(of(&["SECTION 1. X.", "Strike all"]), None);
        assert_eq!(of(&["That the Senate--", "(1) honors the day;", "At the end, add the following:"]), None);
        assert_eq!(of(&["That the sums are appropriated", "TITLE I"]), None);
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn statutory_amendments_are_no_instructions() {
        for text in
            ["in subsection (a), by striking ``may''", "Section 5 is amended by inserting", "In section 4:", "Page Act"]
        {
            assert!(!is_instruction(text), "{text}");
        }
        for text in ["(1)Page 2, strike line 3", "At the end, add the following:", "Strike section 4."] {
            assert!(is_instruction(text), "{text}");
        }
    }
}
