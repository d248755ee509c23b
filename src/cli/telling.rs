//! How a report is told and where it goes: the options that `billdiff OLD NEW` and `billdiff show` have in common.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use clap::builder::{FalseyValueParser, PossibleValuesParser, TypedValueParser};

use super::{Failure, Terminal, browser, pager, print_bytes, written};
use crate::report::{self, Layout, Output, Report, Selection, Three, side_by_side, three_columns};
use crate::signals::Kind;

#[derive(Debug, clap::Args)]
pub struct Telling {
    /// Show the words: [-old-]{+new+}
    #[arg(long, conflicts_with_all = ["format", "side_by_side"])]
    redline: bool,
    /// Show the words of both drafts beside each other
    #[arg(long, short = 'y', conflicts_with = "format")]
    side_by_side: bool,
    /// List old and new numbers of every provision that bears another one (--all: of every unit)
    #[arg(long, conflicts_with_all = ["format", "redline", "side_by_side"])]
    concordance: bool,
    /// List the new draft's citations of its own provisions: stale, dangling, followed (--all: also those as before)
    #[arg(long, conflicts_with_all = ["format", "redline", "side_by_side", "concordance"])]
    references: bool,
    /// Explain why a section was matched with another, or with none; without a number, every close call
    #[arg(long, value_name = "NUMBER", num_args = 0..=1, conflicts_with_all = ["format", "redline", "side_by_side", "concordance", "references", "section"])]
    explain: Option<Option<String>>,
    /// Show the table of amounts, account by account
    #[arg(long, conflicts_with_all = ["format", "redline", "side_by_side", "concordance", "references", "explain"])]
    amounts: bool,
    /// Print an entry for each change, to accept it in the policy file (docs/policy.md)
    #[arg(long, conflicts_with_all = ["format", "redline", "side_by_side", "concordance", "references", "explain", "amounts"])]
    fingerprints: bool,
    /// Show only what has a signal of these kinds, as "amount,duty"; counts stay whole
    #[arg(long, value_name = "KIND,...", value_delimiter = ',', value_parser = kind_parser())]
    signals: Vec<Kind>,
    /// Exit with 1 if there is a signal of these kinds
    #[arg(long, env = "BILLDIFF_FAIL_ON", hide_env_values = true, value_name = "KIND,...", value_delimiter = ',', value_parser = kind_parser())]
    fail_on: Vec<Kind>,
    /// How the report is told [default: summary, or by the suffix of --output]
    #[arg(long, short, value_enum)]
    format: Option<FormatArgument>,
    /// Write to a file; nothing else is ever written, but for the page of --open
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write the page and open it in the browser. Without --output it is written beside the new draft (beside the
    /// saved report), as billdiff-OLD-NEW.html
    #[arg(long, conflicts_with_all = ["redline", "side_by_side", "concordance", "references", "explain", "amounts", "fingerprints"])]
    open: bool,
    /// Show only the section that bears this number in either draft (may be repeated); counts stay whole
    #[arg(long, value_name = "NUMBER")]
    section: Vec<String>,
    /// Show also what is unchanged (in the terminal outputs)
    #[arg(long, env = "BILLDIFF_ALL", hide_env_values = true, value_parser = FalseyValueParser::new())]
    all: bool,
    /// Show every note of the readers on what a file did not tell
    #[arg(long, env = "BILLDIFF_NOTES", hide_env_values = true, value_parser = FalseyValueParser::new())]
    notes: bool,
    /// Exit with 1 if there are differences in the provisions or in the title; sponsors do not count
    #[arg(long, env = "BILLDIFF_EXIT_CODE", hide_env_values = true, value_parser = FalseyValueParser::new())]
    exit_code: bool,
    /// Largest Markdown report, in bytes; at least 2000
    #[arg(long, env = "BILLDIFF_MAX_BYTES", hide_env_values = true, value_name = "BYTES", default_value_t = report::markdown::MAX_BYTES, value_parser = at_least_a_head)]
    max_bytes: usize,
    #[command(flatten)]
    pub terminal: Terminal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArgument {
    Summary,
    Redline,
    SideBySide,
    /// Plain sentences, for a reader of screens, a search or an e-mail
    Narrate,
    Markdown,
    Html,
    /// A Word document with tracked changes
    Docx,
    /// The table of amounts
    Csv,
    Json,
    Ndjson,
}

/// What is written and where: settled before anything is read.
#[derive(Debug)]
pub struct Order {
    written: Written,
    /// Standard output where this is none.
    file: Option<PathBuf>,
    opens: bool,
    /// How text is laid out.
    pub layout: Layout,
}

/// Text, or the bytes of a Word document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    Text(Output),
    Docx,
}

impl Order {
    /// The output, if it can tell of several files.
    pub fn output_of_several(&self) -> Result<Output, Failure> {
        match self.written {
            Written::Docx | Written::Text(Output::Html | Output::Csv | Output::Ndjson) => Err(Failure::OneFileFormat),
            Written::Text(output) => Ok(output),
        }
    }

    /// The output, if it can tell of folders: as of several files, and a line for each.
    pub fn output_of_folders(&self) -> Result<Output, Failure> {
        match self.written {
            Written::Docx | Written::Text(Output::Html | Output::Csv) => Err(Failure::OneFileFormat),
            Written::Text(output) => Ok(output),
        }
    }

    /// The same after it was asked for.
    pub fn output(&self) -> Output {
        match self.written {
            Written::Text(output) => output,
            Written::Docx => Output::Summary,
        }
    }

    /// The file that is written, where it is not standard output.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }
}

impl Telling {
    /// Settles what is written of so many drafts. `page` is the file of `--open` where none is named; `opens` asks
    /// for it unasked.
    pub fn order(
        &self,
        drafts: usize,
        opens: bool,
        page: impl FnOnce() -> Result<PathBuf, Failure>,
    ) -> Result<Order, Failure> {
        let opens = opens || self.open;
        let is_page = opens && self.format.is_none() && self.output.is_none();
        let written = if is_page { Written::Text(Output::Html) } else { self.written()? };
        if opens && written != Written::Text(Output::Html) {
            return Err(Failure::OpensPagesAlone);
        }
        let file = match (&self.output, opens) {
            (Some(file), _) => Some(file.clone()),
            (None, true) => Some(page()?),
            (None, false) => None,
        };
        if written == Written::Docx && file.is_none() && std::io::stdout().is_terminal() {
            return Err(Failure::Binary);
        }
        let layout = self.layout(written, drafts, file.is_some())?;
        Ok(Order { written, file, opens, layout })
    }

    /// Tells the report: its bytes. The selection is applied to it first.
    pub fn tell(&self, order: &Order, report: &mut Report) -> Result<Vec<u8>, Failure> {
        self.selection().apply(report)?;
        match order.written {
            Written::Text(output) => Ok(report::write(report, output, &order.layout).into_bytes()),
            Written::Docx => docx(report),
        }
    }

    /// The same of three drafts.
    pub fn tell_three(&self, order: &Order, three: &mut Three) -> Result<Vec<u8>, Failure> {
        three.select(&self.selection())?;
        match order.written {
            Written::Text(output) => Ok(report::write_three(three, output, &order.layout).into_bytes()),
            Written::Docx => Err(Failure::ThreeDrafts),
        }
    }

    /// Writes what was told, and says how the program ends.
    pub fn deliver(&self, order: &Order, told: &[u8], fails: bool) -> Result<ExitCode, Failure> {
        let is_long = matches!(order.written, Written::Text(Output::Redline | Output::SideBySide | Output::Narrate));
        match (&order.file, self.terminal.pager()) {
            (Some(file), _) => self.save(order, file, told)?,
            (None, Some(pager)) if is_long => pager::show(told, pager)?,
            (None, _) => print_bytes(told)?,
        }
        Ok(if fails { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }

    /// Whether a report, whole, is what the program shall fail on.
    pub fn fails_on(&self, report: &Report) -> bool {
        self.exit_code && report.has_differences() || report.has_signal_of(&self.fail_on)
    }

    /// The same of a bill that was added or deleted as a whole.
    pub fn fails_on_whole(&self) -> bool {
        self.exit_code
    }

    fn save(&self, order: &Order, file: &Path, told: &[u8]) -> Result<(), Failure> {
        if self.output.is_none() {
            browser::may_be_replaced(file)?;
        }
        written::write(file, told)?;
        if order.opens { browser::open(file) } else { Ok(()) }
    }

    /// What is told of; all of it where nothing is named.
    pub fn selection(&self) -> Selection {
        let explained = self.explain.clone().flatten();
        Selection { sections: self.section.iter().cloned().chain(explained).collect(), signals: self.signals.clone() }
    }

    /// The layout, if the output can be laid out at all.
    fn layout(&self, written: Written, drafts: usize, to_file: bool) -> Result<Layout, Failure> {
        let (name, needed) = match (drafts, written) {
            (3, Written::Text(Output::SideBySide)) => ("--side-by-side with three drafts", three_columns::LEAST_WIDTH),
            (3, Written::Text(Output::Html)) => ("", 0),
            (3, _) => return Err(Failure::ThreeDrafts),
            (_, Written::Text(Output::SideBySide)) => ("--side-by-side", side_by_side::LEAST_WIDTH),
            (_, _) => ("", 0),
        };
        let (output, marks_words) = match written {
            Written::Text(output @ (Output::Redline | Output::SideBySide)) => (output, true),
            Written::Text(output) => (output, output == Output::Html && drafts == 2),
            Written::Docx => (Output::Html, false),
        };
        if self.terminal.has_own_style() && !marks_words {
            return Err(Failure::Style);
        }
        let layout = Layout {
            all: self.all,
            notes: self.notes,
            max_bytes: self.max_bytes,
            ..self.terminal.layout(output, to_file)
        };
        if layout.width < needed {
            return Err(Failure::TooNarrow { output: name, needed, width: layout.width });
        }
        Ok(layout)
    }

    fn written(&self) -> Result<Written, Failure> {
        if let Some(number) = &self.explain {
            return Ok(Written::Text(Output::Explain { selected: number.is_some() }));
        }
        if self.concordance {
            return Ok(Written::Text(Output::Concordance));
        }
        if self.references {
            return Ok(Written::Text(Output::References));
        }
        if self.fingerprints {
            return Ok(Written::Text(Output::Fingerprints));
        }
        if self.amounts {
            let is_csv = self.output.as_deref().is_some_and(|path| matches!(by_suffix(path), Ok(FormatArgument::Csv)));
            return Ok(Written::Text(if is_csv { Output::Csv } else { Output::Amounts }));
        }
        let format = match (self.format, &self.output) {
            (Some(format), _) => format,
            (None, _) if self.redline => FormatArgument::Redline,
            (None, _) if self.side_by_side => FormatArgument::SideBySide,
            (None, Some(path)) => by_suffix(path)?,
            (None, None) => FormatArgument::Summary,
        };
        Ok(Written::Text(match format {
            FormatArgument::Docx => return Ok(Written::Docx),
            FormatArgument::Summary => Output::Summary,
            FormatArgument::Redline => Output::Redline,
            FormatArgument::SideBySide => Output::SideBySide,
            FormatArgument::Narrate => Output::Narrate,
            FormatArgument::Markdown => Output::Markdown,
            FormatArgument::Html => Output::Html,
            FormatArgument::Csv => Output::Csv,
            FormatArgument::Json => Output::Json,
            FormatArgument::Ndjson => Output::Ndjson,
        }))
    }
}

fn kind_parser() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.name())).map(|name| {
        // The parser admits no other names.
        Kind::parse(&name).unwrap_or(Kind::Reference)
    })
}

#[cfg(feature = "docx")]
fn docx(report: &Report) -> Result<Vec<u8>, Failure> {
    Ok(report::docx::write(report))
}

#[cfg(not(feature = "docx"))]
fn docx(_: &Report) -> Result<Vec<u8>, Failure> {
    Err(Failure::NoDocx)
}

pub fn at_least_a_head(text: &str) -> Result<usize, String> {
    let least = report::markdown::LEAST_BYTES;
    text.parse().ok().filter(|&bytes| bytes >= least).ok_or_else(|| format!("it is a number of at least {least}"))
}

fn by_suffix(path: &Path) -> Result<FormatArgument, Failure> {
    match path.extension().and_then(|suffix| suffix.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("md" | "markdown") => Ok(FormatArgument::Markdown),
        Some("html" | "htm") => Ok(FormatArgument::Html),
        Some("docx") => Ok(FormatArgument::Docx),
        Some("csv") => Ok(FormatArgument::Csv),
        Some("json") => Ok(FormatArgument::Json),
        Some("ndjson" | "jsonl") => Ok(FormatArgument::Ndjson),
        Some("txt") => Ok(FormatArgument::Redline),
        _ => Err(Failure::UnknownSuffix { path: path.display().to_string() }),
    }
}
