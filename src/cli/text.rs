//! `billdiff text FILE`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{Failure, Input, print};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A draft of a bill; - for standard input
    file: PathBuf,
    #[command(flatten)]
    input: Input,
}

impl Arguments {
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let bill = self.input.read(&self.file)?;
        print(&bill.canonical_text())?;
        Ok(ExitCode::SUCCESS)
    }
}
