//! The ZIP archive that a DOCX file is, and the parts of it that are read.
//!
//! A few kilobytes can unpack to gigabytes: a bomb is met by limits, counted while unpacking, never by what
//! the archive says of itself.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::read::xml::tape::Tape;
use crate::read::{Problem, encoding};

/// Most entries an archive may have; a draft with pictures has some hundreds.
pub const MAX_ENTRIES: usize = 10_000;

/// Most bytes that all the parts read may unpack to. The text of the largest bill takes some 100 MB in Word.
pub const MAX_UNPACKED_BYTES: u64 = 1 << 28;

/// The parts that are read.
#[derive(Debug)]
pub struct Parts {
    pub document: String,
    pub styles: Option<String>,
    pub numbering: Option<String>,
}

/// Unpacks what is needed of a DOCX file.
pub fn open(bytes: &[u8]) -> Result<Parts, Problem> {
    open_within(bytes, MAX_UNPACKED_BYTES)
}

/// As [`open`], with another limit on the bytes unpacked.
pub fn open_within(bytes: &[u8], limit: u64) -> Result<Parts, Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if archive.len() > MAX_ENTRIES {
        return Err(Problem::new(
            format!("the archive has {} entries, more than {MAX_ENTRIES}", archive.len()),
            "No draft has: check what file this is",
        ));
    }
    let mut left = limit;
    let name = document_name(&mut archive, &mut left)?;
    let Some(document) = part(&mut archive, &name, &mut left)? else { return Err(no_document(&archive)) };
    let folder = name.rfind('/').map_or("", |end| &name[..=end]);
    let styles = part(&mut archive, &format!("{folder}styles.xml"), &mut left)?;
    let numbering = part(&mut archive, &format!("{folder}numbering.xml"), &mut left)?;
    Ok(Parts { document, styles, numbering })
}

/// Where Word puts the document. Others may put it elsewhere, and say so in the archive's relationships.
const DOCUMENT: &str = "word/document.xml";

fn document_name(archive: &mut ZipArchive<Cursor<&[u8]>>, left: &mut u64) -> Result<String, Problem> {
    if archive.index_for_name(DOCUMENT).is_some() {
        return Ok(DOCUMENT.to_owned());
    }
    let relationships = part(archive, "_rels/.rels", left)?.unwrap_or_default();
    let Ok(tape) = Tape::read(&relationships) else { return Ok(DOCUMENT.to_owned()) };
    let named = tape.find_all("Relationship").find_map(|id| {
        let relationship = &tape.elements[id as usize];
        let is_document = relationship.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
        relationship.attribute("Target").filter(|target| is_document && target.ends_with(".xml"))
    });
    Ok(named.map_or_else(|| DOCUMENT.to_owned(), |name| name.trim_start_matches('/').to_owned()))
}

fn no_document(archive: &ZipArchive<Cursor<&[u8]>>) -> Problem {
    if archive.index_for_name("content.xml").is_some() {
        return Problem::new("this is an OpenDocument file (.odt)", "Save it as .docx (Word 2007 or later)");
    }
    Problem::new(
        "this is a ZIP archive, but no Word document: it has no word/document.xml",
        "Give a .docx file, or unpack the archive first",
    )
    .of_no_bill()
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str, left: &mut u64) -> Result<Option<String>, Problem> {
    let entry = match archive.by_name(name) {
        Ok(entry) => entry,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(broken(&error)),
    };
    let mut bytes = Vec::new();
    entry.take(*left + 1).read_to_end(&mut bytes).map_err(|error| broken(&ZipError::Io(error)))?;
    if bytes.len() as u64 > *left {
        return Err(Problem::new(
            format!("{name} unpacks to more than the {} MB that are read", MAX_UNPACKED_BYTES >> 20),
            "No draft does: check what file this is",
        ));
    }
    *left -= bytes.len() as u64;
    encoding::decode(&bytes).map(Some)
}

fn broken(error: &ZipError) -> Problem {
    match error {
        ZipError::UnsupportedArchive(what) if what.to_ascii_lowercase().contains("password") => {
            Problem::new("the file is encrypted", "Open it in Word and save it without a password")
        }
        _ => Problem::new(format!("the ZIP archive is broken: {error}"), "Get the file again"),
    }
}
