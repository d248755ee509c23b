//! Real bills, under the folder that `BILLDIFF_CORPUS` names. They are no part of this repository.
//!
//! ```text
//! $BILLDIFF_CORPUS/us/<congress>-<type>-<number>/<version>.<ext>
//! $BILLDIFF_CORPUS/../bench/{identical,changed}.tsv      old <tab> new <tab> why
//! ```

use std::io::Write;
use std::path::{Path, PathBuf};

use billdiff::bill::Bill;

/// Suffixes of the formats that are read so far.
const READABLE: [&str; 3] = ["xml", "htm", "txt"];

/// Files that end like those but are of a format that is not read: HTML with elements of its own, and bare text.
const UNREAD: [&str; 4] = ["118-hr-8467/ih.htm", "119-hr-6028/eh.htm", "119-hr-9010/rh.htm", "119-hr-9025/ih.htm"];

/// The corpus, or nothing after having said that `test` does not run. Said past the test harness, which would
/// swallow it: a test that did not run must not look like one that passed.
pub fn root(test: &str) -> Option<PathBuf> {
    let root = std::env::var_os("BILLDIFF_CORPUS").map(PathBuf::from);
    match &root {
        Some(root) => {
            assert!(root.join("us").is_dir(), "BILLDIFF_CORPUS: there is no folder {}", root.join("us").display())
        }
        None => say(&format!("SKIPPED {test}: BILLDIFF_CORPUS is not set")),
    }
    root
}

/// Says something whatever becomes of the test.
pub fn say(what: &str) {
    // Nothing can be done where standard error is closed.
    let _ = writeln!(std::io::stderr(), "{what}");
}

/// All files of formats that are read, by path.
pub fn files(root: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(root.join("us"))
        .into_iter()
        .map(|entry| entry.expect("the corpus can be listed"))
        .filter(|entry| entry.file_type().is_file() && is_readable(entry.path()))
        .map(walkdir::DirEntry::into_path)
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no bills under {}", root.display());
    files
}

/// Whether a file is of a format that is read.
pub fn is_readable(path: &Path) -> bool {
    if UNREAD.contains(&super::short_name(path).as_str()) {
        return false;
    }
    path.extension().and_then(|suffix| suffix.to_str()).is_some_and(|suffix| READABLE.contains(&suffix))
}

/// A file by its path within the corpus.
pub fn read(root: &Path, path: &str) -> Bill {
    super::read(&root.join("us").join(path))
}

/// The pairs of a list beside the corpus ("identical", "changed"), as far as their formats are read;
/// nothing where there is no such list.
pub fn listed_pairs(root: &Path, list: &str) -> Vec<(PathBuf, PathBuf)> {
    let file = root.join("..").join("bench").join(list).with_extension("tsv");
    let Ok(text) = std::fs::read_to_string(&file) else {
        say(&format!("SKIPPED the pairs of {}: there is no such file", file.display()));
        return Vec::new();
    };
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some((root.join(columns.next()?), root.join(columns.next()?)))
        })
        .filter(|(old, new)| is_readable(old) && is_readable(new))
        .collect()
}

/// All pairs of files of one bill, earlier path first.
pub fn folder_pairs(files: &[PathBuf]) -> Vec<(PathBuf, PathBuf)> {
    let mut pairs = Vec::new();
    for (at, old) in files.iter().enumerate() {
        let same_bill = files[at + 1..].iter().take_while(|new| new.parent() == old.parent());
        pairs.extend(same_bill.map(|new| (old.clone(), new.clone())));
    }
    pairs
}
