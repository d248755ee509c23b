//! What is known to be true of some real bills, read by hand. Needs the corpus.

use std::path::PathBuf;

use billdiff::Report;
use billdiff::report::model::Provision;

use crate::support::story::{head, story, units, words};
use crate::support::{corpus, report};

#[test]
fn hjres_37_one_section_added_two_redesignated() {
    let Some(report) = pair("116-hjres-37/rh.uslm.xml", "116-hjres-37/rfs.uslm.xml") else { return };
    assert_eq!((report.old.sections, report.new.sections), (5, 6));
    assert_eq!(
        story(&report),
        [
            "changed: sec. 1",
            "  added: (11)",
            "  added: (12)",
            "  added: (13)",
            "  added: (14)",
            "changed: sec. 2: [-refueling,-]{+refueling of,+}",
            "added: sec. 4",
            "redesignated: sec. 4 => sec. 5",
            "redesignated: sec. 5 => sec. 6",
        ]
    );
    let added = report.provisions.iter().find(|provision| provision.change == "added").and_then(Provision::side);
    let heading = added.and_then(|side| side.heading.clone()).unwrap_or_default();
    assert_eq!(heading.to_lowercase(), "rule of construction regarding intelligence sharing");
    assert_eq!(marked_words(one(&report, "changed: sec. 1"), "delete"), "", "words are only added to section 1");
}

#[test]
fn hr_8752_tells_of_the_floor_amendments_in_either_format() {
    for format in ["xml", "htm"] {
        let Some(report) = pair(&format!("118-hr-8752/rh.{format}"), &format!("118-hr-8752/eh.{format}")) else {
            return;
        };
        assert_eq!((report.old.sections, report.new.sections), (134, 148), "{format}");
        let sections: Vec<String> = units_of(&report, "section");
        let mut wanted: Vec<String> = [
            "changed: sec. 211",
            "changed: sec. 212",
            "changed: sec. 406",
            "dropped: sec. 413",
            "redesignated: sec. 414 => sec. 413",
            "changed: sec. 552",
        ]
        .map(str::to_owned)
        .to_vec();
        wanted.extend((553..=567).map(|number| format!("added: sec. {number}")));
        assert_eq!(sections, wanted, "{format}");

        let of = |cite: &str, op| marked_words(one(&report, &format!("changed: sec. {cite}")), op);
        assert!(
            of("211", "insert").contains("(reduced by $5,000,000) (increased by $5,000,000)"),
            "{format}: {}",
            of("211", "insert")
        );
        assert!(
            of("212", "insert").contains("including any barrier constructed by a State government"),
            "{format}: {}",
            of("212", "insert")
        );
        for new in ["may", "not more than", "who may receive a visa"] {
            assert!(of("406", "insert").contains(new), "{format}: {}", of("406", "insert"));
        }
        for old in ["shall", "visas available to qualifying"] {
            assert!(of("406", "delete").contains(old), "{format}: {}", of("406", "delete"));
        }
        assert!(
            of("552", "insert").contains("$0 (increased by $10,000,000)")
                || of("552", "insert").contains("(increased by $10,000,000)")
        );

        let accounts: Vec<&Provision> = report
            .provisions
            .iter()
            .filter(|provision| provision.level == "account" && !provision.is_quiet())
            .collect();
        assert_eq!(
            accounts.len(),
            14,
            "{format}: {:?}",
            accounts.iter().map(|account| head(account)).collect::<Vec<_>>()
        );
        assert!(accounts.iter().all(|account| account.change == "changed"));
        let inserted: String = accounts.iter().map(|account| marked_words(account, "insert") + " ").collect();
        assert_eq!(
            inserted.matches("(reduced by").count() + inserted.matches("(increased by").count(),
            75,
            "{format}: floor notes"
        );
    }
}

#[test]
fn hr_8752_tells_the_same_of_sections_and_accounts_across_formats() {
    let Some(first) = pair("118-hr-8752/rh.xml", "118-hr-8752/eh.xml") else { return };
    for (old, new) in [("htm", "htm"), ("xml", "htm"), ("htm", "xml")] {
        let Some(other) = pair(&format!("118-hr-8752/rh.{old}"), &format!("118-hr-8752/eh.{new}")) else { return };
        for level in ["section", "account"] {
            assert_eq!(units_of(&other, level), units_of(&first, level), "rh.{old} against eh.{new}");
        }
    }
}

#[test]
fn s_1582_sections_rewritten_by_the_senate() {
    let Some(report) = pair("119-s-1582/pcs.xml", "119-s-1582/es.xml") else { return };
    assert_eq!((report.old.sections, report.new.sections), (19, 20));
    let changed = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 16].map(|number| format!("changed: sec. {number}"));
    let rest =
        ["form only: sec. 17", "changed: sec. 18", "added: sec. 19", "form only, redesignated: sec. 19 => sec. 20"]
            .map(str::to_owned);
    assert_eq!(units(&report), [&changed[..], &rest[..]].concat());

    let story = story(&report);
    let inside = |section: &str| -> Vec<&String> {
        let from =
            story.iter().position(|line| line.ends_with(section)).unwrap_or_else(|| panic!("{section} is not told"));
        story[from + 1..].iter().take_while(|line| line.starts_with("  ")).collect()
    };
    let has = |section: &str, marks: &str, cite: &str| {
        let found = inside(section).iter().any(|line| {
            let (said, rest) = line.trim().split_once(": ").unwrap_or_default();
            said.split(", ").any(|mark| mark == marks)
                && (rest == cite || rest.starts_with(&format!("{cite}:")) || rest.starts_with(&format!("{cite}(")))
        });
        assert!(found, "{section}: no {cite} that is {marks}: {:#?}", inside(section));
    };
    has("sec. 8", "retitled", "(a)");
    has("sec. 3", "retitled", "(h)");
    has("sec. 8", "added", "(d)");
    has("sec. 11", "added", "(h)");
    for (section, heading) in [("sec. 8", "retitled: (a)"), ("sec. 3", "retitled: (h)")] {
        let moved: Vec<_> =
            inside(section).into_iter().filter(|line| line.contains(heading) && line.contains("moved")).collect();
        assert!(moved.is_empty(), "retitled, not moved: {moved:?}");
    }
    for subsection in ["(d)", "(e)"] {
        let whole = inside("sec. 16").iter().any(|line| {
            line.ends_with(&format!("dropped: {subsection}")) || line.ends_with(&format!("added: {subsection}"))
        });
        assert!(!whole, "16{subsection} is rewritten, not dropped and added");
        let told = one(&report, "changed: sec. 16").children.iter().any(|child| {
            child.change == "changed" && child.side().is_some_and(|side| side.cite == format!("Sec. 16{subsection}"))
        });
        assert!(told, "16{subsection} is changed: {:#?}", inside("sec. 16"));
    }
}

#[test]
fn the_same_text_issued_again_or_passed_has_no_differences() {
    let pairs = [
        ("119-s-1582/es.xml", "119-s-1582/enr.xml", 20),
        ("119-s-5/es.xml", "119-s-5/enr.xml", 3),
        ("118-hr-3935/eas.xml", "118-hr-3935/enr.xml", 482),
        ("116-hr-264/eh.uslm.xml", "116-hr-264/pcs.uslm.xml", 0),
        ("116-hr-1037/eh.uslm.xml", "116-hr-1037/rfs.uslm.xml", 0),
        ("116-s-2731/ips.uslm.xml", "116-s-2731/rcs.uslm.xml", 0),
        ("116-sconres-13/es.uslm.xml", "116-sconres-13/ats.uslm.xml", 0),
        ("118-hr-8774/eh.htm", "118-hr-8774/pcs.htm", 0),
        ("118-hr-8580/eh.htm", "118-hr-8580/pcs.htm", 0),
    ];
    let mut complaints = Vec::new();
    for (old, new, sections) in pairs {
        let Some(report) = pair(old, new) else { return };
        complaints.extend(units(&report).into_iter().map(|line| format!("{old} -> {new}: {line}")));
        assert!(report.new.words > 50 && report.old.words == report.new.words, "{new}");
        assert!(sections == 0 || report.new.sections == sections, "{new}: {} sections", report.new.sections);
    }
    crate::support::assert_none(&complaints);
}

#[test]
fn s_269_a_rewritten_subsection_is_changed() {
    let Some(report) = pair("119-s-269/is.xml", "119-s-269/es.xml") else { return };
    assert_eq!(units(&report), ["changed: sec. 2"]);
    let child = |letter: &str| {
        let children = &one(&report, "changed: sec. 2").children;
        children
            .iter()
            .find(|child| child.side().is_some_and(|side| side.cite == format!("Sec. 2{letter}")))
            .unwrap_or_else(|| panic!("2{letter} is not told"))
    };
    assert_eq!((child("(a)").change.as_str(), child("(c)").change.as_str()), ("changed", "changed"));
    assert_eq!(words(&child("(c)").edits), "[-28,-]{+27,+}");
    assert_ne!(child("(b)").change, "unchanged");
}

/// The report of two files of the corpus, or nothing after having said so.
fn pair(old: &str, new: &str) -> Option<Report> {
    let root: PathBuf = corpus::root(&format!("{old} against {new}"))?;
    Some(report(&corpus::read(&root, old), &corpus::read(&root, new)))
}

/// What happened to units of one level.
fn units_of(report: &Report, level: &str) -> Vec<String> {
    report.provisions.iter().filter(|provision| provision.level == level && !provision.is_quiet()).map(head).collect()
}

/// The one unit that is told so.
fn one<'r>(report: &'r Report, line: &str) -> &'r Provision {
    let mut found = report.provisions.iter().filter(|provision| head(provision) == line);
    let one = found.next().unwrap_or_else(|| panic!("{line} is not told: {:?}", units(report)));
    assert!(found.next().is_none(), "{line} is told twice");
    one
}

/// All words deleted or inserted, in order.
fn marked_words(provision: &Provision, op: &str) -> String {
    let marked = provision.edits.iter().filter(|edit| edit.op == op && !edit.form);
    marked.flat_map(|edit| edit.text.split_whitespace()).collect::<Vec<_>>().join(" ")
}
