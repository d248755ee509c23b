//! What cannot be compared, and what is said then: the file, the line where there is one, and what to do; nothing on
//! standard output, nothing written, and exit code 2.

use std::path::Path;

use crate::support::command::{Run, billdiff};
use crate::support::fixtures;

#[test]
fn every_file_under_errors_is_refused_on_either_side_and_by_every_command() {
    let folder = fixtures::root().join("errors");
    let good = fixtures::root().join("unlike-kinds/old.xml");
    let mut count = 0;
    let mut complaints = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the folder can be listed") {
        let bad = entry.expect("the folder can be listed").path();
        if bad.file_name().is_some_and(|name| name == "README.md") {
            continue;
        }
        count += 1;
        let (bad_name, good_name) = (bad.display().to_string(), good.display().to_string());
        for arguments in [
            vec![&*bad_name, &good_name],
            vec![&good_name, &bad_name],
            vec!["outline", &bad_name],
            vec!["text", &bad_name],
        ] {
            complaints
                .extend(billdiff(&arguments).is_refused(&bad_name).err().map(|why| format!("{arguments:?}: {why}")));
        }
    }
    assert!(count >= 16, "only {count} bad files");
    crate::support::assert_none(&complaints);
}

#[test]
fn every_bad_file_is_described_in_the_readme_of_its_folder() {
    let folder = fixtures::root().join("errors");
    let readme = std::fs::read_to_string(folder.join("README.md")).expect("there is a README");
    for entry in std::fs::read_dir(&folder).expect("the folder can be listed") {
        let name = entry.expect("the folder can be listed").file_name().to_string_lossy().into_owned();
        assert!(
            name == "README.md" || readme.contains(&format!("`{name}`")),
            "errors/README.md says nothing of {name}"
        );
    }
}

#[test]
fn trouble_with_a_place_is_told_with_line_and_column() {
    for (name, place) in [
        ("cut-off.xml", 20),
        ("mismatched-tags.xml", 21),
        ("two-roots.xml", 25),
        ("undefined-entity.xml", 20),
        ("entity-bomb.xml", 32),
    ] {
        let bad = fixtures::root().join("errors").join(name).display().to_string();
        let said = billdiff(&["outline", &bad]).stderr;
        assert!(said.contains(&format!("{bad}:{place}:")), "{name} goes wrong in line {place}: {said}");
    }
}

#[test]
fn a_pdf_that_cannot_be_read_says_why_and_what_to_use_instead() {
    for (name, why, what_to_do) in [
        ("scanned.pdf", "a picture of a print", "text recognised"),
        ("encrypted.pdf", "encrypted", "without a password"),
        ("cut-off.pdf", "cannot be read", "Print it to PDF anew"),
        ("noise.pdf", "cannot be read", "Print it to PDF anew"),
        ("empty.pdf", "no pages", "Print it to PDF anew"),
        ("no-bill.pdf", "no text of a bill", "Check that the file is whole"),
        ("unknown-encoding.pdf", "its reader does not know", "XML or text of this version"),
        ("own-ancestor.pdf", "its own ancestor", "XML or text of this version"),
    ] {
        let bad = fixtures::root().join("errors").join(name).display().to_string();
        let run = billdiff(&["outline", &bad]);
        run.is_refused(&bad).unwrap_or_else(|reason| panic!("{reason}"));
        assert!(run.stderr.contains(why) && run.stderr.contains(what_to_do), "{name}: {}", run.stderr);
    }
}

#[test]
fn a_missing_file_and_a_folder_are_named() {
    let good = fixture("cascade/old.xml");
    let missing = fixture("cascade/no-such-file.xml");
    let folder = fixture("cascade");
    for bad in [&missing, &folder] {
        for arguments in [[bad.as_str(), &good], [&good, bad]] {
            billdiff(&arguments).is_refused(bad).unwrap_or_else(|why| panic!("{why}"));
        }
    }
}

#[test]
fn a_bill_and_a_mere_amendment_are_not_compared() {
    let (bill, amendment) = (fixture("unlike-kinds/old.xml"), fixture("unlike-kinds/new.xml"));
    for arguments in [[&*bill, &amendment], [&amendment, &bill]] {
        let run = billdiff(&arguments);
        run.is_refused(&amendment).unwrap_or_else(|why| panic!("{why}"));
        assert!(run.stderr.contains("amend"), "{}", run.stderr);
    }
}

#[test]
fn an_output_file_of_unknown_kind_is_refused_before_anything_is_read_or_written() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    for name in ["report.xyz", "report"] {
        let output = scratch.path().join(name).display().to_string();
        let run = billdiff(&[&fixture("cascade/old.xml"), &fixture("cascade/new.xml"), "-o", &output]);
        run.is_refused(&output).unwrap_or_else(|why| panic!("{why}"));
        assert!(run.stderr.contains("--format"), "{}", run.stderr);
    }
    assert_is_empty(scratch.path());
}

#[test]
fn an_output_file_in_no_folder_is_named() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let output = scratch.path().join("no-such-folder").join("report.md").display().to_string();
    let run = billdiff(&[&fixture("cascade/old.xml"), &fixture("cascade/new.xml"), "-o", &output]);
    run.is_refused(&output).unwrap_or_else(|why| panic!("{why}"));
    assert_is_empty(scratch.path());
}

#[test]
fn nothing_is_written_when_a_draft_cannot_be_read() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let output = scratch.path().join("report.md").display().to_string();
    let bad = fixture("errors/cut-off.xml");
    billdiff(&[&bad, &fixture("cascade/new.xml"), "-o", &output])
        .is_refused(&bad)
        .unwrap_or_else(|why| panic!("{why}"));
    assert_is_empty(scratch.path());
}

#[test]
fn a_section_that_neither_draft_has_is_told_with_what_there_is() {
    let run = billdiff(&[&fixture("cascade/old.xml"), &fixture("cascade/new.xml"), "--section", "999"]);
    run.is_refused("999").unwrap_or_else(|why| panic!("{why}"));
    assert!(run.stderr.contains("Sec. 1 to Sec. 202"), "{}", run.stderr);
}

#[test]
fn wrong_arguments_are_refused_with_the_usage() {
    let good = fixture("cascade/old.xml");
    for arguments in [
        vec![&*good],
        vec!["--no-such-option"],
        vec![&good, &good, "--format", "papyrus"],
        vec![&good, &good, &good],
        vec!["outline"],
    ] {
        let run = billdiff(&arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}");
        assert_eq!(run.stdout, "", "{arguments:?}");
        assert!(run.stderr.contains("--help") || run.stderr.contains("Usage"), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn without_arguments_the_usage_is_told() {
    let run = billdiff(&[]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("Usage"), "{}", run.stderr);
}

#[test]
fn a_control_character_in_a_file_name_does_not_reach_the_terminal() {
    let run = billdiff(&["no\u{1b}[31mred.xml", &fixture("cascade/new.xml")]);
    assert_eq!(run.code, Some(2));
    assert!(!run.stderr.contains('\u{1b}'), "{:?}", run.stderr);
}

impl Run {
    /// A refusal that names `what`, says what to do in a second sentence, and does nothing else.
    fn is_refused(&self, what: &str) -> Result<(), String> {
        let said = self.stderr.trim_end();
        let advice = said.split_once(". ").map_or("", |(_, advice)| advice);
        match () {
            () if self.code != Some(2) => Err(format!("exit code {:?}: {said}", self.code)),
            () if !self.stdout.is_empty() => Err(format!("standard output: {}", self.stdout)),
            () if !said.contains(what) => Err(format!("does not name {what}: {said}")),
            () if said.lines().count() != 1 || !said.ends_with('.') => {
                Err(format!("is not one line of sentences: {said}"))
            }
            () if advice.len() < 12 => Err(format!("no advice: {said}")),
            () if said.contains("panicked") || said.contains("RUST_BACKTRACE") => Err(format!("a panic: {said}")),
            () => Ok(()),
        }
    }
}

fn fixture(path: &str) -> String {
    fixtures::root().join(path).display().to_string()
}

fn assert_is_empty(folder: &Path) {
    let left: Vec<_> = std::fs::read_dir(folder).expect("the folder can be listed").collect();
    assert!(left.is_empty(), "{left:?} was written");
}
