//! The words, in the terminal: old before new, `[-old-]{+new+}`, so that colour is never needed.
//!
//! Each line begins with a sign: `+` added, `-` dropped, `~` changed within, nothing where it is the same.

use rustc_hash::FxHashMap;

use crate::parallel;

use super::fold::{Fold, folded};
use super::marks::fill;
use super::model::{Provision, Report};
use super::shown::{Kind, Line, lines};
use super::terminal::{FAINT, HEAD, Wrapper, plain, styled};
use super::{Layout, cells, summary};

/// What stands for unchanged words far from a change.
const DOTS: Fold = Fold { least: 4, told: |_| "...".to_owned() };
/// Signals named under a provision's title.
const MOST_SIGNALS: usize = 6;

/// Writes the redline of everything that happened.
pub fn write(report: &Report, layout: &Layout) -> String {
    let mut out = summary::opening(report, layout);
    if report.is_quiet() {
        return out;
    }
    let shown: Vec<&Provision> = shown(report, layout).collect();
    let bytes = shown.iter().flat_map(|provision| &provision.edits).map(|edit| edit.text.len()).sum();
    for section in parallel::map(bytes, &shown, |provision| section(report, provision, layout)) {
        out.push('\n');
        out.push_str(&section);
    }
    out.push_str(&left_out(report, layout));
    out
}

/// The provisions whose words are told.
pub(super) fn shown<'r>(report: &'r Report, layout: &Layout) -> impl Iterator<Item = &'r Provision> {
    let all = layout.all;
    report.provisions.iter().filter(move |provision| all || !provision.is_quiet())
}

/// How many provisions are not.
pub(super) fn left_out(report: &Report, layout: &Layout) -> String {
    let quiet = report.provisions.iter().filter(|provision| provision.is_quiet()).count();
    if quiet == 0 || layout.all {
        return String::new();
    }
    let what = if quiet == 1 { "provision is" } else { "provisions are" };
    let said = format!("{quiet} {what} the same in both (--all shows them).");
    format!("\n{}", summary::wrapped(&said, layout))
}

fn section(report: &Report, provision: &Provision, layout: &Layout) -> String {
    let head = head(report, provision, layout);
    if shows_words(provision, layout) { head + &words(provision, layout) } else { head }
}

/// The lines of a provision that differ; with `--all` all of them.
pub(super) fn words(provision: &Provision, layout: &Layout) -> String {
    let mut out = String::new();
    let mut skipped = 0;
    for line in &lines(provision) {
        if line.kind() == Some(Kind::Same) && !layout.all {
            skipped += 1;
            continue;
        }
        out.push_str(&skip(&mut skipped, layout));
        out.push_str(&one_line(line, layout));
    }
    out.push_str(&skip(&mut skipped, layout));
    out
}

/// Whether there are words to show: a new number alone is told in the title.
pub(super) fn shows_words(provision: &Provision, layout: &Layout) -> bool {
    layout.all || summary::has_words_to_show(provision)
}

/// What is told of a provision above its words: sign, citation, heading, what happened, where it stands in both
/// files, and what happened in its tables.
pub(super) fn head(report: &Report, provision: &Provision, layout: &Layout) -> String {
    let mut wrapper = Wrapper::new("", layout.width).hanging(2);
    let sign = summary::sign(provision);
    let bold = |text: &str| styled(text, HEAD, layout.color);
    wrapper.word(sign, &bold(sign), false);
    for (at, (path, side)) in summary::named_sides(report, provision).into_iter().enumerate() {
        if at > 0 {
            wrapper.word("->", &bold("->"), false);
        }
        layout.cite(&mut wrapper, side, path, HEAD);
    }
    let heading = summary::heading(provision);
    let heading = plain(&heading);
    if !heading.is_empty() {
        wrapper.word(" ", " ", true);
    }
    heading.split_whitespace().for_each(|word| wrapper.word(word, &bold(word), false));
    wrapper.word("  ", "  ", true);
    wrapper.words(&plain(&format!("[{}]", summary::marks(report, provision))));
    let mut out = wrapper.finish();
    out.push_str(&places(report, provision, layout));
    if shows_words(provision, layout) {
        for said in cells::told(provision) {
            let mut wrapper = Wrapper::new("  # ", layout.width);
            wrapper.words(&plain(&said));
            out.push_str(&wrapper.finish());
        }
    }
    out.push_str(&signals(provision, layout));
    out
}

/// What the change touches; a few lines, the rest counted.
fn signals(provision: &Provision, layout: &Layout) -> String {
    let lines = signal_lines(provision);
    let shown = if layout.all { lines.len() } else { lines.len().min(MOST_SIGNALS) };
    let mut out = String::new();
    for (line, count) in &lines[..shown] {
        let times = if *count > 1 { format!(" ({count} times)") } else { String::new() };
        let mut wrapper = Wrapper::new("  ", layout.width).hanging(4);
        plain(&format!("{line}{times}"))
            .split_whitespace()
            .for_each(|word| wrapper.word(word, &styled(word, FAINT, layout.color), false));
        out.push_str(&wrapper.finish());
    }
    let left: usize = lines[shown..].iter().map(|(_, count)| count).sum();
    if left > 0 {
        out.push_str(&format!("  [{left} more signals: --all]\n"));
    }
    out
}

/// What is said of a provision's signals, each thing once, with how many signals say it.
fn signal_lines(provision: &Provision) -> Vec<(String, usize)> {
    let mut lines: Vec<(String, usize)> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    for signal in &provision.signals {
        let law = match signal.law.as_deref() {
            Some("") => " (in quoted law)".to_owned(),
            Some(law) => format!(" (in quoted law: {law})"),
            None => String::new(),
        };
        let line = format!("[{}] {}: {}{law}", signal.kind, signal.cite, signal.reason);
        let at = *known.entry(line.clone()).or_insert(lines.len());
        if at == lines.len() {
            lines.push((line, 0));
        }
        lines[at].1 += 1;
    }
    lines
}

pub(super) fn skip(skipped: &mut usize, layout: &Layout) -> String {
    match std::mem::take(skipped) {
        0 => String::new(),
        count => {
            let what = if count == 1 { "provision" } else { "provisions" };
            format!("{}\n", styled(&format!("      ... {count} {what} the same ..."), FAINT, layout.color))
        }
    }
}

/// Where it stands in both files.
fn places(report: &Report, provision: &Provision, layout: &Layout) -> String {
    let mut wrapper = Wrapper::new("  ", layout.width).hanging(4);
    let faint = |text: &str| styled(text, FAINT, layout.color);
    let none = summary::relation(report, provision).unwrap_or_else(|| "no similar provision".to_owned());
    let sides = [(&report.old.path, &provision.old), (&report.new.path, &provision.new)];
    for (at, (path, side)) in sides.into_iter().enumerate() {
        if at > 0 {
            wrapper.word("->", &faint("->"), false);
        }
        match side {
            Some(side) => {
                let place = side.location.in_file(&plain(path));
                wrapper.unbroken(&place, &faint(&layout.linked(&place, path, &side.location)));
            }
            None => plain(&none).split_whitespace().for_each(|word| wrapper.word(word, &faint(word), false)),
        }
    }
    wrapper.finish()
}

fn one_line(line: &Line, layout: &Layout) -> String {
    let sign = match line.kind() {
        Some(Kind::New) => "+",
        Some(Kind::Old) => "-",
        Some(Kind::Same) => " ",
        None => "~",
    };
    wrapped(line, &format!("  {sign} "), layout)
}

/// The pieces of a line, marked, after what begins the first of its rows.
pub(super) fn wrapped(line: &Line, first: &str, layout: &Layout) -> String {
    let mut wrapper = Wrapper::new(first, layout.width);
    let folded = if layout.all { line.clone() } else { folded(line, &DOTS) };
    let whole = line.kind().is_some();
    fill(&mut wrapper, &folded, layout, |kind| if whole { layout.margin_mark(kind) } else { layout.mark(kind) });
    wrapper.finish()
}
