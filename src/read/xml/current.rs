//! Which text of a reported bill is read.
//!
//! A reported bill carries the old words struck (`changed="deleted"`, `deletedText`) beside the new ones,
//! and sometimes a whole substitute from each of several committees. Choosing by element, before any
//! words are looked at, is the only safe way: struck and new text share sentences.

use super::elements::Role;
use super::tape::{Element, Tape};
use crate::bill::normalize;
use crate::read::Side;

/// What is set aside.
pub struct Choice {
    /// For each element, whether it is left out (with all inside it).
    pub left_out: Vec<bool>,
    /// How many struck (or, for [`Side::Struck`], added) elements were set aside, and the first of them.
    pub set_aside: usize,
    pub first: Option<u32>,
    /// The first struck element that is read, for [`Side::Struck`].
    pub struck: Option<u32>,
    /// The whole texts of several committees, in order; empty where there are not several.
    pub alternatives: Vec<u32>,
    /// Which of them is read.
    pub read: usize,
}

/// Decides for every element of a document.
///
/// `wanted` names one of several committees' texts, from 1; the last is read where it names none that there is.
pub fn choose(tape: &Tape<'_>, side: Side, wanted: Option<usize>) -> Choice {
    let left_out = vec![false; tape.elements.len()];
    let mut choice = Choice { left_out, set_aside: 0, first: None, struck: None, alternatives: Vec::new(), read: 0 };
    for (id, element) in tape.elements.iter().enumerate() {
        let part = tape.role(id as u32);
        if is_other_side(element, part, side) {
            choice.left_out[id] = true;
            choice.set_aside += 1;
            choice.first.get_or_insert(id as u32);
        } else if part == Role::Omit || is_comment(element) {
            choice.left_out[id] = true;
        } else if side == Side::Struck && is_other_side(element, part, Side::Current) {
            choice.struck.get_or_insert(id as u32);
        }
    }
    for name in ["component", "legis-body", "resolution-body"] {
        let texts: Vec<u32> = tape.find_all(name).filter(|&id| is_alternative(tape, &choice, id)).collect();
        if texts.len() > 1 && committees(tape, &texts) > 1 {
            choice.read = wanted.filter(|&wanted| (1..=texts.len()).contains(&wanted)).unwrap_or(texts.len()) - 1;
            let others = texts.iter().enumerate().filter(|&(at, _)| at != choice.read);
            others.for_each(|(_, &id)| choice.left_out[id as usize] = true);
            choice.alternatives = texts;
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

/// The committee that an alternative text comes from, as the header names it, else by its code.
pub fn committee(tape: &Tape<'_>, text: u32) -> Option<String> {
    let element = &tape.elements[text as usize];
    let code = element.attribute("committee-id").or_else(|| element.attribute("origin"))?;
    let code = code.trim_start_matches('#');
    let is_named = |id: &u32| {
        let named = &tape.elements[*id as usize];
        let by = |key| named.attribute(key).is_some_and(|value| value == code);
        by("committee-id") || by("committeeId")
    };
    let mut named = tape.find_all("committee-name").chain(tape.find_all("committee")).filter(is_named);
    let mut name = String::new();
    normalize(&named.next().map(|id| tape.text_of(id)).unwrap_or_default(), &mut name);
    Some(if name.is_empty() { code.to_owned() } else { name })
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
