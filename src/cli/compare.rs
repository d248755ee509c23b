//! `billdiff OLD NEW`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::input::is_standard_input;
use super::{ColorArgument, Failure, Input, color, print, width};
use crate::Sides;
use crate::diff::compare_with;
use crate::matching::Pairs;
use crate::report::{self, Layout, Output, Report, Selection};
use crate::signals::Kind;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The earlier draft; - for standard input
    #[arg(required = true)]
    old: Option<PathBuf>,
    /// The later draft; - for standard input
    #[arg(required = true)]
    new: Option<PathBuf>,
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
    /// Overrule a match: section 403 of the old draft became 301 of the new one; 403=none, it became nothing
    #[arg(long, value_name = "OLD=NEW")]
    pair: Vec<String>,
    /// How the report is told [default: summary, or by the suffix of --output]
    #[arg(long, short, value_enum)]
    format: Option<FormatArgument>,
    /// Write to a file; nothing else is ever written
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Show only the section that bears this number in either draft (may be repeated); counts stay whole
    #[arg(long, value_name = "NUMBER")]
    section: Vec<String>,
    /// Show the table of amounts, account by account
    #[arg(long, conflicts_with_all = ["format", "redline"])]
    amounts: bool,
    /// Show only what has a signal of these kinds, as "amount,duty"; counts stay whole
    #[arg(long, value_name = "KIND,...", value_delimiter = ',', value_parser = kind_parser())]
    signals: Vec<Kind>,
    /// Exit with 1 if there is a signal of these kinds
    #[arg(long, value_name = "KIND,...", value_delimiter = ',', value_parser = kind_parser())]
    fail_on: Vec<Kind>,
    /// Show also what is unchanged (in the terminal outputs)
    #[arg(long)]
    all: bool,
    /// Show every note of the readers on what a file did not tell
    #[arg(long)]
    notes: bool,
    #[command(flatten)]
    input: Input,
    /// Exit with 1 if there are differences in the provisions or in the title; sponsors do not count
    #[arg(long)]
    exit_code: bool,
    /// Largest Markdown report, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = report::markdown::MAX_BYTES)]
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
    /// The table of amounts
    Csv,
}

fn kind_parser() -> impl TypedValueParser<Value = Kind> {
    PossibleValuesParser::new(Kind::ALL.iter().map(|kind| kind.name())).map(|name| {
        // The parser admits no other names.
        Kind::parse(&name).unwrap_or(Kind::Reference)
    })
}

impl Arguments {
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let (Some(old), Some(new)) = (&self.old, &self.new) else { return Ok(ExitCode::from(2)) };
        let output = self.output_format()?;
        if is_standard_input(old) && is_standard_input(new) {
            return Err(Failure::TwiceStandardInput);
        }
        let (old, new) = self.input.read_both(old, new)?;
        let pairs = Pairs::find(Sides::new(&old, &new), &self.pair)?;
        let mut report = Report::new(&compare_with(&old, &new, &pairs)?);
        let fails = self.exit_code && report.has_differences() || report.has_signal_of(&self.fail_on);
        let explained = self.explain.clone().flatten();
        let sections = self.section.iter().cloned().chain(explained).collect();
        Selection { sections, signals: self.signals.clone() }.apply(&mut report)?;
        self.deliver(&report::write(&report, output, &self.layout()))?;
        Ok(if fails { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }

    fn layout(&self) -> Layout {
        let to_file = self.output.is_some();
        Layout {
            width: if to_file { 80 } else { width() },
            color: color(self.color, to_file),
            all: self.all,
            notes: self.notes,
            max_bytes: self.max_bytes,
        }
    }

    fn output_format(&self) -> Result<Output, Failure> {
        if let Some(number) = &self.explain {
            return Ok(Output::Explain { selected: number.is_some() });
        }
        if self.concordance {
            return Ok(Output::Concordance);
        }
        if self.references {
            return Ok(Output::References);
        }
        if self.amounts {
            let csv = self
                .output
                .as_deref()
                .is_some_and(|path| by_suffix(path).is_ok_and(|format| format == FormatArgument::Csv));
            return Ok(if csv { Output::Csv } else { Output::Amounts });
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
            FormatArgument::Csv => Output::Csv,
        })
    }

    fn deliver(&self, text: &str) -> Result<(), Failure> {
        match &self.output {
            None => print(text),
            Some(path) => {
                std::fs::write(path, text).map_err(|error| Failure::Write { path: path.display().to_string(), error })
            }
        }
    }
}

fn by_suffix(path: &Path) -> Result<FormatArgument, Failure> {
    match path.extension().and_then(|suffix| suffix.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("md" | "markdown") => Ok(FormatArgument::Markdown),
        Some("csv") => Ok(FormatArgument::Csv),
        Some("html" | "htm") => Ok(FormatArgument::Html),
        Some("json") => Ok(FormatArgument::Json),
        Some("txt") => Ok(FormatArgument::Redline),
        _ => Err(Failure::UnknownSuffix { path: path.display().to_string() }),
    }
}
