//! The page: every word once, nothing of a bill is markup, every link leads somewhere, counts as everywhere.

use std::collections::BTreeSet;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use billdiff::bill::Bill;
use billdiff::report::{Layout, Output, write};
use billdiff::{Report, compare};
use sha2::{Digest, Sha256};

use crate::support::fixtures::{case, cases};
use crate::support::page::{Element, Event, elements, events, words};
use crate::support::{assert_none, corpus, over, read, read_text, report};

/// Elements the page is made of, and the attributes that each may bear.
const OURS: [(&str, &[&str]); 54] = [
    ("html", &["lang"]),
    ("head", &[]),
    ("meta", &["charset", "http-equiv", "content", "name"]),
    ("title", &[]),
    ("style", &[]),
    ("body", &[]),
    ("a", &["class", "href", "tabindex"]),
    ("header", &["class"]),
    ("main", &["id"]),
    ("nav", &["class", "aria-labelledby"]),
    ("footer", &[]),
    ("section", &["class", "id", "aria-label", "aria-labelledby", "hidden"]),
    ("div", &["class", "role", "aria-label", "aria-hidden", "tabindex"]),
    ("form", &["class", "id", "role"]),
    ("label", &["class", "for"]),
    ("input", &["id", "type", "name", "value", "checked", "autocomplete", "spellcheck"]),
    ("button", &["id", "type", "aria-keyshortcuts", "aria-pressed", "title"]),
    ("output", &["id", "aria-live"]),
    ("details", &["class", "open"]),
    ("summary", &[]),
    ("h1", &[]),
    ("h2", &["id"]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("p", &["class"]),
    ("ul", &["class"]),
    ("ol", &[]),
    ("li", &["class"]),
    ("table", &["class"]),
    ("caption", &["class"]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tfoot", &[]),
    ("tr", &["class"]),
    ("th", &["class", "scope"]),
    ("td", &["class"]),
    ("span", &["class", "title", "data-was"]),
    ("b", &["class", "aria-hidden"]),
    ("code", &["title"]),
    ("ins", &[]),
    ("del", &[]),
    ("svg", &["class", "viewbox", "preserveaspectratio", "focusable"]),
    ("rect", &["class", "x", "y", "width", "height"]),
    ("line", &["class", "x1", "x2", "y1", "y2"]),
    ("text", &["x", "y"]),
    ("script", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("dd", &[]),
    ("em", &[]),
    ("strong", &[]),
    ("br", &[]),
];

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

/// Everything that must hold of the page of two drafts.
fn of_pair(old: &Bill, new: &Bill) -> Vec<String> {
    let Ok(comparison) = compare(old, new) else { return Vec::new() };
    let report = Report::new(&comparison);
    let page = page_of(&report);
    let name = format!("{} -> {}", old.source.path, new.source.path);
    let complaints = [
        holds_every_word_once(&page, old, new),
        is_only_ours(&page),
        links_lead_somewhere(&page),
        counts_as_the_summary(&page, &report),
        if page == page_of(&report) { Vec::new() } else { vec!["another page the second time".to_owned()] },
    ];
    complaints.concat().into_iter().map(|complaint| format!("{name}: {complaint}")).collect()
}

fn page_of(report: &Report) -> String {
    write(report, Output::Html, &Layout::default())
}

fn holds_every_word_once(page: &str, old: &Bill, new: &Bill) -> Vec<String> {
    let (mut old_words, new_words) = words(page);
    let canonical =
        |bill: &Bill| -> Vec<String> { bill.canonical_text().split_whitespace().map(str::to_owned).collect() };
    let mut wanted_old = canonical(old);
    // The page stands in the new draft's order.
    old_words.sort();
    wanted_old.sort();
    let first = |found: &[String], wanted: &[String]| {
        let at = found.iter().zip(wanted).position(|(a, b)| a != b).unwrap_or(found.len().min(wanted.len()));
        format!("{:?} for {:?}", found.get(at), wanted.get(at))
    };
    let mut complaints = Vec::new();
    if old_words != wanted_old {
        complaints.push(format!("old words differ: {}", first(&old_words, &wanted_old)));
    }
    if new_words != canonical(new) {
        complaints.push(format!("new words differ: {}", first(&new_words, &canonical(new))));
    }
    complaints
}

/// Whether the page holds its own elements alone, one script and two styles, each named in the policy, and
/// nothing that turns the direction of writing.
fn is_only_ours(page: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    let all = elements(page);
    for element in &all {
        match OURS.iter().find(|(name, _)| *name == element.name) {
            None => complaints.push(format!("<{}> is not ours", element.name)),
            Some((_, known)) => {
                let foreign = element.attributes.iter().filter(|(name, _)| !known.contains(&name.as_str()));
                complaints.extend(foreign.map(|(name, value)| format!("<{} {name}={value:?}>", element.name)));
            }
        }
    }
    complaints.extend(page.chars().find(|c| is_obeyed(*c)).map(|c| format!("{c:?} came through")));
    let policy =
        all.iter().find(|element| element.get("http-equiv").is_some()).and_then(|element| element.get("content"));
    let events = events(page);
    let mut inline = 0;
    for two in events.windows(2) {
        let [Event::Start(element), Event::Text(text)] = two else { continue };
        if element.name == "style" || element.name == "script" {
            inline += 1;
            let hash = format!("{}-src", element.name);
            let hashed = format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())));
            let names = |part: &str| part.trim().starts_with(&hash) && part.contains(&hashed);
            if !policy.is_some_and(|policy| policy.split(';').any(names)) {
                complaints.push(format!("<{}> is not named in the policy", element.name));
            }
        }
    }
    if inline != 3 {
        complaints.push(format!("{inline} styles and scripts"));
    }
    complaints
}

fn is_obeyed(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn links_lead_somewhere(page: &str) -> Vec<String> {
    let all = elements(page);
    let ids: Vec<&str> = all.iter().filter_map(|element| element.get("id")).collect();
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    let mut complaints = Vec::new();
    if known.len() != ids.len() {
        complaints.push("an anchor is there twice".to_owned());
    }
    for href in all.iter().filter_map(|element| element.get("href")) {
        if !href.strip_prefix('#').is_some_and(|id| known.contains(id)) {
            complaints.push(format!("a link leads nowhere: {href}"));
        }
    }
    complaints
}

fn counts_as_the_summary(page: &str, report: &Report) -> Vec<String> {
    let units: Vec<Element> = elements(page).into_iter().filter(|element| element.has_class("u")).collect();
    let count = |class: &str| units.iter().filter(|unit| unit.has_class(class)).count();
    let all = &report.summary.all;
    let told = [
        ("added", count("added"), all.added),
        ("dropped", count("dropped"), all.dropped),
        ("changed", count("changed"), all.changed),
        ("form", count("form"), all.form_only),
        ("unchanged", count("same") + count("unchanged"), all.unchanged),
        ("in all", units.len(), report.provisions.len()),
    ];
    told.iter()
        .filter(|(_, page, summary)| page != summary)
        .map(|(name, page, summary)| format!("{name}: {page} in the page, {summary} in the summary"))
        .collect()
}
