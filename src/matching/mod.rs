//! 3. WHICH BECAME WHICH: finds for every provision of the old draft the one it became.
//!
//! Identity is content; number, heading and order are evidence.
//!
//! 1. [`words`]: both drafts become integers, and every provision's text a hash.
//! 2. [`units`]: sections and what stands beside them: equal texts first, then the best choice over all
//!    candidates that an index finds ([`similarity`]), by one global [`assignment`].
//!    Divisions that speak of other matters are told apart first ([`acts`]).
//! 3. [`torn`]: what is left may have been split off or merged in. This is asked before texts of little
//!    likeness are matched by their place, and again after.
//! 4. [`containers`]: titles and divisions follow what stands inside them.
//! 5. [`inside`]: the same within each matched section, level by level ([`alignment`]).
//! 6. [`order`]: what stands in another place than the rest is moved.

mod acts;
pub(crate) mod alignment;
mod assignment;
mod candidates;
mod containers;
mod evidence;
mod inside;
mod leaf;
mod order;
mod runs;
mod similarity;
mod told;
mod torn;
mod units;
pub mod words;

use crate::Sides;
use crate::bill::{Bill, ProvisionId};
pub use alignment::ENOUGH as ENOUGH_INSIDE;
pub use evidence::ENOUGH;
pub(crate) use order::longest_increasing;
use rustc_hash::{FxHashMap, FxHashSet};
pub use told::{PairError, Pairs};
use words::{Lexicon, Words};

/// How a match was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// The same text.
    Identical,
    /// Similar text, with whatever else speaks for it.
    Similar,
    /// Mostly the heading: the text was rewritten.
    Heading,
    /// Mostly its place and number: the text was rewritten.
    Place,
    /// What stands inside it.
    Inside,
    /// The reader of the report said so (`--pair`).
    Told,
}

impl Method {
    /// The name in reports and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identical => "identical text",
            Self::Similar => "similar text",
            Self::Heading => "same heading",
            Self::Place => "same place",
            Self::Inside => "same contents",
            Self::Told => "told by --pair",
        }
    }
}

/// One provision of the old draft and what it became.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    pub old: ProvisionId,
    pub new: ProvisionId,
    pub method: Method,
    /// 0 to 1: how alike the texts are, by words weighted by rarity.
    pub score: f32,
    /// The score of the best other candidate for either side; 0 where there was none.
    pub runner_up: f32,
    /// In another part of the bill, or out of the order that the rest kept.
    pub moved: bool,
}

/// What a match rests on; each is the worth that [`evidence`] gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reasons {
    /// Likeness of the words, 0 to 1.
    pub likeness: f32,
    pub heading: f32,
    pub number: f32,
    pub neighbours: f32,
    pub surroundings: f32,
    /// The same level, inside a section.
    pub level: f32,
    /// Rare runs of words that both have.
    pub kept: f32,
    /// What speaks against it: a closer copy elsewhere, a division of another matter.
    pub doubt: f32,
    /// What likeness and evidence had to reach together: less inside a section than between units.
    pub needed: f32,
    /// The best other pair of either side.
    pub rival: Option<Rival>,
}

impl Reasons {
    /// Nothing, of so much needed.
    fn none(needed: f32) -> Self {
        Self {
            likeness: 0.0,
            heading: 0.0,
            number: 0.0,
            neighbours: 0.0,
            surroundings: 0.0,
            level: 0.0,
            kept: 0.0,
            doubt: 0.0,
            needed,
            rival: None,
        }
    }

    /// All together, to be held against what is needed.
    pub fn sum(&self) -> f32 {
        let for_it = self.heading + self.number + self.neighbours + self.surroundings + self.level + self.kept;
        self.likeness + for_it - self.doubt
    }

    /// Whether the match was nearly not made, or nearly another: a reader should look himself.
    pub fn is_close(&self) -> bool {
        let beaten_by = self.rival.map_or(f32::MAX, |rival| self.sum() - rival.sum);
        let alike_as_much =
            self.rival.is_some_and(|rival| rival.likeness >= self.likeness && rival.sum > self.sum() - FAR);
        self.sum() - self.needed < CLOSE || beaten_by < CLOSE || alike_as_much
    }
}

/// Less than this above what is needed, or above the next best pair, is a close call.
const CLOSE: f32 = 0.06;

/// A pair whose words are more alike is no rival where all else puts it this far behind.
const FAR: f32 = 0.30;

/// Another pair that one side of a match might have made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rival {
    /// The old unit of that pair, and the new one.
    pub pair: (ProvisionId, ProvisionId),
    pub likeness: f32,
    pub sum: f32,
}

/// The correspondence of two drafts.
#[derive(Debug)]
pub struct Matching {
    /// All matches, units and what is inside them.
    pub matches: Vec<Match>,
    /// For each provision of a draft its match.
    pub of: Sides<Vec<Option<u32>>>,
    /// New sections that came out of an old one, which another new section continues: (old, new).
    pub splits: Vec<(ProvisionId, ProvisionId)>,
    /// Old sections that went into a new one, which continues another old section: (old, new).
    pub merges: Vec<(ProvisionId, ProvisionId)>,
    /// Why provisions that are not simply equal were matched, by the old one.
    pub reasons: FxHashMap<ProvisionId, Reasons>,
    /// For provisions without a match, the pair that came closest.
    pub nearest: Sides<FxHashMap<ProvisionId, Rival>>,
    /// Units that have no counterpart because the reader of the report said so.
    kept_apart: Sides<FxHashSet<ProvisionId>>,
    /// Caps that bit, in words for the report.
    pub notes: Vec<String>,
}

impl Matching {
    fn new(bills: Sides<&Bill>) -> Self {
        Self {
            matches: Vec::new(),
            of: bills.map(|bill| vec![None; bill.provisions.len()]),
            splits: Vec::new(),
            merges: Vec::new(),
            reasons: FxHashMap::default(),
            nearest: Sides { old: FxHashMap::default(), new: FxHashMap::default() },
            kept_apart: Sides { old: FxHashSet::default(), new: FxHashSet::default() },
            notes: Vec::new(),
        }
    }

    /// The match of a provision of the old draft.
    pub fn of_old(&self, id: ProvisionId) -> Option<&Match> {
        self.of.old[id as usize].map(|at| &self.matches[at as usize])
    }

    /// The match of a provision of the new draft.
    pub fn of_new(&self, id: ProvisionId) -> Option<&Match> {
        self.of.new[id as usize].map(|at| &self.matches[at as usize])
    }

    fn add(&mut self, old: ProvisionId, new: ProvisionId, method: Method, score: f32, runner_up: f32) {
        let at = self.matches.len() as u32;
        self.of.old[old as usize] = Some(at);
        self.of.new[new as usize] = Some(at);
        self.matches.push(Match { old, new, method, score, runner_up, moved: false });
    }

    /// Gives the match of an old provision another new one; the one it had is free.
    fn exchange_new(&mut self, old: ProvisionId, new: ProvisionId) {
        if let Some(at) = self.of.old[old as usize] {
            let found = &mut self.matches[at as usize];
            self.of.new[found.new as usize] = None;
            self.of.new[new as usize] = Some(at);
            found.new = new;
        }
    }

    /// Gives the match of a new provision another old one; the one it had is free.
    fn exchange_old(&mut self, old: ProvisionId, new: ProvisionId) {
        if let Some(at) = self.of.new[new as usize] {
            let found = &mut self.matches[at as usize];
            self.of.old[found.old as usize] = None;
            self.of.old[old as usize] = Some(at);
            found.old = old;
        }
    }

    fn is_free(&self, old: ProvisionId, new: ProvisionId) -> bool {
        self.is_free_old(old) && self.is_free_new(new)
    }

    /// Neither matched nor known to have gone into another.
    fn is_free_old(&self, id: ProvisionId) -> bool {
        self.of.old[id as usize].is_none()
            && !self.kept_apart.old.contains(&id)
            && !self.merges.iter().any(|&(old, _)| old == id)
    }

    /// Neither matched nor known to have come out of another.
    fn is_free_new(&self, id: ProvisionId) -> bool {
        self.of.new[id as usize].is_none()
            && !self.kept_apart.new.contains(&id)
            && !self.splits.iter().any(|&(_, new)| new == id)
    }
}

/// What every step works on.
pub(crate) struct Drafts<'b> {
    pub bills: Sides<&'b Bill>,
    pub words: Sides<Words>,
    pub lexicon: Lexicon,
}

impl<'b> Drafts<'b> {
    pub(crate) fn new(bills: Sides<&'b Bill>) -> Self {
        let (lexicon, words) = Lexicon::read(bills);
        Self { bills, words, lexicon }
    }

    /// The size of both texts.
    pub(crate) fn bytes(&self) -> usize {
        self.bills.old.text.len() + self.bills.new.text.len()
    }
}

/// Matches two drafts.
pub(crate) fn match_drafts(drafts: &Drafts<'_>, told: &Pairs) -> Matching {
    let mut matching = Matching::new(drafts.bills);
    matching.add(0, 0, Method::Inside, 1.0, 0.0);
    let weights = similarity::Weights::new(drafts);
    let leaves = leaf::leaves(drafts, &weights);
    told.apply(&leaves, &weights, &mut matching);
    let acts = acts::Acts::new(drafts.bills, &leaves);
    units::match_identical(&leaves, &acts, &mut matching);
    let units =
        units::Units { leaves: &leaves, words: &drafts.words, weights: &weights, acts: &acts, bytes: drafts.bytes() };
    units.match_alike(units::Round::ByTextAlone, &mut matching);
    torn::find_splits_and_merges(drafts, &weights, &leaves, &mut matching);
    units.match_alike(units::Round::ByAllEvidence, &mut matching);
    torn::find_splits_and_merges(drafts, &weights, &leaves, &mut matching);
    containers::match_containers(drafts, &mut matching);
    inside::match_inside(drafts, &weights, &leaves, &mut matching);
    order::mark_moved(drafts, &mut matching);
    matching
}
