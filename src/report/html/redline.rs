//! The words: each provision with its heading, what happened to it, where it stands, and its text once, with
//! `<del>` for what only the old draft has and `<ins>` for what only the new one has.
//!
//! What is the same and stands far from a change is folded. A fold is a `<details>`: it opens without a script.

use std::ops::Range;

use maud::{Markup, html};

use super::super::cells;
use super::super::depth::Depths;
use super::super::model::{Evidence, Provision};
use super::super::shown::{Kind, Line, Piece, lines};
use super::super::summary;
use super::first::places;
use super::{Page, kind, numbers, path_length, sign, signals, title, whole_title};

/// Unchanged lines shown on each side of a changed one.
const CONTEXT: usize = 1;
/// Fewer lines than this are not worth a fold.
pub(super) const LEAST_FOLD: usize = 2;
/// The headings of the text begin under the page's own `h2`.
pub(super) const FIRST_RANK: usize = 3;

/// Deepest line that the style sets in.
const DEEPEST: usize = 7;

impl Page<'_> {
    pub(super) fn provisions(&self) -> Markup {
        let provisions = &self.report.provisions;
        let ranks = self.ranks();
        let mut parts = Vec::new();
        let mut at = 0;
        while at < provisions.len() {
            let quiet = self.quiet_run(at);
            if quiet.is_empty() {
                parts.push(self.provision(at, ranks[at]));
                at += 1;
            } else {
                at = quiet.end;
                parts.push(self.run(quiet, &ranks));
            }
        }
        html! { @for part in &parts { (part) } }
    }

    /// Ranks of headings: by the length of the path, and never skipping one.
    fn ranks(&self) -> Vec<usize> {
        let mut before = FIRST_RANK - 1;
        self.report
            .provisions
            .iter()
            .map(|provision| {
                before = (FIRST_RANK + path_length(provision)).min(before + 1).min(6);
                before
            })
            .collect()
    }

    /// The provisions from here on to which nothing happened, up to a heading that the next change stands under.
    fn quiet_run(&self, start: usize) -> Range<usize> {
        let provisions = &self.report.provisions;
        let quiet = provisions[start..].iter().take_while(|provision| provision.is_quiet()).count();
        let mut end = start + quiet;
        let mut under = provisions.get(end).map_or(0, path_length);
        for at in (start..start + quiet).rev() {
            if self.heads[at] && path_length(&provisions[at]) < under {
                under = path_length(&provisions[at]);
                end = at;
            }
        }
        start..end
    }

    /// Provisions that are the same in both, folded into one line.
    fn run(&self, run: Range<usize>, ranks: &[usize]) -> Markup {
        let provisions = &self.report.provisions;
        let words: usize = provisions[run.clone()].iter().filter_map(Provision::side).map(|side| side.words).sum();
        let cite = |at: usize| numbers(&provisions[at]);
        html! {
            details.run {
                summary {
                    @if run.len() == 1 {
                        (whole_title(&provisions[run.start])) ": unchanged"
                    } @else {
                        (cite(run.start)) " to " (cite(run.end - 1)) ": " (run.len()) " provisions unchanged"
                    }
                    " (" (summary::counted(words)) ")"
                }
                @for at in run.clone() { (self.provision(at, ranks[at])) }
            }
        }
    }

    fn provision(&self, at: usize, rank: usize) -> Markup {
        let provision = &self.report.provisions[at];
        let shown = lines(provision);
        let told = !provision.is_quiet();
        // What heads others and is one line is its own heading: "TITLE IV MATTERS RELATING TO FOREIGN PARTNERS".
        let own_heading = self.heads[at] && shown.len() == 1;
        html! {
            section class={ "u " (kind(provision)) @if self.heads[at] { " head" } } id=(self.addresses[at]) data-signals=[signals::kinds(provision)] {
                @if own_heading {
                    (heading(rank, &html! { @if told { (sign_before(provision)) } span.t { (pieces(&shown[0])) } }))
                } @else {
                    (heading(rank, &self.title(at)))
                }
                @if told {
                    (self.said(provision))
                }
                (signals::of(provision))
                @if !own_heading { (text(provision, &shown)) }
            }
        }
    }

    /// What happened, in words; where it stands in both files; why the two are taken for one.
    fn said(&self, provision: &Provision) -> Markup {
        let inside = summary::inside(provision);
        let alone = match provision.change.as_str() {
            "added" if provision.split_from.is_none() => "No similar provision in the old draft. ",
            "dropped" if provision.merged_into.is_none() => "No similar provision in the new draft. ",
            _ => "",
        };
        html! {
            p.said {
                b { (summary::marks(self.report, provision)) }
                @if !inside.is_empty() { ": " (inside) }
                ". "
                @for cell in cells::told(provision) { (cell) ". " }
                (alone) (places(self, provision)) "." (evidence(provision.evidence.as_ref()))
            }
        }
    }

    /// Sign, citation as a link to itself, heading.
    fn title(&self, at: usize) -> Markup {
        let provision = &self.report.provisions[at];
        let (cite, heading) = title(provision);
        html! {
            @if !provision.is_quiet() { (sign_before(provision)) }
            a href={ "#" (self.addresses[at]) } { (cite) }
            @if !heading.is_empty() { " " (heading) }
        }
    }
}

fn sign_before(provision: &Provision) -> Markup {
    html! { b.sign aria-hidden="true" { (sign(provision)) } " " }
}

pub(super) fn heading(rank: usize, inside: &Markup) -> Markup {
    match rank {
        ..=3 => html! { h3 { (inside) } },
        4 => html! { h4 { (inside) } },
        5 => html! { h5 { (inside) } },
        _ => html! { h6 { (inside) } },
    }
}

/// Why the two are taken for one, where the words alone did not settle it.
fn evidence(evidence: Option<&Evidence>) -> Markup {
    let Some(evidence) = evidence.filter(|evidence| evidence.score < 1.0 || evidence.runner_up > 0.0) else {
        return html! {};
    };
    html! {
        " Matched by " (evidence.method) ", " (format!("{:.2}", evidence.score))
        @if evidence.runner_up > 0.0 { "; next best " (format!("{:.2}", evidence.runner_up)) }
        @if evidence.close { "; a close call: look yourself" }
        "."
    }
}

/// The lines of a provision; those of a changed one that are far from a change are folded.
fn text(provision: &Provision, shown: &[Line]) -> Markup {
    let whole = provision.is_quiet() || matches!(provision.change.as_str(), "added" | "dropped");
    let context = if provision.change == "unchanged" { 0 } else { CONTEXT };
    let near = |at: usize| {
        let from = at.saturating_sub(context);
        let to = (at + context + 1).min(shown.len());
        shown[from..to].iter().any(|line| line.kind() != Some(Kind::Same))
    };
    let near: Vec<bool> = (0..shown.len()).map(|at| whole || near(at)).collect();
    let mut parts = Vec::new();
    let mut at = 0;
    while at < shown.len() {
        let end = (at..shown.len()).find(|&end| near[end] != near[at]).unwrap_or(shown.len());
        let part = &shown[at..end];
        if near[at] || part.len() < LEAST_FOLD {
            parts.extend(part.iter().map(paragraph));
        } else {
            parts.push(html! {
                details.fold { summary { (part.len()) " provisions the same" } @for shown in part { (paragraph(shown)) } }
            });
        }
        at = end;
    }
    html! { @for part in &parts { (part) } }
}

/// The words of a provision without its head.
pub(super) fn text_of(provision: &Provision) -> Markup {
    text(provision, &lines(provision))
}

/// Lines of which nothing tells how they stand, none folded: set in by their designations.
pub(super) fn paragraphs(lines: Vec<Line>) -> Markup {
    let mut depths = Depths::default();
    let set_in = |line: Line| Line { depth: depths.next(&beginning(&line)), ..line };
    let lines: Vec<Line> = lines.into_iter().map(set_in).collect();
    html! { @for line in &lines { (paragraph(line)) } }
}

/// The first characters of a line.
fn beginning(line: &Line) -> String {
    line.pieces.iter().flat_map(|piece| piece.text.chars()).take(12).collect()
}

fn paragraph(line: &Line) -> Markup {
    let class = match line.kind() {
        Some(Kind::New) => " a",
        Some(Kind::Old) => " d",
        _ => "",
    };
    let quoted = if line.quoted { " q" } else { "" };
    html! { p class={ "t i" (line.depth.min(DEEPEST)) (quoted) (class) } { (pieces(line)) } }
}

pub(super) fn pieces(line: &Line) -> Markup {
    html! { @for shown in &line.pieces { (piece(shown)) } }
}

/// Marked words have hidden words around them for readers of screens, which seldom speak the marks.
pub(super) fn piece(piece: &Piece) -> Markup {
    match (piece.kind, &piece.was) {
        (Kind::Same, None) => html! { (piece.text) },
        (Kind::Same, Some(was)) => html! { span data-was=(was) { (piece.text) } },
        (Kind::Old, _) => html! { del { span.v { "[deleted: " } (piece.text) span.v { "] " } } },
        (Kind::New, _) => html! { ins { span.v { "[inserted: " } (piece.text) span.v { "] " } } },
    }
}
