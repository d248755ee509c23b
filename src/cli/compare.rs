//! `billdiff OLD NEW`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::input::is_standard_input;
use super::telling::Telling;
use super::{Failure, Input, browser, dropped};
use crate::Sides;
use crate::diff::compare_with;
use crate::matching::Pairs;
use crate::report::Report;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The earlier draft; - for standard input
    #[arg(required = true)]
    old: Option<PathBuf>,
    /// The later draft; - for standard input
    #[arg(required = true)]
    new: Option<PathBuf>,
    /// Overrule a match: section 403 of the old draft became 301 of the new one; 403=none, it became nothing
    #[arg(long, value_name = "OLD=NEW")]
    pair: Vec<String>,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    telling: Telling,
}

impl Arguments {
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let (Some(old), Some(new)) = (&self.old, &self.new) else { return Ok(ExitCode::from(2)) };
        let dropped = dropped::are_files();
        let order = self.telling.order(dropped, || browser::page_for(&[old, new]))?;
        if is_standard_input(old) && is_standard_input(new) {
            return Err(Failure::TwiceStandardInput);
        }
        let (mut old, mut new) = self.input.read_both(old, new)?;
        // Nobody can drop files in an order.
        if dropped && old.front.is_later_than(&new.front) == Some(true) {
            std::mem::swap(&mut old, &mut new);
        }
        let pairs = Pairs::find(Sides::new(&old, &new), &self.pair)?;
        let report = Report::new(&compare_with(&old, &new, &pairs)?);
        self.telling.carry_out(&order, report)
    }
}
