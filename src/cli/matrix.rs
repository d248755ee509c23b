//! `billdiff matrix FILE|DIR ...`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use rustc_hash::FxHashMap;

use super::files::{self, Wanted};
use super::input::is_standard_input;
use super::sink::Sink;
use super::{Failure, Input, Progress, Terminal, work};
use crate::report::Output;
use crate::report::found::Failed;
use crate::report::matrix::{Files, Matrix, write};
use crate::twins::again::{Block, Words, blocks, words};
use crate::twins::likeness::twins;
use crate::twins::{Candidate, Candidates, Containment, Sketch, Survey, Twin};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Drafts of bills, or folders of them
    #[arg(required = true, value_name = "FILE|DIR")]
    bills: Vec<PathBuf>,
    /// Tell a pair from this share of the first bill's words on, plain or weighed by rarity, in percent
    #[arg(long, value_name = "PERCENT", default_value_t = 10, value_parser = clap::value_parser!(u8).range(0..=100))]
    least: u8,
    /// Provisions shown of each pair in the terminal, at most, the rarest (all other formats have all)
    #[arg(long, value_name = "N", default_value_t = 3)]
    most: usize,
    /// How the matrix is told [default: summary, or by the suffix of --output]
    #[arg(long, short, value_enum)]
    format: Option<FormatArgument>,
    /// Write to a file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    terminal: Terminal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArgument {
    /// Under each bill those that hold it
    Summary,
    /// A line for each provision that has a twin
    Csv,
    Json,
    /// A line for each bill, each pair and each stock provision
    Ndjson,
}

/// Candidates that are looked at in one go.
const AT_ONCE: usize = 256;

impl Arguments {
    /// Exit code 2 where a file could not be read, after all others are told.
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let output = self.output()?;
        if self.bills.iter().any(|path| is_standard_input(path)) {
            return Err(Failure::MatrixOfFiles);
        }
        let mut sink = Sink::new(self.output.as_deref())?;
        let progress = Progress::new(!self.terminal.is_quiet());
        let (survey, mut files) = self.survey(&progress)?;
        progress.stage("looking for twins");
        let candidates = Candidates::new(&survey);
        let near = self.twins(&survey, &candidates.near, &progress, &mut files.failed)?;
        progress.stage("writing");
        let containment = Containment::new(&survey, &candidates, near);
        let least = f32::from(self.least) / 100.0;
        let matrix = Matrix::new(&survey, &candidates, &containment, least, files);
        drop(progress);
        let layout = self.terminal.layout(Output::Summary, self.output.is_some());
        write(&matrix, output, self.most, &layout, |part| sink.write(part.as_bytes()))?;
        sink.finish()?;
        files::all_read(&matrix.files.failed)?;
        Ok(ExitCode::SUCCESS)
    }

    /// Sketches every file.
    fn survey(&self, progress: &Progress) -> Result<(Survey, Files), Failure> {
        let (mut survey, mut files) = (Survey::default(), Files::default());
        let wanted = files::wanted(&self.bills, &mut files.failed)?;
        let sketch = |wanted: &Wanted| self.input.read(&wanted.path).map(|bill| Sketch::new(&bill));
        work::in_order(&wanted, "reading", progress, sketch, |at, result| {
            match result {
                Ok(sketch) => {
                    files.read += 1;
                    survey.add(sketch);
                }
                Err(failure) if wanted[at].in_folder && failure.is_no_bill() => files.skipped += 1,
                Err(failure) => files.failed.push(files::failed(&wanted[at].path, &failure)),
            }
            Ok(())
        })?;
        survey.finish();
        Ok((survey, files))
    }

    /// Looks at candidates word by word.
    fn twins(
        &self,
        survey: &Survey,
        candidates: &[Candidate],
        progress: &Progress,
        failed: &mut Vec<Failed>,
    ) -> Result<Vec<Twin>, Failure> {
        let mut found = Vec::new();
        for block in blocks(survey, candidates) {
            let known = self.words(survey, &block, progress, failed)?;
            let words = |provision: u32| known.get(&provision).map(|words| &**words);
            let pairs: Vec<&[Candidate]> = block.pairs.chunks(AT_ONCE).collect();
            work::in_order(
                &pairs,
                "comparing provisions,",
                progress,
                |pairs| twins(pairs, words),
                |_, twins| {
                    found.extend(twins);
                    Ok(())
                },
            )?;
        }
        Ok(found)
    }

    /// The words of a block's provisions.
    fn words(
        &self,
        survey: &Survey,
        block: &Block<'_>,
        progress: &Progress,
        failed: &mut Vec<Failed>,
    ) -> Result<FxHashMap<u32, Box<[u64]>>, Failure> {
        let mut known = FxHashMap::default();
        let path = |draft: usize| Path::new(&survey.drafts[draft].path);
        let read = |(draft, provisions): &(usize, Vec<u32>)| -> Result<Vec<Words>, Failure> {
            let path = path(*draft);
            let changed = || Failure::ChangedMeanwhile { path: path.display().to_string() };
            words(survey, provisions, &self.input.read(path)?).ok_or_else(changed)
        };
        work::in_order(&block.drafts, "reading again", progress, read, |at, words| {
            match words {
                Ok(words) => known.extend(words),
                Err(failure) => failed.push(files::failed(path(block.drafts[at].0), &failure)),
            }
            Ok(())
        })?;
        Ok(known)
    }

    fn output(&self) -> Result<Output, Failure> {
        let by_suffix = |path: &Path| {
            let suffix = path.extension().and_then(|suffix| suffix.to_str()).map(str::to_ascii_lowercase);
            Ok(match suffix.as_deref() {
                Some("csv") => FormatArgument::Csv,
                Some("json") => FormatArgument::Json,
                Some("ndjson" | "jsonl") => FormatArgument::Ndjson,
                Some("txt") => FormatArgument::Summary,
                _ => return Err(Failure::MatrixSuffix { path: path.display().to_string() }),
            })
        };
        let format = match (self.format, &self.output) {
            (Some(format), _) => format,
            (None, Some(path)) => by_suffix(path)?,
            (None, None) => FormatArgument::Summary,
        };
        Ok(match format {
            FormatArgument::Summary => Output::Summary,
            FormatArgument::Csv => Output::Csv,
            FormatArgument::Json => Output::Json,
            FormatArgument::Ndjson => Output::Ndjson,
        })
    }
}
