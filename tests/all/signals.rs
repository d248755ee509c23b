//! What the signals of a comparison say, on edits that a test makes and on the fixtures, and what they never say.

use std::collections::BTreeMap;

use billdiff::report::model::Signal;
use billdiff::report::{Layout, Output, Report, write};

use crate::support::draft::Draft;
use crate::support::fixtures::{self, cases};
use crate::support::{assert_none, corpus, over, read, report};

fn fixture() -> Draft {
    Draft::read_file(&fixtures::root().join("intelligence-authorization/old.xml"))
}

/// The report of a draft and what an edit makes of it.
fn after(edit: impl Fn(&mut Draft)) -> Report {
    let old = fixture();
    let mut new = old.clone();
    edit(&mut new);
    report(&old.bill("old.xml"), &new.bill("new.xml"))
}

fn all(report: &Report) -> impl Iterator<Item = &Signal> {
    report.provisions.iter().flat_map(|provision| &provision.signals)
}

/// "duty: shall -> may: ..." of every signal.
fn told(report: &Report) -> Vec<String> {
    all(report).map(|signal| format!("{}: {}", signal.kind, signal.reason)).collect()
}

fn first_screen(report: &Report) -> String {
    write(report, Output::Summary, &Layout { width: 80, ..Layout::default() })
}

#[test]
fn exchanging_the_drafts_of_a_fixture_mirrors_its_signals() {
    let cases = cases();
    let pairs: Vec<_> = cases.iter().flat_map(|case| case.pairings().map(move |(old, new)| (case, old, new))).collect();
    let counted = std::sync::atomic::AtomicUsize::new(0);
    assert_none(&over(&pairs, |(case, old, new)| {
        let (old, new) = (case.read("old", old), case.read("new", new));
        let (Ok(forward), Ok(backward)) = (billdiff::compare(&old, &new), billdiff::compare(&new, &old)) else {
            return Vec::new();
        };
        let (forward, backward) = (mirrored(&Report::new(&forward), false), mirrored(&Report::new(&backward), true));
        counted.fetch_add(forward.values().sum(), std::sync::atomic::Ordering::Relaxed);
        let of = |side: &BTreeMap<String, usize>, one: &String| side.get(one).copied().unwrap_or_default();
        let all: std::collections::BTreeSet<&String> = forward.keys().chain(backward.keys()).collect();
        all.into_iter()
            .filter(|one| of(&forward, one) != of(&backward, one))
            .map(|one| format!("{}: {one}: {} and {}", case.name, of(&forward, one), of(&backward, one)))
            .collect()
    }));
    assert!(counted.into_inner() > 100, "the fixtures have signals");
}

/// Signals as one line each, counted; of the backward report with its sides exchanged. The audit speaks of the new
/// draft's citations alone and has no mirror.
fn mirrored(report: &Report, backward: bool) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for signal in all(report).filter(|signal| signal.kind != "reference") {
        let (old, new) = if backward { (&signal.new, &signal.old) } else { (&signal.old, &signal.new) };
        let delta = signal.delta.map(|delta| if backward { -delta } else { delta });
        let (stronger, weaker) = (signal.reason.ends_with("stronger"), signal.reason.ends_with("weaker"));
        let direction = if backward { (weaker, stronger) } else { (stronger, weaker) };
        *counts.entry(format!("{} {old:?} {new:?} {delta:?} {direction:?}", signal.kind)).or_default() += 1;
    }
    counts
}

#[test]
fn a_duty_that_becomes_a_permission_is_weaker_and_back_it_is_stronger() {
    let weaken = |draft: &mut Draft| draft.replace_first_in_section("404", " shall ", " may ");
    let weaker = after(weaken);
    assert_eq!(told(&weaker), ["duty: shall -> may: duty to permission, weaker"]);
    assert!(first_screen(&weaker).contains("duty  Sec. 404"), "{}", first_screen(&weaker));
    let old = fixture();
    let mut new = old.clone();
    weaken(&mut new);
    let back = report(&new.bill("old.xml"), &old.bill("new.xml"));
    assert_eq!(told(&back), ["duty: may -> shall: permission to duty, stronger"]);
}

#[test]
fn words_that_only_stand_near_a_change_are_no_signal() {
    let report = after(|draft| draft.replace_first_in_section("403", "Director ", "Directors "));
    let kinds: Vec<&str> = all(&report).map(|signal| signal.kind.as_str()).filter(|kind| *kind != "actor").collect();
    assert_eq!(kinds, Vec::<&str>::new(), "{:?}", told(&report));
}

#[test]
fn a_change_of_form_is_counted_and_is_no_signal() {
    for case in cases() {
        let format = case.first_format();
        let (old, new) = (case.read("old", format), case.read("new", format));
        let Ok(comparison) = billdiff::compare(&old, &new) else { continue };
        let report = Report::new(&comparison);
        for provision in report.provisions.iter().filter(|provision| provision.form_only) {
            assert!(provision.signals.is_empty(), "{}: {:?}", case.name, provision.signals);
        }
    }
    let report = after(|draft| draft.replace_first_in_section("404", " shall ", " SHALL "));
    assert_eq!((told(&report), report.summary.all.form_only), (Vec::new(), 1));
}

#[test]
fn the_same_replacement_in_many_places_is_told_once_with_its_places() {
    let sections = ["401", "402", "404", "405"];
    let report = after(|draft| {
        for section in sections {
            draft.replace_first_in_section(section, " shall ", " must ");
        }
        draft.replace_first_in_section("201", "$", "$9");
    });
    let [one] = &report.substitutions[..] else { panic!("{:?}", report.substitutions) };
    assert_eq!((one.old.as_str(), one.new.as_str(), one.count), ("shall", "must", 4));
    assert_eq!(one.cites, sections.map(|section| format!("Sec. {section}")));
    let screen = first_screen(&report);
    assert_eq!(
        screen.matches("shall -> must").count(),
        2,
        "a line of the signals, a line of the replacements:\n{screen}"
    );
    assert!(screen.contains("amount  Sec. 201"), "{screen}");
}

#[test]
fn a_signal_in_a_quoted_block_says_so_and_names_the_law() {
    let old = fixture();
    let quoting = old.section_numbers().into_iter().find(|number| {
        let section = old.section(number);
        section.contains("<quoted-block")
            && section.split("<quoted-block").nth(1).is_some_and(|block| block.contains(" shall "))
    });
    let quoting = quoting.expect("a section of the fixture quotes a duty");
    let mut new = old.clone();
    new.replace_first_in_quoted(&quoting, " shall ", " may ");
    let report = report(&old.bill("old.xml"), &new.bill("new.xml"));
    let duty = all(&report).find(|signal| signal.kind == "duty").expect("a duty");
    assert!(duty.law.as_ref().is_some_and(|law| !law.is_empty()), "{duty:?}");
    assert!(write(&report, Output::Redline, &Layout::default()).contains("(in quoted law: "));
}

#[test]
fn a_citation_that_was_not_followed_is_a_signal_and_one_that_was_is_none() {
    let case = fixtures::case("cascade");
    let format = case.first_format();
    let report = report(&case.read("old", format), &case.read("new", format));
    let broken = report.references.iter().filter(|reference| reference.is_broken()).count();
    let signals: Vec<&Signal> = all(&report).filter(|signal| signal.kind == "reference").collect();
    let audited = signals
        .iter()
        .filter(|signal| signal.reason.contains(" is stale: ") || signal.reason.contains(" is dangling: "));
    assert_eq!(audited.count(), broken, "{signals:?}");
    let conforming = report.provisions.iter().filter(|provision| provision.conforming);
    for provision in conforming {
        assert!(provision.signals.is_empty(), "{:?}", provision.signals);
    }
}

#[test]
fn floor_notes_are_no_changed_appropriations() {
    let Some(root) = corpus::root("floor_notes_are_no_changed_appropriations") else { return };
    let folder = root.join("us/118-hr-8752");
    let report = report(&read(&folder.join("rh.xml")), &read(&folder.join("eh.xml")));
    let accounts: Vec<_> =
        report.provisions.iter().filter(|one| one.level == "account" && !one.signals.is_empty()).collect();
    let notes = accounts.iter().flat_map(|one| &one.signals).filter(|signal| signal.kind == "floor-note").count();
    let others = accounts.iter().flat_map(|one| &one.signals).filter(|signal| signal.kind != "floor-note").count();
    assert_eq!((accounts.len(), notes, others), (14, 75, 0));
    let screen = first_screen(&report);
    assert!(screen.contains("Sec. 406  shall -> may: duty to permission, weaker"), "{screen}");
    let block = screen.split("LOOK HERE FIRST").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap_or_default();
    assert!(
        block.lines().skip(1).filter(|line| line.starts_with("  ") && !line.starts_with("    ")).count() <= 10,
        "{block}"
    );
}
