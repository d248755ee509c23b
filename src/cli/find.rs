//! `billdiff find PASSAGE FILE|DIR ...`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::files::{self, Wanted};
use super::index::{self, ByIndex, Outcome};
use super::input::{bytes_of, is_standard_input};
use super::terminal::Terminal;
use super::{Failure, Input, Progress, sink::Sink, work};
use crate::find::quoted::{self, Article, Quoted};
use crate::find::{LEAST_WORDS, Passages};
use crate::read;
use crate::report::Output;
use crate::report::found::{self, Search};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The words that are sought; or a file that holds them, or the article that quotes them (text, Markdown, HTML): then
    /// each of its quotations is sought; - for standard input
    passage: String,
    /// Drafts of bills, or folders of them
    #[arg(required = true, value_name = "FILE|DIR")]
    bills: Vec<PathBuf>,
    /// Take the whole text as one passage, quotation marks and all
    #[arg(long)]
    whole: bool,
    /// Places shown of each passage, at most (JSON has all)
    #[arg(long, value_name = "N", default_value_t = 10)]
    most: usize,
    /// How the search is told [default: summary, or by the suffix of --output]
    #[arg(long, short, value_enum)]
    format: Option<FormatArgument>,
    /// Write to a file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Search by this index of the bills' words, and read only the bills that have a place; made of all files where there
    /// is none. What it finds is the same
    #[arg(long, value_name = "FILE")]
    index: Option<PathBuf>,
    /// Exit with 1 if a passage was not found
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    terminal: Terminal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArgument {
    Summary,
    Markdown,
    Json,
    /// A line for each place as it is found, then one for each passage
    Ndjson,
}

impl Arguments {
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let format = self.format()?;
        let article = self.article()?;
        let passages = Passages::new(article.passages.iter().map(|quoted| quoted.text.as_str()));
        let is_streamed = format == FormatArgument::Ndjson;
        let mut search = Search::new(&article, &passages, !is_streamed);
        let mut wanted = files::wanted(&self.bills, &mut search.files.failed)?;
        wanted.retain(|wanted| Some(&wanted.path) != self.index.as_ref());
        let progress = Progress::new(!self.terminal.is_quiet());
        let index = self.index(&wanted, &passages, &progress)?;
        let mut sink = Sink::new(self.output.as_deref())?;
        if is_streamed {
            sink.write(found::ndjson_head(&search).as_bytes())?;
        }
        let read = |wanted: &Wanted| match &index {
            Some(index) => index.search(wanted, &self.input, &passages),
            None => index::in_file(wanted, &self.input, &passages),
        };
        let work = work::in_order(&wanted, "searching", &progress, read, |at, result| {
            match result {
                Outcome::Searched(searched) => {
                    if is_streamed {
                        for (passage, place) in &searched.places {
                            sink.write(found::ndjson_line(passage + 1, place).as_bytes())?;
                        }
                    }
                    search.add(searched);
                }
                Outcome::NoBill => search.files.skipped += 1,
                Outcome::Failed(failure @ Failure::Index { .. }) => return Err(failure),
                Outcome::Failed(failure) => search.files.failed.push(files::failed(&wanted[at].path, &failure)),
            }
            Ok(())
        });
        let mut sink = sink.after(work)?;
        search.finish(&passages);
        drop(progress);
        index.iter().for_each(ByIndex::tell);
        let layout = self.terminal.layout(Output::Summary, self.output.is_some());
        let told = match format {
            FormatArgument::Ndjson => found::ndjson_end(&search),
            FormatArgument::Json => found::write(&search, Output::Json, self.most, &layout),
            FormatArgument::Markdown => found::write(&search, Output::Markdown, self.most, &layout),
            FormatArgument::Summary => found::write(&search, Output::Summary, self.most, &layout),
        };
        sink.write(told.as_bytes())?;
        sink.finish()?;
        files::all_read(&search.files.failed)?;
        Ok(if self.exit_code && search.missing() > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }

    fn index(&self, wanted: &[Wanted], passages: &Passages, progress: &Progress) -> Result<Option<ByIndex>, Failure> {
        let Some(path) = &self.index else { return Ok(None) };
        if self.bills.iter().any(|bill| is_standard_input(bill)) {
            return Err(Failure::IndexOfFiles);
        }
        ByIndex::new(path, wanted, &self.input, passages, progress).map(Some)
    }

    /// What is sought: the passages of an article, or the whole text.
    fn article(&self) -> Result<Article, Failure> {
        let (name, text, is_file) = self.text()?;
        let mut article = if self.whole || !is_file {
            Article { passages: vec![Quoted { text, line: 0 }], ..Article::default() }
        } else {
            quoted::read(&text)
        };
        let counts: Vec<usize> = {
            let passages = Passages::new(article.passages.iter().map(|quoted| quoted.text.as_str()));
            passages.list.iter().map(crate::find::Passage::len).collect()
        };
        let all = std::mem::take(&mut article.passages).into_iter().zip(counts);
        let (long, short): (Vec<_>, Vec<_>) = all.partition(|&(_, words)| words >= LEAST_WORDS);
        article.passages = long.into_iter().map(|(quoted, _)| quoted).collect();
        article.short.extend(short.into_iter().map(|(quoted, _)| quoted));
        if article.passages.is_empty() {
            return Err(Failure::NoPassage { name, least: LEAST_WORDS });
        }
        Ok(article)
    }

    /// The argument's text: of standard input, of a file of that name, or the argument itself. With what errors call it.
    fn text(&self) -> Result<(String, String, bool), Failure> {
        let path = Path::new(&self.passage);
        let names_file = is_standard_input(path) || path.exists() || looks_like_path(&self.passage);
        if !names_file {
            return Ok(("PASSAGE".to_owned(), self.passage.clone(), false));
        }
        if is_standard_input(path) && self.bills.iter().any(|bill| is_standard_input(bill)) {
            return Err(Failure::TwicePassage);
        }
        let (name, bytes) = bytes_of(path)?;
        let is_binary = bytes.starts_with(b"%PDF-") || bytes.starts_with(b"PK");
        let text = match read::decode(&bytes) {
            Ok(text) if !is_binary && !read::is_xml(&text) => text,
            _ => return Err(Failure::PassageNoText { name }),
        };
        Ok((name, text, true))
    }

    fn format(&self) -> Result<FormatArgument, Failure> {
        let Some(path) = self.output.as_deref().filter(|_| self.format.is_none()) else {
            return Ok(self.format.unwrap_or(FormatArgument::Summary));
        };
        match path.extension().and_then(|suffix| suffix.to_str()).map(str::to_ascii_lowercase).as_deref() {
            Some("md" | "markdown") => Ok(FormatArgument::Markdown),
            Some("json") => Ok(FormatArgument::Json),
            Some("ndjson" | "jsonl") => Ok(FormatArgument::Ndjson),
            Some("txt") => Ok(FormatArgument::Summary),
            _ => Err(Failure::UnknownSuffixOfFind { path: path.display().to_string() }),
        }
    }
}

/// Whether an argument that is no file was meant to be one: a single word with a suffix or a folder.
fn looks_like_path(argument: &str) -> bool {
    let suffixes = [".txt", ".md", ".markdown", ".html", ".htm", ".xml", ".pdf", ".docx"];
    let lower = argument.to_ascii_lowercase();
    !argument.contains(char::is_whitespace)
        && (argument.contains(['/', '\\']) || suffixes.iter().any(|suffix| lower.ends_with(suffix)))
}
