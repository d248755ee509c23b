//! `billdiff OLD NEW`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::input::is_standard_input;
use super::{Failure, Input, Progress, Terminal, pager, print};
use crate::Sides;
use crate::diff::{compare, compare_with};
use crate::matching::Pairs;
use crate::report::{self, Layout, Output, Report, Selection, Three, side_by_side, three_columns};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The earlier draft; - for standard input
    #[arg(required = true)]
    old: Option<PathBuf>,
    /// The later draft; - for standard input
    #[arg(required = true)]
    new: Option<PathBuf>,
    /// With --side-by-side: what came of the first two, as a conference's text of the House's and the Senate's
    third: Option<PathBuf>,
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
    #[command(flatten)]
    terminal: Terminal,
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
    Json,
}

impl Arguments {
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let (Some(old), Some(new)) = (&self.old, &self.new) else { return Ok(ExitCode::from(2)) };
        let output = self.output_format()?;
        let layout = self.layout(output)?;
        let drafts = [Some(old), Some(new), self.third.as_ref()];
        if drafts.into_iter().flatten().filter(|path| is_standard_input(path)).count() > 1 {
            return Err(Failure::TwiceStandardInput);
        }
        let progress = Progress::new(!self.terminal.is_quiet());
        let (text, differs) = match &self.third {
            None => self.two(old, new, output, &layout, &progress)?,
            Some(third) => self.three([old, new, third], &layout, &progress)?,
        };
        drop(progress);
        self.deliver(&text, output)?;
        Ok(if self.exit_code && differs { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }

    /// The report of two drafts, and whether they differ.
    fn two(
        &self,
        old: &Path,
        new: &Path,
        output: Output,
        layout: &Layout,
        progress: &Progress,
    ) -> Result<(String, bool), Failure> {
        let (old, new) = self.input.read_both(old, new, progress)?;
        progress.stage("matching");
        let pairs = Pairs::find(Sides::new(&old, &new), &self.pair)?;
        let mut report = Report::new(&compare_with(&old, &new, &pairs)?);
        let differs = report.has_differences();
        self.selection().apply(&mut report)?;
        progress.stage("writing");
        Ok((report::write(&report, output, layout), differs))
    }

    /// The same of three: the first two against the third.
    fn three(&self, paths: [&PathBuf; 3], layout: &Layout, progress: &Progress) -> Result<(String, bool), Failure> {
        let [first, second, third] = paths;
        let (first, third) = self.input.read_both(first, third, progress)?;
        let second = self.input.read_old(second, progress)?;
        progress.stage("matching");
        let against = |draft| Ok::<_, Failure>(Report::new(&compare(draft, &third)?));
        let mut three = Three::new(against(&first)?, against(&second)?);
        let differs = three.first.has_differences() || three.second.has_differences();
        three.select(&self.selection())?;
        progress.stage("writing");
        Ok((three_columns::write(&three, layout), differs))
    }

    fn selection(&self) -> Selection {
        let explained = self.explain.clone().flatten();
        Selection { sections: self.section.iter().cloned().chain(explained).collect() }
    }

    /// The layout, if the output can be laid out at all.
    fn layout(&self, output: Output) -> Result<Layout, Failure> {
        let to_file = self.output.is_some();
        let (name, needed) = match (&self.third, output) {
            (Some(_), Output::SideBySide) => ("--side-by-side with three drafts", three_columns::LEAST_WIDTH),
            (Some(_), _) => return Err(Failure::ThreeDrafts),
            (None, Output::SideBySide) => ("--side-by-side", side_by_side::LEAST_WIDTH),
            (None, _) => ("", 0),
        };
        if self.third.is_some() && !self.pair.is_empty() {
            return Err(Failure::TwoDrafts { option: "--pair" });
        }
        if self.terminal.has_own_style() && !matches!(output, Output::SideBySide | Output::Redline) {
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
        let format = match (self.format, &self.output) {
            (Some(format), _) => format,
            (None, _) if self.redline => FormatArgument::Redline,
            (None, _) if self.side_by_side => FormatArgument::SideBySide,
            (None, Some(path)) => by_suffix(path)?,
            (None, None) => FormatArgument::Summary,
        };
        Ok(match format {
            FormatArgument::Summary => Output::Summary,
            FormatArgument::Redline => Output::Redline,
            FormatArgument::SideBySide => Output::SideBySide,
            FormatArgument::Narrate => Output::Narrate,
            FormatArgument::Markdown => Output::Markdown,
            FormatArgument::Html => Output::Html,
            FormatArgument::Json => Output::Json,
        })
    }

    fn deliver(&self, text: &str, output: Output) -> Result<(), Failure> {
        let is_long = matches!(output, Output::Redline | Output::SideBySide | Output::Narrate);
        match (&self.output, self.terminal.pager()) {
            (Some(path), _) => {
                std::fs::write(path, text).map_err(|error| Failure::Write { path: path.display().to_string(), error })
            }
            (None, Some(pager)) if is_long => pager::show(text, pager),
            (None, _) => print(text),
        }
    }
}

fn by_suffix(path: &Path) -> Result<FormatArgument, Failure> {
    match path.extension().and_then(|suffix| suffix.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("md" | "markdown") => Ok(FormatArgument::Markdown),
        Some("html" | "htm") => Ok(FormatArgument::Html),
        Some("json") => Ok(FormatArgument::Json),
        Some("txt") => Ok(FormatArgument::Redline),
        _ => Err(Failure::UnknownSuffix { path: path.display().to_string() }),
    }
}
