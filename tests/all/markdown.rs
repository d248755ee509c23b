//! Markdown as a reader of GitHub's Markdown sees it: nothing of a bill is markup, tables are tables, and the size holds.

use billdiff::report::{Layout, Output, write};
use billdiff::{Report, compare};
use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

use crate::support::fixtures::{case, cases};
use crate::support::{assert_none, corpus, over, read, read_text, report};

/// HTML that the report writes itself.
const OURS: [&str; 14] = [
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
    "</code>",
];

/// What came of a report.
#[derive(Debug, Default)]
struct Rendered {
    complaints: Vec<String>,
    headings: usize,
    alerts: usize,
    rows: usize,
    /// Text as it is read, what was put between to part it left out.
    text: String,
}

fn rendered(markdown: &str) -> Rendered {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.alerts = true;
    extension.math_dollars = true;
    extension.math_code = true;
    extension.superscript = true;
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &options);
    let mut out = Rendered::default();
    root.descendants().for_each(|node| out.take(node));
    out
}

impl Rendered {
    fn take<'a>(&mut self, node: &'a AstNode<'a>) {
        match &node.data().value {
            NodeValue::Text(text) => {
                self.complaints.extend(linked(text).map(|what| format!("{what} would be made a link: {text}")));
                self.text.push_str(text);
            }
            NodeValue::SoftBreak | NodeValue::LineBreak | NodeValue::TableCell | NodeValue::Paragraph => {
                self.text.push(' ');
            }
            NodeValue::HtmlInline(html) => self.html(html),
            NodeValue::HtmlBlock(block) => self.html(&block.literal),
            NodeValue::Heading(_) => self.headings += 1,
            NodeValue::Alert(_) => self.alerts += 1,
            NodeValue::Table(table) => {
                // What changed, its numbers; signals; amounts.
                if !matches!(table.num_columns, 3..=5) {
                    self.complaints.push(format!("a table of {} columns", table.num_columns));
                }
            }
            NodeValue::TableRow(is_head) => self.rows += usize::from(!is_head),
            NodeValue::Document | NodeValue::Strong => {}
            other => self.complaints.push(format!("{other:?} was born")),
        }
    }

    /// HTML holds text of a bill only where that was escaped: our elements are all there is.
    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            self.text.push_str(&unescaped(&rest[..at]));
            let ours = OURS.iter().copied().chain(["<!-- -->", "<!-- billdiff:report v=1 -->"]);
            let Some(own) = ours.into_iter().find(|own| rest[at..].starts_with(own)) else {
                return self.complaints.push(format!("HTML of another: {html}"));
            };
            rest = &rest[at + own.len()..];
        }
        self.text.push_str(&unescaped(rest));
    }
}

/// The characters that our escaping writes, read by a browser.
fn unescaped(html: &str) -> String {
    let mut out = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    while let Some(at) = out.find("&#") {
        let end = at + out[at..].find(';').expect("our entities are closed");
        let code = out[at + 2..end].parse().ok().and_then(char::from_u32).expect("our entities are numbers");
        out.replace_range(at..=end, &code.to_string());
    }
    out.replace("&amp;", "&")
}

/// What GitHub makes links of in the text of a page, after Markdown: mentions, issues, emoji, addresses.
fn linked(text: &str) -> impl Iterator<Item = &'static str> {
    let lower = text.to_lowercase();
    let follows = |sign: &str, is: fn(char) -> bool| {
        lower.match_indices(sign).any(|(at, sign)| lower[at + sign.len()..].chars().next().is_some_and(is))
    };
    let emoji = lower
        .split(':')
        .skip(1)
        .any(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_+-".contains(c)))
        && lower.matches(':').count() > 1;
    [
        ("a mention", follows("@", char::is_alphanumeric)),
        ("an issue", follows("#", |c| c.is_ascii_digit()) || follows("gh-", |c| c.is_ascii_digit())),
        ("an emoji", emoji),
        ("an address", follows("://", |_| true) || follows("www.", |_| true) || follows("mailto:", |_| true)),
    ]
    .into_iter()
    .filter(|(_, is)| *is)
    .map(|(name, _)| name)
}

/// Everything that must hold of a report in Markdown within a size.
fn of_report(report: &Report, max_bytes: usize) -> Vec<String> {
    let markdown = write(report, Output::Markdown, &Layout { max_bytes, ..Layout::default() });
    let mut told = rendered(&markdown);
    let mut complaints = std::mem::take(&mut told.complaints);
    if markdown.len() > max_bytes {
        complaints.push(format!("{} bytes of {max_bytes}", markdown.len()));
    }
    if told.headings != 1 || told.alerts > 1 {
        complaints.push(format!("{} headings, {} alerts", told.headings, told.alerts));
    }
    let rows = markdown.lines().filter(|line| line.starts_with('|')).count();
    let heads = markdown.lines().filter(|line| line.starts_with("| :--")).count();
    if told.rows != rows - 2 * heads {
        complaints.push(format!("{} rows came of {rows} lines of {heads} tables", told.rows));
    }
    if markdown.matches("<details>").count() != markdown.matches("</details>").count() {
        complaints.push("a fold is not closed".to_owned());
    }
    if !markdown.starts_with("<!-- billdiff:report v=1 -->\n") || !markdown.contains("(SHA-256).</sub>") {
        complaints.push("no marker, or no provenance".to_owned());
    }
    if max_bytes == usize::MAX {
        complaints.extend(lost(report, &told.text));
        if markdown.contains("Left out") {
            complaints.push("something is left out where there is room".to_owned());
        }
    }
    complaints
}

/// Words of changed provisions that are not read in the rendered text.
fn lost(report: &Report, text: &str) -> Vec<String> {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut complaints = Vec::new();
    for provision in report.provisions.iter().filter(|provision| provision.change != "unchanged") {
        for edit in provision.edits.iter().filter(|edit| edit.op != "equal" && !edit.form) {
            for word in edit.text.split_whitespace() {
                let word: String = word.chars().filter(|c| !is_obeyed(*c)).collect();
                // Of a word that changed at its end or start only the rest may be marked, but all of it is told.
                if !squeezed.contains(&word.replace(char::is_whitespace, "")) && !narrowed(&word, &squeezed) {
                    complaints.push(format!("{word:?} is not told"));
                }
            }
        }
    }
    complaints
}

/// Of two words with the same punctuation behind, the first is told without: "refueling," "refueling of,".
fn narrowed(word: &str, text: &str) -> bool {
    text.contains(word.trim_end_matches(['.', ',', ';', ':', '—']))
}

fn is_obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

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
