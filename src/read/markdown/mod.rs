//! Markdown: drafts of bills kept as Markdown, by whatever habits their authors have.
//!
//! 1. [`events`]: CommonMark (with GitHub's tables, strikethrough and footnotes) becomes blocks.
//! 2. [`blocks`](super::blocks): the bill among them, and its paragraphs.
//!
//! What Markdown itself throws away is looked at here: a number typed in the text counts above the one a list
//! would print, `*` and `**` only show where a heading ends, and two back quotes are a quotation, not code.

mod events;
mod front;
mod inline;

use super::blocks;
use super::outline::{heads, told};
use super::{Problem, ReadOptions};
use crate::bill::{Bill, Format, FrontMatter};

/// Whether a text plainly is a bill in Markdown: a section's head is a heading, or set in bold.
pub(super) fn looks_like(source: &str) -> bool {
    source.lines().any(|line| {
        let line = line.trim_start_matches([' ', '>']);
        let marked = line.starts_with("# ") || line.starts_with("##") || line.starts_with("**");
        let text = heads::unquoted(line.trim_start_matches(['#', '*', ' ']));
        marked && told::section_heading(text.split("**").next().unwrap_or(text)).is_some()
    })
}

/// Whether a file's name says that it is Markdown.
pub(super) fn is_named(name: &str) -> bool {
    let suffix = name.rsplit_once('.').map_or("", |(_, suffix)| suffix);
    ["md", "markdown", "mdown", "mkd"].iter().any(|known| suffix.eq_ignore_ascii_case(known))
}

/// Reads a bill from Markdown.
///
/// # Errors
/// There is no bill in it.
pub(super) fn read(source: &str, options: &ReadOptions) -> Result<Bill, Problem> {
    let mut front = FrontMatter::new(Format::Markdown);
    let document = events::read(source, options.side);
    front::read(&document.metadata, &mut front);
    blocks::read(document.blocks, front, document.notes)
}

/// Reads a passage, in Markdown or in plain lines.
pub(super) fn read_passage(source: &str, mut notes: blocks::Notes) -> Result<Bill, Problem> {
    let front = FrontMatter { fragment: true, ..FrontMatter::new(Format::Passage) };
    let document = events::read(source, super::Side::Current);
    notes.append(document.notes);
    blocks::read_passage(document.blocks, front, notes)
}

#[cfg(test)]
mod tests;
