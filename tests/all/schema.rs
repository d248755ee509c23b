//! The JSON Schema that `billdiff schema` prints is true of every report, describes every key, and lets no mistake pass.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::show::each_object;
use crate::support::command::billdiff;
use crate::support::fixtures::{case, cases, root};
use crate::support::{assert_none, corpus};

fn schema() -> Value {
    schema_of("report")
}

fn schema_of(document: &str) -> Value {
    let run = billdiff(&["schema", document]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    serde_json::from_str(&run.stdout).expect("the schema is JSON")
}

fn validator(schema: &Value) -> Validator {
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::meta::validate(schema).expect("the schema is a schema");
    jsonschema::validator_for(schema).expect("the schema is a schema")
}

/// The golden reports of all fixtures, by path.
fn golden() -> Vec<(String, Value)> {
    let mut reports = Vec::new();
    for case in cases() {
        let file = case.folder.join("expected").join(case.first_format()).join("report.json");
        // Two drafts that cannot be compared have none.
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        reports.push((file.display().to_string(), serde_json::from_str(&text).expect("a golden report is JSON")));
    }
    assert!(reports.len() >= 10, "{} golden reports", reports.len());
    reports
}

fn complaints(validator: &Validator, reports: &[(String, Value)]) -> Vec<String> {
    let of = |(name, report): &(String, Value)| -> Vec<String> {
        validator.iter_errors(report).map(|error| format!("{name}: {error} at {}", error.instance_path())).collect()
    };
    reports.iter().flat_map(of).collect()
}

#[test]
fn every_golden_report_is_as_the_schema_says() {
    assert_none(&complaints(&validator(&schema()), &golden()));
}

#[test]
fn every_key_of_every_golden_report_is_in_the_schema() {
    let mut strict = schema();
    each_object(&mut strict, &mut |object| {
        if object.contains_key("properties") {
            object.insert("additionalProperties".to_owned(), json!(false));
        }
    });
    let strict = validator(&strict);
    assert_none(&complaints(&strict, &golden()));
    let mut other = golden().remove(0);
    other.1["provisions"][0]["unheard_of"] = json!(1);
    assert_eq!(complaints(&strict, &[other]).len(), 1, "the strict schema is strict");
}

#[test]
fn a_key_of_a_later_release_is_no_mistake() {
    let mut report = golden().remove(0).1;
    each_object(&mut report, &mut |object| {
        object.insert("unheard_of".to_owned(), json!(1));
    });
    assert!(validator(&schema()).is_valid(&report));
}

#[test]
fn a_report_with_a_mistake_is_not_as_the_schema_says() {
    let validator = validator(&schema());
    let file = root().join("intelligence-authorization/expected/xml/report.json");
    let report: Value = serde_json::from_str(&std::fs::read_to_string(file).expect("it is there")).expect("JSON");
    let mistakes = [
        ("/schema_version", json!(2)),
        ("/schema_version", json!("1")),
        ("/old/sha256", json!(null)),
        ("/new/words", json!(-1)),
        ("/old/notes", json!(null)),
        ("/summary/changed", json!("8")),
        ("/summary/sections/added", json!(1.5)),
        ("/provisions/0/change", json!("edited")),
        ("/provisions/0/old", json!("Sec. 1")),
        ("/provisions/0/edits/0/op", json!("replace")),
        ("/provisions/0/edits/0/text", json!(7)),
        ("/provisions/0/new/location/line", json!("4")),
        ("/provisions/0/new/path", json!("Title I")),
        ("/redesignations/0", json!(["Sec. 404", "Sec. 403"])),
        ("/references/0/status", json!("fine")),
    ];
    for (place, mistake) in mistakes {
        let mut wrong = report.clone();
        *wrong.pointer_mut(place).unwrap_or_else(|| panic!("there is no {place}")) = mistake.clone();
        assert!(!validator.is_valid(&wrong), "{place} = {mistake} passes");
    }
    for (place, key) in [
        ("", "summary"),
        ("", "provisions"),
        ("/old", "path"),
        ("/summary", "form_only"),
        ("/summary/sections", "form_only"),
        ("/provisions/0", "id"),
        ("/provisions/0", "old"),
        ("/provisions/0/edits/0", "text"),
        ("/provisions/0/new", "cite"),
        ("/references/0", "where"),
    ] {
        let mut wrong = report.clone();
        let object = wrong.pointer_mut(place).and_then(Value::as_object_mut).unwrap_or_else(|| panic!("no {place}"));
        assert!(object.remove(key).is_some(), "{place} has no {key}");
        assert!(!validator.is_valid(&wrong), "{place} without {key} passes");
    }
}

#[test]
fn every_history_is_as_its_schema_says_and_has_no_other_keys() {
    let histories: Vec<(String, Value)> = crate::history::fixtures()
        .into_iter()
        .map(|folder| {
            let file = folder.join("expected/history.json");
            let text = std::fs::read_to_string(&file).expect("there is a golden history");
            (file.display().to_string(), serde_json::from_str(&text).expect("a golden history is JSON"))
        })
        .collect();
    let mut schema = schema_of("history");
    assert_none(&complaints(&validator(&schema), &histories));
    // The keys of a version are those of a document and its own, which only both together can name.
    each_object(&mut schema, &mut |object| {
        if object.contains_key("properties") && !object.contains_key("allOf") {
            object.insert("additionalProperties".to_owned(), json!(false));
        }
    });
    assert_none(&complaints(&validator(&schema), &histories));
    let mut wrong = histories[0].1.clone();
    wrong["provisions"][0]["stages"][0]["status"] = json!("gone");
    assert!(!validator(&schema).is_valid(&wrong));
}

#[test]
fn every_key_is_described_in_the_schema_and_in_the_documentation() {
    let page = std::fs::read_to_string(root().join("../docs/json.md")).expect("docs/json.md is there");
    let named: BTreeSet<&str> = page.split(['`', '"']).collect();
    let mut missing = Vec::new();
    let mut schemas = json!([schema(), schema_of("history")]);
    each_object(&mut schemas, &mut |object| {
        let Some(Value::Object(properties)) = object.get("properties") else { return };
        for (key, property) in properties {
            if property.get("description").is_none() && property.get("$ref").is_none() {
                missing.push(format!("{key} has no description in the schema"));
            }
            if !named.contains(key.as_str()) {
                missing.push(format!("docs/json.md does not tell of {key}"));
            }
        }
    });
    assert_none(&missing);
}

#[test]
fn reports_of_real_bills_are_as_the_schema_says() {
    let Some(root) = corpus::root("reports_of_real_bills_are_as_the_schema_says") else { return };
    let validator = validator(&schema());
    let pairs = corpus::listed_pairs(&root, "changed");
    assert_none(&crate::support::over(&pairs, |(old, new)| {
        let report = crate::support::report(&crate::support::read(old), &crate::support::read(new));
        let report = serde_json::to_value(&report).expect("the model can be written");
        complaints(&validator, &[(old.display().to_string(), report)])
    }));
}

#[test]
fn the_lines_of_ndjson_are_the_parts_of_the_report() {
    let case = case("intelligence-authorization");
    let report = crate::support::report(&case.read("old", "xml"), &case.read("new", "xml"));
    let lines = billdiff::report::ndjson::write(&report);
    let mut lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    let mut wanted: Value = serde_json::from_str(&billdiff::report::json::write(&report)).expect("JSON");
    let mut head = lines.remove(0);
    assert_eq!((&head["record"], &head["records"]), (&json!("report"), &json!(lines.len())));
    let parts = [
        ("provisions", "provision"),
        ("redesignations", "redesignation"),
        ("references", "reference"),
        ("amounts", "amount"),
    ];
    for (list, record) in parts {
        let of_kind = lines.iter().filter(|line| line["record"] == record).cloned();
        let told: Vec<Value> = of_kind
            .map(|mut line| {
                line.as_object_mut().expect("a line is an object").remove("record");
                line
            })
            .collect();
        assert!(!told.is_empty(), "{record}");
        head[list] = json!(told);
    }
    let head = head.as_object_mut().expect("the head is an object");
    head.remove("record");
    head.remove("records");
    assert_eq!(json!(head), wanted.take());
}
