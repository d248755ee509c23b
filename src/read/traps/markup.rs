//! Traps of XML.

use super::{bill_xml, codes, dtd, read_as, tree, units, uslm};
use crate::read::{ReadOptions, Side, read_bytes};

#[test]
fn trap_26_a_paragraph_on_its_subsections_line_is_inside_it() {
    let bill = dtd("<section><enum>2.</enum><header>Oars</header><subsection><enum>(c)</enum>\
                    <paragraph display-inline=\"yes-display-inline\"><enum>(1)</enum><text>To row.</text></paragraph></subsection></section>");
    assert_eq!(tree(&bill), "section 2\n  subsection c\n    paragraph 1\n");
}

#[test]
fn trap_27_a_paragraph_tagged_a_level_too_deep_is_a_sibling() {
    let bill = dtd("<section><enum>2.</enum><subsection><enum>(c)</enum><paragraph><enum>(1)</enum><text>One.</text>\
                    <subparagraph indent=\"up2\"><enum>(2)</enum><text>Two.</text></subparagraph></paragraph></subsection></section>");
    assert_eq!(tree(&bill), "section 2\n  subsection c\n    paragraph 1\n    paragraph 2\n");
}

#[test]
fn trap_28_an_empty_enumerator_is_none() {
    let bill = dtd("<section><enum>2.</enum><text>Lists:</text><subsection><enum/><text>Oars.</text></subsection>\
                    <subsection><enum> </enum><text>Sails.</text></subsection></section>");
    assert_eq!(tree(&bill), "section 2\n  subsection Oars.\n  subsection Sails.\n");
}

#[test]
fn trap_29_an_odd_enumerator_of_quoted_law_is_kept_as_it_is() {
    let bill = dtd(
        "<section><enum>2.</enum><text>Insert:</text><quoted-block><subsection><enum>9.(a)</enum><text>Rule.</text></subsection>\
                    <after-quoted-block>.</after-quoted-block></quoted-block></section>",
    );
    assert_eq!(bill.slice(bill.provisions[3].designation), "9.(a)");
    assert_eq!(units(&bill), ["Sec. 2"]);
}

#[test]
fn trap_30_a_number_with_spaces_around_it_is_trimmed() {
    let bill = dtd(
        "<section><enum>2.</enum><text>Lists:</text><subsection><enum> (1)</enum><text>Oars.</text></subsection></section>",
    );
    assert_eq!(bill.slice(bill.provisions[2].designation), "(1)");
    assert_eq!(bill.cite(2), "Sec. 2(1)");
}

#[test]
fn trap_31_numbers_that_stand_twice_are_kept_twice() {
    let items: String = ["1", "2", "1", "2", "3"]
        .iter()
        .map(|n| format!("<paragraph><enum>({n})</enum><text>Item.</text></paragraph>"))
        .collect();
    let bill = dtd(&format!(
        "<section><enum>2.</enum><subsection><enum>(c)</enum><text>Lists:</text>{items}</subsection></section>"
    ));
    assert_eq!(
        tree(&bill),
        "section 2\n  subsection c\n    paragraph 1\n    paragraph 2\n    paragraph 1\n    paragraph 2\n    paragraph 3\n"
    );
}

#[test]
fn trap_32_an_entry_of_the_contents_is_no_section_whatever_its_level_says() {
    let bill = dtd(
        "<section><enum>1.</enum><header>Contents</header><toc><toc-entry level=\"section\">Title I—Oars</toc-entry></toc></section>",
    );
    assert_eq!((units(&bill), bill.contents.len()), (vec!["Sec. 1".to_owned()], 1));
}

#[test]
fn trap_33_dublin_core_names_the_wrong_congress() {
    let source = "<bill><metadata><dublinCore><dc:title>115 HR 92 IH: Oars</dc:title></dublinCore></metadata>\
                  <form><congress>117th CONGRESS</congress></form><legis-body><section><enum>1.</enum><text>X.</text></section></legis-body></bill>";
    let front = read_as("draft.xml", source, Side::Current).front;
    assert_eq!(front.congress, Some(117));
    // What nothing else tells is taken from it.
    assert_eq!((front.number, front.version.as_ref().map(|code| code.as_str())), (Some(92), Some("ih")));
}

#[test]
fn trap_34_of_two_bodies_the_struck_one_is_the_old_text() {
    let body = |changed: &str, word: &str| {
        format!(
            "<legis-body changed=\"{changed}\" reported-display-style=\"x\"><section><enum>1.</enum><text>{word}.</text></section></legis-body>"
        )
    };
    let source = format!("<bill>{}{}</bill>", body("deleted", "Old"), body("added", "New"));
    assert_eq!(read_as("rs.xml", &source, Side::Current).canonical_text(), "SEC. 1. New.\n");
    assert_eq!(read_as("rs.xml", &source, Side::Struck).canonical_text(), "SEC. 1. Old.\n");
}

#[test]
fn trap_35_a_body_that_is_all_added_is_the_text() {
    let source =
        "<bill><legis-body changed=\"added\"><section><enum>1.</enum><text>New.</text></section></legis-body></bill>";
    let bill = read_as("rh.xml", source, Side::Current);
    assert_eq!((bill.canonical_text().as_str(), codes(&bill).len()), ("SEC. 1. New.\n", 0));
}

#[test]
fn trap_36_several_committees_texts_are_alternatives() {
    let component = |origin: &str, word: &str| {
        format!(
            "<component changed=\"added\" origin=\"{origin}\"><main><section identifier=\"/us/bill/118/hr/77/s1\"><num value=\"1\">SEC. 1. </num><content>{word}.</content></section></main></component>"
        )
    };
    let all = [component("#A00", "Oars"), component("#B00", "Sails"), component("#C00", "Buoys")].concat();
    let bill = uslm(&format!("<collection>{all}</collection>"));
    assert_eq!(bill.canonical_text(), "SEC. 1. Buoys.\n");
    assert_eq!(codes(&bill), ["alternative-texts"]);
}

#[test]
fn trap_37_print_marks_are_no_part_of_a_number() {
    let bill = uslm(
        "<section><num value=\"1\">SECTION 1 </num><heading>OARS.</heading><content>Add: <quotedContent><subparagraph>\
                     <num value=\"E\">“(E) </num><content>row.”</content></subparagraph></quotedContent>.</content></section>",
    );
    assert_eq!((bill.number(1), bill.number(3)), ("1", "E"));
}

#[test]
fn trap_38_soft_hyphens_pages_and_side_notes_of_a_law_are_no_text() {
    let bill = uslm(
        "<section><num value=\"1\">SEC. 1. </num><sidenote><p>Deadline.</p></sidenote><content>The House of Representa\u{ad}tives, on \
                     <page>129 STAT. 40</page>reception<sidenote><p>1 USC 1.</p></sidenote>, acts.</content></section>",
    );
    assert_eq!(bill.canonical_text(), "SEC. 1. The House of Representatives, on reception, acts.\n");
}

#[test]
fn trap_39_what_follows_tells_a_clause_from_the_ninth_subsection() {
    let read = |last: &str| {
        super::gpo(&format!(
            "SEC. 2. X.\n\n(h) Oars.--\n(1) The keeper shall--\n(A) row;\n(i) by day;\n({last}) by night.\n"
        ))
    };
    let levels = |last| tree(&read(last)).lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
    assert_eq!(levels("ii")[4..], ["clause i", "clause ii"]);
    assert_eq!(levels("j")[4..], ["subsection i", "subsection j"]);
}

#[test]
fn trap_40_a_list_of_sections_of_another_title_is_text() {
    let bill = super::gpo(
        "SEC. 401. X.\n\n    The duties under sections 401, 402, and \n2561 of title 10, United States Code, and under \nsection 401 of the Boats Act are kept.\n",
    );
    assert_eq!(units(&bill), ["Sec. 401"]);
    assert_eq!(tree(&bill), "section 401\n");
}

#[test]
fn trap_41_an_amendment_that_adds_at_the_end_is_a_fragment() {
    let amendment = |instruction: &str| {
        format!(
            "<amendment-doc amend-type=\"engrossed-amendment\"><engrossed-amendment-body><section section-type=\"resolved\"><text>That the bill \
             do pass with the following</text></section><amendment><amendment-instruction><text>{instruction}</text></amendment-instruction>\
             <amendment-block><section><enum>9.</enum><text>Oars.</text></section></amendment-block></amendment></engrossed-amendment-body></amendment-doc>"
        )
    };
    let read = |instruction: &str| read_as("eas.xml", &amendment(instruction), Side::Current);
    let part = read("At the end, add the following:");
    assert_eq!((part.front.fragment, part.canonical_text().as_str()), (true, "SEC. 9. Oars.\n"));
    assert!(!read("Strike all after the enacting clause and insert the following:").front.fragment);
}

#[test]
fn trap_49_a_body_without_text_is_told_and_crashes_nothing() {
    for source in [bill_xml(""), "<bill><legis-body id=\"X\"/></bill>".to_owned(), "<bill/>".to_owned()] {
        let error = read_bytes("draft.xml", source.as_bytes(), &ReadOptions::default()).unwrap_err();
        assert!(error.to_string().contains("no legal text"), "{error}");
    }
}
