//! 1. FILE -> BILL: finds the format of a draft from its content and reads it.
//!
//! 1. `encoding`: bytes become text (byte order mark, declaration, UTF-8, windows-1252).
//! 2. `detect`: the format, from what the text holds; the file's name only breaks ties.
//! 3. XML says what is what and goes straight to provisions ([`xml`]: element names are a table).
//! 4. Everything else becomes lines and meets at one outline parser ([`gpo`], `pdf`, `outline`), so that the
//!    nesting rule exists once.
//!
//! Reading succeeds with [notes](crate::bill::Note) on what was not certain; it fails only where there
//! is no bill to be read, or a part of it would be lost.

mod encoding;
mod error;
mod gpo;
mod identity;
mod lines;
mod outline;
#[cfg(feature = "pdf")]
mod pdf;
mod places;
mod xml;

pub use error::{Error, Problem};

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::bill::{Bill, Place, Source};

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
}

/// Largest input read, in bytes: spans are 32 bits wide. The largest bill published so far has 9 MB.
pub const MAX_INPUT_BYTES: u64 = 1 << 30;

/// Reads a bill from a file.
///
/// # Errors
/// The file cannot be opened, is too large, is no bill, or is broken so that a part would be lost.
pub fn read_path(path: &Path, options: &ReadOptions) -> Result<Bill, Error> {
    let name = path.display().to_string();
    let fail = |problem| Error { path: name.clone(), problem };
    let bytes = std::fs::read(path).map_err(|error| fail(unreadable(&error)))?;
    read_bytes(&name, &bytes, options)
}

/// Reads a bill from bytes; `name` is what errors call it.
///
/// # Errors
/// As [`read_path`].
pub fn read_bytes(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Bill, Error> {
    let mut bill = read_text_of(bytes, options).map_err(|problem| Error { path: name.to_owned(), problem })?;
    identity::from_name(name, &mut bill.front);
    bill.source = Source { path: name.to_owned(), sha256: sha256(bytes) };
    Ok(bill)
}

fn read_text_of(bytes: &[u8], options: &ReadOptions) -> Result<Bill, Problem> {
    if bytes.len() as u64 > MAX_INPUT_BYTES {
        return Err(Problem::new(
            format!("the file has {} bytes", bytes.len()),
            "No bill is that large: check what file this is",
        ));
    }
    if is_pdf(bytes) {
        return read_pdf(bytes, options);
    }
    let source = encoding::decode(bytes)?;
    if source.trim().is_empty() {
        return Err(Problem::new("the file is empty", "Get the draft again"));
    }
    if xml::looks_like(&source) {
        return xml::read(&source, options);
    }
    if gpo::looks_like(&source) {
        return gpo::read(&source, options);
    }
    let place = Place { line: 1, column: 1, page: 0 };
    Err(Problem::at(
        place,
        "this is no bill in a format that billdiff reads",
        "It reads bill XML (bill DTD, USLM), GPO text and PDF",
    ))
}

/// How many bytes may stand before the mark of a PDF.
const PDF_MARK_WITHIN: usize = 1024;

/// Whether bytes are a PDF: its mark stands near the beginning, mostly right there.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(PDF_MARK_WITHIN)];
    head.starts_with(b"%PDF-") || !head.starts_with(b"<") && head.windows(5).any(|window| window == b"%PDF-")
}

#[cfg(feature = "pdf")]
fn read_pdf(bytes: &[u8], options: &ReadOptions) -> Result<Bill, Problem> {
    pdf::read(bytes, options)
}

#[cfg(not(feature = "pdf"))]
fn read_pdf(_: &[u8], _: &ReadOptions) -> Result<Bill, Problem> {
    Err(Problem::new(
        "this is a PDF, and this build of billdiff was made without its PDF reader",
        "Use a build with the feature \"pdf\", or the XML or text of this version",
    ))
}

fn unreadable(error: &std::io::Error) -> Problem {
    let advice = match error.kind() {
        std::io::ErrorKind::NotFound => "Check the name and the folder",
        std::io::ErrorKind::PermissionDenied => "Ask for the right to read it",
        _ => "Check what it is: billdiff reads plain files",
    };
    Problem::new(format!("cannot be read ({error})"), advice)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
