//! A report in few lines that do not depend on the format the drafts were read from.
//!
//! ```text
//! added: sec. 202
//! changed, redesignated: sec. 405 => sec. 404: [-405.-]{+404.+} [-404,-]{+403,+}
//! changed: sec. 501
//!   added: (b)
//!   redesignated: (b) => (c)
//! changed: recital 3: [-34-]{+41+}
//! ```
//!
//! One line for each unit to which something happened; below it, indented, the provisions inside it that were
//! added, dropped or marked, and of the changed ones the innermost, with their words. What has no number is
//! counted from 1 within its level.

use billdiff::Report;
use billdiff::report::model::{Edit, Provision, Side};

/// Runs of words longer than this are counted instead.
const FEW_WORDS: usize = 12;

/// All that happened, in the report's order.
pub fn story(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    for provision in report.provisions.iter().filter(|provision| !provision.is_quiet()) {
        let words = if provision.children.is_empty() { told_words(provision) } else { String::new() };
        lines.push(format!("{}{words}", head(provision)));
        inside(provision, provision, &mut lines);
    }
    lines
}

/// The same without what happened inside units, and without words.
pub fn units(report: &Report) -> Vec<String> {
    report.provisions.iter().filter(|provision| !provision.is_quiet()).map(head).collect()
}

/// "changed, redesignated: sec. 203 => sec. 204": marks and names of a unit.
pub fn head(unit: &Provision) -> String {
    let name = |side: &Side| match unit.level.as_str() {
        // Formats differ in how they name what has no number.
        "account" | "text" | "recital" => format!("{} {}", unit.level, side.ordinal.unwrap_or_default()),
        _ => side.cite.to_lowercase(),
    };
    format!("{}: {}", marks(unit), arrow((unit.old.as_ref().map(name), unit.new.as_ref().map(name))))
}

/// Provisions inside a unit: all that bear a mark of their own, and the innermost of what changed.
fn inside(unit: &Provision, around: &Provision, lines: &mut Vec<String>) {
    for child in &around.children {
        let words = if child.children.is_empty() { told_words(child) } else { String::new() };
        if marks(child) != "changed" || child.children.is_empty() {
            let names = (rest(&unit.old, &child.old), rest(&unit.new, &child.new));
            lines.push(format!("  {}: {}{words}", marks(child), arrow(names)));
        }
        inside(unit, child, lines);
    }
}

/// "(b)" of "Sec. 501(b)".
fn rest(unit: &Option<Side>, child: &Option<Side>) -> Option<String> {
    let (unit, child) = (&unit.as_ref()?.cite, &child.as_ref()?.cite);
    Some(child.strip_prefix(unit.as_str()).unwrap_or(child).trim().to_lowercase())
}

fn arrow(names: (Option<String>, Option<String>)) -> String {
    match names {
        (Some(old), Some(new)) if old != new => format!("{old} => {new}"),
        (old, new) => new.or(old).unwrap_or_default(),
    }
}

/// All marks of a provision: "changed, redesignated, moved".
///
/// "conforming" is told of units only.
pub fn marks(provision: &Provision) -> String {
    let change = match provision.change.as_str() {
        "changed" if provision.form_only => "form only",
        change => change,
    };
    let flags = [
        (provision.redesignated, "redesignated"),
        (provision.moved, "moved"),
        (provision.retitled, "retitled"),
        (provision.split_from.is_some(), "split"),
        (provision.merged_into.is_some(), "merged"),
        (is_conforming(provision), "conforming"),
    ];
    let marks: Vec<&str> = flags.iter().filter(|(holds, _)| *holds).map(|(_, mark)| *mark).collect();
    match change {
        "unchanged" if !marks.is_empty() => marks.join(", "),
        _ => [&[change], &marks[..]].concat().join(", "),
    }
}

/// By way of JSON, so that the stories could be written before the mark was.
fn is_conforming(provision: &Provision) -> bool {
    let is_unit = provision.side().is_some_and(|side| side.ordinal.is_some());
    let told = || serde_json::to_value(provision).ok()?.get("conforming")?.as_bool();
    is_unit && told().unwrap_or(false)
}

/// Whether reports tell of conforming changes yet.
pub fn tells_conforming(report: &Report) -> bool {
    serde_json::to_value(&report.summary).is_ok_and(|summary| summary.get("conforming").is_some())
}

/// The words of what changed, after a colon.
fn told_words(provision: &Provision) -> String {
    match provision.change.as_str() {
        "changed" => format!(": {}", words(&provision.edits)),
        _ => String::new(),
    }
}

/// What was struck and what came in its place, without what is never a difference.
pub fn words(edits: &[Edit]) -> String {
    let mut runs = Vec::new();
    let mut at = 0;
    let real: Vec<&Edit> = edits.iter().filter(|edit| !edit.form).collect();
    while let Some(edit) = real.get(at) {
        match edit.op.as_str() {
            "delete" => runs.push(format!("[-{}-]", few(&edit.text))),
            "insert" => {
                let joined = at > 0 && real[at - 1].op == "delete";
                let run = format!("{{+{}+}}", few(&edit.text));
                match runs.last_mut() {
                    Some(last) if joined => last.push_str(&run),
                    _ => runs.push(run),
                }
            }
            _ => {}
        }
        at += 1;
    }
    runs.join(" ")
}

/// Words in one line, with the quotation marks and dashes of no format; counted where there are many.
fn few(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > FEW_WORDS {
        return format!("{} words", words.len());
    }
    words.join(" ").replace('"', "'").replace('—', "-")
}
