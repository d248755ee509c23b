//! The history as Markdown: the versions, the table, and the words of each step, folded.
//!
//! A ladder of sizes, as the report's: all; then, from the end on, provisions without their words; then rows of the
//! table. What was left out is said in the last line. Nothing is cut within a provision.

use super::super::markdown::{Page, code, end_of, escape, words};
use super::super::model::Document;
use super::super::redline::shows_words;
use super::super::summary::thousands;
use super::super::terminal::cut;
use super::super::{Layout, summary};
use super::shown::{SIGNS, beside, counts, happened, ordered, sign, title};
use super::{Course, History, Stage};

/// Begins every history: tools find theirs among other comments by it.
pub const MARK: &str = "<!-- billdiff:history v=1 -->";
/// Columns of what is always told.
const MOST_COLUMNS: usize = 80;
/// Versions told by themselves however small the room is; the rest is counted.
const MOST_VERSIONS: usize = 40;

/// Writes the history within [`Layout::max_bytes`].
pub fn write(history: &History, layout: &Layout) -> String {
    let is_part = history.provisions.len() < history.summary.provisions;
    let shown: Vec<&Course> =
        history.provisions.iter().filter(|course| layout.all || is_part || !course.is_quiet()).collect();
    let mut page = Page::new(format!("{MARK}\n{}", verdict(history)), layout);
    let room = page.room();
    page.push_run(&versions(history), room / 4, MOST_VERSIONS, [HEADS, ""], "versions not listed");
    let told = |before: &str, note: &String| format!("\n{before}{}\n", escape(note));
    let notes: Vec<String> = history
        .failures
        .iter()
        .map(|note| told("**Not in this history**: ", note))
        .chain(history.notes.iter().map(|note| told("Note: ", note)))
        .chain(history.versions.iter().flat_map(|version| {
            version.limits.iter().map(|note| told(&format!("Note ({}): ", escape(&version.label)), note))
        }))
        .collect();
    page.push_run(&notes, room / 2, usize::MAX, ["", ""], "notes not shown");
    let readers = readers_notes(history);
    if !readers.is_empty() {
        let open = format!("\n<details><summary>Reader's notes ({})</summary>\n", readers.len());
        page.push_run(&readers, room / 2, usize::MAX, [&open, "\n</details>\n"], "notes of the readers not shown");
    }
    page.push_part(&steps(history), "the counts of each step");
    push_table(&mut page, history, &shown);
    push_words(&mut page, history, &shown);
    let foot = format!("{}\n", foot(history, page.left_out()));
    page.finish(&foot)
}

const HEADS: &str = "| | Version | Sections | Words | File | SHA-256 |\n| --: | :-- | --: | --: | :-- | :-- |\n";

fn verdict(history: &History) -> String {
    let happened = history.summary.provisions - history.summary.unchanged;
    format!(
        "### Bill history: {}, {} versions\n\n**{happened} of {} provisions** were not the same in every version; {}.\n\n",
        escape(&cut(&history.bills(), MOST_COLUMNS)),
        history.versions.len(),
        thousands(history.summary.provisions),
        ordered(history)
    )
}

fn versions(history: &History) -> Vec<String> {
    let row = |(at, document): (usize, &Document)| {
        let hash: String = document.sha256.chars().take(12).collect();
        format!(
            "| {} | {} | {} | {} | {} | {} |\n",
            at + 1,
            escape(&cut(&summary::version(document), MOST_COLUMNS)),
            thousands(document.sections),
            thousands(document.words),
            code(&end_of(&document.path)),
            code(&hash)
        )
    };
    history.versions.iter().map(|version| &version.document).enumerate().map(row).collect()
}

fn readers_notes(history: &History) -> Vec<String> {
    let of = |version: &super::Version| -> Vec<String> {
        let told = |note: &super::super::model::Note| {
            format!("\nNote on {}, {}: {}\n", escape(&version.label), note.place(), escape(&note.message))
        };
        version.document.notes.iter().map(told).collect()
    };
    history.versions.iter().flat_map(of).collect()
}

/// What happened in each step, in counts.
fn steps(history: &History) -> String {
    let line = |two: &[super::Version]| {
        let (before, after) = (escape(&two[0].label), escape(&two[1].label));
        format!("- {before} **→** {after}: {}\n", escape(&counts(&two[1]).unwrap_or_default()))
    };
    format!("\n{}", history.versions.windows(2).map(line).collect::<String>())
}

fn push_table(page: &mut Page, history: &History, shown: &[&Course]) {
    let labels: Vec<String> = history.versions.iter().map(|version| escape(&version.label)).collect();
    let open = format!("\n| Provision | {} |\n| :-- |{}\n", labels.join(" | "), " :-- |".repeat(labels.len()));
    let rows: Vec<String> = shown.iter().map(|course| row(course)).collect();
    let limit = page.room().div_ceil(2).max(page.written() + page.room() / 4);
    page.push_run(&rows, limit, usize::MAX, [&open, &legend()], "provisions not in the table");
}

/// Below the table, parted from it.
fn legend() -> String {
    let signs: Vec<String> =
        SIGNS.iter().filter(|(sign, _)| *sign != " ").map(|(sign, said)| format!("{} {said}", code(sign))).collect();
    format!("\n<sub>{}; a number where it is new.</sub>\n", signs.join(", "))
}

fn row(course: &Course) -> String {
    let cell = |stage: &Stage| match sign(stage) {
        " " => escape(&beside(stage)),
        sign => format!("{} {}", code(sign), escape(&beside(stage))),
    };
    let cells: Vec<String> = course.stages.iter().map(|stage| cell(stage).trim_end().to_owned()).collect();
    format!("| {} | {} |\n", name(course), cells.join(" | "))
}

fn name(course: &Course) -> String {
    let (cite, heading) = title(course);
    format!("<b>{}</b> {}", escape(cite), escape(&heading)).trim_end().to_owned()
}

/// Each provision folded: what became of it, and the words of each step.
fn push_words(page: &mut Page, history: &History, shown: &[&Course]) {
    let body = |course: &&Course| {
        let mut out = format!("<details><summary>{}: {}</summary>\n\n", name(course), escape(&course.sentence()));
        for (version, stage) in course.stages.iter().enumerate() {
            out.push_str(&at_version(history, version, stage));
        }
        out + "</details>\n"
    };
    let bodies: Vec<String> = shown.iter().map(body).collect();
    let room = page.room();
    page.push_run(&bodies, room, usize::MAX, ["\n", ""], "shown without their words");
}

/// Nothing of a version in which nothing happened to it.
fn at_version(history: &History, version: usize, stage: &Stage) -> String {
    let label = escape(&history.versions[version].label);
    let told = format!("<b>{label}</b>: {}\n\n", escape(&happened(history, version, stage)));
    if let Some(text) = &stage.text {
        return text.lines().fold(told, |out, line| format!("{out}{}\n\n", escape(line)));
    }
    let Some(step) = &stage.step else { return String::new() };
    let layout = Layout::default();
    if stage.status == "dropped" || !shows_words(step, &layout) { told } else { told + &words(step) }
}

fn foot(history: &History, left_out: &[String]) -> String {
    let left_out = if left_out.is_empty() {
        String::new()
    } else {
        format!("**Left out to keep the history small:** {}.\n\n", left_out.join("; "))
    };
    format!(
        "\n{left_out}<sub>Derived comparison, not an official document. <del>Struck</del> text is removed, <ins>underlined</ins> text is new. {} {}.</sub>",
        escape(&cut(&history.tool.name, MOST_COLUMNS)),
        escape(&cut(&history.tool.version, MOST_COLUMNS))
    )
}
