//! The page: rows of text with their columns, freed of what is not the bill's text.
//!
//! Taken off, in the order in which they stand: the container (`<html><body><pre>`), a notice before GPO's first
//! line, entities, `<DELETED>` spans (or only their tags, for the struck text), margin notes
//! `<<NOTE: ...>>` and page marks `[[Page 125 STAT. 273]]` of public laws. Spans may run over line ends.

use std::borrow::Cow;

use super::super::Side;
use super::saved::Signs;
use super::unrolled::{self, Breaks};
use crate::bill::Place;

/// One line of the source.
#[derive(Debug, Clone)]
pub(in crate::read) struct Row<'a> {
    /// Without the white space around it; empty for a blank line.
    pub text: Cow<'a, str>,
    /// Its indentation.
    pub column: u16,
    /// Characters of its text, with the space that GPO leaves at the end of wrapped lines.
    pub width: u16,
    /// Line of the source, from 1.
    pub line: u32,
    /// Characters of markup before the text on its line.
    pub shift: u32,
    /// Blank only because something was cut out of it: it parts no paragraphs.
    pub cut: bool,
    /// Begins a paragraph, whatever its column: what went before it is cut off.
    pub opens: bool,
}

pub(super) struct Page<'a> {
    pub rows_before: u32,
    pub lines: Vec<Row<'a>>,
    pub breaks: Breaks,
    /// How many `<DELETED>` spans there are, and where the first one begins.
    pub struck: usize,
    pub struck_at: Option<Place>,
}

/// Columns of the Congressional Record: of all lines, and of the first line of a paragraph.
const RECORD_MARGIN: u16 = 5;
const RECORD_FIRST: u16 = 7;

/// Fewer lines do not show how a page is set.
const FEWEST_RECORD_LINES: usize = 6;

/// How much of a source is looked at to tell its format.
const HEAD_BYTES: usize = 4096;

/// The first bytes of a source, at a character's edge.
pub(super) fn head(source: &str) -> &str {
    let end = (0..=HEAD_BYTES.min(source.len())).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0);
    &source[..end]
}

/// A span that is cut out, and may run over line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    Struck,
    Note,
    PageMark,
}

impl Span {
    const ALL: [(&'static str, &'static str, Span); 3] =
        [("<DELETED>", "</DELETED>", Span::Struck), ("<<NOTE:", ">>", Span::Note), ("[[Page ", "]]", Span::PageMark)];

    fn end(self) -> &'static str {
        Self::ALL.iter().find(|(_, _, span)| *span == self).map_or("", |(_, end, _)| end)
    }
}

impl<'a> Page<'a> {
    pub(super) fn of(source: &'a str, side: Side) -> Self {
        let breaks = Breaks::of(source);
        let mut page = Self { rows_before: 0, lines: Vec::new(), breaks, struck: 0, struck_at: None };
        let mut span = None;
        let mut signs = Signs::of(source);
        let body = container(source);
        page.rows_before = source[..body.start].matches('\n').count() as u32;
        let marked_up = body.end < source.len();
        for (at, raw) in source[body].lines().enumerate() {
            let line = page.rows_before + at as u32 + 1;
            let decoded = match &mut signs {
                Some(signs) => Cow::Owned(signs.clean(&decode(raw))),
                None if marked_up => without_tags(raw),
                None => decode(raw),
            };
            match breaks {
                Breaks::Wrapped => {
                    let row = page.row(decoded, line, &mut span, side);
                    page.lines.push(row);
                }
                Breaks::Unwrapped => page.unwrapped_line(&decoded, line, &mut span, side),
            }
        }
        page.bridge_cuts();
        page.unset_record();
        page
    }

    /// One line of a source that has lost its line breaks: a row for each paragraph on it.
    fn unwrapped_line(&mut self, decoded: &str, line: u32, span: &mut Option<Span>, side: Side) {
        let (mut before, mut counted) = (0, 0);
        for piece in unrolled::pieces(decoded) {
            before += decoded[counted..piece.start].chars().count() as u32;
            counted = piece.start;
            let piece = &decoded[piece];
            let indent = piece.len() - piece.trim_start().len();
            let text = format!("{}{}", &piece[..indent], unrolled::rejoined(piece));
            let mut row = self.row(Cow::Owned(text), line, span, side);
            row.shift += before;
            row.opens = !row.text.is_empty();
            self.lines.push(row);
        }
    }

    /// One line, with the spans on it cut out.
    fn row(&mut self, decoded: Cow<'a, str>, line: u32, span: &mut Option<Span>, side: Side) -> Row<'a> {
        let untouched = span.is_none()
            && !Span::ALL.iter().any(|(start, _, _)| decoded.contains(start))
            && !decoded.contains("DELETED>");
        if untouched {
            return Row::new(decoded, line, 0, false);
        }
        let was_filled = !decoded.trim().is_empty();
        let mut kept = String::new();
        let mut rest = &*decoded;
        let mut shift = 0;
        loop {
            if let Some(open) = *span {
                let Some(end) = rest.find(open.end()) else { break };
                rest = &rest[end + open.end().len()..];
                *span = None;
            }
            let found = Span::ALL
                .iter()
                .filter_map(|(start, _, kind)| Some((rest.find(start)?, start.len(), *kind)))
                .min_by_key(|f| f.0);
            let Some((at, length, kind)) = found else {
                kept.push_str(rest);
                break;
            };
            kept.push_str(&rest[..at]);
            rest = &rest[at + length..];
            if kind == Span::Struck {
                self.struck += 1;
                self.struck_at.get_or_insert(Place { line, column: at as u32 + 1, page: 0 });
                if side == Side::Struck {
                    shift += if kept.trim().is_empty() { length as u32 } else { 0 };
                    continue;
                }
            }
            *span = Some(kind);
        }
        let kept = if side == Side::Struck { kept.replace("</DELETED>", "") } else { kept };
        let cut = was_filled && kept.trim().is_empty();
        Row::new(Cow::Owned(kept), line, shift, cut)
    }

    /// The Congressional Record sets everything in by 5 columns and every first line by 2 more, however deep it
    /// stands: its columns tell paragraphs and no depth.
    fn unset_record(&mut self) {
        let filled = || self.lines.iter().filter(|row| !row.text.is_empty());
        let at = |column| filled().filter(|row| row.column == column).count();
        let set_in = filled().all(|row| row.column >= RECORD_MARGIN) && filled().count() >= FEWEST_RECORD_LINES;
        if !set_in || (at(RECORD_MARGIN) + at(RECORD_FIRST)) * 2 < filled().count() || at(RECORD_MARGIN) == 0 {
            return;
        }
        for row in self.lines.iter_mut().filter(|row| !row.text.is_empty()) {
            row.opens = row.column == RECORD_FIRST;
            row.shift += u32::from(row.column);
            row.column = 0;
        }
    }

    /// Blank lines around a page mark or a struck paragraph do not part what they stand in when the text
    /// before ends in the middle of a sentence.
    fn bridge_cuts(&mut self) {
        let mut at = 0;
        while at < self.lines.len() {
            if !self.lines[at].cut {
                at += 1;
                continue;
            }
            let blank = |row: &Row<'_>| row.text.is_empty();
            let from = self.lines[..at].iter().rposition(|row| !blank(row)).map_or(0, |last| last + 1);
            let to = self.lines[at..].iter().position(|row| !blank(row)).map_or(self.lines.len(), |next| at + next);
            let mid_sentence = from > 0 && !self.lines[from - 1].text.ends_with(['.', ':', ';', '-', ')', '\'', '"']);
            for row in &mut self.lines[from..to] {
                row.cut = mid_sentence;
            }
            at = to;
        }
    }
}

impl<'a> Row<'a> {
    fn new(text: Cow<'a, str>, line: u32, shift: u32, cut: bool) -> Self {
        let column = column_of(&text);
        let width = text.trim_start().trim_end_matches(['\r', '\n']).chars().count().min(usize::from(u16::MAX)) as u16;
        let text = match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        Self { text, column, width, line, shift, cut, opens: false }
    }
}

/// The indentation of a line; a tab goes on to the next eighth column.
fn column_of(text: &str) -> u16 {
    let mut column = 0u16;
    for c in text.chars() {
        match c {
            '\t' => column = (column / 8 + 1).saturating_mul(8),
            c if c.is_whitespace() => column = column.saturating_add(1),
            _ => break,
        }
    }
    column
}

/// Where the text stands: inside `<pre>`, from GPO's first line on.
fn container(source: &str) -> std::ops::Range<usize> {
    let std::ops::Range { start: from, end: to } = preformatted(source).unwrap_or(0..source.len());
    // Congress.gov's copies begin with a notice on the tags that may follow.
    let first = source[from..to].find("[Congressional Bills ").filter(|&at| at < HEAD_BYTES);
    from + first.unwrap_or(0)..to
}

/// What stands in the first `<pre>`.
pub(super) fn preformatted(source: &str) -> Option<std::ops::Range<usize>> {
    let find = |low: &str, high: &str| source.find(low).or_else(|| source.find(high));
    let tag = find("<pre", "<PRE")?;
    let from = tag + source[tag..].find('>')? + 1;
    let end = source[from..].find("</pre>").or_else(|| source[from..].find("</PRE>"));
    Some(from..end.map_or(source.len(), |at| from + at))
}

/// A line within `<pre>` without the markup that pages add to it (links, emphasis), and its entities decoded.
fn without_tags(raw: &str) -> Cow<'_, str> {
    if !raw.contains('<') {
        return decode(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = tag_length(&rest[at..]);
        out.push_str(if tag == 0 { "<" } else { "" });
        rest = &rest[at + tag.max(1)..];
    }
    out.push_str(rest);
    Cow::Owned(decode(&out).into_owned())
}

/// Length of the HTML tag that text begins with; 0 for GPO's own marks (`<DELETED>`, `<all>`), which are text.
fn tag_length(text: &str) -> usize {
    const TAGS: [&str; 10] = ["a", "b", "i", "u", "em", "strong", "span", "font", "mark", "br"];
    let name = text[1..].trim_start_matches('/');
    let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let known = TAGS.iter().any(|tag| name[..length].eq_ignore_ascii_case(tag));
    if known { text.find('>').map_or(0, |end| end + 1) } else { 0 }
}

/// A line with its entities decoded.
fn decode(raw: &str) -> Cow<'_, str> {
    if !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((c, length)) => {
                out.push(c);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Longest entity read, with its ampersand and semicolon.
const LONGEST_ENTITY: usize = 10;

/// The character of the entity that text begins with, and the entity's length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST_ENTITY).position(|b| b == b';')?;
    let name = &text[1..end];
    let c = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str, side: Side) -> Vec<String> {
        Page::of(source, side).lines.iter().map(|row| format!("{}:{}", row.column, row.text)).collect()
    }

    #[test]
    fn struck_spans_are_cut_over_line_ends_or_kept_in_place() {
        let source = "<html><body><pre>\n&lt;DELETED&gt;    (1) one;\n        more&lt;/DELETED&gt;\n    (2) two\n</pre></body></html>";
        assert_eq!(texts(source, Side::Current), ["0:", "0:", "0:", "4:(2) two"]);
        assert_eq!(texts(source, Side::Struck), ["0:", "4:(1) one;", "8:more", "4:(2) two"]);
        assert_eq!(Page::of(source, Side::Current).struck, 1);
    }

    #[test]
    fn notes_and_page_marks_of_public_laws_are_no_text() {
        let source = "SECTION 1. <<NOTE: 1 USC 1 note.>> SHORT TITLE.\nThe <<NOTE: Deadline.\nNotice.>> Agency\n[[Page 125 STAT. 274]]\nshall";
        assert_eq!(texts(source, Side::Current), ["0:SECTION 1.  SHORT TITLE.", "0:The", "1:Agency", "0:", "0:shall"]);
    }

    #[test]
    fn a_notice_before_the_first_line_is_skipped_and_lines_keep_their_numbers() {
        let page =
            Page::of("Formatting may be shown by tags.\n\n[Congressional Bills 112th Congress]\nx", Side::Current);
        assert_eq!((page.lines[0].line, page.lines[1].line), (3, 4));
    }

    #[test]
    fn entities_are_decoded_and_broken_ones_kept() {
        assert_eq!(decode("&lt;DOC&gt; A&amp;B &#8212; &#x41; &no &;"), "<DOC> A&B — A &no &;");
    }
}
