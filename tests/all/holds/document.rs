//! Of the Word document.

use billdiff::bill::Bill;
use billdiff::report::docx;
use billdiff::{Report, compare};

use crate::support::word::{Changes, paragraphs};

/// Complaints about the words and about paragraphs that are left empty.
pub fn both_texts(old: &Bill, new: &Bill) -> Vec<String> {
    let Ok(comparison) = compare(old, new) else { return Vec::new() };
    let written = docx::write(&Report::new(&comparison));
    [words(&written, old, new), has_no_empty_paragraph(&written, old, new)].concat()
}

/// Complaints about the words.
pub fn words(written: &[u8], old: &Bill, new: &Bill) -> Vec<String> {
    let mut complaints = Vec::new();
    for (changes, bill) in [(Changes::Rejected, old), (Changes::Accepted, new)] {
        let left = paragraphs(written, changes);
        let told: Vec<&str> = left.iter().flat_map(|text| text.split_whitespace()).collect();
        // What XML cannot hold is replaced, and a comment says so.
        let text = bill.text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
        let wanted: Vec<&str> = text.split_whitespace().collect();
        let about = format!("{} -> {}, {changes:?}", old.source.path, new.source.path);
        if told != wanted {
            let at = told.iter().zip(&wanted).position(|(a, b)| a != b).unwrap_or(told.len().min(wanted.len()));
            let around = |words: &[&str]| words[at.saturating_sub(4)..words.len().min(at + 4)].join(" ");
            complaints.push(format!("{about}: \"{}\" for \"{}\"", around(&told), around(&wanted)));
        }
    }
    complaints
}

fn has_no_empty_paragraph(written: &[u8], old: &Bill, new: &Bill) -> Vec<String> {
    let mut complaints = Vec::new();
    for changes in [Changes::Rejected, Changes::Accepted] {
        let about = format!("{} -> {}, {changes:?}", old.source.path, new.source.path);
        let mut left = paragraphs(written, changes);
        // The last paragraph of a Word document cannot be taken away: where its mark is tracked, one follows it.
        left.pop_if(|last| last.is_empty());
        let empty = left.iter().filter(|text| text.trim().is_empty()).count();
        if empty > 0 {
            complaints.push(format!("{about}: {empty} paragraphs are left without words"));
        }
    }
    complaints
}
