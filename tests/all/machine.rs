//! What the machine does to the program and the program to the machine: files that are none, full disks, limits of memory,
//! what is written and spoken to, and the same bytes whatever the surroundings.

use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::command::{Run, billdiff, command};
use crate::support::corpus::say;
use crate::support::fixtures;

const PROGRAM: &str = env!("CARGO_BIN_EXE_billdiff");

/// Kilobytes of address space for whatever is no bill.
const LITTLE_MEMORY: u64 = 1_500_000;

fn fixture(path: &str) -> String {
    fixtures::root().join(path).display().to_string()
}

fn drafts() -> (String, String) {
    (fixture("cascade/old.xml"), fixture("cascade/new.xml"))
}

/// Runs the program by a shell that sets limits first: `$0` and what follows are the program and its arguments.
fn by_shell(script: &str, arguments: &[&str]) -> Output {
    let mut shell = Command::new("bash");
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"BILLDIFF_")) {
        shell.env_remove(name);
    }
    shell.args(["-c", script, PROGRAM]).args(arguments).stdin(Stdio::null()).output().expect("bash runs")
}

fn as_run(output: Output) -> Run {
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn within(kilobytes: u64, arguments: &[&str]) -> Run {
    as_run(by_shell(&format!("ulimit -v {kilobytes}; exec \"$0\" \"$@\""), arguments))
}

const CLAUSE: &str =
    "Be it enacted by the Senate and House of Representatives of the United States of America in Congress assembled,";

/// Nests as deep as this in every format: what a format cannot nest that deep is refused, and all else is read.
const DEEP: usize = 300_000;

#[test]
fn nesting_without_end_is_read_or_refused_in_little_memory() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let nested = |opens: &str, closes: &str| format!("{}row{}", opens.repeat(DEEP), closes.repeat(DEEP));
    let (head, section) = (format!("{CLAUSE}\n\nSECTION 1. OARS.\n\n    "), "# SEC. 1. OARS.\n\n");
    let akn = "akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"";
    for (name, source, code) in [
        ("a.xml", format!("<bill><legis-body>{}</legis-body></bill>", nested("<section>", "</section>")), 2),
        (
            "b.xml",
            format!(
                "<bill xmlns=\"http://schemas.gpo.gov/xml/uslm\"><main>{}</main></bill>",
                nested("<level>", "</level>")
            ),
            2,
        ),
        ("c.xml", format!("<{akn}>{}</akomaNtoso>", nested("<hcontainer>", "</hcontainer>")), 2),
        ("d.html", format!("<p>{CLAUSE}</p><p>SECTION 1. OARS.</p>{}", nested("<div>", "</div>")), 0),
        ("e.html", format!("<p>{CLAUSE}</p><p>SECTION 1. OARS.</p>{}", nested("<ul><li>", "</li></ul>")), 0),
        ("f.md", format!("{section}{}", nested("> ", "")), 0),
        ("g.md", format!("{section}{}", nested("- ", "")), 0),
        ("h.md", format!("{section}{}", nested("[", "]")), 0),
        ("i.md", format!("{section}{}", nested("*a ", "*")), 0),
        ("j.txt", format!("{head}{}", nested("``(a) ", "''")), 0),
        ("k.txt", format!("{head}{}", nested("(", ")")), 0),
    ] {
        let path = scratch.path().join(name).display().to_string();
        std::fs::write(&path, source).expect("written");
        let run = within(LITTLE_MEMORY, &["text", &path]);
        assert_eq!(run.code, Some(code), "{name}: {}", run.stderr);
        match code {
            0 => assert!(run.stdout.contains("row"), "{name}: the word is lost"),
            _ => run.is_refused(&path).unwrap_or_else(|why| panic!("{name}: {why}")),
        }
    }
}

#[test]
fn a_line_of_a_hundred_megabytes_is_read_whole() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let path = scratch.path().join("line.xml").display().to_string();
    let words = "The keeper shall row to the harbor. ".repeat(2_900_000);
    std::fs::write(
        &path,
        format!("<bill><legis-body><section><enum>1.</enum><text>{words}</text></section></legis-body></bill>"),
    )
    .expect("written");
    let run = within(4 * LITTLE_MEMORY, &["text", &path]);
    assert_eq!((run.code, run.stdout.split_whitespace().count()), (Some(0), 2 + 7 * 2_900_000), "{}", run.stderr);
}

#[test]
fn a_million_sections_are_read() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let path = scratch.path().join("many.xml").display().to_string();
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).expect("written"));
    let mut write = |part: &str| file.write_all(part.as_bytes()).expect("written");
    write("<bill><legis-body>");
    (1..=1_000_000).for_each(|at| write(&format!("<section><enum>{at}.</enum><text>Oar {at}.</text></section>")));
    write("</legis-body></bill>");
    file.flush().expect("written");
    let run = within(4 * LITTLE_MEMORY, &["text", &path]);
    assert_eq!((run.code, run.stdout.lines().count()), (Some(0), 1_000_000), "{}", run.stderr);
}

#[test]
fn entities_that_a_document_defines_are_never_expanded() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let long = "row ".repeat(100_000);
    let bill = |entities: &str, used: &str| {
        format!(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE bill [{entities}]>\n<bill><legis-body><section><enum>1.</enum><text>{used}</text></section></legis-body></bill>"
        )
    };
    let ladder: String =
        (1..12).map(|at| format!("<!ENTITY e{at} \"{}\">", format!("&e{};", at - 1).repeat(10))).collect();
    for (name, source) in [
        ("ladder.xml", bill(&format!("<!ENTITY e0 \"row\">{ladder}"), "&e11;")),
        ("one-long-one-often.xml", bill(&format!("<!ENTITY e \"{long}\">"), &"&e;".repeat(50_000))),
        ("of-a-file.xml", bill("<!ENTITY e SYSTEM \"file:///etc/hostname\">", "&e;")),
        ("of-the-network.xml", bill("<!ENTITY % e SYSTEM \"http://example.invalid/e.dtd\"> %e;", "&e;")),
        ("of-itself.xml", bill("<!ENTITY e \"&e;\">", "&e;")),
    ] {
        let path = scratch.path().join(name).display().to_string();
        std::fs::write(&path, source).expect("written");
        let run = within(LITTLE_MEMORY, &["text", &path]);
        run.is_refused(&path).unwrap_or_else(|why| panic!("{name}: {why}"));
        assert!(run.stderr.contains("never expanded"), "{name}: {}", run.stderr);
    }
}

#[test]
fn every_declared_encoding_and_every_lie_about_it_is_read_or_refused() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let bill = "<bill><legis-body><section><enum>1.</enum><text>The caf\u{e9} of M\u{e9}xico.</text></section></legis-body></bill>";
    let declared = |encoding: &str| format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{bill}");
    let one_byte = |text: &str| text.chars().map(|c| u8::try_from(c).expect("Latin letters")).collect::<Vec<u8>>();
    let two_bytes = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    // The word as it is read, where it is.
    for (name, bytes, read) in [
        ("utf-8", declared("utf-8").into_bytes(), Some("caf\u{e9}")),
        ("utf-8 for latin", one_byte(&declared("utf-8")), None),
        ("latin", one_byte(&declared("iso-8859-1")), Some("caf\u{e9}")),
        ("windows", one_byte(&declared("windows-1252")), Some("caf\u{e9}")),
        ("latin for utf-8", declared("iso-8859-1").into_bytes(), Some("caf\u{c3}\u{a9}")),
        ("utf-16 for utf-8", declared("utf-16").into_bytes(), Some("caf\u{e9}")),
        ("utf-16", [b"\xff\xfe".to_vec(), two_bytes(&declared("utf-16"))].concat(), Some("caf\u{e9}")),
        ("utf-16 without a mark", two_bytes(&declared("utf-16")), Some("caf\u{e9}")),
        ("utf-8 for utf-16", [b"\xff\xfe".to_vec(), two_bytes(&declared("utf-8"))].concat(), Some("caf\u{e9}")),
        ("half a unit of utf-16", [b"\xff\xfe".to_vec(), two_bytes(bill), vec![b'<']].concat(), None),
        ("a lone surrogate", [b"\xff\xfe".to_vec(), two_bytes(bill), vec![0, 0xd8]].concat(), None),
        ("a surrogate in utf-8", [declared("utf-8").into_bytes(), b"\xed\xa0\x80".to_vec()].concat(), None),
        ("utf-7", declared("utf-7").into_bytes(), None),
        ("klingon", declared("klingon").into_bytes(), None),
        ("a NUL", bill.replace("caf\u{e9}", "caf\u{e9}\0").into_bytes(), Some("caf\u{e9}")),
        (
            "Windows' ends of lines",
            declared("utf-8").replace("<section", "\r\n<section").into_bytes(),
            Some("caf\u{e9}"),
        ),
        (
            "old Macs' ends of lines",
            declared("utf-8").replace("<section", "\r<section").into_bytes(),
            Some("caf\u{e9}"),
        ),
    ] {
        let path = scratch.path().join("draft.xml").display().to_string();
        std::fs::write(&path, bytes).expect("written");
        let run = billdiff(&["text", &path]);
        match read {
            Some(word) => {
                assert!(run.code == Some(0) && run.stdout.contains(word), "{name}: {}{}", run.stdout, run.stderr)
            }
            None => run.is_refused(&path).unwrap_or_else(|why| panic!("{name}: {why}")),
        }
    }
}

#[test]
fn files_named_like_options_are_files() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let (old, new) = drafts();
    std::fs::copy(old, scratch.path().join("--all")).expect("a fixture");
    std::fs::copy(new, scratch.path().join("-o")).expect("a fixture");
    for arguments in [["--", "--all", "-o"], ["--exit-code", "./--all", "./-o"]] {
        let mut program = command();
        program.current_dir(scratch.path());
        let told = crate::support::command::run(program, &arguments);
        assert!(
            told.stdout.contains("./-o") || told.stdout.contains("  -o") || told.stdout.contains(" -o "),
            "{}{}",
            told.stdout,
            told.stderr
        );
        assert!(matches!(told.code, Some(0 | 1)), "{}", told.stderr);
    }
}

#[test]
fn links_that_lead_in_circles_are_refused_as_files_and_passed_over_in_folders() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let (old, new) = drafts();
    let path = |name: &str| scratch.path().join(name);
    symlink(path("b.xml"), path("a.xml")).expect("a link");
    symlink(path("a.xml"), path("b.xml")).expect("a link");
    symlink(scratch.path(), path("round")).expect("a link");
    std::fs::copy(&old, path("old.xml")).expect("a fixture");
    let name = path("a.xml").display().to_string();
    billdiff(&[&name, &new]).is_refused(&name).unwrap_or_else(|why| panic!("{why}"));
    let output = path("b.xml").display().to_string();
    let told = billdiff(&[&old, &new, "-f", "markdown", "-o", &output]);
    told.is_refused(&output).unwrap_or_else(|why| panic!("{why}"));
    let passage = fixture("intelligence-authorization/quoted/post.md");
    let folder = scratch.path().display().to_string();
    let told = billdiff(&["find", &passage, &folder]);
    assert!(matches!(told.code, Some(0..=2)) && told.stderr.len() < 2_000, "{told:?}");
}

#[test]
fn a_pipe_with_a_name_is_read_to_its_end_and_in_a_folder_is_no_bill() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let (old, new) = drafts();
    let pipe = scratch.path().join("pipe.xml");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs").success());
    let name = pipe.display().to_string();
    let told = as_run(by_shell("cat \"$1\" >\"$2\" & \"$0\" \"$2\" \"$3\"; wait", &[&old, &name, &new]));
    assert_eq!(told.code, Some(0), "{}", told.stderr);
    assert!(told.stdout.contains("pipe.xml"), "{}", told.stdout);
    // Nobody writes into it: whoever opened it would wait for ever.
    let told = billdiff(&[
        "find",
        &fixture("intelligence-authorization/quoted/post.md"),
        &scratch.path().display().to_string(),
    ]);
    assert!(told.code.is_some(), "{told:?}");
}

#[test]
fn a_file_that_changes_while_it_is_read_is_a_bill_or_is_refused() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let (old, new) = drafts();
    let path = scratch.path().join("draft.xml");
    let whole = std::fs::read(&old).expect("a fixture");
    let name = path.display().to_string();
    std::fs::write(&path, &whole).expect("written");
    let done = &std::sync::atomic::AtomicBool::new(false);
    let (path, whole) = (&path, &whole);
    let runs = std::thread::scope(|scope| {
        scope.spawn(move || {
            for size in (0..whole.len()).step_by(97).cycle() {
                if done.load(std::sync::atomic::Ordering::Relaxed) {
                    break;
                }
                std::fs::write(path, &whole[..size]).expect("written");
            }
        });
        let runs: Vec<Run> = (0..20).map(|_| billdiff(&[&name, &new])).collect();
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        runs
    });
    for run in runs {
        match run.code {
            Some(0) => assert!(run.stdout.contains("draft.xml"), "{run:?}"),
            _ => run.is_refused(&name).unwrap_or_else(|why| panic!("{why}")),
        }
    }
}

#[test]
fn a_folder_that_may_not_be_read_is_told() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let (old, _) = drafts();
    let shut = scratch.path().join("shut");
    std::fs::create_dir(&shut).expect("a folder");
    std::fs::copy(&old, scratch.path().join("old.xml")).expect("a fixture");
    std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o000)).expect("rights are set");
    if std::fs::read_dir(&shut).is_ok() {
        return say("SKIPPED a_folder_that_may_not_be_read_is_told: this user may read every folder");
    }
    let told = billdiff(&[
        "find",
        &fixture("intelligence-authorization/quoted/post.md"),
        &scratch.path().display().to_string(),
    ]);
    std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o700)).expect("rights are set");
    assert_eq!(told.code, Some(2), "{told:?}");
    assert!(told.stderr.contains("cannot be listed"), "{}", told.stderr);
}

/// A limit on the size of files stands for a disk that is full: in both, a part is written and no more.
#[test]
fn a_full_disk_leaves_the_old_report_whole_and_nothing_beside_it() {
    let (old, new) = drafts();
    let scratch = tempfile::tempdir().expect("a scratch folder");
    for (format, name) in [("html", "page.html"), ("json", "r.json"), ("markdown", "r.md"), ("docx", "r.docx")] {
        let file = scratch.path().join(name);
        std::fs::write(&file, "the report of yesterday").expect("written");
        let output = file.display().to_string();
        let told = as_run(by_shell(
            "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"",
            &[&old, &new, "-f", format, "-o", &output],
        ));
        told.is_refused(&output).unwrap_or_else(|why| panic!("{format}: {why}"));
        assert!(told.stderr.contains("cannot be written"), "{}", told.stderr);
        assert_eq!(std::fs::read_to_string(&file).expect("the old report"), "the report of yesterday", "{format}");
    }
    let history = fixture("histories/intelligence-authorization/versions");
    let file = scratch.path().join("r.md").display().to_string();
    let told = as_run(by_shell("trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"", &["history", &history, "-o", &file]));
    told.is_refused(&file).unwrap_or_else(|why| panic!("{why}"));
    let names = std::fs::read_dir(scratch.path()).expect("the folder can be listed");
    assert_eq!(names.count(), 4, "something is left beside the reports");
}

#[test]
fn a_written_file_keeps_its_rights_and_a_link_its_target() {
    let (old, new) = drafts();
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let (file, link) = (scratch.path().join("r.md"), scratch.path().join("link.md"));
    std::fs::write(&file, "yesterday").expect("written");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("rights are set");
    symlink("r.md", &link).expect("a link");
    assert_eq!(billdiff(&[&old, &new, "-o", &link.display().to_string()]).code, Some(0));
    assert!(link.symlink_metadata().expect("the link").is_symlink(), "the link was replaced");
    assert_eq!(file.metadata().expect("the file").permissions().mode() & 0o777, 0o640);
    assert!(std::fs::read_to_string(&file).expect("the report").contains("Bill comparison"));
    assert_eq!(
        billdiff(&[&old, &new, "-f", "markdown", "-o", "/dev/null"]).code,
        Some(0),
        "what is no file is written itself"
    );
}

#[test]
fn standard_output_that_is_full_fails_and_one_that_is_closed_is_no_failure() {
    let (old, new) = drafts();
    if Path::new("/dev/full").exists() {
        let told = as_run(by_shell("exec \"$0\" \"$@\" >/dev/full", &[&old, &new, "-f", "json"]));
        assert_eq!(told.code, Some(2));
        assert!(told.stderr.contains("standard output cannot be written"), "{}", told.stderr);
    } else {
        say("SKIPPED /dev/full: there is none");
    }
    for script in ["exec \"$0\" \"$@\" >&-", "set -o pipefail; \"$0\" \"$@\" | true"] {
        let told = as_run(by_shell(script, &[&old, &new, "-f", "json"]));
        assert_eq!((told.code, told.stderr.as_str()), (Some(0), ""), "{script}");
    }
}

/// Every command, with what it needs; `{out}` is a folder to write into.
fn every_command() -> Vec<Vec<String>> {
    let (old, new) = drafts();
    let (folder, post) = (fixture("cascade"), fixture("intelligence-authorization/quoted/post.md"));
    let versions = fixture("histories/intelligence-authorization/versions");
    let saved = fixture("cascade/expected/report.json");
    let mut all: Vec<Vec<&str>> = vec![
        vec!["outline", &old],
        vec!["text", &old],
        vec!["find", &post, &folder],
        vec!["find", &post, &folder, "-o", "{out}/found.ndjson"],
        vec!["history", &versions],
        vec!["history", &versions, "-o", "{out}/history.html"],
        vec!["schema"],
        vec!["completions", "bash"],
        vec!["man"],
        vec![&folder, &versions, "-o", "{out}/folders.md"],
        vec![&old, &new, &old, "--side-by-side", "--width", "120"],
        vec![&old, &new, "--open", "-o", "{out}/open.html"],
        vec![&old, &new, "--open", "--no-such-option"],
        vec![&old, "no-such-file.xml"],
    ];
    for name in ["r.md", "r.html", "r.docx", "r.json", "r.ndjson", "r.csv", "r.txt"] {
        all.push(vec![&old, &new, "-o", Box::leak(format!("{{out}}/{name}").into_boxed_str())]);
    }
    for format in ["summary", "redline", "side-by-side", "narrate", "markdown", "html", "json", "ndjson", "csv", "docx"]
    {
        all.push(vec![&old, &new, "-f", format]);
    }
    for path in ["old.htm", "old.html", "old.md", "old.docx", "old.pdf", "old.uslm.xml", "old.akn.xml"] {
        all.push(vec!["text", Box::leak(fixture(&format!("intelligence-authorization/{path}")).into_boxed_str())]);
    }
    if Path::new(&saved).exists() {
        all.push(vec!["show", &saved]);
    }
    all.iter().map(|arguments| arguments.iter().map(|argument| (*argument).to_owned()).collect()).collect()
}

/// What is traced: whatever reaches the network, makes or changes a file, or runs a program.
const TRACED: &str = "trace=network,open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,unlink,unlinkat,rmdir,truncate,execve";

#[test]
fn no_command_speaks_to_anybody_or_writes_anything_but_the_file_of_o() {
    let works = Command::new("strace").args(["-o", "/dev/null", "true"]).status().is_ok_and(|status| status.success());
    if !works {
        return say("SKIPPED no_command_speaks_to_anybody_or_writes_anything_but_the_file_of_o: strace cannot be run");
    }
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let (out, logs) = (scratch.path().join("out"), scratch.path().join("logs"));
    std::fs::create_dir(&out).expect("a folder");
    let out_name = out.display().to_string();
    for arguments in every_command() {
        let arguments: Vec<String> = arguments.iter().map(|argument| argument.replace("{out}", &out_name)).collect();
        let mut traced = Command::new("strace");
        // A file for each process and thread: in one file a call that another interrupts is torn in two.
        std::fs::create_dir(&logs).expect("a folder");
        traced.args(["-ff", "-s", "4096", "-o"]).arg(logs.join("calls")).args(["-e", TRACED, PROGRAM]).args(&arguments);
        traced.env("BROWSER", "true").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        traced.status().expect("strace runs");
        let files = std::fs::read_dir(&logs).expect("the traces").map(|file| file.expect("a trace").path());
        let calls: String = files.map(|file| std::fs::read_to_string(file).expect("a trace")).collect();
        std::fs::remove_dir_all(&logs).expect("the traces are gone");
        assert!(calls.contains("execve("), "{arguments:?}: nothing was traced");
        let output = arguments
            .iter()
            .skip_while(|argument| *argument != "-o")
            .nth(1)
            .map(|path| Path::new(path).file_name().expect("a name").to_string_lossy().into_owned());
        let opens = arguments.iter().any(|argument| argument == "--open");
        for call in calls.lines().filter(|line| !line.contains("+++") && !line.contains("--- SIG")) {
            if let Some(why) = forbidden(call, &out_name, output.as_deref(), opens) {
                panic!("{arguments:?}: {why}: {call}");
            }
        }
    }
}

/// Why a call may not be.
fn forbidden(call: &str, out: &str, output: Option<&str>, opens: bool) -> Option<&'static str> {
    let name = call.split_once('(')?.0.rsplit(' ').next().unwrap_or_default();
    let is_ours = |path: &str| {
        let file = path.strip_prefix(out).and_then(|file| file.strip_prefix('/'));
        file.zip(output).is_some_and(|(file, output)| {
            file == output || file.starts_with(&format!(".{output}.")) && file.ends_with(".part")
        })
    };
    let paths: Vec<&str> = call.split('"').skip(1).step_by(2).collect();
    match name {
        "execve" if call.contains("billdiff") || opens => None,
        "execve" => Some("a program is run"),
        "open" | "openat" | "openat2" | "creat" => {
            let writes = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "creat("].iter().any(|flag| call.contains(flag));
            let quiet = paths.first().is_some_and(|path| ["/dev/null", "/dev/tty"].contains(path));
            (writes && !quiet && !paths.iter().all(|path| is_ours(path))).then_some("a file is opened to be written")
        }
        name if ["rename", "unlink"].iter().any(|known| name.starts_with(known)) => {
            (!paths.iter().all(|path| is_ours(path))).then_some("a file is changed")
        }
        name if ["link", "symlink", "mkdir", "rmdir", "truncate"].iter().any(|known| name.starts_with(known)) => {
            Some("a file is changed")
        }
        // Two ends of a pipe of its own process are no network.
        "socketpair" => None,
        _ => Some("it speaks to the network"),
    }
}

#[test]
fn the_surroundings_change_no_byte() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let surroundings = [
        ("exec \"$0\" \"$@\"", "C"),
        ("export TZ=Pacific/Kiritimati; exec \"$0\" \"$@\"", "tr_TR.UTF-8"),
        ("export TZ=America/Adak; umask 077; exec \"$0\" \"$@\"", "de_DE.UTF-8"),
        ("cd /; umask 000; exec \"$0\" \"$@\"", "POSIX"),
        ("ulimit -n 64; export HOME=/nowhere USER=x; exec \"$0\" \"$@\"", "zz_ZZ"),
    ];
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let has_taskset = Command::new("taskset").arg("--version").output().is_ok();
    if !has_taskset {
        say("SKIPPED the_surroundings_change_no_byte on fewer cores: there is no taskset");
    }
    let only = |count: usize| if has_taskset { format!("taskset -c 0-{} ", count - 1) } else { String::new() };
    let told = |script: &str, locale: &str, arguments: &[String]| -> Vec<u8> {
        let file = scratch.path().join("told").display().to_string();
        let _ = std::fs::remove_file(&file);
        let arguments: Vec<&str> =
            arguments.iter().map(|argument| if argument.starts_with("{out}") { &*file } else { argument }).collect();
        let output =
            by_shell(&script.replacen("exec ", &format!("exec env LC_ALL={locale} LANG={locale} "), 1), &arguments);
        [output.stdout, output.stderr, std::fs::read(&file).unwrap_or_default()].concat()
    };
    let runs = every_command().into_iter().filter(|arguments| {
        !arguments
            .iter()
            .any(|argument| argument == "--open" || argument.starts_with("{out}") && !argument.contains("/r."))
    });
    for mut arguments in runs {
        if let Some(at) = arguments.iter().position(|argument| argument.starts_with("{out}")) {
            let format = match arguments[at].rsplit('.').next() {
                Some("md") => "markdown",
                Some("txt") => "redline",
                Some(known) => known,
                None => "summary",
            }
            .to_owned();
            arguments.extend(["-f".to_owned(), format]);
        }
        let first = told(surroundings[0].0, surroundings[0].1, &arguments);
        assert!(!first.is_empty(), "{arguments:?}");
        for (script, locale) in &surroundings[1..] {
            assert!(
                told(script, locale, &arguments) == first,
                "{arguments:?}: another report under {locale}: {script}"
            );
        }
        for count in 1..=cores {
            let script = format!("exec {}\"$0\" \"$@\"", only(count));
            assert!(told(&script, "C", &arguments) == first, "{arguments:?}: another report on {count} cores");
        }
    }
    // What is worked on by all cores, twenty times.
    let (post, folder) = (fixture("intelligence-authorization/quoted/post.md"), fixture(""));
    for arguments in [vec!["find".to_owned(), post, folder.clone()], vec![folder.clone(), folder]] {
        let first = told(surroundings[0].0, "C", &arguments);
        for _ in 0..20 {
            assert!(told(surroundings[0].0, "C", &arguments) == first, "{arguments:?}: another report the next time");
        }
    }
}
