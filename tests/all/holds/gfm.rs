//! Of Markdown as GitHub's reader of it sees it.

use billdiff::Report;
use billdiff::report::{Layout, Output, write};
use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

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
pub fn of_report(report: &Report, max_bytes: usize) -> Vec<String> {
    of_report_with(report, max_bytes, narrowed)
}

/// The same of made-up drafts, in whose words a mark may stand anywhere: one that changed behind it is told in two parts.
pub fn of_any_report(report: &Report, max_bytes: usize) -> Vec<String> {
    of_report_with(report, max_bytes, |word, text| narrowed(word, text) || told_in_two(word, text))
}

fn of_report_with(report: &Report, max_bytes: usize, is_told: impl Fn(&str, &str) -> bool) -> Vec<String> {
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
        complaints.extend(lost(report, &told.text, is_told));
        if markdown.contains("Left out") {
            complaints.push("something is left out where there is room".to_owned());
        }
    }
    complaints
}

/// Words of changed provisions that are not read in the rendered text.
fn lost(report: &Report, text: &str, is_told: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut complaints = Vec::new();
    for provision in report.provisions.iter().filter(|provision| provision.change != "unchanged") {
        for edit in provision.edits.iter().filter(|edit| edit.op != "equal" && !edit.form) {
            for word in edit.text.split_whitespace() {
                let word: String = word.chars().filter(|c| !is_obeyed(*c)).collect();
                // Of a word that changed at its end or start only the rest may be marked, but all of it is told.
                if !squeezed.contains(&word.replace(char::is_whitespace, "")) && !is_told(&word, &squeezed) {
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

/// The part before a mark, and the other one soon after it.
fn told_in_two(word: &str, text: &str) -> bool {
    const SOON: usize = 400;
    let marks = word.char_indices().filter(|&(at, c)| at > 0 && !c.is_alphanumeric());
    marks.map(|(at, _)| word.split_at(at)).any(|(first, second)| {
        let mut places = text.match_indices(first).map(|(at, first)| &text[at + first.len()..]);
        places.any(|after| after.find(second).is_some_and(|distance| distance <= SOON))
    })
}

fn is_obeyed(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
