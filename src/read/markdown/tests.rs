use super::*;
use crate::bill::{Bill, Level};

fn bill(source: &str) -> Bill {
    read(source, &ReadOptions::default()).expect("the draft is a bill")
}

fn lines(source: &str) -> Vec<String> {
    bill(source).canonical_text().lines().map(|line| line.trim().to_owned()).collect()
}

#[test]
fn headings_lists_and_escapes_are_one_draft() {
    let draft = "# TITLE I—RIVERS\n\n## SEC. 101. SURVEY.\n\n\\(a\\) IN GENERAL.—The Secretary shall survey—\n\n- (1) each river; and\n- (2) each lake.\n\n(b) REPORT.—The Secretary shall report.\n";
    assert_eq!(
        lines(draft),
        [
            "TITLE I RIVERS",
            "SEC. 101. SURVEY",
            "(a) IN GENERAL.— The Secretary shall survey—",
            "(1) each river; and",
            "(2) each lake.",
            "(b) REPORT.— The Secretary shall report.",
        ]
    );
}

#[test]
fn paragraphs_with_no_indentation_nest_by_their_enumerators() {
    let bill = bill(
        "SEC. 2. DUTIES.\n\nThe officer shall—\n\n(1) Any information—\n\n(A) one;\n\n(B) two; and\n\n(C) three; and\n\n(2) act.\n",
    );
    let levels: Vec<Level> = bill.provisions[2..].iter().map(|provision| provision.level).collect();
    assert_eq!(
        levels,
        [Level::Paragraph, Level::Subparagraph, Level::Subparagraph, Level::Subparagraph, Level::Paragraph]
    );
}

#[test]
fn a_blockquote_is_a_quoted_block_and_its_sections_are_not_the_bills() {
    let bill = bill(
        "SEC. 3. NEW RULE.\n\nThe Example Act is amended by adding at the end the following:\n\n> SEC. 12A. BELLS.\n>\n> Each boat shall carry a bell.\n\nSEC. 4. NEXT.\n\nThis section takes effect today.\n",
    );
    assert_eq!(bill.section_count(), 2);
    assert!(bill.provisions.iter().any(|provision| provision.quoted && provision.level == Level::Section));
}

#[test]
fn a_fenced_block_is_plain_bill_text() {
    let draft = "Draft of today:\n\n```text\nSEC. 1. SHORT TITLE.\n\n    This Act may be cited as the \"Bell Act\".\n\nSEC. 2. BELLS.\n\n    (a) In General.--A boat shall carry a bell.\n```\n";
    assert_eq!(bill(draft).section_count(), 2);
}

#[test]
fn front_matter_tells_who_the_bill_is() {
    let bill = bill(
        "---\ntitle: To require bells\ncongress: 121\nbill: H.R. 12\nversion: ih\n---\n\nSEC. 1. BELLS.\n\nA boat shall carry a bell.\n",
    );
    assert_eq!(bill.front.citation().as_deref(), Some("H.R. 12, 121st Congress"));
    assert_eq!(bill.front.version.map(|code| code.as_str().to_owned()).as_deref(), Some("ih"));
}

#[test]
fn prose_without_a_section_is_no_bill() {
    assert!(read("# Notes\n\nWe met and talked.\n", &ReadOptions::default()).is_err());
}
