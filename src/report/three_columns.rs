//! Three drafts beside each other in the terminal: the two that went in, and what came of them.

use anstyle::Style;

use super::columns::{Columns, own};
use super::marks::{Mark, run};
use super::model::{Document, Provision, Report, Side};
use super::redline::skip;
use super::shown::{Kind, Line};
use super::terminal::{FAINT, HEAD, Row, Wrapper, plain, styled};
use super::three::{self, Three, Word};
use super::{Layout, around, notes, summary};

/// Columns of the terminal that three drafts need.
pub const LEAST_WIDTH: usize = super::columns::least_width(3);

const NAMES: [&str; 3] = ["first", "second", "third"];

/// Writes the three drafts beside each other, as far as they differ.
pub fn write(three: &Three, layout: &Layout) -> String {
    let documents = three.documents();
    let named: Vec<(&str, &Document)> = NAMES.into_iter().zip(documents).collect();
    let mut out = summary::identified(&summary::bills(&three.first), &named, layout);
    out.push_str(&notes::wrapped(notes::of_three(three, layout), layout));
    out.push_str(&counts(three, layout));
    let columns = Columns::new(3, layout);
    let head = |(name, document): &(&str, &Document)| {
        columns.told(&format!("{}: {}", name.to_uppercase(), summary::version(document)))
    };
    let heads: Vec<Vec<Row>> = named.iter().map(head).collect();
    out.push_str(&format!("\n{}\n{}{}", legend(layout), columns.beside(&heads), columns.rule()));
    let mut quiet = 0;
    for &row in &three.rows {
        if three.is_quiet(row) && !layout.all {
            quiet += 1;
            continue;
        }
        out.push_str(&format!("\n{}", head_of(three, row, &columns, layout)));
        out.push_str(&words(three, row, &columns, layout));
    }
    if quiet > 0 {
        let what = if quiet == 1 { "provision is" } else { "provisions are" };
        let said = format!("{quiet} {what} the same in all three (--all shows them).");
        out.push_str(&format!("\n{}", summary::wrapped(&said, layout)));
    }
    out
}

/// What became of each of the two, in figures, and what changed around its sections.
fn counts(three: &Three, layout: &Layout) -> String {
    let mut out = String::new();
    for (name, report) in [("first", &three.first), ("second", &three.second)] {
        out.push_str(&format!("\nFrom the {name} to the third:\n{}", summary::wrapped_verdict(report, layout)));
        out.push_str(&around::write(report, true, layout));
    }
    out
}

/// What the marks mean, in the marks.
fn legend(layout: &Layout) -> String {
    let mut wrapper = Wrapper::new("", layout.width);
    wrapper.words("In the columns of the first and the second draft:");
    run(&mut wrapper, "words that are not in the third", false, layout.column_mark(Kind::Old), layout.color);
    wrapper.word(".", ".", true);
    wrapper.words("In the column of the third:");
    for (words, origin, end) in [
        ("words that neither has", (false, false), ","),
        ("words that the first alone has", (true, false), ","),
        ("words that the second alone has", (false, true), "."),
    ] {
        run(&mut wrapper, words, false, mark(origin, layout), layout.color);
        wrapper.word(end, end, true);
    }
    wrapper.finish()
}

/// The mark of words of the third draft that the first or the second has.
fn mark(origin: (bool, bool), layout: &Layout) -> Mark {
    let new = layout.mark(Kind::New);
    match origin {
        (true, true) => layout.mark(Kind::Same),
        (true, false) => Mark { open: "{1+", close: "+1}", ..new },
        (false, true) => Mark { open: "{2+", close: "+2}", ..new },
        (false, false) => layout.column_mark(Kind::New),
    }
}

/// The provision's citation and heading, then what each draft has of it.
fn head_of(three: &Three, row: three::Row, columns: &Columns<'_>, layout: &Layout) -> String {
    let provisions = three.provisions(row);
    let Some(unit) = provisions.into_iter().flatten().next() else { return String::new() };
    let mut wrapper = Wrapper::new("", layout.width).hanging(2);
    let title = unit.side().map_or(String::new(), |side| side.cite.clone());
    let title = format!("{title} {}", summary::heading(unit));
    plain(&title).split_whitespace().for_each(|word| wrapper.word(word, &styled(word, HEAD, layout.color), false));
    let reports = [&three.first, &three.second];
    let mut cells: Vec<Vec<Row>> = Vec::new();
    for (report, provision) in reports.into_iter().zip(provisions) {
        cells.push(came_of(report, provision, columns, layout));
    }
    let third = unit.new.as_ref();
    cells.push(third.map_or_else(
        || said("not in this draft", columns, layout),
        |side| stands(side, &three.first.new, "", columns, layout),
    ));
    format!("{}{}", wrapper.finish(), columns.beside(&cells))
}

/// Where a provision stands in the first or the second draft, and what became of it.
fn came_of(report: &Report, provision: Option<&Provision>, columns: &Columns<'_>, layout: &Layout) -> Vec<Row> {
    let Some(provision) = provision else { return said("not in this draft", columns, layout) };
    let marks = summary::marks(report, provision);
    match &provision.old {
        Some(side) => stands(side, &report.old, &format!("{} {marks}", summary::sign(provision)), columns, layout),
        None => {
            let from = summary::relation(report, provision).map_or(String::new(), |from| format!(" ({from})"));
            said(&format!("not in this draft{from}"), columns, layout)
        }
    }
}

fn said(text: &str, columns: &Columns<'_>, layout: &Layout) -> Vec<Row> {
    let mut wrapper = Wrapper::new("", columns.width);
    plain(text).split_whitespace().for_each(|word| wrapper.word(word, &styled(word, FAINT, layout.color), false));
    wrapper.rows()
}

fn stands(side: &Side, document: &Document, marks: &str, columns: &Columns<'_>, layout: &Layout) -> Vec<Row> {
    let mut wrapper = Wrapper::new("", columns.width);
    wrapper.words(&plain(marks));
    layout.cite(&mut wrapper, side, &document.path, Style::new());
    wrapper.words(&format!("({})", side.location.place()));
    wrapper.rows()
}

fn words(three: &Three, row: three::Row, columns: &Columns<'_>, layout: &Layout) -> String {
    let mut out = String::new();
    let mut skipped = 0;
    for block in three.blocks(row) {
        if block.is_quiet() && !layout.all {
            skipped += 1;
            continue;
        }
        out.push_str(&skip(&mut skipped, layout));
        let old = |lines: &[Line]| -> Vec<Row> {
            let own: Vec<Line> =
                lines.iter().map(|line| own(line, Kind::Old)).filter(|line| !line.pieces.is_empty()).collect();
            columns.lines(&own)
        };
        let third = block.third.iter().flat_map(|line| third_line(line, columns, layout)).collect();
        out.push_str(&columns.beside(&[old(&block.first), old(&block.second), third]));
    }
    out.push_str(&skip(&mut skipped, layout));
    out
}

fn third_line(words: &[Word], columns: &Columns<'_>, layout: &Layout) -> Vec<Row> {
    let origin = |word: &Word| (word.in_first, word.in_second);
    let mut wrapper = Wrapper::new("", columns.width);
    for part in words.chunk_by(|a, b| origin(a) == origin(b)) {
        let text = part.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        run(&mut wrapper, &text, false, mark(origin(&part[0]), layout), layout.color);
    }
    wrapper.rows()
}
