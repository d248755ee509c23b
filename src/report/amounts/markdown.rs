//! The table of amounts in Markdown: folded, within the room there is.

use super::super::markdown::escape;
use super::super::model::Report;
use super::super::summary::thousands;
use super::{Entry, UNCERTAIN, accounts, change, covered, is_of_accounts, money, percent, signed};

/// Room for the line that counts what is left out.
const MORE_BYTES: usize = 80;

/// The table in so many bytes, where the drafts have accounts and a figure of them differs; the rows that found no room
/// are counted.
pub fn write(report: &Report, room: usize) -> String {
    let accounts = accounts(report, |row| row.is_of_account() && !row.is_quiet());
    if !is_of_accounts(report) || accounts.is_empty() {
        return String::new();
    }
    let rows: usize = accounts.iter().map(|account| account.rows.len()).sum();
    let what = if rows == 1 { "1 line differs".to_owned() } else { format!("{} lines differ", thousands(rows)) };
    let mut out = format!(
        "\n<details><summary><b>Amounts</b>, account by account: {what}</summary>\n\n\
         | Account | What | Old | New | Change |\n| :-- | :-- | --: | --: | --: |\n"
    );
    let close = format!("\n{} {}\n\n</details>\n", escape(&covered(report)), escape(UNCERTAIN));
    let room = room.saturating_sub(close.len() + MORE_BYTES);
    if out.len() > room {
        return String::new();
    }
    let mut told = 0;
    'all: for account in &accounts {
        for (at, entry) in account.rows.iter().enumerate() {
            let heading = format!("{}: {}", account.heading, entry.row().account);
            let name = if at == 0 { escape(heading.trim_start_matches(": ")) } else { String::new() };
            let row = row(entry, &name);
            if out.len() + row.len() > room {
                break 'all;
            }
            out.push_str(&row);
            told += 1;
        }
    }
    if told < rows {
        out.push_str(&format!(
            "\n{} more lines: <code>--amounts</code>, <code>--format csv</code>.\n",
            thousands(rows - told)
        ));
    }
    out.push_str(&close);
    out
}

fn row(entry: &Entry<'_>, name: &str) -> String {
    let row = entry.row();
    let said = escape(&entry.said());
    let what = if said.is_empty() { escape(entry.role()) } else { format!("{}: {said}", escape(entry.role())) };
    if matches!(entry, Entry::Notes(_)) {
        return format!("| {name} | {what} | | | |\n");
    }
    let changed = match row.delta {
        Some(delta) if !row.is_quiet() => format!("{} {}", signed(Some(delta)), percent(row.percent, row.delta)),
        _ => change(row).to_owned(),
    };
    format!(
        "| {name} | {what} | {} | {} | {} |\n",
        escape(&money(row.old)),
        escape(&money(row.new)),
        escape(changed.trim())
    )
}
