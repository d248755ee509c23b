//! The model of a history: the reports of its steps, sorted by provision.

use super::super::model::{Document, Provision, Report, Tool};
use super::told::tell;
use super::{Counted, Course, History, SCHEMA_VERSION, Stage, Version};
use crate::bill::{Bill, Order, ProvisionId};
use crate::diff::{Finding, compare};
use crate::history::{self, Return, Step};

pub fn history(traced: &history::History<'_>, order: Order) -> History {
    let mut steps: Vec<Told> = traced.steps.iter().map(Told::new).collect();
    let labels = labels(&traced.bills);
    let versions = versions(traced, &labels, &steps);
    let mut provisions: Vec<Course> = traced.courses.iter().map(|course| one(traced, course, &mut steps)).collect();
    tell(&mut provisions, &labels);
    History {
        schema_version: SCHEMA_VERSION,
        tool: Tool::this(),
        order: order.name().to_owned(),
        notes: notes(&traced.bills, &labels, order),
        versions,
        summary: Counted {
            provisions: provisions.len(),
            unchanged: provisions.iter().filter(|course| course.is_quiet()).count(),
        },
        provisions,
        failures: Vec::new(),
    }
}

/// The report of a step, and of what came back in it, by findings; each provision is taken out once.
struct Told {
    report: Report,
    findings: Vec<Option<Provision>>,
    /// Of the drafts that hold what was lost and the new version: the sides' provisions, and what the report says.
    back: Vec<(Finding, Provision)>,
}

impl Told {
    fn new(step: &Step<'_>) -> Self {
        let mut report = Report::new(&step.comparison);
        let findings = std::mem::take(&mut report.provisions).into_iter().map(Some).collect();
        Self { report, findings, back: step.lost.as_ref().map(|lost| back(step, lost)).unwrap_or_default() }
    }

    /// What came back, told against the version that it was last in.
    fn returned(&mut self, back: Return, new: Option<ProvisionId>) -> Option<Provision> {
        let at = self.back.iter().position(|(one, _)| one.place.old == Some(back.lost) && one.place.new == new)?;
        let (_, mut provision) = self.back.swap_remove(at);
        // Its neighbours are those of another version.
        provision.moved = false;
        Some(provision)
    }
}

fn back(step: &Step<'_>, lost: &history::Lost) -> Vec<(Finding, Provision)> {
    let Ok(comparison) = compare(&lost.excerpt.bill, step.comparison.bills.new) else { return Vec::new() };
    let provisions = Report::new(&comparison).provisions;
    comparison.findings.into_iter().zip(provisions).collect()
}

fn versions(traced: &history::History<'_>, labels: &[String], steps: &[Told]) -> Vec<Version> {
    let returned = |version: usize| {
        let is_back = |course: &&history::Course| matches!(course.stages[version], history::Stage::Returned(_));
        traced.courses.iter().filter(is_back).count()
    };
    let of = |(at, bill): (usize, &&Bill)| {
        let step = at.checked_sub(1).map(|before| &steps[before].report);
        Version {
            label: labels[at].clone(),
            document: Document::new(bill),
            summary: step.map(|report| report.summary.clone()),
            returned: returned(at),
            limits: step.map(|report| report.notes.clone()).unwrap_or_default(),
        }
    };
    traced.bills.iter().enumerate().map(of).collect()
}

fn one(traced: &history::History<'_>, course: &history::Course, steps: &mut [Told]) -> Course {
    let mut stages: Vec<Stage> = Vec::new();
    let mut level = String::new();
    for (version, stage) in course.stages.iter().enumerate() {
        let stage = match *stage {
            history::Stage::Absent => Stage { status: "absent".to_owned(), ..Stage::default() },
            history::Stage::First => first(traced, course, steps),
            history::Stage::Told(finding) => told(traced, version, finding, steps),
            history::Stage::Returned(back) => returned(traced, version, back, &stages, steps),
        };
        if let Some(step) = &stage.step {
            level.clone_from(&step.level);
        }
        stages.push(stage);
    }
    if level.is_empty() {
        level = level_of(traced, course);
    }
    Course { level, told: Vec::new(), stages }
}

/// Of one to which nothing ever happened.
fn level_of(traced: &history::History<'_>, course: &history::Course) -> String {
    let Some(history::Stage::Told(finding)) = course.stages.get(1) else { return String::new() };
    traced.steps[0].comparison.findings[*finding].level.name().to_owned()
}

/// In the first version: what the step to the second has as its old side.
fn first(traced: &history::History<'_>, course: &history::Course, steps: &[Told]) -> Stage {
    let Some(history::Stage::Told(finding)) = course.stages.get(1) else { return Stage::default() };
    let provision = steps[0].findings[*finding].as_ref();
    let place = traced.steps[0].comparison.findings[*finding].place.old;
    Stage {
        status: "present".to_owned(),
        number: number(traced.bills[0], place),
        side: provision.and_then(|provision| provision.old.clone()),
        text: provision.map(old_text),
        ..Stage::default()
    }
}

/// As the step to this version has it.
fn told(traced: &history::History<'_>, version: usize, finding: usize, steps: &mut [Told]) -> Stage {
    let Some(provision) = steps[version - 1].findings[finding].take() else { return Stage::default() };
    Stage {
        status: provision.change.clone(),
        number: number(traced.bills[version], new_place(traced, version, finding)),
        side: provision.new.clone(),
        step: Some(provision).filter(|provision| !provision.is_quiet()),
        ..Stage::default()
    }
}

fn returned(
    traced: &history::History<'_>,
    version: usize,
    back: Return,
    before: &[Stage],
    steps: &mut [Told],
) -> Stage {
    let new = new_place(traced, version, back.finding);
    let mut stage = told(traced, version, back.finding, steps);
    stage.status = "returned".to_owned();
    stage.since = Some(back.since);
    if let Some(mut provision) = steps[version - 1].returned(back, new) {
        // As they are cited where they stand, and not in the draft of what was lost.
        provision.old = before[back.since].side.clone();
        provision.new.clone_from(&stage.side);
        stage.step = Some(provision);
    }
    stage
}

fn new_place(traced: &history::History<'_>, version: usize, finding: usize) -> Option<ProvisionId> {
    traced.steps[version - 1].comparison.findings[finding].place.new
}

fn number(bill: &Bill, id: Option<ProvisionId>) -> Option<String> {
    id.map(|id| bill.number(id)).filter(|number| !number.is_empty()).map(str::to_owned)
}

/// The old side's words.
fn old_text(provision: &Provision) -> String {
    let mut out = String::new();
    for edit in provision.edits.iter().filter(|edit| edit.op != "insert") {
        if !out.is_empty() && !edit.text.starts_with('\n') {
            out.push(' ');
        }
        out.push_str(&edit.text);
    }
    out.trim_start_matches('\n').to_owned()
}

/// What each version is called. Where two would be called alike, all of that name are counted.
fn labels(bills: &[&Bill]) -> Vec<String> {
    let name = |bill: &&Bill| match &bill.front.version {
        Some(code) => code.as_str().to_uppercase(),
        None => bill.source.path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned(),
    };
    let names: Vec<String> = bills.iter().map(name).collect();
    let label = |(at, name): (usize, &String)| {
        let same = |names: &[String]| names.iter().filter(|other| *other == name).count();
        if same(&names) > 1 { format!("{name} ({})", same(&names[..=at])) } else { name.clone() }
    };
    names.iter().enumerate().map(label).collect()
}

/// What is odd about the versions together.
fn notes(bills: &[&Bill], labels: &[String], order: Order) -> Vec<String> {
    let mut notes = Vec::new();
    if order == Order::Given {
        let untold = bills.iter().zip(labels).filter(|(bill, _)| bill.front.date.is_none());
        let untold: Vec<&str> = untold.map(|(_, label)| label.as_str()).collect();
        let untold = untold.join(", ");
        notes.push(format!("codes and dates do not settle the order, as {untold} tells no date: it is the one given"));
    }
    for (two, names) in bills.windows(2).zip(labels.windows(2)) {
        let [before, after] = [two[0], two[1]].map(|bill| &bill.front);
        if before.date.is_some() && after.date.is_some() && before.date > after.date {
            let date = |date: &Option<String>| date.clone().unwrap_or_default();
            let (one, other) = (date(&before.date), date(&after.date));
            notes.push(format!("{} ({one}) stands before {} ({other}), and is dated after it", names[0], names[1]));
        }
        if before.version.is_some() && before.version == after.version && before.citation() == after.citation() {
            let (one, other) = (&two[0].source.path, &two[1].source.path);
            notes.push(format!("{} and {} bear one version code: {one} and {other}", names[0], names[1]));
        }
        if let (Some(one), Some(other)) = (before.citation(), after.citation())
            && one != other
        {
            notes.push(format!("{} is {one}, and {} is {other}: other bills", names[0], names[1]));
        }
    }
    if bills.iter().all(|bill| bill.front.fragment) {
        notes.push("no version is a whole bill: what they hold is compared".to_owned());
    }
    notes
}
