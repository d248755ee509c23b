//! A report that was saved as JSON or NDJSON, read back. It may come from anywhere: nothing in it is believed.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::model::{Counts, Edit, Provision, Report, SCHEMA_VERSION};
use super::ndjson::Gathered;
use super::terminal::{cut, plain};
use crate::bill::Place;
use crate::read::{self, Error, MAX_INPUT_BYTES, Problem};

/// Largest count in a report: sums of counts never overflow.
const MAX_COUNT: usize = 1 << 40;
/// Columns of what `serde` says of a value: it may quote a whole bill.
const MOST_SAID: usize = 160;
/// What to do with a file that is no report.
const SAVE_ONE: &str = "Compare two drafts and save the report: billdiff OLD NEW -o report.json";
const SAVE_AGAIN: &str = "Save the report again: billdiff OLD NEW -o report.json";

/// Reads a saved report; `name` is what errors call it. Keys that are not known are passed over.
///
/// # Errors
/// It is no report, one of another version, one that is broken or cut off, or one that contradicts itself. JSON
/// that is nested more than 128 deep is not read.
pub fn read(name: &str, bytes: &[u8]) -> Result<Report, Error> {
    report_of(name, bytes).map_err(|problem| Error { path: name.to_owned(), problem })
}

fn report_of(name: &str, bytes: &[u8]) -> Result<Report, Problem> {
    if bytes.len() as u64 > MAX_INPUT_BYTES {
        let what = format!("the file has {} bytes, more than the {MAX_INPUT_BYTES} that are read", bytes.len());
        return Err(Problem::new(what, "No report is that large: check what file this is"));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Problem::new("the file is empty", SAVE_AGAIN));
    }
    // Windows PowerShell saves what a program prints as UTF-16.
    let text = read::decode(bytes)?;
    if !text.trim_start().starts_with('{') {
        return Err(Problem::new(format!("{}, no saved report", read::seems(name, bytes)), SAVE_ONE));
    }
    let report = match Kind::of(&text)? {
        Kind::Json => serde_json::from_str(&text).map_err(|error| broken(&error))?,
        Kind::Ndjson => gathered(&text)?,
    };
    contradiction(&report).map_or(Ok(report), |what| Err(Problem::new(what, SAVE_AGAIN)))
}

/// How a report was saved.
enum Kind {
    Json,
    Ndjson,
}

/// What tells reports, of any version, from other JSON.
#[derive(Deserialize)]
struct Head {
    schema_version: Option<Value>,
    summary: Option<IgnoredAny>,
    /// On a line of NDJSON.
    record: Option<Value>,
    /// In an outline.
    document: Option<IgnoredAny>,
}

impl Kind {
    fn of(text: &str) -> Result<Self, Problem> {
        // Of NDJSON this is the first line alone.
        let first = serde_json::Deserializer::from_str(text).into_iter::<Head>().next();
        let head = first.expect("the text begins with a bracket").map_err(|error| broken(&error))?;
        let version = head.schema_version.as_ref().and_then(Value::as_u64);
        match (version, &head.record) {
            (None, Some(_)) => Err(Problem::new(
                "this is NDJSON, but its first line is not the head of a report: the beginning is missing",
                SAVE_AGAIN,
            )),
            (None, None) => Err(Problem::new("this is JSON, but no report of billdiff", SAVE_ONE)),
            (Some(_), _) if head.document.is_some() => {
                Err(Problem::new("this is the outline of one draft, no report", SAVE_ONE))
            }
            (Some(version), _) if version != u64::from(SCHEMA_VERSION) => Err(Problem::new(
                format!("the report is of version {version}, and this program reads version {SCHEMA_VERSION}"),
                "Use the release of billdiff that wrote it, or compare the two drafts again",
            )),
            (Some(_), _) if head.summary.is_none() => {
                Err(Problem::new("this is JSON, but no report of billdiff: it has no summary", SAVE_ONE))
            }
            (Some(_), Some(_)) => Ok(Self::Ndjson),
            (Some(_), None) => Ok(Self::Json),
        }
    }
}

fn gathered(text: &str) -> Result<Report, Problem> {
    let mut gathered = Gathered::default();
    for record in serde_json::Deserializer::from_str(text).into_iter() {
        gathered.add(record.map_err(|error| broken(&error))?);
    }
    gathered.report().map_err(|what| Problem::new(what, SAVE_AGAIN))
}

/// What `serde` says, without the place that it puts behind.
fn broken(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    let said = error.to_string();
    let said = said.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&said).to_owned();
    let said = plain(&said).replace('\n', " ");
    let place = Place { line: small(line), column: small(column), page: 0 };
    let what = match error.classify() {
        serde_json::error::Category::Eof => "the report ends here in the middle: it was cut off".to_owned(),
        serde_json::error::Category::Syntax | serde_json::error::Category::Io => {
            format!("the JSON is broken: {}", cut(&said, MOST_SAID))
        }
        serde_json::error::Category::Data => format!("this is no report of version 1: {}", cut(&said, MOST_SAID)),
    };
    Problem::at(place, what, SAVE_AGAIN)
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The first thing in a report that cannot be so: a value that its version does not have, a side that is missing
/// or one too many, a count that no bill reaches.
fn contradiction(report: &Report) -> Option<String> {
    let counts = [&report.summary.all, &report.summary.sections].into_iter().flat_map(Counts::each);
    let documents = [&report.old, &report.new].into_iter().flat_map(|document| [document.sections, document.words]);
    if counts.chain(documents).any(|count| count > MAX_COUNT) {
        return Some("the report counts more than any bill holds".to_owned());
    }
    let front = report.front_matter.as_ref().and_then(|front| front.long_title.as_ref());
    if let Some(what) = front.and_then(|title| unknown_edit(&title.edits)) {
        return Some(format!("front_matter: {what}"));
    }
    if let Some(reference) = report.references.iter().find(|one| !one.is_known()) {
        return Some(format!("references: no status is called {:?}", cut(&reference.status, MOST_SAID)));
    }
    let mut open: Vec<&Provision> = report.provisions.iter().rev().collect();
    while let Some(provision) = open.pop() {
        if let Some(what) = wrong(provision) {
            return Some(format!("provision {:?}: {what}", cut(&provision.id, MOST_SAID)));
        }
        open.extend(provision.children.iter().rev());
    }
    None
}

fn wrong(provision: &Provision) -> Option<String> {
    let sides = (provision.old.is_some(), provision.new.is_some());
    let wanted = match provision.change.as_str() {
        "unchanged" | "changed" => (true, true),
        "added" => (false, true),
        "dropped" => (true, false),
        other => return Some(format!("no change is called {:?}", cut(other, MOST_SAID))),
    };
    if sides != wanted {
        return Some(format!("it is {}, and its old or new side does not agree", provision.change));
    }
    let words = [&provision.old, &provision.new].into_iter().flatten().map(|side| side.words);
    if words.into_iter().any(|words| words > MAX_COUNT) {
        return Some("it has more words than any bill".to_owned());
    }
    if provision.lines.contradicts(&provision.edits) {
        return Some("its lines are not those of its words".to_owned());
    }
    unknown_edit(&provision.edits)
}

fn unknown_edit(edits: &[Edit]) -> Option<String> {
    let unknown = edits.iter().find(|edit| !matches!(edit.op.as_str(), "equal" | "delete" | "insert"))?;
    Some(format!("no edit is called {:?}", cut(&unknown.op, MOST_SAID)))
}
