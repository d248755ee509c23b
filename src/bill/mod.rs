//! The document: what every reader produces and everything after it works on.
//!
//! A [`Bill`] is one canonical text and a preorder list of [`Provision`]s that point into it. Reading
//! order and preorder are the same order, so a provision with all that is inside it is one slice of the
//! list and one slice of the text. That is why flush text after a list is a provision of its own
//! ([`Level::Continuation`]): it stands where it is read.
//!
//! Words of the field: a provision's number is its **designation**, its catchline its **heading**.

mod builder;
mod citation;
mod cited;
mod course;
mod excerpt;
mod front;
mod level;
mod normal;
mod provision;
mod references;
mod version;

pub use builder::{BillBuilder, MAX_DEPTH};
pub use citation::number_of;
pub use course::{Order, Versioned, in_order, in_order_of_folder, is_one_bill};
pub use excerpt::Excerpt;
pub use front::{BillType, Format, FrontMatter, Identity, Note, Source};
pub use level::Level;
pub use normal::{is_obeyed, is_unseen, normalize, spaced};
pub use provision::{Place, Provision, ProvisionId, Span};
pub use references::Reference;
pub use version::VersionCode;

use rustc_hash::FxHashMap;

/// One version of a bill, as its reader understood it.
///
/// Plain data without lifetimes: it can be kept, sent to another thread and compared many times.
#[derive(Debug, Clone)]
pub struct Bill {
    /// Where it was read from.
    pub source: Source,
    /// Who this is: congress, type, number, version code, date, title.
    pub front: FrontMatter,
    /// The canonical text, a line for each provision's own words (see [`normalize`]).
    pub text: String,
    /// Headings as drafted, before the canonical text set them in capitals.
    pub headings: String,
    /// All provisions in reading order; the first is the bill itself.
    pub provisions: Vec<Provision>,
    /// Entries of the bill's own tables of contents. They are no provisions and no words of the text.
    pub contents: Vec<String>,
    /// What the reader was not certain of or left out.
    pub notes: Vec<Note>,
}

impl Bill {
    /// The canonical words of one span.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.start as usize..span.end as usize]
    }

    /// The heading as drafted, or "" where there is none.
    pub fn heading(&self, id: ProvisionId) -> &str {
        let span = self.provisions[id as usize].drafted;
        &self.headings[span.start as usize..span.end as usize]
    }

    /// The bare number: "403" of "SEC. 403.", "a" of "(a)"; "" where there is none.
    pub fn number(&self, id: ProvisionId) -> &str {
        self.slice(self.provisions[id as usize].number)
    }

    /// The units a report speaks of, in reading order: every section, and what stands beside or above
    /// sections. Together they hold every word of the bill once.
    pub fn units(&self) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        let mut counts = [0u32; Level::COUNT];
        for (id, provision) in self.provisions.iter().enumerate() {
            if !provision.unit {
                continue;
            }
            if let Some(last) = units.last_mut() {
                last.end = id as ProvisionId;
            }
            let count = &mut counts[provision.level as usize];
            *count += 1;
            units.push(Unit { id: id as ProvisionId, end: self.provisions.len() as ProvisionId, ordinal: *count });
        }
        units
    }

    /// How many numbered sections the bill has.
    pub fn section_count(&self) -> usize {
        self.provisions.iter().filter(|p| p.unit && p.level == Level::Section).count()
    }

    /// How many words (between white space) the canonical text has.
    pub fn word_count(&self) -> usize {
        // Between two words stands one space or one line break, and the last ends with its line.
        self.text.bytes().filter(|byte| matches!(byte, b' ' | b'\n')).count()
    }

    /// The provisions directly inside one, in reading order.
    pub fn children(&self, id: ProvisionId) -> impl Iterator<Item = ProvisionId> + '_ {
        let end = self.provisions[id as usize].end;
        let mut next = id + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = next;
                next = self.provisions[child as usize].end;
                child
            })
        })
    }

    /// What stands directly inside each provision, units aside, by its number: the first that bears it.
    pub fn by_number(&self) -> FxHashMap<(ProvisionId, &str), ProvisionId> {
        let mut inside = FxHashMap::default();
        for (id, provision) in self.provisions.iter().enumerate().skip(1).filter(|(_, provision)| !provision.unit) {
            inside.entry((provision.parent, self.number(id as ProvisionId))).or_insert(id as ProvisionId);
        }
        inside
    }

    /// A provision and all that it stands in, innermost first; the bill itself is last.
    pub fn ancestors(&self, id: ProvisionId) -> impl Iterator<Item = ProvisionId> + '_ {
        std::iter::successors(Some(id), |&at| (at != 0).then(|| self.provisions[at as usize].parent))
    }

    /// The nearest provision above that is a numbered part of the bill (division, title, ...), or the bill.
    pub fn container(&self, id: ProvisionId) -> ProvisionId {
        let mut at = self.provisions[id as usize].parent;
        while at != 0 && !self.provisions[at as usize].level.is_container() {
            at = self.provisions[at as usize].parent;
        }
        at
    }

    /// The canonical plain text, indented by depth: what `billdiff text` prints.
    pub fn canonical_text(&self) -> String {
        let mut out = String::with_capacity(self.text.len() * 5 / 4);
        let mut open: Vec<u32> = Vec::new();
        for (id, provision) in self.provisions.iter().enumerate() {
            while open.last().is_some_and(|&end| end <= id as u32) {
                open.pop();
            }
            if !provision.line.is_empty() {
                (1..open.len()).for_each(|_| out.push_str("  "));
                out.push_str(self.slice(provision.line));
                out.push('\n');
            }
            open.push(provision.end);
        }
        out
    }
}

/// A unit of the report: a section with all inside it, or the own words of what stands above sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// The provision that heads it.
    pub id: ProvisionId,
    /// One past the last provision of the unit.
    pub end: ProvisionId,
    /// Counts units of the same level from 1, in reading order.
    pub ordinal: u32,
}
