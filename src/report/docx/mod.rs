//! A Word document with tracked changes (Office Open XML, ECMA-376): accepting them all gives the new text, rejecting
//! them all the old one, word for word.
//!
//! 1. [`sequence`]: the units of both drafts in one order, so that each draft reads in its own.
//! 2. [`heading`]: where the heading of a unit ends and its text begins.
//! 3. [`paragraphs`]: edits as paragraphs, whose marks are tracked as their words are.
//! 4. [`body`]: `word/document.xml`; [`comments`]: what marks cannot say; [`around`]: headers and properties, which
//!    hold what is no text of the bill.
//! 5. [`xml`]: the writer, which makes any text harmless.
//!
//! Parts that are the same in every document are files in `parts`. No part names anything outside the archive.

mod around;
mod body;
mod comments;
mod heading;
mod paragraphs;
mod sequence;
mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::model::Report;

/// Who made the changes and comments, as Word shows it.
const AUTHOR: &str = "billdiff";

/// Parts that are the same in every document.
const FIXED: [(&str, &str); 5] = [
    ("[Content_Types].xml", include_str!("parts/content-types.xml")),
    ("_rels/.rels", include_str!("parts/package-relationships.xml")),
    ("word/_rels/document.xml.rels", include_str!("parts/document-relationships.xml")),
    ("word/styles.xml", include_str!("parts/styles.xml")),
    ("word/settings.xml", include_str!("parts/settings.xml")),
];

/// Writes a report as the bytes of a DOCX file. The same report gives the same bytes.
pub fn write(report: &Report) -> Vec<u8> {
    let mut told = comments::Comments::default();
    let body = body::write(report, &mut told);
    let mut parts: Vec<(&str, Vec<u8>)> = FIXED.iter().map(|(name, part)| (*name, part.as_bytes().to_vec())).collect();
    parts.push(("word/document.xml", body.bytes));
    parts.push(("word/comments.xml", told.write(body.replaced)));
    parts.push(("word/header1.xml", around::first_header(report)));
    parts.push(("word/header2.xml", around::header(report)));
    parts.push(("word/footer1.xml", around::footer()));
    parts.push(("docProps/core.xml", around::properties(report)));
    archive(&parts)
}

/// Puts the parts into an archive whose times are all the earliest there is.
fn archive(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    const MEMORY: &str = "memory can be written";
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, options).expect(MEMORY);
        archive.write_all(bytes).expect(MEMORY);
    }
    archive.finish().expect(MEMORY).into_inner()
}
