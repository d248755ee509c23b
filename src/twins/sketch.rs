//! What is kept of a bill: a few numbers for each provision.

use rustc_hash::FxHashMap;

use crate::bill::{Bill, Format, FrontMatter, Unit};
use crate::find::words::{hash_of, split};
use crate::matching::words::plain_form;

/// Fewer words than these are headings and formulas, which stand everywhere.
pub const LEAST_WORDS: usize = 10;
/// Words in a run.
pub const RUN: usize = 5;
/// Of so many runs that follow each other one is kept at least, so that words in common of this length and a run more
/// have a run in common that was kept in both (winnowing: the least hash of every window).
const WINDOW: usize = 12;

/// A bill as it is kept.
#[derive(Debug)]
pub struct Sketch {
    pub path: String,
    pub front: FrontMatter,
    pub format: Format,
    pub parts: Vec<Part>,
    /// Kept runs, each with the part that has it; the survey takes them.
    pub prints: Vec<(u32, u32)>,
    /// Citations and headings, one after another.
    names: String,
}

/// A provision.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// Of its words, without its number.
    pub hash: u64,
    pub words: u32,
    /// Which unit of the bill.
    pub unit: u32,
    pub line: u32,
    pub page: u32,
    /// Where its citation begins, ends, and its heading ends.
    name: [u32; 3],
}

impl Sketch {
    /// Sketches a bill.
    pub fn new(bill: &Bill) -> Self {
        let (mut parts, mut prints, mut names) = (Vec::new(), Vec::new(), String::new());
        let cites = bill.unit_citations();
        let mut forms = Forms::default();
        for (number, unit) in bill.units().iter().enumerate() {
            let words = forms.of_unit(bill, *unit);
            if words.len() < LEAST_WORDS {
                continue;
            }
            let start = names.len() as u32;
            names.push_str(&cites[number]);
            let cited = names.len() as u32;
            names.push_str(bill.heading(unit.id));
            let place = bill.provisions[unit.id as usize].place;
            prints.extend(kept_runs(&words).into_iter().map(|print| (print, parts.len() as u32)));
            parts.push(Part {
                hash: hash_of(&words),
                words: words.len() as u32,
                unit: number as u32,
                line: place.line,
                page: place.page,
                name: [start, cited, names.len() as u32],
            });
        }
        let front = FrontMatter { title: None, sponsors: Vec::new(), ..bill.front.clone() };
        parts.shrink_to_fit();
        prints.shrink_to_fit();
        names.shrink_to_fit();
        Self { path: bill.source.path.clone(), format: front.format, front, parts, prints, names }
    }

    /// "Sec. 403".
    pub fn cite(&self, part: &Part) -> &str {
        &self.names[part.name[0] as usize..part.name[1] as usize]
    }

    /// "" where it has none.
    pub fn heading(&self, part: &Part) -> &str {
        &self.names[part.name[1] as usize..part.name[2] as usize]
    }

    /// All words that are counted.
    pub fn words(&self) -> usize {
        self.parts.iter().map(|part| part.words as usize).sum()
    }
}

/// Words as numbers, each different one looked at once.
#[derive(Debug, Default)]
pub struct Forms<'b> {
    known: FxHashMap<&'b str, Option<u64>>,
}

impl<'b> Forms<'b> {
    /// The words of a unit: letters and digits, as in [`find`](crate::find). Its own number is none of them.
    pub fn of_unit(&mut self, bill: &'b Bill, unit: Unit) -> Vec<u64> {
        let (first, last) = (&bill.provisions[unit.id as usize], &bill.provisions[unit.end as usize - 1]);
        let start = first.designation.end.max(first.line.start) as usize;
        let text = &bill.text[start..(last.line.end as usize).max(start)];
        split(text).filter_map(|(_, word)| *self.known.entry(word).or_insert_with(|| form_of(word))).collect()
    }
}

fn form_of(word: &str) -> Option<u64> {
    let form = plain_form(word);
    (!form.is_empty()).then(|| hash_of(&form))
}

/// Every run of words as a number.
pub fn runs(words: &[u64]) -> impl Iterator<Item = u64> + '_ {
    // A run is no set: where a word stands counts.
    words
        .windows(RUN)
        .map(|run| run.iter().fold(0u64, |hash, word| hash.rotate_left(11).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word))
}

/// The least run of each window, once, in 32 bits.
fn kept_runs(words: &[u64]) -> Vec<u32> {
    let all: Vec<u32> = runs(words).map(|run| (run.wrapping_mul(0xff51_afd7_ed55_8ccd) >> 32) as u32).collect();
    let mut kept: Vec<u32> = Vec::new();
    let mut waiting: std::collections::VecDeque<usize> = std::collections::VecDeque::new();
    let mut last = None;
    for (at, run) in all.iter().enumerate() {
        while waiting.back().is_some_and(|&back| all[back] >= *run) {
            waiting.pop_back();
        }
        waiting.push_back(at);
        if waiting.front().is_some_and(|&front| front + WINDOW <= at) {
            waiting.pop_front();
        }
        let least = waiting.front().copied().filter(|_| at + 1 >= WINDOW.min(all.len()));
        if least.is_some() && least != last {
            last = least;
            kept.extend(least.map(|at| all[at]));
        }
    }
    kept.sort_unstable();
    kept.dedup();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_common_have_a_kept_run_in_common() {
        let words: Vec<u64> = (0..400).map(|word| hash_of(&word)).collect();
        let kept = kept_runs(&words);
        assert!(kept.len() > 40 && kept.len() < 120, "{}", kept.len());
        for start in 0..380 {
            let other = kept_runs(&words[start..start + RUN + WINDOW - 1]);
            assert!(other.iter().any(|print| kept.contains(print)), "from {start}");
        }
        assert_eq!(kept_runs(&words[..7]).len(), 1);
        assert!(kept_runs(&words[..4]).is_empty());
    }

    #[test]
    fn a_number_is_no_word_of_its_section() {
        let section = |number: &str| {
            let xml = format!(
                "<bill><legis-body><section><enum>{number}.</enum><header>Lamps</header><text>The keeper shall trim every lamp before \
                 dusk and at midnight.</text></section></legis-body></bill>"
            );
            Sketch::new(&crate::read_bytes("x.xml", xml.as_bytes(), &Default::default()).unwrap())
        };
        let (one, other) = (section("1"), section("77"));
        assert_eq!((one.parts[0].hash, one.parts[0].words), (other.parts[0].hash, 12));
        assert_eq!((other.cite(&other.parts[0]), other.heading(&other.parts[0])), ("Sec. 77", "Lamps"));
    }
}
