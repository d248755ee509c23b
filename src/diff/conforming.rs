//! Conforming changes: a provision that changed only where it cites a section that was itself redesignated.
//!
//! "section 404" became "section 403" because section 404 is section 403 now: a reader may pass over it. Every
//! changed word must be explained so, or the change is no conforming one: by the references audit, or, where that
//! leaves a citation alone (an instruction that amends another law), by a number after the word "section" that one
//! section of the old draft bore and that became the other.

use rustc_hash::FxHashMap;

use super::change::{Change, Edit, Finding, Op};
use super::references::Audited;
use crate::Sides;
use crate::bill::{Bill, Level, ProvisionId};
use crate::matching::words::Words;
use crate::matching::{Drafts, Matching};

/// How many words back "section" or "sections" may stand before a number: "sections 401, 402, and 404".
const REACH: u32 = 8;

/// Old section numbers and what they became.
pub struct Followed<'d> {
    bills: Sides<&'d Bill>,
    words: &'d Sides<Words>,
    became: FxHashMap<&'d str, &'d str>,
    /// New words and the old ones they stand for, where the audit found that the citation was followed.
    audited: FxHashMap<u32, u32>,
}

impl<'d> Followed<'d> {
    pub fn new(drafts: &'d Drafts<'_>, matching: &Matching, references: &[Audited]) -> Self {
        let (old, new) = (drafts.bills.old, drafts.bills.new);
        let sections = old.units().into_iter().filter(|unit| old.provisions[unit.id as usize].level == Level::Section);
        let mut bearers: FxHashMap<&str, Vec<ProvisionId>> = FxHashMap::default();
        sections.for_each(|unit| bearers.entry(old.number(unit.id)).or_default().push(unit.id));
        let mut became = FxHashMap::default();
        for (number, sections) in bearers {
            if let ([only], false) = (sections.as_slice(), number.is_empty())
                && let Some(found) = matching.of_old(*only)
                && new.number(found.new) != number
            {
                became.insert(number, new.number(found.new));
            }
        }
        let followed = references.iter().filter(|audited| audited.is_conforming());
        let audited = followed.filter_map(|audited| {
            let old = audited.was.as_ref()?;
            Some((drafts.words.new.at(audited.reference.word.start), drafts.words.old.at(old.word.start)))
        });
        Self { bills: drafts.bills, words: &drafts.words, became, audited: audited.collect() }
    }

    /// Marks every finding whose change is explained by redesignations alone.
    pub fn mark(&self, findings: &mut [Finding]) {
        for finding in findings {
            if finding.change == Change::Changed && !finding.form_only && !finding.retitled {
                finding.conforming = self.explains(finding);
                self.mark(&mut finding.children);
            }
        }
    }

    fn explains(&self, finding: &Finding) -> bool {
        let Sides { old: Some(old), new: Some(new) } = finding.place else { return false };
        let labels = Sides { old: self.words.old.label(old), new: self.words.new.label(new) };
        let mut explained = 0;
        let mut edits = finding.edits.iter().filter(|edit| edit.op != Op::Equal && !edit.form);
        while let Some(edit) = edits.next() {
            let label = if edit.op == Op::Delete { &labels.old } else { &labels.new };
            if edit.words.end <= label.end {
                continue;
            }
            let Some(insert) = edits.next().filter(|next| next.op == Op::Insert) else { return false };
            if edit.op != Op::Delete || !self.follows(edit, insert) {
                return false;
            }
            explained += 1;
        }
        explained > 0
    }

    /// Whether the new words are the old ones with section numbers followed.
    fn follows(&self, delete: &Edit, insert: &Edit) -> bool {
        delete.words.len() == insert.words.len()
            && delete.words.clone().zip(insert.words.clone()).all(|(old, new)| {
                let (a, b) = (self.old_word(old), self.bills.new.slice(self.words.new.span(new)));
                a == b
                    || self.audited.get(&new) == Some(&old) && same_around(a, b)
                    || self.is_followed(a, b) && self.cites_a_section(old)
            })
    }

    /// "404(b)," against "403(b),": the same but for the number, which became the other.
    fn is_followed(&self, old: &str, new: &str) -> bool {
        let split = |word: &str| {
            let start = word.find(|c: char| c.is_ascii_alphanumeric()).unwrap_or(word.len());
            let length = word[start..].find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(word.len() - start);
            (start, start + length)
        };
        let ((a, b), (c, d)) = (split(old), split(new));
        let same_around = old[..a] == new[..c] && old[b..] == new[d..];
        same_around && self.became.get(&old[a..b]).copied() == Some(&new[c..d])
    }

    fn cites_a_section(&self, word: u32) -> bool {
        let from = word.saturating_sub(REACH);
        (from..word).any(|at| {
            let text = self.old_word(at).trim_matches(|c: char| !c.is_alphabetic());
            text.eq_ignore_ascii_case("section") || text.eq_ignore_ascii_case("sections")
        })
    }

    fn old_word(&self, word: u32) -> &str {
        self.bills.old.slice(self.words.old.span(word))
    }
}

/// Whether two words with other numbers end alike: "404(b)," and "403(b),".
fn same_around(old: &str, new: &str) -> bool {
    let tail =
        |word: &str| word.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "()-".contains(c)).to_owned();
    tail(old) == tail(new)
}
