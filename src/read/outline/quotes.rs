//! Quotations: where one that opens a paragraph is closed.
//!
//! GPO's text opens with two back quotes and closes with two apostrophes; a quotation within has one of
//! each. Enrolled bills have the typewriter's `"` for both. In a quoted block every paragraph opens the
//! quotation again and only the last one closes it, so what counts is whether a paragraph *closes*.

/// The end of a quotation within a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Closing {
    /// Where the closing marks begin.
    pub from: usize,
    /// One past them.
    pub to: usize,
}

/// Follows, line by line, whether the quotation that opened a paragraph is still open.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Open {
    /// How many double quotations are open; 0 once the first one is closed, or where there is none.
    levels: u32,
}

impl Open {
    /// At the first line of a paragraph.
    pub(crate) fn begin(line: &str) -> Self {
        let Some(mark) = mark_at(line, 0).filter(|mark| mark.kind == Kind::Open) else { return Self::default() };
        let mut open = Self { levels: 1 };
        open.read_on(&line[mark.length..]);
        open
    }

    /// At each further line.
    pub(crate) fn read_on(&mut self, line: &str) {
        if self.levels > 0 {
            (self.levels, _) = walk(line, 0, self.levels);
        }
    }

    pub(crate) fn is_open(self) -> bool {
        self.levels > 0
    }
}

/// Where the quotation that opens `text` is closed; None where it goes on into the next paragraph, or where
/// the text opens with no quotation.
pub(crate) fn closing(text: &str) -> Option<Closing> {
    let opener = mark_at(text, 0)?;
    if opener.kind != Kind::Open {
        return None;
    }
    closing_from(text, opener.length)
}

/// As [`closing`], for text whose opening marks end at `start`.
pub(crate) fn closing_from(text: &str, start: usize) -> Option<Closing> {
    walk(text, start, 1).1
}

/// Counts quotations from `start` on, up to where none is left open.
fn walk(text: &str, start: usize, mut open: u32) -> (u32, Option<Closing>) {
    let mut at = start;
    while at < text.len() {
        let Some(mark) = mark_at(text, at) else {
            at += 1;
            continue;
        };
        match mark.kind {
            Kind::Open => open += 1,
            Kind::Close => {
                open -= 1;
                if open == 0 {
                    return (0, Some(Closing { from: at, to: at + mark.length }));
                }
            }
        }
        at += mark.length;
    }
    (open, None)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Open,
    Close,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    kind: Kind,
    length: usize,
}

/// The double quotation mark at one byte of a text.
fn mark_at(text: &str, at: usize) -> Option<Mark> {
    let bytes = &text.as_bytes()[at..];
    let mark = |kind, length| Some(Mark { kind, length });
    match bytes {
        [b'`', b'`', ..] => mark(Kind::Open, 2),
        // Of three, the first closes the quotation within.
        [b'\'', b'\'', b'\'', rest @ ..] if !rest.starts_with(b"'") => None,
        [b'\'', b'\'', ..] => mark(Kind::Close, 2),
        [b'"', ..] => mark(typewriter(text, at), 1),
        [0xe2, 0x80, 0x9c, ..] => mark(Kind::Open, 3),
        [0xe2, 0x80, 0x9d, ..] => mark(Kind::Close, 3),
        _ => None,
    }
}

/// A typewriter's quote opens where a word may begin: after a space, a bracket or a dash.
fn typewriter(text: &str, at: usize) -> Kind {
    let before = text.as_bytes()[..at].last();
    match before {
        None | Some(b' ' | b'(' | b'[' | b'-') => Kind::Open,
        Some(_) => Kind::Close,
    }
}

/// Whether what follows closing marks is only the bill's own punctuation: ".", "; and".
pub(crate) fn is_only_punctuation(rest: &str) -> bool {
    let rest = rest.trim();
    let bare = rest.trim_start_matches(['.', ',', ';', ':', ')', '-', '—', ' ']);
    matches!(bare, "" | "and" | "or" | "and--" | "or--")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed_at(text: &str) -> Option<&str> {
        closing(text).map(|c| &text[c.to..])
    }

    #[test]
    fn a_quoted_paragraph_closes_only_at_its_own_marks() {
        assert_eq!(closed_at("``(a) the term `X' means Y.''."), Some("."));
        assert_eq!(closed_at("``(a) the term `X' means Y."), None);
        assert_eq!(closed_at("``are America's veterans.''' Then"), Some(" Then"));
        assert_eq!(closed_at("\"(a) the Act\"."), Some("."));
        assert_eq!(closed_at("``(a) by striking ``X'' and''; and"), Some("; and"));
        assert_eq!(closed_at("no quotation''."), None);
    }

    #[test]
    fn punctuation_after_a_block_is_the_bills_own() {
        for rest in [".", "; and", "", ", and", ";", " or"] {
            assert!(is_only_punctuation(rest), "{rest:?}");
        }
        assert!(!is_only_punctuation(", $15,000,000;"));
    }
}
