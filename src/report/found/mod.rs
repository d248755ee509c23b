//! Where passages stand: the model of `billdiff find`, and its outputs. Keys are described in docs/json.md.
//!
//! 1. What one file holds is told at once, as [`Searched`]: its bill is let go before the next is read.
//! 2. [`gathered`]: what is kept of it until all files are searched: then places are ranked, and stock phrases set aside.
//! 3. [`fates`]: what became of each passage in each bill.

mod cite;
mod fates;
mod gathered;
mod markdown;
mod ndjson;
mod terminal;

use std::ops::Range;

use serde::Serialize;

pub use ndjson::{end as ndjson_end, head as ndjson_head, line as ndjson_line};

use super::model::{Edit, Location, Tool};
use super::{Layout, Output};
use crate::bill::{Bill, FrontMatter};
use crate::find::{self, Passages};
use gathered::Gathered;

/// Version of the JSON of a search. Keys may be added within a version, never changed or taken away.
const SCHEMA_VERSION: u32 = 1;

/// A whole search.
#[derive(Debug, Serialize)]
pub struct Search {
    pub schema_version: u32,
    pub tool: Tool,
    pub passages: Vec<Sought>,
    pub files: Files,
    /// Of an article: what was not sought.
    pub set_aside: SetAside,
    #[serde(skip)]
    gathered: Gathered,
}

/// What was searched.
#[derive(Debug, Default, Serialize)]
pub struct Files {
    pub searched: usize,
    /// Files in folders that are no bills.
    pub skipped: usize,
    /// Files that could not be read.
    pub failed: Vec<Failed>,
}

/// A file that could not be read.
#[derive(Debug, Serialize)]
pub struct Failed {
    pub path: String,
    pub error: String,
}

/// What of an article was not sought.
#[derive(Debug, Default, Serialize)]
pub struct SetAside {
    /// Words of the article's own prose.
    pub prose_words: usize,
    /// What stands in quotation marks and is too short to be a provision.
    pub short: Vec<String>,
}

/// One passage.
#[derive(Debug, Serialize)]
pub struct Sought {
    /// From 1.
    pub passage: usize,
    /// The line of the article it begins in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    pub text: String,
    pub words: usize,
    /// How often whoever quoted marked that words are left out.
    pub gaps: usize,
    pub found: bool,
    /// The best first.
    pub places: Vec<Place>,
    /// Places less alike that are not in the list, where there are a great many.
    #[serde(skip_serializing_if = "is_none")]
    pub unlisted: usize,
    /// Places that share stock phrases with it and little more: no finds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock: Option<Stock>,
    /// What became of it in each bill that has it.
    pub bills: Vec<Fate>,
    /// Bills that were searched and have no similar provision.
    pub without: Without,
}

/// Places that were set aside as stock.
#[derive(Debug, Serialize)]
pub struct Stock {
    pub places: usize,
    /// The passage's stock phrases.
    pub phrases: Vec<Phrase>,
}

/// A phrase that a great many bills have.
#[derive(Debug, Serialize)]
pub struct Phrase {
    pub text: String,
    /// How many bills have it.
    pub bills: u32,
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

/// Bills that have no similar provision.
#[derive(Debug, Default, Serialize)]
pub struct Without {
    pub count: usize,
    /// Some of them, where they are few.
    pub bills: Vec<String>,
}

/// A place where a passage stands.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// "exact": word for word; "near": few words differ; "with_changes": among other words, or in part.
    pub kind: &'static str,
    /// 0 to 1: words that both have, twice, of the words of both.
    pub score: f32,
    /// The passage's words that stand here, in its order.
    pub common: usize,
    pub bill: Which,
    /// "Sec. 403(a)-(b)".
    pub cite: String,
    /// Of the section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// What it stands in, outermost first.
    pub path: Vec<String>,
    pub location: Location,
    /// equal and delete are the passage; equal, insert and omitted (left out by whoever quoted) are the bill.
    pub edits: Vec<Edit>,
    /// Which words of the passage stand here.
    #[serde(skip)]
    common_words: Vec<Range<u32>>,
}

/// A version of a bill.
#[derive(Debug, Clone, Serialize)]
pub struct Which {
    pub path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cite: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version_name: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// What became of a passage in one bill.
#[derive(Debug, Serialize)]
pub struct Fate {
    /// Its citation, or the path of a draft that has none.
    pub bill: String,
    pub versions: Vec<Version>,
}

/// A passage in one version of a bill.
#[derive(Debug, Serialize)]
pub struct Version {
    /// "EH", or the path of a version without a code.
    pub version: String,
    /// "in", "added", "unchanged", "redesignated", "changed", "dropped", "absent", "unsaid".
    pub step: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cite: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f32>,
}

/// What was found in one file.
#[derive(Debug)]
pub struct Searched {
    which: Which,
    front: FrontMatter,
    /// Passage and place.
    pub places: Vec<(usize, Place)>,
    /// For each passage, the runs of its words that stand in the file.
    runs: Vec<Vec<u32>>,
}

impl Searched {
    /// Searches a bill.
    pub fn new(bill: &Bill, passages: &Passages) -> Self {
        let find::Found { places: found, runs } = passages.search(bill);
        let which = Which::new(&bill.source.path, &bill.front);
        let cites = if found.is_empty() { Vec::new() } else { bill.unit_citations() };
        let units = if found.is_empty() { Vec::new() } else { bill.units() };
        let citer = cite::Citer { bill, units: &units, cites: &cites };
        let places = found.into_iter().map(|place| (place.passage, Place::new(place, &citer, &which))).collect();
        let front = FrontMatter { title: None, sponsors: Vec::new(), ..bill.front.clone() };
        Self { which, front, places, runs }
    }

    /// A bill in which no passage has a place, by what is known of it.
    pub fn absent(path: &str, front: &FrontMatter, runs: Vec<Vec<u32>>) -> Self {
        Self { which: Which::new(path, front), front: front.clone(), places: Vec::new(), runs }
    }
}

impl Place {
    fn new(place: find::Place, citer: &cite::Citer<'_>, which: &Which) -> Self {
        let (first, cite) = citer.cite(place.span);
        let unit = citer.bill.unit_of(first);
        let heading = citer.bill.heading(unit);
        let op = |op| match op {
            find::Op::Equal => "equal",
            find::Op::Delete => "delete",
            find::Op::Insert => "insert",
            find::Op::Omitted => OMITTED,
        };
        let edits = place.edits.into_iter();
        Self {
            kind: place.kind.name(),
            score: place.score,
            common: place.common,
            common_words: place.words,
            bill: which.clone(),
            cite,
            heading: (!heading.is_empty()).then(|| heading.to_owned()),
            path: citer.bill.path(unit),
            location: Location::new(citer.bill.provisions[first as usize].place),
            edits: edits.map(|edit| Edit { op: op(edit.op).to_owned(), text: edit.text, form: false }).collect(),
        }
    }

    /// The bill's own words there, as far as they are the passage's.
    fn words(&self) -> String {
        let of_bill = self.edits.iter().filter(|edit| matches!(edit.op.as_str(), "equal" | "insert"));
        of_bill.map(|edit| edit.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    fn is_exact(&self) -> bool {
        self.kind == find::Kind::Exact.name()
    }
}

/// Words that whoever quoted left out.
const OMITTED: &str = "omitted";

impl Which {
    fn new(path: &str, front: &FrontMatter) -> Self {
        Self {
            path: path.to_owned(),
            cite: front.citation(),
            version_code: front.version.as_ref().map(|code| code.as_str().to_owned()),
            version_name: front.version.as_ref().and_then(crate::bill::VersionCode::name),
            date: front.date.clone(),
        }
    }

    /// "EH (2030-05-06)", or the path where the version is not known.
    fn version(&self) -> String {
        self.version_code.as_ref().map_or_else(|| self.path.clone(), |code| code.to_ascii_uppercase())
    }
}

impl Search {
    /// How many passages were not found.
    pub fn missing(&self) -> usize {
        self.passages.iter().filter(|sought| !sought.found).count()
    }
}

/// A likeness as it is told. Less than all is never told as all.
fn percent(score: f32) -> String {
    format!("{} %", ((score * 100.0).floor() as u32).min(100))
}

/// Writes a search, in an output that it has.
pub fn write(search: &Search, output: Output, most: usize, layout: &Layout) -> String {
    match output {
        Output::Json => {
            // As in `json`: strings, numbers and lists can always be written.
            let mut out = serde_json::to_string(search).unwrap_or_default();
            out.push('\n');
            out
        }
        Output::Markdown => markdown::write(search, most),
        _ => terminal::write(search, most, layout),
    }
}

/// "1 passage", "3 passages".
fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {what}{plural}", super::summary::thousands(count))
}

/// What was found and is not among the places: sentences.
fn set_aside(sought: &Sought) -> Vec<String> {
    let mut out = Vec::new();
    if sought.unlisted > 0 {
        out.push(format!(
            "{} less alike: a line for each is in --format ndjson.",
            counted(sought.unlisted, "more place")
        ));
    }
    if let Some(Stock { places, phrases }) = &sought.stock {
        let named = phrases.iter().max_by_key(|phrase| phrase.text.len());
        let named = named.map_or(String::new(), |phrase| {
            format!(": \"{}\" stands in {} bills", phrase.text, super::summary::thousands(phrase.bills as usize))
        });
        let share = if *places == 1 { "shares" } else { "share" };
        out.push(format!("{} {share} a stock phrase and little more{named}.", counted(*places, "place")));
    }
    out
}

/// What was searched and what was not: sentences that every output ends with.
fn ending(search: &Search) -> Vec<String> {
    let files = &search.files;
    let mut out = vec![format!("{} of bills searched.", counted(files.searched, "file"))];
    if files.skipped > 0 {
        let are = if files.skipped == 1 { "is no bill" } else { "are no bills" };
        out.push(format!("{} {are} and passed over.", counted(files.skipped, "file")));
    }
    if search.set_aside.prose_words > 0 {
        out.push(format!("{} of the article's own prose set aside.", counted(search.set_aside.prose_words, "word")));
    }
    if !search.set_aside.short.is_empty() {
        let count = search.set_aside.short.len();
        let shown: Vec<String> = search.set_aside.short.iter().take(3).map(|text| format!("\"{text}\"")).collect();
        let more = if count > shown.len() { ", ..." } else { "" };
        out.push(format!(
            "{} in quotation marks too short to be sought: {}{more}.",
            counted(count, "text"),
            shown.join(", ")
        ));
    }
    out
}
