//! What a policy file (`.billdiff.toml`, docs/policy.md) has to do with a comparison: which changes somebody accepted,
//! which of its entries fit none, and what is left for `--exit-code` and `--fail-on`.
//!
//! An accepted change stays in the report, marked; it only counts no longer for how the program ends.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::model::{self, Provision, Report, Side};

/// Digits of a fingerprint behind the bill's name. A drafter chooses the words: 80 bits are beyond searching for others.
pub const DIGITS: usize = 20;

/// A policy file as it was read, with what the command line leaves of its settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyFile {
    /// From the working folder, or as it was typed.
    pub path: String,
    /// Of the bytes of the file.
    pub sha256: String,
    /// What it settled, by option: "fail-on" is "amount,duty".
    pub settings: BTreeMap<String, String>,
    /// In the order of the file, each fingerprint once.
    pub accepted: Vec<Acceptance>,
}

/// A change that somebody accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Acceptance {
    /// As `--fingerprints` prints it: the bill, and a hash over the old and the new words.
    pub fingerprint: String,
    /// Why, in the words of the policy file.
    pub reason: String,
    /// When: ISO 8601.
    pub date: String,
    /// Who; absent where the file does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// What the policy file had to do with the comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Policy {
    /// The file, from the folder in which billdiff ran, or as it was typed.
    pub path: String,
    /// Of the bytes of the file.
    pub sha256: String,
    /// The options that it settled, and how: those that neither the command line nor a variable gave.
    pub settings: BTreeMap<String, String>,
    /// How many units of the whole comparison bear `accepted`.
    pub accepted: usize,
    /// How many other units something happened to: what `--exit-code` counts.
    pub open: usize,
    /// Signals of all units that nobody accepted, by kind: what `--fail-on` counts.
    pub open_signals: BTreeMap<String, usize>,
    /// Entries for this bill that fit no change of the comparison.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stale: Vec<Acceptance>,
}

/// Marks what was accepted and tells what was not. Of several reports on one draft an entry need fit only one.
pub fn apply(file: &PolicyFile, reports: &mut [&mut Report]) {
    let entries: BTreeMap<&str, &Acceptance> =
        file.accepted.iter().map(|entry| (entry.fingerprint.as_str(), entry)).collect();
    let mut fitting = BTreeSet::new();
    if !entries.is_empty() {
        for report in reports.iter_mut() {
            let bill = bill(report);
            for provision in report.provisions.iter_mut().filter(|provision| can_be_accepted(provision)) {
                let entry = entries.get(fingerprint_in(&bill, provision).as_str());
                fitting.extend(entry.map(|entry| entry.fingerprint.as_str()));
                provision.accepted = entry.map(|&entry| entry.clone());
            }
        }
    }
    for report in reports {
        let of_this_bill = format!("{}:", bill(report));
        let is_stale = |entry: &&Acceptance| {
            entry.fingerprint.starts_with(&of_this_bill) && !fitting.contains(entry.fingerprint.as_str())
        };
        let stale: Vec<Acceptance> = file.accepted.iter().filter(is_stale).cloned().collect();
        let policy = Policy::new(file, report, stale);
        report.notes.extend(policy.notes());
        report.policy = Some(policy);
    }
}

/// What an entry of the policy file must name to accept the change: the bill, and a hash over the whole old and new
/// words of the unit and over what happened to it. When a word of either draft changes, it is another one.
pub fn fingerprint(report: &Report, provision: &Provision) -> String {
    fingerprint_in(&bill(report), provision)
}

/// Whether there is something to accept: a change, or a signal of words that stayed (a citation that is stale now).
pub fn can_be_accepted(provision: &Provision) -> bool {
    !provision.is_quiet() || !provision.signals.is_empty()
}

/// "121hr9403", of the new draft or else of the old one; "draft" of one without a number.
fn bill(report: &Report) -> String {
    let name = |document: &model::Document| {
        let number = document.number?;
        let congress = document.congress.map(|congress| congress.to_string()).unwrap_or_default();
        Some(format!("{congress}{}{number}", document.bill_type.as_deref().unwrap_or_default()))
    };
    name(&report.new).or_else(|| name(&report.old)).unwrap_or_else(|| "draft".to_owned())
}

fn fingerprint_in(bill: &str, provision: &Provision) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &str| {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    };
    add(&provision.level);
    add(&provision.change);
    let marks = [
        provision.redesignated,
        provision.moved,
        provision.retitled,
        provision.split_from.is_some(),
        provision.merged_into.is_some(),
    ];
    marks.iter().for_each(|&mark| add(if mark { "1" } else { "0" }));
    for (side, other) in [(&provision.old, "insert"), (&provision.new, "delete")] {
        let edits = provision.edits.iter().filter(|edit| edit.op != other);
        let words: Vec<&str> = edits.flat_map(|edit| edit.text.split_whitespace()).collect();
        add(&words.join(" "));
        let place = |side: &Side| side.path.join(" > ");
        add(&side.as_ref().filter(|_| provision.moved).map(place).unwrap_or_default());
    }
    if provision.is_quiet() {
        provision.signals.iter().for_each(|signal| add(&format!("{} {}", signal.kind, signal.reason)));
    }
    let digits: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{bill}:{}", &digits[..DIGITS])
}

impl Acceptance {
    /// "accepted 2030-05-14 by J. Doe: agreed with the committee".
    pub fn told(&self) -> String {
        let by = self.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
        format!("accepted {}{by}: {}", self.date, self.reason)
    }
}

impl Policy {
    fn new(file: &PolicyFile, report: &Report, stale: Vec<Acceptance>) -> Self {
        let left = || report.provisions.iter().filter(|provision| provision.accepted.is_none());
        Self {
            path: file.path.clone(),
            sha256: file.sha256.clone(),
            settings: file.settings.clone(),
            accepted: report.provisions.len() - left().count(),
            open: left().filter(|provision| !provision.is_quiet()).count(),
            open_signals: model::signal_counts(left()),
            stale,
        }
    }

    /// What every output says of it.
    fn notes(&self) -> Vec<String> {
        let mut applied = format!("policy {}", self.path);
        let settings: Vec<String> = self.settings.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        if !settings.is_empty() {
            applied.push_str(&format!(" ({})", settings.join("; ")));
        }
        if self.accepted + self.stale.len() > 0 {
            let are = if self.accepted == 1 { "1 change is" } else { &format!("{} changes are", self.accepted) };
            applied.push_str(&format!(": {are} accepted, {} are not", self.open));
        }
        let stale = self.stale.iter().map(|entry| {
            format!(
                "stale entry in {}: {} ({}) fits no change here. Its words changed again, or it is of other versions.",
                self.path,
                entry.fingerprint,
                entry.told()
            )
        });
        std::iter::once(applied).chain(stale).collect()
    }
}
