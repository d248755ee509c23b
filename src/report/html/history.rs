//! The page of a history: a chart with a line for each provision, and the words of each step below.
//!
//! A shape stands for what happened in a version, the colour repeats it, and a hidden word says it to those who listen.
//! The page has no script: what is the same in every version is shown and hidden by a box and the style alone.

use maud::{Markup, html};

use super::super::history::shown::{beside, counts, happened, ordered, title};
use super::super::history::{Course, History, Stage};
use super::super::model::{Document, Edit, Provision};
use super::super::redline::shows_words;
use super::super::shown::lines_of;
use super::super::{Layout, summary};
use super::redline::{paragraphs, text_of};
use super::shell::{self, Extras};
use super::{address, first};

struct Page<'h> {
    history: &'h History,
    /// The anchor of each provision.
    addresses: Vec<String>,
}

pub(super) fn markup(history: &History) -> Markup {
    Page { history, addresses: address::of_history(history) }.markup()
}

impl<'h> Page<'h> {
    fn markup(&self) -> Markup {
        let history = self.history;
        let drafts = self.drafts();
        let labels: Vec<&str> = drafts.iter().map(|(label, _)| *label).collect();
        let title = format!("{}: {}. Bill history", history.bills(), labels.join(" to "));
        let body = html! {
            a.skip href="#changes" { "Skip to the words" }
            (self.first_screen())
            div.body.columns {
                main #changes {
                    h2 { "The words, step by step" }
                    (legend_of_words())
                    (self.words())
                }
            }
            (shell::foot(&history.tool, &drafts))
        };
        shell::page(&history.tool, &title, &drafts, &body, &Extras::default())
    }

    fn drafts(&self) -> Vec<(&'h str, &'h Document)> {
        self.history.versions.iter().map(|version| (version.label.as_str(), &version.document)).collect()
    }

    fn first_screen(&self) -> Markup {
        let history = self.history;
        let long_title = history.versions.iter().rev().find_map(|version| version.document.title.as_ref());
        let happened = history.summary.provisions - history.summary.unchanged;
        html! {
            header.first {
                p.what { "Bill history" }
                h1 { (history.bills()) }
                @if let Some(title) = long_title { p.title { (title) } }
                (first::drafts(&self.drafts()))
                p.what { (history.versions.len()) " versions, " (ordered(history)) "." }
                (self.notes())
                p.verdict {
                    (summary::thousands(happened)) " of " (summary::thousands(history.summary.provisions))
                    " provisions are not the same in every version."
                }
                (self.steps())
                h2 { "Every provision, version by version" }
                (self.chart())
                p.derived { "Derived comparison, not an official document." }
            }
        }
    }

    /// What could not be read, what is odd, and what the readers were not certain of.
    fn notes(&self) -> Markup {
        let history = self.history;
        let of_versions = || {
            history.versions.iter().filter(|version| !version.limits.is_empty() || !version.document.notes.is_empty())
        };
        html! {
            @if !history.failures.is_empty() || !history.notes.is_empty() || of_versions().next().is_some() {
                section.notes aria-labelledby="notes" {
                    h2 #notes { "Notes" }
                    ul {
                        @for failure in &history.failures { li { b { "Not in this history:" } " " (failure) } }
                        @for note in &history.notes { li { (note) } }
                        @for version in of_versions() {
                            @for note in &version.limits { li { b { (version.label) ":" } " " (note) } }
                            @for note in &version.document.notes {
                                li { b { (version.label) ", " (note.place()) ":" } " " (note.message) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What happened in each step, in counts.
    fn steps(&self) -> Markup {
        html! {
            ul.steps {
                @for two in self.history.versions.windows(2) {
                    li { b { (two[0].label) " → " (two[1].label) } ": " (counts(&two[1]).unwrap_or_default()) }
                }
            }
        }
    }

    fn chart(&self) -> Markup {
        let quiet = self.history.provisions.iter().filter(|course| course.is_quiet()).count();
        let rows = self.history.provisions.iter().zip(&self.addresses);
        html! {
            div.chart {
                (legend_of_shapes())
                @if quiet > 0 && quiet < self.history.provisions.len() {
                    label.only { input type="checkbox" checked; " Only what is not the same in every version" }
                }
                div.wide tabindex="0" role="group" aria-label="The chart" {
                    table {
                        caption.v { "Provisions down, versions across" }
                        thead {
                            tr {
                                th scope="col" { "Provision" }
                                @for version in &self.history.versions {
                                    th scope="col" {
                                        (version.label)
                                        @if let Some(date) = &version.document.date { " " span.n { (date) } }
                                    }
                                }
                            }
                        }
                        tbody {
                            @for (course, address) in rows { (row(course, address)) }
                        }
                    }
                }
            }
        }
    }

    /// The words of every provision; those that are the same in every version are folded, run by run.
    fn words(&self) -> Markup {
        let courses = &self.history.provisions;
        let mut parts = Vec::new();
        let mut at = 0;
        while at < courses.len() {
            let quiet = courses[at].is_quiet();
            let end = (at..courses.len()).find(|&end| courses[end].is_quiet() != quiet).unwrap_or(courses.len());
            let run = html! { @for at in at..end { (self.course(at)) } };
            parts.push(if quiet {
                html! { details.run { summary { (self.run_name(at, end)) } (run) } }
            } else {
                run
            });
            at = end;
        }
        html! { @for part in &parts { (part) } }
    }

    fn run_name(&self, at: usize, end: usize) -> String {
        let cite = |at: usize| title(&self.history.provisions[at]).0;
        match end - at {
            1 => format!("{}: the same in every version", whole_title(&self.history.provisions[at])),
            count => format!("{} to {}: {count} provisions, the same in every version", cite(at), cite(end - 1)),
        }
    }

    fn course(&self, at: usize) -> Markup {
        let (course, address) = (&self.history.provisions[at], &self.addresses[at]);
        html! {
            section.u id=(address) {
                h3 { a href={ "#" (address) } { (whole_title(course)) } }
                p.said { b { (course.sentence()) } }
                @for (version, stage) in course.stages.iter().enumerate() { (self.stage(version, stage)) }
            }
        }
    }

    /// What happened in a version, and its words as far as they are new there.
    fn stage(&self, version: usize, stage: &Stage) -> Markup {
        if stage.status == "absent" || stage.status == "unchanged" && stage.step.is_none() {
            return html! {};
        }
        let told = &self.history.versions[version];
        let place = stage.side.as_ref().map(|side| (side, shell::file_name(&told.document.path)));
        html! {
            h4.stage { (shape(stage)) " " (told.label) ": " (happened(self.history, version, stage)) }
            @if let Some((side, file)) = place {
                p.said { (side.cite) ", " (side.location.place()) " of " (file) "." (evidence(stage)) }
            }
            (words(stage))
        }
    }
}

/// Why one that came back is taken for what was dropped.
fn evidence(stage: &Stage) -> Markup {
    let evidence = stage.step.as_ref().filter(|_| stage.since.is_some()).and_then(|step| step.evidence.as_ref());
    html! {
        @if let Some(evidence) = evidence {
            " Recognised by " (evidence.method) ", " (format!("{:.2}", evidence.score)) "."
        }
    }
}

/// In the first version all of them, folded where more follows; in a later one those of the step.
fn words(stage: &Stage) -> Markup {
    if let Some(text) = &stage.text {
        let edit = Edit { op: "equal".to_owned(), text: text.clone(), form: false };
        return html! { details.fold { summary { "The words" } (paragraphs(lines_of(&[edit]))) } };
    }
    match &stage.step {
        Some(step) if stage.status != "dropped" && shows_words(step, &Layout::default()) => text_of(step),
        _ => html! {},
    }
}

fn whole_title(course: &Course) -> String {
    let (cite, heading) = title(course);
    format!("{cite} {heading}").trim_end().to_owned()
}

/// A line of the chart.
fn row(course: &Course, address: &str) -> Markup {
    let is_there = |at: Option<usize>| at.and_then(|at| course.stages.get(at)).is_some_and(Stage::is_there);
    html! {
        tr class=[course.is_quiet().then_some("q")] {
            th scope="row" { a href={ "#" (address) } { (whole_title(course)) } }
            @for (at, stage) in course.stages.iter().enumerate() {
                // The line goes on where the versions on both sides have it.
                @let (left, right) = (stage.is_there() && is_there(at.checked_sub(1)), stage.is_there() && is_there(Some(at + 1)));
                @let class = match (left, right) { (true, true) => "l r", (true, false) => "l", (false, true) => "r", _ => "" };
                td class=[Some(class).filter(|class| !class.is_empty())] { (shape(stage)) (number(stage)) }
            }
        }
    }
}

fn number(stage: &Stage) -> Markup {
    let beside = beside(stage);
    html! { @if !beside.is_empty() { " " span.n { (beside) } } }
}

/// The kind of a stage: the class of its shape, and the word for those who listen.
fn kind(stage: &Stage) -> (&'static str, &'static str) {
    let step: Option<&Provision> = stage.step.as_ref();
    match stage.status.as_str() {
        "present" => ("present", "in it"),
        "added" => ("added", "entered"),
        "dropped" => ("dropped", "dropped"),
        "returned" => ("returned", "returned"),
        "changed" if step.is_some_and(|step| step.form_only) => ("form", "changed in form only"),
        "changed" => ("changed", "changed"),
        "unchanged" if step.is_some() => ("same", "same words, redesignated, moved or retitled"),
        "unchanged" => ("unchanged", "unchanged"),
        _ => ("absent", "not in it"),
    }
}

fn shape(stage: &Stage) -> Markup {
    let (kind, word) = kind(stage);
    html! { (drawn(kind)) span.v { (word) } }
}

/// Each kind has a shape of its own.
fn drawn(kind: &str) -> Markup {
    let path = match kind {
        "present" => "M10 5a5 5 0 1 1 0 10a5 5 0 1 1 0-10z",
        "unchanged" => "M10 7a3 3 0 1 1 0 6a3 3 0 1 1 0-6z",
        "changed" | "form" => "M10 2L18 10L10 18L2 10z",
        "same" => "M5 3L17 10L5 17z",
        "added" => "M8 2h4v6h6v4h-6v6h-4v-6h-6v-4h6z",
        "returned" => "M10 0a10 10 0 1 0 0 20a10 10 0 1 0 0-20zM8.5 4h3v4.5h4.5v3h-4.5v4.5h-3v-4.5h-4.5v-3h4.5z",
        "dropped" => "M5 2L10 7L15 2L18 5L13 10L18 15L15 18L10 13L5 18L2 15L7 10L2 5z",
        _ => "M7 9.5h6v1h-6z",
    };
    html! { svg.shape viewBox="0 0 20 20" focusable="false" aria-hidden="true" { path class=(kind) d=(path) {} } }
}

fn legend_of_shapes() -> Markup {
    let shapes = [
        ("present", "in the first version"),
        ("unchanged", "unchanged"),
        ("changed", "changed"),
        ("form", "form only"),
        ("same", "same words; new number, place or heading"),
        ("added", "entered"),
        ("dropped", "dropped"),
        ("returned", "returned"),
    ];
    html! {
        p.legend {
            @for (kind, said) in shapes { span.one { (drawn(kind)) " " (said) } " " }
            "A number stands where it is new."
        }
    }
}

fn legend_of_words() -> Markup {
    html! {
        p.legend {
            "How to read it: " del { "struck" } " words were in the version before, " ins { "underlined" }
            " words are new in this one."
        }
    }
}
