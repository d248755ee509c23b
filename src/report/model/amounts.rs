//! Every figure of both drafts as plain data, account by account.

use serde::{Deserialize, Serialize};

use super::{Change, Teller};
use crate::Sides;
use crate::bill::{Bill, Level, ProvisionId};
use crate::diff::{Comparison, Finding};
use crate::signals::{Figure, Role, Signals, change_of};

/// All figures, and how many there are by an independent count of the signs `$`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Amounts {
    pub rows: Vec<AmountRow>,
    /// Sums of what accounts under one heading give, where the file tells which heading that is.
    pub totals: Vec<AmountTotal>,
    /// Figures of the old and the new draft that a row shows.
    pub shown: usize,
    /// Figures of the old and the new draft.
    pub figures: usize,
}

/// One figure. Amounts are in units of money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AmountRow {
    /// Headings above it; "" where there is none.
    pub title: String,
    pub department: String,
    pub agency: String,
    /// The account's heading, or the section's citation.
    pub account: String,
    /// The unit it stands in.
    pub cite: String,
    /// "appropriation", "of which", "proviso", "limit", "rescission", "floor note", "other figure", "in a section".
    pub role: String,
    /// "unchanged", "changed", "added" or "removed".
    pub change: String,
    pub old: Option<f64>,
    pub new: Option<f64>,
    pub delta: Option<f64>,
    /// One decimal; null where there is no old amount or it is nothing.
    pub percent: Option<f64>,
    /// Line of the unit in the source.
    pub line: u32,
}

/// What the accounts under one heading give together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AmountTotal {
    pub title: String,
    pub department: String,
    pub agency: String,
    pub old: f64,
    pub new: f64,
    pub delta: f64,
    pub percent: Option<f64>,
}

/// The headings above a unit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Above {
    title: String,
    department: String,
    agency: String,
}

impl Teller<'_> {
    pub(super) fn amounts(&self, comparison: &Comparison<'_>, signals: &Signals) -> Amounts {
        let rows: Vec<AmountRow> =
            signals.figures.iter().map(|figure| self.row(&comparison.findings[figure.finding], figure)).collect();
        let figures = comparison.bills.map(signs);
        let shown = rows.iter().map(|row| usize::from(row.old.is_some()) + usize::from(row.new.is_some())).sum();
        let levelled = comparison.bills.map(|bill| bill.front.format.tells_levels());
        let totals = if levelled.old && levelled.new { totals(&rows) } else { Vec::new() };
        Amounts { rows, totals, shown, figures: figures.old + figures.new }
    }

    fn row(&self, finding: &Finding, figure: &Figure) -> AmountRow {
        let (bill, units, id) = match finding.place {
            Sides { new: Some(new), .. } => (self.bills.new, &self.units.new, new),
            Sides { old, .. } => (self.bills.old, &self.units.old, old.unwrap_or_default()),
        };
        let cite = self.cite_inside(bill, units, id);
        let account = if finding.level == Level::Section || bill.heading(id).is_empty() {
            cite.clone()
        } else {
            bill.heading(id).to_owned()
        };
        let above = above(bill, id);
        let change = match figure.cents {
            Sides { old: Some(old), new: Some(new) } if old == new => "unchanged",
            Sides { old: Some(_), new: Some(_) } => "changed",
            Sides { old: None, .. } => "added",
            Sides { new: None, .. } => "removed",
        };
        let both = match figure.cents {
            Sides { old: Some(old), new: Some(new) } => Some(change_of(old, new)),
            _ => None,
        };
        AmountRow {
            title: above.title,
            department: above.department,
            agency: above.agency,
            account,
            cite,
            role: figure.role.name().to_owned(),
            change: change.to_owned(),
            old: figure.cents.old.map(units_of_money),
            new: figure.cents.new.map(units_of_money),
            delta: both.map(|change| units_of_money(change.delta)),
            percent: both.and_then(|change| change.permille).map(|permille| permille as f64 / 10.0),
            line: bill.provisions[id as usize].place.line,
        }
    }
}

fn units_of_money(cents: i64) -> f64 {
    cents as f64 / 100.0
}

/// Signs of money with a digit after them, in all the text.
fn signs(bill: &Bill) -> usize {
    let text = bill.text.as_bytes();
    text.iter().zip(&text[1.min(text.len())..]).filter(|(sign, next)| **sign == b'$' && next.is_ascii_digit()).count()
}

fn above(bill: &Bill, id: ProvisionId) -> Above {
    let mut above = Above::default();
    let mut at = id;
    while at != 0 {
        at = bill.provisions[at as usize].parent;
        let name = match bill.provisions[at as usize].level {
            Level::Department => &mut above.department,
            Level::Agency => &mut above.agency,
            level if level.is_container() && level != Level::CrossHeading => &mut above.title,
            // An account can head others: "Operations, research, and facilities" over a transfer.
            Level::Account if at != id => &mut above.agency,
            _ => continue,
        };
        if name.is_empty() {
            *name = if bill.heading(at).is_empty() { bill.cite(at) } else { bill.heading(at).to_owned() };
        }
    }
    above
}

/// Sums by heading, of headings whose accounts hold no figure that may or may not add to what they give.
fn totals(rows: &[AmountRow]) -> Vec<AmountTotal> {
    let heading = |row: &AmountRow| (row.title.clone(), row.department.clone(), row.agency.clone());
    let accounts = rows.iter().filter(|row| row.role != Role::Section.name() && !row.department.is_empty());
    let mut groups: Vec<((String, String, String), Vec<&AmountRow>)> = Vec::new();
    let mut known: rustc_hash::FxHashMap<(String, String, String), usize> = Default::default();
    for row in accounts {
        let at = *known.entry(heading(row)).or_insert(groups.len());
        if at == groups.len() {
            groups.push((heading(row), Vec::new()));
        }
        groups[at].1.push(row);
    }
    let uncertain = |row: &&AmountRow| row.role == Role::Other.name() || row.role == Role::Rescission.name();
    groups
        .into_iter()
        .filter(|(_, rows)| !rows.iter().any(uncertain))
        .filter_map(|(heading, rows)| total(heading, &rows))
        .collect()
}

fn total((title, department, agency): (String, String, String), rows: &[&AmountRow]) -> Option<AmountTotal> {
    let given: Vec<&&AmountRow> = rows.iter().filter(|row| row.role == Role::Appropriation.name()).collect();
    if given.is_empty() {
        return None;
    }
    let cents = |amount: Option<f64>| (amount.unwrap_or(0.0) * 100.0).round() as i64;
    let old = given.iter().map(|row| cents(row.old)).fold(0i64, i64::saturating_add);
    let new = given.iter().map(|row| cents(row.new)).fold(0i64, i64::saturating_add);
    let change = change_of(old, new);
    Some(AmountTotal {
        title,
        department,
        agency,
        old: units_of_money(old),
        new: units_of_money(new),
        delta: units_of_money(change.delta),
        percent: change.permille.map(|permille| permille as f64 / 10.0),
    })
}

/// What a row's change is called beside that of a provision.
impl AmountRow {
    pub fn is_quiet(&self) -> bool {
        self.change == Change::Unchanged.name()
    }
}
