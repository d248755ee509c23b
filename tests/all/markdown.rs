//! Markdown as a reader of GitHub's Markdown sees it: nothing of a bill is markup, tables are tables, and the size holds.

use billdiff::report::{Layout, Output, write};
use billdiff::{Report, compare};

use crate::holds::gfm::of_report;
use crate::support::fixtures::{case, cases};
use crate::support::{assert_none, corpus, over, read, read_text, report};

#[test]
fn every_fixture_is_text_and_tables_in_every_size() {
    let cases = cases();
    let pairs: Vec<_> = cases.iter().flat_map(|case| case.pairings().map(move |(old, new)| (case, old, new))).collect();
    assert_none(&over(&pairs, |(case, old, new)| {
        let (old, new) = (case.read("old", old), case.read("new", new));
        let Ok(comparison) = compare(&old, &new) else { return Vec::new() };
        let report = Report::new(&comparison);
        [usize::MAX, 60_000, 6_000, 3_000, 2_000].iter().flat_map(|&size| of_report(&report, size)).collect()
    }));
}

#[test]
fn nothing_of_a_bill_becomes_markup_wherever_it_stands() {
    let hostile = [
        "@octocat",
        "#123",
        "octo/cat#1",
        "GH-12",
        ":x: :+1:",
        "| a | b |",
        "<ins>in</ins>",
        "<!-- hidden -->",
        "`code`",
        "``` fence",
        "- item",
        "* item",
        "+ item",
        "1. item",
        "2) item",
        "- [ ] task",
        "http://example.invalid",
        "www.example.invalid",
        "a@example.invalid",
        "mailto:a@example.invalid",
        "[^1] and [x](y)",
        "[^1]: note",
        "![i](j)",
        "**bold** __bold__ _it_",
        "~~struck~~",
        "$x$ $$y$$",
        "# head",
        "===",
        "---",
        "> quote",
        "> [!NOTE]",
        "&amp; &#64;octocat",
        "\\* \\@octocat",
        "    indented",
        "</details>",
        "x^y^z",
        "<https://example.invalid>",
    ];
    let xml = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let draft = |texts: &[&str], added: &str| {
        let mut sections = String::new();
        for (at, text) in texts.iter().enumerate() {
            let (text, number) = (xml(text), at + 1);
            sections.push_str(&format!(
                "<section><enum>{number}.</enum><header>{text}</header><text>{text} {added} stands in section {number}. {text}</text>\
                 <paragraph><enum>(1)</enum><text>{text}</text></paragraph></section>"
            ));
        }
        format!(
            "<bill><form><legis-num>H. R. 1</legis-num><official-title>To {}</official-title></form><legis-body>{sections}</legis-body></bill>",
            xml(added)
        )
    };
    let mut complaints = Vec::new();
    let blank = draft(&["Nothing else"], "old");
    for (old, new) in [
        (draft(&hostile, "old"), draft(&hostile, "new @octocat #9 http://example.invalid")),
        (blank.clone(), draft(&hostile, "new")),
        (draft(&hostile, "old"), blank),
        (draft(&hostile[1..], "same"), draft(&hostile, "same")),
    ] {
        let (old, new) = (read_text("@octocat #1 `a`|b|.xml", &old), read_text("http://x.invalid/:x:.xml", &new));
        let mut report = report(&old, &new);
        report.notes.extend(hostile.iter().map(|text| (*text).to_owned()));
        complaints.extend(of_report(&report, usize::MAX));
        complaints.extend(of_report(&report, 20_000));
    }
    let hostile = case("hostile-text").read("new", "xml");
    let blank = read_text(
        "blank.xml",
        "<bill><legis-body><section><enum>99.</enum><text>Nothing.</text></section></legis-body></bill>",
    );
    complaints.extend(of_report(&report(&blank, &hostile), usize::MAX));
    complaints.extend(of_report(&report(&hostile, &blank), usize::MAX));
    assert_none(&complaints);
}

#[test]
fn what_is_left_out_is_said_and_what_is_left_is_whole() {
    let case = case("intelligence-authorization");
    let report = report(&case.read("old", "xml"), &case.read("new", "xml"));
    let told = |max_bytes| write(&report, Output::Markdown, &Layout { max_bytes, ..Layout::default() });
    let whole = told(usize::MAX);
    assert!(!whole.contains("Left out"));
    let count = |markdown: &str, what: &str| markdown.matches(what).count();
    // Ever fewer words, then fewer rows; the counts stay.
    let sizes = [whole.len() + 700, 6_000, 4_000, 3_000, 2_000].map(told);
    let bodies: Vec<usize> = sizes.iter().map(|markdown| count(markdown, "<details>")).collect();
    let rows: Vec<usize> = sizes.iter().map(|markdown| count(markdown, "\n| <code>")).collect();
    assert!(bodies.is_sorted_by(|a, b| a >= b) && bodies[0] > bodies[4], "{bodies:?}");
    assert!(rows.is_sorted_by(|a, b| a >= b) && rows[0] == 10, "{rows:?}");
    for (at, markdown) in sizes.iter().enumerate() {
        assert!(markdown.contains("**1 added, 1 dropped, 8 changed**"), "{markdown}");
        assert_eq!(markdown.contains("Left out"), at > 0, "{markdown}");
    }
    // Every fold of a smaller report is a fold of the whole one.
    for fold in sizes[2].split("<details><summary><b>").skip(1).filter_map(|fold| fold.split("</details>").next()) {
        assert!(whole.contains(fold), "{fold}");
    }
}

#[test]
fn what_differs_in_form_alone_comes_after_what_changed() {
    let case = case("form-only");
    let markdown =
        write(&report(&case.read("old", "xml"), &case.read("new", "xml")), Output::Markdown, &Layout::default());
    assert!(markdown.contains("<details><summary>Letter case or punctuation alone ("), "{markdown}");
    assert!(markdown.contains("in form only\n"), "{markdown}");
}

#[test]
fn the_largest_real_pairs_keep_to_the_size_and_are_rendered() {
    let Some(root) = corpus::root("the_largest_real_pairs_keep_to_the_size_and_are_rendered") else { return };
    let size = |(old, new): &(std::path::PathBuf, std::path::PathBuf)| {
        [old, new].iter().map(|path| path.metadata().map_or(0, |file| file.len())).sum::<u64>()
    };
    let mut pairs = corpus::folder_pairs(&corpus::files(&root));
    pairs.extend(corpus::listed_pairs(&root, "changed"));
    pairs.sort_by_key(|pair| std::cmp::Reverse(size(pair)));
    let mut reports = pairs.iter().filter_map(|(old, new)| {
        let (old, new) = (read(old), read(new));
        compare(&old, &new).ok().map(|comparison| Report::new(&comparison))
    });
    let mut complaints = Vec::new();
    for report in reports.by_ref().filter(|report| !report.is_quiet()).take(3) {
        let markdown = write(&report, Output::Markdown, &Layout::default());
        let name = format!("{} -> {}", report.old.path, report.new.path);
        corpus::say(&format!("{name}: {} bytes of Markdown", markdown.len()));
        let found = [60_000, 20_000].iter().flat_map(|&size| of_report(&report, size)).collect::<Vec<_>>();
        complaints.extend(found.into_iter().take(10).map(|complaint| format!("{name}: {complaint}")));
    }
    assert_none(&complaints);
}
