//! `billdiff show REPORT.json`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::telling::Telling;
use super::{Failure, browser, input};
use crate::report::saved;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A report that -o report.json or -o report.ndjson saved; - for standard input
    report: PathBuf,
    #[command(flatten)]
    telling: Telling,
}

impl Arguments {
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let order = self.telling.order(2, false, || browser::page_for(&[&self.report]))?;
        let (name, bytes) = input::bytes_of(&self.report)?;
        let mut report = saved::read(&name, &bytes)?;
        let fails = self.telling.fails_on(&report);
        let told = self.telling.tell(&order, &mut report)?;
        self.telling.deliver(&order, &told, fails)
    }
}
