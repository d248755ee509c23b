//! The reports of several files, one after another: what changed between two revisions.

use serde::Serialize;

use super::model::Document;
use super::terminal::{HEAD, plain, styled};
use super::{Layout, Output, Report, markdown, whole, write as write_report};
use crate::bill::Bill;

/// See the module's page. As JSON it is one document, described in docs/json.md.
#[derive(Debug, Clone, Serialize)]
pub struct Several {
    /// Version of this document's own form.
    pub schema_version: u32,
    /// The revisions as they were named.
    pub base: String,
    pub head: String,
    pub files: Vec<File>,
    /// Changed files that are no bills.
    pub skipped: usize,
}

/// A file that changed.
#[derive(Debug, Clone, Serialize)]
pub struct File {
    /// "main:bills/hr1.xml"; none where the file was added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// None where it was deleted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What came of it.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "most files are compared")]
pub enum Outcome {
    Compared {
        report: Report,
    },
    Added {
        document: Document,
    },
    Deleted {
        document: Document,
    },
    /// The same bytes on both sides (of folders; git tells only what changed).
    Unchanged {
        document: Document,
    },
    Failed {
        error: String,
    },
}

impl Outcome {
    /// Of a bill that stands in one of the two revisions alone.
    pub fn alone(bill: &Bill, is_new: bool) -> Self {
        let document = Document::new(bill);
        if is_new { Self::Added { document } } else { Self::Deleted { document } }
    }

    /// Of a bill whose file is the same in both folders.
    pub fn unchanged(bill: &Bill) -> Self {
        Self::Unchanged { document: Document::new(bill) }
    }
}

impl Several {
    /// How many files could not be compared.
    pub fn failures(&self) -> usize {
        self.files.iter().filter(|file| matches!(file.outcome, Outcome::Failed { .. })).count()
    }
}

impl File {
    fn title(&self) -> String {
        let what = match self.outcome {
            Outcome::Compared { .. } => "",
            Outcome::Unchanged { .. } => " unchanged",
            Outcome::Added { .. } => " added",
            Outcome::Deleted { .. } => " deleted",
            Outcome::Failed { .. } => " NOT COMPARED",
        };
        let names = [&self.old, &self.new].into_iter().flatten().map(|name| plain(name)).collect::<Vec<_>>();
        format!("{}{what}", names.join(" -> "))
    }
}

/// Writes all, in an output that is text.
pub fn write(several: &Several, output: Output, layout: &Layout) -> String {
    match output {
        Output::Json => {
            // As in `json`: strings, numbers and lists can always be written.
            let mut out = serde_json::to_string(several).unwrap_or_default();
            out.push('\n');
            out
        }
        Output::Markdown => in_markdown(several, layout),
        _ => in_terminal(several, output, layout),
    }
}

fn in_terminal(several: &Several, output: Output, layout: &Layout) -> String {
    let mut out = String::new();
    several.files.iter().for_each(|file| out.push_str(&told(file, output, layout)));
    out.push_str(&format!("{}\n", counts(several)));
    out
}

/// One file, in a terminal output.
pub(super) fn told(file: &File, output: Output, layout: &Layout) -> String {
    let mut out = format!("{}\n\n", styled(&format!("=== {}", file.title()), HEAD, layout.color));
    match &file.outcome {
        Outcome::Compared { report } => out.push_str(&write_report(report, output, layout)),
        Outcome::Added { document } | Outcome::Unchanged { document } => {
            out.push_str(&whole::told(document, true, layout));
        }
        Outcome::Deleted { document } => out.push_str(&whole::told(document, false, layout)),
        Outcome::Failed { error } => out.push_str(&format!("{}\n", plain(error))),
    }
    out.push('\n');
    out
}

/// "2 bills changed between main and draft; 3 changed files are no bills."
fn counts(several: &Several) -> String {
    let bills = match several.files.len() {
        0 => "No bills".to_owned(),
        1 => "1 bill".to_owned(),
        count => format!("{count} bills"),
    };
    let (base, head) = (plain(&several.base), plain(&several.head));
    let mut out = format!("{bills} changed between {base} and {head}");
    match several.skipped {
        0 => {}
        1 => out.push_str("; 1 changed file is no bill"),
        count => out.push_str(&format!("; {count} changed files are no bills")),
    }
    if several.failures() > 0 {
        out.push_str(&format!("; {} NOT COMPARED", several.failures()));
    }
    format!("{out}.")
}

/// One document: each file gets an equal part of what room is left, so what a short report spares is for the next.
fn in_markdown(several: &Several, layout: &Layout) -> String {
    let mut out = format!("{}\n{}\n", markdown::MARK, markdown::escape(&counts(several)));
    let mut left_out = 0;
    for (at, file) in several.files.iter().enumerate() {
        let room = layout.max_bytes.saturating_sub(out.len() + LAST_LINE) / (several.files.len() - at);
        let part = part(file, room, layout);
        if out.len() + part.len() + LAST_LINE <= layout.max_bytes {
            out.push_str(&part);
        } else {
            left_out += 1;
        }
    }
    if left_out > 0 {
        let files = if left_out == 1 { "file" } else { "files" };
        out.push_str(&format!("\n**Left out to keep the report small:** {left_out} {files}.\n"));
    }
    out
}

/// Room kept for what was left out.
const LAST_LINE: usize = 80;
/// A comparison is not told in less room than it is by itself.
const LEAST: usize = markdown::LEAST_BYTES;

fn part(file: &File, room: usize, layout: &Layout) -> String {
    let head = format!("\n## {}\n\n", markdown::escape(&file.title()));
    let body = match &file.outcome {
        Outcome::Compared { report } => {
            let max_bytes = room.saturating_sub(head.len()).max(LEAST);
            let told = markdown::write(report, &Layout { max_bytes, ..layout.clone() });
            told.strip_prefix(markdown::MARK).map_or(told.clone(), |told| told.trim_start().to_owned())
        }
        Outcome::Added { document } | Outcome::Deleted { document } | Outcome::Unchanged { document } => {
            format!("{} sections, {} words.\n", document.sections, document.words)
        }
        Outcome::Failed { error } => format!("**FAILED**: {}\n", markdown::escape(error)),
    };
    format!("{head}{body}")
}
