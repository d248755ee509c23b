//! The references audit: how many citations of the bill's own provisions were followed, and each one that was not.

use maud::{Markup, html};

use super::super::references::{Reference, counts};
use super::Page;

/// Rows of the table; the rest is counted, and is in the JSON report.
const MOST_ROWS: usize = 200;

impl Page<'_> {
    /// Nothing where the new draft cites nothing of its own.
    pub(super) fn references(&self) -> Markup {
        let all = &self.report.references;
        let broken: Vec<&Reference> = all.iter().filter(|reference| reference.is_broken()).collect();
        html! {
            @if !all.is_empty() {
                h2 { "Cross-references" }
                p { (counts(all)) "." }
            }
            @if !broken.is_empty() {
                table.references {
                    thead { tr { th scope="col" { "Provision" } th scope="col" { "cites" } th scope="col" { "but" } } }
                    tbody {
                        @for reference in broken.iter().take(MOST_ROWS) {
                            tr {
                                th scope="row" { (self.link(&reference.place)) }
                                td { (reference.cite) }
                                td { (reference.status) ": " (reference.trouble()) }
                            }
                        }
                    }
                }
                @if broken.len() > MOST_ROWS { p { (broken.len() - MOST_ROWS) " more are in the JSON report." } }
            }
        }
    }

    /// A citation within the new draft, as a link to the provision that holds it.
    fn link(&self, cite: &str) -> Markup {
        let holds =
            |own: &str| cite.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with(['(', ' ']));
        let provisions = self.report.provisions.iter().zip(&self.addresses);
        let holder = provisions
            .filter_map(|(provision, address)| Some((provision.new.as_ref()?, address)))
            .filter(|(side, _)| holds(&side.cite))
            .max_by_key(|(side, _)| side.cite.len());
        html! {
            @match holder {
                Some((_, address)) => a href={ "#" (address) } { (cite) },
                None => (cite),
            }
        }
    }
}
