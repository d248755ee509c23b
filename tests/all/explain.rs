//! Why provisions were matched, and matches that the reader overrules.

use serde_json::Value;

use crate::support::command::billdiff;
use crate::support::fixtures;

fn draft(case: &str, name: &str) -> String {
    fixtures::root().join(case).join(name).display().to_string()
}

fn told(case: &str, arguments: &[&str]) -> crate::support::command::Run {
    let (old, new) = (draft(case, "old.xml"), draft(case, "new.xml"));
    billdiff(&[&[old.as_str(), new.as_str()], arguments].concat())
}

fn sections(run: &crate::support::command::Run) -> Vec<Value> {
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    report["provisions"].as_array().expect("provisions").clone()
}

#[test]
fn a_number_borne_by_two_sections_is_explained_for_both() {
    let run = told("intelligence-authorization", &["--explain", "403"]);
    assert!(run.stdout.contains("Sec. 403  Sharing of intelligence with Mexico and Canada\n  dropped: no counterpart"));
    assert!(run.stdout.contains("Sec. 404 -> Sec. 403") && run.stdout.contains("identical text, 1.00 alike"));
}

#[test]
fn a_pair_overrules_the_matching_and_the_report_says_so() {
    let run = told("intelligence-authorization", &["--format", "json", "--pair", "403=403", "--pair", "404=none"]);
    let pair = sections(&run).into_iter().find(|unit| unit["match"]["method"] == "told by --pair").expect("the pair");
    assert_eq!((&pair["old"]["cite"], &pair["new"]["cite"]), (&"Sec. 403".into(), &"Sec. 403".into()));
    let dropped: Vec<_> = sections(&run).into_iter().filter(|unit| unit["change"] == "dropped").collect();
    assert_eq!(dropped.len(), 1);
    assert_eq!(dropped[0]["old"]["cite"], "Sec. 404");
    let screen = told("intelligence-authorization", &["--pair", "403=403"]).stdout;
    assert!(screen.contains("old Sec. 403 is matched with new Sec. 403 because --pair says so"), "{screen}");
}

#[test]
fn pairs_that_cannot_be_made_are_refused() {
    for (pairs, said) in [
        (&["--pair", "403"][..], "written OLD=NEW"),
        (&["--pair", "none=none"], "written OLD=NEW"),
        (&["--pair", "999=403"], "the old draft has no section 999"),
        (&["--pair", "403=999"], "the new draft has no section 999"),
        (&["--pair", "403=403", "--pair", "403=501"], "in another --pair already"),
    ] {
        let run = told("intelligence-authorization", pairs);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{pairs:?}");
        assert!(run.stderr.contains(said), "{pairs:?}: {}", run.stderr);
    }
}

#[test]
fn what_a_match_rests_on_adds_up_to_what_is_needed() {
    let mut weighed = 0;
    for case in fixtures::cases() {
        let (old, new) = (draft(&case.name, "old.xml"), draft(&case.name, "new.xml"));
        let run = billdiff(&[&old, &new, "--format", "json"]);
        if run.code != Some(0) {
            continue;
        }
        for unit in sections(&run) {
            let Some(reasons) = unit["match"]["reasons"].as_array() else { continue };
            let sum: f64 = reasons.iter().filter_map(|reason| reason["worth"].as_f64()).sum();
            assert!(sum > 0.57, "{}: {unit}", case.name);
            weighed += 1;
        }
    }
    assert!(weighed > 0, "no fixture has a match that was weighed");
}
