//! Where passages stand: the model of `billdiff find`, and its outputs. Keys are described in docs/json.md.
//!
//! 1. What one file holds is told at once, as [`Searched`]: its bill is let go before the next is read.
//! 2. [`Search`]: all files together: places ranked, and what became of each passage in each bill.

mod cite;
mod markdown;
mod ndjson;
mod terminal;

use std::collections::BTreeMap;

use serde::Serialize;

pub use ndjson::{end as ndjson_end, head as ndjson_head, line as ndjson_line};

use super::model::{Edit, Location, Tool};
use super::{Layout, Output};
use crate::bill::{Bill, FrontMatter, Versioned, in_order_of_folder};
use crate::find::fate::{self, Stand, Step};
use crate::find::quoted::{Article, Quoted};
use crate::find::{self, Passages};

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
    drafts: Vec<Draft>,
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
    /// What became of it in each bill that has it.
    pub bills: Vec<Fate>,
    /// Bills that were searched and have no similar provision.
    pub without: Without,
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
    draft: Draft,
    /// Passage and place.
    pub places: Vec<(usize, Place)>,
}

/// A file that was searched, kept for the fates.
#[derive(Debug)]
struct Draft {
    which: Which,
    front: FrontMatter,
}

impl Searched {
    /// Searches a bill.
    pub fn new(bill: &Bill, passages: &Passages) -> Self {
        let found = passages.places(bill);
        let which = Which::new(bill);
        let cites = if found.is_empty() { Vec::new() } else { bill.unit_citations() };
        let units = if found.is_empty() { Vec::new() } else { bill.units() };
        let citer = cite::Citer { bill, units: &units, cites: &cites };
        let places = found.into_iter().map(|place| (place.passage, Place::new(place, &citer, &which))).collect();
        let front = FrontMatter { title: None, sponsors: Vec::new(), ..bill.front.clone() };
        Self { draft: Draft { which, front }, places }
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
    fn new(bill: &Bill) -> Self {
        let front = &bill.front;
        Self {
            path: bill.source.path.clone(),
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
    /// A search for passages, before any file is read.
    pub fn new(article: &Article, passages: &Passages) -> Self {
        let of = |(at, quoted): (usize, &Quoted)| Sought {
            passage: at + 1,
            line: (quoted.line > 0).then_some(quoted.line),
            text: passages.list[at].text.clone(),
            words: passages.list[at].len(),
            gaps: passages.list[at].gap_count(),
            found: false,
            places: Vec::new(),
            bills: Vec::new(),
            without: Without::default(),
        };
        Self {
            schema_version: SCHEMA_VERSION,
            tool: Tool::this(),
            passages: article.passages.iter().enumerate().map(of).collect(),
            files: Files::default(),
            set_aside: SetAside {
                prose_words: article.prose,
                short: article.short.iter().map(|quoted| quoted.text.clone()).collect(),
            },
            drafts: Vec::new(),
        }
    }

    /// Adds what one file holds.
    pub fn add(&mut self, searched: Searched) {
        self.files.searched += 1;
        for (passage, place) in searched.places {
            self.passages[passage].places.push(place);
        }
        self.drafts.push(searched.draft);
    }

    /// Ranks the places and tells what became of each passage.
    pub fn finish(&mut self) {
        let bills = bills_of(&self.drafts);
        for sought in &mut self.passages {
            sought.found = !sought.places.is_empty();
            let mut best: BTreeMap<&str, usize> = BTreeMap::new();
            for (at, place) in sought.places.iter().enumerate() {
                let known = best.entry(&place.bill.path).or_insert(at);
                if sought.places[*known].score < place.score {
                    *known = at;
                }
            }
            let mut fates = Vec::new();
            for (name, versions) in &bills {
                match of_bill(name, versions, &sought.places, &best) {
                    Some(fate) => fates.push(fate),
                    None => sought.without.add(name),
                }
            }
            sought.bills = fates;
            sought.places.sort_by(|a, b| b.score.total_cmp(&a.score));
            if sought.without.count > MOST_NAMED {
                sought.without.bills.clear();
            }
        }
    }

    /// How many passages were not found.
    pub fn missing(&self) -> usize {
        self.passages.iter().filter(|sought| !sought.found).count()
    }
}

/// The drafts of each bill, in the usual course of its versions; bills in the order in which they came.
fn bills_of(drafts: &[Draft]) -> Vec<(String, Vec<&Draft>)> {
    let mut at = BTreeMap::new();
    let mut bills: Vec<(String, Vec<&Draft>)> = Vec::new();
    for draft in drafts {
        let name = draft.which.cite.clone().filter(|_| draft.front.identity().is_some());
        let name = name.unwrap_or_else(|| draft.which.path.clone());
        let known = *at.entry(name.clone()).or_insert_with(|| {
            bills.push((name, Vec::new()));
            bills.len() - 1
        });
        bills[known].1.push(draft);
    }
    bills.iter_mut().for_each(|(_, drafts)| in_order_of_folder(drafts));
    bills
}

impl Versioned for Draft {
    fn front(&self) -> &FrontMatter {
        &self.front
    }

    fn path(&self) -> &str {
        &self.which.path
    }
}

/// Bills without the passage that are named, at most; more are counted.
const MOST_NAMED: usize = 8;

impl Without {
    fn add(&mut self, name: &str) {
        self.count += 1;
        if self.count <= MOST_NAMED {
            self.bills.push(name.to_owned());
        }
    }
}

/// What became of a passage in one bill; nothing where no version has it. Files of one version (its formats) are one:
/// the first that has the best place speaks for it.
fn of_bill(name: &str, versions: &[&Draft], places: &[Place], best: &BTreeMap<&str, usize>) -> Option<Fate> {
    let place_of = |draft: &&Draft| best.get(draft.which.path.as_str()).map(|&at| &places[at]);
    let same = |a: &&Draft, b: &&Draft| a.front.version.is_some() && a.front.version == b.front.version;
    let mut told: Vec<(&Draft, Option<&Place>)> = Vec::new();
    for group in versions.chunk_by(same) {
        let mut found: Option<&Place> = None;
        for place in group.iter().filter_map(place_of) {
            if found.is_none_or(|found| place.score > found.score) {
                found = Some(place);
            }
        }
        told.push((group[0], found));
    }
    if told.iter().all(|(_, place)| place.is_none()) {
        return None;
    }
    let words: Vec<String> = told.iter().map(|(_, place)| place.map_or(String::new(), Place::words)).collect();
    let stands: Vec<fate::Version<'_>> = told
        .iter()
        .zip(&words)
        .map(|((draft, place), words)| {
            (draft.front.fragment, place.map(|place| Stand { cite: &place.cite, words: words.as_str() }))
        })
        .collect();
    let steps = fate::steps(&stands);
    let versions = told.iter().zip(steps).map(|((draft, place), step)| Version::new(draft, *place, step)).collect();
    Some(Fate { bill: name.to_owned(), versions })
}

impl Version {
    fn new(draft: &Draft, place: Option<&Place>, step: Step) -> Self {
        Self {
            version: draft.which.version(),
            step: step.name(),
            cite: place.map(|place| place.cite.clone()),
            kind: place.map(|place| place.kind),
            score: place.map(|place| place.score),
        }
    }

    /// "added in EH as Sec. 403".
    fn told(&self) -> String {
        let cite = self.cite.as_deref().unwrap_or_default();
        let likeness = match (self.kind, self.score) {
            (Some("exact") | None, _) | (_, None) => String::new(),
            (_, Some(score)) => format!(" ({})", percent(score)),
        };
        let version = &self.version;
        match self.step {
            "in" => format!("in {version} as {cite}{likeness}"),
            "added" => format!("added in {version} as {cite}{likeness}"),
            "unchanged" => format!("unchanged in {version}"),
            "redesignated" => format!("in {version} redesignated {cite}, the same words"),
            "changed" => format!("changed in {version}, {cite}{likeness}"),
            "dropped" => format!("dropped in {version}"),
            "unsaid" => format!("{version} only amends the bill and does not hold it"),
            _ => format!("not in {version}"),
        }
    }
}

impl Fate {
    /// "added in EH as Sec. 403; dropped in ENR". Versions before the first that has it are told together.
    fn told(&self) -> String {
        let mut told = Vec::new();
        let earlier = self.versions.iter().take_while(|version| matches!(version.step, "absent" | "unsaid")).count();
        let before: Vec<&str> = self.versions[..earlier].iter().map(|version| version.version.as_str()).collect();
        if !before.is_empty() {
            told.push(format!("not in {}", before.join(", ")));
        }
        for run in
            self.versions[earlier..].chunk_by(|a, b| a.step == b.step && matches!(a.step, "unchanged" | "absent"))
        {
            let names: Vec<&str> = run.iter().map(|version| version.version.as_str()).collect();
            match run[0].step {
                "unchanged" => told.push(format!("unchanged in {}", names.join(", "))),
                "absent" => told.push(format!("not in {}", names.join(", "))),
                _ => told.push(run[0].told()),
            }
        }
        told.join("; ")
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
