//! Why a run failed: each with one line that says what to do.

use crate::diff::UnlikeKinds;
use crate::read;
use crate::report::SelectionError;

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Read(#[from] read::Error),
    #[error(transparent)]
    UnlikeKinds(#[from] UnlikeKinds),
    #[error(transparent)]
    Selection(#[from] SelectionError),
    #[error("{path}: cannot be written ({error}). Check the folder and the rights.")]
    Write { path: String, error: std::io::Error },
    #[error(
        "{path}: the format is not told by the suffix. Name the file .md, .json, .csv (amounts) or .txt (redline), or add --format."
    )]
    UnknownSuffix { path: String },
    #[error("standard input cannot be read ({0}).")]
    StandardInput(std::io::Error),
    #[error("Both drafts are standard input. Give one of them as a file.")]
    TwiceStandardInput,
    #[error("standard output cannot be written ({0}).")]
    Output(std::io::Error),
    /// The reader of standard output has had enough.
    #[error("standard output was closed")]
    ClosedPipe,
}

impl Failure {
    pub fn from_output(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Output(error),
        }
    }
}
