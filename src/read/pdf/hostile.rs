//! PDFs made to do harm: each is refused with a message, or read, and takes no more time or memory than a bill.

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};

use super::written::{CATALOG, PAGES, packed, pdf, stream};
use super::{ReadOptions, read};

fn refused(file: &[u8]) -> String {
    read(file, &ReadOptions::default()).expect_err("it is refused").what
}

fn zlib(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

const PAGE: &str = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>";

fn one_page(content: &[u8]) -> Vec<u8> {
    pdf(&[CATALOG.as_bytes(), PAGES.as_bytes(), PAGE.as_bytes(), content])
}

#[test]
fn a_stream_that_inflates_to_more_than_a_page_is_refused() {
    let bomb = zlib(&vec![b' '; 16 << 20]);
    assert!(refused(&one_page(&packed("/Filter /FlateDecode", &bomb))).contains("more than any page"));
}

#[test]
fn a_stream_packed_twice_is_refused() {
    let bomb = zlib(&zlib(&vec![b' '; 16 << 20]));
    let file = one_page(&packed("/Filter [/FlateDecode /FlateDecode]", &bomb));
    assert!(refused(&file).contains("packed in a way"));
}

#[test]
fn content_named_a_thousand_times_counts_a_thousand_times() {
    let content = zlib(&vec![b' '; 1 << 20]);
    let page = PAGE.replace("4 0 R", &format!("[{}]", "4 0 R ".repeat(1_000)));
    let file = pdf(&[CATALOG.as_bytes(), PAGES.as_bytes(), page.as_bytes(), &packed("/Filter /FlateDecode", &content)]);
    assert!(refused(&file).contains("more than any page"));
}

#[test]
fn a_form_that_draws_itself_is_refused() {
    let page = PAGE.replace("/Contents", "/Resources << /XObject << /X 5 0 R >> >> /Contents");
    let form =
        stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>", b"/X Do");
    let file = pdf(&[CATALOG, PAGES, &page, &stream("", b"/X Do"), &form].map(str::as_bytes));
    assert!(refused(&file).contains("draws itself"));
}

/// It was drawn without end, until the program was killed: only what is called a form was looked at.
#[test]
fn content_that_draws_itself_and_is_not_called_a_form_is_refused() {
    let page = PAGE.replace("/Contents", "/Resources << /XObject << /X 4 0 R >> >> /Contents");
    let file = pdf(&[CATALOG, PAGES, &page, &stream("", b"/X Do")].map(str::as_bytes));
    assert!(refused(&file).contains("draws itself"));
}

#[test]
fn a_font_that_maps_every_number_is_refused() {
    let font = "<< /Type /Font /Subtype /Type0 /ToUnicode 5 0 R >>";
    let map = stream("", b"begincmap 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange endcmap");
    let file = pdf(&[CATALOG, PAGES, PAGE, font, &map].map(str::as_bytes));
    assert!(refused(&file).contains("more characters than there are"));
}

#[test]
fn a_page_tree_or_an_object_nested_without_end_is_no_overflow() {
    // Each node of the tree holds the next one.
    let mut objects = vec![CATALOG.to_owned()];
    for at in 2..20_000 {
        objects.push(format!("<< /Type /Pages /Parent {} 0 R /Kids [{} 0 R] /Count 1 >>", at - 1, at + 1));
    }
    objects.push("<< /Type /Page /Parent 19999 0 R /MediaBox [0 0 612 792] >>".to_owned());
    let tree: Vec<&[u8]> = objects.iter().map(|object| object.as_bytes()).collect();
    assert!(!refused(&pdf(&tree)).is_empty());
    let nested = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    assert!(!refused(&pdf(&[CATALOG, PAGES, PAGE, &nested].map(str::as_bytes))).is_empty());
}

#[test]
fn a_file_that_promises_more_objects_than_it_has_is_refused() {
    let file = String::from_utf8(one_page(stream("", b"").as_bytes())).expect("tests write text");
    assert!(!refused(file.replace("/Size 5", "/Size 4294967295").as_bytes()).is_empty());
    assert!(!refused(file.replace("xref\n0 5", "xref\n0 4294967295").as_bytes()).is_empty());
    assert!(!refused(file.replace("/Count 1", "/Count 4294967295").as_bytes()).is_empty());
}

#[test]
fn no_cut_of_a_print_panics() {
    let whole = include_bytes!("../../../fixtures/errors/scanned.pdf");
    for end in (0..whole.len()).step_by(7) {
        let _ = read(&whole[..end], &ReadOptions::default());
    }
}
