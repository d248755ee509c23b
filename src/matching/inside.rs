//! The same method inside a matched section: which subsection, paragraph, clause became which.
//!
//! Below a section order is nearly always kept, so the provisions inside two matched ones are aligned in
//! order (the best sum over all alignments), level by level. What is left then may have changed its level or
//! its parent: equal and very similar texts are matched across the whole section, and told as moved.

use rustc_hash::FxHashMap;

use super::alignment::{self, align};
use super::leaf::Leaf;
use super::similarity::{Bag, Weights};
use super::words::{TextHash, Words};
use super::{Drafts, Matching, Method, Reasons, Rival};
use crate::Sides;
use crate::bill::{Bill, ProvisionId};

/// What is left across a section must be this alike, and this long, to be called moved.
pub const MOVED: f32 = 0.75;
pub const MOVED_WORDS: u32 = 5;
/// Left-over provisions compared with each other across a section, as a product.
const MAX_LEFT_OVER: usize = 40_000;

/// A provision inside a section.
pub struct Inner {
    pub id: ProvisionId,
    pub text: TextHash,
    pub bag: Bag,
    pub heading: TextHash,
    pub heading_bag: Bag,
    pub has_heading: bool,
    pub has_number: bool,
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
    let found = match_left_over(weights, &left, matching);
    let rivals = Rivals::new(&found);
    for pair in found {
        if matching.is_free(pair.old, pair.new) {
            let rival = rivals.best_other(&pair, matching);
            matching.add(pair.old, pair.new, pair.method(), pair.alike, rival.map_or(0.0, |rival| rival.likeness));
            let reasons = Reasons { likeness: pair.alike, rival, ..Reasons::none(MOVED) };
            matching.reasons.insert(pair.old, reasons);
            align_down(drafts, weights, vec![(pair.old, pair.new)], matching);
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
        for found in align(drafts, weights, &lists, matching) {
            let (a, b, alike) = (&lists.old[found.old], &lists.new[found.new], found.alike);
            let method = match alike {
                alike if a.text == b.text || alike >= 0.9999 => Method::Identical,
                alike if alike >= alignment::ENOUGH => Method::Similar,
                _ if a.has_heading && a.heading == b.heading => Method::Heading,
                _ => Method::Place,
            };
            let rival = found.reasons.and_then(|reasons| reasons.rival);
            matching.add(a.id, b.id, method, alike, rival.map_or(0.0, |rival| rival.likeness));
            found.reasons.map(|reasons| matching.reasons.insert(a.id, reasons));
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
    let heading = label.start + number_words..label.end;
    Inner {
        id,
        text: words.fold_hash(&content),
        bag: weights.bag(words, content),
        heading: words.form_hash(&heading),
        heading_bag: weights.bag(words, heading),
        has_heading: !provision.heading.is_empty(),
        has_number: !provision.number.is_empty(),
    }
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

/// Two left-over provisions of a section that say the same, or nearly.
struct LeftOver {
    old: ProvisionId,
    new: ProvisionId,
    alike: f32,
    equal: bool,
}

impl LeftOver {
    fn method(&self) -> Method {
        if self.equal { Method::Identical } else { Method::Similar }
    }
}

/// Equal texts anywhere in the section, then very similar ones, best first.
fn match_left_over(weights: &Weights, left: &Sides<Vec<Inner>>, matching: &mut Matching) -> Vec<LeftOver> {
    let mut found = Vec::new();
    let mut by_text: FxHashMap<TextHash, Vec<ProvisionId>> = FxHashMap::default();
    left.new.iter().rev().for_each(|inner| by_text.entry(inner.text).or_default().push(inner.id));
    for old in &left.old {
        if let Some(new) = by_text.get_mut(&old.text).and_then(Vec::pop) {
            found.push(LeftOver { old: old.id, new, alike: 1.0, equal: true });
        }
    }
    if left.old.len() * left.new.len() > MAX_LEFT_OVER {
        matching.notes.push(
            "a section with very many changed provisions was searched for moved ones by equal texts alone".to_owned(),
        );
        return found;
    }
    let mut similar: Vec<LeftOver> = Vec::new();
    for old in &left.old {
        for new in &left.new {
            let alike = weights.dice(&old.bag, &new.bag);
            if alike >= MOVED && old.text != new.text {
                similar.push(LeftOver { old: old.id, new: new.id, alike, equal: false });
            }
        }
    }
    similar.sort_by(|a, b| b.alike.total_cmp(&a.alike).then((a.old, a.new).cmp(&(b.old, b.new))));
    found.extend(similar);
    found
}

/// For each left-over provision the pairs it might have made, best first.
struct Rivals {
    old: FxHashMap<ProvisionId, Vec<Rival>>,
    new: FxHashMap<ProvisionId, Vec<Rival>>,
}

impl Rivals {
    fn new(found: &[LeftOver]) -> Self {
        let mut rivals = Self { old: FxHashMap::default(), new: FxHashMap::default() };
        for pair in found {
            let rival = Rival { pair: (pair.old, pair.new), likeness: pair.alike, sum: pair.alike };
            rivals.old.entry(pair.old).or_default().push(rival);
            rivals.new.entry(pair.new).or_default().push(rival);
        }
        rivals
    }

    /// The best other pair that either side could still have made.
    fn best_other(&self, pair: &LeftOver, matching: &Matching) -> Option<Rival> {
        let other = |rivals: Option<&Vec<Rival>>| {
            let open =
                |rival: &&Rival| rival.pair != (pair.old, pair.new) && matching.is_free(rival.pair.0, rival.pair.1);
            rivals.and_then(|rivals| rivals.iter().find(open).copied())
        };
        let others = [other(self.old.get(&pair.old)), other(self.new.get(&pair.new))];
        others.into_iter().flatten().max_by(|a, b| a.sum.total_cmp(&b.sum).then(b.pair.cmp(&a.pair)))
    }
}
