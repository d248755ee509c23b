//! The terminal's outputs: every word beside each other or in sentences, no row wider than the terminal, the same
//! counts everywhere.

use std::collections::HashSet;

use billdiff::report::model::Provision;
use billdiff::report::{Convention, Layout, Output, Palette, Three, three_columns, write};
use billdiff::{Report, compare};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::support::command::{billdiff, command, run};
use crate::support::fixtures::{self, cases};
use crate::support::{assert_none, corpus, over, read_text, report};

/// Signs around words, as they are written where nothing can be styled.
const SIGNS: [&str; 8] = ["[-", "-]", "{+", "+}", "{1+", "+1}", "{2+", "+2}"];

fn reports() -> Vec<(String, Report)> {
    let mut reports = Vec::new();
    for case in cases() {
        let format = case.first_format();
        let (old, new) = (case.read("old", format), case.read("new", format));
        if let Ok(comparison) = compare(&old, &new) {
            reports.push((case.name.clone(), Report::new(&comparison)));
        }
    }
    reports.push(("wide characters".to_owned(), wide()));
    reports
}

/// Words of double width, words wider than any column, and marks that take no column.
fn wide() -> Report {
    let draft = |word: &str| {
        let long = "参考文献".repeat(40);
        format!(
            "<bill><legis-body><section><enum>1.</enum><header>参考文献の一覧 {long}</header><text>The 長官 {word} {long} \
             cafe\u{301} keep a 参考文献 of {} words and of each 都道府県 that {word} asks for it.</text></section></legis-body></bill>",
            "a".repeat(300)
        )
    };
    report(&read_text("old.xml", &draft("may報告")), &read_text("new.xml", &draft("shall報告")))
}

/// Rows cut at the bars between columns; rows that are not columns are left out.
fn columns(text: &str, count: usize, width: usize) -> Vec<String> {
    let own = (width - 3 * (count - 1)) / count;
    let mut columns = vec![String::new(); count];
    'rows: for row in text.lines() {
        let mut cells = Vec::new();
        let mut rest = row.to_owned() + &" ".repeat(width);
        for at in 0..count {
            let mut used = 0;
            let end = rest.char_indices().find(|(_, c)| {
                used += c.width().unwrap_or(0);
                used > own
            });
            let end = end.map_or(rest.len(), |(end, _)| end);
            let after = rest.split_off(end);
            cells.push(std::mem::replace(&mut rest, after));
            if at + 1 < count {
                let Some(next) = rest.strip_prefix(" | ") else { continue 'rows };
                rest = next.to_owned();
            }
        }
        columns.iter_mut().zip(cells).for_each(|(column, cell)| column.push_str(&cell));
    }
    columns
}

/// Letters alone, spaces and signs aside: wrapping may break a word that no row holds.
fn letters(text: &str) -> String {
    let text = SIGNS.iter().fold(text.to_owned(), |text, sign| text.replace(sign, ""));
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn words_of(report: &Report, without: &str) -> String {
    let edits = report.provisions.iter().flat_map(|provision| &provision.edits).filter(|edit| edit.op != without);
    letters(&edits.map(|edit| edit.text.as_str()).collect::<Vec<_>>().join(" "))
}

fn assert_holds(name: &str, column: &str, words: &str) -> Vec<String> {
    let told = letters(column);
    if told.ends_with(words) {
        return Vec::new();
    }
    let shared = told.chars().rev().zip(words.chars().rev()).take_while(|(a, b)| a == b).count();
    let near = |text: &str| -> String {
        let all: Vec<char> = text.chars().collect();
        let end = all.len().saturating_sub(shared);
        all[end.saturating_sub(60)..(end + 20).min(all.len())].iter().collect()
    };
    vec![format!("{name}: the column has {:?} where the draft has {:?}", near(&told), near(words))]
}

fn both_columns(name: &str, report: &Report, width: usize) -> Vec<String> {
    let layout = Layout { all: true, width, ..Layout::default() };
    let told = columns(&write(report, Output::SideBySide, &layout), 2, width);
    let mut complaints = assert_holds(&format!("{name}, old"), &told[0], &words_of(report, "insert"));
    complaints.extend(assert_holds(&format!("{name}, new"), &told[1], &words_of(report, "delete")));
    complaints
}

#[test]
fn the_columns_hold_every_word_of_both_drafts() {
    let mut complaints = Vec::new();
    for (name, report) in reports() {
        for width in [47, 80, 141] {
            complaints.extend(both_columns(&format!("{name} at {width}"), &report, width));
        }
    }
    assert_none(&complaints);
}

#[test]
fn the_columns_hold_every_word_of_real_drafts() {
    let Some(root) = corpus::root("the_columns_hold_every_word_of_real_drafts") else { return };
    let pairs = corpus::listed_pairs(&root, "changed");
    assert_none(&over(&pairs, |(old, new)| {
        let (old, new) = (crate::support::read(old), crate::support::read(new));
        let Ok(comparison) = compare(&old, &new) else { return Vec::new() };
        let report = Report::new(&comparison);
        let name = format!("{} -> {}", report.old.path, report.new.path);
        let mut complaints = both_columns(&name, &report, 100);
        complaints.extend(not_narrated(&name, &report));
        complaints.extend(three_hold_every_word(
            &name,
            report.clone(),
            Report::new(&compare(&new, &new).expect("one draft")),
        ));
        complaints
    }));
}

fn three_hold_every_word(name: &str, first: Report, second: Report) -> Vec<String> {
    let wanted = [words_of(&first, "insert"), words_of(&second, "insert"), words_of(&first, "delete")];
    let three = Three::new(first, second);
    let layout = Layout { all: true, width: 120, ..Layout::default() };
    let told = columns(&three_columns::write(&three, &layout), 3, 120);
    // The heads of provisions stand in the columns too: the words are held in order, with others between.
    let mut complaints = Vec::new();
    for ((side, column), wanted) in ["first", "second", "third"].into_iter().zip(&told).zip(&wanted) {
        let mut told = letters(column).into_bytes().into_iter();
        let missing = wanted.bytes().position(|byte| !told.any(|next| next == byte));
        if let Some(at) = missing {
            complaints.push(format!("{name}: the {side} column ends before byte {at} of its {}", wanted.len()));
        }
    }
    complaints
}

#[test]
fn three_columns_hold_every_word_of_three_drafts() {
    let mut complaints = Vec::new();
    for case in cases() {
        let format = case.first_format();
        let (old, new) = (case.read("old", format), case.read("new", format));
        if compare(&old, &new).is_ok() {
            for (first, second, third) in [(&old, &new, &old), (&new, &old, &new), (&old, &old, &new)] {
                complaints.extend(three_hold_every_word(&case.name, report(first, third), report(second, third)));
            }
        }
    }
    assert_none(&complaints);
}

/// Words without their marks; those of a replacement may be shared between old and new, marks and all.
fn bare(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The words of each provision that came or went and are not told, in their order, in its own sentences.
fn not_narrated(name: &str, report: &Report) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut alone = Report { provisions: Vec::new(), references: Vec::new(), ..report.clone() };
    let shown = |provision: &&Provision| provision.change != "unchanged" || provision.retitled;
    for provision in report.provisions.iter().filter(shown) {
        alone.provisions = vec![provision.clone()];
        let told = write(&alone, Output::Narrate, &Layout::default());
        let mut rest = told.as_str();
        let edits = &provision.edits;
        for (at, edit) in edits.iter().enumerate().filter(|(_, edit)| !edit.form && edit.op != "equal") {
            let partner = match edit.op.as_str() {
                "delete" => edits.get(at + 1).filter(|next| next.op == "insert"),
                _ => at.checked_sub(1).map(|before| &edits[before]).filter(|before| before.op == "delete"),
            };
            let shared: HashSet<&str> = partner.map(|partner| bare(&partner.text).collect()).unwrap_or_default();
            for word in bare(&edit.text).filter(|word| !shared.contains(word)) {
                match rest.find(word) {
                    Some(found) => rest = &rest[found..],
                    None => complaints.push(format!("{name}: {word:?} ({}) is not narrated in its place", edit.op)),
                }
            }
        }
    }
    complaints
}

#[test]
fn the_sentences_hold_every_word_that_came_or_went() {
    assert_none(&reports().iter().flat_map(|(name, report)| not_narrated(name, report)).collect::<Vec<_>>());
}

#[test]
fn no_row_is_wider_than_the_terminal() {
    let mut complaints = Vec::new();
    for (name, report) in reports() {
        for width in [47, 60, 80, 140] {
            for output in [Output::SideBySide, Output::Redline, Output::Summary] {
                for all in [false, true] {
                    let layout = Layout { width, all, ..Layout::default() };
                    let told = write(&report, output, &layout);
                    complaints.extend(too_wide(&told, width).map(|row| format!("{name} {output:?} at {width}: {row}")));
                }
            }
            if width >= three_columns::LEAST_WIDTH {
                let three = Three::new(report.clone(), report.clone());
                let told = three_columns::write(&three, &Layout { width, all: true, ..Layout::default() });
                complaints.extend(too_wide(&told, width).map(|row| format!("{name} in three at {width}: {row}")));
            }
        }
    }
    assert_none(&complaints);
}

/// File names, and the commands and rows that hold them, are there to be copied whole.
fn too_wide(text: &str, width: usize) -> impl Iterator<Item = &str> {
    text.lines().filter(move |row| row.width() > width && !row.contains(".xml"))
}

#[test]
fn every_terminal_output_counts_alike() {
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (name, report) in reports() {
        let summary = write(&report, Output::Summary, &Layout::default());
        let counted: Vec<String> = summary.split("\n\n").nth(1).unwrap_or_default().split("\n").fold(
            Vec::new(),
            |mut lines: Vec<String>, line| {
                match lines.last_mut().filter(|_| line.starts_with("    ")) {
                    Some(last) => *last = format!("{last} {}", line.trim()),
                    None => lines.push(line.to_owned()),
                }
                lines
            },
        );
        assert!(!counted.is_empty(), "{name}");
        for output in [Output::Redline, Output::SideBySide, Output::Narrate] {
            let told = squeezed(&write(&report, output, &Layout::default()));
            for line in &counted {
                assert!(told.contains(&squeezed(line)), "{name} {output:?}: {line}\n{told}");
            }
        }
        let narrated = write(&report, Output::Narrate, &Layout::default());
        let first = narrated.lines().next().unwrap_or_default().trim_end_matches('.');
        assert!(squeezed(&summary).contains(first), "{name}: the counts come first: {first}");
    }
}

#[test]
fn sentences_have_no_signs() {
    for (name, report) in reports().iter().filter(|(name, _)| name != "hostile-text") {
        let told = write(report, Output::Narrate, &Layout::default());
        for sign in SIGNS.iter().chain(&[" -> ", " | ", "..."]) {
            assert!(!told.contains(sign), "{name}: {sign} in {told}");
        }
        assert!(told.lines().all(|line| line.ends_with(['.', '!', '?'])), "{name}: {told}");
    }
}

#[test]
fn a_section_alone_beside_itself() {
    let (old, new) = paths("intelligence-authorization");
    let told = billdiff(&[&old, &new, "-y", "--section", "501"]);
    assert_eq!((told.code, told.stderr.as_str()), (Some(0), ""));
    assert!(
        told.stdout.contains("Annual report on contractors") && !told.stdout.contains("Joint duty"),
        "{}",
        told.stdout
    );
    assert!(told.stdout.contains("{+(c)+} BRIEFING"), "{}", told.stdout);
    assert_eq!(billdiff(&[&old, &new, "--format", "side-by-side"]).stdout, billdiff(&[&old, &new, "-y"]).stdout);
}

#[test]
fn what_cannot_be_laid_out_is_told() {
    let (old, new) = paths("cascade");
    for (arguments, said) in [
        (vec![&*old, &new, "-y", "--width", "40"], "needs 47 columns"),
        (vec![&old, &new, &new, "-y", "--width", "60"], "needs 72 columns"),
        (vec![&old, &new, &new], "Add --side-by-side or --format html"),
        (vec![&old, &new, &new, "-o", "three.docx"], "Add --side-by-side or --format html"),
        (vec![&old, &new, &new, "-y", "--pair", "1=1"], "--pair is of two drafts"),
        (vec![&old, &new, "--style", "ramseyer"], "--style ramseyer is for"),
        (vec![&old, &new, "--style", "ramseyer", "-f", "docx"], "--style ramseyer is for"),
        (vec![&old, &new, &new, "--style", "ramseyer", "-f", "html"], "--style ramseyer is for"),
    ] {
        let told = billdiff(&arguments);
        assert_eq!((told.code, told.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(told.stderr.contains(said), "{arguments:?}: {}", told.stderr);
    }
}

#[test]
fn a_pipe_is_never_paged_and_shows_no_progress() {
    let (old, new) = paths("cascade");
    let wanted = billdiff(&[&old, &new, "--redline"]).stdout;
    let mut paged = command();
    paged.envs([("PAGER", "false"), ("BILLDIFF_PAGER", "false")]);
    let told = run(paged, &[&old, &new, "--redline", "--pager", "false"]);
    assert_eq!((told.code, told.stdout, told.stderr), (Some(0), wanted, String::new()));
}

#[test]
fn the_width_is_told_by_the_option_or_else_by_the_environment() {
    let (old, new) = paths("intelligence-authorization");
    let widest = |text: &str| text.lines().filter(|row| row.contains(" | ")).map(UnicodeWidthStr::width).max();
    let at = |columns: &str, arguments: &[&str]| {
        let mut program = command();
        program.env("COLUMNS", columns);
        widest(&run(program, &[&[&*old, &*new, "-y"], arguments].concat()).stdout)
    };
    assert!(at("60", &[]) <= Some(60) && at("200", &[]) > Some(160));
    assert!(at("200", &["--width", "60"]) <= Some(60));
}

#[test]
fn links_lead_to_the_place_and_are_written_when_asked_for_alone() {
    let (old, new) = paths("intelligence-authorization");
    assert!(!billdiff(&[&old, &new, "--redline", "--color", "always"]).stdout.contains("\u{1b}]8"));
    for output in ["--redline", "-y", "--format=summary"] {
        let told = billdiff(&[&old, &new, output, "--hyperlinks", "always"]).stdout;
        let url = format!("{}#111\u{1b}\\Sec. 403\u{1b}]8;;\u{1b}\\", old.replace(' ', "%20"));
        assert!(told.contains(&url), "{output}: {told}");
    }
}

#[test]
fn ramseyer_marks_have_no_colour() {
    let (old, new) = paths("intelligence-authorization");
    let plain = billdiff(&[&old, &new, "--redline", "--style", "ramseyer"]).stdout;
    assert!(plain.contains("The Director [may] _shall_ establish"), "{plain}");
    let styled = billdiff(&[&old, &new, "--redline", "--style", "ramseyer", "--color", "always"]).stdout;
    assert!(styled.contains("[may] \u{1b}[3mshall\u{1b}[0m establish"), "{styled}");
    assert!(!styled.contains("\u{1b}[38") && !styled.contains("\u{1b}[4m"), "{styled}");
}

#[test]
fn no_palette_needs_colour_to_tell_old_from_new() {
    let (_, report) = reports().remove(0);
    for palette in [Palette::BlueOrange, Palette::RedGreen, Palette::Mono, Palette::HighContrast] {
        for convention in [Convention::Signs, Convention::Ramseyer] {
            let layout = Layout { color: true, palette, convention, ..Layout::default() };
            for output in [Output::Redline, Output::SideBySide] {
                let told = write(&report, output, &layout);
                let plain = write(&report, output, &Layout { convention, ..Layout::default() });
                assert_ne!(told, plain, "{palette:?} {convention:?}");
            }
        }
    }
}

fn paths(case: &str) -> (String, String) {
    let folder = fixtures::root().join(case);
    (folder.join("old.xml").display().to_string(), folder.join("new.xml").display().to_string())
}
