//! Whole texts, in the layouts GPO prints; each case guards one way in which a bill was or could be misread.

use super::*;
use crate::bill::Level;

const ENACTED: &str = "                                 A BILL\n\n\n \nTo do a thing.\n\n    Be it enacted by the Senate and House of Representatives of the \nUnited States of America in Congress assembled,\n\n";

fn read_with(body: &str, side: Side) -> Bill {
    read(&format!("{ENACTED}{body}"), &ReadOptions { side, ..Default::default() }).unwrap()
}

/// The canonical text of a body.
fn text(body: &str) -> String {
    read_with(body, Side::Current).canonical_text()
}

/// As [`text`], for a source that has lost its indentation.
fn flat(body: &str) -> String {
    let lines: Vec<&str> = body.lines().map(str::trim_start).collect();
    text(&lines.join("\n"))
}

#[test]
fn quoted_sections_are_no_sections_and_the_stop_after_them_is_the_bills() {
    let body = "\
SEC. 2. NEW RULE.

    Section 12 is amended by adding at the end the following:

``SEC. 12A. RULE.

    ``(a) Rule.--Text of it.
    ``(b) More.--The term `X' means
Y.''.

SEC. 3. NEXT.

    More.
";
    let wanted = "\
SEC. 2. NEW RULE.— Section 12 is amended by adding at the end the following:
    SEC. 12A. RULE
      (a) RULE.— Text of it.
      (b) MORE.— The term 'X' means Y.
  .
SEC. 3. NEXT.— More.
";
    assert_eq!(text(body), wanted);
    assert_eq!(flat(body), wanted);
    let bill = read_with(body, Side::Current);
    assert_eq!(bill.section_count(), 2);
    assert!(bill.provisions.iter().all(|p| !p.unit || !p.quoted));
}

#[test]
fn an_unclosed_quotation_ends_at_the_next_section_and_is_noted() {
    let bill = read_with(
        "SEC. 3. X.\n\n    Add the following:\n    ``(a) Rule.--Text.\n\nSEC. 4. Y.\n\n    Text.\n",
        Side::Current,
    );
    assert_eq!(bill.section_count(), 2);
    assert_eq!(bill.notes[0].code, "quoted-block-unclosed");
}

#[test]
fn a_quoted_name_at_the_start_of_a_line_is_no_block() {
    let body = "SEC. 1. X.\n\n    Funds under the heading\n``Operation and Maintenance'' and others.\n";
    assert_eq!(text(body), "SEC. 1. X.— Funds under the heading \"Operation and Maintenance\" and others.\n");
    let list = "    Sec. 124.  For these accounts:\n            ``Army'', $5;\n            ``Navy'', $6:\n  Provided, That X.\n";
    assert_eq!(text(list), "SEC. 124. For these accounts:\n  \"Army\", $5;\n  \"Navy\", $6:\n  Provided, That X.\n");
}

#[test]
fn quoted_sections_in_the_style_of_the_code_have_a_heading_without_a_stop() {
    let body =
        "SEC. 1. X.\n\n    Add the following:\n``Sec. 5332a. Special base rates \n    ``(a) Definitions.--Text.''.\n";
    assert_eq!(
        text(body),
        "SEC. 1. X.— Add the following:\n    SEC. 5332a. SPECIAL BASE RATES\n      (a) DEFINITIONS.— Text.\n  .\n"
    );
}

#[test]
fn blocks_nest() {
    let body = "\
SEC. 1. X.

    Amend as follows:
            ``(1) by adding the following:
                    ```(A) inner text; and
                    ```(B) last.'; and
            ``(2) by more.''.
";
    let wanted = "\
SEC. 1. X.— Amend as follows:
    (1) by adding the following:
        (A) inner text; and
        (B) last.
      ; and
    (2) by more.
  .
";
    assert_eq!(text(body), wanted);
}

#[test]
fn wrapped_lines_that_look_like_heads_are_text() {
    let body = "\
    Sec. 501.  Functions identified in subsection
(a) for research, and under 47 C.F.R.
Sec. 54.403(a)(2):  Provided, That paragraphs
(1) through (3) of subsection (b) apply.
    Sec. 502.  More.
";
    let wanted = "\
SEC. 501. Functions identified in subsection (a) for research, and under 47 C.F.R. Sec. 54.403(a)(2): Provided, That paragraphs (1) through (3) of subsection (b) apply.
SEC. 502. More.
";
    assert_eq!(text(body), wanted);
}

#[test]
fn several_enumerators_on_a_line_nest_and_the_outer_has_no_words() {
    let body = "    Section 101. (a) First.\n    (b)(1) None may.\n            (2) All may.\n    Sec. 102.  X.\n";
    let wanted = "SEC. 101.\n  (a) First.\n  (b)\n    (1) None may.\n    (2) All may.\nSEC. 102. X.\n";
    assert_eq!(text(body), wanted);
    assert_eq!(flat(body), wanted);
}

#[test]
fn headings_wrap_and_hyphens_at_line_ends_are_real() {
    let body = "SEC. 2. PLAN FOR TAKING PART IN THE INTER-AMERICAN \n              BANK, SECTION 1715Z-\n              13A.\n\n    Non-\nprofit and pre- and post-award, mis- or dis- \ninformation.\n";
    assert_eq!(
        text(body),
        "SEC. 2. PLAN FOR TAKING PART IN THE INTER-AMERICAN BANK, SECTION 1715Z-13A.— Non-profit and pre- and post-award, mis- or dis- information.\n"
    );
}

#[test]
fn the_contents_list_is_no_text_and_its_titles_and_sections_count_once() {
    let body = "\
SECTION 1. SHORT TITLE; TABLE OF CONTENTS.

    (a) Short Title.--This Act is X.
    (b) Table of Contents.--The table of contents for this Act is as
follows:

Sec. 1. Short title; table of contents.
                            TITLE I--MATTERS

Sec. 101. A long heading that goes on and
                            on.

                            TITLE I--MATTERS

SEC. 101. A LONG HEADING THAT GOES ON AND ON.

    Text.
";
    assert_eq!(flat(body), text(body));
    let bill = read_with(body, Side::Current);
    assert_eq!(bill.section_count(), 2);
    assert_eq!(bill.contents.len(), 3);
    assert_eq!(bill.provisions.iter().filter(|p| p.level == Level::Title).count(), 1);
    assert!(bill.contents[2].ends_with("goes on and on."));
}

#[test]
fn flush_text_belongs_to_what_is_printed_no_deeper() {
    let body = "\
SEC. 1. X.

    (a) Rule.--No officer may--
            (1) do one thing, if--
                    (A) now; or
                    (B) later;
        as the case may be; or
            (2) do another;
unless told to.
    A further paragraph.
";
    let wanted = "\
SEC. 1. X
  (a) RULE.— No officer may—
    (1) do one thing, if—
      (A) now; or
      (B) later;
      as the case may be; or
    (2) do another;
    unless told to.
  A further paragraph.
";
    assert_eq!(text(body), wanted);
}

const ACCOUNTS: &str = "\
That the following sums are appropriated, namely:

                                TITLE I

                         DEPARTMENT OF LABOR

                 Employment and Training Administration

                    training and employment services

                     (including transfer of funds)

    For necessary expenses, $5.

            (1) $3 for one:  Provided, That X; and
            (2) $2 for two:
  Provided further, That Y.

                       Administrative Provisions

    Sec. 101.  None may.

                          (rescission of funds)

    Sec. 102.  Funds are rescinded.
    This title may be cited as the ``Labor Act''.

                                TITLE II

                           GENERAL PROVISIONS

             (including rescissions and transfers of funds)

    Sec. 201.  All may.
    This Act may be cited as the ``Y Act''.
";

#[test]
fn accounts_nest_by_the_case_of_their_headings() {
    let wanted = "\
That the following sums are appropriated, namely:
TITLE I DEPARTMENT OF LABOR
  EMPLOYMENT AND TRAINING ADMINISTRATION
    TRAINING AND EMPLOYMENT SERVICES (INCLUDING TRANSFER OF FUNDS).— For necessary expenses, $5.
      (1) $3 for one: Provided, That X; and
      (2) $2 for two:
      Provided further, That Y.
  ADMINISTRATIVE PROVISIONS
    SEC. 101. None may.
  (RESCISSION OF FUNDS)
    SEC. 102. Funds are rescinded.
    This title may be cited as the \"Labor Act\".
TITLE II GENERAL PROVISIONS (INCLUDING RESCISSIONS AND TRANSFERS OF FUNDS)
  SEC. 201. All may.
  This Act may be cited as the \"Y Act\".
";
    assert_eq!(text(ACCOUNTS), wanted);
    let bill = read_with(ACCOUNTS, Side::Current);
    let units: Vec<&str> = bill.units().iter().map(|unit| bill.provisions[unit.id as usize].level.name()).collect();
    assert_eq!(
        units,
        [
            "text", "title", "agency", "account", "agency", "section", "agency", "section", "text", "title", "section",
            "text"
        ]
    );
}

#[test]
fn accounts_are_told_without_columns_too() {
    let with_columns = text(ACCOUNTS);
    // The flush proviso after the list cannot be told from a further paragraph; nothing else may differ.
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&flat(ACCOUNTS)), words(&with_columns));
}

#[test]
fn struck_text_is_set_aside_or_read_instead() {
    let body = "\
&lt;DELETED&gt;SEC. 2. OLD.&lt;/DELETED&gt;

&lt;DELETED&gt;    (a) Old words--
            (1) over lines.&lt;/DELETED&gt;

SEC. 2. NEW.

    (a) New words.
";
    let bill = read_with(body, Side::Current);
    assert_eq!(bill.canonical_text(), "SEC. 2. NEW\n  (a) New words.\n");
    assert_eq!(bill.notes[0].code, "struck-text-set-aside");
    assert!(bill.notes[0].message.starts_with("2 struck paragraphs"), "{}", bill.notes[0].message);
    let struck = read_with(body, Side::Struck);
    assert!(struck.canonical_text().starts_with("SEC. 2. OLD\n  (a) Old words—\n    (1) over lines.\n"));
}

#[test]
fn enrolled_text_has_a_short_ladder_and_plain_quotes() {
    let body = "\
SECTION 1. SHORT TITLE.
    This Act may be cited as the \"X Act\".
SEC. 2. A HEADING THAT GOES ON FOR SO LONG THAT IT
WRAPS.
    (a) IN GENERAL.--Section 5 is amended by adding at the end the
following:
    \"SEC. 528. NEW RULE.
    \"(a) PROGRAM.--The Secretary shall--
        \"(1) do one thing that takes a long line to be told in full and
    goes on; and
        \"(2) do another.\".
    (b) EFFECT.--This section--
        (1) takes effect; and
        (2) ends.
";
    let wanted = "\
SEC. 1. SHORT TITLE.— This Act may be cited as the \"X Act\".
SEC. 2. A HEADING THAT GOES ON FOR SO LONG THAT IT WRAPS
  (a) IN GENERAL.— Section 5 is amended by adding at the end the following:
      SEC. 528. NEW RULE
        (a) PROGRAM.— The Secretary shall—
          (1) do one thing that takes a long line to be told in full and goes on; and
          (2) do another.
    .
  (b) EFFECT.— This section—
    (1) takes effect; and
    (2) ends.
";
    assert_eq!(text(body), wanted);
}

#[test]
fn notes_and_page_marks_of_a_public_law_part_no_sentence() {
    let body = "\
SECTION 1. &lt;&lt;NOTE: 1 USC 1 note.&gt;&gt; SHORT TITLE.

    The &lt;&lt;NOTE: Deadline. Notice.&gt;&gt; Agency shall, within a time

[[Page 125 STAT. 274]]

to be set, act.
";
    assert_eq!(text(body), "SEC. 1. SHORT TITLE.— The Agency shall, within a time to be set, act.\n");
}

#[test]
fn whereas_clauses_are_recitals_and_the_resolving_clause_is_no_text() {
    let source = "\
[Congressional Bills 117th Congress]
[From the U.S. Government Publishing Office]
[S. Res. 99 Introduced in Senate (IS)]

                               RESOLUTION


 
Recognizing a thing.

Whereas a thing is so and
        goes on; and
Whereas another is: Now, therefore, be it
    Resolved, That the Senate--
            (1) recognizes it; and
            (2) says so.
";
    let bill = read(source, &ReadOptions::default()).unwrap();
    let wanted = "Whereas a thing is so and goes on; and\nWhereas another is: Now, therefore, be it\nThat the Senate—\n  (1) recognizes it; and\n  (2) says so.\n";
    assert_eq!(bill.canonical_text(), wanted);
    assert_eq!(bill.front.citation().as_deref(), Some("S.Res. 99, 117th Congress"));
    let levels: Vec<Level> = bill.units().iter().map(|unit| bill.provisions[unit.id as usize].level).collect();
    assert_eq!(levels, [Level::Recital, Level::Recital, Level::Text]);
}

#[test]
fn places_are_those_of_the_source() {
    let bill = read(
        "<html><body><pre>\nSEC. 1. X.\n\n    (a)(1) One.\n            (2) Two.\n</pre></body></html>",
        &ReadOptions::default(),
    )
    .unwrap();
    let places: Vec<(u32, u32)> = bill.provisions[1..].iter().map(|p| (p.place.line, p.place.column)).collect();
    assert_eq!(places, [(2, 1), (4, 5), (4, 8), (5, 13)]);
}

#[test]
fn markup_and_markdown_of_other_kinds_are_not_gpo_text() {
    assert!(looks_like("[Congressional Bills 118th Congress]\n"));
    assert!(looks_like("<html><body><pre>\n[Congressional Bills 118th Congress]\n"));
    assert!(looks_like("Notice.\n\n    Be it enacted by the Senate"));
    assert!(!looks_like("<body class=\"lbexBody\">\n<p>Be it enacted by the Senate"));
    assert!(!looks_like("<!DOCTYPE html>\n<html>"));
    assert!(!looks_like("# A title\n\nSome words."));
}

#[test]
fn odd_input_neither_panics_nor_loses_words() {
    let junk = [
        "``",
        "''",
        "```(A)",
        "(",
        "(a",
        "(a)",
        "()",
        "(é)",
        "SEC. ",
        "SEC. 1",
        "SEC. 1.",
        "``SEC. 1.",
        "TITLE",
        "TITLE I--",
        "<<NOTE:",
        "[[Page ",
        "&lt;DELETED&gt;",
        "&#xD800;",
        "é—“”",
        "\t\t(a) x",
        "Whereas",
        "``(a)''",
        "Provided, That",
        "Sec. 1. X.",
    ];
    for a in junk {
        for b in junk {
            for indent in ["", "    ", "                                  "] {
                let body = format!("SEC. 9. X.\n\n{indent}{a}\n{indent}{b}\n\n{b} {a}\n");
                read_with(&body, Side::Current);
                read_with(&body, Side::Struck);
            }
        }
    }
    let err = read("[Congressional Bills 118th Congress]\n", &ReadOptions::default()).unwrap_err();
    assert!(err.what.contains("no text"), "{err:?}");
}

#[test]
fn deep_or_long_input_is_read_in_one_pass() {
    let deep: String = (0..20_000).map(|n| format!("{}(a) x\n", " ".repeat(4 + n % 400))).collect();
    assert!(read_with(&deep, Side::Current).word_count() >= 40_000);
    let quotes = "``(a) x\n".repeat(50_000);
    assert!(read_with(&format!("SEC. 1. X.\n\n    Add:\n{quotes}"), Side::Current).word_count() > 100_000);
}

/// Text files of the corpus named by `BILLDIFF_CORPUS`, or none with a message.
fn corpus() -> Vec<(std::path::PathBuf, String)> {
    let Ok(root) = std::env::var("BILLDIFF_CORPUS") else {
        eprintln!("skipped: BILLDIFF_CORPUS names no folder of bills");
        return Vec::new();
    };
    walkdir::WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "htm" || end == "txt"))
        .filter_map(|entry| Some((entry.path().to_owned(), std::fs::read_to_string(entry.path()).ok()?)))
        .filter(|(_, source)| looks_like(source))
        .collect()
}

/// Section numbers in reading order.
fn numbers(bill: &Bill) -> Vec<&str> {
    let sections = bill.provisions.iter().enumerate().filter(|(_, p)| p.unit && p.level == Level::Section);
    sections.map(|(id, _)| bill.number(id as u32)).collect()
}

#[test]
fn real_files_have_the_sections_of_their_xml_twin() {
    for (path, source) in corpus() {
        let Ok(xml) = std::fs::read_to_string(path.with_extension("xml")) else { continue };
        let bill = read(&source, &ReadOptions::default()).unwrap();
        let twin = super::super::xml::read(&xml, &ReadOptions::default()).unwrap();
        assert_eq!(numbers(&bill), numbers(&twin), "{}", path.display());
        assert_eq!(
            (&bill.front.version, bill.front.number, &bill.front.date),
            (&twin.front.version, twin.front.number, &twin.front.date),
            "{}",
            path.display()
        );
    }
}

#[test]
fn real_files_keep_their_sections_when_the_indentation_is_lost() {
    for (path, source) in corpus() {
        let bill = read(&source, &ReadOptions::default()).unwrap();
        let stripped: Vec<&str> = source.lines().map(str::trim_start).collect();
        let loose = read(&stripped.join("\n"), &ReadOptions::default()).unwrap();
        let (kept, wanted) = (numbers(&loose).len(), numbers(&bill).len());
        assert!(kept.abs_diff(wanted) <= 1, "{}: {kept} of {wanted}", path.display());
    }
}

#[test]
fn notes_and_page_marks_of_public_laws_stand_anywhere() {
    let body = "\
SEC. 2. <<NOTE: 15 USC 1 note.>> REPORTS ON 
              HARBORS.

    (a) In General.--The <<NOTE: Deadline. 
Reports.>> Agency shall, not later than 

[[Page 125 STAT. 274]]

1 year after the date of the enactment of this Act--
            (1) <<NOTE: Determination.>> decide; and
            (2) report.
";
    let wanted = "\
SEC. 2. REPORTS ON HARBORS
  (a) IN GENERAL.— The Agency shall, not later than 1 year after the date of the enactment of this Act—
    (1) decide; and
    (2) report.
";
    assert_eq!(text(body), wanted);
}

#[test]
fn a_run_of_struck_paragraphs_under_one_mark_is_struck_whole() {
    let body = "\
<DELETED>SEC. 2. OLD.

    (a) One.
    (b) Two.</DELETED>

SEC. 2. NEW.

    The officer may <DELETED>not </DELETED>act.
";
    assert_eq!(text(body), "SEC. 2. NEW.— The officer may act.\n");
    let struck = read_with(body, Side::Struck).canonical_text();
    assert!(struck.starts_with("SEC. 2. OLD\n  (a) One.\n  (b) Two.\n"), "{struck}");
    assert!(struck.ends_with("The officer may not act.\n"), "{struck}");
}

#[test]
fn headings_of_an_enrolled_bill_have_no_blank_lines_around_them() {
    let body = "\
SECTION 1. SHORT TITLE.
    This Act may be cited as the \"Harbor Act\".
                       TITLE I--OF HARBORS AND OF
                             THEIR MASTERS
SEC. 101. MASTERS.
    (a) In General.--Section 12 is amended by adding at the end the 
following:
    \"SEC. 13. RULES.
    \"(a) Rule.--No master may--
        \"(1) sleep; or
        \"(2) sing.\".
    (b) Report.--The master shall report--
        (1) once; and
        (2) in writing.
";
    let wanted = "\
SEC. 1. SHORT TITLE.— This Act may be cited as the \"Harbor Act\".
TITLE I OF HARBORS AND OF THEIR MASTERS
  SEC. 101. MASTERS
    (a) IN GENERAL.— Section 12 is amended by adding at the end the following:
        SEC. 13. RULES
          (a) RULE.— No master may—
            (1) sleep; or
            (2) sing.
      .
    (b) REPORT.— The master shall report—
      (1) once; and
      (2) in writing.
";
    assert_eq!(text(body), wanted);
}

#[test]
fn whereas_clauses_are_units_in_every_layout() {
    let body = "Whereas harbors are old; \n\nWhereas the masters of harbors have kept them for 100 \n        years; and\n\nWhereas ships come: Now, therefore, be it\n    Resolved, That the Senate--\n            (1) honors harbors; and\n            (2) thanks masters.\n";
    let wanted = "Whereas harbors are old;\nWhereas the masters of harbors have kept them for 100 years; and\nWhereas ships come: Now, therefore, be it\nThat the Senate—\n  (1) honors harbors; and\n  (2) thanks masters.\n";
    let whole = |source: &str| read(source, &ReadOptions::default()).unwrap();
    let flat: String = body.lines().map(|line| format!("{}\n", line.trim())).collect();
    let one = format!(
        "[Congressional Bills 121st Congress] [S. Res. 5 Agreed to Senate (ATS)] {}",
        body.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    for source in [body.to_owned(), flat, one] {
        let bill = whole(&source);
        assert_eq!(bill.canonical_text(), wanted, "{source}");
        assert_eq!(
            bill.units().iter().filter(|unit| bill.provisions[unit.id as usize].level == Level::Recital).count(),
            3
        );
    }
}

#[test]
fn an_amendment_offered_without_a_resolving_clause_is_a_fragment() {
    let source = "                     AMENDMENT TO H.R. 5\n\n    At the end of the bill, add the following:\n\nSEC. 9. OARS.\n\n    Text of it.\n";
    let bill = read(source, &ReadOptions::default()).unwrap();
    assert!(bill.front.fragment);
    assert_eq!(bill.canonical_text(), "SEC. 9. OARS.— Text of it.\n");
    let whole = source.replace("At the end of the bill, add", "Strike all after the enacting clause and insert");
    assert!(!read(&whole, &ReadOptions::default()).unwrap().front.fragment);
}

#[test]
fn a_section_after_what_looks_like_the_end_is_set_aside_and_told() {
    let source = "118th CONGRESS\n    Be it enacted by the Senate and House of Representatives of the \nUnited States of America in Congress assembled,\n\nSECTION 1. ONE.\n\n    Text.\n\nAmend the title so as to read: ``An Act to do it.''.\n\nSEC. 2. TWO.\n\n    More.\n";
    let bill = read(source, &ReadOptions::default()).expect("a bill");
    assert_eq!(bill.section_count(), 1);
    let told: Vec<_> = bill.notes.iter().filter(|note| note.code == "text-after-the-end").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].place.line, 11);
}
