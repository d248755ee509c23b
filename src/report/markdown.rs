//! Markdown for a pull request: the verdict first, then only what changed, the rest folded, and a size
//! that a comment can hold.
//!
//! A ladder of sizes: every changed provision with its words; then, from the end on, provisions without
//! their words; then the table alone; then counts. What was left out is said in the last lines. Nothing is
//! cut within a provision.

mod signals;

use super::explain;
use super::model::{Provision, Report};
use super::references::MOST_LISTED;
use super::shown::{Kind, Line, lines};
use super::summary::{differing, marks, nothing, numbers, sign, thousands};
use super::terminal::cut;
use super::{Layout, amounts, around, cells, notes};

/// Begins every report: tools find theirs among other comments by it.
pub const MARK: &str = "<!-- billdiff:report v=1 -->";
/// Largest report by default: GitHub says 65,536 characters for a comment, and tools have met less.
pub const MAX_BYTES: usize = 60_000;
/// Smallest report that can be asked for: what is always told finds room in it.
pub const LEAST_BYTES: usize = 2_000;
/// Room kept for the last lines.
const FOOT_BYTES: usize = 700;
/// The table of amounts takes at most one part in so many.
const AMOUNTS_SHARE: usize = 3;
/// The table of signals takes at most one part in so many.
const SIGNAL_SHARE: usize = 6;
/// Rows of the table; the rest is counted.
const MAX_ROWS: usize = 100;
/// Columns of what is always told: a path, a citation.
const MOST_COLUMNS: usize = 80;

/// Writes the report within [`Layout::max_bytes`].
pub fn write(report: &Report, layout: &Layout) -> String {
    let mut page = Page::new(format!("{MARK}\n{}{}", verdict(report), who(report)), layout);
    if report.is_quiet() {
        page.text.push_str(&format!("\n{}\n", escape(nothing(report).trim_end())));
    } else {
        page.text.push_str(&counts(report));
        page.push_part(&broken_references(report), "the broken cross-references");
    }
    page.push_notes(report);
    page.push_part(&around::markdown(report), "what changed around the sections");
    let of = |wanted: fn(&Provision) -> bool| report.provisions.iter().filter(|p| wanted(p)).collect::<Vec<_>>();
    let (told, in_form, renamed) = (of(is_told), of(|p| p.form_only), of(only_renamed));
    if !report.is_quiet() {
        let table = signals::table(report, page.room / SIGNAL_SHARE);
        page.push_part(&table, "the table of signals");
    }
    page.push_table(report, &told);
    if !report.is_quiet() {
        let left = page.room.saturating_sub(page.text.len());
        page.text.push_str(&amounts::markdown::write(report, left.min(page.room / AMOUNTS_SHARE)));
    }
    page.push_bodies(report, &told);
    page.push_form_only(report, &in_form);
    page.push_renamed(report, &renamed);
    let foot = foot(report, page.left_out());
    page.finish(&foot)
}

/// A report as far as it is written.
pub(super) struct Page {
    text: String,
    /// Bytes that it may have, without its last lines.
    room: usize,
    /// What found no room.
    left_out: Vec<String>,
}

impl Page {
    /// What is always told, and the room of a layout.
    pub(super) fn new(text: String, layout: &Layout) -> Self {
        Self { text, room: layout.max_bytes.saturating_sub(FOOT_BYTES), left_out: Vec::new() }
    }

    /// Bytes that it may have, without its last lines.
    pub(super) fn room(&self) -> usize {
        self.room
    }

    /// Bytes that it has.
    pub(super) fn written(&self) -> usize {
        self.text.len()
    }

    /// What found no room.
    pub(super) fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// The page with its last lines.
    pub(super) fn finish(self, foot: &str) -> String {
        self.text + foot
    }

    fn holds(&self, part: &str) -> bool {
        self.text.len() + part.len() <= self.room
    }

    /// All of a part, or nothing.
    pub(super) fn push_part(&mut self, part: &str, name: &str) {
        if self.holds(part) {
            self.text.push_str(part);
        } else {
            self.left_out.push(name.to_owned());
        }
    }

    /// As many pieces as find room before `limit`, at most `most`, between what opens and what closes them; a run
    /// of none is left out whole.
    pub(super) fn push_run(&mut self, pieces: &[String], limit: usize, most: usize, around: [&str; 2], left: &str) {
        let [open, close] = around;
        let mut end = self.text.len() + open.len() + close.len();
        let fits = |piece: &&String| {
            end += piece.len();
            end <= limit
        };
        let fitting = pieces.iter().take(most).take_while(fits).count();
        if fitting > 0 {
            self.text.push_str(open);
            pieces[..fitting].iter().for_each(|piece| self.text.push_str(piece));
            self.text.push_str(close);
        }
        if fitting < pieces.len() {
            self.left_out.push(format!("{} {left}", pieces.len() - fitting));
        }
    }

    /// The notes of the readers, in a quarter of the room; folded where they are many.
    fn push_notes(&mut self, report: &Report) {
        let notes = notes::markdown(report);
        let counts = format!("{} on old, {} on new", report.old.notes.len(), report.new.notes.len());
        let open = format!("\n<details><summary>Reader's notes ({counts})</summary>\n");
        let around = if notes.len() > notes::MOST_OPEN { [&*open, "\n</details>\n"] } else { ["", ""] };
        self.push_run(&notes, self.text.len() + self.room / 4, usize::MAX, around, "notes of the readers not shown");
    }

    /// The table of what changed.
    fn push_table(&mut self, report: &Report, told: &[&Provision]) {
        let rows: Vec<String> = told.iter().map(|provision| row(report, provision)).collect();
        let open = "\n| | Where | What happened |\n| :-- | :-- | :-- |\n";
        self.push_run(&rows, self.room.div_ceil(2), MAX_ROWS, [open, ""], "not in the table");
    }

    /// Each changed provision folded with its words.
    fn push_bodies(&mut self, report: &Report, told: &[&Provision]) {
        let bodies: Vec<String> = told
            .iter()
            .map(|provision| {
                let title = format!("{}: {}", title(provision), escape(&marks(report, provision)));
                format!("<details><summary>{title}</summary>\n\n{}</details>\n", words(provision))
            })
            .collect();
        self.push_run(&bodies, self.room, usize::MAX, ["\n", ""], "shown without their words");
    }

    /// What differs in form alone, folded in one.
    fn push_form_only(&mut self, report: &Report, in_form: &[&Provision]) {
        let bodies: Vec<String> = in_form
            .iter()
            .map(|provision| {
                let title = format!("{}: {}", title(provision), escape(&marks(report, provision)));
                format!("{title}\n\n{}", words(provision))
            })
            .collect();
        let head = format!(
            "\n<details><summary>Letter case or punctuation alone ({})</summary>\n\n",
            provisions(in_form.len())
        );
        self.push_run(&bodies, self.room, usize::MAX, [&head, "</details>\n"], "changed in form only not shown");
    }

    /// Same words, new number, place or heading: folded last.
    fn push_renamed(&mut self, report: &Report, renamed: &[&Provision]) {
        let cite = |side: &Option<super::model::Side>| side.as_ref().map(|side| escape(&side.cite)).unwrap_or_default();
        let rows: Vec<String> = renamed
            .iter()
            .map(|provision| {
                let (was, now) = (cite(&provision.old), cite(&provision.new));
                let (heading, marks) = (escape(&heading(provision)), escape(&marks(report, provision)));
                format!("| {was} | {now} | {heading} | {marks} |\n")
            })
            .collect();
        let head = format!(
            "\n<details><summary>Same words, new number, place or heading ({})</summary>\n\n| Was | Now | Heading | |\n| :-- | :-- | :-- | :-- |\n",
            provisions(renamed.len())
        );
        self.push_run(&rows, self.room, usize::MAX, [&head, "\n</details>\n"], "redesignated ones not listed");
    }
}

fn provisions(count: usize) -> String {
    if count == 1 { "1 provision".to_owned() } else { format!("{count} provisions") }
}

/// In the table, and with its words.
fn is_told(provision: &Provision) -> bool {
    !provision.is_quiet() && !provision.form_only && !only_renamed(provision)
}

/// Same words; only the number, place or heading is new.
fn only_renamed(provision: &Provision) -> bool {
    provision.change == "unchanged" && !provision.is_quiet()
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
    let (sections, all) = (&report.summary.sections, &report.summary.all);
    let said = match (differing(sections), differing(all)) {
        _ if report.is_quiet() && report.front_matter.is_some() => "no differences in the provisions".to_owned(),
        _ if report.is_quiet() => "no differences".to_owned(),
        (0, 0) => "the same words with new numbers, places or headings".to_owned(),
        (0, 1) => "1 provision beside the sections differs".to_owned(),
        (0, beside) => format!("{beside} provisions beside the sections differ"),
        (count, _) => {
            let in_form = if count == sections.form_only { " in form only" } else { "" };
            format!("{count} of {} sections differ{in_form}", count + sections.unchanged)
        }
    };
    format!("### Bill comparison: {}, {said}\n\n", escape(&cut(name, MOST_COLUMNS)))
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
        format!("{} {}", code(&end_of(&document.path)), escape(&cut(out.trim(), MOST_COLUMNS)))
    };
    format!("{} **→** {}\n", side(&report.old), side(&report.new))
}

/// The end of a path: the name of its file, and what stands before it as far as there is room.
pub(super) fn end_of(path: &str) -> String {
    let count = path.chars().count();
    if count <= MOST_COLUMNS {
        return path.to_owned();
    }
    format!("...{}", path.chars().skip(count + 3 - MOST_COLUMNS).collect::<String>())
}

fn counts(report: &Report) -> String {
    let s = &report.summary.sections;
    let all = &report.summary.all;
    let mut out =
        format!("\n**{} added, {} dropped, {} changed**, {} in form only", s.added, s.dropped, s.changed, s.form_only);
    out.push_str(&format!(" and {} unchanged sections", s.unchanged));
    let marks = super::summary::marks_beside(s);
    let marks: Vec<String> =
        marks.iter().filter(|(count, _)| *count > 0).map(|(count, mark)| format!("{count} {mark}")).collect();
    if !marks.is_empty() {
        out.push_str(&format!("; {}", marks.join(", ")));
    }
    // A saved report may count more sections than provisions.
    let beside = differing(all).saturating_sub(differing(s));
    if beside > 0 {
        let what = if beside == 1 { "provision" } else { "provisions" };
        out.push_str(&format!(
            ". Beside the sections, {beside} other {what} (accounts, headings, unnumbered text) differ"
        ));
    }
    out.push_str(".\n");
    if let Some(close) = explain::close_calls(report) {
        out.push_str(&format!("\n{close}: <code>--explain</code> tells why.\n"));
    }
    out
}

/// A row of the table.
fn row(report: &Report, provision: &Provision) -> String {
    let words = provision.side().map_or(0, |side| side.words);
    let size = match provision.change.as_str() {
        "added" | "dropped" => format!(", {} words", thousands(words)),
        _ => String::new(),
    };
    let (sign, marks) = (code(sign(provision)), escape(&marks(report, provision)));
    format!("| {sign} | {} | {marks}{size} |\n", title(provision))
}

/// The lines of a provision that differ.
pub(super) fn words(provision: &Provision) -> String {
    let mut out = String::new();
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

fn heading(provision: &Provision) -> String {
    let heading =
        |side: &Option<super::model::Side>| side.as_ref().and_then(|side| side.heading.clone()).unwrap_or_default();
    match (heading(&provision.old), heading(&provision.new)) {
        (old, new) if new.is_empty() => old,
        (_, new) => new,
    }
}

fn title(provision: &Provision) -> String {
    let (cite, heading) = (numbers(provision), heading(provision));
    if heading.is_empty() || cite.ends_with(&heading) {
        return format!("<b>{}</b>", escape(&cite));
    }
    format!("<b>{}</b> {}", escape(&cite), escape(&heading))
}

fn foot(report: &Report, left_out: &[String]) -> String {
    let left_out = if left_out.is_empty() {
        String::new()
    } else {
        format!("**Left out to keep the report small:** {}.\n\n", left_out.join("; "))
    };
    let (old, new) = (&report.old.sha256, &report.new.sha256);
    let short = |hash: &str| hash.chars().take(12).collect::<String>();
    format!(
        "\n{left_out}<sub>Derived comparison, not an official document. <del>Struck</del> text is removed, <ins>underlined</ins> text is new. \
         {} {}; old {}, new {} (SHA-256).</sub>\n",
        escape(&cut(&report.tool.name, MOST_COLUMNS)),
        escape(&cut(&report.tool.version, MOST_COLUMNS)),
        code(&short(old)),
        code(&short(new))
    )
}

/// A short text as code: a path, a sign.
pub(super) fn code(text: &str) -> String {
    format!("<code>{}</code>", escape(text))
}

/// Parts two characters for all that looks for links, mentions and emoji in the rendered text.
const NOTHING: &str = "<!-- -->";

/// Makes any text harmless in Markdown and in the HTML that Markdown holds: it comes out as text, on one line.
///
/// Everything that could mark up becomes an entity. Mentions, issue links and emoji are made from the rendered text,
/// in which an entity is a character again: there an empty comment parts the sign from what follows.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let text = super::terminal::plain(text);
    let text = text.trim_start();
    for (at, c) in text.char_indices() {
        let (before, after) = (&text[..at], text[at + c.len_utf8()..].chars().next());
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '@' | '#' => parted(&mut out, c),
            // Names emoji and, before "//", links; also "mailto:".
            ':' if after.is_some_and(|c| c.is_alphanumeric() || "+-_/".contains(c)) => parted(&mut out, c),
            // "GH-12" is issue 12.
            '-' if ends_with(before, "gh") && after.is_some_and(|c| c.is_ascii_digit()) => parted(&mut out, c),
            // "www." is a link by itself.
            '.' if ends_with(before, "www") => parted(&mut out, c),
            '*' | '_' | '`' | '[' | ']' | '|' | '~' | '\\' | '$' | '!' | '{' | '}' | ':' | '^' => entity(&mut out, c),
            '-' | '+' | '=' if at == 0 => entity(&mut out, c),
            // "1." and "1)" begin lists; the number may have been told before.
            '.' | ')' if before.bytes().all(|byte| byte.is_ascii_digit()) => entity(&mut out, c),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn entity(out: &mut String, c: char) {
    out.push_str(&format!("&#{};", u32::from(c)));
}

fn parted(out: &mut String, c: char) {
    entity(out, c);
    out.push_str(NOTHING);
}

fn ends_with(text: &str, end: &str) -> bool {
    let last = text.len().checked_sub(end.len()).and_then(|at| text.get(at..));
    last.is_some_and(|last| last.eq_ignore_ascii_case(end))
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
            ". point, ) bracket",
            "GH-12 and gh-3",
            "mailto:a@b.c http://x.y",
            "> quote",
        ] {
            let (text, born) = rendered(&escape(hostile));
            assert_eq!(text, hostile);
            assert!(!born, "{hostile} became markup: {}", escape(hostile));
        }
    }
}
