//! Markdown for a pull request: the verdict first, then only what changed, the rest folded, and a size
//! that a comment can hold.
//!
//! A ladder of sizes: every changed provision with its words; then, from the end on, provisions without
//! their words; then the table alone; then counts. What was left out is said in the last line. Nothing is
//! cut within a provision.

mod signals;

use super::explain;
use super::model::{Provision, Report};
use super::references::MOST_LISTED;
use super::shown::{Kind, Line, lines};
use super::summary::{marks, nothing, numbers, sign, thousands};
use super::{Layout, amounts, around, cells, notes};

/// Largest report by default: GitHub says 65,536 characters for a comment, and tools have met less.
pub const MAX_BYTES: usize = 60_000;
/// Room kept for the last lines.
const FOOT_BYTES: usize = 700;
/// The table of amounts takes at most one part in so many.
const AMOUNTS_SHARE: usize = 3;
/// The table of signals takes at most one part in so many.
const SIGNAL_SHARE: usize = 6;
/// Rows of the table; the rest is counted.
const MAX_ROWS: usize = 100;

/// Writes the report within [`Layout::max_bytes`].
pub fn write(report: &Report, layout: &Layout) -> String {
    let mut out = String::from("<!-- billdiff:report v=1 -->\n");
    out.push_str(&verdict(report));
    out.push_str(&who(report));
    let room = layout.max_bytes.saturating_sub(FOOT_BYTES);
    if report.is_quiet() {
        out.push_str(&format!("\n{}", escape(nothing(report).trim_end())));
        out.push('\n');
        out.push_str(&around::markdown(report));
        out.push_str(&foot(report, ""));
        return out;
    }
    out.push_str(&counts(report));
    out.push_str(&broken_references(report));
    out.push_str(&around::markdown(report));
    out.push_str(&signals::table(report, room / SIGNAL_SHARE));
    let told: Vec<&Provision> = report.provisions.iter().filter(|p| !p.is_quiet() && !only_renamed(p)).collect();
    let renamed: Vec<&Provision> = report.provisions.iter().filter(|p| only_renamed(p)).collect();
    let left_rows = push_table(&mut out, report, &told, room);
    let left = room.saturating_sub(out.len());
    out.push_str(&amounts::markdown::write(report, left.min(room / AMOUNTS_SHARE)));
    let left_bodies = push_bodies(&mut out, report, &told, room);
    let left_renamed = push_renamed(&mut out, report, &renamed, room);
    out.push_str(&foot(report, &left_out(left_rows, left_bodies, left_renamed)));
    out
}

/// Broken citations of the bill's own provisions: the one alert, as somebody must act on it.
fn broken_references(report: &Report) -> String {
    let broken: Vec<_> = report.references.iter().filter(|reference| reference.is_broken()).collect();
    let title = match broken.len() {
        0 => return String::new(),
        1 => "1 cross-reference may be broken.".to_owned(),
        count => format!("{count} cross-references may be broken."),
    };
    let mut out = format!("\n> [!WARNING]\n> **{title}**\n");
    for reference in broken.iter().take(MOST_LISTED) {
        let (place, cite, trouble) = (escape(&reference.place), escape(&reference.cite), escape(&reference.trouble()));
        out.push_str(&format!(">\n> {place} cites {cite}: {trouble}.\n"));
    }
    if broken.len() > MOST_LISTED {
        out.push_str(&format!(">\n> {} more are in the JSON report.\n", broken.len() - MOST_LISTED));
    }
    out
}

/// The sentence a reader sees in the notification.
fn verdict(report: &Report) -> String {
    let name = report.new.cite.as_deref().or(report.old.cite.as_deref()).unwrap_or("two drafts");
    let sections = &report.summary.sections;
    let differ = sections.added + sections.dropped + sections.changed;
    let total = differ + sections.unchanged + sections.form_only;
    let said = if report.is_quiet() {
        if report.front_matter.is_some() { "no differences in the provisions" } else { "no differences" }.to_owned()
    } else if differ == 0 {
        let all = &report.summary.all;
        match all.added + all.dropped + all.changed {
            0 => "no words changed in more than form".to_owned(),
            1 => "1 provision beside the sections differs".to_owned(),
            count => format!("{count} provisions beside the sections differ"),
        }
    } else {
        format!("{differ} of {total} sections differ")
    };
    format!("### Bill comparison: {}, {said}\n\n", escape(name))
}

fn who(report: &Report) -> String {
    let side = |document: &super::model::Document| {
        let mut out = document.version_code.as_deref().map(str::to_uppercase).unwrap_or_default();
        if let Some(name) = &document.version_name {
            out.push_str(&format!(" {name}"));
        }
        if let Some(date) = &document.date {
            out.push_str(&format!(" ({date})"));
        }
        format!("{} {}", code(&document.path), escape(out.trim()))
    };
    format!("{} **→** {}\n{}", side(&report.old), side(&report.new), notes::markdown(report))
}

fn counts(report: &Report) -> String {
    let s = &report.summary.sections;
    let all = &report.summary.all;
    let mut out =
        format!("\n**{} added, {} dropped, {} changed**, {} in form only", s.added, s.dropped, s.changed, s.form_only);
    out.push_str(&format!(" and {} unchanged sections", s.unchanged));
    for (count, mark) in [(s.redesignated, "redesignated"), (s.moved, "moved"), (s.retitled, "retitled")] {
        if count > 0 {
            out.push_str(&format!("; {count} {mark}"));
        }
    }
    let beside = all.added + all.dropped + all.changed - s.added - s.dropped - s.changed;
    if beside > 0 {
        let what = if beside == 1 { "provision" } else { "provisions" };
        out.push_str(&format!(
            ". Beside the sections, {beside} other {what} (accounts, headings, unnumbered text) differ"
        ));
    }
    out.push_str(".\n");
    if let Some(close) = explain::close_calls(report) {
        out.push_str(&format!("\n{close}: `--explain` tells why.\n"));
    }
    out
}

/// Same words; only the number, place or heading is new.
fn only_renamed(provision: &Provision) -> bool {
    provision.change == "unchanged" && !provision.is_quiet()
}

/// The table of what changed; returns how many rows found no room.
fn push_table(out: &mut String, report: &Report, told: &[&Provision], room: usize) -> usize {
    if told.is_empty() {
        return 0;
    }
    out.push_str("\n| | Where | What happened |\n| :-- | :-- | :-- |\n");
    for (at, provision) in told.iter().enumerate() {
        let heading = heading(provision);
        let words = provision.side().map_or(0, |side| side.words);
        let size = if matches!(provision.change.as_str(), "added" | "dropped") {
            format!(", {} words", thousands(words))
        } else {
            String::new()
        };
        let row = format!(
            "| {} | {} | {}{} |\n",
            code(sign(provision)),
            bold_title(provision, &heading),
            escape(&marks(report, provision)),
            size
        );
        if at >= MAX_ROWS || out.len() + row.len() > room / 2 {
            return told.len() - at;
        }
        out.push_str(&row);
    }
    0
}

/// Each changed provision folded with its words; returns how many found no room.
fn push_bodies(out: &mut String, report: &Report, told: &[&Provision], room: usize) -> usize {
    out.push('\n');
    for (at, provision) in told.iter().enumerate() {
        let body = body(report, provision);
        if out.len() + body.len() > room {
            return told.len() - at;
        }
        out.push_str(&body);
    }
    0
}

fn body(report: &Report, provision: &Provision) -> String {
    let summary = format!("{} {}", bold_title(provision, &heading(provision)), escape(&marks(report, provision)));
    let mut out = format!("<details><summary>{summary}</summary>\n\n");
    for said in &cells::told(provision) {
        out.push_str(&format!("{}\n\n", escape(said)));
    }
    let mut skipped = 0;
    for line in lines(provision) {
        if line.kind() == Some(Kind::Same) {
            skipped += 1;
            continue;
        }
        push_skipped(&mut out, &mut skipped);
        out.push_str(&one_line(&line));
        out.push_str("\n\n");
    }
    push_skipped(&mut out, &mut skipped);
    out.push_str("</details>\n");
    out
}

fn push_skipped(out: &mut String, skipped: &mut usize) {
    if *skipped > 0 {
        let what = if *skipped == 1 { "provision" } else { "provisions" };
        out.push_str(&format!("<sub>{skipped} {what} the same</sub>\n\n"));
        *skipped = 0;
    }
}

pub(super) fn one_line(line: &Line) -> String {
    let mut out = String::new();
    for piece in &line.pieces {
        let text = piece.text.as_str();
        let inner = text.trim();
        let (before, after) = (&text[..text.len() - text.trim_start().len()], &text[text.trim_end().len()..]);
        let escaped = escape(inner);
        out.push_str(before);
        match piece.kind {
            Kind::Same => out.push_str(&escaped),
            Kind::Old if inner.is_empty() => {}
            Kind::New if inner.is_empty() => {}
            Kind::Old => out.push_str(&format!("<del>{escaped}</del>")),
            Kind::New => out.push_str(&format!("<ins>{escaped}</ins>")),
        }
        out.push_str(after);
    }
    out.trim().to_owned()
}

/// Same words, new number, place or heading: folded last. Returns how many rows found no room.
fn push_renamed(out: &mut String, report: &Report, renamed: &[&Provision], room: usize) -> usize {
    if renamed.is_empty() {
        return 0;
    }
    let provisions =
        if renamed.len() == 1 { "1 provision".to_owned() } else { format!("{} provisions", renamed.len()) };
    let head = format!(
        "<details><summary>Same words, new number, place or heading ({provisions})</summary>\n\n| Was | Now | Heading | |\n| :-- | :-- | :-- | :-- |\n"
    );
    let close = "\n</details>\n";
    if out.len() + head.len() + close.len() > room {
        return renamed.len();
    }
    out.push_str(&head);
    let mut left = 0;
    for (at, provision) in renamed.iter().enumerate() {
        let cite = |side: &Option<super::model::Side>| side.as_ref().map(|side| escape(&side.cite)).unwrap_or_default();
        let row = format!(
            "| {} | {} | {} | {} |\n",
            cite(&provision.old),
            cite(&provision.new),
            escape(&heading(provision)),
            escape(&marks(report, provision))
        );
        if out.len() + row.len() + close.len() > room {
            left = renamed.len() - at;
            break;
        }
        out.push_str(&row);
    }
    out.push_str(close);
    left
}

fn heading(provision: &Provision) -> String {
    let heading =
        |side: &Option<super::model::Side>| side.as_ref().and_then(|side| side.heading.clone()).unwrap_or_default();
    match (heading(&provision.old), heading(&provision.new)) {
        (old, new) if new.is_empty() => old,
        (_, new) => new,
    }
}

fn bold_title(provision: &Provision, heading: &str) -> String {
    let cite = numbers(provision);
    if heading.is_empty() || cite.ends_with(heading) {
        return format!("<b>{}</b>", escape(&cite));
    }
    format!("<b>{}</b> {}", escape(&cite), escape(heading))
}

fn left_out(rows: usize, bodies: usize, renamed: usize) -> String {
    let mut out = Vec::new();
    for (count, what) in
        [(bodies, "shown without their words"), (rows, "not in the table"), (renamed, "redesignated ones not listed")]
    {
        if count > 0 {
            out.push(format!("{count} {what}"));
        }
    }
    if out.is_empty() {
        String::new()
    } else {
        format!("**Left out to keep the report small:** {}.\n\n", out.join(", "))
    }
}

fn foot(report: &Report, left_out: &str) -> String {
    let (old, new) = (&report.old.sha256, &report.new.sha256);
    let short = |hash: &str| hash.chars().take(12).collect::<String>();
    format!(
        "\n{left_out}<sub>Derived comparison, not an official document. <del>Struck</del> text is removed, <ins>underlined</ins> text is new. \
         {} {}; old {}, new {} (SHA-256).</sub>\n",
        escape(&report.tool.name),
        escape(&report.tool.version),
        code(&short(old)),
        code(&short(new))
    )
}

/// A short text as code: a path, a sign.
fn code(text: &str) -> String {
    format!("<code>{}</code>", escape(text))
}

/// Makes any text harmless in Markdown and in the HTML that Markdown holds: it comes out as text.
///
/// Everything that could mark up becomes an entity. `@` and `#` are parted from what follows by an empty
/// comment, since mentions and issue links are made from the rendered text.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let text = super::terminal::plain(text);
    let mut line_start = true;
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '@' | '#' => out.push_str(&format!("&#{};<!-- -->", c as u32)),
            '*' | '_' | '`' | '[' | ']' | '|' | '~' | '\\' | '$' | '!' | '{' | '}' => {
                out.push_str(&format!("&#{};", c as u32))
            }
            '-' | '+' | '=' if line_start => out.push_str(&format!("&#{};", c as u32)),
            // "1." and "1)" begin lists; ":" names emoji and, with "//", links; "www." is a link by itself.
            '.' | ')' if is_list_number(&text[..at]) => out.push_str(&format!("&#{};", c as u32)),
            ':' => out.push_str("&#58;"),
            '.' if text[..at].to_ascii_lowercase().ends_with("www") => out.push_str("&#46;<!-- -->"),
            '\n' => out.push('\n'),
            c => out.push(c),
        }
        line_start = c == '\n' || line_start && c.is_whitespace();
    }
    out
}

/// Whether a text ends in a line that holds digits alone.
fn is_list_number(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before).trim_start();
    !line.is_empty() && line.len() < 10 && line.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::escape;
    use pulldown_cmark::{Event, Options, Parser};

    /// The text a GFM reader sees, and whether anything but plain text and our own comments was born.
    fn rendered(markdown: &str) -> (String, bool) {
        let mut text = String::new();
        let mut born = false;
        for event in Parser::new_ext(markdown, Options::all()) {
            match event {
                Event::Text(part) => text.push_str(&part),
                Event::SoftBreak => text.push('\n'),
                Event::Start(pulldown_cmark::Tag::Paragraph) | Event::End(pulldown_cmark::TagEnd::Paragraph) => {}
                Event::InlineHtml(html) if &*html == "<!-- -->" => {}
                _ => born = true,
            }
        }
        (text, born)
    }

    #[test]
    fn no_text_of_a_bill_becomes_markup() {
        for hostile in [
            "<script>alert(1)</script>",
            "@octocat and #123",
            "| a | b |",
            "`code` **bold** _it_ ~~no~~ $x$",
            "- item",
            "1. item",
            "1) item",
            "+ item",
            "# head",
            "===",
            "[link](http://x.y) www.x.y ![i](j)",
            "</details> &amp; &#64;",
            ":smile: \\* {x}",
            "> quote",
        ] {
            let (text, born) = rendered(&escape(hostile));
            assert_eq!(text, hostile);
            assert!(!born, "{hostile} became markup: {}", escape(hostile));
        }
    }
}
