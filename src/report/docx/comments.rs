//! `word/comments.xml`: what marks cannot say of a unit, and what is to be known of the whole comparison.

use super::AUTHOR;
use super::sequence::{Elsewhere, Entry, Fate};
use super::xml::Xml;
use crate::report::model::{Document, Provision, Report};
use crate::report::summary;
use crate::report::terminal::plain;
use crate::report::{around, shown};

/// Notes of the readers told in the document; the rest is counted.
const MOST_NOTES: usize = 20;

/// The comments of a document, by number from 0.
#[derive(Debug, Default)]
pub struct Comments {
    /// Paragraphs of each.
    told: Vec<Vec<String>>,
}

impl Comments {
    /// What is said of the whole document.
    pub fn of_document(&mut self, report: &Report) -> usize {
        self.push(document(report))
    }

    /// What is said of a unit, if there is more than its marks show.
    pub fn of(&mut self, report: &Report, entry: &Entry<'_>) -> Option<usize> {
        let told = unit(report, entry);
        (!told.is_empty()).then(|| self.push(told))
    }

    fn push(&mut self, told: Vec<String>) -> usize {
        self.told.push(told);
        self.told.len() - 1
    }

    /// Writes the part. `replaced` is how many characters of the document could not be written.
    pub fn write(mut self, replaced: usize) -> Vec<u8> {
        if let Some(first) = self.told.first_mut().filter(|_| replaced > 0) {
            let what = if replaced == 1 {
                "character that a Word file cannot hold is"
            } else {
                "characters that a Word file cannot hold are"
            };
            first.push(format!("{replaced} {what} shown as U+FFFD."));
        }
        let mut xml = Xml::part("w:comments");
        for (id, told) in self.told.iter().enumerate() {
            xml.open("w:comment", &[("w:id", &id.to_string()), ("w:author", AUTHOR), ("w:initials", "bd")]);
            for said in told {
                paragraph(&mut xml, said);
            }
            xml.close();
        }
        xml.finish().bytes
    }
}

fn paragraph(xml: &mut Xml, said: &str) {
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.empty("w:pStyle", &[("w:val", "CommentText")]);
    xml.close();
    xml.open("w:r", &[]);
    xml.element("w:t", &[("xml:space", "preserve")], &plain(said));
    xml.close();
    xml.close();
}

/// Counts, what differs around the provisions, notes of the readers.
fn document(report: &Report) -> Vec<String> {
    let mut told = vec![
        "Accept all changes to get the new text, reject all to get the old one.".to_owned(),
        summary::verdict(report).trim_end().to_owned(),
    ];
    if let Some(front) = &report.front_matter {
        told.extend(front.long_title.iter().map(|title| format!("Long title: {}", shown::in_line(&title.edits))));
        told.extend(around::said(front, usize::MAX).into_iter().map(|(_, said)| capitalised(&said)));
    }
    let of = |side: &'static str, document: &'_ Document| -> Vec<String> {
        document.notes.iter().map(|note| format!("Note ({side}, {}): {}", note.place(), note.message)).collect()
    };
    let mut notes = [of("old", &report.old), of("new", &report.new)].concat();
    notes.extend(report.notes.iter().map(|note| format!("Note: {note}")));
    let more = notes.len().saturating_sub(MOST_NOTES);
    notes.truncate(MOST_NOTES);
    told.append(&mut notes);
    if more > 0 {
        told.push(format!("{more} more notes of the readers: billdiff with --notes shows them all."));
    }
    told
}

fn unit(report: &Report, entry: &Entry<'_>) -> Vec<String> {
    let provision = entry.provision;
    let mut told = Vec::new();
    if let (true, Some(old), Some(new)) = (provision.redesignated, &provision.old, &provision.new) {
        told.push(format!("Redesignated from {} to {}.", old.cite, new.cite));
    }
    // What stands elsewhere only because the part around it does bears the marks of a move, but did not move by itself.
    if provision.moved {
        told.push(format!("{}.", capitalised(&summary::moved(provision))));
    }
    match entry.fate {
        Fate::Old(Elsewhere::Rewritten) => told.push(format!("Rewritten where it stands now: {}.", cite(provision))),
        Fate::New(Elsewhere::Rewritten) => told.push("Rewritten: its old text is struck where it stood.".to_owned()),
        _ => {}
    }
    if provision.conforming {
        told.push("Conforming: changed only where it cites a provision that was itself redesignated.".to_owned());
    }
    if provision.form_only {
        told.push("Changed in form only: letter case or punctuation.".to_owned());
    }
    told.extend(summary::relation(report, provision).map(|said| format!("{}.", capitalised(&said))));
    told.extend(provision.accepted.as_ref().map(|entry| format!("{}.", capitalised(&entry.told()))));
    if provision.children.iter().any(|child| child.redesignated || child.moved) {
        told.push(format!("Inside: {}.", summary::inside(provision)));
    }
    told
}

fn cite(provision: &Provision) -> &str {
    provision.new.as_ref().map_or("", |side| &side.cite)
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
