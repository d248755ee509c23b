//! A history with a line for each part, as NDJSON.

use serde::Serialize;

use super::{Counted, Course, History, Version};
use crate::report::model::Tool;

/// One line.
#[derive(Debug, Serialize)]
#[serde(tag = "record", rename_all = "snake_case")]
enum Record<'h> {
    History {
        schema_version: u32,
        /// Lines that follow.
        records: usize,
        tool: &'h Tool,
        order: &'h str,
        summary: &'h Counted,
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        notes: &'h [String],
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        failures: &'h [String],
    },
    Version(&'h Version),
    Provision(&'h Course),
}

pub(super) fn write(history: &History) -> String {
    let head = Record::History {
        schema_version: history.schema_version,
        records: history.versions.len() + history.provisions.len(),
        tool: &history.tool,
        order: &history.order,
        summary: &history.summary,
        notes: &history.notes,
        failures: &history.failures,
    };
    let records = std::iter::once(head)
        .chain(history.versions.iter().map(Record::Version))
        .chain(history.provisions.iter().map(Record::Provision));
    // As in `json`: strings, numbers and lists can always be written.
    records.map(|record| serde_json::to_string(&record).unwrap_or_default() + "\n").collect()
}
