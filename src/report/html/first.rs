//! The first screen: who is compared, what the readers noted, counts that add up, what happened and where.

use maud::{Markup, html};

use super::super::around;
use super::super::model::{Counts, Document, Provision, Report};
use super::super::shown::{Line, lines_of};
use super::super::summary::{self, Brief};
use super::{Page, file_name, kind, redline, sign, whole_title};

/// A list of at most so many rows is open.
const SHORT_LIST: usize = 40;
/// Beyond this column a place is told with its column too.
const LONG_LINE: u32 = 200;

impl Page<'_> {
    pub(super) fn first_screen(&self) -> Markup {
        let report = self.report;
        let title = report.new.title.as_ref().or(report.old.title.as_ref());
        html! {
            header.first {
                p.what { "Bill comparison" }
                h1 { (summary::bills(report).replace(" -> ", " → ")) }
                @if let Some(title) = title { p.title { (title) } }
                (drafts(&[("Old", &report.old), ("New", &report.new)]))
                (self.notes())
                @if report.is_quiet() {
                    p.verdict { (summary::nothing(report).trim_end()) }
                } @else {
                    p.verdict { (verdict(report)) }
                    (counts(report))
                    (self.signals())
                    h2 { "Where the changes lie" }
                    (self.strip())
                    (self.what_happened())
                    (self.references())
                    (self.close_calls())
                    (self.amounts())
                }
                (around_sections(report))
                p.derived { "Derived comparison, not an official document." }
            }
        }
    }

    /// What the readers of the drafts were not certain of, and limits met in comparing.
    fn notes(&self) -> Markup {
        let report = self.report;
        if report.notes.is_empty() && report.old.notes.is_empty() && report.new.notes.is_empty() {
            return html! {};
        }
        html! {
            section.notes aria-labelledby="notes" {
                h2 #notes { "Notes" }
                ul {
                    @for note in &report.notes { li { (note) } }
                    @for (side, document) in [("old", &report.old), ("new", &report.new)] {
                        @for note in &document.notes {
                            li { b { (side) " draft, " (note.place()) ":" } " " (note.message) }
                        }
                    }
                }
            }
        }
    }

    /// Every provision that something happened to, with a link and the change in a few words.
    fn what_happened(&self) -> Markup {
        let told: Vec<usize> =
            (0..self.report.provisions.len()).filter(|at| !self.report.provisions[*at].is_quiet()).collect();
        html! {
            details.happened open[told.len() <= SHORT_LIST] {
                summary { h2 { "What happened" } " " span.n { (told.len()) } }
                table {
                    thead { tr { th scope="col" { "Provision" } th scope="col" { "What happened" } } }
                    tbody { @for at in told { (self.happened(at)) } }
                }
            }
        }
    }

    fn happened(&self, at: usize) -> Markup {
        let provision = &self.report.provisions[at];
        html! {
            tr class=(kind(provision)) {
                th scope="row" {
                    b.sign { (sign(provision)) } " "
                    a href={ "#" (self.addresses[at]) } { (whole_title(provision)) }
                }
                td { (summary::marks(self.report, provision)) (brief(provision)) }
            }
        }
    }
}

/// The drafts, each with what it is called: what they are and which files they were read from.
pub(super) fn drafts(drafts: &[(&str, &Document)]) -> Markup {
    let row = |side: &str, document: &Document| {
        html! {
            tr {
                th scope="row" { (side) }
                td { (summary::version(document)) }
                td.figure { (summary::thousands(document.sections)) }
                td.figure { (summary::thousands(document.words)) }
                td.file { (document.path) }
                td { code title=(document.sha256) { (document.sha256.chars().take(12).collect::<String>()) } }
            }
        }
    };
    html! {
        div.wide tabindex="0" role="group" aria-label="The drafts" {
            table.drafts {
                thead {
                    tr {
                        th scope="col" { "Draft" }
                        th scope="col" { "Version" }
                        th.figure scope="col" { "Sections" }
                        th.figure scope="col" { "Words" }
                        th scope="col" { "File" }
                        th scope="col" { "SHA-256" }
                    }
                }
                tbody { @for (name, document) in drafts { (row(name, document)) } }
            }
        }
    }
}

/// "8 of 27 sections differ: 1 added, 1 dropped, 8 changed."
pub(super) fn verdict(report: &Report) -> String {
    let counts = &report.summary.sections;
    let total = summary::differing(counts) + counts.unchanged;
    if total == 0 {
        let counts = &report.summary.all;
        return format!(
            "{} of {} provisions differ.",
            summary::differing(counts),
            summary::differing(counts) + counts.unchanged
        );
    }
    format!(
        "{} of {total} sections differ: {} added, {} dropped, {} changed, {} in form only.",
        summary::differing(counts),
        counts.added,
        counts.dropped,
        counts.changed,
        counts.form_only
    )
}

/// How many provisions of each kind, a row for each level.
pub(super) fn counts(report: &Report) -> Markup {
    let sections = [("section", report.summary.sections.clone())];
    let rows: Vec<(&str, Counts)> = sections.into_iter().chain(summary::beside_sections(report)).collect();
    let rows: Vec<&(&str, Counts)> =
        rows.iter().filter(|(_, counts)| summary::differing(counts) + counts.unchanged > 0).collect();
    let all = &report.summary.all;
    let beside: Vec<(usize, &str)> = summary::marks_beside(all)
        .into_iter()
        .enumerate()
        .filter(|(_, (count, _))| *count > 0)
        .map(|(at, (_, mark))| (at, mark))
        .collect();
    let row = |name: &str, counts: &Counts| {
        let total = summary::differing(counts) + counts.unchanged;
        let marks = summary::marks_beside(counts);
        let figures = [counts.added, counts.dropped, counts.changed, counts.form_only, counts.unchanged, total];
        html! {
            tr {
                th scope="row" { (name) }
                @for count in figures { (figure(count)) }
                @for (at, _) in &beside { (figure(marks[*at].0)) }
            }
        }
    };
    html! {
        div.wide tabindex="0" role="group" aria-label="Counts" {
            table.counts {
                caption.v { "How many provisions of each kind" }
                thead {
                    tr {
                        td {}
                        @for (sign, word) in [("+", "added"), ("−", "dropped"), ("~", "changed"), (".", "in form only"), ("", "unchanged"), ("", "in all")] {
                            th.figure scope="col" { b.sign { (sign) } " " (word) }
                        }
                        @for (_, mark) in &beside { th.figure scope="col" { (mark) } }
                    }
                }
                tbody {
                    @for (level, counts) in &rows { (row(&level_name(level), counts)) }
                }
                @if rows.len() > 1 { tfoot { (row("all", all)) } }
            }
        }
    }
}

/// What changed around the provisions: the long title, sponsors.
pub(super) fn around_sections(report: &Report) -> Markup {
    let Some(front) = &report.front_matter else { return html! {} };
    html! {
        h2 { "Around the sections" }
        p { "Not counted as provisions." }
        ul.around {
            @if let Some(title) = &front.long_title {
                li { b.sign { "~" } " long title: " @for line in lines_of(&title.edits) { (redline::pieces(&line)) " " } }
            }
            @for (sign, said) in around::said(front, usize::MAX) { li { b.sign { (sign) } " " (said) } }
        }
    }
}

fn figure(count: usize) -> Markup {
    html! { td.figure.zero[count == 0] { (summary::thousands(count)) } }
}

/// "sections", "accounts": the level's name for many.
fn level_name(level: &str) -> String {
    summary::levels(2, level).trim_start_matches("2 ").to_owned()
}

/// The change in a few words, after the marks.
fn brief(provision: &Provision) -> Markup {
    let size = |side: &Option<super::super::model::Side>| summary::counted(side.as_ref().map_or(0, |side| side.words));
    match provision.change.as_str() {
        "added" => html! { " (" (size(&provision.new)) ")" },
        "dropped" => html! { " (" (size(&provision.old)) ")" },
        "changed" => match summary::brief(provision) {
            Brief::Told(told) => html! { ": " (told) },
            Brief::Words(lines) if lines.is_empty() => html! {},
            Brief::Words(lines) => {
                html! { ": " @for (at, line) in lines.iter().enumerate() { @if at > 0 { " … " } (marked(line)) } }
            }
        },
        _ => html! {},
    }
}

/// The marked words of a line, without what is the same.
fn marked(line: &Line) -> Markup {
    let pieces = line.pieces.iter().filter(|piece| piece.kind != super::super::shown::Kind::Same);
    html! { @for (at, piece) in pieces.enumerate() { @if at > 0 { " " } (redline::piece(piece)) } }
}

/// Where a provision stands in both files: "old.xml line 12, new.pdf page 3, line 4".
pub(super) fn places(page: &Page<'_>, provision: &Provision) -> Markup {
    let place = |name: &str, document: &Document, side: &Option<super::super::model::Side>| {
        side.as_ref().map(|side| {
            let location = &side.location;
            // Where a whole bill is one line, the line says nothing.
            let column =
                if location.column > LONG_LINE { format!(", column {}", location.column) } else { String::new() };
            format!("{name} {}{column} of {}", location.place(), file_name(&document.path))
        })
    };
    let old = place("old:", &page.report.old, &provision.old);
    let new = place("new:", &page.report.new, &provision.new);
    html! {
        @for (at, place) in [old, new].into_iter().flatten().enumerate() { @if at > 0 { "; " } (place) }
    }
}
