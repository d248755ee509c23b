//! Which text of a reported bill is read.
//!
//! A reported bill carries the old words struck (`changed="deleted"`, `deletedText`) beside the new ones,
//! and sometimes a whole substitute from each of several committees. Choosing by element, before any
//! words are looked at, is the only safe way: struck and new text share sentences.

use super::elements::Role;
use super::tape::{Element, Tape};
use crate::read::Side;

/// What is set aside.
pub struct Choice {
    /// For each element, whether it is left out (with all inside it).
    pub left_out: Vec<bool>,
    /// How many struck (or, for [`Side::Struck`], added) elements were set aside, and the first of them.
    pub set_aside: usize,
    pub first: Option<u32>,
    /// How many whole alternative texts there were; the last is read.
    pub alternatives: usize,
}

/// Decides for every element of a document.
pub fn choose(tape: &Tape<'_>, side: Side) -> Choice {
    let mut choice = Choice { left_out: vec![false; tape.elements.len()], set_aside: 0, first: None, alternatives: 1 };
    for (id, element) in tape.elements.iter().enumerate() {
        let part = tape.role(id as u32);
        if is_other_side(element, part, side) {
            choice.left_out[id] = true;
            choice.set_aside += 1;
            choice.first.get_or_insert(id as u32);
        } else if part == Role::Omit || is_comment(element) {
            choice.left_out[id] = true;
        }
    }
    for name in ["component", "legis-body", "resolution-body"] {
        let texts: Vec<u32> = tape.find_all(name).filter(|&id| is_alternative(tape, &choice, id)).collect();
        if texts.len() > 1 && committees(tape, &texts) > 1 {
            choice.alternatives = texts.len();
            texts[..texts.len() - 1].iter().for_each(|&id| choice.left_out[id as usize] = true);
        }
    }
    choice
}

/// Text of the side that is not read: `changed` on any level, or struck and added words in running text.
fn is_other_side(element: &Element<'_>, part: Role, side: Side) -> bool {
    match side {
        Side::Current => part == Role::Struck || element.has("changed", "deleted"),
        Side::Struck => part == Role::Added || element.has("changed", "added"),
    }
}

/// A drafter's comment (bill DTD `commented`), no legal text.
fn is_comment(element: &Element<'_>) -> bool {
    element.attribute("commented").is_some_and(|value| value == "yes" || value == "hidden")
}

/// A whole added text that holds words.
fn is_alternative(tape: &Tape<'_>, choice: &Choice, id: u32) -> bool {
    let element = &tape.elements[id as usize];
    !choice.left_out[id as usize] && element.has("changed", "added") && !tape.text_of(id).trim().is_empty()
}

/// How many different committees the texts come from; texts that name none count as one each.
fn committees(tape: &Tape<'_>, texts: &[u32]) -> usize {
    let mut names: Vec<String> = texts
        .iter()
        .map(|&id| {
            let element = &tape.elements[id as usize];
            let named = element.attribute("committee-id").or_else(|| element.attribute("origin"));
            named.map_or_else(|| format!("#{id}"), |name| name.into_owned())
        })
        .collect();
    names.sort();
    names.dedup();
    names.len()
}
