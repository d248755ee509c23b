//! Traps of PDF.

use crate::bill::Bill;
use crate::read::pdf::written::Sheet;
use crate::read::{ReadOptions, read_bytes};

fn read(sheet: Sheet) -> Bill {
    read_bytes("draft.pdf", &sheet.pdf(), &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// The head of a print and its first section, whose text is set by `body` on numbered lines.
fn sheet(number: &str) -> Sheet {
    Sheet::default().line(126.0, 660.0, "118TH CONGRESS").line(270.0, 640.0, number).line(290.0, 600.0, "A BILL")
}

/// Numbered lines, from the top of the text down; those of the second kind begin a paragraph.
fn numbered(mut sheet: Sheet, lines: &[(f32, &str)]) -> Sheet {
    for (at, (x, text)) in lines.iter().enumerate() {
        let y = 500.0 - 26.0 * at as f32;
        sheet = sheet.line(133.0, y, &(at + 1).to_string()).line(*x, y, text);
    }
    sheet
}

#[test]
fn trap_45_a_word_broken_at_the_end_of_a_line_is_joined_and_line_numbers_are_no_text() {
    let bill = read(numbered(
        sheet("H. R. 2223"),
        &[
            (178.0, "Be it enacted by the Senate and House of Representa-"),
            (150.0, "tives of the United States of America in Congress "),
            (150.0, "assembled, "),
            (150.0, "SECTION 1. OARS. "),
            (178.0, "The House of Representatives, and a Representa-"),
            (150.0, "tive, shall row 2 boats. "),
        ],
    ));
    assert_eq!(
        bill.canonical_text(),
        "SEC. 1. OARS.— The House of Representatives, and a Representative, shall row 2 boats.\n"
    );
    let place = bill.provisions[1].place;
    assert_eq!(place.to_string(), "page 1, line 4");
}

#[test]
fn trap_46_small_capitals_go_on_after_their_capital() {
    let head = numbered(
        sheet("H. R. 384"),
        &[
            (178.0, "Be it enacted by the Senate and House of Representatives "),
            (150.0, "in Congress assembled, "),
            (150.0, "SECTION 1. TITLE. "),
        ],
    );
    let y = 500.0 - 3.0 * 26.0;
    // "(a) S" and "HORT " in small capitals, "T" and "ITLE": the text of each run ends where the next begins.
    let line = head.line(133.0, y, "4").line(178.0, y, "\\(a\\) S").small(213.0, y, "HORT").line(240.0, y, "T");
    let bill = read(line.small(247.0, y, "ITLE").line(269.4, y, ".\\227This Act is the Oars Act. "));
    assert_eq!(bill.canonical_text(), "SEC. 1. TITLE\n  (a) SHORT TITLE.— This Act is the Oars Act.\n");
    assert_eq!(bill.heading(2), "Short Title");
}

#[test]
fn trap_47_blanks_of_a_draft_are_no_number() {
    let bill = read(numbered(
        sheet("H. R. ll").line(126.0, 580.0, "Ml. llllll introduced the following bill "),
        &[
            (178.0, "Be it enacted by the Senate and House of Representatives "),
            (150.0, "in Congress assembled, "),
            (150.0, "SECTION 1. OARS. "),
            (178.0, "Row. "),
        ],
    ));
    assert_eq!((bill.front.number, bill.front.bill_type, bill.front.citation()), (None, None, None));
    assert_eq!(bill.canonical_text(), "SEC. 1. OARS.— Row.\n");
}
