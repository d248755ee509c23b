//! Drafts in git, against a repository that the test makes with `git` itself. Where there is none, each test says that
//! it was skipped.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::command::{Run, command, run};
use crate::support::fixtures;

/// A repository that holds drafts of the fixtures.
pub struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    /// None where git is missing, which is said.
    #[allow(clippy::print_stdout, reason = "a test says what it skipped")]
    pub fn new() -> Option<Self> {
        if Command::new("git").arg("--version").output().is_err() {
            println!("skipped: there is no git on this machine");
            return None;
        }
        let one = Self { folder: tempfile::tempdir().expect("a scratch folder") };
        one.git(&["init", "-q", "-b", "main"]);
        Some(one)
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a draft of a fixture into a file.
    fn put(&self, name: &str, fixture: &str) {
        let text = std::fs::read_to_string(fixtures::root().join(fixture)).expect("a fixture");
        self.write(name, &text);
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        std::fs::write(path, text).expect("the file is written");
    }

    pub fn commit(&self, tag: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", tag]);
        self.git(&["tag", tag]);
    }

    /// Runs git as on a machine where nobody set anything up, but for this test.
    pub fn git(&self, arguments: &[&str]) -> String {
        self.git_with(arguments, &[])
    }

    fn git_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> String {
        let (code, out, error) = self.try_git(arguments, environment);
        assert_eq!(code, Some(0), "git {arguments:?}: {error}");
        out
    }

    fn try_git(&self, arguments: &[&str], environment: &[(&str, &str)]) -> (Option<i32>, String, String) {
        let mut git = Command::new("git");
        git.current_dir(self.path()).args(arguments);
        for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PAGER_IN_USE", "NO_COLOR", "COLUMNS"] {
            git.env_remove(variable);
        }
        git.env("GIT_CONFIG_GLOBAL", "").env("GIT_CONFIG_NOSYSTEM", "1").env("TERM", "xterm");
        for person in ["AUTHOR", "COMMITTER"] {
            git.env(format!("GIT_{person}_NAME"), "A Drafter")
                .env(format!("GIT_{person}_EMAIL"), "drafter@example.org");
        }
        git.envs(environment.iter().copied());
        let output = git.output().expect("git runs");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    /// Sets the driver up as docs/git.md says.
    pub fn with_driver(self, options: &str) -> Self {
        self.write(".git/info/attributes", "*.xml diff=bill\n");
        let program = env!("CARGO_BIN_EXE_billdiff");
        self.git(&["config", "diff.bill.command", &format!("'{program}' git-diff-driver{options} --")]);
        self.git(&["config", "diff.bill.textconv", &format!("'{program}' text")]);
        self
    }

    pub fn billdiff(&self, arguments: &[&str]) -> Run {
        let mut program = command();
        program.current_dir(self.path());
        for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            program.env_remove(variable);
        }
        run(program, arguments)
    }
}

#[test]
fn git_diff_shows_the_words_of_a_changed_provision() {
    let Some(repository) = Repository::new() else { return };
    let repository = repository.with_driver("");
    repository.put("hr.xml", "form-only/old.xml");
    repository.commit("base");
    repository.put("hr.xml", "form-only/new.xml");
    let told = repository.git(&["diff"]);
    assert!(told.starts_with("billdiff a/hr.xml b/hr.xml\n"), "{told}");
    assert!(told.contains("{+35+}") && told.contains("a/hr.xml:"), "{told}");
    assert!(!told.contains('\u{1b}'), "no pager, no colour: {told}");
    let paged = repository.git_with(&["diff"], &[("GIT_PAGER_IN_USE", "true")]);
    assert!(paged.contains('\u{1b}') && !paged.contains("\u{1b}]8"), "{paged}");
    let objecting = repository.git_with(&["diff"], &[("GIT_PAGER_IN_USE", "true"), ("NO_COLOR", "1")]);
    assert_eq!(objecting, told);
}

#[test]
fn the_screen_in_the_docs_is_what_git_diff_shows() {
    let Some(repository) = Repository::new() else { return };
    let repository = repository.with_driver("");
    repository.put("bills/s1190.xml", "form-only/old.xml");
    repository.commit("base");
    repository.put("bills/s1190.xml", "form-only/new.xml");
    let path = format!("{}/docs/git.md", env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(path).expect("there is a page on git").replace("\r\n", "\n");
    let shown = page.split("```console\n$ git diff\n").nth(1).and_then(|rest| rest.split("```").next());
    assert_eq!(shown.map(str::trim_end), Some(repository.git(&["diff"]).trim_end()));
}

#[test]
fn printed_anew_without_a_change_of_provision_is_silent() {
    let Some(repository) = Repository::new() else { return };
    let repository = repository.with_driver("");
    repository.put("hr.xml", "form-only/old.xml");
    repository.commit("base");
    let text = std::fs::read_to_string(repository.path().join("hr.xml")).expect("the draft");
    repository.write("hr.xml", &text.replace("</section>", "</section >\n\n").replace("<text>", "<text\n>"));
    assert!(!repository.git(&["diff", "--no-ext-diff", "--stat"]).is_empty(), "the bytes differ");
    assert_eq!(repository.git(&["diff"]), "");
}

#[test]
fn the_exit_code_is_trusted_where_git_is_told_to() {
    let Some(repository) = Repository::new() else { return };
    let repository = repository.with_driver(" --exit-code");
    repository.git(&["config", "diff.bill.trustExitCode", "true"]);
    repository.put("hr.xml", "form-only/old.xml");
    repository.commit("base");
    let text = std::fs::read_to_string(repository.path().join("hr.xml")).expect("the draft");
    let file = repository.path().join("hr.xml").display().to_string();
    let driver = |old: &str, options: &[&str]| {
        let given = ["hr.xml", old, "0", "100644", &file, "0", "100644"];
        repository.billdiff(&[&["git-diff-driver"], options, &given].concat()).code
    };
    let old = fixtures::root().join("form-only/old.xml").display().to_string();
    assert_eq!((driver(&old, &["--exit-code"]), driver(&old, &[])), (Some(0), Some(0)));
    repository.put("hr.xml", "form-only/new.xml");
    assert_eq!((driver(&old, &["--exit-code"]), driver(&old, &[])), (Some(1), Some(0)));
    let version = repository.git(&["version"]);
    let mut numbers = version.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse::<u32>().ok());
    if (numbers.next(), numbers.next()) < (Some(2), Some(46)) {
        println!("skipped: {} knows no trustExitCode", version.trim());
        return;
    }
    assert_eq!(repository.try_git(&["diff", "--quiet"], &[]).0, Some(1));
    repository.write("hr.xml", &text.replace("</section>", "</section >\n"));
    assert_eq!(repository.try_git(&["diff", "--quiet"], &[]), (Some(0), String::new(), String::new()));
}

#[test]
fn added_deleted_renamed_and_broken_files_are_told_by_the_driver() {
    let Some(repository) = Repository::new() else { return };
    let repository = repository.with_driver("");
    repository.put("gone.xml", "retitled/old.xml");
    repository.put("was.xml", "form-only/old.xml");
    repository.put("broken.xml", "cascade/old.xml");
    repository.commit("base");
    std::fs::remove_file(repository.path().join("gone.xml")).expect("it was there");
    repository.put("fresh.xml", "cascade/new.xml");
    repository.git(&["mv", "was.xml", "now.xml"]);
    repository.write("broken.xml", "<bill><legis-body>");
    repository.git(&["add", "-A"]);
    let told = repository.git(&["diff", "--cached", "-M"]);
    let part = |title: &str| {
        let start = told.find(title).unwrap_or_else(|| panic!("{title} in {told}"));
        let rest = &told[start..];
        rest[1..].find("\nbilldiff a/").map_or(rest, |end| &rest[..end + 1])
    };
    let lines = |text: &str, sign: &str| text.lines().filter(|line| line.starts_with(sign)).count();
    assert!(lines(part("billdiff a/fresh.xml"), "  + ") > 3, "{told}");
    assert!(lines(part("billdiff a/gone.xml"), "  - ") > 3, "{told}");
    assert!(part("billdiff a/was.xml b/now.xml").contains("rename from was.xml\nrename to now.xml\n"), "{told}");
    let broken = part("billdiff a/broken.xml");
    assert!(broken.contains("NOT COMPARED: b/broken.xml:1:7: the XML ends inside"), "{broken}");
}

#[test]
fn an_unmerged_path_is_told() {
    let Some(repository) = Repository::new() else { return };
    let told = repository.billdiff(&["git-diff-driver", "--", "hr.xml"]);
    assert_eq!((told.code, &*told.stdout), (Some(0), "billdiff: hr.xml is not merged yet\n"));
    let wrong = repository.billdiff(&["git-diff-driver", "--", "hr.xml", "x"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("there are 2"), "{}", wrong.stderr);
}

#[test]
fn textconv_gives_lines_that_git_can_compare_by_itself() {
    let Some(repository) = Repository::new() else { return };
    let repository = repository.with_driver("");
    repository.git(&["config", "diff.bill.cachetextconv", "true"]);
    repository.git(&["config", "diff.bill.xfuncname", r"^ *((SEC\.|SECTION|TITLE|DIVISION) .*)$"]);
    repository.put("hr.xml", "intelligence-authorization/old.xml");
    repository.commit("base");
    repository.put("hr.xml", "intelligence-authorization/new.xml");
    repository.commit("next");
    let told = repository.git(&["log", "-p", "-1", "--no-ext-diff", "--textconv"]);
    assert!(told.lines().any(|line| line.starts_with("@@ ") && line.contains("@@ SEC. ")), "{told}");
    assert!(!told.contains("<section"), "{told}");
}

#[test]
fn drafts_are_named_by_revision_and_path() {
    let Some(repository) = Repository::new() else { return };
    repository.put("bills/hr.xml", "form-only/old.xml");
    repository.commit("base");
    repository.put("bills/hr.xml", "form-only/new.xml");
    let told = repository.billdiff(&["base:bills/hr.xml", "bills/hr.xml", "-f", "json"]);
    let report: Value = serde_json::from_str(&told.stdout).expect("a report");
    assert_eq!(report["old"]["path"], "base:bills/hr.xml");
    assert_eq!(report["summary"]["sections"]["changed"], 1);
    assert!(report["provisions"][0]["old"]["location"]["line"].as_u64() > Some(1));
    // A file of that very name comes first.
    repository.put("base:bills/hr.xml", "form-only/new.xml");
    let told = repository.billdiff(&["base:bills/hr.xml", "bills/hr.xml", "--exit-code"]);
    assert_eq!(told.code, Some(0), "{}", told.stdout);
    std::fs::remove_dir_all(repository.path().join("base:bills")).expect("it is there");
    repository.git(&["add", "-A"]);
    assert_eq!(repository.billdiff(&[":bills/hr.xml", "bills/hr.xml", "--exit-code"]).code, Some(0), "the index");
    assert!(repository.billdiff(&["text", "base:bills/hr.xml"]).stdout.starts_with("SEC"));
}

#[test]
fn what_git_does_not_have_is_an_error_that_says_what_to_do() {
    let Some(repository) = Repository::new() else { return };
    repository.put("hr.xml", "form-only/old.xml");
    repository.commit("base");
    let cases = [
        (vec!["nope:hr.xml", "hr.xml"], "billdiff: nope: git knows no revision of this name. "),
        (vec!["base:gone.xml", "hr.xml"], "billdiff: base:gone.xml: no file is called so at this revision. "),
        (vec!["--output=x:hr.xml", "hr.xml"], "error: "),
        (vec!["--", "-x:hr.xml", "hr.xml"], "billdiff: -x: git knows no revision of this name. "),
        (vec!["--git", "base..nope"], "billdiff: nope: git knows no revision of this name. "),
        (vec!["--git", "base"], "billdiff: base: this is no range of revisions. "),
        (vec!["--git=--output=x..base"], "billdiff: --output=x: git knows no revision of this name. "),
        (vec!["--git", "base..base", "-f", "html"], "billdiff: --git tells of several files: as summary"),
        (vec!["--git", "base..base", "--open"], "billdiff: --git tells of several files, and --open shows one page. "),
    ];
    for (arguments, start) in cases {
        let told = repository.billdiff(&arguments);
        assert_eq!((told.code, &*told.stdout), (Some(2), ""), "{arguments:?}");
        assert!(told.stderr.starts_with(start), "{arguments:?}: {}", told.stderr);
    }
    let elsewhere = tempfile::tempdir().expect("a scratch folder");
    let mut program = command();
    program.current_dir(elsewhere.path()).env("GIT_CEILING_DIRECTORIES", elsewhere.path().parent().expect("a folder"));
    let told = run(program, &["HEAD:hr.xml", "HEAD:hr.xml"]);
    assert!(told.stderr.contains("there is no git repository to look in"), "{}", told.stderr);
    let mut program = command();
    program.current_dir(repository.path()).env("PATH", elsewhere.path());
    let told = run(program, &["base:hr.xml", "hr.xml"]);
    assert_eq!(told.code, Some(2));
    assert!(told.stderr.starts_with("billdiff: git cannot be run ("), "{}", told.stderr);
}

/// Two bills changed, one came, one went, one is broken, and two files are no bills.
fn busy() -> Option<Repository> {
    let repository = Repository::new()?;
    repository.put("bills/a.xml", "form-only/old.xml");
    repository.put("bills/b.xml", "cascade/old.xml");
    repository.put("bills/gone.xml", "retitled/old.xml");
    repository.write("README.md", "Drafts of the session.\n");
    repository.commit("base");
    repository.put("bills/a.xml", "form-only/new.xml");
    std::fs::remove_file(repository.path().join("bills/b.xml")).expect("it was there");
    let text = std::fs::read_to_string(fixtures::root().join("cascade/old.xml")).expect("a fixture");
    repository.write("bills/b2.xml", &text.replace("shall", "may"));
    std::fs::remove_file(repository.path().join("bills/gone.xml")).expect("it was there");
    repository.put("fresh.xml", "moved/old.xml");
    repository.write("README.md", "Drafts of both sessions.\n");
    repository.write("settings.xml", "<settings/>\n");
    repository.commit("next");
    Some(repository)
}

#[test]
fn every_bill_between_two_revisions_is_told() {
    let Some(repository) = busy() else { return };
    let told = repository.billdiff(&["--git", "base..next", "--redline"]);
    assert_eq!((told.code, &*told.stderr), (Some(0), ""));
    let heads: Vec<&str> = told.stdout.lines().filter(|line| line.starts_with("=== ")).collect();
    let wanted = [
        "=== base:bills/a.xml -> next:bills/a.xml",
        "=== base:bills/b.xml -> next:bills/b2.xml",
        "=== base:bills/gone.xml deleted",
        "=== next:fresh.xml added",
    ];
    assert_eq!(heads, wanted);
    assert!(told.stdout.contains("{+35+}"), "{}", told.stdout);
    let last = "4 bills changed between base and next; 2 changed files are no bills.\n";
    assert!(told.stdout.ends_with(last), "{}", told.stdout);
    assert_eq!(repository.billdiff(&["--git", "base..", "--exit-code"]).code, Some(1));
    let some = repository.billdiff(&["--git", "base...next", "--", "bills/a.xml", "README.md"]).stdout;
    assert!(some.contains("1 bill changed between ") && some.contains("1 changed file is no bill"), "{some}");
    let same = repository.billdiff(&["--git", "next..next", "--exit-code"]);
    assert_eq!((same.code, &*same.stdout), (Some(0), "No bills changed between next and next.\n"));
}

#[test]
fn json_of_a_range_is_one_document_with_whole_reports() {
    let Some(repository) = busy() else { return };
    let told = repository.billdiff(&["--git", "base..next", "-f", "json"]);
    let all: Value = serde_json::from_str(&told.stdout).expect("one document");
    let statuses: Vec<&str> =
        all["files"].as_array().expect("files").iter().filter_map(|one| one["status"].as_str()).collect();
    assert_eq!(statuses, ["compared", "compared", "deleted", "added"]);
    assert_eq!((&all["skipped"], &all["base"], &all["schema_version"]), (&2.into(), &"base".into(), &1.into()));
    let alone = repository.billdiff(&["base:bills/a.xml", "next:bills/a.xml", "-f", "json"]).stdout;
    assert_eq!(all["files"][0]["report"], serde_json::from_str::<Value>(&alone).expect("a report"));
}

#[test]
fn markdown_of_a_range_is_one_document_of_its_size() {
    let Some(repository) = busy() else { return };
    for max_bytes in [2_000, 5_000, 60_000] {
        let told =
            repository.billdiff(&["--git", "base..next", "-f", "markdown", "--max-bytes", &max_bytes.to_string()]);
        let text = told.stdout;
        assert!(text.len() <= max_bytes, "{} of {max_bytes}", text.len());
        assert_eq!(text.matches("<!-- billdiff:report v=1 -->").count(), 1, "{text}");
        assert!(text.starts_with("<!-- billdiff:report v=1 -->\n4 bills changed"), "{text}");
        let heads = text.lines().filter(|line| line.starts_with("## ")).count();
        let last = text.lines().last().unwrap_or_default();
        let told = format!("small:** {} file", 4 - heads);
        assert_eq!(heads < 4, last.contains(&told), "{heads} of 4 files: {text}");
        assert!(max_bytes < 60_000 || heads == 4, "{text}");
    }
}

#[test]
fn a_broken_bill_in_a_range_is_told_and_the_others_are_compared() {
    let Some(repository) = busy() else { return };
    repository.write("bills/a.xml", "<bill><legis-body>");
    repository.write("fresh.xml", "It was a bill once.\n");
    repository.put("bills/b2.xml", "cascade/new.xml");
    repository.commit("last");
    let told = repository.billdiff(&["--git", "next..last"]);
    assert_eq!(told.code, Some(2));
    assert!(told.stderr.contains("2 of the changed bills could not be compared"), "{}", told.stderr);
    for said in [
        "=== next:bills/a.xml -> last:bills/a.xml NOT COMPARED\n\nlast:bills/a.xml:1:7: the XML ends inside",
        "=== next:fresh.xml -> last:fresh.xml NOT COMPARED\n\nlast:fresh.xml:1:1: this is no bill",
        "3 bills changed between next and last; 2 NOT COMPARED.\n",
    ] {
        assert!(told.stdout.contains(said), "{said}: {}", told.stdout);
    }
    let told = repository.billdiff(&["--git", "next..last", "-f", "markdown"]);
    assert!(
        told.stdout.contains("**FAILED**: last&#58;<!-- -->bills") || told.stdout.contains("**FAILED**: "),
        "{}",
        told.stdout
    );
}

#[cfg(unix)]
#[test]
fn hostile_names_of_files_stay_names() {
    let Some(repository) = Repository::new() else { return };
    let repository = repository.with_driver("");
    let names = ["-x.xml", "--output=y.xml", "a:b.xml", "line\nbreak\u{1b}[2J.xml", "sub/$(touch z).xml"];
    for name in names {
        repository.put(name, "form-only/old.xml");
    }
    repository.commit("base");
    for name in names {
        repository.put(name, "form-only/new.xml");
    }
    let told = repository.git(&["diff"]);
    assert_eq!(told.matches("{+35+}").count(), names.len(), "{told}");
    assert_eq!(told.lines().filter(|line| line.starts_with("billdiff a/")).count(), names.len(), "{told}");
    repository.commit("next");
    let range = repository.billdiff(&["--git", "base..next", "--redline"]);
    assert_eq!(range.stdout.matches("{+35+}").count(), names.len(), "{}", range.stdout);
    assert_eq!(range.stdout.lines().filter(|line| line.starts_with("=== ")).count(), names.len());
    for told in [told, range.stdout] {
        assert!(!told.contains('\u{1b}') && told.contains("line\u{fffd}break\u{fffd}[2J.xml"), "{told}");
    }
    for name in names {
        let named = repository.billdiff(&["--redline", "--", &format!("base:{name}"), &format!("next:{name}")]);
        assert!(named.stdout.contains("{+35+}"), "{name:?}: {}", named.stderr);
    }
    let mut files: Vec<_> =
        std::fs::read_dir(repository.path()).expect("a folder").map(|one| one.expect("a file").file_name()).collect();
    files.sort();
    assert_eq!(files.len(), 6, "nothing was written or run: {files:?}");
}
