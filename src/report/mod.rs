//! 5. TELL IT: one model, one file for each way to tell it.
//!
//! 1. [`model`]: the report as plain data. It is the JSON report, and every other output is made of it
//!    alone: none looks at the drafts or compares anything again.
//! 2. [`json`], [`summary`] (with [`look`]), [`redline`], [`markdown`], [`amounts`], [`csv`], [`outline`]: the outputs.
//!
//! Text of a bill is hostile: each output has one function that makes it harmless ([`terminal::plain`],
//! [`markdown`]'s `escape`, and `serde_json` itself).

pub mod amounts;
pub mod csv;
pub mod json;
pub mod look;
pub mod markdown;
pub mod model;
pub mod outline;
pub mod redline;
mod select;
mod shown;
pub mod summary;
pub mod terminal;

pub use model::Report;
pub use select::{Selection, SelectionError};

/// How a report is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// One screen: who is compared, what happened, what to read next.
    Summary,
    /// The words, in the terminal.
    Redline,
    /// For a pull request.
    Markdown,
    /// The model itself.
    Json,
    /// The table of amounts, in the terminal.
    Amounts,
    /// The same for a spreadsheet.
    Csv,
}

/// How text is laid out where the output leaves a choice.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether escape sequences for colour may be written.
    pub color: bool,
    /// Show also what is unchanged and differences of form.
    pub all: bool,
    /// Largest Markdown report, in bytes.
    pub max_bytes: usize,
}

impl Default for Layout {
    fn default() -> Self {
        Self { width: 80, color: false, all: false, max_bytes: markdown::MAX_BYTES }
    }
}

/// Writes a report.
pub fn write(report: &Report, output: Output, layout: &Layout) -> String {
    match output {
        Output::Summary => summary::write(report, layout),
        Output::Redline => redline::write(report, layout),
        Output::Markdown => markdown::write(report, layout),
        Output::Json => json::write(report),
        Output::Amounts => amounts::write(report, layout),
        Output::Csv => csv::write(report),
    }
}
