//! Whole drafts, by the habits of many authors; each case guards one way in which a draft was or could be misread.

use super::*;
use crate::bill::Level;
use crate::read::Side;

fn bill(source: &str) -> Bill {
    read(source, &ReadOptions::default()).unwrap()
}

fn text(source: &str) -> String {
    bill(source).canonical_text()
}

#[test]
fn every_form_of_a_section_heading_reads_the_same() {
    for head in [
        "## SEC. 2. FINDINGS.",
        "### Section 2: Findings",
        "Section 2: Findings\n---",
        "**SEC. 2. FINDINGS.**",
        "SEC. 2. FINDINGS.",
        "SECTION 2: FINDINGS",
        "# § 2. Findings",
        "## **Sec. 2 – Findings**",
    ] {
        let draft = format!("## SECTION 1. TITLE.\n\nText.\n\n{head}\n\nCongress finds nothing.\n");
        let wanted = "SEC. 1. TITLE.— Text.\nSEC. 2. FINDINGS.— Congress finds nothing.\n";
        assert_eq!(text(&draft).replace("SECTION 1.", "SEC. 1."), wanted, "of {head:?}");
    }
}

#[test]
fn a_bold_head_may_run_into_its_text() {
    let wanted = "SEC. 1. FINDINGS.— Congress finds nothing.\nSEC. 2. No officer may act.\n";
    let draft = "**SEC. 1. FINDINGS.** Congress finds nothing.\n\n**Section 2.** No officer may act.\n";
    assert_eq!(text(draft), wanted);
}

#[test]
fn every_form_of_a_run_in_heading_reads_the_same() {
    for head in [
        "(a) In General.—",
        "**(a) In General.**—",
        "**(a)** **In General.** ",
        "(a) *In General*.—",
        "\\(a\\) **In General:** ",
        "(a)\u{a0}**In General**—",
    ] {
        let draft = format!("## SEC. 1. X.\n\n{head}The officer may act.\n");
        assert_eq!(text(&draft), "SEC. 1. X\n  (a) IN GENERAL.— The officer may act.\n", "of {head:?}");
    }
    let bold_word = "## SEC. 1. X.\n\n(a) **No officer** may act.\n";
    assert_eq!(text(bold_word), "SEC. 1. X\n  (a) No officer may act.\n");
}

#[test]
fn titles_stand_above_sections_in_every_form() {
    let wanted = "TITLE I GENERAL MATTERS\n  SEC. 1. X.— Text.\n";
    for head in ["# TITLE I—GENERAL MATTERS", "Title I: General matters\n=====", "**TITLE I—GENERAL MATTERS**"] {
        assert_eq!(text(&format!("{head}\n\n## SEC. 1. X.\n\nText.\n")), wanted, "of {head:?}");
    }
    assert_eq!(text("# TITLE I\n\n# GENERAL MATTERS\n\n## SEC. 1. X.\n\nText.\n"), wanted);
}

const LISTED: &str = "\
SEC. 1. X.— No officer may—
  (1) act, if—
    (A) now; or
    (B) later; or
  (2) wait,
  unless told to.
";

#[test]
fn lists_nest_by_indentation_or_by_their_numbers() {
    let head = "## SEC. 1. X.\n\nNo officer may—\n\n";
    for list in [
        "- (1) act, if—\n  - (A) now; or\n  - (B) later; or\n- (2) wait,\n\nunless told to.\n",
        "- (1) act, if—\n- (A) now; or\n- (B) later; or\n- (2) wait,\n\nunless told to.\n",
        "1. act, if—\n    - (A) now; or\n    - (B) later; or\n2. wait,\n\nunless told to.\n",
        "(1) act, if—\n(A) now; or\n(B) later; or\n(2) wait,\n\nunless told to.\n",
        "(1) act, if—\n\n(A) now; or\n\n(B) later; or\n\n(2) wait,\n\nunless told to.\n",
        "    (1) act, if—\n        (A) now; or\n        (B) later; or\n    (2) wait,\n\nunless told to.\n",
        "1\\. act, if—\n   A\\. now; or\n   B\\. later; or\n\n2\\. wait,\n\nunless told to.\n",
    ] {
        assert_eq!(text(&format!("{head}{list}")), LISTED, "of {list}");
    }
}

#[test]
fn numbers_of_a_list_count_where_the_text_has_none() {
    let draft = "## SEC. 1. X.\n\nThe officer shall—\n\n1. act; and\n1. report to—\n    1. the Senate; and\n    1. the House.\n";
    let read = bill(draft);
    let wanted = "SEC. 1. X.— The officer shall—\n  (1) act; and\n  (2) report to—\n    (1) the Senate; and\n    (2) the House.\n";
    assert_eq!(read.canonical_text(), wanted);
    assert_eq!(read.provisions[4].level, Level::Subparagraph);
}

#[test]
fn flush_text_and_further_paragraphs_stay_where_they_are_written() {
    let draft = "## SEC. 1. X.\n\n(a) Rule.—No officer may—\n\n- (1) act; or\n\n  not even once;\n- (2) wait,\n\nexcept on Sundays.\n\nThe rule ends in 2031.\n";
    let wanted = "\
SEC. 1. X
  (a) RULE.— No officer may—
    (1) act; or not even once;
    (2) wait,
    except on Sundays.
  The rule ends in 2031.
";
    assert_eq!(text(draft), wanted);
}

#[test]
fn a_wrapped_citation_is_no_provision() {
    let draft = "## SEC. 1. X.\n\nThe functions that are identified by the officer under subsection\n(a) for research, and by the committees of the Congress in section 4\n(b) of that Act, are moved.\n";
    assert_eq!(bill(draft).provisions.len(), 2);
}

#[test]
fn items_without_numbers_are_provisions_without_designation() {
    let draft = "## SEC. 1. X.\n\nFor these:\n\n- apples;\n- pears.\n";
    assert_eq!(text(draft), "SEC. 1. X.— For these:\n  apples;\n  pears.\n");
}

#[test]
fn block_quotations_are_quoted_law_with_marks_or_without() {
    let wanted = "\
SEC. 1. X.— Section 12 is amended by adding the following:
    SEC. 12A. RULE
      (a) RULE.— The term 'X' means Y.
      (b) MORE.— Text.
SEC. 2. Y.— More.
";
    let marked = "## SEC. 1. X.\n\nSection 12 is amended by adding the following:\n\n> “SEC. 12A. RULE.\n>\n> “(a) Rule.—The term ‘X’ means Y.\n>\n> “(b) More.—Text.”.\n\n## SEC. 2. Y.\n\nMore.\n";
    let bare = marked.replace(['“', '”'], "").replace("Text..", "Text.");
    assert_eq!(text(&bare), wanted);
    assert_eq!(text(marked), wanted.replace("Text.\n", "Text.\n  .\n"));
    assert_eq!(bill(&bare).section_count(), 2);
    let deeper = "## SEC. 1. X.\n\nAmend:\n\n> (1) by adding:\n>\n> > (A) inner; and\n>\n> (2) by more.\n\nThe end.\n";
    let wanted = "SEC. 1. X.— Amend:\n    (1) by adding:\n        (A) inner; and\n    (2) by more.\n  The end.\n";
    assert_eq!(text(deeper), wanted);
}

#[test]
fn a_quoted_term_at_the_start_of_a_block_quotation_closes_nothing() {
    let draft =
        "## SEC. 1. X.\n\nAdd the following:\n\n> “Coordinator” means the officer.\n>\n> “Director” means another.\n";
    let wanted = "SEC. 1. X.— Add the following:\n  \"Coordinator\" means the officer. \"Director\" means another.\n";
    assert_eq!(text(draft), wanted);
}

#[test]
fn a_bill_that_is_quoted_whole_is_the_bill() {
    let read = bill("My draft:\n\n> ## SEC. 1. X.\n>\n> (a) Text.\n>\n> ## SEC. 2. Y.\n>\n> More.\n");
    assert_eq!(read.section_count(), 2);
}

#[test]
fn fenced_blocks_are_plain_bill_text() {
    let draft = "# My bill\n\nA few words on it.\n\n```text\nSEC. 1. SHORT TITLE.\n\n    (a) In General.--The officer\nmay act.\n            (1) Now.\n```\n";
    let read = bill(draft);
    assert_eq!(read.canonical_text(), "SEC. 1. SHORT TITLE\n  (a) IN GENERAL.— The officer may act.\n    (1) Now.\n");
    assert_eq!(read.provisions[1].place.line, 6);
    assert_eq!(read.front.title.as_deref(), Some("My bill"));
}

#[test]
fn tables_keep_their_words_in_rows() {
    let draft =
        "## SEC. 1. X.\n\nThe fees are:\n\n| Boat | Fee |\n|---|---:|\n| Small | $5 |\n\nNo fee is paid twice.\n";
    let read = bill(draft);
    let wanted = "SEC. 1. X.— The fees are:\n    Boat | Fee\n    Small | $5\n  No fee is paid twice.\n";
    assert_eq!(read.canonical_text(), wanted);
    assert_eq!(read.provisions[3].level, Level::Row);
}

#[test]
fn metadata_and_what_stands_before_the_text_are_front_matter() {
    let draft = "---\ntitle: The X Act\ncongress: 121\nnumber: H.R. 7\nversion: ih\n---\n\n# A BILL\n\nBe it enacted by the Senate and House of Representatives of the United States of America in Congress assembled,\n\n## SEC. 1. X.\n\nText.\n";
    let read = bill(draft);
    assert_eq!(read.front.citation().as_deref(), Some("H.R. 7, 121st Congress"));
    assert_eq!((read.front.title.as_deref(), read.word_count()), (Some("The X Act"), 4));
    assert!(read.notes.is_empty());
}

#[test]
fn the_contents_list_is_no_text() {
    let body = "## SEC. 1. SHORT TITLE.\n\nText.\n\n# TITLE I—FEES\n\n## SEC. 2. FEES.\n\nText.\n";
    let plain = bill(body);
    for list in [
        "- Sec. 1. Short title.\n- TITLE I—Fees\n- Sec. 2. Fees.\n",
        "1. [Section 1: Short title](#one)\n2. [Title I: Fees](#t)\n3. [Section 2: Fees](#two)\n",
    ] {
        let read = bill(&format!("# The X Act\n\n## Table of contents\n\n{list}\n{body}"));
        assert_eq!(read.canonical_text(), plain.canonical_text(), "of {list}");
    }
}

#[test]
fn numbers_may_stand_above_letters() {
    let draft = "## Section 1: X\n\n(1) The first rule.\n\n(a) now;\n\n(b) later;\n\n(i) never.\n\n(2) The second rule.\n\n## Section 2: Y\n\n(1) More.\n\n(a) Less.\n";
    let read = bill(draft);
    let depth = |number: &str| {
        let at = (0..read.provisions.len() as u32).find(|&id| read.number(id) == number).unwrap();
        read.provisions[at as usize].level
    };
    assert_eq!([depth("a"), depth("2")], [Level::Paragraph, Level::Subsection]);
    assert!(read.canonical_text().contains("\n    (b) later;\n"));
}

#[test]
fn struck_words_are_set_aside_or_read_instead() {
    let draft = "## SEC. 1. X.\n\nNo officer ~~may~~ <ins>shall</ins> act.\n";
    assert_eq!(text(draft), "SEC. 1. X.— No officer shall act.\n");
    let struck = read(draft, &ReadOptions { side: Side::Struck, ..Default::default() }).unwrap();
    assert_eq!(struck.canonical_text(), "SEC. 1. X.— No officer may act.\n");
    assert_eq!(bill(draft).notes[0].code, "struck-text-set-aside");
}

#[test]
fn back_quotes_typed_as_quotation_marks_are_no_code() {
    let draft = "## SEC. 1. X.\n\nStrike ``5 days'' and insert ``6 days''.\n";
    assert_eq!(text(draft), "SEC. 1. X.— Strike \"5 days\" and insert \"6 days\".\n");
}

#[test]
fn comments_rules_and_footnotes_are_no_text() {
    let draft =
        "## SEC. 1. X.\n\n<!-- mind\nthis -->\n\nText[^1] of it.<br>\n\n---\n\n<p>More.</p>\n\n[^1]: See the files.\n";
    let read = bill(draft);
    assert_eq!(read.canonical_text(), "SEC. 1. X.— Text of it. More.\n");
    assert_eq!(read.notes[0].code, "footnotes-set-aside");
}

#[test]
fn unnumbered_headings_are_units_and_lower_ones_are_text() {
    let draft = "# Preliminary\n\n## SEC. 1. X.\n\nText.\n\n### Details\n\nMore.\n\n## Repeals\n\nAll of it.\n";
    let read = bill(draft);
    let levels: Vec<_> = read.units().iter().map(|unit| read.provisions[unit.id as usize].level).collect();
    assert_eq!(levels, [Level::Section, Level::Text]);
    assert!(read.canonical_text().contains("Details"));
    assert!(read.canonical_text().ends_with("REPEALS.— All of it.\n"));
}

#[test]
fn markdown_without_a_bill_is_an_error() {
    let problem = read("# Hello\n\nThe harbor was quiet.\n", &ReadOptions::default()).unwrap_err();
    assert!(problem.what.starts_with("this is no bill"));
}

#[test]
fn a_provision_copied_without_indentation_keeps_its_tree() {
    let draft = "SEC. 602. IMPROVING ACCESS.\n\n(a) Disclosure Of Records.—Not later than a day—\n\n(1) Any information—\n\n(A) that is old;\n\n(B) that is new; and\n\n(2) the rest.\n";
    let wanted = "\
SEC. 602. IMPROVING ACCESS
  (a) DISCLOSURE OF RECORDS.— Not later than a day—
    (1) Any information—
      (A) that is old;
      (B) that is new; and
    (2) the rest.
";
    assert_eq!(text(draft), wanted);
}

#[test]
fn deep_or_odd_input_is_read_in_one_pass() {
    for piece in [">", "- ", "* ", "1. ", "**", "~~", "<del>", "``", "(a) ", "[", "| a ", "```\n", "# SEC. 1. X.\n> "] {
        let source = format!("# SEC. 1. X.\n\n{}", piece.repeat(4_000));
        let _ = read(&source, &ReadOptions::default());
        let _ = crate::read::read_passage(&source);
    }
}
