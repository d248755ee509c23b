//! Parses arguments, runs, and maps the result to an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    billdiff::cli::run()
}
