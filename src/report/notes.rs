//! What the readers were not certain of or left out: a few on the first screen and how many there are; all of
//! them with `--notes`, in Markdown and in JSON.

use super::model::{Document, Note, Report};
use super::terminal::{Wrapper, plain};
use super::three::Three;
use super::{Layout, markdown::escape};

/// Kinds of note shown of each draft on the first screen.
const MOST_KINDS: usize = 3;
/// Markdown folds the notes where there are more.
pub(super) const MOST_OPEN: usize = 4;

/// Notes whose kind says that words were set aside or may be wrong come first; the others keep their order.
const FIRST: [&str; 6] = [
    "no-such-text",
    "no-struck-text",
    "alternative-texts",
    "struck-text-not-told",
    "struck-text-set-aside",
    "added-text-set-aside",
];

/// The notes of both drafts, then those of the comparison, each with what it is a note on. `old` and `new` are what the drafts are called. Unless all are asked for,
/// one of each of the weightiest kinds, and how many there are.
pub(super) fn told(report: &Report, [old, new]: [&str; 2], layout: &Layout) -> Vec<(String, String)> {
    let mut out = of_drafts(&[(old, &report.old), (new, &report.new)], layout);
    // What was counted stands last.
    let at = out.len() - usize::from(out.last().is_some_and(|(before, _)| before == COUNTED));
    out.splice(at..at, report.notes.iter().map(|note| ("note:".to_owned(), note.clone())));
    out
}

/// What stands before the count of notes that are not shown.
const COUNTED: &str = "reader's notes:";

/// The notes of drafts, each with what it is called; as [`told`].
pub(super) fn of_drafts(drafts: &[(&str, &Document)], layout: &Layout) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut hidden = false;
    for (name, document) in drafts {
        let kinds = kinds(document);
        let shown = if layout.notes { kinds.len() } else { kinds.len().min(MOST_KINDS) };
        hidden |= shown < kinds.len();
        for kind in &kinds[..shown] {
            let told = if layout.notes { &kind[..] } else { &kind[..1] };
            hidden |= told.len() < kind.len();
            let more = match kind.len() - told.len() {
                0 => String::new(),
                1 => " (and 1 more like it)".to_owned(),
                more => format!(" (and {more} more like it)"),
            };
            let note = |note: &&Note| (format!("note ({name}, {}):", note.place()), format!("{}{more}", note.message));
            out.extend(told.iter().map(note));
        }
    }
    if hidden {
        let counted: Vec<String> = drafts
            .iter()
            .filter(|(_, document)| !document.notes.is_empty())
            .map(|(name, document)| format!("{} on {name}", document.notes.len()))
            .collect();
        out.push((COUNTED.to_owned(), format!("{}; --notes shows them all", counted.join(", "))));
    }
    out
}

/// The notes of three drafts, those on the third once.
pub(super) fn of_three(three: &Three, layout: &Layout) -> Vec<(String, String)> {
    let mut notes = told(&three.first, ["first", "third"], layout);
    for note in told(&three.second, ["second", "third"], layout) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

/// The same for a terminal.
pub(super) fn write(report: &Report, layout: &Layout) -> String {
    wrapped(told(report, ["old", "new"], layout), layout)
}

/// Notes of which each begins a row.
pub(super) fn wrapped(told: Vec<(String, String)>, layout: &Layout) -> String {
    let note = |(before, message): (String, String)| {
        let mut wrapper = Wrapper::new("  ", layout.width).hanging(4);
        wrapper.word(&before, &before, false);
        wrapper.words(&plain(&message));
        wrapper.finish()
    };
    told.into_iter().map(note).collect()
}

/// Notes of one kind together, the weightiest kinds first.
fn kinds(document: &Document) -> Vec<Vec<&Note>> {
    let mut kinds: Vec<Vec<&Note>> = Vec::new();
    for note in &document.notes {
        match kinds.iter_mut().find(|kind| kind[0].code == note.code) {
            Some(kind) => kind.push(note),
            None => kinds.push(vec![note]),
        }
    }
    kinds.sort_by_key(|kind| FIRST.iter().position(|code| *code == kind[0].code).unwrap_or(FIRST.len()));
    kinds
}

/// All notes in Markdown, a paragraph each.
pub(super) fn markdown(report: &Report) -> Vec<String> {
    let mut told = Vec::new();
    for (name, document) in [("old", &report.old), ("new", &report.new)] {
        for note in &document.notes {
            told.push(format!("\nNote on the {name} draft, {}: {}\n", note.place(), escape(&note.message)));
        }
    }
    told.extend(report.notes.iter().map(|note| format!("\nNote: {}\n", escape(note))));
    told
}
