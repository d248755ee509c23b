//! Matches that were nearly not made, or nearly others: a reader should look himself.

use maud::{Markup, html};

use super::super::explain;
use super::Page;

/// Links to so many; the rest is counted.
const MOST_LINKS: usize = 20;

impl Page<'_> {
    /// Nothing where no match is a close call.
    pub(super) fn close_calls(&self) -> Markup {
        let Some(told) = explain::close_calls(self.report) else { return html! {} };
        let units = self.report.provisions.iter().zip(&self.addresses);
        let close: Vec<_> = units.filter(|(unit, _)| explain::holds_close_call(unit)).collect();
        html! {
            h2 { "Close calls" }
            p { (told) ". Look at them yourself:" }
            ul.close {
                @for (unit, address) in close.iter().take(MOST_LINKS) {
                    li { a href={ "#" (address) } { (super::whole_title(unit)) } }
                }
                @if close.len() > MOST_LINKS { li { "and in " (close.len() - MOST_LINKS) " more provisions" } }
            }
        }
    }
}
