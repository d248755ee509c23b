//! Glyphs -> lines: by baseline, then from left to right.
//!
//! A PDF has no lines and few spaces, only glyphs with places. Those on one baseline are a line; a gap between
//! two is a space. Two things are put right at once, because only the glyphs tell them:
//!
//! - **Small capitals** are capitals of a smaller size: "S" at 14 points, "HORT" at 10.5. They become lower
//!   case, as in GPO's text ("Short"), and with them the rank of an appropriations heading is told.
//! - **Accents** are glyphs of their own, set over their letter: "Guanta´namo".

use super::glyphs::Glyph;

/// One printed line.
#[derive(Debug, Clone, Default)]
pub(super) struct PrintLine {
    /// From 1.
    pub page: u32,
    /// The number it is cited by, from 1: set once the furniture is off (see [`furniture`](super::furniture)).
    pub row: u32,
    /// Without the number printed in the margin.
    pub text: String,
    /// Left edge of the text, in points.
    pub x: f32,
    /// Right edge of the text.
    pub end: f32,
    /// Baseline.
    pub y: f32,
    /// Size of its type: small capitals at its head do not count.
    pub size: f32,
    /// Width of its first word.
    pub first_word: f32,
    /// A space is printed after the last word: the line was not broken within one.
    pub spaced: bool,
    /// Set in capitals, or small ones, throughout.
    pub capitals: bool,
    /// Digits that stand apart before the text: a line number, most likely.
    pub margin: Option<Margin>,
}

/// Digits at the head of a line, with a gap after them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Margin {
    pub number: u32,
    pub x: f32,
    /// Right edge: numbers of a column are aligned by it.
    pub end: f32,
}

/// Glyphs whose baselines differ by less than this, in points, stand on one line (accents are raised a little).
const SAME_LINE: f32 = 2.0;

/// A gap wider than this, in sizes of the type, is a space.
const WORD_GAP: f32 = 0.15;

/// A gap wider than this parts a number in the margin from the text.
const MARGIN_GAP: f32 = 0.45;

/// Digits of the longest line number.
const MARGIN_DIGITS: usize = 4;

/// Small capitals are lower than this share of the line's type.
const SMALL: f32 = 0.86;

/// GPO widens small capitals by 5 to 8 hundredths.
const WIDENED: std::ops::Range<f32> = 1.03..1.2;

/// Turns the glyphs of one page into lines, from the top down.
pub(super) fn lines_of_page(page: u32, glyphs: &mut [Glyph], lines: &mut Vec<PrintLine>) {
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut from = 0;
    while from < glyphs.len() {
        let y = glyphs[from].y;
        let length = glyphs[from..].iter().take_while(|glyph| y - glyph.y < SAME_LINE).count();
        let on_line = &mut glyphs[from..from + length];
        on_line.sort_by(|a, b| a.x.total_cmp(&b.x));
        settle_accents(on_line);
        if let Some(line) = line(on_line) {
            lines.push(PrintLine { page, ..line });
        }
        from += length;
    }
}

fn line(glyphs: &[Glyph]) -> Option<PrintLine> {
    let is_blank = |glyph: &Glyph| glyph.c.is_whitespace() || glyph.c.is_control();
    let first = glyphs.iter().position(|glyph| !is_blank(glyph))?;
    let last = glyphs.iter().rposition(|glyph| !is_blank(glyph))?;
    let (margin, body) = margin(&glyphs[first..=last]);
    let sizes = Sizes::of(glyphs, body);
    let spaced = glyphs.get(last + 1).is_some();
    let mut line = PrintLine {
        x: body[0].x,
        end: body[body.len() - 1].end,
        y: body[0].y,
        size: sizes.text,
        spaced,
        capitals: true,
        margin,
        ..PrintLine::default()
    };
    line.write(body, &sizes);
    Some(line)
}

/// Parts the number in the margin, if there is one, from the text.
fn margin(glyphs: &[Glyph]) -> (Option<Margin>, &[Glyph]) {
    let parted = |pair: &[Glyph]| pair[1].x - pair[0].end > MARGIN_GAP * pair[0].size;
    let digits = glyphs.iter().take_while(|glyph| glyph.c.is_ascii_digit()).count();
    let digits = glyphs[..digits].windows(2).position(parted).map_or(digits, |at| at + 1);
    let Some(next) = glyphs[digits..].iter().position(|glyph| !glyph.c.is_whitespace()).map(|at| digits + at) else {
        return (None, glyphs);
    };
    if digits == 0 || digits > MARGIN_DIGITS {
        return (None, glyphs);
    }
    let (number, text) = glyphs.split_at(digits);
    let end = number[digits - 1].end;
    if glyphs[next].x - end < MARGIN_GAP * number[0].size {
        return (None, glyphs);
    }
    let value = number.iter().filter_map(|glyph| glyph.c.to_digit(10)).fold(0, |value, digit| value * 10 + digit);
    (Some(Margin { number: value, x: number[0].x, end }), &text[next - digits..])
}

/// The sizes that small capitals are told by.
struct Sizes {
    /// The largest letter or digit of the text.
    letters: f32,
    /// The largest glyph of the text, the space after it included.
    text: f32,
    /// The largest glyph of the line, its number included.
    all: f32,
    /// Lower-case letters of a small size: then small capitals are just small type.
    small_lower: bool,
}

impl Sizes {
    fn of(line: &[Glyph], body: &[Glyph]) -> Self {
        let largest = |glyphs: &[Glyph], wanted: &dyn Fn(char) -> bool| {
            glyphs.iter().filter(|glyph| wanted(glyph.c)).map(|glyph| glyph.size).fold(0.0, f32::max)
        };
        let letters = largest(body, &char::is_alphanumeric);
        let letters = if letters > 0.0 { letters } else { largest(body, &|_| true) };
        let small_lower = body.iter().any(|glyph| glyph.c.is_lowercase() && glyph.size < SMALL * letters);
        let after = line.last().map_or(0.0, |glyph| glyph.size);
        Self { letters, text: largest(body, &|_| true).max(after), all: largest(line, &|_| true), small_lower }
    }

    fn is_small_capital(&self, glyph: &Glyph) -> bool {
        glyph.c.is_uppercase()
            && (glyph.size < SMALL * self.all && WIDENED.contains(&glyph.stretch)
                || glyph.size < SMALL * self.letters && !self.small_lower)
    }
}

impl PrintLine {
    /// Whether it ends in a hyphen that no space follows: the word goes on in the next line.
    pub(super) fn ends_in_a_word(&self) -> bool {
        !self.spaced && self.text.ends_with('-') && !self.text.ends_with("--")
    }

    fn write(&mut self, glyphs: &[Glyph], sizes: &Sizes) {
        let mut end = glyphs[0].x;
        let mut in_first = true;
        for glyph in glyphs {
            let gap = glyph.x - end > WORD_GAP * glyph.size.min(sizes.letters);
            let space = glyph.c.is_whitespace() || glyph.c.is_control();
            if (gap || space) && !self.text.ends_with(' ') {
                in_first = false;
                self.text.push(' ');
            }
            end = end.max(glyph.end);
            if space {
                continue;
            }
            if in_first {
                self.first_word = end - self.x;
            }
            self.capitals &= !glyph.c.is_lowercase();
            if sizes.is_small_capital(glyph) {
                self.text.extend(glyph.c.to_lowercase());
            } else {
                self.text.push_str(plain(&glyph.c, &mut [0; 4]));
            }
        }
        while self.text.ends_with(' ') {
            self.text.pop();
        }
    }
}

/// A character as GPO's text has it: one kind of hyphen, back quotes and apostrophes for quotation marks. The
/// outline then meets one set of marks.
fn plain<'b>(c: &char, buffer: &'b mut [u8; 4]) -> &'b str {
    match c {
        '\u{2010}'..='\u{2013}' | '\u{2212}' => "-",
        '‘' => "`",
        '’' => "'",
        '“' => "``",
        '”' => "''",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        _ => c.encode_utf8(buffer),
    }
}

/// The combining form of an accent that is set as a glyph of its own.
fn combining(c: char) -> Option<char> {
    Some(match c {
        '\u{b4}' => '\u{301}',
        '`' => '\u{300}',
        'ˆ' | '^' => '\u{302}',
        '˜' => '\u{303}',
        '\u{a8}' => '\u{308}',
        '˚' => '\u{30a}',
        'ˇ' => '\u{30c}',
        '\u{b8}' => '\u{327}',
        _ => return None,
    })
}

/// Puts accents right after the letters they stand over.
fn settle_accents(line: &mut [Glyph]) {
    for at in 0..line.len() {
        let Some(accent) = combining(line[at].c) else { continue };
        let over = |other: Option<usize>| {
            let letter = other.and_then(|other| line.get(other)).filter(|glyph| glyph.c.is_alphabetic());
            letter.map_or(0.0, |letter| letter.end.min(line[at].end) - letter.x.max(line[at].x))
        };
        let (before, after) = (over(at.checked_sub(1)), over(Some(at + 1)));
        if before.max(after) < OVER_LETTER * (line[at].end - line[at].x) {
            continue;
        }
        line[at].c = accent;
        let at = if after > before {
            line.swap(at, at + 1);
            at + 1
        } else {
            at
        };
        (line[at].x, line[at].end) = (line[at - 1].end, line[at - 1].end);
    }
}

/// An accent stands over a letter if they share so much of its width.
const OVER_LETTER: f32 = 0.5;

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs of one line, each 5 points wide; a blank in the text is a glyph, "_" a gap.
    fn set(text: &str, x: f32, size: f32, stretch: f32) -> Vec<Glyph> {
        let place = |at: usize| x + 5.0 * at as f32;
        let glyph = |(at, c)| Glyph { c, x: place(at), end: place(at) + 5.0, y: 100.0, size, stretch };
        text.chars().enumerate().map(glyph).filter(|glyph| glyph.c != '_').collect()
    }

    fn read(glyphs: &[Vec<Glyph>]) -> Vec<PrintLine> {
        let mut lines = Vec::new();
        lines_of_page(1, &mut glyphs.concat(), &mut lines);
        lines
    }

    #[test]
    fn small_capitals_are_lower_case_and_run_on_after_their_capital() {
        let lines =
            read(&[set("(a) S", 150.0, 14.0, 1.0), set("HORT", 175.0, 10.5, 1.07), set(".--This", 195.0, 14.0, 1.0)]);
        assert_eq!(lines[0].text, "(a) Short.--This");
        assert!(!lines[0].capitals);
        let whole = read(&[set("SALARIES", 150.0, 10.5, 1.07), set(" ", 190.0, 14.0, 1.0)]);
        assert_eq!((whole[0].text.as_str(), whole[0].capitals, whole[0].spaced), ("salaries", true, true));
    }

    #[test]
    fn a_smaller_face_is_no_small_capitals() {
        assert_eq!(read(&[set("SEC. 2. X", 150.0, 10.0, 1.0)])[0].text, "SEC. 2. X");
    }

    #[test]
    fn numbers_in_the_margin_are_told_apart_and_amounts_are_not() {
        let line = &read(&[set("12___the sums", 120.0, 14.0, 1.0)])[0];
        assert_eq!((line.text.as_str(), line.margin.map(|margin| margin.number)), ("the sums", Some(12)));
        let line = &read(&[set("19___2026: of", 120.0, 14.0, 1.0)])[0];
        assert_eq!((line.text.as_str(), line.margin.map(|margin| margin.number)), ("2026: of", Some(19)));
        let line = &read(&[set("12 the sums", 120.0, 14.0, 1.0)])[0];
        assert_eq!((line.text.as_str(), line.margin), ("12 the sums", None));
        assert_eq!(read(&[set("2027.", 120.0, 14.0, 1.0)])[0].text, "2027.");
    }

    #[test]
    fn an_accent_joins_the_letter_it_stands_over() {
        let mut accent = set("\u{b4}", 154.8, 14.0, 1.0);
        accent[0].y = 101.0;
        assert_eq!(read(&[set("Gan", 146.0, 14.0, 1.0), accent.clone()])[0].text, "Gan\u{301}");
        (accent[0].x, accent[0].end) = (151.0, 156.0);
        assert_eq!(read(&[set("Gan", 146.0, 14.0, 1.0), accent])[0].text, "Ga\u{301}n");
    }
}
