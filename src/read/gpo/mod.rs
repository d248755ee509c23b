//! GPO's plain text: `.htm` files that hold text in `<pre>`, and the bare `.txt`.
//!
//! 1. [`page`]: markup, entities, struck text, margin notes and page marks are taken off; what is left are
//!    lines with their columns.
//! 2. [`parts`]: the header, the body and the endorsement are told apart.
//! 3. [`front`]: who the bill is, from the header.
//! 4. [`lines`](super::lines) and [`outline`](super::outline): the body becomes provisions.
//!
//! The rendition is ASCII: accents are lost in it, small capitals are lower case, italics have no mark.

pub(super) mod front;
pub(super) mod page;
pub(super) mod parts;
mod saved;
mod unrolled;

pub(super) use self::front::{dated, opens_long_title};
pub(super) use self::parts::{ends_bill, is_clause};

use self::page::Page;
use self::unrolled::Breaks;
use super::lines::{self, Layout, Line, Paragraph, paragraphs};
use super::outline::{self, Manner, heads};
use super::{Problem, ReadOptions, Side};
use crate::bill::{Bill, BillBuilder, Format, FrontMatter, Place};

/// Whether a source without markup is GPO text: it opens with GPO's own lines, or holds an enacting clause.
pub(super) fn looks_like(source: &str) -> bool {
    let start = page::head(source);
    start.contains("[Congressional Bills ")
        || start.contains("Public Law ") && start.contains("[[Page")
        || parts::has_clause(source)
        || source.lines().any(saved::begins_clause)
}

/// Whether HTML holds GPO's text in `<pre>`, as old `.htm` files and Congress.gov's page of the plain text do.
pub(super) fn is_in_pre(source: &str) -> bool {
    page::preformatted(source).is_some_and(|range| looks_like(&source[range]))
}

/// Whether a source opens with the lines that only GPO writes.
pub(super) fn is_signed(source: &str) -> bool {
    page::head(source).contains("[Congressional Bills ")
}

/// Reads a bill from GPO text.
///
/// # Errors
/// There is no bill's text in it.
pub(super) fn read(source: &str, options: &ReadOptions) -> Result<Bill, Problem> {
    let mut page = Page::of(source, options.side);
    let parts = parts::split(&page.lines);
    parts::cut_clause(&mut page.lines[parts.body.clone()]);
    let body = &page.lines[parts.body.clone()];
    if body.is_empty() {
        return Err(Problem::new("no text of a bill was found after its header", "Check that the file is whole"));
    }
    let mut front = FrontMatter::new(Format::GpoText);
    front::read(&page.lines[..parts.body.start], &page.lines[parts.body.end..], &mut front);
    let manner = Manner { appropriations: is_appropriations(&front, body), free: false };
    let mut builder = BillBuilder::new(front);
    note_struck(&page, options.side, &mut builder);
    note_layout(&page, &mut builder);
    let line = |row: usize| Place { line: page.lines[row].line, column: 1, page: 0 };
    parts::note_beyond(parts.beyond.map(line), &mut builder);
    outline::read(&laid_out(body), manner, &mut builder);
    Ok(builder.finish())
}

fn laid_out(body: &[page::Row<'_>]) -> Vec<Paragraph> {
    let layout = layout(body);
    paragraphs(&body_lines(body, layout), layout)
}

/// The paragraphs of plain bill text that stands inside another document, such as a fenced block of Markdown.
/// Its first line is the document's `first`.
pub(super) fn embedded(source: &str, first: u32, side: Side) -> Vec<Paragraph> {
    let mut page = Page::of(source, side);
    page.lines.iter_mut().for_each(|row| row.line += first.saturating_sub(1));
    let body = if parts::has_clause(source) { parts::split(&page.lines).body } else { 0..page.lines.len() };
    let body = &mut page.lines[body];
    parts::cut_clause(body);
    laid_out(body)
}

fn note_struck(page: &Page<'_>, side: Side, builder: &mut BillBuilder) {
    let Some(place) = page.struck_at else { return };
    let count = page.struck;
    match side {
        Side::Current => builder.note("struck-text-set-aside", format!("{count} struck paragraphs are set aside; the current text is read (--side struck for the old)"), place),
        Side::Struck => builder.note(
            "added-text-kept",
            format!("{count} struck paragraphs are kept; words added in their place have no mark in this format and are kept too"),
            place,
        ),
    }
}

/// Says what a copy has lost of its layout.
fn note_layout(page: &Page<'_>, builder: &mut BillBuilder) {
    let lost = match page.breaks {
        Breaks::Unwrapped => {
            "the line breaks of this copy are lost: provisions are told by their numbers, and text without a number may have run into what stands before it"
        }
        Breaks::Wrapped if page.lines.iter().all(|row| row.column < FIRST_COLUMN || row.opens) => {
            "this copy is not indented by levels: how provisions nest is told by their numbers alone"
        }
        Breaks::Wrapped => return,
    };
    let line = page.lines.iter().find(|row| !row.text.is_empty()).map_or(1, |row| row.line);
    builder.note("layout-lost", lost, Place { line, column: 1, page: 0 });
}

/// Whether a bill makes appropriations: then its centred headings are departments and accounts.
pub(super) fn is_appropriations(front: &FrontMatter, body: &[page::Row<'_>]) -> bool {
    let titled = front.title.as_deref().is_some_and(|title| title.to_ascii_lowercase().contains("appropriations"));
    let clause = body
        .iter()
        .take(12)
        .any(|row| row.text.contains("are appropriated") || row.text.contains("appropriated, out of"));
    titled
        || clause
        || body.iter().any(|row| row.column == 4 && row.text.starts_with("Sec. ") && row.text.contains(".  "))
}

/// Where the first lines of a section's text begin.
const FIRST_COLUMN: u16 = 4;

/// Fewest indented lines, in hundredths, of a source that has kept its indentation.
const INDENTED: usize = 3;

/// How the lines are laid out: enrolled bills indent by 4 columns a level, others by 8, some copies not at all.
fn layout(body: &[page::Row<'_>]) -> Layout {
    // What goes on after the enacting clause is set in, whatever the layout.
    let rows = || body.iter().filter(|row| !(row.text.is_empty() || row.opens && row.column == FIRST_COLUMN));
    let count = |wanted: &dyn Fn(&page::Row<'_>) -> bool| rows().filter(|row| wanted(row)).count();
    if count(&|row| row.column >= FIRST_COLUMN) * 100 < rows().count() * INDENTED {
        return Layout::Flat;
    }
    let paragraph = |row: &page::Row<'_>, column| row.column == column && heads::unquoted(&row.text).starts_with("(1)");
    if count(&|row| paragraph(row, 8)) > count(&|row| paragraph(row, 12)) {
        Layout::Ladder { first: 4, step: 4 }
    } else {
        Layout::Ladder { first: 4, step: 8 }
    }
}

/// The lines of the body, with what their surroundings tell.
fn body_lines<'a>(rows: &'a [page::Row<'a>], layout: Layout) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = Vec::with_capacity(rows.len());
    let mut blank = true;
    for (at, row) in rows.iter().enumerate() {
        if row.text.is_empty() {
            blank |= !row.cut;
            continue;
        }
        blank |= row.opens;
        let after_heading = lines.last().is_some_and(|line: &Line<'_>| line.centred) && !blank;
        let centred = match layout {
            Layout::Flat => (blank || after_heading) && stands_apart(rows, at),
            Layout::Ladder { first, step } if first == step && heads_a_tight_page(rows, at) => true,
            Layout::Ladder { .. } => {
                // In a contents list the head of a title stands right below the last section of the one before.
                (blank || after_heading || heads::is_named_container(&row.text))
                    && is_centred(row)
                    && heading_ends(rows, at)
            }
        };
        lines.push(Line {
            text: (&*row.text).into(),
            place: Place { line: row.line, column: u32::from(row.column) + row.shift + 1, page: 0 },
            column: row.column,
            blank_before: blank,
            centred,
            spaced: usize::from(row.width) > row.text.chars().count(),
        });
        blank = false;
    }
    lines
}

/// Width of GPO's page, by which headings are centred.
const WIDTH: u16 = 72;

/// Whether a row stands in the middle of the page. The space at the end of a wrapped line counts where it is kept.
fn is_centred(row: &page::Row<'_>) -> bool {
    let middle = WIDTH.saturating_sub(row.width) / 2;
    let by_one = row.column.abs_diff(middle) == 1 && row.column > 8;
    (row.column == middle || by_one) && !row.text.is_empty() && !heads::is_section_line(&row.text)
}

/// Whether a centred row is followed by a blank line, or by the rest of a heading: further rows in the
/// middle. A line of text that stands in the middle by chance ends otherwise than a heading does.
fn heading_ends(rows: &[page::Row<'_>], at: usize) -> bool {
    let rest = rows[at + 1..].iter().take(MAX_HEADING_LINES).take_while(|row| is_centred(row)).count();
    let ends = rows.get(at + 1 + rest).is_none_or(|row| row.text.is_empty() || heads::is_section_line(&row.text));
    let as_text = rows[at].column <= 4 && rows[at].text.ends_with(['.', ':', ';', ',', '-']);
    ends && (rest > 0 || !as_text)
}

/// Enrolled bills have no blank lines: a heading is what stands in the middle, well away from the margin, after
/// the end of a provision and before a first line, and ends as no text does.
fn heads_a_tight_page(rows: &[page::Row<'_>], at: usize) -> bool {
    let row = &rows[at];
    let looks = |row: &page::Row<'_>| {
        is_centred(row)
            && row.column > TIGHT_HEADING_FROM
            && reads_like_a_heading(&row.text)
            && !row.text.ends_with(',')
    };
    let before = rows[..at].iter().rev().find(|row| !row.text.is_empty());
    let after = rows[at + 1..].iter().take(MAX_HEADING_LINES).find(|row| !row.text.is_empty() && !looks(row));
    looks(row)
        && before
            .is_none_or(|row| looks(row) || lines::ends_a_provision(&row.text) || heads::is_section_line(&row.text))
        && after.is_some_and(|row| row.column <= FIRST_COLUMN)
}

/// Headings of enrolled bills stand further right than this.
const TIGHT_HEADING_FROM: u16 = 12;

/// No heading takes more lines.
const MAX_HEADING_LINES: usize = 8;

/// Whether a row and those that follow it up to a blank line all read like a heading.
fn stands_apart(rows: &[page::Row<'_>], at: usize) -> bool {
    let mut lines = 0;
    let rest = rows[at + 1..].iter().take_while(|row| !row.text.is_empty() && !row.opens);
    let mut block = std::iter::once(&rows[at]).chain(rest).take(MAX_HEADING_LINES);
    block.all(|row| {
        lines += 1;
        lines <= MAX_LOOSE_HEADING_LINES && reads_like_a_heading(&row.text)
    })
}

/// Where only blank lines and punctuation show a heading, it may have so many lines.
const MAX_LOOSE_HEADING_LINES: usize = 3;

/// No heading is so long, in bytes.
const LONGEST_HEADING: usize = 300;

/// Where the indentation is lost: a short line without the stop of a sentence.
fn reads_like_a_heading(text: &str) -> bool {
    let in_parentheses = text.starts_with('(') && text.ends_with(')') && !outline::enumerator::starts(text);
    text.len() < LONGEST_HEADING && in_parentheses
        || text.len() < LONGEST_HEADING
            && !text.ends_with(['.', ':', ';', '-'])
            && !text.starts_with(['`', '"'])
            && !outline::enumerator::starts(text)
            && !heads::is_section_line(text)
}

#[cfg(test)]
mod tests;
