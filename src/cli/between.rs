//! `billdiff --git BASE..HEAD [PATHS]`: every bill that is not the same at two revisions.

use std::ffi::OsStr;
use std::process::ExitCode;

use super::git::{self, Changed, Entry};
use super::input::Draft;
use super::telling::Telling;
use super::{Failure, Input, Progress};
use crate::bill::Bill;
use crate::diff::compare;
use crate::report::Report;
use crate::report::policy::{self, PolicyFile};
use crate::report::several::{File, Outcome, Several};

/// Compares, tells and writes: exit code 2 where a file could not be compared.
pub fn run(
    range: &str,
    paths: &[&OsStr],
    input: &Input,
    telling: &Telling,
    policy: Option<&PolicyFile>,
) -> Result<ExitCode, Failure> {
    let order = telling.order(2, false, || Err(Failure::OpensOnePage))?;
    let output = order.output_of_several()?;
    let progress = Progress::new(!telling.terminal.is_quiet());
    let range = git::range(range)?;
    let mut several = Several {
        schema_version: 1,
        base: range.base.name.clone(),
        head: range.head.name.clone(),
        files: Vec::new(),
        skipped: 0,
    };
    for changed in git::changed(&range, paths)? {
        match outcome(&changed, input, &progress) {
            Some(outcome) => {
                let name = |entry: &Option<Entry>| entry.as_ref().map(|entry| entry.name.clone());
                several.files.push(File { old: name(&changed.old), new: name(&changed.new), outcome });
            }
            None => several.skipped += 1,
        }
    }
    if let Some(policy) = policy {
        let compared = several.files.iter_mut().filter_map(|file| match &mut file.outcome {
            Outcome::Compared { report } => Some(report),
            _ => None,
        });
        policy::apply(policy, &mut compared.collect::<Vec<_>>());
    }
    let fails = several.files.iter().any(|file| match &file.outcome {
        Outcome::Compared { report } => telling.fails_on(report),
        Outcome::Added { .. } | Outcome::Deleted { .. } => telling.fails_on_whole(),
        Outcome::Unchanged { .. } | Outcome::Failed { .. } => false,
    });
    for file in &mut several.files {
        let Outcome::Compared { report } = &mut file.outcome else { continue };
        if let Err(error) = telling.selection().apply(report) {
            file.outcome = Outcome::Failed { error: error.to_string() };
        }
    }
    progress.stage("writing");
    let told = crate::report::several::write(&several, output, &order.layout);
    drop(progress);
    let code = telling.deliver(&order, told.as_bytes(), fails)?;
    match several.failures() {
        0 => Ok(code),
        failures => Err(Failure::Several { failures }),
    }
}

/// What came of a file; nothing where none of its sides is a bill.
fn outcome(changed: &Changed, input: &Input, progress: &Progress) -> Option<Outcome> {
    let read = |entry: &Option<Entry>, reader: &dyn Fn(&Draft) -> Result<Bill, Failure>| {
        let entry = entry.as_ref()?;
        progress.stage(&format!("reading {}", entry.name));
        let bytes = entry.bytes().transpose()?;
        Some(bytes.and_then(|bytes| reader(&Draft { name: entry.name.clone(), bytes })))
    };
    let old = read(&changed.old, &|draft| input.old_of(draft));
    let new = read(&changed.new, &|draft| input.new_of(draft));
    let failed = |failure: &Failure| Some(Outcome::Failed { error: failure.to_string() });
    match (old, new) {
        (Some(Ok(old)), Some(Ok(new))) => Some(match compare(&old, &new) {
            Ok(comparison) => Outcome::Compared { report: Report::new(&comparison) },
            Err(unlike) => Outcome::Failed { error: unlike.to_string() },
        }),
        (None, Some(Ok(bill))) => Some(Outcome::alone(&bill, true)),
        (Some(Ok(bill)), None) => Some(Outcome::alone(&bill, false)),
        // A draft that was a bill, or is one now, is not passed over.
        (Some(Ok(_)), Some(Err(failure))) | (Some(Err(failure)), Some(Ok(_))) => failed(&failure),
        (old, new) => {
            let failures = [old, new].into_iter().flatten().filter_map(Result::err);
            let mut of_bills = failures.filter(|failure| !failure.is_no_bill());
            of_bills.next().and_then(|failure| failed(&failure))
        }
    }
}
