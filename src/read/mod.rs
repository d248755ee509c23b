//! 1. FILE -> BILL: finds the format of a draft from its content and reads it.
//!
//! 1. `encoding`: bytes become text (byte order mark, declaration, UTF-8, windows-1252).
//! 2. `detect`: the format, from what the text holds; the file's name only breaks ties.
//! 3. XML says what is what and goes straight to provisions ([`xml`]: element names are a table).
//! 4. Everything else becomes lines and meets at one outline parser ([`gpo`], `outline`), so that the
//!    nesting rule exists once.
//!
//! Reading succeeds with [notes](crate::bill::Note) on what was not certain; it fails only where there
//! is no bill to be read, or a part of it would be lost.

mod error;
mod gpo;

pub use error::{Error, Problem};

/// Which text of a reported bill is read: it may hold the old words, struck, beside the new ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// What stands if the committee's amendments are agreed to.
    #[default]
    Current,
    /// What stood before: struck words kept, added words left out.
    Struck,
}

/// How to read a draft.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions {
    pub side: Side,
}
