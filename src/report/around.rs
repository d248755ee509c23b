//! What changed around the sections: told in a part of its own, never counted as a provision.

use serde::{Deserialize, Serialize};

use super::model::Edit;
use super::shown::lines_of;
use super::terminal::{Wrapper, plain};
use super::{Layout, Report, redline};
use crate::diff::{FrontChanges, Op};

/// Differences of front matter: JSON's `front_matter`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrontMatter {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub long_title: Option<LongTitle>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sponsors: Option<Sponsors>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_amendment: Option<TitleAmendment>,
}

/// A long title that differs in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LongTitle {
    pub old: String,
    pub new: String,
    /// As a provision's edits; what is equal is spelt as the new draft has it.
    pub edits: Vec<Edit>,
}

/// Sponsors that one draft names and the other, which names others, does not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sponsors {
    pub added: Vec<String>,
    pub dropped: Vec<String>,
}

/// The official title that each draft asks for; null where it asks for none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TitleAmendment {
    pub old: Option<String>,
    pub new: Option<String>,
}

impl FrontMatter {
    /// None where nothing differs.
    pub(super) fn of(changes: &FrontChanges) -> Option<Self> {
        if changes.is_quiet() {
            return None;
        }
        let edit = |(op, text): &(Op, String)| Edit { op: op.name().to_owned(), text: text.clone(), form: false };
        let named = !changes.sponsors_added.is_empty() || !changes.sponsors_dropped.is_empty();
        Some(Self {
            long_title: changes.long_title.as_ref().map(|title| LongTitle {
                old: title.titles.old.clone(),
                new: title.titles.new.clone(),
                edits: title.edits.iter().map(edit).collect(),
            }),
            sponsors: named
                .then(|| Sponsors { added: changes.sponsors_added.clone(), dropped: changes.sponsors_dropped.clone() }),
            title_amendment: changes
                .title_amendment
                .as_ref()
                .map(|asked| TitleAmendment { old: asked.old.clone(), new: asked.new.clone() }),
        })
    }

    /// Whether words differ that are voted on: a title does, the list of sponsors does not.
    pub fn changes_words(&self) -> bool {
        self.long_title.is_some() || self.title_amendment.is_some()
    }
}

/// Names listed on the first screen; the redline, Markdown and JSON have them all.
const MOST_NAMES: usize = 6;

/// The part of the terminal outputs; empty where nothing differs. `whole` names everybody.
pub(super) fn write(report: &Report, whole: bool, layout: &Layout) -> String {
    let Some(front) = &report.front_matter else { return String::new() };
    let mut out = String::from("AROUND THE SECTIONS (not counted as provisions)\n");
    if let Some(title) = &front.long_title {
        for line in lines_of(&title.edits) {
            out.push_str(&redline::wrapped(&line, "  ~ long title: ", layout));
        }
    }
    for (sign, said) in said(front, if whole { usize::MAX } else { MOST_NAMES }) {
        let mut wrapper = Wrapper::new(&format!("  {sign} "), layout.width);
        plain(&said).split_whitespace().for_each(|word| wrapper.word(word, word, false));
        out.push_str(&wrapper.finish());
    }
    out
}

/// What is told in a sentence each, the long title aside.
pub(super) fn said(front: &FrontMatter, most: usize) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    if let Some(asked) = &front.title_amendment {
        match (&asked.old, &asked.new) {
            (None, Some(new)) => out.push(("+", format!("amendment of the title asked for: \"{new}\""))),
            (Some(old), None) => out.push(("-", format!("amendment of the title no longer asked for: \"{old}\""))),
            (Some(old), Some(new)) => {
                out.push(("~", format!("amendment of the title asked for: \"{new}\" (was: \"{old}\")")));
            }
            (None, None) => {}
        }
    }
    if let Some(sponsors) = &front.sponsors {
        for (sign, what, names) in [("+", "added", &sponsors.added), ("-", "dropped", &sponsors.dropped)] {
            if !names.is_empty() {
                let plural = if names.len() == 1 { "sponsor" } else { "sponsors" };
                out.push((sign, format!("{} {plural} {what}: {}", names.len(), listed(names, most))));
            }
        }
    }
    out
}

fn listed(names: &[String], most: usize) -> String {
    // Names may hold commas ("Mr. Coe, Jr.").
    let shown = names.iter().take(most).map(String::as_str).collect::<Vec<_>>().join("; ");
    match names.len().saturating_sub(most) {
        0 => shown,
        more => format!("{shown}; and {more} more (--redline)"),
    }
}

/// The part in Markdown; empty where nothing differs.
pub(super) fn markdown(report: &Report) -> String {
    use super::markdown::{escape, one_line};
    let Some(front) = &report.front_matter else { return String::new() };
    let mut out = String::from("\n**Around the sections** (not counted as provisions)\n\n");
    if let Some(title) = &front.long_title {
        let lines: Vec<String> = lines_of(&title.edits).iter().map(one_line).collect();
        out.push_str(&format!("long title: {}\n\n", lines.join(" ")));
    }
    for (_, said) in said(front, usize::MAX) {
        out.push_str(&format!("{}\n\n", escape(&said)));
    }
    out
}
