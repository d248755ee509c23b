//! Signals and repeated replacements as plain data.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Provision, Teller};
use crate::Sides;
use crate::matching::words::WordRange;
use crate::signals::{self, Kind, Value};

/// Words of a signal shown; a longer phrase is cut.
const LONGEST: usize = 40;

/// A pointer at words that changed. It says what and where, and never how much it matters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Signal {
    /// "amount", "duty", "deadline" ...: see docs/signals.md.
    pub kind: String,
    /// One line, in the bill's own words.
    pub reason: String,
    /// The words themselves; null where they were added.
    pub old: Option<String>,
    /// Null where they were removed.
    pub new: Option<String>,
    /// The provision they stand in, down to the paragraph; of the new draft, or of the old one if removed.
    pub cite: String,
    /// For words that were added or removed, the clause around them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// Inside a quoted block: the law being amended, or "" where no instruction names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
    /// New less old amount, in units of money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delta: Option<f64>,
    /// The same as a share of the old amount, in percent with one decimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<f64>,
    /// For a definition: the units that use the term.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub used_in: Vec<String>,
}

/// The same words replaced by the same words in three or more places.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Substitution {
    /// The words that were replaced.
    pub old: String,
    /// What came in their place.
    pub new: String,
    /// In how many places.
    pub count: usize,
    /// Citations of the new draft's units, in order, each once.
    pub cites: Vec<String>,
}

/// How many signals there are of each kind.
pub fn counts<'p>(provisions: impl IntoIterator<Item = &'p Provision>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for signal in provisions.into_iter().flat_map(|provision| &provision.signals) {
        *counts.entry(signal.kind.clone()).or_default() += 1;
    }
    counts
}

impl Teller<'_> {
    pub(super) fn signal(&self, signal: &signals::Signal) -> Signal {
        let old = signal.words.old.as_ref().map(|words| self.words_of(words, false));
        let new = signal.words.new.as_ref().map(|words| self.words_of(words, true));
        let of_new = signal.is_of_new();
        let at = signal.words.new.as_ref().or(signal.words.old.as_ref()).map_or(0, |words| words.start);
        let amounts = match signal.value {
            Sides { old: Some(Value::Cents(old)), new: Some(Value::Cents(new)) } if signal.kind == Kind::Amount => {
                Some(signals::change_of(old, new))
            }
            _ => None,
        };
        Signal {
            kind: signal.kind.name().to_owned(),
            reason: self.reason(signal, Sides { old: old.as_deref(), new: new.as_deref() }),
            cite: self.cite_of_word(at, of_new),
            clause: signal.clause.as_ref().map(|words| self.words_of(words, of_new)),
            law: signal.law.as_ref().map(|words| self.words_of(words, of_new)),
            delta: amounts.map(|change| change.delta as f64 / 100.0),
            percent: amounts.and_then(|change| change.permille).map(|permille| permille as f64 / 10.0),
            used_in: self.users(signal, of_new),
            old,
            new,
        }
    }

    fn reason(&self, signal: &signals::Signal, text: Sides<Option<&str>>) -> String {
        let Some(audited) = signal.audited else { return signals::reason(signal, text) };
        let audited = self.reference(&self.audited[audited]);
        let same = text.old == text.new;
        let cite = if same { audited.cite.clone() } else { signals::reason(signal, text) };
        format!("{cite} is {}: {}", audited.status, audited.trouble())
    }

    pub(super) fn substitution(&self, found: &signals::Substitution) -> Substitution {
        let mut cites: Vec<String> = Vec::new();
        for place in &found.places {
            let cite = self.cite_inside(self.bills.new, &self.units.new, place.new);
            if cites.last() != Some(&cite) {
                cites.push(cite);
            }
        }
        Substitution {
            old: self.words_of(&found.words.old, false),
            new: self.words_of(&found.words.new, true),
            count: found.places.len(),
            cites,
        }
    }

    /// Words without the marks at their ends; the middle of a long run is left out.
    fn words_of(&self, words: &WordRange, new: bool) -> String {
        let (bill, all) = if new { (self.bills.new, &self.words.new) } else { (self.bills.old, &self.words.old) };
        let shown = words.start..words.end.min(words.start + LONGEST as u32);
        let mut text = String::new();
        for word in shown.clone() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(bill.slice(all.span(word)));
        }
        text.truncate(text.trim_end_matches([',', ';', ':', '.', '—', ' ']).len());
        let quotes = text.matches('"').count();
        // A mark that the phrase did not open belongs to what stands around it.
        if quotes == 1 && (text.ends_with('"') || text.starts_with('"')) {
            text = text.trim_matches('"').trim_end_matches([',', ';', '.']).to_owned();
        }
        if shown != *words {
            text.push_str(" ...");
        }
        text
    }

    fn cite_of_word(&self, word: u32, new: bool) -> String {
        let (bill, words, units) = if new {
            (self.bills.new, &self.words.new, &self.units.new)
        } else {
            (self.bills.old, &self.words.old, &self.units.old)
        };
        self.cite_inside(bill, units, words.provision_of(bill, word))
    }

    fn users(&self, signal: &signals::Signal, new: bool) -> Vec<String> {
        let (bill, units) = if new { (self.bills.new, &self.units.new) } else { (self.bills.old, &self.units.old) };
        signal.uses.iter().map(|&id| self.cite_inside(bill, units, id)).collect()
    }
}
