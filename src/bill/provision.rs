//! One provision: where it stands in the tree, in the text and in the source.

use super::Level;

/// Index into [`Bill::provisions`](super::Bill::provisions).
pub type ProvisionId = u32;

/// A range of bytes in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The empty span at one place.
    pub fn at(place: usize) -> Self {
        Self { start: place as u32, end: place as u32 }
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// Where a provision begins in its source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Place {
    /// From 1; for paged sources the line of the page, as printed beside it or, where lines bear no numbers, counted.
    pub line: u32,
    /// From 1, counted in characters.
    pub column: u32,
    /// From 1; 0 for sources without pages.
    pub page: u32,
}

/// "line 4", or "page 12, line 4" in a source with pages: how a place is cited.
impl std::fmt::Display for Place {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.page > 0 {
            write!(out, "page {}, ", self.page)?;
        }
        write!(out, "line {}", self.line)
    }
}

/// Any unit of a bill, from division to subitem, or text between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    pub level: Level,
    /// Inside a quoted block: another law's text, never a section of this bill.
    pub quoted: bool,
    /// Whether reports tell of it by itself (see [`Bill::units`](super::Bill::units)).
    pub unit: bool,
    /// A row that heads the columns of its table.
    pub heads_table: bool,
    /// The provision it stands in; 0, the bill, is its own parent.
    pub parent: ProvisionId,
    /// One past the last provision inside it.
    pub end: ProvisionId,
    /// Its own words in the canonical text: designation, heading and body.
    pub line: Span,
    /// "SEC. 403." or "(a)".
    pub designation: Span,
    /// The bare number within the designation.
    pub number: Span,
    /// The heading in the canonical text, in capitals, with the ".—" that parts it from a body.
    pub heading: Span,
    /// The heading as drafted, in [`Bill::headings`](super::Bill::headings).
    pub drafted: Span,
    /// Its own text: the chapeau where provisions follow inside it.
    pub body: Span,
    pub place: Place,
}
