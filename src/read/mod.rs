//! 1. FILE -> BILL: finds the format of a draft from its content and reads it.
//!
//! 1. `encoding`: bytes become text (byte order mark, declaration, UTF-8, windows-1252).
//! 2. [`detect`]: the format, from what the file holds; its name only breaks ties.
//! 3. XML says what is what and goes straight to provisions ([`xml`]: element names are a table).
//! 4. Everything else becomes paragraphs and meets at one outline parser (`outline`), so that the nesting rule
//!    exists once: [`gpo`] by lines on a page, `pdf` by glyphs that make such lines, [`html`] by its classes,
//!    [`markdown`], `docx` and [`passage`] by [`blocks`].
//!
//! Reading succeeds with [notes](crate::bill::Note) on what was not certain; it fails only where there
//! is no bill to be read, or a part of it would be lost.

mod around;
mod blocks;
mod congress;
mod contents;
mod detect;
#[cfg(feature = "docx")]
mod docx;
mod encoding;
mod error;
mod gpo;
mod html;
mod identity;
mod lines;
mod markdown;
mod markup;
mod outline;
mod passage;
#[cfg(feature = "pdf")]
mod pdf;
mod places;
#[cfg(test)]
mod traps;
mod xml;

pub use contents::Agreement;
pub(crate) use encoding::decode;
pub use error::{Error, Problem};
pub(crate) use passage::GAPS;
pub use passage::read_passage;

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::bill::{Bill, Format, Note, Place, Source};

/// Which text of a reported bill is read: it may hold the old words, struck, beside the new ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// What stands if the committee's amendments are agreed to.
    #[default]
    Current,
    /// What stood before: struck words kept, added words left out.
    Struck,
}

/// How to read a draft.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions {
    pub side: Side,
    /// Which of several committees' texts is read, where a reported bill holds more than one: from 1, in the
    /// order of the file. The last where this is None.
    pub committee_text: Option<usize>,
    /// Read as this format, whatever the file looks like.
    pub from: Option<Format>,
}

/// Largest input read, in bytes: spans are 32 bits wide. The largest bill published so far has 9 MB.
pub const MAX_INPUT_BYTES: u64 = 1 << 30;

/// Reads a bill from a file.
///
/// # Errors
/// The file cannot be opened, is too large, is no bill, or is broken so that a part would be lost.
pub fn read_path(path: &Path, options: &ReadOptions) -> Result<Bill, Error> {
    read_bytes(&path.display().to_string(), &bytes_of(path)?, options)
}

/// All bytes of a file.
///
/// # Errors
/// It cannot be opened or read.
pub(crate) fn bytes_of(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| Error { path: path.display().to_string(), problem: unreadable(&error) })
}

/// Who a file is by a name that a rule gave it, if that tells all; of its front matter nothing else is known.
pub(crate) fn front_by_rule(path: &str) -> Option<crate::bill::FrontMatter> {
    identity::by_rule_alone(path)
}

/// Whether a text is HTML.
pub(crate) fn is_web_page(source: &str) -> bool {
    markup::markup(source) == markup::Markup::Html
}

/// Whether a text is XML.
pub(crate) fn is_xml(source: &str) -> bool {
    markup::markup(source) == markup::Markup::Xml
}

/// What a file seems to be that is no JSON: for the refusal of one that was taken for a saved report.
pub(crate) fn seems(name: &str, bytes: &[u8]) -> &'static str {
    let format = detect::Source::of(bytes).and_then(|source| detect::format(name, &source));
    match format {
        Ok(Format::BillDtd | Format::Uslm | Format::AkomaNtoso) => "this is XML",
        Ok(Format::Html) => "this is a web page",
        Ok(Format::Markdown) => "this is Markdown",
        Ok(Format::Pdf) => "this is a PDF",
        Ok(Format::Docx) => "this is a Word file or another archive",
        Ok(Format::GpoText | Format::Passage) => "this is a bill's text",
        Err(_) => "this is no JSON",
    }
}

/// Reads a bill from bytes; `name` is what errors call it.
///
/// # Errors
/// As [`read_path`].
pub fn read_bytes(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Bill, Error> {
    let fail = |problem| Error { path: name.to_owned(), problem };
    let mut bill = read_as(name, bytes, options).map_err(fail)?;
    if bill.text.trim().is_empty() {
        let advice = match options.side {
            Side::Current => "Check that the file is complete, or try --side struck if all its text is struck",
            Side::Struck => {
                "This file does not hold the old text: leave --side struck out, or compare with an earlier version"
            }
        };
        let place = Place { line: 1, column: 1, page: 0 };
        return Err(fail(Problem::at(place, "the document holds no legal text", advice)));
    }
    note_absent(options, &mut bill);
    identity::from_name(name, &mut bill.front);
    contents::check(&mut bill);
    bill.source = Source { path: name.to_owned(), sha256: sha256(bytes) };
    Ok(bill)
}

/// The note on a draft without the struck text asked for.
pub const NO_STRUCK_TEXT: &str = "no-struck-text";
/// The note on a draft without the committee's text asked for.
pub const NO_SUCH_TEXT: &str = "no-such-text";

/// Says so where a draft does not hold the text that was asked for, and its only one was read.
fn note_absent(options: &ReadOptions, bill: &mut Bill) {
    let noted = |codes: &[&str]| bill.notes.iter().any(|note| codes.contains(&note.code));
    let place = Place { line: 1, column: 1, page: 0 };
    let mut absent = Vec::new();
    if options.side == Side::Struck && !noted(&["struck-text-set-aside", "added-text-set-aside", "added-text-kept"]) {
        absent.push((
            NO_STRUCK_TEXT,
            "this file tells no struck text apart: its one text stands for both sides".to_owned(),
        ));
    }
    if let Some(wanted) = options.committee_text
        && !noted(&["alternative-texts", NO_SUCH_TEXT])
    {
        let message = format!("there is no text {wanted}: the file holds one current text");
        absent.push((NO_SUCH_TEXT, message));
    }
    bill.notes.extend(absent.into_iter().map(|(code, message)| Note { code, message, place }));
}

fn read_as(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Bill, Problem> {
    if bytes.len() as u64 > MAX_INPUT_BYTES {
        return Err(Problem::new(
            format!("the file has {} bytes", bytes.len()),
            "No bill is that large: check what file this is",
        ));
    }
    let source = detect::Source::of(bytes)?;
    let format = options.from.map_or_else(|| detect::format(name, &source), Ok)?;
    match format {
        Format::BillDtd | Format::Uslm | Format::AkomaNtoso => xml::read(source.text()?, options),
        Format::GpoText => gpo::read(source.text()?, options),
        Format::Html => html::read(source.text()?, options),
        Format::Markdown => markdown::read(source.text()?, options),
        #[cfg(feature = "docx")]
        Format::Docx => docx::read(bytes, options),
        #[cfg(not(feature = "docx"))]
        Format::Docx => Err(Problem::new("this build of billdiff reads no DOCX", "Save the draft as text or Markdown")),
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::read(bytes, options),
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => Err(Problem::new("this build of billdiff reads no PDF", "Use the XML or text of this version")),
        Format::Passage => read_passage(source.text()?),
    }
}

fn unreadable(error: &std::io::Error) -> Problem {
    let advice = match error.kind() {
        std::io::ErrorKind::NotFound => "Check the name and the folder",
        std::io::ErrorKind::PermissionDenied => "Ask for the right to read it",
        _ => "Check what it is: billdiff reads plain files",
    };
    Problem::new(format!("cannot be read ({error})"), advice)
}

/// Of these bytes, in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
