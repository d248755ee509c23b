//! Tracked changes: which text of a document with them is read.
//!
//! Word keeps both texts: what was struck in `w:del` and `w:moveFrom`, what was added in `w:ins` and
//! `w:moveTo`. The mark that ends a paragraph can be struck or added as well: without it the paragraph goes on
//! with the next one. Type that is only struck through is a struck text too, the way a redline is set by hand.

use super::styles::Properties;
use crate::read::Side;
use crate::read::xml::tape::Tape;

/// Which text an element of changed words holds; None for one of neither.
pub fn side_of(name: &str) -> Option<Side> {
    match name {
        "del" | "moveFrom" => Some(Side::Struck),
        "ins" | "moveTo" => Some(Side::Current),
        _ => None,
    }
}

/// Whether an element and all in it is no text of the side that is read.
pub fn is_left_out(name: &str, side: Side) -> bool {
    side_of(name).is_some_and(|other| other != side)
}

/// Whether the properties of a paragraph's mark or of a row say that it is no part of the side that is read.
pub fn is_mark_left_out(tape: &Tape<'_>, properties: u32, side: Side) -> bool {
    tape.children(properties).any(|child| is_left_out(tape.elements[child as usize].name, side))
}

/// Whether the properties say that something was changed at all.
pub fn is_changed(tape: &Tape<'_>, properties: u32) -> bool {
    tape.children(properties).any(|child| side_of(tape.elements[child as usize].name).is_some())
}

/// Whether the type itself leaves a run out: struck through, or hidden.
pub fn is_run_left_out(run: &Properties, side: Side) -> bool {
    run.hidden == Some(true) || run.struck == Some(true) && side == Side::Current
}
