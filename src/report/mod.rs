//! 5. TELL IT: one model, one file for each way to tell it.
//!
//! 1. [`model`]: the report as plain data. It is the JSON report, and every other output is made of it
//!    alone: none looks at the drafts or compares anything again.
//! 2. [`around`], [`cells`], [`references`], [`look`] and `notes`: parts that several outputs have.
//! 3. [`json`], [`summary`], [`redline`], [`markdown`], [`html`], [`amounts`], [`csv`]: the outputs.
//! 4. [`outline`], [`outline_json`]: what the reader understood of one draft.
//!
//! Text of a bill is hostile: each output has one function that makes it harmless ([`terminal::plain`],
//! [`markdown`]'s `escape`, `maud` for the page, and `serde_json` itself).

pub mod amounts;
pub mod around;
pub mod cells;
pub mod concordance;
pub mod csv;
pub mod explain;
pub mod html;
pub mod json;
pub mod look;
pub mod markdown;
pub mod model;
mod notes;
pub mod outline;
pub mod outline_json;
pub mod redline;
pub mod references;
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
    /// A page that holds everything: for a browser, for an attachment, for paper.
    Html,
    /// The model itself.
    Json,
    /// The table of amounts, in the terminal.
    Amounts,
    /// The same for a spreadsheet.
    Csv,
    /// Why provisions were matched: the selected ones, or every close call.
    Explain { selected: bool },
    /// Old numbers and new ones.
    Concordance,
    /// Whether the new draft's citations of its own provisions still point to what they did.
    References,
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
    /// Show every note of the readers.
    pub notes: bool,
    /// Largest Markdown report, in bytes.
    pub max_bytes: usize,
}

impl Default for Layout {
    fn default() -> Self {
        Self { width: 80, color: false, all: false, notes: false, max_bytes: markdown::MAX_BYTES }
    }
}

/// Writes a report.
pub fn write(report: &Report, output: Output, layout: &Layout) -> String {
    match output {
        Output::Summary => summary::write(report, layout),
        Output::Redline => redline::write(report, layout),
        Output::Markdown => markdown::write(report, layout),
        Output::Html => html::write(report),
        Output::Json => json::write(report),
        Output::Amounts => amounts::terminal::write(report, layout),
        Output::Csv => csv::write(report),
        Output::Explain { selected } => explain::write(report, selected),
        Output::Concordance => concordance::write(report, layout.all),
        Output::References => references::write(report, layout.all),
    }
}
