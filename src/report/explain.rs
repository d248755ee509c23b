//! Why a provision was taken for another: what `--explain` prints, and its keys in JSON.

use serde::{Deserialize, Serialize};

use super::model::{Evidence, Provision, Report, round};
use super::summary::title;
use super::terminal::plain;
use crate::matching::{ENOUGH, Reasons};

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
            ("rare runs of words kept", reasons.kept),
            ("closer to another, or of another division's matter", -reasons.doubt),
        ];
        let told = each.into_iter().filter(|(_, worth)| worth.abs() >= 0.0005);
        told.map(|(what, worth)| Self { what: what.to_owned(), worth: round(worth) }).collect()
    }
}

/// How many matches are close calls.
pub fn close_calls(report: &Report) -> usize {
    report.provisions.iter().filter(|unit| is_close(unit)).count()
}

fn is_close(unit: &Provision) -> bool {
    unit.evidence.as_ref().is_some_and(|evidence| evidence.close)
}

/// Explains the provisions of a selection; where there is none, every close call.
pub fn write(report: &Report, selected: bool) -> String {
    let told: Vec<&Provision> = report.provisions.iter().filter(|unit| selected || is_close(unit)).collect();
    if told.is_empty() {
        return "No match is a close call. --explain NUMBER explains any section.\n".to_owned();
    }
    told.iter().map(|unit| explain(unit)).collect::<Vec<_>>().join("\n")
}

fn explain(unit: &Provision) -> String {
    let mut out = format!("{}\n", plain(&title(unit)));
    let said = match (&unit.evidence, &unit.nearest) {
        (Some(evidence), _) => matched(unit, evidence),
        (None, Some(nearest)) => {
            let (change, worth, score) = (&unit.change, nearest.worth, nearest.score);
            let how = told(nearest).map(|told| format!("  to match them: --pair {told}\n")).unwrap_or_default();
            format!(
                "  {change}: no counterpart\n  the closest pair was {}, {score:.2} alike, worth {worth:.2} of {ENOUGH:.2} needed, or better placed elsewhere\n{how}",
                pair(nearest)
            )
        }
        (None, None) => format!("  {}: no counterpart, and nothing in the other draft comes near\n", unit.change),
    };
    out.push_str(&plain(&said));
    out
}

fn matched(unit: &Provision, evidence: &Evidence) -> String {
    let mut out = format!("  matched by {}, {:.2} alike\n", evidence.method, evidence.score);
    if !evidence.reasons.is_empty() {
        for reason in &evidence.reasons {
            out.push_str(&format!("    {:>5.2}  {}\n", reason.worth, reason.what));
        }
        let sum: f32 = evidence.reasons.iter().map(|reason| reason.worth).sum();
        out.push_str(&format!("    {sum:>5.2}  together, of {ENOUGH:.2} needed\n"));
    }
    match &evidence.rival {
        Some(rival) => {
            out.push_str(&format!("  next best: {}, {:.2} alike, worth {:.2}\n", pair(rival), rival.score, rival.worth))
        }
        None => out.push_str("  nothing else came near\n"),
    }
    if evidence.close {
        let old = unit.old.as_ref().map_or("", |side| side.cite.as_str());
        let other = evidence.rival.as_ref().and_then(told);
        let other = other.unwrap_or_else(|| format!("\"{}=none\"", old.trim_start_matches("Sec. ")));
        out.push_str(&format!("  a close call: look yourself; to overrule it: --pair {other}\n"));
    }
    out
}

fn pair(rival: &Rival) -> String {
    format!("old {} and new {}", rival.old, rival.new)
}

/// As `--pair` takes it; None where a side is no section.
fn told(rival: &Rival) -> Option<String> {
    if !rival.old.contains("Sec. ") || !rival.new.contains("Sec. ") {
        return None;
    }
    let short = |cite: &str| cite.strip_prefix("Sec. ").unwrap_or(cite).to_owned();
    let told = format!("{}={}", short(&rival.old), short(&rival.new));
    Some(if told.contains(' ') { format!("\"{told}\"") } else { told })
}
