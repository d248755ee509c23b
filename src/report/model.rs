//! The report as plain data: JSON version 1 is this, key by key.
//!
//! Built once from a [`Comparison`]; text is expanded here and nowhere before.

mod amounts;
mod counts;
mod lines;
mod signals;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use amounts::{AmountCoverage, AmountRow, AmountTotal};
pub use counts::Counts;
pub use lines::{Lines, Stand};
pub(super) use signals::counts as signal_counts;
pub use signals::{Signal, Substitution};

use super::around::FrontMatter;
use super::cells::{self, Cell};
use super::explain::{Reason, Rival};
use super::policy::{Acceptance, Policy};
use super::references::Reference;
use crate::Sides;
use crate::bill::{Bill, Level, Place, ProvisionId};
use crate::diff::{Audited, Change, Comparison, Finding, Op, Status};
use crate::matching::words::Words;
use crate::matching::{Matching, Reasons};
use crate::parallel;

/// Version of the JSON report. Keys may be added within a version, never changed or taken away.
pub const SCHEMA_VERSION: u32 = 1;

/// A whole comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Keys may be added within a version. None is renamed, removed, or changed in type or meaning.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    pub schema_version: u32,
    pub tool: Tool,
    /// The earlier draft.
    pub old: Document,
    /// The later draft.
    pub new: Document,
    /// Of the whole comparison, also where provisions holds a selection.
    pub summary: Summary,
    /// What changed around the provisions; absent where nothing did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub front_matter: Option<FrontMatter>,
    /// One for each unit of either draft, in the new draft's reading order, dropped ones where they stood.
    pub provisions: Vec<Provision>,
    /// Old and new citation of every unit that bears a new number.
    pub redesignations: Vec<Redesignation>,
    /// The same words replaced by the same words in three or more places, most often made first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub substitutions: Vec<Substitution>,
    /// Every figure of both drafts, account by account.
    #[serde(default)]
    pub amounts: Vec<AmountRow>,
    /// What accounts give together, where that is certain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amount_totals: Vec<AmountTotal>,
    /// How many figures there are, and how many are in `amounts`.
    #[serde(default)]
    pub amount_coverage: AmountCoverage,
    /// Every citation of the new draft's own provisions.
    #[serde(default)]
    pub references: Vec<Reference>,
    /// Limits that were met in comparing, and what a policy file says, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// What the policy file had to do with it; absent where none was applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
}

/// The program that wrote the report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// "billdiff".
    pub name: String,
    /// Its release.
    pub version: String,
}

/// One draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// As it was typed.
    pub path: String,
    /// Of the bytes of the file.
    pub sha256: String,
    /// "bill-dtd", "uslm", "gpo-text", "pdf" and others.
    pub format: String,
    /// Whatever of these the draft does not tell is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub congress: Option<u16>,
    /// "hr", "sjres": the type of a package id.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub bill_type: Option<String>,
    /// 8752.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// "H.R. 8752, 118th Congress".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cite: Option<String>,
    /// Lower case: "eh".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version_code: Option<String>,
    /// "Engrossed in House"; absent for a code that is in no list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version_name: Option<String>,
    /// ISO 8601, of the last action that the front matter dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The long title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// As this print names them; empty (and absent) where it names nobody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sponsors: Vec<String>,
    /// The official title that the document asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_amendment: Option<String>,
    /// Numbered sections.
    pub sections: usize,
    /// Words of legal text, as `billdiff text` prints them.
    pub words: usize,
    /// What the reader was not certain of or set aside.
    pub notes: Vec<Note>,
}

/// What the reader was not certain of or left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// "struck-text-set-aside" and others: see docs/formats.md.
    pub code: String,
    /// For a person; its wording may change.
    pub message: String,
    /// From 1; in a draft with pages the line of its page.
    pub line: u32,
    /// In a draft that has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// How many units bear each mark.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    #[serde(flatten)]
    pub all: Counts,
    /// The same for numbered sections alone.
    pub sections: Counts,
    /// How many signals there are, by kind.
    #[serde(default)]
    pub signals: BTreeMap<String, usize>,
}

/// What happened to one provision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Provision {
    /// A fingerprint of what is said, stable across runs and re-issues.
    pub id: String,
    /// "section", "title", "account" and others: see docs/terms.md. The new draft's, where a pair has two.
    pub level: String,
    /// What happened to its text; a new number or heading alone leaves it unchanged.
    #[schemars(extend("enum" = ["unchanged", "changed", "added", "dropped"]))]
    pub change: String,
    /// Its number is another one.
    #[serde(default, skip_serializing_if = "is_false")]
    pub redesignated: bool,
    /// It stands elsewhere: in another part of the bill, or out of the order the rest kept.
    #[serde(default, skip_serializing_if = "is_false")]
    pub moved: bool,
    /// Its heading has other words.
    #[serde(default, skip_serializing_if = "is_false")]
    pub retitled: bool,
    /// Changed only where it cites a section that was itself redesignated.
    #[serde(default, skip_serializing_if = "is_false")]
    pub conforming: bool,
    /// It is "changed", but in letter case or punctuation alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub form_only: bool,
    /// On the further part of a split section (which is "added"): ordinal of the old section it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split_from: Option<u32>,
    /// On a section that went into another (and is "dropped"): ordinal of the new section that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<u32>,
    /// Null for an added one.
    pub old: Option<Side>,
    /// Null for a dropped one.
    pub new: Option<Side>,
    /// Its words in order: equal and delete are the old text, equal and insert the new one.
    pub edits: Vec<Edit>,
    /// How the lines of its words stand; told of units that have several.
    #[serde(default, skip_serializing_if = "Lines::is_single")]
    pub lines: Lines,
    /// Of a table's row that changed: the cells that differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Cell>,
    /// The provisions directly inside where something happened. Their edits tell the words again, placed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Provision>,
    /// What the change touches; told of units and not of the provisions inside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signals: Vec<Signal>,
    /// Why the two are taken for one; absent for an added or dropped one.
    #[serde(rename = "match", default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// On an added or dropped unit: what came closest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest: Option<Rival>,
    /// On a unit whose change an entry of the policy file accepts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Acceptance>,
}

/// A provision in one draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    /// Counts the level's own units from 1, in reading order; absent inside a unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<u32>,
    /// "Sec. 403", "Title IV", "Sec. 403(a)(2)".
    pub cite: String,
    /// As drafted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// What it stands in, outermost first.
    pub path: Vec<String>,
    /// Its words; of a unit those up to the next unit.
    pub words: usize,
    /// Where it begins in the file.
    pub location: Location,
}

/// A place in a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Location {
    /// From 1; in a draft with pages the line of its page.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
    /// From 1, in a draft that has pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// A run of words that both drafts have, or one of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Edit {
    /// equal: in both drafts. delete: in the old one alone. insert: in the new one alone.
    #[schemars(extend("enum" = ["equal", "delete", "insert"]))]
    pub op: String,
    /// Words parted by a space, or by a line break where the next begins a provision.
    pub text: String,
    /// On a deletion and the insertion after it: they differ in what is never a difference (spacing,
    /// kinds of dash and quote). They rebuild both texts to the letter and are not shown.
    #[serde(default, skip_serializing_if = "is_false")]
    pub form: bool,
}

/// Why two provisions are taken for one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// "identical text", "similar text" and others: see docs/json.md.
    pub method: String,
    /// How alike the texts are, 0 to 1.
    pub score: f32,
    /// The score of the best other candidate.
    pub runner_up: f32,
    /// A close call: nearly no match, or nearly another.
    #[serde(default, skip_serializing_if = "is_false")]
    pub close: bool,
    /// What the match rests on, with its worth; absent for equal texts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// What the reasons had to reach together; 0 and absent where there are none.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub needed: f32,
    /// The next best pair of either side: citations and worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rival: Option<Rival>,
}

/// A unit that bears another number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Redesignation {
    /// Its citation in the old draft.
    pub old: String,
    /// Its citation in the new draft.
    pub new: String,
}

/// Limits that were met, and what a reader must know of the two drafts together.
fn notes(comparison: &Comparison<'_>) -> Vec<String> {
    let mut notes = comparison.matching.notes.clone();
    if comparison.bills.old.front.fragment && comparison.bills.new.front.fragment {
        notes.push("neither draft is a whole bill: what both hold is compared".to_owned());
    }
    let fronts = comparison.bills.map(|bill| &bill.front);
    if fronts.old.is_later_than(fronts.new) == Some(true) {
        let (old, new) = (fronts.old.version_and_date(), fronts.new.version_and_date());
        notes.push(format!("old is {old}, later than new {new}: the drafts may be exchanged"));
    }
    notes
}

fn is_zero(value: &f32) -> bool {
    *value == 0.0
}

fn is_false(value: &bool) -> bool {
    !*value
}

impl Report {
    /// Builds the report of a comparison.
    pub fn new(comparison: &Comparison<'_>) -> Self {
        let teller = Teller::new(comparison);
        let found = crate::signals::find(comparison);
        let units: Vec<_> = comparison.findings.iter().zip(&found.units).collect();
        let mut provisions = parallel::map(comparison.bytes(), &units, |&(finding, signals)| Provision {
            signals: signals.iter().map(|signal| teller.signal(signal)).collect(),
            lines: teller.lines(finding),
            ..teller.provision(finding)
        });
        number_equal_ids(&mut provisions);
        let amounts = teller.amounts(comparison, &found, &provisions);
        let redesignations = provisions.iter().filter(|p| p.redesignated).filter_map(Redesignation::of).collect();
        Self {
            schema_version: SCHEMA_VERSION,
            tool: Tool::this(),
            old: Document::new(comparison.bills.old),
            new: Document::new(comparison.bills.new),
            summary: Summary::of(&provisions),
            front_matter: FrontMatter::of(&comparison.front),
            provisions,
            redesignations,
            substitutions: found.substitutions.iter().map(|one| teller.substitution(one)).collect(),
            amounts: amounts.rows,
            amount_totals: amounts.totals,
            amount_coverage: amounts.coverage,
            references: comparison.references.iter().map(|audited| teller.reference(audited)).collect(),
            notes: notes(comparison),
            policy: None,
        }
    }

    /// Whether words differ anywhere that nobody accepted: in a provision, or in the title. The list of sponsors is no
    /// text of the bill.
    pub fn has_differences(&self) -> bool {
        let is_open = self.policy.as_ref().map_or(!self.is_quiet(), |policy| policy.open > 0);
        is_open || self.front_matter.as_ref().is_some_and(FrontMatter::changes_words)
    }

    /// Whether a signal of one of these kinds was found, in the whole comparison, on what nobody accepted.
    pub fn has_signal_of(&self, kinds: &[crate::signals::Kind]) -> bool {
        let found = self.policy.as_ref().map_or(&self.summary.signals, |policy| &policy.open_signals);
        kinds.iter().any(|kind| found.contains_key(kind.name()))
    }

    /// Whether nothing happened to any provision, in the whole comparison (a selection may show less).
    pub fn is_quiet(&self) -> bool {
        self.summary.all.is_quiet()
    }
}

impl Provision {
    /// Whether nothing happened to it or in it.
    pub fn is_quiet(&self) -> bool {
        self.change == "unchanged" && !self.redesignated && !self.moved && !self.retitled && self.children.is_empty()
    }

    /// The side to name it by: the new one, or the old one of what was dropped.
    pub fn side(&self) -> Option<&Side> {
        self.new.as_ref().or(self.old.as_ref())
    }

    /// Changed in more than form.
    pub fn is_changed(&self) -> bool {
        self.change == "changed" && !self.form_only
    }
}

impl Redesignation {
    fn of(provision: &Provision) -> Option<Self> {
        Some(Self { old: provision.old.as_ref()?.cite.clone(), new: provision.new.as_ref()?.cite.clone() })
    }
}

impl Tool {
    /// The program that writes.
    pub(super) fn this() -> Self {
        Self { name: "billdiff".into(), version: env!("CARGO_PKG_VERSION").into() }
    }
}

impl Document {
    pub(super) fn new(bill: &Bill) -> Self {
        let front = &bill.front;
        Self {
            path: bill.source.path.clone(),
            sha256: bill.source.sha256.clone(),
            format: front.format.name().to_owned(),
            congress: front.congress,
            bill_type: front.bill_type.map(|kind| kind.code().to_owned()),
            number: front.number,
            cite: front.citation(),
            version_code: front.version.as_ref().map(|code| code.as_str().to_owned()),
            version_name: front.version.as_ref().and_then(|code| code.name()).map(str::to_owned),
            date: front.date.clone(),
            title: front.title.clone(),
            sponsors: front.sponsors.clone(),
            title_amendment: front.title_amendment.clone(),
            sections: bill.section_count(),
            words: bill.word_count(),
            notes: bill.notes.iter().map(Note::new).collect(),
        }
    }
}

impl Note {
    fn new(note: &crate::bill::Note) -> Self {
        let Location { line, page, .. } = Location::new(note.place);
        Self { code: note.code.to_owned(), message: note.message.clone(), line, page }
    }

    /// Where it is: "line 4", or "page 12, line 4".
    pub fn place(&self) -> Place {
        Place { line: self.line, column: 1, page: self.page.unwrap_or(0) }
    }
}

impl Summary {
    fn of(provisions: &[Provision]) -> Self {
        let sections = provisions.iter().filter(|provision| provision.level == Level::Section.name());
        Self {
            all: Counts::of(provisions.iter()),
            sections: Counts::of(sections),
            signals: signals::counts(provisions),
        }
    }
}

/// Turns findings into the report's provisions.
struct Teller<'c> {
    bills: Sides<&'c Bill>,
    matching: &'c Matching,
    words: &'c Sides<Words>,
    audited: &'c [Audited],
    /// For each provision that is a unit its citation and ordinal.
    units: Sides<Vec<Option<(String, u32)>>>,
    /// For each row of a table its number.
    rows: Sides<Vec<u32>>,
    /// For each provision how its line stands.
    stands: Sides<Vec<Stand>>,
}

/// One draft's units by provision, with citation and ordinal, and the numbers of its table rows.
type Named<'n> = (&'n [Option<(String, u32)>], &'n [u32]);

impl<'c> Teller<'c> {
    fn new(comparison: &'c Comparison<'_>) -> Self {
        let units = comparison.bills.map(|bill| {
            let mut named = vec![None; bill.provisions.len()];
            for (unit, cite) in bill.units().iter().zip(bill.unit_citations()) {
                named[unit.id as usize] = Some((cite, unit.ordinal));
            }
            named
        });
        let rows = comparison.bills.map(cells::row_numbers);
        let Comparison { bills, matching, words, references, .. } = comparison;
        let stands = bills.map(lines::stands);
        Self { bills: *bills, matching, words, audited: references, units, rows, stands }
    }

    /// Depth is bounded by the builder's [`MAX_DEPTH`](crate::bill::MAX_DEPTH).
    fn provision(&self, finding: &Finding) -> Provision {
        let edits: Vec<Edit> = finding.edits.iter().map(|edit| self.edit(edit, finding)).collect();
        let words = |dropped: Op| -> usize {
            finding.edits.iter().filter(|edit| edit.op != dropped).map(|edit| edit.words.len()).sum()
        };
        let old = finding
            .place
            .old
            .map(|id| self.side(self.bills.old, (&self.units.old, &self.rows.old), id, words(Op::Insert)));
        let new = finding
            .place
            .new
            .map(|id| self.side(self.bills.new, (&self.units.new, &self.rows.new), id, words(Op::Delete)));
        let ordinal =
            |units: &[Option<(String, u32)>], id: ProvisionId| units[id as usize].as_ref().map(|(_, ordinal)| *ordinal);
        Provision {
            id: self.fingerprint(finding),
            level: finding.level.name().to_owned(),
            change: finding.change.name().to_owned(),
            redesignated: finding.redesignated,
            moved: finding.moved,
            retitled: finding.retitled,
            conforming: finding.conforming,
            form_only: finding.form_only,
            split_from: finding.split_from.and_then(|id| ordinal(&self.units.old, id)),
            merged_into: finding.merged_into.and_then(|id| ordinal(&self.units.new, id)),
            old,
            new,
            cells: self.cells(finding),
            edits,
            lines: Lines::default(),
            children: finding.children.iter().map(|child| self.provision(child)).collect(),
            signals: Vec::new(),
            evidence: finding.evidence.map(|evidence| self.evidence(finding, evidence)),
            nearest: self.nearest(finding),
            accepted: None,
        }
    }

    /// The cells in which a changed row of a table differs.
    fn cells(&self, finding: &Finding) -> Vec<Cell> {
        match (finding.level, finding.change, finding.place.old, finding.place.new) {
            (Level::Row, Change::Changed, Some(old), Some(new)) => cells::differing(self.bills, Sides { old, new }),
            _ => Vec::new(),
        }
    }

    fn side(&self, bill: &Bill, named: Named<'_>, id: ProvisionId, words: usize) -> Side {
        let provision = &bill.provisions[id as usize];
        let heading = bill.heading(id);
        Side {
            ordinal: named.0[id as usize].as_ref().map(|(_, ordinal)| *ordinal),
            cite: self.cite(bill, named, id),
            heading: (!heading.is_empty()).then(|| heading.to_owned()),
            path: bill.path(id),
            words,
            location: Location::new(provision.place),
        }
    }

    fn evidence(&self, finding: &Finding, evidence: crate::diff::Evidence) -> Evidence {
        let reasons = finding.place.old.and_then(|old| self.matching.reasons.get(&old));
        Evidence {
            method: evidence.method.name().to_owned(),
            score: round(evidence.score),
            runner_up: round(evidence.runner_up),
            close: reasons.is_some_and(Reasons::is_close),
            reasons: reasons.map(Reason::all).unwrap_or_default(),
            needed: reasons.map_or(0.0, |reasons| round(reasons.needed)),
            rival: reasons.and_then(|reasons| reasons.rival).map(|rival| self.rival(rival)),
        }
    }

    /// The pair that came closest for a unit without a match.
    fn nearest(&self, finding: &Finding) -> Option<Rival> {
        let nearest = match (finding.place.old, finding.place.new) {
            (Some(old), None) => self.matching.nearest.old.get(&old),
            (None, Some(new)) => self.matching.nearest.new.get(&new),
            _ => None,
        };
        nearest.map(|rival| self.rival(*rival))
    }

    fn rival(&self, rival: crate::matching::Rival) -> Rival {
        let (old, new) = rival.pair;
        Rival {
            old: self.cite(self.bills.old, (&self.units.old, &self.rows.old), old),
            new: self.cite(self.bills.new, (&self.units.new, &self.rows.new), new),
            score: round(rival.likeness),
            worth: round(rival.sum),
        }
    }

    fn reference(&self, audited: &Audited) -> Reference {
        let cite = |id: ProvisionId| self.cite(self.bills.new, (&self.units.new, &self.rows.new), id);
        let provision = audited.reference.provision;
        let was = audited.was.as_ref().map(|was| was.cite.clone());
        Reference {
            cite: audited.reference.cite.clone(),
            place: cite(provision),
            location: Location::new(self.bills.new.provisions[provision as usize].place),
            status: audited.status.name().to_owned(),
            was: was.filter(|was| *was != audited.reference.cite),
            points_to: audited.reference.target.map(cite),
            became: audited.became.filter(|_| audited.status != Status::Followed).map(cite),
        }
    }

    fn cite(&self, bill: &Bill, (units, rows): Named<'_>, id: ProvisionId) -> String {
        if let Some((cite, _)) = &units[id as usize] {
            return cite.clone();
        }
        let cite = self.cite_inside(bill, units, id);
        match bill.provisions[id as usize].level {
            Level::Table => format!("{cite} table"),
            Level::Row => format!("{cite} table row {}", rows[id as usize]),
            _ => cite,
        }
    }

    /// A provision inside a unit is cited with its unit, and that with what makes it unambiguous.
    fn cite_inside(&self, bill: &Bill, units: &[Option<(String, u32)>], id: ProvisionId) -> String {
        let unit = bill.unit_of(id);
        let cite = units[unit as usize].as_ref().map_or("", |(cite, _)| cite.as_str());
        format!("{cite}{}", bill.cite_within(id))
    }

    /// Text of an edit, with a line break before the first word of each provision inside.
    fn edit(&self, edit: &crate::diff::Edit, finding: &Finding) -> Edit {
        let (bill, words, inside) = self.told(edit, finding);
        Edit { op: edit.op.name().to_owned(), text: words.text(bill, edit.words.clone(), inside), form: edit.form }
    }

    /// The draft whose words an edit tells, and whether its own come before them.
    fn told(&self, edit: &crate::diff::Edit, finding: &Finding) -> (&Bill, &Words, bool) {
        let (bill, words, own) = match edit.op {
            Op::Equal | Op::Delete => (self.bills.old, &self.words.old, finding.place.old),
            Op::Insert => (self.bills.new, &self.words.new, finding.place.new),
        };
        (bill, words, own.is_some_and(|id| words.own(id).start < edit.words.start))
    }

    /// Made of what is said before and after, by letters and digits: the same in re-issues and, where a format
    /// lost no letters, in every format.
    fn fingerprint(&self, finding: &Finding) -> String {
        let of = |bill: &Bill, words: &Words, id: Option<ProvisionId>| {
            id.map_or(0, |id| words.form_hash(&words.of(bill, id)))
        };
        let old = of(self.bills.old, &self.words.old, finding.place.old);
        let new = of(self.bills.new, &self.words.new, finding.place.new);
        let mixed = (old ^ new.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ old.rotate_left(7);
        let kind = match finding.change {
            Change::Added => "a",
            Change::Dropped => "d",
            Change::Changed => "c",
            Change::Unchanged => "u",
        };
        format!("{kind}{mixed:016x}")
    }
}

impl Location {
    pub(super) fn new(place: Place) -> Self {
        Self { line: place.line, column: place.column, page: (place.page > 0).then_some(place.page) }
    }

    /// How it is cited after the name of its file: "bill.xml:120", or "bill.pdf, page 12, line 4".
    pub fn in_file(&self, path: &str) -> String {
        match self.page {
            None => format!("{path}:{}", self.line),
            Some(_) => format!("{path}, {}", self.place()),
        }
    }

    /// "line 120", or "page 12, line 4".
    pub fn place(&self) -> Place {
        Place { line: self.line, column: self.column, page: self.page.unwrap_or(0) }
    }
}

/// Units that say the same ("Reserved") are told apart by counting.
fn number_equal_ids(provisions: &mut [Provision]) {
    let mut seen: rustc_hash::FxHashMap<String, u32> = Default::default();
    for provision in provisions {
        let count = seen.entry(provision.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            provision.id = format!("{}-{count}", provision.id);
        }
    }
}

/// Three decimals: what is told must not depend on how sums were rounded.
pub(super) fn round(score: f32) -> f32 {
    (score * 1000.0).round() / 1000.0
}
