//! The references audit in the report: `references[]` of the JSON, and the list that `--references` prints.

use serde::{Deserialize, Serialize};

use super::model::{Location, Report};
use super::terminal::plain;

/// A citation of the new draft's own provisions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// "section 404(b)".
    pub cite: String,
    /// The provision that cites: "Sec. 502(a)".
    #[serde(rename = "where")]
    pub place: String,
    pub location: Location,
    /// "followed", "stale" or "dangling".
    pub status: String,
    /// How the old draft cited, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// What it points to in the new draft; absent where that is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_to: Option<String>,
    /// On a stale or dangling one: what the provision that it cited is now; absent where that was dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub became: Option<String>,
}

impl Reference {
    /// Whether somebody must look at it.
    pub fn is_broken(&self) -> bool {
        self.status != "followed"
    }

    /// What is wrong with it, in a clause: "that is Sec. 403(b) now".
    pub fn trouble(&self) -> String {
        match (self.status.as_str(), &self.points_to, &self.became) {
            ("followed", ..) => String::new(),
            ("stale", Some(now), Some(became)) => format!("what it cited is {became} now; this is another, {now}"),
            ("stale", Some(now), None) => format!("what it cited was dropped; this is another, {now}"),
            (_, _, Some(became)) => format!("there is none; what it cited is {became} now"),
            _ => "there is none in the new draft".to_owned(),
        }
    }
}

/// Broken citations that are listed on a first screen; the rest is counted.
pub const MOST_LISTED: usize = 5;

/// The line of counts and the broken ones, for the first screen. "" where the new draft cites nothing of its own.
pub fn summary(report: &Report) -> String {
    let broken: Vec<&Reference> = report.references.iter().filter(|reference| reference.is_broken()).collect();
    if report.references.is_empty() {
        return String::new();
    }
    let mut out = format!("Cross-references: {}\n", counts(&report.references));
    for reference in broken.iter().take(MOST_LISTED) {
        out.push_str(&line(reference));
    }
    if broken.len() > MOST_LISTED {
        out.push_str(&format!("    ... and {} more (--references)\n", broken.len() - MOST_LISTED));
    }
    out
}

/// "41 followed (3 cited otherwise before), 1 stale, 0 dangling".
pub fn counts(references: &[Reference]) -> String {
    let count = |status: &str| references.iter().filter(|reference| reference.status == status).count();
    let renumbered = references.iter().filter(|r| r.status == "followed" && r.was.is_some()).count();
    let renumbered = if renumbered > 0 { format!(" ({renumbered} cited otherwise before)") } else { String::new() };
    format!("{} followed{renumbered}, {} stale, {} dangling", count("followed"), count("stale"), count("dangling"))
}

/// "  ! Sec. 502(a) cites section 404: what it cited is Sec. 403 now; ...".
fn line(reference: &Reference) -> String {
    let line = match (reference.is_broken(), &reference.was) {
        (true, _) => {
            let (place, cite) = (&reference.place, &reference.cite);
            format!("  ! {place} cites {cite} ({}): {}", reference.status, reference.trouble())
        }
        (false, Some(was)) => format!("  > {} cites {} (was: {was})", reference.place, reference.cite),
        (false, None) => format!("    {} cites {}", reference.place, reference.cite),
    };
    format!("{}\n", plain(&line))
}

/// The whole audit: broken ones first, then those cited otherwise before, with `all` the rest.
pub fn write(report: &Report, all: bool) -> String {
    let references = &report.references;
    if references.is_empty() {
        return "The new draft cites no provision of its own.\n".to_owned();
    }
    let mut out = format!("Cross-references: {}\n", counts(references));
    let broken = references.iter().filter(|reference| reference.is_broken());
    let followed = references.iter().filter(|reference| !reference.is_broken() && reference.was.is_some());
    broken.chain(followed).for_each(|reference| out.push_str(&line(reference)));
    let rest = references.iter().filter(|reference| !reference.is_broken() && reference.was.is_none());
    if all {
        rest.for_each(|reference| out.push_str(&line(reference)));
    } else {
        out.push_str(&format!("    {} that are cited as before or are new are not listed (--all)\n", rest.count()));
    }
    out
}
