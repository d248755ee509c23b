//! The same method inside a matched section: which subsection, paragraph, clause became which.
//!
//! Below a section order is nearly always kept, so the provisions inside two matched ones are aligned in
//! order (the best sum over all alignments), level by level. What is left then may have changed its level or
//! its parent: equal and very similar texts are matched across the whole section, and told as moved.

use rustc_hash::FxHashMap;

use super::leaf::Leaf;
use super::similarity::{Bag, Weights, ratio};
use super::words::{TextHash, Words};
use super::{Drafts, Matching, Method};
use crate::Sides;
use crate::bill::{Bill, ProvisionId};

/// Likeness and evidence that two provisions in the same list need together.
const ENOUGH: f32 = 0.45;
const SAME_HEADING: f32 = 0.35;
const SAME_NUMBER: f32 = 0.10;
const SAME_LEVEL: f32 = 0.05;
/// What is left across a section must be this alike, and this long, to be called moved.
const MOVED: f32 = 0.75;
const MOVED_WORDS: u32 = 5;
/// Largest list aligned by likeness, as a product of both lengths; beyond it equal texts alone anchor.
const MAX_ALIGNED: usize = 250_000;
/// Left-over provisions compared with each other across a section, as a product.
const MAX_LEFT_OVER: usize = 40_000;

/// A provision inside a section.
struct Inner {
    id: ProvisionId,
    text: TextHash,
    bag: Bag,
    heading: TextHash,
    has_heading: bool,
    has_number: bool,
}

/// Matches what is inside every matched unit whose text changed.
pub fn match_inside(drafts: &Drafts<'_>, weights: &Weights, leaves: &Sides<Vec<Leaf>>, matching: &mut Matching) {
    let new_leaf: FxHashMap<ProvisionId, &Leaf> = leaves.new.iter().map(|leaf| (leaf.id, leaf)).collect();
    for old in &leaves.old {
        let Some(new) = matching.of_old(old.id).and_then(|found| new_leaf.get(&found.new)) else { continue };
        if old.text != new.text {
            match_unit(drafts, weights, (old, new), matching);
        }
    }
}

fn match_unit(drafts: &Drafts<'_>, weights: &Weights, (old, new): (&Leaf, &Leaf), matching: &mut Matching) {
    align_down(drafts, weights, vec![(old.id, new.id)], matching);
    let left = Sides {
        old: left_over(drafts.bills.old, &drafts.words.old, weights, old, |id| matching.of_old(id).is_some()),
        new: left_over(drafts.bills.new, &drafts.words.new, weights, new, |id| matching.of_new(id).is_some()),
    };
    for (old, new, method, score) in match_left_over(weights, &left, matching) {
        if matching.is_free(old, new) {
            matching.add(old, new, method, score, 0.0);
            align_down(drafts, weights, vec![(old, new)], matching);
        }
    }
}

/// Aligns the children of each pair, then the children of the pairs found.
fn align_down(
    drafts: &Drafts<'_>,
    weights: &Weights,
    mut pairs: Vec<(ProvisionId, ProvisionId)>,
    matching: &mut Matching,
) {
    while let Some((old, new)) = pairs.pop() {
        let lists = Sides {
            old: children(drafts.bills.old, &drafts.words.old, weights, old, |id| matching.of_old(id).is_none()),
            new: children(drafts.bills.new, &drafts.words.new, weights, new, |id| matching.of_new(id).is_none()),
        };
        for (i, j, alike) in align(drafts, weights, &lists, matching) {
            let (a, b) = (&lists.old[i], &lists.new[j]);
            let method = match alike {
                alike if a.text == b.text || alike >= 0.9999 => Method::Identical,
                alike if alike >= ENOUGH => Method::Similar,
                _ if a.has_heading && a.heading == b.heading => Method::Heading,
                _ => Method::Place,
            };
            matching.add(a.id, b.id, method, alike, 0.0);
            pairs.push((a.id, b.id));
        }
    }
}

fn children(
    bill: &Bill,
    words: &Words,
    weights: &Weights,
    id: ProvisionId,
    free: impl Fn(ProvisionId) -> bool,
) -> Vec<Inner> {
    let all = bill.children(id).filter(|&child| !bill.provisions[child as usize].unit && free(child));
    all.map(|child| inner(bill, words, weights, child)).collect()
}

fn inner(bill: &Bill, words: &Words, weights: &Weights, id: ProvisionId) -> Inner {
    let content = words.content(bill, id);
    let provision = &bill.provisions[id as usize];
    let label = words.label(id);
    let number_words = bill.slice(provision.designation).split_whitespace().count() as u32;
    Inner {
        id,
        text: words.fold_hash(&content),
        bag: weights.bag(words, content),
        heading: words.form_hash(&(label.start + number_words..label.end)),
        has_heading: !provision.heading.is_empty(),
        has_number: !provision.number.is_empty(),
    }
}

/// The best alignment in order: (old index, new index, likeness).
fn align(
    drafts: &Drafts<'_>,
    weights: &Weights,
    lists: &Sides<Vec<Inner>>,
    matching: &mut Matching,
) -> Vec<(usize, usize, f32)> {
    let (old, new) = (&lists.old, &lists.new);
    let start = old.iter().zip(new).take_while(|(a, b)| a.text == b.text).count();
    let most = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a.text == b.text).count();
    let mut found: Vec<(usize, usize, f32)> = (0..start).map(|at| (at, at, 1.0)).collect();
    let (rows, columns) = (start..old.len() - end, start..new.len() - end);
    if rows.len() * columns.len() > MAX_ALIGNED {
        matching
            .notes
            .push(format!("a list of {} provisions was aligned by equal texts alone", rows.len().max(columns.len())));
        found.extend(align_equal(lists, rows, columns));
    } else {
        found.extend(align_alike(drafts, weights, lists, rows, columns));
    }
    found.extend((0..end).rev().map(|at| (old.len() - 1 - at, new.len() - 1 - at, 1.0)));
    found
}

/// Texts that stand once in each list, in the longest run that keeps its order.
fn align_equal(
    lists: &Sides<Vec<Inner>>,
    rows: std::ops::Range<usize>,
    columns: std::ops::Range<usize>,
) -> Vec<(usize, usize, f32)> {
    let mut places: FxHashMap<TextHash, Vec<u32>> = FxHashMap::default();
    for row in rows {
        places.entry(lists.old[row].text).or_default().push(row as u32);
    }
    let mut pairs: Vec<(u32, usize)> = Vec::new();
    let mut used: FxHashMap<TextHash, usize> = FxHashMap::default();
    for column in columns {
        let text = lists.new[column].text;
        let nth = used.entry(text).or_default();
        if let Some(&row) = places.get(&text).and_then(|rows| rows.get(*nth)) {
            *nth += 1;
            pairs.push((row, column));
        }
    }
    let kept = super::order::longest_increasing(&pairs.iter().map(|pair| pair.0).collect::<Vec<_>>());
    pairs.iter().zip(kept).filter(|(_, kept)| *kept).map(|(&(row, column), _)| (row as usize, column, 1.0)).collect()
}

/// Every pair weighed, and the alignment of the greatest sum.
fn align_alike(
    drafts: &Drafts<'_>,
    weights: &Weights,
    lists: &Sides<Vec<Inner>>,
    rows: std::ops::Range<usize>,
    columns: std::ops::Range<usize>,
) -> Vec<(usize, usize, f32)> {
    let (n, m) = (rows.len(), columns.len());
    let alone = n == 1 && m == 1;
    let mut alike = vec![0f32; n * m];
    let mut gain = vec![0f32; n * m];
    for i in 0..n {
        for j in 0..m {
            let (a, b) = (&lists.old[rows.start + i], &lists.new[columns.start + j]);
            alike[i * m + j] = if a.text == b.text { 1.0 } else { likeness(weights, &a.bag, &b.bag) };
            let worth = alike[i * m + j] + evidence(drafts, a, b, alone) - ENOUGH;
            // Asked last, of the few pairs that would be matched.
            let shifted = worth > 0.0 && alike[i * m + j] < MOVED && is_shifted(drafts, weights, a, b);
            gain[i * m + j] = if shifted { 0.0 } else { worth };
        }
    }
    // best[i][j]: the greatest sum over the first i rows and j columns.
    let mut best = vec![0f32; (n + 1) * (m + 1)];
    let at = |i: usize, j: usize| i * (m + 1) + j;
    for i in 1..=n {
        for j in 1..=m {
            let with = best[at(i - 1, j - 1)] + gain[(i - 1) * m + j - 1].max(0.0);
            best[at(i, j)] = with.max(best[at(i - 1, j)]).max(best[at(i, j - 1)]);
        }
    }
    let (mut i, mut j, mut found) = (n, m, Vec::new());
    while i > 0 && j > 0 {
        if best[at(i, j)] == best[at(i - 1, j)] {
            i -= 1;
        } else if best[at(i, j)] == best[at(i, j - 1)] {
            j -= 1;
        } else {
            i -= 1;
            j -= 1;
            found.push((rows.start + i, columns.start + j, alike[i * m + j]));
        }
    }
    found.reverse();
    found
}

/// Whether the one is what stands inside the other: "(1) ..." became "(1) IN GENERAL.— ... (A) ...", and (1) is
/// not (1) but (1)(A). Left to be matched across levels.
fn is_shifted(drafts: &Drafts<'_>, weights: &Weights, a: &Inner, b: &Inner) -> bool {
    let holds = |bill: &Bill, words: &Words, outer: &Inner, inner: &Inner| {
        outer.bag.words >= inner.bag.words
            && inner.bag.words >= MOVED_WORDS
            && bill.children(outer.id).any(|child| {
                let content = words.content(bill, child);
                content.len() * 2 >= inner.bag.words as usize
                    && weights.dice(&weights.bag(words, content), &inner.bag) >= MOVED
            })
    };
    holds(drafts.bills.new, &drafts.words.new, b, a) || holds(drafts.bills.old, &drafts.words.old, a, b)
}

/// Dice, or containment where a provision of some length grew.
fn likeness(weights: &Weights, a: &Bag, b: &Bag) -> f32 {
    let common = weights.common(a, b);
    let dice = ratio(2.0 * common, a.weight + b.weight);
    if a.words.min(b.words) < 10 { dice } else { dice.max(0.7 * ratio(common, a.weight.min(b.weight))) }
}

/// What speaks for a pair beside its words. Two that stand alone between matched neighbours and bear
/// the same number, or none, are one rewritten.
fn evidence(drafts: &Drafts<'_>, a: &Inner, b: &Inner, alone: bool) -> f32 {
    let (old, new) = (&drafts.bills.old.provisions[a.id as usize], &drafts.bills.new.provisions[b.id as usize]);
    let same_heading = a.has_heading && b.has_heading && a.heading == b.heading;
    let same_number = a.has_number && drafts.bills.old.number(a.id) == drafts.bills.new.number(b.id);
    let same_level = old.level == new.level;
    let mut sum = 0.0;
    sum += if same_heading { SAME_HEADING } else { 0.0 };
    sum += if same_number { SAME_NUMBER } else { 0.0 };
    sum += if same_level { SAME_LEVEL } else { 0.0 };
    if alone
        && same_level
        && (same_number || !a.has_number && !b.has_number)
        && (!a.has_heading || !b.has_heading || same_heading)
    {
        sum += ENOUGH / 2.0;
    }
    sum
}

/// Provisions inside a unit that found no match, outermost and inner ones alike.
fn left_over(
    bill: &Bill,
    words: &Words,
    weights: &Weights,
    unit: &Leaf,
    matched: impl Fn(ProvisionId) -> bool,
) -> Vec<Inner> {
    let free = (unit.id + 1..unit.end).filter(|&id| !matched(id));
    free.map(|id| inner(bill, words, weights, id)).filter(|inner| inner.bag.words >= MOVED_WORDS).collect()
}

/// Equal texts anywhere in the section, then very similar ones, best first.
fn match_left_over(
    weights: &Weights,
    left: &Sides<Vec<Inner>>,
    matching: &mut Matching,
) -> Vec<(ProvisionId, ProvisionId, Method, f32)> {
    let mut found = Vec::new();
    let mut by_text: FxHashMap<TextHash, Vec<ProvisionId>> = FxHashMap::default();
    left.new.iter().rev().for_each(|inner| by_text.entry(inner.text).or_default().push(inner.id));
    for old in &left.old {
        if let Some(new) = by_text.get_mut(&old.text).and_then(Vec::pop) {
            found.push((old.id, new, Method::Identical, 1.0));
        }
    }
    if left.old.len() * left.new.len() > MAX_LEFT_OVER {
        matching.notes.push(
            "a section with very many changed provisions was searched for moved ones by equal texts alone".to_owned(),
        );
        return found;
    }
    let mut similar: Vec<(ProvisionId, ProvisionId, f32)> = Vec::new();
    for old in &left.old {
        for new in &left.new {
            let alike = weights.dice(&old.bag, &new.bag);
            if alike >= MOVED && old.text != new.text {
                similar.push((old.id, new.id, alike));
            }
        }
    }
    similar.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    found.extend(similar.into_iter().map(|(old, new, alike)| (old, new, Method::Similar, alike)));
    found
}
