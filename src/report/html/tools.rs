//! The bar of tools. It is hidden until the script runs, so that nothing is offered that does nothing.

use maud::{Markup, html};

use super::super::summary::thousands;
use super::{Page, kind};
use crate::signals::Kind;

/// The kinds of change, their signs and words, in the order of the summary.
pub const KINDS: [(&str, &str, &str); 6] = [
    ("added", "+", "added"),
    ("dropped", "−", "dropped"),
    ("changed", "~", "changed"),
    ("form", ".", "form only"),
    ("same", ">", "same words"),
    ("unchanged", " ", "unchanged"),
];

impl Page<'_> {
    pub(super) fn tools(&self) -> Markup {
        html! {
            section.tools #tools aria-label="Tools" hidden {
                div.step role="group" aria-label="Changes" {
                    button #previous type="button" aria-keyshortcuts="Alt+ArrowUp" title="Alt+Up" { "‹ Previous" }
                    output #place aria-live="polite" {}
                    button #next type="button" aria-keyshortcuts="Alt+ArrowDown" title="Alt+Down" { "Next ›" }
                }
                form.find #find role="search" {
                    label for="words" { "Find" }
                    input #words type="search" autocomplete="off" spellcheck="false";
                    button #before type="button" { "‹" span.v { "Previous match" } }
                    button #after type="submit" { "›" span.v { "Next match" } }
                    output #found aria-live="polite" {}
                }
                div.filter role="group" aria-label="Show" {
                    @for (name, sign, word) in KINDS {
                        @let count = self.report.provisions.iter().filter(|provision| kind(provision) == name).count();
                        @if count > 0 {
                            label { input type="checkbox" name="kind" value=(name) checked; b.sign { (sign) } " " (word) " " span.n { (count) } }
                        }
                    }
                }
                (self.signal_filter())
                div.view role="group" aria-label="View" {
                    button #beside type="button" aria-pressed="false" { "Side by side" }
                    button #unfold type="button" aria-pressed="false" { "Unfold all" }
                }
            }
        }
    }

    /// A button for each kind of signal that there is, with the provisions that have one; nothing where there are none.
    fn signal_filter(&self) -> Markup {
        let has = |kind: &Kind| {
            let signals =
                |signals: &Vec<crate::report::model::Signal>| signals.iter().any(|one| one.kind == kind.name());
            self.report.provisions.iter().filter(|provision| signals(&provision.signals)).count()
        };
        let kinds: Vec<(&str, usize)> =
            Kind::ALL.iter().map(|kind| (kind.name(), has(kind))).filter(|(_, count)| *count > 0).collect();
        html! {
            @if !kinds.is_empty() {
                div.filter #signals role="group" aria-label="Show only provisions with a signal of" {
                    span.n aria-hidden="true" { "Only with" }
                    @for (name, count) in kinds {
                        button type="button" aria-pressed="false" value=(name) { (name) " " span.n { (thousands(count)) } }
                    }
                }
            }
        }
    }
}
