//! Which bills contain which: the model of `billdiff matrix`, and its outputs. Keys are described in docs/json.md.
//!
//! Pairs are made one by one as they are written, so that no more than one is held as text.

mod csv;
mod lines;
mod terminal;

use serde::Serialize;

use super::found::Failed;
use super::summary::thousands;
use super::{Layout, Output};
use crate::twins::candidates::MOST_HOLDERS;
use crate::twins::sketch::Part;
use crate::twins::{Candidates, Containment, Holding, Sketch, Survey, Twin};

/// Version of the JSON of a matrix. Keys may be added within a version, never changed or taken away.
const SCHEMA_VERSION: u32 = 1;

/// All that is told.
#[derive(Debug)]
pub struct Matrix<'s> {
    survey: &'s Survey,
    containment: &'s Containment<'s>,
    holdings: Vec<Holding>,
    /// Pairs that hold less of the first bill than was asked for.
    below: usize,
    /// Pairs that share nothing but what many bills have.
    common: usize,
    /// The least share that is told.
    least: f32,
    stock_words: rustc_hash::FxHashMap<usize, usize>,
    limits: Vec<String>,
    pub files: Files,
}

/// What was read.
#[derive(Debug, Default, Serialize)]
pub struct Files {
    pub read: usize,
    /// Files in folders that are no bills.
    pub skipped: usize,
    /// Files that are another format of a version that is there.
    pub aside: usize,
    /// Files that could not be read.
    pub failed: Vec<Failed>,
}

/// A bill that was read.
#[derive(Debug, Serialize)]
struct Bill<'m> {
    /// "H.R. 2882, 118th Congress", or the path of a draft that tells no bill.
    bill: &'m str,
    /// In their usual course.
    versions: Vec<Version<'m>>,
}

/// A version of it.
#[derive(Debug, Serialize)]
struct Version<'m> {
    path: &'m str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version_code: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'m str>,
    /// Those that are counted.
    provisions: usize,
    /// Of these.
    words: usize,
    /// Words of provisions that a great many bills have.
    stock_words: usize,
}

/// A bill that stands in another, in part or whole.
#[derive(Debug, Serialize)]
struct Pair<'m> {
    of: Side<'m>,
    #[serde(rename = "in")]
    within: Side<'m>,
    /// Of the words of the first, 0 to 1.
    share: f32,
    /// The same, each provision weighed by its rarity.
    weighed: f32,
    /// Of the first: all, and those that stand in the other.
    provisions: usize,
    exact: usize,
    near: usize,
    /// Those that stand in a longer provision.
    within_longer: usize,
    twins: Vec<Pairing<'m>>,
}

/// A version of a bill.
#[derive(Debug, Serialize)]
struct Side<'m> {
    bill: &'m str,
    path: &'m str,
    #[serde(skip_serializing_if = "Option::is_none")]
    version_code: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'m str>,
}

/// A provision and its twin.
#[derive(Debug, Serialize)]
struct Pairing<'m> {
    /// "exact", "near" or "within".
    kind: &'static str,
    /// Of its words, 0 to 1.
    share: f32,
    words: u32,
    /// How many bills have it.
    bills: u32,
    of: Where<'m>,
    #[serde(rename = "in")]
    within: Where<'m>,
}

/// Where a provision stands.
#[derive(Debug, Serialize)]
struct Where<'m> {
    cite: &'m str,
    #[serde(skip_serializing_if = "str::is_empty")]
    heading: &'m str,
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
}

/// A provision that a great many bills have.
#[derive(Debug, Serialize)]
struct Stock<'m> {
    /// How many.
    bills: usize,
    words: u32,
    /// One of them.
    bill: &'m str,
    cite: &'m str,
    #[serde(skip_serializing_if = "str::is_empty")]
    heading: &'m str,
}

impl<'s> Matrix<'s> {
    /// Of bills that were surveyed; `least` is the share, plain or weighed, from which on a pair is told.
    pub fn new(
        survey: &'s Survey,
        candidates: &Candidates,
        containment: &'s Containment<'s>,
        least: f32,
        files: Files,
    ) -> Self {
        let all = containment.holdings();
        let count = all.len();
        let told = all.into_iter().filter(|holding| holding.weighed.max(holding.share) >= least);
        let (common, holdings): (Vec<Holding>, Vec<Holding>) =
            told.partition(|holding| least > 0.0 && containment.is_common(holding));
        let mut limits = Vec::new();
        if !candidates.stock.is_empty() {
            limits.push(format!(
                "{} provisions stand in more than {MOST_HOLDERS} bills each: they are stock, counted and paired with none.",
                thousands(candidates.stock.len())
            ));
        }
        if candidates.crowded > 0 {
            limits.push(format!(
                "{} provisions are mostly phrases that more than {MOST_HOLDERS} others have: what is nearly the same as one of them was sought by the rest of its words alone.",
                thousands(candidates.crowded)
            ));
        }
        let files = Files { aside: survey.aside.len(), ..files };
        let stock_words = containment.stock_words(candidates);
        let below = count - holdings.len() - common.len();
        let common = common.len();
        Self { survey, containment, holdings, below, common, least, stock_words, limits, files }
    }

    fn draft(&self, number: usize) -> &'s Sketch {
        &self.survey.drafts[number]
    }

    fn bills(&self) -> impl Iterator<Item = Bill<'s>> + '_ {
        let version = |&number: &usize| {
            let draft = self.draft(number);
            Version {
                path: &draft.path,
                version_code: code(draft),
                date: draft.front.date.as_deref(),
                provisions: draft.parts.len(),
                words: draft.words(),
                stock_words: self.stock_words.get(&number).copied().unwrap_or_default(),
            }
        };
        self.survey
            .bills
            .iter()
            .map(move |bill| Bill { bill: &bill.name, versions: bill.versions.iter().map(version).collect() })
    }

    fn pairs(&self) -> impl Iterator<Item = Pair<'s>> + '_ {
        self.holdings.iter().map(|holding| self.pair(holding))
    }

    fn pair(&self, holding: &Holding) -> Pair<'s> {
        let twins: Vec<Pairing<'s>> = holding.twins.iter().map(|twin| self.pairing(holding, *twin)).collect();
        let count = |kind: &str| twins.iter().filter(|twin| twin.kind == kind).count();
        Pair {
            of: self.side(holding.of, holding.twins[0].1.of),
            within: self.side(holding.within, holding.twins[0].1.within),
            share: holding.share,
            weighed: holding.weighed,
            provisions: self.draft(holding.of).parts.len(),
            exact: count("exact"),
            near: count("near"),
            within_longer: count("within"),
            twins,
        }
    }

    fn side(&self, draft: usize, provision: u32) -> Side<'s> {
        let bill = self.survey.provisions[provision as usize].bill;
        let sketch = self.draft(draft);
        Side {
            bill: &self.survey.bills[bill as usize].name,
            path: &sketch.path,
            version_code: code(sketch),
            date: sketch.front.date.as_deref(),
        }
    }

    fn pairing(&self, holding: &Holding, (part, twin): (u32, Twin)) -> Pairing<'s> {
        let (of, other) = (self.draft(holding.of), self.draft(holding.within));
        let places = &self.survey.provisions[twin.within as usize].places;
        let there = places.iter().find(|(draft, _)| *draft as usize == holding.within).map_or(0, |place| place.1);
        let part = &of.parts[part as usize];
        Pairing {
            kind: twin.likeness.name(),
            share: twin.share,
            words: part.words,
            bills: self.containment.holders[twin.of as usize],
            of: place(of, part),
            within: place(other, &other.parts[there as usize]),
        }
    }

    fn stock(&self) -> impl Iterator<Item = Stock<'s>> + '_ {
        self.containment.stock.iter().filter_map(|stock| {
            let provision = &self.survey.provisions[stock.provision as usize];
            let &(draft, part) = provision.places.first()?;
            let sketch = self.draft(draft as usize);
            let part = &sketch.parts[part as usize];
            Some(Stock {
                bills: stock.bills,
                words: provision.words,
                bill: &self.survey.bills[provision.bill as usize].name,
                cite: sketch.cite(part),
                heading: sketch.heading(part),
            })
        })
    }
}

fn code(draft: &Sketch) -> Option<&str> {
    draft.front.version.as_ref().map(crate::bill::VersionCode::as_str)
}

fn place<'m>(draft: &'m Sketch, part: &Part) -> Where<'m> {
    Where {
        cite: draft.cite(part),
        heading: draft.heading(part),
        line: part.line,
        page: (part.page > 0).then_some(part.page),
    }
}

/// Writes all, piece by piece.
///
/// # Errors
/// What the receiver of the pieces says.
pub fn write<E>(
    matrix: &Matrix<'_>,
    output: Output,
    most: usize,
    layout: &Layout,
    mut out: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    match output {
        Output::Json => lines::json(matrix, &mut out),
        Output::Ndjson => lines::ndjson(matrix, &mut out),
        Output::Csv => csv::write(matrix, &mut out),
        _ => terminal::write(matrix, most, layout, &mut out),
    }
}
