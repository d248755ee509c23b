//! The text of a document: one pass over its tape, paragraph by paragraph.

use super::changes::{is_changed, is_left_out, is_mark_left_out, is_run_left_out};
use super::layout::Placed;
use super::numbering::{Numbering, Printed};
use super::styles::{Properties, Styles};
use crate::bill::Place;
use crate::read::Side;
use crate::read::blocks::{Block, Item, Kind, Notes, Rich};
use crate::read::xml::tape::{Mark, Tape};

/// What was read.
pub struct Read {
    pub paragraphs: Vec<Placed>,
    pub notes: Notes,
}

/// Reads the text of a document.
pub fn read(tape: &Tape<'_>, styles: &Styles, numbering: Numbering, side: Side) -> Read {
    let mut walker = Walker {
        tape,
        styles,
        numbering,
        side,
        out: Vec::new(),
        open: Vec::new(),
        runs: Vec::new(),
        rows: Vec::new(),
        pending: None,
        count: 0,
        aside: Aside::default(),
    };
    walker.walk();
    walker.end_pending();
    Read { notes: walker.aside.notes(side), paragraphs: walker.out }
}

/// What is counted because it is not read, or not all of it.
#[derive(Default)]
struct Aside {
    changes: usize,
    changed_at: Option<Place>,
    footnotes: usize,
    footnote_at: Option<Place>,
    hidden: usize,
    hidden_at: Option<Place>,
    /// Where a table stands deeper in others than rows are told apart.
    deep_table_at: Option<Place>,
}

impl Aside {
    fn notes(&self, side: Side) -> Notes {
        let mut notes = Notes::default();
        notes.changes(self.changes, self.changed_at, side);
        if let Some(place) = self.footnote_at {
            notes.push("footnotes-set-aside", format!("{} footnotes are no text of the bill", self.footnotes), place);
        }
        if let Some(place) = self.hidden_at {
            notes.push("hidden-text-set-aside", format!("{} hidden passages are not read", self.hidden), place);
        }
        if let Some(place) = self.deep_table_at {
            let message =
                format!("tables stand more than {DEEPEST_TABLE} deep in each other; their rows are told as one");
            notes.push("nesting-cut", message, place);
        }
        notes
    }
}

/// A paragraph that is open. In text boxes paragraphs stand inside paragraphs.
struct Paragraph {
    element: u32,
    properties: Properties,
    /// Of its runs, where they say nothing themselves.
    style: Properties,
    lines: Vec<Rich>,
    place: Place,
    /// It goes on with the next paragraph: the mark between them is not of the side that is read.
    goes_on: bool,
    /// How far tabs and spaces before its first word move that, in twentieths of a point.
    tabbed: i32,
    /// It has a word.
    begun: bool,
}

/// How a run of words is set.
#[derive(Clone, Copy, Default)]
struct Face {
    bold: bool,
    capitals: bool,
}

/// Word's tab stops, and the width of a space in type of 12 points, in twentieths of a point.
const TAB: i32 = 720;
const SPACE: i32 = 120;

/// A row of a table that is open.
struct Row {
    element: u32,
    cells: Vec<String>,
    /// Words of the cell that is open.
    cell: String,
    place: Place,
}

/// Tables in cells of tables are told apart to this depth; what is deeper is words of the deepest.
const DEEPEST_TABLE: usize = 8;

struct Walker<'t, 'a> {
    tape: &'t Tape<'a>,
    styles: &'t Styles,
    numbering: Numbering,
    side: Side,
    out: Vec<Placed>,
    open: Vec<Paragraph>,
    /// How each open run is set.
    runs: Vec<Face>,
    /// Rows of tables with several columns: their paragraphs are cells.
    rows: Vec<Row>,
    /// Lines of a paragraph that goes on with the next.
    pending: Option<(Vec<Rich>, Place)>,
    /// Paragraphs so far.
    count: u32,
    aside: Aside,
}

impl Walker<'_, '_> {
    fn walk(&mut self) {
        let mut at = 0;
        let mut around: Vec<u32> = Vec::new();
        while at < self.tape.marks.len() {
            match self.tape.marks[at] {
                Mark::Open(id) if self.skips(id) => at = self.tape.elements[id as usize].close,
                Mark::Open(id) => {
                    around.push(id);
                    self.enter(id);
                }
                Mark::Close => {
                    if let Some(id) = around.pop() {
                        self.leave(id);
                    }
                }
                Mark::Text(from, to) => {
                    let name = around.last().map_or("", |&id| self.tape.elements[id as usize].name);
                    if matches!(name, "t" | "delText") {
                        let tape = self.tape;
                        self.text(tape.text(from, to));
                    }
                }
            }
            at += 1;
        }
    }

    /// Whether an element is passed over with all that is in it.
    fn skips(&mut self, id: u32) -> bool {
        let name = self.tape.elements[id as usize].name;
        if super::changes::side_of(name).is_some() {
            self.changed();
            return is_left_out(name, self.side);
        }
        match name {
            // Properties are looked at where they are needed; a fallback says the same words again.
            "pPr" | "rPr" | "tblPr" | "tblGrid" | "tcPr" | "sectPr" | "sdtPr" | "Fallback" | "instrText" => true,
            "trPr" => true,
            "tr" => self.is_part_left_out(id, "trPr"),
            "tc" => self.is_part_left_out(id, "tcPr"),
            "r" => self.is_run_skipped(id),
            // What an empty content control asks for ("Click here to enter text") is no text.
            "sdt" => {
                self.child(id, "sdtPr").is_some_and(|properties| self.child(properties, "showingPlcHdr").is_some())
            }
            _ => false,
        }
    }

    /// Whether a row or a cell was struck or inserted as a whole, and is not of the side that is read.
    fn is_part_left_out(&mut self, part: u32, properties: &str) -> bool {
        let Some(properties) = self.child(part, properties) else { return false };
        if is_changed(self.tape, properties) {
            self.changed();
        }
        is_mark_left_out(self.tape, properties, self.side)
    }

    fn is_run_skipped(&mut self, run: u32) -> bool {
        let style = self.open.last().map(|paragraph| paragraph.style.clone()).unwrap_or_default();
        let own = self.run_properties(run).over(&style);
        let skipped = is_run_left_out(&own, self.side);
        if own.hidden == Some(true) {
            self.aside.hidden += 1;
            self.aside.hidden_at.get_or_insert(Place { line: self.count, column: 1, page: 0 });
        } else if own.struck == Some(true) {
            self.changed();
        }
        skipped
    }

    fn face(&self, run: u32) -> Face {
        let style = self.open.last().map(|paragraph| &paragraph.style);
        let own = self.run_properties(run);
        let bold = own.bold.or(style.and_then(|style| style.bold));
        let capitals = own.capitals.or(style.and_then(|style| style.capitals));
        Face { bold: bold == Some(true), capitals: capitals == Some(true) }
    }

    fn run_properties(&self, run: u32) -> Properties {
        let Some(properties) = self.child(run, "rPr") else { return Properties::default() };
        let own = Properties::of(self.tape, properties);
        match self.child(properties, "rStyle").and_then(|style| self.tape.elements[style as usize].attribute("val")) {
            Some(style) => own.over(&self.styles.get(Some(&style))),
            None => own,
        }
    }

    fn child(&self, of: u32, name: &str) -> Option<u32> {
        self.tape.children(of).find(|&child| self.tape.elements[child as usize].name == name)
    }

    fn changed(&mut self) {
        self.aside.changes += 1;
        self.aside.changed_at.get_or_insert(Place { line: self.count.max(1), column: 1, page: 0 });
    }

    // ---- elements ---------------------------------------------------------------------------------

    fn enter(&mut self, id: u32) {
        match self.tape.elements[id as usize].name {
            "p" => self.begin_paragraph(id),
            "r" => {
                let face = self.face(id);
                self.runs.push(face);
            }
            "tr" => self.begin_row(id),
            "tab" | "ptab" => self.tab(),
            "br" if self.tape.elements[id as usize].has("type", "page") => {}
            "br" | "cr" => self.line(),
            "noBreakHyphen" => self.text("-"),
            "sym" => self.symbol(id),
            "footnoteReference" | "endnoteReference" => {
                self.aside.footnotes += 1;
                self.aside.footnote_at.get_or_insert(Place { line: self.count, column: 1, page: 0 });
            }
            _ => {}
        }
    }

    fn leave(&mut self, id: u32) {
        match self.tape.elements[id as usize].name {
            "p" => self.end_paragraph(id),
            "r" => {
                self.runs.pop();
            }
            "tc" => self.end_cell(id),
            "tr" => self.end_row(id),
            _ => {}
        }
    }

    /// A table with one column is only layout: its paragraphs are paragraphs.
    fn begin_row(&mut self, id: u32) {
        let cells = self.tape.children(id).filter(|&child| self.tape.elements[child as usize].name == "tc").count();
        if cells < 2 && self.rows.is_empty() {
            return;
        }
        let place = Place { line: self.count + 1, column: 1, page: 0 };
        if self.rows.len() == DEEPEST_TABLE {
            self.aside.deep_table_at.get_or_insert(place);
            return;
        }
        self.rows.push(Row { element: id, cells: Vec::new(), cell: String::new(), place });
    }

    fn end_cell(&mut self, id: u32) {
        let row = self.tape.elements[id as usize].parent;
        if let Some(row) = self.rows.last_mut().filter(|open| open.element == row) {
            row.cells.push(std::mem::take(&mut row.cell));
        }
    }

    /// A row inside a cell is a part of that cell.
    fn end_row(&mut self, id: u32) {
        if self.rows.last().is_none_or(|row| row.element != id) {
            return;
        }
        let Some(mut row) = self.rows.pop() else { return };
        row.cells.retain(|cell| !cell.is_empty());
        let words = row.cells.join(" | ");
        match self.rows.last_mut() {
            Some(around) => around.add(&words),
            None => {
                let block = Block { kind: Kind::Row, lines: vec![Rich::new(words, row.place)], ..Block::default() };
                self.out.push(Placed { block, first: 0, left: 0 });
            }
        }
    }

    // ---- paragraphs -------------------------------------------------------------------------------

    fn begin_paragraph(&mut self, id: u32) {
        self.count += 1;
        let place = Place { line: self.count, column: 1, page: 0 };
        let properties = self.child(id, "pPr");
        let own = properties.map_or_else(Properties::default, |found| Properties::of(self.tape, found));
        let name = properties.and_then(|found| self.child(found, "pStyle"));
        let name = name.and_then(|style| self.tape.elements[style as usize].attribute("val"));
        let style = self.styles.get(name.as_deref());
        let mark = properties.and_then(|found| self.child(found, "rPr"));
        if mark.is_some_and(|mark| is_changed(self.tape, mark)) {
            self.changed();
        }
        let goes_on = mark.is_some_and(|mark| is_mark_left_out(self.tape, mark, self.side));
        let properties = self.numbering.indented(own, &style);
        self.open.push(Paragraph {
            element: id,
            properties,
            style,
            lines: Vec::new(),
            place,
            goes_on,
            tabbed: 0,
            begun: false,
        });
    }

    fn end_paragraph(&mut self, id: u32) {
        if self.open.last().is_none_or(|paragraph| paragraph.element != id) {
            return;
        }
        let Some(mut paragraph) = self.open.pop() else { return };
        if let Some((lines, place)) = self.pending.take() {
            join(&mut paragraph, lines, place);
        }
        if paragraph.goes_on {
            self.pending = Some((paragraph.lines, paragraph.place));
            return;
        }
        // Word counts and prints the number of an emptied paragraph too; a bullet alone says nothing.
        let list = paragraph.properties.list.filter(|&list| list > 0);
        let printed = list.and_then(|list| self.numbering.next(list, paragraph.properties.level.unwrap_or(0)));
        if let Some(Printed::Number(number)) = &printed {
            prefix(&mut paragraph, number);
        }
        if paragraph.lines.iter().all(|line| line.text.trim().is_empty()) {
            return;
        }
        match self.rows.last_mut() {
            Some(row) => paragraph.lines.iter().for_each(|line| row.add(line.text.trim())),
            None => self.push(paragraph, printed.as_ref()),
        }
    }

    /// A paragraph that was to go on with the next, and there is none.
    fn end_pending(&mut self) {
        if let Some((lines, _)) = self.pending.take() {
            let block = Block { lines, ..Block::default() };
            if !block.is_blank() {
                self.out.push(Placed { block, first: 0, left: 0 });
            }
        }
    }

    fn push(&mut self, paragraph: Paragraph, printed: Option<&Printed>) {
        let Paragraph { properties, lines, .. } = paragraph;
        // Tabs behind a number that Word prints do not move it.
        let tabbed = if matches!(printed, Some(Printed::Number(_))) { 0 } else { paragraph.tabbed };
        let item = if printed == Some(&Printed::Bullet) { Item::First(None) } else { Item::None };
        let left = properties.left.unwrap_or(0);
        let kind = match properties.heading {
            _ if properties.contents == Some(true) => Kind::Contents,
            Some(rank) => Kind::Heading(rank),
            None => Kind::Text,
        };
        let block = Block {
            kind,
            depth: (item != Item::None).then_some(1),
            lines,
            item,
            quoted: 0,
            centred: properties.centred == Some(true),
        };
        let first = left.saturating_add(properties.first.unwrap_or(0)).saturating_add(tabbed);
        self.out.push(Placed { block, first, left: if tabbed > 0 { first } else { left } });
    }

    // ---- running text -----------------------------------------------------------------------------

    fn tab(&mut self) {
        match self.open.last_mut() {
            Some(paragraph) if !paragraph.begun => paragraph.tabbed = paragraph.tabbed.saturating_add(TAB),
            // What follows the last tab of an entry in a contents list is its page.
            Some(paragraph) if paragraph.properties.contents == Some(true) => return self.text("\t"),
            _ => {}
        }
        self.text(" ");
    }

    fn text(&mut self, text: &str) {
        let face = self.runs.last().copied().unwrap_or_default();
        let Some(paragraph) = self.open.last_mut() else { return };
        if !paragraph.begun {
            let spaces = text.bytes().take_while(|&b| b == b' ').count();
            if text != " " {
                paragraph.tabbed = paragraph.tabbed.saturating_add(SPACE.saturating_mul(spaces as i32));
            }
            paragraph.begun = !text.trim().is_empty();
        }
        if paragraph.lines.is_empty() {
            paragraph.lines.push(Rich::new("", paragraph.place));
        }
        if let Some(line) = paragraph.lines.last_mut() {
            if face.capitals {
                line.push(&text.to_uppercase(), face.bold);
            } else {
                line.push(text, face.bold);
            }
        }
    }

    fn line(&mut self) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.lines.push(Rich { broken: true, ..Rich::new("", paragraph.place) });
        }
    }

    /// A character of a symbol font has a code of its own; what is not one of Unicode's is only a space.
    fn symbol(&mut self, id: u32) {
        let code = self.tape.elements[id as usize].attribute("char");
        let c = code.and_then(|code| u32::from_str_radix(&code, 16).ok()).and_then(char::from_u32);
        let c = c.filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c)).unwrap_or(' ');
        self.text(c.encode_utf8(&mut [0; 4]));
    }
}

impl Row {
    fn add(&mut self, words: &str) {
        if !self.cell.is_empty() && !words.is_empty() {
            self.cell.push(' ');
        }
        self.cell.push_str(words);
    }
}

/// Puts a number before the words of a paragraph.
fn prefix(paragraph: &mut Paragraph, number: &str) {
    if paragraph.lines.is_empty() {
        paragraph.lines.push(Rich::new("", paragraph.place));
    }
    let Some(first) = paragraph.lines.first_mut() else { return };
    let mut numbered = Rich { broken: first.broken, ..Rich::new("", first.place) };
    // A number in a bold paragraph is bold with it: the whole is a heading.
    let strong = first.strong.first().is_some_and(|range| range.start == 0);
    numbered.push(number, strong);
    numbered.push(" ", strong);
    let from = numbered.text.len();
    numbered.text.push_str(&first.text);
    for range in first.strong.drain(..) {
        match numbered.strong.last_mut() {
            Some(last) if last.end == range.start + from => last.end = range.end + from,
            _ => numbered.strong.push(range.start + from..range.end + from),
        }
    }
    *first = numbered;
}

/// Puts the lines of the paragraph that went on with this one before its own.
fn join(paragraph: &mut Paragraph, mut lines: Vec<Rich>, place: Place) {
    if lines.iter().all(|line| line.text.trim().is_empty()) {
        return;
    }
    paragraph.place = place;
    let mut own = std::mem::take(&mut paragraph.lines).into_iter();
    if let (Some(last), Some(first)) = (lines.last_mut(), own.next()) {
        let from = last.text.len();
        last.text.push_str(&first.text);
        last.strong.extend(first.strong.into_iter().map(|range| range.start + from..range.end + from));
    }
    lines.extend(own);
    paragraph.lines = lines;
}
