//! How a report is told and where it goes: the options that `billdiff OLD NEW` and `billdiff show` have in common.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::{ColorArgument, Failure, browser, color, print, width};
use crate::report::{self, Layout, Output, Report, Selection};

#[derive(Debug, clap::Args)]
pub struct Telling {
    /// Show the words: [-old-]{+new+}
    #[arg(long, conflicts_with = "format")]
    redline: bool,
    /// List old and new numbers of every provision that bears another one (--all: of every unit)
    #[arg(long, conflicts_with_all = ["format", "redline"])]
    concordance: bool,
    /// List the new draft's citations of its own provisions: stale, dangling, followed (--all: also those as before)
    #[arg(long, conflicts_with_all = ["format", "redline", "concordance"])]
    references: bool,
    /// Explain why a section was matched with another, or with none; without a number, every close call
    #[arg(long, value_name = "NUMBER", num_args = 0..=1, conflicts_with_all = ["format", "redline", "concordance", "references", "section"])]
    explain: Option<Option<String>>,
    /// How the report is told [default: summary, or by the suffix of --output]
    #[arg(long, short, value_enum)]
    format: Option<FormatArgument>,
    /// Write to a file; nothing else is ever written, but for the page of --open
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write the page and open it in the browser. Without --output it is written beside the new draft (beside the
    /// saved report), as billdiff-OLD-NEW.html
    #[arg(long, conflicts_with_all = ["redline", "concordance", "references", "explain"])]
    open: bool,
    /// Show only the section that bears this number in either draft (may be repeated); counts stay whole
    #[arg(long, value_name = "NUMBER")]
    section: Vec<String>,
    /// Show also what is unchanged (in the terminal outputs)
    #[arg(long)]
    all: bool,
    /// Show every note of the readers on what a file did not tell
    #[arg(long)]
    notes: bool,
    /// Exit with 1 if there are differences in the provisions or in the title; sponsors do not count
    #[arg(long)]
    exit_code: bool,
    /// Largest Markdown report, in bytes; at least 2000
    #[arg(long, value_name = "BYTES", default_value_t = report::markdown::MAX_BYTES, value_parser = at_least_a_head)]
    max_bytes: usize,
    #[arg(long, value_enum, default_value_t, help = "Whether to colour the output")]
    color: ColorArgument,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArgument {
    Summary,
    Redline,
    Markdown,
    Html,
    Json,
    Ndjson,
}

/// What is written and where: settled before anything is read.
#[derive(Debug)]
pub struct Order {
    output: Output,
    /// Standard output where this is none.
    file: Option<PathBuf>,
    opens: bool,
}

impl Telling {
    /// Settles what is written. `page` is the file of `--open` where none is named; `opens` asks for it unasked.
    pub fn order(&self, opens: bool, page: impl FnOnce() -> Result<PathBuf, Failure>) -> Result<Order, Failure> {
        let opens = opens || self.open;
        let output =
            if opens && self.format.is_none() && self.output.is_none() { Output::Html } else { self.output()? };
        if opens && output != Output::Html {
            return Err(Failure::OpensPagesAlone);
        }
        let file = match (&self.output, opens) {
            (Some(file), _) => Some(file.clone()),
            (None, true) => Some(page()?),
            (None, false) => None,
        };
        Ok(Order { output, file, opens })
    }

    /// Tells the report.
    pub fn carry_out(&self, order: &Order, mut report: Report) -> Result<ExitCode, Failure> {
        let differs = report.has_differences();
        let explained = self.explain.clone().flatten();
        Selection { sections: self.section.iter().cloned().chain(explained).collect() }.apply(&mut report)?;
        let told = report::write(&report, order.output, &self.layout(order));
        match &order.file {
            None => print(&told)?,
            Some(file) => {
                if self.output.is_none() {
                    browser::may_be_replaced(file)?;
                }
                std::fs::write(file, told)
                    .map_err(|error| Failure::Write { path: file.display().to_string(), error })?;
                if order.opens {
                    browser::open(file)?;
                }
            }
        }
        Ok(if self.exit_code && differs { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }

    fn layout(&self, order: &Order) -> Layout {
        let to_file = order.file.is_some();
        Layout {
            width: if to_file { 80 } else { width() },
            color: color(self.color, to_file),
            all: self.all,
            notes: self.notes,
            max_bytes: self.max_bytes,
        }
    }

    fn output(&self) -> Result<Output, Failure> {
        if let Some(number) = &self.explain {
            return Ok(Output::Explain { selected: number.is_some() });
        }
        if self.concordance {
            return Ok(Output::Concordance);
        }
        if self.references {
            return Ok(Output::References);
        }
        let format = match (self.format, &self.output) {
            (Some(format), _) => format,
            (None, _) if self.redline => FormatArgument::Redline,
            (None, Some(path)) => by_suffix(path)?,
            (None, None) => FormatArgument::Summary,
        };
        Ok(match format {
            FormatArgument::Summary => Output::Summary,
            FormatArgument::Redline => Output::Redline,
            FormatArgument::Markdown => Output::Markdown,
            FormatArgument::Html => Output::Html,
            FormatArgument::Json => Output::Json,
            FormatArgument::Ndjson => Output::Ndjson,
        })
    }
}

fn at_least_a_head(text: &str) -> Result<usize, String> {
    let least = report::markdown::LEAST_BYTES;
    text.parse().ok().filter(|&bytes| bytes >= least).ok_or_else(|| format!("it is a number of at least {least}"))
}

fn by_suffix(path: &Path) -> Result<FormatArgument, Failure> {
    match path.extension().and_then(|suffix| suffix.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("md" | "markdown") => Ok(FormatArgument::Markdown),
        Some("html" | "htm") => Ok(FormatArgument::Html),
        Some("json") => Ok(FormatArgument::Json),
        Some("ndjson" | "jsonl") => Ok(FormatArgument::Ndjson),
        Some("txt") => Ok(FormatArgument::Redline),
        _ => Err(Failure::UnknownSuffix { path: path.display().to_string() }),
    }
}
