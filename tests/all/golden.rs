//! What every output says of every fixture, held against `fixtures/<case>/expected/<format>/`.
//!
//! `BILLDIFF_UPDATE=1 cargo test golden` writes the files anew. Read what it changed before you commit it.
//! Only a case's first format has golden files: that the others tell the same is asserted in [`cases`](crate::cases).
//! One pair of them, `old.tree.txt` and `new.tree.txt`, holds for all formats of the case: what a reader understood.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use billdiff::report::{Layout, Output, outline, write};
use billdiff::{Report, compare};

use crate::support::assert_none;
use crate::support::fixtures::{Case, cases};
use crate::support::tree::tree;

const UPDATE: &str = "BILLDIFF_UPDATE=1 cargo test golden";

#[test]
fn every_output_of_every_fixture_is_as_its_golden_file_says() {
    let mut complaints = Vec::new();
    for case in cases() {
        let folder = golden_folder(&case);
        let outputs = outputs(&case);
        if updates() {
            rewrite(&folder, &outputs);
        }
        for (name, said) in &outputs {
            // One that is missing is told by the inventory below.
            let Ok(wanted) = std::fs::read_to_string(folder.join(name)) else { continue };
            if wanted != *said {
                let difference = difference(&wanted, said);
                complaints.push(format!(
                    "fixtures/{}/expected/{}/{name} (- golden, + now):\n{difference}",
                    case.name,
                    case.first_format()
                ));
            }
        }
    }
    if !complaints.is_empty() {
        complaints.push(format!("If the new output is right: {UPDATE}"));
    }
    assert_none(&complaints);
}

#[test]
fn every_format_of_a_fixture_is_read_into_the_same_provisions() {
    let mut complaints = Vec::new();
    for case in cases() {
        for side in ["old", "new"] {
            let golden = golden_folder(&case).join(format!("{side}.tree.txt"));
            // One that is missing is told by the inventory below.
            let Ok(wanted) = std::fs::read_to_string(golden) else { continue };
            for format in &case.formats {
                let said = tree(&case.read(side, format));
                if said != wanted {
                    let difference = difference(&wanted, &said);
                    complaints.push(format!(
                        "fixtures/{}/{side}.{format} (- all formats, + this one):\n{difference}",
                        case.name
                    ));
                }
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn every_case_says_what_it_is_and_no_golden_file_is_left_over() {
    if updates() {
        return crate::support::corpus::say("SKIPPED the inventory of golden files, which are being written");
    }
    let mut complaints = Vec::new();
    for case in cases() {
        if !case.folder.join("case.md").is_file() {
            complaints.push(format!("fixtures/{}: no case.md", case.name));
        }
        let wanted: Vec<PathBuf> = outputs(&case).into_keys().map(|name| golden_folder(&case).join(name)).collect();
        if wanted.iter().any(|path| !path.is_file()) {
            complaints.push(format!("fixtures/{}: golden files are missing ({UPDATE})", case.name));
        }
        let drafts = case.formats.iter().flat_map(|format| [format!("old.{format}"), format!("new.{format}")]);
        let stages = crate::stages::names().map(|name| case.folder.join("stages").join(name));
        let drafts = drafts.map(|name| case.folder.join(name)).chain([case.folder.join("case.md")]);
        let known: Vec<PathBuf> = drafts.chain(stages).chain(wanted).collect();
        for entry in walkdir::WalkDir::new(&case.folder) {
            let entry = entry.expect("the case can be listed");
            if entry.file_type().is_file() && !known.iter().any(|path| path == entry.path()) {
                complaints.push(format!("{}: belongs to nothing", entry.path().display()));
            }
        }
    }
    assert_none(&complaints);
}

pub fn updates() -> bool {
    std::env::var_os("BILLDIFF_UPDATE").is_some_and(|value| value == "1")
}

fn golden_folder(case: &Case) -> PathBuf {
    case.folder.join("expected").join(case.first_format())
}

/// All outputs of a case by file name. Two drafts that cannot be compared have what is said of it instead.
fn outputs(case: &Case) -> BTreeMap<&'static str, String> {
    let format = case.first_format();
    let (old, new) = (case.read("old", format), case.read("new", format));
    let mut outputs = BTreeMap::from([
        ("old.outline.txt", outline::write(&old)),
        ("new.outline.txt", outline::write(&new)),
        ("old.text.txt", old.canonical_text()),
        ("new.text.txt", new.canonical_text()),
    ]);
    if case.formats.len() > 1 {
        outputs.extend([("old.tree.txt", tree(&old)), ("new.tree.txt", tree(&new))]);
    }
    match compare(&old, &new) {
        Ok(comparison) => {
            let mut report = Report::new(&comparison);
            // A release must not touch every golden file.
            report.tool.version = "VERSION".into();
            let layout = Layout::default();
            outputs.insert("summary.txt", write(&report, Output::Summary, &layout));
            outputs.insert("redline.txt", write(&report, Output::Redline, &layout));
            outputs.insert("side-by-side.txt", write(&report, Output::SideBySide, &layout));
            outputs.insert("narrate.txt", write(&report, Output::Narrate, &layout));
            outputs.insert("report.md", write(&report, Output::Markdown, &layout));
            outputs.insert("report.html", body(&write(&report, Output::Html, &layout)));
            outputs.insert("report.json", pretty(&write(&report, Output::Json, &layout)));
        }
        Err(refusal) => {
            outputs.insert("refusal.txt", format!("{refusal}\n"));
        }
    }
    outputs
}

/// The page without what is the same in every page (styles, script, the policy that names their hashes), a line for
/// each block.
pub fn body(page: &str) -> String {
    let start = page.find("<body>").expect("a page has a body");
    let end = page.rfind("<script>").or_else(|| page.rfind("</body>")).expect("a page ends");
    let blocks =
        ["<section", "<header", "<nav", "<main", "<footer", "<details", "<h", "<p", "<tr", "<li", "<svg", "<a"];
    blocks.iter().fold(page[start..end].to_owned(), |page, block| page.replace(block, &format!("\n{block}"))) + "\n"
}

/// The JSON report over many lines, its keys in their order.
fn pretty(json: &str) -> String {
    let report: Report = serde_json::from_str(json).expect("the JSON report is the model");
    let mut out = serde_json::to_string_pretty(&report).expect("the model can be written");
    out.push('\n');
    out
}

fn rewrite(folder: &Path, outputs: &BTreeMap<&'static str, String>) {
    if let Some(expected) = folder.parent().filter(|expected| expected.is_dir()) {
        std::fs::remove_dir_all(expected).expect("old golden files can be removed");
    }
    std::fs::create_dir_all(folder).expect("the golden folder can be made");
    for (name, text) in outputs {
        std::fs::write(folder.join(name), text).expect("a golden file can be written");
    }
}

/// The lines that differ, with their numbers in the golden file or in the new output.
pub fn difference(wanted: &str, said: &str) -> String {
    const MOST_LINES: usize = 40;
    let (old, new): (Vec<&str>, Vec<&str>) = (wanted.split('\n').collect(), said.split('\n').collect());
    let mut lines = Vec::new();
    for op in similar::capture_diff_slices(similar::Algorithm::Myers, &old, &new) {
        if op.tag() != similar::DiffTag::Equal {
            lines.extend(op.old_range().map(|at| format!("    {:>5} - {}", at + 1, old[at])));
            lines.extend(op.new_range().map(|at| format!("    {:>5} + {}", at + 1, new[at])));
        }
    }
    let more = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    if more > 0 {
        lines.push(format!("          and {more} more lines"));
    }
    lines.join("\n")
}
