//! The ids of provisions are the same in every run, in re-issues, and in every format that lost no letter.

use std::path::Path;

use billdiff::bill::Bill;
use billdiff::compare;

use crate::support::fixtures::{case, cases};
use crate::support::{assert_none, corpus, over, read, report};

fn ids(old: &Bill, new: &Bill) -> Option<Vec<String>> {
    let comparison = compare(old, new).ok()?;
    Some(billdiff::Report::new(&comparison).provisions.into_iter().map(|provision| provision.id).collect())
}

/// How two lists of ids differ: those that only one of them has.
fn only_in_one(wanted: &[String], told: &[String]) -> Vec<String> {
    let less = wanted.iter().filter(|id| !told.contains(id)).map(|id| format!("- {id}"));
    let more = told.iter().filter(|id| !wanted.contains(id)).map(|id| format!("+ {id}"));
    less.chain(more).collect()
}

#[test]
fn every_format_of_a_fixture_gives_the_same_ids() {
    let cases = cases();
    let pairs: Vec<_> = cases.iter().flat_map(|case| case.pairings().map(move |(old, new)| (case, old, new))).collect();
    assert!(pairs.len() > 60, "{} pairs", pairs.len());
    assert_none(&over(&pairs, |(case, old, new)| {
        let first = case.first_format();
        let wanted = ids(&case.read("old", first), &case.read("new", first));
        let told = ids(&case.read("old", old), &case.read("new", new));
        if wanted == told {
            return Vec::new();
        }
        let differ = only_in_one(&wanted.unwrap_or_default(), &told.unwrap_or_default());
        vec![format!("{}: old.{old} new.{new}: {}", case.name, differ.join(" "))]
    }));
}

#[test]
fn a_re_issue_has_the_ids_of_what_it_issues_again() {
    let case = case("reissue");
    let (old, new) = (case.read("old", "xml"), case.read("new", "xml"));
    let other = crate::support::fixtures::case("form-only").read("new", "xml");
    assert_eq!(ids(&old, &old), ids(&new, &new));
    assert_eq!(ids(&old, &old), ids(&old, &new));
    // As well against another text: what became of each is the same.
    assert_eq!(ids(&old, &other), ids(&new, &other));
}

#[test]
fn an_id_stands_once_and_does_not_depend_on_the_names_of_files() {
    for case in cases() {
        let format = case.first_format();
        let (old, new) = (case.read("old", format), case.read("new", format));
        let Some(told) = ids(&old, &new) else { continue };
        let mut sorted = told.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(sorted.len(), told.len(), "{}: an id stands twice", case.name);
        let moved = |side: &str| {
            let path = case.folder.join(format!("{side}.{format}"));
            crate::support::read_as(&path, &format!("elsewhere/{side}-2.{format}"))
        };
        assert_eq!(ids(&moved("old"), &moved("new")), Some(told), "{}", case.name);
    }
}

#[test]
fn real_bills_have_nearly_the_same_ids_in_both_formats() {
    let Some(root) = corpus::root("real_bills_have_nearly_the_same_ids_in_both_formats") else { return };
    for (folder, old, new, suffix, least) in
        [("118-hr-8752", "rh", "eh", "htm", 1.0), ("118-hr-8752", "rh", "eh", "pdf", 0.98)]
    {
        let file = |name: &str, suffix: &str| root.join("us").join(folder).join(format!("{name}.{suffix}"));
        let of = |suffix: &str| {
            let read = |name: &str| read(Path::new(&file(name, suffix)));
            report(&read(old), &read(new)).provisions.into_iter().map(|one| one.id).collect::<Vec<_>>()
        };
        let (xml, other) = (of("xml"), of(suffix));
        let agree = xml.iter().filter(|id| other.contains(id)).count();
        corpus::say(&format!(
            "{folder} {old} -> {new}: {agree} ids agree, of {} in XML and {} in {suffix}",
            xml.len(),
            other.len()
        ));
        assert!(agree as f64 >= least * xml.len() as f64, "{folder}: {:?}", only_in_one(&xml, &other));
    }
}
