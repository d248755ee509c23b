//! The Word document: accepting all changes gives the new text and rejecting all the old one, word for word.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use billdiff::read::Side;
use billdiff::report::docx;
use billdiff::{ReadOptions, read_bytes};

use crate::holds::document::both_texts;
use crate::support::command::billdiff;
use crate::support::fixtures::{case, cases};
use crate::support::word::{Changes, events, names, paragraphs, part};
use crate::support::{assert_none, corpus, over, read, read_text, report};

#[test]
fn accepting_gives_the_new_text_and_rejecting_the_old_one_of_every_fixture() {
    let cases = cases();
    let pairs: Vec<_> = cases.iter().flat_map(|case| case.pairings().map(move |(old, new)| (case, old, new))).collect();
    assert_none(&over(&pairs, |(case, old, new)| both_texts(&case.read("old", old), &case.read("new", new))));
}

#[test]
fn accepting_gives_the_new_text_and_rejecting_the_old_one_of_real_bills() {
    let Some(root) = corpus::root("accepting_gives_the_new_text_and_rejecting_the_old_one_of_real_bills") else {
        return;
    };
    let mut pairs = corpus::listed_pairs(&root, "changed");
    pairs.extend(corpus::listed_pairs(&root, "identical"));
    let pairs: Vec<(PathBuf, PathBuf)> = pairs.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    let complaints = over(&pairs, |(old, new)| both_texts(&read(old), &read(new)));
    corpus::say(&format!(
        "accepting_gives_the_new_text_and_rejecting_the_old_one_of_real_bills: {} pairs",
        pairs.len()
    ));
    assert_none(&complaints);
}

/// What our own reader of Word files cannot tell from the document: it holds no enacting clause, by which unnumbered
/// text before the first section would be known as text, no marks around quoted sections, and no dash between the number
/// of a title and its heading, without which a title is taken for text.
const NOT_TOLD: [&str; 6] = ["accounts", "cascade", "intelligence-authorization", "moved", "retitled", "unlike-kinds"];

#[test]
fn our_own_reader_reads_both_drafts_back() {
    let mut complaints = Vec::new();
    for case in cases().into_iter().filter(|case| !NOT_TOLD.contains(&case.name.as_str())) {
        let (old, new) = (case.read("old", case.first_format()), case.read("new", case.first_format()));
        let report = report(&old, &new);
        let written = docx::write(&report);
        // Without changes there is no struck text to read.
        let sides = [(Side::Current, &new), (Side::Struck, &old)];
        for (side, draft) in sides.into_iter().take(if report.has_differences() { 2 } else { 1 }) {
            let options = ReadOptions { side, ..ReadOptions::default() };
            let back = read_bytes("back.docx", &written, &options).unwrap_or_else(|error| panic!("{error}"));
            let between = crate::support::report(&back, draft);
            let loud = between.provisions.iter().filter(|provision| !provision.is_quiet());
            complaints.extend(loud.map(|provision| {
                format!(
                    "{}, {side:?}: {} {}",
                    case.name,
                    provision.change,
                    provision.side().map_or("", |side| &side.cite)
                )
            }));
        }
    }
    assert_none(&complaints);
}

#[test]
fn a_unit_that_moved_has_both_ends_of_its_move_and_every_mark_a_number_of_its_own() {
    let case = case("moved");
    let report = report(&case.read("old", "xml"), &case.read("new", "xml"));
    let document = part(&docx::write(&report), "word/document.xml");
    let count = |what: &str| document.matches(what).count();
    assert_eq!(count("<w:moveFromRangeStart"), 2, "two sections moved");
    for end in ["<w:moveFromRangeEnd", "<w:moveToRangeStart", "<w:moveToRangeEnd"] {
        assert_eq!(count(end), 2, "{end}");
    }
    let named = |element: &str| -> BTreeSet<String> {
        let starts = document.split(element).skip(1);
        starts.filter_map(|rest| rest.split("w:name=\"").nth(1)?.split('"').next().map(str::to_owned)).collect()
    };
    assert_eq!(named("<w:moveFromRangeStart"), named("<w:moveToRangeStart"));
    let marks = ["<w:ins ", "<w:del ", "<w:moveFrom ", "<w:moveTo ", "<w:moveFromRangeStart ", "<w:moveToRangeStart "];
    let ids: Vec<&str> = marks
        .iter()
        .flat_map(|mark| document.split(mark).skip(1))
        .filter_map(|rest| rest.strip_prefix("w:id=\"")?.split('"').next())
        .collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "numbers of marks");
}

#[test]
fn comments_say_what_marks_cannot() {
    let told = |name: &str| {
        let case = case(name);
        part(&docx::write(&report(&case.read("old", "xml"), &case.read("new", "xml"))), "word/comments.xml")
    };
    assert!(told("intelligence-authorization").contains("Redesignated from Sec. 404 to Sec. 403."));
    // Both ends of two moves, and nothing else: what stays is not said to have moved, nor what bears the marks left untold.
    let moved = told("moved");
    assert_eq!(moved.matches("Moved from Title I to Title III.").count(), 2, "{moved}");
    assert_eq!(moved.matches("Moved.").count(), 2, "{moved}");
    let split = told("split-and-merge");
    assert!(split.contains("Split off from old Sec. ") && split.contains("Merged into new Sec. "), "{split}");
    assert!(told("around-the-sections").contains("Long title: "));
}

#[test]
fn headings_are_paragraphs_of_their_own_and_by_rank() {
    let case = case("intelligence-authorization");
    let document = part(&docx::write(&report(&case.read("old", "xml"), &case.read("new", "xml"))), "word/document.xml");
    let headings = |rank: usize| document.matches(&format!("<w:pStyle w:val=\"Heading{rank}\"/>")).count();
    // Two sections stand before the first title; one section was dropped, one added.
    assert_eq!((headings(1), headings(2), headings(3)), (7, 24, 0));
}

#[test]
fn quoted_law_has_styles_of_its_own_and_what_closes_it_no_paragraph() {
    let case = case("intelligence-authorization");
    let written = docx::write(&report(&case.read("old", "xml"), &case.read("new", "xml")));
    let [document, styles] = ["word/document.xml", "word/styles.xml"].map(|name| part(&written, name));
    let used = document.split("<w:pStyle w:val=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let quoted: BTreeSet<&str> = used.filter(|style| style.starts_with("Quoted")).collect();
    // A section that is written into another act, its subsections, and the paragraphs of one.
    assert_eq!(quoted.into_iter().collect::<Vec<_>>(), ["Quoted1", "Quoted2", "Quoted3"]);
    for depth in 0..8 {
        assert!(styles.contains(&format!("w:styleId=\"Quoted{depth}\"")), "there is no style for depth {depth}");
    }
    for changes in [Changes::Rejected, Changes::Accepted] {
        let told = paragraphs(&written, changes);
        assert!(told.iter().any(|text| text.ends_with("available to the public.\u{a0}.")), "{changes:?}: {told:?}");
        assert!(!told.iter().any(|text| text.trim() == "."), "{changes:?}: a full stop is a paragraph");
    }
}

#[test]
fn nothing_in_the_archive_depends_on_a_clock_or_names_anything_outside() {
    let case = case("moved");
    let report = report(&case.read("old", "xml"), &case.read("new", "xml"));
    let written = docx::write(&report);
    assert_eq!(written, docx::write(&report));
    for name in names(&written) {
        let part = part(&written, &name);
        events(&part);
        assert!(!part.contains("TargetMode"), "{name}");
        assert!(part.split("w:date=").skip(1).all(|rest| rest.starts_with("\"1980-01-01T00:00:00Z\"")), "{name}");
    }
}

#[test]
fn the_suffix_tells_the_format_and_a_pipe_takes_the_bytes() {
    let case = case("cascade");
    let [old, new] = ["old.xml", "new.xml"].map(|name| case.folder.join(name).display().to_string());
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let file = scratch.path().join("out.docx");
    let told = billdiff(&[&old, &new, "-o", &file.display().to_string()]);
    assert_eq!((told.code, told.stdout.as_str(), told.stderr.as_str()), (Some(0), "", ""));
    let written = std::fs::read(&file).expect("the document is written");
    let piped = crate::support::command::command().args([&old, &new, "-f", "docx"]).output().expect("the program runs");
    assert_eq!((piped.status.code(), &piped.stdout), (Some(0), &written));
}

/// Every word of the hostile draft, as inserted and as struck, and in the names of files.
#[test]
fn text_of_a_bill_never_becomes_markup_of_a_word_document() {
    let draft = |word: &str| {
        format!(
            "<bill><form><legis-num>H. R. 1</legis-num><official-title>To &#x202e;turn&#x9b;31m &lt;/w:t&gt;</official-title></form><legis-body>\
             <section><enum>1.</enum><header>&lt;/w:t&gt;&lt;w:ins w:id=\"1\"&gt;</header><text>{word} ]]&gt; &lt;w:fldSimple w:instr=\"DDEAUTO c:\\\\x\"/&gt; {{ HYPERLINK x }} &amp;#9; \u{fffe}</text></section>\
             </legis-body></bill>"
        )
    };
    let old = read_text("a\u{1b}[31m</w:t>\u{202e}.xml", &draft("One"));
    let new = read_text("b\"<w:p/>.xml", &draft("Another"));
    let hostile = case("hostile-text").read("new", "xml");
    for (old, new) in [(&old, &new), (&new, &old), (&old, &hostile), (&hostile, &old)] {
        let written = docx::write(&report(old, new));
        for name in names(&written) {
            let part = part(&written, &name);
            assert!(!part.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{fffe}']), "{name}");
            for (kind, element) in events(&part) {
                assert!(kind == "text" || !matches!(element.as_str(), "w:hyperlink" | "w:object"), "{name}: {element}");
                assert!(element != "w:fldSimple" || name == "word/footer1.xml", "{name}: a field was born");
            }
        }
        assert!(part(&written, "word/comments.xml").contains("shown as U+FFFD"), "what is replaced is told");
        for (changes, bill) in [(Changes::Rejected, old), (Changes::Accepted, new)] {
            let told = paragraphs(&written, changes).join("\n");
            let wanted = bill.text.replace('\u{fffe}', "\u{fffd}");
            assert!(told.split_whitespace().eq(wanted.split_whitespace()), "{changes:?}: {told}");
        }
    }
}

#[test]
fn libreoffice_opens_it() {
    let Some(office) = office() else {
        return corpus::say("SKIPPED libreoffice_opens_it: there is no soffice on the path");
    };
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let case = case("intelligence-authorization");
    let file = scratch.path().join("changes.docx");
    std::fs::write(&file, docx::write(&report(&case.read("old", "xml"), &case.read("new", "xml")))).expect("written");
    let profile = format!("-env:UserInstallation=file://{}", scratch.path().join("profile").display());
    let run = Command::new(office)
        .args([&profile, "--headless", "--convert-to", "txt:Text", "--outdir"])
        .args([scratch.path(), &file])
        .output()
        .expect("soffice runs");
    let text = std::fs::read_to_string(scratch.path().join("changes.txt"));
    let text = text.unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&run.stderr)));
    for words in ["SEC. 403. SHARING OF INTELLIGENCE WITH MEXICO AND CANADA", "STRATEGY ON ILLICIT SYNTHETIC OPIOIDS"] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

/// LibreOffice's program, where the path has it.
fn office() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder: PathBuf| folder.join("soffice"))
        .find(|file: &PathBuf| Path::is_file(file))
}
