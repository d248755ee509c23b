//! The table of amounts in the terminal: account by account, figure by figure.

use super::Layout;
use super::model::{AmountRow, Report};
use super::summary::{thousands, who};
use super::terminal::{HEAD, cut, pad, plain, styled};
use crate::signals::Role;

/// Writes the table. Figures that are the same in both are counted, and shown with [`Layout::all`].
pub fn write(report: &Report, layout: &Layout) -> String {
    let mut out = who(report, layout);
    out.push('\n');
    let shown: Vec<&AmountRow> = report.amounts.rows.iter().filter(|row| layout.all || !row.is_quiet()).collect();
    let mut above = None;
    let mut account = None;
    for row in &shown {
        let heading = heading(row);
        if above.as_ref() != Some(&heading) && !heading.is_empty() {
            out.push_str(&format!("{}\n", styled(&plain(&heading), HEAD, layout.color)));
        }
        above = Some(heading);
        if account != Some((&row.account, row.line)) {
            out.push_str(&format!(
                "{}\n",
                cut(&plain(&format!("  {} (line {})", row.account, row.line)), layout.width)
            ));
        }
        account = Some((&row.account, row.line));
        out.push_str(&line(row));
    }
    out.push_str(&totals(report));
    out.push_str(&coverage(report, shown.len()));
    out
}

/// "Department of the Interior > Bureau of Land Management".
fn heading(row: &AmountRow) -> String {
    let parts = [&row.title, &row.department, &row.agency].into_iter().filter(|part| !part.is_empty());
    parts.map(String::as_str).collect::<Vec<_>>().join(" > ")
}

fn line(row: &AmountRow) -> String {
    let told = match row.change.as_str() {
        "changed" => format!("{} -> {}  {}", money(row.old), money(row.new), change(row.delta, row.percent)),
        "added" => format!("{} added", money(row.new)),
        "removed" => format!("{} removed", money(row.old)),
        _ => format!("{} the same", money(row.new)),
    };
    format!("    {}  {told}\n", pad(&row.role, Role::Appropriation.name().len()))
}

fn totals(report: &Report) -> String {
    let mut out = String::new();
    for total in &report.amounts.totals {
        if total.delta == 0.0 {
            continue;
        }
        if out.is_empty() {
            out.push_str("\nTotals of what the accounts under one heading give\n");
        }
        let parts = [&total.title, &total.department, &total.agency].into_iter().filter(|part| !part.is_empty());
        let heading = parts.map(String::as_str).collect::<Vec<_>>().join(" > ");
        let (old, new) = (money(Some(total.old)), money(Some(total.new)));
        let said = change(Some(total.delta), total.percent);
        out.push_str(&format!("  {}\n    {old} -> {new}  {said}\n", plain(&heading)));
    }
    out
}

/// Every figure is in the table or is counted.
fn coverage(report: &Report, rows: usize) -> String {
    let amounts = &report.amounts;
    let quiet = amounts.rows.len() - rows;
    let mut out = format!("\n{} of {} figures read", thousands(amounts.shown), thousands(amounts.figures));
    if quiet > 0 {
        out.push_str(&format!("; {} that are the same in both are not listed (--all)", thousands(quiet)));
    }
    if amounts.shown < amounts.figures {
        out.push_str("; the rest is in headings, or is no plain amount: see the redline");
    }
    out.push_str(".\n");
    out
}

fn change(delta: Option<f64>, percent: Option<f64>) -> String {
    let delta = delta.unwrap_or(0.0);
    let sign = if delta < 0.0 { '-' } else { '+' };
    let share = percent.map_or_else(String::new, |percent| format!(" ({percent:+.1} %)"));
    format!("{sign}{}{share}", money(Some(delta.abs())))
}

fn money(amount: Option<f64>) -> String {
    amount.map_or_else(String::new, |amount| crate::signals::money((amount * 100.0).round() as i64))
}
