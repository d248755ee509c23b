//! What the references audit says of a citation: one that points to another provision than it did, or to none, is a
//! signal though none of its words changed; one that followed its provision to a new number is none though they did.

use rustc_hash::FxHashMap;

use super::{Kind, Signal};
use crate::Sides;
use crate::bill::ProvisionId;
use crate::diff::{Audited, Comparison, Status};
use crate::matching::words::{WordRange, Words};

/// Adds and takes away signals of the kind reference, unit by unit as in the comparison's findings.
pub fn apply(comparison: &Comparison<'_>, units: &mut [Vec<Signal>]) {
    let words = &comparison.words.new;
    let of_unit: FxHashMap<ProvisionId, usize> =
        comparison.findings.iter().enumerate().filter_map(|(at, finding)| Some((finding.place.new?, at))).collect();
    let mut audited: Vec<Vec<usize>> = vec![Vec::new(); units.len()];
    for (at, one) in comparison.references.iter().enumerate() {
        let unit = comparison.bills.new.unit_of(one.reference.provision);
        if let Some(&unit) = of_unit.get(&unit) {
            audited[unit].push(at);
        }
    }
    for ((finding, signals), audited) in comparison.findings.iter().zip(units).zip(audited) {
        if finding.conforming {
            // Every changed word is explained by numbers that followed.
            signals.clear();
        }
        let all = &comparison.references;
        signals.retain(|signal| signal.kind != Kind::Reference || !is_followed(signal, &audited, all, words));
        audited
            .iter()
            .filter(|&&at| is_broken(&all[at]))
            .for_each(|&at| tell(at, &all[at], &comparison.words, signals));
    }
}

/// It points to another provision than it did, or to nothing, and that is new.
fn is_broken(audited: &Audited) -> bool {
    match audited.status {
        Status::Followed => false,
        Status::Stale => true,
        Status::Dangling => audited.was.as_ref().is_none_or(|was| was.target.is_some()),
    }
}

/// Whether all that changed in a citation is the number of what it cites.
fn is_followed(signal: &Signal, audited: &[usize], all: &[Audited], words: &Words) -> bool {
    let Sides { old: Some(_), new: Some(new) } = &signal.words else { return false };
    let mut inside = audited.iter().map(|&at| &all[at]).filter(|one| new.contains(&words.at(one.reference.word.start)));
    let changed = |one: &&Audited| one.was.as_ref().is_none_or(|was| was.cite != one.reference.cite);
    inside.clone().any(|one| changed(&one)) && inside.all(|one| !changed(&one) || one.is_conforming())
}

fn tell(at: usize, audited: &Audited, words: &Sides<Words>, signals: &mut Vec<Signal>) {
    let new = citation(&words.new, audited.reference.word.start, &audited.reference.cite);
    let known = signals.iter_mut().find(|signal| {
        signal.kind == Kind::Reference && signal.words.new.as_ref().is_some_and(|words| words.contains(&(new.end - 1)))
    });
    if let Some(known) = known {
        known.audited.get_or_insert(at);
        return;
    }
    let old = audited.was.as_ref().map(|was| citation(&words.old, was.word.start, &was.cite));
    let words = Sides { old, new: Some(new) };
    let signal = Signal { audited: Some(at), ..Signal::new(Kind::Reference, words) };
    let place = signals.partition_point(|one| one.kind <= Kind::Reference);
    signals.insert(place, signal);
}

/// "section 404(b)": the word with the number, and the one before where it is the citation's own.
fn citation(words: &Words, place: u32, cite: &str) -> WordRange {
    let number = words.at(place);
    let alone = !cite.contains(' ') || number == 0;
    if alone { number..number + 1 } else { number - 1..number + 1 }
}
