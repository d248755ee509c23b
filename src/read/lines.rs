//! Lines: what every format that is not XML is cut into, and how lines become paragraphs again.
//!
//! Text, HTML, Markdown, PDF and DOCX know nothing of provisions; they know lines, and mostly where on the
//! page a line begins. A reader hands over [`Line`]s and says how its page is laid out ([`Layout`]); this
//! module joins wrapped lines. What a paragraph *is* (a section, a clause, a heading) is decided in
//! [`outline`](super::outline), in one place for all formats.
//!
//! GPO's page sets the first line of a provision at column `first + step * depth` and its wrapped lines
//! `first` columns further left, where depth counts from the section downwards:
//!
//! ```text
//! SEC. 2. HEADING.                           column 0
//!     (a) In General.--The                   4     depth 0
//! officer shall--                            0     wrapped
//!             (1) do one                     12    depth 1
//!         thing; and                         8     wrapped
//! but only once.                             0     flush: text of depth 0 again, after the list
//! ```
//!
//! So a line that begins with "(a)" at a wrapped column is no provision: it is the tail of "subsection (a)".

use std::borrow::Cow;

use super::outline::{enumerator, heads, quotes};
use crate::bill::Place;

/// One line as its format prints it.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// Without the white space around it. Never empty.
    pub text: Cow<'a, str>,
    /// Where its first character stands in the source.
    pub place: Place,
    /// Its indentation, in columns of the page; 0 for none.
    pub column: u16,
    /// A blank line (or a gap of that kind) stands before it.
    pub blank_before: bool,
    /// Set in the middle of the page: a heading.
    pub centred: bool,
    /// A space follows it in the source: the line was broken there, not at a hyphen.
    pub spaced: bool,
}

/// How the lines of a source are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Indentation tells depth: first lines at `first + step * depth`, wrapped ones at `step * depth`.
    Ladder { first: u16, step: u16 },
    /// Lines are wrapped but their indentation is lost: enumerators and punctuation must do.
    Flat,
}

/// A paragraph: lines joined again.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph {
    pub text: String,
    pub place: Place,
    /// How deep below its section it is printed, where the layout tells.
    pub depth: Option<u8>,
    /// It begins where wrapped lines do, so it is text that goes on after a list.
    pub flush: bool,
    pub centred: bool,
    /// Begins at the left margin, as section heads and entries of a contents list do.
    pub at_margin: bool,
    pub blank_before: bool,
    /// What the format says of it beyond its words.
    pub told: Told,
}

/// What a format says of a paragraph beyond its words: Markdown, HTML and DOCX know headings, tables and
/// quotations, where a page of text only shows them. By default nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// It is a heading, of this rank: 1 for the highest.
    pub heading: Option<u8>,
    /// How many quotations it stands in; 0 where only its own marks can tell.
    pub quoted: u8,
    /// It is a row of a table.
    pub row: bool,
    /// What follows a section's number on its line is its heading, capitals or not.
    pub headed: bool,
}

impl Paragraph {
    /// A paragraph of which nothing is known but its words.
    pub(super) fn plain(text: String, place: Place) -> Self {
        Self {
            text,
            place,
            depth: None,
            flush: false,
            centred: false,
            at_margin: true,
            blank_before: true,
            told: Told::default(),
        }
    }
}

/// Wrapped lines of a section's head stand further right than this.
const HEAD_WRAP_FROM: u16 = 8;

/// The first line of a paragraph is shorter than its wrapped ones by so many columns.
const FIRST_LINE_SET_IN: usize = 4;

/// Deepest displayed depth told apart.
const MAX_DISPLAY_DEPTH: u16 = 40;

/// Joins lines into paragraphs.
pub(super) fn paragraphs(lines: &[Line<'_>], layout: Layout) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::with_capacity(lines.len() / 3 + 1);
    let mut quotation = quotes::Open::default();
    // How long a wrapped line of the paragraph can be at least.
    let mut widest = 0;
    for (at, line) in lines.iter().enumerate() {
        let slot = Slot::of(line, lines.get(at + 1), layout);
        let previous = at.checked_sub(1).map(|before| &lines[before]);
        match out.last_mut() {
            Some(current) if !begins(line, slot, current, Before { line: previous, widest }, quotation, layout) => {
                let set_in = if widest == 0 { FIRST_LINE_SET_IN } else { 0 };
                widest = widest.max(previous.map_or(0, |line| width(line) + set_in));
                quotation.read_on(&line.text);
                join(&mut current.text, previous.is_some_and(|line| line.spaced), &line.text);
            }
            _ => {
                widest = 0;
                quotation = quotes::Open::begin(&line.text);
                out.push(Paragraph {
                    text: line.text.clone().into_owned(),
                    place: line.place,
                    depth: slot.depth(),
                    flush: matches!(slot, Slot::Wrapped(_)) && !heads::is_section_line(&line.text),
                    centred: line.centred,
                    at_margin: line.column == 0,
                    blank_before: line.blank_before,
                    told: Told::default(),
                });
            }
        }
    }
    out
}

/// Adds a wrapped line. Words are never broken at the end of a line, so a hyphen, dash or slash there is a
/// real one, and what follows is joined to it without a space ("non-" and "profit") unless the source has one
/// ("mis-, dis-, or mal- " and "information").
fn join(text: &mut String, spaced: bool, next: &str) {
    let glued = !spaced && text.ends_with(['-', '—', '/']);
    if !glued {
        text.push(' ');
    }
    text.push_str(next);
}

/// What a line's column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    First(u8),
    Wrapped(u8),
    Untold,
}

impl Slot {
    fn of(line: &Line<'_>, next: Option<&Line<'_>>, layout: Layout) -> Self {
        let Layout::Ladder { first, step } = layout else { return Self::Untold };
        if line.centred {
            return Self::Untold;
        }
        let depth = (line.column / step).min(MAX_DISPLAY_DEPTH) as u8;
        let begins = if first == step {
            // Each column is that of first lines of one depth and of wrapped lines of the next.
            depth > 0 && !runs_on_below(line, next)
        } else {
            line.column % step >= first
        };
        match (begins, first == step) {
            (true, true) => Self::First(depth - 1),
            (true, false) => Self::First(depth),
            (false, _) => Self::Wrapped(depth),
        }
    }

    fn depth(self) -> Option<u8> {
        match self {
            Self::First(depth) | Self::Wrapped(depth) => Some(depth),
            Self::Untold => None,
        }
    }
}

/// What stands before a line.
#[derive(Clone, Copy)]
struct Before<'l> {
    line: Option<&'l Line<'l>>,
    /// As the paragraph's lines before that show, there was room for so much.
    widest: usize,
}

fn width(line: &Line<'_>) -> usize {
    line.text.chars().count()
}

/// Whether a line begins a new paragraph.
fn begins(
    line: &Line<'_>,
    slot: Slot,
    current: &Paragraph,
    before: Before<'_>,
    quotation: quotes::Open,
    layout: Layout,
) -> bool {
    if line.blank_before || line.centred != current.centred {
        return true;
    }
    if line.centred {
        // "TITLE I" and its name may stand on lines next to each other.
        return heads::container(&current.text).is_some_and(|head| head.name.is_empty());
    }
    if current.at_margin && current.text.starts_with("Whereas") {
        // A whereas clause hangs: its wrapped lines are the indented ones.
        return if layout == Layout::Flat { line.text.starts_with("Whereas ") } else { line.column < HEAD_WRAP_FROM };
    }
    // Inside a quoted block every paragraph opens the quotation again, and quotes within are single: two back
    // quotes at the start of a line begin a paragraph there, wherever the line stands.
    if heads::opens_quote(&line.text) && quotation.is_open() {
        return true;
    }
    let numbered = enumerator::starts(heads::unquoted(&line.text));
    if current.at_margin && heads::is_section_line(&current.text) {
        let wrapped_head = line.column > HEAD_WRAP_FROM && !numbered;
        let goes_on = match slot {
            Slot::Untold => heads::is_capital_section_line(&current.text) && is_all_capitals(&line.text),
            slot => slot == Slot::Wrapped(0) && !heads::is_section_line(&line.text),
        };
        return !wrapped_head && !goes_on;
    }
    match (slot, layout) {
        (Slot::First(_), Layout::Ladder { first, step }) if first == step => {
            begins_on_a_short_ladder(line, current, step, numbered)
        }
        (Slot::First(_), _) => true,
        (Slot::Wrapped(depth), _) => {
            heads::is_capital_section_line(&line.text)
                || heads::is_quoted_section_line(&line.text)
                || current.depth.is_some_and(|open| depth < open)
        }
        (Slot::Untold, _) => begins_without_columns(line, current, before, numbered),
    }
}

/// Whether the next line goes on right below: a first line has its next one further left.
fn runs_on_below(line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
    next.is_some_and(|next| {
        let word = next.text.split(' ').next().map_or(0, str::len);
        let full = usize::from(line.column) + line.text.chars().count() + word >= SURELY_FULL;
        let item = line.text.ends_with([';', ':', '.']) || enumerator::starts(heads::unquoted(&line.text));
        next.column == line.column && !next.blank_before && !next.centred && full && !item
    })
}

/// A line that, with the first word of the next, would be longer than this was wrapped.
const SURELY_FULL: usize = 62;

/// Where first lines stand only as far right as the wrapped lines of the next depth: a line at the wrapped
/// column of the open paragraph goes on with it, unless it is numbered and the line before was not full.
fn begins_on_a_short_ladder(line: &Line<'_>, current: &Paragraph, step: u16, numbered: bool) -> bool {
    let wrapped_at = u16::from(current.depth.unwrap_or(0)) * step;
    if line.column != wrapped_at {
        return true;
    }
    let section = heads::is_section_line(&line.text);
    numbered && ends_a_provision(&current.text)
        || section && (ends_a_provision(&current.text) || current.text.ends_with(')'))
}

/// Without columns a paragraph begins where a number follows the end of a provision, where a section begins,
/// or where the line before ended a sentence though there was room for more.
fn begins_without_columns(line: &Line<'_>, current: &Paragraph, before: Before<'_>, numbered: bool) -> bool {
    if heads::is_capital_section_line(&line.text) {
        return true;
    }
    let ended = ends_a_provision(&current.text);
    let had_room = before.line.is_some_and(|previous| {
        let word = line.text.split(' ').next().map_or(0, |word| word.chars().count());
        let needed = width(previous) + 1 + word;
        previous.text.ends_with(['.', ':']) && needed < SURELY_NOT_FULL || needed <= before.widest
    });
    ended && (numbered || had_room || heads::is_section_line(&line.text) || heads::is_named_container(&line.text))
}

/// A wrapped line of GPO's page is longer than this even where it is indented by five levels.
const SURELY_NOT_FULL: usize = 30;

/// Whether text is set in capitals, as the heads of sections are.
fn is_all_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// Whether text ends as provisions do: with a stop, a semicolon (and "and" or "or"), a colon or a dash.
pub(super) fn ends_a_provision(text: &str) -> bool {
    let text = text.trim_end();
    let text = text.strip_suffix(" and").or_else(|| text.strip_suffix(" or")).unwrap_or(text);
    text.ends_with(['.', ';', ':', ',', '—']) || text.ends_with("--") || text.ends_with("''")
}
