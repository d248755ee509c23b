//! What the readers were not certain of or left out: a few on the first screen and how many there are; all of
//! them with `--notes`, in Markdown and in JSON.

use super::model::{Document, Note, Report};
use super::terminal::{Wrapper, plain};
use super::{Layout, markdown::escape};

/// Kinds of note shown of each draft on the first screen.
const MOST_KINDS: usize = 3;
/// Markdown folds the notes where there are more.
const MOST_OPEN: usize = 4;

/// Notes whose kind says that words were set aside or may be wrong come first; the others keep their order.
const FIRST: [&str; 6] = [
    "no-such-text",
    "no-struck-text",
    "alternative-texts",
    "struck-text-not-told",
    "struck-text-set-aside",
    "added-text-set-aside",
];

/// The notes of both drafts, then those of the comparison.
pub(super) fn write(report: &Report, layout: &Layout) -> String {
    let mut out = String::new();
    let sides = [("old", &report.old), ("new", &report.new)];
    let mut hidden = false;
    for (side, document) in sides {
        let kinds = kinds(document);
        let shown = if layout.notes { kinds.len() } else { kinds.len().min(MOST_KINDS) };
        hidden |= shown < kinds.len();
        for kind in &kinds[..shown] {
            let told = if layout.notes { &kind[..] } else { &kind[..1] };
            hidden |= told.len() < kind.len();
            for note in told {
                let more = match kind.len() - told.len() {
                    0 => String::new(),
                    1 => " (and 1 more like it)".to_owned(),
                    more => format!(" (and {more} more like it)"),
                };
                push(
                    &mut out,
                    &format!("note ({side}, {}):", note.place()),
                    &format!("{}{more}", note.message),
                    layout,
                );
            }
        }
    }
    for note in &report.notes {
        push(&mut out, "note:", note, layout);
    }
    if hidden {
        let counted: Vec<String> = sides
            .iter()
            .filter(|(_, document)| !document.notes.is_empty())
            .map(|(side, document)| format!("{} on {side}", document.notes.len()))
            .collect();
        out.push_str(&format!("  reader's notes: {}; --notes shows them all\n", counted.join(", ")));
    }
    out
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

fn push(out: &mut String, before: &str, message: &str, layout: &Layout) {
    let mut wrapper = Wrapper::new("  ", layout.width).hanging(4);
    wrapper.word(before, before, false);
    plain(message).split_whitespace().for_each(|word| wrapper.word(word, word, false));
    out.push_str(&wrapper.finish());
}

/// All notes in Markdown, folded where they are many.
pub(super) fn markdown(report: &Report) -> String {
    let mut told = Vec::new();
    for (name, document) in [("old", &report.old), ("new", &report.new)] {
        for note in &document.notes {
            told.push(format!("Note on the {name} draft, {}: {}", note.place(), escape(&note.message)));
        }
    }
    told.extend(report.notes.iter().map(|note| format!("Note: {}", escape(note))));
    let all: String = told.iter().map(|note| format!("\n{note}\n")).collect();
    if told.len() <= MOST_OPEN {
        return all;
    }
    let counts = format!("{} on old, {} on new", report.old.notes.len(), report.new.notes.len());
    format!("\n<details><summary>Reader's notes ({counts})</summary>\n{all}\n</details>\n")
}
