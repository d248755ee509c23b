//! Drafts that nobody wrote: a generator with the vocabulary of bills, and structured changes of the fixtures, for every
//! reader, the outline parser, the matching of any two trees, and every output.
//!
//! Every input has a number, and the same number gives the same input for ever. `cargo test` tries a few hundred of each
//! target. More are tried by
//!
//! ```text
//! BILLDIFF_FUZZ=100000 [BILLDIFF_FUZZ_FROM=0] [BILLDIFF_FUZZ_TARGET=html,pdf] cargo test --release fuzzing -- --nocapture
//! ```
//!
//! which says how many it tried, and ends with the number of one that takes longer than a minute. What fails is made
//! as small as it can be without passing, and belongs among the [`regressions`](crate::regressions) or the fixtures.
//! `fuzz/` holds the same targets for libFuzzer.

pub mod changes;
pub mod targets;
pub mod words;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use self::targets::{TARGETS, Target};
use self::words::{HTML, TEXT, WORD, XML};
use crate::support::chance::Chance;
use crate::support::{assert_none, corpus, fixtures, over};

/// Inputs of each target that every run of the tests tries.
const FEW: u64 = 300;
/// Longest input that is made up.
const MOST_BYTES: usize = 48 << 10;
/// What takes longer than this hangs, in a long run.
const PATIENCE: Duration = Duration::from_secs(60);
/// Inputs that are told of one target, made small.
const MOST_TOLD: usize = 3;

#[test]
fn no_bytes_make_any_part_panic_or_break_what_must_hold() {
    let count = variable("BILLDIFF_FUZZ");
    let from = variable("BILLDIFF_FUZZ_FROM").unwrap_or(0);
    let only = std::env::var("BILLDIFF_FUZZ_TARGET").ok();
    let is_wanted = |name: &str| only.as_ref().is_none_or(|only| only.split(',').any(|one| one == name));
    let seeds = seeds();
    let wanted: Vec<_> = TARGETS.iter().filter(|(name, _)| is_wanted(name)).map(Named).collect();
    assert!(!wanted.is_empty(), "no target is called {only:?}");
    let is_long = count.is_some();
    assert_none(&over(&wanted, |target| {
        let (tried, complaints) = tried(target.0, from..from + count.unwrap_or(FEW), &seeds[target.0.0], is_long);
        if is_long {
            corpus::say(&format!("fuzzed {}: {tried} executions, {} complaints", target.0.0, complaints.len()));
        }
        complaints
    }));
}

/// A target that says its name.
struct Named<'t>(&'t Target);

impl std::fmt::Debug for Named<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.0.0)
    }
}

fn variable(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} is a number, not {value:?}")))
}

/// Tries inputs, and says how many it tried and what went wrong with which.
fn tried(target: &Target, numbers: std::ops::Range<u64>, seeds: &[Vec<u8>], is_long: bool) -> (u64, Vec<String>) {
    let at = AtomicU64::new(numbers.start);
    let done = AtomicU64::new(0);
    std::thread::scope(|scope| {
        if is_long {
            scope.spawn(|| watch(target.0, &at, &done));
        }
        let (mut count, mut complaints) = (0, Vec::new());
        for number in numbers {
            at.store(number, Ordering::Relaxed);
            let data = input(target.0, number, seeds);
            count += 1;
            if let Some(why) = failure(target, &data) {
                let small = smallest(target, data);
                complaints.push(format!("{} {number}: {why}\n    {}", target.0, shown(&small)));
                if complaints.len() == MOST_TOLD {
                    break;
                }
            }
        }
        done.store(1, Ordering::Relaxed);
        (count, complaints)
    })
}

/// Ends the run where one input takes too long, and says which.
fn watch(name: &str, at: &AtomicU64, done: &AtomicU64) {
    let (mut last, mut since) = (u64::MAX, Instant::now());
    while done.load(Ordering::Relaxed) == 0 {
        let now = at.load(Ordering::Relaxed);
        if now != last {
            (last, since) = (now, Instant::now());
        } else if since.elapsed() > PATIENCE {
            corpus::say(&format!("HANGS: {name} {now}"));
            std::process::abort();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn failure(target: &Target, data: &[u8]) -> Option<String> {
    let panic = catch_unwind(AssertUnwindSafe(|| (target.1)(data))).err()?;
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    Some(text.unwrap_or("panicked").to_owned())
}

/// An input that fails and of which nothing can be left out, as far as halves and ever smaller parts go.
fn smallest(target: &Target, mut data: Vec<u8>) -> Vec<u8> {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let mut size = data.len().div_ceil(2);
    while size > 0 {
        let mut start = 0;
        while start < data.len() {
            let end = (start + size).min(data.len());
            let less = [&data[..start], &data[end..]].concat();
            if failure(target, &less).is_some() { data = less } else { start = end }
        }
        size /= 2;
    }
    std::panic::set_hook(hook);
    data
}

/// Bytes as a literal.
fn shown(data: &[u8]) -> String {
    format!("b\"{}\"", data.escape_ascii())
}

/// The input of a number.
fn input(name: &str, number: u64, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut chance = Chance::new((number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let pieces: &[&[&str]] = match name {
        "bill-dtd" | "uslm" | "akoma-ntoso" => &[XML, TEXT],
        "html" => &[HTML, TEXT],
        "docx" => &[WORD, TEXT],
        "gpo-text" | "markdown" | "passage" | "find" => &[TEXT],
        "detected" => &[XML, TEXT, HTML],
        // Their bytes are steps and not text.
        _ => &[],
    };
    let mut noise = |most: usize| -> Vec<u8> { (0..chance.below(most)).map(|_| chance.below(256) as u8).collect() };
    if pieces.is_empty() && seeds.is_empty() {
        return noise(600);
    }
    let bytes = noise(200);
    let mut data = match chance.below(3) {
        0 if !pieces.is_empty() => words::spoken(&bytes, pieces).into_bytes(),
        0 if name == "pdf" => bytes,
        _ => seeds[chance.below(seeds.len())].clone(),
    };
    for _ in 0..chance.below(8) {
        changes::change(&mut data, if pieces.is_empty() { &[TEXT] } else { pieces }, &mut chance);
        data.truncate(MOST_BYTES);
    }
    data
}

/// What each target's inputs are made of, beside words.
fn seeds() -> BTreeMap<&'static str, Vec<Vec<u8>>> {
    let mut seeds: BTreeMap<&str, Vec<Vec<u8>>> = TARGETS.iter().map(|(name, _)| (*name, Vec::new())).collect();
    let mut paths: Vec<_> = walkdir::WalkDir::new(fixtures::root())
        .into_iter()
        .map(|entry| entry.expect("the fixtures can be listed").into_path())
        .filter(|path| path.is_file() && path.metadata().is_ok_and(|file| file.len() < MOST_BYTES as u64))
        .collect();
    paths.sort();
    for path in paths {
        let bytes = std::fs::read(&path).expect("a fixture");
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let expected = path.components().any(|part| part.as_os_str() == "expected");
        for target in targets_of(&name, expected) {
            let Some(list) = seeds.get_mut(target) else { continue };
            list.push(if *target == "docx" { document_of(&bytes) } else { bytes.clone() });
        }
    }
    seeds
}

fn targets_of(name: &str, expected: bool) -> &'static [&'static str] {
    let ends = |suffix: &str| name.ends_with(suffix);
    match () {
        () if expected => {
            if ends(".json") {
                &["saved"]
            } else {
                &[]
            }
        }
        () if ends(".uslm.xml") => &["uslm", "detected"],
        () if ends(".akn.xml") => &["akoma-ntoso", "detected"],
        () if ends(".xml") => &["bill-dtd", "detected"],
        () if ends(".htm") || ends(".txt") => &["gpo-text", "detected", "passage"],
        () if ends(".html") => &["html", "detected", "find"],
        () if ends(".md") => &["markdown", "passage", "find", "detected"],
        () if ends(".docx") => &["docx", "detected"],
        () if ends(".pdf") => &["pdf", "detected"],
        () => &[],
    }
}

/// The document in a Word file with its styles and numbering, in plain text, so that changes reach it.
#[cfg(feature = "docx")]
fn document_of(file: &[u8]) -> Vec<u8> {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a fixture is a ZIP archive");
    let mut part = |name: &str| {
        let mut text = String::new();
        if let Ok(mut entry) = archive.by_name(name) {
            entry.read_to_string(&mut text).expect("parts are UTF-8");
        }
        text
    };
    ["word/document.xml", "word/styles.xml", "word/numbering.xml"].map(&mut part).join(targets::PARTED).into_bytes()
}

#[cfg(not(feature = "docx"))]
fn document_of(file: &[u8]) -> Vec<u8> {
    file.to_vec()
}
