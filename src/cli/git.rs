//! Drafts that are kept in git. `git` itself is run, with arguments and never through a shell; what it is asked only
//! reads, runs no hook, and fetches nothing.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::Failure;

/// Two revisions: as they were named, and the commits that they are.
#[derive(Debug)]
pub struct Range {
    pub base: Revision,
    pub head: Revision,
}

#[derive(Debug)]
pub struct Revision {
    pub name: String,
    commit: String,
}

/// A file that is not the same at two revisions. A side that has no such file is none.
#[derive(Debug)]
pub struct Changed {
    pub old: Option<Entry>,
    pub new: Option<Entry>,
}

/// A file as it is at a revision.
#[derive(Debug)]
pub struct Entry {
    /// "main:bills/hr1.xml", without control characters.
    pub name: String,
    object: String,
    is_file: bool,
}

impl Entry {
    /// Its bytes; none of a link or a submodule.
    pub fn bytes(&self) -> Result<Option<Vec<u8>>, Failure> {
        if !self.is_file {
            return Ok(None);
        }
        let out = run(["cat-file", "blob", "--end-of-options", &self.object])?;
        if out.status.success() { Ok(Some(out.stdout)) } else { Err(git_says(&self.name, &out)) }
    }
}

/// The revision and the path of a name such as "HEAD~1:bill.xml". A file of that very name comes first.
pub fn revision_and_path(name: &Path) -> Option<(&str, &str)> {
    let (revision, path) = name.to_str()?.split_once(':')?;
    let is_drive = cfg!(windows) && revision.len() == 1;
    (!is_drive && name.symlink_metadata().is_err()).then_some((revision, path))
}

/// The file that a path names at a revision, with what errors and reports call it.
pub fn file_at(revision: &str, path: &str) -> Result<(String, Vec<u8>), Failure> {
    let whole = format!("{revision}:{path}");
    let name = told(whole.as_bytes());
    let out = run(["cat-file", "blob", "--end-of-options", &whole])?;
    if out.status.success() {
        return Ok((name, out.stdout));
    }
    must_be_repository(&name)?;
    // Without a revision, the path is one of the index.
    if !revision.is_empty() {
        commit(revision)?;
    }
    Err(Failure::Git {
        name,
        problem: "no file is called so at this revision".to_owned(),
        advice: "Paths begin at the top of the repository, or with ./ here: git ls-tree -r --name-only REV lists them",
    })
}

/// Finds both ends of "BASE..HEAD"; of "BASE...HEAD", what changed since HEAD left BASE.
pub fn range(told: &str) -> Result<Range, Failure> {
    let since_parted = told.split_once("...");
    let Some((base, head)) = since_parted.or_else(|| told.split_once("..")) else {
        return Err(Failure::Git {
            name: self::told(told.as_bytes()),
            problem: "this is no range of revisions".to_owned(),
            advice: "It is written BASE..HEAD, or BASE...HEAD for what changed since HEAD left BASE",
        });
    };
    let or_head = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
    let (base, head) = (or_head(base), or_head(head));
    must_be_repository(told)?;
    let (mut old, new) = (commit(&base)?, commit(&head)?);
    let mut base = self::told(base.as_bytes());
    if since_parted.is_some() {
        let out = run(["merge-base", &old, &new])?;
        if !out.status.success() {
            return Err(Failure::Git {
                name: self::told(told.as_bytes()),
                problem: "the two revisions have no common ancestor".to_owned(),
                advice: "Write BASE..HEAD, or fetch the whole history",
            });
        }
        old = String::from_utf8_lossy(&out.stdout).trim().to_owned();
        base = old.chars().take(12).collect();
    }
    Ok(Range {
        base: Revision { name: base, commit: old },
        head: Revision { name: self::told(head.as_bytes()), commit: new },
    })
}

/// Every file that is not the same at both ends, in git's order; renames are found as git finds them. Paths are understood as
/// git understands them.
pub fn changed(range: &Range, paths: &[&OsStr]) -> Result<Vec<Changed>, Failure> {
    let options = ["diff-tree", "-r", "-z", "-M", "--raw", "--no-abbrev", "--end-of-options"];
    let ends = [&*range.base.commit, &*range.head.commit, "--"];
    let arguments = options.iter().chain(&ends).map(|&one| OsStr::new(one));
    let out = run(arguments.chain(paths.iter().copied()))?;
    if !out.status.success() {
        return Err(git_says(&format!("{}..{}", range.base.name, range.head.name), &out));
    }
    let mut fields = out.stdout.split(|&byte| byte == 0).filter(|field| !field.is_empty());
    let mut changed = Vec::new();
    while let Some(head) = fields.next() {
        changed.push(one_changed(range, &String::from_utf8_lossy(head), &mut fields).ok_or_else(|| Failure::Git {
            name: "git diff-tree".to_owned(),
            problem: "git lists the changed files in an unknown way".to_owned(),
            advice: "Use git 2.30 or later",
        })?);
    }
    Ok(changed)
}

/// ":100644 100644 OLD NEW R087", then one path, or two of a file that was renamed.
fn one_changed<'a>(range: &Range, head: &str, paths: &mut impl Iterator<Item = &'a [u8]>) -> Option<Changed> {
    let parts: Vec<&str> = head.strip_prefix(':')?.split(' ').collect();
    let [old_mode, new_mode, old, new, status] = parts[..] else { return None };
    let from = paths.next()?;
    let to = if status.starts_with(['R', 'C']) { paths.next()? } else { from };
    let entry = |revision: &Revision, mode: &str, object: &str, path: &[u8]| {
        (mode != "000000").then(|| Entry {
            name: format!("{}:{}", revision.name, told(path)),
            object: object.to_owned(),
            is_file: mode.starts_with("100"),
        })
    };
    Some(Changed { old: entry(&range.base, old_mode, old, from), new: entry(&range.head, new_mode, new, to) })
}

/// A name without what a terminal or a line of the report would obey.
pub fn told(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

fn must_be_repository(name: &str) -> Result<(), Failure> {
    let out = run(["rev-parse", "--git-dir"])?;
    if out.status.success() {
        return Ok(());
    }
    Err(Failure::Git {
        name: told(name.as_bytes()),
        problem: format!("no file is called so, and there is no git repository to look in ({})", first_line(&out)),
        advice: "Check the name, or go to the repository's folder",
    })
}

fn commit(revision: &str) -> Result<String, Failure> {
    let out = run(["rev-parse", "--verify", "--end-of-options", &format!("{revision}^{{commit}}")])?;
    if out.status.success() {
        return Ok(String::from_utf8_lossy(&out.stdout).trim().to_owned());
    }
    Err(Failure::Git {
        name: told(revision.as_bytes()),
        problem: "git knows no revision of this name".to_owned(),
        advice: "git log --oneline --all lists them; in a shallow clone, fetch it first",
    })
}

fn git_says(name: &str, out: &Output) -> Failure {
    Failure::Git {
        name: name.to_owned(),
        problem: format!("git cannot read it ({})", first_line(out)),
        advice: "Try git fsck, or fetch what is missing",
    }
}

fn first_line(out: &Output) -> String {
    told(String::from_utf8_lossy(&out.stderr).lines().next().unwrap_or("it does not say why").as_bytes())
}

fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Result<Output, Failure> {
    let mut git = Command::new("git");
    git.args(arguments).stdin(Stdio::null()).env("LC_ALL", "C");
    // A clone that leaves objects at its server would fetch them, and a look is no reason to write an index.
    git.env("GIT_NO_LAZY_FETCH", "1").env("GIT_OPTIONAL_LOCKS", "0");
    git.output().map_err(Failure::NoGit)
}
