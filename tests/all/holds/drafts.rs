//! Of two drafts and their report.

use std::collections::{BTreeMap, BTreeSet};

use billdiff::bill::Bill;
use billdiff::report::model::{Counts, Edit, Provision, Side};
use billdiff::report::{Layout, Output, write};
use billdiff::{Report, compare};

use crate::support::story::{head, marks};

/// Words of one draft by the place of the unit that holds them.
type Units<'b> = BTreeMap<Key, Vec<&'b str>>;
/// Citation, ordinal, line and column of a unit: no two of one draft share them.
type Key = (String, u32, u32, u32);

/// Complaints of one kind about one pair.
const MOST_UNMIRRORED: usize = 4;

/// All that must hold for two drafts; two that cannot be compared must refuse both ways.
pub fn of_pair(old: &Bill, new: &Bill) -> Vec<String> {
    match (compare(old, new), compare(new, old)) {
        (Ok(forward), Ok(backward)) => {
            let (forward, backward) = (Report::new(&forward), Report::new(&backward));
            [
                edits_rebuild_both_sides(old, new, &forward),
                marks_agree_with_the_words(&forward),
                counts_add_up(&forward),
                json_round_trips(&forward),
                swapping_mirrors(&forward, &backward),
            ]
            .concat()
        }
        (Err(_), Err(_)) => Vec::new(),
        _ => vec![format!("{} and {} compare one way only", old.source.path, new.source.path)],
    }
}

/// No unit has a quoted ancestor or stands inside a section, and no word of the bill is outside all units.
pub fn units_hold_every_word_once(bill: &Bill) -> Vec<String> {
    let mut complaints = Vec::new();
    for (id, provision) in bill.provisions.iter().enumerate().filter(|(_, provision)| provision.unit) {
        let mut at = provision.parent;
        while at != 0 {
            let around = &bill.provisions[at as usize];
            if around.quoted || around.level.is_leaf_unit() {
                complaints.push(format!(
                    "{}: {} is a unit inside {}",
                    bill.source.path,
                    bill.cite(id as u32),
                    bill.cite(at)
                ));
            }
            at = around.parent;
        }
        if provision.quoted {
            complaints.push(format!("{}: {} is quoted and a unit", bill.source.path, bill.cite(id as u32)));
        }
    }
    let units = unit_words(bill);
    let in_units: usize = units.values().map(Vec::len).sum();
    let in_text = bill.canonical_text().split_whitespace().count();
    if in_units != in_text || in_text != bill.word_count() {
        let path = &bill.source.path;
        complaints
            .push(format!("{path}: {in_units} words in units, {in_text} in the text, {} told", bill.word_count()));
    }
    if units.len() != bill.units().len() {
        complaints.push(format!("{}: two units of one citation, ordinal and place", bill.source.path));
    }
    complaints
}

pub fn is_quiet_against_itself(bill: &Bill) -> Vec<String> {
    let report = Report::new(&compare(bill, bill).unwrap_or_else(|error| panic!("{error}")));
    let loud = report
        .provisions
        .iter()
        .filter(|provision| !provision.is_quiet() || provision.edits.iter().any(|edit| edit.op != "equal"));
    loud.map(|provision| about(&report, &format!("against itself: {}", head(provision)))).collect()
}

/// Equal and deleted words are the old draft, equal and inserted ones the new, unit by unit and in order.
pub fn edits_rebuild_both_sides(old: &Bill, new: &Bill, report: &Report) -> Vec<String> {
    let mut complaints = Vec::new();
    for (bill, document, other, pick) in [
        (old, &report.old, "insert", pick_old as fn(&Provision) -> Option<&Side>),
        (new, &report.new, "delete", pick_new),
    ] {
        let mut units = unit_words(bill);
        let total: usize = units.values().map(Vec::len).sum();
        if document.words != total {
            complaints.push(about(report, &format!("{} words told, {total} in {}", document.words, document.path)));
        }
        for provision in &report.provisions {
            let Some(side) = pick(provision) else { continue };
            let told = words_of(&provision.edits, other);
            match units.remove(&key(side)) {
                None => complaints
                    .push(about(report, &format!("{} is told twice or is no unit of {}", side.cite, document.path))),
                Some(words) if words != told => {
                    complaints.push(about(report, &format!("{}: {}", side.cite, first_difference(&words, &told))))
                }
                Some(words) if words.len() != side.words => {
                    complaints.push(about(
                        report,
                        &format!("{}: {} words told, {} there", side.cite, side.words, words.len()),
                    ));
                }
                Some(words) => complaints.extend(
                    children_are_parts(provision, &words.join(" "), other, pick)
                        .into_iter()
                        .map(|complaint| about(report, &complaint)),
                ),
            }
        }
        complaints
            .extend(units.keys().map(|key| about(report, &format!("{} of {} is not told", key.0, document.path))));
    }
    complaints
}

/// What is told again inside a unit are words of the unit, in its order.
fn children_are_parts(
    provision: &Provision,
    around: &str,
    other: &str,
    pick: fn(&Provision) -> Option<&Side>,
) -> Vec<String> {
    let mut complaints = Vec::new();
    for child in &provision.children {
        let Some(side) = pick(child) else { continue };
        let words = words_of(&child.edits, other);
        if !around.contains(&words.join(" ")) || words.len() != side.words {
            complaints.push(format!("{}: its words are not words of {}", side.cite, head(provision)));
        }
        complaints.extend(children_are_parts(child, around, other, pick));
    }
    complaints
}

/// What is called unchanged has no word changed but in its number and heading; what is changed has one.
fn marks_agree_with_the_words(report: &Report) -> Vec<String> {
    let mut complaints = Vec::new();
    for provision in &report.provisions {
        let ops: Vec<&str> = provision.edits.iter().filter(|edit| !edit.form).map(|edit| edit.op.as_str()).collect();
        let differs = ops.iter().any(|op| *op != "equal");
        let right = match provision.change.as_str() {
            "added" => provision.old.is_none() && provision.new.is_some() && ops.iter().all(|op| *op == "insert"),
            "dropped" => provision.new.is_none() && provision.old.is_some() && ops.iter().all(|op| *op == "delete"),
            "changed" => differs,
            _ if marks(provision) == "unchanged" => !differs || is_only_of_form(&provision.edits),
            _ => true,
        };
        let torn = (provision.split_from.is_none() || provision.change == "added")
            && (provision.merged_into.is_none() || provision.change == "dropped");
        if !right || !torn {
            complaints.push(about(report, &format!("{} does not agree with its edits: {ops:?}", head(provision))));
        }
    }
    let ids: BTreeSet<&str> = report.provisions.iter().map(|provision| provision.id.as_str()).collect();
    if ids.len() != report.provisions.len() {
        complaints.push(about(report, "two provisions have one id"));
    }
    complaints
}

/// Headings may differ in case and punctuation without being told as retitled.
fn is_only_of_form(edits: &[Edit]) -> bool {
    let letters = |other: &str| -> String {
        words_of(edits, other).concat().chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters("insert") == letters("delete")
}

fn counts_add_up(report: &Report) -> Vec<String> {
    let sections: Vec<&Provision> = report.provisions.iter().filter(|provision| provision.level == "section").collect();
    let all = Counts::of(report.provisions.iter());
    let own = Counts::of(sections.iter().copied());
    let total = |counts: &Counts| counts.unchanged + counts.changed + counts.form_only + counts.added + counts.dropped;
    let there =
        |pick: fn(&Provision) -> Option<&Side>| sections.iter().filter(|provision| pick(provision).is_some()).count();
    let right = report.summary.all == all
        && report.summary.sections == own
        && total(&all) == report.provisions.len()
        && total(&own) == sections.len()
        && there(pick_new) == report.new.sections
        && report.redesignations.len() == all.redesignated;
    if right { Vec::new() } else { vec![about(report, &format!("counts do not add up: {:?}", report.summary))] }
}

fn json_round_trips(report: &Report) -> Vec<String> {
    let json = write(report, Output::Json, &Layout::default());
    match serde_json::from_str::<Report>(&json) {
        Ok(back) if back == *report => Vec::new(),
        Ok(_) => vec![about(report, "JSON does not come back as it went")],
        Err(error) => vec![about(report, &format!("JSON does not come back: {error}"))],
    }
}

/// The report of new against old says the same from the other side: added for dropped, the same pairs, the same marks.
/// Split and merged mirror each other.
fn swapping_mirrors(forward: &Report, backward: &Report) -> Vec<String> {
    let there = mirrored(&forward.provisions, false);
    let back = mirrored(&backward.provisions, true);
    let ahead = there.difference(&back).map(|line| about(forward, &format!("only forward: {line}")));
    let behind = back.difference(&there).map(|line| about(forward, &format!("only backward: {line}")));
    // Where one thing does not mirror, many do not: a few tell which.
    ahead.chain(behind).take(MOST_UNMIRRORED).collect()
}

/// Each unit as a line that does not depend on which draft is called the old one.
fn mirrored(provisions: &[Provision], swapped: bool) -> BTreeSet<String> {
    provisions
        .iter()
        .map(|provision| {
            let (old, new) = if swapped { (&provision.new, &provision.old) } else { (&provision.old, &provision.new) };
            let place = |side: &Option<Side>| side.as_ref().map(key);
            let change = match provision.change.as_str() {
                "added" if swapped => "dropped",
                "dropped" if swapped => "added",
                change => change,
            };
            let (split, merged) = match swapped {
                true => (provision.merged_into, provision.split_from),
                false => (provision.split_from, provision.merged_into),
            };
            format!(
                "{:?} {:?}: {change}, form {}, redesignated {}, retitled {}, moved {}, split {split:?}, merged {merged:?}",
                place(old),
                place(new),
                provision.form_only,
                provision.redesignated,
                provision.retitled,
                provision.moved,
            )
        })
        .collect()
}

/// The words of every unit.
fn unit_words(bill: &Bill) -> Units<'_> {
    let mut units = Units::new();
    for (unit, cite) in bill.units().iter().zip(bill.unit_citations()) {
        let own = &bill.provisions[unit.id as usize..unit.end as usize];
        let words = own.iter().flat_map(|provision| bill.slice(provision.line).split_whitespace()).collect();
        let place = bill.provisions[unit.id as usize].place;
        units.insert((cite, unit.ordinal, place.line, place.column), words);
    }
    units
}

fn key(side: &Side) -> Key {
    (side.cite.clone(), side.ordinal.unwrap_or_default(), side.location.line, side.location.column)
}

fn pick_old(provision: &Provision) -> Option<&Side> {
    provision.old.as_ref()
}

fn pick_new(provision: &Provision) -> Option<&Side> {
    provision.new.as_ref()
}

/// Words of the edits without those of one kind.
fn words_of<'e>(edits: &'e [Edit], without: &str) -> Vec<&'e str> {
    edits.iter().filter(|edit| edit.op != without).flat_map(|edit| edit.text.split_whitespace()).collect()
}

fn first_difference(words: &[&str], told: &[&str]) -> String {
    let at = words.iter().zip(told).take_while(|(a, b)| a == b).count();
    let few = |list: &[&str]| list[at.min(list.len())..].iter().take(6).copied().collect::<Vec<_>>().join(" ");
    format!(
        "{} words there, {} told; at word {at}: {:?} there, {:?} told",
        words.len(),
        told.len(),
        few(words),
        few(told)
    )
}

pub fn about(report: &Report, what: &str) -> String {
    format!("{} -> {}: {what}", report.old.path, report.new.path)
}
