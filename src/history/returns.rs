//! What is added, held against all that was dropped before: by the matching of any two drafts, and never by a number.
//!
//! All that is gone becomes a draft of its own, and is matched with the whole new version. So a provision that is
//! nearer to one that stayed than to one that is added does not come back.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::bill::{Bill, Excerpt, FrontMatter, ProvisionId, Unit};
use crate::diff::{Change, Comparison, compare};
use crate::matching::{Matching, Method};

/// What was dropped before a version, as a draft of its own.
pub struct Lost {
    pub excerpt: Excerpt,
    /// The version that each part of the excerpt is of.
    versions: Vec<usize>,
}

/// A unit that is gone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dropped {
    /// The last version that had it.
    pub version: usize,
    pub id: ProvisionId,
    pub course: usize,
}

/// A unit of the new version that had been dropped before.
pub(super) struct Back {
    pub course: usize,
    pub since: usize,
    /// Which provision of the excerpt it was.
    pub lost: ProvisionId,
}

/// Which units that a step adds had been dropped before it.
pub(super) fn find(
    bills: &[&Bill],
    gone: &[Dropped],
    step: &Comparison<'_>,
) -> (Option<Lost>, FxHashMap<ProvisionId, Back>) {
    let added = step.findings.iter().filter(|found| found.change == Change::Added);
    let added: FxHashSet<ProvisionId> = added.filter_map(|found| found.place.new).collect();
    if gone.is_empty() || added.is_empty() {
        return Default::default();
    }
    let lost = Lost::new(bills, gone, &step.bills.new.front);
    let courses: FxHashMap<(usize, ProvisionId), usize> =
        gone.iter().map(|dropped| ((dropped.version, dropped.id), dropped.course)).collect();
    // The excerpt is of one kind with the new version.
    let Ok(compared) = compare(&lost.excerpt.bill, step.bills.new) else { return Default::default() };
    let mut back = FxHashMap::default();
    for found in &compared.matching.matches[1..] {
        let since = lost.origin(found.old);
        let Some(&course) = courses.get(&since).filter(|_| added.contains(&found.new)) else { continue };
        if rests_on_words(&compared.matching, found.old, found.method) {
            back.insert(found.new, Back { course, since: since.0, lost: found.old });
        }
    }
    if back.is_empty() { Default::default() } else { (Some(lost), back) }
}

/// Whether a match stands without what number, neighbours and surroundings are worth: those of another version say
/// nothing here. Titles and divisions follow what stands inside them.
fn rests_on_words(matching: &Matching, old: ProvisionId, method: Method) -> bool {
    match matching.reasons.get(&old) {
        Some(reasons) => reasons.likeness + reasons.heading + reasons.kept - reasons.doubt >= reasons.needed,
        None => matches!(method, Method::Identical | Method::Inside),
    }
}

impl Lost {
    fn new(bills: &[&Bill], gone: &[Dropped], new: &FrontMatter) -> Self {
        let mut parts: BTreeMap<usize, FxHashSet<ProvisionId>> = BTreeMap::new();
        for dropped in gone {
            parts.entry(dropped.version).or_default().insert(dropped.id);
        }
        let versions: Vec<usize> = parts.keys().copied().collect();
        let units = |(version, ids): (&usize, &FxHashSet<ProvisionId>)| -> (&Bill, Vec<Unit>) {
            let bill = bills[*version];
            (bill, bill.units().into_iter().filter(|unit| ids.contains(&unit.id)).collect())
        };
        let parts: Vec<(&Bill, Vec<Unit>)> = parts.iter().map(units).collect();
        // As far as one of the formats cannot tell a difference, none of them can.
        let formats = || parts.iter().map(|(bill, _)| bill.front.format);
        let poorest = formats().find(|format| !format.holds_accents());
        let format = poorest.or_else(|| formats().find(|format| *format != new.format)).unwrap_or(new.format);
        let front = FrontMatter { fragment: new.fragment, ..FrontMatter::new(format) };
        Self { excerpt: Excerpt::of(front, &parts), versions }
    }

    /// The version that a provision of the excerpt was in, and which one it was there.
    pub fn origin(&self, id: ProvisionId) -> (usize, ProvisionId) {
        let (part, id) = self.excerpt.origins[id as usize];
        (self.versions[part], id)
    }
}
