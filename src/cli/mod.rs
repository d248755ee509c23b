//! The command line: the only place that knows `clap`, files to write to, and terminals.
//!
//! Data goes to standard output, talk to standard error. Exit codes: 0 ran, 1 differences where
//! `--exit-code` asked or a signal that `--fail-on` named, 2 could not compare.

mod compare;
mod each;
mod failure;
mod input;
mod outline;
mod side;
mod text;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use failure::Failure;
use input::Input;

/// Compares versions of a bill: which provisions were added, changed or dropped.
#[derive(Debug, Parser)]
#[command(
    name = "billdiff",
    version,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Exit codes: 0 ran; 1 there are differences and --exit-code asked, or a signal that --fail-on named; 2 could not compare.",
    before_long_help = "Two examples:\n  billdiff ih.xml eh.xml                      what happened, on one screen\n  billdiff ih.xml eh.xml --redline --section 403   the words of section 403, old and new"
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    compare: compare::Arguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show what the reader understood of a draft: its provisions with their places in the file
    Outline(outline::Arguments),
    /// Print the canonical plain text, each provision's own words on a line
    Text(text::Arguments),
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum ColorArgument {
    /// Where the output is a terminal and the environment does not object
    #[default]
    Auto,
    Always,
    Never,
}

/// Parses the arguments, runs, and tells how it went.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        Some(Command::Outline(arguments)) => arguments.run(),
        Some(Command::Text(arguments)) => arguments.run(),
        None => cli.compare.run(),
    };
    match result {
        Ok(code) => code,
        Err(Failure::ClosedPipe) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nothing more can be done where standard error is closed too.
            let _ = writeln!(std::io::stderr(), "billdiff: {failure}");
            ExitCode::from(2)
        }
    }
}

/// Writes to standard output. A reader that closed the pipe has had enough: no failure.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::from_output)
}

/// Columns of the terminal; 80 where there is none.
fn width() -> usize {
    terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0).clamp(40, 160))
}

/// Whether escape sequences may be written: `--color`, then `NO_COLOR`, `CLICOLOR_FORCE`, `TERM`.
fn color(wanted: ColorArgument, to_file: bool) -> bool {
    match wanted {
        ColorArgument::Always => true,
        ColorArgument::Never => false,
        ColorArgument::Auto if to_file => false,
        ColorArgument::Auto => anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never,
    }
}
