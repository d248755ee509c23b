//! Bills that the tests make up: written in four formats they are read back to the same tree, and what is changed in
//! them is what the report tells.

pub mod bill;

use std::collections::BTreeSet;

use billdiff::bill::Bill;

use self::bill::{Made, bill_xml, gpo_text, markdown, section, sections, uslm, words};
use crate::holds::drafts;
use crate::support::chance::Chance;
use crate::support::tree::tree;
use crate::support::{assert_none, over, read_text, report};

/// Bills of each kind.
const FEW: u64 = 150;

fn numbers() -> Vec<u64> {
    let count = std::env::var("BILLDIFF_FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(FEW);
    (0..count).map(|number: u64| (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect()
}

/// What is wanted of a tree: a line for each provision, its level, number and words without the marks of quotation.
fn wanted(sections: &[Made]) -> String {
    let mut out = String::new();
    sections.iter().for_each(|section| told(section, &mut out));
    out
}

fn told(made: &Made, out: &mut String) {
    let heading = made.heading.as_deref().unwrap_or_default().to_lowercase();
    out.push_str(&format!("{} {}|{heading}|{}\n", made.rank, made.number, bare(&made.text)));
    made.inside.iter().for_each(|inner| told(inner, out));
    if !made.quoted.is_empty() {
        out.push_str("quoted\n");
        made.quoted.iter().for_each(|inner| told(inner, out));
    }
}

/// The same of what was read.
fn read_back(bill: &Bill) -> String {
    use billdiff::bill::Level;
    let ladder = [
        Level::Section,
        Level::Subsection,
        Level::Paragraph,
        Level::Subparagraph,
        Level::Clause,
        Level::Subclause,
        Level::Item,
    ];
    let mut out = String::new();
    for (id, provision) in bill.provisions.iter().enumerate().skip(1) {
        let heading = bill.heading(id as u32).to_lowercase();
        let body = bare(bill.slice(provision.body));
        match ladder.iter().position(|level| *level == provision.level) {
            Some(rank) => out.push_str(&format!("{rank} {}|{heading}|{body}\n", bill.number(id as u32))),
            None if provision.level == Level::QuotedBlock => out.push_str("quoted\n"),
            // What closes a quotation is a full stop.
            None if body.is_empty() => {}
            None => out.push_str(&format!("{}|{heading}|{body}\n", provision.level.name())),
        }
    }
    out
}

/// Without marks of quotation, of which formats leave some out, and without the stop that ends a quotation.
fn bare(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !matches!(c, '"' | '\'' | '\u{201c}' | '\u{201d}')).collect();
    kept.trim_end_matches('.').trim().to_owned()
}

fn differs(number: u64, format: &str, sections: &[Made], source: &str) -> Vec<String> {
    let name = format!("draft.{format}");
    let (wanted, found) = (wanted(sections), read_back(&read_text(&name, source)));
    if wanted == found {
        return Vec::new();
    }
    let (a, b) = wanted.lines().zip(found.lines()).find(|(a, b)| a != b).unwrap_or(("more or less", "less or more"));
    vec![format!("{number}, {format}: wanted {a:?}, read {b:?}")]
}

#[test]
fn a_made_up_bill_is_read_back_to_the_same_tree_from_every_format() {
    assert_none(&over(&numbers(), |&number| {
        let mut chance = Chance::new(number);
        let quoting = sections(&mut chance, false);
        let plain = sections(&mut chance, true);
        [
            differs(number, "xml", &quoting, &bill_xml(&quoting)),
            differs(number, "uslm.xml", &quoting, &uslm(&quoting)),
            differs(number, "htm", &plain, &gpo_text(&plain)),
            differs(number, "md", &plain, &markdown(&plain)),
        ]
        .concat()
    }));
}

#[test]
fn one_made_up_bill_in_two_formats_has_no_differences() {
    assert_none(&over(&numbers(), |&number| {
        let made = sections(&mut Chance::new(number), true);
        let drafts = [
            ("a.xml", bill_xml(&made)),
            ("b.uslm.xml", uslm(&made)),
            ("c.htm", gpo_text(&made)),
            ("d.md", markdown(&made)),
        ];
        let bills = drafts.map(|(name, source)| read_text(name, &source));
        let mut complaints = Vec::new();
        for other in &bills[1..] {
            complaints.extend(drafts::of_pair(&bills[0], other));
            let told = report(&bills[0], other);
            let loud = told.provisions.iter().filter(|provision| !provision.is_quiet());
            complaints.extend(
                loud.map(|unit| format!("{number}: {}: {}", other.source.path, crate::support::story::head(unit))),
            );
        }
        complaints
    }));
}

/// What is done to a bill, section by section, and what a right report says of it.
#[test]
fn what_is_changed_in_a_made_up_bill_is_what_is_told() {
    assert_none(&over(&numbers(), |&number| {
        let mut chance = Chance::new(number);
        let old = sections(&mut chance, false);
        // Where one is dropped and another added, both may be one that was rewritten: never in one bill.
        let drops = chance.below(2) == 0;
        let (mut new, mut truth) = (Vec::new(), BTreeSet::new());
        for made in &old {
            match chance.below(8) {
                0 if drops => drop(truth.insert(format!("dropped: sec. {}", made.number))),
                1 => {
                    let mut changed = made.clone();
                    changed.text = format!("{} {}", words(2, &mut chance, false), changed.text);
                    truth.insert(format!("changed: sec. {}", made.number));
                    new.push((Some(made.number.clone()), changed));
                }
                2 if !drops => {
                    new.push((Some(made.number.clone()), made.clone()));
                    new.push((None, section("0", &mut chance, false)));
                }
                _ => new.push((Some(made.number.clone()), made.clone())),
            }
        }
        if new.is_empty() {
            return Vec::new();
        }
        for (at, (before, made)) in new.iter_mut().enumerate() {
            made.number = (at + 1).to_string();
            match before {
                None => drop(truth.insert(format!("added: sec. {}", made.number))),
                Some(before) if *before != made.number => {
                    let (plain, both) =
                        (format!("changed: sec. {before}"), format!("sec. {before} => sec. {}", made.number));
                    let is_changed = truth.remove(&plain);
                    truth.insert(if is_changed {
                        format!("changed, redesignated: {both}")
                    } else {
                        format!("redesignated: {both}")
                    });
                }
                Some(_) => {}
            }
        }
        let new: Vec<Made> = new.into_iter().map(|(_, made)| made).collect();
        let (old, new) = (read_text("old.xml", &bill_xml(&old)), read_text("new.uslm.xml", &uslm(&new)));
        let told: BTreeSet<String> = crate::support::story::units(&report(&old, &new)).into_iter().collect();
        let mut complaints = drafts::of_pair(&old, &new);
        if told != truth {
            let (lost, more): (Vec<_>, Vec<_>) = (truth.difference(&told).collect(), told.difference(&truth).collect());
            complaints.push(format!("{number}: not told {lost:?}, told {more:?}"));
        }
        complaints
    }));
}

/// The tree that the tests of formats compare says the same of two drafts as the lines above do.
#[test]
fn the_tree_of_a_made_up_bill_is_the_same_from_both_kinds_of_xml() {
    assert_none(&over(&numbers(), |&number| {
        let made = sections(&mut Chance::new(number), true);
        let (a, b) = (tree(&read_text("a.xml", &bill_xml(&made))), tree(&read_text("b.xml", &uslm(&made))));
        if a == b { Vec::new() } else { vec![format!("{number}:\n{a}\n{b}")] }
    }));
}
