//! `billdiff OLD NEW`.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::input::is_standard_input;
use super::{ColorArgument, Failure, Input, color, print_bytes, width};
use crate::Sides;
use crate::diff::compare_with;
use crate::matching::Pairs;
use crate::report::{self, Layout, Output, Report, Selection};

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
    Docx,
}

/// What is written: text, or the bytes of a Word document.
enum Written {
    Text(Output),
    Docx,
}

impl Arguments {
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let (Some(old), Some(new)) = (&self.old, &self.new) else { return Ok(ExitCode::from(2)) };
        let written = self.written()?;
        if is_standard_input(old) && is_standard_input(new) {
            return Err(Failure::TwiceStandardInput);
        }
        let (old, new) = self.input.read_both(old, new)?;
        let pairs = Pairs::find(Sides::new(&old, &new), &self.pair)?;
        let mut report = Report::new(&compare_with(&old, &new, &pairs)?);
        let differs = report.has_differences();
        let explained = self.explain.clone().flatten();
        Selection { sections: self.section.iter().cloned().chain(explained).collect() }.apply(&mut report)?;
        let bytes = match written {
            Written::Text(output) => report::write(&report, output, &self.layout()).into_bytes(),
            Written::Docx => docx(&report)?,
        };
        self.deliver(&bytes)?;
        Ok(if self.exit_code && differs { ExitCode::from(1) } else { ExitCode::SUCCESS })
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
        let format = match (self.format, &self.output) {
            (Some(format), _) => format,
            (None, _) if self.redline => FormatArgument::Redline,
            (None, Some(path)) => by_suffix(path)?,
            (None, None) => FormatArgument::Summary,
        };
        Ok(Written::Text(match format {
            FormatArgument::Docx if self.output.is_none() && std::io::stdout().is_terminal() => {
                return Err(Failure::Binary);
            }
            FormatArgument::Docx => return Ok(Written::Docx),
            FormatArgument::Summary => Output::Summary,
            FormatArgument::Redline => Output::Redline,
            FormatArgument::Markdown => Output::Markdown,
            FormatArgument::Html => Output::Html,
            FormatArgument::Json => Output::Json,
        }))
    }

    fn deliver(&self, bytes: &[u8]) -> Result<(), Failure> {
        match &self.output {
            None => print_bytes(bytes),
            Some(path) => {
                std::fs::write(path, bytes).map_err(|error| Failure::Write { path: path.display().to_string(), error })
            }
        }
    }
}

#[cfg(feature = "docx")]
fn docx(report: &Report) -> Result<Vec<u8>, Failure> {
    Ok(report::docx::write(report))
}

#[cfg(not(feature = "docx"))]
fn docx(_: &Report) -> Result<Vec<u8>, Failure> {
    Err(Failure::NoDocx)
}

fn by_suffix(path: &Path) -> Result<FormatArgument, Failure> {
    match path.extension().and_then(|suffix| suffix.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("md" | "markdown") => Ok(FormatArgument::Markdown),
        Some("html" | "htm") => Ok(FormatArgument::Html),
        Some("json") => Ok(FormatArgument::Json),
        Some("docx") => Ok(FormatArgument::Docx),
        Some("txt") => Ok(FormatArgument::Redline),
        _ => Err(Failure::UnknownSuffix { path: path.display().to_string() }),
    }
}
