//! The versions of a bill: files that are named, and what lies in a folder.

use std::path::{Path, PathBuf};

use super::input::is_standard_input;
use super::{Failure, Input, Progress, browser};
use crate::bill::{Bill, Format, in_order_of_folder, is_one_bill};

/// How deep versions lie in a folder: `text-versions/ih/document.xml`, `BILLS-118hr1ih/xml/BILLS-118hr1ih.xml`.
const DEEPEST: usize = 4;
/// What was read.
pub struct Versions {
    /// At least two.
    pub bills: Vec<Bill>,
    /// Why others are not among them: each names its file.
    pub failures: Vec<String>,
    /// What was left aside on purpose.
    pub notes: Vec<String>,
}

/// Reads all versions. One that cannot be read is no reason to tell nothing of the others.
///
/// # Errors
/// Fewer than two are left; a folder cannot be listed, or holds several bills.
pub fn read(paths: &[PathBuf], input: &Input, progress: &Progress) -> Result<Versions, Failure> {
    if paths.iter().filter(|path| is_standard_input(path)).count() > 1 {
        return Err(Failure::TwiceStandardInput);
    }
    let mut read = Reading { input, progress, bills: Vec::new(), failures: Vec::new(), notes: Vec::new() };
    for path in paths {
        if path.is_dir() { read.folder(path)? } else { read.file(path) }
    }
    read.finish(paths)
}

struct Reading<'i> {
    input: &'i Input,
    progress: &'i Progress,
    bills: Vec<Bill>,
    failures: Vec<Failure>,
    notes: Vec<String>,
}

impl Reading<'_> {
    fn file(&mut self, path: &Path) {
        self.progress.stage(&format!("reading {}", path.display()));
        match self.input.read_version(path) {
            Ok(bill) => self.bills.push(bill),
            Err(failure) => self.failures.push(failure),
        }
    }

    /// All bills in a folder; what is no bill is counted.
    fn folder(&mut self, folder: &Path) -> Result<(), Failure> {
        let mut found: Vec<Bill> = Vec::new();
        let mut others = 0;
        let walk = walkdir::WalkDir::new(folder).max_depth(DEEPEST).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
            let entry = entry.map_err(|error| Failure::Folder { path: folder.display().to_string(), error })?;
            if !entry.file_type().is_file() {
                continue;
            }
            if browser::is_ours(entry.path()) {
                others += 1;
                continue;
            }
            self.progress.stage(&format!("reading {}", entry.path().display()));
            match self.input.read_version(entry.path()) {
                Ok(bill) => {
                    found.push(bill);
                    one_bill(folder, &found)?;
                }
                Err(failure) if failure.is_no_bill() => others += 1,
                Err(failure) => self.failures.push(failure),
            }
        }
        if others > 0 {
            let what =
                if others == 1 { "1 file is no bill".to_owned() } else { format!("{others} files are no bills") };
            self.notes.push(format!("{}: {what}", folder.display()));
        }
        in_order_of_folder(&mut found);
        self.best_formats(found);
        Ok(())
    }

    /// One version in several formats is read from one of them.
    fn best_formats(&mut self, found: Vec<Bill>) {
        let best = |bill: &Bill| {
            let same =
                found.iter().filter(|other| bill.front.version.is_some() && other.front.version == bill.front.version);
            same.min_by_key(|other| other.front.format.telling())
                .map(|best| (best.front.format, best.source.path.clone()))
        };
        let best: Vec<_> = found.iter().map(best).collect();
        for (bill, best) in found.into_iter().zip(best) {
            match best {
                Some((format, path)) if format != bill.front.format => {
                    self.notes.push(format!("{} is left aside: {path} is the same version", bill.source.path));
                }
                _ => self.bills.push(bill),
            }
        }
    }

    /// Leaves out what only amends a bill, where others are whole, and says so.
    fn finish(mut self, paths: &[PathBuf]) -> Result<Versions, Failure> {
        if self.bills.iter().any(|bill| !bill.front.fragment) {
            let (whole, parts) = self.bills.into_iter().partition(|bill| !bill.front.fragment);
            self.bills = whole;
            let part = |bill: Bill| {
                let kind =
                    if bill.front.format == Format::Passage { "is a passage of a bill" } else { "only amends a bill" };
                Failure::NoWholeBill { path: bill.source.path, kind }
            };
            self.failures.extend(Vec::into_iter(parts).map(part));
        }
        if self.bills.len() < 2 {
            // What cannot be read is the reason why there are not two.
            let what = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
            return Err(self.failures.into_iter().next().unwrap_or(Failure::OneVersion { what }));
        }
        if let Some(failure) = Input::absent_in_all(&self.bills) {
            return Err(failure);
        }
        let mut failures: Vec<String> = self.failures.iter().map(ToString::to_string).collect();
        failures.sort();
        self.notes.sort();
        Ok(Versions { bills: self.bills, failures, notes: self.notes })
    }
}

/// Refuses a folder of many bills as soon as a second one is met.
fn one_bill(folder: &Path, found: &[Bill]) -> Result<(), Failure> {
    let known = found.iter().find(|bill| bill.front.citation().is_some());
    let (Some(first), Some(last)) = (known, found.last()) else { return Ok(()) };
    let cite = |bill: &Bill| bill.front.citation().unwrap_or_else(|| bill.source.path.clone());
    if is_one_bill([first, last]) {
        return Ok(());
    }
    Err(Failure::SeveralBills { path: folder.display().to_string(), one: cite(first), other: cite(last) })
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}
