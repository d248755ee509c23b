//! `billdiff outline FILE`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;

use super::{Failure, Input, print};
use crate::report::{outline, outline_json};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A draft of a bill; - for standard input
    file: PathBuf,
    #[command(flatten)]
    input: Input,
    /// How the outline is told
    #[arg(long, short, value_enum, default_value_t)]
    format: FormatArgument,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum FormatArgument {
    /// One line for each provision, indented, with its place in the file
    #[default]
    Text,
    /// All that is known of each provision, on one line of JSON
    Json,
}

impl Arguments {
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let bill = self.input.read(&self.file)?;
        print(&match self.format {
            FormatArgument::Text => outline::write(&bill),
            FormatArgument::Json => outline_json::write(&bill),
        })?;
        Ok(ExitCode::SUCCESS)
    }
}
