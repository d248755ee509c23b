//! Glyphs: what stands where on each page, taken from the library that knows fonts and content streams.
//!
//! The library reads a file as other people made it and gives up by panicking on what it does not know
//! (an odd colour space, a font without widths). So it runs on a thread of its own: a panic there is one more
//! way of saying "cannot be read", and a larger stack holds what it nests.

use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::Builder;

use pdf_extract::{Dictionary, Document, MediaBox, Object, ObjectId, OutputDev, OutputError, Transform, output_doc};

use super::bounds;
use super::page_lines::{PrintLine, lines_of_page};
use crate::parallel;
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
        // How many more it may begin is known on this thread alone.
        let threads = parallel::threads(bytes.len());
        builder()
            .spawn_scoped(scope, move || collect(bytes, threads))
            .map_err(|error| Problem::new(format!("no thread could be started ({error})"), "Try again"))?
            .join()
            .unwrap_or_else(|_| Err(unknown()))
    })
}

fn builder() -> Builder {
    Builder::new().name(THREAD.to_owned()).stack_size(STACK_BYTES)
}

fn collect(bytes: &[u8], threads: usize) -> Result<Sheets, Problem> {
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
    let characters = AtomicUsize::new(0);
    let parts = if threads > 1 { parts(&document, threads) } else { None };
    match parts {
        Some(parts) => side_by_side(&parts, &characters),
        None => read_pages(&Part { document, before: 0 }, &characters),
    }
}

/// Some of a document's pages, and how many stand before them.
struct Part {
    document: Document,
    before: u32,
}

/// The document in as many parts, each with a page tree of its own: the library reads all pages of a document or one,
/// and looks through the whole tree for the one. None where that makes other pages of it.
fn parts(document: &Document, count: usize) -> Option<Vec<Part>> {
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let size = pages.len().div_ceil(count).max(1);
    pages.chunks(size).enumerate().map(|(at, pages)| part(document, pages, at * size)).collect()
}

fn part(document: &Document, pages: &[ObjectId], before: usize) -> Option<Part> {
    let mut document = document.clone();
    let mut tree = Dictionary::new();
    tree.set("Type", Object::Name(b"Pages".to_vec()));
    tree.set("Count", pages.len() as i64);
    tree.set("Kids", pages.iter().map(|&page| Object::Reference(page)).collect::<Vec<_>>());
    let tree = document.add_object(tree);
    document.catalog_mut().ok()?.set("Pages", Object::Reference(tree));
    let same = document.get_pages().into_values().eq(pages.iter().copied());
    same.then_some(Part { document, before: before as u32 })
}

/// Reads the parts on a thread each. Of several that fail, the first page tells why.
fn side_by_side(parts: &[Part], characters: &AtomicUsize) -> Result<Sheets, Problem> {
    std::thread::scope(|scope| {
        let (first, others) = parts.split_first().ok_or_else(|| broken("the PDF has no pages"))?;
        let others: Vec<_> =
            others.iter().map(|part| (part, builder().spawn_scoped(scope, || read_pages(part, characters)))).collect();
        let mut all = read_pages(first, characters)?;
        for (part, handle) in others {
            let mut sheets = match handle {
                Ok(handle) => handle.join().unwrap_or_else(|_| Err(unknown()))?,
                // The system gives no more threads.
                Err(_) => read_pages(part, characters)?,
            };
            all.lines.append(&mut sheets.lines);
            all.pages = sheets.pages;
        }
        Ok(all)
    })
}

fn read_pages(part: &Part, characters: &AtomicUsize) -> Result<Sheets, Problem> {
    let mut collector = Collector::new(part.before, characters);
    let result = output_doc(&part.document, &mut collector);
    collector.told(result)
}

fn unknown() -> Problem {
    broken("the PDF holds something that its reader does not know")
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
struct Collector<'c> {
    sheets: Sheets,
    /// Pages of the document before the first of these.
    before: u32,
    page: Vec<Glyph>,
    /// On all pages so far.
    characters: &'c AtomicUsize,
    /// There was more than is read.
    full: bool,
}

impl<'c> Collector<'c> {
    fn new(before: u32, characters: &'c AtomicUsize) -> Self {
        Self { sheets: Sheets::default(), before, page: Vec::new(), characters, full: false }
    }

    /// What it holds, or why the library gave up.
    fn told(self, result: Result<(), OutputError>) -> Result<Sheets, Problem> {
        match result {
            Ok(()) => Ok(self.sheets),
            Err(_) if self.full => Err(Problem::new(
                format!("the PDF has more than {MAX_CHARACTERS} characters"),
                "No bill is that long: check what file this is",
            )),
            Err(error) => Err(broken(&format!("page {} cannot be read ({error})", self.sheets.pages))),
        }
    }

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

impl OutputDev for Collector<'_> {
    fn begin_page(&mut self, number: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.sheets.pages = self.before.saturating_add(number);
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
        let before = self.characters.fetch_add(1, Ordering::Relaxed);
        if before >= MAX_CHARACTERS || self.page.len() > MAX_ON_PAGE {
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
