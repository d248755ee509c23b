//! How much of one bill stands in another.
//!
//! A provision that few bills have tells where a bill went; one that many have tells nothing. So beside the plain share of
//! words there is one in which a provision counts less the more bills have it: a bill, its companion and the act that it
//! went into are three; what stands in `n` counts `3/n` of its words.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::candidates::Candidates;
use super::likeness::{Likeness, Twin};
use super::survey::{Provision, Survey};

/// In so many bills a provision counts all of its words.
pub const FEW: u32 = 3;

/// What is common to many bills says nothing of two of them, unless it is so much of the first.
const HALF: f32 = 0.5;

/// A version of a bill that stands in a version of another, in part or whole.
#[derive(Debug)]
pub struct Holding {
    /// Drafts of the survey.
    pub of: usize,
    pub within: usize,
    /// Of the words of the first, 0 to 1.
    pub share: f32,
    /// The same, each provision weighed by its rarity.
    pub weighed: f32,
    /// The part of the first, how it stands in the part of the other, and the share.
    pub twins: Vec<(u32, Twin)>,
}

/// A provision that a great many bills have.
#[derive(Debug)]
pub struct Stock {
    pub provision: u32,
    pub bills: usize,
}

/// All bills against all that hold something of them.
#[derive(Debug)]
pub struct Containment<'s> {
    survey: &'s Survey,
    /// Sorted by the two bills.
    twins: Vec<Twin>,
    /// For each provision how many bills have it.
    pub holders: Vec<u32>,
    pub stock: Vec<Stock>,
    /// Of each draft its words, each provision weighed.
    weighed: Vec<f32>,
}

impl<'s> Containment<'s> {
    /// Of the groups that are the same, and the twins that were found near.
    pub fn new(survey: &'s Survey, candidates: &Candidates, mut twins: Vec<Twin>) -> Self {
        for group in &candidates.same {
            let pairs = group.iter().flat_map(|&of| group.iter().map(move |&within| (of, within)));
            let pairs = pairs.filter(|(of, within)| of != within);
            twins.extend(pairs.map(|(of, within)| Twin { of, within, likeness: Likeness::Exact, share: 1.0 }));
        }
        let bill = |provision: u32| survey.provisions[provision as usize].bill;
        twins.sort_by_key(|twin| (twin.of, bill(twin.within), twin.within));
        let mut holders = vec![1u32; survey.provisions.len()];
        for of_one in twins.chunk_by(|a, b| a.of == b.of) {
            holders[of_one[0].of as usize] += of_one.chunk_by(|a, b| bill(a.within) == bill(b.within)).count() as u32;
        }
        let mut stock = Vec::new();
        for group in &candidates.stock {
            group.iter().for_each(|&provision| holders[provision as usize] = group.len() as u32);
            stock.extend(group.first().map(|&provision| Stock { provision, bills: group.len() }));
        }
        stock.sort_by_key(|stock| (std::cmp::Reverse(stock.bills), stock.provision));
        twins.sort_by_key(|twin| (bill(twin.of), bill(twin.within), twin.of, twin.within));
        let weighed = weighed(survey, &holders);
        Self { survey, twins, holders, stock, weighed }
    }

    /// Whether two bills share nothing but what more than [`FEW`] have, and that is less than half of the first.
    pub fn is_common(&self, holding: &Holding) -> bool {
        let is_rare = |(_, twin): &(u32, Twin)| self.holders[twin.of as usize] <= FEW;
        holding.share < HALF && !holding.twins.iter().any(is_rare)
    }

    /// Every pair of bills of which the first has something that stands in the other: the two versions of which most
    /// does. By bills; the one that holds most first.
    pub fn holdings(&self) -> Vec<Holding> {
        let bill = |provision: u32| self.survey.provisions[provision as usize].bill;
        let mut all: Vec<(u32, Holding)> = Vec::new();
        for twins in self.twins.chunk_by(|a, b| (bill(a.of), bill(a.within)) == (bill(b.of), bill(b.within))) {
            all.extend(self.best_versions(twins).map(|holding| (bill(twins[0].of), holding)));
        }
        all.sort_by(|(a, one), (b, other)| a.cmp(b).then(other.weighed.total_cmp(&one.weighed)));
        all.into_iter().map(|(_, holding)| holding).collect()
    }

    /// Of two bills the versions of which the first has most in the other; the latest of those that have as much.
    fn best_versions(&self, twins: &[Twin]) -> Option<Holding> {
        let provision = |number: u32| -> &Provision { &self.survey.provisions[number as usize] };
        let of = &self.survey.bills[provision(twins.first()?.of).bill as usize].versions;
        let within = &self.survey.bills[provision(twins[0].within).bill as usize].versions;
        let mut best: BTreeMap<(usize, usize), BTreeMap<u32, Twin>> = BTreeMap::new();
        for twin in twins {
            let (places, others) = (&provision(twin.of).places, &provision(twin.within).places);
            for &(draft, part) in places {
                let mut last = None;
                for &(other, _) in others.iter().filter(|(other, _)| last.replace(*other) != Some(*other)) {
                    let known = best.entry((draft as usize, other as usize)).or_default().entry(part).or_insert(*twin);
                    if (twin.likeness, -twin.share) < (known.likeness, -known.share) {
                        *known = *twin;
                    }
                }
            }
        }
        let course = |versions: &[usize], draft: usize| versions.iter().position(|&version| version == draft);
        let holdings = best.into_iter().map(|((one, other), parts)| self.holding(one, other, parts));
        holdings.max_by(|a, b| {
            let when = |holding: &Holding| (course(of, holding.of), course(within, holding.within));
            a.weighed.total_cmp(&b.weighed).then(a.share.total_cmp(&b.share)).then(when(a).cmp(&when(b)))
        })
    }

    fn holding(&self, of: usize, within: usize, parts: BTreeMap<u32, Twin>) -> Holding {
        let (mut plain, mut weighed) = (0.0, 0.0);
        for twin in parts.values() {
            let words = self.survey.provisions[twin.of as usize].words as f32 * twin.share;
            plain += words;
            weighed += words * weight(self.holders[twin.of as usize]);
        }
        let all = self.survey.drafts[of].words() as f32;
        let share = |count: f32, of: f32| if of > 0.0 { (count / of).min(1.0) } else { 0.0 };
        let twins = parts.into_iter().collect();
        Holding { of, within, share: share(plain, all), weighed: share(weighed, self.weighed[of]), twins }
    }

    /// How many words of each draft are stock.
    pub fn stock_words(&self, candidates: &Candidates) -> FxHashMap<usize, usize> {
        let mut words: FxHashMap<usize, usize> = FxHashMap::default();
        for provision in candidates.stock.iter().flatten().map(|&number| &self.survey.provisions[number as usize]) {
            for (draft, _) in &provision.places {
                *words.entry(*draft as usize).or_default() += provision.words as usize;
            }
        }
        words
    }
}

/// What a provision counts for each of its words, where so many bills have it.
fn weight(holders: u32) -> f32 {
    (FEW as f32 / holders as f32).min(1.0)
}

fn weighed(survey: &Survey, holders: &[u32]) -> Vec<f32> {
    let mut words = vec![0.0; survey.drafts.len()];
    for (provision, holders) in survey.provisions.iter().zip(holders) {
        let counts = provision.words as f32 * weight(*holders);
        provision.places.iter().for_each(|(draft, _)| words[*draft as usize] += counts);
    }
    words
}
