//! `billdiff DIR_OLD DIR_NEW`: the bills of two folders, each with itself in the other.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::input::Draft;
use super::sink::Sink;
use super::telling::{Order, Telling};
use super::{Failure, Input, Progress, files, work};
use crate::Sides;
use crate::bill::Bill;
use crate::diff::compare;
use crate::read;
use crate::report::Report;
use crate::report::folders::{Folders, Row};
use crate::report::policy::{self, PolicyFile};
use crate::report::several::{File, Outcome};

mod pairing;

use pairing::{Draft as Known, Pair};

/// What came of one pair.
enum Told {
    /// Its part of the output, its row of the overview, and whether the program shall fail on it.
    Bill { part: String, row: Row, fails: bool },
    /// No bill on any side.
    NoBill,
}

/// Compares, tells and writes, bill by bill: exit code 2 where a file could not be compared.
pub fn run(
    folders: [&Path; 2],
    input: &Input,
    telling: &Telling,
    policy: Option<&PolicyFile>,
) -> Result<ExitCode, Failure> {
    let order = telling.order(2, false, || Err(Failure::OpensOnePage))?;
    let output = order.output_of_folders()?;
    let progress = Progress::new(!telling.terminal.is_quiet());
    let names = folders.map(|folder| folder.display().to_string());
    let mut told = Folders::new(names, output, order.layout.clone());
    let [old, new] = folders.map(|folder| known(folder, input, &progress, &mut told));
    let pairs = pairing::pairs(old?, new?);
    let mut sink = Sink::new(order.file())?;
    sink.write(told.head(pairs.len()).as_bytes())?;
    let mut fails = false;
    let compared = |pair: &Pair| one(pair, input, telling, policy, &order);
    let work = work::in_order(&pairs, "comparing", &progress, compared, |_, result| {
        match result {
            Told::Bill { part, row, fails: fails_here } => {
                fails |= fails_here;
                sink.write(told.part(&part).as_bytes())?;
                told.add(row);
            }
            Told::NoBill => told.skipped += 1,
        }
        Ok(())
    });
    drop(progress);
    let mut sink = sink.after(work)?;
    sink.write(told.end().as_bytes())?;
    sink.finish()?;
    match told.failures() {
        0 if fails => Ok(ExitCode::from(1)),
        0 => Ok(ExitCode::SUCCESS),
        failures => Err(Failure::SeveralInFolders { failures }),
    }
}

/// The files of a folder and who they are: by their names where GPO's rule named them, else by what they hold.
fn known(folder: &Path, input: &Input, progress: &Progress, told: &mut Folders) -> Result<Vec<Known>, Failure> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for file in files::in_folder(folder) {
        match file {
            Ok(path) => paths.push(path),
            Err(failure) => told.add(Row::failed(&folder.display().to_string(), &failure.to_string())),
        }
    }
    if paths.is_empty() {
        return Err(Failure::EmptyFolder { path: folder.display().to_string() });
    }
    let mut drafts = Vec::new();
    let who = |path: &PathBuf| {
        let by_rule = read::front_by_rule(&path.display().to_string());
        // What cannot be read is paired by its name, and told when it is compared.
        by_rule.or_else(|| input.read(path).ok().map(|bill| bill.front))
    };
    work::in_order(&paths, "looking at", progress, who, |at, front| {
        let relative = paths[at].strip_prefix(folder).unwrap_or(&paths[at]).to_path_buf();
        drafts.push(Known::new(paths[at].clone(), relative, front.as_ref()));
        Ok(())
    })?;
    Ok(drafts)
}

/// Reads and compares one pair, and tells it.
fn one(pair: &Pair, input: &Input, telling: &Telling, policy: Option<&PolicyFile>, order: &Order) -> Told {
    let name = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
    let Some(outcome) = outcome(pair, input) else { return Told::NoBill };
    let mut file = File { old: name(&pair.old), new: name(&pair.new), outcome };
    if let (Some(policy), Outcome::Compared { report }) = (policy, &mut file.outcome) {
        policy::apply(policy, &mut [report]);
    }
    let fails = match &file.outcome {
        Outcome::Compared { report } => telling.fails_on(report),
        Outcome::Added { .. } | Outcome::Deleted { .. } => telling.fails_on_whole(),
        Outcome::Unchanged { .. } | Outcome::Failed { .. } => false,
    };
    let row = Row::new(&file);
    if let Outcome::Compared { report } = &mut file.outcome
        && let Err(error) = telling.selection().apply(report)
    {
        file.outcome = Outcome::Failed { error: error.to_string() };
    }
    let part = crate::report::folders::part(&file, order.output(), &order.layout);
    Told::Bill { part, row, fails }
}

/// What came of a pair; nothing where no side is a bill.
fn outcome(pair: &Pair, input: &Input) -> Option<Outcome> {
    let fetched = |path: &Option<PathBuf>| path.as_ref().map(|path| Draft::file(path));
    let (old, new) = (fetched(&pair.old), fetched(&pair.new));
    let is_same = matches!((&old, &new), (Some(Ok(old)), Some(Ok(new))) if old.bytes == new.bytes);
    let read = |draft: Option<Result<Draft, Failure>>, reader: &dyn Fn(&Draft) -> Result<Bill, Failure>| {
        draft.map(|draft| draft.and_then(|draft| reader(&draft)))
    };
    if is_same && input.reads_alike() {
        return match read(new, &|draft| input.new_of(draft))? {
            Ok(bill) => Some(Outcome::unchanged(&bill)),
            Err(failure) => failed(&failure, true),
        };
    }
    match Sides::new(read(old, &|draft| input.old_of(draft)), read(new, &|draft| input.new_of(draft))) {
        Sides { old: Some(Ok(old)), new: Some(Ok(new)) } => Some(match compare(&old, &new) {
            Ok(comparison) => Outcome::Compared { report: Report::new(&comparison) },
            Err(unlike) => Outcome::Failed { error: unlike.to_string() },
        }),
        Sides { old: None, new: Some(Ok(bill)) } => Some(Outcome::alone(&bill, true)),
        Sides { old: Some(Ok(bill)), new: None } => Some(Outcome::alone(&bill, false)),
        Sides { old: Some(Ok(_)), new: Some(Err(failure)) } | Sides { old: Some(Err(failure)), new: Some(Ok(_)) } => {
            failed(&failure, false)
        }
        Sides { old, new } => {
            let failures = [old, new].into_iter().flatten().filter_map(Result::err);
            failures.filter(|failure| !failure.is_no_bill()).find_map(|failure| failed(&failure, false))
        }
    }
}

/// A file that could not be read; nothing of one that is no bill, if those are passed over.
fn failed(failure: &Failure, passes_over: bool) -> Option<Outcome> {
    (!passes_over || !failure.is_no_bill()).then(|| Outcome::Failed { error: failure.to_string() })
}
