//! The table of amounts in the terminal.

use super::super::Layout;
use super::super::model::{AmountRow, Report};
use super::super::summary::{thousands, who};
use super::super::terminal::{FAINT, HEAD, Wrapper, cut, pad, plain, styled};
use super::{
    Account, Entry, UNCERTAIN, accounts, accounts_of, change, covered, heading, money, percent, signed, telling_totals,
    totalled,
};
use unicode_width::UnicodeWidthStr;

/// Columns of the role, of an amount, of a difference and of a share.
const ROLE: usize = 13;
const AMOUNT: usize = 16;
const DELTA: usize = 17;
const SHARE: usize = 9;
/// What stands before the words that follow a row on its own line.
const ROW: usize = 4 + ROLE + 1 + AMOUNT + 1 + AMOUNT + 1 + DELTA + 1 + SHARE;
/// The words follow on the same line from this width on.
const WIDE: usize = ROW + 24;

/// Writes the table. Figures that are the same in both are counted, and shown with [`Layout::all`].
pub fn write(report: &Report, layout: &Layout) -> String {
    let mut out = who(report, layout);
    let accounts = accounts(report, |row| layout.all || !row.is_quiet());
    out.push('\n');
    if !accounts.is_empty() {
        let titles = format!("    {} {:>AMOUNT$} {:>AMOUNT$} {:>DELTA$}\n", pad("", ROLE), "old", "new", "change");
        out.push_str(&titles);
    }
    let mut above = None;
    for account in &accounts {
        push_account(&mut out, account, &mut above, layout);
    }
    push_totals(&mut out, report, layout);
    push_end(&mut out, report, &accounts, layout);
    out
}

fn push_account<'a>(out: &mut String, account: &'a Account<'_>, above: &mut Option<&'a str>, layout: &Layout) {
    let Some(first) = account.first() else { return };
    if *above != Some(account.heading.as_str()) && !account.heading.is_empty() {
        out.push_str(&format!("{}\n", styled(&fitted(&account.heading, layout.width), HEAD, layout.color)));
    }
    *above = Some(&account.heading);
    let line = format!(" ({})", lines(account));
    let name = plain(&first.account).into_owned();
    out.push_str(&format!("  {}{line}\n", cut(&name, layout.width.saturating_sub(2 + line.len()))));
    account.rows.iter().for_each(|entry| push_entry(out, entry, layout));
}

/// Headings in so many columns: what stands nearest is kept, and what stands above is cut.
fn fitted(heading: &str, columns: usize) -> String {
    let heading = plain(heading);
    match heading.rsplit_once(" > ") {
        Some((above, own)) if heading.width() > columns => {
            let above = cut(above, columns.saturating_sub(own.width() + 3).max(columns / 3));
            cut(&format!("{above} > {own}"), columns).into_owned()
        }
        _ => cut(&heading, columns).into_owned(),
    }
}

/// "line 12", "line 12 -> 14": of the account in both sources.
fn lines(account: &Account<'_>) -> String {
    let of = |side: fn(&AmountRow) -> Option<u32>| account.rows.iter().find_map(|entry| side(entry.row()));
    match (of(|row| row.old_line), of(|row| row.new_line)) {
        (Some(old), Some(new)) => format!("line {old} -> {new}"),
        (Some(old), None) => format!("old line {old}"),
        (None, Some(new)) => format!("new line {new}"),
        (None, None) => String::new(),
    }
}

fn push_entry(out: &mut String, entry: &Entry<'_>, layout: &Layout) {
    let said = plain(&entry.said()).into_owned();
    let Entry::Figure(row) = entry else {
        let mut wrapper = Wrapper::new(&format!("    {} ", pad(entry.role(), ROLE)), layout.width);
        said.split(' ').for_each(|word| wrapper.word(word, word, false));
        out.push_str(&wrapper.finish());
        return;
    };
    let (delta, share) = match row.delta {
        Some(_) if row.is_quiet() => (change(row).to_owned(), String::new()),
        Some(delta) => (signed(Some(delta)), percent(row.percent, row.delta)),
        None => (change(row).to_owned(), String::new()),
    };
    let mut line = format!(
        "    {} {:>AMOUNT$} {:>AMOUNT$} {delta:>DELTA$} {share:>SHARE$}",
        pad(&row.role, ROLE),
        money(row.old),
        money(row.new)
    );
    if layout.width >= WIDE {
        line.push_str(&format!("  {}", styled(&cut(&said, layout.width - ROW - 2), FAINT, layout.color)));
        out.push_str(&format!("{}\n", line.trim_end()));
        return;
    }
    out.push_str(&format!("{}\n", line.trim_end()));
    if !said.is_empty() {
        out.push_str(&format!("      {}\n", styled(&cut(&said, layout.width.saturating_sub(6)), FAINT, layout.color)));
    }
}

fn push_totals(out: &mut String, report: &Report, layout: &Layout) {
    let totals = telling_totals(report, layout.all);
    if totals.is_empty() {
        return;
    }
    out.push_str("\nTotals of what the accounts under one heading give (floor notes not counted in)\n");
    for total in totals {
        out.push_str(&format!("  {}\n", fitted(&heading(total), layout.width.saturating_sub(2))));
        let told = if total.delta == 0.0 { "the same".to_owned() } else { signed(Some(total.delta)) };
        let share = if total.delta == 0.0 { String::new() } else { percent(total.percent, Some(total.delta)) };
        let line = format!(
            "    {} {:>AMOUNT$} {:>AMOUNT$} {told:>DELTA$} {share:>SHARE$}",
            pad(&accounts_of(total), ROLE),
            money(Some(total.old)),
            money(Some(total.new))
        );
        out.push_str(&format!("{}\n", line.trim_end()));
    }
}

fn push_end(out: &mut String, report: &Report, accounts: &[Account<'_>], layout: &Layout) {
    out.push('\n');
    let mut say = |text: String| {
        if text.is_empty() {
            return;
        }
        let mut wrapper = Wrapper::new("", layout.width);
        text.split(' ').for_each(|word| wrapper.word(word, word, false));
        out.push_str(&wrapper.finish());
    };
    let rows: usize = accounts.iter().flat_map(|account| &account.rows).map(Entry::count).sum();
    let quiet = report.amounts.len() - rows;
    say(totalled(report));
    say(covered(report));
    if quiet > 0 {
        let what = if quiet == 1 { "figure that is" } else { "figures that are" };
        say(format!("{} {what} the same in both not listed: --all lists them.", thousands(quiet)));
    }
    if accounts
        .iter()
        .flat_map(|account| &account.rows)
        .any(|entry| matches!(entry, Entry::Figure(row) if row.delta.is_none()))
    {
        say(UNCERTAIN.to_owned());
    }
}

impl Entry<'_> {
    fn count(&self) -> usize {
        match self {
            Self::Figure(_) => 1,
            Self::Notes(rows) => rows.len(),
        }
    }
}
