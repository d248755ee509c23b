//! The table of amounts: account by account, figure by figure.
//!
//! 1. This file: what the outputs share: figures under their accounts, accounts under their headings, and what is
//!    said of totals and of coverage.
//! 2. [`terminal`], [`markdown`], and the page's own file.

pub mod markdown;
pub mod terminal;

use super::model::{AmountRow, AmountTotal, Report};
use super::summary::thousands;
use crate::signals::Role;

/// What "added" and "removed" leave open.
pub const UNCERTAIN: &str =
    "\"Added\" and \"removed\" also stand where it is not certain which old figure became which new one.";

/// One account, or one section, with its figures.
pub struct Account<'r> {
    /// What stands above it: "SENATE > Expense Allowances".
    pub heading: String,
    pub rows: Vec<Entry<'r>>,
}

/// One line of the table.
pub enum Entry<'r> {
    Figure(&'r AmountRow),
    /// Floor notes on one figure that came, went or stayed together.
    Notes(Vec<&'r AmountRow>),
}

impl<'r> Account<'r> {
    /// The row that names it.
    pub fn first(&self) -> Option<&'r AmountRow> {
        self.rows.first().map(|entry| entry.row())
    }
}

impl<'r> Entry<'r> {
    pub fn row(&self) -> &'r AmountRow {
        match self {
            Self::Figure(row) => row,
            // Made with one row at least.
            Self::Notes(rows) => rows[0],
        }
    }

    /// "of which", "floor notes".
    pub fn role(&self) -> &str {
        match self {
            Self::Notes(rows) if rows.len() > 1 => "floor notes",
            _ => &self.row().role,
        }
    }

    /// What a reader needs beside the role: the words around it, or the floor notes' own sums.
    pub fn said(&self) -> String {
        match self {
            Self::Figure(row) if row.sole => String::new(),
            Self::Figure(row) if row.within.is_empty() => row.words.clone(),
            Self::Figure(row) => format!("{} {}", row.within, row.words),
            Self::Notes(rows) => {
                let sums: Vec<String> = rows.iter().map(|row| signed(row.new.or(row.old))).collect();
                format!("{} {}", sums.join(", "), rows[0].change)
            }
        }
    }
}

/// The rows that `keep` wants, by account, in the report's order; with them a figure that its floor notes stand on.
pub fn accounts<'r>(report: &'r Report, keep: impl Fn(&AmountRow) -> bool) -> Vec<Account<'r>> {
    let mut accounts: Vec<Account<'r>> = Vec::new();
    let rows = &report.amounts;
    let noted = |at: usize| rows.get(at + 1).is_some_and(|next| is_note(next) && next.id == rows[at].id && keep(next));
    let wanted = |at: &usize| keep(&rows[*at]) || !is_note(&rows[*at]) && noted(*at);
    for row in (0..rows.len()).filter(wanted).map(|at| &rows[at]) {
        if accounts.last().and_then(Account::first).is_none_or(|first| first.id != row.id) {
            accounts.push(Account { heading: row.heading(), rows: Vec::new() });
        }
        let Some(account) = accounts.last_mut() else { continue };
        match account.rows.last_mut() {
            Some(Entry::Notes(notes)) if is_note(row) && notes[0].change == row.change => notes.push(row),
            _ if is_note(row) => account.rows.push(Entry::Notes(vec![row])),
            _ => account.rows.push(Entry::Figure(row)),
        }
    }
    accounts
}

/// Totals that say more than a row does: of several accounts, and where `all` of them are not asked for, different.
pub fn telling_totals(report: &Report, all: bool) -> Vec<&AmountTotal> {
    let tells = |total: &&AmountTotal| total.old_accounts.max(total.new_accounts) > 1 && (all || total.delta != 0.0);
    report.amount_totals.iter().filter(tells).collect()
}

fn is_note(row: &AmountRow) -> bool {
    row.role == Role::FloorNote.name()
}

/// Whether the table belongs into an output that was not asked for it: some figure stands in an account.
pub fn is_of_accounts(report: &Report) -> bool {
    report.amounts.iter().any(AmountRow::is_of_account)
}

/// What was done to a figure, where there is no delta: "added", "removed", "the same".
pub fn change(row: &AmountRow) -> &str {
    if row.is_quiet() { "the same" } else { &row.change }
}

/// "$58,292,000"; empty for none.
pub fn money(amount: Option<f64>) -> String {
    amount.map_or_else(String::new, |amount| crate::signals::money(cents(amount)))
}

/// "+$1,000", "-$1,000".
pub fn signed(amount: Option<f64>) -> String {
    let amount = amount.unwrap_or(0.0);
    format!("{}{}", if amount < 0.0 { '-' } else { '+' }, money(Some(amount.abs())))
}

/// "+2.1 %"; empty for none. What rounds to nothing and is some says so.
pub fn percent(row: Option<f64>, delta: Option<f64>) -> String {
    match (row, delta) {
        (None, _) => String::new(),
        (Some(0.0), Some(delta)) if delta != 0.0 => "< 0.1 %".to_owned(),
        (Some(percent), _) => format!("{percent:+.1} %"),
    }
}

fn cents(amount: f64) -> i64 {
    (amount * 100.0).round() as i64
}

/// "Title I DEPARTMENT ... > Coast guard": what a total is of.
pub fn heading(total: &AmountTotal) -> String {
    let division = total.division.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let parts = [division.as_str(), &total.department, &total.agency];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" > ")
}

/// Which headings have a total, and why the others have none.
pub fn totalled(report: &Report) -> String {
    let coverage = &report.amount_coverage;
    match (coverage.headings, coverage.totalled) {
        (0, _) => String::new(),
        (headings, done) if headings == done => "Totals add what each account gives.".to_owned(),
        (headings, done) => format!(
            "{} of {} headings have no total: their accounts give more than one sum, lend, rescind, head others or name no \
             sum, a section adds to them, or the format does not tell which heading stands over which.",
            thousands(headings - done),
            thousands(headings)
        ),
    }
}

/// "2,446 of 2,446 figures shown": every figure is in the table or is counted with why it is not.
pub fn covered(report: &Report) -> String {
    let coverage = &report.amount_coverage;
    let mut out =
        format!("{} of {} figures of both drafts shown", thousands(coverage.shown), thousands(coverage.figures));
    if coverage.account_figures > 0 {
        out.push_str(&format!(
            " ({} of {} in accounts)",
            thousands(coverage.account_shown),
            thousands(coverage.account_figures)
        ));
    }
    let left: Vec<String> =
        coverage.left_out.iter().map(|(why, count)| format!("{} {why}", thousands(*count))).collect();
    if !left.is_empty() {
        out.push_str(&format!("; left out: {}", left.join(", ")));
    }
    out.push('.');
    out
}

/// "1 account", "4 accounts", "2 -> 1 accounts".
fn accounts_of(total: &AmountTotal) -> String {
    match (total.old_accounts, total.new_accounts) {
        (1, 1) => "1 account".to_owned(),
        (old, new) if old == new => format!("{old} accounts"),
        (old, new) => format!("{old} -> {new} accts"),
    }
}
