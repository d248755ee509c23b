//! Fifty traps: ways in which real bills were, or could have been, misread. Each is a test named by its number.
//!
//! - [`text`]: 1 to 25 and 48, in GPO's plain text.
//! - [`markup`]: 26 to 41 and 49, in XML.
//! - [`names`]: 42 to 44, in names of files and the order of versions.
//! - `print`: 45 to 47, in PDF.
//! - [`markdown`]: 50, statute copied into Markdown.
//!
//! The wording is ours; the forms were met in real files.

mod markdown;
mod markup;
mod names;
#[cfg(feature = "pdf")]
mod print;
mod text;

use super::{ReadOptions, Side, read_bytes};
use crate::bill::Bill;

fn read_as(name: &str, source: &str, side: Side) -> Bill {
    read_bytes(name, source.as_bytes(), &ReadOptions { side, ..ReadOptions::default() })
        .unwrap_or_else(|error| panic!("{error}"))
}

/// GPO text of a bill with a body after its enacting clause.
fn gpo(body: &str) -> Bill {
    let source = format!(
        "[Congressional Bills 118th Congress]\n[From the U.S. Government Publishing Office]\n[H.R. 77 Introduced in House (IH)]\n\n\
         118th CONGRESS\n  2d Session\n                                H. R. 77\n\n                                 A BILL\n\n\n \n\
         \x20    To do a thing.\n\n    Be it enacted by the Senate and House of Representatives of the \n\
         United States of America in Congress assembled,\n\n{body}"
    );
    read_as("draft.txt", &source, Side::Current)
}

/// Bill DTD XML with a body.
fn bill_xml(body: &str) -> String {
    format!(
        "<bill bill-stage=\"Introduced-in-House\"><form><congress>118th CONGRESS</congress><legis-num>H. R. 77</legis-num></form><legis-body>{body}</legis-body></bill>"
    )
}

fn dtd(body: &str) -> Bill {
    read_as("draft.xml", &bill_xml(body), Side::Current)
}

/// USLM with content of its main part.
fn uslm(main: &str) -> Bill {
    read_as(
        "draft.xml",
        &format!("<bill xmlns=\"http://schemas.gpo.gov/xml/uslm\"><main>{main}</main></bill>"),
        Side::Current,
    )
}

/// Citations of the bill's own sections and other units, in reading order.
fn units(bill: &Bill) -> Vec<String> {
    bill.unit_citations()
}

/// All provisions, indented: level and number of each, or its first words.
fn tree(bill: &Bill) -> String {
    let mut out = String::new();
    let mut open: Vec<u32> = Vec::new();
    for (id, provision) in bill.provisions.iter().enumerate().skip(1) {
        while open.last().is_some_and(|&end| end <= id as u32) {
            open.pop();
        }
        let number = bill.number(id as u32);
        let name = provision.level.name();
        let words = bill.slice(provision.body).split(' ').take(2).collect::<Vec<_>>().join(" ");
        let told = if number.is_empty() { &words } else { number };
        out.push_str(format!("{}{name} {told}", "  ".repeat(open.len())).trim_end());
        out.push('\n');
        open.push(provision.end);
    }
    out
}

fn codes(bill: &Bill) -> Vec<&'static str> {
    bill.notes.iter().map(|note| note.code).collect()
}
