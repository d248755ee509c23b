//! Two lists aligned in order: which of the provisions side by side in one section became which.
//!
//! Every pair is weighed by its words and by what else speaks for it, and the alignment of the greatest sum is
//! taken. A list beyond [`MAX_ALIGNED`] is aligned by equal texts alone, which the report tells.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::inside::{Inner, MOVED, MOVED_WORDS};
use super::similarity::{Bag, Weights, ratio};
use super::words::{TextHash, Words};
use super::{Drafts, Matching, Reasons, Rival};
use crate::Sides;
use crate::bill::Bill;

/// Likeness and evidence that two provisions in the same list need together.
pub const ENOUGH: f32 = 0.45;
const SAME_HEADING: f32 = 0.35;
const SAME_NUMBER: f32 = 0.10;
const SAME_LEVEL: f32 = 0.05;
/// Against a pair whose headings have no word in common: two numbers in a row say little then.
const OTHER_HEADING: f32 = 0.10;
/// What stands inside is so much more alike than the whole that it is the counterpart.
const CLEARLY_MORE: f32 = 0.08;
/// Two that stand alone between matched neighbours and bear the same number, or none, are one rewritten.
const ALONE: f32 = ENOUGH / 2.0;
/// A pair less alike than this is no rival and comes near nothing.
const LEAST_ALIKE: f32 = 0.04;
/// Largest list aligned by likeness, as a product of both lengths; beyond it equal texts alone anchor.
const MAX_ALIGNED: usize = 250_000;

/// A pair of an alignment: places in both lists.
pub struct Aligned {
    pub old: usize,
    pub new: usize,
    /// 0 to 1.
    pub alike: f32,
    /// What it rests on; none for equal texts that needed no weighing.
    pub reasons: Option<Reasons>,
}

impl Aligned {
    fn equal(old: usize, new: usize) -> Self {
        Self { old, new, alike: 1.0, reasons: None }
    }
}

/// The best alignment of two lists.
pub fn align(
    drafts: &Drafts<'_>,
    weights: &Weights,
    lists: &Sides<Vec<Inner>>,
    matching: &mut Matching,
) -> Vec<Aligned> {
    let (old, new) = (&lists.old, &lists.new);
    let start = old.iter().zip(new).take_while(|(a, b)| a.text == b.text).count();
    let most = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a.text == b.text).count();
    let mut found: Vec<Aligned> = (0..start).map(|at| Aligned::equal(at, at)).collect();
    let (rows, columns) = (start..old.len() - end, start..new.len() - end);
    if rows.len() * columns.len() > MAX_ALIGNED {
        matching
            .notes
            .push(format!("a list of {} provisions was aligned by equal texts alone", rows.len().max(columns.len())));
        found.extend(align_equal(lists, rows, columns));
    } else {
        found.extend(align_alike(drafts, weights, lists, rows, columns, matching));
    }
    found.extend((0..end).rev().map(|at| Aligned::equal(old.len() - 1 - at, new.len() - 1 - at)));
    found
}

/// Texts that stand once in each list, in the longest run that keeps its order.
fn align_equal(lists: &Sides<Vec<Inner>>, rows: Range<usize>, columns: Range<usize>) -> Vec<Aligned> {
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
    let kept = pairs.iter().zip(kept).filter(|(_, kept)| *kept);
    kept.map(|(&(row, column), _)| Aligned::equal(row as usize, column)).collect()
}

/// Every pair weighed, and the alignment of the greatest sum.
fn align_alike(
    drafts: &Drafts<'_>,
    weights: &Weights,
    lists: &Sides<Vec<Inner>>,
    rows: Range<usize>,
    columns: Range<usize>,
    matching: &mut Matching,
) -> Vec<Aligned> {
    let (n, m) = (rows.len(), columns.len());
    let alone = n == 1 && m == 1;
    let mut weighed = Vec::with_capacity(n * m);
    for a in &lists.old[rows.clone()] {
        for b in &lists.new[columns.clone()] {
            let reasons = weigh(drafts, weights, a, b, alone);
            // Asked last, of the few pairs that would be matched; a heading that stayed tells who it is.
            let named = weights.common(&a.heading_bag, &b.heading_bag) > 0.0;
            let asked = reasons.sum() > ENOUGH && reasons.likeness < 1.0 && !named;
            let shifted = asked && is_shifted(drafts, weights, a, b, reasons.likeness);
            weighed.push(if shifted { Reasons { doubt: reasons.sum(), ..reasons } } else { reasons });
        }
    }
    let gain: Vec<f32> = weighed.iter().map(|reasons| reasons.sum() - ENOUGH).collect();
    let rival = |(i, j): (usize, usize)| Rival {
        pair: (lists.old[rows.start + i].id, lists.new[columns.start + j].id),
        likeness: weighed[i * m + j].likeness,
        sum: weighed[i * m + j].sum(),
    };
    let comes_near = |rival: &Rival| rival.likeness >= LEAST_ALIKE;
    let best = Bests::new(&gain, n, m);
    let of_rows = (0..n).filter_map(|i| best.of_row(i, None).map(|j| rival((i, j)))).filter(comes_near);
    matching.nearest.old.extend(of_rows.map(|rival| (rival.pair.0, rival)));
    let of_columns = (0..m).filter_map(|j| best.of_column(j, None).map(|i| rival((i, j)))).filter(comes_near);
    matching.nearest.new.extend(of_columns.map(|rival| (rival.pair.1, rival)));
    let aligned = best_in_order(&gain, n, m).into_iter().map(|(i, j)| {
        let others = [best.of_row(i, Some(j)).map(|j| (i, j)), best.of_column(j, Some(i)).map(|i| (i, j))];
        let others = others.into_iter().flatten().map(rival).filter(comes_near);
        let other = others.max_by(|a, b| a.sum.total_cmp(&b.sum).then(b.pair.cmp(&a.pair)));
        let reasons = Reasons { rival: other, ..weighed[i * m + j] };
        Aligned { old: rows.start + i, new: columns.start + j, alike: reasons.likeness, reasons: Some(reasons) }
    });
    aligned.collect()
}

/// The two best places of each row and each column of a table of gains.
struct Bests {
    rows: Vec<[Option<usize>; 2]>,
    columns: Vec<[Option<usize>; 2]>,
}

impl Bests {
    fn new(gain: &[f32], n: usize, m: usize) -> Self {
        let two = |length: usize, gain: &dyn Fn(usize) -> f32| {
            let mut best = [None; 2];
            for at in 0..length {
                if best[0].is_none_or(|first| gain(at) > gain(first)) {
                    best = [Some(at), best[0]];
                } else if best[1].is_none_or(|second| gain(at) > gain(second)) {
                    best[1] = Some(at);
                }
            }
            best
        };
        Self {
            rows: (0..n).map(|i| two(m, &|j| gain[i * m + j])).collect(),
            columns: (0..m).map(|j| two(n, &|i| gain[i * m + j])).collect(),
        }
    }

    /// The best column for a row, another than the one given.
    fn of_row(&self, row: usize, not: Option<usize>) -> Option<usize> {
        self.rows[row].into_iter().flatten().find(|&at| Some(at) != not)
    }

    /// The best row for a column, another than the one given.
    fn of_column(&self, column: usize, not: Option<usize>) -> Option<usize> {
        self.columns[column].into_iter().flatten().find(|&at| Some(at) != not)
    }
}

/// The pairs (row, column) in increasing order with the greatest sum of gains; `gain` is a table of `n` rows
/// and `m` columns, and what is not above 0 is never taken.
pub fn best_in_order(gain: &[f32], n: usize, m: usize) -> Vec<(usize, usize)> {
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
            found.push((i, j));
        }
    }
    found.reverse();
    found
}

/// Whether the one is what stands inside the other: "(1) ..." became "(1) IN GENERAL.— ... (A) ...", and (1) is
/// not (1) but (1)(A). Left to be matched across levels.
fn is_shifted(drafts: &Drafts<'_>, weights: &Weights, a: &Inner, b: &Inner, alike: f32) -> bool {
    let least = MOVED.max(alike + CLEARLY_MORE);
    let holds = |bill: &Bill, words: &Words, outer: &Inner, inner: &Inner| {
        outer.bag.words >= inner.bag.words
            && inner.bag.words >= MOVED_WORDS
            && bill.children(outer.id).any(|child| {
                let content = words.content(bill, child);
                content.len() * 2 >= inner.bag.words as usize
                    && weights.dice(&weights.bag(words, content), &inner.bag) >= least
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

/// A pair's words, and what speaks for it beside them. `alone`: both stand alone between matched neighbours.
fn weigh(drafts: &Drafts<'_>, weights: &Weights, a: &Inner, b: &Inner, alone: bool) -> Reasons {
    let (old, new) = (&drafts.bills.old.provisions[a.id as usize], &drafts.bills.new.provisions[b.id as usize]);
    let same_heading = a.has_heading && b.has_heading && a.heading == b.heading;
    let same_number = a.has_number && drafts.bills.old.number(a.id) == drafts.bills.new.number(b.id);
    let other_heading = a.has_heading && b.has_heading && weights.common(&a.heading_bag, &b.heading_bag) == 0.0;
    let same_level = old.level == new.level;
    let rewritten = alone
        && same_level
        && (same_number || !a.has_number && !b.has_number)
        && (!a.has_heading || !b.has_heading || same_heading);
    let worth = |is: bool, worth: f32| if is { worth } else { 0.0 };
    Reasons {
        likeness: if a.text == b.text { 1.0 } else { likeness(weights, &a.bag, &b.bag) },
        heading: worth(same_heading, SAME_HEADING),
        number: worth(same_number, SAME_NUMBER),
        level: worth(same_level, SAME_LEVEL),
        neighbours: worth(rewritten, ALONE),
        doubt: worth(other_heading, OTHER_HEADING),
        ..Reasons::none(ENOUGH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_sum_wins_over_the_greatest_pair() {
        // Taking the single best pair (0, 1) would leave row 1 and column 0 alone.
        let gain = [0.5, 0.6, 0.0, 0.5];
        assert_eq!(best_in_order(&gain, 2, 2), [(0, 0), (1, 1)]);
    }

    #[test]
    fn what_is_worth_nothing_is_never_taken() {
        assert!(best_in_order(&[-0.2, 0.0, -1.0, -0.1], 2, 2).is_empty());
    }

    #[test]
    fn the_best_other_place_is_the_second_best_or_the_best() {
        let best = Bests::new(&[0.1, 0.7, 0.4, 0.2, 0.9, 0.3], 2, 3);
        assert_eq!(best.of_row(0, Some(1)), Some(2));
        assert_eq!(best.of_row(0, Some(2)), Some(1));
        assert_eq!(best.of_column(1, Some(1)), Some(0));
        assert_eq!(best.of_column(1, None), Some(1));
    }
}
