//! `billdiff git-diff-driver`: what git runs for each changed file (`diff.<name>.command`, `GIT_EXTERNAL_DIFF`).

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use super::git::told;
use super::input::Draft;
use super::{Failure, Input, Progress, Terminal, print};
use crate::diff::compare;
use crate::read;
use crate::report::policy::{self, PolicyFile};
use crate::report::terminal::{HEAD, styled};
use crate::report::{Layout, Output, Report, redline, whole};

/// The name of a side that has no file.
const NOWHERE: &str = "/dev/null";

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What git passes: PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE, and of a renamed file its new path
    /// and what git says of it; PATH alone where it is not merged
    #[arg(required = true, num_args = 1..=9, value_name = "ARGUMENT")]
    given: Vec<OsString>,
    /// Exit with 1 if something differs: for trustExitCode, and only with it
    #[arg(long)]
    exit_code: bool,
    /// Show also what is unchanged
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    terminal: Terminal,
}

/// What git says of the file, but for its bytes.
struct Header {
    old: String,
    new: String,
    /// Its modes, where they differ and both sides have the file.
    modes: Option<(String, String)>,
}

impl Arguments {
    pub fn run(&self, policy: Option<&PolicyFile>) -> Result<ExitCode, Failure> {
        let layout = Layout { all: self.all, links_from: None, ..self.terminal.layout_for_git(Output::Redline) };
        let text = |at: usize| self.given.get(at).map(|one| told(one.as_encoded_bytes())).unwrap_or_default();
        let told = match self.given.len() {
            1 => format!("{}\n", styled(&format!("billdiff: {} is not merged yet", text(0)), HEAD, layout.color)),
            7 | 9 => {
                let new = if self.given.len() == 9 { text(7) } else { text(0) };
                let (old_mode, new_mode) = (text(3), text(6));
                let modes =
                    (old_mode != new_mode && ![&*old_mode, &*new_mode].contains(&".")).then_some((old_mode, new_mode));
                let header = Header { old: format!("a/{}", text(0)), new: format!("b/{new}"), modes };
                self.tell(&header, policy, &layout)
            }
            given => return Err(Failure::DriverArguments { given }),
        };
        print(&told)?;
        Ok(if self.exit_code && !told.is_empty() { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }

    /// Nothing where no provision changed. A file that cannot be compared is told of and is no failure: git would
    /// show no other file after one.
    fn tell(&self, header: &Header, policy: Option<&PolicyFile>, layout: &Layout) -> String {
        let body = self.body(header, policy, layout).unwrap_or_else(|failure| {
            format!("NOT COMPARED: {failure}\nIts lines are shown by: git diff --no-ext-diff\n")
        });
        let mut head = String::new();
        if let Some((old, new)) = &header.modes {
            head.push_str(&format!("old mode {old}\nnew mode {new}\n"));
        }
        if header.old[2..] != header.new[2..] {
            head.push_str(&format!("rename from {}\nrename to {}\n", &header.old[2..], &header.new[2..]));
        }
        if body.is_empty() && head.is_empty() {
            return String::new();
        }
        let title = styled(&format!("billdiff {} {}", header.old, header.new), HEAD, layout.color);
        format!("{title}\n{head}{body}\n")
    }

    fn body(&self, header: &Header, policy: Option<&PolicyFile>, layout: &Layout) -> Result<String, Failure> {
        let old = side(&self.given[1], &header.old)?;
        let new = side(&self.given[4], &header.new)?;
        Ok(match (old, new) {
            (Some(old), Some(new)) => {
                let (old, new) = self.input.both(&old, &new, &Progress::new(false))?;
                let mut report = Report::new(&compare(&old, &new)?);
                if let Some(policy) = policy {
                    policy::apply(policy, &mut [&mut report]);
                }
                // What sponsors or a date say is told, though it is no provision: it was written by somebody.
                let is_silent = report.is_quiet() && report.front_matter.is_none();
                if is_silent { String::new() } else { redline::write(&report, layout) }
            }
            (None, Some(new)) => whole::write(&self.input.new_of(&new)?, true, layout),
            (Some(old), None) => whole::write(&self.input.old_of(&old)?, false, layout),
            (None, None) => String::new(),
        })
    }
}

/// A side as the report calls it; none where it has no file.
fn side(file: &OsString, name: &str) -> Result<Option<Draft>, Failure> {
    if file == NOWHERE {
        return Ok(None);
    }
    Ok(Some(Draft { name: name.to_owned(), bytes: read::bytes_of(Path::new(file))? }))
}
