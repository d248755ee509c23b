//! A page that a browser saved as text: GPO's new HTML with its markup turned into signs.
//!
//! Browsers write `/Provided,/` for italics, `*A BILL*` for bold, `_x_` for underlined words, and after a link
//! its address, `<https://...>`, over as many lines as it takes. The signs are no words of the bill. A stroke
//! in a word ("and/or") is one.

/// Takes the signs off, line by line.
#[derive(Debug, Default)]
pub(super) struct Signs {
    italic: bool,
    bold: bool,
    underlined: bool,
    /// Inside an address.
    address: bool,
}

impl Signs {
    /// For a saved page; None for any other text.
    pub(super) fn of(source: &str) -> Option<Self> {
        source.lines().any(begins_clause).then(Self::default)
    }

    /// One line without its signs.
    pub(super) fn clean(&mut self, line: &str) -> String {
        let mut out = String::with_capacity(line.len());
        if line.trim().is_empty() {
            *self = Self::default();
            return out;
        }
        let mut before = None;
        for (at, c) in line.char_indices() {
            let rest = &line[at + c.len_utf8()..];
            if self.address {
                self.address = c != '>';
            } else if c == '<' && rest.starts_with("http") {
                self.address = true;
                out.truncate(out.trim_end().len());
            } else if !self.is_sign(c, before, rest.chars().next()) {
                push(&mut out, c);
            }
            before = Some(c);
        }
        out
    }

    fn is_sign(&mut self, c: char, before: Option<char>, after: Option<char>) -> bool {
        let open = match c {
            '/' => &mut self.italic,
            '*' => &mut self.bold,
            '_' => &mut self.underlined,
            _ => return false,
        };
        let parted = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let sign = if *open {
            before.is_some() && (parted(after) || before.is_some_and(|c| !c.is_alphanumeric()))
        } else {
            parted(before) && before != Some(':') && before != Some(c) && after.is_some_and(char::is_alphanumeric)
        };
        *open ^= sign;
        sign
    }
}

/// Quotation marks are written as GPO's own text has them.
fn push(out: &mut String, c: char) {
    match c {
        '“' => out.push_str("``"),
        '”' => out.push_str("''"),
        '‘' => out.push('`'),
        '’' => out.push('\''),
        c => out.push(c),
    }
}

/// The enacting clause is set in italics: nothing else begins a line of a bill with a stroke.
pub(super) fn begins_clause(line: &str) -> bool {
    line.trim_start().strip_prefix('/').is_some_and(super::parts::is_clause)
}

#[cfg(test)]
mod tests {
    use super::Signs;

    #[test]
    fn signs_and_addresses_are_taken_off_over_line_ends() {
        let mut signs = Signs::of("*A BILL*\n\n/Be it enacted by the Senate").unwrap();
        for (line, wanted) in [
            ("*A BILL*", "A BILL"),
            ("/Be it enacted by the", "Be it enacted by the"),
            ("Senate assembled, /That and/or 1/2 a*b", "Senate assembled, That and/or 1/2 a*b"),
            ("", ""),
            ("expended: /Provided further,/ That Public Law", "expended: Provided further, That Public Law"),
            ("119–37 <https://www.gpo.gov/fdsys/", "119–37"),
            ("PLAW-119publ37.pdf>).", ")."),
            ("the “term” of the Members’ own", "the ``term'' of the Members' own"),
        ] {
            assert_eq!(signs.clean(line), wanted);
        }
        assert!(Signs::of("Be it enacted by the Senate").is_none());
    }
}
