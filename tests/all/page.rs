//! The page: every word once, nothing of a bill is markup, every link leads somewhere, counts as everywhere.

use billdiff::report::{Convention, Layout, Output, write};

use crate::holds::page::{is_only_ours, of_pair, of_three, page_of};
use crate::support::command::billdiff;
use crate::support::fixtures::{case, cases};
use crate::support::page::elements;
use crate::support::{assert_none, corpus, over, read, read_text, report};

#[test]
fn every_word_of_both_drafts_of_every_fixture_is_in_the_page_once() {
    let cases = cases();
    let pairs: Vec<_> = cases.iter().flat_map(|case| case.pairings().map(move |(old, new)| (case, old, new))).collect();
    assert_none(&over(&pairs, |(case, old, new)| of_pair(&case.read("old", old), &case.read("new", new))));
}

#[test]
fn corpus_pages() {
    let Some(root) = corpus::root("corpus_pages") else { return };
    let mut pairs = corpus::listed_pairs(&root, "changed");
    pairs.extend(corpus::listed_pairs(&root, "identical"));
    assert_none(&over(&pairs, |(old, new)| of_pair(&read(old), &read(new))));
}

#[test]
fn a_whole_bill_of_hostile_text_makes_no_element_and_no_attribute() {
    let hostile = case("hostile-text").read("new", "xml");
    let blank = read_text(
        "blank.xml",
        "<bill><legis-body><section><enum>99.</enum><text>Nothing else.</text></section></legis-body></bill>",
    );
    for (old, new) in [(&blank, &hostile), (&hostile, &blank)] {
        let page = page_of(&report(old, new));
        assert!(page.contains("&lt;script&gt;alert(4)&lt;/script&gt;"));
        assert_none(&of_pair(old, new));
    }
}

#[test]
fn paths_titles_and_notes_are_as_harmless_as_the_words() {
    let draft = |word: &str| {
        format!(
            "<bill><form><legis-num>H. R. 1</legis-num><official-title>To &#x9b;31m &#x202e; stay &lt;/title&gt;&lt;script&gt;</official-title></form>\
             <legis-body><section><enum>\" onload=x.</enum><header>&lt;/style&gt; &lt;b&gt;</header><text>{word}</text></section></legis-body></bill>"
        )
    };
    let old = read_text("a\u{1b}[31m\"}</style><script>alert(1)</script>.xml", &draft("One word."));
    let new = read_text("\u{202e}b'><img src=x>.xml", &draft("Another word."));
    let mut report = report(&old, &new);
    report.notes.push("</ul><script>alert(2)</script>".to_owned());
    assert_none(&is_only_ours(&page_of(&report)));
}

#[test]
fn a_dropped_section_keeps_its_anchor_beside_the_one_that_took_its_number() {
    let case = case("intelligence-authorization");
    let page = page_of(&report(&case.read("old", "xml"), &case.read("new", "xml")));
    let ids: Vec<(String, String)> = elements(&page)
        .iter()
        .filter(|element| element.has_class("u"))
        .filter_map(|element| Some((element.get("id")?.to_owned(), element.get("class")?.to_owned())))
        .filter(|(id, _)| id.ends_with("sec-403"))
        .collect();
    assert_eq!(ids, [("old-sec-403".into(), "u dropped".into()), ("sec-403".to_owned(), "u same".to_owned())]);
}

/// The words and the hidden ones around marks are the same: only what is drawn around them is another.
#[test]
fn the_ramseyer_rule_holds_on_paper_and_where_it_is_asked_for_on_the_screen() {
    let case = case("intelligence-authorization");
    let report = report(&case.read("old", "xml"), &case.read("new", "xml"));
    let media = |page: &str| -> Vec<Option<String>> {
        let styles = elements(page).into_iter().filter(|element| element.name == "style");
        styles.map(|style| style.get("media").map(str::to_owned)).collect()
    };
    let usual = page_of(&report);
    let asked = write(&report, Output::Html, &Layout { convention: Convention::Ramseyer, ..Layout::default() });
    assert_eq!(media(&usual), [None, Some("print".to_owned()), None]);
    assert_eq!(media(&asked), [None, None, None]);
    assert_eq!(asked, usual.replacen("<style media=\"print\">", "<style>", 1));
    assert_none(&is_only_ours(&asked));
}

#[test]
fn the_page_of_three_holds_every_word_of_all_three_of_every_fixture() {
    let cases = cases();
    let pairs: Vec<_> = cases.iter().flat_map(|case| case.pairings().map(move |(old, new)| (case, old, new))).collect();
    assert_none(&over(&pairs, |(case, old, new)| {
        let (old, new) = (case.read("old", old), case.read("new", new));
        [[&old, &new, &old], [&new, &old, &new], [&old, &old, &new]].into_iter().flat_map(of_three).collect()
    }));
}

#[test]
fn corpus_pages_of_three() {
    let Some(root) = corpus::root("corpus_pages_of_three") else { return };
    let pairs = corpus::listed_pairs(&root, "changed");
    assert_none(&over(&pairs, |(old, new)| {
        let (old, new) = (read(old), read(new));
        of_three([&old, &new, &new])
    }));
}

#[test]
fn a_page_of_three_drafts_of_hostile_text_makes_no_element_and_no_attribute() {
    let hostile = case("hostile-text").read("new", "xml");
    let blank = read_text(
        "a\u{1b}[31m\"}</style><script>alert(1)</script>.xml",
        "<bill><legis-body><section><enum>99.</enum><text>Nothing else.</text></section></legis-body></bill>",
    );
    for drafts in [[&blank, &blank, &hostile], [&hostile, &blank, &blank], [&blank, &hostile, &blank]] {
        assert_none(&of_three(drafts));
    }
}

#[test]
fn three_files_make_a_page_and_a_selected_signal_keeps_its_rows() {
    let case = case("accounts");
    let path = |side: &str| case.folder.join(format!("{side}.xml")).display().to_string();
    let (old, new) = (path("old"), path("new"));
    let told = billdiff(&[&old, &old, &new, "--format", "html"]);
    assert_eq!(told.code, Some(0), "{}", told.stderr);
    let rows = |page: &str| elements(page).iter().filter(|element| element.has_class("u")).count();
    let selected = billdiff(&[&old, &old, &new, "--format", "html", "--signals", "amount"]);
    let (all, kept) = (rows(&told.stdout), rows(&selected.stdout));
    assert!(0 < kept && kept < all, "{kept} of {all} rows");
}
