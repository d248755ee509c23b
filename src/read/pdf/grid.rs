//! The grid of the page: what a line's place says of it.
//!
//! GPO's print sets the first line of a provision one step further right than its wrapped lines, and each depth
//! one step further right than the one above it:
//!
//! ```text
//! SEC. 2. HEADING THAT                       150   a head; its wrapped lines stand at 226
//!     (a) In General.--The                   178   first line of depth 0
//! officer shall--                            150   wrapped
//!         (1) do one                         206   first line of depth 1
//!     thing; and                             178   wrapped: the place of depth 0's first lines
//! ```
//!
//! So a place alone does not tell the first line of one depth from the wrapped lines of the next. What does is the
//! right margin: lines are justified, and only the last one of a paragraph ends short of it. With that, each
//! line is given the column it would have in GPO's text (see [`lines`](crate::read::lines)), where the two differ.

use super::page_lines::PrintLine;
use crate::read::outline::{enumerator, heads};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// The first line of a paragraph, so deep below its section.
    First(u16),
    /// A further line of a paragraph of that depth, or text that goes on after a list.
    Wrapped(u16),
    /// The head of a section, an entry of a contents list, a whereas clause: they begin at the margin and hang.
    Head,
    HeadWrapped,
    Centred,
}

/// A line with what its place says.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub line: PrintLine,
    pub slot: Slot,
    /// A paragraph begins with it.
    pub begins: bool,
}

/// Where lines begin and end on the page, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    left: f32,
    step: f32,
    right: f32,
    /// Lines are filled up to the right margin, but for the last of a paragraph.
    justified: bool,
}

/// Edges nearer than this, in points, are one.
const SAME_EDGE: f32 = 1.6;

/// Justified lines end this near to the right margin; real ones are off by 0.2 at most.
const AT_EDGE: f32 = 0.7;

/// A left edge counts as one of the grid's if at least one line of so many begins there.
const EDGE_SHARE: usize = 60;

/// Steps outside of these, in sizes of the type, are not believed: GPO indents by two.
const STEP: std::ops::Range<f32> = 0.8..4.5;

/// Share of lines, in hundredths, that end at the right margin where text is justified.
const JUSTIFIED: usize = 35;

impl Grid {
    /// Measures the lines of a bill.
    pub(super) fn of(lines: &[PrintLine], numbered: bool) -> Self {
        let body: Vec<&PrintLine> = lines.iter().filter(|line| !numbered || line.margin.is_some()).collect();
        let size = commonest(body.iter().map(|line| line.size)).unwrap_or(12.0);
        let body = || body.iter().filter(|line| (line.size - size).abs() < 0.5);
        let edges = edges(body().map(|line| line.x));
        let total: usize = edges.iter().map(|(_, count)| count).sum();
        let common: Vec<f32> =
            edges.iter().filter(|(_, count)| count * EDGE_SHARE >= total).map(|(edge, _)| *edge).collect();
        let steps = common.windows(2).map(|pair| pair[1] - pair[0]).filter(|gap| STEP.contains(&(gap / size)));
        let right = commonest(body().map(|line| line.end)).unwrap_or(0.0);
        let at_right = body().filter(|line| (line.end - right).abs() < SAME_EDGE).count();
        Self {
            left: common.first().copied().unwrap_or(0.0),
            step: steps.min_by(f32::total_cmp).unwrap_or(2.0 * size),
            right,
            justified: at_right * 100 >= body().count() * JUSTIFIED,
        }
    }

    /// How many steps from the left margin a line begins; None where it stands between two.
    fn level(&self, line: &PrintLine) -> Option<u16> {
        let steps = (line.x - self.left) / self.step;
        ((steps - steps.round()).abs() < OFF_GRID && steps.round() >= 0.0).then(|| steps.round().min(60.0) as u16)
    }

    fn nearest(&self, line: &PrintLine) -> u16 {
        ((line.x - self.left) / self.step).round().clamp(0.0, 60.0) as u16
    }

    /// Whether a line was broken only because it was full.
    fn is_full(&self, line: &PrintLine, next: Option<&PrintLine>) -> bool {
        if line.ends_in_a_word() {
            return true;
        }
        if self.justified && line.size > 0.0 {
            return line.end > self.right - AT_EDGE;
        }
        let space = 0.25 * line.size;
        next.is_some_and(|next| line.end + space + next.first_word > self.right)
    }

    /// Whether a line stands in the middle of the text.
    fn is_centred(&self, line: &PrintLine) -> bool {
        let off = (line.x - self.left) - (self.right - line.end);
        off.abs() < 2.0 * SAME_EDGE && line.x > self.left + AT_EDGE
    }
}

/// Part of a step that a line may be off the grid by.
const OFF_GRID: f32 = 0.15;

/// The commonest of some lengths, to a tenth of a point; of equals the largest.
fn commonest(lengths: impl Iterator<Item = f32>) -> Option<f32> {
    edges(lengths).into_iter().max_by(|a, b| a.1.cmp(&b.1).then(a.0.total_cmp(&b.0))).map(|(edge, _)| edge)
}

/// Lengths that are about the same, counted, in order.
fn edges(lengths: impl Iterator<Item = f32>) -> Vec<(f32, usize)> {
    let mut sorted: Vec<f32> = lengths.collect();
    sorted.sort_by(f32::total_cmp);
    let mut counted: Vec<(f32, usize)> = Vec::new();
    for length in sorted {
        match counted.last_mut() {
            Some((edge, count)) if length - *edge < SAME_EDGE => *count += 1,
            _ => counted.push((length, 1)),
        }
    }
    counted
}

/// What is open while lines are placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    /// A paragraph whose wrapped lines stand at this level.
    Text(u16),
    Head,
    /// An entry of a contents list: what stands centred below it is a title of the list.
    Entry,
    Recital,
    Centred,
    /// A heading too long for one line: it begins at the margin and hangs.
    LongHeading,
}

/// Places all lines.
pub(super) fn place(lines: Vec<PrintLine>, grid: Grid, numbered: bool) -> Vec<Placed> {
    let full: Vec<bool> = (0..lines.len()).map(|at| grid.is_full(&lines[at], lines.get(at + 1))).collect();
    let mut placer = Placer { grid, numbered, lines: &lines, full: &full, open: Open::Nothing };
    let slots: Vec<(Slot, bool)> = (0..lines.len()).map(|at| placer.place(at)).collect();
    lines.into_iter().zip(slots).map(|(line, (slot, begins))| Placed { line, slot, begins }).collect()
}

struct Placer<'l> {
    grid: Grid,
    numbered: bool,
    lines: &'l [PrintLine],
    full: &'l [bool],
    open: Open,
}

impl Placer<'_> {
    /// The slot of one line, and whether a paragraph begins with it.
    fn place(&mut self, at: usize) -> (Slot, bool) {
        let line = &self.lines[at];
        let level = self.grid.level(line);
        if let Some(open) = self.heads(at, level) {
            self.open = open;
            return (Slot::Head, true);
        }
        let closed = self.is_closed(at);
        match self.open {
            Open::Entry if heads::container(&line.text).is_some() => {}
            Open::Head | Open::Entry
                if level.is_none() && line.x > self.grid.left + self.grid.step && self.same_type(at) =>
            {
                return (Slot::HeadWrapped, false);
            }
            Open::Recital if !closed && level != Some(0) => return (Slot::HeadWrapped, false),
            Open::LongHeading if !closed && line.capitals => return (Slot::Centred, false),
            _ => {}
        }
        // The last line of a paragraph may be full by chance: then its end tells.
        let may_head = closed || at > 0 && ends_a_provision(&self.lines[at - 1].text);
        if may_head && self.is_heading(at, level) {
            let goes_on = self.open == Open::Centred && self.heading_goes_on(at);
            self.open = Open::Centred;
            return (Slot::Centred, !goes_on);
        }
        if may_head && self.is_long_heading(at, level) {
            self.open = Open::LongHeading;
            return (Slot::Centred, true);
        }
        self.text(at, closed)
    }

    /// What a line opens that heads a section, or is an entry of a contents list, or recites.
    fn heads(&self, at: usize, level: Option<u16>) -> Option<Open> {
        let line = &self.lines[at];
        if level != Some(0) {
            return None;
        }
        let listed = heads::is_section_line(&line.text) && (!self.numbered || line.margin.is_none());
        if heads::is_capital_section_line(heads::unquoted(&line.text)) {
            Some(Open::Head)
        } else if !self.is_closed(at) {
            None
        } else if line.text.starts_with("Whereas") {
            Some(Open::Recital)
        } else {
            listed.then_some(Open::Entry)
        }
    }

    /// Whether the paragraph before ended with the line before.
    fn is_closed(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        match self.open {
            Open::Nothing | Open::Head | Open::Entry | Open::Centred => true,
            Open::Text(_) | Open::Recital | Open::LongHeading => !self.full[before] || !self.same_type(at),
        }
    }

    /// Whether a line is set in the size of the one before.
    fn same_type(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| (self.lines[before].size - self.lines[at].size).abs() < 1.0)
    }

    fn is_heading(&self, at: usize, level: Option<u16>) -> bool {
        let line = &self.lines[at];
        let like_text = line.text.ends_with(['.', ':', ';', ',']) || line.text.ends_with('—');
        self.grid.is_centred(line)
            && !(enumerator::starts(heads::unquoted(&line.text)))
            && !(level.is_some() && like_text && !line.capitals)
    }

    /// A heading in capitals that fills its line begins at the margin; the rest of it hangs one step.
    fn is_long_heading(&self, at: usize, level: Option<u16>) -> bool {
        let line = &self.lines[at];
        let hangs = self.lines.get(at + 1).is_some_and(|next| next.capitals && self.grid.level(next) == Some(1));
        level == Some(0) && line.capitals && hangs && self.full[at] && line.text.chars().any(char::is_alphabetic)
    }

    /// Whether a centred line goes on with the heading above it, and is no further heading.
    fn heading_goes_on(&self, at: usize) -> bool {
        let (Some(before), line) = (at.checked_sub(1).map(|before| &self.lines[before]), &self.lines[at]) else {
            return false;
        };
        let bare = heads::container(&before.text).is_some_and(|head| head.name.is_empty());
        let parenthetical = line.text.starts_with('(') || before.text.ends_with(')');
        let would_fit = (before.end - before.x) + 0.25 * line.size + line.first_word < HEADING_WIDTH * self.width();
        !bare
            && heads::container(&line.text).is_none()
            && !parenthetical
            && case(&before.text) == case(&line.text)
            && !would_fit
    }

    fn width(&self) -> f32 {
        self.grid.right - self.grid.left
    }

    /// A line of running text.
    fn text(&mut self, at: usize, closed: bool) -> (Slot, bool) {
        let line = &self.lines[at];
        let level = self.grid.nearest(line);
        let numbered = enumerator::starts(heads::unquoted(&line.text));
        if let Open::Text(wrapped) = self.open {
            let by_chance = numbered && level > 0 && ends_a_provision(&self.lines[at - 1].text);
            if !closed && level == wrapped && !(by_chance && self.goes_back(at, level)) {
                return (Slot::Wrapped(wrapped), false);
            }
        }
        let first = level > 0 && (numbered || self.begins_as_first_line(at, level));
        let wrapped = if first { level - 1 } else { level };
        self.open = Open::Text(wrapped);
        (if first { Slot::First(wrapped) } else { Slot::Wrapped(wrapped) }, true)
    }

    /// Whether a line is full and the next one begins a step further left, as after a first line.
    fn goes_back(&self, at: usize, level: u16) -> bool {
        let next = self.lines.get(at + 1).filter(|_| self.full[at]);
        next.is_some_and(|next| self.grid.level(next) == Some(level - 1))
    }

    /// Whether an unnumbered line that begins a paragraph is a first line, or text that goes on after a list.
    fn begins_as_first_line(&self, at: usize, level: u16) -> bool {
        let line = &self.lines[at];
        let next = self.lines.get(at + 1).filter(|_| self.full[at]);
        match next.map(|next| self.grid.nearest(next)) {
            Some(below) if below + 1 == level => true,
            Some(below) if below == level => false,
            _ => !line.text.starts_with(|c: char| c.is_lowercase()),
        }
    }
}

/// A heading is broken only where the next word would make it wider than this share of the text.
const HEADING_WIDTH: f32 = 0.85;

/// Capitals, small capitals or both.
fn case(text: &str) -> (bool, bool) {
    (text.contains(char::is_uppercase), text.contains(char::is_lowercase))
}

fn ends_a_provision(text: &str) -> bool {
    let text = text.strip_suffix(" and").or_else(|| text.strip_suffix(" or")).unwrap_or(text);
    text.ends_with(['.', ';', ':', '—'])
}

#[cfg(test)]
mod tests {
    use super::Slot::{First, Head, Wrapped};
    use super::*;

    /// Numbered lines 336 points wide, of which the shorter ones end before the right margin.
    fn placed(lines: &[(f32, f32, &str)]) -> Vec<(Slot, bool)> {
        let line = |(at, (x, end, text)): (usize, &(f32, f32, &str))| PrintLine {
            page: 1,
            y: 700.0 - 26.0 * at as f32,
            text: (*text).to_owned(),
            x: *x,
            end: *end,
            size: 14.0,
            spaced: true,
            capitals: !text.contains(|c: char| c.is_lowercase()),
            margin: Some(super::super::page_lines::Margin { number: at as u32 + 1, x: 133.0, end: 140.0 }),
            ..PrintLine::default()
        };
        let lines: Vec<PrintLine> = lines.iter().enumerate().map(line).collect();
        let grid = Grid::of(&lines, true);
        place(lines, grid, true).into_iter().map(|placed| (placed.slot, placed.begins)).collect()
    }

    #[test]
    fn the_right_margin_tells_a_first_line_from_a_wrapped_one_at_the_same_place() {
        let told = placed(&[
            (150.0, 300.0, "SEC. 2. OARS."),
            (178.0, 486.0, "(a) In General.--The keeper of the boats and"),
            (150.0, 240.0, "oars shall--"),
            (206.0, 486.0, "(1) do one thing that takes more than the"),
            (178.0, 486.0, "line it begins on, and more than the next one"),
            (178.0, 240.0, "too; and"),
            (178.0, 486.0, "(b) Row.--The keeper may row on every day on"),
            (150.0, 240.0, "which it rains."),
        ]);
        let slots: Vec<Slot> = told.iter().map(|(slot, _)| *slot).collect();
        assert_eq!(slots, [Head, First(0), Wrapped(0), First(1), Wrapped(1), Wrapped(1), First(0), Wrapped(0)]);
        let begins: Vec<usize> = (0..told.len()).filter(|&at| told[at].1).collect();
        assert_eq!(begins, [0, 1, 3, 6]);
    }

    #[test]
    fn a_heading_stands_in_the_middle_and_text_that_does_so_by_chance_is_none() {
        let told = placed(&[
            (178.0, 486.0, "(a) In General.--The keeper of the boats and"),
            (150.0, 486.0, "oars shall keep them as the Secretary says and"),
            (150.0, 300.0, "shall row."),
            (258.0, 378.0, "TITLE II"),
            (178.0, 486.0, "(1) do one thing that takes more than the line"),
            (150.0, 486.0, "it begins on, and more than the next one, too,"),
        ]);
        assert_eq!(told[3], (Slot::Centred, true));
        assert!(told.iter().enumerate().all(|(at, (slot, _))| at == 3 || *slot != Slot::Centred));
    }
}
