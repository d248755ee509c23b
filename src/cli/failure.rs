//! Why a run failed: each with one line that says what to do.

use crate::diff::UnlikeKinds;
use crate::find::index::IndexError;
use crate::matching::PairError;
use crate::read;
use crate::report::SelectionError;
use crate::report::history::NoSuchSection;

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
    /// The command line cannot be parsed, or help was asked for.
    #[error(transparent)]
    Usage(#[from] clap::Error),
    #[error("{place}: {problem}.")]
    Policy { place: String, problem: String },
    #[error("{path}: cannot be written ({error}). Check the folder and the rights.")]
    Write { path: String, error: std::io::Error },
    #[error(
        "{path}: the format is not told by the suffix. Name the file .md, .html, .docx, .json, .ndjson, .csv (amounts) or .txt (redline), or add --format."
    )]
    UnknownSuffix { path: String },
    #[error("--open shows the page: leave --format out, and name the file of -o .html.")]
    OpensPagesAlone,
    #[error(
        "--open has no folder to write the page to, as a draft comes by standard input or from git. Name the file: -o changes.html."
    )]
    NoFolderForPage,
    #[error("{path}: the file is there and is no page of billdiff. Name another for the page: -o changes.html.")]
    NotOurPage { path: String },
    #[error("{path}: the page is written, but no browser could be opened ({reason}). Open the file yourself.")]
    Browser { path: String, reason: String },
    #[error("A Word document is no text for a terminal. Add -o FILE.docx, or send the output to a file or a program.")]
    Binary,
    #[cfg(not(feature = "docx"))]
    #[error("this build of billdiff writes no DOCX. Choose another format, or build it with the feature docx.")]
    NoDocx,
    #[error("{path}: {problem}. Use --side current, or a side that the file has (billdiff outline lists its notes).")]
    NoSuchSide { path: String, problem: String },
    #[error("{option} is told for each of two drafts, and only one is read. Tell it once.")]
    OneDraft { option: &'static str },
    #[error(
        "{output} needs {needed} columns, and there are {width}. Widen the window, add --width {needed}, or read it with --redline."
    )]
    TooNarrow { output: &'static str, needed: usize, width: usize },
    #[error(
        "Three drafts stand beside each other, in the terminal or on a page. Add --side-by-side or --format html, or give two."
    )]
    ThreeDrafts,
    #[error("{option} is of two drafts, and three are given. Leave it out, or give two.")]
    TwoDrafts { option: &'static str },
    #[error(
        "--style ramseyer is for --redline, --side-by-side and the page of two drafts (--format html). Add one of them, or leave it out."
    )]
    Style,
    #[error(
        "--style is for a history in the terminal: every other form keeps its own marks. Leave it or --format out."
    )]
    HistoryStyle,
    #[error("standard input cannot be read ({0}).")]
    StandardInput(std::io::Error),
    #[error("Both drafts are standard input. Give one of them as a file.")]
    TwiceStandardInput,
    #[error("standard output cannot be written ({0}).")]
    Output(std::io::Error),
    #[error("git cannot be run ({0}). Install git, or name files.")]
    NoGit(std::io::Error),
    #[error("{name}: {problem}. {advice}.")]
    Git { name: String, problem: String, advice: &'static str },
    #[error(
        "git passes 7 arguments, 9 of a renamed file and 1 of one that is not merged, and there are {given}. Set diff.<name>.command to: billdiff git-diff-driver --"
    )]
    DriverArguments { given: usize },
    #[error("--git tells of several files, and --open shows one page. Leave --open out.")]
    OpensOnePage,
    #[error(
        "--git tells of several files: as summary, redline, side-by-side, narrate, markdown or json. Choose one of these formats."
    )]
    OneFileFormat,
    #[error("{failures} of the changed bills could not be compared: the report says which.")]
    Several { failures: usize },
    #[error("{name}: there is no passage of {least} words or more in it. Give more of the provision's words.")]
    NoPassage { name: String, least: usize },
    #[error(
        "{name}: this is no text, Markdown or web page, as a passage or an article is. Pass a bill's own words on: billdiff text BILL | billdiff find - DIR"
    )]
    PassageNoText { name: String },
    #[error("The passage and a bill are both standard input. Give one of them as a file.")]
    TwicePassage,
    #[error(
        "{path}: the format is not told by the suffix. Name the file .md, .json, .ndjson or .txt, or add --format."
    )]
    UnknownSuffixOfFind { path: String },
    #[error("{path}: {problem}. Delete it, and --index makes it again, or name another file.")]
    Index { path: String, problem: IndexError },
    #[error(
        "--index is for files and folders, and standard input is neither. Leave it out, or save the draft to a file."
    )]
    IndexOfFiles,
    #[error("{path}: a matrix is written as .csv, .json, .ndjson or .txt. Name the file so, or add --format.")]
    MatrixSuffix { path: String },
    #[error("A matrix reads its bills twice, and standard input can be read once. Save it to a file.")]
    MatrixOfFiles,
    #[error("{path}: the file was changed while it was read. Run again when nobody writes there.")]
    ChangedMeanwhile { path: String },
    #[error("{path}: there is no file in this folder. Check its name.")]
    EmptyFolder { path: String },
    #[error("{path}: cannot be listed ({error}). Check the folder and the rights.")]
    FolderUnlisted { path: String, error: std::io::Error },
    #[error("{failures} of the bills could not be compared: the report says which. All others are told.")]
    SeveralInFolders { failures: usize },
    #[error("{path} is a folder and the other is not. Give two files or two folders.")]
    OneFolder { path: String },
    #[error("{failures} of the files could not be read: the output says which. All others are told.")]
    NotRead { failures: usize },
    #[error("interrupted after {done} of {total} files: what was written until then is whole lines.")]
    Interrupted { done: usize, total: usize },
    #[error("no thread can be started ({0}). Close other programs.")]
    Threads(std::io::Error),
    #[error(transparent)]
    NoSuchSection(#[from] NoSuchSection),
    #[error("{path}: the folder holds versions of {one} and of {other}. Name the files of one bill.")]
    SeveralBills { path: String, one: String, other: String },
    #[error("{path}: the folder cannot be listed ({error}). Check the rights.")]
    Folder { path: String, error: walkdir::Error },
    #[error("{what}: a history needs two versions. Name more files, or a folder that holds them.")]
    OneVersion { what: String },
    #[error(
        "{path}: a history is written as .md, .html, .json, .ndjson, .csv or .txt. Name the file so, or add --format."
    )]
    HistorySuffix { path: String },
    #[error("{path} {kind}: it is no version of the whole bill.")]
    NoWholeBill { path: String, kind: &'static str },
    #[error("Not in this history: {failures} of the versions. It says which, and why.")]
    MissingVersions { failures: usize },
    #[error("no command is called {name:?}. billdiff --help lists them.")]
    NoCommand { name: String },
    /// The reader of standard output has had enough.
    #[error("standard output was closed")]
    ClosedPipe,
}

impl Failure {
    /// Whether the file is something else than a bill, and not one that is broken.
    pub fn is_no_bill(&self) -> bool {
        matches!(self, Self::Read(error) if error.problem.is_no_bill)
    }

    pub fn from_output(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Output(error),
        }
    }
}
