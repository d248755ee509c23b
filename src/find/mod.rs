//! 6. WHERE IT STANDS: a passage located in one bill or in thousands.
//!
//! A passage is what somebody quoted: a part of a provision, a provision, or several. What it stands in is not
//! known, so places are sought in the running words of a bill and cited afterwards.
//!
//! 1. [`quoted`]: what an article quotes, among its own prose.
//! 2. [`words`]: passages and bills as the same integers. What differs between formats alone is equal.
//! 3. [`passages`]: the index: runs of three words of the passages. It is small and is made once; bills go past it one by
//!    one, so that memory does not grow with their number, and nothing is ever held against all of them.
//! 4. [`places`]: where a bill has many of a passage's runs close together.
//! 5. [`alignment`]: which words stand there, which do not, and how alike the two are.
//! 6. [`rarity`]: which of those words say something, and which belong to a stock phrase.
//! 7. [`fate`]: what became of a passage from version to version of a bill.
//! 8. [`index`]: the words of many bills in a file, where one is asked for.

pub mod alignment;
pub mod fate;
pub mod index;
pub mod passages;
pub mod places;
pub mod quoted;
pub mod rarity;
pub(crate) mod words;

pub use alignment::{Edit, Kind, Op};
pub use passages::{LEAST_WORDS, Passage, Passages};
pub use places::{Found, Place};
