//! The files that are named and those in folders, in an order that does not hang on the file system.

use std::path::{Path, PathBuf};

use super::{Failure, say};
use crate::report::found::Failed;

/// All files in a folder and the folders in it, by path. Hidden ones are passed over, links are not followed. What
/// cannot be listed is told in its place.
pub fn in_folder(folder: &Path) -> Vec<Result<PathBuf, Failure>> {
    let is_hidden = |entry: &walkdir::DirEntry| {
        entry.depth() > 0 && entry.file_name().as_encoded_bytes().first().is_some_and(|first| *first == b'.')
    };
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = entries.filter_entry(|entry| !is_hidden(entry)).filter_map(|entry| match entry {
        Ok(entry) => entry.file_type().is_file().then(|| Ok(entry.into_path())),
        Err(error) => {
            let path = error.path().unwrap_or(folder).display().to_string();
            Some(Err(Failure::FolderUnlisted { path, error: error.into() }))
        }
    });
    files.collect()
}

/// A file to be read.
pub struct Wanted {
    pub path: PathBuf,
    /// It was found in a folder: there may be other files than bills.
    pub in_folder: bool,
}

/// The files that are named, and those in the folders that are.
///
/// # Errors
/// A folder holds no file.
pub fn wanted(paths: &[PathBuf], unlisted: &mut Vec<Failed>) -> Result<Vec<Wanted>, Failure> {
    let mut wanted = Vec::new();
    for path in paths {
        if !path.is_dir() {
            wanted.push(Wanted { path: path.clone(), in_folder: false });
            continue;
        }
        let before = wanted.len();
        for file in in_folder(path) {
            match file {
                Ok(path) => wanted.push(Wanted { path, in_folder: true }),
                Err(failure) => unlisted.push(failed(path, &failure)),
            }
        }
        if wanted.len() == before {
            return Err(Failure::EmptyFolder { path: path.display().to_string() });
        }
    }
    Ok(wanted)
}

/// How an output tells of a file that could not be read.
pub fn failed(path: &Path, failure: &Failure) -> Failed {
    Failed { path: path.display().to_string(), error: failure.to_string() }
}

/// Tells on standard error of what could not be read; the end of a command that has told all else.
///
/// # Errors
/// Something could not be read.
pub fn all_read(failures: &[Failed]) -> Result<(), Failure> {
    for failed in failures {
        say(&failed.error);
    }
    if failures.is_empty() { Ok(()) } else { Err(Failure::NotRead { failures: failures.len() }) }
}
