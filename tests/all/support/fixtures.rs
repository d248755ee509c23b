//! The cases under `fixtures/`: every folder that is dropped there is one, but for `errors` and `histories`.

use std::path::PathBuf;

use billdiff::bill::Bill;

use super::read_as;

/// Formats in the order of preference: the first one a case has gets the full set of golden files.
const FORMATS: [&str; 3] = ["xml", "uslm.xml", "htm"];

/// Folders that hold something else.
const NO_CASES: [&str; 3] = ["errors", "histories", "shelves"];

/// One folder with two drafts of one measure, in one or more formats.
pub struct Case {
    pub name: String,
    pub folder: PathBuf,
    /// Extensions for which both drafts are there: never empty.
    pub formats: Vec<String>,
}

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// All cases, by name.
pub fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = walkdir::WalkDir::new(root())
        .min_depth(1)
        .max_depth(1)
        .into_iter()
        .map(|entry| entry.expect("the fixtures can be listed"))
        .filter(|entry| entry.file_type().is_dir() && !NO_CASES.iter().any(|name| entry.file_name() == *name))
        .map(|entry| Case::new(entry.into_path()))
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!cases.is_empty(), "no fixtures under {}", root().display());
    cases
}

/// The case of one name.
pub fn case(name: &str) -> Case {
    Case::new(root().join(name))
}

impl std::fmt::Debug for Case {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "fixtures/{}", self.name)
    }
}

impl Case {
    fn new(folder: PathBuf) -> Self {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut formats = extensions(&folder, "old");
        assert_eq!(formats, extensions(&folder, "new"), "fixtures/{name}: a draft has no partner in its format");
        assert!(!formats.is_empty(), "fixtures/{name}: no old.<extension>");
        formats.sort_by_key(|format| {
            (FORMATS.iter().position(|known| known == format).unwrap_or(FORMATS.len()), format.clone())
        });
        Self { name, folder, formats }
    }

    /// The format whose outputs are kept as golden files.
    pub fn first_format(&self) -> &str {
        &self.formats[0]
    }

    /// One draft ("old", "new"), named as someone would who works in the case's folder.
    pub fn read(&self, side: &str, format: &str) -> Bill {
        let name = format!("{side}.{format}");
        read_as(&self.folder.join(&name), &name)
    }

    /// All ways to compare an old draft with a new one.
    pub fn pairings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.formats.iter().flat_map(|old| self.formats.iter().map(move |new| (old.as_str(), new.as_str())))
    }
}

/// What follows "old." or "new." in the names of a folder's files.
fn extensions(folder: &std::path::Path, side: &str) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let names = files.map(|file| file.expect("the case can be listed").file_name().to_string_lossy().into_owned());
    let mut found: Vec<String> = names
        .filter_map(|name| name.strip_prefix(side).and_then(|rest| rest.strip_prefix('.')).map(str::to_owned))
        .collect();
    found.sort();
    found
}
