//! Paragraphs -> provisions: the one outline parser of all formats that are not XML.
//!
//! 1. [`lines`](super::lines) joins wrapped lines into paragraphs.
//! 2. [`heads`], [`accounts`]: is it a section's head, a title's, an appropriations heading?
//! 3. [`enumerator`], [`ladder`]: which level is "(i)"?
//! 4. [`quotes`], [`quoted`]: is it law quoted into another act, and where does the quotation end?
//! 5. [`contents`]: the bill's own table of contents, which is no text of it.
//! 6. [`told`], [`order`]: what formats that know headings, quotations and lists add, and drafts by other hands.
//! 7. [`amendments`]: documents that amend a bill, whose instructions are no text of it.
//! 8. [`Outline`]: keeps what is open and tells the builder.
//!
//! Nothing is refused here: what is not recognised is text of the innermost open provision, so no word is
//! lost. The stack of open provisions is a list, not the call stack: no input can overflow it.

pub(super) mod accounts;
pub(super) mod amendments;
mod contents;
pub(super) mod enumerator;
pub(super) mod heads;
pub(super) mod ladder;
mod markers;
mod order;
mod quoted;
pub(super) mod quotes;
pub(super) mod run_in;
pub(super) mod told;

use self::accounts::{is_parenthetical, rank};
use self::amendments::Amendments;
use self::contents::Contents;
use self::heads::{ContainerHead, SectionHead};
use self::ladder::{Evidence, Rung};
use self::markers::Markers;
use self::order::Order;
use super::lines::Paragraph;
use crate::bill::{BillBuilder, Level, Place};

/// What a reader knows of a bill before its text is read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    /// An appropriations act: centred headings are departments, agencies and accounts.
    pub appropriations: bool,
    /// The draft may be by any hand: its order of enumerators is learnt, and the depth of its lists is certain.
    pub free: bool,
}

/// Reads paragraphs into provisions: a bill's text, or each of the texts that an amending document inserts.
pub(super) fn read(paragraphs: &[Paragraph], manner: Manner, builder: &mut BillBuilder) {
    let Some(amendments) = Amendments::of(paragraphs) else { return read_text(paragraphs, manner, builder) };
    for text in &amendments.texts {
        read_text(&paragraphs[text.clone()], manner, builder);
    }
    if amendments.fragment {
        builder.front().fragment = true;
        amendments::note_fragment(amendments.instructions, amendments.place, builder);
    }
}

fn read_text(paragraphs: &[Paragraph], manner: Manner, builder: &mut BillBuilder) {
    let markers = Markers::of(paragraphs);
    let mut outline = Outline {
        builder,
        manner,
        open: Vec::new(),
        blocks: Vec::new(),
        block_place: Place::default(),
        contents: Contents::default(),
        tail: String::new(),
        markers: &markers,
        heads_sections: contents::heads_of_sections(paragraphs),
        order: if manner.free { Order::learn(paragraphs) } else { Order::USUAL },
        told_blocks: false,
        head_rank: 0,
    };
    for (at, paragraph) in paragraphs.iter().enumerate() {
        outline.paragraph(At { at, paragraph, next: paragraphs.get(at + 1) });
    }
    outline.note_open_blocks();
    outline.close_to(0);
}

/// A paragraph and its place among the others.
#[derive(Clone, Copy)]
struct At<'p> {
    at: usize,
    paragraph: &'p Paragraph,
    next: Option<&'p Paragraph>,
}

/// An open provision.
#[derive(Debug, Clone, Copy)]
struct Open {
    rung: Rung,
    /// It has text or provisions of its own, beyond its heading.
    begun: bool,
    /// It has a heading.
    named: bool,
    /// A unit (a section, an account) stands inside it.
    holds_units: bool,
}

struct Outline<'b, 'p> {
    builder: &'b mut BillBuilder,
    manner: Manner,
    /// In step with the provisions open in the builder.
    open: Vec<Open>,
    /// Where in `open` the quoted blocks are.
    blocks: Vec<usize>,
    /// Where the last of them began.
    block_place: Place,
    contents: Contents,
    /// The last words of text, to see whether a list or a quotation is due.
    tail: String,
    markers: &'p Markers<'p>,
    /// For each paragraph, whether it heads sections of the text itself.
    heads_sections: Vec<bool>,
    /// Which kind of enumerator stands above which in the bill itself.
    order: Order,
    /// The open blocks are told by the format: they end where it says.
    told_blocks: bool,
    /// The rank of the heading of the last section, where the format tells.
    head_rank: u8,
}

/// How much of the last text is kept to look back at, in bytes.
const TAIL: usize = 240;

impl Outline<'_, '_> {
    fn paragraph(&mut self, here: At<'_>) {
        self.builder.text_at(here.paragraph.place);
        let text = here.paragraph.text.as_str();
        if self.row(here) || self.contents_line(here) || self.told_quotation(here) || self.quoted_paragraph(here) {
            return;
        }
        if self.is_section(here) {
            self.end_blocks(0);
        }
        self.content(here, text);
    }

    /// Reads text of a paragraph (without the marks of quotations around it).
    fn content(&mut self, here: At<'_>, text: &str) {
        let paragraph = here.paragraph;
        if let Some(head) =
            told::container(paragraph, text).filter(|head| paragraph.centred || self.is_bare_head(here, head))
        {
            return self.container(here, head);
        }
        if paragraph.centred && self.centred(here, text) {
            return;
        }
        if let Some(head) = told::section(paragraph, text).filter(|head| self.is_section_head(here, head)) {
            return self.section(here, text, head);
        }
        if paragraph.told.heading.is_some() && self.unnumbered_heading(here, text) {
            return;
        }
        if self.blocks.is_empty() && text.starts_with("Whereas") && self.may_recite() {
            return self.recital(here, text);
        }
        self.body(here, text, 0);
    }

    /// Whether a paragraph heads a section of the bill itself.
    fn is_section(&self, here: At<'_>) -> bool {
        told::section(here.paragraph, &here.paragraph.text).is_some_and(|head| self.is_section_head(here, &head))
    }

    fn is_section_head(&self, here: At<'_>, head: &SectionHead<'_>) -> bool {
        let paragraph = here.paragraph;
        // Wrapped citations ("47 C.F.R. / Sec. 12. The") stand at a wrapped column, sections never do.
        head.in_capitals()
            || paragraph.told.heading.is_some()
            || !paragraph.flush && (paragraph.depth.is_none_or(|depth| depth == 0) || !self.blocks.is_empty())
    }

    /// A title's head that is not centred because the layout is lost: it stands alone, in capitals or with a dash.
    fn is_bare_head(&self, here: At<'_>, head: &ContainerHead<'_>) -> bool {
        here.paragraph.depth.is_none()
            && (!head.name.is_empty() || here.paragraph.blank_before)
            && !here.paragraph.text.ends_with([';', ','])
    }

    // ---- what stands above sections -------------------------------------------------------------

    fn container(&mut self, here: At<'_>, head: ContainerHead<'_>) {
        self.close_blocks_for(here);
        self.make_room_for_container(head.level);
        self.open(head.level, here.paragraph.place, None, None);
        let keyword = head.level.keyword().unwrap_or_default();
        self.builder.designation(&format!("{keyword} {}", head.number));
        self.name(head.name);
        self.tail.clear();
    }

    /// Closes what a numbered part ends. Parts and chapters nest either way, so one that is not open already
    /// begins inside whatever of the kind is.
    fn make_room_for_container(&mut self, level: Level) {
        let floor = self.floor();
        let same = self.open[floor..].iter().rposition(|open| open.rung.level == level).map(|at| at + floor);
        let keep = same.unwrap_or_else(|| {
            let nests = |other: Level| {
                other < level || other.is_container() && other >= Level::Chapter && level >= Level::Chapter
            };
            floor
                + self.open[floor..]
                    .iter()
                    .take_while(|open| open.rung.level.is_container() && nests(open.rung.level))
                    .count()
        });
        self.close_to(keep);
    }

    /// A centred line that is no numbered part: the name of one, or an appropriations heading. False if it is
    /// neither, and so text.
    fn centred(&mut self, here: At<'_>, text: &str) -> bool {
        if let Some(top) = self.open.last().copied().filter(|top| top.rung.level.is_container() && !top.begun) {
            let named = top.named;
            let names =
                !named && !is_parenthetical(text) && (rank(text) == Level::Department || !self.manner.appropriations);
            if names || named && is_parenthetical(text) && top.rung.level.is_container() {
                self.name(text);
                return true;
            }
        }
        if !self.manner.appropriations || text.ends_with(['.', ':', ';']) && !is_parenthetical(text) {
            return false;
        }
        self.close_blocks_for(here);
        self.appropriation(here, text);
        true
    }

    fn appropriation(&mut self, here: At<'_>, text: &str) {
        let last = self.open.iter().rposition(|open| open.rung.level.is_appropriation());
        let mut level = rank(text);
        if is_parenthetical(text) {
            match last {
                Some(at) if at + 1 == self.open.len() && !self.open[at].begun => {
                    return self.name(text);
                }
                Some(at) => level = self.open[at].rung.level,
                None => {}
            }
        }
        let above = |open: &&Open| {
            open.rung.level.is_container() || open.rung.level.is_appropriation() && open.rung.level < level
        };
        let keep = self.open.iter().take_while(above).count();
        self.close_to(keep);
        self.open(level, here.paragraph.place, None, None);
        self.name(text);
        self.tail.clear();
    }

    // ---- sections and what stands beside them ---------------------------------------------------

    fn section(&mut self, here: At<'_>, text: &str, head: SectionHead<'_>) {
        self.make_room_for_unit();
        self.open(
            Level::Section,
            here.paragraph.place,
            None,
            here.paragraph.depth.filter(|_| !here.paragraph.at_margin),
        );
        self.builder.designation(head.number);
        self.tail.clear();
        let told = here.paragraph.told;
        self.head_rank = told.heading.unwrap_or(0);
        let in_capitals = told.headed || run_in::is_in_capitals(head.rest);
        let heading =
            head.in_capitals() && in_capitals || told.heading.is_some() || self.is_code_style(here, head.rest);
        if heading {
            self.name(head.rest);
            self.contents.expect_after_heading(head.rest);
        } else {
            self.body(here, head.rest, text.len() - head.rest.len());
        }
    }

    /// A quoted section in the style of the Code has a heading without a stop, alone in its paragraph.
    fn is_code_style(&self, here: At<'_>, rest: &str) -> bool {
        !self.blocks.is_empty()
            && !rest.is_empty()
            && !rest.starts_with('(')
            && here.next.is_some()
            && !rest.trim_end().ends_with(['.', ':', ';', ',', '-', '—'])
    }

    /// Closes what a section ends: another section, an account with money; headings that only head others
    /// ("Administrative Provisions") hold it.
    fn make_room_for_unit(&mut self) {
        let floor = self.floor();
        let holds = |open: &&Open| {
            let level = open.rung.level;
            level.is_container() || level.is_appropriation() && (!open.begun || open.holds_units)
        };
        let keep = floor + self.open[floor..].iter().take_while(holds).count();
        self.close_to(keep);
    }

    fn may_recite(&self) -> bool {
        self.open.first().is_none_or(|open| open.rung.level == Level::Recital)
    }

    fn recital(&mut self, here: At<'_>, text: &str) {
        self.close_to(0);
        self.open(Level::Recital, here.paragraph.place, None, Some(0));
        self.say(text);
    }

    fn unnumbered_unit(&mut self, place: Place, text: &str) {
        self.make_room_for_unit();
        self.open(Level::Text, place, None, Some(0));
        self.say(text);
    }

    // ---- inside sections ------------------------------------------------------------------------

    /// Text that may begin with enumerators; `skipped` bytes of the paragraph stand before it.
    fn body(&mut self, here: At<'_>, text: &str, skipped: usize) {
        let mut rest = text.trim_start();
        let mut opened = skipped > 0;
        while let Some(found) = enumerator::at_start(rest) {
            let offset = skipped + (text.len() - rest.len());
            if !self.enumerated(here, found, offset, opened) {
                break;
            }
            opened = true;
            rest = rest[found.printed.len()..].trim_start();
            if let Some((heading, after)) = run_in::heading(rest) {
                self.name(heading);
                self.contents.expect_after_heading(heading);
                self.tail.clear();
                rest = after;
            }
        }
        match () {
            () if rest.is_empty() => {}
            () if opened && here.paragraph.told.heading.is_some() => self.name(rest),
            () if opened => self.say(rest),
            () => self.unnumbered(here, rest),
        }
    }

    /// Opens the provision of an enumerator. A further one on the same line ("(b)(1)") only counts as the
    /// first of a list inside the one before it; anything else there is running text.
    fn enumerated(&mut self, here: At<'_>, found: enumerator::Enumerator<'_>, offset: usize, inline: bool) -> bool {
        let floor = self.floor();
        let rungs: Vec<Rung> =
            self.open[floor..].iter().map(|open| open.rung).filter(|rung| rung.level >= Level::Subsection).collect();
        let evidence = Evidence {
            open: &rungs,
            depth: here.paragraph.depth.filter(|_| !inline),
            lead_in: inline || run_in::leads_in(&self.tail),
            announced: if rungs.is_empty() && !self.blocks.is_empty() { run_in::announced(&self.tail) } else { None },
            ahead: self.markers.ahead(here.at),
            order: if self.blocks.is_empty() { self.order } else { Order::USUAL },
        };
        let Some(mut reading) = ladder::choose(found.inner, &evidence) else { return false };
        if self.manner.free && !inline {
            reading.level = told::nested(reading.level, &rungs, here.paragraph.depth);
        }
        let deeper = rungs.last().is_none_or(|rung| reading.level > rung.level);
        if inline
            && !(deeper && reading.ordinal == enumerator::Ordinal::FIRST
                || deeper && offset > 0 && self.tail.is_empty())
        {
            return false;
        }
        let keep = floor + self.open[floor..].iter().take_while(|open| open.rung.level < reading.level).count();
        self.close_to(keep);
        self.need_unit(here.paragraph.place);
        let mut place = here.paragraph.place;
        place.column += offset as u32;
        self.open(reading.level, place, Some(reading.ordinal), here.paragraph.depth);
        self.builder.designation(found.printed);
        self.tail.clear();
        true
    }

    /// A paragraph without a number: flush text, a further paragraph, an unnumbered item of a list.
    fn unnumbered(&mut self, here: At<'_>, text: &str) {
        let paragraph = here.paragraph;
        let floor = self.floor();
        let unit = self.open.iter().rposition(|open| !self.is_small(open.rung.level));
        let in_unit = unit.is_some_and(|at| at >= floor.saturating_sub(1) && !self.open[at].rung.level.is_container());
        let resolved = unit.is_some_and(|at| self.open[at].rung.level == Level::Recital) && text.starts_with("That ");
        let closing = run_in::is_closing_citation(text) && self.blocks.is_empty() && !paragraph.flush;
        let beside =
            closing && unit.is_some_and(|at| self.open[at].begun) && paragraph.depth.is_none_or(|depth| depth == 0);
        if !in_unit || resolved || beside {
            return self.unnumbered_unit(paragraph.place, text);
        }
        match paragraph.depth {
            Some(depth) if paragraph.flush => self.flush(depth),
            Some(0) => self.flush_to_unit(),
            Some(depth) => return self.unnumbered_item(paragraph.place, depth, text),
            None => self.flush_without_columns(text),
        }
        self.say(text);
    }

    /// Flush text belongs to the innermost open provision that is printed no deeper.
    fn flush(&mut self, depth: u8) {
        let floor = self.open.iter().rposition(|open| !self.is_small(open.rung.level)).map_or(0, |unit| unit + 1);
        let keep = self.open[floor..].iter().rposition(|open| open.rung.depth.is_none_or(|other| other <= depth));
        self.close_to(keep.map_or(floor, |at| floor + at + 1));
    }

    /// Closes all inside the innermost section, account or quoted block.
    fn flush_to_unit(&mut self) {
        let unit = self.open.iter().rposition(|open| !self.is_small(open.rung.level));
        self.close_to(unit.map_or(0, |at| at + 1));
    }

    /// Without columns: a sentence that goes on after a list belongs to what the list is in; one that begins
    /// anew is a paragraph of the section.
    fn flush_without_columns(&mut self, text: &str) {
        if run_in::leads_in(&self.tail) {
            return;
        }
        if text.starts_with(|c: char| c.is_lowercase()) && self.tail.ends_with([';', ',']) {
            let top = self.open.len();
            if top > self.floor() && self.is_small(self.open[top - 1].rung.level) {
                self.close_to(top - 1);
            }
        } else if self.tail.ends_with('.') {
            self.flush_to_unit();
        }
    }

    /// An item of a list that has no number: a provision without a designation, a level below what it is in.
    fn unnumbered_item(&mut self, place: Place, depth: u8, text: &str) {
        let floor = self.floor();
        let keep =
            self.open[floor..].iter().take_while(|open| open.rung.depth.is_none_or(|other| other < depth)).count();
        self.close_to(floor + keep);
        let level = match self.open.last().map(|open| open.rung.level) {
            Some(level) if self.is_small(level) => ladder::below(level),
            _ => Level::Paragraph,
        };
        self.open(level, place, None, Some(depth));
        self.say(text);
    }

    // ---- the stack ------------------------------------------------------------------------------

    /// Subsection and below, or what the reader opens inside sections.
    fn is_small(&self, level: Level) -> bool {
        level >= Level::Subsection && level != Level::QuotedBlock
    }

    /// The first place in `open` that belongs to the innermost quoted block, or the unit if none is open.
    fn floor(&self) -> usize {
        match self.blocks.last() {
            Some(&block) => block + 1,
            None => 0,
        }
    }

    fn open(&mut self, level: Level, place: Place, ordinal: Option<enumerator::Ordinal>, depth: Option<u8>) {
        let unit = level.is_unit() && !level.is_container() && self.blocks.is_empty();
        for open in &mut self.open {
            open.holds_units |= unit;
        }
        if let Some(top) = self.open.last_mut() {
            top.begun = true;
        }
        self.builder.open(level, place);
        self.open.push(Open { rung: Rung { level, ordinal, depth }, begun: false, named: false, holds_units: false });
    }

    /// Adds to the heading of the innermost open provision.
    fn name(&mut self, heading: &str) {
        if let Some(top) = self.open.last_mut() {
            top.named |= !heading.is_empty();
        }
        self.builder.heading(" ");
        self.builder.heading(heading);
    }

    fn close_to(&mut self, keep: usize) {
        while self.open.len() > keep {
            self.builder.close();
            self.open.pop();
        }
        while self.blocks.last().is_some_and(|&block| block >= self.open.len()) {
            self.blocks.pop();
        }
    }

    /// Adds text to the innermost open provision.
    fn say(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(top) = self.open.last_mut() {
            top.begun = true;
        }
        self.builder.text(" ");
        self.builder.text(text);
        let from = text.len().saturating_sub(TAIL);
        let from = (from..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        self.tail.clear();
        self.tail.push_str(text[from..].trim_end());
        self.contents.expect_after_text(&self.tail);
    }
}
