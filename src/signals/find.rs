//! Finds the signals of every finding.

use super::accounts::{self, Figure};
use super::definition::{self, Definition};
use super::line::{Draft, Line, Phrase};
use super::names::Names;
use super::substitution::Collector;
use super::touched::{Pair, Paired, Segment, pair, segments};
use super::vocabulary::{self, End};
use super::{ACTORS, AMOUNTS, FAMILIES, INSIDE, Kind, Signal, Signals, audited, begins, law};
use crate::Sides;
use crate::bill::{Bill, ProvisionId};
use crate::diff::{Change, Comparison, Finding};
use crate::matching::words::{WordRange, Words};
use crate::parallel;

/// Words of the clause shown before and after a phrase that came or went.
const BEFORE: u32 = 8;
const AFTER: u32 = 14;

/// All signals of a comparison, the repeated replacements, and the figures of both drafts.
pub fn find(comparison: &Comparison<'_>) -> Signals {
    let cores = vocabulary::read(comparison.bills, &comparison.words, begins);
    let draft = |bill, words| Draft { bill, words, cores: &cores };
    let drafts = Sides {
        old: draft(comparison.bills.old, &comparison.words.old),
        new: draft(comparison.bills.new, &comparison.words.new),
    };
    let ends = comparison.bills.map(unit_ends);
    let finder = Finder { drafts, words: &comparison.words, ends };
    let findings: Vec<(usize, &Finding)> = comparison.findings.iter().enumerate().collect();
    let found = parallel::map(comparison.bytes(), &findings, |&(at, finding)| finder.unit(at, finding));
    let mut repeated = Collector::default();
    let (mut units, mut figures) = (Vec::with_capacity(found.len()), Vec::new());
    for (mut unit, finding) in found.into_iter().zip(&comparison.findings) {
        if let (Sides { old: Some(old), new: Some(new) }, false) = (finding.place, finding.conforming) {
            repeated.add(&unit.segments, &comparison.words, Sides { old, new });
        }
        figures.append(&mut unit.figures);
        units.push(unit.signals);
    }
    cancel_torn(comparison, &drafts, &mut units);
    add_uses(&drafts, &mut units);
    audited::apply(comparison, &mut units);
    Signals { units, substitutions: repeated.finish(), figures }
}

/// One past the last provision of each unit; a provision's own end elsewhere.
fn unit_ends(bill: &Bill) -> Vec<ProvisionId> {
    let mut ends: Vec<ProvisionId> = bill.provisions.iter().map(|provision| provision.end).collect();
    bill.units().iter().for_each(|unit| ends[unit.id as usize] = unit.end);
    ends
}

struct Finder<'c> {
    drafts: Sides<Draft<'c>>,
    words: &'c Sides<Words>,
    ends: Sides<Vec<ProvisionId>>,
}

/// What one finding holds.
#[derive(Default)]
struct Unit {
    signals: Vec<Signal>,
    figures: Vec<Figure>,
    /// Its edits, where its text changed.
    segments: Vec<Segment>,
}

/// The provisions of either draft that a finding speaks of, and words in them that moved and are told apart.
pub struct Extent {
    pub provisions: Sides<Option<(ProvisionId, ProvisionId)>>,
    apart: Sides<Vec<WordRange>>,
}

impl Finder<'_> {
    /// The signals of a unit. Figures are read in unchanged ones too.
    fn unit(&self, at: usize, finding: &Finding) -> Unit {
        let mut signals = Vec::new();
        let segments = self.segments(finding);
        let figures = self.figures(at, finding, &segments);
        if finding.change == Change::Unchanged || finding.form_only {
            return Unit { figures, ..Unit::default() };
        }
        let mut apart = Sides::default();
        let mut moved = Vec::new();
        self.moved_inside(finding, &mut apart, &mut moved);
        let extent = self.extent(finding, apart);
        self.told(&extent, &segments, &mut signals);
        for child in moved {
            let extent = self.extent(child, Sides::default());
            let segments = self.segments(child);
            self.told(&extent, &segments, &mut signals);
        }
        signals.sort_by_key(|signal| {
            (signal.kind, signal.words.new.as_ref().or(signal.words.old.as_ref()).map(|words| words.start))
        });
        Unit { signals, figures, segments }
    }

    fn segments(&self, finding: &Finding) -> Vec<Segment> {
        let first = |words: &Words, id: Option<ProvisionId>| id.map_or(0, |id| words.own(id).start);
        let first =
            Sides { old: first(&self.words.old, finding.place.old), new: first(&self.words.new, finding.place.new) };
        segments(&finding.edits, first, self.words)
    }

    fn extent(&self, finding: &Finding, apart: Sides<Vec<WordRange>>) -> Extent {
        let of = |ends: &[ProvisionId], id: Option<ProvisionId>| id.map(|id| (id, ends[id as usize]));
        Extent {
            provisions: Sides {
                old: of(&self.ends.old, finding.place.old),
                new: of(&self.ends.new, finding.place.new),
            },
            apart,
        }
    }

    /// What moved within a unit is deleted and inserted in its edits: it is compared with itself. Depth is bounded by
    /// the builder's [`MAX_DEPTH`](crate::bill::MAX_DEPTH).
    fn moved_inside<'f>(&self, finding: &'f Finding, apart: &mut Sides<Vec<WordRange>>, moved: &mut Vec<&'f Finding>) {
        for child in &finding.children {
            match child.place {
                Sides { old: Some(old), new: Some(new) } if child.moved => {
                    apart.old.push(self.words.old.of(self.drafts.old.bill, old));
                    apart.new.push(self.words.new.of(self.drafts.new.bill, new));
                    if child.change == Change::Changed && !child.form_only {
                        moved.push(child);
                    }
                }
                _ => self.moved_inside(child, apart, moved),
            }
        }
    }

    /// The phrases of the wanted families, as bits, on both sides: a list for each family.
    fn phrases(&self, families: u32, extent: &Extent) -> Vec<Sides<Vec<Phrase>>> {
        let side = |draft: Draft<'_>, provisions: Option<(ProvisionId, ProvisionId)>, apart: &[WordRange]| {
            let mut found = vec![Vec::new(); FAMILIES.len()];
            if let Some((from, to)) = provisions {
                draft.lines(from, to).for_each(|line| scan(families, &line, &mut found));
            }
            let is_apart = |phrase: &Phrase| apart.iter().any(|words| words.contains(&phrase.words.start));
            found.iter_mut().for_each(|phrases| phrases.retain(|phrase| !is_apart(phrase)));
            found
        };
        let old = side(self.drafts.old, extent.provisions.old, &extent.apart.old);
        let new = side(self.drafts.new, extent.provisions.new, &extent.apart.new);
        old.into_iter().zip(new).map(|(old, new)| Sides { old, new }).collect()
    }

    fn paired(&self, segments: &[Segment], phrases: Sides<Vec<Phrase>>) -> Paired {
        pair(segments, self.words, phrases.old, phrases.new)
    }

    /// All of them, those that moved within the unit too.
    fn figures(&self, at: usize, finding: &Finding, segments: &[Segment]) -> Vec<Figure> {
        let extent = self.extent(finding, Sides::default());
        let amounts = self.phrases(1 << AMOUNTS, &extent).swap_remove(AMOUNTS);
        let paired = self.paired(segments, amounts);
        let mut figures = Vec::new();
        accounts::add(at, finding, &self.drafts, &paired, &mut figures);
        figures
    }

    fn told(&self, extent: &Extent, segments: &[Segment], out: &mut Vec<Signal>) {
        let mut phrases = self.phrases(u32::MAX, extent);
        for (family, holder) in INSIDE {
            let ranges = phrases[holder].as_ref().map(|phrases| ranges(phrases));
            outside(&mut phrases[family].old, &ranges.old);
            outside(&mut phrases[family].new, &ranges.new);
        }
        for (family, phrases) in phrases.into_iter().enumerate() {
            let paired = self.paired(segments, phrases);
            let changed = if family == ACTORS && !paired.changed.is_empty() {
                Names::of(&self.drafts, extent, segments, &paired).new_and_gone(&paired.changed)
            } else {
                paired.changed
            };
            out.extend(changed.into_iter().flat_map(|pair| self.signals(pair)));
        }
        out.extend(self.definitions(extent, segments));
    }

    /// A phrase that one of another kind took the place of is gone, and the other is new.
    fn signals(&self, pair: Pair) -> Vec<Signal> {
        let pairs = match pair {
            Sides { old: Some(old), new: Some(new) } if old.kind != new.kind => {
                vec![Sides { old: Some(old), new: None }, Sides { old: None, new: Some(new) }]
            }
            pair => vec![pair],
        };
        pairs.into_iter().filter_map(|pair| self.signal(pair)).collect()
    }

    fn signal(&self, pair: Pair) -> Option<Signal> {
        let kind = pair.new.as_ref().or(pair.old.as_ref())?.kind;
        let value = pair.as_ref().map(|phrase| phrase.as_ref().and_then(|phrase| phrase.value));
        let words = pair.map(|phrase| phrase.map(|phrase| phrase.words));
        Some(self.signal_at(kind, words, value))
    }

    fn signal_at(&self, kind: Kind, words: Sides<Option<WordRange>>, value: Sides<Option<super::Value>>) -> Signal {
        let (draft, at) = match &words {
            Sides { new: Some(new), .. } => (&self.drafts.new, new.clone()),
            Sides { old, .. } => (&self.drafts.old, old.clone().unwrap_or_default()),
        };
        let id = draft.provision_at(at.start);
        let line = draft.line(id);
        let lone = words.old.is_none() || words.new.is_none();
        let clause = lone.then(|| {
            let from = line.clause_start(at.start, End::Clause, BEFORE).min(at.start);
            let to = line.clause_end(at.end - 1, End::Clause, AFTER + 1).max(at.end);
            from..to
        });
        let quoted = draft.bill.provisions[id as usize].quoted;
        let law = quoted.then(|| law::target(draft, id).unwrap_or(0..0));
        Signal { value, clause, law, ..Signal::new(kind, words) }
    }

    fn definitions(&self, extent: &Extent, segments: &[Segment]) -> Vec<Signal> {
        let all = |draft: Draft<'_>, provisions: Option<(ProvisionId, ProvisionId)>| {
            provisions.map_or(Vec::new(), |(from, to)| definition::all(draft, from, to))
        };
        let old = all(self.drafts.old, extent.provisions.old);
        let new = all(self.drafts.new, extent.provisions.new);
        let apart = |ranges: &[WordRange], definition: &Option<Definition>| {
            definition.as_ref().is_some_and(|one| ranges.iter().any(|words| words.contains(&one.words.start)))
        };
        definition::changed(&self.drafts, &old, &new, segments)
            .into_iter()
            .filter(|sides| !apart(&extent.apart.old, &sides.old) && !apart(&extent.apart.new, &sides.new))
            .map(|sides| {
                let words = sides.map(|one| one.map(|one| one.words));
                Signal { clause: None, ..self.signal_at(Kind::Definition, words, Sides::default()) }
            })
            .collect()
    }
}

fn ranges(phrases: &[Phrase]) -> Vec<WordRange> {
    phrases.iter().map(|phrase| phrase.words.clone()).collect()
}

/// Keeps phrases that no range holds. Both are in reading order.
fn outside(phrases: &mut Vec<Phrase>, ranges: &[WordRange]) {
    phrases.retain(|phrase| {
        let at = ranges.partition_point(|range| range.end <= phrase.words.start);
        ranges.get(at).is_none_or(|range| range.start > phrase.words.start)
    });
}

/// The phrases of the wanted families in a line, no two of a family overlapping.
fn scan(families: u32, line: &Line<'_>, found: &mut [Vec<Phrase>]) {
    let mut free = [line.from; FAMILIES.len()];
    let mut last_end = [0; FAMILIES.len()];
    for at in line.from..line.to {
        let core = line.draft.core(at);
        let mut begins = core.begins & families;
        while begins != 0 {
            let family = begins.trailing_zeros() as usize;
            begins &= begins - 1;
            if at < free[family] {
                continue;
            }
            let members = FAMILIES[family].members.iter();
            let phrase = members.filter(|(begins, _)| begins(core)).find_map(|(_, read)| read(line, at));
            // A phrase may reach back before its first telling word, and not into the one before.
            if let Some(phrase) = phrase.filter(|phrase| last_end[family] <= phrase.words.start) {
                last_end[family] = phrase.words.end;
                free[family] = phrase.words.end;
                found[family].push(phrase);
            }
        }
    }
}

/// Words of a section that was split or merged went to, or came from, another one: what is gone here and new there
/// is neither.
fn cancel_torn(comparison: &Comparison<'_>, drafts: &Sides<Draft<'_>>, units: &mut [Vec<Signal>]) {
    let find = |old: Option<ProvisionId>, new: Option<ProvisionId>| {
        comparison.findings.iter().position(|finding| {
            old.is_some_and(|id| finding.place.old == Some(id)) || new.is_some_and(|id| finding.place.new == Some(id))
        })
    };
    for (at, finding) in comparison.findings.iter().enumerate() {
        let other = match (finding.split_from, finding.merged_into) {
            (None, None) => continue,
            (old, new) => find(old, new),
        };
        let Some(other) = other.filter(|&other| other != at) else { continue };
        let mut mine = std::mem::take(&mut units[at]);
        mine.retain(|signal| {
            let twin = units[other].iter().position(|twin| is_torn_twin(drafts, signal, twin));
            twin.map(|twin| units[other].remove(twin)).is_none()
        });
        units[at] = mine;
    }
}

/// Whether the one is gone and the other new, and both say the same.
fn is_torn_twin(drafts: &Sides<Draft<'_>>, a: &Signal, b: &Signal) -> bool {
    let key = |signal: &Signal| match &signal.words {
        Sides { old: Some(old), new: None } => Some((false, drafts.old.words.form_hash(old))),
        Sides { old: None, new: Some(new) } => Some((true, drafts.new.words.form_hash(new))),
        _ => None,
    };
    match (key(a), key(b)) {
        (Some((a_new, a_key)), Some((b_new, b_key))) => a.kind == b.kind && a_new != b_new && a_key == b_key,
        _ => false,
    }
}

/// For every definition the sections that use its term.
fn add_uses(drafts: &Sides<Draft<'_>>, units: &mut [Vec<Signal>]) {
    for new in [false, true] {
        let draft = if new { &drafts.new } else { &drafts.old };
        let mut signals: Vec<&mut Signal> = units
            .iter_mut()
            .flatten()
            .filter(|signal| signal.kind == Kind::Definition && signal.is_of_new() == new)
            .collect();
        let terms: Vec<WordRange> = signals
            .iter()
            .filter_map(|signal| if new { signal.words.new.clone() } else { signal.words.old.clone() })
            .map(|words| definition::term_of(draft, words.start))
            .collect();
        for (signal, uses) in signals.iter_mut().zip(definition::uses(draft, &terms)) {
            signal.uses = uses;
        }
    }
}
