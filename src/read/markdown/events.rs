//! Markdown's events become blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use quick_xml::escape::resolve_html5_entity;

use super::inline;
use crate::bill::Place;
use crate::read::blocks::{Block, Item, Kind, Notes, Rich};
use crate::read::places::Places;
use crate::read::{Side, gpo};

/// A Markdown document.
pub(super) struct Document {
    pub blocks: Vec<Block>,
    /// The lines between the dashes at its head.
    pub metadata: String,
    pub notes: Notes,
}

/// Reads a document.
pub(super) fn read(source: &str, side: Side) -> Document {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader {
        source,
        places: Places::new(source),
        side,
        done: Vec::new(),
        block: None,
        lists: Vec::new(),
        quotes: Vec::new(),
        strong: 0,
        struck: 0,
        inserted: 0,
        aside: Aside::default(),
        raw: None,
        metadata: String::new(),
        cells: 0,
    };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end_block();
    let notes = reader.notes();
    Document { blocks: reader.done, metadata: reader.metadata, notes }
}

/// What is counted because it is no text.
#[derive(Default)]
struct Aside {
    changes: usize,
    changed_at: Option<Place>,
    footnotes: usize,
    noted_at: Option<Place>,
    /// Inside a footnote or the description of an image.
    depth: usize,
}

/// A list that is open.
struct List {
    /// The number of its next item.
    next: Option<u64>,
    /// The item that is open has no block yet.
    fresh: Option<Item>,
}

/// A block whose text comes raw.
struct Raw {
    kind: RawKind,
    text: String,
    offset: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum RawKind {
    Fenced,
    Indented,
    Html,
    Metadata,
}

struct Reader<'a> {
    source: &'a str,
    places: Places<'a>,
    side: Side,
    done: Vec<Block>,
    block: Option<Block>,
    lists: Vec<List>,
    /// For each open quotation, how many lists were open around it.
    quotes: Vec<usize>,
    strong: usize,
    struck: usize,
    inserted: usize,
    aside: Aside,
    raw: Option<Raw>,
    metadata: String,
    /// Cells of the row that is open.
    cells: usize,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if let Some(raw) = &mut self.raw {
            match event {
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => raw.text.push_str(&text),
                Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_)) => self.end_raw(),
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range.start),
            // Two back quotes open a quotation in typed bills; Markdown takes them for code.
            Event::Code(text) => {
                let raw = &self.source[range.clone()];
                let words = if raw.starts_with("``") && !raw.starts_with("```") { raw } else { &*text };
                self.text(words, range.start);
            }
            Event::Html(text) | Event::InlineHtml(text) => self.tag(inline::tag(&text), range.start),
            Event::SoftBreak => self.line(false),
            Event::HardBreak => self.line(true),
            Event::Rule => self.rule(range),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range.start),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.begin(Kind::Text),
            Tag::Heading { level, .. } => self.begin(Kind::Heading(*level as u8)),
            Tag::BlockQuote(_) => {
                self.end_block();
                self.quotes.push(self.lists.len());
            }
            Tag::List(first) => {
                self.end_block();
                self.lists.push(List { next: *first, fresh: None });
            }
            Tag::Item => self.item(),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => self.begin_raw(RawKind::Fenced, range.start),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.begin_raw(RawKind::Indented, range.start),
            Tag::HtmlBlock => self.begin_raw(RawKind::Html, range.start),
            Tag::MetadataBlock(_) => self.begin_raw(RawKind::Metadata, range.start),
            Tag::TableHead | Tag::TableRow => {
                self.begin(Kind::Row);
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.text(" | ", range.start);
                }
                self.cells += 1;
            }
            Tag::Emphasis | Tag::Strong => self.strong += 1,
            Tag::Strikethrough => self.change(range.start, true),
            Tag::FootnoteDefinition(_) => {
                self.end_block();
                self.aside.footnotes += 1;
                let place = self.places.at(range.start);
                self.aside.noted_at.get_or_insert(place);
                self.aside.depth += 1;
            }
            Tag::Image { .. } => self.aside.depth += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableHead | TagEnd::TableRow | TagEnd::Item => {
                self.end_block();
            }
            TagEnd::BlockQuote(_) => {
                self.end_block();
                self.quotes.pop();
            }
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::FootnoteDefinition => {
                self.end_block();
                self.aside.depth = self.aside.depth.saturating_sub(1);
            }
            TagEnd::Image => self.aside.depth = self.aside.depth.saturating_sub(1),
            _ => {}
        }
    }

    fn item(&mut self) {
        self.end_block();
        if let Some(list) = self.lists.last_mut() {
            let marker = list.next.map(|number| format!("({number})"));
            list.next = list.next.map(|number| number.saturating_add(1));
            list.fresh = Some(Item::First(marker));
        }
    }

    // ---- blocks -----------------------------------------------------------------------------------

    fn begin(&mut self, kind: Kind) {
        self.end_block();
        let around = self.quotes.last().copied().unwrap_or(0);
        let depth = self.lists.len().saturating_sub(around);
        let item = match self.lists.last_mut() {
            Some(list) if depth > 0 => list.fresh.take().unwrap_or(Item::Later),
            _ => Item::None,
        };
        self.block = Some(Block {
            kind,
            lines: Vec::new(),
            quoted: small(self.quotes.len()),
            depth: (depth > 0).then(|| small(depth)),
            item,
            centred: false,
        });
    }

    fn end_block(&mut self) {
        self.done.extend(self.block.take());
    }

    fn begin_raw(&mut self, kind: RawKind, offset: usize) {
        self.end_block();
        self.raw = Some(Raw { kind, text: String::new(), offset });
    }

    /// Fenced text is laid out as on a page, with its own indentation; indented text is text whose author
    /// indents, for Markdown only by chance code.
    fn end_raw(&mut self) {
        let Some(raw) = self.raw.take() else { return };
        let place = self.places.at(raw.offset);
        match raw.kind {
            RawKind::Metadata => self.metadata = raw.text,
            RawKind::Fenced => {
                let laid = gpo::embedded(&raw.text, place.line + 1, self.side);
                self.begin(Kind::Plain(laid));
            }
            RawKind::Indented => self.lines_of(&raw.text, place),
            RawKind::Html => self.html(&raw.text, raw.offset),
        }
        self.end_block();
    }

    /// A block of HTML is a paragraph; a blank line cannot stand in it. What it strikes stays struck until it says
    /// otherwise, over the paragraphs that follow.
    fn html(&mut self, html: &str, offset: usize) {
        self.begin(Kind::Text);
        for (at, piece) in inline::pieces(html) {
            match piece {
                inline::Piece::Tag(tag) => self.tag(tag, offset + at),
                inline::Piece::Words(words) => self.html_words(words, offset + at),
            }
        }
    }

    fn html_words(&mut self, words: &str, offset: usize) {
        let mut at = offset;
        for line in words.split_inclusive('\n') {
            if !line.trim().is_empty() {
                let resolved = quick_xml::escape::unescape_with(line.trim_end(), resolve_html5_entity);
                self.text(&resolved.unwrap_or_else(|_| line.trim_end().into()), at);
            }
            if line.ends_with('\n') {
                self.line(false);
            }
            at += line.len();
        }
    }

    fn lines_of(&mut self, text: &str, place: Place) {
        if self.aside.depth > 0 {
            return;
        }
        self.begin(Kind::Text);
        for (at, line) in text.lines().enumerate() {
            let indent = line.chars().take_while(|c| c.is_whitespace()).count() as u32;
            let column = if at == 0 { place.column } else { 1 } + indent;
            let place = Place { line: place.line + at as u32, column, page: 0 };
            if line.trim().is_empty() {
                let going_on = self.block.as_ref().is_some_and(|block| !block.is_blank());
                if going_on {
                    self.begin(Kind::Text);
                }
            } else if let Some(block) = &mut self.block {
                block.lines.push(Rich::new(line.trim(), place));
            }
        }
    }

    /// A rule has no words; but "* * *" inside a quotation marks words left out.
    fn rule(&mut self, range: Range<usize>) {
        self.end_block();
        if !self.quotes.is_empty() && self.source[range.clone()].contains("* *") {
            self.text("* * *", range.start);
            self.end_block();
        }
    }

    // ---- running text -----------------------------------------------------------------------------

    fn text(&mut self, text: &str, offset: usize) {
        let left_out = match self.side {
            Side::Current => self.struck > 0,
            Side::Struck => self.inserted > 0,
        };
        if self.aside.depth > 0 || left_out {
            return;
        }
        if self.block.is_none() {
            self.begin(Kind::Text);
        }
        let Some(block) = &mut self.block else { return };
        if block.lines.is_empty() || block.lines.last().is_some_and(|line| line.text.is_empty()) {
            let broken = block.lines.pop().is_some_and(|line| line.broken);
            let place = self.places.at(offset);
            block.lines.push(Rich { broken, ..Rich::new("", place) });
        }
        if let Some(line) = block.lines.last_mut() {
            line.push(text, self.strong > 0);
        }
    }

    fn line(&mut self, broken: bool) {
        if let Some(block) = &mut self.block {
            block.lines.push(Rich { broken, ..Rich::default() });
        }
    }

    fn tag(&mut self, tag: inline::Tag, offset: usize) {
        match tag {
            inline::Tag::Break => self.line(true),
            inline::Tag::StrikeOpens => self.change(offset, true),
            inline::Tag::StrikeCloses => self.struck = self.struck.saturating_sub(1),
            inline::Tag::InsertOpens => self.change(offset, false),
            inline::Tag::InsertCloses => self.inserted = self.inserted.saturating_sub(1),
            inline::Tag::Nothing => {}
        }
    }

    fn change(&mut self, offset: usize, struck: bool) {
        let place = self.places.at(offset);
        self.aside.changed_at.get_or_insert(place);
        self.aside.changes += 1;
        if struck {
            self.struck += 1;
        } else {
            self.inserted += 1;
        }
    }

    fn notes(&self) -> Notes {
        let mut notes = Notes::default();
        notes.changes(self.aside.changes, self.aside.changed_at, self.side);
        if let Some(place) = self.aside.noted_at {
            notes.push(
                "footnotes-set-aside",
                format!("{} footnotes are no text of the bill", self.aside.footnotes),
                place,
            );
        }
        notes
    }
}

fn small(count: usize) -> u8 {
    count.min(usize::from(u8::MAX)) as u8
}
