//! Which format a file has: from what it holds. Its name only breaks ties.

use super::markup::{Markup, markup};
use super::{Problem, encoding, gpo, markdown};
use crate::bill::{Format, Place};

/// A file as text, or as what it is where it is none.
#[derive(Debug)]
pub(super) enum Source {
    Text(String),
    Pdf,
    /// A ZIP archive, as DOCX files are.
    Zip,
}

/// First bytes of what other word processors write, and what it is.
const OTHER_PROCESSORS: [(&[u8], &str); 3] = [
    // The container of old Word files, and of encrypted new ones.
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is a Word file of the old kind (.doc), or one that is encrypted"),
    (b"{\\rtf", "this is Rich Text (.rtf)"),
    (b"\xffWPC", "this is a WordPerfect file"),
];

impl Source {
    /// Decodes what is text.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, Problem> {
        if is_pdf(bytes) {
            return Ok(Self::Pdf);
        }
        match bytes {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Ok(Self::Zip),
            _ => {}
        }
        if let Some((_, what)) = OTHER_PROCESSORS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
            return Err(Problem::new(*what, "Open it in Word and save it as .docx, without a password"));
        }
        let text = encoding::decode(bytes)?;
        if text.trim().is_empty() {
            return Err(Problem::new("the file is empty", "Get the draft again").of_no_bill());
        }
        Ok(Self::Text(text))
    }

    /// Its text, for the formats that are text.
    pub(super) fn text(&self) -> Result<&str, Problem> {
        match self {
            Self::Text(text) => Ok(text),
            _ => Err(Problem::new("the file is no text", "Leave out --from, or check what file this is")),
        }
    }
}

/// The format of a source.
///
/// # Errors
/// It is no bill in any format known here.
pub(super) fn format(name: &str, source: &Source) -> Result<Format, Problem> {
    let text = match source {
        Source::Text(text) => text,
        Source::Pdf => return Ok(Format::Pdf),
        Source::Zip => return Ok(Format::Docx),
    };
    let marked = markup(text);
    let known: [(Format, &dyn Fn() -> bool); 6] = [
        (Format::BillDtd, &|| marked == Markup::Xml),
        (Format::GpoText, &|| marked == Markup::Html && gpo::is_in_pre(text)),
        (Format::Html, &|| marked == Markup::Html),
        (Format::Markdown, &|| markdown::looks_like(text) && !gpo::is_signed(text)),
        (Format::GpoText, &|| gpo::looks_like(text)),
        (Format::Markdown, &|| markdown::is_named(name)),
    ];
    let found = known.iter().find(|(_, looks_like)| looks_like()).map(|(format, _)| *format);
    found.ok_or_else(|| {
        let place = Place { line: 1, column: 1, page: 0 };
        Problem::at(
            place,
            "this is no bill in a format that billdiff reads",
            "It reads bill XML (bill DTD, USLM, Akoma Ntoso), GPO text, HTML, PDF, Markdown and DOCX; a passage in prose with --from passage",
        )
        .of_no_bill()
    })
}

/// How many bytes may stand before the mark of a PDF.
const PDF_MARK_WITHIN: usize = 1024;

/// Whether bytes are a PDF: its mark stands near the beginning, mostly right there.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(PDF_MARK_WITHIN)];
    head.starts_with(b"%PDF-") || !head.starts_with(b"<") && head.windows(5).any(|window| window == b"%PDF-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, text: &str) -> Option<&'static str> {
        format(name, &Source::of(text.as_bytes()).unwrap()).ok().map(Format::name)
    }

    #[test]
    fn content_comes_before_the_name() {
        let clause = "Be it enacted by the Senate and House of Representatives\n";
        assert_eq!(told("a.txt", clause), Some("gpo-text"));
        assert_eq!(told("a.txt", &format!("{clause}\n## SEC. 2. FINDINGS.\n")), Some("markdown"));
        assert_eq!(told("a.txt", "**SECTION 1. SHORT TITLE.**\n"), Some("markdown"));
        assert_eq!(told("a.md", "[Congressional Bills 118th Congress]\n**SEC. 1. X.**\n"), Some("gpo-text"));
        assert_eq!(told("a.md", "Hello\n"), Some("markdown"));
        assert_eq!(told("a.md", "<bill/>"), Some("bill-dtd"));
        assert_eq!(told("a.txt", "I asked whether section 4 of it would pass.\n"), None);
    }

    #[test]
    fn files_that_are_no_text_are_known_by_their_first_bytes() {
        assert!(matches!(Source::of(b"PK\x03\x04...").unwrap(), Source::Zip));
        for (bytes, what) in [
            (&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], "encrypted"),
            (b"{\\rtf1 x}", ".rtf"),
            (b"\xffWPC\x10", "WordPerfect"),
        ] {
            let problem = Source::of(bytes).unwrap_err();
            assert!(problem.what.contains(what) && problem.advice.contains(".docx"), "{problem:?}");
        }
        assert!(Source::of(b"%PDF-1.7").unwrap().text().is_err());
    }
}
