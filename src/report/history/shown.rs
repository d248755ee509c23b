//! What the outputs of a history share: signs, cells, titles.

use std::borrow::Cow;

use super::super::model::Side;
use super::super::summary;
use super::told::marks;
use super::{Course, History, Stage, Version};

/// Signs and what they mean, for a legend.
pub const SIGNS: [(&str, &str); 8] = [
    ("o", "in the first version"),
    ("=", "unchanged"),
    ("~", "changed"),
    (".", "form only"),
    (">", "same words, new number, place or heading"),
    ("+", "entered"),
    ("-", "dropped"),
    ("^", "returned"),
];

/// One sign for what a provision is in a version; a space where it is not in it.
pub fn sign(stage: &Stage) -> &'static str {
    match (stage.status.as_str(), &stage.step) {
        ("present", _) => "o",
        ("added", _) => "+",
        ("dropped", _) => "-",
        ("returned", _) => "^",
        ("unchanged" | "changed", Some(step)) => summary::sign(step),
        ("unchanged", None) => "=",
        _ => " ",
    }
}

/// The number where it is borne for the first time, or anew, and what else is told in a word: "403", "404 moved".
pub fn beside(stage: &Stage) -> String {
    let step = stage.step.as_ref();
    let is_new = matches!(stage.status.as_str(), "present" | "added" | "returned");
    let is_other = step.is_some_and(|step| step.redesignated);
    let number = stage.number.as_deref().filter(|_| is_new || is_other);
    let mark = |holds: bool, word: &'static str| holds.then_some(word);
    let is_both = matches!(stage.status.as_str(), "unchanged" | "changed");
    let step = step.filter(|_| is_both);
    let moved = mark(step.is_some_and(|step| step.moved), "moved");
    let retitled = mark(step.is_some_and(|step| step.retitled), "retitled");
    [number, moved, retitled].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Words of a provision that stand for a heading where it has none.
const OPENING: usize = 18;

/// Citation and heading of a provision. The heading is empty where the citation is made of it; a section without one is
/// known by its first words.
pub fn title(course: &Course) -> (&str, Cow<'_, str>) {
    let Some(side) = course.side() else { return ("", "".into()) };
    let heading = match side.heading.as_deref() {
        Some(heading) if side.cite.ends_with(heading) => "".into(),
        Some(heading) => heading.into(),
        None if course.level == "section" => opening(course).into(),
        None => "".into(),
    };
    (&side.cite, heading)
}

/// The first words, as the last step that tells them has them: "None of the funds made available by this ...".
fn opening(course: &Course) -> String {
    let told = |stage: &Stage| match (&stage.text, &stage.step) {
        (Some(text), _) => Some(text.clone()),
        (None, Some(step)) => {
            let without = if step.new.is_some() { "delete" } else { "insert" };
            let edits = step.edits.iter().filter(|edit| edit.op != without);
            Some(edits.map(|edit| edit.text.as_str()).collect::<Vec<_>>().join(" "))
        }
        (None, None) => None,
    };
    let text = course.stages.iter().rev().find_map(told).unwrap_or_default();
    let mut words = text.split_whitespace().peekable();
    if words.next_if(|word| ["SEC.", "SECTION", "Sec."].contains(word)).is_some() {
        words.next();
    }
    let shown: Vec<&str> = words.by_ref().take(OPENING).collect();
    let more = if words.next().is_some() { " ..." } else { "" };
    format!("{}{more}", shown.join(" "))
}

/// "changed, redesignated Sec. 404", "140 words".
pub fn happened(history: &History, version: usize, stage: &Stage) -> String {
    let size = |side: &Option<Side>| summary::counted(side.as_ref().map_or(0, |side| side.words));
    let before = &history.versions[stage.since.unwrap_or(version.saturating_sub(1))].label;
    let step = stage.step.as_ref();
    match stage.status.as_str() {
        "present" => size(&stage.side),
        "added" => format!("entered, {}", size(&stage.side)),
        "dropped" => format!("dropped; its words are those of {before}"),
        "returned" if step.is_some_and(|step| step.change == "unchanged") => {
            format!("returned with the words of {before}")
        }
        "returned" => format!("returned, changed since {before}"),
        _ => match step.map(marks) {
            Some(marks) if !marks.is_empty() => marks.join(", "),
            _ => "unchanged".to_owned(),
        },
    }
}

/// "26 sections: 1 added ...", of the step to a version; what differs beside the sections is counted.
pub fn counts(version: &Version) -> Option<String> {
    let summary = version.summary.as_ref()?;
    let mut out = if summary.all.is_quiet() {
        "no differences".to_owned()
    } else {
        let line = summary::count_line("section", &summary.sections);
        if line.is_empty() { "no sections".to_owned() } else { line.trim_end().to_owned() }
    };
    let beside = summary::differing(&summary.all).saturating_sub(summary::differing(&summary.sections));
    if beside > 0 {
        let what = if beside == 1 { "provision differs" } else { "provisions differ" };
        out.push_str(&format!("; beside the sections {beside} {what}"));
    }
    if version.returned > 0 {
        out.push_str(&format!("; {} of the added had been dropped before", version.returned));
    }
    Some(out)
}

/// What the versions are ordered by: "ordered by version code".
pub fn ordered(history: &History) -> String {
    match history.order.as_str() {
        "as given" => "in the order given".to_owned(),
        order => format!("ordered by {order}"),
    }
}

/// "3 provisions that are the same in every version are not listed".
pub fn quiet(history: &History) -> Option<String> {
    let quiet = history.provisions.len() - history.told().count();
    match quiet {
        0 => None,
        1 => Some("1 provision that is the same in every version is not listed".to_owned()),
        _ => Some(format!("{quiet} provisions that are the same in every version are not listed")),
    }
}
