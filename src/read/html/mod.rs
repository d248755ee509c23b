//! HTML: GPO's new rendition (made from XML by a stylesheet, no `<pre>`), and what browsers save of a bill.
//!
//! 1. [`blocks`]: tokens become blocks of text with the shape their markup gives them; scripts, styles and the
//!    page around the bill are left out.
//! 2. [`shape`]: what the classes say, a table.
//! 3. Header, body and endorsement are told apart, by the rules of GPO's text.
//! 4. [`outline`](super::outline): blocks are paragraphs, and become provisions as in every other format.

mod blocks;
mod shape;

use std::ops::Range;

use self::blocks::{Block, Document};
use super::around;
use super::gpo::{front, parts};
use super::lines::{Paragraph, Told};
use super::outline::{self, Manner, heads};
use super::places::Places;
use super::{Problem, ReadOptions, Side};
use crate::bill::{Bill, BillBuilder, Format, FrontMatter, VersionCode, normalize};

/// Reads a bill from HTML.
///
/// # Errors
/// There is no bill's text in it.
pub(super) fn read(source: &str, options: &ReadOptions) -> Result<Bill, Problem> {
    let mut document = blocks::read(source, options.side);
    let shown = stage_shown(&document.blocks);
    if let Some(container) = document.container.clone().filter(|range| !range.is_empty()) {
        document.blocks.truncate(container.end);
        document.blocks.drain(..container.start);
    }
    let body = body_of(&document.blocks);
    if body.is_empty() {
        let advice = "Save the page of the bill's text itself, or take the XML";
        return Err(Problem::new("this is HTML in which no text of a bill was found", advice));
    }
    let mut front = front_matter(&document, &body);
    front.version = front.version.take().or(shown);
    let mut builder = BillBuilder::new(front);
    let mut places = Places::new(source);
    note_struck(&document, options.side, &mut places, &mut builder);
    let after = document.blocks[body.end..].iter().find(|block| heads::is_capital_section_line(&block.text));
    let after = after.map(|block| block.offset);
    let appropriations = makes_appropriations(builder.front(), &document.blocks[body.clone()]);
    let paragraphs = paragraphs(&document.blocks[body], &mut places);
    parts::note_beyond(after.map(|offset| places.at(offset)), &mut builder);
    outline::read(&paragraphs, Manner { appropriations, ..Manner::default() }, &mut builder);
    Ok(builder.finish())
}

/// The blocks of the legal text: from the enacting clause, the preamble or the first section on, up to the
/// attestation or the endorsement.
fn body_of(blocks: &[Block]) -> Range<usize> {
    let opens = |block: &Block| parts::is_clause(&block.text) || block.text.starts_with("Whereas ");
    let clause = blocks.iter().position(opens);
    let first = clause.or_else(|| blocks.iter().position(|block| heads::is_capital_section_line(&block.text)));
    let Some(first) = first else { return 0..0 };
    let end = blocks[first..].iter().position(|block| parts::ends_bill(&block.text));
    first..end.map_or(blocks.len(), |at| first + at)
}

fn front_matter(document: &Document, body: &Range<usize>) -> FrontMatter {
    let mut front = FrontMatter::new(Format::Html);
    let (header, rest) = document.blocks.split_at(body.start);
    let endorsement = &rest[body.len()..];
    for block in header {
        front::read_line(&block.text, &mut front);
    }
    front.version = front.version.take().or_else(|| stage_in_title(&document.title));
    front.title = long_title(header);
    front.sponsors = around::sponsors(header.iter().map(|block| block.text.as_str()));
    front.title_amendment = endorsement.iter().find_map(|block| around::title_amendment(&block.text));
    front.date = header.iter().chain(endorsement).rev().find_map(|block| front::dated(&block.text));
    front
}

/// GPO's `<title>` ends in the stage: "H. R. 9025 (Introduced-in-House)".
fn stage_in_title(title: &str) -> Option<VersionCode> {
    let (_, stage) = title.trim().strip_suffix(')')?.rsplit_once('(')?;
    VersionCode::from_stage(stage)
}

/// Congress.gov tells above the text which version it is: "Shown Here: Engrossed in House (09/18/2030)".
fn stage_shown(blocks: &[Block]) -> Option<VersionCode> {
    let at = blocks.iter().position(|block| block.text.starts_with(SHOWN))?;
    let beside = blocks[at].text[SHOWN.len()..].trim();
    let told = if beside.is_empty() { blocks.get(at + 1)?.text.as_str() } else { beside };
    VersionCode::from_stage(told.split('(').next()?)
}

const SHOWN: &str = "Shown Here:";

/// The long title stands last in the header, after "A BILL".
fn long_title(header: &[Block]) -> Option<String> {
    let block = header.iter().rev().find(|block| front::opens_long_title(&block.text))?;
    let mut title = String::new();
    normalize(&block.text, &mut title);
    Some(title)
}

fn makes_appropriations(front: &FrontMatter, body: &[Block]) -> bool {
    front.title.as_deref().is_some_and(|title| title.to_ascii_lowercase().contains("appropriations"))
        || body.iter().take(4).any(|block| block.text.contains("are appropriated"))
}

fn note_struck(document: &Document, side: Side, places: &mut Places<'_>, builder: &mut BillBuilder) {
    let Some(offset) = document.struck_at else { return };
    let place = places.at(offset);
    let count = document.struck;
    match side {
        Side::Current => builder.note("struck-text-set-aside", format!("{count} struck passages are set aside"), place),
        Side::Struck => builder.note("added-text-set-aside", "the struck text is read, as --side struck asks", place),
    }
}

/// Blocks are paragraphs: the enacting clause is cut off, headings get the letters the stylesheet gives them.
fn paragraphs(blocks: &[Block], places: &mut Places<'_>) -> Vec<Paragraph> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let text = parts::after_clause(&block.text);
        if text.is_empty() {
            continue;
        }
        let cut = block.text.len() - text.len();
        let centred = block.shape.centred;
        let head = heads::container(text).is_some();
        let text = match () {
            () if centred && !head && block.headed => text.to_uppercase(),
            () if centred && begins_small(text) => capitalised(text),
            () => text.to_owned(),
        };
        let hanging = block.shape.hanging || block.shape.contents;
        out.push(Paragraph {
            at_margin: hanging && heads::is_section_line(&text),
            told: Told { headed: block.headed && !centred, ..Told::default() },
            text,
            place: places.at(block.offset),
            depth: if cut > 0 { Some(0) } else { block.shape.depth },
            flush: block.shape.flush,
            centred,
            blank_before: true,
        });
    }
    out
}

/// "subtitle A": the stylesheet prints it with a capital.
fn begins_small(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase()) && heads::container(&capitalised(text)).is_some()
}

fn capitalised(text: &str) -> String {
    let mut out = text.to_owned();
    if let Some(first) = out.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    out
}

#[cfg(test)]
mod tests;
