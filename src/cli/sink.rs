//! Where an output goes that is written part by part: standard output or a file.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::{Failure, print_bytes};

/// See the module's page. Every part is whole lines, and is written whole.
pub enum Sink {
    Standard,
    File { path: String, file: BufWriter<File> },
}

impl Sink {
    /// Opens the file, if one is named.
    pub fn new(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self::Standard) };
        let name = path.display().to_string();
        match File::create(path) {
            Ok(file) => Ok(Self::File { path: name, file: BufWriter::new(file) }),
            Err(error) => Err(Failure::Write { path: name, error }),
        }
    }

    pub fn write(&mut self, part: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Standard => print_bytes(part),
            Self::File { path, file } => {
                file.write_all(part).map_err(|error| Failure::Write { path: path.clone(), error })
            }
        }
    }

    /// Writes what is still held.
    pub fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Standard => Ok(()),
            Self::File { path, mut file } => file.flush().map_err(|error| Failure::Write { path, error }),
        }
    }
}
