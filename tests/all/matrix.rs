//! Which bills contain which: shelves of invented bills with golden files, and what is true of real ones.

use std::path::PathBuf;

use serde_json::Value;

use crate::golden::{difference, updates};
use crate::support::command::{Run, billdiff, command, run};
use crate::support::fixtures::root;
use crate::support::{assert_none, corpus};

/// Every folder under `fixtures/shelves`.
fn shelves() -> Vec<PathBuf> {
    let folders = std::fs::read_dir(root().join("shelves")).expect("the shelves can be listed");
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.expect("it can be listed").path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

fn matrix(arguments: &[&str]) -> Run {
    billdiff(&[&["matrix"], arguments].concat())
}

/// A pair of a matrix as JSON: share, and kind and both citations of each twin.
fn pair(matrix: &Value, of: &str, within: &str) -> Option<(f64, Vec<String>)> {
    let pairs = matrix["pairs"].as_array().expect("pairs");
    let found = pairs.iter().find(|pair| {
        let is = |side: &str, name: &str| pair[side]["bill"].as_str().is_some_and(|bill| bill.starts_with(name));
        is("of", of) && is("in", within)
    })?;
    let told = |twin: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        format!("{} {} {}", text(&twin["kind"]), text(&twin["of"]["cite"]), text(&twin["in"]["cite"]))
    };
    Some((found["share"].as_f64()?, found["twins"].as_array()?.iter().map(told).collect()))
}

#[test]
fn golden_matrices_are_as_their_files_say() {
    let mut complaints = Vec::new();
    for folder in shelves() {
        for (name, format) in
            [("matrix.txt", "summary"), ("matrix.csv", "csv"), ("matrix.json", "json"), ("matrix.ndjson", "ndjson")]
        {
            let mut program = command();
            program.current_dir(&folder);
            let told = run(program, &["matrix", "bills", "--format", format]);
            assert_eq!((told.code, told.stderr.as_str()), (Some(0), ""));
            // A checkout has one line end everywhere; CSV has its own.
            let said = told.stdout.replace("\r\n", "\n");
            let file = folder.join("expected").join(name);
            if updates() {
                std::fs::create_dir_all(folder.join("expected")).expect("the golden folder can be made");
                std::fs::write(&file, &said).expect("a golden file can be written");
                continue;
            }
            let wanted = std::fs::read_to_string(&file).unwrap_or_default();
            if wanted != said {
                complaints.push(format!("{}: {}", file.display(), difference(&wanted, &said)));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn a_bill_that_went_into_an_act_is_found_there_and_its_own_versions_are_no_twins() {
    let bills = root().join("shelves/harbors/bills").display().to_string();
    let told: Value = serde_json::from_str(&matrix(&[&bills, "-f", "json"]).stdout).expect("JSON");
    let (share, twins) = pair(&told, "S. 9611", "H.R. 9511").expect("the companion");
    assert_eq!((share, twins.len()), (1.0, 4));
    let (share, twins) = pair(&told, "H.R. 9511", "H.R. 9700").expect("the act");
    assert!(share > 0.9 && share < 1.0);
    let wanted = ["exact Sec. 2 Sec. 301", "near Sec. 3 Sec. 302", "within Sec. 4 Sec. 304", "exact Sec. 5 Sec. 401"];
    assert_eq!(twins, wanted);
    assert!(pair(&told, "H.R. 9511", "H.R. 9511").is_none());
    // It is asymmetric.
    assert!(pair(&told, "H.R. 9700", "H.R. 9511").expect("the other way").0 < 0.5);
}

#[test]
fn what_many_bills_have_makes_no_pair_by_itself_unless_all_is_asked_for() {
    let bills = root().join("shelves/harbors/bills").display().to_string();
    let told: Value = serde_json::from_str(&matrix(&[&bills, "-f", "json"]).stdout).expect("JSON");
    assert!(pair(&told, "S. 9655", "H.R. 9511").is_none());
    assert!(told["common"].as_u64().is_some_and(|common| common > 0));
    let all: Value = serde_json::from_str(&matrix(&[&bills, "-f", "json", "--least", "0"]).stdout).expect("JSON");
    assert_eq!(pair(&all, "S. 9655", "H.R. 9511").expect("all").1, ["exact Sec. 3 Sec. 5"]);
}

#[test]
fn the_same_matrix_with_any_order_of_files_and_formats_of_one_version_are_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let fixture = root().join("intelligence-authorization");
    for name in ["old.xml", "old.uslm.xml", "old.htm"] {
        std::fs::copy(fixture.join(name), folder.path().join(name)).expect("a copy");
    }
    let told: Value =
        serde_json::from_str(&matrix(&[&folder.path().display().to_string(), "-f", "json"]).stdout).expect("JSON");
    assert_eq!((told["files"]["read"].as_u64(), told["files"]["aside"].as_u64()), (Some(3), Some(2)));
    assert_eq!(told["bills"].as_array().map(Vec::len), Some(1));
    let bills = root().join("shelves/harbors/bills");
    let mut paths: Vec<String> = std::fs::read_dir(&bills)
        .expect("bills")
        .map(|entry| entry.expect("a bill").path().display().to_string())
        .filter(|path| path.ends_with(".xml"))
        .collect();
    paths.sort();
    let one = matrix(&paths.iter().map(String::as_str).collect::<Vec<_>>()).stdout;
    paths.reverse();
    assert_eq!(matrix(&paths.iter().map(String::as_str).collect::<Vec<_>>()).stdout, one);
}

#[test]
fn a_broken_file_is_told_and_the_others_are_held_against_each_other() {
    let bills = root().join("shelves/harbors/bills").display().to_string();
    let broken = root().join("errors/cut-off.xml").display().to_string();
    for format in ["summary", "csv", "json", "ndjson"] {
        let told = matrix(&[&bills, &broken, "-f", format]);
        assert_eq!(told.code, Some(2), "{format}");
        assert!(told.stdout.contains("H.R. 9700"), "{format}: {}", told.stdout);
        assert!(told.stderr.contains("cut-off.xml") && told.stderr.contains("1 of the files could not be read"));
    }
    for (arguments, said) in
        [(vec!["-"], "standard input"), (vec!["nowhere.xml"], "nowhere.xml"), (vec![&*bills, "-o", "x.html"], ".csv")]
    {
        let told = matrix(&arguments);
        assert_eq!(told.code, Some(2), "{arguments:?}");
        assert!(told.stderr.contains(said), "{arguments:?}: {}", told.stderr);
    }
}

#[test]
fn a_formula_in_a_heading_is_none_in_the_table() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in [1, 2] {
        let xml = format!(
            "<bill><form><congress>121st CONGRESS</congress><legis-num>H. R. {number}</legis-num></form><legis-body><section><enum>1.</enum>\
             <header>=HYPERLINK(\"x\")</header><text>The keeper shall trim every lamp before dusk and at midnight.</text></section>\
             </legis-body></bill>"
        );
        std::fs::write(folder.path().join(format!("{number}.xml")), xml).expect("a bill");
    }
    let told = matrix(&[&folder.path().display().to_string(), "-f", "csv"]).stdout;
    assert!(told.contains("'=HYPERLINK") && !told.contains(",=HYPERLINK") && !told.contains(",\"=HYPERLINK"), "{told}");
}

#[test]
fn real_bills_that_went_into_others_are_found_there() {
    let Some(root) = corpus::root("real_bills_that_went_into_others_are_found_there") else { return };
    let folders = ["116-s-1900", "116-hr-3401", "116-hjres-37", "116-hr-2968", "119-s-1582"];
    let folders = folders.map(|folder| root.join("us").join(folder).display().to_string());
    let told = matrix(&[&folders.each_ref().map(String::as_str)[..], &["-f", "json"]].concat());
    let told: Value = serde_json::from_str(&told.stdout).expect("JSON");
    // S. 1900 was the Senate's text of the supplemental that was enacted as H.R. 3401; H.J.Res. 37 stands in H.R. 2968.
    for (of, within, least) in
        [("S. 1900", "H.R. 3401", 0.95), ("H.R. 3401", "S. 1900", 0.95), ("H.J.Res. 37, 116th", "H.R. 2968", 0.9)]
    {
        let (share, _) = pair(&told, of, within).unwrap_or_else(|| panic!("{of} in {within}"));
        assert!(share >= least, "{of} in {within}: {share}");
    }
    let pairs = told["pairs"].as_array().expect("pairs");
    corpus::say(&format!("{} pairs, {} below, {} common", pairs.len(), told["below"], told["common"]));
    assert!(pairs.iter().all(|pair| pair["of"]["bill"] != pair["in"]["bill"]));
}
