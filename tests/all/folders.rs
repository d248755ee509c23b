//! Two folders of bills: which is which, what is told of each, and what a line of NDJSON is.

use std::path::Path;

use serde_json::Value;

use crate::support::command::{Run, billdiff};
use crate::support::corpus;
use crate::support::fixtures::root;

/// A folder with copies of files under other names.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (from, to) in files {
        let to = folder.path().join(to);
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        std::fs::copy(root().join(from), &to).unwrap_or_else(|error| panic!("{from}: {error}"));
    }
    folder
}

fn two() -> (tempfile::TempDir, tempfile::TempDir) {
    let old = [
        ("intelligence-authorization/old.xml", "a/ih.xml"),
        ("retitled/old.xml", "retitled.xml"),
        ("cascade/old.xml", "gone.xml"),
        ("README.md", "README.txt"),
    ];
    let new = [
        ("intelligence-authorization/new.xml", "b/eh.xml"),
        ("retitled/old.xml", "same.xml"),
        ("resolution/new.xml", "came.xml"),
        ("errors/cut-off.xml", "broken.xml"),
    ];
    (folder(&old), folder(&new))
}

fn run(old: &Path, new: &Path, arguments: &[&str]) -> Run {
    billdiff(&[&[old.to_str().expect("UTF-8"), new.to_str().expect("UTF-8")], arguments].concat())
}

#[test]
fn bills_are_known_by_who_they_are_and_not_by_their_files() {
    let (old, new) = two();
    let told = run(old.path(), new.path(), &["--width", "200"]);
    assert_eq!(told.code, Some(2), "{}", told.stderr);
    for wanted in [
        "Added (1)",
        "Dropped (1)",
        "Changed (1)",
        "NOT COMPARED (1)",
        "H.R. 9403, 121st Congress, IH (2030-05-14) -> EH",
        "dropped: Sec. 403",
        "added: Sec. 202",
        "1 changed, 1 added, 1 dropped, 1 unchanged between",
        "1 no bills; 1 NOT COMPARED.",
    ] {
        assert!(told.stdout.contains(wanted), "{wanted} is not in {}", told.stdout);
    }
    assert!(told.stderr.contains("1 of the bills could not be compared"), "{}", told.stderr);
}

#[test]
fn a_line_of_ndjson_is_a_bill_and_the_last_one_says_that_it_is_the_last() {
    let (old, new) = two();
    let told = run(old.path(), new.path(), &["--format", "ndjson"]);
    let lines: Vec<Value> = told.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines[0]["record"], "folders");
    let of = |status: &str| lines.iter().filter(|line| line["status"] == status).collect::<Vec<_>>();
    let counts = ["compared", "added", "deleted", "unchanged", "failed"].map(|status| of(status).len());
    assert_eq!(counts, [1, 1, 1, 1, 1]);
    assert_eq!(of("compared")[0]["report"]["summary"]["sections"]["dropped"], 1);
    let last = lines.last().expect("lines");
    assert_eq!(
        (last["record"].as_str(), last["changed"].as_u64(), last["skipped"].as_u64()),
        (Some("end"), Some(1), Some(1))
    );
}

#[test]
fn all_formats_tell_the_same_bills() {
    let (old, new) = two();
    let json: Value = serde_json::from_str(&run(old.path(), new.path(), &["--format", "json"]).stdout).expect("JSON");
    assert_eq!(json["files"].as_array().map(Vec::len), Some(5));
    let markdown = run(old.path(), new.path(), &["--format", "markdown"]).stdout;
    assert!(markdown.starts_with("<!-- billdiff:report") && markdown.contains("### Changed (1)"), "{markdown}");
    let redline = run(old.path(), new.path(), &["--redline", "--section", "403"]).stdout;
    assert!(redline.contains("furnish to a competent authority"), "{redline}");
    let html = run(old.path(), new.path(), &["--format", "html"]);
    assert_eq!((html.code, html.stdout.as_str()), (Some(2), ""));
}

#[test]
fn a_folder_against_itself_and_against_a_file() {
    let (old, _) = two();
    let told = run(old.path(), old.path(), &["--exit-code"]);
    assert_eq!((told.code, told.stderr.as_str()), (Some(0), ""));
    assert!(told.stdout.contains("0 changed, 0 added, 0 dropped, 3 unchanged"), "{}", told.stdout);
    let file = root().join("cascade/old.xml");
    assert!(run(old.path(), &file, &[]).stderr.contains("two files or two folders"));
    let empty = tempfile::tempdir().expect("a folder");
    assert!(run(old.path(), empty.path(), &[]).stderr.contains("no file in this folder"));
}

#[test]
fn the_whole_corpus_against_itself_has_no_differences() {
    let Some(root) = corpus::root("the_whole_corpus_against_itself_has_no_differences") else { return };
    let told = run(&root, &root, &["--exit-code"]);
    assert_eq!((told.code, told.stderr.as_str()), (Some(0), ""));
    assert!(told.stdout.starts_with("0 changed, 0 added, 0 dropped,"), "{}", told.stdout);
}
