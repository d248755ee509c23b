//! The units of both drafts in one order: read without what is only new it is the old draft's, read without what is
//! only old the new draft's. What stands elsewhere in the two is there twice.

use crate::matching::longest_increasing;
use crate::report::model::{Provision, Report, Side};

/// What the document says of a unit where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stands here in both drafts.
    Kept,
    /// It stands here in the old draft alone, as that has it.
    Old(Elsewhere),
    /// It stands here in the new draft alone, as that has it.
    New(Elsewhere),
}

/// Where the other draft has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Elsewhere {
    Nowhere,
    /// In another place, most of its words the same: the number of the move. What is the same was moved; what one draft
    /// alone has is struck where it stood or inserted where it stands now.
    Moved(usize),
    /// In another place, rewritten: hardly a move.
    Rewritten,
}

/// A unit where the document has it.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'r> {
    pub provision: &'r Provision,
    pub fate: Fate,
}

/// All units, those of the old draft alone before those of the new one alone.
pub fn sequence(report: &Report) -> Vec<Entry<'_>> {
    let provisions = &report.provisions;
    let ranks = old_ranks(provisions);
    let kept = kept(provisions, &ranks);
    let mut old: Vec<usize> = (0..provisions.len()).filter(|&at| provisions[at].old.is_some() && !kept[at]).collect();
    old.sort_by_key(|&at| ranks[at]);
    let mut old = old.into_iter().peekable();
    let entry = |at: usize, fate: fn(Elsewhere) -> Fate| Entry {
        provision: &provisions[at],
        fate: fate(elsewhere(&provisions[at], at)),
    };
    let mut out = Vec::with_capacity(provisions.len());
    let mut new = Vec::new();
    for at in 0..provisions.len() {
        if kept[at] {
            out.extend(
                std::iter::from_fn(|| old.next_if(|&other| ranks[other] < ranks[at])).map(|at| entry(at, Fate::Old)),
            );
            out.append(&mut new);
            out.push(Entry { provision: &provisions[at], fate: Fate::Kept });
        } else if provisions[at].new.is_some() {
            new.push(entry(at, Fate::New));
        }
    }
    out.extend(old.map(|at| entry(at, Fate::Old)));
    out.append(&mut new);
    out
}

/// The units that stand in one order in both drafts. What the report calls moved gives way to the rest, and bears the
/// marks of a move unless nothing around it left its place.
fn kept(provisions: &[Provision], ranks: &[u32]) -> Vec<bool> {
    let mut kept = vec![false; provisions.len()];
    let both = (0..provisions.len()).filter(|&at| is_in_both(&provisions[at]));
    let (moved, rest): (Vec<usize>, Vec<usize>) = both.partition(|&at| provisions[at].moved);
    let values: Vec<u32> = rest.iter().map(|&at| ranks[at]).collect();
    let stays = longest_increasing(&values);
    let stay: Vec<usize> = rest.into_iter().zip(stays).filter(|(_, stays)| *stays).map(|(at, _)| at).collect();
    stay.iter().for_each(|&at| kept[at] = true);
    let mut last = None;
    for at in moved {
        let (before, after) = stay.split_at(stay.partition_point(|&other| other < at));
        let before = before.last().map(|&other| ranks[other]).max(last);
        let fits =
            before.is_none_or(|rank| rank < ranks[at]) && after.first().is_none_or(|&other| ranks[at] < ranks[other]);
        if fits {
            kept[at] = true;
            last = Some(ranks[at]);
        }
    }
    kept
}

fn is_in_both(provision: &Provision) -> bool {
    provision.old.is_some() && provision.new.is_some()
}

fn elsewhere(provision: &Provision, number: usize) -> Elsewhere {
    let words = |equal: bool| -> usize {
        let edits = provision.edits.iter().filter(|edit| (edit.op == "equal") == equal);
        edits.map(|edit| edit.text.split_whitespace().count()).sum()
    };
    match (is_in_both(provision), words(true) >= words(false)) {
        (false, _) => Elsewhere::Nowhere,
        (true, true) => Elsewhere::Moved(number + 1),
        (true, false) => Elsewhere::Rewritten,
    }
}

/// For each unit its rank in the old draft's reading order; those that it does not have come last.
fn old_ranks(provisions: &[Provision]) -> Vec<u32> {
    let place = |side: &Side| (side.location.page.unwrap_or(0), side.location.line, side.location.column);
    let mut order: Vec<usize> = (0..provisions.len()).collect();
    order.sort_by_key(|&at| provisions[at].old.as_ref().map_or((u32::MAX, 0, 0), place));
    let mut ranks = vec![0; provisions.len()];
    for (rank, at) in order.into_iter().enumerate() {
        ranks[at] = rank as u32;
    }
    ranks
}
