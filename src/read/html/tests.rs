//! The HTML reader on whole pages of our own wording.

use crate::bill::{Bill, Format, Level};
use crate::read::{ReadOptions, Side, read_bytes};

fn read(source: &str) -> Bill {
    read_bytes("draft.htm", source.as_bytes(), &ReadOptions::default()).unwrap()
}

/// The canonical text of a body set after an enacting clause.
fn text(body: &str) -> String {
    let page = format!(
        "<!DOCTYPE html><html><head><title>H. R. 12 (Reported-in-House)</title></head><body class=\"lbexBody\">\
         <div style=\"text-align:center\"><span class=\"lbexSimplecap\">118th CONGRESS</span><br>2d Session</div>\
         <div style=\"text-align:center\"><span class=\"lbexLegisNum\">H. R. 12</span></div>\
         <div style=\"text-align:center\">July 9, 2024</div><div style=\"text-align:center\">A BILL</div>\
         <p class=\"lbexHangWithMargin\">To count lighthouses.</p>\
         <p class=\"lbexIndent\"><em>Be it enacted by the Senate and House of Representatives of the\n\
         United States of America in Congress assembled, </em>{body}</p><hr></body></html>"
    );
    read(&page).canonical_text()
}

/// The head of a section as GPO's stylesheet writes it.
fn head(number: &str, heading: &str) -> String {
    format!(
        "<p class=\"lbexHangWithMargin\"><a id=\"x\"> </a><span class=\"lbexSectionlevelOLC\">{number}</span>\
         <span class=\"lbexSectionlevelOLC\"> <span class=\"lbexAllcap\">{heading}</span>.</span></p>"
    )
}

#[test]
fn headings_keep_the_letters_they_were_typed_in() {
    let source = format!(
        "<html><body>{}<p class=\"lbexIndent\">Every lighthouse counts.</p>",
        head("SEC. 2.", "Count of lighthouses")
    );
    let bill = read(&source);
    assert_eq!(bill.front.format, Format::Html);
    assert_eq!((bill.number(1), bill.heading(1)), ("2", "Count of lighthouses"));
    assert_eq!(bill.canonical_text(), "SEC. 2. COUNT OF LIGHTHOUSES.— Every lighthouse counts.\n");
}

#[test]
fn front_matter_comes_from_the_page() {
    let source = "<html><head><title>S. 7 (Engrossed-in-Senate)</title></head><body><p>119th CONGRESS</p><p>S. 7</p><p>A BILL</p>\
                  <p>To mend bridges.</p><p>Be it enacted by the Senate, in Congress assembled,</p><p>SECTION 1. NAME.</p><p>Text.</p>\
                  <p>Passed the Senate March 4, 2025.</p><p>Attest:</p>";
    let bill = read(source);
    assert_eq!(bill.front.citation().as_deref(), Some("S. 7, 119th Congress"));
    assert_eq!(bill.front.version.as_ref().map(|code| code.as_str()), Some("es"));
    assert_eq!(
        (bill.front.title.as_deref(), bill.front.date.as_deref()),
        (Some("To mend bridges."), Some("2025-03-04"))
    );
    assert_eq!(bill.canonical_text(), "SEC. 1. NAME.— Text.\n");
}

#[test]
fn nested_paragraphs_are_provisions_and_text_after_them_is_flush() {
    let body = head("SECTION 1.", "Lamps")
        + "<p class=\"lbexIndent\">(a) <span class=\"lbexSectionLevelOLCnuclear\">In general</span>.&mdash;The keeper shall&mdash;\
           <p style=\"margin-left: 0em;\"><p class=\"lbexIndentParagraph\">(1) light the lamp; and</p></p>\
           <p style=\"margin-left: 0em;\"><p class=\"lbexIndentParagraph\">(2) <span>R</span>EPORTS.&mdash;report,</p></p>\
           but only at night.</p><p class=\"lbexIndent\">(b) Oil is paid for.</p>";
    let wanted = "SEC. 1. LAMPS\n  (a) IN GENERAL.— The keeper shall—\n    (1) light the lamp; and\n    (2) REPORTS.— report,\n    \
                  but only at night.\n  (b) Oil is paid for.\n";
    assert_eq!(text(&body), wanted);
}

#[test]
fn quoted_law_stays_in_its_block() {
    let body = head("SEC. 2.", "New rule")
        + "<p class=\"lbexIndent\">Section 9 of the Lamp Act is amended by adding at the end the following:\
           <p class=\"lbexIndent\"><p class=\"lbexHangWithMargin\"><b><span>&ldquo;<span class=\"lbexEnumUcs\">&sect; </span>9a.</span> <span> Oil and wicks</span></b></p>\
           <p class=\"lbexIndent\">&ldquo;(a) The term &lsquo;oil&rsquo; means oil.</p><p class=\"lbexIndent\">&ldquo;(b) No wick is oil.&rdquo;.</p></p></p>"
        + &head("SEC. 3.", "Next");
    let wanted = "SEC. 2. NEW RULE.— Section 9 of the Lamp Act is amended by adding at the end the following:\n    SEC. 9a. OIL AND WICKS\n      \
                  (a) The term 'oil' means oil.\n      (b) No wick is oil.\n  .\nSEC. 3. NEXT\n";
    assert_eq!(text(&body), wanted);
}

#[test]
fn a_contents_list_is_none_of_the_sections() {
    let entry =
        |text: &str| format!("<span><span class=\"lbexTocSectionOLC\"><br><a href=\"#x\">{text}</a></span></span>");
    let title = |text: &str| {
        format!("<span><div style=\"text-align:center\" class=\"lbexTocDivisionOLC\">{text}<p></p></div></span>")
    };
    let body = head("SECTION 1.", "Short title; table of contents")
        + "<p class=\"lbexIndent\">(b) The table of contents for this Act is as follows:<p></p>"
        + &entry("Sec. 1. Short title; table of contents.")
        + &title("TITLE I&mdash;LAMPS")
        + &title("Subtitle A&mdash;Miscellaneous")
        + &entry("Sec. 101. Wicks.")
        + &title("TITLE II&mdash;BOATS")
        + &title("Subtitle A&mdash;Miscellaneous")
        + &entry("Sec. 201. Oars.")
        + "</p><p><div style=\"text-align:center\"><span>TITLE I</span>&mdash;<span class=\"lbexAllcap\">Lamps</span></div></p>\
           <p><div style=\"text-align:center\">subtitle A&mdash;Miscellaneous</div></p>"
        + &head("SEC. 101.", "Wicks");
    let text = text(&body);
    assert!(text.ends_with("TITLE I LAMPS\n  SUBTITLE A MISCELLANEOUS\n    SEC. 101. WICKS\n"), "{text}");
    assert_eq!(text.matches("101").count(), 1, "{text}");
}

#[test]
fn appropriations_headings_by_their_classes() {
    let body = "That the following sums are appropriated:<p><div style=\"text-align:center\"><span>TITLE I</span></div></p>\
                <div class=\"lbexHeaderAppropMajor\">Department of Lamps</div><div class=\"lbexHeaderAppropIntermediate\">Office of Oil</div>\
                <div class=\"lbexHeaderAppropSmall\">Salaries and expenses</div><p class=\"lbexIndent\">For salaries, $5.</p>\
                <p class=\"lbexIndent\">Sec. 101. No oil is free.</p>";
    let wanted = "That the following sums are appropriated:\nTITLE I DEPARTMENT OF LAMPS\n  OFFICE OF OIL\n    SALARIES AND EXPENSES.— For salaries, $5.\n    \
                  SEC. 101. No oil is free.\n";
    assert_eq!(text(body), wanted);
}

#[test]
fn a_page_of_congress_gov_holds_the_bill_in_an_element_of_its_own() {
    let page = |inner: &str| {
        format!(
            "<!-- saved from url=(0028)https://www.congress.gov/ -->\n<!DOCTYPE html><html><body><nav>Home</nav><p>SEC. 9. MENU.</p>\
             {inner}<p>About this site</p></body></html>"
        )
    };
    let html = page("<div class=\"generated-html-container\"><p>A BILL</p><p>SECTION 1. OARS.</p><p>Row.</p></div>");
    assert_eq!(read(&html).canonical_text(), "SEC. 1. OARS.— Row.\n");
    let pre = page(
        "<pre id=\"billTextContainer\">\n[Congressional Bills 118th Congress]\n[H.R. 3 Introduced in House (IH)]\n\nSECTION 1. OARS.\n\n    Row.\n</pre>",
    );
    assert_eq!(read(&pre).canonical_text(), "SEC. 1. OARS.— Row.\n");
    assert_eq!(read(&pre).front.format, Format::GpoText);
}

#[test]
fn struck_passages_are_set_aside_with_a_note_or_read() {
    let body = "<html><body><p>SEC. 2. OARS.</p><p>Row <span class=\"lbexTextStrikethrough\">slowly</span> on.</p>";
    let bill = read(body);
    assert_eq!(bill.canonical_text(), "SEC. 2. OARS.— Row on.\n");
    assert_eq!(bill.notes[0].code, "struck-text-set-aside");
    let struck =
        read_bytes("draft.htm", body.as_bytes(), &ReadOptions { side: Side::Struck, ..Default::default() }).unwrap();
    assert_eq!(struck.canonical_text(), "SEC. 2. OARS.— Row slowly on.\n");
}

#[test]
fn html_without_a_bill_is_refused() {
    for source in ["<html><body><p>A recipe for soup.</p></body></html>", "<!DOCTYPE html>", "<html"] {
        let error = read_bytes("soup.htm", source.as_bytes(), &ReadOptions::default()).unwrap_err();
        assert!(error.to_string().contains("no text of a bill"), "{error}");
    }
}

/// New HTML files of the corpus named by `BILLDIFF_CORPUS`: where there is a contents list, the sections are
/// those it lists.
#[test]
fn real_files_have_the_sections_of_their_contents_list() {
    let Ok(root) = std::env::var("BILLDIFF_CORPUS") else {
        return eprintln!("skipped: BILLDIFF_CORPUS names no folder of bills");
    };
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().filter_map(Result::ok);
    for file in files.filter(|file| file.path().extension().is_some_and(|end| end == "htm" || end == "html")) {
        let Ok(source) = std::fs::read_to_string(file.path()) else { continue };
        if !source.contains("lbexBody") {
            continue;
        }
        let bill = read(&source);
        let listed = |entry: &String| Some(entry.strip_prefix("Sec. ")?.split_once(". ")?.0.to_owned());
        let listed: Vec<String> = bill.contents.iter().filter_map(listed).collect();
        let sections = bill.provisions.iter().enumerate().filter(|(_, p)| p.unit && p.level == Level::Section);
        let numbers: Vec<&str> = sections.map(|(id, _)| bill.number(id as u32)).collect();
        assert!(!numbers.is_empty(), "{}", file.path().display());
        assert!(listed.is_empty() || listed == numbers, "{}", file.path().display());
    }
}
