//! What became of a provision, in words: "entered in EH as Sec. 403", "dropped in ENR".

use super::super::model::{Provision, Side};
use super::super::summary::moved;
use super::{Course, Stage};

/// Writes the events of every course.
pub fn tell(courses: &mut [Course], labels: &[String]) {
    let told: Vec<Vec<String>> = courses.iter().map(|course| events(courses, course, labels)).collect();
    for (course, told) in courses.iter_mut().zip(told) {
        course.told = told;
    }
}

/// Events as one sentence.
pub fn sentence(events: &[String]) -> String {
    let joined = events.join("; ");
    let mut letters = joined.chars();
    letters.next().map_or(String::new(), |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

fn events(courses: &[Course], course: &Course, labels: &[String]) -> Vec<String> {
    let stages = course.stages.iter().enumerate();
    let mut events: Vec<String> =
        stages.filter_map(|(version, stage)| event(courses, course, version, stage, labels)).collect();
    if course.is_quiet() {
        events.push("unchanged in every version since".to_owned());
    }
    events
}

/// What happened in one version; nothing where it is not there, or as before.
fn event(courses: &[Course], course: &Course, version: usize, stage: &Stage, labels: &[String]) -> Option<String> {
    let label = &labels[version];
    let numbered = |side: &Option<Side>| match (&stage.number, side) {
        (Some(_), Some(side)) => format!(" as {}", side.cite),
        _ => String::new(),
    };
    let related = || relation(courses, course, version, stage).map(|told| format!(", {told}")).unwrap_or_default();
    match stage.status.as_str() {
        "present" => Some(format!("in {label}{}", numbered(&stage.side))),
        "added" => Some(format!("entered in {label}{}{}", numbered(&stage.side), related())),
        "dropped" => Some(format!("dropped in {label}{}", related())),
        "returned" => {
            let since = stage.since.map_or("", |since| labels[since].as_str());
            let as_it_was = stage.step.as_ref().is_none_or(|step| step.change == "unchanged");
            let words = if as_it_was { "with the words of" } else { "changed since" };
            Some(format!("returned in {label}{}, {words} {since}", numbered(&stage.side)))
        }
        _ => {
            let marks = marks(stage.step.as_ref()?);
            (!marks.is_empty()).then(|| format!("{} in {label}", listed(&marks)))
        }
    }
}

/// "a, b and c".
fn listed(parts: &[String]) -> String {
    match parts {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        _ => parts.concat(),
    }
}

/// What a step did to a provision that both versions have.
pub fn marks(step: &Provision) -> Vec<String> {
    let mut marks = Vec::new();
    match step.change.as_str() {
        "changed" if step.form_only => marks.push("changed in form only".to_owned()),
        "changed" if step.conforming => marks.push("changed (conforming)".to_owned()),
        "changed" => marks.push("changed".to_owned()),
        _ => {}
    }
    if let (true, Some(new)) = (step.redesignated, &step.new) {
        marks.push(format!("redesignated {}", new.cite));
    }
    if step.moved {
        marks.push(moved(step));
    }
    if step.retitled {
        let was = step.old.as_ref().and_then(|side| side.heading.as_deref()).unwrap_or("no heading");
        marks.push(format!("retitled (was: {was})"));
    }
    marks
}

/// The provision that a part came from, or went into.
fn relation(courses: &[Course], course: &Course, version: usize, stage: &Stage) -> Option<String> {
    let step = stage.step.as_ref()?;
    let cite = |version: usize, ordinal: u32| {
        let sides = courses.iter().filter(|other| other.level == course.level);
        let mut sides = sides.filter_map(|other| other.stages.get(version)?.side.as_ref());
        sides.find(|side| side.ordinal == Some(ordinal)).map(|side| side.cite.clone())
    };
    match (step.split_from, step.merged_into) {
        (Some(ordinal), _) => cite(version.checked_sub(1)?, ordinal).map(|from| format!("split off from {from}")),
        (None, Some(ordinal)) => cite(version, ordinal).map(|into| format!("merged into {into}")),
        (None, None) => None,
    }
}
