//! `billdiff find --index FILE`: made where there is none, and never unsaid.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::files::Wanted;
use super::{Failure, Input, Progress, say, work};
use crate::find::Passages;
use crate::find::index::{Index, IndexError, Indexed, Maker, OwnWords};
use crate::report::found::Searched;
use crate::report::summary::thousands;

/// An index and what it was asked.
pub struct ByIndex {
    path: PathBuf,
    index: Index,
    files: AtomicUsize,
    /// Files that are not in it, or were changed since.
    anew: AtomicUsize,
}

/// What came of a file.
pub enum Outcome {
    Searched(Searched),
    NoBill,
    Failed(Failure),
}

impl ByIndex {
    /// Opens the index, or makes it of all files first.
    pub fn new(
        path: &Path,
        wanted: &[Wanted],
        input: &Input,
        passages: &Passages,
        progress: &Progress,
    ) -> Result<Self, Failure> {
        let made_with = format!("billdiff {} {input:?}", env!("CARGO_PKG_VERSION"));
        if !path.exists() {
            let made = make(path, &made_with, wanted, input, progress);
            if made.is_err() {
                // What was written is no index.
                let _ = std::fs::remove_file(path);
            }
            made?;
        }
        let index = Index::open(path, &made_with, passages).map_err(|problem| failure(path, problem))?;
        Ok(Self { path: path.to_owned(), index, files: AtomicUsize::new(0), anew: AtomicUsize::new(0) })
    }

    /// Searches a file: by its words in the index where no passage is among them, else in the file.
    pub fn search(&self, wanted: &Wanted, input: &Input, passages: &Passages) -> Outcome {
        self.files.fetch_add(1, Ordering::Relaxed);
        match self.index.of(&wanted.path) {
            Ok(Indexed::NoBill) if wanted.in_folder => Outcome::NoBill,
            Ok(Indexed::Bill(front, words)) => match passages.absent(words) {
                Some(runs) => Outcome::Searched(Searched::absent(&wanted.path.display().to_string(), &front, runs)),
                None => in_file(wanted, input, passages),
            },
            Ok(Indexed::NoBill) => in_file(wanted, input, passages),
            Ok(Indexed::Unknown) => {
                self.anew.fetch_add(1, Ordering::Relaxed);
                in_file(wanted, input, passages)
            }
            Err(problem) => Outcome::Failed(failure(&self.path, problem)),
        }
    }

    /// Says what the index did not know.
    pub fn tell(&self) {
        let anew = self.anew.load(Ordering::Relaxed);
        if anew > 0 {
            let files = thousands(self.files.load(Ordering::Relaxed));
            let said = format!(
                "{}: {} of {files} files are not in it as they are now, and were read anew. Delete it, and it is made again.",
                self.path.display(),
                thousands(anew)
            );
            say(said);
        }
    }
}

/// Searches a file itself.
pub fn in_file(wanted: &Wanted, input: &Input, passages: &Passages) -> Outcome {
    match input.read(&wanted.path) {
        Ok(bill) => Outcome::Searched(Searched::new(&bill, passages)),
        Err(failure) if wanted.in_folder && failure.is_no_bill() => Outcome::NoBill,
        Err(failure) => Outcome::Failed(failure),
    }
}

fn make(path: &Path, made_with: &str, wanted: &[Wanted], input: &Input, progress: &Progress) -> Result<(), Failure> {
    let failed = |error| Failure::Write { path: path.display().to_string(), error };
    let mut maker = Maker::new(BufWriter::new(File::create_new(path).map_err(failed)?), made_with).map_err(failed)?;
    let read = |wanted: &Wanted| input.read(&wanted.path).map(|bill| (OwnWords::of(&bill), bill.front));
    work::in_order(wanted, "indexing", progress, read, |at, result| {
        let path = &wanted[at].path;
        match result {
            Ok((words, front)) => maker.add(path, Some((&front, &words))).map_err(failed),
            Err(failure) if failure.is_no_bill() => maker.add(path, None).map_err(failed),
            // The search tells of it.
            Err(_) => Ok(()),
        }
    })?;
    let files = maker.finish().map_err(failed)?;
    say(format_args!("{}: made, of {} files.", path.display(), thousands(files)));
    Ok(())
}

fn failure(path: &Path, problem: IndexError) -> Failure {
    Failure::Index { path: path.display().to_string(), problem }
}
