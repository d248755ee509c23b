//! The history in a terminal: a table as wide as there is room for, or the words of chosen provisions at each step.
//!
//! A table has the widest form that fits: signs with numbers; signs alone, with a sentence below each provision; or, for
//! more versions than a line holds, the sentences alone.

use super::super::Layout;
use super::super::model::Document;
use super::super::notes;
use super::super::redline;
use super::super::shown::{Kind, Line};
use super::super::summary::{identified, thousands, wrapped};
use super::super::terminal::{FAINT, HEAD, Row, Wrapper, pad, plain, styled};
use super::shown::{SIGNS, beside, counts, happened, ordered, quiet, sign, title};
use super::{Course, History, Stage};
use unicode_width::UnicodeWidthStr;

/// Columns that a provision's name needs beside the versions.
const LEAST_NAME: usize = 26;
/// What parts two columns.
const GAP: usize = 2;
/// Widest column of a version.
const MOST_COLUMN: usize = 14;
/// A column of signs alone: room for a number of two figures at its head.
const SIGN_COLUMN: usize = 2;

/// Writes the history: its table, or the steps where some provisions were chosen.
pub fn write(history: &History, layout: &Layout) -> String {
    let mut out = head(history, layout);
    out.push('\n');
    out.push_str(&table(history, layout));
    if history.provisions.len() < history.summary.provisions {
        for course in &history.provisions {
            out.push('\n');
            out.push_str(&followed(history, course, layout));
        }
    }
    out
}

/// The bill, its versions, what they were ordered by, and what happened in each step.
fn head(history: &History, layout: &Layout) -> String {
    let numbers: Vec<String> = (1..=history.versions.len()).map(|number| number.to_string()).collect();
    let versions = history.versions.iter().map(|version| &version.document);
    let documents: Vec<(&str, &Document)> = numbers.iter().map(String::as_str).zip(versions).collect();
    let mut out = identified(&history.bills(), &documents, layout);
    out.push_str(&format!("  {}\n", ordered(history)));
    out.push_str(&told_notes(history, &documents, layout));
    out.push('\n');
    for (before, version) in history.versions.iter().zip(&history.versions[1..]) {
        let line = format!("{} -> {}: {}", before.label, version.label, counts(version).unwrap_or_default());
        out.push_str(&wrapped(&plain(&line), layout));
    }
    out
}

/// What could not be read first, then what is odd, then the readers' notes.
fn told_notes(history: &History, documents: &[(&str, &Document)], layout: &Layout) -> String {
    let failures = history.failures.iter().map(|why| ("NOT IN THIS HISTORY:".to_owned(), why.clone()));
    let own = history.notes.iter().map(|note| ("note:".to_owned(), note.clone()));
    let limits = history
        .versions
        .iter()
        .flat_map(|version| version.limits.iter().map(|note| (format!("note ({}):", version.label), note.clone())));
    let readers = notes::of_drafts(documents, layout);
    notes::wrapped(failures.chain(own).chain(limits).chain(readers).collect(), layout)
}

/// How wide a version's column is, and what stands in it.
enum Columns {
    /// A sign, and a number or a word: the width of each version's column.
    Full(Vec<usize>),
    /// A sign alone; a sentence below says the rest.
    Signs,
    /// None: sentences alone.
    None,
}

impl Columns {
    fn of(history: &History, courses: &[&Course], layout: &Layout) -> Self {
        let width = |version: usize| {
            let cells = courses.iter().map(|course| cell(&course.stages[version]).width());
            cells.chain([history.versions[version].label.width()]).max().unwrap_or(0)
        };
        let versions = history.versions.len();
        let full: Vec<usize> = (0..versions).map(width).collect();
        let room = layout.width.saturating_sub(LEAST_NAME);
        if full.iter().all(|width| *width <= MOST_COLUMN) && full.iter().map(|width| width + GAP).sum::<usize>() <= room
        {
            Self::Full(full)
        } else if versions * (SIGN_COLUMN + 1) <= room {
            Self::Signs
        } else {
            Self::None
        }
    }

    /// Columns of the terminal that all versions take.
    fn width(&self, versions: usize) -> usize {
        match self {
            Self::Full(widths) => widths.iter().map(|width| width + GAP).sum(),
            Self::Signs => versions * (SIGN_COLUMN + 1),
            Self::None => 0,
        }
    }
}

fn table(history: &History, layout: &Layout) -> String {
    let is_part = history.provisions.len() < history.summary.provisions;
    let shown: Vec<&Course> =
        history.provisions.iter().filter(|course| layout.all || is_part || !course.is_quiet()).collect();
    let mut out = String::new();
    if !shown.is_empty() {
        let columns = Columns::of(history, &shown, layout);
        out.push_str(&heads(history, &columns, layout));
        shown.iter().for_each(|course| out.push_str(&row(course, &columns, layout)));
        out.push_str(&legend(history, &columns, layout));
    }
    match quiet(history) {
        Some(said) if shown.is_empty() => {
            let all = history.summary.provisions;
            out.push_str(&wrapped(
                &format!("Nothing happened: {} provisions, the same in every version.", thousands(all)),
                layout,
            ));
            drop(said);
        }
        Some(said) if !layout.all && !is_part => out.push_str(&wrapped(&format!("  {said} (--all)"), layout)),
        _ => {}
    }
    out
}

/// The names of the versions over their columns.
fn heads(history: &History, columns: &Columns, layout: &Layout) -> String {
    let name = layout.width - columns.width(history.versions.len());
    let heads: String = match columns {
        Columns::Full(widths) => {
            let heads = history.versions.iter().zip(widths);
            heads
                .map(|(version, width)| format!("{}{}", " ".repeat(GAP), pad(&plain(&version.label), *width)))
                .collect()
        }
        Columns::Signs => (1..=history.versions.len()).map(|number| format!(" {number:>SIGN_COLUMN$}")).collect(),
        Columns::None => return String::new(),
    };
    format!("{}\n", styled(format!("{}{heads}", " ".repeat(name)).trim_end(), HEAD, layout.color))
}

/// What stands in a full column.
fn cell(stage: &Stage) -> String {
    plain(format!("{} {}", sign(stage), beside(stage)).trim_end()).into_owned()
}

/// A provision: its name, wrapped in its column, and what it is in each version.
fn row(course: &Course, columns: &Columns, layout: &Layout) -> String {
    let width = layout.width - columns.width(course.stages.len());
    let mut name = name(course, width);
    let cells: String = match columns {
        Columns::Full(widths) => {
            let cells = course.stages.iter().zip(widths);
            cells.map(|(stage, width)| format!("{}{}", " ".repeat(GAP), pad(&cell(stage), *width))).collect()
        }
        Columns::Signs => course.stages.iter().map(|stage| format!(" {:>SIGN_COLUMN$}", sign(stage))).collect(),
        Columns::None => String::new(),
    };
    let first = name.remove(0);
    let mut out =
        format!("{}{}\n", first.text, format_args!("{}{cells}", " ".repeat(width.saturating_sub(first.columns))));
    out.truncate(out.trim_end().len());
    out.push('\n');
    name.iter().for_each(|row| out.push_str(&format!("{}\n", row.text.trim_end())));
    if !matches!(columns, Columns::Full(_)) {
        out.push_str(&sentence(course, layout));
    }
    out
}

fn name(course: &Course, width: usize) -> Vec<Row> {
    let (cite, heading) = title(course);
    let mut wrapper = Wrapper::new("  ", width).hanging(4);
    wrapper.words(&plain(cite));
    if !heading.is_empty() {
        wrapper.word(" ", " ", true);
        wrapper.words(&plain(&heading));
    }
    wrapper.rows()
}

fn sentence(course: &Course, layout: &Layout) -> String {
    let mut wrapper = Wrapper::new("      ", layout.width);
    let said = course.sentence();
    plain(&said).split_whitespace().for_each(|word| wrapper.word(word, &styled(word, FAINT, layout.color), false));
    wrapper.finish()
}

fn legend(history: &History, columns: &Columns, layout: &Layout) -> String {
    let is_used =
        |sign_of: &str| history.provisions.iter().flat_map(|course| &course.stages).any(|stage| sign(stage) == sign_of);
    if matches!(columns, Columns::None) {
        return String::new();
    }
    let mut wrapper = Wrapper::new("  ", layout.width).hanging(4);
    wrapper.words("signs:");
    let used: Vec<_> = SIGNS.iter().filter(|(sign, _)| is_used(sign)).collect();
    for (at, (sign, said)) in used.iter().enumerate() {
        let end = if at + 1 < used.len() { ";" } else { "" };
        let (first, rest) = said.split_once(' ').unwrap_or((said, ""));
        // A sign is never parted from the first of its words.
        let first = format!("{sign} {first}{}", if rest.is_empty() { end } else { "" });
        wrapper.word(&first, &first, false);
        wrapper.words(&if rest.is_empty() { String::new() } else { format!("{rest}{end}") });
    }
    if matches!(columns, Columns::Full(_)) {
        wrapper.words("(a number where it is new)");
    }
    wrapper.finish()
}

/// One provision with its words at each step.
fn followed(history: &History, course: &Course, layout: &Layout) -> String {
    let (cite, heading) = title(course);
    let bold = |text: &str| styled(text, HEAD, layout.color);
    let mut wrapper = Wrapper::new("", layout.width).hanging(2);
    let name = format!("{cite}: {heading}");
    let name = plain(name.trim_end_matches([':', ' ']));
    name.split_whitespace().for_each(|word| wrapper.word(word, &bold(word), false));
    let mut out = wrapper.finish();
    out.push_str(&sentence(course, layout));
    for (version, stage) in course.stages.iter().enumerate() {
        out.push_str(&at_version(history, version, stage, layout));
    }
    out
}

/// What happened in a version, where the provision stands in it, and its words as far as they are new there.
fn at_version(history: &History, version: usize, stage: &Stage, layout: &Layout) -> String {
    if stage.status == "absent" {
        return String::new();
    }
    let told = &history.versions[version];
    let mut wrapper = Wrapper::new("", layout.width).hanging(4);
    let bold = |text: &str| styled(text, HEAD, layout.color);
    wrapper.word(sign(stage), &bold(sign(stage)), false);
    wrapper.word(&plain(&told.label), &bold(&plain(&told.label)), false);
    if let Some(side) = &stage.side {
        layout.cite(&mut wrapper, side, &told.document.path, HEAD);
    }
    wrapper.words(&plain(&format!("[{}]", happened(history, version, stage))));
    let mut out = format!("\n{}", wrapper.finish());
    if let Some(side) = &stage.side {
        let place = side.location.in_file(&plain(&told.document.path));
        let mut wrapper = Wrapper::new("  ", layout.width).hanging(4);
        wrapper.unbroken(
            &place,
            &styled(&layout.linked(&place, &told.document.path, &side.location), FAINT, layout.color),
        );
        out.push_str(&wrapper.finish());
    }
    out.push_str(&words(stage, layout));
    out
}

/// Words that are new in a version: all of them in the first, those of the step in a later one.
fn words(stage: &Stage, layout: &Layout) -> String {
    if let Some(text) = &stage.text {
        let line = |text: &str| Line::of(Kind::Same, text);
        let whole = Layout { all: true, ..layout.clone() };
        return text.lines().map(|text| redline::wrapped(&line(text), "    ", &whole)).collect();
    }
    match &stage.step {
        Some(step) if stage.status != "dropped" && redline::shows_words(step, layout) => redline::words(step, layout),
        _ => String::new(),
    }
}
