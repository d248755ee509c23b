//! A bill's own table of contents, held against the sections that were read.
//!
//! Where the two differ, either the list is wrong, as lists in official files sometimes are, or a section was
//! not understood: the reader says so. Sections that the list leaves out are no reason to: appropriations acts
//! list their divisions alone.

use rustc_hash::FxHashMap;

use crate::bill::{Bill, Level, Note, Place};

/// How the entries of a table of contents agree with the sections of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Agreement {
    /// Entries that name a section.
    pub entries: usize,
    /// Numbers of entries without a section of their number, neither the bill's own nor a quoted one.
    pub missing: Vec<String>,
    /// Numbers of entries whose section has another heading, letter case and punctuation aside.
    pub retitled: Vec<String>,
}

impl Agreement {
    /// Compares the entries of a bill's contents with its sections.
    pub fn of(bill: &Bill) -> Self {
        let mut agreement = Self::default();
        let mut headings: FxHashMap<String, Vec<String>> = FxHashMap::default();
        for (id, provision) in bill.provisions.iter().enumerate() {
            let number = bill.slice(provision.number);
            if provision.level == Level::Section && !number.is_empty() {
                headings.entry(folded(number)).or_default().push(folded(bill.heading(id as u32)));
            }
        }
        for (number, heading) in bill.contents.iter().filter_map(|entry| section_entry(entry)) {
            agreement.entries += 1;
            match headings.get(&folded(number)) {
                None => agreement.missing.push(number.to_owned()),
                Some(known) if !known.contains(&folded(heading)) => agreement.retitled.push(number.to_owned()),
                Some(_) => {}
            }
        }
        agreement
    }

    /// Entries whose section was found under their heading.
    pub fn matched(&self) -> usize {
        self.entries - self.missing.len() - self.retitled.len()
    }
}

/// Notes where the contents of a bill differ from its sections. Fragments may list what they do not hold.
pub(super) fn check(bill: &mut Bill) {
    let agreement = Agreement::of(bill);
    if bill.front.fragment || agreement.missing.is_empty() && agreement.retitled.is_empty() {
        return;
    }
    let told = [
        (&agreement.missing, "no section of the text was found"),
        (&agreement.retitled, "the section has another heading"),
    ];
    let told: Vec<String> = told
        .into_iter()
        .filter(|(numbers, _)| !numbers.is_empty())
        .map(|(numbers, what)| format!("for {} {what}", listed(numbers)))
        .collect();
    let message = format!(
        "the table of contents lists {} sections; {}: the list or the reading is wrong there",
        agreement.entries,
        told.join("; ")
    );
    let place = announcement(bill);
    bill.notes.push(Note { code: "contents-differ", message, place });
}

/// "Sec. 4001, Sec. 4101, Sec. 4102 and 12 more".
fn listed(numbers: &[String]) -> String {
    const NAMED: usize = 3;
    let named: Vec<String> = numbers.iter().take(NAMED).map(|number| format!("Sec. {number}")).collect();
    match numbers.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// The number and the heading of an entry that names a section. The stop after the number may be missing.
fn section_entry(entry: &str) -> Option<(&str, &str)> {
    let (keyword, rest) = entry.split_once(' ')?;
    let known = ["Sec.", "SEC.", "Section", "SECTION", "§"].contains(&keyword);
    let (number, heading) = rest.trim_start().split_once(' ').unwrap_or((rest.trim_start(), ""));
    let numbered = number.starts_with(|c: char| c.is_ascii_digit());
    (known && numbered).then(|| (number.trim_end_matches(['.', ':', '—']), heading))
}

/// Letters and digits alone, in lower case.
fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Where the list is announced.
fn announcement(bill: &Bill) -> Place {
    let announces = |text: &str| text.to_ascii_lowercase().contains("contents");
    let found = bill.provisions.iter().find(|provision| announces(bill.slice(provision.line)));
    found.map_or(Place { line: 1, column: 1, page: 0 }, |provision| provision.place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, read_bytes};

    fn note(entries: &str) -> Option<String> {
        let source = format!(
            "    Be it enacted by the Senate and House of Representatives of the \nUnited States of America in Congress assembled,\n\nSECTION 1. TABLE OF CONTENTS.\n\n    The table of contents of this Act is as follows:\n\n{entries}\nSEC. 2. FEES.\n\n    Text.\n"
        );
        let bill = read_bytes("draft.txt", source.as_bytes(), &ReadOptions::default()).unwrap();
        bill.notes.iter().find(|note| note.code == "contents-differ").map(|note| note.message.clone())
    }

    #[test]
    fn a_list_that_agrees_is_not_noted() {
        assert_eq!(note("Sec. 1. Table of contents.\nSec. 2. Fees.\n"), None);
        assert_eq!(note("Sec. 1. Table of contents.\n"), None, "a list may be shorter than the text");
    }

    #[test]
    fn sections_that_are_missing_or_retitled_are_named() {
        let told = note("Sec. 1. Table of contents.\nSec. 2. Fines.\nSec. 3. Reports.\n").unwrap();
        assert!(told.contains("lists 3 sections; for Sec. 3 no section of the text was found"), "{told}");
        assert!(told.contains("for Sec. 2 the section has another heading"), "{told}");
    }

    #[test]
    fn entries_are_read_with_and_without_their_stop() {
        assert_eq!(section_entry("Sec. 8 Rules."), Some(("8", "Rules.")));
        assert_eq!(section_entry("Sec. 2799A-11. Rules."), Some(("2799A-11", "Rules.")));
        assert_eq!(section_entry("TITLE I—MATTERS"), None);
        assert_eq!(section_entry("Sec. of State"), None);
    }
}
