//! What happened to every unit of both drafts.

use rustc_hash::FxHashMap;

use super::change::{Change, Evidence, Finding, Op};
use super::conforming::Followed;
use super::edits::{Editor, Extent};
use super::front::FrontChanges;
use super::references::{Audited, audit};
use crate::Sides;
use crate::bill::{Bill, Format, Level, ProvisionId, Unit};
use crate::matching::words::Words;
use crate::matching::{Drafts, Match, Matching, Pairs, match_drafts};
use crate::parallel;

/// Two drafts compared: what a report tells of.
pub struct Comparison<'b> {
    pub bills: Sides<&'b Bill>,
    pub words: Sides<Words>,
    pub matching: Matching,
    /// One for each unit of either draft, in the new one's reading order, dropped ones where they stood.
    pub findings: Vec<Finding>,
    /// Every citation of the new draft's own provisions, in its reading order.
    pub references: Vec<Audited>,
    /// What changed around them; no finding.
    pub front: FrontChanges,
}

/// The two drafts cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{part} {kind} and {whole} is a bill's whole text: a comparison would call nearly everything dropped or added. Compare it with another of its kind, or read it alone: billdiff outline {part}."
)]
pub struct UnlikeKinds {
    /// The document that holds amendments or a passage alone.
    pub part: String,
    /// What it is: "only amends a bill".
    pub kind: &'static str,
    /// The document that holds a whole text.
    pub whole: String,
}

/// Compares two drafts.
///
/// # Errors
/// One is an amendment document without the whole text, and the other is a whole text.
pub fn compare<'b>(old: &'b Bill, new: &'b Bill) -> Result<Comparison<'b>, UnlikeKinds> {
    compare_with(old, new, &Pairs::default())
}

/// Compares two drafts, with pairs of sections that overrule the matching.
///
/// # Errors
/// As [`compare`].
pub fn compare_with<'b>(old: &'b Bill, new: &'b Bill, told: &Pairs) -> Result<Comparison<'b>, UnlikeKinds> {
    let path = |bill: &Bill| bill.source.path.clone();
    let kind = |bill: &Bill| {
        if bill.front.format == Format::Passage { "is a passage of a bill" } else { "only amends a bill" }
    };
    let unlike = |part, whole| Err(UnlikeKinds { part: path(part), kind: kind(part), whole: path(whole) });
    match (old.front.fragment, new.front.fragment) {
        (true, false) => return unlike(old, new),
        (false, true) => return unlike(new, old),
        _ => {}
    }
    let drafts = Drafts::new(Sides { old, new });
    let references = || drafts.bills.map(Bill::references);
    let (references, matching) = parallel::both(drafts.bytes(), references, || match_drafts(&drafts, told));
    let mut findings = Finder { drafts: &drafts, matching: &matching, editor: Editor::new(&drafts, &matching) }.all();
    let references = audit(&drafts, &matching, &findings, references);
    Followed::new(&drafts, &matching, &references).mark(&mut findings);
    let front = FrontChanges::between(drafts.bills.map(|bill| &bill.front));
    Ok(Comparison { bills: drafts.bills, words: drafts.words, matching, findings, references, front })
}

struct Finder<'d> {
    drafts: &'d Drafts<'d>,
    matching: &'d Matching,
    editor: Editor<'d>,
}

impl Finder<'_> {
    fn all(&self) -> Vec<Finding> {
        let units = self.drafts.bills.map(Bill::units);
        let split: FxHashMap<ProvisionId, ProvisionId> =
            self.matching.splits.iter().map(|&(old, new)| (new, old)).collect();
        let merged: FxHashMap<ProvisionId, ProvisionId> = self.matching.merges.iter().copied().collect();
        let old_units: FxHashMap<ProvisionId, Unit> = units.old.iter().map(|unit| (unit.id, *unit)).collect();
        let paired = |unit: &Unit| {
            let found = self.matching.of_new(unit.id)?;
            Some(self.pair(found, extent(old_units.get(&found.old)?), extent(unit)))
        };
        let paired = parallel::map(self.drafts.bytes(), &units.new, paired);
        let mut dropped = self.dropped_after(&units.old);
        let mut findings = Vec::new();
        let mut drop = |after: Option<ProvisionId>, findings: &mut Vec<Finding>| {
            for unit in dropped.remove(&after).unwrap_or_default() {
                let mut finding = self.one_sided(Change::Dropped, extent(&unit));
                finding.merged_into = merged.get(&unit.id).copied();
                findings.push(finding);
            }
        };
        drop(None, &mut findings);
        for (unit, paired) in units.new.iter().zip(paired) {
            match paired {
                Some(finding) => findings.push(finding),
                None => {
                    let mut finding = self.one_sided(Change::Added, extent(unit));
                    finding.split_from = split.get(&unit.id).copied();
                    findings.push(finding);
                }
            }
            drop(Some(unit.id), &mut findings);
        }
        findings
    }

    /// Dropped units by the new unit they come after: the one their nearest predecessor that kept its place became.
    fn dropped_after(&self, old: &[Unit]) -> FxHashMap<Option<ProvisionId>, Vec<Unit>> {
        let mut dropped: FxHashMap<Option<ProvisionId>, Vec<Unit>> = FxHashMap::default();
        let mut after = None;
        for unit in old {
            match self.matching.of_old(unit.id) {
                Some(found) if self.drafts.bills.new.provisions[found.new as usize].unit => {
                    if !found.moved {
                        after = Some(found.new);
                    }
                }
                _ => dropped.entry(after).or_default().push(*unit),
            }
        }
        dropped
    }

    fn one_sided(&self, change: Change, at: Extent) -> Finding {
        let (bill, op, place) = match change {
            Change::Dropped => (self.drafts.bills.old, Op::Delete, Sides { old: Some(at.id), new: None }),
            _ => (self.drafts.bills.new, Op::Insert, Sides { old: None, new: Some(at.id) }),
        };
        Finding {
            level: bill.provisions[at.id as usize].level,
            change,
            form_only: false,
            redesignated: false,
            moved: false,
            retitled: false,
            conforming: false,
            split_from: None,
            merged_into: None,
            place,
            edits: self.editor.one_sided(op, at),
            children: Vec::new(),
            evidence: None,
        }
    }

    /// What happened to a matched pair and, where its text changed, inside it.
    fn pair(&self, found: &Match, old: Extent, new: Extent) -> Finding {
        let mut finding = self.marks(found, old, new);
        if finding.change == Change::Changed {
            finding.children = self.children(old, new);
        }
        finding
    }

    fn marks(&self, found: &Match, old: Extent, new: Extent) -> Finding {
        let (bills, words) = (self.drafts.bills, &self.drafts.words);
        let (a, b) = (words.old.unit_content(old.id, old.end), words.new.unit_content(new.id, new.end));
        let same = words.old.fold_hash(&a) == words.new.fold_hash(&b);
        let form = words.old.form_hash(&a) == words.new.form_hash(&b);
        let retitled = self.is_retitled(Sides { old: old.id, new: new.id });
        let heading_form = !retitled && self.heading_differs_in_form(old.id, new.id);
        Finding {
            level: bills.new.provisions[new.id as usize].level,
            change: if same && !heading_form { Change::Unchanged } else { Change::Changed },
            form_only: form && (!same || heading_form),
            redesignated: bills.old.number(old.id) != bills.new.number(new.id),
            moved: found.moved,
            retitled,
            conforming: false,
            split_from: None,
            merged_into: None,
            place: Sides { old: Some(old.id), new: Some(new.id) },
            edits: self.editor.pair(old, new),
            children: Vec::new(),
            evidence: Some(Evidence { method: found.method, score: found.score, runner_up: found.runner_up }),
        }
    }

    /// Whether the headings differ, letter case and punctuation aside.
    fn is_retitled(&self, ids: Sides<ProvisionId>) -> bool {
        let letters = |bill: &Bill, id| -> String {
            bill.heading(id).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let (old, new) = (letters(self.drafts.bills.old, ids.old), letters(self.drafts.bills.new, ids.new));
        old != new && self.plain(&old) != self.plain(&new)
    }

    /// Whether two headings with the same letters are punctuated differently.
    fn heading_differs_in_form(&self, old: ProvisionId, new: ProvisionId) -> bool {
        let bills = self.drafts.bills;
        let (a, b) = (bills.old.heading(old).to_lowercase(), bills.new.heading(new).to_lowercase());
        let squeezed = |text: String| -> String {
            let mark = |c| match c {
                '"' => '\'',
                '—' => '-',
                other => other,
            };
            self.plain(&text).chars().filter(|c| !c.is_whitespace()).map(mark).collect()
        };
        a != b && squeezed(a) != squeezed(b)
    }

    /// Without accents, where one of the formats cannot hold them.
    fn plain(&self, text: &str) -> String {
        use unicode_normalization::UnicodeNormalization;
        let holds =
            self.drafts.bills.old.front.format.holds_accents() && self.drafts.bills.new.front.format.holds_accents();
        text.nfd().filter(|&c| holds || c.is_ascii()).collect()
    }

    /// What stands inside a new provision and stood elsewhere before: a level was put around it.
    fn came_from_elsewhere(&self, at: Extent) -> Vec<Finding> {
        let old = self.drafts.bills.old;
        let mut found = Vec::new();
        let mut id = at.id + 1;
        while id < at.end {
            let end = self.drafts.bills.new.provisions[id as usize].end;
            let Some(partner) = self.matching.of_new(id) else {
                id += 1;
                continue;
            };
            let was = Extent { id: partner.old, end: old.provisions[partner.old as usize].end };
            let child = self.pair(partner, was, Extent { id, end });
            found.extend(Some(child).filter(|child| !child.is_quiet()));
            id = end;
        }
        found
    }

    /// Findings for what is inside a pair, where something happened; depth is bounded by the builder's
    /// [`MAX_DEPTH`](crate::bill::MAX_DEPTH).
    fn children(&self, old: Extent, new: Extent) -> Vec<Finding> {
        let bills = self.drafts.bills;
        let mut gone: Vec<Extent> = inner(bills.old, old).filter(|at| self.matching.of_old(at.id).is_none()).collect();
        gone.reverse();
        let mut found = Vec::new();
        for at in inner(bills.new, new) {
            let Some(partner) = self.matching.of_new(at.id) else {
                let mut added = self.one_sided(Change::Added, at);
                added.children = self.came_from_elsewhere(at);
                found.push(added);
                continue;
            };
            while gone.last().is_some_and(|dropped| dropped.id < partner.old) {
                found.extend(gone.pop().map(|at| self.one_sided(Change::Dropped, at)));
            }
            let partner_at = Extent { id: partner.old, end: bills.old.provisions[partner.old as usize].end };
            let child = self.pair(partner, partner_at, at);
            if !child.is_quiet() {
                found.push(child);
            }
        }
        while let Some(at) = gone.pop() {
            found.push(self.one_sided(Change::Dropped, at));
        }
        found
    }
}

fn extent(unit: &Unit) -> Extent {
    Extent { id: unit.id, end: unit.end }
}

/// The provisions directly inside, units aside.
fn inner(bill: &Bill, at: Extent) -> impl Iterator<Item = Extent> + '_ {
    bill.children(at.id)
        .take_while(move |&child| child < at.end)
        .map(|id| Extent { id, end: bill.provisions[id as usize].end })
}

impl Comparison<'_> {
    /// The size of both texts.
    pub(crate) fn bytes(&self) -> usize {
        self.bills.old.text.len() + self.bills.new.text.len()
    }

    /// Whether nothing at all happened: the same provisions with the same words, numbers and headings.
    pub fn is_quiet(&self) -> bool {
        self.findings.iter().all(Finding::is_quiet)
    }

    /// Findings of one level.
    pub fn of_level(&self, level: Level) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.level == level)
    }
}
