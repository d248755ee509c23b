//! The command line: the only place that knows `clap`, files to write to, and terminals.
//!
//! Data goes to standard output, talk to standard error. Exit codes: 0 ran, 1 differences where
//! `--exit-code` asked or a signal that `--fail-on` named, 2 could not compare.

mod between;
mod browser;
mod compare;
mod defect;
mod dropped;
mod each;
mod failure;
mod files;
mod find;
mod folders;
mod generated;
mod git;
mod git_driver;
mod history;
mod index;
mod input;
mod matrix;
mod outline;
mod pager;
mod policy;
mod progress;
mod show;
mod side;
mod sink;
mod telling;
mod terminal;
mod text;
mod versions;
mod work;
mod written;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use failure::Failure;
use input::Input;
use progress::Progress;
use terminal::Terminal;

use crate::bill::is_unseen;

/// Compares versions of a bill: which provisions were added, changed or dropped.
#[derive(Debug, Parser)]
#[command(
    name = "billdiff",
    version,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Exit codes: 0 ran; 1 there are differences and --exit-code asked, or a signal that --fail-on named; 2 could not compare.",
    before_long_help = "Two examples:\n  billdiff ih.xml eh.xml                           what happened, on one screen\n  billdiff ih.xml eh.xml --redline --section 403   the words of section 403, old and new"
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Read this policy file [default: the nearest .billdiff.toml, up to the repository's top]
    #[arg(long, global = true, env = "BILLDIFF_CONFIG", hide_env_values = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Read no policy file, whether one is named or found
    #[arg(long, global = true)]
    no_config: bool,
    #[command(flatten)]
    compare: compare::Arguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show what the reader understood of a draft: its provisions with their places in the file
    Outline(outline::Arguments),
    /// Print the canonical plain text, each provision's own words on a line
    Text(text::Arguments),
    /// Find where a quoted passage stands in bills, and what became of it
    Find(find::Arguments),
    /// Tell a report that was saved as JSON in any other form: the same bytes as a fresh comparison
    Show(show::Arguments),
    /// Follow every provision through all versions of a bill: when it entered, changed, was dropped, returned
    History(history::Arguments),
    /// Tell which bills contain which: the share of each that stands in another, and every section with its twin
    Matrix(matrix::Arguments),
    /// Print the JSON Schema of the report, or of a history
    Schema(generated::Schema),
    /// Show in `git diff` what changed in a bill: git runs this (docs/git.md)
    GitDiffDriver(git_driver::Arguments),
    /// Print the completions for a shell
    Completions(generated::Completions),
    /// Print the manual's page, of the program or of a command
    Man(generated::Man),
}

/// Parses the arguments, runs, and tells how it went.
pub fn run() -> ExitCode {
    defect::caught(ended)
}

fn ended() -> ExitCode {
    match told_to() {
        Ok(code) => code,
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(Failure::Usage(usage)) => {
            let _ = usage.print();
            dropped::hold_window();
            ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2))
        }
        Err(failure) => {
            say(failure);
            dropped::hold_window();
            ExitCode::from(2)
        }
    }
}

fn told_to() -> Result<ExitCode, Failure> {
    let (matches, policy) = policy::parse(Cli::command())?;
    let cli = Cli::from_arg_matches(&matches)?;
    let policy = policy.as_ref();
    match cli.command {
        Some(Command::Outline(arguments)) => arguments.run(),
        Some(Command::Text(arguments)) => arguments.run(),
        Some(Command::Find(arguments)) => arguments.run(),
        Some(Command::Matrix(arguments)) => arguments.run(),
        Some(Command::Show(arguments)) => arguments.run(),
        Some(Command::History(arguments)) => arguments.run(),
        Some(Command::Schema(arguments)) => arguments.run(),
        Some(Command::GitDiffDriver(arguments)) => arguments.run(policy),
        Some(Command::Completions(arguments)) => arguments.run(),
        Some(Command::Man(arguments)) => arguments.run(),
        None => cli.compare.run(policy),
    }
}

/// Says something beside the data, on one line: names of files and words of drafts in it may hold anything.
fn say(what: impl std::fmt::Display) {
    let line: String = what
        .to_string()
        .chars()
        .map(|c| match c {
            '\n' => ' ',
            c if is_unseen(c) => '\u{fffd}',
            c => c,
        })
        .collect();
    // Nothing more can be done where standard error is closed too.
    let _ = writeln!(std::io::stderr(), "billdiff: {line}");
}

/// Writes to standard output. A reader that closed the pipe has had enough: no failure.
fn print(text: &str) -> Result<(), Failure> {
    print_bytes(text.as_bytes())
}

/// As [`print`], of a report that is no text.
fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(Failure::from_output)
}
