//! The words of candidates, read again: a sketch has none. They are read in blocks, so that what is held is bounded by the
//! block and not by the folder; most folders are one block.

use std::collections::{BTreeMap, BTreeSet};

use super::candidates::Candidate;
use super::sketch::Forms;
use super::survey::Survey;
use crate::bill::Bill;
use crate::find::words::hash_of;

/// Words that are held at once, about.
const BLOCK_WORDS: usize = 4_000_000;

/// Candidates that are looked at together, and what is to be read for them.
#[derive(Debug)]
pub struct Block<'c> {
    pub pairs: &'c [Candidate],
    /// Of each draft the provisions.
    pub drafts: Vec<(usize, Vec<u32>)>,
}

/// Parts candidates, which are sorted, into blocks.
pub fn blocks<'c>(survey: &Survey, candidates: &'c [Candidate]) -> Vec<Block<'c>> {
    let mut blocks = Vec::new();
    let (mut from, mut wanted, mut words) = (0, BTreeSet::new(), 0);
    for (at, &(one, other)) in candidates.iter().enumerate() {
        for provision in [one, other] {
            if wanted.insert(provision) {
                words += survey.provisions[provision as usize].words as usize;
            }
        }
        if words >= BLOCK_WORDS || at + 1 == candidates.len() {
            blocks.push(Block { pairs: &candidates[from..=at], drafts: drafts(survey, &wanted) });
            (from, words) = (at + 1, 0);
            wanted.clear();
        }
    }
    blocks
}

/// Every provision is read from the first draft that has it.
fn drafts(survey: &Survey, wanted: &BTreeSet<u32>) -> Vec<(usize, Vec<u32>)> {
    let mut drafts: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for &provision in wanted {
        if let Some(&(draft, _)) = survey.provisions[provision as usize].places.first() {
            drafts.entry(draft as usize).or_default().push(provision);
        }
    }
    drafts.into_iter().collect()
}

/// A provision and its words.
pub type Words = (u32, Box<[u64]>);

/// The words of provisions of a draft that was read again; none where the file is no longer what it was.
pub fn words(survey: &Survey, provisions: &[u32], bill: &Bill) -> Option<Vec<Words>> {
    let units = bill.units();
    let mut forms = Forms::default();
    let of_one = |&provision: &u32| {
        let known = &survey.provisions[provision as usize];
        let unit = survey.part(*known.places.first()?).unit;
        let words = forms.of_unit(bill, *units.get(unit as usize)?);
        (hash_of(&words) == known.hash).then(|| (provision, words.into()))
    };
    provisions.iter().map(of_one).collect()
}
