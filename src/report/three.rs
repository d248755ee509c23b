//! Three drafts: two that went in (of the House and of the Senate) and the one that came of both (the conference's).
//!
//! Made of two reports, first against third and second against third; every output of three drafts is made of this
//! alone. Its rows follow the third draft; what only the first or the second has stands where it stood.

use super::model::{Document, Provision, Report};
use super::select::{Selection, SelectionError, has_number, what_there_is};
use super::shown::{Kind, Line, lines};

/// See the module's page.
#[derive(Debug, Clone, PartialEq)]
pub struct Three {
    /// The first draft against the third.
    pub first: Report,
    /// The second draft against the third.
    pub second: Report,
    pub rows: Vec<Row>,
}

/// One unit of the third draft with what it came of, or one that the first or the second draft alone has: places in
/// the provisions of the two reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub first: Option<usize>,
    pub second: Option<usize>,
}

/// Words of all three that belong beside each other: the least run of lines that ends at one word of the third draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Block {
    /// The first draft's lines against the third, with the words of both.
    pub first: Vec<Line>,
    pub second: Vec<Line>,
    pub third: Vec<Vec<Word>>,
}

/// A word of the third draft, and which of the others have it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub in_first: bool,
    pub in_second: bool,
}

impl Three {
    /// Puts two reports together whose new draft is the same.
    pub fn new(first: Report, second: Report) -> Self {
        let stood =
            |report: &Report| -> Vec<bool> { report.provisions.iter().map(|unit| unit.new.is_some()).collect() };
        let (a, b) = (stood(&first), stood(&second));
        let (mut i, mut j) = (0, 0);
        let mut rows = Vec::new();
        while i < a.len() || j < b.len() {
            if a.get(i) == Some(&false) {
                rows.push(Row { first: Some(i), second: None });
                i += 1;
            } else if b.get(j) == Some(&false) {
                rows.push(Row { first: None, second: Some(j) });
                j += 1;
            } else {
                rows.push(Row { first: a.get(i).map(|_| i), second: b.get(j).map(|_| j) });
                (i, j) = (i + 1, j + 1);
            }
        }
        Self { first, second, rows }
    }

    /// The three drafts in their order.
    pub fn documents(&self) -> [&Document; 3] {
        [&self.first.old, &self.second.old, &self.first.new]
    }

    /// The two provisions of a row: each tells of the third draft's unit, if it has one.
    pub fn provisions(&self, row: Row) -> [Option<&Provision>; 2] {
        [row.first.map(|at| &self.first.provisions[at]), row.second.map(|at| &self.second.provisions[at])]
    }

    /// Whether a row is the same in all three.
    pub fn is_quiet(&self, row: Row) -> bool {
        self.provisions(row).into_iter().flatten().all(Provision::is_quiet)
    }

    /// Keeps the rows in which any draft has a selected number, and a signal of a selected kind.
    ///
    /// # Errors
    /// A section that no draft has.
    pub fn select(&mut self, selection: &Selection) -> Result<(), SelectionError> {
        if selection.is_all() {
            return Ok(());
        }
        let wanted = selection.numbers();
        let has =
            |row: Row, number: &str| self.provisions(row).into_iter().flatten().any(|unit| has_number(unit, number));
        if let Some(missing) = wanted.iter().find(|number| !self.rows.iter().any(|&row| has(row, number))) {
            return Err(SelectionError { wanted: (*missing).to_owned(), advice: what_there_is(&self.first) });
        }
        let is_wanted = |row: Row| wanted.is_empty() || wanted.iter().any(|number| has(row, number));
        let kinds = &selection.signals;
        let signals =
            |unit: &Provision| unit.signals.iter().any(|one| kinds.iter().any(|kind| kind.name() == one.kind));
        let has_signal = |row: Row| kinds.is_empty() || self.provisions(row).into_iter().flatten().any(signals);
        let kept = self.rows.iter().copied().filter(|&row| is_wanted(row) && has_signal(row)).collect();
        self.rows = kept;
        Ok(())
    }

    /// The words of a row.
    pub fn blocks(&self, row: Row) -> Vec<Block> {
        let [first, second] = self.provisions(row);
        let words = third_words(first, second);
        let mut first = Counted::new(first);
        let mut second = Counted::new(second);
        let mut blocks = Vec::new();
        while !first.is_done() || !second.is_done() {
            let gone = Block { first: first.take_gone(), second: second.take_gone(), third: Vec::new() };
            if gone != Block::default() {
                blocks.push(gone);
            }
            let start = first.words.min(second.words);
            let mut block = Block::default();
            let mut ends = vec![start];
            loop {
                // Whoever is behind takes its next line; both begin with one.
                let first_next = !first.is_done() && first.words <= second.words && block.first.is_empty()
                    || !first.is_done() && first.words < second.words;
                let second_next = !second.is_done() && second.words <= first.words && block.second.is_empty()
                    || !second.is_done() && second.words < first.words;
                if first_next {
                    block.first.extend(first.take());
                    ends.push(first.words);
                } else if second_next {
                    block.second.extend(second.take());
                } else {
                    break;
                }
            }
            ends.push(first.words.max(second.words));
            ends.dedup();
            let of = |two: &[usize]| words.get(two[0]..two[1].min(words.len())).unwrap_or_default().to_vec();
            block.third = ends.windows(2).map(of).filter(|line| !line.is_empty()).collect();
            if block != Block::default() {
                blocks.push(block);
            }
        }
        blocks
    }
}

impl Block {
    /// Whether all three have the same words.
    pub fn is_quiet(&self) -> bool {
        self.first.iter().chain(&self.second).all(|line| line.kind() == Some(Kind::Same))
            && self.third.iter().flatten().all(|word| word.in_first && word.in_second)
    }
}

/// The third draft's words of a unit, as the first report has them. A difference of form is none.
fn third_words(first: Option<&Provision>, second: Option<&Provision>) -> Vec<Word> {
    let words = |unit: Option<&Provision>| -> Vec<(String, bool)> {
        let edits = unit.into_iter().flat_map(|unit| &unit.edits).filter(|edit| edit.op != "delete");
        let word = |edit: &super::model::Edit| {
            let known = edit.op == "equal" || edit.form;
            edit.text.split_whitespace().map(move |word| (word.to_owned(), known)).collect::<Vec<_>>()
        };
        edits.flat_map(word).collect()
    };
    let second = words(second);
    let in_second = |at: usize| second.get(at).is_some_and(|(_, known)| *known);
    let word = |(at, (text, in_first)): (usize, (String, bool))| Word { text, in_first, in_second: in_second(at) };
    words(first).into_iter().enumerate().map(word).collect()
}

/// The lines of a unit, one after the other, with the words of the third draft that were in those before.
struct Counted {
    lines: std::iter::Peekable<std::vec::IntoIter<Line>>,
    words: usize,
}

impl Counted {
    fn new(unit: Option<&Provision>) -> Self {
        let lines = unit.map(lines).unwrap_or_default();
        Self { lines: lines.into_iter().peekable(), words: 0 }
    }

    fn is_done(&mut self) -> bool {
        self.lines.peek().is_none()
    }

    fn take(&mut self) -> Option<Line> {
        let line = self.lines.next()?;
        self.words += third_count(&line);
        Some(line)
    }

    /// The next lines, as long as the third draft has nothing of them.
    fn take_gone(&mut self) -> Vec<Line> {
        std::iter::from_fn(|| self.lines.next_if(|line| third_count(line) == 0)).collect()
    }
}

/// Words of the third draft in a line.
fn third_count(line: &Line) -> usize {
    let kept = line.pieces.iter().filter(|piece| piece.kind != Kind::Old);
    kept.map(|piece| piece.text.as_str()).collect::<String>().split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{compare, read_bytes};

    fn report(old: &str, new: &str) -> Report {
        let read = |text: &str| {
            let sections: String = text
                .split('|')
                .map(|section| {
                    let (number, text) = section.split_once(' ').expect("a number and words");
                    format!("<section><enum>{number}.</enum><text>{text}</text></section>")
                })
                .collect();
            let draft = format!("<bill><legis-body>{sections}</legis-body></bill>");
            read_bytes("draft.xml", draft.as_bytes(), &Default::default()).expect("a draft")
        };
        Report::new(&compare(&read(old), &read(new)).expect("two of a kind"))
    }

    #[test]
    fn rows_follow_the_third_draft_and_what_one_alone_had_stands_where_it_stood() {
        let house =
            "1 The Director may report to Congress each year.|2 Fees are set by the harbor board for each vessel.";
        let senate =
            "1 The Director shall report to Congress each month.|9 Grants go to towns that keep a library open.";
        let conference = "1 The Director shall report to Congress each year.";
        let three = Three::new(report(house, conference), report(senate, conference));
        let told: Vec<_> = three
            .rows
            .iter()
            .map(|row| three.provisions(*row).map(|unit| unit.map(|unit| unit.change.clone())))
            .collect();
        let some = |change: &str| Some(change.to_owned());
        assert_eq!(told, [[some("changed"), some("changed")], [some("dropped"), None], [None, some("dropped")]]);
        let blocks = three.blocks(three.rows[0]);
        let words: Vec<_> = blocks
            .iter()
            .flat_map(|block| block.third.iter().flatten())
            .filter(|word| !word.in_first || !word.in_second)
            .map(|word| (word.text.as_str(), word.in_first, word.in_second))
            .collect();
        assert_eq!(words, [("shall", false, true), ("year.", true, false)]);
    }
}
