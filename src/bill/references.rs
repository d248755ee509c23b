//! The citations by which a bill speaks of its own provisions: "section 404(b)", "subsection (c)",
//! "paragraphs (1) and (2) of section 7 of this Act".
//!
//! What a reader must not get wrong is which citations are *not* the bill's own: "section 403 of the National
//! Security Act of 1947" is another law's, and in an instruction that amends a law so is "in subsection (a)".
//! Where that is not certain the citation is left alone: a citation called dangling that is none costs more trust
//! than one that was not looked at.

use rustc_hash::{FxHashMap, FxHashSet};

use super::cited::{Cited, Item, Scope, citations};
use super::{Bill, Level, ProvisionId, Span};

/// A citation of the bill's own provisions: one number of it, so that "sections 401 and 404" are two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The provision whose words hold it.
    pub provision: ProvisionId,
    /// The word with the number, in the canonical text: "404(b),".
    pub word: Span,
    /// As it would be cited alone: "section 404(b)".
    pub cite: String,
    /// What it speaks of, or None where the bill has no such provision.
    pub target: Option<ProvisionId>,
    /// The words say that it is the bill's own: "of this Act", "of subsection (b)". What points to nothing may be
    /// another law's otherwise.
    pub explicit: bool,
}

/// Words by which a bill changes another law: within such an instruction "subsection (a)" is that law's.
fn is_amending(body: &str) -> bool {
    const BEFORE: [&str; 5] = [" is ", " are ", " is further ", " are further ", " is hereby "];
    const BY: [&str; 4] = ["striking", "inserting", "redesignating", "adding at the end"];
    // One search for each word they turn on, and then what stands around it.
    let around = |word: &str, is_it: &dyn Fn(&str, &str) -> bool| {
        body.match_indices(word).any(|(at, _)| is_it(&body[..at], &body[at + word.len()..]))
    };
    around("amended", &|before, after| {
        BEFORE.iter().any(|verb| before.ends_with(verb)) || before.ends_with(' ') && after.starts_with(" by ")
    }) || around("by ", &|_, after| BY.iter().any(|verb| after.starts_with(verb)))
        || body.contains(" is repealed")
}

impl Bill {
    /// All citations of the bill's own provisions, in reading order. Quoted blocks are another law's words and
    /// are not looked at; neither are headings.
    pub fn references(&self) -> Vec<Reference> {
        let resolver = Resolver::new(self);
        let mut amending: Vec<bool> = Vec::with_capacity(self.provisions.len());
        let mut found = Vec::new();
        for (id, provision) in self.provisions.iter().enumerate() {
            let body = self.slice(provision.body);
            let above = !provision.unit && id > 0 && amending[provision.parent as usize];
            amending.push(above || is_amending(body));
            if provision.quoted || body.is_empty() {
                continue;
            }
            let line = Line { id: id as ProvisionId, from: provision.body.start, amending: amending[id] };
            resolver.line(&line, &citations(body), &mut found);
        }
        found
    }
}

/// Where citations stand.
struct Line {
    id: ProvisionId,
    /// Where its body begins in the canonical text.
    from: u32,
    amending: bool,
}

/// What a citation was found to speak of.
enum Found {
    Provision(ProvisionId),
    /// The bill has no such provision.
    Nothing,
    /// Several bear the number, or it is not certain that the bill itself is meant.
    Uncertain,
}

/// Longest text searched for a number that stands within a sentence, in bytes: beyond it nothing is said.
const MOST_SEARCHED: u32 = 20_000;

struct Resolver<'b> {
    bill: &'b Bill,
    /// Sections, and the numbered parts above them, by level and number, in reading order.
    numbered: FxHashMap<(Level, &'b str), Vec<ProvisionId>>,
    /// What stands directly inside a provision, by its number: the first of them.
    inside: FxHashMap<(ProvisionId, &'b str), ProvisionId>,
    /// The same, by level and number.
    of_level: FxHashMap<(ProvisionId, Level, &'b str), ProvisionId>,
    /// The levels that stand directly inside a provision.
    levels: FxHashSet<(ProvisionId, Level)>,
}

impl<'b> Resolver<'b> {
    fn new(bill: &'b Bill) -> Self {
        let (numbered, of_level, levels) = Default::default();
        let mut resolver = Self { bill, numbered, inside: bill.by_number(), of_level, levels };
        let mut schedule_end = 0;
        for (id, provision) in bill.provisions.iter().enumerate().skip(1) {
            if provision.level == Level::Schedule {
                schedule_end = provision.end;
            }
            // A schedule's units are cited as its paragraphs: "section 34" is never one of them.
            if provision.unit && provision.level == Level::Section && (id as ProvisionId) < schedule_end {
                continue;
            }
            let (id, level, number) = (id as ProvisionId, provision.level, bill.number(id as ProvisionId));
            if provision.unit {
                resolver.numbered.entry((level, number)).or_default().push(id);
                continue;
            }
            resolver.of_level.entry((provision.parent, level, number)).or_insert(id);
            resolver.levels.insert((provision.parent, level));
        }
        resolver
    }

    /// The bearers of a number inside a provision: none, the only one, or uncertain.
    fn bearer(&self, around: ProvisionId, level: Level, number: &str) -> Found {
        let Some(bearers) = self.numbered.get(&(level, number)) else { return Found::Nothing };
        let end = self.bill.provisions[around as usize].end;
        let (from, to) = (bearers.partition_point(|&id| id < around), bearers.partition_point(|&id| id < end));
        match bearers[from..to] {
            [] => Found::Nothing,
            [only] => Found::Provision(only),
            _ => Found::Uncertain,
        }
    }

    fn line(&self, line: &Line, citations: &[Cited<'_>], found: &mut Vec<Reference>) {
        let mut after_another_law = false;
        for cited in citations {
            after_another_law |= cited.scope == Scope::Other;
            let this = matches!(cited.scope, Scope::This(_));
            let doubtful = after_another_law && cited.level != Level::Section && !this;
            if line.amending || cited.scope == Scope::Other || doubtful {
                continue;
            }
            let explicit = this || cited.within.as_ref().is_some_and(|(level, _)| *level > Level::Section);
            for item in &cited.items {
                let target = match self.resolve(line.id, cited, item) {
                    Found::Provision(id) => Some(id),
                    Found::Nothing => None,
                    Found::Uncertain => continue,
                };
                let start = line.from + item.at;
                found.push(Reference {
                    provision: line.id,
                    word: Span { start, end: start + item.length },
                    cite: item.cite(cited),
                    target,
                    explicit,
                });
            }
        }
    }

    fn resolve(&self, from: ProvisionId, cited: &Cited<'_>, item: &Item<'_>) -> Found {
        let base = match self.base(from, cited) {
            Found::Provision(base) => base,
            other => return other,
        };
        match cited.level {
            Level::Section => self.section(base, from, item),
            level if level.is_container() => self.container(base, level, item),
            level => self.inner(base, from, level, item),
        }
    }

    /// What the citation is confined to: "of this title", "of subsection (b)"; else the bill.
    fn base(&self, from: ProvisionId, cited: &Cited<'_>) -> Found {
        let this = match cited.scope {
            Scope::This(Level::Bill) => Some(0),
            Scope::This(level) => self.above(from, level),
            // A division is an act of its own: "section 515" within it is not another division's.
            Scope::None | Scope::Other => Some(self.above(from, Level::Division).unwrap_or(0)),
        };
        let Some(this) = this else { return Found::Uncertain };
        match &cited.within {
            None => Found::Provision(this),
            Some((Level::Section, item)) => self.section(this, from, item),
            Some((level, item)) if level.is_container() => self.container(this, *level, item),
            Some((level, item)) => self.inner(this, from, *level, item),
        }
    }

    /// The provision of that level that holds another.
    fn above(&self, from: ProvisionId, level: Level) -> Option<ProvisionId> {
        self.bill.ancestors(from).find(|&id| self.bill.provisions[id as usize].level == level)
    }

    /// Numbers are used again in other divisions and titles: the section nearest by its surroundings is meant.
    fn section(&self, base: ProvisionId, from: ProvisionId, item: &Item<'_>) -> Found {
        let within = (base..self.bill.provisions[base as usize].end).contains(&from);
        let around = self.bill.ancestors(from).skip(1).take_while(|&id| within && id != base);
        for around in around.chain([base]) {
            match self.bearer(around, Level::Section, item.number) {
                Found::Nothing => {}
                Found::Provision(only) => return self.descend(only, &item.path),
                Found::Uncertain => return Found::Uncertain,
            }
        }
        Found::Nothing
    }

    fn container(&self, base: ProvisionId, level: Level, item: &Item<'_>) -> Found {
        match self.bearer(base, level, item.number) {
            // "title XIX" alone may be of the law that the sentence is about.
            Found::Nothing => Found::Uncertain,
            found => found,
        }
    }

    /// "subsection (b)": of the nearest provision around that has one.
    fn inner(&self, base: ProvisionId, from: ProvisionId, level: Level, item: &Item<'_>) -> Found {
        let number = item.path[0];
        if base != 0 && self.bill.provisions[base as usize].level >= Level::Section {
            return match self.inside.get(&(base, number)) {
                Some(&child) => self.descend(child, &item.path[1..]),
                None => self.unless_in_text(base, number),
            };
        }
        let mut has_level = None;
        for around in self.bill.ancestors(from) {
            if has_level.is_none() && self.levels.contains(&(around, level)) {
                has_level = Some(around);
            }
            if let Some(&child) = self.of_level.get(&(around, level, number)) {
                return self.descend(child, &item.path[1..]);
            }
            if self.bill.provisions[around as usize].unit {
                return has_level.map_or(Found::Uncertain, |around| self.unless_in_text(around, number));
            }
        }
        Found::Uncertain
    }

    /// Down to "(a)(2)".
    fn descend(&self, from: ProvisionId, path: &[&str]) -> Found {
        let mut at = from;
        for number in path {
            match self.inside.get(&(at, *number)) {
                Some(&child) => at = child,
                None => return self.unless_in_text(at, number),
            }
        }
        Found::Provision(at)
    }

    /// A list that runs on within a sentence has no provisions of its own: its "(2)" stands in the text.
    fn unless_in_text(&self, id: ProvisionId, number: &str) -> Found {
        let last = self.bill.provisions[id as usize].end as usize - 1;
        let span =
            Span { start: self.bill.provisions[id as usize].body.start, end: self.bill.provisions[last].line.end };
        match self.bill.slice(span) {
            _ if span.end - span.start > MOST_SEARCHED => Found::Uncertain,
            text if text.contains(&format!("({number})")) => Found::Provision(id),
            _ => Found::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{BillBuilder, Format, FrontMatter, Place};
    use super::*;

    /// Sections 1 and up; "(a) words" opens a subsection, "(1) words" a paragraph of it.
    fn bill(sections: &[&[&str]]) -> Bill {
        let mut b = BillBuilder::new(FrontMatter::new(Format::BillDtd));
        for (at, lines) in sections.iter().enumerate() {
            b.open(Level::Section, Place::default());
            b.designation(&format!("{}.", at + 1));
            for line in *lines {
                let level = match line.strip_prefix('(').and_then(|rest| rest.chars().next()) {
                    Some('a'..='z') => Some(Level::Subsection),
                    Some('1'..='9') => Some(Level::Paragraph),
                    _ => None,
                };
                let Some(level) = level else {
                    b.text(line);
                    continue;
                };
                while b.level() > Level::Section && b.level() >= level {
                    b.close();
                }
                b.open(level, Place::default());
                let (number, words) = line.split_once(' ').expect("a number and words");
                b.designation(number);
                b.text(words);
            }
            while b.depth() > 0 {
                b.close();
            }
        }
        b.finish()
    }

    /// Each citation and what it was found to speak of.
    fn told(bill: &Bill) -> Vec<String> {
        let target = |r: &Reference| r.target.map_or("nothing".to_owned(), |id| bill.cite(id));
        bill.references().iter().map(|r| format!("{} = {}", r.cite, target(r))).collect()
    }

    #[test]
    fn sections_and_what_is_inside_them() {
        let bill = bill(&[
            &["Under section 2(b)(1), sections 2 and 3, and section 9 of this Act, it may."],
            &["(a) As in subsection (b).", "(b) These—", "(1) one; or", "(2) as in paragraph (1)."],
            &["As paragraph (2) of section 2(b) and subsection (b)(1) of section 2 say."],
        ]);
        assert_eq!(
            told(&bill),
            [
                "section 2(b)(1) = Sec. 2(b)(1)",
                "section 2 = Sec. 2",
                "section 3 = Sec. 3",
                "section 9 = nothing",
                "subsection (b) = Sec. 2(b)",
                "paragraph (1) = Sec. 2(b)(1)",
                "paragraph (2) = Sec. 2(b)(2)",
                "subsection (b)(1) = Sec. 2(b)(1)",
            ]
        );
    }

    #[test]
    fn citations_of_other_laws_are_left_alone() {
        let bill = bill(&[
            &["Section 2 of the Example Act of 1947, sections 2, 3, and 2561 of title 10, United States Code, and \
               section 2 (42 U.S.C. 1395) apply, other than paragraph (9)."],
            &[
                "(a) Section 1 is amended in subsection (c), by striking \"section 3\".",
                "(b) Under section 1 or 3 of \
               such Act, and under subsection (a) of that section.",
            ],
        ]);
        assert_eq!(told(&bill), Vec::<String>::new());
    }

    #[test]
    fn a_list_within_a_sentence_has_its_numbers_in_the_text() {
        let bill = bill(&[&["(a) Either (1) one, or (2) two.", "(b) As in subsection (a)(2)."]]);
        assert_eq!(told(&bill), ["subsection (a)(2) = Sec. 1(a)"]);
    }
}
