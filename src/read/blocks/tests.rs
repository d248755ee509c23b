//! How blocks of any format become a bill, where the format itself does not matter.

use super::*;
use crate::bill::Format;

fn block(text: &str) -> Block {
    Block { lines: vec![Rich::new(text, Place { line: 1, column: 1, page: 0 })], ..Block::default() }
}

fn bill(texts: &[&str]) -> Bill {
    let blocks = texts.iter().map(|text| block(text)).collect();
    read(blocks, FrontMatter::new(Format::Docx), Notes::default()).unwrap()
}

#[test]
fn the_enacting_clause_is_cut_and_what_follows_it_stays() {
    let clause = "Be it enacted by the Senate and House of Representatives of the United States of America in Congress assembled, That the officer may act.";
    assert_eq!(bill(&["A BILL", clause]).canonical_text(), "That the officer may act.\n");
}

#[test]
fn a_resolution_begins_with_its_preamble_and_ends_with_the_attestation() {
    let read =
        bill(&["H. Res. 7", "Whereas it rains; and", "Resolved, That the House—", "(1) waits.", "Attest:", "Clerk."]);
    assert_eq!(read.canonical_text(), "Whereas it rains; and\nThat the House—\n  (1) waits.\n");
}

#[test]
fn much_running_text_before_the_bill_is_noted() {
    let words = "word ".repeat(60);
    let read = bill(&[&words, "SEC. 1. X.", "Text."]);
    assert_eq!((read.notes[0].code, read.section_count()), ("front-matter-set-aside", 1));
}

#[test]
fn bold_words_beside_each_other_are_one_heading() {
    let mut line = Rich::new("", Place::default());
    for (text, strong) in [("(a) ", false), ("In", true), (" ", false), ("general.", true), (" Text.", false)] {
        line.push(text, strong);
    }
    let blocks = vec![block("SEC. 1. X."), Block { lines: vec![line], ..Block::default() }];
    let read = read(blocks, FrontMatter::new(Format::Docx), Notes::default()).unwrap();
    assert_eq!(read.canonical_text(), "SEC. 1. X\n  (a) IN GENERAL.— Text.\n");
}

#[test]
fn initials_and_years_at_the_start_of_a_line_are_no_numbers() {
    for text in ["U. S. Code", "J. R. Smith", "1986. A good year", "Mr. Smith"] {
        assert!(bill(&["SEC. 1. X.", text]).canonical_text().contains(text), "{text:?}");
    }
}
