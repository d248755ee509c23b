//! Which provisions may be twins. No bill is held against another: an index leads from a provision to those that have its
//! words, or runs of them that few provisions have.

use rustc_hash::FxHashMap;

use super::survey::Survey;

/// What more bills have is stock (a short title's formula, a severability clause): it is counted and paired with nothing.
/// A run of words that more provisions have leads to none of them.
pub const MOST_HOLDERS: usize = 100;
/// Provisions of another bill that are tried for one: the two with most runs in common.
const MOST_OF_BILL: usize = 2;
/// A candidate has one in so many of the kept runs of the smaller of the two.
const LEAST_SHARE: usize = 4;

/// Provisions that may be twins.
#[derive(Debug, Default)]
pub struct Candidates {
    /// Of other bills with the very same words: groups in the order of the provisions.
    pub same: Vec<Vec<u32>>,
    /// The same in a great many bills.
    pub stock: Vec<Vec<u32>>,
    /// Pairs to be looked at word by word, the smaller number first.
    pub near: Vec<Candidate>,
    /// Provisions most of whose runs a great many others have: those with rarer runs in common alone were tried.
    pub crowded: usize,
}

/// Two provisions of different bills.
pub type Candidate = (u32, u32);

impl Candidates {
    /// Of all provisions of a survey.
    pub fn new(survey: &Survey) -> Self {
        let (same, stock) = same(survey);
        let (near, crowded) = near(survey);
        Self { same, stock, near, crowded }
    }
}

fn same(survey: &Survey) -> (Vec<Vec<u32>>, Vec<Vec<u32>>) {
    let mut by_hash: Vec<u32> = (0..survey.provisions.len() as u32).collect();
    let hash = |provision: &u32| survey.provisions[*provision as usize].hash;
    by_hash.sort_by_key(hash);
    let groups = by_hash.chunk_by(|a, b| hash(a) == hash(b)).filter(|group| group.len() > 1);
    let (mut stock, mut same): (Vec<Vec<u32>>, Vec<Vec<u32>>) =
        groups.map(<[u32]>::to_vec).partition(|group| group.len() > MOST_HOLDERS);
    // Not in the order of hashes, which means nothing.
    same.sort_unstable();
    stock.sort_unstable();
    (same, stock)
}

fn near(survey: &Survey) -> (Vec<Candidate>, usize) {
    let holders = &survey.runs;
    let mut at: FxHashMap<u32, std::ops::Range<usize>> = FxHashMap::default();
    let mut from = 0;
    for same in holders.chunk_by(|a, b| a.0 == b.0) {
        at.insert(same[0].0, from..from + same.len());
        from += same.len();
    }
    let mut own: Vec<(u32, u32)> = holders.iter().map(|&(run, provision)| (provision, run)).collect();
    own.sort_unstable();
    let (mut pairs, mut crowded) = (Vec::new(), 0);
    let mut shared: FxHashMap<u32, u32> = FxHashMap::default();
    for own in own.chunk_by(|a, b| a.0 == b.0) {
        let provision = own[0].0;
        shared.clear();
        let mut passed_over = 0;
        for others in own.iter().filter_map(|(_, run)| at.get(run)) {
            if others.len() > MOST_HOLDERS {
                passed_over += 1;
                continue;
            }
            holders[others.clone()].iter().for_each(|&(_, other)| *shared.entry(other).or_default() += 1);
        }
        crowded += usize::from(passed_over * 2 > survey.run_counts[provision as usize]);
        pairs.extend(best_of_bills(survey, provision, &shared));
    }
    pairs.sort_unstable();
    pairs.dedup();
    (pairs, crowded)
}

/// The candidates of one provision: of each other bill those with most runs in common.
fn best_of_bills(survey: &Survey, own: u32, shared: &FxHashMap<u32, u32>) -> Vec<Candidate> {
    let (one, counts) = (&survey.provisions[own as usize], &survey.run_counts);
    let enough = |(&other, &count): (&u32, &u32)| {
        let two = &survey.provisions[other as usize];
        let least = counts[own as usize].min(counts[other as usize]) as usize;
        let is_other = two.bill != one.bill && two.hash != one.hash;
        (is_other && count as usize * LEAST_SHARE >= least).then_some((two.bill, std::cmp::Reverse(count), other))
    };
    let mut best: Vec<_> = shared.iter().filter_map(enough).collect();
    best.sort_unstable();
    let of_bills = best.chunk_by(|a, b| a.0 == b.0).flat_map(|of_bill| of_bill.iter().take(MOST_OF_BILL));
    of_bills.map(|&(_, _, other)| (own.min(other), own.max(other))).collect()
}
