//! What every subcommand that reads drafts has in common: which text of a draft, and how it is read.

use std::io::Read;
use std::path::Path;
use std::str::FromStr;

use super::Failure;
use super::each::Each;
use super::side::{self, Text};
use crate::bill::{Bill, Format};
use crate::read::{MAX_INPUT_BYTES, ReadOptions, read_bytes, read_path};

#[derive(Debug, Clone, clap::Args)]
pub struct Input {
    /// Which text of a reported bill is read: current (what stands if the committee's amendments are agreed to),
    /// struck (what stood before), or the number of a committee's text where the bill holds several (2; the last
    /// is the current one). Two, parted by a comma, are for the old and the new draft: struck,current
    #[arg(long, default_value = "current", value_parser = Each::<Text>::from_str)]
    side: Each<Text>,
    /// Read as this format, whatever the file looks like. Two, parted by a comma, are for the old and the new draft;
    /// one may be left out: ,passage. There are bill-dtd, uslm, akoma-ntoso, gpo-text, html, pdf, docx, markdown, passage
    #[arg(long, value_name = "FORMAT", value_parser = Each::<Forced>::from_str)]
    from: Option<Each<Forced>>,
}

/// A format that is not told by the content; none where one is told for the other draft alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Forced(Option<Format>);

impl FromStr for Forced {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if name.is_empty() {
            return Ok(Self(None));
        }
        let known = || Format::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ");
        let format = Format::parse(name).ok_or_else(|| format!("no format is called {name}: there are {}", known()))?;
        Ok(Self(Some(format)))
    }
}

impl Input {
    /// Reads one draft.
    pub fn read(&self, path: &Path) -> Result<Bill, Failure> {
        let from = self.from.map_or(Ok(Forced(None)), |from| from.only("--from"))?;
        let bill = self.read_side(path, self.side.only("--side")?, from)?;
        side::absent(&bill).map_or(Ok(bill), Err)
    }

    /// Reads the two drafts of a comparison. A side that is asked of both need be in only one of them: a later
    /// version has no struck text.
    pub fn read_both(&self, old: &Path, new: &Path) -> Result<(Bill, Bill), Failure> {
        let (side, from) = (self.side.sides(), self.from.unwrap_or(Each::Both(Forced(None))).sides());
        let (old, new) = (self.read_side(old, side.old, from.old)?, self.read_side(new, side.new, from.new)?);
        let each = matches!(self.side, Each::Own(_));
        let failure = match (side::absent(&old), side::absent(&new)) {
            (Some(failure), Some(_)) => Some(failure),
            (failure, other) => failure.or(other).filter(|_| each),
        };
        failure.map_or(Ok((old, new)), Err)
    }

    /// A file, or standard input for "-".
    fn read_side(&self, path: &Path, side: Text, Forced(from): Forced) -> Result<Bill, Failure> {
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
