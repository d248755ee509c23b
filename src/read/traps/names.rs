//! Traps of file names, and of the order of versions.

use super::{bill_xml, read_as};
use crate::bill::{FrontMatter, VersionCode};
use crate::read::Side;

const SECTION: &str = "<section><enum>1.</enum><text>X.</text></section>";

/// A document that tells nothing of itself, by its name.
fn named(name: &str) -> FrontMatter {
    read_as(name, &format!("<bill><legis-body>{SECTION}</legis-body></bill>"), Side::Current).front
}

#[test]
fn trap_42_the_drafting_offices_hr_is_a_house_resolution() {
    assert_eq!(named("HR1000_IH.XML").citation().as_deref(), Some("H.Res. 1000"));
    assert_eq!(named("H1000_IH.XML").citation().as_deref(), Some("H.R. 1000"));
    // A document that knows better is believed.
    assert_eq!(
        read_as("HR77_IH.XML", &bill_xml(SECTION), Side::Current).front.citation().as_deref(),
        Some("H.R. 77, 118th Congress")
    );
}

#[test]
fn trap_43_a_number_after_the_version_is_its_printing() {
    let front = named("BILLS-115hr1eas2.xml");
    let version = front.version.unwrap();
    assert_eq!((version.as_str(), version.name()), ("eas2", Some("Engrossed Amendment Senate")));
    assert_eq!(version.is_later_than(&VersionCode::parse("eas").unwrap(), true), Some(true));
}

#[test]
fn trap_44_placed_on_a_calendar_comes_first_or_after_engrossment() {
    assert_eq!(named("118-hr-8774/pcs.xml").is_later_than(&named("118-hr-8774/eh.xml")), Some(true));
    assert_eq!(named("112-s-3454/pcs.xml").is_later_than(&named("112-s-3454/es.xml")), Some(false));
}
