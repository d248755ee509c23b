//! The command line prints what the library writes, and tells by its exit code how it went.

use billdiff::report::{Layout, Output, outline, outline_json, write};
use billdiff::{ReadOptions, Report, compare, read_path};

use crate::support::command::{billdiff, command, run};
use crate::support::fixtures;

#[test]
fn every_format_is_what_the_library_writes() {
    let (old, new) = paths("intelligence-authorization");
    let drafts = [&old, &new].map(|path| read_path(path.as_ref(), &ReadOptions::default()).expect("a fixture"));
    let report = Report::new(&compare(&drafts[0], &drafts[1]).expect("two of a kind"));
    let formats = [
        ("summary", Output::Summary),
        ("redline", Output::Redline),
        ("markdown", Output::Markdown),
        ("json", Output::Json),
    ];
    for (name, output) in formats {
        let wanted = write(&report, output, &Layout::default());
        let told = billdiff(&[&old, &new, "--format", name]);
        assert_eq!((told.code, told.stdout.as_str(), told.stderr.as_str()), (Some(0), wanted.as_str(), ""), "{name}");
    }
    assert_eq!(
        billdiff(&[&old, &new]).stdout,
        write(&report, Output::Summary, &Layout::default()),
        "the summary comes unasked"
    );
    assert_eq!(billdiff(&[&old, &new, "--redline"]).stdout, write(&report, Output::Redline, &Layout::default()));
    let all = Layout { all: true, ..Layout::default() };
    assert_eq!(billdiff(&[&old, &new, "--all"]).stdout, write(&report, Output::Summary, &all));
    assert_eq!(billdiff(&["outline", &old]).stdout, outline::write(&drafts[0]));
    assert_eq!(billdiff(&["outline", &old, "--format", "json"]).stdout, outline_json::write(&drafts[0]));
    assert_eq!(billdiff(&["text", &old]).stdout, drafts[0].canonical_text());
}

#[test]
fn output_goes_to_the_file_alone_and_its_suffix_tells_the_format() {
    let (old, new) = paths("cascade");
    let scratch = tempfile::tempdir().expect("a scratch folder");
    for (name, format) in [("report.md", "markdown"), ("report.json", "json"), ("report.txt", "redline")] {
        let file = scratch.path().join(name);
        let told = billdiff(&[&old, &new, "-o", &file.display().to_string()]);
        assert_eq!((told.code, told.stdout.as_str()), (Some(0), ""), "{name}");
        let written = std::fs::read_to_string(&file).expect("the report is written");
        assert_eq!(written, billdiff(&[&old, &new, "--format", format]).stdout, "{name}");
    }
    assert_eq!(
        std::fs::read_dir(scratch.path()).expect("the folder can be listed").count(),
        3,
        "nothing else is written"
    );
}

#[test]
fn exit_codes_tell_how_it_went() {
    let (old, new) = paths("cascade");
    let (same_old, same_new) = paths("reissue");
    let (money_old, money_new) = paths("intelligence-authorization");
    let bad = fixtures::root().join("errors/cut-off.xml").display().to_string();
    for (arguments, code) in [
        (vec![&*old, &new], 0),
        (vec![&old, &new, "--exit-code"], 1),
        (vec![&same_old, &same_new], 0),
        (vec![&same_old, &same_new, "--exit-code"], 0),
        (vec![&old, &bad, "--exit-code"], 2),
        (vec![&old, &new, "--fail-on", "reference"], 0),
        (vec![&money_old, &money_new, "--fail-on", "sunset,amount"], 1),
        (vec![&old, "no-such-file.xml"], 2),
        (vec![&old, &new, "--unheard-of"], 2),
        (vec![&old, &new, "--config", "no-such-file.toml"], 2),
        (vec!["--help"], 0),
        (vec!["--version"], 0),
    ] {
        assert_eq!(billdiff(&arguments).code, Some(code), "{arguments:?}");
    }
}

#[test]
fn help_opens_with_two_examples_that_run() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let (old, new) = paths("intelligence-authorization");
    for (path, name) in [(old, "ih.xml"), (new, "eh.xml")] {
        std::fs::copy(path, scratch.path().join(name)).expect("a fixture");
    }
    let help = billdiff(&["--help"]).stdout;
    let examples: Vec<&str> = help.lines().skip(1).map_while(|line| line.strip_prefix("  billdiff ")).collect();
    assert!(help.starts_with("Two examples:\n") && examples.len() == 2, "{help}");
    for example in examples {
        let (arguments, _) = example.split_once("   ").expect("three spaces before what it shows");
        let mut program = command();
        program.current_dir(scratch.path());
        let told = run(program, &arguments.split(' ').collect::<Vec<_>>());
        assert_eq!((told.code, told.stderr.as_str()), (Some(0), ""), "{arguments}");
        assert!(told.stdout.contains("Sec. 403"), "{arguments}");
    }
}

#[test]
fn a_difference_outside_the_selected_section_still_counts_for_the_exit_code() {
    let (old, new) = paths("cascade");
    assert_eq!(billdiff(&[&old, &new, "--exit-code", "--section", "1"]).code, Some(1));
}

#[test]
fn a_section_is_found_by_its_old_number_and_by_its_new_one() {
    let (old, new) = paths("intelligence-authorization");
    let by = |number: &str| billdiff(&[&old, &new, "--redline", "--section", number]).stdout;
    assert!(by("406").contains("Cooperation with allied port authorities"));
    assert!(
        by("405").contains("Cooperation with allied port authorities")
            && by("405").contains("Tracking of precursor chemicals")
    );
    assert!(
        by("403").contains("Sharing of intelligence with Mexico and Canada")
            && by("403").contains("Strategy on illicit synthetic opioids")
    );
}

#[test]
fn the_struck_side_of_a_reported_bill_is_read_when_asked_for() {
    let (old, new) = paths("struck-and-added");
    let current = billdiff(&[&old, &new, "--redline"]).stdout;
    assert!(!current.contains("12 helicopters") && current.contains("16"), "{current}");
    let struck = billdiff(&[&old, &new, "--redline", "--side", "struck"]).stdout;
    assert!(struck.contains("12"), "{struck}");
    let told: Report =
        serde_json::from_str(&billdiff(&[&old, &new, "--format", "json", "--side", "struck"]).stdout).expect("JSON");
    assert_eq!((told.summary.sections.changed, told.summary.sections.retitled), (4, 2));
}

#[test]
fn colour_follows_the_flag_and_the_environment() {
    let (old, new) = paths("cascade");
    let coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = command();
        command.envs(variables.iter().copied());
        run(command, &[&[&*old, &*new, "--redline"], arguments].concat()).stdout.contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]), "no terminal, no colour");
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]), "the flag wins");
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]), "the flag wins");
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn markdown_stays_within_the_size_asked_for_and_says_what_it_left_out() {
    let (old, new) = paths("intelligence-authorization");
    for limit in [2_000, 4_000, 6_000] {
        let told = billdiff(&[&old, &new, "--format", "markdown", "--max-bytes", &limit.to_string()]).stdout;
        assert!(told.len() <= limit, "{} bytes of {limit}", told.len());
        assert!(told.contains("Left out"), "{told}");
    }
}

fn paths(case: &str) -> (String, String) {
    let folder = fixtures::root().join(case);
    (folder.join("old.xml").display().to_string(), folder.join("new.xml").display().to_string())
}

#[test]
fn the_outline_as_json_holds_every_provision_with_its_place() {
    let bill = fixtures::case("intelligence-authorization").read("old", "xml");
    let outline: outline_json::Outline =
        serde_json::from_str(&outline_json::write(&bill)).expect("the outline is the model");
    assert_eq!(outline.provisions.len(), bill.provisions.len() - 1);
    assert_eq!(outline.provisions.iter().map(|provision| provision.words).sum::<usize>(), bill.word_count());
    assert_eq!(outline.contents.len(), bill.contents.len());
    assert_eq!(outline.document.sections, outline.provisions.iter().filter(|p| p.level == "section" && p.unit).count());
    let quoted =
        outline.provisions.iter().find(|p| p.cite == "Sec. 301 quoted block Sec. 120A(b)(2)").expect("it stands there");
    assert_eq!((quoted.level.as_str(), quoted.designation.as_deref(), quoted.depth), ("paragraph", Some("(2)"), 5));
    assert!(quoted.quoted && !quoted.unit && quoted.path.len() == quoted.depth);
    assert!(quoted.text.contains("quarterly"), "{}", quoted.text);
    let section = outline.provisions.iter().find(|p| p.cite == "Sec. 403").expect("it stands there");
    assert_eq!(section.heading.as_deref(), Some("Sharing of intelligence with Mexico and Canada"));
    assert_eq!((section.location.line, section.location.column, section.location.page), (111, 3, None));
}

#[test]
fn completions_and_manuals_are_printed_for_every_shell_and_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let told = billdiff(&["completions", shell]);
        assert_eq!((told.code, &*told.stderr), (Some(0), ""), "{shell}");
        assert!(told.stdout.contains("side-by-side") && told.stdout.contains("git-diff-driver"), "{shell}");
    }
    let page = billdiff(&["man"]).stdout;
    assert!(
        page.contains("BILLDIFF_FAIL_ON") && page.contains(".TH billdiff 1") && page.contains("fail\\-on"),
        "{page}"
    );
    let page = billdiff(&["man", "outline"]).stdout;
    assert!(page.contains(".TH billdiff-outline 1"), "{page}");
    let wrong = billdiff(&["man", "nothing"]);
    assert_eq!(
        (wrong.code, &*wrong.stderr),
        (Some(2), "billdiff: no command is called \"nothing\". billdiff --help lists them.\n")
    );
}

#[test]
fn the_environment_sets_options_and_the_command_line_overrules_it() {
    let (old, new) = paths("cascade");
    let told = |name: &str, value: &str, arguments: &[&str]| {
        let mut program = command();
        program.env(name, value);
        run(program, arguments)
    };
    assert_eq!(told("BILLDIFF_EXIT_CODE", "1", &[&old, &new]).code, Some(1));
    assert_eq!(told("BILLDIFF_EXIT_CODE", "0", &[&old, &new]).code, Some(0));
    assert_eq!(told("BILLDIFF_EXIT_CODE", "1", &["outline", &old]).code, Some(0), "of another command");
    assert!(told("BILLDIFF_COLOR", "always", &[&old, &new]).stdout.contains('\u{1b}'));
    assert!(!told("BILLDIFF_COLOR", "always", &[&old, &new, "--color", "never"]).stdout.contains('\u{1b}'));
    let wrong = told("BILLDIFF_FAIL_ON", "nonsense", &[&old, &new]);
    assert!(wrong.code == Some(2) && wrong.stderr.contains("nonsense"), "{}", wrong.stderr);
}
