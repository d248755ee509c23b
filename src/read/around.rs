//! What is told around the sections, in the same words in every format: who introduced a bill, and the
//! amendment of its official title.

use crate::bill::normalize;

/// The sponsor and those who joined, in the order in which the header's paragraphs name them:
/// "Mr. A (for himself, Ms. B, and Mr. C of Ohio) introduced the following bill; ..." and
/// "Additional sponsors: Mr. D and Mrs. E". A name that comes twice is told once.
pub(super) fn sponsors<'p>(paragraphs: impl Iterator<Item = &'p str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for raw in paragraphs {
        let mut text = String::new();
        normalize(raw, &mut text);
        for name in named_in(&text) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// What a print says before the names of those who joined later.
const ADDITIONAL: [&str; 2] = ["Additional sponsors:", "Additional sponsor:"];
/// What it says after the names of those who introduced a measure.
const INTRODUCED: [&str; 3] = [" introduced the following", " submitted the following", " introduced the "];

fn named_in(text: &str) -> Vec<String> {
    if let Some(list) = ADDITIONAL.iter().find_map(|start| text.strip_prefix(start)) {
        return split(list);
    }
    if !is_name(text) {
        return Vec::new();
    }
    let Some(end) = INTRODUCED.iter().filter_map(|mark| text.find(mark)).min() else { return Vec::new() };
    let who = &text[..end];
    let (sponsor, rest) = who.split_once('(').unwrap_or((who, ""));
    let joined = rest.trim_end().trim_end_matches(')');
    let joined = joined.strip_prefix("for ").map_or(joined, |rest| rest.split_once(' ').map_or("", |(_, names)| names));
    split(sponsor).into_iter().chain(split(joined)).collect()
}

/// Names parted by commas and "and". What does not begin with a courtesy title goes on with the name before it.
fn split(list: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in list.split(',').flat_map(|part| part.split(" and ")) {
        let part = part.trim().trim_end_matches('.');
        let part = part.strip_prefix("and ").unwrap_or(part);
        match names.last_mut() {
            _ if is_name(part) => names.push(part.to_owned()),
            Some(last) if !part.is_empty() => {
                last.push_str(", ");
                last.push_str(part);
            }
            _ => {}
        }
    }
    names
}

const COURTESY: [&str; 5] = ["Mr. ", "Mrs. ", "Ms. ", "Miss ", "Dr. "];

fn is_name(text: &str) -> bool {
    COURTESY.iter().any(|title| text.starts_with(title))
}

const ASKS: &str = "Amend the title so as to read";

/// Whether a paragraph amends the official title; it stands after the last section.
pub(super) fn asks_for_title(text: &str) -> bool {
    text.starts_with(ASKS)
}

/// The title asked for, without the quotation marks around it.
pub(super) fn title_amendment(raw: &str) -> Option<String> {
    let mut text = String::new();
    normalize(raw, &mut text);
    let asked = text.split_once(ASKS)?.1.trim_start_matches([':', ' ']);
    let is_mark = |c: char| matches!(c, '"' | '\'' | '`');
    let asked = asked.trim_start_matches(is_mark).trim_end_matches(|c| is_mark(c) || c == '.' || c == ' ');
    (!asked.is_empty()).then(|| format!("{asked}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sponsors_of_introduced_and_reported_prints() {
        let header = [
            "June 5, 2030",
            "Mr. Aldous (for himself, Ms. Brandt, Mr. Coe of North\n Dakota, and Mrs. Dunn) introduced the following bill; which was referred to the Committee on Rivers and Ports",
            "Additional sponsors: Mr. Eames, Ms. Brandt, and Ms. Fisk",
            "Reported by Mr. Gale, with an amendment",
        ];
        assert_eq!(
            sponsors(header.into_iter()),
            ["Mr. Aldous", "Ms. Brandt", "Mr. Coe of North Dakota", "Mrs. Dunn", "Mr. Eames", "Ms. Fisk"]
        );
        assert_eq!(
            sponsors(["Mr. Hale, from the Committee on Ports, reported the following"].into_iter()),
            [] as [&str; 0]
        );
        assert_eq!(sponsors(["Ms. Iles submitted the following resolution; which was"].into_iter()), ["Ms. Iles"]);
    }

    #[test]
    fn the_title_asked_for_stands_in_quotation_marks() {
        let asked =
            title_amendment("Amend the title so as to read: ``An Act to name\n  a bridge, and for other purposes.''.");
        assert_eq!(asked.as_deref(), Some("An Act to name a bridge, and for other purposes."));
        assert_eq!(title_amendment("Amend the title."), None);
    }
}
