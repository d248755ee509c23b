//! What is fed with made-up bytes, and what must hold of whatever comes out. A target panics where something is wrong;
//! `fuzz/` runs the same ones.

use std::io::{Cursor, Write};

use billdiff::bill::Order;
use billdiff::bill::{Bill, BillBuilder, Format, FrontMatter, Level, Place, Span};
use billdiff::find::{Passages, quoted};
use billdiff::history::trace;
use billdiff::read::Side;
use billdiff::report::history::{self, Form};
use billdiff::report::{Convention, Layout, Output, Three, outline, outline_json, saved, three_columns, write};
use billdiff::{ReadOptions, Report, compare, read_bytes};

use super::words::{ENUMERATORS, FONTS, ODD, PDF, TEXT, WORDS, spoken};
use crate::holds::terminal::{is_obeyed, without_ours};
use crate::holds::{drafts, gfm, page};

/// A name, and what is done with the bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: &[Target] = &[
    ("bill-dtd", |data| reads(data, Some(Format::BillDtd))),
    ("uslm", |data| reads(data, Some(Format::Uslm))),
    ("akoma-ntoso", |data| reads(data, Some(Format::AkomaNtoso))),
    ("gpo-text", |data| reads(data, Some(Format::GpoText))),
    ("html", |data| reads(data, Some(Format::Html))),
    ("markdown", |data| reads(data, Some(Format::Markdown))),
    ("passage", |data| reads(data, Some(Format::Passage))),
    ("detected", |data| reads(data, None)),
    #[cfg(feature = "docx")]
    ("docx", |data| reads(&archive(data), Some(Format::Docx))),
    #[cfg(feature = "pdf")]
    ("pdf", |data| reads(&sheet(data), Some(Format::Pdf))),
    ("outline", outlined),
    ("matcher", matched),
    ("writers", written),
    ("saved", retold),
    ("find", found),
];

/// Longest text that is held against itself.
const MOST_COMPARED: usize = 64 << 10;

#[track_caller]
fn assert_holds(complaints: impl IntoIterator<Item = String>) {
    let complaints: Vec<String> = complaints.into_iter().collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Reads a draft: either it is refused, or it is sound and the same as itself.
fn reads(data: &[u8], from: Option<Format>) {
    let side = if data.len() % 4 == 3 { Side::Struck } else { Side::Current };
    match read_bytes("draft", data, &ReadOptions { side, from, ..ReadOptions::default() }) {
        Ok(bill) => holds_alone(&bill),
        Err(error) => {
            let said = error.to_string();
            assert!(said.ends_with('.') && !said.chars().any(is_obeyed) && !said.contains('\n'), "{said:?}");
        }
    }
}

fn holds_alone(bill: &Bill) {
    assert_holds(spans_are_whole(bill));
    assert_holds(drafts::units_hold_every_word_once(bill));
    for told in [bill.canonical_text(), outline::write(bill)] {
        assert_eq!(told.chars().find(|c| is_obeyed(*c)), None, "a terminal obeys {told:?}");
    }
    serde_json::from_str::<serde_json::Value>(&outline_json::write(bill)).expect("the outline is JSON");
    if bill.text.len() <= MOST_COMPARED {
        assert_holds(drafts::is_quiet_against_itself(bill));
        let report = Report::new(&compare(bill, bill).unwrap_or_else(|error| panic!("{error}")));
        assert_holds(drafts::edits_rebuild_both_sides(bill, bill, &report));
    }
}

/// Every span lies in the text at characters' ends, and every provision in the one around it.
fn spans_are_whole(bill: &Bill) -> Vec<String> {
    let within = |span: Span, text: &str| text.get(span.start as usize..span.end as usize).is_some();
    let mut complaints = Vec::new();
    for (id, provision) in bill.provisions.iter().enumerate() {
        let spans = [provision.line, provision.designation, provision.number, provision.heading, provision.body];
        let whole = spans.into_iter().all(|span| within(span, &bill.text)) && within(provision.drafted, &bill.headings);
        let around = &bill.provisions[provision.parent as usize];
        let inside = id == 0 || (provision.parent as usize) < id && provision.end <= around.end;
        if !whole || !inside || provision.end as usize <= id {
            complaints.push(format!("provision {id} is not whole: {provision:?}"));
        }
    }
    complaints
}

/// The outline parser, by two readers that end in it: bytes choose lines and phrases.
fn outlined(data: &[u8]) {
    let text = spoken(data, &[TEXT, TEXT, ODD]);
    let from = if data.len().is_multiple_of(2) { Format::Markdown } else { Format::Passage };
    reads(text.as_bytes(), Some(from));
}

/// Levels that a tree is made of.
const LEVELS: [Level; 24] = [
    Level::Section,
    Level::Section,
    Level::Title,
    Level::Division,
    Level::Subtitle,
    Level::Part,
    Level::Chapter,
    Level::CrossHeading,
    Level::Department,
    Level::Agency,
    Level::Account,
    Level::Text,
    Level::Recital,
    Level::Subsection,
    Level::Subsection,
    Level::Paragraph,
    Level::Paragraph,
    Level::Subparagraph,
    Level::Clause,
    Level::QuotedBlock,
    Level::Table,
    Level::Row,
    Level::List,
    Level::ListItem,
];

/// A bill without a file: each two bytes are a step of its builder.
fn built(steps: &[[u8; 2]], name: &str) -> Bill {
    let mut builder = BillBuilder::new(FrontMatter::new(Format::BillDtd));
    for (line, &[step, which]) in steps.iter().enumerate() {
        let place = Place { line: line as u32 + 1, column: 1, page: 0 };
        let pick = |list: &'static [&'static str]| list[usize::from(which) % list.len()];
        builder.text_at(place);
        match step % 8 {
            0 | 1 => builder.open(LEVELS[usize::from(which) % LEVELS.len()], place),
            2 => builder.close(),
            3 => builder.designation(pick(ENUMERATORS)),
            4 => builder.heading(pick(WORDS)),
            5 if which >= 224 => builder.text(pick(ODD)),
            _ => builder.text(&format!(" {} ", pick(WORDS))),
        }
    }
    let mut bill = builder.finish();
    bill.source.path = name.to_owned();
    bill
}

/// Two bills: the first byte says how many steps of the second are other than in the first.
fn two(data: &[u8]) -> Option<[Bill; 2]> {
    let (&count, rest) = data.split_first()?;
    let (edits, steps) = rest.split_at_checked(usize::from(count % 8) * 4)?;
    let old: Vec<[u8; 2]> = steps.as_chunks().0.to_vec();
    let mut new = old.clone();
    for &[high, low, kind, other] in edits.as_chunks().0 {
        if new.is_empty() {
            break;
        }
        let at = usize::from(u16::from_be_bytes([high, low])) % new.len();
        match kind % 5 {
            0 => drop(new.remove(at)),
            1 => new.insert(at, [kind / 5, other]),
            2 => new[at][1] = other,
            3 => {
                let part = new.split_off(at);
                let back = usize::from(other) % (new.len() + 1);
                new.splice(back..back, part);
            }
            _ => {
                let end = (at + usize::from(other % 32)).min(new.len());
                let part = new[at..end].to_vec();
                new.extend(part);
            }
        }
    }
    Some([built(&old, "old"), built(&new, "new")])
}

/// The matching and what is told of it, on trees as no reader makes them.
fn matched(data: &[u8]) {
    let Some([old, new]) = two(data) else { return };
    holds_alone(&old);
    assert_holds(drafts::of_pair(&old, &new));
}

/// Every output of two such trees, read back by a reader of its kind.
fn written(data: &[u8]) {
    let Some([old, new]) = two(data) else { return };
    let Ok(comparison) = compare(&old, &new) else { return };
    let report = Report::new(&comparison);
    every_output(&report);
    let bound = 2_000 + data.len() * 16;
    assert_holds([usize::MAX, bound].into_iter().flat_map(|size| gfm::of_any_report(&report, size)));
    assert_holds(page::of_pair(&old, &new));
    assert_holds(page::of_three([&old, &new, &old]));
    #[cfg(feature = "docx")]
    assert_holds(crate::holds::document::words(&billdiff::report::docx::write(&report), &old, &new));
    for saved_as in [Output::Json, Output::Ndjson] {
        let told = write(&report, saved_as, &Layout::default());
        let back = saved::read("report", told.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        assert!(back == report, "a saved report comes back as another");
    }
    let traced = trace(&[&old, &new, &old]).expect("they are of one kind");
    let history = history::History::new(&traced, Order::Given);
    for form in [Form::Terminal, Form::Markdown, Form::Html, Form::Json] {
        let told = history::write(&history, form, &Layout::default());
        assert_eq!(told.chars().find(|c| is_obeyed(*c)), None, "{form:?}: {told}");
    }
}

/// Every text there is of a report: a terminal obeys none of it but our own styles, and tables are tables.
fn every_output(report: &Report) {
    let terminal = [
        Output::Summary,
        Output::Redline,
        Output::SideBySide,
        Output::Narrate,
        Output::Amounts,
        Output::Explain { selected: false },
        Output::Explain { selected: true },
        Output::Concordance,
        Output::References,
        Output::Fingerprints,
    ];
    for (width, all, color) in [(80, false, true), (47, true, false), (200, true, true)] {
        for convention in [Convention::Signs, Convention::Ramseyer] {
            let links_from = color.then(|| "/".to_owned());
            let layout = Layout { width, all, color, convention, links_from, notes: all, ..Layout::default() };
            for output in terminal {
                let told = without_ours(&write(report, output, &layout));
                assert_eq!(told.chars().find(|c| is_obeyed(*c)), None, "{output:?}: {told}");
            }
            let three = Three::new(report.clone(), report.clone());
            let told = without_ours(&three_columns::write(&three, &Layout { width: width.max(72), ..layout }));
            assert_eq!(told.chars().find(|c| is_obeyed(*c)), None, "{told}");
        }
    }
    let told = write(report, Output::Csv, &Layout::default());
    let mut table = csv::Reader::from_reader(told.as_bytes());
    for record in table.records() {
        let record = record.expect("every row has as many cells");
        for (at, cell) in record.iter().enumerate() {
            let formula = cell.trim_start().starts_with(['=', '+', '@'])
                || !(9..=12).contains(&at) && cell.trim_start().starts_with('-');
            assert!(!formula && !cell.chars().any(is_obeyed), "{cell:?}");
        }
    }
}

/// A saved report that somebody changed: it is refused, or told as any other.
fn retold(data: &[u8]) {
    let Ok(report) = saved::read("report", data) else { return };
    every_output(&report);
    for output in [Output::Markdown, Output::Json, Output::Ndjson] {
        write(&report, output, &Layout::default());
    }
    assert_holds(page::is_only_ours(&page::page_of(&report)));
    #[cfg(feature = "docx")]
    for name in crate::support::word::names(&billdiff::report::docx::write(&report)) {
        crate::support::word::events(&crate::support::word::part(&billdiff::report::docx::write(&report), &name));
    }
}

/// A passage in a bill, and an article: bytes up to the first NUL are the passage.
fn found(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (passage, rest) = text.split_once('\0').unwrap_or((&text, &text));
    let article = quoted::read(passage);
    let passages = Passages::new(article.passages.iter().map(|quoted| quoted.text.as_str()));
    let Ok(bill) =
        read_bytes("draft", rest.as_bytes(), &ReadOptions { from: Some(Format::Passage), ..ReadOptions::default() })
    else {
        return;
    };
    for place in passages.places(&bill) {
        assert!((0.0..=1.0).contains(&place.score) && !bill.slice(place.span).is_empty(), "{place:?}");
    }
}

/// What parts a document from its styles and its numbering.
pub const PARTED: &str = "\n%%part%%\n";

/// A Word file with this as its document, its styles and its numbering; what is a ZIP archive stays as it is.
#[cfg(feature = "docx")]
pub fn archive(data: &[u8]) -> Vec<u8> {
    use zip::write::SimpleFileOptions;
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let text = String::from_utf8_lossy(data);
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, part) in ["word/document.xml", "word/styles.xml", "word/numbering.xml"].iter().zip(text.split(PARTED)) {
        file.start_file(*name, options).expect("memory can be written");
        file.write_all(part.as_bytes()).expect("memory can be written");
    }
    file.finish().expect("memory can be written").into_inner()
}

/// A PDF that draws what the bytes say, with a font of their choice; what is a PDF stays as it is.
#[cfg(feature = "pdf")]
pub fn sheet(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"%PDF") {
        return data.to_vec();
    }
    let (font, drawn) = data.split_first().unwrap_or((&0, &[]));
    let drawn = spoken(drawn, &[PDF]);
    let font = FONTS[usize::from(*font) % FONTS.len()];
    let stream = format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len());
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> /XObject << /X1 4 0 R >> >> >>"
            .to_owned(),
        stream,
        format!("<< {font} >>"),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (A) /Ordering (B) /Supplement 0 >> /W [0 [1 2] 3 9 4] /DW 500 >>".to_owned(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let xref = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = write!(out, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n", objects.len() + 1);
    out
}
