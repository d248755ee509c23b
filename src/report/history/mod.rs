//! The history of a bill as plain data: provisions down, versions across. Its JSON is this, key by key; [`terminal`],
//! [`markdown`] and the page ([`super::html`]) are made of it alone.
//!
//! [`build`] makes it of a [`crate::history::History`]; [`told`] says in words what became of a provision.

mod build;
mod csv;
mod lines;
pub mod markdown;
pub(super) mod shown;
pub mod terminal;
mod told;

use schemars::JsonSchema;
use serde::Serialize;

use super::model::{Document, Provision, Side, Summary, Tool};
use super::select::{bears, section_number};
use super::{Layout, html};
use crate::bill::Order;

/// Version of this document's own form. Keys may be added within a version, never changed or taken away.
pub const SCHEMA_VERSION: u32 = 1;

/// Every provision of a bill in every version of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct History {
    /// Keys may be added within a version. None is renamed, removed, or changed in type or meaning.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    pub schema_version: u32,
    pub tool: Tool,
    /// What the versions are ordered by.
    #[schemars(extend("enum" = ["version code", "date", "as given"]))]
    pub order: String,
    /// Earliest first; at least two.
    pub versions: Vec<Version>,
    /// How many provisions there are in all versions together, each counted once.
    pub summary: Counted,
    /// One for each provision of any version, in the last version's reading order; what is not in it stands where it stood.
    pub provisions: Vec<Course>,
    /// What a reader must know of the versions together, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Versions that are not in this history, each with the reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<String>,
}

/// One version.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Version {
    /// What reports call it: its code in capitals, or the name of its file; no two have the same.
    pub label: String,
    #[serde(flatten)]
    pub document: Document,
    /// The counts of the comparison with the version before; absent on the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
    /// How many of the added ones had been dropped before.
    pub returned: usize,
    /// Limits that were met in that comparison.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<String>,
}

/// How many provisions there are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Counted {
    /// In all versions together, each counted once.
    pub provisions: usize,
    /// In every version, with the same words, number, place and heading.
    pub unchanged: usize,
}

/// One provision across all versions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Course {
    /// "section", "title", "account" and others: see docs/terms.md. That of the last version that has it.
    pub level: String,
    /// What became of it, in words, one for each event: "entered in EH as Sec. 403". Their wording may change.
    pub told: Vec<String>,
    /// What it is in each version: as many as there are versions, in their order.
    pub stages: Vec<Stage>,
}

/// What a provision is in one version.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct Stage {
    /// present: in the first version, which has none before it. unchanged, changed, added, dropped: as the comparison with
    /// the version before has it. returned: that comparison calls it added, and it had been dropped before. absent: in
    /// neither of the two.
    #[schemars(extend("enum" = ["present", "unchanged", "changed", "added", "returned", "dropped", "absent"]))]
    pub status: String,
    /// The bare number that it bears here: "403".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Where it stands in this version; null where it is not in it.
    pub side: Option<Side>,
    /// On a returned one: which version, counted from 0, was the last to have it. `step` compares with that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<usize>,
    /// What happened since the version before, as in the report of these two; absent where nothing did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<Provision>,
    /// Its words in the first version, a line for each provision inside; later ones follow from the edits of `step`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// How a history is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Terminal,
    Markdown,
    Html,
    Json,
    Ndjson,
    Csv,
}

/// No version has a section of this number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no version has a section {wanted}. {advice}.")]
pub struct NoSuchSection {
    pub wanted: String,
    /// What there is instead.
    pub advice: String,
}

/// Writes a history.
pub fn write(history: &History, form: Form, layout: &Layout) -> String {
    match form {
        Form::Terminal => terminal::write(history, layout),
        Form::Markdown => markdown::write(history, layout),
        Form::Html => html::write_history(history),
        Form::Ndjson => lines::write(history),
        Form::Csv => csv::write(history),
        Form::Json => {
            // As in `json`: strings, numbers and lists can always be written.
            let mut out = serde_json::to_string(history).unwrap_or_default();
            out.push('\n');
            out
        }
    }
}

impl History {
    /// Builds the model.
    pub fn new(traced: &crate::history::History<'_>, order: Order) -> Self {
        build::history(traced, order)
    }

    /// Keeps the provisions that bear one of these numbers in any version. The counts still speak of all.
    ///
    /// # Errors
    /// A section that no version has.
    pub fn select(&mut self, sections: &[String]) -> Result<(), NoSuchSection> {
        if sections.is_empty() {
            return Ok(());
        }
        let wanted: Vec<&str> = sections.iter().map(|text| section_number(text)).collect();
        if let Some(missing) = wanted.iter().find(|number| !self.provisions.iter().any(|one| one.has_number(number))) {
            return Err(NoSuchSection { wanted: (*missing).to_owned(), advice: self.what_there_is() });
        }
        self.provisions.retain(|course| wanted.iter().any(|number| course.has_number(number)));
        Ok(())
    }

    fn what_there_is(&self) -> String {
        let sections = self.provisions.iter().filter(|course| course.level == "section");
        let cites: Vec<&str> = sections.filter_map(|course| course.side()).map(|side| side.cite.as_str()).collect();
        match (cites.first(), cites.last()) {
            (Some(first), Some(last)) => format!("There are {} sections, from {first} to {last}", cites.len()),
            _ => "There are no numbered sections".to_owned(),
        }
    }

    /// "H.R. 8752, 118th Congress", or all bills that versions are of.
    pub fn bills(&self) -> String {
        let mut cites: Vec<&str> = Vec::new();
        for cite in self.versions.iter().filter_map(|version| version.document.cite.as_deref()) {
            if !cites.contains(&cite) {
                cites.push(cite);
            }
        }
        if cites.is_empty() { "A bill".to_owned() } else { cites.join(", ") }
    }

    /// Whether something happened to any provision.
    pub fn has_differences(&self) -> bool {
        self.summary.unchanged < self.summary.provisions
    }

    /// Provisions to which something happened.
    pub fn told(&self) -> impl Iterator<Item = &Course> {
        self.provisions.iter().filter(|course| !course.is_quiet())
    }
}

impl Course {
    /// Whether it is in every version, and nothing ever happened to it.
    pub fn is_quiet(&self) -> bool {
        self.stages.iter().all(|stage| matches!(stage.status.as_str(), "present" | "unchanged") && stage.step.is_none())
    }

    /// Where it stands in the last version that has it.
    pub fn side(&self) -> Option<&Side> {
        self.stages.iter().rev().find_map(|stage| stage.side.as_ref())
    }

    /// Whether it bears a number in any version.
    fn has_number(&self, number: &str) -> bool {
        self.stages.iter().filter_map(|stage| stage.side.as_ref()).any(|side| bears(&side.cite, number))
    }

    /// What became of it, as a sentence.
    pub fn sentence(&self) -> String {
        told::sentence(&self.told)
    }
}

impl Stage {
    /// Whether the version has it.
    pub fn is_there(&self) -> bool {
        self.side.is_some()
    }
}
