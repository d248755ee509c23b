//! `--open`: the page is written where it is seen, and shown in the browser.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::input::is_standard_input;
use super::{Failure, git, say};

/// What a page of ours says of itself near its beginning.
const OURS: &str = "<meta name=\"generator\" content=\"billdiff ";
/// What Markdown reports and histories begin with.
const OURS_IN_MARKDOWN: &str = "<!-- billdiff:";
/// Bytes in which it is looked for.
const HEAD_BYTES: u64 = 4096;

/// The page's file where none is named: in the folder of the last of the files it is made of, which it is named for.
pub fn page_for(files: &[&Path]) -> Result<PathBuf, Failure> {
    if files.iter().any(|file| is_standard_input(file) || git::revision_and_path(file).is_some()) {
        return Err(Failure::NoFolderForPage);
    }
    let stem = |file: &&Path| file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name = format!("billdiff-{}.html", files.iter().map(stem).collect::<Vec<_>>().join("-"));
    Ok(files.last().map_or_else(PathBuf::new, |file| file.with_file_name(name)))
}

/// The page's file of a history where none is named: in the folder of the versions.
pub fn page_of_history(versions: &[PathBuf]) -> Result<PathBuf, Failure> {
    const NAME: &str = "billdiff-history.html";
    if versions.iter().any(|file| is_standard_input(file) || git::revision_and_path(file).is_some()) {
        return Err(Failure::NoFolderForPage);
    }
    let beside = |last: &PathBuf| if last.is_dir() { last.join(NAME) } else { last.with_file_name(NAME) };
    Ok(versions.last().map_or_else(PathBuf::new, beside))
}

/// A page that an earlier run wrote is replaced. A file of another kind is left alone: nobody named it.
pub fn may_be_replaced(page: &Path) -> Result<(), Failure> {
    let there = match head_of(page) {
        Ok(head) => !head.contains(OURS),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    };
    if there { Err(Failure::NotOurPage { path: page.display().to_string() }) } else { Ok(()) }
}

/// Whether a file is a page or a Markdown report that an earlier run wrote: no version of a bill.
pub fn is_ours(file: &Path) -> bool {
    head_of(file).is_ok_and(|head| head.contains(OURS) || head.starts_with(OURS_IN_MARKDOWN))
}

fn head_of(file: &Path) -> std::io::Result<String> {
    let mut head = Vec::new();
    std::fs::File::open(file)?.take(HEAD_BYTES).read_to_end(&mut head)?;
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// Says where the page is, and opens it: in the program that `BROWSER` names, or in that of the system.
pub fn open(page: &Path) -> Result<(), Failure> {
    let path = std::path::absolute(page).unwrap_or_else(|_| page.to_owned());
    say(format_args!("the page is {}", path.display()));
    opener::open_browser(&path)
        .map_err(|error| Failure::Browser { path: path.display().to_string(), reason: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_stands_beside_the_new_draft() {
        let page = page_for(&[Path::new("a/BILLS-118hr8752rh.xml"), Path::new("b/eh.uslm.xml")]).unwrap();
        assert_eq!(page, Path::new("b/billdiff-BILLS-118hr8752rh-eh.uslm.html"));
        assert_eq!(page_for(&[Path::new("report.json")]).unwrap(), Path::new("billdiff-report.html"));
        assert!(page_for(&[Path::new("old.xml"), Path::new("-")]).is_err());
    }
}
