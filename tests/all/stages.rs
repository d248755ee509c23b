//! One text as it is printed at each stage of a bill (`fixtures/intelligence-authorization/stages`): read from
//! any of these prints, it has the provisions and the words of the XML.

use billdiff::bill::{Bill, Level};
use billdiff::{ReadOptions, compare, read_bytes};

use crate::support::fixtures::{case, root};
use crate::support::story::story;
use crate::support::{read_as, report};

/// Prints that lack nothing of the text: file, and who the bill says it is.
const WHOLE: [(&str, &str); 8] = [
    ("enr.htm", "H.R. 9403, 121st Congress; enr; -"),
    ("pl.htm", "H.R. 9403, 121st Congress; pl; 2030-12-03"),
    ("eas.htm", "H.R. 9403, 121st Congress; eas; 2030-11-21"),
    ("rh.htm", "H.R. 9403, 121st Congress; rh; 2030-09-09"),
    ("indentation-lost.txt", "H.R. 9403, 121st Congress; eh; 2030-09-18"),
    ("congressional-record.txt", "H.R. 9403; -; -"),
    ("congress-gov-txt.html", "H.R. 9403, 121st Congress; eh; 2030-09-18"),
    ("congress-gov-formatted.html", "H.R. 9403, 121st Congress; eh; 2030-09-18"),
];

/// All prints.
pub fn names() -> impl Iterator<Item = &'static str> {
    WHOLE.iter().map(|(name, _)| *name).chain(["one-line.txt", "eas-fragment.htm"])
}

fn stage(name: &str) -> Bill {
    // Without a folder's name that would tell what the print itself must tell.
    read_as(&root().join("intelligence-authorization/stages").join(name), "draft")
}

fn engrossed_xml() -> Bill {
    case("intelligence-authorization").read("new", "xml")
}

fn levels(bill: &Bill) -> Vec<(Level, bool)> {
    bill.provisions.iter().map(|provision| (provision.level, provision.quoted)).collect()
}

fn identity(bill: &Bill) -> String {
    let or_none = |told: Option<&str>| told.unwrap_or("-").to_owned();
    let front = &bill.front;
    let code = or_none(front.version.as_ref().map(|code| code.as_str()));
    format!("{}; {code}; {}", front.citation().unwrap_or_default(), or_none(front.date.as_deref()))
}

#[test]
fn the_text_of_every_stage_is_that_of_the_xml() {
    let xml = engrossed_xml();
    for (name, who) in WHOLE {
        let print = stage(name);
        // Designations, headings in capitals, words, and the nesting by indentation.
        assert_eq!(print.canonical_text(), xml.canonical_text(), "{name}");
        assert_eq!(levels(&print), levels(&xml), "{name}");
        assert_eq!(identity(&print), who, "{name}");
        assert_eq!(print.contents.len(), xml.contents.len(), "{name}");
        assert_eq!(story(&report(&xml, &print)), [""; 0], "{name}");
    }
}

#[test]
fn a_copy_on_one_line_has_all_provisions_that_bear_a_number() {
    let (xml, print) = (engrossed_xml(), stage("one-line.txt"));
    let numbered = |bill: &Bill| -> Vec<String> {
        let flush = |level| matches!(level, Level::Continuation);
        let own = bill.provisions.iter().filter(|provision| !flush(provision.level));
        own.map(|provision| format!("{:?} {}", provision.level, bill.slice(provision.designation))).collect()
    };
    assert_eq!(numbered(&print), numbered(&xml));
    let words = |bill: &Bill| bill.text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&print), words(&xml), "no word is lost or made");
    assert_eq!(identity(&print), "H.R. 9403, 121st Congress; eh; 2030-09-18");
    // Two flush texts of the XML cannot be told from the items before them, and the reader says so.
    assert_eq!(print.provisions.len() + 2, xml.provisions.len());
}

#[test]
fn what_a_copy_has_lost_is_noted() {
    let codes = |bill: &Bill| bill.notes.iter().map(|note| note.code).collect::<Vec<_>>();
    for name in ["one-line.txt", "indentation-lost.txt", "congressional-record.txt"] {
        assert_eq!(codes(&stage(name)), ["layout-lost"], "{name}");
    }
    for name in ["enr.htm", "pl.htm", "eas.htm", "congress-gov-txt.html", "congress-gov-formatted.html"] {
        assert_eq!(codes(&stage(name)), [""; 0], "{name}");
    }
}

#[test]
fn the_struck_text_of_a_reported_bill_is_read_where_it_is_asked_for() {
    let path = root().join("intelligence-authorization/stages/rh.htm");
    let bytes = std::fs::read(&path).expect("the fixture");
    let options = ReadOptions { side: billdiff::read::Side::Struck, ..Default::default() };
    let struck = read_bytes("draft", &bytes, &options).expect("it holds struck text");
    let introduced = case("intelligence-authorization").read("old", "htm");
    // Added words have no mark in this format: they follow the struck ones, and the note says so.
    assert_eq!(struck.section_count(), introduced.section_count() + engrossed_xml().section_count());
    assert!(struck.canonical_text().starts_with(&introduced.canonical_text()), "the struck text comes first");
    assert_eq!(struck.notes[0].code, "added-text-kept");
    assert_eq!(stage("rh.htm").notes[0].code, "struck-text-set-aside");
}

#[test]
fn amendments_that_leave_the_rest_standing_are_a_fragment() {
    let part = stage("eas-fragment.htm");
    assert!(part.front.fragment);
    assert_eq!(identity(&part), "H.R. 9403, 121st Congress; eas; 2030-11-21");
    let wanted = "\
SEC. 104. RESERVE FUND FOR STATIONS.— The Director may draw $5,000,000 from the Account for stations outside the United States.
  (2) On page 6, line 2, strike \"quarterly\" and insert \"monthly\".
SEC. 505. TERMINATION.— This Act ceases to have effect on the date that is 6 years after the date of its enactment.
";
    assert_eq!(part.canonical_text(), wanted);
    assert!(part.notes[0].message.contains("2 instructions are set aside"), "{}", part.notes[0].message);
    for whole in [engrossed_xml(), stage("enr.htm"), stage("eas.htm")] {
        assert!(compare(&whole, &part).is_err_and(|error| error.to_string().contains("only amends a bill")));
        assert!(compare(&part, &whole).is_err());
        assert!(compare(&part, &part).is_ok());
    }
}
