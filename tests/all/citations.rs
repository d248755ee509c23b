//! What becomes of citations when what they cite is renumbered or dropped.

use crate::support::{fixtures, report};

fn told(case: &str) -> Vec<String> {
    let case = fixtures::case(case);
    let told = report(&case.read("old", "xml"), &case.read("new", "xml"));
    let lines = told.references.iter().map(|reference| {
        let became = reference.became.as_ref().map(|became| format!(", now {became}")).unwrap_or_default();
        format!("{} in {}: {}{became}", reference.cite, reference.place, reference.status)
    });
    lines.collect()
}

#[test]
fn citations_left_behind_are_stale_or_dangling_and_another_laws_are_left_alone() {
    assert_eq!(
        told("citations-left-behind"),
        [
            "section 5(b) in Sec. 2(2): followed",
            "section 5 in Sec. 4(a): stale, now Sec. 6",
            "section 4(a) in Sec. 6: followed",
            "section 7 in Sec. 7: stale",
            "section 4(b) in Sec. 7: stale, now Sec. 5(b)",
            "section 4(c) in Sec. 7: dangling, now Sec. 5(c)",
        ]
    );
}
