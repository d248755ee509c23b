//! Where the heading of a unit ends. In the canonical text a heading and the words after it share a line; in Word
//! a heading is a paragraph of its own, or the navigation pane would list whole sections.

use crate::Sides;
use crate::bill::Level;
use crate::report::model::{Provision, Side};
use crate::report::shown::Kind;

use super::paragraphs::Run;

/// Words before a heading: "SEC. 403.", "TITLE IV".
const MOST_BEFORE: usize = 4;

/// Ends a line within a heading: the number of a title stands above its heading, as in print. No canonical text
/// holds a control character.
pub const LINE: char = '\u{b}';

/// The words of a unit's heading, at the beginning of its first line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Head {
    /// Words on a line of their own: "TITLE IV". None where number and heading share one.
    above: usize,
    /// All its words; none where it has neither number nor heading.
    pub words: usize,
}

/// The heading in each draft.
pub fn heads(provision: &Provision) -> Sides<Head> {
    let of = |side: &Option<Side>, other: &str| {
        let edits = provision.edits.iter().filter(|edit| edit.op != other);
        let words = || first_line(edits.map(|edit| edit.text.as_str()));
        let head = side.as_ref().map_or_else(Head::default, |side| head(side, &words()));
        if provision.level == Level::Section.name() { Head { above: 0, ..head } } else { head }
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

fn head(side: &Side, line: &[&str]) -> Head {
    let heading: Vec<String> = side.heading.iter().flat_map(|heading| heading.split_whitespace()).map(bare).collect();
    if heading.is_empty() {
        let is_keyword = line.first().is_some_and(|word| matches!(bare(word).as_str(), "SEC" | "SECTION" | "§"));
        return Head { above: 0, words: if is_keyword && line.len() >= 2 { 2 } else { 0 } };
    }
    let holds = |from: &usize| {
        let words = line.get(*from..*from + heading.len());
        words.is_some_and(|words| words.iter().zip(&heading).all(|(word, wanted)| bare(word) == *wanted))
    };
    let found = (0..=MOST_BEFORE).find(holds);
    found.map_or_else(Head::default, |above| Head { above, words: above + heading.len() })
}

/// Letters and digits in capitals: a heading stands in the text in capitals, with a dash where words follow.
fn bare(word: &str) -> String {
    let kept: String = word.chars().filter(|c| c.is_alphanumeric() || *c == '§').collect();
    kept.to_uppercase()
}

/// Begins a line where a heading of either draft ends, and where its number does. Tells in which draft words followed
/// the heading on its line.
pub fn part(runs: &mut [Run], heads: Sides<Head>) -> Sides<bool> {
    let mut run_in = Sides { old: false, new: false };
    let mut seen = Sides { old: 0, new: 0 };
    for run in runs {
        let mut text = String::with_capacity(run.text.len() + 1);
        for chunk in run.text.split_inclusive([' ', '\n']) {
            let is_word = !chunk.trim_end_matches([' ', '\n']).is_empty();
            let stands = |ends: fn(Head) -> usize| {
                let at = |end: usize, seen: usize| end > 0 && end == seen;
                let (old, new) = (at(ends(heads.old), seen.old), at(ends(heads.new), seen.new));
                is_word
                    && if run.kind == Kind::Same {
                        old && new
                    } else {
                        old && run.kind == Kind::Old || new && run.kind == Kind::New
                    }
            };
            if stands(|head| head.words) {
                if begin(&mut text, '\n') {
                    run_in.old |= run.kind != Kind::New;
                    run_in.new |= run.kind != Kind::Old;
                }
            } else if stands(|head| head.above) {
                begin(&mut text, LINE);
            }
            text.push_str(chunk);
            seen.old += usize::from(is_word && run.kind != Kind::New);
            seen.new += usize::from(is_word && run.kind != Kind::Old);
        }
        run.text = text;
    }
    run_in
}

/// Puts a break in the place of the space before a word, where none is; whether it did.
fn begin(text: &mut String, with: char) -> bool {
    let begins = !text.ends_with('\n');
    if begins {
        text.truncate(text.trim_end_matches(' ').len());
        text.push(with);
    }
    begins
}
