//! Of the page.

use std::collections::BTreeSet;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use billdiff::bill::Bill;
use billdiff::report::model::Signal;
use billdiff::report::terminal::plain;
use billdiff::report::{Layout, Output, Three, write, write_three};
use billdiff::{Report, compare};
use sha2::{Digest, Sha256};

use crate::support::page::{Element, Event, elements, events, three_words, words};

/// Elements the page is made of, and the attributes that each may bear.
const OURS: [(&str, &[&str]); 55] = [
    ("html", &["lang"]),
    ("head", &[]),
    ("meta", &["charset", "http-equiv", "content", "name"]),
    ("title", &[]),
    ("style", &["media"]),
    ("body", &[]),
    ("a", &["class", "href", "tabindex"]),
    ("header", &["class"]),
    ("main", &["id"]),
    ("nav", &["class", "aria-labelledby"]),
    ("footer", &[]),
    ("section", &["class", "id", "aria-label", "aria-labelledby", "hidden", "data-signals"]),
    ("div", &["class", "id", "role", "aria-label", "aria-hidden", "tabindex"]),
    ("form", &["class", "id", "role"]),
    ("label", &["class", "for"]),
    ("input", &["id", "type", "name", "value", "checked", "autocomplete", "spellcheck"]),
    ("button", &["id", "type", "value", "aria-keyshortcuts", "aria-pressed", "title"]),
    ("output", &["id", "aria-live"]),
    ("details", &["class", "open"]),
    ("summary", &[]),
    ("h1", &[]),
    ("h2", &["id"]),
    ("h3", &[]),
    ("h4", &["class"]),
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
    ("th", &["class", "scope", "colspan"]),
    ("td", &["class", "colspan"]),
    ("span", &["class", "title", "aria-hidden", "data-was"]),
    ("b", &["class", "aria-hidden"]),
    ("code", &["title"]),
    ("ins", &["class"]),
    ("del", &[]),
    ("svg", &["class", "viewbox", "preserveaspectratio", "focusable", "aria-hidden"]),
    ("path", &["class", "d"]),
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

/// Everything that must hold of the page of three drafts.
pub fn of_three(drafts: [&Bill; 3]) -> Vec<String> {
    let [first, second, third] = drafts;
    let (Ok(one), Ok(two)) = (compare(first, third), compare(second, third)) else { return Vec::new() };
    let three = Three::new(Report::new(&one), Report::new(&two));
    let page = write_three(&three, Output::Html, &Layout::default());
    let mut complaints = has_only_ours(&page, 2);
    complaints.extend(links_lead_somewhere(&page));
    for (at, (mut told, draft)) in three_words(&page).into_iter().zip(drafts).enumerate() {
        let mut wanted = canonical(draft);
        // The page stands in the third draft's order.
        if at < 2 {
            told.sort();
            wanted.sort();
        }
        if told != wanted {
            complaints.push(format!("words of draft {} differ: {}", at + 1, first_difference(&told, &wanted)));
        }
    }
    let names: Vec<&str> = drafts.iter().map(|draft| draft.source.path.as_str()).collect();
    complaints.into_iter().map(|complaint| format!("{}: {complaint}", names.join(", "))).collect()
}

/// Everything that must hold of the page of two drafts.
pub fn of_pair(old: &Bill, new: &Bill) -> Vec<String> {
    let Ok(comparison) = compare(old, new) else { return Vec::new() };
    let report = Report::new(&comparison);
    let page = page_of(&report);
    let name = format!("{} -> {}", old.source.path, new.source.path);
    let complaints = [
        holds_every_word_once(&page, old, new),
        is_only_ours(&page),
        links_lead_somewhere(&page),
        counts_as_the_summary(&page, &report),
        tells_every_signal(&page, &report),
        if page == page_of(&report) { Vec::new() } else { vec!["another page the second time".to_owned()] },
    ];
    complaints.concat().into_iter().map(|complaint| format!("{name}: {complaint}")).collect()
}

pub fn page_of(report: &Report) -> String {
    write(report, Output::Html, &Layout::default())
}

fn holds_every_word_once(page: &str, old: &Bill, new: &Bill) -> Vec<String> {
    let (mut old_words, new_words) = words(page);
    let mut wanted_old = canonical(old);
    // The page stands in the new draft's order.
    old_words.sort();
    wanted_old.sort();
    let mut complaints = Vec::new();
    if old_words != wanted_old {
        complaints.push(format!("old words differ: {}", first_difference(&old_words, &wanted_old)));
    }
    if new_words != canonical(new) {
        complaints.push(format!("new words differ: {}", first_difference(&new_words, &canonical(new))));
    }
    complaints
}

fn canonical(bill: &Bill) -> Vec<String> {
    bill.canonical_text().split_whitespace().map(str::to_owned).collect()
}

fn first_difference(found: &[String], wanted: &[String]) -> String {
    let at = found.iter().zip(wanted).position(|(a, b)| a != b).unwrap_or(found.len().min(wanted.len()));
    format!("{:?} for {:?}", found.get(at), wanted.get(at))
}

/// Whether each provision lists its own signals, and the filter has their kinds.
fn tells_every_signal(page: &str, report: &Report) -> Vec<String> {
    let mut listed: Vec<Vec<String>> = Vec::new();
    let mut filters = BTreeSet::new();
    let mut is_open = false;
    for event in events(page) {
        match event {
            Event::Start(element) if element.has_class("u") => listed.push(Vec::new()),
            Event::Start(element) if element.name == "ul" => is_open = element.has_class("points"),
            Event::Start(element) if element.name == "li" && is_open => {
                listed.last_mut().expect("a list stands in a provision").push(String::new())
            }
            Event::Start(element) if element.name == "button" => {
                filters.extend(element.get("value").map(str::to_owned))
            }
            Event::Text(text) if is_open => {
                if let Some(line) = listed.last_mut().and_then(|lines| lines.last_mut()) {
                    line.push_str(&text);
                }
            }
            Event::End(name) if name == "ul" => is_open = false,
            _ => {}
        }
    }
    let mut complaints = Vec::new();
    for (provision, lines) in report.provisions.iter().zip(&listed) {
        // A page drops the marks that turn the direction of writing, in a reason too.
        let says = |line: &String, signal: &Signal| {
            let law = signal.law.as_deref();
            line.starts_with(&signal.kind)
                && line.contains(&*plain(&signal.reason))
                && law.is_none_or(|law| line.contains("in quoted law") && line.contains(&*plain(law)))
        };
        let signals = &provision.signals;
        if lines.len() != signals.len() || !lines.iter().zip(signals).all(|(line, signal)| says(line, signal)) {
            complaints.push(format!("signals {lines:?} for {signals:?}"));
        }
    }
    if listed.len() != report.provisions.len() || !filters.iter().eq(report.summary.signals.keys()) {
        complaints.push(format!("filters {filters:?} for {:?}", report.summary.signals.keys()));
    }
    complaints
}

pub fn is_only_ours(page: &str) -> Vec<String> {
    has_only_ours(page, 4)
}

/// Whether the page holds its own elements alone, so many scripts and styles, each named in the policy, and nothing
/// that turns the direction of writing.
pub fn has_only_ours(page: &str, styles_and_scripts: usize) -> Vec<String> {
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
    if inline != styles_and_scripts {
        complaints.push(format!("{inline} styles and scripts"));
    }
    complaints
}

fn is_obeyed(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

pub fn links_lead_somewhere(page: &str) -> Vec<String> {
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
