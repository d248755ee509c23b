//! Every figure of both drafts, account by account: what it is there for, and which old one became which new one.
//!
//! 1. [`role`]: what a figure is there for.
//! 2. [`pairing`]: which old one became which new one, where that is certain.

mod pairing;
mod role;

use super::Value;
use super::line::{Draft, Phrase};
use super::touched::Paired;
use crate::Sides;
use crate::diff::{Change, Finding};
use crate::matching::words::WordRange;

pub use role::Role;

/// One figure, on one or both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Index of the finding it stands in.
    pub finding: usize,
    pub role: Role,
    pub words: Sides<Option<WordRange>>,
    /// Hundredths of the unit of money; of a floor note negative where it reduces.
    pub cents: Sides<Option<i64>>,
    /// The words around it that say what it is for, on the side that shows it.
    pub around: WordRange,
}

/// A figure of one draft.
struct Read {
    words: WordRange,
    cents: i64,
    role: Role,
    /// The first appropriation of an account whose own text gives one sum, and no list of sums.
    main: bool,
    around: WordRange,
    /// The rest of its clause: when a sum becomes available, and for how long.
    after: WordRange,
}

/// Adds the figures of a finding in the new draft's order, what was removed after what it stood behind.
/// `paired` is how the edits align them.
pub fn add(at: usize, finding: &Finding, drafts: &Sides<Draft<'_>>, paired: &Paired, figures: &mut Vec<Figure>) {
    let old = read(&drafts.old, finding, paired, |pair| pair.old);
    let new = read(&drafts.new, finding, paired, |pair| pair.new);
    let aligned = aligned(paired, &old, &new);
    let pairs = if finding.change == Change::Unchanged {
        aligned
    } else {
        pairing::certain(drafts, finding.level, Sides { old: &old, new: &new }, &aligned)
    };
    let became: Vec<Option<usize>> = partners(old.len(), pairs.iter().copied());
    let came: Vec<Option<usize>> = partners(new.len(), pairs.iter().map(|&(a, b)| (b, a)));
    // The place among the new ones after which an old one without a partner is told.
    let mut after = vec![Vec::new(); new.len() + 1];
    let mut behind = 0;
    for (a, partner) in became.iter().enumerate() {
        match partner {
            Some(b) => behind = b + 1,
            None => after[behind].push(a),
        }
    }
    for (place, removed) in after.iter().enumerate() {
        if let Some(b) = place.checked_sub(1) {
            figures.push(figure(at, came[b].map(|a| &old[a]), Some(&new[b])));
        }
        figures.extend(removed.iter().map(|&a| figure(at, Some(&old[a]), None)));
    }
}

fn figure(finding: usize, old: Option<&Read>, new: Option<&Read>) -> Figure {
    let sides = Sides { old, new };
    let role = match (old, new) {
        (Some(old), Some(new)) => old.role.min(new.role),
        (one, other) => one.or(other).map_or(Role::Other, |read| read.role),
    };
    Figure {
        finding,
        role,
        around: new.or(old).map(|read| read.around.clone()).unwrap_or_default(),
        words: sides.map(|read| read.map(|read| read.words.clone())),
        cents: sides.map(|read| read.map(|read| read.cents)),
    }
}

/// The figures of one side, in reading order.
fn read<'p>(
    draft: &Draft<'_>,
    finding: &Finding,
    paired: &'p Paired,
    side: impl Fn(Sides<Option<&'p Phrase>>) -> Option<&'p Phrase>,
) -> Vec<Read> {
    let kept = paired.kept.iter().map(|pair| Sides { old: Some(&pair.old), new: Some(&pair.new) });
    let changed = paired.changed.iter().map(|pair| Sides { old: pair.old.as_ref(), new: pair.new.as_ref() });
    let mut phrases: Vec<&Phrase> = kept.chain(changed).filter_map(side).collect();
    phrases.sort_by_key(|phrase| phrase.words.start);
    role::read(draft, finding.level, &phrases)
}

/// Pairs that the edits align, as indexes.
fn aligned(paired: &Paired, old: &[Read], new: &[Read]) -> Vec<(usize, usize)> {
    let index =
        |reads: &[Read], phrase: &Phrase| reads.binary_search_by_key(&phrase.words.start, |read| read.words.start).ok();
    let kept = paired.kept.iter().map(|pair| (&pair.old, &pair.new));
    let changed = paired.changed.iter().filter_map(|pair| Some((pair.old.as_ref()?, pair.new.as_ref()?)));
    let mut pairs: Vec<(usize, usize)> =
        kept.chain(changed).filter_map(|(a, b)| Some((index(old, a)?, index(new, b)?))).collect();
    pairs.sort_unstable();
    pairs
}

fn partners(count: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<Option<usize>> {
    let mut partners = vec![None; count];
    pairs.for_each(|(one, other)| partners[one] = Some(other));
    partners
}

/// Hundredths of the unit of money of a phrase; the amounts' own recogniser leaves none without.
fn cents(phrase: &Phrase) -> i64 {
    match phrase.value {
        Some(Value::Cents(cents)) => cents,
        _ => 0,
    }
}
