//! The words of both drafts beside each other in the terminal: old left, new right.

use super::columns::{Columns, own};
use super::fold::{Fold, folded};
use super::model::{Provision, Report};
use super::redline::{head, left_out, shown, shows_words, skip};
use super::shown::{Kind, Line, lines};
use super::{Layout, summary};

/// Columns of the terminal that two drafts need.
pub const LEAST_WIDTH: usize = super::columns::least_width(2);

/// "... 40 words the same ...", where it is shorter than they are.
const COUNTED: Fold = Fold { least: 10, told: |words| format!("... {} the same ...", summary::counted(words)) };

/// Writes both drafts beside each other, as far as something happened.
pub fn write(report: &Report, layout: &Layout) -> String {
    let mut out = summary::opening(report, layout);
    if report.is_quiet() && !layout.all {
        return out;
    }
    let columns = Columns::new(2, layout);
    let heads = [("OLD", &report.old), ("NEW", &report.new)]
        .map(|(side, document)| columns.told(&format!("{side}: {}", summary::version(document))));
    out.push_str(&format!("\n{}{}", columns.beside(&heads), columns.rule()));
    for provision in shown(report, layout) {
        out.push('\n');
        out.push_str(&head(report, provision, layout));
        if shows_words(provision, layout) {
            out.push_str(&words(provision, &columns, layout));
        }
    }
    out.push_str(&left_out(report, layout));
    out
}

/// The lines of a provision: those that only one draft has stand together opposite what the other has there.
fn words(provision: &Provision, columns: &Columns<'_>, layout: &Layout) -> String {
    let lines = lines(provision);
    let is_whole = |line: &Line| matches!(line.kind(), Some(Kind::Old | Kind::New));
    let mut out = String::new();
    let mut skipped = 0;
    for run in lines.chunk_by(|a, b| is_whole(a) && is_whole(b)) {
        if run[0].kind() == Some(Kind::Same) && !layout.all {
            skipped += 1;
            continue;
        }
        out.push_str(&skip(&mut skipped, layout));
        let run: Vec<Line> =
            run.iter().map(|line| if layout.all { line.clone() } else { folded(line, &COUNTED) }).collect();
        let side = |kind: Kind| {
            let own: Vec<Line> =
                run.iter().map(|line| own(line, kind)).filter(|line| !line.pieces.is_empty()).collect();
            columns.lines(&own)
        };
        out.push_str(&columns.beside(&[side(Kind::Old), side(Kind::New)]));
    }
    out.push_str(&skip(&mut skipped, layout));
    out
}
