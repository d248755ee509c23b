//! A saved report tells in every form what the fresh one told, and a file that is none is refused.

use std::panic::catch_unwind;

use billdiff::report::{Layout, Output, saved, write};
use billdiff::{Report, compare};
use serde_json::{Value, json};

use crate::support::command::{billdiff, command};
use crate::support::fixtures::{self, case, cases};
use crate::support::{assert_none, over};

/// Every form of a report.
pub const OUTPUTS: [Output; 15] = [
    Output::Summary,
    Output::Redline,
    Output::SideBySide,
    Output::Narrate,
    Output::Amounts,
    Output::Csv,
    Output::Markdown,
    Output::Html,
    Output::Json,
    Output::Ndjson,
    Output::Explain { selected: false },
    Output::Explain { selected: true },
    Output::Concordance,
    Output::References,
    Output::Fingerprints,
];

#[test]
fn a_saved_report_of_every_fixture_tells_the_same_bytes_in_every_form() {
    let cases = cases();
    let pairs: Vec<_> = cases.iter().flat_map(|case| case.pairings().map(move |(old, new)| (case, old, new))).collect();
    assert_none(&over(&pairs, |(case, old, new)| {
        let (old, new) = (case.read("old", old), case.read("new", new));
        let Ok(comparison) = compare(&old, &new) else { return Vec::new() };
        told_again(&Report::new(&comparison))
    }));
}

/// What a report tells otherwise after it was saved and read back.
pub fn told_again(report: &Report) -> Vec<String> {
    let mut complaints = Vec::new();
    for form in [Output::Json, Output::Ndjson] {
        let saved = write(report, form, &Layout::default());
        let back = saved::read("report.json", saved.as_bytes()).expect("a report of our own is read");
        if back != *report {
            complaints.push(format!("{form:?} is another report when it is read back"));
        }
        for output in OUTPUTS {
            for all in [false, true] {
                let layout = Layout { all, notes: all, ..Layout::default() };
                if write(&back, output, &layout) != write(report, output, &layout) {
                    complaints.push(format!("{output:?} from {form:?} differs, all: {all}"));
                }
            }
        }
    }
    complaints
}

#[test]
fn the_command_tells_a_saved_report_as_it_tells_the_drafts() {
    let (old, new) = paths("intelligence-authorization");
    let scratch = tempfile::tempdir().expect("a scratch folder");
    for suffix in ["json", "ndjson", "jsonl"] {
        let file = scratch.path().join(format!("report.{suffix}")).display().to_string();
        assert_eq!(billdiff(&[&old, &new, "-o", &file]).code, Some(0));
        for options in [
            &[][..],
            &["--redline", "--section", "403"],
            &["-f", "markdown", "--max-bytes", "3000"],
            &["-f", "html"],
            &["-f", "json"],
            &["-f", "ndjson"],
            &["--concordance", "--all"],
            &["--explain", "403"],
            &["--exit-code", "--color", "always"],
        ] {
            let fresh = billdiff(&[&[&*old, &*new], options].concat());
            let shown = billdiff(&[&["show", &*file], options].concat());
            assert_eq!(
                (shown.code, shown.stdout, shown.stderr),
                (fresh.code, fresh.stdout, fresh.stderr),
                "{options:?}"
            );
        }
        let piped = command().args(["show", "-"]).pipe_stdin(&file).expect("the report").output().expect("it runs");
        assert_eq!(String::from_utf8_lossy(&piped.stdout), billdiff(&[&old, &new]).stdout);
    }
}

#[test]
fn a_report_that_powershell_saved_is_read() {
    let report = small();
    let json = write(&report, Output::Json, &Layout::default());
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(json.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(saved::read("report.json", &utf16).expect("UTF-16 with its mark"), report);
}

#[test]
fn what_a_later_release_adds_is_passed_over() {
    let report = small();
    let mut json: Value = serde_json::to_value(&report).expect("the model can be written");
    each_object(&mut json, &mut |object| {
        object.insert("of_a_later_release".to_owned(), json!({"x": [1, null, "y"]}));
    });
    // Counts by kind: a key is a kind there.
    for counts in ["/summary/signals", "/amount_coverage/left_out"] {
        json.pointer_mut(counts).and_then(Value::as_object_mut).map(|counts| counts.remove("of_a_later_release"));
    }
    assert_eq!(saved::read("report.json", json.to_string().as_bytes()).expect("keys that are not known"), report);
    let mut lines = write(&report, Output::Ndjson, &Layout::default());
    lines = lines.replacen("\"records\":", "\"later\":1,\"records\":1", 1);
    let records = lines.lines().count() - 1;
    lines = lines.replacen(&format!("\"records\":1{records}"), &format!("\"records\":{}", records + 1), 1);
    lines.push_str("{\"record\":\"of_a_later_release\",\"x\":1}\n");
    assert_eq!(saved::read("report.ndjson", lines.as_bytes()).expect("records that are not known"), report);
}

#[test]
fn a_file_that_is_no_report_is_refused_with_what_it_is() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let (old, new) = paths("cascade");
    let report = billdiff(&[&old, &new, "-f", "json"]).stdout;
    let lines = billdiff(&[&old, &new, "-f", "ndjson"]).stdout;
    let outline = billdiff(&["outline", &old, "-f", "json"]).stdout;
    let version_2 = report.replacen("\"schema_version\":1", "\"schema_version\":2", 1);
    let edited = report.replacen("\"change\":\"", "\"change\":\"re", 1);
    let no_side = report.replacen("\"old\":{\"ordinal\"", "\"old\":null,\"was\":{\"ordinal\"", 1);
    let other_lines = report.replacen("\"depths\":[", "\"depths\":[0,", 1);
    let last_line = &lines[..lines.trim_end().rfind('\n').expect("many lines")];
    let headless = &lines[lines.find('\n').expect("many lines") + 1..];
    let twice = lines.repeat(2);
    let (open, close) = ("[{\"children\":".repeat(10_000), "}]".repeat(10_000));
    let deep = report.replacen("\"provisions\":", &format!("\"provisions\":{open}0{close},\"rest\":"), 1);
    let long = format!("{{\"schema_version\":1,\"tool\":\"{}\",\"summary\":{{}}}}", "long\\u001b[31m ".repeat(10_000));
    let cases: [(&str, &str, &str); 22] = [
        ("empty", " \n", "the file is empty"),
        ("version", &version_2, "the report is of version 2, and this program reads version 1"),
        ("other", "{\"name\": \"x\"}", "this is JSON, but no report of billdiff"),
        ("list", "[1, 2]", "this is no JSON, no saved report"),
        ("outline", &outline, "this is the outline of one draft, no report"),
        ("cut", &report[..report.len() / 2], "it was cut off"),
        ("cut-lines", last_line, "lines follow the head, which says"),
        ("headless", headless, "the beginning is missing"),
        ("twice", &twice, "the file holds 2 reports"),
        ("two", &report.repeat(2), "the JSON is broken: trailing characters"),
        ("broken", "{\"schema_version\":1,,}", "the JSON is broken"),
        ("edited", &edited, "no change is called"),
        ("side", &no_side, "its old or new side does not agree"),
        ("lines", &other_lines, "its lines are not those of its words"),
        ("deep", &deep, "recursion limit"),
        ("long", &long, "this is no report of version 1: invalid type"),
        ("string", "{\"schema_version\":\"1\"}", "this is JSON, but no report"),
        ("huge", "{\"schema_version\":1e999}", "number out of range"),
        ("xml", "<bill/>", "this is XML, no saved report"),
        ("page", "<!DOCTYPE html><html><body>x</body></html>", "this is a web page, no saved report"),
        ("pdf", "%PDF-1.7", "this is a PDF, no saved report"),
        ("prose", "The quick brown fox", "this is no JSON, no saved report"),
    ];
    for (name, text, wanted) in cases {
        let file = scratch.path().join(name).display().to_string();
        std::fs::write(&file, text).expect("a scratch file");
        let run = billdiff(&["show", &file]);
        run.is_refused(&file).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert!(run.stderr.contains(wanted), "{name}: {}", run.stderr);
        assert!(run.stderr.len() < 600 + file.len(), "{name}: {}", run.stderr);
    }
    let missing = scratch.path().join("missing.json").display().to_string();
    assert!(billdiff(&["show", &missing]).stderr.contains("cannot be read"));
}

#[test]
fn no_cut_of_a_saved_report_is_taken_for_a_whole_one() {
    let report = small();
    for form in [Output::Json, Output::Ndjson] {
        let saved = write(&report, form, &Layout::default());
        let saved = saved.trim_end().as_bytes();
        for at in (0..saved.len()).step_by(7).chain([saved.len() - 1]) {
            assert!(saved::read("report.json", &saved[..at]).is_err(), "{form:?} cut after {at} bytes");
        }
    }
}

#[test]
fn no_value_in_a_saved_report_makes_the_program_fall_over() {
    let case = case("intelligence-authorization");
    let mut report = crate::support::report(&case.read("old", "pdf"), &case.read("new", "pdf"));
    report.notes.push("a note".to_owned());
    let report = serde_json::to_value(&report).expect("the model can be written");
    // One place of every kind: what differs in the place in its list alone is the same to a reader.
    let mut places = std::collections::BTreeMap::new();
    for place in leaves(&report) {
        let kind: Vec<&str> = place.split('/').map(|key| if key.parse::<u32>().is_ok() { "*" } else { key }).collect();
        places.entry(kind.join("/")).or_insert(place);
    }
    assert!(places.len() > 100, "{places:?}");
    let values = [
        json!(null),
        json!(""),
        json!("\n\u{202e}\u{1b}[31m</details>| # "),
        json!(u64::MAX),
        json!(u32::MAX),
        json!(-1),
        json!(0),
        json!(1e308),
        json!([]),
        json!({}),
        json!(true),
    ];
    let places: Vec<&String> = places.values().collect();
    assert_none(&over(&places, |place| {
        let mut complaints = Vec::new();
        for value in &values {
            let mut hostile = report.clone();
            *hostile.pointer_mut(place).expect("it is there") = value.clone();
            let Ok(read) = saved::read("report.json", hostile.to_string().as_bytes()) else { continue };
            for output in OUTPUTS {
                if catch_unwind(|| write(&read, output, &Layout::default())).is_err() {
                    complaints.push(format!("{place} = {value}: {output:?} fell over"));
                }
            }
        }
        complaints
    }));
}

/// Pointers to all that is no object or list, and to every list and object itself but the whole.
fn leaves(value: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let mut open = vec![(String::new(), value)];
    while let Some((place, value)) = open.pop() {
        if !place.is_empty() {
            out.push(place.clone());
        }
        match value {
            Value::Object(object) => open.extend(object.iter().map(|(key, value)| (format!("{place}/{key}"), value))),
            Value::Array(list) => {
                open.extend(list.iter().enumerate().map(|(at, value)| (format!("{place}/{at}"), value)));
            }
            _ => {}
        }
    }
    out.sort();
    out
}

/// Does something to every object.
pub fn each_object(value: &mut Value, act: &mut impl FnMut(&mut serde_json::Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            object.values_mut().for_each(|inner| each_object(inner, act));
            act(object);
        }
        Value::Array(list) => list.iter_mut().for_each(|inner| each_object(inner, act)),
        _ => {}
    }
}

fn small() -> Report {
    let case = case("cascade");
    crate::support::report(&case.read("old", "xml"), &case.read("new", "xml"))
}

fn paths(case: &str) -> (String, String) {
    let folder = fixtures::root().join(case);
    (folder.join("old.xml").display().to_string(), folder.join("new.xml").display().to_string())
}
