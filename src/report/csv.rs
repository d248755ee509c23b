//! The table of amounts for a spreadsheet: RFC 4180, one figure a line, then the totals.
//!
//! Text of a bill is hostile here too: a cell that a spreadsheet would take for a formula gets a `'` before it.
//! Amounts are plain numbers.

use super::Report;
use super::model::{AmountRow, AmountTotal};
use super::terminal::plain;

/// The columns.
const HEAD: [&str; 17] = [
    "division",
    "title",
    "department",
    "agency",
    "account",
    "within",
    "level",
    "role",
    "change",
    "old",
    "new",
    "delta",
    "percent",
    "words",
    "old_line",
    "new_line",
    "provision",
];

/// Writes the table.
pub fn write(report: &Report) -> String {
    let records = std::iter::once(HEAD.map(str::to_owned))
        .chain(report.amounts.iter().map(of_row))
        .chain(report.amount_totals.iter().map(of_total));
    records.map(|cells| record(&cells)).collect()
}

/// A line of any table.
pub(super) fn record(cells: &[String]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Into memory, which takes everything.
    let _ = writer.write_record(cells);
    writer.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

fn of_row(row: &AmountRow) -> [String; 17] {
    [
        text(&row.division),
        text(&row.title),
        text(&row.department),
        text(&row.agency),
        text(&row.account),
        text(&row.within),
        text(&row.level),
        text(&row.role),
        text(&row.change),
        number(row.old),
        number(row.new),
        number(row.delta),
        number(row.percent),
        text(&row.words),
        line(row.old_line),
        line(row.new_line),
        text(&row.id),
    ]
}

fn of_total(total: &AmountTotal) -> [String; 17] {
    let none = String::new;
    let change = if total.delta == 0.0 { "unchanged" } else { "changed" };
    [
        text(&total.division),
        text(&total.title),
        text(&total.department),
        text(&total.agency),
        none(),
        none(),
        none(),
        "total".to_owned(),
        change.to_owned(),
        number(Some(total.old)),
        number(Some(total.new)),
        number(Some(total.delta)),
        number(total.percent),
        none(),
        none(),
        none(),
        none(),
    ]
}

/// Without an exponent and without a needless fraction: "612000000", "-2.2".
fn number(amount: Option<f64>) -> String {
    amount.map_or_else(String::new, |amount| amount.to_string())
}

pub(super) fn line(line: Option<u32>) -> String {
    line.map_or_else(String::new, |line| line.to_string())
}

/// What no spreadsheet takes for a formula: signs that begin one, wide forms too, get a `'` before them.
pub(super) fn text(raw: &str) -> String {
    let raw = plain(raw).replace('\n', " ");
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}');
    if raw.trim_start().starts_with(begins) { format!("'{raw}") } else { raw }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula() {
        for hostile in
            ["=HYPERLINK(\"x\")", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", " =1", "\u{ff1d}1", "\t=1", "\r=1"]
        {
            assert!(text(hostile).starts_with('\''), "{hostile}");
        }
        assert_eq!(text("salaries, and\nexpenses"), "salaries, and expenses");
        assert_eq!(number(Some(-13_600_000.0)), "-13600000");
        assert_eq!(number(Some(246_630_525_000.0)), "246630525000");
    }
}
