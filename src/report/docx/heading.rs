//! Where the heading of a unit ends. In the canonical text a heading and the words after it share a line; in Word
//! a heading is a paragraph of its own, or the navigation pane would list whole sections.

use crate::Sides;
use crate::report::model::{Provision, Side};
use crate::report::shown::Kind;

use super::paragraphs::Run;

/// Words before a heading: "SEC. 403.", "TITLE IV".
const MOST_BEFORE: usize = 4;

/// How many words of each draft's first line are the unit's designation and heading; 0 where there are none.
pub fn words(provision: &Provision) -> Sides<usize> {
    let of = |side: &Option<Side>, other: &str| {
        let edits = provision.edits.iter().filter(|edit| edit.op != other);
        side.as_ref().map_or(0, |side| head(side, &first_line(edits.map(|edit| edit.text.as_str()))))
    };
    Sides { old: of(&provision.old, "insert"), new: of(&provision.new, "delete") }
}

fn first_line<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut words = Vec::new();
    for (at, text) in texts.enumerate() {
        if at > 0 && text.starts_with('\n') {
            break;
        }
        let mut lines = text.trim_start_matches('\n').split('\n');
        words.extend(lines.next().unwrap_or_default().split(' ').filter(|word| !word.is_empty()));
        if lines.next().is_some() {
            break;
        }
    }
    words
}

fn head(side: &Side, line: &[&str]) -> usize {
    let heading: Vec<String> = side.heading.iter().flat_map(|heading| heading.split_whitespace()).map(bare).collect();
    if heading.is_empty() {
        let is_keyword = line.first().is_some_and(|word| matches!(bare(word).as_str(), "SEC" | "SECTION" | "§"));
        return if is_keyword && line.len() >= 2 { 2 } else { 0 };
    }
    let holds = |from: &usize| {
        let words = line.get(*from..*from + heading.len());
        words.is_some_and(|words| words.iter().zip(&heading).all(|(word, wanted)| bare(word) == *wanted))
    };
    (0..=MOST_BEFORE).find(holds).map_or(0, |from| from + heading.len())
}

/// Letters and digits in capitals: a heading stands in the text in capitals, with a dash where words follow.
fn bare(word: &str) -> String {
    let kept: String = word.chars().filter(|c| c.is_alphanumeric() || *c == '§').collect();
    kept.to_uppercase()
}

/// Begins a line after the heading of either draft.
pub fn part(runs: &mut [Run], ends: Sides<usize>) {
    let mut seen = Sides { old: 0, new: 0 };
    for run in runs {
        let mut text = String::with_capacity(run.text.len() + 1);
        for chunk in run.text.split_inclusive([' ', '\n']) {
            let is_word = !chunk.trim_end_matches([' ', '\n']).is_empty();
            let (old, new) = (ends.old > 0 && seen.old == ends.old, ends.new > 0 && seen.new == ends.new);
            let ends_here = match run.kind {
                Kind::Same => old && new,
                Kind::Old => old,
                Kind::New => new,
            };
            if is_word && ends_here && !text.ends_with('\n') {
                text.truncate(text.trim_end_matches(' ').len());
                text.push('\n');
            }
            text.push_str(chunk);
            seen.old += usize::from(is_word && run.kind != Kind::New);
            seen.new += usize::from(is_word && run.kind != Kind::Old);
        }
        run.text = text;
    }
}
