//! The first screen: who is compared, counts that add up, what happened, what to type next.

mod rows;

use super::model::{Counts, Document, Provision, Report, Side};
use super::policy::Acceptance;
use super::shown::{Kind, Line, Piece, lines};
use super::terminal::{HEAD, Wrapper, cut, pad, plain, styled};
use super::{Layout, around, cells, explain, look, notes, references};
use unicode_width::UnicodeWidthStr;

/// Edits of at most so many words are shown in the list itself.
const FEW_WORDS: usize = 14;

/// Writes the summary.
pub fn write(report: &Report, layout: &Layout) -> String {
    let mut out = who(report, layout);
    out.push('\n');
    let around = around::write(report, false, layout);
    if report.is_quiet() {
        out.push_str(&format!("{}{around}", nothing(report)));
        return out;
    }
    out.push_str(&wrapped(&counts(report), layout));
    out.push('\n');
    if !around.is_empty() {
        out.push_str(&format!("{around}\n"));
    }
    let look = look::write(report, layout);
    if !look.is_empty() {
        out.push_str(&format!("{look}\n"));
    }
    out.push_str(&rows::list(report, layout));
    out.push_str(&wrapped(&references::summary(report), layout));
    out.push_str(&close_calls(report));
    out.push('\n');
    out.push_str(&next(report));
    out
}

/// Lines that each wrap under themselves; a figure is never parted from its word.
pub(super) fn wrapped(text: &str, layout: &Layout) -> String {
    let line = |line: &str| {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let mut wrapper = Wrapper::new(&line[..indent], layout.width).hanging(indent + 4);
        let words: Vec<&str> = line.split_whitespace().collect();
        let is_figure = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        for together in words.chunk_by(|word, _| is_figure(word)) {
            let together = together.join(" ");
            wrapper.word(&together, &together, false);
        }
        wrapper.finish()
    };
    text.lines().map(line).collect()
}

/// What stands above the words: the drafts, the counts of the first screen, what changed around the sections.
pub(super) fn opening(report: &Report, layout: &Layout) -> String {
    let around = around::write(report, true, layout);
    let parted = if around.is_empty() || report.is_quiet() { "" } else { "\n" };
    format!("{}\n{}{parted}{around}", who(report, layout), wrapped_verdict(report, layout))
}

/// [`verdict`], in the terminal's width.
pub(super) fn wrapped_verdict(report: &Report, layout: &Layout) -> String {
    wrapped(&verdict(report), layout)
}

/// "2 matches are close calls, 3 more inside sections: --explain".
pub(super) fn close_calls(report: &Report) -> String {
    explain::close_calls(report).map(|close| format!("{close}: --explain\n")).unwrap_or_default()
}

/// The two drafts, old first.
pub fn who(report: &Report, layout: &Layout) -> String {
    let drafts = [("old", &report.old), ("new", &report.new)];
    format!("{}{}", identified(&bills(report), &drafts, layout), notes::write(report, layout))
}

/// The bill, with the title of the last draft that has one, and each draft under its name.
pub(super) fn identified(bills: &str, drafts: &[(&str, &Document)], layout: &Layout) -> String {
    let title = drafts.iter().rev().find_map(|(_, document)| document.title.as_ref());
    let head = title.map_or(bills.to_owned(), |title| format!("{bills} - {title}"));
    let mut out = identity(&head, layout);
    let versions: Vec<String> = drafts.iter().map(|(_, document)| version(document)).collect();
    let columns = versions.iter().map(|version| version.width()).max().unwrap_or(0);
    let names = drafts.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    for ((name, document), version) in drafts.iter().zip(&versions) {
        let sections = if document.sections == 1 { "section" } else { "sections" };
        let counted = format!("{} {sections}, {} words", thousands(document.sections), thousands(document.words));
        out.push_str(&format!(
            "  {}  {}  {}  {}\n",
            pad(name, names),
            pad(version, columns),
            pad(&counted, 26),
            plain(&document.path)
        ));
    }
    out
}

/// "H.R. 8752, 118th Congress", or both where two bills are compared.
pub fn bills(report: &Report) -> String {
    match (&report.old.cite, &report.new.cite) {
        (Some(old), Some(new)) if old != new => format!("{old} -> {new}"),
        (_, Some(cite)) | (Some(cite), None) => cite.clone(),
        (None, None) => "Two drafts".to_owned(),
    }
}

/// Rows of the line that says which bill this is.
const MOST_HEAD_ROWS: usize = 4;

/// The bill and its long title, on as many rows as it takes, up to a few.
fn identity(head: &str, layout: &Layout) -> String {
    let mut wrapper = Wrapper::new("", layout.width);
    plain(head).split_whitespace().for_each(|word| wrapper.word(word, word, false));
    let wrapped = wrapper.finish();
    let mut rows: Vec<&str> = wrapped.lines().collect();
    let last;
    if rows.len() > MOST_HEAD_ROWS {
        last = cut(&format!("{} {}", rows[MOST_HEAD_ROWS - 1], rows[MOST_HEAD_ROWS]), layout.width).into_owned();
        rows.truncate(MOST_HEAD_ROWS - 1);
        rows.push(&last);
    }
    rows.iter().map(|row| format!("{}\n", styled(row, HEAD, layout.color))).collect()
}

/// "EH - Engrossed in House (2024-06-28)": code, name and date, always all three where they are known.
pub fn version(document: &Document) -> String {
    let mut out = document.version_code.as_deref().map_or_else(|| "version not told".to_owned(), str::to_uppercase);
    if let Some(name) = &document.version_name {
        out.push_str(" - ");
        out.push_str(name);
    }
    if let Some(date) = &document.date {
        out.push_str(&format!(" ({date})"));
    }
    plain(&out).into_owned()
}

/// Proof of work where nothing differs.
pub fn nothing(report: &Report) -> String {
    let document = &report.new;
    let sections = if document.sections == 1 { "section" } else { "sections" };
    let verdict = if report.front_matter.is_some() { "No differences in the provisions." } else { "No differences." };
    format!("{verdict} {} {sections}, {} words compared.\n", thousands(document.sections), thousands(document.words))
}

/// What happened, in counts; or that nothing did.
pub fn verdict(report: &Report) -> String {
    if report.is_quiet() { nothing(report) } else { counts(report) }
}

/// Counts of sections, then of what stands beside them; each line adds up to its total.
pub(super) fn counts(report: &Report) -> String {
    let mut out = String::new();
    let sections = &report.summary.sections;
    out.push_str(&count_line("section", sections));
    for (level, counts) in beside_sections(report) {
        if differing(&counts) + counts.redesignated + counts.moved + counts.retitled > 0 {
            out.push_str(&count_line(level, &counts));
        }
    }
    out
}

/// Counts of every other level than sections, in reading order.
pub fn beside_sections(report: &Report) -> Vec<(&str, Counts)> {
    let mut levels: Vec<&str> = Vec::new();
    for provision in &report.provisions {
        if provision.level != "section" && !levels.contains(&provision.level.as_str()) {
            levels.push(&provision.level);
        }
    }
    let counts = |level: &str| Counts::of(report.provisions.iter().filter(|provision| provision.level == level));
    levels.into_iter().map(|level| (level, counts(level))).collect()
}

pub fn differing(counts: &Counts) -> usize {
    counts.added + counts.dropped + counts.changed + counts.form_only
}

pub(super) fn count_line(level: &str, counts: &Counts) -> String {
    let total = differing(counts) + counts.unchanged;
    if total == 0 {
        return String::new();
    }
    let mut out = format!(
        "{}: {} added, {} dropped, {} changed, {} in form only, {} unchanged",
        levels(total, level),
        counts.added,
        counts.dropped,
        counts.changed,
        counts.form_only,
        counts.unchanged
    );
    let marks: Vec<String> = marks_beside(counts)
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, mark)| format!("{count} {mark}"))
        .collect();
    if !marks.is_empty() {
        out.push_str(&format!("; {}", marks.join(", ")));
    }
    out.push('\n');
    out
}

/// The marks that stand beside the five counts, with their words.
pub fn marks_beside(counts: &Counts) -> [(usize, &'static str); 6] {
    [
        (counts.redesignated, "redesignated"),
        (counts.moved, "moved"),
        (counts.retitled, "retitled"),
        (counts.split, "split off"),
        (counts.merged, "merged"),
        (counts.conforming, "conforming"),
    ]
}

/// "3 accounts", "1 whereas clause".
pub fn levels(count: usize, level: &str) -> String {
    let name = match level {
        "text" => "unnumbered text",
        "recital" => "whereas clause",
        other => other,
    };
    match (count, name.strip_suffix('y')) {
        (1, _) => format!("1 {name}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        _ => format!("{count} {name}s"),
    }
}

/// One sign for what happened, that needs no colour.
pub fn sign(provision: &Provision) -> &'static str {
    match provision.change.as_str() {
        "added" => "+",
        "dropped" => "-",
        "changed" if provision.form_only => ".",
        "changed" => "~",
        _ if provision.redesignated || provision.moved || provision.retitled => ">",
        _ => " ",
    }
}

/// "Sec. 404 -> Sec. 403  Limits on ...": both numbers where they differ, and the heading.
pub fn title(provision: &Provision) -> String {
    let (cite, heading) = (numbers(provision), heading(provision));
    if heading.is_empty() { cite } else { format!("{cite}  {heading}") }
}

/// The heading; empty where there is none, and where the citation is made of it.
pub fn heading(provision: &Provision) -> String {
    let side = provision.side().filter(|side| side.heading.as_ref().is_none_or(|head| !side.cite.ends_with(head)));
    side.and_then(|side| side.heading.clone()).unwrap_or_default()
}

/// The sides by which a provision is named, with the paths of their drafts: both where it bears another number.
pub fn named_sides<'r>(report: &'r Report, provision: &'r Provision) -> Vec<(&'r str, &'r Side)> {
    let old = provision.old.as_ref().map(|side| (report.old.path.as_str(), side));
    let new = provision.new.as_ref().map(|side| (report.new.path.as_str(), side));
    match (old, new) {
        (Some(old), Some(new)) if provision.redesignated => vec![old, new],
        (old, new) => new.or(old).into_iter().collect(),
    }
}

pub fn numbers(provision: &Provision) -> String {
    match (&provision.old, &provision.new) {
        (Some(old), Some(new)) if provision.redesignated => format!("{} -> {}", old.cite, new.cite),
        _ => provision.side().map(|side| side.cite.clone()).unwrap_or_default(),
    }
}

/// All that happened, in words: "changed, redesignated", "moved from Title I to Title III".
pub fn marks(report: &Report, provision: &Provision) -> String {
    let mut marks = vec![match provision.change.as_str() {
        "changed" if provision.form_only => "changed in form only".to_owned(),
        "unchanged" => "same words".to_owned(),
        other => other.to_owned(),
    }];
    if provision.conforming {
        marks.push("conforming".to_owned());
    }
    if provision.redesignated {
        marks.push("redesignated".to_owned());
    }
    if provision.moved {
        marks.push(moved(provision));
    }
    if provision.retitled {
        let was = provision.old.as_ref().and_then(|side| side.heading.as_deref()).unwrap_or("no heading");
        marks.push(format!("retitled (was: {was})"));
    }
    marks.extend(relation(report, provision));
    marks.extend(provision.accepted.as_ref().map(Acceptance::told));
    marks.join(", ")
}

/// From where to where, as far as the two places differ. Headings are told where the numbers alone are the same.
pub fn moved(provision: &Provision) -> String {
    let place = |side: &Option<Side>| side.as_ref().and_then(|side| side.path.last().cloned());
    let (old, new) = (place(&provision.old), place(&provision.new));
    if old == new {
        return "moved".to_owned();
    }
    let [old, new] = [old, new].map(|place| place.unwrap_or_else(|| "the bill itself".to_owned()));
    let number = |place: &str| place.split(':').next().unwrap_or(place).to_owned();
    match [&old, &new].map(|place| number(place)) {
        [from, to] if from == to => format!("moved from {old} to {new}"),
        [from, to] => format!("moved from {from} to {to}"),
    }
}

/// The section that a part came from, or went into.
pub fn relation(report: &Report, provision: &Provision) -> Option<String> {
    let sections = || report.provisions.iter().filter(|other| other.level == provision.level);
    let cite = |pick: fn(&Provision) -> &Option<Side>, ordinal: u32| {
        let sides = sections().filter_map(|other| pick(other).as_ref());
        sides.filter(|side| side.ordinal == Some(ordinal)).map(|side| side.cite.clone()).next()
    };
    if let Some(ordinal) = provision.split_from {
        let from = cite(|other| &other.old, ordinal);
        return Some(from.map_or("split off".to_owned(), |from| format!("split off from old {from}")));
    }
    let ordinal = provision.merged_into?;
    let into = cite(|other| &other.new, ordinal);
    Some(into.map_or("merged".to_owned(), |into| format!("merged into new {into}")))
}

/// Whether the redline has words to show: a new number alone is told in the title.
pub fn has_words_to_show(provision: &Provision) -> bool {
    provision.change != "unchanged" || provision.retitled
}

/// "403" of "Sec. 403".
fn short(cite: &str) -> String {
    cite.rsplit_once("Sec. ").map_or(cite, |(_, number)| number).to_owned()
}

/// The change in a few words: the words themselves if they are few, else how many and where.
fn what_changed(provision: &Provision) -> String {
    match brief(provision) {
        Brief::Words(lines) => lines.iter().filter_map(few).collect::<Vec<_>>().join(" ... "),
        Brief::Told(told) => told,
    }
}

/// What is told of a changed provision in one line.
pub enum Brief {
    /// The lines that hold the few words that changed.
    Words(Vec<Line>),
    /// How many words, and in which provisions inside.
    Told(String),
}

/// The words themselves if they are few, else how many and where.
pub fn brief(provision: &Provision) -> Brief {
    let mut lines = lines(provision);
    let marked = |kind| -> usize {
        let pieces = lines.iter().flat_map(|line| &line.pieces).filter(|piece| piece.kind == kind);
        pieces.map(|piece| piece.text.split_whitespace().count()).sum()
    };
    let (out, new) = (marked(Kind::Old), marked(Kind::New));
    if out + new <= FEW_WORDS && cells::told(provision).is_empty() {
        forget_new_number(provision, &mut lines);
        lines.retain(|line| line.pieces.iter().any(|piece| piece.kind != Kind::Same));
        return Brief::Words(lines);
    }
    let mut inside = inside(provision);
    let cells = cells::told(provision);
    if !cells.is_empty() {
        let more = if cells.len() > 1 { format!("; {} more in tables", cells.len() - 1) } else { String::new() };
        let first = format!("{}{more}", cells[0]);
        inside = if inside.is_empty() { first } else { format!("{inside}; {first}") };
    }
    let words = match (out, new) {
        (0, new) => format!("{} in", counted(new)),
        (out, 0) => format!("{} out", counted(out)),
        (out, new) => format!("{} out, {} in", counted(out), thousands(new)),
    };
    Brief::Told(if inside.is_empty() { words } else { format!("{inside}; {words}") })
}

/// A new number is told beside the citation and needs no second telling.
fn forget_new_number(provision: &Provision, lines: &mut [Line]) {
    let (Some(old), Some(new), Some(line)) = (&provision.old, &provision.new, lines.first_mut()) else { return };
    let is_number = |piece: &Piece| match piece.kind {
        Kind::Same => false,
        Kind::Old => piece.text.trim_end_matches('.') == short(&old.cite),
        Kind::New => piece.text.trim_end_matches('.') == short(&new.cite),
    };
    if provision.redesignated {
        line.pieces.retain(|piece| !is_number(piece));
    }
}

/// The marked words of a line.
fn few(line: &Line) -> Option<String> {
    let marked: Vec<String> = line
        .pieces
        .iter()
        .filter_map(|piece| match piece.kind {
            Kind::Old => Some(format!("[-{}-]", piece.text.trim())),
            Kind::New => Some(format!("{{+{}+}}", piece.text.trim())),
            Kind::Same => None,
        })
        .collect();
    (!marked.is_empty()).then(|| marked.join(" ").replace("-] {+", "-]{+"))
}

/// "(b) added, (c) to (e) redesignated": what happened to the provisions directly inside.
pub fn inside(provision: &Provision) -> String {
    let named: Vec<(&str, String)> =
        provision.children.iter().filter_map(|child| Some((inner_mark(child)?, designation(child)?))).collect();
    let told: Vec<String> = named
        .chunk_by(|a, b| a.0 == b.0)
        .map(|run| match run {
            [(mark, only)] => format!("{only} {mark}"),
            [(mark, first), (_, second)] => format!("{first} and {second} {mark}"),
            [(mark, first), .., (_, last)] => format!("{first} to {last} {mark}"),
            [] => String::new(),
        })
        .collect();
    told.join(", ")
}

fn inner_mark(child: &Provision) -> Option<&'static str> {
    Some(match child.change.as_str() {
        "added" => "added",
        "dropped" => "dropped",
        "changed" => "changed",
        _ if child.redesignated => "redesignated",
        _ if child.moved => "moved",
        _ if child.retitled => "retitled",
        _ => return None,
    })
}

/// "(b)" of "Sec. 403(b)".
fn designation(child: &Provision) -> Option<String> {
    let cite = &child.side()?.cite;
    cite.ends_with(')').then(|| cite.rfind('(').map(|at| cite[at..].to_owned())).flatten()
}

/// What to type next, ready to paste.
fn next(report: &Report) -> String {
    let quote = |path: &str| {
        let safe = |c: char| c.is_ascii_alphanumeric() || "/._-+:\\".contains(c);
        if !path.is_empty() && path.chars().all(safe) {
            path.to_owned()
        } else {
            format!("'{}'", path.replace('\'', "'\\''"))
        }
    };
    let command = format!("billdiff {} {}", quote(&report.old.path), quote(&report.new.path));
    let first = report
        .provisions
        .iter()
        .find(|provision| provision.level == "section" && !provision.is_quiet() && provision.change != "unchanged");
    let mut out = format!("read it   {command} --redline\n");
    if let Some(side) = first.and_then(Provision::side) {
        out.push_str(&format!("one part  {command} --redline --section {}\n", short(&side.cite)));
    }
    let figures = report.amounts.iter().filter(|row| !row.is_quiet()).count();
    if figures > 0 {
        let what = if figures == 1 { "figure" } else { "figures" };
        out.push_str(&format!("money     {command} --amounts   ({} {what} changed)\n", thousands(figures)));
    }
    out.push_str(&format!("save it   {command} -o changes.md\n"));
    plain(&out).into_owned()
}

/// "1 word", "18,302 words".
pub fn counted(words: usize) -> String {
    format!("{} {}", thousands(words), if words == 1 { "word" } else { "words" })
}

/// 18302 as "18,302".
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn figures_are_grouped() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_018_302), "1,018,302");
    }

    #[test]
    fn parts_of_one_number_are_told_apart_by_their_headings() {
        let told = |old: &str, new: &str| {
            let side =
                |path| json!({"cite": "Sec. 1", "path": [path], "words": 9, "location": {"line": 1, "column": 1}});
            let provision = json!({"id": "u1", "level": "section", "change": "unchanged", "moved": true,
                "old": side(old), "new": side(new), "edits": []});
            moved(&serde_json::from_value(provision).expect("a provision"))
        };
        assert_eq!(told("Title I: Lamps", "Title II: Birds"), "moved from Title I to Title II");
        assert_eq!(told("Title I: Lamps", "Title I: Birds"), "moved from Title I: Lamps to Title I: Birds");
        assert_eq!(told("Title I: Lamps", "Title I: Lamps"), "moved");
    }
}
