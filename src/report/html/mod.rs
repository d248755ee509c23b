//! The page: one HTML file that holds everything and asks for nothing.
//!
//! 1. [`first`]: the first screen: who is compared, counts, notes, what happened, where.
//! 2. [`strip`]: the whole bill as a strip, with the changes where they lie.
//! 3. [`signals`]: what to look at first. [`references`]: citations of the bill's own provisions that were not followed.
//! 4. [`close`]: matches that a reader should look at himself. [`amounts`]: the table of amounts, for drafts with accounts.
//! 5. [`contents`]: the tree of both drafts, with counts.
//! 6. [`redline`]: the words of every provision, old and new.
//! 7. [`tools`]: filters, find, next and previous; they appear when the script runs.
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
mod redline;
mod references;
mod signals;
mod strip;
mod tools;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::model::{Document, Provision, Report};
use super::summary;
use super::terminal::plain;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// What the parts of the page share.
struct Page<'r> {
    report: &'r Report,
    /// The anchor of each provision.
    addresses: Vec<String>,
    /// Whether a provision is the heading of the ones after it.
    heads: Vec<bool>,
}

/// Writes the page.
pub fn write(report: &Report) -> String {
    let page = Page {
        report,
        addresses: address::of(report),
        heads: report.provisions.windows(2).map(|two| stands_under(&two[1], &two[0])).chain([false]).collect(),
    };
    plain(&page.markup().into_string()).into_owned()
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
    fn markup(&self) -> Markup {
        let report = self.report;
        let style = STYLE.replace("\r\n", "\n");
        let script = SCRIPT.replace("\r\n", "\n");
        let foot = print_foot(report);
        let policy = format!(
            "default-src 'none'; style-src {} {}; script-src {}; base-uri 'none'; form-action 'none'",
            hash(&style),
            hash(&foot),
            hash(&script)
        );
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    meta name="color-scheme" content="light dark";
                    meta name="generator" content={ (report.tool.name) " " (report.tool.version) };
                    title { (summary::bills(report)) ": " (versions(report)) ". Bill comparison" }
                    style { (PreEscaped(&style)) }
                    style { (PreEscaped(&foot)) }
                }
                body {
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
                    (self.foot())
                    script { (PreEscaped(&script)) }
                }
            }
        }
    }

    fn legend(&self) -> Markup {
        html! {
            p.legend {
                "How to read it: " del { "struck" } " words are only in the old draft, " ins { "underlined" }
                " words only in the new one. Signs: "
                @for (sign, said) in
                    [("+", "added"), ("−", "dropped"), ("~", "changed"), (".", "form only"), (">", "same words, new number, place or heading")]
                {
                    span.one { b.sign { (sign) } " " (said) } " "
                }
            }
        }
    }

    fn foot(&self) -> Markup {
        let report = self.report;
        html! {
            footer {
                p { "Derived comparison, not an official document. Where it matters, read the official text." }
                @for (side, document) in [("Old", &report.old), ("New", &report.new)] {
                    p.hash { (side) ": " (document.path) ", SHA-256 " code { (document.sha256) } }
                }
                p { (report.tool.name) " " (report.tool.version) ". The same two files give the same page, byte for byte." }
            }
        }
    }
}

/// "IH to EH", as far as the versions are told.
fn versions(report: &Report) -> String {
    let code = |document: &Document| {
        document.version_code.as_deref().map_or_else(|| file_name(&document.path).to_owned(), str::to_uppercase)
    };
    format!("{} to {}", code(&report.old), code(&report.new))
}

fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// A source of the Content Security Policy: the hash of an inline style or script.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// The style that prints both files and their hashes at the foot of every sheet.
fn print_foot(report: &Report) -> String {
    let of = |side: &str, document: &Document| {
        let hash: String = document.sha256.chars().take(12).collect();
        format!("{side} {} ({hash})", file_name(&document.path))
    };
    let files = format!("{}   {}", of("old", &report.old), of("new", &report.new));
    format!("@media print{{@page{{@bottom-left{{content:\"{}\"}}}}}}", css_string(&plain(&files)))
}

/// A text as the inside of a CSS string: all but letters, figures and a few marks as escapes.
fn css_string(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '_' | '-' | ' ' | '(' | ')' | ',' => out.push(c),
            c => out.push_str(&format!("\\{:x} ", u32::from(c))),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::css_string;

    #[test]
    fn a_file_name_ends_no_style() {
        assert_eq!(css_string("a\"}</style>.xml"), "a\\22 \\7d \\3c \\2f style\\3e .xml");
    }
}
