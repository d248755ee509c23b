//! Changes inside tables, by row and column: "table row 3, column 2 (Amount): $5 -> $6".

use serde::{Deserialize, Serialize};

use super::model::Provision;
use crate::Sides;
use crate::bill::{Bill, Level, ProvisionId};

/// A cell that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// From 1, in both drafts.
    pub column: usize,
    /// What the table's row of headings says of the column in the new draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    pub old: String,
    pub new: String,
}

/// For each provision that is a row, its number in its table, from 1; 0 for others.
pub(super) fn row_numbers(bill: &Bill) -> Vec<u32> {
    let mut rows = vec![0; bill.provisions.len()];
    let mut counts = vec![0u32; bill.provisions.len()];
    for (id, provision) in bill.provisions.iter().enumerate() {
        if provision.level == Level::Row {
            let count = &mut counts[provision.parent as usize];
            *count += 1;
            rows[id] = *count;
        }
    }
    rows
}

/// The cells in which two rows differ. None are told where the rows have not the same columns.
pub(super) fn differing(bills: Sides<&Bill>, rows: Sides<ProvisionId>) -> Vec<Cell> {
    let (old, new) = (cells(bills.old, rows.old), cells(bills.new, rows.new));
    if old.len() != new.len() {
        return Vec::new();
    }
    let headings = headings(bills.new, rows.new).filter(|headings| headings.len() == new.len());
    let said = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let pairs = old.iter().zip(&new).enumerate();
    pairs
        .filter(|(_, (old, new))| said(old) != said(new))
        .map(|(at, (old, new))| Cell {
            column: at + 1,
            heading: headings.as_ref().map(|all| all[at].to_owned()).filter(|heading| !heading.is_empty()),
            old: (*old).to_owned(),
            new: (*new).to_owned(),
        })
        .collect()
}

/// The canonical text parts the cells of a row by bars.
fn cells(bill: &Bill, row: ProvisionId) -> Vec<&str> {
    bill.slice(bill.provisions[row as usize].line).split('|').map(str::trim).collect()
}

/// The cells of the table's first row, where that one is marked as its headings.
fn headings(bill: &Bill, row: ProvisionId) -> Option<Vec<&str>> {
    let table = bill.provisions[row as usize].parent;
    let first = bill.children(table).find(|&child| bill.provisions[child as usize].level == Level::Row)?;
    (first != row && bill.provisions[first as usize].heads_table).then(|| cells(bill, first))
}

/// What happened in the tables inside a provision, a sentence for each cell, and each row that came or went.
pub(super) fn told(provision: &Provision) -> Vec<String> {
    let mut out = Vec::new();
    // Depth is bounded by the builder's nesting.
    for child in &provision.children {
        if child.level != Level::Row.name() {
            out.extend(told(child));
            continue;
        }
        let Some(row) = child.side().and_then(|side| side.cite.rfind("table row ").map(|at| &side.cite[at..])) else {
            continue;
        };
        match child.change.as_str() {
            "added" | "dropped" => out.push(format!("{row} {}", child.change)),
            _ => out.extend(child.cells.iter().map(|cell| {
                let heading = cell.heading.as_ref().map_or(String::new(), |heading| format!(" ({heading})"));
                let said = |text: &str| if text.is_empty() { "empty".to_owned() } else { text.to_owned() };
                format!("{row}, column {}{heading}: {} -> {}", cell.column, said(&cell.old), said(&cell.new))
            })),
        }
    }
    out
}
