//! Who a bill is, from the header and the endorsement of GPO text.
//!
//! The third line is the best of it: `[H.R. 8752 Engrossed in House (EH)]`. Congress and long title come
//! from the lines that follow.

use super::page::Row;
use crate::bill::{BillType, FrontMatter, VersionCode, normalize};
use crate::read::around;
use crate::read::congress::spelt_congress;

/// Fills in what header and endorsement say.
pub(in crate::read) fn read(header: &[Row<'_>], endorsement: &[Row<'_>], front: &mut FrontMatter) {
    for row in header {
        read_line(&row.text, front);
    }
    front.title = long_title(header);
    if let Some(bill) = endorsement.iter().find_map(|row| row.text.strip_prefix("LEGISLATIVE HISTORY--")) {
        // "LEGISLATIVE HISTORY--H.R. 9403 (S. 12):" names the bill that became the law first.
        read_line(bill.split(['(', ':']).next().unwrap_or_default().trim(), front);
    }
    let paragraphs = joined(header);
    front.sponsors = around::sponsors(paragraphs.iter().map(String::as_str));
    front.title_amendment = joined(endorsement).iter().find_map(|text| around::title_amendment(text));
    front.date = header.iter().chain(endorsement).rev().find_map(|row| dated(&row.text));
}

pub(in crate::read) fn read_line(text: &str, front: &mut FrontMatter) {
    if let Some(told) = text.strip_prefix("[Congressional Bills ") {
        front.congress = number_at_start(told);
    } else if text.eq_ignore_ascii_case("(Star Print)") {
        front.version = front.version.take().map(VersionCode::star_print);
    } else if let Some(congress) =
        spelt_congress(text).filter(|_| text.contains("Congress") && front.congress.is_none())
    {
        // Only enrolled bills spell it out.
        front.congress = Some(congress);
        front.version = front.version.take().or_else(|| VersionCode::parse("enr"));
    } else if let Some(law) = text.strip_suffix(']').and_then(|t| t.split_once(" Congress Public Law ")) {
        front.congress = number_at_start(law.0.trim_start_matches('['));
        front.version = VersionCode::parse("pl");
    } else if let Some(told) = text.strip_prefix('[').and_then(|t| t.strip_suffix(")]")) {
        read_version_line(told, front);
    } else if super::parts::is_congress(text) && front.congress.is_none() {
        front.congress = number_at_start(text);
    } else if let Some((kind, number)) = cited_alone(text).filter(|_| front.number.is_none()) {
        (front.bill_type, front.number) = (Some(kind), Some(number));
    }
}

/// A line that is only a citation: "H. R. 8752".
fn cited_alone(text: &str) -> Option<(BillType, u32)> {
    if text.len() > LONGEST_CITATION || !text.starts_with(['H', 'S']) {
        return None;
    }
    BillType::parse_citation(text)
}

const LONGEST_CITATION: usize = 30;

/// "H.R. 8752 Engrossed in House (EH": type, number, stage in words, code.
fn read_version_line(told: &str, front: &mut FrontMatter) {
    let Some((before, code)) = told.rsplit_once('(') else { return };
    let Some(digits) = before.find(|c: char| c.is_ascii_digit()) else { return };
    let length = before[digits..].find(|c: char| !c.is_ascii_digit()).unwrap_or(before.len() - digits);
    if let Some((kind, number)) = BillType::parse_citation(&before[..digits + length]) {
        (front.bill_type, front.number) = (Some(kind), Some(number));
        front.version = VersionCode::parse(code);
    }
}

fn number_at_start(text: &str) -> Option<u16> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().ok()
}

/// The long title: the last paragraph of the header that opens as long titles do.
fn long_title(header: &[Row<'_>]) -> Option<String> {
    let start = header.iter().enumerate().rposition(|(at, row)| {
        opens_long_title(&row.text) && (at == 0 || row.opens || header[at - 1].text.is_empty())
    })?;
    let mut raw = String::new();
    for row in header[start..].iter().take_while(|row| !row.text.is_empty()) {
        raw.push_str(&row.text);
        raw.push(' ');
    }
    let mut title = String::new();
    normalize(&raw, &mut title);
    Some(title)
}

/// Rows between blank ones as one line each.
fn joined(rows: &[Row<'_>]) -> Vec<String> {
    let join = |block: &[Row<'_>]| block.iter().map(|row| &*row.text).collect::<Vec<_>>().join(" ");
    rows.split(|row| row.text.is_empty()).filter(|block| !block.is_empty()).map(join).collect()
}

/// Whether text opens as long titles do.
pub(in crate::read) fn opens_long_title(text: &str) -> bool {
    const OPENINGS: [&str; 10] = [
        "To ",
        "Making ",
        "Providing ",
        "Proposing ",
        "An Act ",
        "Expressing ",
        "Disapproving ",
        "Relating ",
        "Recognizing ",
        "Directing ",
    ];
    OPENINGS.iter().any(|start| text.starts_with(start))
}

/// The date of an action: a line that is one ("July 11 (legislative day July 10), 2024"), or that ends an attestation.
pub(in crate::read) fn dated(text: &str) -> Option<String> {
    let after = ["Passed the House of Representatives ", "Passed the Senate ", "Approved "]
        .iter()
        .find_map(|start| text.strip_prefix(start));
    date(after.unwrap_or(text))
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Whether text begins with the name of a month and a day.
pub(super) fn begins_date(text: &str) -> bool {
    let day = MONTHS.iter().find_map(|month| text.strip_prefix(month));
    day.is_some_and(|day| day.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

/// Reads "June 28, 2024." as ISO 8601; None for anything that is more than a date.
fn date(text: &str) -> Option<String> {
    let month = MONTHS.iter().position(|month| text.starts_with(month))?;
    let rest = text[MONTHS[month].len()..].strip_prefix(' ')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let day: u8 = rest[..digits].parse().ok().filter(|day| (1..=31).contains(day))?;
    let mut rest = rest[digits..].trim_start();
    if rest.starts_with("(legislative day") {
        rest = rest.split_once(')')?.1;
    }
    let year: u16 = rest.strip_prefix(',')?.trim().trim_end_matches('.').parse().ok()?;
    Some(format!("{year:04}-{:02}-{day:02}", month + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bill::Format;

    #[test]
    fn the_third_line_tells_type_number_and_version() {
        let mut front = FrontMatter::new(Format::GpoText);
        for line in ["[Congressional Bills 103th Congress]", "[S. Con. Res. 13 Referred in House (RFH)]"] {
            read_line(line, &mut front);
        }
        assert_eq!((front.congress, front.bill_type, front.number), (Some(103), Some(BillType::Sconres), Some(13)));
        assert_eq!(front.version, VersionCode::parse("rfh"));
    }

    fn version_of(lines: &[&str]) -> Option<String> {
        let mut front = FrontMatter::new(Format::GpoText);
        lines.iter().for_each(|line| read_line(line, &mut front));
        front.version.map(|code| code.as_str().to_owned())
    }

    #[test]
    fn star_prints_and_spelt_out_congresses() {
        assert_eq!(version_of(&["[S. 12 Introduced in Senate (IS)]", "(Star Print)"]).as_deref(), Some("is_s"));
        assert_eq!(version_of(&["One Hundred Fifteenth Congress"]).as_deref(), Some("enr"));
        assert_eq!(version_of(&["[H.R. 1 Engrossed Amendment Senate (EAS2)]"]).as_deref(), Some("eas2"));
        assert_eq!(version_of(&["[112th Congress Public Law 28]"]).as_deref(), Some("pl"));
        assert_eq!(version_of(&["One Hundred Fifteenth Street"]), None);
    }

    #[test]
    fn dates_of_actions() {
        assert_eq!(dated("June 28, 2024").as_deref(), Some("2024-06-28"));
        assert_eq!(dated("July 11 (legislative day July 10), 2024").as_deref(), Some("2024-07-11"));
        assert_eq!(dated("Passed the House of Representatives June 5, 2024.").as_deref(), Some("2024-06-05"));
        assert_eq!(dated("May it please the court"), None);
        assert_eq!(dated("June 99, 2024"), None);
    }
}
