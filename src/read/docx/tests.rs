use std::io::Write;

use zip::write::SimpleFileOptions;

use super::*;
use crate::read::Side;

/// A Word file of these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part can be begun");
        archive.write_all(text.as_bytes()).expect("a part can be written");
    }
    archive.finish().expect("an archive can be closed").into_inner()
}

fn document(body: &str) -> Vec<u8> {
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    package(&[(
        "word/document.xml",
        &format!("<w:document xmlns:w=\"{namespace}\"><w:body>{body}</w:body></w:document>"),
    )])
}

fn paragraph(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn text(bytes: &[u8], side: Side) -> String {
    let options = ReadOptions { side, ..ReadOptions::default() };
    read(bytes, &options).expect("the draft is a bill").canonical_text()
}

#[test]
fn tracked_changes_are_resolved_to_the_side_that_is_read() {
    let deleted = "<w:del><w:r><w:delText>may</w:delText></w:r></w:del>";
    let inserted = format!("<w:ins>{}</w:ins>", run("shall"));
    let body = paragraph(&run("SEC. 1. BELLS."))
        + &paragraph(&(run("A boat ") + deleted + &inserted + &run(" carry a bell.")));
    let bytes = document(&body);
    assert!(text(&bytes, Side::Current).contains("A boat shall carry a bell."));
    assert!(text(&bytes, Side::Struck).contains("A boat may carry a bell."));
}

#[test]
fn numbers_that_word_makes_are_read_as_text() {
    let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let level = "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"(%1)\"/></w:lvl>";
    let numbering = format!(
        "<w:numbering {namespace}><w:abstractNum w:abstractNumId=\"0\">{level}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    );
    let numbered = |words: &str| {
        let number = "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
        paragraph(&(number.to_owned() + &run(words)))
    };
    let body = paragraph(&run("SEC. 1. BELLS."))
        + &numbered("A boat shall carry a bell.")
        + &numbered("A ferry shall ring it.");
    let bytes = package(&[
        ("word/document.xml", &format!("<w:document {namespace}><w:body>{body}</w:body></w:document>")),
        ("word/numbering.xml", &numbering),
    ]);
    let text = text(&bytes, Side::Current);
    assert!(text.contains("(a) A boat shall carry a bell."), "{text}");
    assert!(text.contains("(b) A ferry shall ring it."), "{text}");
}

#[test]
fn what_is_no_word_document_says_so() {
    for bytes in [package(&[("readme.txt", "words")]), b"PK\x03\x04 cut off".to_vec(), document("")] {
        let problem = read(&bytes, &ReadOptions::default()).expect_err("this is no draft");
        assert!(!problem.what.is_empty() && !problem.advice.is_empty());
    }
}
