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
    if raw.is_ascii() || is_nfc_quick(raw.chars()) == IsNormalized::Yes {
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

fn normalize_composed(raw: &str, out: &mut String) {
    let start = out.len();
    let mut last = Mark::Space;
    for c in raw.chars() {
        last = match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | ',' | ';' | ':' | '(' | ')' | '$' | '"' => {
                out.push(c);
                Mark::None
            }
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
