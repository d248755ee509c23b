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

/// Reads a passage: whatever stands in it is read by the outline parser alone.
fn passage(text: &str) -> billdiff::bill::Bill {
    let options = billdiff::ReadOptions { from: Some(billdiff::bill::Format::Passage), ..Default::default() };
    billdiff::read_bytes("passage.txt", text.as_bytes(), &options).expect("a passage")
}

/// Nothing inside it was matched, and it has no heading: nothing said that it is itself.
#[test]
fn a_title_of_its_number_alone_was_dropped_and_added_against_itself() {
    for text in ["TITLE I\n", "CHAPTER 1\nDIVISION B--OARS\n"] {
        let bill = passage(text);
        assert_eq!(story(&report(&bill, &bill)), [""; 0], "{text}");
    }
}

/// A quotation, a paragraph or the number of a preamble where no section was open belonged to no unit, and no report told of it.
#[test]
fn words_beside_all_sections_were_in_no_unit() {
    let section = "<section><enum>1.</enum><text>Oars.</text></section>";
    let paragraph = "<paragraph><enum>(1)</enum><text>Sails.</text></paragraph>";
    let quoted = "<quoted-block><paragraph><enum>(2)</enum><text>Keels.</text></paragraph></quoted-block>";
    for body in [
        format!("{paragraph}{section}"),
        format!("{section}{paragraph}"),
        format!("{quoted}{section}{quoted}"),
        format!("<title><enum>I</enum>{section}{paragraph}{quoted}</title>{paragraph}"),
        format!("<title><enum>I</enum><paragraph><enum>(3)</enum>{section}</paragraph>{paragraph}</title>"),
    ] {
        let bill = crate::support::read_text("draft.xml", &format!("<bill><legis-body>{body}</legis-body></bill>"));
        let report = report(&bill, &bill);
        crate::support::assert_none(&crate::holds::drafts::units_hold_every_word_once(&bill));
        crate::support::assert_none(&crate::holds::drafts::edits_rebuild_both_sides(&bill, &bill, &report));
    }
    let numbered =
        "<resolution><preamble><enum>A</enum><whereas><text>Whereas it rains.</text></whereas></preamble></resolution>";
    crate::support::assert_none(&crate::holds::drafts::units_hold_every_word_once(&crate::support::read_text(
        "r.xml", numbered,
    )));
    crate::support::assert_none(&crate::holds::drafts::units_hold_every_word_once(&passage("``\n\n``;")));
}

/// The figure was looked for beyond the last word of the draft, and the program fell over.
#[test]
fn a_draft_that_ends_in_a_floor_note_cut_off_was_a_panic() {
    for end in ["(reduced", "(increased by", "$", "(decreased by $"] {
        let xml = format!(
            "<bill><legis-body><section><enum>1.</enum><text>For oars, $5,000,000 {end}</text></section></legis-body></bill>"
        );
        let bill = crate::support::read_text("draft.xml", &xml);
        assert!(report(&bill, &bill).is_quiet(), "{end}");
    }
}

/// Only the first mark was taken off; the XML's reader passes over the second, and every place was three bytes off.
#[test]
fn a_second_byte_order_mark_was_a_panic_or_another_place() {
    let xml = "<bill><legis-body><section><enum>1.</enum><text>\u{e9}\u{1f600}</text></section></legis-body></bill>";
    let [one, two] =
        ["\u{feff}", "\u{feff}\u{feff}"].map(|marks| crate::support::read_text("draft.xml", &format!("{marks}{xml}")));
    assert_eq!(one.provisions.last().expect("a section").place, two.provisions.last().expect("a section").place);
    assert_eq!(one.text, two.text);
}

/// What turns the direction of writing, or has no width, stood in the message as it stood in the file.
#[test]
fn characters_that_nobody_sees_were_printed_in_messages() {
    for odd in ['\u{200e}', '\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}'] {
        let broken = format!("<bill><legis-body><sec{odd}tion></section></legis-body></bill>");
        let error = billdiff::read_bytes("draft.xml", broken.as_bytes(), &Default::default())
            .expect_err("it is broken")
            .to_string();
        assert!(!error.contains(odd) && error.contains('\u{fffd}'), "{error:?}");
    }
    let told = crate::support::command::billdiff(&["text", "no\u{202e}such.xml"]);
    assert!(!told.stderr.contains('\u{202e}'), "{:?}", told.stderr);
}
