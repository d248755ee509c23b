//! `billdiff text FILE`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{Failure, SideArgument, print};
use crate::read::read_path;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A draft of a bill
    file: PathBuf,
    /// Which text of a reported bill is read
    #[arg(long, value_enum, default_value_t)]
    side: SideArgument,
}

impl Arguments {
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let bill = read_path(&self.file, &self.side.options())?;
        print(&bill.canonical_text())?;
        Ok(ExitCode::SUCCESS)
    }
}
