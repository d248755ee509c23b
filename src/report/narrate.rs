//! What happened in plain sentences: for readers of screens, for a search, for an e-mail.
//!
//! A line for each provision, without signs and unwrapped: "Section 403(a), changed. Deleted: may. Inserted: shall."

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::model::{Document, Provision, Report};
use super::shown::{Kind, Line, Piece, lines, lines_of};
use super::terminal::plain;
use super::{Layout, around, cells, notes, references, summary};

/// Writes the sentences: the counts of the summary first, then every provision to which something happened.
pub fn write(report: &Report, layout: &Layout) -> String {
    let mut out = Vec::new();
    if report.is_quiet() {
        out.push(summary::nothing(report));
    } else {
        out.push(summary::counts(report));
    }
    out.push(who(report));
    out.extend(
        notes::told(report, ["old", "new"], layout)
            .into_iter()
            .map(|(before, said)| capital(&format!("{before} {said}"))),
    );
    out.extend(around(report));
    for provision in report.provisions.iter().filter(|provision| layout.all || !provision.is_quiet()) {
        out.push(told(report, provision, layout.all));
    }
    out.extend(ends(report));
    let lines = out.iter().flat_map(|said| said.lines()).map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| sentence(&plain(line))).collect()
}

/// The line with a full stop at its end.
fn sentence(line: &str) -> String {
    format!("{}\n", stopped(line))
}

fn stopped(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

fn who(report: &Report) -> String {
    let title = report.new.title.as_ref().or(report.old.title.as_ref());
    let mut out = summary::bills(report).replace(" -> ", " and ");
    if let Some(title) = title {
        out = format!("{}. {title}", out.trim_end_matches('.'));
    }
    let draft = |side: &str, document: &Document| {
        let version = summary::version(document).replace(" - ", ", ");
        let sections = summary::levels(document.sections, "section");
        format!("{side} draft: {version}, {sections}, {}, file {}", summary::counted(document.words), document.path)
    };
    format!("{}\n{}\n{}", stopped(&out), draft("Old", &report.old), draft("New", &report.new))
}

/// What changed around the sections.
fn around(report: &Report) -> Vec<String> {
    let Some(front) = &report.front_matter else { return Vec::new() };
    let mut out = Vec::new();
    if let Some(title) = &front.long_title {
        let said: Vec<String> = lines_of(&title.edits).iter().flat_map(|line| said(&line.pieces)).collect();
        out.push(format!("Long title, changed. {}", said.join(" ")));
    }
    out.extend(around::said(front, usize::MAX).into_iter().map(|(_, said)| capital(&said)));
    out
}

/// "Section 403, Sharing of intelligence, changed, redesignated." and what was deleted and inserted, each with the
/// citation of the provision inside where it stands.
fn told(report: &Report, provision: &Provision, all: bool) -> String {
    let mut out = format!("{}, {}.", named(provision), marks(report, provision));
    for cell in cells::told(provision) {
        out.push_str(&format!(" {}.", capital(&cell.replace(" -> ", " to "))));
    }
    if summary::has_words_to_show(provision) {
        let lines = lines(provision);
        for (at, passage) in passages(provision, &lines).into_iter().enumerate() {
            match passage.cite {
                Some(cite) => out.push_str(&format!("\n{cite}.")),
                None if at > 0 => out.push_str(&format!("\n{}, elsewhere.", cite(provision))),
                None => {}
            }
            for said in said(passage.pieces) {
                out.push(' ');
                out.push_str(&said);
            }
        }
    } else if all {
        let text: Vec<String> =
            lines(provision).iter().flat_map(|line| &line.pieces).map(|piece| piece.text.clone()).collect();
        out.push_str(&format!(" Text: {}", stopped(&one_space(&text.join(" ")))));
    }
    out
}

/// "Section 404, now section 403, Strategy on illicit synthetic opioids".
fn named(provision: &Provision) -> String {
    let (cite, heading) = (cite(provision), summary::heading(provision));
    if heading.is_empty() { cite } else { format!("{cite}, {}", heading.trim_end_matches('.')) }
}

/// "Section 404, now section 403".
fn cite(provision: &Provision) -> String {
    match (&provision.old, &provision.new) {
        (Some(old), Some(new)) if provision.redesignated => {
            format!("{}, now {}", written_out(&old.cite), lower(&written_out(&new.cite)))
        }
        _ => provision.side().map(|side| written_out(&side.cite)).unwrap_or_default(),
    }
}

/// All that happened, in words, and how much text came or went.
fn marks(report: &Report, provision: &Provision) -> String {
    let marks = summary::marks(report, provision).replace(" -> ", " to ").replace("Sec. ", "section ");
    match provision.change.as_str() {
        "added" | "dropped" => {
            let words = provision.side().map_or(0, |side| side.words);
            format!("{marks}, {}", summary::counted(words))
        }
        _ if provision.is_quiet() => "the same in both".to_owned(),
        _ => marks,
    }
}

/// "Section 403(a)" of "Sec. 403(a)".
fn written_out(cite: &str) -> String {
    match cite.strip_prefix("Sec. ") {
        Some(rest) => format!("Section {}", rest.replace("Sec. ", "section ")),
        None => cite.replace("Sec. ", "section "),
    }
}

/// "section 403(a)": as it stands within a sentence.
fn lower(cite: &str) -> String {
    cite.strip_prefix("Section ").map_or_else(|| cite.to_owned(), |rest| format!("section {rest}"))
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Pieces of one provision inside another.
struct Passage<'l> {
    /// None for the unit's own words, and for those of which no provision inside is known.
    cite: Option<String>,
    pieces: Vec<&'l Piece>,
}

/// The lines that differ, by the provision inside the unit whose own words they are. What is added or dropped whole
/// is one passage, with all inside it.
fn passages<'l>(provision: &Provision, lines: &'l [Line]) -> Vec<Passage<'l>> {
    let mut inside = Inside::default();
    inside.gather(&provision.children);
    let mut out: Vec<Passage<'l>> = vec![Passage { cite: None, pieces: Vec::new() }];
    let mut before = None;
    for line in lines {
        let kind = line.kind();
        let exact = inside.of(line);
        // What follows a whole line and is of its kind stands inside it or after it: no other provision is named.
        let goes_on = exact.is_none() && kind.is_some() && kind == before;
        before = kind;
        if kind == Some(Kind::Same) {
            continue;
        }
        let cite = if goes_on { None } else { exact.or_else(|| inside.that_begins(line)) };
        if !goes_on && cite != out.last().and_then(|last| last.cite.clone()) {
            out.push(Passage { cite, pieces: Vec::new() });
        }
        if let Some(last) = out.last_mut() {
            last.pieces.extend(&line.pieces);
        }
    }
    out.retain(|passage| !passage.pieces.is_empty());
    out
}

/// The changed provisions inside a unit, found by their first line.
#[derive(Default)]
struct Inside {
    /// What is said of each: its citation and what happened to it.
    said: Vec<String>,
    exact: FxHashMap<(String, String), VecDeque<usize>>,
    /// By the first words of either draft.
    beginning: FxHashMap<(Kind, String), Vec<usize>>,
}

/// Words that tell a provision from its neighbours: designation and heading.
const FIRST_WORDS: usize = 4;

impl Inside {
    fn gather(&mut self, children: &[Provision]) {
        // Depth is bounded by the builder's nesting.
        for child in children {
            if let Some(first) = lines(child).first() {
                let at = self.said.len();
                self.said.push(format!("{}, {}", named(child), mark(child)));
                let both = said_before_and_after(first);
                for key in beginnings(&both) {
                    self.beginning.entry(key).or_default().push(at);
                }
                self.exact.entry(both).or_default().push_back(at);
            }
            self.gather(&child.children);
        }
    }

    /// The provision whose first line this is, in both drafts to the letter.
    fn of(&mut self, line: &Line) -> Option<String> {
        let at = self.exact.get_mut(&said_before_and_after(line))?.pop_front()?;
        Some(self.said[at].clone())
    }

    /// The one provision that begins with these words, if there is no other.
    fn that_begins(&self, line: &Line) -> Option<String> {
        let keys = beginnings(&said_before_and_after(line));
        let only = keys.iter().find_map(|key| match self.beginning.get(key).map(Vec::as_slice) {
            Some(&[only]) => Some(only),
            _ => None,
        })?;
        Some(self.said[only].clone())
    }
}

/// What happened to a provision inside another, in a word.
fn mark(child: &Provision) -> &str {
    match child.change.as_str() {
        "unchanged" if child.redesignated => "redesignated",
        "unchanged" => "same words",
        "changed" if child.form_only => "changed in form only",
        change => change,
    }
}

/// The first words as the new draft has them, and as the old one does; none where they are too few to tell.
fn beginnings((old, new): &(String, String)) -> Vec<(Kind, String)> {
    let first = |kind: Kind, text: &str| {
        let words: Vec<&str> = text.split(' ').take(FIRST_WORDS).collect();
        (words.len() == FIRST_WORDS).then(|| (kind, words.join(" ")))
    };
    [first(Kind::New, new), first(Kind::Old, old)].into_iter().flatten().collect()
}

/// The line as each draft has it.
fn said_before_and_after(line: &Line) -> (String, String) {
    let without = |dropped: Kind| -> String {
        let kept = line.pieces.iter().filter(|piece| piece.kind != dropped);
        one_space(&kept.map(|piece| piece.text.as_str()).collect::<String>())
    };
    (without(Kind::New), without(Kind::Old))
}

fn one_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Deleted: may.", "Inserted: shall.": a sentence for each run of words.
fn said<'p>(pieces: impl IntoIterator<Item = &'p Piece>) -> Vec<String> {
    let mut runs: Vec<(Kind, String)> = Vec::new();
    for piece in pieces {
        let text = one_space(&piece.text);
        match runs.last_mut() {
            Some((kind, run)) if *kind == piece.kind => *run = format!("{run} {text}"),
            _ => runs.push((piece.kind, text)),
        }
    }
    let told = |(kind, text): (Kind, String)| match kind {
        Kind::Same => None,
        Kind::Old => Some(format!("Deleted: {}", stopped(&spoken(&text)))),
        Kind::New => Some(format!("Inserted: {}", stopped(&spoken(&text)))),
    };
    runs.into_iter().filter_map(told).collect()
}

/// Marks alone are named, for they are seldom spoken.
fn spoken(text: &str) -> String {
    if text.chars().any(char::is_alphanumeric) {
        // The bars of a table's row are no words.
        return text.replace(" |", ";").trim_start_matches("| ").to_owned();
    }
    let names: Vec<&str> = text.chars().filter_map(name).collect();
    if names.is_empty() { text.to_owned() } else { format!("{text} ({})", names.join(", ")) }
}

fn name(mark: char) -> Option<&'static str> {
    Some(match mark {
        '.' => "full stop",
        ',' => "comma",
        ';' => "semicolon",
        ':' => "colon",
        '—' | '–' => "dash",
        '-' => "hyphen",
        '(' => "opening bracket",
        ')' => "closing bracket",
        '"' => "quotation mark",
        '\'' => "apostrophe",
        '$' => "dollar sign",
        '%' => "per cent sign",
        '/' => "slash",
        '|' => "end of a cell",
        _ => return None,
    })
}

/// What is left to say: citations that point elsewhere, close calls.
fn ends(report: &Report) -> Vec<String> {
    let mut out = Vec::new();
    if !report.references.is_empty() {
        out.push(format!("Cross-references: {}", references::counts(&report.references)));
    }
    for reference in report.references.iter().filter(|reference| reference.is_broken()) {
        let place = written_out(&reference.place);
        out.push(format!("{place} cites {}, {}: {}", reference.cite, reference.status, reference.trouble()));
    }
    out.push(summary::close_calls(report));
    out
}
