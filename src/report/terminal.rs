//! What the terminal outputs share: harmless text, colours, columns.

use std::borrow::Cow;

use anstyle::{AnsiColor, Effects, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What has been struck: by colour, by line, and by the brackets around it.
pub const OLD: Style =
    Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow))).effects(Effects::STRIKETHROUGH);
/// What is new: blue against orange can be told apart by nearly everyone.
pub const NEW: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Blue))).effects(Effects::UNDERLINE);
/// Headings of the report itself.
pub const HEAD: Style = Style::new().effects(Effects::BOLD);
/// What may be passed over.
pub const FAINT: Style = Style::new().effects(Effects::DIMMED);

/// Text without control characters and without marks that change the direction of writing: nothing that
/// a terminal obeys.
pub fn plain(text: &str) -> Cow<'_, str> {
    let obeyed = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(obeyed) { text.chars().filter(|&c| !obeyed(c)).collect::<String>().into() } else { text.into() }
}

/// A text in a style, if colour is wanted.
pub fn styled(text: &str, style: Style, color: bool) -> String {
    if color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
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

/// Wraps words to a width. Each word comes with the text that shows it (which may hold escapes).
pub struct Wrapper {
    out: String,
    width: usize,
    indent: String,
    used: usize,
}

impl Wrapper {
    /// `first` begins the first line, and as many columns are left blank before the others.
    pub fn new(first: &str, width: usize) -> Self {
        let used = first.width();
        Self { out: first.to_owned(), width: width.max(used + 20), indent: " ".repeat(used), used }
    }

    /// Leaves so many columns blank before every line but the first.
    pub fn hanging(mut self, columns: usize) -> Self {
        self.indent = " ".repeat(columns);
        self
    }

    /// Adds a word; `glued` words stand without a space before them.
    pub fn word(&mut self, plain: &str, shown: &str, glued: bool) {
        let width = plain.width();
        let space = usize::from(!glued && self.used > self.indent.len());
        // A replacement may break between old and new: `-]` and `{+` tell that no space was there.
        let may_break = !glued || plain.starts_with("{+");
        if self.used + space + width > self.width && self.used > self.indent.len() && may_break {
            self.out.push('\n');
            self.out.push_str(&self.indent);
            self.used = self.indent.len();
        } else if space == 1 {
            self.out.push(' ');
            self.used += 1;
        }
        self.out.push_str(shown);
        self.used += width;
    }

    /// The wrapped text with a final line break.
    pub fn finish(mut self) -> String {
        self.out.truncate(self.out.trim_end().len());
        self.out.push('\n');
        self.out
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

    #[test]
    fn words_wrap_under_the_first() {
        let mut wrapper = Wrapper::new("  ", 24);
        for word in ["one", "two", "three", "four", "five", "six"] {
            wrapper.word(word, word, false);
        }
        assert_eq!(wrapper.finish(), "  one two three four\n  five six\n");
    }
}
