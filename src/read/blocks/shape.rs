//! Blocks become paragraphs: lines are joined or kept apart, typed forms become the printed one.
//!
//! | typed | read as |
//! |---|---|
//! | `**(a) In general.** The officer` | `(a) In general.—The officer`: bold after a number is its heading |
//! | `**SEC. 4. FINDINGS.** Congress finds` | a section's head and, after it, text |
//! | `1.`, `a)`, `ii.` at the start of a line | `(1)`, `(a)`, `(ii)` |
//! | the second item of a numbered list | `(2)`, unless its text has a number of its own |
//! | a line that begins with a number, below a line that ended a provision or was short | a paragraph |

use super::{Block, Item, Kind, Rich, inline, is_numbered};
use crate::bill::Place;
use crate::read::lines::{Paragraph, Told, ends_a_provision};
use crate::read::outline::{enumerator, heads, told};

/// The paragraphs of a text.
pub(super) fn paragraphs(blocks: &[Block]) -> Vec<Paragraph> {
    let mut out = Vec::new();
    // Whether the block before stood in a list, and whether that ended as a sentence does.
    let mut list: Option<bool> = None;
    for block in blocks {
        let from = out.len();
        match &block.kind {
            Kind::Plain(laid) => out.extend(laid.iter().cloned()),
            Kind::Heading(rank) => out.extend(heading(block, *rank)),
            Kind::Row => out.push(plain(block.text(), block)),
            Kind::Text | Kind::Contents => text(block, list, &mut out),
        }
        for paragraph in &mut out[from..] {
            paragraph.told.quoted = block.quoted;
            paragraph.told.row = block.kind == Kind::Row;
        }
        list = block.depth.map(|_| out.last().is_some_and(|last| last.text.ends_with(['.', '”', '"'])));
    }
    out
}

/// The paragraphs of a passage: as of a text, and its lists in running text are lists too.
pub(super) fn passage(blocks: &[Block]) -> Vec<Paragraph> {
    let mut out = Vec::new();
    for paragraph in paragraphs(blocks) {
        let starts = inline::parts(&paragraph.text);
        let ends = starts.iter().skip(1).copied().chain([paragraph.text.len()]);
        let mut column = paragraph.place.column;
        for (&from, to) in starts.iter().zip(ends) {
            let text = &paragraph.text[from..to];
            let place = Place { column, ..paragraph.place };
            let depth = paragraph.depth.filter(|_| from == 0);
            let (flush, centred, told) = (paragraph.flush, paragraph.centred, paragraph.told);
            out.push(Paragraph { depth, flush, centred, told, ..Paragraph::plain(text.trim().to_owned(), place) });
            column += text.chars().count() as u32;
        }
    }
    out
}

fn plain(text: String, block: &Block) -> Paragraph {
    Paragraph { depth: block.depth, ..Paragraph::plain(text, block.place()) }
}

fn heading(block: &Block, rank: u8) -> Option<Paragraph> {
    let text = block.text();
    let text = typed_number(&text).unwrap_or(text);
    told_heading(text, rank, block)
}

fn told_heading(text: String, rank: u8, block: &Block) -> Option<Paragraph> {
    let section = told::section_heading(heads::unquoted(&text)).is_some();
    let centred = !section && !is_numbered(&text);
    let told = Told { heading: Some(rank), ..Told::default() };
    (!text.is_empty()).then(|| Paragraph { centred, told, ..Paragraph::plain(text, block.place()) })
}

/// A heading that is only set in bold ranks below those that the format tells.
const BOLD_RANK: u8 = 7;

/// The paragraphs of a block of text.
fn text(block: &Block, list: Option<bool>, out: &mut Vec<Paragraph>) {
    for (at, mut line) in apart(block).into_iter().enumerate() {
        let first = at == 0;
        number(&mut line, block, first);
        let place = line.place;
        if let Some((head, rest)) = section_head(&line, block.depth.is_some()) {
            let from = out.len();
            out.extend(told_heading(head, BOLD_RANK, block));
            if !rest.is_empty() {
                out.push(plain(rest, block));
            }
            out[from..].iter_mut().for_each(|paragraph| paragraph.place = place);
            continue;
        }
        let numbered = is_numbered(&line.text);
        run_in_heading(&mut line);
        let mut paragraph = Paragraph { place, centred: block.centred, ..plain(line.text, block) };
        match &block.item {
            Item::First(_) if first => {}
            _ if numbered => paragraph.depth = None,
            Item::First(_) | Item::Later => paragraph.flush = true,
            Item::None => {
                let goes_on = paragraph.text.starts_with(|c: char| c.is_lowercase());
                if first && list.is_some_and(|ended| goes_on || !ended) {
                    // What goes on after a list belongs to what the list stands in.
                    (paragraph.depth, paragraph.flush) = (Some(0), true);
                }
            }
        }
        if block.centred && heads::section(&paragraph.text).is_some() {
            paragraph.centred = false;
        }
        out.push(paragraph);
    }
}

/// Gives a line the number its list gives it, in the printed form, if it has none of its own.
fn number(line: &mut Rich, block: &Block, first: bool) {
    if let Some(numbered) = typed_number(&line.text) {
        return line.replace_start(numbered);
    }
    if let Item::First(Some(marker)) = &block.item
        && first
        && !is_numbered(&line.text)
        && heads::section(&line.text).is_none()
    {
        line.replace_start(format!("{marker} {}", line.text));
    }
}

impl Rich {
    /// Puts a text in its place that differs only at the start.
    fn replace_start(&mut self, text: String) {
        let (old, new) = (self.text.len(), text.len());
        let shift = |at: usize| (at + new).saturating_sub(old);
        self.strong.iter_mut().for_each(|range| *range = shift(range.start)..shift(range.end));
        self.strong.retain(|range| !range.is_empty() && text.get(range.clone()).is_some());
        self.text = text;
    }

    fn append(&mut self, line: &Rich) {
        self.text.push(' ');
        let from = self.text.len();
        self.text.push_str(&line.text);
        self.strong.extend(line.strong.iter().map(|range| range.start + from..range.end + from));
    }
}

/// "a. Text", "1) Text", "ii. Text" with the number as printed: "(a) Text".
fn typed_number(text: &str) -> Option<String> {
    let start = text.trim_start();
    let length = start.bytes().take_while(u8::is_ascii_alphanumeric).take(LONGEST_TYPED + 1).count();
    let (inner, after) = start.split_at(length);
    let rest = after.strip_prefix(['.', ')'])?;
    let parted = rest.starts_with(char::is_whitespace) && (1..=LONGEST_TYPED).contains(&length);
    let words = rest.trim_start();
    // "U. S. Code", "A. Smith and B. Jones": initials.
    let initial = inner.bytes().all(|b| b.is_ascii_uppercase()) && is_initial(words);
    let known = enumerator::readings(inner).next().is_some();
    (parted && known && !initial && !words.is_empty()).then(|| format!("({inner}) {words}"))
}

/// Longest number typed without brackets before it: "xviii".
const LONGEST_TYPED: usize = 5;

fn is_initial(words: &str) -> bool {
    let mut chars = words.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.')
}

/// Lines that belong together, joined. A number begins a line of its own where the line before ended a
/// provision, or was too short to have been wrapped and does not cite ("under subsection / (a) of").
fn apart(block: &Block) -> Vec<Rich> {
    let mut out: Vec<Rich> = Vec::new();
    let mut before = "";
    for line in block.lines.iter().filter(|line| !line.text.trim().is_empty()) {
        match out.last_mut() {
            Some(current) if !begins(line, before, block.depth.is_some()) => current.append(&trimmed(line)),
            _ => out.push(trimmed(line)),
        }
        before = line.text.trim();
    }
    out
}

fn begins(line: &Rich, before: &str, listed: bool) -> bool {
    let text = heads::unquoted(line.text.trim());
    let head = is_head(line, listed) || heads::is_named_container(text);
    let numbered = enumerator::starts(text) || typed_number(text).is_some();
    line.broken || head || numbered && (ends_a_provision(before) || is_short(before) && !cites(before))
}

fn trimmed(line: &Rich) -> Rich {
    let mut line = line.clone();
    let text = line.text.trim_start().to_owned();
    line.place.column += (line.text.chars().count() - text.chars().count()) as u32;
    line.replace_start(text);
    line.text.truncate(line.text.trim_end().len());
    let end = line.text.len();
    line.strong.iter_mut().for_each(|range| range.end = range.end.min(end));
    line.strong.retain(|range| range.start < range.end);
    line
}

/// A line of fewer characters was not wrapped.
const SURELY_SHORT: usize = 56;

fn is_short(line: &str) -> bool {
    line.chars().count() < SURELY_SHORT
}

/// Whether a line ends in the middle of a citation, or of a sentence that may go on with one.
fn cites(line: &str) -> bool {
    const CITING: [&str; 14] = [
        "section",
        "sections",
        "subsection",
        "subsections",
        "paragraph",
        "paragraphs",
        "subparagraph",
        "subparagraphs",
        "clause",
        "clauses",
        "under",
        "in",
        "and",
        "or",
    ];
    let last = line.rsplit(' ').next().unwrap_or("");
    CITING.contains(&last) || last.ends_with([',', ')']) || last.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a line heads a section by its form.
pub(super) fn is_head(line: &Rich, listed: bool) -> bool {
    section_head(line, listed).is_some()
}

/// The head of a section or a title that a line of text begins with, and the text after it. Bold type makes a
/// head of what is bold; without it a head must fill a line, and be short.
fn section_head(line: &Rich, listed: bool) -> Option<(String, String)> {
    let text = line.text.trim();
    if listed {
        return None;
    }
    if line.is_strong() {
        let head = heads::unquoted(text);
        let told = told::section_heading(head).is_some() || told::container_heading(head).is_some();
        return told.then(|| (text.to_owned(), String::new()));
    }
    let from = line.text.len() - line.text.trim_start().len();
    if let Some(bold) = line.strong.first().filter(|range| range.start <= from + QUOTES) {
        let (head, rest) = line.text.split_at(bold.end);
        told::section_heading(heads::unquoted(head.trim()))?;
        return Some((head.trim().to_owned(), rest.trim_start_matches(PARTING).trim_end().to_owned()));
    }
    let head = told::section_heading(heads::unquoted(text))?;
    let words = head.rest.split_whitespace().count();
    let short = words <= LONGEST_PLAIN_HEAD && !enumerator::starts(head.rest);
    let ends = head.rest.ends_with(['.', ';', ',', ':', '-', '—', '”']);
    let is_head = head.in_capitals() || head.keyword != "Sec." && !ends;
    (short && is_head).then(|| (text.to_owned(), String::new()))
}

/// Bytes that opening quotation marks may take before a bold head.
const QUOTES: usize = 6;

/// What parts a bold heading from its text.
const PARTING: [char; 7] = ['.', ':', '-', '–', '—', ' ', '\u{a0}'];

/// A line that is only a head has at most so many words after its number.
const LONGEST_PLAIN_HEAD: usize = 12;

/// Makes a heading of what is bold after a number: "(a) **In general.** The" is "(a) In general.—The".
fn run_in_heading(line: &mut Rich) {
    let Some(from) = after_numbers(&line.text) else { return };
    let bold = line.strong.iter().find(|range| range.start <= from && range.end > from);
    let Some(end) = bold.map(|range| range.end) else { return };
    let (heading, rest) = (line.text[from..end].trim_end(), line.text[end..].trim_start());
    let name = heading.trim_end_matches(PARTING);
    let parted = rest.is_empty() || name.len() < heading.len() || rest.starts_with(PARTING);
    if parted && !name.is_empty() {
        line.text = format!("{}{name}.—{}", &line.text[..from], rest.trim_start_matches(PARTING));
        line.strong.clear();
    }
}

/// Where the text after the enumerators of a line begins; None where it has none.
fn after_numbers(text: &str) -> Option<usize> {
    let mut rest = heads::unquoted(text);
    let start = rest.len();
    while let Some(found) = enumerator::at_start(rest) {
        rest = rest[found.printed.len()..].trim_start();
    }
    (rest.len() < start).then(|| text.len() - rest.len())
}
