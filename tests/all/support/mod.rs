//! What the tests share.

pub mod chance;
pub mod command;
pub mod corpus;
pub mod draft;
pub mod fixtures;
pub mod page;
pub mod story;
pub mod tree;
#[cfg(feature = "docx")]
pub mod word;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use billdiff::bill::Bill;
use billdiff::{ReadOptions, Report, compare, read_bytes};

/// Reads a draft that must be readable; it is named by its last folder and name, so that nothing in a
/// report depends on where the repository lies.
pub fn read(path: &Path) -> Bill {
    read_as(path, &short_name(path))
}

/// Reads a draft under another name.
pub fn read_as(path: &Path, name: &str) -> Bill {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    read_bytes(name, &bytes, &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// Reads a draft that a test made.
pub fn read_text(name: &str, text: &str) -> Bill {
    read_bytes(name, text.as_bytes(), &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// The report of two drafts of one kind.
pub fn report(old: &Bill, new: &Bill) -> Report {
    Report::new(&compare(old, new).unwrap_or_else(|error| panic!("{error}")))
}

/// "118-hr-8752/eh.xml" of a longer path.
pub fn short_name(path: &Path) -> String {
    let mut parts: Vec<_> = path.iter().rev().take(2).map(|part| part.to_string_lossy()).collect();
    parts.reverse();
    parts.join("/")
}

/// Fails with all complaints at once, so that one run tells the whole trouble.
#[track_caller]
pub fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "{} complaints:\n  {}", complaints.len(), complaints.join("\n  "));
}

/// Runs a check over inputs on two threads and gathers the complaints; a panic is a complaint about its input.
pub fn over<T: Sync + std::fmt::Debug>(inputs: &[T], check: impl Fn(&T) -> Vec<String> + Sync) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut complaints = Vec::new();
        while let Some(input) = inputs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let found = catch_unwind(AssertUnwindSafe(|| check(input)));
            complaints.extend(found.unwrap_or_else(|panic| vec![format!("{input:?}: {}", message(&*panic))]));
        }
        complaints
    };
    let mut complaints = std::thread::scope(|scope| {
        let threads = [scope.spawn(work), scope.spawn(work)];
        threads.into_iter().flat_map(|thread| thread.join().expect("panics are caught above")).collect::<Vec<_>>()
    });
    complaints.sort();
    complaints
}

fn message(panic: &dyn std::any::Any) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("panicked")
}
