//! Byte offsets of a source as lines and columns.

use crate::bill::Place;

/// Turns byte offsets into places. Offsets that grow are cheap: each byte is looked at once.
pub struct Places<'a> {
    source: &'a str,
    offset: usize,
    line: u32,
    column: u32,
}

impl<'a> Places<'a> {
    pub fn new(source: &'a str) -> Self {
        Self { source, offset: 0, line: 1, column: 1 }
    }

    /// Line and column, from 1, of a byte offset; the column counts characters.
    pub fn at(&mut self, offset: usize) -> Place {
        if offset < self.offset {
            *self = Self::new(self.source);
        }
        let passed = &self.source.as_bytes()[self.offset..offset.min(self.source.len())];
        let begun = match passed.iter().rposition(|&byte| byte == b'\n') {
            Some(last) => {
                self.line += passed[..=last].iter().filter(|&&byte| byte == b'\n').count() as u32;
                self.column = 1;
                &passed[last + 1..]
            }
            None => passed,
        };
        self.column += begun.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() as u32;
        self.offset = offset.min(self.source.len());
        Place { line: self.line, column: self.column, page: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_offsets_may_go_back() {
        let mut places = Places::new("añb\nc");
        let at = |places: &mut Places, offset| {
            let place = places.at(offset);
            (place.line, place.column)
        };
        assert_eq!(at(&mut places, 3), (1, 3));
        assert_eq!(at(&mut places, 5), (2, 1));
        assert_eq!(at(&mut places, 1), (1, 2));
        assert_eq!(at(&mut places, 99), (2, 2));
    }
}
