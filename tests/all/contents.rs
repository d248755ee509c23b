//! Every file of the corpus, of every format, is read; and where a bill has a table of contents, its entries are
//! held against the sections that were read.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use billdiff::read::Agreement;
use billdiff::{ReadOptions, read_path};

use crate::support::{assert_none, corpus, over, short_name};

/// Suffixes of all formats.
const SUFFIXES: [&str; 8] = ["xml", "htm", "html", "txt", "pdf", "docx", "md", "markdown"];

/// Files whose list differs from their text, with the numbers of entries without a section and of entries with
/// another heading. docs/formats.md says why; the reader notes each of them.
const DIFFERING: [(&str, usize, usize); 3] = [
    // The file ends with section 4001: the funding tables that the list goes on with are not in it.
    ("116-s-2731/ips.uslm.xml", 14, 0),
    ("116-s-2731/rcs.uslm.xml", 14, 0),
    // The list has a section 709 of division E with a heading; none of the sections 709 bears one like it.
    ("114-hr-2029/enr.uslm.xml", 0, 1),
];

#[derive(Debug, Default)]
struct Count {
    files: usize,
    with_contents: usize,
    entries: usize,
    matched: usize,
}

#[test]
fn every_file_of_the_corpus_is_read_and_agrees_with_its_contents() {
    let Some(root) = corpus::root("every_file_of_the_corpus_is_read_and_agrees_with_its_contents") else { return };
    let files = files(&root);
    let count = Mutex::new(Count::default());
    assert_none(&over(&files, |path| check(path, &count)));
    let count = count.into_inner().expect("no check panicked");
    corpus::say(&format!(
        "{} files read, {} with a table of contents: {} entries name a section, {} match one by number and heading",
        count.files, count.with_contents, count.entries, count.matched
    ));
}

fn check(path: &Path, count: &Mutex<Count>) -> Vec<String> {
    let bill = match read_path(path, &ReadOptions::default()) {
        Ok(bill) => bill,
        Err(error) => return vec![error.to_string()],
    };
    let name = short_name(path);
    let agreement = Agreement::of(&bill);
    {
        let mut count = count.lock().expect("no other check panicked while counting");
        count.files += 1;
        count.with_contents += usize::from(agreement.entries > 0);
        count.entries += agreement.entries;
        count.matched += agreement.matched();
    }
    let known = DIFFERING.iter().find(|(file, _, _)| *file == name);
    let wanted = known.map_or((0, 0), |&(_, missing, retitled)| (missing, retitled));
    let found = (agreement.missing.len(), agreement.retitled.len());
    let noted = bill.notes.iter().any(|note| note.code == "contents-differ");
    let mut complaints = Vec::new();
    if found != wanted {
        complaints
            .push(format!("{name}: without a section {:?}, retitled {:?}", agreement.missing, agreement.retitled));
    }
    if noted != known.is_some() {
        complaints.push(format!("{name}: the reader's note is {noted}"));
    }
    if bill.section_count() == 0 && agreement.entries > 0 {
        complaints.push(format!("{name}: a table of contents and no section"));
    }
    complaints
}

fn files(root: &Path) -> Vec<PathBuf> {
    let known =
        |path: &Path| path.extension().and_then(|suffix| suffix.to_str()).is_some_and(|s| SUFFIXES.contains(&s));
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(root)
        .into_iter()
        .map(|entry| entry.expect("the corpus can be listed").into_path())
        .filter(|path| path.is_file() && known(path))
        .collect();
    files.sort();
    files
}
