//! GPO's print, and drafts printed to PDF.
//!
//! A PDF knows neither lines nor words, only glyphs with places. The path from there:
//!
//! 1. [`bounds`], [`codes`]: what the file may ask for.
//! 2. [`glyphs`]: characters with place and size; turned ones (the print shop's mark) are dropped.
//! 3. [`page_lines`]: characters become lines; small capitals and accents are put right.
//! 4. [`furniture`]: line numbers, page numbers, slugs and running heads are taken off.
//! 5. [`grid`]: the place of a line says whether a paragraph begins with it, and how deep.
//! 6. [`hyphens`]: words broken at line ends are joined.
//! 7. From here on it is GPO's text: [`gpo`](super::gpo) knows its header and its end, and the outline parser its
//!    provisions.
//!
//! What a print cannot tell is said in a note: struck words have no mark in it that a reader could rely on.

mod bounds;
mod codes;
mod furniture;
mod glyphs;
mod grid;
#[cfg(test)]
mod hostile;
mod hyphens;
mod page_lines;
#[cfg(test)]
pub(super) mod written;

use self::furniture::Cleared;
use self::grid::{Grid, Placed, Slot};
use self::hyphens::Joined;
use super::gpo::page::Row;
use super::gpo::{front, is_appropriations, parts};
use super::lines::{Layout, Line, paragraphs};
use super::outline::{self, Manner};
use super::{Problem, ReadOptions};
use crate::bill::{Bill, BillBuilder, Format, FrontMatter, Place};

/// Reads a bill from a PDF.
///
/// # Errors
/// The file is broken, encrypted, or has no text (a scan).
pub(super) fn read(bytes: &[u8], _: &ReadOptions) -> Result<Bill, Problem> {
    let sheets = glyphs::read(bytes)?;
    if sheets.pages == 0 {
        return Err(glyphs::broken("the PDF has no pages"));
    }
    if sheets.lines.is_empty() {
        return Err(Problem::new(
            format!("the PDF has {} pages and no text: it is a picture of a print", sheets.pages),
            "Use the XML or text of this version, or have its text recognised first",
        ));
    }
    let mut bill_front = FrontMatter::new(Format::Pdf);
    let Cleared { lines, numbered } = furniture::clear(sheets.lines, &mut bill_front);
    let grid = Grid::of(&lines, numbered);
    let mut placed = grid::place(lines, grid, numbered);
    let joined = hyphens::join(&mut placed);

    let mut rows = Rows::of(&placed, numbered);
    let parts = parts::split(&rows.rows);
    parts::cut_clause(&mut rows.rows[parts.body.clone()]);
    let body = &rows.rows[parts.body.clone()];
    if body.iter().all(|row| row.text.is_empty()) {
        return Err(Problem::new("no text of a bill was found in the PDF", "Check that the file is whole"));
    }
    front::read(&rows.rows[..parts.body.start], &rows.rows[parts.body.end..], &mut bill_front);
    let manner = Manner { appropriations: is_appropriations(&bill_front, body), ..Manner::default() };
    let beyond = parts.beyond.and_then(|row| rows.lines[row]).map(|at| &placed[at].line);
    let beyond = beyond.map(|line| Place { line: line.row, column: 1, page: line.page });
    let lines = rows.body_lines(&placed, parts.body);
    let mut builder = BillBuilder::new(bill_front);
    note_limits(joined, lines.first().map(|line| line.place), &mut builder);
    parts::note_beyond(beyond, &mut builder);
    outline::read(&paragraphs(&lines, LAYOUT), manner, &mut builder);
    Ok(builder.finish())
}

/// Columns as in GPO's text, where first lines and wrapped ones stand apart.
const LAYOUT: Layout = Layout::Ladder { first: 4, step: 8 };

/// Wrapped lines of section heads and whereas clauses.
const HEAD_WRAPPED: u16 = 14;

/// Where a heading is said to stand; its place on the page is told by `centred`.
const CENTRED: u16 = 20;

/// Versions that may hold struck text.
fn may_hold_struck_text(front: &FrontMatter) -> bool {
    let code = front.version.as_ref().map_or("", |code| code.as_str());
    matches!(code.trim_end_matches(|c: char| c.is_ascii_digit()), "rh" | "rs" | "rah" | "ras" | "pp" | "as")
}

fn note_limits(joined: Joined, place: Option<Place>, builder: &mut BillBuilder) {
    let place = place.unwrap_or_default();
    if may_hold_struck_text(builder.front()) {
        builder.note(
            "struck-text-not-told",
            "a reported print strikes old words through and sets new ones in italics; a PDF does not tell which, so both are read as text",
            place,
        );
    }
    if joined.guessed > 0 {
        let Joined { guessed, total } = joined;
        builder.note(
            "hyphens-guessed",
            format!("of {total} hyphens at line ends, {guessed} were joined or kept by what the word looks like"),
            place,
        );
    }
}

/// Lines as rows of GPO's text, by which header, body and endorsement are told apart.
struct Rows<'p> {
    rows: Vec<Row<'p>>,
    /// The line each row is; none for a blank one.
    lines: Vec<Option<usize>>,
}

/// A gap of more than so many sizes of the type between two lines of the header parts them.
const PARTED: f32 = 1.6;

impl<'p> Rows<'p> {
    fn of(placed: &'p [Placed], numbered: bool) -> Self {
        let mut out = Self { rows: Vec::with_capacity(placed.len() * 2), lines: Vec::with_capacity(placed.len() * 2) };
        for (at, here) in placed.iter().enumerate() {
            let unnumbered = numbered && here.line.margin.is_none();
            if let Some(before) = at.checked_sub(1).map(|before| &placed[before].line) {
                let gap = before.y - here.line.y > PARTED * here.line.size || before.page != here.line.page;
                let parted = gap || (before.size - here.line.size).abs() > 0.5;
                if parted && here.line.margin.is_none() {
                    out.push("", 0, None);
                }
            }
            // An attestation stands out by having no number.
            let column = if unnumbered && here.slot != Slot::Head { CENTRED } else { column(here.slot) };
            out.push(&here.line.text, column, Some(at));
        }
        out
    }

    fn push(&mut self, text: &'p str, column: u16, line: Option<usize>) {
        let width = text.chars().count().min(usize::from(u16::MAX)) as u16;
        let row = self.rows.len() as u32 + 1;
        self.rows.push(Row { text: text.into(), column, width, line: row, shift: 0, cut: false, opens: false });
        self.lines.push(line);
    }

    /// The lines of the body.
    fn body_lines<'r>(&'r self, placed: &[Placed], body: std::ops::Range<usize>) -> Vec<Line<'r>> {
        let mut lines = Vec::with_capacity(body.len());
        let (mut after_clause, mut in_list) = (false, false);
        for (row, line) in self.rows[body.clone()].iter().zip(&self.lines[body]) {
            let Some(Placed { line, slot, begins }) = line.map(|at| &placed[at]) else { continue };
            if row.text.is_empty() {
                after_clause = true;
                continue;
            }
            let opens = row.opens || std::mem::take(&mut after_clause);
            let slot = if opens && matches!(slot, Slot::Wrapped(_)) { Slot::First(0) } else { *slot };
            lines.push(Line {
                text: (&*row.text).into(),
                place: Place { line: line.row, column: 1, page: line.page },
                column: column(slot),
                // The entries of a contents list stand close together.
                blank_before: (*begins || opens) && !(in_list && slot == Slot::Head),
                centred: slot == Slot::Centred,
                spaced: line.spaced,
            });
            in_list = matches!(slot, Slot::Head | Slot::HeadWrapped);
        }
        lines
    }
}

fn column(slot: Slot) -> u16 {
    match slot {
        Slot::First(depth) => 4 + 8 * depth,
        Slot::Wrapped(depth) => 8 * depth,
        Slot::Head => 0,
        Slot::HeadWrapped => HEAD_WRAPPED,
        Slot::Centred => CENTRED,
    }
}

#[cfg(test)]
mod tests {
    use super::written::Sheet;
    use super::*;

    /// An engrossed amendment whose first instruction is one of these words.
    fn amendment(instruction: &str) -> Bill {
        let lines = [
            (178.0, "Resolved, That the bill from the House of Representatives"),
            (150.0, "\\(H.R. 9403\\) do pass with the following "),
            (270.0, "AMENDMENT: "),
            (178.0, instruction),
            (150.0, "SEC. 104. FEES. "),
            (178.0, "The keeper may charge a fee. "),
        ];
        let mut sheet = Sheet::default().line(126.0, 660.0, "118TH CONGRESS").line(270.0, 640.0, "H. R. 9403");
        for (at, (x, text)) in lines.iter().enumerate() {
            let y = 500.0 - 26.0 * at as f32;
            sheet = sheet.line(133.0, y, &(at + 1).to_string()).line(*x, y, text);
        }
        read(&sheet.pdf(), &ReadOptions::default()).unwrap_or_else(|problem| panic!("{problem:?}"))
    }

    #[test]
    fn an_amendment_that_inserts_a_part_is_a_fragment_and_a_whole_substitute_is_the_bill() {
        let part = amendment("At the end, add the following: ");
        assert_eq!(
            (part.front.fragment, part.canonical_text().lines().count()),
            (true, 1),
            "{}",
            part.canonical_text()
        );
        let whole = amendment("Strike all after the enacting clause and insert: ");
        assert_eq!((whole.front.fragment, whole.canonical_text()), (false, part.canonical_text()));
    }
}
