//! Where passages stand: the post that quotes section 403, and passages cut at random from real bills.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use billdiff::bill::Bill;
use billdiff::find::Passages;
use billdiff::find::quoted::{Article, Quoted};
use billdiff::report::found::{Place, Search, Searched};
use serde_json::Value;

use crate::support::chance::Chance;
use crate::support::command::billdiff;
use crate::support::corpus;
use crate::support::fixtures::root;

fn fixture(path: &str) -> String {
    root().join("intelligence-authorization").join(path).display().to_string()
}

fn search(arguments: &[&str]) -> Value {
    let run = billdiff(&[&["find", "--format", "json"], arguments].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    serde_json::from_str(&run.stdout).expect("a search is JSON")
}

#[test]
fn the_post_that_quotes_section_403() {
    let told =
        search(&[&fixture("quoted/post.md"), &fixture("old.xml"), &fixture("new.xml"), &fixture("stages/enr.htm")]);
    let passages = told["passages"].as_array().expect("passages");
    assert_eq!(passages.len(), 3);
    for (passage, cite, line) in [(&passages[0], "Sec. 403(a)", 112), (&passages[1], "Sec. 403(b)", 116)] {
        let place = &passage["places"][0];
        assert_eq!((place["cite"].as_str(), place["kind"].as_str()), (Some(cite), Some("exact")));
        assert_eq!(place["location"]["line"], line);
        assert_eq!(place["heading"], "Sharing of intelligence with Mexico and Canada");
        let steps: Vec<_> = passage["bills"][0]["versions"].as_array().expect("versions").iter().collect();
        let steps: Vec<_> = steps.iter().map(|step| (step["version"].as_str(), step["step"].as_str())).collect();
        assert_eq!(steps, [(Some("IH"), Some("in")), (Some("EH"), Some("dropped")), (Some("ENR"), Some("absent"))]);
    }
    assert_eq!(passages[1]["gaps"], 1);
    assert_eq!(passages[2]["found"], false);
    assert_eq!(told["set_aside"]["short"][0], "section 403");
}

#[test]
fn the_post_is_told_in_the_terminal_and_in_markdown() {
    let told = |format| {
        let run = billdiff(&[
            "find",
            &fixture("quoted/post.md"),
            &fixture("old.xml"),
            &fixture("new.xml"),
            "--format",
            format,
        ]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        run.stdout
    };
    let (terminal, markdown) = (told("summary"), told("markdown"));
    for wanted in ["in IH as Sec. 403(a); dropped in EH.", "NOT FOUND", "2 of 3 passages found.", "2 words left out"] {
        assert!(terminal.contains(wanted), "{wanted} is not in {terminal}");
    }
    for wanted in ["in IH as Sec. 403(a); dropped in EH", "**Not found:**", "<b>Sec. 403(b)</b>"] {
        assert!(markdown.contains(wanted), "{wanted} is not in {markdown}");
    }
}

#[test]
fn a_line_for_each_place_and_each_passage() {
    let run =
        billdiff(&["find", &fixture("quoted/post.md"), &fixture("old.xml"), &fixture("new.xml"), "--format", "ndjson"]);
    let lines: Vec<Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    let records: Vec<_> = lines.iter().filter_map(|line| line["record"].as_str()).collect();
    assert_eq!(records, ["find", "place", "place", "passage", "passage", "passage", "end"]);
    assert_eq!(lines[6]["searched"], 2);
}

#[test]
fn what_is_not_found_is_said_and_what_cannot_be_read_is_told_at_the_end() {
    let words = "no person shall be the keeper of two lighthouses at once";
    let not_found = billdiff(&["find", words, &fixture("old.xml")]);
    assert_eq!(not_found.code, Some(0));
    assert!(not_found.stdout.contains("NOT FOUND") && not_found.stdout.contains("0 of 1 passage found."));
    assert_eq!(billdiff(&["find", words, &fixture("old.xml"), "--exit-code"]).code, Some(1));
    let broken = root().join("errors/cut-off.xml").display().to_string();
    let run = billdiff(&[
        "find",
        "furnish to a competent authority of the Government of Mexico",
        &broken,
        &fixture("old.xml"),
    ]);
    assert_eq!(run.code, Some(2));
    assert!(run.stdout.contains("Sec. 403(a)(1)") && run.stdout.contains("NOT READ"), "{}", run.stdout);
    assert!(run.stderr.contains("cut-off.xml") && run.stderr.contains("1 of the files could not be read"));
    for (arguments, said) in [
        (vec!["find", "the Act", &broken], "5 words"),
        (vec!["find", "nowhere/post.md", &broken], "cannot be read"),
        (vec!["find", &fixture("old.xml"), &broken], "billdiff text"),
        (vec!["find", "-", "-"], "standard input"),
    ] {
        let run = billdiff(&arguments);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
    }
}

/// A folder of bills that have a stock phrase, a provision of their own each, and one that two share; and a file that is none.
fn folder_with_a_stock_phrase() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 1..=30 {
        let own = ["lamps", "ropes", "buoys", "bells", "ferries"][number % 5];
        let xml = format!(
            "<bill><form><congress>121st CONGRESS</congress><legis-num>H. R. {number}</legis-num></form><legis-body><section><enum>1.</enum>\
             <text>None of the funds made available by this Act may be used to buy {own} for pier {number}.</text></section></legis-body></bill>"
        );
        std::fs::write(folder.path().join(format!("BILLS-121hr{number}ih.xml")), xml).expect("a bill");
    }
    std::fs::write(folder.path().join("notes.txt"), "No bill.\n").expect("a file");
    folder
}

#[test]
fn a_stock_phrase_is_no_find_but_a_place_word_for_word_always_is() {
    let folder = folder_with_a_stock_phrase();
    let bills = folder.path().to_str().expect("UTF-8");
    let stock = "None of the funds made available by this Act may be used to";
    let told = search(&[&format!("{stock} paint the eastern lighthouse white"), bills]);
    assert_eq!((&told["passages"][0]["found"], &told["passages"][0]["stock"]["places"]), (&false.into(), &30.into()));
    let phrase = &told["passages"][0]["stock"]["phrases"][0];
    assert_eq!((phrase["text"].as_str(), phrase["bills"].as_u64()), (Some(stock), Some(30)));
    assert_eq!(search(&[stock, bills])["passages"][0]["places"].as_array().map(Vec::len), Some(30));
    let told = search(&[&format!("{stock} buy lamps for pier 5"), bills]);
    assert_eq!(told["passages"][0]["places"][0]["kind"], "exact");
    let said = billdiff(&["find", &format!("{stock} paint the eastern lighthouse white"), bills]).stdout;
    assert!(said.contains("30 places share a stock phrase and little more"), "{said}");
    // In few bills nothing is stock.
    let one = folder.path().join("BILLS-121hr5ih.xml");
    let told = search(&[&format!("{stock} paint the eastern lighthouse"), one.to_str().expect("UTF-8")]);
    assert_eq!(told["passages"][0]["found"], true);
}

#[test]
fn an_index_finds_the_same_and_is_never_silent_about_what_it_does_not_know() {
    let folder = folder_with_a_stock_phrase();
    let bills = folder.path().to_str().expect("UTF-8").to_owned();
    std::fs::copy(root().join("errors/cut-off.xml"), folder.path().join("broken.xml")).expect("a copy");
    let other = tempfile::tempdir().expect("a folder");
    let index = other.path().join("bills.index").display().to_string();
    let stock = "None of the funds made available by this Act may be used to paint the eastern lighthouse white";
    let post = fixture("quoted/post.md");
    let (old, new) = (fixture("old.xml"), fixture("new.xml"));
    for (at, passage) in [stock, "may be used to buy bells for pier 8", &post].iter().enumerate() {
        for format in ["summary", "json", "ndjson", "markdown"] {
            let plain = ["find", passage, &bills, &old, &new, "-f", format];
            let by_index = billdiff(&[&plain[..], &["--index", &index]].concat());
            let plainly = billdiff(&plain);
            assert_eq!((by_index.code, &by_index.stdout), (Some(2), &plainly.stdout), "{passage} {format}");
            let is_first = at == 0 && format == "summary";
            assert_eq!(by_index.stderr.contains("bills.index: made, of 33 files"), is_first, "{}", by_index.stderr);
            assert!(by_index.stderr.contains("bills.index: 1 of 34 files are not in it"), "{}", by_index.stderr);
        }
    }
    // A changed file is read anew, and that is said.
    let changed = "<bill><legis-body><section><enum>1.</enum><text>The keeper shall paint the eastern lighthouse white in May.</text>\
                   </section></legis-body></bill>";
    std::fs::write(folder.path().join("BILLS-121hr3ih.xml"), changed).expect("a bill");
    let told = billdiff(&["find", "shall paint the eastern lighthouse white", &bills, "--index", &index]);
    assert!(told.stdout.contains("word for word") && told.stderr.contains("2 of 32 files"), "{told:?}");
    // Other options read other words.
    let told = billdiff(&["find", stock, &bills, "--index", &index, "--side", "struck"]);
    assert!(told.code == Some(2) && told.stderr.contains("other options"), "{}", told.stderr);
}

#[test]
fn a_file_that_is_no_index_is_neither_used_nor_replaced() {
    let folder = folder_with_a_stock_phrase();
    let bills = folder.path().to_str().expect("UTF-8").to_owned();
    let bill = folder.path().join("BILLS-121hr3ih.xml");
    let before = std::fs::read(&bill).expect("a bill");
    let told = billdiff(&["find", "buy bells for pier 8", &bills, "--index", bill.to_str().expect("UTF-8")]);
    assert!(told.code == Some(2) && told.stdout.is_empty() && told.stderr.contains("is no index"), "{}", told.stderr);
    assert_eq!(std::fs::read(&bill).expect("a bill"), before);
    let other = tempfile::tempdir().expect("a folder");
    let index = other.path().join("bills.index");
    let arguments = ["find", "buy bells for pier 8", &bills, "--index", index.to_str().expect("UTF-8")];
    assert_eq!(billdiff(&arguments).code, Some(0));
    let whole = std::fs::read(&index).expect("an index");
    // Whatever byte is another or is missing: an error or the same answer, never another.
    let plainly = billdiff(&arguments[..3]).stdout;
    for at in (0..whole.len()).step_by(whole.len() / 40) {
        let mut broken = whole.clone();
        broken[at] ^= 0x5a;
        for damaged in [&broken[..], &whole[..at]] {
            std::fs::write(&index, damaged).expect("an index");
            let told = billdiff(&arguments);
            let is_error = told.code == Some(2) && told.stderr.contains("Delete it");
            assert!(is_error || told.code == Some(0) && told.stdout == plainly, "{at}: {told:?}");
        }
    }
    let told = billdiff(&["find", "buy bells for pier 8", "-", "--index", "x.index"]);
    assert!(told.code == Some(2) && told.stderr.contains("standard input"), "{}", told.stderr);
}

/// A passage cut from a bill.
struct Cut {
    from: usize,
    /// As it stands in the bill.
    words: Vec<String>,
    /// As it is sought.
    text: String,
    is_changed: bool,
}

/// Passages of 30 to 150 words at random places; of each third one, words are changed.
fn cuts(bills: &[&Bill], count: usize, chance: &mut Chance) -> Vec<Cut> {
    let mut cuts = Vec::new();
    while cuts.len() < count {
        let from = chance.below(bills.len());
        let all: Vec<&str> = bills[from].text.split_whitespace().collect();
        let length = 30 + chance.below(121);
        if all.len() < length + 50 {
            continue;
        }
        let start = chance.below(all.len() - length);
        let words: Vec<String> = all[start..start + length].iter().map(|word| (*word).to_owned()).collect();
        let is_changed = cuts.len() % 3 == 2;
        let text = if is_changed { changed(&words, chance) } else { words.join(" ") };
        cuts.push(Cut { from, words, text, is_changed });
    }
    cuts
}

/// From 10 to 20 of a hundred words inserted, deleted or replaced.
fn changed(words: &[String], chance: &mut Chance) -> String {
    let share = 10 + chance.below(11);
    let mut out: Vec<&str> = Vec::new();
    for word in words {
        if chance.below(100) >= share {
            out.push(word);
            continue;
        }
        match chance.below(3) {
            0 => {}
            1 => out.push("lighthouse"),
            _ => out.extend([word.as_str(), "harbor"]),
        }
    }
    out.join(" ")
}

fn forms(text: &str) -> Vec<String> {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    text.split([' ', '\n', '—']).map(letters).filter(|word| !word.is_empty()).collect()
}

/// Whether a place is the true one or has the same words: what stands there is nearly all of what was cut.
fn is_true(place: &Place, cut: &Cut) -> bool {
    let of_bill = place.edits.iter().filter(|edit| edit.op != "delete");
    let here = forms(&of_bill.map(|edit| edit.text.as_str()).collect::<Vec<_>>().join(" ")).concat();
    let cut = forms(&cut.words.join(" ")).concat();
    cut.contains(&here) && here.len() * 10 >= cut.len() * 8
}

/// The best place of each passage, as the program ranks them.
fn best(cuts: &[Cut], bills: &[&Bill]) -> BTreeMap<usize, Place> {
    let passages = Passages::new(cuts.iter().map(|cut| cut.text.as_str()));
    let quoted = cuts.iter().map(|cut| Quoted { text: cut.text.clone(), line: 0 });
    let article = Article { passages: quoted.collect(), ..Article::default() };
    let mut search = Search::new(&article, &passages, true);
    bills.iter().for_each(|bill| search.add(Searched::new(bill, &passages)));
    search.finish(&passages);
    let sought = search.passages.into_iter().enumerate();
    sought.filter_map(|(number, sought)| Some((number, sought.places.into_iter().next()?))).collect()
}

fn bills(root: &Path) -> Vec<(PathBuf, Bill)> {
    let files = corpus::files(&root.join("us")).into_iter();
    files.filter_map(|path| Some((path.clone(), billdiff::read_path(&path, &Default::default()).ok()?))).collect()
}

#[test]
fn passages_cut_at_random_from_real_bills_are_found_first() {
    let Some(root) = corpus::root("passages_cut_at_random_from_real_bills_are_found_first") else { return };
    let read = bills(&root);
    let all: Vec<&Bill> = read.iter().map(|(_, bill)| bill).collect();
    let cuts = cuts(&all, 200, &mut Chance::new(403));
    let best = best(&cuts, &all);
    let is_found = |number: usize| best.get(&number).is_some_and(|place| is_true(place, &cuts[number]));
    let (mut whole, mut changed) = ((0, 0), (0, 0));
    for (number, cut) in cuts.iter().enumerate() {
        let counts = if cut.is_changed { &mut changed } else { &mut whole };
        counts.1 += 1;
        if is_found(number) {
            counts.0 += 1;
        } else {
            let said = best.get(&number).map(|place| format!("{} {:?}", place.score, place.edits));
            corpus::say(&format!("not first: {} of {}: {said:?}", cut.text, all[cut.from].source.path));
        }
    }
    corpus::say(&format!(
        "found first: {} of {} as they are, {} of {} with words changed, in {} files",
        whole.0,
        whole.1,
        changed.0,
        changed.1,
        all.len()
    ));
    assert_eq!(whole.0, whole.1, "passages as they are");
    assert!(changed.0 * 100 >= changed.1 * 97, "passages with words changed: {changed:?}");
}

#[test]
fn passages_of_bills_that_are_not_there_are_not_found() {
    let Some(root) = corpus::root("passages_of_bills_that_are_not_there_are_not_found") else { return };
    let read = bills(&root);
    // One bill in four is held out, with all its versions.
    let mut names: Vec<&Path> = read.iter().filter_map(|(path, _)| path.parent()).collect();
    names.dedup();
    let is_out = |path: &Path| names.iter().position(|name| path.parent() == Some(name)).is_some_and(|at| at % 4 == 1);
    let (out, kept): (Vec<_>, Vec<_>) = read.iter().partition(|(path, _)| is_out(path));
    let (out, kept): (Vec<&Bill>, Vec<&Bill>) =
        (out.into_iter().map(|(_, bill)| bill).collect(), kept.into_iter().map(|(_, bill)| bill).collect());
    let cuts = cuts(&out, 200, &mut Chance::new(404));
    let best = best(&cuts, &kept);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, place) in &best {
        let kind = if is_true(place, &cuts[*number]) { "the same words in another bill" } else { place.kind };
        *kinds.entry(kind).or_default() += 1;
        if place.kind != "exact" {
            corpus::say(&format!("{kind} {}: {:?}", place.score, place.edits));
        }
    }
    corpus::say(&format!("of 200 passages of {} files, sought in {} others: {kinds:?}", out.len(), kept.len()));
    let other = kinds.get("with_changes").copied().unwrap_or_default();
    assert!(other <= 14, "{other} passages of bills that are not there are found with changes");
}
