//! What a right report says of every fixture: the block in `case.md` that begins with three backquotes and `story`,
//! written by hand from the drafts (see [`story`](crate::support::story) for its lines). Updating golden files never
//! touches it, and every old draft is held against every new one: one measure has one story, whatever the formats.

use std::fmt::Write;

use billdiff::{Report, compare};

use crate::support::fixtures::{Case, cases};
use crate::support::story::{story, tells_conforming};
use crate::support::{assert_none, over, report};

#[test]
fn every_pair_of_formats_of_a_fixture_tells_the_story_of_its_case_file() {
    let cases = cases();
    let pairs: Vec<_> = cases.iter().flat_map(|case| case.pairings().map(move |(old, new)| (case, old, new))).collect();
    assert_none(&over(&pairs, |(case, old, new)| {
        let (told, conforming) = told(case, old, new);
        let wanted: Vec<String> = wanted(case)
            .into_iter()
            .map(|line| if conforming { line } else { line.replace(", conforming", "") })
            .collect();
        if told == wanted {
            return Vec::new();
        }
        vec![format!("fixtures/{}: old.{old} against new.{new}\n{}", case.name, side_by_side(&wanted, &told))]
    }));
}

#[test]
fn one_draft_in_two_formats_is_the_same_draft() {
    let cases = cases();
    let twins: Vec<_> = cases
        .iter()
        .flat_map(|case| {
            case.pairings()
                .filter(|(a, b)| a != b)
                .flat_map(move |(a, b)| ["old", "new"].map(|side| (case, side, a, b)))
        })
        .collect();
    assert_none(&over(&twins, |(case, side, a, b)| {
        let (first, second) = (case.read(side, a), case.read(side, b));
        let mut complaints = story(&report(&first, &second));
        if first.section_count() != second.section_count() {
            complaints.push(format!("{} and {} sections", first.section_count(), second.section_count()));
        }
        complaints
            .iter()
            .map(|complaint| format!("fixtures/{}: {side}.{a} against {side}.{b}: {complaint}", case.name))
            .collect()
    }));
}

/// The lines of the case's story block.
fn wanted(case: &Case) -> Vec<String> {
    let text = std::fs::read_to_string(case.folder.join("case.md")).expect("a case says what it is");
    let block = text.split("```story\n").nth(1).and_then(|rest| rest.split("```").next());
    let block =
        block.unwrap_or_else(|| panic!("fixtures/{}/case.md has no block that begins with ```story", case.name));
    block.lines().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// The story of two drafts, and whether it speaks of conforming changes.
fn told(case: &Case, old: &str, new: &str) -> (Vec<String>, bool) {
    match compare(&case.read("old", old), &case.read("new", new)) {
        Err(_) => (vec!["cannot be compared".to_owned()], true),
        Ok(comparison) => {
            let report = Report::new(&comparison);
            let told = story(&report);
            assert_eq!(report.is_quiet(), told.is_empty());
            (if told.is_empty() { vec!["no differences".to_owned()] } else { told }, tells_conforming(&report))
        }
    }
}

fn side_by_side(wanted: &[String], told: &[String]) -> String {
    let mut out = String::new();
    for op in similar::capture_diff_slices(similar::Algorithm::Myers, wanted, told) {
        let equal = op.tag() == similar::DiffTag::Equal;
        for line in op.old_range() {
            let _ = writeln!(out, "      {} {}", if equal { "         " } else { "case.md: " }, wanted[line]);
        }
        for line in op.new_range().filter(|_| !equal) {
            let _ = writeln!(out, "       report:  {}", told[line]);
        }
    }
    out
}
