//! Why a provision was taken for another: what `--explain` prints, and its keys in JSON.

use serde::{Deserialize, Serialize};

use super::model::{Evidence, Provision, Report, round};
use super::summary::title;
use super::terminal::plain;
use crate::matching::{ENOUGH, ENOUGH_INSIDE, Reasons};

/// One thing that speaks for a match, or (below 0) against it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    pub what: String,
    pub worth: f32,
}

/// A pair that was not made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rival {
    pub old: String,
    pub new: String,
    /// Likeness of the words, 0 to 1.
    pub score: f32,
    /// Likeness and all other evidence together.
    pub worth: f32,
}

impl Reason {
    /// All that a match rests on, without what is worth nothing.
    pub fn all(reasons: &Reasons) -> Vec<Self> {
        let each = [
            ("likeness of the words", reasons.likeness),
            ("heading", reasons.heading),
            ("number", reasons.number),
            ("neighbours", reasons.neighbours),
            ("surroundings", reasons.surroundings),
            ("the same level", reasons.level),
            ("rare runs of words kept", reasons.kept),
            ("speaks against it: closer to another, of another matter, other heading", -reasons.doubt),
        ];
        let told = each.into_iter().filter(|(_, worth)| worth.abs() >= 0.0005);
        told.map(|(what, worth)| Self { what: what.to_owned(), worth: round(worth) }).collect()
    }
}

/// How many matches are close calls: "2 matches are close calls, 3 more inside sections". None where none is.
pub fn close_calls(report: &Report) -> Option<String> {
    let inside: usize =
        report.provisions.iter().map(|unit| inner(unit).filter(|(_, child)| is_close(child)).count()).sum();
    let are = |count| match count {
        1 => "1 match is a close call".to_owned(),
        count => format!("{count} matches are close calls"),
    };
    match (report.provisions.iter().filter(|unit| is_close(unit)).count(), inside) {
        (0, 0) => None,
        (units, 0) => Some(are(units)),
        (0, inside) => Some(format!("{}, inside sections", are(inside))),
        (units, inside) => Some(format!("{}, {inside} more inside sections", are(units))),
    }
}

/// Whether a unit's match, or that of something inside it, is a close call.
pub fn holds_close_call(unit: &Provision) -> bool {
    is_close(unit) || inner(unit).any(|(_, child)| is_close(child))
}

fn is_close(provision: &Provision) -> bool {
    provision.evidence.as_ref().is_some_and(|evidence| evidence.close)
}

/// All that is told of inside a unit, in reading order, with how deep it stands.
fn inner(unit: &Provision) -> impl Iterator<Item = (usize, &Provision)> {
    let mut left: Vec<(usize, &Provision)> = unit.children.iter().rev().map(|child| (1, child)).collect();
    std::iter::from_fn(move || {
        let (depth, at) = left.pop()?;
        left.extend(at.children.iter().rev().map(|child| (depth + 1, child)));
        Some((depth, at))
    })
}

/// Explains the provisions of a selection with all inside them; where there is none, every close call.
pub fn write(report: &Report, selected: bool) -> String {
    let mut out = Vec::new();
    for unit in &report.provisions {
        let told: Vec<(usize, &Provision)> = inner(unit).filter(|(_, child)| selected || is_close(child)).collect();
        if selected || is_close(unit) || !told.is_empty() {
            let whole = selected || is_close(unit);
            let mut said = if whole { explain(unit, ENOUGH, 0) } else { format!("{}\n", plain(&title(unit))) };
            told.iter().for_each(|(depth, child)| said.push_str(&explain(child, ENOUGH_INSIDE, *depth)));
            out.push(said);
        }
    }
    if out.is_empty() {
        return "No match is a close call. --explain NUMBER explains any section.\n".to_owned();
    }
    out.join("\n")
}

/// What one match rests on, indented by its depth inside the unit.
fn explain(provision: &Provision, needed: f32, depth: usize) -> String {
    let said = match (&provision.evidence, &provision.nearest) {
        (Some(evidence), _) => matched(provision, evidence, depth),
        (None, Some(nearest)) => {
            let (change, worth, score) = (&provision.change, nearest.worth, nearest.score);
            let how = overruling(nearest, depth).map(|told| format!("  to match them: {told}\n")).unwrap_or_default();
            format!(
                "  {change}: no counterpart\n  the closest pair was {}, {score:.2} alike, worth {worth:.2} of {needed:.2} needed, or better placed elsewhere\n{how}",
                pair(nearest)
            )
        }
        (None, None) => format!("  {}: no counterpart, and nothing in the other draft comes near\n", provision.change),
    };
    let indent = "  ".repeat(depth);
    plain(&format!("{}\n{said}", title(provision))).lines().map(|line| format!("{indent}{line}\n")).collect()
}

fn matched(provision: &Provision, evidence: &Evidence, depth: usize) -> String {
    let mut out = format!("  matched by {}, {:.2} alike\n", evidence.method, evidence.score);
    if !evidence.reasons.is_empty() {
        for reason in &evidence.reasons {
            out.push_str(&format!("    {:>5.2}  {}\n", reason.worth, reason.what));
        }
        let sum: f32 = evidence.reasons.iter().map(|reason| reason.worth).sum();
        out.push_str(&format!("    {sum:>5.2}  together, of {:.2} needed\n", evidence.needed));
    }
    match &evidence.rival {
        Some(rival) => {
            out.push_str(&format!("  next best: {}, {:.2} alike, worth {:.2}\n", pair(rival), rival.score, rival.worth))
        }
        None => out.push_str("  nothing else came near\n"),
    }
    if evidence.close {
        let old = provision.old.as_ref().map_or("", |side| side.cite.as_str());
        let other = evidence.rival.as_ref().and_then(|rival| overruling(rival, depth));
        let none = || format!("--pair \"{}=none\"", old.trim_start_matches("Sec. "));
        out.push_str(&match other {
            _ if depth > 0 => "  a close call: look yourself\n".to_owned(),
            other => format!("  a close call: look yourself; to overrule it: {}\n", other.unwrap_or_else(none)),
        });
    }
    out
}

fn pair(rival: &Rival) -> String {
    format!("old {} and new {}", rival.old, rival.new)
}

/// The option that makes a pair; None where a side is no section, or stands inside one.
fn overruling(rival: &Rival, depth: usize) -> Option<String> {
    if depth > 0 || !rival.old.contains("Sec. ") || !rival.new.contains("Sec. ") {
        return None;
    }
    let short = |cite: &str| cite.strip_prefix("Sec. ").unwrap_or(cite).to_owned();
    let told = format!("{}={}", short(&rival.old), short(&rival.new));
    Some(if told.contains(' ') { format!("--pair \"{told}\"") } else { format!("--pair {told}") })
}
