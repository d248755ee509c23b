//! Every provision across the versions of a bill. A history says what the comparisons of its steps say, and no more but
//! what came back; `fixtures/histories/` has chains of versions with golden files for every output.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use billdiff::bill::{Bill, in_order};
use billdiff::history::trace;
use billdiff::report::history::{Course, Form, History, Stage, write};
use billdiff::report::model::{Provision, Side};
use billdiff::report::{Layout, markdown};
use serde_json::Value;

use crate::golden::{body, difference, updates};
use crate::holds::page::{has_only_ours, links_lead_somewhere};
use crate::support::command::{Run, billdiff, command, run};
use crate::support::fixtures::{case, cases, root};
use crate::support::{assert_none, corpus, over, read, read_as, read_text, report};

/// Every folder under `fixtures/histories`.
pub fn fixtures() -> Vec<PathBuf> {
    let folders = std::fs::read_dir(root().join("histories")).expect("the histories can be listed");
    let mut folders: Vec<PathBuf> = folders.map(|entry| entry.expect("it can be listed").path()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    folders
}

/// The versions of a fixture, named as someone would who works in its folder.
fn versions(folder: &Path) -> Vec<Bill> {
    let folder = folder.join("versions");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("it can be listed").file_name().to_string_lossy().into_owned())
        .filter(|name| corpus::is_readable(Path::new(name)))
        .collect();
    names.sort();
    names.iter().map(|name| read_as(&folder.join(name), name)).collect()
}

fn history(mut bills: Vec<Bill>) -> History {
    let order = in_order(&mut bills);
    History::new(&trace(&bills.iter().collect::<Vec<_>>()).expect("versions of one kind"), order)
}

/// The folder of the versions.
fn fixture() -> PathBuf {
    root().join("histories/intelligence-authorization/versions")
}

#[test]
fn golden_histories_are_as_their_files_say() {
    let mut complaints = Vec::new();
    for folder in fixtures() {
        let expected = folder.join("expected");
        for (name, said) in outputs(&folder) {
            let file = expected.join(name);
            if updates() {
                std::fs::create_dir_all(&expected).expect("the golden folder can be made");
                std::fs::write(&file, &said).expect("a golden file can be written");
            }
            let wanted = std::fs::read_to_string(&file).unwrap_or_default();
            if wanted != said {
                complaints.push(format!("{} (- golden, + now):\n{}", file.display(), difference(&wanted, &said)));
            }
        }
    }
    assert_none(&complaints);
}

fn outputs(folder: &Path) -> BTreeMap<&'static str, String> {
    let mut history = history(versions(folder));
    history.tool.version = "VERSION".to_owned();
    let mut followed = history.clone();
    followed.select(&["403".to_owned()]).expect("there is a section 403");
    let layout = Layout::default();
    let json = serde_json::to_string_pretty(&history).expect("the model can be written");
    BTreeMap::from([
        ("history.txt", write(&history, Form::Terminal, &layout)),
        ("narrow.txt", write(&history, Form::Terminal, &Layout { width: 60, all: true, ..Layout::default() })),
        ("section-403.txt", write(&followed, Form::Terminal, &layout)),
        ("history.md", write(&history, Form::Markdown, &layout)),
        ("history.html", body(&write(&history, Form::Html, &layout))),
        ("history.json", format!("{json}\n")),
        ("history.ndjson", write(&history, Form::Ndjson, &layout)),
        // A checkout has one line end everywhere.
        ("history.csv", write(&history, Form::Csv, &layout).replace("\r\n", "\n")),
    ])
}

#[test]
fn a_history_tells_the_story_of_its_case_file() {
    for folder in fixtures() {
        let text = std::fs::read_to_string(folder.join("case.md")).expect("a history says what it is");
        let block = text.split("```story\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a story");
        let history = history(versions(&folder));
        let cite = |course: &Course| course.side().map_or("", |side| &side.cite).to_lowercase();
        let told: Vec<String> =
            history.told().map(|course| format!("{}: {}", cite(course), course.sentence())).collect();
        assert_eq!(told, block.lines().collect::<Vec<_>>(), "{}", folder.display());
    }
}

/// Whether each step of a history says what a comparison of the two versions says.
fn agrees(bills: &[Bill]) -> Vec<String> {
    let history = History::new(
        &trace(&bills.iter().collect::<Vec<_>>()).expect("versions of one kind"),
        billdiff::bill::Order::Given,
    );
    let mut complaints = Vec::new();
    for (at, two) in bills.windows(2).enumerate() {
        let report = report(&two[0], &two[1]);
        if history.versions[at + 1].summary.as_ref() != Some(&report.summary) {
            complaints.push(format!("step {at}: other counts"));
        }
        let mut told: Vec<String> = history.provisions.iter().filter_map(|course| told_step(course, at)).collect();
        let mut wanted: Vec<String> = report.provisions.iter().map(wanted_step).collect();
        told.sort();
        wanted.sort();
        if told != wanted {
            let first = told.iter().zip(&wanted).find(|(told, wanted)| told != wanted);
            complaints.push(format!("step {at}: {} for {} provisions; {first:?}", told.len(), wanted.len()));
        }
    }
    complaints.extend(rebuilds(&history, bills));
    complaints
}

/// What a course says of a step: the sides, and what happened; nothing where it is in neither version.
fn told_step(course: &Course, at: usize) -> Option<String> {
    let (old, new) = (&course.stages[at], &course.stages[at + 1]);
    let step = match (new.status.as_str(), &new.step) {
        ("absent", _) => return None,
        ("returned", _) => "added ".to_owned(),
        ("unchanged", None) => "quiet".to_owned(),
        (status, Some(step)) => format!("{status} {}", json(step)),
        (status, None) => panic!("{status} without a step"),
    };
    Some(format!("{} -> {}: {step}", place(&old.side), place(&new.side)))
}

fn wanted_step(provision: &Provision) -> String {
    let step = match provision.change.as_str() {
        // That one came back is not for two versions to tell: what is added may have.
        _ if provision.is_quiet() => "quiet".to_owned(),
        change => format!("{change} {}", json(provision)),
    };
    format!("{} -> {}: {step}", place(&provision.old), place(&provision.new))
}

fn json(step: &Provision) -> String {
    if step.change == "added" { String::new() } else { serde_json::to_string(step).expect("it can be written") }
}

fn place(side: &Option<Side>) -> String {
    side.as_ref().map_or("none".to_owned(), |side| serde_json::to_string(side).expect("it can be written"))
}

/// Whether the words of every version follow from the first one's and from the edits. What is never a difference is no step.
fn rebuilds(history: &History, bills: &[Bill]) -> Vec<String> {
    let letters =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let squeezed = |text: &str| -> String { letters(text).replace("section", "sec") };
    let mut complaints = Vec::new();
    let mut words: Vec<Vec<String>> = vec![Vec::new(); bills.len()];
    for course in &history.provisions {
        let mut texts: Vec<String> = Vec::new();
        for (version, stage) in course.stages.iter().enumerate() {
            let text = text_of(stage, &texts);
            if let (Some(step), Some(before)) = (&stage.step, old_text(stage, version, &texts))
                && squeezed(&before) != squeezed(&side(step, "insert"))
            {
                complaints.push(format!("version {version}: the edits of {:?} do not fit", course.told));
            }
            if stage.is_there() {
                words[version].push(squeezed(&text));
            }
            texts.push(text);
        }
    }
    for (version, (mut told, bill)) in words.into_iter().zip(bills).enumerate() {
        let units = bill.units().into_iter().map(|unit| {
            let lines = (unit.id..unit.end).map(|id| squeezed(bill.slice(bill.provisions[id as usize].line)));
            lines.collect::<String>()
        });
        let mut wanted: Vec<String> = units.collect();
        told.sort();
        wanted.sort();
        if told != wanted {
            complaints.push(format!("version {version}: other words than the draft has"));
        }
    }
    complaints
}

fn text_of(stage: &Stage, before: &[String]) -> String {
    match (&stage.text, &stage.step) {
        (Some(text), _) => text.clone(),
        (None, Some(step)) => side(step, "delete"),
        (None, None) if stage.is_there() => before.last().cloned().unwrap_or_default(),
        (None, None) => String::new(),
    }
}

fn old_text(stage: &Stage, version: usize, texts: &[String]) -> Option<String> {
    texts.get(stage.since.unwrap_or(version.wrapping_sub(1))).cloned()
}

/// A step's words without the ones of one operation.
fn side(step: &Provision, without: &str) -> String {
    step.edits.iter().filter(|edit| edit.op != without).map(|edit| edit.text.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_step_of_every_fixture_says_what_its_comparison_says() {
    for folder in fixtures() {
        let mut bills = versions(&folder);
        in_order(&mut bills);
        assert_none(&agrees(&bills));
        bills.reverse();
        assert_none(&agrees(&bills));
    }
    let pairs: Vec<(Bill, Bill)> = cases()
        .iter()
        .map(|case| (case.read("old", case.first_format()), case.read("new", case.first_format())))
        .filter(|(old, new)| billdiff::compare(old, new).is_ok())
        .collect();
    assert!(pairs.len() >= 10);
    // The first draft again: all that left comes back.
    for (old, new) in pairs {
        let bills = [old.clone(), new, old];
        assert_none(&agrees(&bills));
    }
}

#[test]
fn versions_of_real_bills_say_what_their_comparisons_say() {
    let Some(root) = corpus::root("versions_of_real_bills_say_what_their_comparisons_say") else { return };
    let pairs = corpus::listed_pairs(&root, "changed");
    assert_none(&over(&pairs, |(old, new)| {
        let (old, new) = (read(old), read(new));
        let name = format!("{} -> {}", old.source.path, new.source.path);
        // The first again: what left may come back.
        let complaints = agrees(&[old.clone(), new, old]);
        complaints.into_iter().map(|complaint| format!("{name}: {complaint}")).collect()
    }));
}

#[test]
fn a_version_against_itself_is_unchanged_throughout() {
    let bill = read(&fixture().join("eah.xml"));
    let history = history(vec![bill.clone(), bill.clone(), bill]);
    assert_eq!(history.told().count(), 0);
    assert_eq!(history.summary.unchanged, history.summary.provisions);
    let labels: Vec<&str> = history.versions.iter().map(|version| version.label.as_str()).collect();
    assert_eq!(labels, ["EAH (1)", "EAH (2)", "EAH (3)"]);
    assert!(write(&history, Form::Terminal, &Layout::default()).contains("the same in every version"));
}

#[test]
fn the_order_of_the_arguments_says_nothing() {
    let folder = fixture();
    let told = |names: &[&str]| {
        let mut program = command();
        program.current_dir(&folder);
        let told = run(program, &[&["history"], names, &["--format", "json"]].concat());
        assert_eq!((told.code, told.stderr.as_str()), (Some(0), ""));
        told.stdout
    };
    let wanted = told(&["ih.xml", "eh.xml", "rfs.xml", "eas.xml", "eah.xml", "enr.xml"]);
    assert_eq!(told(&["enr.xml", "eah.xml", "eas.xml", "rfs.xml", "eh.xml", "ih.xml"]), wanted);
    assert_eq!(told(&["eas.xml", "ih.xml", "enr.xml", "eh.xml", "eah.xml", "rfs.xml"]), wanted);
}

/// A bill of sections, each "number|heading|text".
fn draft(name: &str, sections: &[&str]) -> Bill {
    let section = |section: &&str| {
        let parts: Vec<&str> = section.split('|').collect();
        format!("<section><enum>{}.</enum><header>{}</header><text>{}</text></section>", parts[0], parts[1], parts[2])
    };
    let sections: String = sections.iter().map(section).collect();
    read_text(name, &format!("<bill><legis-body>{sections}</legis-body></bill>"))
}

const HARBORS: &str =
    "Harbors|The Secretary shall dredge each harbor that a survey under the Lighthouse Act has found to be shallow.";
const BEES: &str =
    "Bees|A keeper of bees may place not more than forty hives on public land during the bloom of clover.";
const ROADS: &str = "Roads|No toll may be charged on a road that Federal funds have paved within the preceding decade.";
const KITES: &str =
    "Kites|Each school shall hold a festival of kites in the month of April unless the wind forbids it.";

#[test]
fn what_returns_is_known_by_its_words_and_never_by_its_number() {
    let bills = [
        draft("ih.xml", &[&format!("1|{HARBORS}"), &format!("2|{BEES}"), &format!("3|{ROADS}")]),
        draft("rh.xml", &[&format!("1|{HARBORS}"), &format!("2|{ROADS}")]),
        draft("eh.xml", &[&format!("1|{HARBORS}"), &format!("2|{KITES}"), &format!("3|{ROADS}")]),
        draft(
            "enr.xml",
            &[&format!("1|{HARBORS}"), &format!("2|{KITES}"), &format!("3|{ROADS}"), &format!("9|{BEES}")],
        ),
    ];
    assert_none(&agrees(&bills));
    let history = history(bills.to_vec());
    let told: Vec<String> = history.told().map(Course::sentence).collect();
    assert_eq!(
        told,
        [
            "Entered in EH as Sec. 2.",
            "In IH as Sec. 3; redesignated Sec. 2 in RH; redesignated Sec. 3 in EH.",
            "In IH as Sec. 2; dropped in RH; returned in ENR as Sec. 9, with the words of IH.",
        ]
    );
    let back = &history
        .provisions
        .iter()
        .find(|course| course.told.len() == 3 && course.told[1].starts_with("dropped"))
        .expect("the bees")
        .stages[3];
    assert_eq!((back.status.as_str(), back.since), ("returned", Some(0)));
    let step = back.step.as_ref().expect("it is compared with the version that had it");
    assert_eq!((step.old.as_ref().expect("old").cite.as_str(), step.redesignated, step.moved), ("Sec. 2", true, false));
}

#[test]
fn what_leaves_twice_returns_twice() {
    let with = |name: &str| draft(name, &[&format!("1|{HARBORS}"), &format!("2|{BEES}")]);
    let without = |name: &str| draft(name, &[&format!("1|{HARBORS}")]);
    let bills = [with("ih.xml"), without("rh.xml"), with("eh.xml"), without("eas.xml"), with("enr.xml")];
    assert_none(&agrees(&bills));
    let history = history(bills.to_vec());
    let statuses: Vec<&str> = history.provisions[1].stages.iter().map(|stage| stage.status.as_str()).collect();
    assert_eq!(statuses, ["present", "dropped", "returned", "dropped", "returned"]);
}

fn words(run: &Run) -> (Option<i32>, &str) {
    (run.code, run.stderr.as_str())
}

#[test]
fn folders_of_every_layout_hold_the_same_history() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let names = ["ih", "eh", "rfs", "eas", "eah", "enr"];
    let layouts = ["CODE/document.xml", "BILLS-121hr9404CODE/xml/BILLS-121hr9404CODE.xml", "CODE.xml"];
    let mut histories = Vec::new();
    for (at, layout) in layouts.into_iter().enumerate() {
        let folder = scratch.path().join(at.to_string());
        for code in names {
            let file = folder.join(layout.replace("CODE", code));
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("it can be made");
            std::fs::copy(fixture().join(format!("{code}.xml")), file).expect("it can be copied");
        }
        std::fs::write(folder.join("data.json"), "{}").expect("it can be written");
        // What an earlier run wrote there is no version.
        for page in ["history.html", "history.md"] {
            let page = folder.join(page).display().to_string();
            let (old, new) = (fixture().join("ih.xml"), fixture().join("eh.xml"));
            let run = billdiff(&[&old.display().to_string(), &new.display().to_string(), "-o", &page]);
            assert_eq!(words(&run), (Some(0), ""));
        }
        let run = billdiff(&["history", &folder.display().to_string(), "-f", "json"]);
        assert_eq!(words(&run), (Some(0), ""), "{layout}");
        let mut told: Value = serde_json::from_str(&run.stdout).expect("JSON");
        assert!(told["notes"].to_string().contains("3 files are no bills"), "{}", told["notes"]);
        told.as_object_mut().expect("an object").remove("notes");
        for version in told["versions"].as_array_mut().expect("versions") {
            version.as_object_mut().expect("an object").remove("path");
        }
        histories.push(told);
    }
    assert_eq!(histories[0], histories[1]);
    assert_eq!(histories[0], histories[2]);
}

#[test]
fn one_version_in_several_formats_is_read_once_and_told() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let fixture = root().join("intelligence-authorization");
    for (file, name) in
        [("old.xml", "ih.xml"), ("old.htm", "ih.htm"), ("new.htm", "eh.htm"), ("new.uslm.xml", "eh.uslm.xml")]
    {
        std::fs::copy(fixture.join(file), scratch.path().join(name)).expect("it can be copied");
    }
    let run = billdiff(&["history", &scratch.path().display().to_string(), "-f", "json"]);
    assert_eq!(words(&run), (Some(0), ""));
    let told: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let formats: Vec<&str> =
        told["versions"].as_array().expect("versions").iter().filter_map(|one| one["format"].as_str()).collect();
    assert_eq!(formats, ["bill-dtd", "uslm"]);
    let notes = told["notes"].to_string();
    assert!(notes.contains("ih.htm is left aside") && notes.contains("eh.htm is left aside"), "{notes}");
}

#[test]
fn a_version_that_cannot_be_read_is_told_beside_the_history_of_the_others() {
    let folder = fixture();
    let path = |name: &str| folder.join(name).display().to_string();
    let bad = root().join("errors/cut-off.xml").display().to_string();
    let amendment = root().join("unlike-kinds/new.xml").display().to_string();
    for bad in [bad, path("no-such-file.xml"), amendment] {
        for format in ["terminal", "markdown", "html", "json"] {
            let run = billdiff(&["history", &path("ih.xml"), &bad, &path("eh.xml"), "-f", format]);
            assert_eq!(run.code, Some(2), "{bad}");
            assert!(run.stderr.contains("1 of the versions"), "{}", run.stderr);
            let name = Path::new(&bad).file_name().expect("a name").to_string_lossy().into_owned();
            // A terminal breaks a long path over rows; Markdown writes some of its marks as entities.
            let told: String = run.stdout.split_whitespace().collect();
            assert!(told.contains(&name), "{format} does not tell of {name}");
            assert!(run.stdout.contains("Sharing of intelligence"), "{format} tells nothing of the others");
        }
    }
}

#[test]
fn what_has_no_history_is_refused() {
    let folder = fixture();
    let path = |name: &str| folder.join(name).display().to_string();
    let empty = tempfile::tempdir().expect("a scratch folder");
    let empty = empty.path().display().to_string();
    let bad = root().join("errors/cut-off.xml").display().to_string();
    for (arguments, said) in [
        (vec![path("ih.xml")], "a history needs two versions"),
        (vec![empty], "a history needs two versions"),
        (vec![path("ih.xml"), bad], "cut-off.xml:"),
        (vec![root().display().to_string()], "Name the files of one bill"),
        (vec!["-".to_owned(), "-".to_owned()], "standard input"),
        (
            vec![path("ih.xml"), path("eh.xml"), "--section".to_owned(), "999".to_owned()],
            "no version has a section 999",
        ),
        (vec![path("ih.xml"), path("eh.xml"), "-o".to_owned(), "history.docx".to_owned()], "history.docx"),
    ] {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let run = billdiff(&[&["history"], &arguments[..]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn a_draft_at_work_comes_after_all_that_tell_their_version() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    for (file, name) in [("eah.xml", "eah.xml"), ("eas.xml", "eas.xml"), ("ih.xml", "ih.xml")] {
        std::fs::copy(fixture().join(file), scratch.path().join(name)).expect("it can be copied");
    }
    let draft = "<bill><legis-body><section><enum>1.</enum><header>Kites</header><text>A draft at work.</text></section></legis-body></bill>";
    std::fs::write(scratch.path().join("a-draft.xml"), draft).expect("it can be written");
    let run = billdiff(&["history", &scratch.path().display().to_string(), "-f", "json"]);
    assert_eq!(words(&run), (Some(0), ""));
    let told: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let labels: Vec<&str> =
        told["versions"].as_array().expect("versions").iter().filter_map(|one| one["label"].as_str()).collect();
    assert_eq!(labels, ["IH", "EAS", "EAH", "a-draft.xml"]);
    assert_eq!(told["order"], "as given");
    assert!(told["notes"].to_string().contains("a-draft.xml tells no date"), "{}", told["notes"]);
}

#[test]
fn other_bills_and_equal_codes_are_told() {
    let other = root().join("intelligence-authorization/new.xml").display().to_string();
    let path = |name: &str| fixture().join(name).display().to_string();
    let run = billdiff(&["history", &path("ih.xml"), &path("eh.xml"), &path("eh.xml"), "-f", "json"]);
    assert!(run.stdout.contains("EH (1) and EH (2) bear one version code"), "{}", run.stdout);
    let run = billdiff(&["history", &path("ih.xml"), &other, "-f", "json"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.contains("other bills"), "{}", run.stdout);
}

#[test]
fn a_version_may_come_by_standard_input() {
    let folder = fixture();
    let mut program = command();
    program.current_dir(&folder).write_stdin(std::fs::read(folder.join("eh.xml")).expect("it can be read"));
    let run = run(program, &["history", "-", "ih.xml", "--section", "403"]);
    assert_eq!(words(&run), (Some(0), ""));
    assert!(run.stdout.contains("Entered in EH as Sec. 403"), "{}", run.stdout);
}

#[test]
fn no_row_of_the_table_is_wider_than_the_terminal_and_many_versions_are_still_told() {
    let mut bills = versions(&fixtures()[0]);
    let again: Vec<Bill> = bills.iter().cloned().cycle().take(30).collect();
    bills.truncate(6);
    for bills in [bills, again] {
        let history = history(bills);
        for width in [40, 60, 80, 120] {
            for all in [false, true] {
                let layout = Layout { width, all, ..Layout::default() };
                let told = write(&history, Form::Terminal, &layout);
                let table = told.split("\n\n").last().expect("a table");
                let wide = table.lines().find(|line| line.chars().count() > width);
                assert_eq!(wide, None, "{width}");
                assert!(table.contains("Sharing"), "{table}");
            }
        }
    }
}

#[test]
fn markdown_keeps_within_its_size_and_says_what_it_left_out() {
    let history = history(versions(&fixtures()[0]));
    let whole = write(&history, Form::Markdown, &Layout::default());
    assert!(!whole.contains("Left out"));
    for max_bytes in [markdown::LEAST_BYTES, 3_000, 5_000, 8_000] {
        let told = write(&history, Form::Markdown, &Layout { max_bytes, ..Layout::default() });
        assert!(told.len() <= max_bytes, "{} bytes of {max_bytes}", told.len());
        assert!(told.contains("**Left out to keep the history small:**"), "{told}");
        assert!(told.starts_with("<!-- billdiff:history v=1 -->\n### Bill history: H.R. 9404"));
    }
}

#[test]
fn text_of_a_bill_stays_text_in_every_output() {
    let hostile = case("hostile-text");
    let history = history(vec![hostile.read("old", "xml"), hostile.read("new", "xml"), hostile.read("old", "xml")]);
    let page = write(&history, Form::Html, &Layout::default());
    assert_none(&[has_only_ours(&page, 2), links_lead_somewhere(&page)].concat());
    assert!(page.contains("&lt;script&gt;"));
    for form in [Form::Terminal, Form::Markdown] {
        let told = write(&history, form, &Layout { all: true, ..Layout::default() });
        assert_eq!(told.chars().find(|c| c.is_control() && *c != '\n'), None);
    }
    let told = write(&history, Form::Markdown, &Layout { all: true, ..Layout::default() });
    assert!(!told.contains("<script") && !told.contains("<img"), "{told}");
}

#[test]
fn pages_of_fixtures_are_made_of_our_elements_and_their_links_lead_somewhere() {
    for folder in fixtures() {
        let page = write(&history(versions(&folder)), Form::Html, &Layout::default());
        assert_none(&[has_only_ours(&page, 2), links_lead_somewhere(&page)].concat());
        assert!(!page.contains("<script"));
    }
}

/// Sentences of a real bill's history by the last citation.
fn told(root: &Path, folder: &str, names: &[&str]) -> (History, BTreeMap<String, String>) {
    let history = history(names.iter().map(|name| corpus::read(root, &format!("{folder}/{name}"))).collect());
    let cite = |course: &Course| course.side().map_or(String::new(), |side| side.cite.clone());
    let told = history.told().map(|course| (cite(course), course.sentence())).collect();
    (history, told)
}

#[test]
fn histories_of_real_bills_say_what_was_read_in_them() {
    let Some(root) = corpus::root("histories_of_real_bills_say_what_was_read_in_them") else { return };
    let (history, said) = told(&root, "119-s-1582", &["enr.xml", "pcs.xml", "es.xml"]);
    assert_eq!(history.versions.iter().map(|one| one.label.as_str()).collect::<Vec<_>>(), ["PCS", "ES", "ENR"]);
    assert_eq!(said["Sec. 19"], "Entered in ES as Sec. 19.");
    assert_eq!(said["Sec. 20"], "In PCS as Sec. 19; changed in form only and redesignated Sec. 20 in ES.");
    assert_eq!(said["Sec. 4"], "In PCS as Sec. 4; changed in ES.");
    // The Senate's text was enrolled as it was engrossed.
    assert!(history.versions[2].summary.as_ref().expect("a step").all.is_quiet());

    let (history, said) = told(&root, "118-hr-8752", &["rh.xml", "eh.xml"]);
    // A section without a heading is known by its first words.
    let table = write(&history, Form::Terminal, &Layout { width: 120, ..Layout::default() });
    assert!(table.contains("  Sec. 554  None of the funds"), "{table}");
    assert_eq!(said["Sec. 553"], "Entered in EH as Sec. 553.");
    assert_eq!(said["Sec. 552"], "In RH as Sec. 552; changed in EH.");

    // As reported, as engrossed, and as reported again: all 15 sections that the House added are gone, and section 413 is back.
    let (mut reported, engrossed) =
        (corpus::read(&root, "118-hr-8752/rh.xml"), corpus::read(&root, "118-hr-8752/eh.xml"));
    let first = reported.clone();
    reported.front.version = None;
    let bills = [first, engrossed, reported];
    let back = History::new(&trace(&bills.iter().collect::<Vec<_>>()).expect("one kind"), billdiff::bill::Order::Given);
    assert_eq!((back.versions[2].returned, back.versions[2].summary.as_ref().expect("a step").all.added), (1, 1));

    let (history, said) = told(&root, "118-hr-8580", &["pcs.htm", "rh.htm", "eh.htm"]);
    assert_eq!(said["Sec. 423"], "In RH as Sec. 422; redesignated Sec. 423 in EH.");
    assert_eq!(said["Sec. 422"], "Entered in EH as Sec. 422.");
    assert!(history.versions[2].summary.as_ref().expect("a step").all.is_quiet());

    let (history, said) = told(&root, "118-hr-8774", &["pcs.htm", "rh.htm", "eh.htm"]);
    assert_eq!(said["Sec. 8044"], "In RH as Sec. 8044; changed in form only in EH.");
    assert_eq!(history.versions[1].summary.as_ref().expect("a step").sections.added, 5);

    let (history, said) = told(&root, "116-sconres-13", &["es.uslm.xml", "ats.uslm.xml", "rfh.uslm.xml"]);
    assert_eq!((said.len(), history.summary.provisions), (0, 16));
}

#[test]
fn a_history_fails_on_changes_where_that_is_asked_for_and_opens_pages_alone() {
    let folder = fixture();
    let folder = folder.to_str().expect("UTF-8");
    assert_eq!(billdiff(&["history", folder]).code, Some(0));
    let told = billdiff(&["history", folder, "--exit-code", "-f", "csv"]);
    assert_eq!((told.code, told.stderr.as_str()), (Some(1), ""));
    assert!(told.stdout.contains("Sec. 403") && told.stdout.contains("EH number"));
    let same = [format!("{folder}/eh.xml"), format!("{folder}/rfs.xml")];
    assert_eq!(billdiff(&["history", &same[0], &same[1], "--exit-code"]).code, Some(0));
    let lines = billdiff(&["history", folder, "-f", "ndjson"]).stdout;
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines[0]["records"].as_u64(), Some(lines.len() as u64 - 1));
    for (arguments, said) in [
        (vec!["--open", "-f", "csv"], "--open shows the page"),
        (vec!["--style", "ramseyer", "-f", "html"], "--style is for a history in the terminal"),
    ] {
        let told = billdiff(&[&["history", folder], &arguments[..]].concat());
        assert_eq!((told.code, told.stdout.as_str()), (Some(2), ""));
        assert!(told.stderr.contains(said), "{}", told.stderr);
    }
    // Standard input and revisions have no folder for a page.
    let told = billdiff(&["history", &same[0], "HEAD:x.xml", "--open"]);
    assert!(told.code == Some(2) && told.stderr.contains("no folder"), "{}", told.stderr);
}
