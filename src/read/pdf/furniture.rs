//! Furniture of the page: what is printed on it and is no word of the bill.
//!
//! | printed | where |
//! |---|---|
//! | `1` to `25` | in the left margin, one for each line |
//! | `12` | the page number, at the head or foot |
//! | `•HR 8752 RH`, `† HR 1865 EAS` | the slug: type, number and version, at the foot |
//! | `VerDate Sep 11 2014 23:10 ... E:\BILLS\H8752.RH H8752` | the typesetter's line, at the foot |
//! | `G:\M\18\X\X_001.XML` | the drafting office's file, at the head or foot |
//! | `H. R. 1968--3`, `S.L.C.` | running heads: the same on page after page, but for digits |
//! | `I`, `IB`, `II` | the distribution code on the first page |
//! | `Æ` | GPO's end mark |
//!
//! Slug and typesetter's line also say which version this is.
//!
//! What is left is numbered as it is cited ("page 12, line 4"): by the number in the margin. A heading or a signature
//! without one, in a print that has them, is cited by the number above it. Where lines bear no numbers (enrolled
//! bills, many drafts), they are counted from the first line of text on the page.

use rustc_hash::FxHashMap;

use super::page_lines::PrintLine;
use crate::bill::{BillType, FrontMatter, VersionCode};

/// What is left, and what the furniture told.
#[derive(Debug, Default)]
pub(super) struct Cleared {
    pub lines: Vec<PrintLine>,
    /// Lines bear numbers in the margin: those without one are headings, contents lists and signatures.
    pub numbered: bool,
}

/// Takes the furniture off.
pub(super) fn clear(mut lines: Vec<PrintLine>, front: &mut FrontMatter) -> Cleared {
    let numbered = number_lines(&mut lines);
    let running = Running::of(&lines);
    let mut kept = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let edge = Edge::of(&lines, at);
        let furniture = line.margin.is_none() && (is_furniture(line, edge, front) || running.has(line, edge));
        if !furniture {
            kept.push(line.clone());
        }
    }
    number(&mut kept, numbered);
    Cleared { lines: kept, numbered }
}

/// Gives each line the number it is cited by.
fn number(lines: &mut [PrintLine], numbered: bool) {
    let (mut page, mut last) = (0, 0);
    for line in lines {
        if line.page != page {
            (page, last) = (line.page, 0);
        }
        last = match line.margin {
            Some(margin) => margin.number,
            None if numbered => last.max(1),
            None => last + 1,
        };
        line.row = last;
    }
}

/// How many lines at the head and the foot of a page may be furniture.
const EDGE_LINES: usize = 4;

/// How near the head or the foot of its page a line stands.
#[derive(Debug, Clone, Copy)]
struct Edge {
    /// Lines between it and the nearer edge of the page.
    lines: usize,
    first_page: bool,
}

impl Edge {
    fn of(lines: &[PrintLine], at: usize) -> Self {
        let page = lines[at].page;
        let same = |line: &&PrintLine| line.page == page;
        let above = lines[..at].iter().rev().take(EDGE_LINES).take_while(same).count();
        let below = lines[at + 1..].iter().take(EDGE_LINES).take_while(same).count();
        Self { lines: above.min(below), first_page: page == 1 }
    }
}

// ---- numbers in the margin -----------------------------------------------------------------------

/// Share of numbers in the margin, in hundredths, that must follow the one before (or be a first one).
const IN_SEQUENCE: usize = 85;

/// Right edges of a column of numbers differ by less than this, in points.
const ALIGNED: f32 = 4.0;

/// Settles which numbers in the margin are line numbers, and gives the others back to their text.
fn number_lines(lines: &mut [PrintLine]) -> bool {
    let edge = commonest_edge(lines);
    let aligned =
        |line: &PrintLine| line.margin.filter(|margin| edge.is_some_and(|edge| (margin.end - edge).abs() < ALIGNED));
    let (mut found, mut in_sequence, mut before) = (0, 0, 0);
    for margin in lines.iter().filter_map(aligned) {
        found += 1;
        in_sequence += usize::from(margin.number == before + 1 || margin.number == 1);
        before = margin.number;
    }
    let numbered = found >= 2 && in_sequence * 100 >= found * IN_SEQUENCE;
    for line in lines {
        let keep = numbered && aligned(line).is_some();
        if let Some(margin) = line.margin.take_if(|_| !keep) {
            line.text = format!("{} {}", margin.number, line.text);
            line.x = margin.x;
            line.first_word = margin.end - margin.x;
        }
    }
    numbered
}

/// Where most numbers in the margin end.
fn commonest_edge(lines: &[PrintLine]) -> Option<f32> {
    let mut counts: FxHashMap<i32, (usize, f32)> = FxHashMap::default();
    for margin in lines.iter().filter_map(|line| line.margin) {
        let entry = counts.entry(margin.end.round() as i32).or_insert((0, margin.end));
        entry.0 += 1;
    }
    counts.into_values().max_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1))).map(|(_, edge)| edge)
}

// ---- heads and feet ------------------------------------------------------------------------------

/// Heads and feet that are the same on page after page, but for their digits.
struct Running {
    pages: FxHashMap<(String, i32), usize>,
    wanted: usize,
}

/// A running head stands on at least so many pages ...
const RUNNING_PAGES: usize = 3;

/// ... and on one page of so many.
const RUNNING_SHARE: usize = 3;

impl Running {
    fn of(lines: &[PrintLine]) -> Self {
        let mut pages: FxHashMap<(String, i32), usize> = FxHashMap::default();
        for (at, line) in lines.iter().enumerate() {
            if line.margin.is_none() && Edge::of(lines, at).lines < EDGE_LINES {
                *pages.entry(Self::key(line)).or_default() += 1;
            }
        }
        let count = lines.last().map_or(0, |line| line.page as usize);
        Self { pages, wanted: RUNNING_PAGES.max(count / RUNNING_SHARE) }
    }

    fn has(&self, line: &PrintLine, edge: Edge) -> bool {
        edge.lines < EDGE_LINES && self.pages.get(&Self::key(line)).is_some_and(|&count| count >= self.wanted)
    }

    /// The text without its numbers, and how high it stands.
    fn key(line: &PrintLine) -> (String, i32) {
        let mut text = String::with_capacity(line.text.len());
        for c in line.text.chars() {
            match c {
                '0'..='9' if text.ends_with('#') => {}
                '0'..='9' => text.push('#'),
                c => text.push(c),
            }
        }
        (text, (line.y / 4.0).round() as i32)
    }
}

fn is_furniture(line: &PrintLine, edge: Edge, front: &mut FrontMatter) -> bool {
    let text = line.text.as_str();
    if text == "Æ" || text.starts_with("VerDate ") || names_drafting_file(text) {
        read_file_name(text, front);
        return true;
    }
    let outermost = edge.lines == 0;
    if edge.lines < EDGE_LINES && is_slug(text, front) {
        return true;
    }
    let bare = text.trim_matches(['-', '—', ' ']);
    let page_number = !bare.is_empty() && bare.len() <= 5 && bare.bytes().all(|b| b.is_ascii_digit());
    let code = edge.first_page && matches!(text, "I" | "II" | "III" | "IV" | "IA" | "IB" | "V" | "VI");
    outermost && page_number && line.page > 1 || code
}

/// `G:\M\18\X\X_001.XML`, `f:\VHLC\091213\091213.012.xml (559472|2)`.
fn names_drafting_file(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 6
        && bytes[0].is_ascii_alphabetic()
        && bytes[1..].starts_with(b":\\")
        && text.to_ascii_lowercase().contains(".xml")
}

/// "•HR 8752 RH", "† S 1 ES", "HR 1865 EAS": sets type, number and version.
fn is_slug(text: &str, front: &mut FrontMatter) -> bool {
    let bare = text.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    let Some((cited, code)) = bare.rsplit_once(' ') else { return false };
    let parts = cited.rsplit_once(' ').filter(|(_, number)| number.bytes().all(|b| b.is_ascii_digit()));
    let capitals = bare.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b' ');
    let (Some(_), true) = (parts, capitals && bare.len() <= LONGEST_SLUG) else { return false };
    let version = VersionCode::parse(code).filter(|version| version.name().is_some());
    let (Some((kind, number)), Some(version)) = (BillType::parse_citation(cited), version) else { return false };
    (front.bill_type, front.number, front.version) = (Some(kind), Some(number), Some(version));
    true
}

/// "HCONRES 1234 RFS" is the longest slug.
const LONGEST_SLUG: usize = 24;

/// The typesetter's file: `E:\BILLS\H8752.RH`, prefix, number and version.
fn read_file_name(text: &str, front: &mut FrontMatter) {
    const PREFIXES: [(&str, BillType); 8] = [
        ("HC", BillType::Hconres),
        ("HJ", BillType::Hjres),
        ("HR", BillType::Hres),
        ("SC", BillType::Sconres),
        ("SJ", BillType::Sjres),
        ("SR", BillType::Sres),
        ("H", BillType::Hr),
        ("S", BillType::S),
    ];
    let Some(file) = text.split(' ').find(|word| word.contains(":\\BILLS\\")) else { return };
    let Some((stem, code)) = file.rsplit('\\').next().and_then(|name| name.split_once('.')) else { return };
    let found = PREFIXES.iter().find_map(|(prefix, kind)| Some((*kind, stem.strip_prefix(prefix)?.parse().ok()?)));
    let version = VersionCode::parse(code).filter(|version| version.name().is_some());
    if let (Some((kind, number)), Some(version), None) = (found, version, &front.version) {
        (front.bill_type, front.number, front.version) = (Some(kind), Some(number), Some(version));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bill::Format;

    fn line(page: u32, y: f32, text: &str, number: Option<u32>) -> PrintLine {
        let margin = number.map(|number| super::super::page_lines::Margin { number, x: 126.0, end: 140.0 });
        PrintLine { page, y, text: text.to_owned(), x: 150.0, end: 300.0, size: 14.0, margin, ..Default::default() }
    }

    fn cleared(lines: Vec<PrintLine>) -> (Vec<String>, FrontMatter) {
        let mut front = FrontMatter::new(Format::Pdf);
        let cleared = clear(lines, &mut front);
        (cleared.lines.into_iter().map(|line| line.text).collect(), front)
    }

    #[test]
    fn slug_page_number_and_typesetters_line_are_off_the_page_and_told() {
        let (texts, front) = cleared(vec![
            line(1, 700.0, "IB", None),
            line(1, 600.0, "The sums", Some(1)),
            line(1, 20.0, r"VerDate Sep 11 2014 Jkt 049200 E:\BILLS\H8752.RH H8752", None),
            line(2, 731.0, "2", None),
            line(2, 700.0, "2027 dollars", Some(1)),
            line(2, 680.0, "are spent.", Some(2)),
            line(2, 37.0, "•HR 8752 RH", None),
        ]);
        assert_eq!(texts, ["The sums", "2027 dollars", "are spent."]);
        assert_eq!((front.number, front.version), (Some(8752), VersionCode::parse("rh")));
    }

    #[test]
    fn lines_are_cited_by_their_printed_number_or_counted_without_the_furniture() {
        let rows = |lines| {
            let cleared = clear(lines, &mut FrontMatter::new(Format::Pdf));
            cleared.lines.iter().map(|line| (line.page, line.row)).collect::<Vec<_>>()
        };
        let printed = vec![
            line(1, 700.0, "A BILL", None),
            line(1, 600.0, "SECTION 1. X.", Some(1)),
            line(1, 580.0, "as follows:", Some(2)),
            line(1, 560.0, "Sec. 1. X.", None),
            line(2, 731.0, "2", None),
            line(2, 700.0, "SEC. 2. Y.", Some(1)),
        ];
        assert_eq!(rows(printed), [(1, 1), (1, 1), (1, 2), (1, 2), (2, 1)]);
        let bare =
            vec![line(1, 700.0, "An Act", None), line(1, 600.0, "SECTION 1. X.", None), line(2, 731.0, "2", None)];
        assert_eq!(rows([bare, vec![line(2, 700.0, "SEC. 2. Y.", None)]].concat()), [(1, 1), (1, 2), (2, 1)]);
    }

    #[test]
    fn numbers_out_of_sequence_are_text() {
        let (texts, _) = cleared(vec![line(1, 700.0, "officers", Some(40)), line(1, 680.0, "boats", Some(12))]);
        assert_eq!(texts, ["40 officers", "12 boats"]);
    }

    #[test]
    fn heads_that_run_from_page_to_page_are_no_text() {
        let pages = (1..=4).flat_map(|page| {
            let text = ["one", "two", "three", "four"][page as usize - 1];
            [line(page, 740.0, &format!("H. R. 1968--{page}"), None), line(page, 700.0, text, None)]
        });
        let (texts, _) = cleared(pages.collect());
        assert_eq!(texts, ["one", "two", "three", "four"]);
    }

    #[test]
    fn drafts_name_their_file() {
        assert!(names_drafting_file(r"G:\M\18\X\X_001.XML"));
        assert!(names_drafting_file(r"f:\VHLC\091213\091213.012.xml (559472|2)"));
        assert!(!names_drafting_file("G: the xml"));
    }
}
