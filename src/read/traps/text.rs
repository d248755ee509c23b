//! Traps of GPO's plain text.

use super::{codes, gpo, read_as, tree, units};
use crate::bill::Bill;
use crate::read::Side;

/// A line in the middle of GPO's page.
fn centred(text: &str) -> String {
    format!("{}{text}\n", " ".repeat((72 - text.len()) / 2))
}

#[test]
fn trap_01_a_quoted_section_is_no_section_of_the_bill() {
    let bill = gpo("SEC. 2. OARS.\n\n    Section 12 is amended by adding at the end the following:\n\n\
                    ``SEC. 12A. NEW RULE.\n\n    ``(a) Rule.--Text.''.\n\nSEC. 3. NEXT.\n\n    More.\n");
    assert_eq!(units(&bill), ["Sec. 2", "Sec. 3"]);
    assert_eq!(
        tree(&bill),
        "section 2\n  quoted block\n    section 12A\n      subsection a\n  continuation .\nsection 3\n"
    );
}

#[test]
fn trap_02_a_quotation_never_closed_ends_at_the_next_section() {
    let bill = gpo("SEC. 3. X.\n\n    Add at the end:\n    ``(a) Rule.--Text.\n\nSEC. 4. Y.\n\n    Text.\n");
    assert_eq!(units(&bill), ["Sec. 3", "Sec. 4"]);
    assert_eq!(codes(&bill), ["quoted-block-unclosed"]);
}

#[test]
fn trap_03_a_quoted_name_at_the_start_of_a_line_is_no_block() {
    let bill = gpo("SEC. 1. X.\n\n    Funds made available under the \n``Rowing and Sailing'' heading are kept.\n");
    assert_eq!(
        bill.canonical_text(),
        "SEC. 1. X.— Funds made available under the \"Rowing and Sailing\" heading are kept.\n"
    );
}

#[test]
fn trap_04_a_quoted_section_of_the_code_has_a_heading_without_a_stop() {
    let bill = gpo(
        "SEC. 1. X.\n\n    Chapter 53 is amended by adding at the end the following:\n\n``Sec. 5332b. Special pay \n\n\
                    \x20   ``(a) Definitions.--In this section:''.\n",
    );
    assert_eq!(tree(&bill), "section 1\n  quoted block\n    section 5332b\n      subsection a\n  continuation .\n");
    assert_eq!(bill.heading(3), "Special pay");
}

#[test]
fn trap_05_three_marks_close_two_quotations_and_end_no_block_inside_text() {
    let bill = gpo("SEC. 1. X.\n\n    The song ``We are `old sailors''' is struck, and so is the rest.\n");
    assert_eq!(bill.canonical_text(), "SEC. 1. X.— The song \"We are 'old sailors'\" is struck, and so is the rest.\n");
}

#[test]
fn trap_06_the_sign_of_a_code_section_at_the_start_of_a_line_heads_nothing() {
    let bill =
        gpo("    Sec. 501.  In accordance with 47 C.F.R. \nSec. 54.403(a)(2):  Provided further, That oars float.\n");
    assert_eq!(units(&bill), ["Sec. 501"]);
}

#[test]
fn trap_07_an_enumerator_at_a_wrapped_column_is_text() {
    let bill = gpo("SEC. 1. X.\n\n    The duties listed in subsection \n(a) for rowing are kept.\n");
    assert_eq!(tree(&bill), "section 1\n");
}

#[test]
fn trap_08_a_range_of_paragraphs_is_text_with_and_without_columns() {
    for indent in ["    ", ""] {
        let bill = gpo(&format!(
            "SEC. 1. X.\n\n{indent}The duties listed in paragraphs \n(1) through (3) of subsection (b) are kept.\n"
        ));
        assert_eq!(tree(&bill), "section 1\n", "indent {indent:?}");
    }
}

#[test]
fn trap_09_a_section_may_have_no_heading() {
    let bill = gpo("    Sec. 101.  Funds for oars may be used for sails.\n");
    assert_eq!((tree(&bill).as_str(), bill.heading(1)), ("section 101\n", ""));
}

#[test]
fn trap_10_the_first_of_them_may_spell_the_word_out() {
    let bill = gpo("    Section 101. None of the funds may be used for anchors.\n    Sec. 102.  Nor for buoys.\n");
    assert_eq!(units(&bill), ["Sec. 101", "Sec. 102"]);
}

#[test]
fn trap_11_several_enumerators_on_a_line_nest() {
    let bill = gpo("    Sec. 231. (a) The keeper may act.\n    (b)(1) None may row.\n            (2) None may sail.\n");
    assert_eq!(tree(&bill), "section 231\n  subsection a\n  subsection b\n    paragraph 1\n    paragraph 2\n");
    assert_eq!(bill.slice(bill.provisions[3].body), "");
}

#[test]
fn trap_12_a_wrapped_heading_is_one_and_keeps_its_hyphen() {
    let bill = gpo(
        "SEC. 2. PLAN FOR TAKING PART IN THE INTER-AMERICAN ROWING AND SAILING-\n              SCHOOL BANK.\n\n    Text.\n",
    );
    assert_eq!(bill.heading(1), "PLAN FOR TAKING PART IN THE INTER-AMERICAN ROWING AND SAILING-SCHOOL BANK");
}

#[test]
fn trap_13_the_contents_list_repeats_no_title_and_no_section() {
    let bill = gpo(
        "SECTION 1. SHORT TITLE; TABLE OF CONTENTS.\n\n    (b) Table of Contents.--The table of contents of this Act is \nas follows:\n\n\
                    Sec. 1. Short title; table of contents.\n                             TITLE I--OARS\n\nSec. 101. Blades.\n\n\
                    \x20                            TITLE I--OARS\n\nSEC. 101. BLADES.\n\n    Text.\n",
    );
    assert_eq!(units(&bill), ["Sec. 1", "Title I", "Sec. 101"]);
    assert_eq!(bill.contents.len(), 3);
}

#[test]
fn trap_14_section_numbers_begin_again_in_a_title() {
    let bill = gpo(&format!(
        "{}\n    Sec. 1.  Oars.\n    Sec. 7002.  Sails.\n\n{}\nSEC. 1. BUOYS.\n\n    Text.\n",
        centred("TITLE VII"),
        centred("TITLE VIII--OTHER MATTERS")
    ));
    assert_eq!(units(&bill), ["Title VII", "Title VII, Sec. 1", "Sec. 7002", "Title VIII", "Title VIII, Sec. 1"]);
}

/// A sum appropriated under headings.
fn sum_under(headings: &[&str]) -> Bill {
    let headings: Vec<String> = headings.iter().map(|heading| centred(heading)).collect();
    gpo(&format!("    That the following sums are appropriated:\n\n{}\n    For salaries, $5.\n", headings.join("\n")))
}

#[test]
fn trap_15_departments_agencies_and_accounts_by_the_case_of_their_headings() {
    let bill = sum_under(&["TITLE I", "DEPARTMENT OF LAMPS", "Lamp and Wick Administration", "salaries and expenses"]);
    assert_eq!(bill.heading(2), "DEPARTMENT OF LAMPS");
    assert_eq!(tree(&bill), "text That the\ntitle I\n  agency\n    account For salaries,\n");
    let bill = sum_under(&["DEPARTMENT OF LAMPS", "Lamp and Wick Administration", "salaries and expenses"]);
    assert_eq!(tree(&bill), "text That the\ndepartment\n  agency\n    account For salaries,\n");
}

#[test]
fn trap_16_a_parenthesis_belongs_to_the_account_above_it() {
    let bill = sum_under(&["DEPARTMENT OF LAMPS", "salaries and expenses", "(including transfer of funds)"]);
    assert_eq!(tree(&bill), "text That the\ndepartment\n  account For salaries,\n");
    assert_eq!(bill.heading(3), "salaries and expenses (including transfer of funds)");
}

#[test]
fn trap_17_flush_text_at_the_margin_belongs_to_the_section() {
    let bill = gpo(
        "    Sec. 501.  No funds may be used for a program that--\n            (1) rows; or\n            (2) sails;\nunless such program floats.\n",
    );
    assert_eq!(tree(&bill), "section 501\n  paragraph 1\n  paragraph 2\n  continuation unless such\n");
}

#[test]
fn trap_18_and_19_struck_text_is_apart_even_over_line_ends() {
    let body = "&lt;DELETED&gt;SEC. 2. OLD.&lt;/DELETED&gt;\n\n&lt;DELETED&gt;    (1) one that \n        goes on;&lt;/DELETED&gt;\n\nSEC. 2. NEW.\n\n    Text.\n";
    let source =
        format!("<html><body><pre>\nBe it enacted by the Senate, in Congress assembled,\n\n{body}</pre></body></html>");
    assert_eq!(read_as("rs.htm", &source, Side::Current).canonical_text(), "SEC. 2. NEW.— Text.\n");
    let struck = read_as("rs.htm", &source, Side::Struck).canonical_text();
    assert!(struck.starts_with("SEC. 2. OLD\n  (1) one that goes on;\n"), "{struck}");
}

#[test]
fn trap_20_a_proviso_is_no_provision() {
    let bill = gpo(
        "    Sec. 101.  Sums stay available until 2029:  Provided, That not more \nthan $5 is spent:  Provided further, That it is oars.\n",
    );
    assert_eq!(tree(&bill), "section 101\n");
    assert!(bill.canonical_text().contains("2029: Provided, That not more than $5"));
}

#[test]
fn trap_21_the_closing_citation_is_no_text_of_the_last_section() {
    let bill = gpo(
        "    Sec. 532.  Oars float.\n    Sec. 533.  Sails fill.\n    This Act may be cited as the ``Boats Act''.\n",
    );
    assert_eq!(tree(&bill), "section 532\nsection 533\ntext This Act\n");
}

#[test]
fn trap_22_the_endorsement_is_cut_off() {
    let bill = gpo(
        "SEC. 1. X.\n\n    Text.\n118th CONGRESS\n\n  2nd Session\n\n                                H. R. 77\n\n                                 A BILL\n\n  To do a thing.\n",
    );
    assert_eq!(bill.canonical_text(), "SEC. 1. X.— Text.\n");
}

#[test]
fn trap_23_enrolled_text_has_plain_quotes_and_short_steps() {
    let bill = gpo(
        "SEC. 2. OARS.\n    Section 5 of the Boats Act is amended by adding at the end the\nfollowing:\n    \"(a) PROGRAM.--The keeper shall--\n\
                    \x20       \"(1) row; and\n        \"(2) sail under the \"Act\".\".\n    (b) EFFECT.--This section--\n        (1) takes effect; and\n        (2) ends.\n",
    );
    assert_eq!(
        tree(&bill),
        "section 2\n  quoted block\n    subsection a\n      paragraph 1\n      paragraph 2\n  continuation .\n  subsection b\n    paragraph 1\n    paragraph 2\n"
    );
}

#[test]
fn trap_24_notes_and_page_marks_of_a_law_are_no_text() {
    let source = "[118th Congress Public Law 5]\n[From the U.S. Government Publishing Office]\n\n[[Page 138 STAT. 273]]\n\n\
                  \x20   Be it enacted by the Senate and House of Representatives of the \nUnited States of America in Congress assembled, \n\n\
                  SECTION 1. <<NOTE: 1 USC 1 note.>> SHORT TITLE.\n\n    The <<NOTE: Notice.\nDeadline.>> Agency shall, within a time\n\n[[Page 138 STAT. 274]]\n\nto be set, act.\n\n    Approved June 3, 2024.\n";
    let law = read_as("law.txt", source, Side::Current);
    assert_eq!(law.canonical_text(), "SEC. 1. SHORT TITLE.— The Agency shall, within a time to be set, act.\n");
    assert_eq!(law.front.version.as_ref().map(|code| code.as_str()), Some("pl"));
    assert_eq!(law.front.date.as_deref(), Some("2024-06-03"));
}

#[test]
fn trap_25_a_hyphen_at_the_end_of_a_line_is_a_real_one() {
    let bill = gpo("SEC. 1. X.\n\n    A non-\nprofit of the Inter-\nAmerican kind under section 1715z-\n13a acts.\n");
    assert_eq!(
        bill.canonical_text(),
        "SEC. 1. X.— A non-profit of the Inter-American kind under section 1715z-13a acts.\n"
    );
}

#[test]
fn trap_48_without_any_indentation_the_tree_is_the_same() {
    let body = "SEC. 2. OARS.\n\n    (a) In General.--The keeper shall--\n            (1) row, by--\n                    (A) day; and\n                    (B) night; and\n\
                \x20           (2) sail.\n    (b) Rule.--No one else may.\n\nSEC. 3. SAILS.\n\n    Sails fill.\n";
    let flat: Vec<&str> = body.lines().map(str::trim_start).collect();
    assert_eq!(tree(&gpo(&flat.join("\n"))), tree(&gpo(body)));
    assert_eq!(
        tree(&gpo(body)),
        "section 2\n  subsection a\n    paragraph 1\n      subparagraph A\n      subparagraph B\n    paragraph 2\n  subsection b\nsection 3\n"
    );
}
