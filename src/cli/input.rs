//! What every subcommand that reads drafts has in common: which text of a draft, and how it is read.

use std::io::Read;
use std::path::Path;
use std::str::FromStr;

use super::Failure;
use super::side::{self, SideArgument, Text};
use crate::bill::{Bill, Format};
use crate::read::{MAX_INPUT_BYTES, ReadOptions, read_bytes, read_path};

#[derive(Debug, Clone, clap::Args)]
pub struct Input {
    /// Which text of a reported bill is read: current (what stands if the committee's amendments are agreed to),
    /// struck (what stood before), or the number of a committee's text where the bill holds several (2; the last
    /// is the current one). Two, parted by a comma, are for the old and the new draft: struck,current
    #[arg(long, default_value = "current", value_parser = SideArgument::from_str)]
    side: SideArgument,
    /// Read as this format, whatever the file looks like. Two, parted by a comma, are for the old and the new draft;
    /// one may be left out: ,passage
    #[arg(long, value_name = "FORMAT", value_parser = FromArgument::from_str)]
    from: Option<FromArgument>,
}

/// One format for all drafts, or one for the old and one for the new; none where it is told by the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FromArgument {
    old: Option<Format>,
    new: Option<Format>,
}

impl FromStr for FromArgument {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (old, new) = text.split_once(',').unwrap_or((text, text));
        Ok(Self { old: format_of(old)?, new: format_of(new)? })
    }
}

fn format_of(name: &str) -> Result<Option<Format>, String> {
    let known = || Format::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ");
    match (name.trim(), Format::parse(name.trim())) {
        ("", _) => Ok(None),
        (_, Some(format)) => Ok(Some(format)),
        (other, None) => Err(format!("no format is called {other}: there are {}", known())),
    }
}

impl Input {
    /// Reads one draft.
    pub fn read(&self, path: &Path) -> Result<Bill, Failure> {
        let SideArgument::Both(side) = self.side else { return Err(Failure::TwoSides) };
        let bill = self.read_side(path, side, self.from.and_then(|from| from.old))?;
        side::absent(&bill).map_or(Ok(bill), Err)
    }

    /// Reads the two drafts of a comparison. A side that is asked of both need be in only one of them: a later
    /// version has no struck text.
    pub fn read_both(&self, old: &Path, new: &Path) -> Result<(Bill, Bill), Failure> {
        let (of_old, of_new, each) = match self.side {
            SideArgument::Both(side) => (side, side, false),
            SideArgument::Each(old, new) => (old, new, true),
        };
        let (old, new) = (
            self.read_side(old, of_old, self.from.and_then(|from| from.old))?,
            self.read_side(new, of_new, self.from.and_then(|from| from.new))?,
        );
        let failure = match (side::absent(&old), side::absent(&new)) {
            (Some(failure), Some(_)) => Some(failure),
            (failure, other) => failure.or(other).filter(|_| each),
        };
        failure.map_or(Ok((old, new)), Err)
    }

    /// A file, or standard input for "-".
    fn read_side(&self, path: &Path, side: Text, from: Option<Format>) -> Result<Bill, Failure> {
        let options = side.of(ReadOptions { from, ..ReadOptions::default() });
        if !is_standard_input(path) {
            return Ok(read_path(path, &options)?);
        }
        let mut bytes = Vec::new();
        // One byte more than is read shows that there is too much.
        let mut input = std::io::stdin().lock().take(MAX_INPUT_BYTES + 1);
        input.read_to_end(&mut bytes).map_err(Failure::StandardInput)?;
        Ok(read_bytes("standard input", &bytes, &options)?)
    }
}

/// Whether a path stands for standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}
