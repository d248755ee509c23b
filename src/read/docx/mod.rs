//! DOCX: drafts written in Word (Office Open XML, ECMA-376).
//!
//! 1. [`package`]: the parts of the ZIP archive, within limits.
//! 2. [`styles`] and [`numbering`]: what a paragraph has from its style, and the numbers that Word prints but
//!    the text does not hold.
//! 3. [`changes`]: which of struck and inserted text is read.
//! 4. [`document`]: one pass over the text, which gives blocks.
//! 5. [`layout`]: indentation as depth.
//! 6. [`blocks`](super::blocks): the bill among them, and its paragraphs.
//!
//! A place in a DOCX file is told by paragraphs, as lines are elsewhere: line 12 is its twelfth paragraph.
//! Headers, footers, comments and footnotes are parts of their own and no text of the bill.

mod changes;
mod document;
mod layout;
mod numbering;
mod package;
mod styles;

use super::xml::tape::Tape;
use super::{Problem, ReadOptions, blocks};
use crate::bill::{Bill, Format, FrontMatter};

/// Reads a bill from the bytes of a DOCX file.
///
/// # Errors
/// The file is no DOCX file, is broken, encrypted or too large, or there is no bill in it.
pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Bill, Problem> {
    let parts = package::open(bytes)?;
    let document = tape(&parts.document, "word/document.xml")?;
    let styles = match &parts.styles {
        Some(source) => styles::Styles::of(&tape(source, "word/styles.xml")?),
        None => styles::Styles::default(),
    };
    let numbering = match &parts.numbering {
        Some(source) => numbering::Numbering::of(&tape(source, "word/numbering.xml")?, &styles),
        None => numbering::Numbering::default(),
    };
    let read = document::read(&document, &styles, numbering, options.side);
    let blocks = layout::deepen(read.paragraphs);
    blocks::read(blocks, FrontMatter::new(Format::Docx), read.notes)
}

/// A part as XML; what is wrong with it names the part, since its lines are not the file's.
fn tape<'a>(source: &'a str, part: &str) -> Result<Tape<'a>, Problem> {
    Tape::read(source).map_err(|problem| {
        let place = problem.place.map_or(String::new(), |place| format!(", line {}", place.line));
        Problem::new(format!("{} (in {part}{place})", problem.what), "Open the file in Word and save it again")
    })
}

#[cfg(test)]
mod tests;
