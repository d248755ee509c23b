//! `billdiff OLD NEW`, and `billdiff FIRST SECOND THIRD`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::input::is_standard_input;
use super::telling::{Order, Telling};
use super::{Failure, Input, Progress, between, browser, dropped, folders};
use crate::Sides;
use crate::diff::{compare, compare_with};
use crate::matching::Pairs;
use crate::report::policy::{self, PolicyFile};
use crate::report::{Report, Three};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The earlier draft; - for standard input, REV:PATH for one that git holds; a folder, to be compared with a folder
    #[arg(required_unless_present = "git")]
    old: Option<PathBuf>,
    /// The later draft; likewise
    #[arg(required_unless_present = "git")]
    new: Option<PathBuf>,
    /// With --side-by-side or a page: what came of the first two, as a conference's text of the House's and the Senate's
    third: Option<PathBuf>,
    /// Of --git: more paths than OLD, NEW and THIRD hold
    #[arg(requires = "git", hide = true)]
    more: Vec<PathBuf>,
    /// Compare every bill that changed between two revisions in git; BASE...HEAD: since HEAD left BASE. Paths may
    /// follow, in the place of OLD and NEW: --git main..draft bills/
    #[arg(long, value_name = "BASE..HEAD", conflicts_with = "pair")]
    git: Option<String>,
    /// Overrule a match: section 403 of the old draft became 301 of the new one; 403=none, it became nothing
    #[arg(long, value_name = "OLD=NEW")]
    pair: Vec<String>,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    telling: Telling,
}

impl Arguments {
    pub fn run(&self, policy: Option<&PolicyFile>) -> Result<ExitCode, Failure> {
        if let Some(range) = &self.git {
            let paths = [&self.old, &self.new, &self.third].into_iter().flatten().chain(&self.more);
            let paths: Vec<&OsStr> = paths.map(|path| path.as_os_str()).collect();
            return between::run(range, &paths, &self.input, &self.telling, policy);
        }
        let (Some(old), Some(new)) = (&self.old, &self.new) else { return Ok(ExitCode::from(2)) };
        match (old.is_dir(), new.is_dir(), &self.third) {
            (true, true, None) => return folders::run([old, new], &self.input, &self.telling, policy),
            (true, true, Some(_)) => return Err(Failure::TwoDrafts { option: "A folder" }),
            (true, false, _) => return Err(Failure::OneFolder { path: old.display().to_string() }),
            (false, true, _) => return Err(Failure::OneFolder { path: new.display().to_string() }),
            (false, false, _) => {}
        }
        let drafts: Vec<&Path> =
            [Some(old), Some(new), self.third.as_ref()].into_iter().flatten().map(PathBuf::as_path).collect();
        let dropped = dropped::are_files();
        let order = self.telling.order(drafts.len(), dropped, || browser::page_for(&drafts))?;
        if self.third.is_some() && !self.pair.is_empty() {
            return Err(Failure::TwoDrafts { option: "--pair" });
        }
        if drafts.iter().filter(|path| is_standard_input(path)).count() > 1 {
            return Err(Failure::TwiceStandardInput);
        }
        let progress = Progress::new(!self.telling.terminal.is_quiet());
        let (told, fails) = match &self.third {
            None => self.two([old, new], policy, dropped, &order, &progress)?,
            Some(third) => self.three([old, new, third], policy, &order, &progress)?,
        };
        drop(progress);
        self.telling.deliver(&order, &told, fails)
    }

    /// The report of two drafts, and whether the program shall fail on it. Dropped files come in no order that anybody chose.
    fn two(
        &self,
        [old, new]: [&Path; 2],
        policy: Option<&PolicyFile>,
        dropped: bool,
        order: &Order,
        progress: &Progress,
    ) -> Result<(Vec<u8>, bool), Failure> {
        let (mut old, mut new) = self.input.read_both(old, new, progress)?;
        if dropped && old.front.is_later_than(&new.front) == Some(true) {
            std::mem::swap(&mut old, &mut new);
        }
        progress.stage("matching");
        let pairs = Pairs::find(Sides::new(&old, &new), &self.pair)?;
        let mut report = Report::new(&compare_with(&old, &new, &pairs)?);
        if let Some(policy) = policy {
            policy::apply(policy, &mut [&mut report]);
        }
        let fails = self.telling.fails_on(&report);
        progress.stage("writing");
        Ok((self.telling.tell(order, &mut report)?, fails))
    }

    /// The same of three: the first two against the third.
    fn three(
        &self,
        paths: [&PathBuf; 3],
        policy: Option<&PolicyFile>,
        order: &Order,
        progress: &Progress,
    ) -> Result<(Vec<u8>, bool), Failure> {
        let [first, second, third] = paths;
        let (first, third) = self.input.read_both(first, third, progress)?;
        let second = self.input.read_old(second, progress)?;
        progress.stage("matching");
        let against = |draft| Ok::<_, Failure>(Report::new(&compare(draft, &third)?));
        let (mut first, mut second) = (against(&first)?, against(&second)?);
        if let Some(policy) = policy {
            policy::apply(policy, &mut [&mut first, &mut second]);
        }
        let mut three = Three::new(first, second);
        let fails = self.telling.fails_on(&three.first) || self.telling.fails_on(&three.second);
        progress.stage("writing");
        Ok((self.telling.tell_three(order, &mut three)?, fails))
    }
}
