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
    let mut cutter = Cutter { line, starts: vec![0], head_ended: false, quotations: 0 };
    for (at, word) in words(line) {
        cutter.word(at, word);
    }
    let several = line.len() > NO_PARAGRAPH || cutter.starts[1..].iter().any(|&at| begins_part(&line[at..]));
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
    /// How many quotations are open within the last piece, beside one that it begins with.
    quotations: usize,
}

impl Cutter<'_> {
    /// Reads the word that begins at a place.
    fn word(&mut self, at: usize, word: &str) {
        let rest = &self.line[at..];
        let begun = self.starts.last().copied().unwrap_or(0);
        if at > begun && self.begins(rest, self.line[begun..at].trim_end()) {
            self.cut(at);
        }
        self.count_quotations(heads::unquoted(word), word);
        if !self.head_ended && word.contains(|c: char| c.is_lowercase()) {
            self.end_heading(begun, at);
        }
    }

    /// A quotation that a piece begins with is a block: each of its paragraphs opens it again.
    fn count_quotations(&mut self, bare: &str, word: &str) {
        let begins = self.starts.last().is_some_and(|&begun| self.line[begun..].as_ptr() == word.as_ptr());
        let opened = usize::from(!begins && bare.len() < word.len()) + bare.matches("``").count();
        let closed = bare.matches("''").count() + bare.matches('"').count();
        self.quotations = (self.quotations + opened).saturating_sub(closed);
    }

    fn cut(&mut self, at: usize) {
        self.starts.push(at);
        self.quotations = 0;
        self.head_ended = !heads::section(heads::unquoted(&self.line[at..])).is_some_and(|head| head.in_capitals());
    }

    /// Whether the last piece is the name of the numbered part before it.
    fn is_name(&self) -> bool {
        let [.., before, last] = self.starts[..] else { return false };
        is_bare(self.line[before..last].trim_end())
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
        let ended = ends_a_provision(before) && !before.ends_with(',');
        if ended && is_bare_head(rest) || is_bare(before) && is_bare_head(&format!("{before} {}", first_word(rest))) {
            return true;
        }
        if self.is_name() && (first_word(rest).contains(|c: char| c.is_lowercase()) || rest.starts_with('(')) {
            return true;
        }
        let section = heads::section(bare).is_some() && !before.ends_with("C.F.R.") && !before.ends_with("U.S.C.");
        if section || heads::is_named_container(bare) {
            return ended || heads::is_named_container(before) || section && ends_heading(before);
        }
        // "The purposes are ``(1) to educate; (2) to review''." is running text.
        let running = self.quotations > 0 && !heads::opens_quote(rest);
        ended && !running && (enumerator::starts(bare) || amendments::is_instruction(rest))
    }
}

/// "TITLE II GENERAL PROVISIONS": a numbered part as appropriations acts have it, with its name on a line of its own.
fn is_bare_head(rest: &str) -> bool {
    let mut words = rest.split_ascii_whitespace();
    let (keyword, number, name) = (words.next(), words.next(), words.next());
    let capitals = |word: &str| word.contains(char::is_alphabetic) && !word.contains(|c: char| c.is_lowercase());
    let (Some(keyword), Some(number), Some(name)) = (keyword, number, name) else { return false };
    capitals(keyword) && capitals(name) && is_bare(&format!("{keyword} {number}"))
}

fn is_bare(text: &str) -> bool {
    text.len() < LONGEST_BARE && heads::container(text).is_some_and(|head| head.name.is_empty())
}

/// "SUBCHAPTER XXXVIII" is shorter.
const LONGEST_BARE: usize = 30;

fn first_word(text: &str) -> &str {
    text.split_ascii_whitespace().next().unwrap_or_default()
}

/// Whether words end as headings do: with a word that has a capital, or a bracket.
fn ends_heading(before: &str) -> bool {
    let word = before.rsplit(' ').next().unwrap_or_default();
    word.ends_with(')') || word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphabetic)
}

/// A piece with the hyphens that stood at the ends of lines: "non- profit" is "non-profit", "pre- and post-" is not.
pub(super) fn rejoined(piece: &str) -> String {
    let mut out = String::with_capacity(piece.len());
    for word in piece.split_ascii_whitespace() {
        let broken = out.ends_with('-') && !out.ends_with("--") && !matches!(word, "and" | "or" | "to");
        if !out.is_empty() && !broken {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
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
