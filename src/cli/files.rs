//! The files in folders, in an order that does not hang on the file system.

use std::path::{Path, PathBuf};

use super::Failure;

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
