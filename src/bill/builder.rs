//! Builds a [`Bill`] from what a reader meets, in reading order.
//!
//! A reader opens provisions, gives them designation, heading and text, and closes them. The builder
//! keeps the rules that hold for every format: one canonical line for each provision, flush text as a
//! [`Level::Continuation`], loose text outside sections as [`Level::Text`], what is quoted, what is a
//! unit of the report, and no nesting beyond [`MAX_DEPTH`].

use super::{Bill, FrontMatter, Level, Note, Place, Provision, ProvisionId, Span, normalize, number_of};

/// Deepest nesting kept; real bills stay under 20. What stands deeper becomes text of the last level kept.
pub const MAX_DEPTH: usize = 128;

/// See the module's page.
pub struct BillBuilder {
    bill: Bill,
    open: Vec<Open>,
    /// Provisions opened beyond [`MAX_DEPTH`], not yet closed.
    too_deep: usize,
    /// Where text stands that may become a provision of its own.
    text_place: Option<Place>,
    /// Room of lines that are written, for those to come: designation, heading, body.
    spare: Vec<[String; 3]>,
    /// Room for what is being made canonical.
    part: String,
}

/// An open provision and what has been heard of its own line.
struct Open {
    id: ProvisionId,
    level: Level,
    quoted: bool,
    /// Inside a section, unnumbered text, a recital or any smaller provision: nothing further in is a unit.
    inside_unit: bool,
    designation: String,
    heading: String,
    body: String,
    /// Its line is written: later text is a continuation.
    written: bool,
    /// Opened by loose text, not by the reader: the next provision or close ends it.
    loose: bool,
    /// A unit of the report stands inside it.
    holds_units: bool,
}

impl BillBuilder {
    pub fn new(front: FrontMatter) -> Self {
        let bill = Bill {
            source: Default::default(),
            front,
            text: String::new(),
            headings: String::new(),
            provisions: Vec::new(),
            contents: Vec::new(),
            notes: Vec::new(),
        };
        let mut builder =
            Self { bill, open: Vec::new(), too_deep: 0, text_place: None, spare: Vec::new(), part: String::new() };
        builder.push(Level::Bill, Place { line: 1, column: 1, page: 0 }, false);
        builder
    }

    /// The front matter, to fill in.
    pub fn front(&mut self) -> &mut FrontMatter {
        &mut self.bill.front
    }

    /// Records something the reader could not tell for certain, or left out on purpose.
    pub fn note(&mut self, code: &'static str, message: impl Into<String>, place: Place) {
        self.bill.notes.push(Note { code, message: message.into(), place });
    }

    /// Adds one entry of the bill's own table of contents.
    pub fn contents_entry(&mut self, raw: &str) {
        let mut entry = String::new();
        normalize(raw, &mut entry);
        if !entry.is_empty() {
            self.bill.contents.push(entry);
        }
    }

    /// The level of the innermost open provision.
    pub fn level(&self) -> Level {
        self.top().level
    }

    /// Whether the innermost open provision is inside a quoted block (or is one).
    pub fn quoted(&self) -> bool {
        self.top().quoted
    }

    /// How many provisions are open, the bill not counted.
    pub fn depth(&self) -> usize {
        self.open.len() - 1 + self.too_deep
    }

    /// Whether the innermost open provision has text of its own so far.
    pub fn has_body(&self) -> bool {
        !self.top().body.trim().is_empty()
    }

    /// Whether the innermost open provision has a heading so far, or had one when its line was written.
    pub fn has_heading(&self) -> bool {
        let top = self.top();
        !top.heading.trim().is_empty() || top.written && !self.bill.provisions[top.id as usize].drafted.is_empty()
    }

    /// Whether a provision has been opened inside the innermost open one.
    pub fn has_children(&self) -> bool {
        let top = self.top();
        top.written && self.bill.provisions.len() as u32 > top.id + 1
    }

    /// Whether a unit of the report stands inside the innermost open provision.
    pub fn holds_units(&self) -> bool {
        self.top().holds_units
    }

    /// Opens a provision inside the innermost open one.
    pub fn open(&mut self, level: Level, place: Place) {
        if self.open.len() >= MAX_DEPTH {
            if self.too_deep == 0 {
                self.note(
                    "nesting-cut",
                    format!("provisions nested deeper than {MAX_DEPTH} levels are kept as text"),
                    place,
                );
            }
            self.too_deep += 1;
            self.text(" ");
            return;
        }
        self.end_loose_text();
        self.text_place = None;
        self.push(level, place, false);
    }

    /// Whether nothing that is opened now would stand inside a unit, if it is none itself.
    fn stands_beside_units(&self) -> bool {
        let beside = |top: &Open| !top.inside_unit && !top.quoted && top.level.holds_units();
        self.open.last().is_some_and(|top| beside(top) && (top.level == Level::Bill || top.holds_units))
    }

    fn push(&mut self, level: Level, place: Place, loose: bool) {
        self.write_line();
        let (parent, quoted, inside_unit) = match self.open.last() {
            Some(top) => (top.id, top.quoted, top.inside_unit || !top.level.holds_units()),
            None => (0, false, false),
        };
        let quoted = quoted || level == Level::QuotedBlock;
        let unit = level.is_unit() && !quoted && !inside_unit;
        if !unit && self.stands_beside_units() {
            // Units hold every word: what stands beside them and is none itself is unnumbered text.
            self.push(Level::Text, place, true);
            return self.push(level, place, loose);
        }
        let id = self.bill.provisions.len() as ProvisionId;
        let here = Span::at(self.bill.text.len());
        if unit {
            self.open.iter_mut().for_each(|around| around.holds_units = true);
        }
        self.bill.provisions.push(Provision {
            level,
            quoted,
            unit,
            heads_table: false,
            parent,
            end: id + 1,
            line: here,
            designation: here,
            number: here,
            heading: here,
            drafted: Span::at(self.bill.headings.len()),
            body: here,
            place,
        });
        let [designation, heading, body] = self.spare.pop().unwrap_or_default();
        self.open.push(Open {
            id,
            level,
            quoted,
            inside_unit,
            designation,
            heading,
            body,
            written: false,
            loose,
            holds_units: false,
        });
    }

    /// Adds to the designation as the source has it: "403.", "(a)", "TITLE IV—".
    pub fn designation(&mut self, raw: &str) {
        if self.takes_text_alone() {
            return self.text(raw);
        }
        self.top_mut().designation.push_str(raw);
    }

    /// Adds to the heading as drafted. Several headings of one provision are joined by a space.
    pub fn heading(&mut self, raw: &str) {
        if self.takes_text_alone() {
            return self.text(raw);
        }
        self.top_mut().heading.push_str(raw);
    }

    /// Whether a number or heading is text of the innermost open provision: the bill itself has none.
    fn takes_text_alone(&self) -> bool {
        let top = self.top();
        top.written || top.loose || top.level == Level::Bill || self.too_deep > 0
    }

    /// Adds text of the bill. After provisions inside the open one it is a continuation; outside
    /// sections, a [`Level::Text`] unit of its own.
    pub fn text(&mut self, raw: &str) {
        if raw.is_empty() {
            return;
        }
        let top = self.top();
        if top.level == Level::Bill || top.written {
            if raw.trim().is_empty() {
                return;
            }
            let level = if self.is_inside_unit() { Level::Continuation } else { Level::Text };
            let place = self.text_place.unwrap_or(self.bill.provisions[top.id as usize].place);
            self.push(level, place, true);
        }
        self.top_mut().body.push_str(raw);
    }

    /// Tells where the next text stands, in case it becomes a continuation or unnumbered text of its own.
    pub fn text_at(&mut self, place: Place) {
        self.text_place = Some(place);
    }

    /// Whether text after the provisions of the innermost open one belongs to it (or stands beside units).
    fn is_inside_unit(&self) -> bool {
        let top = self.top();
        let account = top.level.is_appropriation() && !top.holds_units;
        let small = !top.level.is_unit() && top.level != Level::Bill;
        top.inside_unit || top.quoted || top.level.is_leaf_unit() || account || small
    }

    /// Ends a continuation or unnumbered text that loose text opened, so that what follows stands beside it.
    pub fn end_loose_text(&mut self) {
        if self.top().loose {
            self.close_top();
        }
    }

    /// Sets the place of the innermost open provision (for text whose place is known only now).
    pub fn place(&mut self, place: Place) {
        let id = self.top().id;
        self.bill.provisions[id as usize].place = place;
    }

    /// Says that the innermost open provision, a row, heads the columns of its table.
    pub fn heads_table(&mut self) {
        let id = self.top().id;
        self.bill.provisions[id as usize].heads_table = true;
    }

    /// Closes the innermost open provision. The bill itself stays open.
    pub fn close(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            self.text(" ");
            return;
        }
        self.end_loose_text();
        self.close_top();
    }

    fn close_top(&mut self) {
        if self.open.len() > 1 {
            self.write_line();
            let end = self.bill.provisions.len() as ProvisionId;
            if let Some(closed) = self.open.pop() {
                self.bill.provisions[closed.id as usize].end = end;
            }
        }
    }

    /// Closes everything and hands over the bill.
    pub fn finish(mut self) -> Bill {
        while self.open.len() > 1 {
            self.close_top();
        }
        let end = self.bill.provisions.len() as ProvisionId;
        self.bill.provisions[0].end = end;
        settle_accounts(&mut self.bill);
        self.bill
    }

    fn top(&self) -> &Open {
        self.open.last().expect("the bill itself is never closed")
    }

    fn top_mut(&mut self) -> &mut Open {
        self.open.last_mut().expect("the bill itself is never closed")
    }

    /// Writes the canonical line of the innermost open provision, once.
    fn write_line(&mut self) {
        let Some(top) = self.open.last_mut() else { return };
        if top.written {
            return;
        }
        top.written = true;
        let (text, headings) = (&mut self.bill.text, &mut self.bill.headings);
        let provision = &mut self.bill.provisions[top.id as usize];
        let start = text.len();
        let part = &mut self.part;
        part.clear();

        normalize(&top.designation, part);
        let (printed, number) = print_designation(top.level, part);
        text.push_str(&printed);
        provision.designation = Span { start: start as u32, end: text.len() as u32 };
        provision.number = Span { start: (start + number.start) as u32, end: (start + number.end) as u32 };

        let drafted_from = headings.len();
        normalize(&top.heading, headings);
        let kept = headings[drafted_from..].trim_end_matches(['.', '—', ' ']).len();
        headings.truncate(drafted_from + kept);
        provision.drafted = Span { start: drafted_from as u32, end: headings.len() as u32 };
        part.clear();
        normalize(&top.body, part);
        if headings.len() > drafted_from {
            if text.len() > start {
                text.push(' ');
            }
            let heading_from = text.len();
            text.push_str(&headings[drafted_from..].to_uppercase());
            if !part.is_empty() {
                text.push_str(".—");
            }
            provision.heading = Span { start: heading_from as u32, end: text.len() as u32 };
        } else {
            provision.heading = Span::at(text.len());
        }
        if !part.is_empty() && text.len() > start {
            text.push(' ');
        }
        let body_from = text.len();
        text.push_str(part);
        provision.body = Span { start: body_from as u32, end: text.len() as u32 };
        provision.line = Span { start: start as u32, end: text.len() as u32 };
        if text.len() > start {
            text.push('\n');
        }
        let mut room = [&mut top.designation, &mut top.heading, &mut top.body].map(std::mem::take);
        room.iter_mut().for_each(String::clear);
        self.spare.push(room);
    }
}

/// The designation as canonical text prints it, and where its bare number stands in it.
fn print_designation(level: Level, raw: &str) -> (String, std::ops::Range<usize>) {
    let number = number_of(raw);
    if raw.is_empty() {
        return (String::new(), 0..0);
    }
    match level.keyword() {
        Some(_) if number.is_empty() => (raw.to_owned(), 0..0),
        Some(keyword) => {
            let keyword =
                if level == Level::Section && raw.to_uppercase().starts_with("SECTION") { "SECTION" } else { keyword };
            let from = keyword.len() + 1;
            let stop = if level == Level::Section { "." } else { "" };
            (format!("{keyword} {number}{stop}"), from..from + number.len())
        }
        None => {
            let from = raw.find(number).unwrap_or(0);
            (raw.to_owned(), from..from + number.len())
        }
    }
}

/// An appropriations heading with text, or with provisions of its own that are no further headings, is
/// an account; one that only heads others is a department or an agency.
fn settle_accounts(bill: &mut Bill) {
    for id in 0..bill.provisions.len() {
        let provision = &bill.provisions[id];
        if !provision.level.is_appropriation() {
            continue;
        }
        let own = bill.provisions.get(id + 1).is_some_and(|next| next.parent == id as u32 && !next.level.is_unit());
        let level = match provision.level {
            _ if own || !provision.body.is_empty() => Level::Account,
            Level::Account => Level::Agency,
            other => other,
        };
        bill.provisions[id].level = level;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bill::Format;

    fn builder() -> BillBuilder {
        BillBuilder::new(FrontMatter::new(Format::BillDtd))
    }

    #[test]
    fn flush_text_after_a_list_is_a_continuation_in_reading_order() {
        let mut b = builder();
        b.open(Level::Section, Place::default());
        b.designation("2.");
        b.heading("Limits");
        b.text("An officer may—");
        b.open(Level::Paragraph, Place::default());
        b.designation("(1)");
        b.text("act; or");
        b.close();
        b.text("but only once.");
        let bill = b.finish();
        assert_eq!(bill.canonical_text(), "SEC. 2. LIMITS.— An officer may—\n  (1) act; or\n  but only once.\n");
        assert_eq!(bill.provisions[3].level, Level::Continuation);
        assert_eq!((bill.number(1), bill.heading(1), bill.number(2)), ("2", "Limits", "1"));
        assert_eq!(bill.units().len(), 1);
    }

    #[test]
    fn nesting_beyond_the_limit_keeps_every_word() {
        let mut b = builder();
        for n in 0..MAX_DEPTH * 3 {
            b.open(Level::Item, Place::default());
            b.text(&format!("w{n}"));
        }
        let bill = b.finish();
        assert_eq!(bill.word_count(), MAX_DEPTH * 3);
        assert_eq!(bill.notes.len(), 1);
    }

    #[test]
    fn quoted_sections_are_no_units() {
        let mut b = builder();
        b.open(Level::Section, Place::default());
        b.open(Level::QuotedBlock, Place::default());
        b.open(Level::Section, Place::default());
        b.designation("319A.");
        b.text("Words.");
        let bill = b.finish();
        assert_eq!(bill.section_count(), 1);
        assert!(bill.provisions[3].quoted);
    }
}
