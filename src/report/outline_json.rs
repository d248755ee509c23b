//! What the reader understood of one draft, as JSON on one line. See docs/json.md.

use serde::{Deserialize, Serialize};

use super::model::{Document, Location, SCHEMA_VERSION, Tool};
use crate::bill::{Bill, ProvisionId};

/// One draft with all its provisions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    pub schema_version: u32,
    pub tool: Tool,
    /// Who the bill is, and the reader's notes.
    pub document: Document,
    /// Entries of the bill's own table of contents, as printed.
    pub contents: Vec<String>,
    /// In reading order: each before what stands inside it.
    pub provisions: Vec<Provision>,
}

/// One provision of any level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provision {
    /// How many provisions it stands inside: 0 for those right in the bill.
    pub depth: usize,
    pub level: String,
    /// "SEC. 403.", "(a)": as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub designation: Option<String>,
    /// The bare number: "403", "a".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// As drafted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// "Sec. 403(a)(2)".
    pub cite: String,
    /// What it stands in, outermost first.
    pub path: Vec<String>,
    /// Its own text in the canonical text, without designation and heading, and without what stands inside it.
    pub text: String,
    /// Words of its own line of the canonical text, designation and heading counted.
    pub words: usize,
    /// Inside a quoted block, or one itself: text that goes into another act.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub quoted: bool,
    /// Reports tell of it by itself.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unit: bool,
    pub location: Location,
}

impl Outline {
    pub fn new(bill: &Bill) -> Self {
        let mut cites: Vec<Option<String>> = vec![None; bill.provisions.len()];
        for (unit, cite) in bill.units().into_iter().zip(bill.unit_citations()) {
            cites[unit.id as usize] = Some(cite);
        }
        Self {
            schema_version: SCHEMA_VERSION,
            tool: Tool::this(),
            document: Document::new(bill),
            contents: bill.contents.clone(),
            provisions: (1..bill.provisions.len() as ProvisionId).map(|id| provision(bill, id, &cites)).collect(),
        }
    }
}

fn provision(bill: &Bill, id: ProvisionId, cites: &[Option<String>]) -> Provision {
    let provision = &bill.provisions[id as usize];
    let told = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let path = bill.path(id);
    let unit = cites[bill.unit_of(id) as usize].as_deref().unwrap_or_default();
    Provision {
        depth: path.len(),
        level: provision.level.name().to_owned(),
        designation: told(bill.slice(provision.designation)),
        number: told(bill.number(id)),
        heading: told(bill.heading(id)),
        cite: format!("{unit}{}", bill.cite_within(id)).trim_start().to_owned(),
        path,
        text: bill.slice(provision.body).trim().to_owned(),
        words: bill.slice(provision.line).split_whitespace().count(),
        quoted: provision.quoted,
        unit: provision.unit,
        location: Location::new(provision.place),
    }
}

/// Writes the outline of a bill, with a final line break.
pub fn write(bill: &Bill) -> String {
    // Strings, numbers and lists only: writing them cannot fail.
    let mut out = serde_json::to_string(&Outline::new(bill)).unwrap_or_default();
    out.push('\n');
    out
}
