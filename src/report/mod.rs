//! 8. TELL IT: one model, one file for each way to tell it.
//!
//! 1. [`model`]: the report as plain data. It is the JSON report, and every other output is made of it
//!    alone: none looks at the drafts or compares anything again.
//! 2. [`around`], [`cells`], [`references`], [`look`], `notes` and [`policy`]: parts that several outputs have.
//! 3. [`terminal`], [`marks`], [`links`], `fold` and `columns`: how the terminal outputs lay out and mark words.
//! 4. [`json`], [`ndjson`], [`summary`], [`redline`], [`side_by_side`], [`narrate`], [`markdown`], [`html`],
//!    [`docx`], [`amounts`], [`csv`], [`fingerprints`]: the outputs. [`schema`] describes the JSON.
//! 5. [`saved`]: a report that was written as JSON, read back.
//! 6. [`several`]: the reports of several files, one after another; [`whole`]: a draft with no other side.
//! 7. [`three`]: three drafts as two reports on one of them; [`three_columns`] and [`html`] tell it.
//! 8. [`folders`]: the bills of two folders; [`found`]: where passages stand.
//! 9. [`history`]: every provision in every version of a bill.
//! 10. [`outline`], [`outline_json`]: what the reader understood of one draft.
//!
//! Text of a bill is hostile: each output has one function that makes it harmless ([`terminal::plain`],
//! [`markdown`]'s `escape`, `maud` for the page, and `serde_json` itself).

pub mod amounts;
pub mod around;
pub mod cells;
mod columns;
pub mod concordance;
pub mod csv;
mod depth;
#[cfg(feature = "docx")]
pub mod docx;
pub mod explain;
pub mod fingerprints;
mod fold;
pub mod folders;
pub mod found;
pub mod history;
pub mod html;
pub mod json;
pub mod links;
pub mod look;
pub mod markdown;
pub mod marks;
pub mod matrix;
pub mod model;
pub mod narrate;
pub mod ndjson;
mod notes;
pub mod outline;
pub mod outline_json;
pub mod policy;
pub mod redline;
pub mod references;
pub mod saved;
pub mod schema;
mod select;
pub mod several;
mod shown;
pub mod side_by_side;
pub mod summary;
pub mod terminal;
pub mod three;
pub mod three_columns;
pub mod whole;

pub use marks::{Convention, Palette};
pub use model::Report;
pub use select::{Selection, SelectionError};
pub use three::Three;

/// How a report is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// One screen: who is compared, what happened, what to read next.
    Summary,
    /// The words, in the terminal.
    Redline,
    /// The words of both drafts beside each other, in the terminal.
    SideBySide,
    /// Plain sentences, to be listened to or searched.
    Narrate,
    /// For a pull request.
    Markdown,
    /// A page that holds everything: for a browser, for an attachment, for paper.
    Html,
    /// The model itself.
    Json,
    /// The model, a line for each part.
    Ndjson,
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
    /// Entries for a policy file, one for each change.
    Fingerprints,
}

/// How text is laid out where the output leaves a choice.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether escape sequences that style words may be written.
    pub color: bool,
    /// The colours, where there are any.
    pub palette: Palette,
    /// How words that differ are marked in the terminal and on the page.
    pub convention: Convention,
    /// Whether citations are links to their places in the drafts: the folder in which relative paths start.
    pub links_from: Option<String>,
    /// Show also what is unchanged and differences of form.
    pub all: bool,
    /// Show every note of the readers.
    pub notes: bool,
    /// Largest Markdown report, in bytes.
    pub max_bytes: usize,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            width: 80,
            color: false,
            palette: Palette::default(),
            convention: Convention::default(),
            links_from: None,
            all: false,
            notes: false,
            max_bytes: markdown::MAX_BYTES,
        }
    }
}

/// Writes a report.
pub fn write(report: &Report, output: Output, layout: &Layout) -> String {
    match output {
        Output::Summary => summary::write(report, layout),
        Output::Redline => redline::write(report, layout),
        Output::SideBySide => side_by_side::write(report, layout),
        Output::Narrate => narrate::write(report, layout),
        Output::Markdown => markdown::write(report, layout),
        Output::Html => html::write(report, layout.convention),
        Output::Json => json::write(report),
        Output::Ndjson => ndjson::write(report),
        Output::Amounts => amounts::terminal::write(report, layout),
        Output::Csv => csv::write(report),
        Output::Explain { selected } => explain::write(report, selected),
        Output::Concordance => concordance::write(report, layout.all),
        Output::References => references::write(report, layout.all),
        Output::Fingerprints => fingerprints::write(report),
    }
}

/// Writes three drafts: as a page, or else in columns of the terminal.
pub fn write_three(three: &Three, output: Output, layout: &Layout) -> String {
    match output {
        Output::Html => html::write_three(three),
        _ => three_columns::write(three, layout),
    }
}
