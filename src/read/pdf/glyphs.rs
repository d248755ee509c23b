//! Glyphs: what stands where on each page, taken from the library that knows fonts and content streams.
//!
//! The library reads a file as other people made it and gives up by panicking on what it does not know
//! (an odd colour space, a font without widths). So it runs on a thread of its own: a panic there is one more
//! way of saying "cannot be read", and a larger stack holds what it nests.

use std::sync::Once;

use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform, output_doc};

use super::bounds;
use super::page_lines::{PrintLine, lines_of_page};
use crate::read::Problem;

/// One printed character.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    pub c: char,
    /// Left edge, in points from the left of the page.
    pub x: f32,
    /// Right edge.
    pub end: f32,
    /// Baseline, in points from the foot of the page.
    pub y: f32,
    /// Height of the type, in points.
    pub size: f32,
    /// How much wider than high it is set: small capitals are capitals of a smaller size, a little widened.
    pub stretch: f32,
}

/// What was found on the pages.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    pub lines: Vec<PrintLine>,
    pub pages: u32,
}

/// Most characters read: the longest bill printed so far has under 6 million.
const MAX_CHARACTERS: usize = 40_000_000;

/// Most characters on one page; a full one has under 3,000.
const MAX_ON_PAGE: usize = 400_000;

/// Stack of the thread the library runs on.
const STACK_BYTES: usize = 64 << 20;

/// The thread's name, by which its panics are known.
const THREAD: &str = "billdiff-pdf";

/// Reads all upright text, in lines.
///
/// # Errors
/// It is no PDF that can be read, it is encrypted, or it holds no text.
pub(super) fn read(bytes: &[u8]) -> Result<Sheets, Problem> {
    quiet_panics();
    std::thread::scope(|scope| {
        std::thread::Builder::new()
            .name(THREAD.to_owned())
            .stack_size(STACK_BYTES)
            .spawn_scoped(scope, || collect(bytes))
            .map_err(|error| Problem::new(format!("no thread could be started ({error})"), "Try again"))?
            .join()
            .unwrap_or_else(|_| Err(broken("the PDF holds something that its reader does not know")))
    })
}

fn collect(bytes: &[u8]) -> Result<Sheets, Problem> {
    bounds::check_inflated(bytes)?;
    let mut document = Document::load_mem(bytes).map_err(|error| match error {
        pdf_extract::Error::Decryption(_) => encrypted(),
        error => broken(&format!("the PDF cannot be read ({error})")),
    })?;
    // What only restricts printing and copying has been opened with the empty password by now.
    if document.is_encrypted() || document.trailer.get(b"Encrypt").is_ok() {
        return Err(encrypted());
    }
    bounds::tame(&mut document)?;
    let mut collector = Collector::default();
    match output_doc(&document, &mut collector) {
        Ok(()) => Ok(collector.sheets),
        Err(_) if collector.full => Err(Problem::new(
            format!("the PDF has more than {MAX_CHARACTERS} characters"),
            "No bill is that long: check what file this is",
        )),
        Err(error) => Err(broken(&format!("page {} cannot be read ({error})", collector.sheets.pages))),
    }
}

fn encrypted() -> Problem {
    Problem::new("the PDF is encrypted", "Save a copy without a password, or use the XML or text of this version")
}

/// What to say of a file that cannot be read.
pub(super) fn broken(what: &str) -> Problem {
    Problem::new(what, "Print it to PDF anew, or use the XML or text of this version")
}

/// Keeps the library's panics from being printed: they are told as a [`Problem`]. All others go on to the hook
/// that was there before.
fn quiet_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() != Some(THREAD) {
                before(info);
            }
        }));
    });
}

/// Takes what the library finds, page by page.
#[derive(Default)]
struct Collector {
    sheets: Sheets,
    page: Vec<Glyph>,
    characters: usize,
    /// There was more than is read.
    full: bool,
}

impl Collector {
    fn push(&mut self, text: &str, mut glyph: Glyph) {
        let count = text.chars().count().max(1) as f32;
        let width = (glyph.end - glyph.x) / count;
        for c in text.chars() {
            glyph.end = glyph.x + width;
            self.page.push(Glyph { c, ..glyph });
            glyph.x = glyph.end;
        }
    }
}

impl OutputDev for Collector {
    fn begin_page(&mut self, number: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.sheets.pages = number;
        self.page.clear();
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        lines_of_page(self.sheets.pages, &mut self.page, &mut self.sheets.lines);
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.characters += 1;
        if self.characters > MAX_CHARACTERS || self.page.len() > MAX_ON_PAGE {
            self.full = true;
            return Err(OutputError::IoError(std::io::Error::other("too many characters")));
        }
        let across = at.m11.hypot(at.m12) * font_size;
        let size = at.m21.hypot(at.m22) * font_size;
        // The print shop marks its sheets with turned text, and the last page carries the endorsement that way.
        let upright = at.m11 > 0.0 && at.m12.abs() < at.m11 / 4.0;
        if upright && size.is_finite() && size > 0.0 && across.is_finite() {
            let glyph = Glyph {
                c: ' ',
                x: at.m31 as f32,
                end: (at.m31 + width * across) as f32,
                y: at.m32 as f32,
                size: size as f32,
                stretch: (across / size) as f32,
            };
            if glyph.x.is_finite() && glyph.end.is_finite() && glyph.y.is_finite() {
                self.push(text, glyph);
            }
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
