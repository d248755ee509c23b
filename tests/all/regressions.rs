//! Named by what went wrong.

use crate::support::report;
use crate::support::story::story;

/// A draft of one section that holds so much that its inside was not looked at.
fn long_section(paragraphs: usize, word: &str) -> String {
    let mut xml =
        String::from("<bill><legis-body><section><enum>1.</enum><header>Definitions</header><text>In this Act:</text>");
    for at in 1..=paragraphs {
        let word = if at == 100 { word } else { "harbor" };
        xml.push_str(&format!(
            "<paragraph><enum>({at})</enum><text>The term number {at} means the {word} and the lighthouse of the commissioner of district {at}, \
             with every buoy, mole, and landing stage that stood within 3 miles of either on January 1, 2030.</text></paragraph>"
        ));
    }
    xml + "</section></legis-body></bill>"
}

#[test]
fn a_section_of_more_than_20_000_words_against_itself_was_told_as_deleted_and_inserted() {
    let bill = crate::support::read_text("long.xml", &long_section(1_000, "harbor"));
    assert!(bill.word_count() > 20_000);
    let report = report(&bill, &bill);
    assert!(report.provisions.iter().flat_map(|provision| &provision.edits).all(|edit| edit.op == "equal"));
}

#[test]
fn a_word_changed_in_a_section_of_more_than_20_000_words_is_one_word_told() {
    let [old, new] = ["harbor", "pier"].map(|word| crate::support::read_text("long.xml", &long_section(1_000, word)));
    assert_eq!(story(&report(&old, &new)), ["changed: sec. 1", "  changed: (100): [-harbor-]{+pier+}"]);
}

#[test]
fn empty_headings_that_stand_twice_were_added_and_dropped_against_themselves() {
    let heading = "<appropriations-major><header>Department of Harbors</header></appropriations-major>";
    let account = |name: &str, sum: u32| {
        format!(
            "<appropriations-small><header>{name}</header><text>For the {name} of the harbors, ${sum},000, to remain available until expended.</text></appropriations-small>"
        )
    };
    let xml = format!(
        "<bill><legis-body><title><enum>I</enum>{heading}{}{heading}{}</title></legis-body></bill>",
        account("dredging", 100),
        account("lighting", 200)
    );
    let bill = crate::support::read_text("twice.xml", &xml);
    assert_eq!(story(&report(&bill, &bill)), [""; 0]);
}

#[test]
fn sections_that_say_the_same_were_added_dropped_and_moved_against_themselves() {
    for count in [12, 25, 64, 200] {
        let section = |number: u32| format!("<section><enum>{number}.</enum><text>Reserved.</text></section>");
        let sections: String = (1..=count).map(section).collect();
        let bill =
            crate::support::read_text("reserved.xml", &format!("<bill><legis-body>{sections}</legis-body></bill>"));
        assert_eq!(story(&report(&bill, &bill)), [""; 0], "{count} sections");
    }
}

/// Each unit of each division was paired with every division that said the same: 16,000 of them took minutes and
/// gigabytes. Here it ends, or the limit of the command's patience does.
#[test]
fn divisions_that_all_say_the_same_are_not_paired_all_with_all() {
    let division = |at: usize| {
        format!(
            "<division><enum>D{at}</enum><section><enum>1.</enum><text>None of the funds made available by this Act may be used so.</text></section></division>"
        )
    };
    let body: String = (0..16_000).map(division).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("draft.xml");
    std::fs::write(&path, format!("<bill><legis-body>{body}</legis-body></bill>")).expect("written");
    let path = path.display().to_string();
    let told = crate::support::command::billdiff(&[&path, &path]);
    assert!(told.stdout.contains("No differences. 16,000 sections"), "{}{}", told.stdout, told.stderr);
}

/// Each citation looked through all the paragraphs beside it.
#[test]
fn paragraphs_that_all_cite_each_other_are_found_by_number() {
    let paragraph = |at: usize| {
        format!("<paragraph><enum>({at})</enum><text>as in paragraph ({})</text></paragraph>", at * 7 % 16_000 + 1)
    };
    let body: String = (1..=16_000).map(paragraph).collect();
    let source =
        format!("<bill><legis-body><section><enum>1.</enum><text>That is:</text>{body}</section></legis-body></bill>");
    let bill = billdiff::read_bytes("draft.xml", source.as_bytes(), &Default::default()).expect("a bill");
    let found = bill.references();
    assert_eq!((found.len(), found.iter().filter(|reference| reference.target.is_some()).count()), (16_000, 16_000));
}
