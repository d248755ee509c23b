//! A draft that has nothing to be compared with, in the terminal: it was added or deleted as a whole.

use super::Layout;
use super::model::Document;
use super::redline::wrapped;
use super::shown::{Kind, Line};
use super::summary::identified;
use super::terminal::plain;
use crate::bill::Bill;

/// Which bill it is, in the head that a comparison has.
pub(super) fn told(document: &Document, is_new: bool, layout: &Layout) -> String {
    let name = if is_new { "new" } else { "old" };
    identified(document.cite.as_deref().unwrap_or("A draft"), &[(name, document)], layout)
}

/// Every line of it, as a redline shows what was added or dropped.
pub fn write(bill: &Bill, is_new: bool, layout: &Layout) -> String {
    let (kind, sign) = if is_new { (Kind::New, '+') } else { (Kind::Old, '-') };
    let mut out = format!("{}\n", told(&Document::new(bill), is_new, layout));
    for text in bill.canonical_text().lines() {
        let words = text.trim_start_matches(' ');
        let indent = &text[..text.len() - words.len()];
        let line = Line::of(kind, plain(words));
        out.push_str(&wrapped(&line, &format!("  {sign} {indent}"), layout));
    }
    out
}
