//! All integration tests, in one binary.
//!
//! - [`golden`]: what every output says of every fixture, held against the files in `expected/`.
//! - [`cases`]: what a right report says of every fixture, written before there was one (`case.md`).
//! - [`invariants`]: what must hold for any two drafts, on the fixtures and on the corpus.
//! - [`expected`]: what is known to be true of some real bills.
//! - [`contents`]: every file of the corpus is read, and agrees with its own table of contents.
//! - [`edits`]: edits made to a bill by the test itself, and the report that must come of each.
//! - [`errors`]: what cannot be compared, and what is said then.
//! - [`holds`]: what must hold of any report and every form of it, asked by the tests and by the fuzzer.
//! - [`fuzzing`]: drafts that a generator makes up, for every reader, the matching and every output.
//! - [`hostile`]: text of a bill stays text in every output.
//! - `machine` (on Linux): files that are none, full disks, little memory, what is written, the same bytes everywhere.
//! - [`made`]: bills that the tests make up, written in four formats, read back, and changed.
//! - [`markdown`]: what a reader of GitHub's Markdown makes of a report, in every size.
//! - [`page`]: every word once in the page, and nothing of a bill in its markup.
//! - [`counts`]: the same counts in every form of a report.
//! - [`ids`]: the ids of provisions, in every format and in re-issues.
//! - [`history`]: every provision across the versions of a bill, against the comparisons it is made of.
//! - [`show`]: a saved report told again, and what is no report.
//! - [`schema`]: the JSON Schema, held against every golden report.
//! - [`open`]: the page that is written and opened.
//! - [`command`]: the command line prints what the library writes, and tells by its exit code how it went.
//! - [`git`]: drafts in a repository that the test makes: the driver of `git diff`, revisions, ranges.
//! - [`policy`]: the policy file: its settings, what is wrong in one, accepted changes.
//! - [`terminal`]: columns and sentences hold every word, and no row is wider than the terminal.
//! - [`labelled`]: signals against edits of real drafts that were labelled by reading.
//! - [`signals`]: what signals say, on edits that a test makes and on fixtures.
//! - [`amounts`]: the table of amounts: every figure once, and real lines of it that were read by hand.
//! - [`readme`]: the screens in the README are what the program prints.
//! - [`stages`]: one text as it is printed at each stage of a bill.
//! - [`word`]: a Word document's changes accepted give the new draft, rejected the old one.
//! - [`find`]: where passages stand, quoted in a post and cut at random from real bills.
//! - [`folders`]: two folders of bills, each bill with itself.
//! - [`matrix`]: which bills contain which, on shelves of invented bills and on real ones.
//! - [`regressions`]: named by what went wrong.
//!
//! Tests that need real bills read them under `BILLDIFF_CORPUS` and say that they did not run where it is not set.

mod amounts;
mod cases;
mod citations;
mod command;
mod contents;
mod counts;
mod edits;
mod errors;
mod expected;
mod explain;
mod find;
mod folders;
mod fuzzing;
mod git;
mod golden;
mod history;
mod holds;
mod hostile;
mod ids;
mod input;
mod invariants;
mod labelled;
#[cfg(target_os = "linux")]
mod machine;
mod made;
mod markdown;
mod matrix;
mod open;
mod page;
mod policy;
mod readme;
mod regressions;
mod schema;
mod show;
mod signals;
mod stages;
mod support;
mod terminal;
#[cfg(feature = "docx")]
mod word;
