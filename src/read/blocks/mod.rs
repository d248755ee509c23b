//! Blocks: drafts whose format knows paragraphs, headings, lists and tables (Markdown, DOCX, passages in prose).
//!
//! 1. A reader turns its file into [`Block`]s; it knows nothing of bills.
//! 2. [`body`]: where the text of the bill begins and ends, and who the bill is, from what stands before.
//! 3. [`shape`]: blocks become the paragraphs that all formats share; typed forms of number and heading
//!    ("1.", "**(a) In General.** The") become the printed one.
//! 4. [`outline`](super::outline): the one parser of provisions.
//!
//! What such a draft does not have is a house style. So much that GPO's page fixes is only weighed here: the
//! order of enumerators is learnt, nesting of lists is believed, headings may have any form.

mod body;
mod inline;
mod shape;

pub(super) use body::read_entry;

use std::ops::Range;

use super::lines::Paragraph;
use super::outline::{self, Manner, enumerator, heads};
use super::{Problem, Side};
use crate::bill::{Bill, BillBuilder, FrontMatter, Place};

/// A paragraph, a heading, a row of a table or a run of plain text, as the format tells it.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub kind: Kind,
    /// The lines it has in the source; wrapped or meant, the format does not tell.
    pub lines: Vec<Rich>,
    /// How many quotations it stands in.
    pub quoted: u8,
    /// How deep in lists it stands; None outside of lists.
    pub depth: Option<u8>,
    pub item: Item,
    /// Set in the middle of the page.
    pub centred: bool,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Kind {
    #[default]
    Text,
    /// A heading of this rank, 1 for the highest.
    Heading(u8),
    /// A row of a table, its cells joined by bars.
    Row,
    /// An entry of a contents list that the format makes itself.
    Contents,
    /// Text laid out as on GPO's page, already in paragraphs.
    Plain(Vec<Paragraph>),
}

/// Where a block stands in an item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Item {
    /// In none.
    #[default]
    None,
    /// It begins one; the format numbers it so ("(2)"), or not.
    First(Option<String>),
    /// It goes on with one.
    Later,
}

/// A line with what is set in bold (or italics) in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Rich {
    pub text: String,
    /// Ranges of `text`, in order, none of them empty.
    pub strong: Vec<Range<usize>>,
    pub place: Place,
    /// The line was broken on purpose before it.
    pub broken: bool,
}

impl Rich {
    pub(super) fn new(text: impl Into<String>, place: Place) -> Self {
        Self { text: text.into(), strong: Vec::new(), place, broken: false }
    }

    /// Adds text, set in bold or not.
    pub(super) fn push(&mut self, text: &str, strong: bool) {
        let from = self.text.len();
        self.text.push_str(text);
        if !strong || text.is_empty() {
            return;
        }
        match self.strong.last_mut() {
            // White space between two bold words is bold enough.
            Some(last) if self.text[last.end..from].trim().is_empty() => last.end = self.text.len(),
            _ => self.strong.push(from..self.text.len()),
        }
    }

    /// Whether all its words are bold.
    fn is_strong(&self) -> bool {
        let words = self.text.trim();
        let from = self.text.len() - self.text.trim_start().len();
        !words.is_empty()
            && self.strong.first().is_some_and(|range| range.start <= from && range.end >= from + words.len())
    }
}

impl Block {
    /// Its words on one line.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        for line in &self.lines {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(line.text.trim());
        }
        out
    }

    pub(super) fn is_blank(&self) -> bool {
        match &self.kind {
            Kind::Plain(paragraphs) => paragraphs.is_empty(),
            _ => self.lines.iter().all(|line| line.text.trim().is_empty()),
        }
    }

    pub(super) fn place(&self) -> Place {
        match &self.kind {
            Kind::Plain(paragraphs) => paragraphs.first().map(|paragraph| paragraph.place),
            _ => self.lines.first().map(|line| line.place),
        }
        .unwrap_or_default()
    }
}

/// Reads a bill from blocks.
///
/// # Errors
/// There is neither an enacting clause nor a section in them.
pub(super) fn read(mut blocks: Vec<Block>, mut front: FrontMatter, notes: Notes) -> Result<Bill, Problem> {
    blocks.retain(|block| !block.is_blank());
    let (contents, mut blocks): (Vec<_>, Vec<_>) = blocks.into_iter().partition(|block| block.kind == Kind::Contents);
    body::unquote(&mut blocks);
    body::name_sections(&mut blocks);
    let Some(start) = body::start(&blocks) else {
        return Err(Problem::new(
            "this is no bill: it holds neither an enacting clause nor a section",
            "Sections begin with \"SEC. 2.\" or \"Section 2:\"; a passage in prose is read with --from passage",
        )
        .of_no_bill());
    };
    let mut body = blocks.split_off(start);
    let aside = body::read_front(&blocks, &mut front);
    let end = body.iter().position(body::ends).unwrap_or(body.len());
    body.truncate(end);
    body::cut_clause(&mut body);
    let manner = Manner { appropriations: body::is_appropriations(&front, &body), free: true };
    let mut builder = BillBuilder::new(front);
    notes.tell(&mut builder);
    if let Some((words, place)) = aside {
        builder.note(
            "front-matter-set-aside",
            format!("{words} words before the bill's text are no part of it"),
            place,
        );
    }
    contents.iter().for_each(|entry| builder.contents_entry(body::without_page(&entry.text())));
    outline::read(&shape::paragraphs(&body), manner, &mut builder);
    Ok(builder.finish())
}

/// Reads a passage: what is quoted, or, where nothing is, all of it.
///
/// # Errors
/// There are no words in it.
pub(super) fn read_passage(mut blocks: Vec<Block>, front: FrontMatter, mut notes: Notes) -> Result<Bill, Problem> {
    blocks.retain(|block| !block.is_blank());
    if blocks.is_empty() {
        return Err(Problem::new("the passage holds no words", "Give the words of the provision"));
    }
    let is_prose = |block: &Block| block.quoted == 0 && !is_numbered(&block.text()) && !body::heads_section(block);
    if blocks.iter().any(|block| block.quoted > 0) && blocks.iter().all(|block| block.quoted > 0 || is_prose(block)) {
        let (quoted, prose): (Vec<_>, Vec<_>) = blocks.into_iter().partition(|block| block.quoted > 0);
        if let Some(first) = prose.first() {
            let words: usize = prose.iter().map(|block| block.text().split_whitespace().count()).sum();
            notes.push("passage-prose-set-aside", format!("{words} words stand around what is quoted"), first.place());
        }
        blocks = quoted;
    }
    body::unquote_whole(&mut blocks);
    let mut builder = BillBuilder::new(front);
    notes.tell(&mut builder);
    let paragraphs = shape::passage(&blocks);
    outline::read(&paragraphs, Manner { appropriations: false, free: true }, &mut builder);
    Ok(builder.finish())
}

/// What a reader was not certain of or left out, told once the bill is begun.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<(&'static str, String, Place)>);

impl Notes {
    pub(super) fn push(&mut self, code: &'static str, message: impl Into<String>, place: Place) {
        self.0.push((code, message.into(), place));
    }

    pub(super) fn append(&mut self, other: Notes) {
        self.0.extend(other.0);
    }

    /// Changes marked in the draft itself, struck and inserted words: one side of them is read.
    pub(super) fn changes(&mut self, count: usize, first: Option<Place>, side: Side) {
        let Some(place) = first else { return };
        let plural = if count == 1 { "change is" } else { "changes are" };
        match side {
            Side::Current => self.push(
                "struck-text-set-aside",
                format!("{count} marked {plural} read as made (--side struck for the words before)"),
                place,
            ),
            Side::Struck => {
                self.push("added-text-set-aside", format!("{count} marked {plural} read as not made"), place);
            }
        }
    }

    fn tell(self, builder: &mut BillBuilder) {
        self.0.into_iter().for_each(|(code, message, place)| builder.note(code, message, place));
    }
}

/// Whether text begins with an enumerator, quoted or not.
fn is_numbered(text: &str) -> bool {
    enumerator::starts(heads::unquoted(text.trim_start()))
}
