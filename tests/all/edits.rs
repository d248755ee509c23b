//! Edits that a test makes to a bill, and the whole report that must come of each.
//!
//! Every row is run on a fixture and, where the corpus is, on a real bill. What comes out is compared as the
//! list of units to which something happened, so that nothing else may have happened.

use std::path::PathBuf;

use billdiff::Report;

use crate::support::draft::Draft;
use crate::support::fixtures;
use crate::support::story::{story, units};
use crate::support::{corpus, report};

/// A section that is in no bill.
const NEW_SECTION: &str = "<enum>999.</enum><header>Lighthouse keepers</header><text>The Commissioner of Harbors shall pay a \
    pension of $900 a month to each keeper of a lighthouse who has served for 20 winters on a rock without a landing stage.</text>";

#[test]
fn a_section_inserted_at_the_head_of_a_title_is_one_added_and_the_rest_redesignated() {
    head_insertion(&fixture("intelligence-authorization"), "IV", 6);
    if let Some(draft) = real("118-hr-8752/eh.xml", "a section inserted") {
        head_insertion(&draft, "V", 67);
    }
}

fn head_insertion(old: &Draft, title: &str, following: usize) {
    let numbers = old.numbers_in_title(title);
    assert_eq!(numbers.len(), following, "sections in title {title}");
    let mut new = old.clone();
    new.renumber(&shifted(&numbers, 1));
    new.insert_before(&plus(&numbers[0], 1), &section(NEW_SECTION, &numbers[0]));
    let mut wanted = vec![format!("added: sec. {}", numbers[0])];
    wanted.extend(redesignated(&shifted(&numbers, 1)));
    told_is(old, &new, &wanted);
}

#[test]
fn a_section_dropped_from_the_head_of_a_title_is_one_dropped_and_the_rest_redesignated() {
    head_removal(&fixture("intelligence-authorization"), "IV");
    if let Some(draft) = real("118-hr-8752/eh.xml", "a section dropped") {
        head_removal(&draft, "V");
    }
}

fn head_removal(old: &Draft, title: &str) {
    let numbers = old.numbers_in_title(title);
    let mut new = old.clone();
    new.cut(&numbers[0]);
    new.renumber(&shifted(&numbers[1..], -1));
    let mut wanted = vec![format!("dropped: sec. {}", numbers[0])];
    wanted.extend(redesignated(&shifted(&numbers[1..], -1)));
    told_is(old, &new, &wanted);
}

#[test]
fn a_section_moved_to_another_title_is_moved_and_the_rest_redesignated() {
    move_to_title(&fixture("intelligence-authorization"), "302", "I");
    if let Some(draft) = real("118-hr-8752/eh.xml", "a section moved") {
        move_to_title(&draft, "521", "I");
    }
}

fn move_to_title(old: &Draft, moved: &str, title: &str) {
    let last = old.numbers_in_title(title).pop().expect("the title has sections");
    let becomes = plus(&last, 1);
    let after: Vec<String> = old
        .section_numbers()
        .into_iter()
        .filter(|number| same_hundred(number, moved) && value(number) > value(moved))
        .collect();
    let mut new = old.clone();
    let section = new.cut(moved);
    new.insert_after(&last, &section);
    new.renumber(&[shifted(&after, -1), vec![(moved.to_owned(), becomes.clone())]].concat());
    let mut wanted = vec![format!("redesignated, moved: sec. {moved} => sec. {becomes}")];
    wanted.extend(redesignated(&shifted(&after, -1)));
    told_is(old, &new, &wanted);
}

#[test]
fn a_retitled_title_or_subtitle_moves_nothing_under_it() {
    retitle_container(&fixture("intelligence-authorization"), "title", "III", "title iii");
    if let Some(draft) = real("118-hr-3935/enr.xml", "a title retitled") {
        retitle_container(&draft, "title", "IV", "title iv");
        retitle_container(&draft, "subtitle", "A", "title iii, subtitle a");
    }
}

fn retitle_container(old: &Draft, level: &str, number: &str, cite: &str) {
    let mut new = old.clone();
    new.retitle(level, number, "Harbors, lighthouses, and buoys");
    told_is(old, &new, &[format!("retitled: {cite}")]);
}

#[test]
fn a_new_heading_over_the_same_words_is_retitled_alone() {
    retitle_section(&fixture("intelligence-authorization"), "402");
    if let Some(draft) = real("119-s-1582/es.xml", "a section retitled") {
        retitle_section(&draft, "12");
    }
}

fn retitle_section(old: &Draft, number: &str) {
    let mut new = old.clone();
    new.retitle("section", number, "Harbors, lighthouses, and buoys");
    told_is(old, &new, &[format!("retitled: sec. {number}")]);
}

#[test]
fn two_sections_swapped_are_redesignated_and_one_of_them_moved() {
    swap(&fixture("intelligence-authorization"), "401", "402");
    swap(&fixture("cascade"), "105", "106");
    if let Some(draft) = real("119-s-1582/es.xml", "two sections swapped") {
        swap(&draft, "13", "14");
    }
}

fn swap(old: &Draft, first: &str, second: &str) {
    let mut new = old.clone();
    let cut = new.cut(first);
    new.insert_after(second, &cut);
    new.renumber(&[(first.to_owned(), second.to_owned()), (second.to_owned(), first.to_owned())]);
    let told = units(&report(&old.bill("old.xml"), &new.bill("new.xml")));
    let plain: Vec<String> = told.iter().map(|line| line.replace(", moved", "")).collect();
    let wanted = [
        format!("redesignated: sec. {second} => sec. {first}"),
        format!("redesignated: sec. {first} => sec. {second}"),
    ];
    assert_eq!(plain, wanted);
    assert!(told.iter().any(|line| line.contains("moved")), "none of them moved: {told:?}");
}

#[test]
fn a_subsection_inserted_is_one_added_and_the_others_re_lettered() {
    insert_subsection(&fixture("intelligence-authorization"), "501", 3);
    if let Some(draft) = real("119-s-1582/es.xml", "a subsection inserted") {
        insert_subsection(&draft, "9", 6);
    }
}

fn insert_subsection(old: &Draft, number: &str, following: usize) {
    let subsections = old.subsections(number);
    assert_eq!(subsections.len(), following, "subsections of section {number}");
    let mut new = old.clone();
    let added = "<subsection><enum>(a)</enum><header>Lighthouse keepers</header><text>The Commissioner of Harbors shall pay a pension of \
        $900 a month to each keeper of a lighthouse who has served for 20 winters.</text></subsection>";
    let relettered: Vec<String> =
        subsections.iter().enumerate().map(|(at, xml)| xml.replacen(&letter(at), &letter(at + 1), 1)).collect();
    let together = subsections.iter().fold(old.section(number), |section, xml| section.replacen(xml, "", 1));
    let section = together.replacen("</section>", &format!("{added}{}</section>", relettered.concat()), 1);
    new.replace(number, &section);
    let mut wanted = vec![format!("changed: sec. {number}"), "  added: (a)".to_owned()];
    wanted.extend((0..following).map(|at| format!("  redesignated: {} => {}", letter(at), letter(at + 1))));
    assert_eq!(story(&report(&old.bill("old.xml"), &new.bill("new.xml"))), wanted);
}

#[test]
fn a_section_whose_last_subsections_become_a_new_one_is_split() {
    split(&fixture("split-and-merge"), "5", "5A", 3);
    if let Some(draft) = real("119-s-1582/es.xml", "a section split") {
        split(&draft, "4", "4A", 5);
        split(&draft, "10", "10A", 3);
    }
}

fn split(old: &Draft, number: &str, part: &str, kept: usize) {
    let subsections = old.subsections(number);
    let mut new = old.clone();
    let mut further = String::new();
    for (at, subsection) in subsections.iter().enumerate().skip(kept) {
        new.replace_in_section(number, subsection, "");
        further.push_str(&subsection.replacen(&letter(at), &letter(at - kept), 1));
    }
    new.insert_after(
        number,
        &format!("<section><enum>{part}.</enum><header>Further matters</header>{further}</section>"),
    );
    let told = report(&old.bill("old.xml"), &new.bill("new.xml"));
    let wanted = [format!("changed: sec. {number}"), format!("added, split: sec. {}", part.to_lowercase())];
    assert_eq!(units(&told), wanted);
    let source = told.provisions.iter().find_map(|provision| provision.split_from);
    let ordinal = old.section_numbers().iter().position(|own| own == number).map(|at| at as u32 + 1);
    assert_eq!(source, ordinal, "the ordinal of the section it came from");
}

#[test]
fn two_sections_made_one_are_merged() {
    merge(&fixture("intelligence-authorization"), "501", "502");
    if let Some(draft) = real("119-s-1582/es.xml", "two sections merged") {
        merge(&draft, "9", "10");
    }
}

fn merge(old: &Draft, first: &str, second: &str) {
    let mut new = old.clone();
    let cut = new.cut(second);
    let inner = &cut[cut.find('>').map_or(0, |at| at + 1)..cut.len() - "</section>".len()];
    let letter = letter(new.subsections(first).len());
    let inner = inner.replacen(&format!("<enum>{second}.</enum>"), &format!("<enum>{letter}</enum>"), 1);
    let inner = inner.replace("<subsection", "<paragraph").replace("</subsection>", "</paragraph>");
    let xml = new.section(first);
    new.replace(
        first,
        &format!("{}<subsection>{inner}</subsection></section>", &xml[..xml.len() - "</section>".len()]),
    );
    let told = report(&old.bill("old.xml"), &new.bill("new.xml"));
    assert_eq!(units(&told), [format!("changed: sec. {first}"), format!("dropped, merged: sec. {second}")]);
}

#[test]
fn a_word_changed_in_a_quoted_block_is_told_inside_it() {
    quoted_word(&fixture("intelligence-authorization"), "301", "quarterly", "monthly");
    if let Some(draft) = real("119-s-1582/es.xml", "a quoted word changed") {
        quoted_word(&draft, "4", "issue such", "issue no");
    }
}

fn quoted_word(old: &Draft, number: &str, from: &str, to: &str) {
    let mut new = old.clone();
    new.replace_first_in_quoted(number, from, to);
    let told = story(&report(&old.bill("old.xml"), &new.bill("new.xml")));
    let (old_word, new_word) = (from.split(' ').next_back().unwrap_or(from), to.split(' ').next_back().unwrap_or(to));
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[0], format!("changed: sec. {number}"));
    assert!(told[1].contains("quoted block"), "not marked inside the quoted block: {told:?}");
    assert!(told[1].ends_with(&format!(": [-{old_word}-]{{+{new_word}+}}")), "{told:?}");
}

#[test]
fn one_word_changed_is_one_word_told() {
    one_word(&fixture("intelligence-authorization"), "304", "180 days", "120 days", "[-180-]{+120+}");
    if let Some(draft) = real("119-s-1582/es.xml", "one word changed") {
        one_word(&draft, "12", "may, pursuant", "shall, pursuant", "[-may,-]{+shall,+}");
    }
}

fn one_word(old: &Draft, number: &str, from: &str, to: &str, words: &str) {
    let mut new = old.clone();
    new.replace_first_in_section(number, from, to);
    let told = story(&report(&old.bill("old.xml"), &new.bill("new.xml")));
    assert!(told[0].starts_with(&format!("changed: sec. {number}")), "{told:?}");
    assert!(told.iter().skip(1).all(|line| line.starts_with("  ")), "another section is told: {told:?}");
    assert!(told.last().is_some_and(|line| line.ends_with(words)), "{told:?}");
}

#[test]
fn a_draft_against_itself_has_no_differences() {
    for name in ["intelligence-authorization", "cascade", "split-and-merge"] {
        told_is(&fixture(name), &fixture(name), &[]);
    }
    if let Some(draft) = real("118-hr-8752/eh.xml", "a bill against itself") {
        told_is(&draft, &draft, &[]);
    }
}

fn fixture(name: &str) -> Draft {
    Draft::read_file(&fixtures::root().join(name).join("old.xml"))
}

fn real(path: &str, what: &str) -> Option<Draft> {
    let root: PathBuf = corpus::root(&format!("{what} in {path}"))?;
    Some(Draft::read_file(&root.join("us").join(path)))
}

/// The report tells exactly these units, in whatever order.
#[track_caller]
fn told_is(old: &Draft, new: &Draft, wanted: &[String]) {
    let told: Report = report(&old.bill("old.xml"), &new.bill("new.xml"));
    let (mut told, mut wanted) = (units(&told), wanted.to_vec());
    told.sort();
    wanted.sort();
    assert_eq!(told, wanted);
}

/// The new section under a number.
fn section(xml: &str, number: &str) -> String {
    format!("<section>{}</section>", xml.replace("999", number))
}

fn redesignated(changes: &[(String, String)]) -> Vec<String> {
    changes.iter().map(|(old, new)| format!("redesignated: sec. {old} => sec. {new}")).collect()
}

fn shifted(numbers: &[String], by: i32) -> Vec<(String, String)> {
    numbers.iter().map(|number| (number.clone(), plus(number, by))).collect()
}

fn plus(number: &str, by: i32) -> String {
    (value(number) + by).to_string()
}

fn value(number: &str) -> i32 {
    number.parse().unwrap_or_else(|_| panic!("{number} is no plain number"))
}

fn same_hundred(a: &str, b: &str) -> bool {
    value(a) / 100 == value(b) / 100
}

/// "(a)" for 0.
fn letter(at: usize) -> String {
    format!("({})", char::from(b'a' + at as u8))
}
