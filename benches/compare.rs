//! What is timed and how: see README.md in this folder.

use std::path::{Path, PathBuf};

use billdiff::bill::Bill;
use billdiff::report::{Layout, Output, write};
use billdiff::{ReadOptions, Report, compare, read_bytes};
use divan::{Bencher, counter::BytesCount};

fn main() {
    divan::main();
}

/// Two drafts to time: one small, one large.
#[derive(Clone, Copy, PartialEq)]
enum Pair {
    Fixture,
    /// An appropriations act of 3 MB against itself with a word changed in every tenth section.
    LargeAct,
}

impl std::fmt::Display for Pair {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::Fixture => "fixture",
            Self::LargeAct => "large act",
        })
    }
}

impl Pair {
    /// The pairs there are on this machine.
    fn all() -> Vec<Self> {
        let large = std::env::var_os("BILLDIFF_CORPUS").map(|_| Self::LargeAct);
        [Some(Self::Fixture), large].into_iter().flatten().collect()
    }

    fn sources(self) -> [String; 2] {
        match self {
            Self::Fixture => {
                let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/intelligence-authorization");
                ["old.xml", "new.xml"].map(|name| text(&folder.join(name)))
            }
            Self::LargeAct => {
                let root = PathBuf::from(std::env::var_os("BILLDIFF_CORPUS").unwrap_or_default());
                let old = text(&root.join("us/116-hr-1865/enr.xml"));
                let new = edited(&old);
                [old, new]
            }
        }
    }

    fn drafts(self) -> [Bill; 2] {
        self.sources().map(|source| read(&source))
    }
}

#[divan::bench(args = Pair::all())]
fn read_two_drafts(bencher: Bencher<'_, '_>, pair: Pair) {
    let sources = pair.sources();
    let bytes = BytesCount::new(sources.iter().map(String::len).sum::<usize>());
    bencher.counter(bytes).bench(|| sources.each_ref().map(|source| read(source)));
}

#[divan::bench(args = Pair::all())]
fn compare_two_drafts(bencher: Bencher<'_, '_>, pair: Pair) {
    let [old, new] = pair.drafts();
    bencher.bench(|| compare(&old, &new).map(|comparison| comparison.findings.len()));
}

#[divan::bench(args = Pair::all())]
fn report_as_json(bencher: Bencher<'_, '_>, pair: Pair) {
    time_output(bencher, pair, Output::Json);
}

#[divan::bench(args = Pair::all())]
fn report_as_redline(bencher: Bencher<'_, '_>, pair: Pair) {
    time_output(bencher, pair, Output::Redline);
}

#[divan::bench(args = Pair::all())]
fn report_as_markdown(bencher: Bencher<'_, '_>, pair: Pair) {
    time_output(bencher, pair, Output::Markdown);
}

/// From a comparison to the text of its report.
fn time_output(bencher: Bencher<'_, '_>, pair: Pair, output: Output) {
    let [old, new] = pair.drafts();
    let comparison = compare(&old, &new).expect("two of a kind");
    bencher.bench_local(|| write(&Report::new(&comparison), output, &Layout::default()).len());
}

/// The same act with the first "shall" of every tenth section made "may".
fn edited(xml: &str) -> String {
    let sections: Vec<&str> = xml.split_inclusive("</section>").collect();
    let one = |(at, section): (usize, &&str)| {
        if at % 10 == 0 { section.replacen(" shall ", " may ", 1) } else { (*section).to_owned() }
    };
    sections.iter().enumerate().map(one).collect()
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn read(source: &str) -> Bill {
    read_bytes("draft.xml", source.as_bytes(), &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}
