//! Small documents, packed here; each case guards one way in which a file of Word's was or could be misread.

use std::io::{Cursor, Write};

use super::*;
use crate::bill::Level;
use crate::read::Side;

const START: &str = "<w:document xmlns:w='w'><w:body>";
const END: &str = "</w:body></w:document>";

fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A document with lists 1, numbered (a), (1), and 2, with bullets.
fn docx(body: &str) -> Vec<u8> {
    let numbering = "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='0'>\
        <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='(%1)'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%2.'/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/><w:lvlText w:val='&#xf0b7;'/></w:lvl></w:abstractNum>\
        <w:abstractNum w:abstractNumId='2'><w:lvl w:ilvl='0'><w:start w:val='2'/><w:numFmt w:val='decimal'/><w:lvlText w:val='SEC. %1.'/></w:lvl></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>\
        <w:num w:numId='3'><w:abstractNumId w:val='2'/></w:num></w:numbering>";
    let styles = "<w:styles xmlns:w='w'><w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 2'/></w:style></w:styles>";
    let document = format!("{START}{body}{END}");
    pack(&[("word/document.xml", &document), ("word/numbering.xml", numbering), ("word/styles.xml", styles)])
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>")
}

fn listed(list: u8, level: u8, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn bill(body: &str) -> Bill {
    read(&docx(&format!("{}{body}", p("SECTION 1. X."))), &ReadOptions::default()).unwrap()
}

fn text(body: &str) -> String {
    bill(body).canonical_text()
}

#[test]
fn numbers_that_word_prints_are_text() {
    let body = [
        listed(1, 0, "The officer shall—"),
        listed(1, 1, "act; and"),
        listed(1, 1, "wait."),
        listed(1, 0, "No more."),
        listed(3, 0, "FEES."),
        p("None."),
    ];
    let wanted =
        "SEC. 1. X\n  (a) The officer shall—\n    (1) act; and\n    (2) wait.\n  (b) No more.\nSEC. 2. FEES.— None.\n";
    assert_eq!(text(&body.concat()), wanted);
}

#[test]
fn bullets_are_items_without_numbers() {
    let body = [p("For these:"), listed(2, 0, "apples;"), listed(2, 0, "pears.")];
    assert_eq!(text(&body.concat()), "SEC. 1. X.— For these:\n  apples;\n  pears.\n");
}

#[test]
fn tracked_changes_are_read_as_made_or_as_not_made() {
    let body = "<w:p><w:r><w:t xml:space='preserve'>No officer </w:t></w:r>\
        <w:del w:id='1'><w:r><w:delText>may</w:delText></w:r></w:del><w:ins w:id='2'><w:r><w:t>shall</w:t></w:r></w:ins>\
        <w:r><w:t xml:space='preserve'> act</w:t></w:r><w:moveTo w:id='3'><w:r><w:t xml:space='preserve"
        .to_owned()
        + "'> now</w:t></w:r></w:moveTo><w:moveFrom w:id='4'><w:r><w:t>, then</w:t></w:r></w:moveFrom><w:r><w:t>.</w:t></w:r></w:p>";
    assert_eq!(text(&body), "SEC. 1. X.— No officer shall act now.\n");
    let packed = docx(&format!("{}{body}", p("SECTION 1. X.")));
    let struck = read(&packed, &ReadOptions { side: Side::Struck, ..Default::default() }).unwrap();
    assert_eq!(struck.canonical_text(), "SEC. 1. X.— No officer may act, then.\n");
    let note = &bill(&body).notes[0];
    assert_eq!((note.code, note.place.line), ("struck-text-set-aside", 2));
    assert!(note.message.starts_with("4 marked changes"));
}

#[test]
fn a_paragraph_whose_mark_is_struck_goes_on_with_the_next() {
    let body = format!(
        "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>(a) The officer </w:t></w:r></w:p>{}",
        p("may act.")
    );
    assert_eq!(text(&body), "SEC. 1. X\n  (a) The officer may act.\n");
    let whole = format!(
        "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:del w:id='2'><w:r><w:delText>(a) Old.</w:delText></w:r></w:del></w:p>{}",
        p("(a) New.")
    );
    assert_eq!(text(&whole), "SEC. 1. X\n  (a) New.\n");
}

#[test]
fn an_emptied_list_paragraph_counts_unless_its_mark_is_struck_too() {
    let struck = "<w:del w:id='1'><w:r><w:delText>Old.</w:delText></w:r></w:del>";
    let emptied = |mark: &str| {
        format!("<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>{mark}</w:pPr>{struck}</w:p>")
    };
    let with = |mark: &str| text(&[listed(1, 0, "One."), emptied(mark), listed(1, 0, "Last.")].concat());
    assert_eq!(with(""), "SEC. 1. X\n  (a) One.\n  (b)\n  (c) Last.\n");
    assert_eq!(with("<w:rPr><w:del w:id='2'/></w:rPr>"), "SEC. 1. X\n  (a) One.\n  (b) Last.\n");
}

#[test]
fn numbers_in_cells_are_kept_and_count_on_after_the_table() {
    let row = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", listed(1, 0, "Boat"), p("$5"));
    assert_eq!(
        text(&format!("{}{row}{}", p("The fees are:"), listed(1, 0, "Next."))),
        "SEC. 1. X.— The fees are:\n    (a) Boat | $5\n  (b) Next.\n"
    );
}

#[test]
fn tables_in_tables_are_words_of_a_cell_and_too_many_are_told() {
    let mut table = p("deep");
    for _ in 0..12 {
        table = format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{table}</w:tc></w:tr></w:tbl>", p("x"));
    }
    let read = bill(&format!("{}{table}", p("The fees are:")));
    assert!(read.canonical_text().contains("deep"));
    assert!(read.notes.iter().any(|note| note.code == "nesting-cut"));
}

#[test]
fn tabs_before_the_first_word_are_indentation() {
    let tabbed =
        |tabs: usize, text: &str| format!("<w:p><w:r>{}<w:t>{text}</w:t></w:r></w:p>", "<w:tab/>".repeat(tabs));
    let body = [tabbed(1, "(h) No—"), tabbed(2, "(1) one;"), tabbed(2, "(2) two."), tabbed(1, "(i) Rest.")];
    assert_eq!(text(&body.concat()), "SEC. 1. X\n  (h) No—\n    (1) one;\n    (2) two.\n  (i) Rest.\n");
}

#[test]
fn words_own_contents_list_is_no_text() {
    let style =
        "<w:styles xmlns:w='w'><w:style w:type='paragraph' w:styleId='T'><w:name w:val='toc 1'/></w:style></w:styles>";
    let entry = "<w:p><w:pPr><w:pStyle w:val='T'/></w:pPr><w:r><w:t>Sec. 1. X</w:t><w:tab/><w:t>3</w:t></w:r></w:p>";
    let document = format!("{START}{entry}{}{}{END}", p("SECTION 1. X."), p("Text."));
    let packed = pack(&[("word/document.xml", &document), ("word/styles.xml", style)]);
    let read = read(&packed, &ReadOptions::default()).unwrap();
    assert_eq!((read.canonical_text().as_str(), read.contents.len()), ("SEC. 1. X.— Text.\n", 1));
}

#[test]
fn an_opendocument_file_is_told_and_a_document_of_another_name_is_found() {
    let fails = |bytes: &[u8]| read(bytes, &ReadOptions::default()).unwrap_err().what;
    assert!(fails(&pack(&[("content.xml", "<a/>")])).contains(".odt"));
    let rels =
        "<Relationships><Relationship Type='http://x/officeDocument' Target='/word/document2.xml'/></Relationships>";
    let document = format!("{START}{}{END}", p("SECTION 1. X."));
    assert!(read(&pack(&[("_rels/.rels", rels), ("word/document2.xml", &document)]), &ReadOptions::default()).is_ok());
}

#[test]
fn rows_that_were_struck_are_no_text_and_tables_keep_the_others() {
    let row = |mark: &str, a: &str, b: &str| {
        format!("<w:tr><w:trPr>{mark}</w:trPr><w:tc>{}</w:tc><w:tc>{}{}</w:tc></w:tr>", p(a), p(b), p("each"))
    };
    let table = format!("<w:tbl>{}{}</w:tbl>", row("", "Boat", "$5"), row("<w:del w:id='1'/>", "Ship", "$9"));
    let read = bill(&format!("{}{table}{}", p("The fees are:"), p("No more.")));
    assert_eq!(read.canonical_text(), "SEC. 1. X.— The fees are:\n    Boat | $5 each\n  No more.\n");
    assert_eq!(read.provisions[3].level, Level::Row);
}

#[test]
fn a_table_that_is_only_layout_is_text() {
    let table = format!("<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>", p("(a) One."), p("(b) Two."));
    assert_eq!(text(&table), "SEC. 1. X\n  (a) One.\n  (b) Two.\n");
}

#[test]
fn fields_links_and_boxes_are_transparent_and_their_codes_no_text() {
    let body = "<w:p><w:bookmarkStart w:id='0'/><w:r><w:t xml:space='preserve'>See </w:t></w:r><w:r><w:fldChar/></w:r>\
        <w:r><w:instrText>REF _1</w:instrText></w:r><w:r><w:t>section</w:t></w:r><w:r><w:tab/></w:r>\
        <w:hyperlink><w:r><w:t>4</w:t></w:r></w:hyperlink><w:r><w:noBreakHyphen/><w:t>A</w:t></w:r>\
        <w:r><w:footnoteReference w:id='1'/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>";
    let read = bill(body);
    assert_eq!(read.canonical_text(), "SEC. 1. X.— See section 4-A.\n");
    let codes: Vec<_> = read.notes.iter().map(|note| note.code).collect();
    assert_eq!(codes, ["footnotes-set-aside", "hidden-text-set-aside"]);
}

#[test]
fn words_in_a_text_box_are_read_once() {
    let inner = p("(b) Boxed.");
    let body = format!(
        "<w:p><w:r><w:t>(a) Plain.</w:t></w:r><w:r><AlternateContent><Choice>{inner}</Choice><Fallback>{inner}</Fallback></AlternateContent></w:r></w:p>"
    );
    assert_eq!(text(&body).matches("Boxed").count(), 1);
}

#[test]
fn headings_are_told_by_style_and_indentation_is_depth() {
    let indented = |left: u32, text: &str| {
        format!("<w:p><w:pPr><w:ind w:left='{left}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = [
        "<w:p><w:pPr><w:pStyle w:val='H'/></w:pPr><w:r><w:t>Section 2: Fees</w:t></w:r></w:p>".to_owned(),
        indented(720, "(h) No officer may—"),
        indented(1440, "(1) act, if—"),
        indented(2160, "(A) now; or"),
        indented(2160, "(B) later;"),
        indented(1440, "and not twice; or"),
        indented(1440, "(2) wait,"),
        p("unless told to."),
        indented(720, "(i) The rest."),
    ];
    let wanted = "\
SEC. 1. X
SEC. 2. FEES
  (h) No officer may—
    (1) act, if—
      (A) now; or
      (B) later;
      and not twice; or
    (2) wait,
    unless told to.
  (i) The rest.
";
    assert_eq!(text(&body.concat()), wanted);
}

#[test]
fn what_is_no_word_document_is_an_error_that_says_so() {
    let fails = |bytes: &[u8]| read(bytes, &ReadOptions::default()).unwrap_err().what;
    assert!(fails(b"PK\x03\x04 and no more").starts_with("the ZIP archive is broken"));
    assert!(fails(&pack(&[("a.txt", "x")])).contains("no word/document.xml"));
    assert!(fails(&pack(&[("word/document.xml", "<w:document><w:body>")])).contains("word/document.xml, line 1"));
    assert!(fails(&docx(&p("The harbor was quiet."))).starts_with("this is no bill"));
}

#[test]
fn a_bomb_is_met_by_the_limit_and_not_unpacked() {
    let bomb = pack(&[("word/document.xml", &" ".repeat(1 << 20))]);
    assert!(bomb.len() < 1 << 14);
    assert!(package::open_within(&bomb, 1 << 19).unwrap_err().what.contains("unpacks to more than"));
    assert!(package::open_within(&bomb, 1 << 20).is_ok());
}

#[test]
fn bytes_changed_anywhere_are_an_error_or_a_bill_but_no_panic() {
    let whole = docx(&format!("{}{}", p("SECTION 1. X."), p("(a) Text.")));
    for at in (0..whole.len()).step_by(5) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = read(&bytes, &ReadOptions::default());
        let _ = read(&whole[..at], &ReadOptions::default());
    }
}
