//! The table of amounts for a spreadsheet (RFC 4180), all figures and then the totals.
//!
//! Text of a bill is hostile here too: a cell that a spreadsheet would take for a formula gets a `'` before it.

use super::Report;
use super::model::{AmountRow, AmountTotal};

const HEAD: [&str; 12] =
    ["title", "department", "agency", "account", "cite", "role", "change", "old", "new", "delta", "percent", "line"];

/// Writes the table.
pub fn write(report: &Report) -> String {
    let mut out = HEAD.join(",");
    out.push_str("\r\n");
    report.amounts.rows.iter().for_each(|row| push(&mut out, &of_row(row)));
    report.amounts.totals.iter().for_each(|total| push(&mut out, &of_total(total)));
    out
}

fn of_row(row: &AmountRow) -> [String; 12] {
    [
        text(&row.title),
        text(&row.department),
        text(&row.agency),
        text(&row.account),
        text(&row.cite),
        text(&row.role),
        text(&row.change),
        number(row.old),
        number(row.new),
        number(row.delta),
        number(row.percent),
        row.line.to_string(),
    ]
}

fn of_total(total: &AmountTotal) -> [String; 12] {
    [
        text(&total.title),
        text(&total.department),
        text(&total.agency),
        String::new(),
        String::new(),
        "total".to_owned(),
        if total.delta == 0.0 { "unchanged" } else { "changed" }.to_owned(),
        number(Some(total.old)),
        number(Some(total.new)),
        number(Some(total.delta)),
        number(total.percent),
        String::new(),
    ]
}

fn push(out: &mut String, cells: &[String; 12]) {
    out.push_str(&cells.join(","));
    out.push_str("\r\n");
}

/// Without an exponent and without a needless fraction: "612000000", "-2.2".
fn number(amount: Option<f64>) -> String {
    amount.map_or_else(String::new, |amount| amount.to_string())
}

fn text(raw: &str) -> String {
    let raw = super::terminal::plain(raw).replace(['\n', '\r'], " ");
    let guarded = if raw.starts_with(['=', '+', '-', '@', '\t']) { format!("'{raw}") } else { raw };
    if guarded.contains([',', '"', ';']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula_or_two_cells() {
        assert_eq!(text("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(text("salaries, and\nexpenses"), "\"salaries, and expenses\"");
        assert_eq!(number(Some(-13_600_000.0)), "-13600000");
    }
}
