//! A search with a line for each part, written while it goes on: places as they are found, passages and the end last.

use serde::Serialize;

use super::{Failed, Fate, Files, Place, Search, SetAside, Sought, Stock, Without};
use crate::report::model::Tool;

/// One line.
#[derive(Debug, Serialize)]
#[serde(tag = "record", rename_all = "snake_case")]
enum Record<'s> {
    Find {
        schema_version: u32,
        tool: &'s Tool,
        passages: usize,
        set_aside: &'s SetAside,
    },
    /// In the order of the files, not ranked.
    Place {
        passage: usize,
        #[serde(flatten)]
        place: &'s Place,
    },
    Failed(&'s Failed),
    Passage {
        passage: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        line: Option<u32>,
        text: &'s str,
        words: usize,
        gaps: usize,
        found: bool,
        places: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        stock: Option<&'s Stock>,
        bills: &'s [Fate],
        without: &'s Without,
    },
    /// The last line: a file that was cut off is known by its absence.
    End {
        searched: usize,
        skipped: usize,
        failed: usize,
    },
}

/// The first line.
pub fn head(search: &Search) -> String {
    line_of(&Record::Find {
        schema_version: search.schema_version,
        tool: &search.tool,
        passages: search.passages.len(),
        set_aside: &search.set_aside,
    })
}

/// The line of a place; passages are counted from 1.
pub fn line(passage: usize, place: &Place) -> String {
    line_of(&Record::Place { passage, place })
}

/// The lines that end a search that is finished.
pub fn end(search: &Search) -> String {
    let Files { searched, skipped, failed } = &search.files;
    let failures = failed.iter().map(|failed| line_of(&Record::Failed(failed)));
    let passages = search.passages.iter().map(passage);
    let end = line_of(&Record::End { searched: *searched, skipped: *skipped, failed: failed.len() });
    failures.chain(passages).chain([end]).collect()
}

fn passage(sought: &Sought) -> String {
    line_of(&Record::Passage {
        passage: sought.passage,
        line: sought.line,
        text: &sought.text,
        words: sought.words,
        gaps: sought.gaps,
        found: sought.found,
        places: sought.places.len() + sought.unlisted,
        stock: sought.stock.as_ref(),
        bills: &sought.bills,
        without: &sought.without,
    })
}

fn line_of(record: &Record<'_>) -> String {
    // As in `json`: strings, numbers and lists can always be written.
    let mut line = serde_json::to_string(record).unwrap_or_default();
    line.push('\n');
    line
}
