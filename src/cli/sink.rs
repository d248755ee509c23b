//! Where an output goes that is written part by part: standard output or a file.

use std::path::Path;

use super::written::Written;
use super::{Failure, print_bytes};

/// See the module's page. Every part is whole lines, and is written whole.
pub enum Sink {
    Standard,
    File(Written),
}

impl Sink {
    /// Opens the file, if one is named.
    pub fn new(path: Option<&Path>) -> Result<Self, Failure> {
        path.map_or(Ok(Self::Standard), |path| Written::new(path).map(Self::File))
    }

    pub fn write(&mut self, part: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Standard => print_bytes(part),
            Self::File(file) => file.write(part),
        }
    }

    /// Goes on if the work went well. Of work that was interrupted the parts that were written are kept.
    pub fn after(self, work: Result<(), Failure>) -> Result<Self, Failure> {
        match work {
            Ok(()) => Ok(self),
            Err(Failure::Interrupted { done, total }) => {
                self.finish()?;
                Err(Failure::Interrupted { done, total })
            }
            Err(failure) => Err(failure),
        }
    }

    /// Writes what is still held.
    pub fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Standard => Ok(()),
            Self::File(file) => file.finish(),
        }
    }
}
