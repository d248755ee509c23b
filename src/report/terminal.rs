//! What the terminal outputs share: harmless text, styles, rows.

use std::borrow::Cow;

use anstyle::{Effects, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::bill::is_obeyed;

/// Headings of the report itself.
pub const HEAD: Style = Style::new().effects(Effects::BOLD);
/// What may be passed over.
pub const FAINT: Style = Style::new().effects(Effects::DIMMED);

/// Text without control characters and without marks that change the direction of writing: nothing that
/// a terminal obeys.
pub fn plain(text: &str) -> Cow<'_, str> {
    let obeyed = |c: char| c != '\n' && is_obeyed(c);
    // Nearly all text is printable ASCII, which is seen without taking it apart.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return text.into();
    }
    if text.contains(obeyed) { text.chars().filter(|&c| !obeyed(c)).collect::<String>().into() } else { text.into() }
}

/// The words of a text that is [`plain`].
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let (ascii, other) = if text.is_ascii() { (text, "") } else { ("", text) };
    ascii.split_ascii_whitespace().chain(other.split_whitespace())
}

/// The columns that a text takes.
fn columns(text: &str) -> usize {
    // A printable ASCII character takes one.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) { text.len() } else { text.width() }
}

/// A text in a style, if escape sequences may be written.
pub fn styled(text: &str, style: Style, color: bool) -> String {
    if color && !text.is_empty() && style != Style::new() { format!("{style}{text}{style:#}") } else { text.to_owned() }
}

/// Cuts a text to so many columns, with "..." where something is cut.
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if text.width() <= columns {
        return text.into();
    }
    let mut out = String::new();
    let mut used = 3;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > columns {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out.push_str("...");
    out.into()
}

/// Pads a text with spaces to so many columns.
pub fn pad(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}

/// A line of the terminal, with the columns that it takes (escapes take none).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    pub text: String,
    pub columns: usize,
}

/// Wraps words to a width. Each word comes with the text that shows it (which may hold escapes).
pub struct Wrapper {
    rows: Vec<Row>,
    row: Row,
    /// Whether the current row has a word yet.
    begun: bool,
    width: usize,
    indent: usize,
    /// The last word, until it is known that nothing more is glued to it.
    plain: String,
    shown: String,
    glued: bool,
    whole: bool,
}

impl Wrapper {
    /// `first` begins the first line, and as many columns are left blank before the others.
    pub fn new(first: &str, width: usize) -> Self {
        let columns = first.width();
        Self {
            rows: Vec::new(),
            row: Row { text: first.to_owned(), columns },
            begun: false,
            // Even where no width is left some is taken: words have to stand somewhere.
            width: width.max(columns + 8),
            indent: columns,
            plain: String::new(),
            shown: String::new(),
            glued: false,
            whole: false,
        }
    }

    /// Leaves so many columns blank before every line but the first.
    pub fn hanging(mut self, columns: usize) -> Self {
        self.indent = columns;
        self.width = self.width.max(columns + 8);
        self
    }

    /// Adds a word; `glued` words stand without a space before them. One that is wider than a row is broken, and
    /// shown plainly.
    pub fn word(&mut self, plain: &str, shown: &str, glued: bool) {
        // A replacement may break between old and new: `-]` and `{+` tell that no space was there.
        if !glued || plain.starts_with("{+") {
            self.flush();
        }
        if self.plain.is_empty() {
            self.glued = glued;
        }
        self.plain.push_str(plain);
        self.shown.push_str(shown);
    }

    /// Adds the words of a text.
    pub fn words(&mut self, text: &str) {
        words(text).for_each(|word| self.word(word, word, false));
    }

    /// Adds a word that is never broken, however long: a file's name is there to be copied.
    pub fn unbroken(&mut self, plain: &str, shown: &str) {
        self.word(plain, shown, false);
        self.whole = true;
        self.flush();
    }

    fn flush(&mut self) {
        let whole = std::mem::take(&mut self.whole);
        if self.plain.is_empty() {
            return self.shown.clear();
        }
        let (mut plain, mut shown) = (std::mem::take(&mut self.plain), std::mem::take(&mut self.shown));
        let width = columns(&plain);
        let space = usize::from(!self.glued && self.begun);
        if self.begun && self.row.columns + space + width > self.width {
            self.end_row();
        } else if space == 1 {
            self.push(" ", 1);
        }
        if self.row.columns + width <= self.width || whole {
            self.push(&shown, width);
        } else {
            self.broken(&plain);
        }
        // Their room is used again for the next word.
        plain.clear();
        shown.clear();
        (self.plain, self.shown) = (plain, shown);
    }

    /// A word that no row holds, over as many as it takes.
    fn broken(&mut self, word: &str) {
        let mut part = String::new();
        let mut columns = 0;
        for c in word.chars() {
            part.push(c);
            let width = part.width();
            if self.row.columns + width > self.width && part.len() > c.len_utf8() {
                part.truncate(part.len() - c.len_utf8());
                self.push(&part, columns);
                self.end_row();
                part.clear();
                part.push(c);
            }
            columns = part.width();
        }
        self.push(&part, columns);
    }

    fn push(&mut self, text: &str, columns: usize) {
        self.row.text.push_str(text);
        self.row.columns += columns;
        self.begun = true;
    }

    fn end_row(&mut self) {
        let mut text = String::with_capacity(self.width + 1);
        text.extend(std::iter::repeat_n(' ', self.indent));
        let next = Row { text, columns: self.indent };
        self.rows.push(std::mem::replace(&mut self.row, next));
        self.begun = false;
    }

    /// The rows.
    pub fn rows(mut self) -> Vec<Row> {
        self.flush();
        self.rows.push(self.row);
        self.rows
    }

    /// So many rows at most; the last ends in "..." where something is left out, which is told.
    pub fn few(self, most: usize) -> (String, bool) {
        let width = self.width;
        let mut rows = self.rows();
        let left_out = rows.len() > most;
        rows.truncate(most);
        let mut out: String = rows.iter().map(|row| format!("{}\n", row.text.trim_end())).collect();
        if let (true, Some(last)) = (left_out, rows.last()) {
            out.truncate(out.len() - last.text.trim_end().len() - 1);
            let longer = format!("{}{}", last.text, " ".repeat(width));
            out.push_str(&format!("{}\n", cut(&longer, width)));
        }
        (out, left_out)
    }

    /// The wrapped text with a final line break.
    pub fn finish(self) -> String {
        let rows = self.rows();
        let mut out = String::with_capacity(rows.iter().map(|row| row.text.len() + 1).sum());
        for row in rows {
            out.push_str(row.text.trim_end());
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_obeys_comes_through() {
        assert_eq!(plain("a\u{1b}[31mb\u{9b}31m\u{202e}c\r\u{7}"), "a[31mb31mc");
    }

    #[test]
    fn long_headings_are_cut_at_the_column() {
        assert_eq!(cut("Sharing of intelligence", 12), "Sharing o...");
        assert_eq!(cut("Short", 12), "Short");
    }

    fn wrapped(first: &str, width: usize, text: &str) -> String {
        let mut wrapper = Wrapper::new(first, width);
        wrapper.words(text);
        wrapper.finish()
    }

    #[test]
    fn words_wrap_under_the_first() {
        assert_eq!(wrapped("  ", 24, "one two three four five six"), "  one two three four\n  five six\n");
    }

    #[test]
    fn a_word_wider_than_the_row_is_broken_by_columns_and_not_by_letters() {
        assert_eq!(wrapped("", 10, "a 参考文献一覧表 b"), "a\n参考文献一\n覧表 b\n");
        assert_eq!(wrapped("", 10, &"x".repeat(25)), "xxxxxxxxxx\nxxxxxxxxxx\nxxxxx\n");
    }

    #[test]
    fn what_is_glued_to_a_word_goes_with_it_to_the_next_row() {
        let mut wrapper = Wrapper::new("", 12);
        wrapper.words("shall ensure");
        wrapper.word("that", "that", false);
        wrapper.word("[-,-]", "[-,-]", true);
        wrapper.word("{+;+}", "{+;+}", true);
        assert_eq!(wrapper.finish(), "shall ensure\nthat[-,-]\n{+;+}\n");
    }
}
