//! Walks the tape once and tells the builder what it meets.

use super::appropriations::OpenHeading;
use super::current::Choice;
use super::elements::Role;
use super::tape::{Mark, Tape};
use crate::bill::{BillBuilder, Format, Level};
use crate::read::outline::run_in;
use crate::read::places::Places;

/// Where text goes at the moment.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Into {
    /// Outside every body.
    Nowhere,
    Text,
    Designation,
    Heading,
    Contents,
}

/// What to undo when an element ends.
pub(super) struct Frame {
    /// Where text went before it.
    before: Into,
    pub(super) closes: Closes,
    quotes: u32,
}

pub(super) enum Closes {
    Nothing,
    Provision,
    /// A section: it ends when the next thing begins, since text without a heading may go on with it.
    Section,
    QuotedBlock,
    /// A block of text: the next words do not run on.
    Block,
    Quote(char),
    LooseText,
    Entry,
}

pub struct Walker<'t, 'a> {
    pub(super) tape: &'t Tape<'a>,
    choice: &'t Choice,
    pub(super) builder: &'t mut BillBuilder,
    pub(super) places: Places<'a>,
    /// Quotation marks stand in the text itself (USLM), and those around quoted blocks are to be taken off.
    typed_quotes: bool,
    /// Enumerators follow the ladder of Congress, and mend a level tagged for its looks.
    by_enumerators: bool,
    pub(super) into: Into,
    pub(super) frames: Vec<Frame>,
    pub(super) headings: Vec<OpenHeading>,
    /// How many quoted blocks and quotes are open: their marks alternate.
    quotes: u32,
    /// How many quoted blocks are open.
    blocks: u32,
    /// The next text may begin with a heading that the drafter did not tag.
    may_head: bool,
    /// A section's element has ended and nothing has begun since.
    lingers: bool,
    /// Typed opening marks still to be taken off at the start of this provision.
    opening: u32,
    /// Text marks that end a quoted block: their typed closing marks are taken off.
    endings: Vec<u32>,
    entry: String,
    pub unknown: Vec<u32>,
}

impl<'t, 'a> Walker<'t, 'a> {
    pub fn new(
        tape: &'t Tape<'a>,
        choice: &'t Choice,
        builder: &'t mut BillBuilder,
        source: &'a str,
        format: Format,
    ) -> Self {
        Self {
            tape,
            choice,
            builder,
            places: Places::new(source),
            typed_quotes: format == Format::Uslm,
            by_enumerators: format != Format::AkomaNtoso,
            into: Into::Nowhere,
            frames: Vec::new(),
            headings: Vec::new(),
            quotes: 0,
            blocks: 0,
            may_head: false,
            lingers: false,
            opening: 0,
            endings: Vec::new(),
            entry: String::new(),
            unknown: Vec::new(),
        }
    }

    /// Reads the whole document.
    pub fn walk(&mut self) {
        let mut at = 0;
        while at < self.tape.marks.len() {
            match self.tape.marks[at] {
                Mark::Open(id) if self.choice.left_out[id as usize] => {
                    at = self.tape.elements[id as usize].close;
                }
                Mark::Open(id) => self.enter(id),
                Mark::Close => self.leave(),
                Mark::Text(from, to) => self.text_mark(at as u32, from, to),
            }
            at += 1;
        }
    }

    fn enter(&mut self, id: u32) {
        let element = &self.tape.elements[id as usize];
        let part = self.tape.role(id);
        let mut frame = Frame { before: self.into, closes: Closes::Nothing, quotes: self.quotes };
        if self.lingers && self.goes_on(id) {
            self.lingers = false;
            frame.closes = Closes::Section;
            return self.frames.push(frame);
        }
        self.end_lingering();
        match part {
            Role::Body => {
                if self.into == Into::Nowhere {
                    self.into = Into::Text;
                }
            }
            _ if self.into == Into::Nowhere => {}
            Role::Level(level) if self.into == Into::Text => {
                let level = if self.by_enumerators { self.settle(id, level) } else { level };
                frame.closes = self.open(id, level);
            }
            Role::Undesignated if self.into == Into::Text => {
                let level = if self.builder.depth() == 0 || self.builder.level().is_container() {
                    Level::Text
                } else {
                    Level::Continuation
                };
                frame.closes = self.open(id, level);
            }
            Role::Appropriation(rank) => frame.closes = self.appropriation(id, rank),
            Role::LeveledAppropriation => {
                let rank = match element.attribute("level").as_deref() {
                    Some("major") => 0,
                    Some("intermediate") => 1,
                    _ => 2,
                };
                frame.closes = self.appropriation(id, rank);
            }
            Role::Designation => self.into = Into::Designation,
            Role::Heading => self.heading(),
            Role::Aside => {
                self.into = Into::Text;
                self.push(" ");
                frame.closes = Closes::Block;
            }
            Role::Text | Role::Level(_) | Role::Undesignated => {
                self.push(" ");
                self.may_head = self.into == Into::Text && self.awaits_heading();
                if self.builder.has_children() || self.builder.depth() == 0 {
                    self.builder.text_at(self.places.at(element.offset));
                }
                frame.closes = Closes::Block;
            }
            Role::Quote => frame.closes = self.quote(id),
            Role::QuotedBlock => frame.closes = self.quoted_block(id),
            Role::AfterQuotedBlock => frame.closes = self.after_quoted_block(),
            Role::Contents => {
                if self.builder.quoted() {
                    frame.closes = self.open(id, Level::List);
                } else {
                    self.into = Into::Contents;
                    self.entry.clear();
                }
            }
            Role::ContentsEntry => frame.closes = self.contents_entry(id),
            Role::Cell => self.cell(id),
            Role::Break => self.push(" "),
            Role::Unknown => self.unknown.push(id),
            Role::Inline | Role::Struck | Role::Added | Role::Omit => {}
        }
        self.frames.push(frame);
    }

    fn leave(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        self.end_lingering();
        while self.headings.last().is_some_and(|heading| heading.base > self.frames.len()) {
            self.headings.pop();
            self.builder.close();
        }
        match frame.closes {
            Closes::Nothing => {}
            Closes::Provision => self.builder.close(),
            Closes::Section => self.lingers = true,
            Closes::QuotedBlock => {
                self.builder.close();
                self.blocks -= 1;
            }
            Closes::Block => self.push(" "),
            Closes::LooseText => self.builder.end_loose_text(),
            Closes::Quote(mark) => self.push(mark.encode_utf8(&mut [0; 4])),
            Closes::Entry => {
                let entry = std::mem::take(&mut self.entry);
                self.builder.contents_entry(&entry);
            }
        }
        self.quotes = frame.quotes;
        self.into = frame.before;
    }

    /// Opens a provision. Sections without a number are unnumbered text beside the sections.
    fn open(&mut self, id: u32, level: Level) -> Closes {
        let level = match level {
            Level::Section if self.blocks == 0 && !self.has_number(id) => Level::Text,
            other => other,
        };
        if level.is_unit() {
            self.end_headings(level);
        }
        let place = self.places.at(self.tape.elements[id as usize].offset);
        self.builder.open(level, place);
        let around = &self.tape.elements[self.tape.elements[id as usize].parent as usize];
        if level == Level::Row && around.name == "thead" {
            self.builder.heads_table();
        }
        self.opening = if self.typed_quotes { self.blocks } else { 0 };
        if level == Level::Section && self.blocks == 0 { Closes::Section } else { Closes::Provision }
    }

    /// Ends the section that lingered, if one does.
    fn end_lingering(&mut self) {
        if std::mem::take(&mut self.lingers) {
            self.builder.close();
        }
    }

    /// Whether an element has a designation with something in it.
    pub(super) fn has_number(&self, id: u32) -> bool {
        let mut children = self.tape.children(id);
        children.any(|child| self.tape.role(child) == Role::Designation && !self.tape.text_of(child).trim().is_empty())
    }

    /// Headings go to the innermost open provision; where there is none to take one, they are text.
    fn heading(&mut self) {
        if self.into == Into::Text && self.builder.depth() > 0 {
            self.into = Into::Heading;
        }
        self.push(" ");
    }

    /// The file leaves quotation marks out (bill DTD): double and single alternate with depth. A term in a
    /// quote is printed in one pair.
    fn quote(&mut self, id: u32) -> Closes {
        let element = &self.tape.elements[id as usize];
        let around = self.tape.elements[element.parent as usize].name;
        if self.typed_quotes || element.name == "term" && around == "quote" {
            return Closes::Nothing;
        }
        let mark = if self.quotes.is_multiple_of(2) { '"' } else { '\'' };
        self.push(mark.encode_utf8(&mut [0; 4]));
        self.quotes += 1;
        Closes::Quote(mark)
    }

    fn quoted_block(&mut self, id: u32) -> Closes {
        if self.into != Into::Text {
            return Closes::Nothing;
        }
        self.blocks += 1;
        self.quotes = self.blocks;
        self.open(id, Level::QuotedBlock);
        if self.typed_quotes {
            self.endings.extend(self.last_text(id));
        }
        Closes::QuotedBlock
    }

    /// Punctuation after the block is the bill's own: the block ends before it.
    fn after_quoted_block(&mut self) -> Closes {
        let Some(frame) = self.frames.last_mut() else { return Closes::Nothing };
        if !matches!(frame.closes, Closes::QuotedBlock) {
            return Closes::Nothing;
        }
        frame.closes = Closes::Nothing;
        self.builder.close();
        self.blocks -= 1;
        Closes::LooseText
    }

    /// The last run of words inside an element.
    fn last_text(&self, id: u32) -> Option<u32> {
        let element = &self.tape.elements[id as usize];
        (element.open..element.close).rev().find_map(|at| match self.tape.marks[at] {
            Mark::Text(from, to) if !self.tape.text(from, to).trim().is_empty() => Some(at as u32),
            _ => None,
        })
    }

    fn contents_entry(&mut self, id: u32) -> Closes {
        match self.into {
            Into::Text if self.builder.quoted() => self.open(id, Level::ListItem),
            Into::Contents => {
                self.entry.clear();
                Closes::Entry
            }
            _ => Closes::Nothing,
        }
    }

    /// Cells of a row are parted by a bar, as the bill DTD's tables flatten.
    fn cell(&mut self, id: u32) {
        let row = self.tape.elements[id as usize].parent;
        let first = self.tape.children(row).next() == Some(id);
        self.push(if first { " " } else { " | " });
    }

    fn text_mark(&mut self, at: u32, from: u32, to: u32) {
        if self.into == Into::Nowhere {
            return;
        }
        let tape = self.tape;
        let mut text = tape.text(from, to);
        if self.lingers && !text.trim().is_empty() {
            self.end_lingering();
        }
        if self.opening > 0 {
            text = self.take_opening(text);
        }
        while self.endings.last().is_some_and(|&ending| ending == at) {
            self.endings.pop();
            text = take_closing(text);
        }
        if std::mem::take(&mut self.may_head)
            && let Some((heading, rest)) = run_in::heading(text.trim_start())
        {
            self.builder.heading(heading);
            text = rest;
        }
        self.push(text);
    }

    /// A numbered provision below the section without a heading or text so far: "(a) In general.—The ..." is
    /// sometimes tagged as text alone.
    fn awaits_heading(&self) -> bool {
        let small = (Level::Subsection..=Level::Subsubitem).contains(&self.builder.level());
        small && !self.builder.has_heading() && !self.builder.has_body() && !self.builder.has_children()
    }

    /// Takes the typed opening marks of quoted blocks off the start of a provision.
    fn take_opening<'s>(&mut self, text: &'s str) -> &'s str {
        let mut rest = text.trim_start();
        while self.opening > 0 {
            match rest.strip_prefix(['“', '‘', '"', '\'']) {
                Some(tail) => {
                    rest = tail.trim_start();
                    self.opening -= 1;
                }
                None if rest.is_empty() => return rest,
                None => self.opening = 0,
            }
        }
        rest
    }

    fn push(&mut self, text: &str) {
        match self.into {
            Into::Nowhere => {}
            Into::Text => self.builder.text(text),
            Into::Designation => self.builder.designation(text),
            Into::Heading => self.builder.heading(text),
            Into::Contents => self.entry.push_str(text),
        }
    }
}

/// Takes one typed closing mark off the end of a quoted block.
fn take_closing(text: &str) -> &str {
    let end = text.trim_end();
    end.strip_suffix(['”', '’', '"', '\'']).unwrap_or(text)
}
