//! What every subcommand that reads drafts has in common: which text of a draft, and how it is read.

use std::io::Read;
use std::path::Path;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::Failure;
use crate::bill::{Bill, Format};
use crate::read::{MAX_INPUT_BYTES, ReadOptions, Side, read_bytes, read_path};

#[derive(Debug, Clone, clap::Args)]
pub struct Input {
    /// Which text of a reported bill is read
    #[arg(long, value_enum, default_value_t)]
    side: SideArgument,
    /// Read as this format, whatever the file looks like
    #[arg(long, value_name = "FORMAT", value_parser = format_parser())]
    from: Option<Format>,
}

/// Which text of a reported bill is read.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum SideArgument {
    /// What stands if the committee's amendments are agreed to
    #[default]
    Current,
    /// What stood before
    Struck,
}

fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| format.name())).map(|name| {
        // The parser admits no other names.
        Format::parse(&name).unwrap_or(Format::Passage)
    })
}

impl Input {
    /// Reads a draft: a file, or standard input for "-".
    pub fn read(&self, path: &Path) -> Result<Bill, Failure> {
        let side = match self.side {
            SideArgument::Current => Side::Current,
            SideArgument::Struck => Side::Struck,
        };
        let options = ReadOptions { side, from: self.from };
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
