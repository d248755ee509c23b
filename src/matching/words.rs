//! Both drafts as integers: words are interned once, and everything after compares numbers.
//!
//! Each word has three faces:
//!
//! - its **token**: the word as the canonical text has it;
//! - its **fold**: equal where the difference is never one (kinds of dash and quote, "SECTION" for "SEC.",
//!   accents where one draft's format cannot hold them);
//! - its **form**: letters and digits alone, in lower case; where forms agree and folds do not, the
//!   difference is of form (case and punctuation).
//!
//! Spacing is never a difference either, so texts are compared as runs of characters without the spaces
//! between words. A polynomial hash over all characters up to each word gives the hash of any provision's
//! text in constant time.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::Sides;
use crate::bill::{Bill, ProvisionId, Span, spaced};

/// What two formats cannot tell apart.
#[derive(Debug, Clone, Copy)]
struct FoldRules {
    /// One of the formats cannot hold accents.
    plain: bool,
    /// The formats differ: what one has in capitals the other may have in small capitals, as small letters, so
    /// that letter case tells nothing.
    case_unsure: bool,
}

/// A word's token or class; only ever compared.
pub type Token = u32;

/// A range of words of one draft.
pub type WordRange = std::ops::Range<u32>;

/// Modulus and base of the text hash: a Mersenne prime, so that remainders are cheap.
const PRIME: u64 = (1 << 61) - 1;
const BASE: u64 = 0x1f3d_5b79_a2c4_e681 & PRIME;

/// What is known of each different word.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: Vec<Entry>,
    folds: FxHashMap<Arc<str>, Token>,
    fold_texts: Vec<Arc<str>>,
    forms: FxHashMap<String, Token>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    fold: Token,
    form: Token,
    fold_hash: Hashed,
    form_hash: Hashed,
    /// Bytes of the word itself.
    length: u32,
}

/// A run of characters: its hash and its length.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Hashed {
    hash: u64,
    length: u32,
}

/// One draft's words.
#[derive(Debug, Default)]
pub struct Words {
    /// The token of each word, in reading order.
    pub tokens: Vec<Token>,
    /// The fold of each word.
    pub folds: Vec<Token>,
    /// The form of each word; 0 where it has neither letter nor digit.
    pub forms: Vec<Token>,
    /// Where each word begins in the canonical text.
    starts: Vec<u32>,
    /// For each provision its first word, and one past the last of the draft.
    first: Vec<u32>,
    /// For each provision its first word after its own designation and heading.
    content: Vec<u32>,
    fold_sums: Sums,
    form_sums: Sums,
    /// What is known of each token.
    entries: Arc<[Entry]>,
}

/// The run of all characters before every [`STEP`]th word.
#[derive(Debug, Default)]
struct Sums {
    before: Vec<Hashed>,
}

/// Words from one sum to the next: those between are added when they are asked for, which is seldom.
const STEP: usize = 8;

/// The hash of a run of words without the spaces between them.
pub type TextHash = u64;

impl Lexicon {
    /// Interns both drafts. Accents are folded away where either format cannot hold them.
    pub fn read(bills: Sides<&Bill>) -> (Self, Sides<Words>) {
        let mut lexicon = Self::default();
        lexicon.forms.insert(String::new(), 0);
        let formats = bills.map(|bill| bill.front.format);
        let rules = FoldRules {
            plain: !formats.old.holds_accents() || !formats.new.holds_accents(),
            case_unsure: formats.old != formats.new,
        };
        let mut known = Known::default();
        let mut words = bills.map(|bill| lexicon.read_bill(bill, rules, &mut known));
        let entries: Arc<[Entry]> = std::mem::take(&mut lexicon.words).into();
        (words.old.entries, words.new.entries) = (Arc::clone(&entries), entries);
        (lexicon, words)
    }

    /// The text of a fold.
    pub fn fold_text(&self, fold: Token) -> &str {
        &self.fold_texts[fold as usize]
    }

    fn intern_fold(&mut self, folded: &str) -> Token {
        if let Some(&known) = self.folds.get(folded) {
            return known;
        }
        let text: Arc<str> = Arc::from(folded);
        let next = self.fold_texts.len() as Token;
        self.fold_texts.push(Arc::clone(&text));
        self.folds.insert(text, next);
        next
    }

    /// How many different forms there are.
    pub fn form_count(&self) -> usize {
        self.forms.len()
    }

    fn read_bill<'b>(&mut self, bill: &'b Bill, rules: FoldRules, known: &mut Known<'b>) -> Words {
        let mut words = Words::with_capacity(bill);
        let (mut fold_sum, mut form_sum) = (Hashed::default(), Hashed::default());
        for provision in &bill.provisions {
            words.first.push(words.tokens.len() as u32);
            let mut content = None;
            let line = bill.slice(provision.line);
            for word in spaced(line) {
                let start = provision.line.start + (word.as_ptr() as usize - line.as_ptr() as usize) as u32;
                if start >= provision.body.start {
                    content.get_or_insert(words.tokens.len() as u32);
                }
                let token = *known.token(word).get_or_insert_with(|| self.add(word, rules));
                let entry = self.words[token as usize];
                words.tokens.push(token);
                words.folds.push(entry.fold);
                words.forms.push(entry.form);
                if words.starts.len().is_multiple_of(STEP) {
                    words.fold_sums.before.push(fold_sum);
                    words.form_sums.before.push(form_sum);
                }
                words.starts.push(start);
                fold_sum = fold_sum.then(entry.fold_hash);
                form_sum = form_sum.then(entry.form_hash);
            }
            words.content.push(content.unwrap_or(words.tokens.len() as u32));
        }
        words.first.push(words.tokens.len() as u32);
        words.fold_sums.before.push(fold_sum);
        words.form_sums.before.push(form_sum);
        words
    }

    fn add(&mut self, word: &str, rules: FoldRules) -> Token {
        let folded = fold(word, rules);
        let formed = form(&folded);
        let (fold_hash, form_hash) = (hash(&folded), hash(&formed));
        let fold = self.intern_fold(&folded);
        let next = self.forms.len() as Token;
        let form = *self.forms.entry(formed).or_insert(next);
        self.words.push(Entry { fold, form, fold_hash, form_hash, length: word.len() as u32 });
        (self.words.len() - 1) as Token
    }
}

/// The token of each word as the canonical text has it. Nearly all words are short: those are looked up as a number, so
/// that nothing is followed into the text to compare them.
#[derive(Default)]
struct Known<'b> {
    short: FxHashMap<u128, Option<Token>>,
    long: FxHashMap<&'b str, Option<Token>>,
}

impl<'b> Known<'b> {
    /// The place of a word's token, empty where the word is new.
    fn token(&mut self, word: &'b str) -> &mut Option<Token> {
        let mut packed = [0; 16];
        let Some(letters) = packed.get_mut(1..=word.len()) else { return self.long.entry(word).or_default() };
        letters.copy_from_slice(word.as_bytes());
        // Its length tells a word from the same with zeros behind it.
        packed[0] = word.len() as u8;
        self.short.entry(u128::from_le_bytes(packed)).or_default()
    }
}

impl Words {
    fn with_capacity(bill: &Bill) -> Self {
        // About one word for each six characters.
        let (words, provisions) = (bill.text.len() / 6, bill.provisions.len() + 1);
        let sums = || Sums { before: Vec::with_capacity(words / STEP + 2) };
        Self {
            tokens: Vec::with_capacity(words),
            folds: Vec::with_capacity(words),
            forms: Vec::with_capacity(words),
            starts: Vec::with_capacity(words),
            first: Vec::with_capacity(provisions),
            content: Vec::with_capacity(provisions),
            fold_sums: sums(),
            form_sums: sums(),
            entries: Arc::default(),
        }
    }

    /// All words of a provision with everything inside it.
    pub fn of(&self, bill: &Bill, id: ProvisionId) -> WordRange {
        self.first[id as usize]..self.first[bill.provisions[id as usize].end as usize]
    }

    /// The words of a run of provisions.
    pub fn between(&self, from: ProvisionId, to: ProvisionId) -> WordRange {
        self.first[from as usize]..self.first[to as usize]
    }

    /// A provision's own words: designation, heading and body.
    pub fn own(&self, id: ProvisionId) -> WordRange {
        self.between(id, id + 1)
    }

    /// A provision's designation and heading.
    pub fn label(&self, id: ProvisionId) -> WordRange {
        self.first[id as usize]..self.content[id as usize]
    }

    /// What a provision says: everything but its own designation and heading.
    pub fn content(&self, bill: &Bill, id: ProvisionId) -> WordRange {
        self.content[id as usize]..self.first[bill.provisions[id as usize].end as usize]
    }

    /// What a unit says: as [`Words::content`], up to the next unit.
    pub fn unit_content(&self, id: ProvisionId, end: ProvisionId) -> WordRange {
        self.content[id as usize]..self.first[end as usize]
    }

    /// The provision that a word stands in.
    pub fn provision_of(&self, bill: &Bill, word: u32) -> ProvisionId {
        let first = &self.first[..bill.provisions.len()];
        (first.partition_point(|&first| first <= word).max(1) - 1) as ProvisionId
    }

    /// The word that begins at a place of the canonical text, or the last one before it.
    pub fn at(&self, place: u32) -> u32 {
        (self.starts.partition_point(|&start| start <= place) as u32).saturating_sub(1)
    }

    /// Where a word stands in the canonical text.
    pub fn span(&self, word: u32) -> Span {
        let (start, token) = (self.starts[word as usize], self.tokens[word as usize]);
        Span { start, end: start + self.entries[token as usize].length }
    }

    /// The canonical text of a run of words: a space before each, or a line break where it begins a
    /// provision; before the first word only a line break, and only if `inside` more text.
    pub fn text(&self, bill: &Bill, range: WordRange, inside: bool) -> String {
        if range.is_empty() {
            return String::new();
        }
        // The canonical text itself: between its words stands one space, or a line break where a provision begins.
        let (first, last) = (self.span(range.start), self.span(range.end - 1));
        let text = bill.slice(Span { start: first.start, end: last.end });
        let line_break = if inside && begins_line(bill, first.start) { "\n" } else { "" };
        [line_break, text].concat()
    }

    /// The words of a run at which [`Words::text`] breaks the line; the first one too if it begins a line and is `inside`.
    pub fn line_starts<'w>(&'w self, bill: &'w Bill, range: WordRange, inside: bool) -> impl Iterator<Item = u32> + 'w {
        let first = range.start;
        range.filter(move |&word| (inside || word > first) && begins_line(bill, self.starts[word as usize]))
    }

    /// Equal for texts that are never different.
    pub fn fold_hash(&self, range: &WordRange) -> TextHash {
        self.hash(&self.fold_sums, range, |entry| entry.fold_hash)
    }

    /// Equal for texts that differ in form at most.
    pub fn form_hash(&self, range: &WordRange) -> TextHash {
        self.hash(&self.form_sums, range, |entry| entry.form_hash)
    }

    fn hash(&self, sums: &Sums, range: &WordRange, face: impl Fn(&Entry) -> Hashed) -> TextHash {
        let before = |word: u32| {
            let (word, step) = (word as usize, word as usize / STEP);
            let between = self.tokens[step * STEP..word].iter().map(|&token| face(&self.entries[token as usize]));
            between.fold(sums.before[step], Hashed::then)
        };
        before(range.end).after(before(range.start))
    }
}

/// Whether a word is the first of its provision's line.
fn begins_line(bill: &Bill, start: u32) -> bool {
    start == 0 || bill.text.as_bytes()[start as usize - 1] == b'\n'
}

impl Hashed {
    /// Its characters and then those of another.
    fn then(self, next: Self) -> Self {
        let hash = add(multiply(self.hash, power(next.length)), next.hash);
        Self { hash, length: self.length + next.length }
    }

    /// The hash of what is left of it without its beginning: H(to) - H(from) * base^length.
    fn after(self, beginning: Self) -> TextHash {
        let power = power(self.length - beginning.length);
        add(self.hash, PRIME - multiply(beginning.hash, power))
    }
}

const fn add(a: u64, b: u64) -> u64 {
    let sum = a + b;
    if sum >= PRIME { sum - PRIME } else { sum }
}

const fn multiply(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    add((product as u64) & PRIME, (product >> 61) as u64)
}

/// The base raised to a power: one table for each [`DIGIT`] bits of the exponent.
fn power(exponent: u32) -> u64 {
    let digit = |at: u32| (exponent >> (at * DIGIT)) as usize % POWERS[0].len();
    let low = multiply(POWERS[0][digit(0)], POWERS[1][digit(1)]);
    if exponent >> (2 * DIGIT) == 0 { low } else { multiply(low, POWERS[2][digit(2)]) }
}

/// Three of these cover an exponent's 32 bits.
const DIGIT: u32 = 11;

/// `POWERS[k][i]` is the base raised to `i << (k * DIGIT)`.
static POWERS: [[u64; 1 << DIGIT]; 3] = {
    let mut powers = [[1; 1 << DIGIT]; 3];
    let (mut table, mut step) = (0, BASE);
    while table < 3 {
        let mut at = 1;
        while at < 1 << DIGIT {
            powers[table][at] = multiply(powers[table][at - 1], step);
            at += 1;
        }
        step = multiply(powers[table][at - 1], step);
        table += 1;
    }
    powers
};

fn hash(text: &str) -> Hashed {
    let hash = text.bytes().fold(0, |hash, byte| add(multiply(hash, BASE), u64::from(byte) + 1));
    Hashed { hash, length: text.len() as u32 }
}

/// What is never a difference between two words (the canonical text has settled most of it: see
/// [`normalize`](crate::bill::normalize)).
fn fold(word: &str, rules: FoldRules) -> String {
    if matches!(word, "SECTION" | "SEC." | "Sec." | "sec.") {
        return "sec.".to_owned();
    }
    let mut folded: String = word
        .chars()
        .map(|c| match c {
            '"' => '\'',
            '—' => '-',
            other => other,
        })
        .collect();
    if rules.plain && !folded.is_ascii() {
        folded = folded.nfd().filter(|&c| !is_combining_mark(c)).collect();
    }
    if rules.case_unsure && !is_designation(&folded) {
        folded = folded.to_lowercase();
    }
    folded
}

/// Letters and digits of a word in lower case, without accents: what is equal in any two formats.
pub(crate) fn plain_form(word: &str) -> String {
    form(&fold(word, FoldRules { plain: true, case_unsure: false }))
}

/// "(A)", which is no "(a)" in any format.
fn is_designation(word: &str) -> bool {
    let inner = word.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    inner.is_some_and(|(inner, _)| inner.len() <= 4 && inner.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Letters, digits and signs in lower case. A mark between digits stays: "$1.5" is not "$15".
fn form(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut before = ' ';
    let mut chars = folded.chars().peekable();
    while let Some(c) = chars.next() {
        let between_digits = before.is_ascii_digit() && chars.peek().is_some_and(char::is_ascii_digit);
        if c.is_alphanumeric() || matches!(c, '$' | '%' | '§' | '+' | '=' | '<' | '>') {
            out.extend(c.to_lowercase());
        } else if between_digits {
            out.push(c);
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bill::{BillBuilder, Format, FrontMatter, Level, Place};

    fn bill(text: &str) -> Bill {
        let mut builder = BillBuilder::new(FrontMatter::new(Format::BillDtd));
        builder.open(Level::Section, Place::default());
        builder.designation("1.");
        builder.text(text);
        builder.finish()
    }

    fn hashes(old: &str, new: &str) -> (bool, bool) {
        let bills = Sides::new(bill(old), bill(new));
        let (_, words) = Lexicon::read(bills.as_ref());
        let ranges = Sides::new(words.old.content(&bills.old, 1), words.new.content(&bills.new, 1));
        (
            words.old.fold_hash(&ranges.old) == words.new.fold_hash(&ranges.new),
            words.old.form_hash(&ranges.old) == words.new.form_hash(&ranges.new),
        )
    }

    #[test]
    fn never_a_difference_one_of_form_and_a_real_one() {
        assert_eq!(hashes("the Act (II) says", "the Act(II)  says"), (true, true));
        assert_eq!(hashes("an \"X\" office", "an 'X' office"), (true, true));
        assert_eq!(hashes("the Act, says", "The act says"), (false, true));
        assert_eq!(hashes("the Act says", "the Act said"), (false, false));
    }

    #[test]
    fn tables_of_powers_agree_with_multiplication() {
        for exponent in [0, 1, 2, 2_047, 2_048, 2_049, 70_000, 4_194_303, 4_194_304, 4_194_305, 9_000_001] {
            assert_eq!(multiply(power(exponent), BASE), power(exponent + 1), "{exponent}");
        }
        assert_eq!((power(0), power(1)), (1, BASE));
    }

    #[test]
    fn long_words_and_short_ones_are_told_apart() {
        let long = "counterintelligence-and-security";
        assert_eq!(hashes(long, long), (true, true));
        let mut known = Known::default();
        let words = ["a", "a\0", "\0", "a\0\0", "fifteen-letters", "sixteen-letters!", long];
        words.iter().enumerate().for_each(|(at, word)| *known.token(word) = Some(at as Token));
        words.iter().enumerate().for_each(|(at, word)| assert_eq!(*known.token(word), Some(at as Token), "{word:?}"));
        assert!(!hashes(long, "counterintelligence-and-secrecy.").1);
    }

    #[test]
    fn a_mark_between_digits_is_no_matter_of_form() {
        assert!(!hashes("$1.5 million", "$15 million").1);
        assert!(!hashes("$1,500", "$1.500").1);
        assert!(hashes("cyber-security", "cybersecurity").1);
    }
}
