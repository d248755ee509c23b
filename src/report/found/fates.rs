//! What became of a passage in each bill that was searched.

use super::gathered::{Draft, Stood};
use super::{Fate, Version, Without, percent};
use crate::find::fate::{self, Stand, Step};

/// Bills without the passage that are named, at most; more are counted.
pub(super) const MOST_NAMED: usize = 8;

impl Without {
    pub(super) fn add(&mut self, name: &str) {
        self.count += 1;
        if self.count <= MOST_NAMED {
            self.bills.push(name.to_owned());
        }
    }
}

/// What became of a passage in one bill; nothing where no version has it. Files of one version (its formats) are one:
/// the first that has the best place speaks for it. `stood` has the best place of each draft.
pub(super) fn of_bill(name: &str, versions: &[&Draft], stood: &[Option<&Stood>]) -> Option<Fate> {
    let same = |a: &&Draft, b: &&Draft| a.front.version.is_some() && a.front.version == b.front.version;
    let mut told: Vec<(&Draft, Option<&Stood>)> = Vec::new();
    for group in versions.chunk_by(same) {
        let mut found: Option<&Stood> = None;
        for place in group.iter().filter_map(|draft| stood[draft.number]) {
            if found.is_none_or(|found| place.score > found.score) {
                found = Some(place);
            }
        }
        told.push((group[0], found));
    }
    if told.iter().all(|(_, place)| place.is_none()) {
        return None;
    }
    let stands: Vec<fate::Version<'_>> = told
        .iter()
        .map(|(draft, place)| {
            (draft.front.fragment, place.map(|place| Stand { cite: &place.cite, words: place.words }))
        })
        .collect();
    let steps = fate::steps(&stands);
    let versions = told.iter().zip(steps).map(|((draft, place), step)| Version::new(draft, *place, step)).collect();
    Some(Fate { bill: name.to_owned(), versions })
}

impl Version {
    fn new(draft: &Draft, place: Option<&Stood>, step: Step) -> Self {
        Self {
            version: draft.which.version(),
            step: step.name(),
            cite: place.map(|place| place.cite.clone()),
            kind: place.map(|place| place.kind),
            score: place.map(|place| place.score),
        }
    }

    /// "added in EH as Sec. 403".
    fn told(&self) -> String {
        let cite = self.cite.as_deref().unwrap_or_default();
        let likeness = match (self.kind, self.score) {
            (Some("exact") | None, _) | (_, None) => String::new(),
            (_, Some(score)) => format!(" ({})", percent(score)),
        };
        let version = &self.version;
        match self.step {
            "in" => format!("in {version} as {cite}{likeness}"),
            "added" => format!("added in {version} as {cite}{likeness}"),
            "unchanged" => format!("unchanged in {version}"),
            "redesignated" => format!("in {version} redesignated {cite}, the same words"),
            "changed" => format!("changed in {version}, {cite}{likeness}"),
            "dropped" => format!("dropped in {version}"),
            "unsaid" => format!("{version} only amends the bill and does not hold it"),
            _ => format!("not in {version}"),
        }
    }
}

impl Fate {
    /// "added in EH as Sec. 403; dropped in ENR". Versions before the first that has it are told together.
    pub(super) fn told(&self) -> String {
        let mut told = Vec::new();
        let earlier = self.versions.iter().take_while(|version| matches!(version.step, "absent" | "unsaid")).count();
        let before: Vec<&str> = self.versions[..earlier].iter().map(|version| version.version.as_str()).collect();
        if !before.is_empty() {
            told.push(format!("not in {}", before.join(", ")));
        }
        for run in
            self.versions[earlier..].chunk_by(|a, b| a.step == b.step && matches!(a.step, "unchanged" | "absent"))
        {
            let names: Vec<&str> = run.iter().map(|version| version.version.as_str()).collect();
            match run[0].step {
                "unchanged" => told.push(format!("unchanged in {}", names.join(", "))),
                "absent" => told.push(format!("not in {}", names.join(", "))),
                _ => told.push(run[0].told()),
            }
        }
        told.join("; ")
    }
}
