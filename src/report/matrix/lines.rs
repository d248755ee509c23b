//! A matrix as JSON: one document, or a line for each part.

use serde::Serialize;

use super::{Bill, Files, Matrix, Pair, SCHEMA_VERSION, Stock};
use crate::report::model::Tool;

/// One line.
#[derive(Debug, Serialize)]
#[serde(tag = "record", rename_all = "snake_case")]
enum Record<'m> {
    Matrix {
        schema_version: u32,
        tool: Tool,
        least: f32,
        bills: usize,
        pairs: usize,
    },
    Bill(Bill<'m>),
    Pair(Pair<'m>),
    Stock(Stock<'m>),
    /// The last line: a file that was cut off is known by its absence.
    End {
        below: usize,
        common: usize,
        limits: &'m [String],
        files: &'m Files,
    },
}

pub(super) fn ndjson<E>(matrix: &Matrix<'_>, out: &mut impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let head = Record::Matrix {
        schema_version: SCHEMA_VERSION,
        tool: Tool::this(),
        least: matrix.least,
        bills: matrix.survey.bills.len(),
        pairs: matrix.holdings.len(),
    };
    let end = Record::End { below: matrix.below, common: matrix.common, limits: &matrix.limits, files: &matrix.files };
    let records = std::iter::once(head)
        .chain(matrix.bills().map(Record::Bill))
        .chain(matrix.pairs().map(Record::Pair))
        .chain(matrix.stock().map(Record::Stock))
        .chain([end]);
    for record in records {
        out(&format!("{}\n", told(&record)))?;
    }
    Ok(())
}

pub(super) fn json<E>(matrix: &Matrix<'_>, out: &mut impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    out(&format!(
        "{{\"schema_version\":{SCHEMA_VERSION},\"tool\":{},\"least\":{},\"bills\":[",
        told(&Tool::this()),
        told(&matrix.least)
    ))?;
    list(matrix.bills(), out)?;
    out("],\"pairs\":[")?;
    list(matrix.pairs(), out)?;
    out("],\"stock\":[")?;
    list(matrix.stock(), out)?;
    let (limits, files) = (told(&matrix.limits), told(&matrix.files));
    out(&format!("],\"below\":{},\"common\":{},\"limits\":{limits},\"files\":{files}}}\n", matrix.below, matrix.common))
}

fn list<T: Serialize, E>(items: impl Iterator<Item = T>, out: &mut impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    for (at, item) in items.enumerate() {
        out(&format!("{}{}", if at > 0 { "," } else { "" }, told(&item)))?;
    }
    Ok(())
}

fn told<T: Serialize>(value: &T) -> String {
    // As in `json`: strings, numbers and lists can always be written.
    serde_json::to_string(value).unwrap_or_default()
}
