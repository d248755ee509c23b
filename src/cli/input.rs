//! What every subcommand that reads drafts has in common: which text of a draft, and how it is read.

use std::io::Read;
use std::path::Path;
use std::str::FromStr;

use super::each::Each;
use super::side::{self, Text};
use super::{Failure, Progress, git};
use crate::Sides;
use crate::bill::{Bill, Format};
use crate::parallel;
use crate::read::{self, MAX_INPUT_BYTES, ReadOptions, read_bytes};
use crate::report::links::NO_FILE;

#[derive(Debug, Clone, clap::Args)]
pub struct Input {
    /// Which text of a reported bill is read: current (what stands if the committee's amendments are agreed to),
    /// struck (what stood before), or the number of a committee's text where the bill holds several (2; the last
    /// is the current one). Two, parted by a comma, are for the old and the new draft: struck,current
    #[arg(long, env = "BILLDIFF_SIDE", hide_env_values = true, default_value = "current", value_parser = Each::<Text>::from_str)]
    side: Each<Text>,
    /// Read as this format, whatever the file looks like. Two, parted by a comma, are for the old and the new draft;
    /// one may be left out: ,passage. There are bill-dtd, uslm, akoma-ntoso, gpo-text, html, pdf, docx, markdown, passage
    #[arg(long, env = "BILLDIFF_FROM", hide_env_values = true, value_name = "FORMAT", value_parser = Each::<Forced>::from_str)]
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
        let bill = draft_of(path)?.read(self.side.only("--side")?, from)?;
        side::absent(&bill).map_or(Ok(bill), Err)
    }

    /// Reads the two drafts of a comparison. A side that is asked of both need be in only one of them: a later
    /// version has no struck text.
    pub fn read_both(&self, old: &Path, new: &Path, progress: &Progress) -> Result<(Bill, Bill), Failure> {
        progress.stage(&format!("reading {}", old.display()));
        let old = draft_of(old)?;
        progress.stage(&format!("reading {}", new.display()));
        let new = draft_of(new)?;
        self.both(&old, &new, progress)
    }

    /// As [`Self::read_both`], of drafts that were fetched.
    pub fn both(&self, old: &Draft, new: &Draft, progress: &Progress) -> Result<(Bill, Bill), Failure> {
        progress.stage(&format!("reading {} and {}", old.name, new.name));
        let bytes = old.bytes.len() + new.bytes.len();
        let (old, new) = parallel::both(bytes, || self.old_of(old), || self.new_of(new));
        let (old, new) = (old?, new?);
        let each = matches!(self.side, Each::Own(_));
        let failure = match (side::absent(&old), side::absent(&new)) {
            (Some(failure), Some(_)) => Some(failure),
            (failure, other) => failure.or(other).filter(|_| each),
        };
        failure.map_or(Ok((old, new)), Err)
    }

    /// Reads one of many versions, all in the same way.
    pub fn read_version(&self, path: &Path) -> Result<Bill, Failure> {
        let from = self.from.map_or(Ok(Forced(None)), |from| from.only("--from"))?;
        draft_of(path)?.read(self.side.only("--side")?, from)
    }

    /// What versions lack of the side that was asked for: it need be in only one of them.
    pub fn absent_in_all(bills: &[Bill]) -> Option<Failure> {
        let mut absent = bills.iter().map(side::absent).collect::<Option<Vec<_>>>()?.into_iter();
        absent.next()
    }

    /// Reads another draft as the old one is read.
    pub fn read_old(&self, path: &Path, progress: &Progress) -> Result<Bill, Failure> {
        progress.stage(&format!("reading {}", path.display()));
        self.old_of(&draft_of(path)?)
    }

    /// The old draft.
    pub fn old_of(&self, draft: &Draft) -> Result<Bill, Failure> {
        draft.read(self.side.sides().old, self.from().old)
    }

    /// The new draft.
    pub fn new_of(&self, draft: &Draft) -> Result<Bill, Failure> {
        draft.read(self.side.sides().new, self.from().new)
    }

    /// Whether both drafts are read in the same way.
    pub fn reads_alike(&self) -> bool {
        let (side, from) = (self.side.sides(), self.from());
        side.old == side.new && from.old == from.new
    }

    fn from(&self) -> Sides<Forced> {
        self.from.unwrap_or(Each::Both(Forced(None))).sides()
    }
}

/// A draft that was fetched and is not read yet.
#[derive(Debug)]
pub struct Draft {
    /// What errors and reports call it.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Draft {
    /// A file, as it is named.
    pub fn file(path: &Path) -> Result<Self, Failure> {
        let (name, bytes) = (path.display().to_string(), read::bytes_of(path)?);
        Ok(Self { name, bytes })
    }

    fn read(&self, side: Text, Forced(from): Forced) -> Result<Bill, Failure> {
        let options = side.of(ReadOptions { from, ..ReadOptions::default() });
        Ok(read_bytes(&self.name, &self.bytes, &options)?)
    }
}

/// A file, standard input for "-", or what git holds for "REV:PATH".
fn draft_of(path: &Path) -> Result<Draft, Failure> {
    let (name, bytes) = match git::revision_and_path(path) {
        Some((revision, path)) => git::file_at(revision, path)?,
        None => bytes_of(path)?,
    };
    Ok(Draft { name, bytes })
}

/// All bytes of a file, or of standard input for "-", with what errors call it.
pub fn bytes_of(path: &Path) -> Result<(String, Vec<u8>), Failure> {
    if !is_standard_input(path) {
        return Ok((path.display().to_string(), read::bytes_of(path)?));
    }
    let mut bytes = Vec::new();
    // One byte more than is read shows that there is too much.
    let mut input = std::io::stdin().lock().take(MAX_INPUT_BYTES + 1);
    input.read_to_end(&mut bytes).map_err(Failure::StandardInput)?;
    Ok((NO_FILE.to_owned(), bytes))
}

/// Whether a path stands for standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}
