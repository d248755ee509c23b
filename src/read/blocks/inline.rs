//! Provisions in running text: "the Director may— (1) station analysts; and (2) receive reports".
//!
//! Whoever quotes a provision in prose sets it in one line. A number there begins a provision only as part of
//! a whole series: the first after a dash or a colon, each further one after a semicolon, a comma or a stop
//! (and "and" or "or"). A lone "(1)" is running text. Bills keep their lines, so this is for passages only.

use crate::bill::Level;
use crate::read::outline::{enumerator, run_in};

use enumerator::{Ordinal, Reading, readings};

/// Where the parts of a text begin, the first at 0.
pub(super) fn parts(text: &str) -> Vec<usize> {
    let mut open: Vec<Series> = Vec::new();
    let mut done: Vec<Series> = Vec::new();
    for (at, _) in text.match_indices('(') {
        let Some(found) = enumerator::at_start(&text[at..]) else { continue };
        let before = text[..at].trim_end();
        if let Some(reading) = next(&open, found.inner).filter(|_| ends_an_item(before)) {
            close(&mut open, &mut done, |level| level > reading.level);
            if let Some(series) = open.last_mut() {
                series.last = reading.ordinal;
                series.starts.push(at);
            }
        } else if let Some(reading) = begins(before, found.inner, open.last()) {
            close(&mut open, &mut done, |level| level >= reading.level);
            open.push(Series { level: reading.level, last: reading.ordinal, starts: vec![at] });
        }
    }
    close(&mut open, &mut done, |_| true);
    let whole = |series: &Series| series.starts.len() > 1;
    let mut starts: Vec<usize> = done.into_iter().filter(whole).flat_map(|series| series.starts).collect();
    starts.push(0);
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Numbers of one level that follow each other.
struct Series {
    level: Level,
    last: Ordinal,
    starts: Vec<usize>,
}

fn close(open: &mut Vec<Series>, done: &mut Vec<Series>, ends: impl Fn(Level) -> bool) {
    while open.last().is_some_and(|series| ends(series.level)) {
        done.extend(open.pop());
    }
}

/// The reading that goes on with an open series, the innermost first.
fn next(open: &[Series], inner: &str) -> Option<Reading> {
    open.iter().rev().find_map(|series| {
        readings(inner).find(|reading| reading.level == series.level && reading.ordinal.follows(series.last))
    })
}

/// The reading that begins a series: the first of its kind, below what is open, where a list is due.
fn begins(before: &str, inner: &str, around: Option<&Series>) -> Option<Reading> {
    if before.is_empty() {
        return readings(inner).next();
    }
    let due = run_in::leads_in(before) || before.ends_with(')');
    let below = |reading: &Reading| around.is_none_or(|series| reading.level > series.level);
    readings(inner).filter(|reading| due && reading.ordinal == Ordinal::FIRST).find(below)
}

/// Whether words end as an item of a list does.
fn ends_an_item(before: &str) -> bool {
    let bare = before.strip_suffix(" and").or_else(|| before.strip_suffix(" or")).unwrap_or(before);
    bare.ends_with([';', ',', '.', ':', '—', ']', '…', '*', '”', '"'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<&str> {
        let starts = parts(text);
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        starts.iter().zip(ends).map(|(&from, to)| text[from..to].trim()).collect()
    }

    #[test]
    fn whole_series_are_told_apart() {
        assert_eq!(
            told("(a) X.—The officer may— (1) act; (2) wait; and (3) go. (b) Y.—No."),
            ["(a) X.—The officer may—", "(1) act;", "(2) wait; and", "(3) go.", "(b) Y.—No."]
        );
        assert_eq!(
            told("may: (1) act if— (A) now; or (B) later; or (2) go"),
            ["may:", "(1) act if—", "(A) now; or", "(B) later; or", "(2) go"]
        );
    }

    #[test]
    fn lone_numbers_and_references_are_running_text() {
        for text in [
            "under subsection (a) or (b) of section 4",
            "if (1) the officer acts",
            "in paragraph (1); and in paragraph (2)",
            "the following: (1) one only",
        ] {
            assert_eq!(told(text), [text]);
        }
    }
}
