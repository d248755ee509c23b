//! A history for a spreadsheet: a line for each provision, two columns for each version: what it is there, and its number.

use super::{Course, History};
use crate::report::csv::{record, text};

pub(super) fn write(history: &History) -> String {
    let head = ["level", "cite", "heading", "what_became_of_it"].map(str::to_owned).into_iter();
    let versions =
        history.versions.iter().flat_map(|version| [text(&version.label), text(&format!("{} number", version.label))]);
    let head: Vec<String> = head.chain(versions).collect();
    std::iter::once(head).chain(history.provisions.iter().map(line)).map(|cells| record(&cells)).collect()
}

fn line(course: &Course) -> Vec<String> {
    let side = course.side();
    let cite = side.map_or("", |side| &side.cite);
    let heading = side.and_then(|side| side.heading.as_deref()).unwrap_or_default();
    let first = [text(&course.level), text(cite), text(heading), text(&course.sentence())].into_iter();
    let stages = course.stages.iter();
    first
        .chain(stages.flat_map(|stage| [stage.status.clone(), text(stage.number.as_deref().unwrap_or_default())]))
        .collect()
}
