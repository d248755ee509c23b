//! The references audit: where the new draft cites its own provisions, does the citation still point to what it
//! pointed to?
//!
//! Each citation of the new draft is resolved there; where its words stood in the old draft too, it is resolved
//! there as well, and what the old one pointed to is followed through the matching.

use rustc_hash::FxHashMap;

use super::change::{Edit, Finding, Op};
use crate::Sides;
use crate::bill::{Bill, ProvisionId, Reference};
use crate::matching::words::Words;
use crate::matching::{Drafts, Matching};

/// What became of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It points to what it pointed to, or, where its words are new, to a provision that is there.
    Followed,
    /// It kept its number, and that is another provision's now.
    Stale,
    /// It points to nothing.
    Dangling,
}

impl Status {
    /// The word in reports and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Followed => "followed",
            Self::Stale => "stale",
            Self::Dangling => "dangling",
        }
    }
}

/// A citation of the new draft, audited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audited {
    /// In the new draft.
    pub reference: Reference,
    /// The same citation in the old draft, where it was there.
    pub was: Option<Reference>,
    /// What the old citation's provision became: where a stale or dangling citation should point.
    pub became: Option<ProvisionId>,
    pub status: Status,
}

impl Audited {
    /// Whether it bears another number than in the old draft and still points to the same provision.
    pub fn is_conforming(&self) -> bool {
        self.status == Status::Followed && self.became.is_some() && self.became == self.reference.target
    }
}

/// Audits every citation of the new draft, in reading order.
///
/// `references` are those of both drafts ([`Bill::references`]).
pub fn audit(
    drafts: &Drafts<'_>,
    matching: &Matching,
    findings: &[Finding],
    references: Sides<Vec<Reference>>,
) -> Vec<Audited> {
    let auditor =
        Auditor { bills: drafts.bills, by_number: drafts.bills.new.by_number(), words: &drafts.words, matching };
    let old = by_word(&drafts.words.old, &references.old);
    let came_from = auditor.came_from(findings, &references.new);
    let audited = references.new.into_iter().filter_map(|reference| {
        let was = came_from.get(&drafts.words.new.at(reference.word.start)).and_then(|word| old.get(word));
        let was = was.map(|&at| &references.old[at]).filter(|was| keyword(&was.cite) == keyword(&reference.cite));
        auditor.audit(reference, was)
    });
    audited.collect()
}

/// "section" of "section 404(b)".
fn keyword(cite: &str) -> &str {
    cite.split(' ').next().unwrap_or(cite)
}

/// References of a draft by the word that bears the number.
fn by_word(words: &Words, references: &[Reference]) -> FxHashMap<u32, usize> {
    references.iter().enumerate().map(|(at, reference)| (words.at(reference.word.start), at)).collect()
}

struct Auditor<'d> {
    bills: Sides<&'d Bill>,
    /// What stands inside the new draft's provisions, by number.
    by_number: FxHashMap<(ProvisionId, &'d str), ProvisionId>,
    words: &'d Sides<Words>,
    matching: &'d Matching,
}

impl Auditor<'_> {
    fn audit(&self, reference: Reference, was: Option<&Reference>) -> Option<Audited> {
        let before = was.and_then(|was| was.target);
        let became = before.and_then(|id| self.became(id));
        let kept_number = was.is_some_and(|was| was.cite == reference.cite);
        let status = match (before, became, reference.target) {
            (Some(_), _, None) => Status::Dangling,
            (None, _, None) if reference.explicit => Status::Dangling,
            (None, _, None) => return None,
            (Some(_), Some(became), Some(target)) if kept_number && became != target => Status::Stale,
            // What it cited is gone and the number is another's: nobody followed it.
            (Some(_), None, Some(target)) if kept_number && !self.is_container(target) => Status::Stale,
            _ => Status::Followed,
        };
        Some(Audited { reference, was: was.cloned(), became, status })
    }

    /// A division is known by its number even where nothing of it was matched: another year's act.
    fn is_container(&self, new: ProvisionId) -> bool {
        self.bills.new.provisions[new as usize].level.is_container()
    }

    /// What a provision of the old draft became.
    fn became(&self, old: ProvisionId) -> Option<ProvisionId> {
        if let Some(found) = self.matching.of_old(old) {
            return Some(found.new);
        }
        if let Some(&(_, into)) = self.matching.merges.iter().find(|(from, _)| *from == old) {
            return Some(into);
        }
        // Inside sections with equal texts nothing was matched: the same place is the same provision.
        let unit = self.bills.old.unit_of(old);
        let found = self.matching.of_old(unit)?;
        let (a, b) =
            (self.text(&self.words.old, self.bills.old, unit), self.text(&self.words.new, self.bills.new, found.new));
        (a == b).then(|| self.same_path(old, found.new)).flatten()
    }

    fn text(&self, words: &Words, bill: &Bill, id: ProvisionId) -> u64 {
        words.fold_hash(&words.content(bill, id))
    }

    /// The provision with the same numbers on the way down from its unit.
    fn same_path(&self, old: ProvisionId, unit: ProvisionId) -> Option<ProvisionId> {
        let inside = |id: &ProvisionId| *id != 0 && !self.bills.old.provisions[*id as usize].unit;
        let path: Vec<&str> =
            self.bills.old.ancestors(old).take_while(inside).map(|id| self.bills.old.number(id)).collect();
        let mut found = unit;
        for number in path.iter().rev() {
            found = *self.by_number.get(&(found, *number))?;
        }
        Some(found)
    }

    /// For words of the new draft that bear a citation's number, the word of the old draft they were.
    fn came_from(&self, findings: &[Finding], references: &[Reference]) -> FxHashMap<u32, u32> {
        let wanted: Vec<u32> = references.iter().map(|reference| self.words.new.at(reference.word.start)).collect();
        let mut came = FxHashMap::default();
        for finding in findings {
            let Sides { old: Some(_), new: Some(new) } = finding.place else { continue };
            follow(&finding.edits, self.words.new.own(new).start, &wanted, &mut came);
        }
        came
    }
}

/// Old words for the wanted new ones, through the edits of one unit. A replacement of as many words is taken word
/// by word: "404(b)," for "403(b),".
fn follow(edits: &[Edit], first: u32, wanted: &[u32], came: &mut FxHashMap<u32, u32>) {
    let mut new = first;
    let mut gone: Option<&Edit> = None;
    let mut take = |from: u32, to: u32, old: u32| {
        let at = wanted.partition_point(|&word| word < from);
        for &word in wanted[at..].iter().take_while(|&&word| word < to) {
            came.insert(word, old + word - from);
        }
    };
    for edit in edits {
        let length = edit.words.len() as u32;
        match edit.op {
            Op::Equal => {
                take(new, new + length, edit.words.start);
                new += length;
                gone = None;
            }
            Op::Delete => gone = Some(edit),
            Op::Insert => {
                if let Some(gone) = gone.filter(|gone| gone.words.len() == edit.words.len()) {
                    take(edit.words.start, edit.words.end, gone.words.start);
                }
                new = edit.words.end;
                gone = None;
            }
        }
    }
}
