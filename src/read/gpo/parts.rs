//! Header, body, endorsement: where the legal text begins and where it ends.

use std::ops::Range;

use super::page::Row;
use crate::bill::{BillBuilder, Place};
use crate::read::around;
use crate::read::outline::{amendments, heads};

/// Which rows are the bill's text.
pub(in crate::read) struct Parts {
    pub body: Range<usize>,
    /// The first row after the body that looks like a section: more than an endorsement was set aside.
    pub beyond: Option<usize>,
}

/// Whether a source holds an enacting or resolving clause at the start of a line.
pub(super) fn has_clause(source: &str) -> bool {
    source.lines().any(|line| is_clause(line.trim_start()))
}

/// Says that something that looks like a section stands after what ends a bill.
pub(in crate::read) fn note_beyond(place: Option<Place>, builder: &mut BillBuilder) {
    if let Some(place) = place {
        builder.note(
            "text-after-the-end",
            "a section stands after the attestation, endorsement or amendment of the title that ends this bill: it and what follows are set aside",
            place,
        );
    }
}

/// Splits the rows. The body begins after the enacting clause, or at the preamble of a resolution; without
/// either, at the first section.
pub(in crate::read) fn split(rows: &[Row<'_>]) -> Parts {
    let clause = rows.iter().position(|row| is_clause(&row.text) || row.text.starts_with("Whereas "));
    let section = || rows.iter().position(|row| heads::is_capital_section_line(&row.text));
    let first = clause.or_else(|| instruction(rows)).or_else(section).unwrap_or(rows.len());
    let end = rows[first..].iter().position(ends_body).map_or(rows.len(), |at| first + at);
    let beyond = rows[end..].iter().position(|row| heads::is_capital_section_line(&row.text));
    Parts { body: first..end, beyond: beyond.map(|at| end + at) }
}

/// The first instruction of an amendment that is offered without a resolving clause: "At the end, add the
/// following:" under "AMENDMENT TO H.R. 5".
fn instruction(rows: &[Row<'_>]) -> Option<usize> {
    let heading = rows.iter().position(|row| amendments::is_heading(&row.text))?;
    let under = rows[heading..].iter().take(AMENDMENT_LINES);
    let at = under.take_while(|row| !heads::is_capital_section_line(&row.text));
    at.enumerate().find_map(|(at, row)| amendments::is_instruction(&row.text).then_some(heading + at))
}

/// So many lines may stand between the heading of an amendment and what it tells to do.
const AMENDMENT_LINES: usize = 30;

/// The enacting or resolving clause.
pub(in crate::read) fn is_clause(text: &str) -> bool {
    text.starts_with("Be it enacted by") || text.starts_with("Resolved,") || text.starts_with("Resolved by the")
}

/// The attestation, the endorsement or GPO's end mark.
fn ends_body(row: &Row<'_>) -> bool {
    ends_bill(&row.text) && (!is_attested(&row.text) || row.column >= 8 || row.column == 0)
}

/// As above, of words whose place on the page is not known.
pub(in crate::read) fn ends_bill(text: &str) -> bool {
    let law = text.starts_with("Approved ") && text.ends_with('.') && text.len() < 40
        || text.starts_with("LEGISLATIVE HISTORY");
    is_attested(text)
        || law
        || around::asks_for_title(text)
        || text == "<all>"
        || is_calendar(text)
        || is_congress(text)
        || text == "Speaker of the House of Representatives."
}

fn is_attested(text: &str) -> bool {
    text.starts_with("Passed the House") || text.starts_with("Passed the Senate") || text.starts_with("Attest:")
}

/// "Calendar No. 437", "Union Calendar No. 12".
fn is_calendar(text: &str) -> bool {
    text.split_once("Calendar No. ").is_some_and(|(before, number)| {
        matches!(before, "" | "Union " | "House " | "Private ")
            && !number.is_empty()
            && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// "118th CONGRESS".
pub(super) fn is_congress(text: &str) -> bool {
    text.strip_suffix(" CONGRESS").is_some_and(|ordinal| {
        ordinal.trim_end_matches(|c: char| c.is_ascii_alphabetic()).bytes().all(|b| b.is_ascii_digit())
            && ordinal.len() > 2
    })
}

/// Most lines an enacting clause takes.
const CLAUSE_LINES: usize = 6;

/// Takes the enacting or resolving clause off the body: it is front matter. Words that go on after it on its
/// last line ("assembled, That the following sums") stay, as the first line of a paragraph.
pub(in crate::read) fn cut_clause(body: &mut [Row<'_>]) {
    let Some(start) = body.iter().position(|row| is_clause(&row.text)) else { return };
    let marks = clause_ends(&body[start].text);
    let find = |row: &Row<'_>| marks.iter().find_map(|mark| row.text.find(mark).map(|at| at + mark.len()));
    let lines = body[start..].iter().take(CLAUSE_LINES);
    let Some((offset, cut)) = lines.enumerate().find_map(|(at, row)| find(row).map(|cut| (at, cut))) else { return };
    for row in &mut body[start..start + offset] {
        row.text = "".into();
    }
    let last = &mut body[start + offset];
    let rest = last.text[cut..].trim_start();
    let column = usize::from(last.column) + (last.text.len() - rest.len());
    last.text = rest.to_owned().into();
    last.column = FIRST_COLUMN;
    last.opens = true;
    last.shift += (column as u32).saturating_sub(u32::from(FIRST_COLUMN));
}

/// The words that an enacting or resolving clause ends with.
fn clause_ends(clause: &str) -> &'static [&'static str] {
    if clause.starts_with("Resolved,") { &["Resolved,"] } else { &["assembled,", "concurring),"] }
}

/// A paragraph without the enacting or resolving clause it begins with.
pub(in crate::read) fn after_clause(text: &str) -> &str {
    if !is_clause(text) {
        return text;
    }
    let end = clause_ends(text).iter().find_map(|mark| Some(text.find(mark)? + mark.len()));
    end.map_or(text, |end| text[end..].trim_start())
}

/// Where paragraphs of a section's text begin.
const FIRST_COLUMN: u16 = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Side;
    use crate::read::gpo::page::Page;

    fn body(source: &str) -> Vec<String> {
        let mut page = Page::of(source, Side::Current);
        let parts = split(&page.lines);
        let rows = &mut page.lines[parts.body];
        cut_clause(rows);
        rows.iter().filter(|row| !row.text.is_empty()).map(|row| row.text.to_string()).collect()
    }

    #[test]
    fn the_enacting_clause_is_cut_and_what_follows_it_stays() {
        let source = "A BILL\n\n    Be it enacted by the Senate and House of\nAmerica in Congress assembled, That the sums\nare\n";
        assert_eq!(body(source), ["That the sums", "are"]);
    }

    #[test]
    fn a_preamble_comes_before_the_resolving_clause() {
        assert_eq!(body("Whereas X; and\n    Resolved, That the Senate--\n"), ["Whereas X; and", "That the Senate--"]);
    }

    #[test]
    fn attestation_and_endorsement_end_the_body() {
        for end in [
            "            Passed the House of Representatives June 5, 2024.",
            "Calendar No. 437",
            "118th CONGRESS",
            "  &lt;all&gt;",
        ] {
            assert_eq!(
                body(&format!("SECTION 1. X.\n\n    Text.\n{end}\nA BILL\n")),
                ["SECTION 1. X.", "Text."],
                "{end}"
            );
        }
    }
}
