//! What is no text of the bill: heads and feet of the pages, and the document's properties.

use super::AUTHOR;
use super::xml::Xml;
use crate::report::model::{Document, Report};
use crate::report::summary::{bills, version};
use crate::report::terminal::plain;

/// What nobody may take it for.
const DERIVED: &str = "Derived comparison, not an official document.";

/// The head of the first page: who is compared, with the fingerprints of the files.
pub fn first_header(report: &Report) -> Vec<u8> {
    let mut xml = Xml::part("w:hdr");
    line(&mut xml, "HeaderTitle", &bills(report));
    for (side, document) in [("Old", &report.old), ("New", &report.new)] {
        line(&mut xml, "Header", &format!("{side}: {}", named(document)));
        line(&mut xml, "Header", &format!("SHA-256 {}", document.sha256));
    }
    if let Some(part) = part(report) {
        line(&mut xml, "Header", &part);
    }
    let program = format!("{DERIVED} {} {}.", report.tool.name, report.tool.version);
    line(&mut xml, "HeaderEnd", &program);
    xml.finish().bytes
}

/// The head of the other pages.
pub fn header(report: &Report) -> Vec<u8> {
    let mut xml = Xml::part("w:hdr");
    line(&mut xml, "Header", &format!("{}: {} -> {}", bills(report), version(&report.old), version(&report.new)));
    line(&mut xml, "HeaderEnd", DERIVED);
    xml.finish().bytes
}

/// The foot of every page: its number.
pub fn footer() -> Vec<u8> {
    let mut xml = Xml::part("w:ftr");
    xml.open("w:p", &[]);
    style(&mut xml, "Footer");
    xml.open("w:fldSimple", &[("w:instr", " PAGE ")]);
    xml.open("w:r", &[]);
    xml.element("w:t", &[], "1");
    xml.finish().bytes
}

/// The document's properties, without a time.
pub fn properties(report: &Report) -> Vec<u8> {
    let mut xml = Xml::root(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    let title = format!("{}: {} -> {}", bills(report), version(&report.old), version(&report.new));
    xml.element("dc:title", &[], &plain(&title));
    xml.element("dc:creator", &[], AUTHOR);
    xml.element("dc:description", &[], DERIVED);
    xml.finish().bytes
}

/// "bill.xml, EH - Engrossed in House (2024-06-28)".
fn named(document: &Document) -> String {
    format!("{}, {}", document.path, version(document))
}

/// What is told of a report that shows only some of the provisions.
fn part(report: &Report) -> Option<String> {
    let all = report.summary.all.units();
    let shown = report.provisions.len();
    (shown < all).then(|| format!("A part: {shown} of {all} provisions."))
}

fn line(xml: &mut Xml, name: &str, text: &str) {
    xml.open("w:p", &[]);
    style(xml, name);
    xml.open("w:r", &[]);
    xml.element("w:t", &[("xml:space", "preserve")], &plain(text).replace('\n', " "));
    xml.close();
    xml.close();
}

fn style(xml: &mut Xml, name: &str) {
    xml.open("w:pPr", &[]);
    xml.empty("w:pStyle", &[("w:val", name)]);
    xml.close();
}
