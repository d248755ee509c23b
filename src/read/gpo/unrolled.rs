//! Copies that have lost their line breaks: a whole bill on one line, or on a few very long ones.
//!
//! Where provisions begin is then told by their numbers alone. A long line is cut before every head of a
//! section, head of a title, enumerator after the end of a provision, and whatever else GPO sets on lines of
//! its own; each piece is a paragraph. What has no number (flush text, a further paragraph of a section, an
//! appropriations heading) cannot be told from what stands before it: the reader's note says so.

use std::ops::Range;

use super::{front, parts};
use crate::read::lines::ends_a_provision;
use crate::read::outline::{amendments, enumerator, heads};

/// GPO's longest lines, those of tables, stay below this many bytes.
const LONG: usize = 160;

/// A line of this many bytes is no paragraph: it is cut, whatever it holds.
const NO_PARAGRAPH: usize = 4_000;

/// No heading takes this many bytes.
const LONGEST_HEADING: usize = 1_000;

/// How the lines of a source are broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// At the edge of the page.
    Wrapped,
    /// Each line is a paragraph, or several.
    Unwrapped,
}

impl Breaks {
    /// Most of the text of an unwrapped source stands in long lines.
    pub(super) fn of(source: &str) -> Self {
        let long: usize = source.lines().map(|line| line.trim().len()).filter(|&length| length > LONG).sum();
        let all: usize = source.lines().map(|line| line.trim().len()).sum();
        if long * 2 > all { Self::Unwrapped } else { Self::Wrapped }
    }
}

/// The paragraphs of a line of an unwrapped source, as ranges of bytes.
pub(super) fn pieces(line: &str) -> Vec<Range<usize>> {
    let mut cutter = Cutter { line, starts: vec![0], head_ended: false };
    let mut several = line.len() > NO_PARAGRAPH;
    for (at, _) in words(line) {
        cutter.word(at);
    }
    several |= cutter.starts[1..].iter().any(|&at| begins_part(&line[at..]));
    if !several {
        return std::iter::once(0..line.len()).collect();
    }
    let ends = cutter.starts[1..].iter().copied().chain([line.len()]);
    cutter.starts.iter().copied().zip(ends).map(|(from, to)| from..to).collect()
}

/// Where each word of a line begins, and the word.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    line.split_ascii_whitespace().map(|word| (word.as_ptr() as usize - line.as_ptr() as usize, word))
}

struct Cutter<'a> {
    line: &'a str,
    /// Where the pieces begin.
    starts: Vec<usize>,
    /// The heading of the section that the last piece begins with is cut off.
    head_ended: bool,
}

impl Cutter<'_> {
    /// Reads the word that begins at a place.
    fn word(&mut self, at: usize) {
        let rest = &self.line[at..];
        let begun = self.starts.last().copied().unwrap_or(0);
        if at > begun && self.begins(rest, self.line[begun..at].trim_end()) {
            return self.cut(at);
        }
        let word = rest.split_ascii_whitespace().next().unwrap_or_default();
        if !self.head_ended && word.contains(|c: char| c.is_lowercase()) {
            self.end_heading(begun, at);
        }
    }

    fn cut(&mut self, at: usize) {
        self.starts.push(at);
        self.head_ended = !heads::section(heads::unquoted(&self.line[at..])).is_some_and(|head| head.in_capitals());
    }

    /// A section's heading is in capitals up to its last stop: what follows is text.
    fn end_heading(&mut self, begun: usize, at: usize) {
        let piece = &self.line[begun..at];
        let head = heads::section(heads::unquoted(piece)).filter(heads::SectionHead::in_capitals);
        let Some(head) = head.filter(|_| piece.len() < LONGEST_HEADING) else {
            self.head_ended = true;
            return;
        };
        let Some(stop) = head.rest.rfind(". ") else { return };
        let heading = piece.len() - head.rest.len() + stop + 1;
        let text = heading + (piece[heading..].len() - piece[heading..].trim_start().len());
        self.starts.push(begun + text);
        self.head_ended = true;
    }

    /// Whether what follows the words of a piece stands on a line of its own.
    fn begins(&self, rest: &str, before: &str) -> bool {
        if begins_part(rest) || ends_part(before) || is_alone(before) {
            return true;
        }
        let bare = heads::unquoted(rest);
        let entry = heads::section(bare).is_some() && !before.ends_with("C.F.R.") && !before.ends_with("U.S.C.");
        let head = entry || heads::is_named_container(bare);
        let numbered = enumerator::starts(bare);
        let block = heads::opens_quote(rest) && before.ends_with(':');
        let instruction = amendments::is_instruction(rest) && before.ends_with(|c: char| !c.is_alphanumeric());
        if head || numbered || block || instruction {
            let ended = ends_a_provision(before) && !before.ends_with(',');
            return ended || head && heads::is_named_container(before);
        }
        false
    }
}

/// Whether text begins with what only begins a part of the document.
fn begins_part(rest: &str) -> bool {
    const PARTS: [&str; 10] = [
        "[Congressional Bills ",
        "[From the ",
        "<DOC>",
        "<all>",
        "A BILL ",
        "AN ACT ",
        "Whereas ",
        "Attest:",
        "LEGISLATIVE HISTORY",
        "_____",
    ];
    PARTS.iter().any(|part| rest.starts_with(part))
        || parts::is_clause(rest)
        || heads::is_capital_section_line(rest)
        || rest.starts_with("AMENDMENT:")
        || rest.starts_with("AMENDMENTS:")
        || is_version_line(rest)
        || begins_endorsement(rest)
}

/// `[H.R. 9403 Engrossed in House (EH)]`.
fn is_version_line(rest: &str) -> bool {
    rest.starts_with("[H.") || rest.starts_with("[S.")
}

/// What ends the text of a bill: each needs a line of its own to be known.
fn begins_endorsement(rest: &str) -> bool {
    let mut words = rest.split_ascii_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    second == "CONGRESS" && first.starts_with(|c: char| c.is_ascii_digit())
        || matches!(first, "Union" | "Private") && second == "Calendar"
        || first == "Calendar" && second == "No."
        || rest.starts_with("Speaker of the House of Representatives.")
        || is_dated(rest)
}

/// "Passed the Senate November 12, 2030."
fn is_dated(text: &str) -> bool {
    let dated = |start: &str| text.strip_prefix(start).is_some_and(front::begins_date);
    ["Passed the House of Representatives ", "Passed the Senate ", "Approved "].into_iter().any(dated)
}

/// Whether words end a part that stands on lines of its own.
fn ends_part(before: &str) -> bool {
    before.ends_with(")]") && is_version_line(before)
        || before.starts_with('[') && before.ends_with(']') && begins_part(before)
        || begins_endorsement(before) && parts::ends_bill(before) && !is_dated(before)
        || is_dated(before) && before.ends_with('.')
        || parts::is_clause(before) && before.ends_with("assembled,")
        || before == "AMENDMENT:"
        || before == "AMENDMENTS:"
}

/// Whether words are all of a line of the header.
fn is_alone(before: &str) -> bool {
    matches!(before, "<DOC>" | "<all>" | "A BILL" | "AN ACT") || before.bytes().all(|b| b == b'_')
}
