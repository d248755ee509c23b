//! What to look at first: signals by kind, each with links to the provisions that it stands in; and the signals of each
//! provision, where it stands.

use maud::{Markup, html};

use super::Page;
use crate::report::look::{self, Pointer};
use crate::report::model::Provision;
use crate::report::summary::thousands;
use crate::signals::Kind;

/// Lines of a kind that is told whole; of the rest the first ones, and how many more.
const MOST_OF_A_KIND: usize = 40;
/// A list of at most so many lines is open.
const SHORT_LIST: usize = 40;
/// More signals than this of one provision are folded.
const MOST_OF_A_PROVISION: usize = 6;

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
                                    td { (self.places(pointer)) }
                                    td { (look::told(pointer)) }
                                }
                            }
                            @if pointers.len() > MOST_OF_A_KIND {
                                tr {
                                    th scope="row" { (kind.name()) }
                                    td {}
                                    td { (thousands(pointers.len() - MOST_OF_A_KIND)) " more: each stands with its provision" }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// "Sec. 3(a), Sec. 9 and 12 more", each as a link.
    fn places(&self, pointer: &Pointer<'_>) -> Markup {
        let (cites, more) = look::named(pointer);
        html! {
            @for (at, (cite, place)) in cites.iter().zip(&pointer.places).enumerate() {
                @if at > 0 { ", " }
                a href={ "#" (self.addresses[*place]) } { (cite) }
            }
            @if more > 0 { " and " (thousands(more)) " more" }
        }
    }
}

/// The kinds of signal that a provision has, in the order of the documentation: what the filters speak of.
pub(super) fn kinds(provision: &Provision) -> Option<String> {
    let has = |kind: &&Kind| provision.signals.iter().any(|signal| signal.kind == kind.name());
    let kinds: Vec<&str> = Kind::ALL.iter().filter(has).map(|kind| kind.name()).collect();
    (!kinds.is_empty()).then(|| kinds.join(" "))
}

/// Every signal of a provision: its kind, where, and what.
pub(super) fn of(provision: &Provision) -> Markup {
    let signals = &provision.signals;
    let list = html! {
        ul.points {
            @for signal in signals {
                li {
                    b { (signal.kind) } " "
                    // Within the provision its own citation says nothing.
                    @if provision.side().is_none_or(|side| side.cite != signal.cite) { (signal.cite) ": " }
                    (look::told_of(signal))
                }
            }
        }
    };
    match signals.len() {
        0 => html! {},
        1..=MOST_OF_A_PROVISION => list,
        count => html! { details.points { summary { (thousands(count)) " signals: " (counts(provision)) } (list) } },
    }
}

/// "4 amount, 8 duty".
fn counts(provision: &Provision) -> String {
    let count = |kind: &Kind| provision.signals.iter().filter(|signal| signal.kind == kind.name()).count();
    let counts = Kind::ALL.iter().map(|kind| (kind.name(), count(kind))).filter(|(_, count)| *count > 0);
    counts.map(|(name, count)| format!("{} {name}", thousands(count))).collect::<Vec<_>>().join(", ")
}
