//! What a figure is there for, by the words around it.
//!
//! A draft's appropriations follow a form: "For necessary expenses of ..., $X, of which $Y shall be for ...:
//! Provided, That not to exceed $Z ...". A line is read once from left to right with what the form has said so far.

use super::super::Kind;
use super::super::line::{Draft, Line, Phrase};
use super::super::vocabulary::End;
use super::{Read, cents};
use crate::bill::{Level, ProvisionId};

/// What a figure is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// "(increased by $5,000,000)".
    FloorNote,
    /// A sum that is rescinded.
    Rescission,
    /// The principal that loans or guarantees may reach; nothing is paid out of it.
    LoanLevel,
    /// What an account's main clause gives, or a sum of its list, or "in addition".
    Appropriation,
    /// A part of it: "of which $5,000,000 shall be for ...", "including $35,000 for ...".
    OfWhich,
    /// In a proviso: "Provided, That ...".
    Proviso,
    /// "not to exceed $5,000".
    Limit,
    /// "not less than $5,000".
    Minimum,
    /// Any other figure of an account.
    Other,
    /// In a section or other text outside the accounts.
    Section,
}

impl Role {
    /// The name in reports and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::FloorNote => "floor note",
            Self::Rescission => "rescission",
            Self::LoanLevel => "loan level",
            Self::Appropriation => "appropriation",
            Self::OfWhich => "of which",
            Self::Proviso => "proviso",
            Self::Limit => "limit",
            Self::Minimum => "minimum",
            Self::Other => "other figure",
            Self::Section => "in a section",
        }
    }
}

/// Words of the clause that say what a figure is for, before and after it, at most.
const BEFORE: u32 = 10;
const AFTER: u32 = 14;
/// Words told before a figure whose purpose stands after it.
const LEAD: u32 = 3;
/// Words between "of which" and its figure, at most.
const PART_REACH: u32 = 12;
/// Words between a figure and "rescinded": "$5,000,000 of the unobligated balances ... are rescinded".
const RESCINDED_AFTER: u32 = 60;
const RESCINDED_BEFORE: u32 = 8;
/// Last words of the text over a list, which say what its items are.
const CHAPEAU: u32 = 60;

/// The figures of a unit with their roles. Phrases are in reading order.
pub(super) fn read(draft: &Draft<'_>, level: Level, phrases: &[&Phrase]) -> Vec<Read> {
    let mut reads: Vec<Read> = Vec::with_capacity(phrases.len());
    let mut reader: Option<Reader<'_>> = None;
    for (at, phrase) in phrases.iter().enumerate() {
        let id = draft.provision_at(phrase.words.start);
        if reader.as_ref().is_none_or(|reader| reader.line.id != id) {
            reader = Some(Reader::new(draft, id, level));
        }
        let Some(reader) = &mut reader else { continue };
        let is_figure = |phrase: &&&Phrase| phrase.kind != Kind::FloorNote;
        let previous = phrases[..at].iter().rev().find(is_figure).map_or(0, |before| before.words.end);
        let next = phrases[at + 1..].iter().find(is_figure).map_or(u32::MAX, |next| next.words.start);
        let last = last_note(phrase, &phrases[at + 1..]);
        let (role, main) = reader.role(phrase, next);
        let main = main && !reads.iter().any(|read| read.main);
        let around = around(&reader.line, phrase, last, previous, next);
        let after = last + 1..reader.line.clause_end(last, End::Clause, AFTER + 1).min(next).max(last + 1);
        reads.push(Read { words: phrase.words.clone(), cents: cents(phrase), role, main, around, after });
    }
    // A list of sums has no main one.
    let given = |reads: &[Read]| reads.iter().filter(|read| read.role == Role::Appropriation).count();
    if reads.iter().any(|read| read.main) && is_list(draft, &reads) && given(&reads) > 1 {
        reads.iter_mut().for_each(|read| read.main = false);
    }
    reads
}

/// The last word of the floor notes behind a figure, or its own: a mark after them is the figure's.
fn last_note(phrase: &Phrase, following: &[&Phrase]) -> u32 {
    let notes = following.iter().take_while(|next| next.kind == Kind::FloorNote);
    notes.fold(phrase.words.end, |end, note| if note.words.start == end { note.words.end } else { end }) - 1
}

/// Whether the main sum ends a clause that others of its kind follow.
fn is_list(draft: &Draft<'_>, reads: &[Read]) -> bool {
    reads.iter().find(|read| read.main).is_some_and(|read| {
        let line = draft.line(draft.provision_at(read.words.start));
        ends_item(&line, read.words.end - 1) && line.word(read.words.end) != "and"
    })
}

/// What the form has said so far in a line.
struct Reader<'d> {
    line: Line<'d>,
    level: Level,
    /// The line is a list item or flush text inside its unit.
    inside: bool,
    /// Where the reading goes on.
    at: u32,
    state: State,
    /// What the text over a list says of its items.
    items: Items,
}

/// Since the sentence began, or since "Provided".
#[derive(Default, Clone, Copy)]
struct State {
    /// The first sentence of the line.
    first: bool,
    /// The sentence's first word: where one that gives a sum begins with "for", "to", "in addition".
    opens: bool,
    proviso: bool,
    loan: bool,
    /// A sum was given.
    given: bool,
    /// Sums follow one another: "as follows: $X for ...; $Y for ...".
    list: bool,
    /// What follows is part of the sum given.
    parts: bool,
    /// "in addition" since the last figure.
    addition: bool,
}

/// What the chapeau over an item says.
#[derive(Default, Clone, Copy)]
struct Items {
    proviso: bool,
    loan: bool,
    rescinded: bool,
    /// It gives a sum itself.
    sum: bool,
    /// It ends "as follows", or the like, and its items give the sums.
    list: bool,
}

impl<'d> Reader<'d> {
    fn new(draft: &Draft<'d>, id: ProvisionId, level: Level) -> Self {
        let line = draft.line(id);
        let inside = !draft.bill.provisions[id as usize].unit;
        let items = if inside { Items::above(draft, id) } else { Items::default() };
        Self { line, level, inside, at: line.from, state: State { first: true, ..State::default() }, items }
    }

    /// Reads on to a figure and says what it is; and whether it may be the account's main sum.
    fn role(&mut self, phrase: &Phrase, next: u32) -> (Role, bool) {
        let at = phrase.words.start;
        while self.at < at {
            self.step(self.at);
            self.at += 1;
        }
        self.at = phrase.words.end;
        let role = self.told(phrase, next);
        let main = role == Role::Appropriation && self.state.first && !self.state.list && !self.state.given;
        self.pass(phrase, role);
        (role, main)
    }

    /// Takes in one word that is no figure.
    fn step(&mut self, at: u32) {
        let line = &self.line;
        if at == line.from || ends_sentence(line, at - 1) {
            let opens = matches!(line.word(at), "for" | "to" | "in" | "there" | "under" | "the");
            self.state = State { first: self.state.first && at == line.from, opens, ..State::default() };
        }
        let state = &mut self.state;
        match line.word(at) {
            "provided" if matches!(line.word(at + 1), "that" | "further") => {
                *state = State { proviso: true, ..State::default() };
            }
            "principal" if line.word(at + 1) == "amount" || line.before(at, 1) == "loan" => state.loan = true,
            "gross" if line.word(at + 1) == "obligations" => state.loan = true,
            "commitments" if line.says(at, &["commitments", "to", "guarantee"]) => state.loan = true,
            "commitments" if line.before(at, 1) == "guarantee" => state.loan = true,
            "follows" if line.before(at, 1) == "as" => state.list = true,
            "which" if line.before(at, 1) == "of" && state.given => state.parts = true,
            "including" if state.given => state.parts = true,
            "addition" if line.before(at, 1) == "in" => state.addition = !is_beside(line, at),
            _ => {}
        }
        if state.list && state.given && ends_item(line, at) {
            state.parts = false;
        }
    }

    /// Takes in a figure.
    fn pass(&mut self, phrase: &Phrase, role: Role) {
        let ends_item = ends_item(&self.line, phrase.words.end - 1);
        let state = &mut self.state;
        state.addition = false;
        if role == Role::Appropriation {
            state.given = true;
            state.list |= ends_item;
        }
        if state.list && ends_item {
            state.parts = false;
        }
    }

    fn told(&self, phrase: &Phrase, next: u32) -> Role {
        let (line, state, at) = (&self.line, &self.state, phrase.words.start);
        if phrase.kind == Kind::FloorNote {
            return Role::FloorNote;
        }
        if self.rescinded(phrase, next) {
            return Role::Rescission;
        }
        let bound = bound(line, at);
        if self.level != Level::Account {
            return bound.unwrap_or(Role::Section);
        }
        if state.loan || self.items.loan && !state.proviso {
            return Role::LoanLevel;
        }
        if state.proviso || self.items.proviso {
            return Role::Proviso;
        }
        if self.is_part(phrase) {
            return Role::OfWhich;
        }
        if let Some(bound) = bound {
            return bound;
        }
        if state.parts && !state.addition {
            return Role::OfWhich;
        }
        let sum = self.is_sum(phrase);
        if self.inside {
            return match self.items {
                // The list parts the sum that the text over it gives.
                Items { sum: true, .. } if !state.opens => Role::OfWhich,
                Items { list: true, .. } if sum && state.first => Role::Appropriation,
                _ if sum && (state.addition || state.opens && !state.given) => Role::Appropriation,
                _ => Role::Other,
            };
        }
        if sum && (!state.given && (state.first || state.opens) || state.addition || state.list) {
            Role::Appropriation
        } else {
            Role::Other
        }
    }

    /// "of which $5 shall be for", "of which not to exceed $5", "including $5 for", "$5 of the funds".
    fn is_part(&self, phrase: &Phrase) -> bool {
        let (line, at) = (&self.line, phrase.words.start);
        let after = [0, 1, 2].map(|on| line.word(phrase.words.end + on));
        if matches!(after, ["of", "the" | "such", "funds" | "amount" | "amounts" | "total" | "sums"]) {
            return true;
        }
        let from = line.clause_start(at, End::Clause, PART_REACH);
        let figure = (from..at).rev().find(|&word| line.word(word).starts_with('$')).map_or(from, |word| word + 1);
        (figure..at).any(|word| line.word(word) == "which" && line.before(word, 1) == "of")
            || line.before(at, 1) == "including"
    }

    /// A sum stands after a mark, or is what the sentence says is given: "..., $X, to remain available", "$X is
    /// provided". It is none where it is credited from elsewhere, or "in all" adds up those before.
    fn is_sum(&self, phrase: &Phrase) -> bool {
        let (line, at) = (&self.line, phrase.words.start);
        let credited = line.word(phrase.words.end + 2) == "credited";
        let in_all = line.before(at, 1) == "all" && line.before(at, 2) == "in";
        !credited && !in_all
    }

    fn rescinded(&self, phrase: &Phrase, next: u32) -> bool {
        let line = &self.line;
        let at = phrase.words.start;
        let to = line.clause_end(phrase.words.end - 1, End::Clause, RESCINDED_AFTER).min(next);
        let from = line.clause_start(at, End::Clause, RESCINDED_BEFORE);
        let says = |mut words: std::ops::Range<u32>| words.any(|word| is_rescinded(line.word(word)));
        self.items.rescinded || says(phrase.words.end..to) || says(from..at)
    }
}

impl Items {
    /// Of the texts over an item, up to its unit.
    fn above(draft: &Draft<'_>, id: ProvisionId) -> Self {
        let mut items = Self::default();
        for above in draft.bill.ancestors(id).skip(1) {
            let line = draft.line(above);
            let from = line.to.saturating_sub(CHAPEAU).max(line.from);
            for at in from..line.to {
                if at > line.from && ends_sentence(&line, at - 1) {
                    items = Self::default();
                }
                match line.word(at) {
                    "provided" => items.proviso = true,
                    "principal" if line.word(at + 1) == "amount" => items.loan = true,
                    "gross" if line.word(at + 1) == "obligations" => items.loan = true,
                    "follows" if line.before(at, 1) == "as" => items.list = true,
                    word if word.starts_with('$') => items.sum = true,
                    word => items.rescinded |= is_rescinded(word),
                }
            }
            if draft.bill.provisions[above as usize].unit {
                break;
            }
        }
        items
    }
}

/// A period that ends a sentence: none of an initial ("John F. Kennedy") or before a number ("App. 541").
fn ends_sentence(line: &Line<'_>, at: u32) -> bool {
    let next = at + 1;
    line.end(at) == End::Sentence && line.word(at).len() > 1 && (line.is_capital(next) || line.word(next).is_empty())
}

/// ";" ends an item of a list; ":" and a dash begin one.
fn ends_item(line: &Line<'_>, at: u32) -> bool {
    line.raw(at).ends_with(';')
}

/// "in addition to the $4,000,000,000 previously appropriated" gives nothing.
fn is_beside(line: &Line<'_>, at: u32) -> bool {
    line.word(at + 1) == "to" && (2..=4).any(|on| line.word(at + on).starts_with('$'))
}

fn is_rescinded(word: &str) -> bool {
    matches!(word, "rescinded" | "cancelled" | "canceled")
}

/// "not to exceed $5", "at least $5".
fn bound(line: &Line<'_>, at: u32) -> Option<Role> {
    let before = [line.before(at, 3), line.before(at, 2), line.before(at, 1)];
    let least = matches!(before, ["not" | "no", "less" | "fewer", "than"]) || before[1..] == ["at", "least"];
    let most = matches!(before[2], "exceed" | "exceeds" | "exceeding")
        || matches!(before[1..], ["more" | "greater" | "less", "than"] | ["up" | "limited", "to"] | ["excess", "of"])
        || before[1..] == ["maximum", "of"];
    match (least, most) {
        (true, _) => Some(Role::Minimum),
        (_, true) => Some(Role::Limit),
        _ => None,
    }
}

/// The words around a figure that say what it is for. They stand after it ("$5 shall be for ...", "$5 for ...") or,
/// where a mark parts what follows from it, before it ("emergency loans, $5, to remain available").
fn around(line: &Line<'_>, phrase: &Phrase, last: u32, previous: u32, next: u32) -> std::ops::Range<u32> {
    let at = phrase.words.start;
    let from = line.clause_start(at, End::Clause, BEFORE).max(previous).min(at);
    let to = line.clause_end(last, End::Clause, AFTER + 1).min(next).max(last + 1);
    let marked = line.end(last) != End::None;
    let part = (from..at).any(|word| matches!(line.word(word), "which" | "heading" | "amount" | "amounts" | "funds"));
    match (marked, part) {
        (true, false) if from + 1 < at => from..last + 1,
        (true, false) => from..to,
        (true, true) => from.max(at.saturating_sub(LEAD))..to,
        (false, _) if to > last + 3 => from.max(at.saturating_sub(LEAD))..to,
        (false, _) => from..to,
    }
}
