//! Why a run failed: each with one line that says what to do.

use crate::diff::UnlikeKinds;
use crate::matching::PairError;
use crate::read;
use crate::report::SelectionError;

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Read(#[from] read::Error),
    #[error(transparent)]
    UnlikeKinds(#[from] UnlikeKinds),
    #[error(transparent)]
    Pair(#[from] PairError),
    #[error(transparent)]
    Selection(#[from] SelectionError),
    #[error("{path}: cannot be written ({error}). Check the folder and the rights.")]
    Write { path: String, error: std::io::Error },
    #[error(
        "{path}: the format is not told by the suffix. Name the file .md, .html, .json, .csv (amounts) or .txt (redline), or add --format."
    )]
    UnknownSuffix { path: String },
    #[error("{path}: {problem}. Use --side current, or a side that the file has (billdiff outline lists its notes).")]
    NoSuchSide { path: String, problem: String },
    #[error("{option} is told for each of two drafts, and only one is read. Tell it once.")]
    OneDraft { option: &'static str },
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
