//! Columns beside each other in the terminal: each draft's words wrapped in its own.

use super::Layout;
use super::marks::fill;
use super::shown::{Kind, Line, Piece};
use super::terminal::{FAINT, HEAD, Row, Wrapper, plain, styled};

/// Columns of the terminal that a draft needs to be read in.
const LEAST_COLUMN: usize = 22;
/// What parts two columns.
const BETWEEN: &str = " | ";

/// Columns of the terminal that so many drafts beside each other need.
pub const fn least_width(drafts: usize) -> usize {
    drafts * LEAST_COLUMN + (drafts - 1) * BETWEEN.len()
}

/// As many columns as there are drafts, of one width.
pub(super) struct Columns<'l> {
    layout: &'l Layout,
    count: usize,
    pub width: usize,
}

impl<'l> Columns<'l> {
    pub fn new(count: usize, layout: &'l Layout) -> Self {
        let between = (count - 1) * BETWEEN.len();
        Self { layout, count, width: (layout.width.max(least_width(count)) - between) / count }
    }

    /// The rows of lines in a column, each draft's own words marked.
    pub fn lines(&self, lines: &[Line]) -> Vec<Row> {
        let rows = |line: &Line| {
            let mut wrapper = Wrapper::new("", self.width);
            fill(&mut wrapper, line, self.layout, |kind| self.layout.column_mark(kind));
            wrapper.rows()
        };
        lines.iter().flat_map(rows).collect()
    }

    /// The rows of a text of the report itself.
    pub fn told(&self, text: &str) -> Vec<Row> {
        let mut wrapper = Wrapper::new("", self.width);
        for word in plain(text).split_whitespace() {
            wrapper.word(word, &styled(word, HEAD, self.layout.color), false);
        }
        wrapper.rows()
    }

    /// Cells beside each other, from the top.
    pub fn beside(&self, cells: &[Vec<Row>]) -> String {
        let blank = Row::default();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        let between = styled(BETWEEN, FAINT, self.layout.color);
        let row = |at: usize| {
            let padded = cells.iter().map(|cell| {
                let row = cell.get(at).unwrap_or(&blank);
                format!("{}{}", row.text, " ".repeat(self.width.saturating_sub(row.columns)))
            });
            padded.collect::<Vec<_>>().join(&between)
        };
        (0..height).map(|at| format!("{}\n", row(at).trim_end())).collect()
    }

    /// A line under the heads of the columns.
    pub fn rule(&self) -> String {
        format!("{}\n", vec!["-".repeat(self.width); self.count].join("-+-"))
    }
}

/// A line as one draft has it: without the other's words, and in its own spelling. Where one only has words, the
/// other has nothing.
pub(super) fn own(line: &Line, kind: Kind) -> Line {
    let mut pieces: Vec<Piece> = Vec::new();
    for piece in line.pieces.iter().filter(|piece| piece.kind == Kind::Same || piece.kind == kind) {
        let text = piece.was.as_ref().filter(|_| kind == Kind::Old).unwrap_or(&piece.text);
        match pieces.last_mut() {
            Some(last) if last.kind == piece.kind => last.text.push_str(text),
            _ => pieces.push(Piece { kind: piece.kind, text: text.clone(), was: None, breaks: piece.breaks }),
        }
    }
    Line { pieces, ..*line }
}
