//! The policy file: its settings, what is wrong in one, and changes that somebody accepted.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::command::{Run, command, run};
use crate::support::fixtures;

/// A repository's folder with both drafts of a fixture.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new(fixture: &str) -> Self {
        let one = Self { folder: tempfile::tempdir().expect("a scratch folder") };
        // What stands above the scratch folder is nobody's policy here.
        std::fs::create_dir(one.path(".git")).expect("the folder is made");
        for name in ["old.xml", "new.xml"] {
            std::fs::copy(fixtures::root().join(fixture).join(name), one.path(name)).expect("a fixture");
        }
        one
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("the file is written");
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("it is there")
    }

    fn policy(self, text: &str) -> Self {
        self.write(".billdiff.toml", text);
        self
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.run_in("", arguments, &[])
    }

    fn run_in(&self, folder: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut program = command();
        program.current_dir(self.path(folder)).envs(variables.iter().copied());
        run(program, arguments)
    }

    fn compared(&self, more: &[&str]) -> Run {
        self.run(&[&["old.xml", "new.xml"], more].concat())
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.compared(&["-f", "json"]).stdout).expect("JSON")
    }

    /// The fingerprint of the change that a line of `--fingerprints` tells of.
    fn fingerprint(&self, of: &str) -> String {
        let told = self.compared(&["--fingerprints", "--no-config"]).stdout;
        let mut lines = told.lines().skip_while(|line| !line.starts_with(of));
        let line = lines.nth(2).unwrap_or_else(|| panic!("no entry begins {of}: {told}"));
        line.split('"').nth(1).expect("a fingerprint in quotes").to_owned()
    }
}

fn bills() -> Desk {
    Desk::new("intelligence-authorization")
}

fn entry(fingerprint: &str, reason: &str) -> String {
    format!("[[accepted]]\nfingerprint = \"{fingerprint}\"\nreason = \"{reason}\"\ndate = 2030-05-14\n")
}

#[test]
fn a_flag_comes_before_a_variable_and_a_variable_before_the_file() {
    let desk = bills().policy("fail-on = [\"amount\"]\nexit-code = false\nwidth = 60\n");
    let words = |line: &&str| line.starts_with("  - ") || line.starts_with("    ");
    let widest = |run: &Run| run.stdout.lines().filter(words).map(|line| line.chars().count()).max().unwrap_or(0);
    let told = desk.compared(&["--redline"]);
    assert_eq!(told.code, Some(1), "{}", told.stderr);
    assert!(widest(&told) <= 60, "{}", widest(&told));
    assert_eq!(told.stderr, "billdiff: policy .billdiff.toml: exit-code = false; fail-on = amount; width = 60\n");
    let drafts = ["old.xml", "new.xml", "--redline"];
    let variables = [("BILLDIFF_FAIL_ON", "sunset"), ("BILLDIFF_WIDTH", "78")];
    let told = desk.run_in("", &drafts, &variables);
    assert_eq!((told.code, widest(&told) > 60), (Some(0), true));
    assert!(told.stderr.contains("; overruled: fail-on, width\n"), "{}", told.stderr);
    let told = desk.run_in("", &[&drafts[..], &["--fail-on", "duty", "--width", "60"]].concat(), &variables);
    assert_eq!((told.code, widest(&told) <= 60), (Some(1), true));
    let loud = bills().policy("exit-code = true\n");
    assert_eq!(loud.compared(&[]).code, Some(1));
    assert_eq!(loud.run_in("", &["old.xml", "new.xml"], &[("BILLDIFF_EXIT_CODE", "false")]).code, Some(0));
    assert_eq!(loud.compared(&["--no-config"]).code, Some(0));
    let quiet = bills().policy("quiet = true\nside = \"current\"\nfail-on = []\n");
    for arguments in [&["old.xml", "new.xml"][..], &["text", "old.xml"], &["outline", "old.xml"]] {
        let told = quiet.run(arguments);
        assert_eq!((told.code, told.stderr.as_str()), (Some(0), ""), "{arguments:?}");
    }
    let desk = bills().policy("side = \"struck\"\n");
    let told = desk.run(&["text", "old.xml"]);
    assert_eq!(told.code, Some(2), "the draft has no struck text");
    assert!(told.stderr.starts_with("billdiff: policy .billdiff.toml: side = struck\n"), "{}", told.stderr);
}

#[test]
fn the_nearest_file_counts_up_to_the_top_of_the_repository() {
    let desk = bills().policy("exit-code = true\n");
    let inner = ["../../old.xml", "../../new.xml"];
    std::fs::create_dir_all(desk.path("bills/hr")).expect("the folder is made");
    let told = desk.run_in("bills/hr", &inner, &[]);
    assert_eq!(
        (told.code, told.stderr.as_str()),
        (Some(1), "billdiff: policy ../../.billdiff.toml: exit-code = true\n")
    );
    assert!(told.stdout.contains("note: policy ../../.billdiff.toml (exit-code = true)"), "{}", told.stdout);
    desk.write("bills/.billdiff.toml", "palette = \"mono\"\n");
    assert_eq!(desk.run_in("bills/hr", &inner, &[]).code, Some(0), "the nearer one alone");
    std::fs::create_dir(desk.path("bills/hr/.git")).expect("the folder is made");
    let told = desk.run_in("bills/hr", &inner, &[]);
    assert_eq!((told.code, told.stderr.as_str()), (Some(0), ""), "another repository begins here");
    desk.write("other.toml", "exit-code = true\n");
    assert_eq!(desk.run_in("bills", &["../old.xml", "../new.xml", "--config", "../other.toml"], &[]).code, Some(1));
    let named = [("BILLDIFF_CONFIG", "../other.toml")];
    assert_eq!(desk.run_in("bills", &["../old.xml", "../new.xml"], &named).code, Some(1));
    assert_eq!(desk.run_in("bills", &["../old.xml", "../new.xml", "--no-config"], &named).code, Some(0));
}

#[test]
fn what_is_wrong_in_the_file_is_told_with_its_line_and_compares_nothing() {
    let fine = "[[accepted]]\nfingerprint = \"121hr9403:00000000000000000000\"\n";
    let cases: &[(&str, &[&str])] = &[
        ("\nfial-on = [\"amount\"]", &[":2: no setting is called \"fial-on\". Did you mean fail-on? There are side, "]),
        ("fail_on = [\"amount\"]", &["Did you mean fail-on?"]),
        ("section = \"403\"", &["section is an option of the command line alone."]),
        ("pager = \"sh\"", &["pager is an option of the command line alone."]),
        (
            "all = true\npalette = \"mon\"",
            &[":2: palette is not to be \"mon\". Did you mean mono? There are default, "],
        ),
        ("fail-on = [\"duty\", \"amont\"]", &["\"amont\". Did you mean amount?"]),
        ("fail-on = 3", &["fail-on is a list of names"]),
        ("exit-code = 1", &["exit-code is true or false."]),
        ("max-bytes = 5", &["at least 2000"]),
        ("side = \"old\"", &["it is current, struck"]),
        ("all = true\nall = false", &[":2: this is no TOML: duplicate key"]),
        ("width =", &[":1: this is no TOML"]),
        ("[[accepted]]\nid = \"c1\"", &[":2: an accepted change has no \"id\""]),
        ("[[accepted]]\nfingerprnt = \"c1\"", &["Did you mean fingerprint?"]),
        ("[[accepted]]\nfingerprint = \"c0123456789abcdef\"", &[":2: ", "--fingerprints prints them"]),
        (fine, &[":1: this accepted change has no reason."]),
        (&format!("{fine}reason = \" \"\ndate = 2030-05-14"), &[":3: the reason is empty."]),
        (&format!("all = true\n{fine}reason = \"agreed\""), &[":2: this accepted change has no date."]),
        (&format!("{fine}reason = \"agreed\"\ndate = \"2030-05-14\""), &[":4: date is a day, without quotes"]),
        (&format!("{fine}reason = \"agreed\"\ndate = 2030-02-30"), &[":4: this is no TOML"]),
        (&format!("{fine}reason = \"agreed\"\ndate = 2030-05-14\n").repeat(2), &[":5: ", "accepted twice"]),
        ("accepted = true", &["written [[accepted]]"]),
        (&"[".repeat(100_000), &["this is no TOML"]),
        ("width = \"\\u001b[31m\"", &["width is not to be \"\\u{1b}[31m\""]),
        ("from = \"\\u001b[31m\"", &["no format is called [31m"]),
    ];
    for (text, wanted) in cases {
        let told = bills().policy(text).compared(&[]);
        assert_eq!((told.code, told.stdout.as_str()), (Some(2), ""), "{text}: {}", told.stderr);
        assert!(told.stderr.starts_with("billdiff: .billdiff.toml:"), "{}", told.stderr);
        assert!(told.stderr.lines().count() == 1 && !told.stderr.contains('\u{1b}'), "{:?}", told.stderr);
        wanted.iter().for_each(|wanted| assert!(told.stderr.contains(wanted), "{text}: {}", told.stderr));
    }
    let desk = bills();
    std::fs::write(desk.path(".billdiff.toml"), b"# \xff\n").expect("the file is written");
    assert!(desk.compared(&[]).stderr.contains("it is not UTF-8"));
    std::fs::remove_file(desk.path(".billdiff.toml")).expect("it is there");
    std::fs::create_dir(desk.path(".billdiff.toml")).expect("the folder is made");
    let told = desk.compared(&[]);
    assert_eq!(told.code, Some(2));
    assert!(told.stderr.contains("it is no plain file"), "{}", told.stderr);
    let told = desk.compared(&["--config", "none.toml"]);
    assert_eq!(told.code, Some(2));
    assert!(told.stderr.starts_with("billdiff: none.toml: it cannot be read ("), "{}", told.stderr);
    assert_eq!(desk.run(&["--help"]).code, Some(0), "help is no use of the file");
    assert_eq!(desk.run(&["schema"]).code, Some(0));
}

#[test]
fn every_setting_is_in_the_documentation_with_its_default() {
    let told = bills().policy("unheard-of = 1\n").compared(&[]).stderr;
    let keys = told.rsplit_once("There are ").expect("the settings are listed").1.trim_end().trim_end_matches('.');
    let documented =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/policy.md")).expect("it is there");
    let shown = bills().compared(&["--fingerprints", "--section", "103"]).stdout;
    assert!(documented.contains(&shown), "docs/policy.md shows another entry than {shown}");
    let rows: Vec<&str> = documented.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let settings: Vec<&str> = keys.split(", ").filter(|key| *key != "accepted").collect();
    assert!(settings.len() >= 12, "{keys}");
    for key in &settings {
        assert!(rows.contains(key), "docs/policy.md has no row for {key}");
    }
    for row in rows.iter().filter(|row| !["fingerprint", "reason", "date", "by"].contains(row)) {
        assert!(settings.contains(row), "docs/policy.md has a row for {row}, which is no setting");
    }
}

#[test]
fn an_accepted_change_counts_no_longer_and_is_told_in_every_output() {
    let desk = bills();
    let print = desk.fingerprint("# ~ Sec. 103");
    let desk = desk
        .policy(&format!("fail-on = [\"amount\"]\n{}by = \"J. Doe\"\n", entry(&print, "agreed <b>in</b> @committee")));
    assert_eq!(desk.compared(&[]).code, Some(1), "section 202 adds an amount too");
    let added = desk.fingerprint("# + Sec. 202");
    desk.write(".billdiff.toml", &format!("{}{}", desk.read(".billdiff.toml"), entry(&added, "as the House asked")));
    assert_eq!(desk.compared(&[]).code, Some(0));
    assert_eq!(desk.compared(&["--fail-on", "duty"]).code, Some(1), "what else there is still counts");
    assert_eq!(desk.compared(&["--exit-code"]).code, Some(1));

    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for form in ["summary", "redline", "side-by-side", "narrate"] {
        let told = squeezed(&desk.compared(&["-f", form, "--width", "200"]).stdout);
        assert!(told.contains("accepted 2030-05-14 by J. Doe: agreed <b>in</b> @committee"), "{form}: {told}");
        assert!(told.contains("2 changes are accepted"), "{form}: {told}");
    }
    let markdown = desk.compared(&["-f", "markdown"]).stdout;
    assert!(markdown.contains("accepted 2030-05-14 by J. Doe"), "{markdown}");
    assert!(!markdown.contains("<b>in</b>") && !markdown.contains("@committee"), "{markdown}");
    let page = desk.compared(&["-f", "html"]).stdout;
    assert!(page.contains("agreed &lt;b&gt;in&lt;/b&gt; @committee") && !page.contains("<b>in</b>"));

    let report = desk.json();
    let accepted: Vec<&Value> =
        report["provisions"].as_array().expect("a list").iter().filter(|one| one["accepted"].is_object()).collect();
    assert_eq!(accepted.len(), 2);
    assert_eq!(accepted[0]["new"]["cite"], "Sec. 103");
    assert_eq!(accepted[0]["accepted"]["fingerprint"], print);
    assert_eq!(accepted[0]["accepted"]["date"], "2030-05-14");
    let policy = &report["policy"];
    assert_eq!((&policy["accepted"], &policy["open"]), (&Value::from(2), &Value::from(13)));
    assert!(policy["open_signals"]["amount"].is_null() && policy["open_signals"]["duty"].is_u64(), "{policy}");
    assert_eq!(policy["settings"]["fail-on"], "amount");
    assert_eq!(desk.compared(&["--fingerprints"]).stdout.matches("date = 2030-05-14").count(), 2);
}

#[cfg(feature = "docx")]
#[test]
fn an_accepted_change_is_told_in_the_word_document() {
    let desk = bills();
    let print = desk.fingerprint("# ~ Sec. 103");
    let desk = desk.policy(&entry(&print, "agreed"));
    assert_eq!(desk.compared(&["-o", "changes.docx"]).code, Some(0));
    let file = std::fs::File::open(desk.path("changes.docx")).expect("it is written");
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    let comments = std::io::read_to_string(archive.by_name("word/comments.xml").expect("comments")).expect("text");
    assert!(comments.contains("Accepted 2030-05-14: agreed."), "{comments}");
}

#[test]
fn a_saved_report_keeps_what_was_accepted() {
    let desk = bills();
    let print = desk.fingerprint("# ~ Sec. 103");
    let desk = desk.policy(&entry(&print, "agreed"));
    for file in ["report.json", "report.ndjson"] {
        assert_eq!(desk.compared(&["-o", file]).code, Some(0));
        for form in ["summary", "redline", "narrate", "markdown", "html", "json", "ndjson"] {
            let fresh = desk.compared(&["-f", form]).stdout;
            assert_eq!(desk.run(&["show", file, "-f", form, "--no-config"]).stdout, fresh, "{file} as {form}");
            assert!(fresh.contains("2030-05-14"), "{form}");
        }
        assert_eq!(desk.run(&["show", file, "--fail-on", "amount", "--section", "103"]).code, Some(1), "section 202");
    }
    desk.write(".billdiff.toml", "exit-code = true\n");
    let told = desk.run(&["show", "report.json"]);
    assert_eq!(told.code, Some(1), "settings count for show too");
    assert_eq!(told.stderr, "billdiff: policy .billdiff.toml: exit-code = true\n");
}

#[test]
fn an_acceptance_lapses_when_a_word_changes_and_is_told_as_stale() {
    let desk = bills();
    let print = desk.fingerprint("# ~ Sec. 103");
    let desk = desk.policy(&entry(&print, "agreed"));
    let new = desk.read("new.xml");
    desk.write("new.xml", &new.replace('\n', "\n   "));
    assert_eq!(desk.fingerprint("# ~ Sec. 103"), print, "printed anew, it is the same change");
    assert!(!desk.compared(&[]).stdout.contains("stale entry"));
    desk.write("new.xml", &new.replace("598,400,000", "598,400,001"));
    let told = desk.compared(&["--fail-on", "amount"]);
    assert_eq!(told.code, Some(1));
    let told = told.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    let wanted =
        format!("note: stale entry in .billdiff.toml: {print} (accepted 2030-05-14: agreed) fits no change here.");
    assert!(told.contains(&wanted), "{told}");
    assert!(told.contains("0 changes are accepted"), "{told}");
    let report = desk.json();
    assert_eq!(report["policy"]["stale"][0]["fingerprint"], print);
    for form in ["redline", "narrate", "markdown", "html"] {
        let told = desk.compared(&["-f", form]).stdout;
        assert!(told.contains("stale entry"), "{form}: {told}");
    }
    desk.write("new.xml", &desk.read("old.xml"));
    assert!(desk.compared(&[]).stdout.contains("stale entry"), "told where nothing differs, too");
    desk.write(".billdiff.toml", &entry("121s1:00000000000000000000", "of another bill"));
    assert!(!desk.compared(&[]).stdout.contains("stale entry"), "it waits for its own bill");
}

#[test]
fn with_every_change_accepted_the_exit_code_is_0() {
    for fixture in ["intelligence-authorization", "split-and-merge", "accounts", "cascade"] {
        let desk = Desk::new(fixture);
        assert_eq!(desk.compared(&["--exit-code"]).code, Some(1), "{fixture}");
        let entries = desk.compared(&["--fingerprints"]).stdout;
        let filled =
            entries.replace("reason = \"\"", "reason = \"agreed\"").replace("# date = YYYY-MM-DD", "date = 2030-05-14");
        let desk = desk.policy(&filled);
        let told = desk.compared(&["--exit-code"]);
        assert_eq!(told.code, Some(0), "{fixture}: {} {}", told.stderr, told.stdout);
        assert!(!told.stdout.contains("stale entry"), "{fixture}");
        assert_eq!(
            desk.run(&["new.xml", "old.xml", "--exit-code"]).code,
            Some(1),
            "{fixture}: the way back is another change"
        );
    }
}

#[test]
fn of_three_drafts_an_entry_need_fit_one_comparison() {
    let desk = bills();
    let print = desk.fingerprint("# ~ Sec. 103");
    let desk = desk.policy(&entry(&print, "agreed"));
    let told = desk.run(&["old.xml", "new.xml", "new.xml", "-y", "--width", "120"]).stdout;
    assert!(told.contains("accepted 2030-05-14") && !told.contains("stale entry"), "{told}");
}

#[test]
fn what_is_accepted_counts_for_two_folders_of_bills_too() {
    let desk = bills();
    let entries = desk.compared(&["--fingerprints"]).stdout;
    for (folder, name) in [("before", "old.xml"), ("after", "new.xml")] {
        std::fs::create_dir(desk.path(folder)).expect("the folder is made");
        std::fs::copy(desk.path(name), desk.path(folder).join("hr9403.xml")).expect("a draft");
    }
    assert_eq!(desk.run(&["before", "after", "--exit-code"]).code, Some(1));
    let filled =
        entries.replace("reason = \"\"", "reason = \"agreed\"").replace("# date = YYYY-MM-DD", "date = 2030-05-14");
    let told = desk.policy(&filled).run(&["before", "after", "--exit-code", "--redline"]);
    assert_eq!(told.code, Some(0), "{}", told.stderr);
    assert!(told.stdout.contains("accepted 2030-05-14"), "{}", told.stdout);
}

#[test]
fn the_file_at_the_top_of_a_repository_counts_for_its_ranges_and_its_driver() {
    let Some(repository) = crate::git::Repository::new() else { return };
    let repository = repository.with_driver("");
    let desk = bills();
    let print = desk.fingerprint("# ~ Sec. 103");
    repository.write(".billdiff.toml", &format!("exit-code = true\n{}", entry(&print, "agreed")));
    repository.write("bills/hr.xml", &desk.read("old.xml"));
    repository.commit("base");
    repository.write("bills/hr.xml", &desk.read("new.xml"));
    let told = repository.git(&["diff"]);
    assert!(told.split_whitespace().collect::<Vec<_>>().join(" ").contains("accepted 2030-05-14: agreed"), "{told}");
    assert!(told.contains("note: policy .billdiff.toml: 1 change is accepted, 14 are not"), "{told}");
    repository.commit("draft");
    let told = repository.billdiff(&["--git", "base..draft"]);
    assert_eq!(told.code, Some(1), "{}", told.stderr);
    assert!(told.stdout.contains("accepted 2030-05-14: agreed"), "{}", told.stdout);
}
