//! The same counts in every form of a report: each is read as somebody would, and held against the JSON.

use std::collections::BTreeMap;

use billdiff::report::model::Counts;
use billdiff::report::{Layout, Output, Report, write};
use billdiff::{bill::Bill, compare};

use crate::support::fixtures::cases;
use crate::support::page::{Event, events};
use crate::support::{assert_none, corpus, over, read};

/// Words of the counts, in the order of [`Counts`]'s keys.
const WORDS: [&str; 11] = [
    "unchanged",
    "changed",
    "in form only",
    "added",
    "dropped",
    "redesignated",
    "moved",
    "retitled",
    "split off",
    "merged",
    "conforming",
];

type Told = BTreeMap<&'static str, usize>;

#[test]
fn every_form_of_every_fixture_has_the_same_counts() {
    let cases = cases();
    let pairs: Vec<_> = cases.iter().flat_map(|case| case.pairings().map(move |(old, new)| (case, old, new))).collect();
    assert_none(&over(&pairs, |(case, old, new)| of_pair(&case.read("old", old), &case.read("new", new))));
}

#[test]
fn every_form_of_real_pairs_has_the_same_counts() {
    let Some(root) = corpus::root("every_form_of_real_pairs_has_the_same_counts") else { return };
    let files = corpus::files(&root);
    let mut pairs = corpus::folder_pairs(&files);
    pairs.extend(corpus::listed_pairs(&root, "identical"));
    pairs.extend(corpus::listed_pairs(&root, "changed"));
    pairs.sort();
    pairs.dedup();
    let complaints = over(&pairs, |(old, new)| of_pair(&read(old), &read(new)));
    corpus::say(&format!("the same counts in every form: {} pairs", pairs.len()));
    assert_none(&complaints);
}

fn of_pair(old: &Bill, new: &Bill) -> Vec<String> {
    let Ok(comparison) = compare(old, new) else { return Vec::new() };
    let report = Report::new(&comparison);
    let told = |output| write(&report, output, &Layout { width: 1_000, ..Layout::default() });
    let json: Report = serde_json::from_str(&told(Output::Json)).expect("the JSON is the model");
    let wanted = counts(&json.summary.sections);
    let mut complaints = recount(&json);
    let quiet = json.provisions.iter().all(|provision| provision.is_quiet());
    let (summary, markdown, page) = (told(Output::Summary), told(Output::Markdown), told(Output::Html));
    if quiet {
        let all = [("summary", &summary), ("Markdown", &markdown), ("page", &page)];
        complaints.extend(
            all.iter()
                .filter(|(_, told)| !told.contains("No differences"))
                .map(|(name, _)| format!("{name} is not quiet")),
        );
    } else {
        let forms = [("summary", of_summary(&summary)), ("Markdown", of_markdown(&markdown)), ("page", of_page(&page))];
        for (name, told) in forms {
            // A bill without sections has no line of them.
            let none = told.is_none() && WORDS[..5].iter().all(|word| wanted[word] == 0);
            if !none && told.as_ref() != Some(&wanted) {
                complaints.push(format!("{name} says {told:?}, JSON {wanted:?}"));
            }
        }
        complaints.extend(verdicts(&markdown, &page, &json.summary.sections));
    }
    let name = format!("{} -> {}", old.source.path, new.source.path);
    complaints.into_iter().map(|complaint| format!("{name}: {complaint}")).collect()
}

fn counts(counts: &Counts) -> Told {
    let values = [
        counts.unchanged,
        counts.changed,
        counts.form_only,
        counts.added,
        counts.dropped,
        counts.redesignated,
        counts.moved,
        counts.retitled,
        counts.split,
        counts.merged,
        counts.conforming,
    ];
    WORDS.into_iter().zip(values).collect()
}

/// Whether the summary of the JSON counts its provisions.
fn recount(report: &Report) -> Vec<String> {
    let all = Counts::of(report.provisions.iter());
    let sections = Counts::of(report.provisions.iter().filter(|provision| provision.level == "section"));
    let said = [("all", &report.summary.all, all), ("sections", &report.summary.sections, sections)];
    let wrong = said.iter().filter(|(_, said, counted)| **said != *counted);
    wrong.map(|(name, said, counted)| format!("summary.{name} is {said:?}, counted {counted:?}")).collect()
}

/// The counts in a sentence: each word after its figure. "26 sections: 1 added, ..., 16 unchanged; 6 redesignated".
fn in_sentence(sentence: &str) -> Told {
    let clean = sentence.replace("**", "").replace(" unchanged sections", " unchanged").replace(" and ", ", ");
    let mut told: Told = WORDS.into_iter().map(|word| (word, 0)).collect();
    for part in clean.trim_end_matches('.').split([',', ';', ':']) {
        let Some((figure, word)) = part.trim().split_once(' ') else { continue };
        if let (Ok(count), Some(word)) = (figure.replace(',', "").parse(), WORDS.iter().find(|known| **known == word)) {
            told.insert(word, count);
        }
    }
    told
}

fn of_summary(summary: &str) -> Option<Told> {
    let is_sections = |line: &&str| line.contains(" section: ") || line.contains(" sections: ");
    summary.lines().find(is_sections).map(in_sentence)
}

fn of_markdown(markdown: &str) -> Option<Told> {
    let line = markdown.lines().find(|line| line.contains(" unchanged sections") && line.starts_with("**"))?;
    Some(in_sentence(line.split(". Beside the sections").next().unwrap_or(line)))
}

/// The row of the sections in the page's table of counts, by the heads of its columns.
fn of_page(page: &str) -> Option<Told> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut inside = false;
    for event in events(page) {
        match event {
            Event::Start(element) if element.name == "table" => inside = element.has_class("counts"),
            Event::End(name) if name == "table" => inside = false,
            Event::Start(element) if inside && element.name == "tr" => rows.push(Vec::new()),
            Event::Start(element) if inside && matches!(element.name.as_str(), "td" | "th") => {
                rows.last_mut()?.push(String::new());
            }
            Event::Text(text) if inside => {
                if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
                    cell.push_str(&text);
                }
            }
            _ => {}
        }
    }
    let heads = rows.first()?;
    let sections = rows.iter().find(|row| row.first().is_some_and(|name| name == "sections"))?;
    let mut told: Told = WORDS.into_iter().map(|word| (word, 0)).collect();
    for (head, cell) in heads.iter().zip(sections) {
        let word = WORDS.iter().find(|word| head.trim_start_matches(|c: char| !c.is_alphabetic()) == **word);
        if let (Some(word), Ok(count)) = (word, cell.replace(',', "").parse()) {
            told.insert(word, count);
        }
    }
    Some(told)
}

/// The sentences at the head of Markdown and page: "10 of 26 sections differ".
fn verdicts(markdown: &str, page: &str, sections: &Counts) -> Vec<String> {
    let differ = sections.added + sections.dropped + sections.changed + sections.form_only;
    if differ == 0 {
        return Vec::new();
    }
    let wanted = format!("{differ} of {} sections differ", differ + sections.unchanged);
    [("Markdown", markdown), ("page", page)]
        .iter()
        .filter(|(_, told)| !told.contains(&wanted))
        .map(|(name, _)| format!("{name} does not say {wanted:?}"))
        .collect()
}
