//! How words that differ are marked in the terminal: by signs, by lines through or under them, and by colour. Colour
//! never stands alone.

use std::borrow::Cow;

use anstyle::{Ansi256Color, AnsiColor, Color, Effects, Style};

use super::Layout;
use super::shown::{Kind, Line};
use super::terminal::{Wrapper, plain, styled, words};

/// Colours of old and new words. Each comes with a line through what is old and a line under what is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Palette {
    /// Orange and blue, which nearly everyone can tell apart, in shades that are read on black and on white.
    #[default]
    BlueOrange,
    /// As `diff` and `git` have it, in the terminal's own red and green.
    RedGreen,
    /// No colour: the lines alone.
    Mono,
    /// On a ground of their own: black on yellow, white on blue.
    HighContrast,
}

/// The convention by which words are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Convention {
    /// `[-old-]{+new+}`.
    #[default]
    Signs,
    /// As in a committee report under the House's Ramseyer rule: `[what is omitted]` in brackets, what is new in
    /// italics (`_between underscores_` where there are none), no colour.
    Ramseyer,
}

/// What stands around words, and how they look.
#[derive(Debug, Clone, Copy)]
pub struct Mark {
    pub open: &'static str,
    pub close: &'static str,
    pub style: Style,
}

impl Mark {
    pub(super) const NONE: Self = Self { open: "", close: "", style: Style::new() };
}

impl Palette {
    fn style(self, kind: Kind) -> Style {
        let effects = match kind {
            Kind::Old => Effects::STRIKETHROUGH,
            Kind::New => Effects::UNDERLINE,
            Kind::Same => return Style::new(),
        };
        let ansi = |color: AnsiColor| Some(Color::Ansi(color));
        let shade = |color: u8| Some(Color::Ansi256(Ansi256Color(color)));
        let is_old = kind == Kind::Old;
        let (ink, ground) = match self {
            // Contrast of 4 to 5 with black and with white alike.
            Self::BlueOrange => (if is_old { shade(166) } else { shade(32) }, None),
            Self::RedGreen => (ansi(if is_old { AnsiColor::Red } else { AnsiColor::Green }), None),
            Self::Mono => (None, None),
            Self::HighContrast if is_old => (shade(16), shade(226)),
            Self::HighContrast => (shade(231), shade(18)),
        };
        Style::new().fg_color(ink).bg_color(ground).effects(effects)
    }
}

impl Layout {
    /// The mark of words that differ, with the signs that need no colour.
    pub(super) fn mark(&self, kind: Kind) -> Mark {
        let (open, close) = match (kind, self.convention) {
            (Kind::Same, _) => return Mark::NONE,
            (Kind::Old, Convention::Signs) => ("[-", "-]"),
            (Kind::New, Convention::Signs) => ("{+", "+}"),
            (Kind::Old, Convention::Ramseyer) => ("[", "]"),
            (Kind::New, Convention::Ramseyer) if self.color => ("", ""),
            (Kind::New, Convention::Ramseyer) => ("_", "_"),
        };
        let style = match (kind, self.convention) {
            (kind, Convention::Signs) => self.palette.style(kind),
            (Kind::New, Convention::Ramseyer) => Style::new().effects(Effects::ITALIC),
            (_, Convention::Ramseyer) => Style::new(),
        };
        Mark { open, close, style }
    }

    /// The mark of words in a line that bears a sign at its margin: needs no second one. The Ramseyer rule's stays.
    pub(super) fn margin_mark(&self, kind: Kind) -> Mark {
        let mark = self.mark(kind);
        if self.convention == Convention::Signs { Mark { open: "", close: "", ..mark } } else { mark }
    }

    /// The mark of words in a column that holds one draft alone: a line through or under them is enough where it can
    /// be drawn.
    pub(super) fn column_mark(&self, kind: Kind) -> Mark {
        if self.color { self.margin_mark(kind) } else { self.mark(kind) }
    }
}

/// The words of a line, each piece in its mark.
pub(super) fn fill(wrapper: &mut Wrapper, line: &Line, layout: &Layout, mark: impl Fn(Kind) -> Mark) {
    for (at, piece) in line.pieces.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &line.pieces[before]);
        let glued = before.is_some_and(|before| !piece.text.starts_with(' ') && !before.text.ends_with(' '));
        // "[may] shall": without braces nothing else would part them.
        let parted = layout.convention == Convention::Ramseyer && before.is_some_and(|before| before.kind == Kind::Old);
        run(wrapper, &piece.text, glued && !(parted && piece.kind == Kind::New), mark(piece.kind), layout.color);
    }
}

/// Words under one mark.
pub(super) fn run(wrapper: &mut Wrapper, text: &str, glued: bool, mark: Mark, color: bool) {
    let text = plain(text);
    let mut words = words(&text).peekable();
    let bare = !color || mark.style == Style::new();
    let mut first = true;
    while let Some(word) = words.next() {
        let open = if first { mark.open } else { "" };
        let close = if words.peek().is_none() { mark.close } else { "" };
        let marked: Cow<'_, str> =
            if open.is_empty() && close.is_empty() { word.into() } else { format!("{open}{word}{close}").into() };
        let shown = if bare { Cow::Borrowed(&*marked) } else { styled(&marked, mark.style, color).into() };
        wrapper.word(&marked, &shown, first && glued);
        first = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_palette_tells_old_from_new_by_colour_alone() {
        for palette in [Palette::BlueOrange, Palette::RedGreen, Palette::Mono, Palette::HighContrast] {
            assert!(palette.style(Kind::Old).get_effects().contains(Effects::STRIKETHROUGH), "{palette:?}");
            assert!(palette.style(Kind::New).get_effects().contains(Effects::UNDERLINE), "{palette:?}");
        }
    }

    #[test]
    fn the_ramseyer_rule_has_no_colour_and_needs_no_style() {
        let layout = |color| Layout { color, convention: Convention::Ramseyer, ..Layout::default() };
        for color in [false, true] {
            for kind in [Kind::Old, Kind::New] {
                assert_eq!(layout(color).mark(kind).style.get_fg_color(), None);
            }
        }
        assert_eq!((layout(false).mark(Kind::New).open, layout(false).mark(Kind::Old).open), ("_", "["));
        assert!(layout(true).mark(Kind::New).style.get_effects().contains(Effects::ITALIC));
    }
}
