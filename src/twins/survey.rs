//! The sketches of all bills.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::sketch::{Part, Sketch};
use crate::bill::{FrontMatter, Versioned, in_order_of_folder};

/// All bills, with their versions, and every different provision of each.
#[derive(Debug, Default)]
pub struct Survey {
    /// In the order of the files.
    pub drafts: Vec<Sketch>,
    pub bills: Vec<Bill>,
    pub provisions: Vec<Provision>,
    /// Drafts that are another format of a version that is there.
    pub aside: Vec<usize>,
    /// Kept runs that more than one provision has, each with those that have it; sorted.
    pub runs: Vec<(u32, u32)>,
    /// How many kept runs each provision has, shared or not.
    pub run_counts: Vec<u32>,
}

/// A bill.
#[derive(Debug)]
pub struct Bill {
    /// Its citation, or the path of a draft that has none.
    pub name: String,
    /// Which drafts, in the usual course.
    pub versions: Vec<usize>,
}

/// A provision of a bill, in all versions that have its very words.
#[derive(Debug)]
pub struct Provision {
    pub bill: u32,
    pub hash: u64,
    pub words: u32,
    /// Draft and part, in the course of the versions.
    pub places: Vec<(u32, u32)>,
}

impl Versioned for Sketch {
    fn front(&self) -> &FrontMatter {
        &self.front
    }

    fn path(&self) -> &str {
        &self.path
    }
}

impl Survey {
    /// Adds a bill.
    pub fn add(&mut self, sketch: Sketch) {
        self.drafts.push(sketch);
    }

    /// When all are there: which of them are one bill, and what provisions each bill has.
    pub fn finish(&mut self) {
        let drafts = &self.drafts;
        let mut bills: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        for (number, draft) in drafts.iter().enumerate() {
            bills.entry(sorted_name(draft)).or_default().push(number);
        }
        for ((_, name), versions) in bills {
            let mut versions: Vec<(usize, &Sketch)> = versions.into_iter().map(|at| (at, &drafts[at])).collect();
            in_order_of_folder(&mut versions);
            let (kept, aside) = best_formats(&versions);
            self.aside.extend(aside);
            self.bills.push(Bill { name, versions: kept });
        }
        self.aside.sort_unstable();
        for (number, bill) in self.bills.iter().enumerate() {
            let mut known: FxHashMap<u64, usize> = FxHashMap::default();
            for &draft in &bill.versions {
                for (at, part) in drafts[draft].parts.iter().enumerate() {
                    let provision = *known.entry(part.hash).or_insert_with(|| {
                        let provision =
                            Provision { bill: number as u32, hash: part.hash, words: part.words, places: Vec::new() };
                        self.provisions.push(provision);
                        self.provisions.len() - 1
                    });
                    self.provisions[provision].places.push((draft as u32, at as u32));
                }
            }
        }
        self.index();
    }

    /// Gathers the runs of all drafts, and lets go of those that one provision alone has: nearly all.
    fn index(&mut self) {
        let mut of_part: Vec<Vec<u32>> = self.drafts.iter().map(|draft| vec![u32::MAX; draft.parts.len()]).collect();
        for (number, provision) in self.provisions.iter().enumerate() {
            // All places have the same words.
            if let Some(&(draft, part)) = provision.places.first() {
                of_part[draft as usize][part as usize] = number as u32;
            }
        }
        self.run_counts = vec![0; self.provisions.len()];
        self.runs.reserve_exact(self.drafts.iter().map(|draft| draft.prints.len()).sum());
        for (draft, parts) in self.drafts.iter_mut().zip(&of_part) {
            for (run, part) in std::mem::take(&mut draft.prints) {
                let provision = parts[part as usize];
                if provision != u32::MAX {
                    self.run_counts[provision as usize] += 1;
                    self.runs.push((run, provision));
                }
            }
        }
        self.runs.sort_unstable();
        let mut shared = Vec::new();
        let of_several = self.runs.chunk_by(|a, b| a.0 == b.0).filter(|holders| holders.len() > 1);
        of_several.for_each(|holders| shared.extend_from_slice(holders));
        self.runs = shared;
    }

    /// A part by its place.
    pub fn part(&self, (draft, part): (u32, u32)) -> &Part {
        &self.drafts[draft as usize].parts[part as usize]
    }
}

impl<V: Versioned> Versioned for (usize, V) {
    fn front(&self) -> &FrontMatter {
        self.1.front()
    }

    fn path(&self) -> &str {
        self.1.path()
    }
}

/// By congress, type and number; drafts that tell no bill are each their own, after all others.
fn sorted_name(draft: &Sketch) -> (String, String) {
    let told = draft.front.identity().zip(draft.front.citation());
    told.map_or_else(
        || ("~".to_owned(), draft.path.clone()),
        |((congress, kind, number), cite)| {
            (format!("{:05} {} {number:07}", congress.unwrap_or_default(), kind.code()), cite)
        },
    )
}

/// Of a version in several formats the one that tells most; the others.
fn best_formats(versions: &[(usize, &Sketch)]) -> (Vec<usize>, Vec<usize>) {
    let (mut kept, mut aside) = (Vec::new(), Vec::new());
    for same in versions.chunk_by(|a, b| a.1.front.version.is_some() && a.1.front.version == b.1.front.version) {
        let best = same.iter().map(|(_, draft)| draft.format.telling()).min();
        for (number, draft) in same {
            if Some(draft.format.telling()) == best { kept.push(*number) } else { aside.push(*number) }
        }
    }
    (kept, aside)
}
