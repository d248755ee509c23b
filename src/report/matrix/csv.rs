//! A matrix for a spreadsheet: a line for each provision that has a twin, with the shares of its bill.

use super::Matrix;
use crate::report::csv::{line, record, text};

/// The columns.
const HEAD: [&str; 18] = [
    "of",
    "of_version",
    "of_path",
    "in",
    "in_version",
    "in_path",
    "share",
    "weighed",
    "kind",
    "words",
    "words_share",
    "bills",
    "of_cite",
    "of_heading",
    "of_line",
    "in_cite",
    "in_heading",
    "in_line",
];

pub(super) fn write<E>(matrix: &Matrix<'_>, out: &mut impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    out(&record(&HEAD.map(str::to_owned)))?;
    for pair in matrix.pairs() {
        for twin in &pair.twins {
            out(&record(&[
                text(pair.of.bill),
                text(pair.of.version_code.unwrap_or_default()),
                text(pair.of.path),
                text(pair.within.bill),
                text(pair.within.version_code.unwrap_or_default()),
                text(pair.within.path),
                format!("{:.4}", pair.share),
                format!("{:.4}", pair.weighed),
                twin.kind.to_owned(),
                twin.words.to_string(),
                format!("{:.4}", twin.share),
                twin.bills.to_string(),
                text(twin.of.cite),
                text(twin.of.heading),
                line(Some(twin.of.line)),
                text(twin.within.cite),
                text(twin.within.heading),
                line(Some(twin.within.line)),
            ]))?;
        }
    }
    Ok(())
}
