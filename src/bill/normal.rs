//! The canonical form of text: what is never a difference is made equal here, once.
//!
//! | in a source | canonical |
//! |---|---|
//! | any white space, control characters, line breaks | one space |
//! | soft hyphen, zero-width and bidirectional marks | nothing |
//! | hyphen, non-breaking hyphen, figure and en dash, minus | `-` |
//! | em dash, horizontal bar, `--` | `—` |
//! | curly, low and angle quotes, ` `` `, `''` | `"` |
//! | curly single quotes, backquote, prime | `'` |
//! | decomposed accents | composed (NFC) |
//!
//! Letter case is not touched here: the builder sets headings in capitals, as the print does.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Appends the canonical form of `raw` to `out`, with words parted by single spaces and none at the ends.
pub fn normalize(raw: &str, out: &mut String) {
    // Below U+0300, and among dashes and quotes, nothing is decomposed.
    let is_simple = |c| c < '\u{300}' || ('\u{2010}'..='\u{203f}').contains(&c);
    if raw.is_ascii() || raw.chars().all(is_simple) || is_nfc_quick(raw.chars()) == IsNormalized::Yes {
        normalize_composed(raw, out);
    } else {
        normalize_composed(&raw.nfc().collect::<String>(), out);
    }
}

/// Whether a terminal obeys a character instead of showing it, or turns the direction of writing at it. The line feed is
/// one of them.
pub fn is_obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether nothing is seen of a character: what is [obeyed](is_obeyed), and marks without width.
pub fn is_unseen(c: char) -> bool {
    is_obeyed(c)
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The words of canonical text, which are parted by spaces.
pub fn spaced(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        // Words are short: a search made for long texts takes longer than looking at each byte.
        let begin = rest.bytes().position(|byte| byte != b' ')?;
        let word = &rest[begin..];
        let end = word.bytes().position(|byte| byte == b' ').unwrap_or(word.len());
        rest = &word[end..];
        Some(&word[..end])
    })
}

/// The last thing written, for runs of characters that mean one mark.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    None,
    Space,
    Hyphen,
    /// One typed apostrophe or backquote: a second makes it a double quote.
    Single,
    /// A pair already made of two typed marks.
    Double,
}

/// Bytes that are written as they stand, whatever is around them.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        plain[at] =
            byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b',' | b';' | b':' | b'(' | b')' | b'$' | b'"');
        at += 1;
    }
    plain
};

/// The length of what can be taken over in one piece, and what it ends with: plain bytes and single spaces between.
fn taken_over(raw: &[u8], mut last: Mark) -> (usize, Mark) {
    let mut length = 0;
    for &byte in raw {
        last = match byte {
            byte if PLAIN[usize::from(byte)] => Mark::None,
            b' ' if last != Mark::Space => Mark::Space,
            _ => break,
        };
        length += 1;
    }
    (length, last)
}

fn normalize_composed(raw: &str, out: &mut String) {
    let start = out.len();
    let mut last = Mark::Space;
    let mut rest = raw;
    loop {
        let (length, mark) = taken_over(rest.as_bytes(), last);
        out.push_str(&rest[..length]);
        last = mark;
        let mut chars = rest[length..].chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        last = match c {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => last,
            c if c.is_whitespace() || c.is_control() => {
                if last != Mark::Space {
                    out.push(' ');
                }
                Mark::Space
            }
            '-' => push_hyphen(out, last),
            '\u{2010}'..='\u{2013}' | '\u{2212}' => {
                out.push('-');
                Mark::None
            }
            '\u{2014}' | '\u{2015}' => {
                out.push('—');
                Mark::None
            }
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => {
                out.push('"');
                Mark::None
            }
            '\'' | '`' | '‘' | '’' | '‚' | '‛' | '´' | '′' => push_single(out, last, c),
            _ => {
                out.push(c);
                Mark::None
            }
        };
    }
    if out.len() > start && last == Mark::Space {
        out.pop();
    }
}

/// Two or more typed hyphens are one em dash.
fn push_hyphen(out: &mut String, last: Mark) -> Mark {
    match last {
        Mark::Hyphen => {
            if out.ends_with('-') {
                out.pop();
                out.push('—');
            }
        }
        _ => out.push('-'),
    }
    Mark::Hyphen
}

/// Two typed single quotes are one double quote; of three, the outer pair is the double one.
fn push_single(out: &mut String, last: Mark, c: char) -> Mark {
    match last {
        Mark::Single => {
            out.pop();
            out.push('"');
            Mark::Double
        }
        Mark::Double if c == '`' || c == '‘' => {
            out.push('\'');
            Mark::None
        }
        Mark::Double => {
            // `'''`: the inner quote closes first.
            out.pop();
            out.push_str("'\"");
            Mark::None
        }
        _ => {
            out.push('\'');
            Mark::Single
        }
    }
}

#[cfg(test)]
mod tests {
    use super::normalize;

    fn normal(raw: &str) -> String {
        let mut out = String::new();
        normalize(raw, &mut out);
        out
    }

    #[test]
    fn words_are_parted_by_any_number_of_spaces() {
        assert_eq!(super::spaced(" a  bc d ").collect::<Vec<_>>(), ["a", "bc", "d"]);
        assert_eq!(super::spaced("   ").count(), 0);
    }

    #[test]
    fn what_is_never_a_difference_becomes_equal() {
        for (raw, wanted) in [
            ("  one\t\n two ", "one two"),
            ("Representa\u{ad}tives", "Representatives"),
            ("118–207 non‑profit 5−3", "118-207 non-profit 5-3"),
            ("shall-- and may— or", "shall— and may— or"),
            ("``X'' “X” ‘y’ `y'", "\"X\" \"X\" 'y' 'y'"),
            ("veterans.'''", "veterans.'\""),
            ("```(A) the", "\"'(A) the"),
            ("agency's", "agency's"),
            ("Guanta\u{301}namo", "Guantánamo"),
            ("\u{1b}[31mred\u{202e}", "[31mred"),
            ("", ""),
            (" \n ", ""),
        ] {
            assert_eq!(normal(raw), wanted, "of {raw:?}");
        }
    }
}
