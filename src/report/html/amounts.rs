//! The table of amounts on the page: account by account, each linked to its text.

use maud::{Markup, html};
use rustc_hash::FxHashMap;

use super::super::amounts::{self, Entry};
use super::super::summary::thousands;
use super::Page;

impl Page<'_> {
    /// For drafts with accounts, where a figure differs.
    pub(super) fn amounts(&self) -> Markup {
        let report = self.report;
        let accounts = amounts::accounts(report, |row| !row.is_quiet());
        if !amounts::is_of_accounts(report) || accounts.is_empty() {
            return html! {};
        }
        let addresses: FxHashMap<&str, &str> = report
            .provisions
            .iter()
            .zip(&self.addresses)
            .map(|(provision, address)| (provision.id.as_str(), address.as_str()))
            .collect();
        let lines: usize = accounts.iter().map(|account| account.rows.len()).sum();
        html! {
            details.happened.amounts {
                summary { h2 #amounts { "Amounts, account by account" } " " span.n { (thousands(lines)) } }
                p { (amounts::covered(report)) " " (amounts::UNCERTAIN) }
                div.wide tabindex="0" role="group" aria-label="Amounts" {
                    table {
                        (head(&["Figure", "Words around it", "Old", "New", "Change", "Percent"], 2))
                        @for account in &accounts {
                            tbody {
                                @if let Some(first) = account.first() {
                                    tr {
                                        th.account scope="rowgroup" colspan="6" {
                                            @if !first.account.starts_with(&account.heading) { (account.heading) ": " }
                                            @match addresses.get(first.id.as_str()) {
                                                Some(address) => a href={ "#" (address) } { (first.account) },
                                                None => (first.account),
                                            }
                                        }
                                    }
                                }
                                @for entry in &account.rows { (row(entry)) }
                            }
                        }
                    }
                }
                (self.amount_totals())
            }
        }
    }

    fn amount_totals(&self) -> Markup {
        let report = self.report;
        let totals = amounts::telling_totals(report, false);
        html! {
            @if !totals.is_empty() {
                p { b { "Totals of what the accounts under one heading give" } " (floor notes not counted in)" }
                div.wide tabindex="0" role="group" aria-label="Totals" {
                    table {
                        (head(&["Heading", "Old", "New", "Change", "Percent"], 1))
                        tbody {
                            @for total in totals {
                                tr {
                                    th scope="row" { (amounts::heading(total)) }
                                    td.figure { (amounts::money(Some(total.old))) }
                                    td.figure { (amounts::money(Some(total.new))) }
                                    td.figure { (minus(&amounts::signed(Some(total.delta)))) }
                                    td.figure { (minus(&amounts::percent(total.percent, Some(total.delta)))) }
                                }
                            }
                        }
                    }
                }
            }
            p { (amounts::totalled(report)) }
        }
    }
}

/// Column headings; after the first ones they are of figures.
fn head(titles: &[&str], texts: usize) -> Markup {
    html! {
        thead {
            tr {
                @for (at, title) in titles.iter().enumerate() {
                    @if at < texts { th scope="col" { (title) } } @else { th.figure scope="col" { (title) } }
                }
            }
        }
    }
}

fn row(entry: &Entry<'_>) -> Markup {
    let row = entry.row();
    if matches!(entry, Entry::Notes(_)) {
        return html! {
            tr {
                th scope="row" { (entry.role()) }
                td colspan="5" { (minus(&entry.said())) }
            }
        };
    }
    let (change, share) = match row.delta {
        Some(delta) if !row.is_quiet() => {
            (minus(&amounts::signed(Some(delta))), minus(&amounts::percent(row.percent, row.delta)))
        }
        _ => (amounts::change(row).to_owned(), String::new()),
    };
    html! {
        tr {
            th scope="row" { (row.role) }
            td { (entry.said()) }
            td.figure { (amounts::money(row.old)) }
            td.figure { (amounts::money(row.new)) }
            td.figure { (change) }
            td.figure { (share) }
        }
    }
}

/// With a minus as long as the plus.
fn minus(text: &str) -> String {
    text.replace("-$", "−$").replacen('-', "−", usize::from(text.starts_with('-')))
}
