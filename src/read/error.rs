//! Why a draft could not be read.

use crate::bill::{Place, is_unseen};

/// A draft that could not be read: which file, where in it, what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.tell())]
#[non_exhaustive]
pub struct Error {
    /// The file as it was named.
    pub path: String,
    pub problem: Problem,
}

/// What is wrong in a source, before it is known what file it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// Where in the source, if the trouble has a place.
    pub place: Option<Place>,
    /// What is wrong, as a clause without a full stop.
    pub what: String,
    /// What to do about it, as a sentence without a full stop.
    pub advice: String,
    /// The file is something else than a bill, and not a bill that is broken.
    pub is_no_bill: bool,
}

impl Problem {
    /// Trouble with a source as a whole.
    pub fn new(what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { place: None, what: what.into(), advice: advice.into(), is_no_bill: false }
    }

    /// Trouble at one place.
    pub fn at(place: Place, what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { place: Some(place), ..Self::new(what, advice) }
    }

    /// The same trouble with a file that is no bill: among many files it is passed over.
    pub(super) fn of_no_bill(self) -> Self {
        Self { is_no_bill: true, ..self }
    }
}

impl Error {
    /// `path:line:column: what. advice.` on one line, for a paged source `path, page 3, line 4: ...`. Characters of the
    /// input that nobody sees never come through: they may be the trouble itself, and are shown as U+FFFD.
    fn tell(&self) -> String {
        let mut out = self.path.clone();
        if let Some(place) = self.problem.place {
            match place.page {
                0 => out.push_str(&format!(":{}:{}", place.line, place.column)),
                _ => out.push_str(&format!(", {place}")),
            }
        }
        out.push_str(&format!(": {}. {}.", self.problem.what, self.problem.advice));
        out.chars().map(|c| if is_unseen(c) { '\u{fffd}' } else { c }).collect()
    }
}
