//! Text of a bill stays text in every output, and no shape of a draft makes the program hang or fall over.

use std::fmt::Write;

use billdiff::report::{Convention, Layout, Output, Three, outline, three_columns, write};
use billdiff::{ReadOptions, Report, read_bytes};
use pulldown_cmark::{BlockQuoteKind, Event, Options, Parser, Tag};

use crate::holds::terminal::{is_obeyed, without_ours};
use crate::support::fixtures::{case, cases};
use crate::support::{read_text, report};

/// Outputs that a terminal shows.
const TERMINAL: [Output; 4] = [Output::Summary, Output::Redline, Output::SideBySide, Output::Narrate];

/// Elements that Markdown reports write themselves.
const OURS: [&str; 13] = [
    "<details>",
    "</details>",
    "<summary>",
    "</summary>",
    "<ins>",
    "</ins>",
    "<del>",
    "</del>",
    "<b>",
    "</b>",
    "<sub>",
    "</sub>",
    "<code>",
];

#[test]
fn terminal_outputs_hold_no_character_that_a_terminal_obeys() {
    for case in cases() {
        let format = case.first_format();
        let (old, new) = (case.read("old", format), case.read("new", format));
        let mut outputs = vec![outline::write(&old), outline::write(&new), old.canonical_text(), new.canonical_text()];
        if let Ok(comparison) = billdiff::compare(&old, &new) {
            let report = Report::new(&comparison);
            for all in [false, true] {
                let layout = Layout { all, ..Layout::default() };
                outputs.extend(TERMINAL.map(|output| write(&report, output, &layout)));
                // What is styled and linked holds the escapes of the report, and no other.
                for convention in [Convention::Signs, Convention::Ramseyer] {
                    let layout = Layout { color: true, convention, links_from: Some("/".into()), ..layout.clone() };
                    outputs.extend(TERMINAL.map(|output| without_ours(&write(&report, output, &layout))));
                    let three = Three::new(report.clone(), report.clone());
                    outputs.push(without_ours(&three_columns::write(&three, &layout)));
                }
            }
        }
        for output in outputs {
            assert_eq!(output.chars().find(|c| is_obeyed(*c)), None, "{}: {output}", case.name);
        }
    }
}

#[test]
fn titles_of_the_report_and_paths_are_as_harmless_as_its_words() {
    let draft = |word: &str| {
        format!(
            "<bill><form><legis-num>H. R. 1</legis-num><official-title>To &#x9b;31m &#x202e; stay &lt;img src=x&gt; @octocat #1</official-title></form>\
             <legis-body><section><enum>1.</enum><header>&lt;b&gt; @octocat</header><text>{word}</text></section></legis-body></bill>"
        )
    };
    let old = read_text("a\u{1b}[31m`@octocat`<b>.xml", &draft("One word."));
    let new = read_text("b|#1|.xml", &draft("Another word."));
    let report = report(&old, &new);
    for output in TERMINAL {
        let told = write(&report, output, &Layout::default());
        assert!(!told.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{told}");
        let linked = Layout { color: true, links_from: Some("/\u{1b}\\x".into()), ..Layout::default() };
        let told = without_ours(&write(&report, output, &linked));
        assert!(!told.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{told}");
    }
    assert_is_only_ours(&write(&report, Output::Markdown, &Layout::default()), "made up");
}

#[test]
fn markdown_holds_no_markup_but_its_own() {
    for case in cases() {
        let format = case.first_format();
        let (old, new) = (case.read("old", format), case.read("new", format));
        let Ok(comparison) = billdiff::compare(&old, &new) else { continue };
        assert_is_only_ours(&write(&Report::new(&comparison), Output::Markdown, &Layout::default()), &case.name);
    }
    // Every word of the hostile draft in the report: as added, as dropped, and in a heading.
    let hostile = case("hostile-text").read("new", "xml");
    let blank = read_text(
        "blank.xml",
        "<bill><legis-body><section><enum>99.</enum><text>Nothing else.</text></section></legis-body></bill>",
    );
    for report in [report(&blank, &hostile), report(&hostile, &blank)] {
        assert!(report.summary.sections.added + report.summary.sections.dropped > 6);
        assert_is_only_ours(&write(&report, Output::Markdown, &Layout::default()), "all of the hostile draft");
    }
}

/// Reads Markdown with every extension there is: what is born of it is what the report itself writes.
fn assert_is_only_ours(markdown: &str, name: &str) {
    let (mut headings, mut alerts) = (0, 0);
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let mut rest = html.trim();
                while let Some(at) = rest.find('<') {
                    let own = OURS
                        .iter()
                        .chain(&["</code>", "<!-- -->", "<!-- billdiff:report v=1 -->"])
                        .find(|own| rest[at..].starts_with(**own));
                    let own = own.unwrap_or_else(|| panic!("{name}: HTML of another: {html}"));
                    rest = &rest[at + own.len()..];
                }
            }
            Event::Start(Tag::Heading { .. }) => headings += 1,
            Event::Start(
                Tag::Paragraph
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell
                | Tag::Strong
                | Tag::HtmlBlock,
            ) => {}
            Event::Start(Tag::BlockQuote(Some(BlockQuoteKind::Warning))) => alerts += 1,
            Event::Start(tag) => panic!("{name}: {tag:?} was born"),
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {
                panic!("{name}: {event:?} was born")
            }
            Event::Text(_) | Event::SoftBreak | Event::HardBreak | Event::End(_) => {}
        }
    }
    assert_eq!(headings, 1, "{name}: one heading, the report's own");
    let wanted = usize::from(markdown.contains("\n> [!WARNING]\n"));
    assert_eq!(alerts, wanted, "{name}: at most one alert, the report's own");
    assert!(markdown.matches("[!WARNING]").count() == wanted, "{name}: an alert of another");
    for (at, c) in markdown.char_indices().filter(|(_, c)| matches!(c, '@' | '#')) {
        let rest = &markdown[at..];
        let own = rest.starts_with("### Bill comparison") || rest.starts_with("## Bill") || rest.starts_with("# Bill");
        let entity = c == '#' && markdown[..at].ends_with('&');
        assert!(own || entity, "{name}: a raw {c} in {}", rest.chars().take(40).collect::<String>());
    }
    let tables: Vec<usize> =
        markdown.lines().filter(|line| line.starts_with("| ")).map(|line| line.matches('|').count()).collect();
    assert!(tables.iter().all(|bars| matches!(bars, 4..=6)), "{name}: a cell too many: {tables:?}");
    assert_eq!(markdown.matches("<details>").count(), markdown.matches("</details>").count(), "{name}");
}

#[test]
fn json_holds_the_text_as_it_stands() {
    let hostile = case("hostile-text");
    let report = report(&hostile.read("old", "xml"), &hostile.read("new", "xml"));
    let json = write(&report, Output::Json, &Layout::default());
    let back: Report = serde_json::from_str(&json).expect("the JSON report is the model");
    assert_eq!(back, report);
    let text: String =
        back.provisions.iter().flat_map(|provision| &provision.edits).map(|edit| edit.text.as_str()).collect();
    assert!(text.contains("</ins><script>alert(4)</script>"));
    assert_eq!(json.lines().count(), 1, "one line, so that it can be appended to a log");
}

#[test]
fn ten_thousand_levels_of_nesting_are_read_with_every_word() {
    let depth = 10_000;
    let mut xml = String::from("<bill><legis-body><section><enum>1.</enum>");
    for level in 0..depth {
        let _ = write!(xml, "<paragraph><enum>(1)</enum><text>w{level}</text>");
    }
    xml.push_str(&"</paragraph>".repeat(depth));
    xml.push_str("</section></legis-body></bill>");
    match read_bytes("deep.xml", xml.as_bytes(), &ReadOptions::default()) {
        Ok(bill) => {
            assert!(bill.canonical_text().contains(&format!("w{}", depth - 1)));
            assert!(report(&bill, &bill).is_quiet());
        }
        Err(error) => assert!(error.to_string().contains("deep.xml"), "{error}"),
    }
}

#[test]
fn thousands_of_sections_that_say_the_same_are_paired_in_order() {
    let draft = |count: usize| {
        let mut xml = String::from("<bill><legis-body>");
        for number in 1..=count {
            let _ = write!(xml, "<section><enum>{number}.</enum><text>Reserved.</text></section>");
        }
        xml + "</legis-body></bill>"
    };
    let (old, new) = (read_text("old.xml", &draft(3_000)), read_text("new.xml", &draft(3_001)));
    assert!(report(&old, &old).is_quiet());
    let sections = report(&old, &new).summary.sections;
    assert_eq!((sections.unchanged, sections.added, sections.dropped, sections.changed), (3_000, 1, 0, 0));
}

#[test]
fn a_word_of_a_million_letters_is_compared() {
    let draft = |word: &str| {
        format!(
            "<bill><legis-body><section><enum>1.</enum><text>The word {word} ends.</text></section></legis-body></bill>"
        )
    };
    let long = "a".repeat(1_000_000);
    let report = report(&read_text("old.xml", &draft(&long)), &read_text("new.xml", &draft(&(long.clone() + "b"))));
    assert_eq!(report.summary.sections.changed, 1);
    for output in TERMINAL.into_iter().chain([Output::Markdown]) {
        assert!(!write(&report, output, &Layout::default()).is_empty());
    }
}
