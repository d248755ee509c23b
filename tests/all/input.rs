//! Drafts that come by standard input, in odd encodings, or with their format told.

use crate::support::command::{command, run};
use crate::support::fixtures;

/// Runs the program with something on its standard input.
fn with_input(input: impl Into<Vec<u8>>, arguments: &[&str]) -> crate::support::command::Run {
    let mut command = command();
    command.write_stdin(input.into());
    run(command, arguments)
}

fn fixture(name: &str) -> (String, Vec<u8>) {
    let path = fixtures::root().join("intelligence-authorization").join(name);
    let bytes = std::fs::read(&path).expect("a fixture");
    (path.display().to_string(), bytes)
}

#[test]
fn every_text_format_is_known_on_standard_input_and_when_it_is_forced() {
    for (name, format) in [
        ("old.xml", "bill-dtd"),
        ("old.uslm.xml", "uslm"),
        ("old.akn.xml", "akoma-ntoso"),
        ("old.htm", "gpo-text"),
        ("old.html", "html"),
        ("old.md", "markdown"),
        ("old.docx", "docx"),
        ("old.pdf", "pdf"),
    ] {
        let (path, bytes) = fixture(name);
        let wanted = run(command(), &["text", &path]);
        assert_eq!(wanted.code, Some(0), "{name}: {}", wanted.stderr);
        for arguments in [&["text", "-"][..], &["text", "-", "--from", format]] {
            let told = with_input(bytes.clone(), arguments);
            assert_eq!(
                (told.code, told.stdout),
                (Some(0), wanted.stdout.clone()),
                "{name} {arguments:?}: {}",
                told.stderr
            );
        }
    }
}

#[test]
fn a_draft_on_standard_input_is_compared_on_either_side_and_not_on_both() {
    let (path, bytes) = fixture("old.xml");
    for arguments in [[&path, "-"], ["-", &path]] {
        let told = with_input(bytes.clone(), &arguments);
        assert!(told.stdout.contains("No differences. 25 sections"), "{}{}", told.stdout, told.stderr);
    }
    let told = with_input(bytes, &["-", "-"]);
    assert_eq!((told.code, told.stdout.as_str()), (Some(2), ""));
    let told = with_input("", &[&path, "-"]);
    assert_eq!((told.code, told.stdout.as_str()), (Some(2), ""));
    assert!(told.stderr.contains("standard input"), "{}", told.stderr);
}

#[test]
fn encodings_and_line_ends_make_no_difference() {
    let (path, bytes) = fixture("old.htm");
    let text = String::from_utf8(bytes).expect("the fixture is UTF-8");
    let utf16 = |big: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    for (name, bytes) in [
        ("UTF-8 with a mark", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
        ("UTF-16, little end first", utf16(false)),
        ("UTF-16, big end first", utf16(true)),
        ("Windows line ends", text.replace('\n', "\r\n").into_bytes()),
        ("old Mac line ends", text.replace('\n', "\r").into_bytes()),
    ] {
        let told = with_input(bytes, &[&path, "-"]);
        assert!(told.stdout.contains("No differences. 25 sections"), "{name}: {}{}", told.stdout, told.stderr);
    }
}

#[test]
fn a_windows_1252_letter_is_read_and_not_lost() {
    let (_, bytes) = fixture("old.htm");
    let text = String::from_utf8(bytes).expect("UTF-8").replace("Mexico", "M\u{e9}xico");
    let bytes: Vec<u8> =
        text.chars().map(|c| if c == '\u{e9}' { 0xe9 } else { u8::try_from(c).unwrap_or(b'?') }).collect();
    let told = with_input(bytes, &["text", "-"]);
    assert!(told.stdout.contains("M\u{e9}xico"), "{}", told.stderr);
}

#[test]
fn a_passage_is_a_part_of_a_bill_and_not_compared_with_the_whole() {
    let (path, _) = fixture("old.xml");
    let told = with_input(
        "(a) Authorization.\u{2014}The Director may\u{2014} (1) station analysts; or (2) ...",
        &[&path, "-", "--from", ",passage"],
    );
    assert_eq!((told.code, told.stdout.as_str()), (Some(2), ""));
    assert!(told.stderr.contains("standard input is a passage of a bill"), "{}", told.stderr);
}

#[test]
fn a_format_of_no_such_name_is_told_with_those_there_are() {
    let (path, _) = fixture("old.xml");
    let told = run(command(), &["text", &path, "--from", "wordstar"]);
    assert_eq!(told.code, Some(2));
    assert!(told.stderr.contains("no format is called wordstar: there are bill-dtd"), "{}", told.stderr);
}

#[test]
fn what_is_told_for_two_drafts_is_refused_where_one_is_read() {
    let (path, _) = fixture("old.xml");
    for (option, value) in [("--from", "bill-dtd,passage"), ("--side", "struck,current")] {
        let told = run(command(), &["outline", &path, option, value]);
        assert_eq!((told.code, told.stdout.as_str()), (Some(2), ""), "{option}");
        assert!(told.stderr.contains(&format!("{option} is told for each of two drafts")), "{}", told.stderr);
    }
}

#[test]
fn the_help_names_every_format_that_can_be_forced() {
    let help = run(command(), &["--help"]).stdout;
    for format in billdiff::bill::Format::ALL {
        assert!(help.contains(format.name()), "{}", format.name());
    }
}
