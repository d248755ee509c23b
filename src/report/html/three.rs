//! The page of three drafts: the two that went in, and what came of both, in columns.
//!
//! Its rows and words are those of [`super::super::three`]. What all three have alike is there once, over the whole
//! width. The page has no script: there is nothing on it that needs one.

use maud::{Markup, html};

use super::super::columns::own;
use super::super::depth::Depths;
use super::super::model::{Document, Provision, Report, Side};
use super::super::shown::{Kind, Line, Piece};
use super::super::three::{Block, Row, Three, Word};
use super::super::{Layout, notes, summary};
use super::redline::{FIRST_RANK, LEAST_FOLD};
use super::shell::{self, Extras, capital, file_name, versions};
use super::{address, first, path_length, redline};

const NAMES: [&str; 3] = ["first", "second", "third"];
/// A list of at most so many rows is open.
const SHORT_LIST: usize = 40;

struct Page<'t> {
    three: &'t Three,
    /// The anchor of each row.
    addresses: Vec<String>,
    /// What each draft is called, and the draft.
    drafts: [(&'static str, &'t Document); 3],
}

pub(super) fn markup(three: &Three) -> Markup {
    let [first, second, third] = three.documents();
    let drafts = [(NAMES[0], first), (NAMES[1], second), (NAMES[2], third)];
    Page { three, addresses: address::of_three(three), drafts }.markup()
}

impl Page<'_> {
    fn markup(&self) -> Markup {
        let tool = &self.three.first.tool;
        let title =
            format!("{}: {}. Bill comparison", summary::bills(&self.three.first), versions(&self.three.documents()));
        let body = html! {
            a.skip href="#changes" { "Skip to the changes" }
            (self.first_screen())
            div.body.columns {
                main #changes {
                    h2 { "The text" }
                    (legend())
                    (self.rows())
                }
            }
            (shell::foot(tool, &self.drafts))
        };
        shell::page(tool, &title, &self.drafts, &body, &Extras::default())
    }

    fn first_screen(&self) -> Markup {
        let third = &self.three.first.new;
        let drafts = self.drafts.map(|(name, document)| (capital(name), document));
        let drafts: Vec<(&str, &Document)> = drafts.iter().map(|(name, document)| (name.as_str(), *document)).collect();
        html! {
            header.first {
                p.what { "Comparison of three drafts" }
                h1 { (summary::bills(&self.three.first).replace(" -> ", " → ")) }
                @if let Some(title) = &third.title { p.title { (title) } }
                (first::drafts(&drafts))
                (self.notes())
                @for (name, report) in [(NAMES[0], &self.three.first), (NAMES[1], &self.three.second)] {
                    h2 { "From the " (name) " to the third" }
                    @if report.is_quiet() {
                        p { (summary::nothing(report).trim_end()) }
                    } @else {
                        p.verdict { (first::verdict(report)) }
                        (first::counts(report))
                    }
                    (first::around_sections(report))
                }
                (self.what_happened())
                p.derived { "Derived comparison, not an official document." }
            }
        }
    }

    fn notes(&self) -> Markup {
        let notes = notes::of_three(self.three, &Layout { notes: true, ..Layout::default() });
        html! {
            @if !notes.is_empty() {
                section.notes aria-labelledby="notes" {
                    h2 #notes { "Notes" }
                    ul { @for (place, note) in &notes { li { b { (place) } " " (note) } } }
                }
            }
        }
    }

    /// Every row that is not the same in all three, with a link.
    fn what_happened(&self) -> Markup {
        let rows = self.three.rows.iter().zip(&self.addresses);
        let told: Vec<(&Row, &String)> = rows.filter(|(row, _)| !self.three.is_quiet(**row)).collect();
        html! {
            @if !told.is_empty() {
                details.happened open[told.len() <= SHORT_LIST] {
                    summary { h2 { "What happened" } " " span.n { (told.len()) } }
                    table {
                        thead {
                            tr {
                                th scope="col" { "Provision" }
                                th scope="col" { "First to third" }
                                th scope="col" { "Second to third" }
                            }
                        }
                        tbody {
                            @for (row, address) in told {
                                tr {
                                    th scope="row" { a href={ "#" (address) } { (self.title(*row)) } }
                                    @for (report, unit) in self.reports().into_iter().zip(self.three.provisions(*row)) {
                                        td { (became(report, unit)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn reports(&self) -> [&Report; 2] {
        [&self.three.first, &self.three.second]
    }

    /// Citation and heading, as the third draft has them if it does.
    fn title(&self, row: Row) -> String {
        let Some(unit) = self.three.provisions(row).into_iter().flatten().next() else { return String::new() };
        let cite = unit.side().map_or("", |side| side.cite.as_str());
        format!("{cite} {}", summary::heading(unit)).trim_end().to_owned()
    }

    /// All rows; those that are the same in all three are folded, run by run.
    fn rows(&self) -> Markup {
        let rows = &self.three.rows;
        let quiet = |at: usize| self.three.is_quiet(rows[at]);
        let ranks = self.ranks();
        let mut parts = Vec::new();
        let mut at = 0;
        while at < rows.len() {
            let end = (at..rows.len()).find(|&end| quiet(end) != quiet(at)).unwrap_or(rows.len());
            let run = html! { @for at in at..end { (self.row(at, ranks[at])) } };
            parts.push(if quiet(at) {
                html! {
                    details.run {
                        summary {
                            (self.title(rows[at]))
                            @if end - at > 1 { " and " (end - at - 1) " after it" }
                            ": the same in all three"
                        }
                        (run)
                    }
                }
            } else {
                run
            });
            at = end;
        }
        html! { @for part in &parts { (part) } }
    }

    /// Ranks of headings, none skipped: neither where the runs are folded nor where they are open.
    fn ranks(&self) -> Vec<usize> {
        let (mut before, mut seen_before) = (FIRST_RANK - 1, FIRST_RANK - 1);
        let mut ranks = Vec::new();
        for &row in &self.three.rows {
            let length = self.three.provisions(row).into_iter().flatten().next().map_or(0, path_length);
            let wanted = (FIRST_RANK + length).min(before + 1).min(6);
            before = if self.three.is_quiet(row) { wanted } else { wanted.min(seen_before + 1) };
            if !self.three.is_quiet(row) {
                seen_before = before;
            }
            ranks.push(before);
        }
        ranks
    }

    fn row(&self, at: usize, rank: usize) -> Markup {
        let row = self.three.rows[at];
        let address = &self.addresses[at];
        html! {
            section.u id=(address) {
                (redline::heading(rank, &html! { a href={ "#" (address) } { (self.title(row)) } }))
                table.three {
                    (self.heads())
                    tbody {
                        (self.stands(row))
                        (words(&self.three.blocks(row)))
                    }
                }
            }
        }
    }

    fn heads(&self) -> Markup {
        html! {
            thead {
                tr {
                    @for (name, document) in self.drafts {
                        th scope="col" {
                            (capital(name))
                            @match &document.version_code {
                                Some(code) => { ": " (code.to_uppercase()) },
                                None => { ": " (file_name(&document.path)) },
                            }
                        }
                    }
                }
            }
        }
    }

    /// Where a row stands in each draft, and what became of it.
    fn stands(&self, row: Row) -> Markup {
        let units = self.three.provisions(row);
        let third = units.into_iter().flatten().find_map(|unit| unit.new.as_ref());
        html! {
            tr {
                @for (report, unit) in self.reports().into_iter().zip(units) {
                    td {
                        p.said {
                            b { (became(report, unit)) } "."
                            @if let Some(side) = unit.and_then(|unit| unit.old.as_ref()) { " " (place(side)) "." }
                        }
                    }
                }
                td { p.said { @match third { Some(side) => { (place(side)) "." }, None => { b { "not in this draft" } "." } } } }
            }
        }
    }
}

/// "~ changed, redesignated"; what a draft does not have is told so.
fn became(report: &Report, unit: Option<&Provision>) -> String {
    match unit {
        Some(unit) if unit.old.is_some() => {
            let sign = summary::sign(unit).replace('-', "−");
            format!("{sign} {}", summary::marks(report, unit)).trim_start().to_owned()
        }
        Some(unit) => {
            let from = summary::relation(report, unit).map_or(String::new(), |from| format!(" ({from})"));
            format!("not in this draft{from}")
        }
        None => "not in this draft".to_owned(),
    }
}

/// "Sec. 3, line 12".
fn place(side: &Side) -> String {
    format!("{}, {}", side.cite, side.location.place())
}

fn legend() -> Markup {
    let word = |text: &str, in_first: bool, in_second: bool| {
        third_line(&[Word { text: text.to_owned(), in_first, in_second }])
    };
    html! {
        p.legend {
            "How to read it: in the columns of the first and the second draft, " del { "struck" }
            " words are not in the third. In the column of the third, words that "
            (word("neither has", false, false)) ", that " (word("the first alone has", true, false)) ", that "
            (word("the second alone has", false, true)) ". Text over the whole width is the same in all three."
        }
    }
}

/// The blocks of a row as rows of its table. Those with one text for all three stand over the whole width; several of
/// them are folded.
fn words(blocks: &[Block]) -> Markup {
    let mut depths: [Depths; 3] = std::array::from_fn(|_| Depths::default());
    let common: Vec<Option<String>> = blocks.iter().map(common).collect();
    let mut parts = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        if common[at].is_none() {
            parts.push(beside(&blocks[at], &mut depths));
            at += 1;
            continue;
        }
        let end = (at..blocks.len()).find(|&end| common[end].is_none()).unwrap_or(blocks.len());
        let lines: Vec<Markup> = common[at..end].iter().flatten().map(|text| paragraph(&mut depths, text)).collect();
        parts.push(html! {
            tr {
                td colspan="3" {
                    @if end - at < LEAST_FOLD || end - at == blocks.len() {
                        @for line in &lines { (line) }
                    } @else {
                        details.fold { summary { (end - at) " provisions the same" } @for line in &lines { (line) } }
                    }
                }
            }
        });
        at = end;
    }
    html! { @for part in &parts { (part) } }
}

/// The text of a block that all three spell alike.
fn common(block: &Block) -> Option<String> {
    if !block.is_quiet() {
        return None;
    }
    let joined = |words: &mut dyn Iterator<Item = &str>| words.collect::<Vec<_>>().join(" ");
    let third = joined(&mut block.third.iter().flatten().map(|word| word.text.as_str()));
    let of = |lines: &[Line]| {
        let own: Vec<String> = lines.iter().map(|line| text_of(&own(line, Kind::Old))).collect();
        joined(&mut own.iter().flat_map(|line| line.split_whitespace()))
    };
    (of(&block.first) == third && of(&block.second) == third).then_some(third)
}

fn text_of(line: &Line) -> String {
    line.pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// A line of all three.
fn paragraph(depths: &mut [Depths; 3], text: &str) -> Markup {
    let deep = depths.each_mut().map(|depths| depths.next(text))[2];
    html! { p class={ "t i" (deep) } { (text) } }
}

/// A block in three columns.
fn beside(block: &Block, depths: &mut [Depths; 3]) -> Markup {
    let [first, second, third] = depths;
    html! {
        tr {
            @for (lines, depths) in [(&block.first, first), (&block.second, second)] {
                td {
                    @for line in lines.iter().map(|line| own(line, Kind::Old)).filter(|line| !line.pieces.is_empty()) {
                        p class={ "t i" (depths.next(&text_of(&line))) } { (old_line(&line)) }
                    }
                }
            }
            td {
                @for line in &block.third {
                    @let text = line.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
                    p class={ "t i" (third.next(&text)) } { (third_line(line)) }
                }
            }
        }
    }
}

/// A line of the first or the second draft, with what the third does not have struck.
fn old_line(line: &Line) -> Markup {
    let piece = |piece: &Piece| match piece.kind {
        Kind::Old => html! { del { span.v { "[not in the third: " } (piece.text) span.v { "] " } } },
        _ => html! { (piece.text) },
    };
    html! { @for one in &line.pieces { (piece(one)) } }
}

/// A line of the third draft; what came of one alone, or of neither, says so to those who see and to those who listen.
fn third_line(words: &[Word]) -> Markup {
    let origin = |word: &Word| (word.in_first, word.in_second);
    html! {
        @for (at, run) in words.chunk_by(|a, b| origin(a) == origin(b)).enumerate() {
            @if at > 0 { " " }
            @let text = run.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
            @match origin(&run[0]) {
                (true, true) => (text),
                (true, false) => ins.one { span.v { "[the first alone: " } (text) span.v { "] " } },
                (false, true) => ins.two { span.v { "[the second alone: " } (text) span.v { "] " } },
                (false, false) => ins { span.v { "[neither: " } (text) span.v { "] " } },
            }
        }
    }
}
