//! `billdiff history V1 V2 ...` and `billdiff history DIR`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use clap::builder::FalseyValueParser;

use super::telling::at_least_a_head;
use super::versions::Versions;
use super::{Failure, Input, Progress, Terminal, browser, pager, print, versions, written};
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
    /// Write the page and open it in the browser. Without --output it is written into the folder of the versions, as
    /// billdiff-history.html
    #[arg(long)]
    open: bool,
    /// Exit with 1 if anything happened to any provision
    #[arg(long, env = "BILLDIFF_EXIT_CODE", hide_env_values = true, value_parser = FalseyValueParser::new())]
    exit_code: bool,
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
    /// A line for each version and each provision
    Ndjson,
    /// A line for each provision, two columns for each version
    Csv,
}

impl Arguments {
    /// Exit code 2 where a version could not be placed, after the history of the others.
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let form = self.form()?;
        let file = self.file()?;
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
        self.deliver(form, file.as_deref(), &told)?;
        match history.failures.len() {
            0 if self.exit_code && history.has_differences() => Ok(ExitCode::from(1)),
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
                Some("ndjson" | "jsonl") => Form::Ndjson,
                Some("csv") => Form::Csv,
                Some("txt") => Form::Terminal,
                _ => return Err(Failure::HistorySuffix { path: path.display().to_string() }),
            })
        };
        let form = match (self.format, &self.output) {
            (None, None) if self.open => Form::Html,
            (Some(FormatArgument::Terminal), _) | (None, None) => Form::Terminal,
            (Some(FormatArgument::Markdown), _) => Form::Markdown,
            (Some(FormatArgument::Html), _) => Form::Html,
            (Some(FormatArgument::Json), _) => Form::Json,
            (Some(FormatArgument::Ndjson), _) => Form::Ndjson,
            (Some(FormatArgument::Csv), _) => Form::Csv,
            (None, Some(path)) => by_suffix(path)?,
        };
        if self.open && form != Form::Html {
            return Err(Failure::OpensPagesAlone);
        }
        if self.terminal.has_own_style() && form != Form::Terminal {
            return Err(Failure::HistoryStyle);
        }
        Ok(form)
    }

    /// The file that is written, where it is not standard output.
    fn file(&self) -> Result<Option<PathBuf>, Failure> {
        match (&self.output, self.open) {
            (Some(file), _) => Ok(Some(file.clone())),
            (None, true) => {
                let page = browser::page_of_history(&self.versions)?;
                browser::may_be_replaced(&page)?;
                Ok(Some(page))
            }
            (None, false) => Ok(None),
        }
    }

    fn layout(&self) -> Layout {
        Layout {
            all: self.all,
            notes: self.notes,
            max_bytes: self.max_bytes,
            ..self.terminal.layout(Output::Redline, self.output.is_some() || self.open)
        }
    }

    fn deliver(&self, form: Form, file: Option<&Path>, told: &str) -> Result<(), Failure> {
        match (file, self.terminal.pager()) {
            (Some(file), _) => {
                written::write(file, told.as_bytes())?;
                if self.open { browser::open(file) } else { Ok(()) }
            }
            (None, Some(pager)) if form == Form::Terminal => pager::show(told.as_bytes(), pager),
            (None, _) => print(told),
        }
    }
}
