//! What is kept of each file until all are searched. It is little, so that thousands of files can be gone through.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fates::{MOST_NAMED, of_bill};
use super::{Files, Phrase, Place, SCHEMA_VERSION, Search, Searched, SetAside, Sought, Stock, Tool, Which, Without};
use crate::bill::{FrontMatter, Versioned, in_order_of_folder};
use crate::find::Passages;
use crate::find::fate::words_of;
use crate::find::quoted::{Article, Quoted};
use crate::find::rarity::{self, Rarity};

/// Places whose words are kept, of all passages together,
const MOST_KEPT: usize = 20_000;
/// and of one passage, at least and at most: the best. The others are counted; with a line for each place nothing is kept
/// and nothing left out.
const KEPT_OF_EACH: [usize; 2] = [100, 1_000];

/// See the module's page.
#[derive(Debug)]
pub(super) struct Gathered {
    drafts: Vec<Draft>,
    /// For each passage.
    stood: Vec<Vec<Stood>>,
    rarity: Rarity,
    /// Places that are kept of each passage.
    most: usize,
}

/// A file that was searched.
#[derive(Debug)]
pub(super) struct Draft {
    /// From 0, in the order of the files.
    pub number: usize,
    pub which: Which,
    pub front: FrontMatter,
}

/// A place without its words.
#[derive(Debug)]
pub(super) struct Stood {
    draft: usize,
    pub cite: String,
    pub kind: &'static str,
    pub score: f32,
    /// Its words as a number.
    pub words: u64,
    common_words: Box<[Range<u32>]>,
}

impl Versioned for Draft {
    fn front(&self) -> &FrontMatter {
        &self.front
    }

    fn path(&self) -> &str {
        &self.which.path
    }
}

impl Stood {
    fn new(place: &Place, draft: usize) -> Self {
        Self {
            draft,
            cite: place.cite.clone(),
            kind: place.kind,
            score: place.score,
            words: words_of(&place.words()),
            common_words: place.common_words.clone().into(),
        }
    }
}

impl Search {
    /// A search for passages, before any file is read. With `keeps` places are kept to be ranked.
    pub fn new(article: &Article, passages: &Passages, keeps: bool) -> Self {
        let of = |(at, quoted): (usize, &Quoted)| Sought {
            passage: at + 1,
            line: (quoted.line > 0).then_some(quoted.line),
            text: passages.list[at].text.clone(),
            words: passages.list[at].len(),
            gaps: passages.list[at].gap_count(),
            found: false,
            places: Vec::new(),
            unlisted: 0,
            stock: None,
            bills: Vec::new(),
            without: Without::default(),
        };
        let [least, most] = KEPT_OF_EACH;
        let count = article.passages.len();
        Self {
            schema_version: SCHEMA_VERSION,
            tool: Tool::this(),
            passages: article.passages.iter().enumerate().map(of).collect(),
            files: Files::default(),
            set_aside: SetAside {
                prose_words: article.prose,
                short: article.short.iter().map(|quoted| quoted.text.clone()).collect(),
            },
            gathered: Gathered {
                drafts: Vec::new(),
                stood: (0..count).map(|_| Vec::new()).collect(),
                rarity: Rarity::new(passages),
                most: if keeps { (MOST_KEPT / count.max(1)).clamp(least, most) } else { 0 },
            },
        }
    }

    /// Adds what one file holds.
    pub fn add(&mut self, searched: Searched) {
        self.files.searched += 1;
        let Gathered { drafts, stood, rarity, most } = &mut self.gathered;
        rarity.add(&searched.front, &searched.runs);
        let number = drafts.len();
        for (passage, place) in searched.places {
            stood[passage].push(Stood::new(&place, number));
            let places = &mut self.passages[passage].places;
            if *most > 0 {
                places.push(place);
            }
            if places.len() >= 2 * *most {
                rank(places);
                places.truncate(*most);
            }
        }
        drafts.push(Draft { number, which: searched.which, front: searched.front });
    }

    /// Ranks the places, sets aside those that share stock phrases alone, and tells what became of each passage.
    pub fn finish(&mut self, passages: &Passages) {
        let Gathered { drafts, stood, rarity, most } = &self.gathered;
        let bills = bills_of(drafts);
        for (number, sought) in self.passages.iter_mut().enumerate() {
            let stock = rarity.stock(number);
            let is_stock = |kind: &str, common: &[Range<u32>]| kind != "exact" && stock.is_all(common);
            sought.places.retain(|place| !is_stock(place.kind, &place.common_words));
            rank(&mut sought.places);
            sought.places.truncate(*most);
            let mut best: Vec<Option<&Stood>> = vec![None; drafts.len()];
            let (mut count, mut set_aside) = (0, 0);
            for place in &stood[number] {
                if is_stock(place.kind, &place.common_words) {
                    set_aside += 1;
                    continue;
                }
                count += 1;
                let known = &mut best[place.draft];
                if known.is_none_or(|known| known.score < place.score) {
                    *known = Some(place);
                }
            }
            sought.found = count > 0;
            sought.unlisted = count - sought.places.len();
            sought.stock = (set_aside > 0).then(|| {
                let phrases = rarity.phrases(number).into_iter().map(|phrase| Phrase {
                    text: rarity::text(&passages.list[number], &phrase).to_owned(),
                    bills: phrase.bills,
                });
                Stock { places: set_aside, phrases: phrases.collect() }
            });
            for (name, versions) in &bills {
                match of_bill(name, versions, &best) {
                    Some(fate) => sought.bills.push(fate),
                    None => sought.without.add(name),
                }
            }
            if sought.without.count > MOST_NAMED {
                sought.without.bills.clear();
            }
        }
    }
}

/// The best first; the order of the files among equals.
fn rank(places: &mut [Place]) {
    places.sort_by(|a, b| b.score.total_cmp(&a.score));
}

/// The drafts of each bill, in the usual course of its versions; bills in the order in which they came.
fn bills_of(drafts: &[Draft]) -> Vec<(String, Vec<&Draft>)> {
    let mut at = BTreeMap::new();
    let mut bills: Vec<(String, Vec<&Draft>)> = Vec::new();
    for draft in drafts {
        let name = draft.which.cite.clone().filter(|_| draft.front.identity().is_some());
        let name = name.unwrap_or_else(|| draft.which.path.clone());
        let known = *at.entry(name.clone()).or_insert_with(|| {
            bills.push((name, Vec::new()));
            bills.len() - 1
        });
        bills[known].1.push(draft);
    }
    bills.iter_mut().for_each(|(_, drafts)| in_order_of_folder(drafts));
    bills
}
