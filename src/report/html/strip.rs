//! The strip: the whole bill from its first word to its last, and where in it something happened.
//!
//! Added stands in the upper half, dropped in the lower, changed over both, and what only has a new number,
//! place or heading is a line between: the shape says it, the colour repeats it. For those who do not see
//! it, and for the keyboard, the contents say the same with links and counts.

use maud::{Markup, html};

use super::super::model::Provision;
use super::{Page, kind, numbers, sign, whole_title};

/// Units of the drawing, from left to right.
const WIDTH: f64 = 1000.0;
/// Narrowest mark: one that can be seen and hit.
const LEAST: f64 = 3.0;
/// A label needs so much room after the one before.
const LABEL: f64 = 62.0;

/// A mark of one provision, or of several of a kind too near to be told apart.
struct Mark<'p> {
    start: f64,
    end: f64,
    provision: &'p Provision,
    at: usize,
    more: usize,
}

impl Page<'_> {
    pub(super) fn strip(&self) -> Markup {
        let provisions = &self.report.provisions;
        let size = |provision: &Provision| {
            [&provision.old, &provision.new].into_iter().flatten().map(|side| side.words).max().unwrap_or(0).max(1)
        };
        let total: usize = provisions.iter().map(size).sum::<usize>().max(1);
        let mut before = 0;
        let mut marks: Vec<Mark<'_>> = Vec::new();
        let mut parts: Vec<(f64, String)> = Vec::new();
        for (at, provision) in provisions.iter().enumerate() {
            let place = |words: usize| words as f64 / total as f64 * WIDTH;
            let (start, end) = (place(before), place(before + size(provision)));
            before += size(provision);
            if self.heads[at] && super::path_length(provision) == 0 {
                parts.push((start, numbers(provision)));
            }
            if provision.is_quiet() {
                continue;
            }
            let near =
                marks.last_mut().filter(|last| kind(last.provision) == kind(provision) && end - last.start < LEAST);
            match near {
                Some(last) => {
                    last.end = end;
                    last.more += 1;
                }
                None => marks.push(Mark { start, end, provision, at, more: 0 }),
            }
        }
        html! {
            div.strip aria-hidden="true" {
                svg viewBox="0 0 1000 40" preserveAspectRatio="none" focusable="false" {
                    rect.ground x="0" y="0" width="1000" height="40" {}
                    @for (start, _) in &parts { line.part x1=(figure(*start)) x2=(figure(*start)) y1="0" y2="40" {} }
                    @for mark in &marks { (self.mark(mark)) }
                }
                (labels(&parts))
            }
        }
    }

    fn mark(&self, mark: &Mark<'_>) -> Markup {
        let kind = kind(mark.provision);
        let (top, height) = match kind {
            "added" => (0, 20),
            "dropped" => (20, 20),
            "same" => (17, 6),
            _ => (0, 40),
        };
        let width = (mark.end - mark.start).max(LEAST);
        let start = mark.start.min(WIDTH - width);
        html! {
            a href={ "#" (self.addresses[mark.at]) } tabindex="-1" {
                rect class=(kind) x=(figure(start)) y=(top) width=(figure(width)) height=(height) {
                    title {
                        (sign(mark.provision)) " " (whole_title(mark.provision))
                        @if mark.more > 0 { " and " (mark.more) " more" }
                    }
                }
            }
        }
    }
}

/// Names of the outermost parts, as far as there is room.
fn labels(parts: &[(f64, String)]) -> Markup {
    let mut free = 0.0;
    let fitting: Vec<&(f64, String)> = parts
        .iter()
        .filter(|(start, _)| {
            let fits = *start >= free && *start <= WIDTH - LABEL;
            if fits {
                free = start + LABEL;
            }
            fits
        })
        .collect();
    html! {
        @if !fitting.is_empty() {
            svg.labels viewBox="0 0 1000 16" focusable="false" {
                @for (start, name) in fitting { text x=(figure(*start)) y="13" { (name) } }
            }
        }
    }
}

/// One decimal: finer than any screen.
fn figure(value: f64) -> String {
    format!("{value:.1}")
}
