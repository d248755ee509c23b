//! What to look at first: signals by kind, each with a link to the provision that it stands in.

use maud::{Markup, html};

use super::Page;
use crate::report::look;
use crate::report::summary::thousands;

/// Lines of a kind that is told whole; of the rest the first ones, and how many more.
const MOST_OF_A_KIND: usize = 40;
/// A list of at most so many lines is open.
const SHORT_LIST: usize = 40;

impl Page<'_> {
    /// Nothing where there are no signals.
    pub(super) fn signals(&self) -> Markup {
        let kinds = look::pointers(self.report);
        let total: usize = kinds.iter().flat_map(|(_, pointers)| pointers).map(|pointer| pointer.count).sum();
        if total == 0 {
            return html! {};
        }
        let lines: usize = kinds.iter().map(|(_, pointers)| pointers.len()).sum();
        html! {
            details.happened.signals open[lines <= SHORT_LIST] {
                summary { h2 { "Look here first" } " " span.n { (thousands(total)) } }
                table {
                    thead { tr { th scope="col" { "Signal" } th scope="col" { "Where" } th scope="col" { "What" } } }
                    @for (kind, pointers) in &kinds {
                        tbody {
                            @for pointer in pointers.iter().take(MOST_OF_A_KIND) {
                                tr {
                                    th scope="row" { (kind.name()) }
                                    td { a href={ "#" (self.addresses[pointer.at]) } { (look::where_told(pointer)) } }
                                    td { (look::told(pointer)) }
                                }
                            }
                            @if pointers.len() > MOST_OF_A_KIND {
                                tr {
                                    th scope="row" { (kind.name()) }
                                    td {}
                                    td { (thousands(pointers.len() - MOST_OF_A_KIND)) " more" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
