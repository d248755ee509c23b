//! What must hold for any two drafts.
//!
//! What that is says [`crate::holds`].

use std::collections::BTreeSet;

use billdiff::compare;
use billdiff::report::{Layout, Output, write};

use crate::holds::drafts::{about, is_quiet_against_itself, of_pair, units_hold_every_word_once};
use crate::support::fixtures::cases;
use crate::support::story::head;
use crate::support::{assert_none, corpus, over, read, report};

#[test]
fn fixtures_read_into_units_that_hold_every_word_once_and_are_quiet_against_themselves() {
    let cases = cases();
    let drafts: Vec<_> = cases
        .iter()
        .flat_map(|case| {
            case.formats.iter().flat_map(move |format| ["old", "new"].map(|side| (case, side, format.as_str())))
        })
        .collect();
    assert_none(&over(&drafts, |(case, side, format)| {
        let bill = case.read(side, format);
        [units_hold_every_word_once(&bill), is_quiet_against_itself(&bill)].concat()
    }));
}

#[test]
fn fixture_reports_rebuild_both_drafts_and_mirror_when_swapped() {
    let cases = cases();
    let pairs: Vec<_> = cases.iter().flat_map(|case| case.pairings().map(move |(old, new)| (case, old, new))).collect();
    assert_none(&over(&pairs, |(case, old, new)| of_pair(&case.read("old", old), &case.read("new", new))));
}

#[test]
fn the_same_drafts_give_the_same_bytes_on_any_thread() {
    for case in cases() {
        let format = case.first_format();
        let (old, new) = (case.read("old", format), case.read("new", format));
        if compare(&old, &new).is_err() {
            continue;
        }
        let once = || {
            let report = report(&old, &new);
            [
                Output::Summary,
                Output::Redline,
                Output::Markdown,
                Output::Html,
                Output::Json,
                Output::Amounts,
                Output::Csv,
            ]
            .map(|output| write(&report, output, &Layout::default()))
        };
        let first = once();
        assert_eq!(first, once(), "{}: a second run", case.name);
        let threads = std::thread::scope(|scope| {
            [scope.spawn(once), scope.spawn(once)].map(|thread| thread.join().expect("no panic"))
        });
        assert!(threads.iter().all(|other| *other == first), "{}: another thread", case.name);
    }
}

#[test]
fn corpus_self_compare() {
    let Some(root) = corpus::root("corpus_self_compare") else { return };
    let files = corpus::files(&root);
    let complaints = over(&files, |path| {
        let bill = read(path);
        [units_hold_every_word_once(&bill), is_quiet_against_itself(&bill)].concat()
    });
    corpus::say(&format!("corpus_self_compare: {} files", files.len()));
    assert_none(&complaints);
}

#[test]
fn corpus_pairs_rebuild_and_mirror() {
    let Some(root) = corpus::root("corpus_pairs_rebuild_and_mirror") else { return };
    let mut pairs = corpus::folder_pairs(&corpus::files(&root));
    pairs.extend(corpus::listed_pairs(&root, "changed"));
    pairs.extend(corpus::listed_pairs(&root, "identical"));
    let pairs: Vec<_> = pairs.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let complaints = over(&pairs, |(old, new)| of_pair(&read(old), &read(new)));
    corpus::say(&format!("corpus_pairs_rebuild_and_mirror: {} pairs", pairs.len()));
    assert_none(&complaints);
}

#[test]
fn corpus_twins_and_reissues_are_quiet() {
    let Some(root) = corpus::root("corpus_twins_and_reissues_are_quiet") else { return };
    let pairs = corpus::listed_pairs(&root, "identical");
    let complaints = over(&pairs, |(old, new)| {
        let report = report(&read(old), &read(new));
        let loud = report.provisions.iter().filter(|provision| !provision.is_quiet());
        loud.map(|provision| about(&report, &head(provision))).collect()
    });
    corpus::say(&format!("corpus_twins_and_reissues_are_quiet: {} pairs", pairs.len()));
    assert_none(&complaints);
}
