//! Definitions: added, dropped, or changed in their words, and which sections use the term.

use rustc_hash::{FxHashMap, FxHashSet};

use super::line::{Draft, Line};
use super::touched::Segment;
use super::vocabulary::End;
use crate::Sides;
use crate::bill::ProvisionId;
use crate::matching::words::WordRange;

/// A term and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The words of the term, with their quotation marks.
    pub term: WordRange,
    /// From the term to the end of what it means, with the provisions inside.
    pub words: WordRange,
    key: u64,
}

/// Longest term, in words.
const LONGEST: u32 = 14;
/// Words before the term of a provision that is a definition: "In this section, the term".
const OPENING: u32 = 8;
/// How far behind the term "means" may stand: "The term 'X', when used with respect to Y, means".
const REACH: u32 = 24;

/// The definitions of a run of provisions.
pub fn all(draft: Draft<'_>, from: ProvisionId, to: ProvisionId) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    for line in draft.lines(from, to) {
        let first = found.len();
        let mut at = line.from;
        while at < line.to {
            match term(&line, at) {
                Some(term) => {
                    if let Some(last) = found[first..].last_mut() {
                        last.words.end = last.words.end.min(at);
                    }
                    at = term.end;
                    // What stands inside belongs to the last definition of the line.
                    let end = ends(&line, &term, draft.words.of(draft.bill, line.id).end);
                    let key = draft.words.form_hash(&term);
                    found.push(Definition { words: term.start..end, term, key });
                }
                None => at += 1,
            }
        }
    }
    found
}

/// One past what a term means. A provision that begins with it is all of it, with what stands inside; elsewhere it ends
/// with its sentence or proviso, unless that goes on in the provisions inside.
fn ends(line: &Line<'_>, term: &WordRange, inside: u32) -> u32 {
    if term.start <= line.from + OPENING {
        return inside.max(line.to);
    }
    match line.sentence(term.end).end {
        end if end < line.to => end,
        _ => inside.max(line.to),
    }
}

/// "'hostilities'" of "The term 'hostilities' means".
fn term(line: &Line<'_>, at: u32) -> Option<WordRange> {
    if !line.draft.core(at).opens || !line.raw(at).starts_with(['"', '\'']) {
        return None;
    }
    let closes = |at: u32| {
        line.raw(at).trim_end_matches([',', ';', '.', '—', ':']).ends_with(['"', '\'']) && line.raw(at).len() > 1
    };
    let last = (at..line.to.min(at + LONGEST)).find(|&at| closes(at))?;
    let named = matches!(line.before(at, 1), "term" | "terms");
    let means = |at: u32| {
        matches!(line.word(at), "means" | "mean" | "includes" | "include" | "meaning" | "meanings" | "refers")
    };
    let said = if named {
        // Where what it means is a list, "means" begins it or its parts.
        let listed = last + 1 >= line.to && line.end(last) == End::Clause;
        listed || (last + 1..line.to.min(last + 1 + REACH)).any(means)
    } else {
        means(last + 1) && line.word(last + 1) != "meaning"
    };
    said.then_some(at..last + 1)
}

/// What became of the definitions of a provision: added, dropped, or with changed words inside.
pub fn changed(
    drafts: &Sides<Draft<'_>>,
    old: &[Definition],
    new: &[Definition],
    segments: &[Segment],
) -> Vec<Sides<Option<Definition>>> {
    let mut olds: FxHashMap<u64, Vec<&Definition>> = FxHashMap::default();
    old.iter().rev().for_each(|definition| olds.entry(definition.key).or_default().push(definition));
    let mut out = Vec::new();
    for definition in new {
        match olds.get_mut(&definition.key).and_then(Vec::pop) {
            Some(before) if is_touched(drafts, segments, &before.words, &definition.words) => {
                out.push(Sides { old: Some(before.clone()), new: Some(definition.clone()) })
            }
            Some(_) => {}
            None => out.push(Sides { old: None, new: Some(definition.clone()) }),
        }
    }
    let mut dropped: Vec<&Definition> = olds.into_values().flatten().collect();
    dropped.sort_unstable_by_key(|definition| definition.words.start);
    out.extend(dropped.into_iter().map(|definition| Sides { old: Some(definition.clone()), new: None }));
    out
}

fn is_touched(drafts: &Sides<Draft<'_>>, segments: &[Segment], old: &WordRange, new: &WordRange) -> bool {
    let overlaps = |a: &WordRange, b: &WordRange| a.start < b.end && b.start < a.end;
    segments
        .iter()
        .filter(|segment| !segment.same)
        .filter(|segment| overlaps(&segment.old, old) || overlaps(&segment.new, new))
        .any(|segment| !is_list_end(drafts, segment))
}

/// Whether all that came or went is the "and" or "or" after an item, because the list ends with another one now.
fn is_list_end(drafts: &Sides<Draft<'_>>, segment: &Segment) -> bool {
    let without = |draft: &Draft<'_>, words: &WordRange| {
        let last = words.end.saturating_sub(1);
        let joins = !words.is_empty()
            && last > 0
            && matches!(draft.core(last).text.as_str(), "and" | "or")
            && draft.core(last - 1).end >= End::Comma;
        (joins, words.start..words.end - u32::from(joins))
    };
    let (old_joins, old) = without(&drafts.old, &segment.old);
    let (new_joins, new) = without(&drafts.new, &segment.new);
    old_joins != new_joins && drafts.old.words.form_hash(&old) == drafts.new.words.form_hash(&new)
}

/// For each term the sections of a draft that use it, by one pass over all its words.
pub fn uses(draft: &Draft<'_>, terms: &[WordRange]) -> Vec<Vec<ProvisionId>> {
    let form = |word: u32| draft.words.forms[word as usize];
    let mut starting: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (at, term) in terms.iter().enumerate() {
        starting.entry(form(term.start)).or_default().push(at);
    }
    let mut found = vec![Vec::new(); terms.len()];
    for unit in draft.bill.units() {
        let words = draft.words.unit_content(unit.id, unit.end);
        let mut seen = FxHashSet::default();
        for word in words.clone() {
            let Some(candidates) = starting.get(&form(word)) else { continue };
            for &at in candidates {
                let term = &terms[at];
                let fits = word + term.len() as u32 <= words.end && !term.contains(&word);
                if fits && term.clone().zip(word..).all(|(a, b)| form(a) == form(b)) && seen.insert(at) {
                    found[at].push(unit.id);
                }
            }
        }
    }
    found
}

/// The words of the term that a definition begins with.
pub fn term_of(draft: &Draft<'_>, first: u32) -> WordRange {
    let line = draft.line(draft.provision_at(first));
    term(&line, first).unwrap_or(first..first + 1)
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::with_line;
    use super::*;

    #[test]
    fn definitions_by_their_terms() {
        let text = "(1) The term \"cable\" means a line. The term \"work\" has the meaning given in section 2. He said \"no\" means to do it.";
        let terms = with_line(text, |line| {
            let found = all(line.draft, line.id, line.id + 1);
            found.iter().map(|one| line.draft.text(&one.words)).collect::<Vec<_>>()
        });
        assert_eq!(
            terms,
            [
                "\"cable\" means a line. The term",
                "\"work\" has the meaning given in section 2.",
                "\"no\" means to do it."
            ]
        );
    }

    #[test]
    fn a_definition_within_a_proviso_ends_with_it() {
        let text = "For the fund, $5: Provided, That the fund may lend, and that for this purpose the term \"lender\" means a bank: Provided further, That $2 is for roads.";
        let words = with_line(text, |line| {
            let found = all(line.draft, line.id, line.id + 1);
            found.iter().map(|one| line.draft.text(&one.words)).collect::<Vec<_>>()
        });
        assert_eq!(words, ["\"lender\" means a bank:"]);
    }
}
