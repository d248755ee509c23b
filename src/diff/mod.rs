//! 4. WHAT CHANGED: the marks and the words of every provision.
//!
//! 1. [`change`]: the vocabulary.
//! 2. [`wording`]: which words of two texts differ.
//! 3. [`tidy`]: edits as a person would mark them.
//! 4. [`provisos`]: a text with provisos, clause by clause.
//! 5. [`edits`]: the words of a whole unit, following the provisions inside it.
//! 6. [`references`]: whether the new draft's citations of its own provisions still point to what they did.
//! 7. [`conforming`]: changes explained by redesignations elsewhere.
//! 8. [`front`]: what changed around the provisions.
//! 9. [`compare`]: what happened to every unit, in the new draft's reading order.

mod change;
mod compare;
mod conforming;
mod edits;
mod front;
mod provisos;
mod references;
mod tidy;
mod wording;

pub use change::{Change, Edit, Evidence, Finding, Op};
pub use compare::{Comparison, UnlikeKinds, compare, compare_with};
pub use front::{FrontChanges, LongTitle};
pub use references::{Audited, Status};
pub(crate) use wording::{Run, compare as compare_words};
