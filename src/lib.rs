//! billdiff compares versions of a bill and says which provisions were added, changed or dropped, and
//! which were redesignated, moved, retitled, split or merged, down to the paragraph and the word.
//!
//! The path of the data, and the modules in reading order:
//!
//! 1. [`read`]: a file becomes a [`bill::Bill`], whatever its format.
//! 2. [`bill`]: the document: provisions in reading order over one canonical text.
//! 3. [`matching`]: which provision of the old draft became which of the new one.
//! 4. [`diff`]: what changed in each: marks and words.
//! 5. [`signals`]: what each change touches: amounts, deadlines, duties.
//! 6. [`find`]: where a quoted passage stands, in one bill or in thousands, and what became of it.
//! 7. [`history`]: the same provision across many drafts.
//! 8. [`twins`]: the same provision in other bills, and which bill holds which.
//! 9. [`report`]: one model, told as a terminal summary, a redline, Markdown, a page, a Word document or JSON.
//!
//! ```
//! use billdiff::{Report, compare, read_bytes};
//!
//! let draft = |text: &str| format!(
//!     "<bill><legis-body><section><enum>1.</enum><header>Reports</header><text>{text}</text></section></legis-body></bill>"
//! );
//! let old = read_bytes("old.xml", draft("The Director may report.").as_bytes(), &Default::default())?;
//! let new = read_bytes("new.xml", draft("The Director shall report.").as_bytes(), &Default::default())?;
//! let report = Report::new(&compare(&old, &new)?);
//! assert_eq!(report.summary.sections.changed, 1);
//! assert_eq!(report.provisions[0].edits[1].text, "may");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod bill;
pub mod cli;
pub mod diff;
pub mod find;
pub mod history;
pub mod matching;
mod parallel;
pub mod read;
pub mod report;
mod sides;
pub mod signals;
pub mod twins;

pub use diff::{Comparison, compare};
pub use read::{ReadOptions, read_bytes, read_path};
pub use report::{Layout, Output, Report, write as write_report};
pub use sides::Sides;
