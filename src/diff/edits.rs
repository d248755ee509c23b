//! The edits of a whole unit: provision by provision where they were matched in order, and proviso by proviso within
//! a text, so that a word of one paragraph is never held against a word of another.
//!
//! Where the provisions inside were rearranged so much that a plain comparison of all words marks far
//! less, the plain one is taken.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::change::{Edit, Op};
use super::provisos::{self, Clause};
use super::tidy::{Landmarks, tidy};
use super::wording::{Run, compare, in_common};
use crate::Sides;
use crate::bill::{Bill, ProvisionId};
use crate::matching::words::{Token, WordRange, Words};
use crate::matching::{Drafts, Matching};

/// The plain comparison is taken where it marks less than this share of what the placed one marks.
const PLAIN_SHARE: f32 = 0.6;
/// Largest unit tried plainly, in words of both sides.
const MAX_PLAIN: usize = 20_000;

/// Compares words of both drafts.
pub struct Editor<'d> {
    drafts: &'d Drafts<'d>,
    bills: Sides<&'d Bill>,
    words: &'d Sides<Words>,
    matching: &'d Matching,
    marks: Marks<'d>,
    /// Edits of pairs inside units, by the old and the new provision. They are asked for by each that stands around them, and
    /// for their own finding: drafts that nest deeply would be compared as often as they are deep.
    known: Mutex<FxHashMap<(ProvisionId, ProvisionId), Vec<Edit>>>,
}

/// What both sides of a provision or unit cover.
#[derive(Clone, Copy)]
pub struct Extent {
    pub id: ProvisionId,
    /// One past its last provision.
    pub end: ProvisionId,
}

impl<'d> Editor<'d> {
    pub fn new(drafts: &'d Drafts<'_>, matching: &'d Matching) -> Self {
        let marks = Marks { drafts };
        Self { drafts, bills: drafts.bills, words: &drafts.words, matching, marks, known: Mutex::default() }
    }

    /// All words of one draft's provisions, deleted or inserted.
    pub fn one_sided(&self, op: Op, at: Extent) -> Vec<Edit> {
        let words = if op == Op::Delete { &self.words.old } else { &self.words.new };
        let mut edits = Vec::new();
        push(&mut edits, Edit { op, words: words.between(at.id, at.end), form: false });
        edits
    }

    /// The edits of a matched pair: its own words, then what is inside it. Where a plain comparison of all
    /// its words marks much less, that is taken instead. Depth is bounded by the builder's
    /// [`MAX_DEPTH`](crate::bill::MAX_DEPTH).
    pub fn pair(&self, old: Extent, new: Extent) -> Vec<Edit> {
        let mut placed = Vec::new();
        let (a, b) = (self.words.old.unit_content(old.id, old.end), self.words.new.unit_content(new.id, new.end));
        if self.words.old.fold_hash(&a) == self.words.new.fold_hash(&b) {
            // The same text, whatever stands where inside it.
            self.words_of(self.words.old.label(old.id), self.words.new.label(new.id), &mut placed);
            self.words_of(a, b, &mut placed);
            return placed;
        }
        if self.bills.new.provisions[new.id as usize].unit {
            return self.compared(old, new);
        }
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (old.id, new.id);
        if let Some(edits) = known().get(&key) {
            return edits.clone();
        }
        let edits = self.compared(old, new);
        known().insert(key, edits.clone());
        edits
    }

    fn compared(&self, old: Extent, new: Extent) -> Vec<Edit> {
        let mut placed = Vec::new();
        self.label_and_body(old.id, new.id, &mut placed);
        for step in self.steps(old, new) {
            let edits = match step {
                Step::Pair(old, new) => self.pair(old, new),
                Step::Delete(at) => self.one_sided(Op::Delete, at),
                Step::Insert(at) => self.one_sided(Op::Insert, at),
            };
            edits.into_iter().for_each(|edit| push(&mut placed, edit));
        }
        let (a, b) = (self.words.old.between(old.id, old.end), self.words.new.between(new.id, new.end));
        let inner = self.words.old.own(old.id) != a || self.words.new.own(new.id) != b;
        if inner && a.len() + b.len() <= MAX_PLAIN && has_both(&placed) && self.may_mark_much_less(&placed) {
            let mut plain = Vec::new();
            self.words_of(a, b, &mut plain);
            if marks_much_less(&plain, &placed) {
                return plain;
            }
        }
        placed
    }

    /// Number and heading are compared apart from the body: a new number never swallows the first words.
    fn label_and_body(&self, old: ProvisionId, new: ProvisionId, edits: &mut Vec<Edit>) {
        let (a, b) = (&self.words.old, &self.words.new);
        self.words_of(a.label(old), b.label(new), edits);
        self.clauses(a.label(old).end..a.own(old).end, b.label(new).end..b.own(new).end, edits);
    }

    /// A provision's own text, proviso by proviso; as a whole where that marks much less.
    fn clauses(&self, old: WordRange, new: WordRange, edits: &mut Vec<Edit>) {
        let (a, b) = (&self.words.old.folds, &self.words.new.folds);
        if slice(a, &old) == slice(b, &new) {
            return self.words_of(old, new, edits);
        }
        let split = |folds, at| provisos::clauses(&self.drafts.lexicon, folds, at);
        let Some(aligned) = provisos::align((a, split(a, &old)), (b, split(b, &new))) else {
            return self.words_of(old, new, edits);
        };
        let (mut placed, mut whole) = (Vec::new(), Vec::new());
        for clause in aligned {
            match clause {
                Clause::Pair(old, new) => self.words_of(old, new, &mut placed),
                Clause::Delete(words) => push(&mut placed, Edit { op: Op::Delete, words, form: false }),
                Clause::Insert(words) => push(&mut placed, Edit { op: Op::Insert, words, form: false }),
            }
        }
        if self.may_mark_much_less(&placed) {
            self.words_of(old, new, &mut whole);
        }
        let taken = if !whole.is_empty() && marks_much_less(&whole, &placed) { whole } else { placed };
        taken.into_iter().for_each(|edit| push(edits, edit));
    }

    /// Whether another way of marking could pass for [`marks_much_less`] at all: words that only one side has more of
    /// are marked in every one. It spares most of the comparisons that would be thrown away.
    fn may_mark_much_less(&self, placed: &[Edit]) -> bool {
        let changed = |op| {
            let words = if op == Op::Delete { &self.words.old } else { &self.words.new };
            let edits = placed.iter().filter(move |edit| edit.op == op && !edit.form);
            let mut folds: Vec<Token> = edits.flat_map(|edit| slice(&words.folds, &edit.words)).copied().collect();
            folds.sort_unstable();
            folds
        };
        let (gone, come) = (changed(Op::Delete), changed(Op::Insert));
        let least = gone.len() + come.len() - 2 * in_common(&gone, &come);
        (least as f32) < PLAIN_SHARE * (gone.len() + come.len()) as f32
    }

    /// The children of a pair in order: pairs that kept it, and between them what was dropped and added.
    fn steps(&self, old: Extent, new: Extent) -> Vec<Step> {
        let olds = extents(self.bills.old, old);
        let news = extents(self.bills.new, new);
        let mut steps = Vec::new();
        let mut next = 0;
        for new in news {
            let partner = self.matching.of_new(new.id).filter(|found| !found.moved).map(|found| found.old);
            let at = partner.and_then(|id| olds[next..].iter().position(|extent| extent.id == id));
            match at {
                Some(skip) => {
                    steps.extend(olds[next..next + skip].iter().map(|&extent| Step::Delete(extent)));
                    steps.push(Step::Pair(olds[next + skip], new));
                    next += skip + 1;
                }
                None => steps.push(Step::Insert(new)),
            }
        }
        steps.extend(olds[next..].iter().map(|&extent| Step::Delete(extent)));
        old_before_new(&mut steps);
        steps
    }

    fn words_of(&self, old: WordRange, new: WordRange, edits: &mut Vec<Edit>) {
        for run in self.runs(&old, &new) {
            let at = |range: &std::ops::Range<usize>, from: u32| from + range.start as u32..from + range.end as u32;
            let (o, n) = (at(&run.old, old.start), at(&run.new, new.start));
            if run.equal {
                self.equal(o, n, edits);
            } else {
                let form = self.words.old.fold_hash(&o) == self.words.new.fold_hash(&n);
                push(edits, Edit { op: Op::Delete, words: o, form });
                push(edits, Edit { op: Op::Insert, words: n, form });
            }
        }
    }

    /// Equal and changed runs. Where several ways are equally short the solver's choice depends on which text comes
    /// first: that is settled by the texts, so that exchanging the drafts mirrors the edits.
    fn runs(&self, old: &WordRange, new: &WordRange) -> Vec<Run> {
        let (a, b) = (slice(&self.words.old.folds, old), slice(&self.words.new.folds, new));
        if self.words.old.fold_hash(old) <= self.words.new.fold_hash(new) {
            return tidy(compare(a, b), a, b, &self.marks);
        }
        let mut runs = tidy(compare(b, a), b, a, &self.marks);
        runs.iter_mut().for_each(|run| std::mem::swap(&mut run.old, &mut run.new));
        runs
    }

    /// Words that fold alike: equal to the letter, or kept as both where a letter differs.
    fn equal(&self, old: WordRange, new: WordRange, edits: &mut Vec<Edit>) {
        let (a, b) = (slice(&self.words.old.tokens, &old), slice(&self.words.new.tokens, &new));
        if a == b {
            return push(edits, Edit { op: Op::Equal, words: old, form: false });
        }
        for at in 0..a.len() {
            let (o, n) = (old.start + at as u32, new.start + at as u32);
            if a[at] == b[at] {
                push(edits, Edit { op: Op::Equal, words: o..o + 1, form: false });
            } else {
                push(edits, Edit { op: Op::Delete, words: o..o + 1, form: true });
                push(edits, Edit { op: Op::Insert, words: n..n + 1, form: true });
            }
        }
    }
}

/// One step through the children of a pair.
#[derive(Clone, Copy)]
enum Step {
    Pair(Extent, Extent),
    Delete(Extent),
    Insert(Extent),
}

/// Between two pairs, what was deleted comes before what was inserted.
fn old_before_new(steps: &mut [Step]) {
    for run in steps.chunk_by_mut(|a, b| !matches!(a, Step::Pair(..)) && !matches!(b, Step::Pair(..))) {
        run.sort_by_key(|step| matches!(step, Step::Insert(_)));
    }
}

fn extents(bill: &Bill, at: Extent) -> Vec<Extent> {
    let children = bill.children(at.id).take_while(|&child| child < at.end);
    children.map(|id| Extent { id, end: bill.provisions[id as usize].end }).collect()
}

fn slice<'w>(words: &'w [Token], range: &WordRange) -> &'w [Token] {
    &words[range.start as usize..range.end as usize]
}

/// Appends an edit; neighbours of one kind become one.
fn push(edits: &mut Vec<Edit>, edit: Edit) {
    if edit.words.is_empty() {
        return;
    }
    match edits.last_mut() {
        Some(last) if last.op == edit.op && last.form == edit.form && last.words.end == edit.words.start => {
            last.words.end = edit.words.end
        }
        _ => edits.push(edit),
    }
}

fn marked(edits: &[Edit]) -> usize {
    edits.iter().filter(|edit| edit.op != Op::Equal && !edit.form).map(|edit| edit.words.len()).sum()
}

fn marks_much_less(plain: &[Edit], placed: &[Edit]) -> bool {
    (marked(plain) as f32) < PLAIN_SHARE * marked(placed) as f32
}

fn has_both(edits: &[Edit]) -> bool {
    let has = |op| edits.iter().any(|edit| edit.op == op && !edit.form);
    has(Op::Delete) && has(Op::Insert)
}

/// What the words look like: built lazily from one example of each fold.
struct Marks<'d> {
    drafts: &'d Drafts<'d>,
}

impl Landmarks for Marks<'_> {
    fn is_common(&self, word: Token) -> bool {
        let text = self.drafts.lexicon.fold_text(word);
        COMMON.binary_search(&text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str()).is_ok()
    }

    fn is_designation(&self, word: Token) -> bool {
        let text = self.drafts.lexicon.fold_text(word);
        text.len() <= 7 && text.starts_with('(') && text.ends_with(')')
    }

    fn ends_phrase(&self, word: Token) -> bool {
        self.drafts.lexicon.fold_text(word).ends_with([',', ';', '.', ':', ')', '-'])
    }

    fn begins_phrase(&self, word: Token) -> bool {
        self.drafts.lexicon.fold_text(word).starts_with(['(', '\''])
    }
}

/// Words too common to be a landmark between two changes; sorted.
const COMMON: [&str; 24] = [
    "", "a", "an", "and", "any", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or", "such",
    "that", "the", "this", "to", "under", "with",
];

#[cfg(test)]
mod tests {
    #[test]
    fn common_words_are_sorted_for_the_search() {
        assert!(super::COMMON.is_sorted());
    }
}
