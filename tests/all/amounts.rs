//! The table of amounts: every figure of both drafts is in it, once, and what is paired is one thing.
//!
//! `amounts.tsv` beside this file holds figures of two real acts that were drawn by lot and read by hand.

use std::collections::BTreeMap;

use billdiff::bill::Bill;
use billdiff::report::model::AmountRow;
use billdiff::report::{Layout, Output, write};
use billdiff::{Report, compare};

use crate::support::fixtures::{case, cases};
use crate::support::{assert_none, corpus, over, read_text, report};

/// Acts whose accounts go on in another bill.
const ACROSS: [(&str, &str); 4] = [
    ("118-hr-4366/enr.xml", "119-hr-5371/enr.xml"),
    ("118-hr-2882/enr.xml", "119-hr-6938/enr.xml"),
    ("116-hr-1158/enr.xml", "118-hr-2882/enr.xml"),
    ("116-hr-1865/enr.xml", "118-hr-4366/enr.xml"),
];

#[test]
fn every_figure_of_every_fixture_is_shown_and_mirrored() {
    let cases = cases();
    let pairs: Vec<_> = cases.iter().flat_map(|case| case.pairings().map(move |(old, new)| (case, old, new))).collect();
    assert_none(&over(&pairs, |(case, old, new)| of_pair(&case.read("old", old), &case.read("new", new))));
}

#[test]
fn corpus_amounts_are_all_shown_and_mirrored() {
    let Some(root) = corpus::root("corpus_amounts_are_all_shown_and_mirrored") else { return };
    let across = ACROSS.map(|(old, new)| (root.join("us").join(old), root.join("us").join(new)));
    let pairs: Vec<_> = corpus::folder_pairs(&corpus::files(&root)).into_iter().chain(across).collect();
    let counted = std::sync::Mutex::new((0, 0, 0));
    let complaints = over(&pairs, |(old, new)| {
        let (old, new) = (crate::support::read(old), crate::support::read(new));
        let has_accounts = |bill: &Bill| bill.provisions.iter().any(|one| one.level == billdiff::bill::Level::Account);
        if !has_accounts(&old) && !has_accounts(&new) || compare(&old, &new).is_err() {
            return Vec::new();
        }
        let coverage = report(&old, &new).amount_coverage;
        let mut counted = counted.lock().expect("no panic while counting");
        *counted = (counted.0 + 1, counted.1 + coverage.shown, counted.2 + coverage.figures);
        drop(counted);
        of_pair(&old, &new)
    });
    let (pairs, shown, figures) = *counted.lock().expect("no panic while counting");
    corpus::say(&format!("amounts of the corpus: {pairs} pairs with accounts, {shown} of {figures} figures shown"));
    assert!(pairs > 20, "{pairs} pairs with accounts");
    assert!(shown * 1000 >= figures * 999, "{shown} of {figures}");
    assert_none(&complaints);
}

/// Complaints about the table of two drafts.
fn of_pair(old: &Bill, new: &Bill) -> Vec<String> {
    let Ok(comparison) = compare(old, new) else { return Vec::new() };
    let there = Report::new(&comparison);
    let name = format!("{} -> {}", old.source.path, new.source.path);
    let mut complaints = is_covered(&there, old, new);
    let Ok(back) = compare(new, old) else { return vec![format!("{name}: one way alone")] };
    let back = Report::new(&back);
    complaints.extend(is_mirrored(&there, &back));
    if write(&there, Output::Csv, &Layout::default())
        != write(&Report::new(&comparison), Output::Csv, &Layout::default())
    {
        complaints.push("a second run says something else".to_owned());
    }
    complaints.into_iter().map(|complaint| format!("{name}: {complaint}")).collect()
}

/// Shown and left out make all figures, which are counted here once more, and each row's sides are of that count.
fn is_covered(report: &Report, old: &Bill, new: &Bill) -> Vec<String> {
    let coverage = &report.amount_coverage;
    let mut complaints = Vec::new();
    let figures = figures_in(&old.text) + figures_in(&new.text) + coverage.unsigned;
    if coverage.figures != figures {
        complaints.push(format!("{} figures told, {figures} there", coverage.figures));
    }
    let left: usize = coverage.left_out.values().sum();
    if coverage.shown + left != coverage.figures {
        complaints.push(format!("{} shown, {left} left out of {}", coverage.shown, coverage.figures));
    }
    let sides: usize =
        report.amounts.iter().map(|row| usize::from(row.old.is_some()) + usize::from(row.new.is_some())).sum();
    if sides != coverage.shown {
        complaints.push(format!("{sides} in rows, {} told as shown", coverage.shown));
    }
    complaints
}

/// By another way than the program's: "$" (or "£", "€"), perhaps a space, a digit.
fn figures_in(text: &str) -> usize {
    text.split(['$', '£', '€'])
        .skip(1)
        .filter(|after| after.trim_start_matches(' ').starts_with(|c: char| c.is_ascii_digit()))
        .count()
}

/// What is told of old and new when they are exchanged: the same figures, the other way round.
fn is_mirrored(there: &Report, back: &Report) -> Vec<String> {
    type Key = (String, String, Option<String>, Option<String>, Option<String>);
    let keys = |report: &Report, swapped: bool| {
        let mut keys: BTreeMap<Key, i32> = BTreeMap::new();
        for row in &report.amounts {
            let sides = if swapped { (row.new, row.old) } else { (row.old, row.new) };
            let change = match (row.change.as_str(), swapped) {
                ("added", true) => "removed",
                ("removed", true) => "added",
                (change, _) => change,
            };
            let text = |amount: Option<f64>| amount.map(|amount| amount.to_string());
            let delta = text(row.delta.map(|delta| if swapped && delta != 0.0 { -delta } else { delta }));
            *keys.entry((row.role.clone(), change.to_owned(), text(sides.0), text(sides.1), delta)).or_default() += 1;
        }
        keys
    };
    let (there, back) = (keys(there, false), keys(back, true));
    there
        .iter()
        .filter(|(key, count)| back.get(key) != Some(count))
        .take(3)
        .map(|(key, _)| format!("not mirrored: {key:?}"))
        .collect()
}

#[test]
fn corpus_amounts_agree_with_what_a_reader_found() {
    let Some(root) = corpus::root("corpus_amounts_agree_with_what_a_reader_found") else { return };
    let (old, new) = ACROSS[0];
    let report = report(&corpus::read(&root, old), &corpus::read(&root, new));
    let mut wrong = Vec::new();
    let mut unsure = 0;
    let lines: Vec<&str> = include_str!("amounts.tsv").lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines.len(), 50);
    for line in &lines {
        let cells: Vec<&str> = line.split('\t').collect();
        let [account, above, role, old, new] = cells[..] else { panic!("{line}") };
        let amount = |cell: &str| cell.parse::<f64>().ok();
        let is = |row: &&AmountRow| {
            row.account.to_lowercase().starts_with(&account.to_lowercase())
                && (row.agency.eq_ignore_ascii_case(above) || row.department.eq_ignore_ascii_case(above))
                && (row.role.as_str(), row.old, row.new) == (role, amount(old), amount(new))
        };
        let alone = |old: Option<f64>, new: Option<f64>| {
            report.amounts.iter().any(|row| row.role == role && (row.old, row.new) == (old, new))
        };
        if report.amounts.iter().any(|row| is(&row)) {
            continue;
        }
        // Not certain, and told so.
        if alone(amount(old), None) && alone(None, amount(new)) {
            unsure += 1;
        } else {
            wrong.push((*line).to_owned());
        }
    }
    let right = lines.len() - wrong.len() - unsure;
    corpus::say(&format!("amounts read by hand: {right} of {} lines right, {unsure} removed and added", lines.len()));
    assert!(unsure <= 1, "{unsure} pairs are not certain");
    assert_none(&wrong);
}

#[test]
fn hr_8752_calls_no_floor_note_a_changed_appropriation() {
    let Some(root) = corpus::root("hr_8752_calls_no_floor_note_a_changed_appropriation") else { return };
    for format in ["xml", "htm"] {
        let read = |version: &str| corpus::read(&root, &format!("118-hr-8752/{version}.{format}"));
        let report = report(&read("rh"), &read("eh"));
        let notes: Vec<&AmountRow> = report.amounts.iter().filter(|row| row.role == "floor note").collect();
        let of_accounts: Vec<&&AmountRow> = notes.iter().filter(|row| row.is_of_account()).collect();
        let mut accounts: Vec<&str> = of_accounts.iter().map(|row| row.id.as_str()).collect();
        accounts.dedup();
        assert_eq!((accounts.len(), of_accounts.len(), notes.len()), (14, 75, 78), "{format}");
        assert!(notes.iter().all(|row| row.change == "added"));
        let others: Vec<&AmountRow> =
            report.amounts.iter().filter(|row| row.role != "floor note" && !row.is_quiet()).collect();
        let told: Vec<(&str, Option<f64>)> = others.iter().map(|row| (row.change.as_str(), row.new)).collect();
        assert_eq!(told, [("added", Some(1.0))], "{format}: only section 563 brings a figure");
        let nothing: Vec<&AmountRow> = report.amounts.iter().filter(|row| row.new == Some(0.0)).collect();
        assert!(
            nothing.iter().any(|row| row.account.contains("552") && row.old == Some(0.0)),
            "{format}: the $0 of section 552"
        );
    }
}

/// A bill with one account whose text is given.
fn with_account(name: &str, text: &str) -> Bill {
    let xml = format!(
        "<bill bill-stage=\"Reported-in-House\"><form><congress>121st CONGRESS</congress><session>2d Session</session>\
         <legis-num>H. R. 8815</legis-num><official-title>Making appropriations.</official-title></form><legis-body>\
         <title><enum>I</enum><appropriations-major><header>Department of Tides</header></appropriations-major>\
         <appropriations-intermediate><header>Bureau of Buoys</header></appropriations-intermediate>\
         <appropriations-small><header>salaries and expenses</header><text>{text}</text></appropriations-small>\
         <section><enum>101.</enum><text>No buoy may be sunk.</text></section></title></legis-body></bill>"
    );
    read_text(name, &xml)
}

/// Role, old and new of each figure.
fn rows(old: &str, new: &str) -> Vec<(String, Option<i64>, Option<i64>)> {
    let report = report(&with_account("old.xml", old), &with_account("new.xml", new));
    let whole = |amount: Option<f64>| amount.map(|amount| amount as i64);
    report.amounts.iter().map(|row| (row.role.clone(), whole(row.old), whole(row.new))).collect()
}

#[test]
fn the_words_around_it_say_what_a_figure_is() {
    let text = "For necessary expenses of the Bureau of Buoys (5 U.S.C. App. 3), including not to exceed $9,000 for \
                receptions, $700,000, of which not less than $60,000 shall be for paint, and in addition, $5,000,000 \
                which shall become available on October 1, 2031: <proviso><italic>Provided</italic></proviso>, That \
                $2,000 shall be for John F. Marlin: <proviso><italic>Provided further</italic></proviso>, That of the \
                $80,000 made available in 2029, $30,000 is hereby rescinded. For gross obligations for the principal \
                amount of direct loans, $4,000,000. In addition, for administrative expenses, $1,000, which may be paid \
                to the Department.";
    let told: Vec<(String, i64)> =
        rows(text, text).into_iter().map(|(role, _, new)| (role, new.unwrap_or_default())).collect();
    let expected = [
        ("limit", 9_000),
        ("appropriation", 700_000),
        ("of which", 60_000),
        ("appropriation", 5_000_000),
        ("proviso", 2_000),
        ("proviso", 80_000),
        ("rescission", 30_000),
        ("loan level", 4_000_000),
        ("appropriation", 1_000),
    ];
    assert_eq!(told, expected.map(|(role, amount)| (role.to_owned(), amount)));
}

#[test]
fn figures_for_other_things_are_removed_and_added() {
    let told = rows(
        "For buoys, $900,000, of which $5,000 shall be for red paint and varnish.",
        "For buoys, $800,000, of which $60,000 shall be for the training of lamplighters.",
    );
    let expected = [
        ("appropriation".to_owned(), Some(900_000), Some(800_000)),
        ("of which".to_owned(), Some(5_000), None),
        ("of which".to_owned(), None, Some(60_000)),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_sum_of_another_year_is_not_what_became_of_this_years() {
    let told = rows(
        "For indemnities of keepers, $12,000, which shall be in addition to funds previously appropriated; and, in \
         addition, $130,000, which shall become available on October 1, 2030.",
        "For indemnities of keepers, $98,000, which shall become available on October 1, 2032.",
    );
    assert!(told.iter().all(|(_, old, new)| old.is_none() || new.is_none()), "{told:?}");
}

#[test]
fn a_figure_with_a_floor_note_is_the_one_it_was() {
    let told = rows(
        "For buoys, $900,000, of which not less than $6,000 shall be for bells; and of which $6,000 shall be for horns.",
        "For buoys, $900,000 (reduced by $1,000), of which not less than $6,000 (increased by $1,000) (increased by \
         $2,000) shall be for bells; and of which $6,000 shall be for horns.",
    );
    let notes = told.iter().filter(|(role, ..)| role == "floor note").count();
    assert_eq!(notes, 3);
    assert!(told.iter().filter(|(role, ..)| role != "floor note").all(|(_, old, new)| old == new), "{told:?}");
}

#[test]
fn words_and_nothing_for_amounts_break_nothing() {
    let told =
        rows("For buoys, not to exceed five dollars, and $0.", "For buoys, such sums as may be necessary, and $0.");
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].1, told[0].2), (Some(0), Some(0)));
}

#[test]
fn totals_are_told_only_where_they_are_certain() {
    let total = |text: &str| {
        let bill = |name| with_account(name, text);
        report(&bill("old.xml"), &bill("new.xml")).amount_totals.first().map(|total| total.new)
    };
    assert_eq!(total("For buoys, $900,000, of which $5,000 shall be for paint."), Some(900_000.0));
    assert_eq!(total("For buoys, $900,000; and in addition, $7,000 for bells."), None, "more than one sum");
    assert_eq!(total("For buoys, $900,000: Provided, That $5,000 is rescinded."), None, "a rescission");
    assert_eq!(total("For buoys, such sums as may be necessary."), None, "no sum");
}

#[test]
fn the_spreadsheet_has_as_many_cells_in_every_line_and_no_formula() {
    for name in ["accounts", "hostile-text"] {
        let case = case(name);
        let report = report(&case.read("old", "xml"), &case.read("new", "xml"));
        let text = write(&report, Output::Csv, &Layout::default());
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let head: Vec<String> = reader.headers().expect("a head").iter().map(str::to_owned).collect();
        let mut lines = 0;
        for record in reader.records() {
            let record = record.expect("as many cells as the head");
            lines += 1;
            for (name, cell) in head.iter().zip(&record) {
                let number = ["old", "new", "delta", "percent", "old_line", "new_line"].contains(&name.as_str());
                let sound = if number {
                    cell.is_empty() || cell.parse::<f64>().is_ok()
                } else {
                    !cell.trim_start().starts_with(['=', '+', '-', '@']) && !cell.contains(char::is_control)
                };
                assert!(sound, "{name}: {cell}");
            }
        }
        assert_eq!(lines, report.amounts.len() + report.amount_totals.len());
        assert!(text.split("\r\n").count() > lines, "lines end as RFC 4180 says");
    }
}

#[test]
fn the_other_outputs_show_the_table_of_drafts_with_accounts_alone() {
    let shown = |name: &str, output: Output, mark: &str| {
        let case = case(name);
        let report = report(&case.read("old", "xml"), &case.read("new", "xml"));
        write(&report, output, &Layout::default()).contains(mark)
    };
    for (output, mark) in [(Output::Markdown, "<b>Amounts</b>"), (Output::Html, "id=\"amounts\"")] {
        assert!(shown("accounts", output, mark), "{output:?}");
        assert!(!shown("hostile-text", output, mark), "{output:?}");
    }
}
