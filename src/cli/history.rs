//! `billdiff history V1 V2 ...` and `billdiff history DIR`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use clap::builder::FalseyValueParser;

use super::telling::at_least_a_head;
use super::versions::Versions;
use super::{Failure, Input, Progress, Terminal, pager, print, versions};
use crate::bill::in_order;
use crate::history::trace;
use crate::report::history::{Form, History, write};
use crate::report::{Layout, Output, markdown};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Versions of a bill, in any order, or a folder that holds them; - for standard input, REV:PATH for one that git holds
    #[arg(required = true)]
    versions: Vec<PathBuf>,
    /// Follow the section that bears this number in any version, with its words at each step (may be repeated)
    #[arg(long, value_name = "NUMBER")]
    section: Vec<String>,
    /// List also what is the same in every version
    #[arg(long, env = "BILLDIFF_ALL", hide_env_values = true, value_parser = FalseyValueParser::new())]
    all: bool,
    /// How the history is told [default: terminal, or by the suffix of --output]
    #[arg(long, short, value_enum)]
    format: Option<FormatArgument>,
    /// Write to a file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Show every note of the readers on what a file did not tell
    #[arg(long, env = "BILLDIFF_NOTES", hide_env_values = true, value_parser = FalseyValueParser::new())]
    notes: bool,
    /// Largest Markdown history, in bytes; at least 2000
    #[arg(long, env = "BILLDIFF_MAX_BYTES", hide_env_values = true, value_name = "BYTES", default_value_t = markdown::MAX_BYTES, value_parser = at_least_a_head)]
    max_bytes: usize,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    terminal: Terminal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArgument {
    /// A table, provisions down and versions across
    Terminal,
    Markdown,
    /// A page with a chart
    Html,
    Json,
}

impl Arguments {
    /// Exit code 2 where a version could not be placed, after the history of the others.
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let form = self.form()?;
        let progress = Progress::new(!self.terminal.is_quiet());
        let Versions { mut bills, failures, notes } = versions::read(&self.versions, &self.input, &progress)?;
        let order = in_order(&mut bills);
        progress.stage("matching");
        let bills: Vec<_> = bills.iter().collect();
        let mut history = History::new(&trace(&bills)?, order);
        history.notes.extend(notes);
        history.failures = failures;
        history.select(&self.section)?;
        progress.stage("writing");
        let told = write(&history, form, &self.layout());
        drop(progress);
        self.deliver(form, &told)?;
        match history.failures.len() {
            0 => Ok(ExitCode::SUCCESS),
            failures => Err(Failure::MissingVersions { failures }),
        }
    }

    fn form(&self) -> Result<Form, Failure> {
        let by_suffix = |path: &Path| {
            let suffix = path.extension().and_then(|suffix| suffix.to_str()).map(str::to_ascii_lowercase);
            Ok(match suffix.as_deref() {
                Some("md" | "markdown") => Form::Markdown,
                Some("html" | "htm") => Form::Html,
                Some("json") => Form::Json,
                Some("txt") => Form::Terminal,
                _ => return Err(Failure::HistorySuffix { path: path.display().to_string() }),
            })
        };
        match (self.format, &self.output) {
            (Some(FormatArgument::Terminal), _) | (None, None) => Ok(Form::Terminal),
            (Some(FormatArgument::Markdown), _) => Ok(Form::Markdown),
            (Some(FormatArgument::Html), _) => Ok(Form::Html),
            (Some(FormatArgument::Json), _) => Ok(Form::Json),
            (None, Some(path)) => by_suffix(path),
        }
    }

    fn layout(&self) -> Layout {
        Layout {
            all: self.all,
            notes: self.notes,
            max_bytes: self.max_bytes,
            ..self.terminal.layout(Output::Redline, self.output.is_some())
        }
    }

    fn deliver(&self, form: Form, told: &str) -> Result<(), Failure> {
        match (&self.output, self.terminal.pager()) {
            (Some(file), _) => {
                std::fs::write(file, told).map_err(|error| Failure::Write { path: file.display().to_string(), error })
            }
            (None, Some(pager)) if form == Form::Terminal => pager::show(told.as_bytes(), pager),
            (None, _) => print(told),
        }
    }
}
