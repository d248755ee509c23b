//! 8. WHICH BILL HOLDS WHICH: the same provision in other bills, in any number of bills.
//!
//! A provision here is a unit of a report: a section with all that is in it, an account, an unnumbered text. Its twin is
//! the unit of another bill that has its words, whatever its number there.
//!
//! 1. [`sketch`]: what is kept of a bill when its text is let go: for each provision a hash of its words, and a few
//!    numbers drawn from its runs of words.
//! 2. [`survey`]: the sketches of all bills; versions of one bill are one bill, formats of one version one version.
//! 3. [`candidates`]: which provisions may be twins: an index of hashes and of rare runs, never bill against bill.
//! 4. [`likeness`]: how much of one stands in the other, by its words, which are read again.
//! 5. [`again`]: those words, of so many provisions at once that memory is bounded.
//! 6. [`containment`]: how much of a bill stands in another, and what each provision counts there.

pub mod again;
pub mod candidates;
pub mod containment;
pub mod likeness;
pub mod sketch;
pub mod survey;

pub use candidates::{Candidate, Candidates};
pub use containment::{Containment, Holding, Stock};
pub use likeness::{Likeness, Twin};
pub use sketch::Sketch;
pub use survey::Survey;
