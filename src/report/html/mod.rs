//! The page: one HTML file that holds everything and asks for nothing.
//!
//! 1. [`first`]: the first screen: who is compared, counts, notes, what happened, where.
//! 2. [`strip`]: the whole bill as a strip, with the changes where they lie.
//! 3. [`signals`]: what to look at first. [`references`]: citations of the bill's own provisions that were not followed.
//! 4. [`close`]: matches that a reader should look at himself. [`amounts`]: the table of amounts, for drafts with accounts.
//! 5. [`contents`]: the tree of both drafts, with counts.
//! 6. [`redline`]: the words of every provision, old and new.
//! 7. [`tools`]: filters, find, next and previous; they appear when the script runs.
//! 8. [`three`]: another page, of three drafts, in columns. [`history`]: another, of all versions of a bill.
//!
//! [`shell`] is what all pages stand in: the head with the policy, styles, the script.
//! `ramseyer.css` marks words as a committee report does: on paper, or wherever that is asked for.
//!
//! Every word of both drafts is in the file once, as text, so all of it can be read, found and printed
//! with scripts off. `script.js` only hides, steps, finds, and sets old beside new.
//!
//! Text is made harmless twice: `maud` escapes whatever is put into markup, and the finished page loses every
//! character that turns the direction of writing or that a terminal obeys. The policy in the head names the
//! hashes of our own style and script; no other can run, and nothing can be fetched or sent.

mod address;
mod amounts;
mod close;
mod contents;
mod first;
mod history;
mod redline;
mod references;
mod shell;
mod signals;
mod strip;
mod three;
mod tools;

use maud::{Markup, html};

use super::model::{Provision, Report};
use super::terminal::plain;
use super::three::Three;
use super::{Convention, summary};
use shell::{Extras, file_name, versions};

const SCRIPT: &str = include_str!("script.js");
const RAMSEYER: &str = include_str!("ramseyer.css");

/// What the parts of the page share.
struct Page<'r> {
    report: &'r Report,
    /// The anchor of each provision.
    addresses: Vec<String>,
    /// Whether a provision is the heading of the ones after it.
    heads: Vec<bool>,
}

/// Writes the page. Words are struck and underlined on the screen, unless the Ramseyer rule is to hold there too; on
/// paper it always does.
pub fn write(report: &Report, convention: Convention) -> String {
    let page = Page {
        report,
        addresses: address::of(report),
        heads: report.provisions.windows(2).map(|two| stands_under(&two[1], &two[0])).chain([false]).collect(),
    };
    plain(&page.markup(convention).into_string()).into_owned()
}

/// Writes the page of three drafts.
pub fn write_three(three: &Three) -> String {
    plain(&three::markup(three).into_string()).into_owned()
}

/// Writes the page of a history.
pub fn write_history(history: &super::history::History) -> String {
    plain(&history::markup(history).into_string()).into_owned()
}

/// Whether a provision's path goes on from another's.
fn stands_under(provision: &Provision, head: &Provision) -> bool {
    path_length(provision) > path_length(head)
}

fn path_length(provision: &Provision) -> usize {
    provision.side().map_or(0, |side| side.path.len())
}

/// What happened to a provision as one word: the class of its element, and what the filters speak of.
fn kind(provision: &Provision) -> &'static str {
    match provision.change.as_str() {
        "added" => "added",
        "dropped" => "dropped",
        "changed" if provision.form_only => "form",
        "changed" => "changed",
        _ if provision.is_quiet() => "unchanged",
        _ => "same",
    }
}

/// One sign for what happened; a minus as long as the plus.
fn sign(provision: &Provision) -> &'static str {
    match summary::sign(provision) {
        "-" => "−",
        sign => sign,
    }
}

/// "Sec. 404 → Sec. 403".
fn numbers(provision: &Provision) -> String {
    summary::numbers(provision).replace(" -> ", " → ")
}

/// What the summary calls a provision, citation and heading apart; the heading is empty where the citation is made of it.
fn title(provision: &Provision) -> (String, String) {
    let heading = provision.side().and_then(|side| side.heading.clone()).unwrap_or_default();
    let cite = numbers(provision);
    if cite.ends_with(&heading) { (cite, String::new()) } else { (cite, heading) }
}

/// Both in one.
fn whole_title(provision: &Provision) -> String {
    let (cite, heading) = title(provision);
    format!("{cite} {heading}").trim_end().to_owned()
}

impl Page<'_> {
    fn markup(&self, convention: Convention) -> Markup {
        let report = self.report;
        let drafts = [("old", &report.old), ("new", &report.new)];
        let title = format!("{}: {}. Bill comparison", summary::bills(report), versions(&[&report.old, &report.new]));
        let body = html! {
            a.skip href="#changes" { "Skip to the changes" }
            (self.first_screen())
            (self.tools())
            div.body {
                (self.contents())
                main #changes {
                    h2 { "The text" }
                    (self.legend())
                    (self.provisions())
                }
            }
            (shell::foot(&report.tool, &drafts))
        };
        let media = match convention {
            Convention::Signs => Some("print"),
            Convention::Ramseyer => None,
        };
        let extras = Extras { marks: Some((RAMSEYER, media)), script: Some(SCRIPT) };
        shell::page(&report.tool, &title, &drafts, &body, &extras)
    }

    fn legend(&self) -> Markup {
        html! {
            p.legend {
                "How to read it: "
                span.usual {
                    del { "struck" } " words are only in the old draft, " ins { "underlined" } " words only in the new one."
                }
                " "
                span.ramseyer {
                    "words " del { "in brackets" } " are only in the old draft, words " ins { "in italics" }
                    " only in the new one."
                }
                " Signs: "
                @for (sign, said) in
                    [("+", "added"), ("−", "dropped"), ("~", "changed"), (".", "form only"), (">", "same words, new number, place or heading")]
                {
                    span.one { b.sign { (sign) } " " (said) } " "
                }
            }
        }
    }
}
