//! Every figure of both drafts as plain data, account by account.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Teller};
use crate::Sides;
use crate::bill::{Bill, Level, Provision, ProvisionId};
use crate::diff::{Comparison, Finding};
use crate::matching::words::Words;
use crate::signals::{Figure, Role, Signals, change_of};

/// One figure. Amounts are in units of money.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AmountRow {
    /// The provision it stands in: [`super::Provision::id`] of its unit.
    pub id: String,
    /// "Division B Agriculture ... Act, 2026"; "" where there is none. So are the next three.
    pub division: String,
    /// "Title I AGRICULTURAL PROGRAMS".
    pub title: String,
    /// The major heading above; where there is none, the heading of the title.
    pub department: String,
    /// The intermediate heading above, or the account that heads this one.
    pub agency: String,
    /// The account's heading, or the section's citation.
    pub account: String,
    /// Of the provision within the account that has the figure: "(1)"; "" for the account's own text.
    pub within: String,
    /// "account", "section", or what else its unit is.
    pub level: String,
    /// What it is there for: see [`Role::name`].
    pub role: String,
    /// The one sum that its account gives, in either draft.
    pub sole: bool,
    /// "unchanged", "changed", "added" or "removed".
    pub change: String,
    /// In the old draft. A floor note's amount is negative where it reduces.
    pub old: Option<f64>,
    /// In the new draft.
    pub new: Option<f64>,
    /// New less old; null where only one draft has the figure, or where it is not certain which one it was.
    pub delta: Option<f64>,
    /// One decimal; null where there is no delta or the old amount is nothing.
    pub percent: Option<f64>,
    /// The bill's words around it, of the new draft where that has it; at most about two dozen.
    pub words: String,
    /// The line of the unit in the old source.
    pub old_line: Option<u32>,
    /// The line of the unit in the new source.
    pub new_line: Option<u32>,
}

/// What the accounts under one heading give together, where that is certain.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AmountTotal {
    /// As in a row of `amounts`; so are the next three.
    pub division: String,
    /// The title, or "".
    pub title: String,
    /// The department, or "".
    pub department: String,
    /// The agency, or "".
    pub agency: String,
    /// How many accounts the old draft has under it.
    pub old_accounts: usize,
    /// How many the new one has.
    pub new_accounts: usize,
    /// What the old draft's accounts give together.
    pub old: f64,
    /// What the new draft's give.
    pub new: f64,
    /// New less old.
    pub delta: f64,
    /// The same in percent of the old sum, one decimal; null where that is nothing.
    pub percent: Option<f64>,
}

/// Whether every figure of both drafts is in the table: by a count of its own, of the signs of money.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct AmountCoverage {
    /// Of both drafts together.
    pub figures: usize,
    /// How many of them are in `amounts`.
    pub shown: usize,
    /// Those in the text of accounts.
    pub account_figures: usize,
    /// How many of those are in `amounts`.
    pub account_shown: usize,
    /// Those among them whose sign the print left out: "4,035,000,000,". They are counted as they are read.
    #[serde(default)]
    pub unsigned: usize,
    /// Figures that no row shows, by why.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub left_out: BTreeMap<String, usize>,
    /// Headings of both drafts with accounts under them.
    pub headings: usize,
    /// How many of the headings have a total.
    pub totalled: usize,
}

/// The table, its totals, and what it covers.
pub(super) struct Amounts {
    pub rows: Vec<AmountRow>,
    pub totals: Vec<AmountTotal>,
    pub coverage: AmountCoverage,
}

/// The headings above a unit.
#[derive(Debug, Clone, Default)]
struct Above {
    division: String,
    title: String,
    department: String,
    agency: String,
}

impl Teller<'_> {
    pub(super) fn amounts(
        &self,
        comparison: &Comparison<'_>,
        signals: &Signals,
        provisions: &[super::Provision],
    ) -> Amounts {
        let row = |figure: &Figure| {
            let id = provisions.get(figure.finding).map(|provision| provision.id.clone()).unwrap_or_default();
            self.row(&comparison.findings[figure.finding], figure, id)
        };
        let mut rows: Vec<AmountRow> = signals.figures.iter().map(row).collect();
        rows.chunk_by_mut(|a, b| a.id == b.id).for_each(mark_sole);
        let mut coverage = AmountCoverage::default();
        coverage.count(
            self.bills.old,
            &self.words.old,
            signals.figures.iter().filter_map(|one| one.words.old.as_ref()),
        );
        coverage.count(
            self.bills.new,
            &self.words.new,
            signals.figures.iter().filter_map(|one| one.words.new.as_ref()),
        );
        let totals = self.totals(comparison, signals, &mut coverage);
        Amounts { rows, totals, coverage }
    }

    fn row(&self, finding: &Finding, figure: &Figure, id: String) -> AmountRow {
        let (bill, words, unit) = match (finding.place.new, finding.place.old) {
            (Some(new), _) if figure.words.new.is_some() => (self.bills.new, &self.words.new, new),
            (_, Some(old)) => (self.bills.old, &self.words.old, old),
            (new, None) => (self.bills.new, &self.words.new, new.unwrap_or_default()),
        };
        let heading = bill.heading(unit);
        let is_new = figure.words.new.is_some();
        let named = if is_new { &self.units.new } else { &self.units.old };
        let account = if finding.level == Level::Section || heading.is_empty() {
            self.cite_inside(bill, named, unit)
        } else {
            heading.to_owned()
        };
        let Above { division, title, department, agency } = above(bill, unit);
        let change = match figure.cents {
            Sides { old: Some(old), new: Some(new) } if old == new => Change::Unchanged.name(),
            Sides { old: Some(_), new: Some(_) } => Change::Changed.name(),
            Sides { old: None, .. } => Change::Added.name(),
            Sides { new: None, .. } => "removed",
        };
        let both = match figure.cents {
            Sides { old: Some(old), new: Some(new) } => Some(change_of(old, new)),
            _ => None,
        };
        let line = |bill: &Bill, id: Option<ProvisionId>| id.map(|id| bill.provisions[id as usize].place.line);
        let stands = words.provision_of(bill, figure.around.start);
        AmountRow {
            id,
            division,
            title,
            department,
            agency,
            account,
            within: if stands == unit { String::new() } else { bill.cite_within(stands) },
            level: finding.level.name().to_owned(),
            role: figure.role.name().to_owned(),
            sole: false,
            change: change.to_owned(),
            old: figure.cents.old.map(units_of_money),
            new: figure.cents.new.map(units_of_money),
            delta: both.map(|change| units_of_money(change.delta)),
            percent: both.and_then(|change| change.permille).map(|permille| permille as f64 / 10.0),
            words: words.text(bill, figure.around.clone(), false).replace('\n', " "),
            old_line: figure.cents.old.and_then(|_| line(self.bills.old, finding.place.old)),
            new_line: figure.cents.new.and_then(|_| line(self.bills.new, finding.place.new)),
        }
    }

    /// Sums of what accounts give under headings that are the same in both drafts.
    fn totals(
        &self,
        comparison: &Comparison<'_>,
        signals: &Signals,
        coverage: &mut AmountCoverage,
    ) -> Vec<AmountTotal> {
        let levelled = self.bills.old.front.format.tells_levels() && self.bills.new.front.format.tells_levels();
        let of_side = |bill: &Bill,
                       side: fn(&Sides<Option<ProvisionId>>) -> Option<ProvisionId>,
                       cents: fn(&Figure) -> Option<i64>| {
            let mut figures: FxHashMap<ProvisionId, Vec<(Role, i64)>> = FxHashMap::default();
            for figure in &signals.figures {
                let unit = side(&comparison.findings[figure.finding].place);
                if let (Some(unit), Some(cents)) = (unit, cents(figure)) {
                    figures.entry(unit).or_default().push((figure.role, cents));
                }
            }
            sums(bill, &figures)
        };
        let sums = Sides {
            old: of_side(self.bills.old, |place| place.old, |figure| figure.cents.old),
            new: of_side(self.bills.new, |place| place.new, |figure| figure.cents.new),
        };
        let mut totals = Vec::new();
        for finding in &comparison.findings {
            let Sides { old: Some(old), new: Some(new) } = finding.place else { continue };
            let (Some(a), Some(b)) = (sums.old.get(&old), sums.new.get(&new)) else { continue };
            coverage.headings += 1;
            let (Some(a), Some(b), true) = (a, b, levelled) else { continue };
            coverage.totalled += 1;
            let change = change_of(a.cents, b.cents);
            let mut above = above(self.bills.new, new);
            let own = if finding.level == Level::Department { &mut above.department } else { &mut above.agency };
            *own = self.bills.new.heading(new).to_owned();
            totals.push(AmountTotal {
                division: above.division,
                title: above.title,
                department: above.department,
                agency: above.agency,
                old_accounts: a.accounts,
                new_accounts: b.accounts,
                old: units_of_money(a.cents),
                new: units_of_money(b.cents),
                delta: units_of_money(change.delta),
                percent: change.permille.map(|permille| permille as f64 / 10.0),
            });
        }
        totals
    }
}

/// What the accounts under one heading give.
struct Sum {
    accounts: usize,
    cents: i64,
}

/// For each agency or department with accounts under it their sum, where the accounts certainly add up: each gives
/// one sum, no heading stands between, and nothing is rescinded, lent, listed or given by a section.
fn sums(bill: &Bill, figures: &FxHashMap<ProvisionId, Vec<(Role, i64)>>) -> FxHashMap<ProvisionId, Option<Sum>> {
    let mut sums: FxHashMap<ProvisionId, Option<Sum>> = FxHashMap::default();
    let mut with_accounts = FxHashSet::default();
    for unit in bill.units() {
        let Provision { level, parent, .. } = bill.provisions[unit.id as usize];
        if !matches!(bill.provisions[parent as usize].level, Level::Agency | Level::Department) {
            continue;
        }
        let figures = figures.get(&unit.id).map_or(&[][..], Vec::as_slice);
        let more = match level {
            Level::Account => given(bill, unit.id, figures),
            Level::Agency | Level::Department => None,
            // A section or a bare text may give more.
            _ => figures.is_empty().then_some(Sum { accounts: 0, cents: 0 }),
        };
        if level == Level::Account {
            with_accounts.insert(parent);
        }
        let sum = sums.entry(parent).or_insert(Some(Sum { accounts: 0, cents: 0 }));
        *sum = sum.take().zip(more).and_then(|(sum, more)| sum.and(&more));
    }
    sums.retain(|parent, _| with_accounts.contains(parent));
    sums
}

impl Sum {
    fn and(&self, more: &Self) -> Option<Self> {
        Some(Self { accounts: self.accounts + more.accounts, cents: self.cents.checked_add(more.cents)? })
    }
}

fn given(bill: &Bill, account: ProvisionId, figures: &[(Role, i64)]) -> Option<Sum> {
    let heads = (account + 1..bill.provisions[account as usize].end).any(|id| bill.provisions[id as usize].unit);
    let adds_up = |role: &Role| {
        matches!(
            role,
            Role::Appropriation | Role::OfWhich | Role::Proviso | Role::Limit | Role::Minimum | Role::FloorNote
        )
    };
    let mut sums = figures.iter().filter(|(role, _)| *role == Role::Appropriation);
    match (sums.next(), sums.next()) {
        (Some(&(_, cents)), None) if !heads && figures.iter().all(|(role, _)| adds_up(role)) => {
            Some(Sum { accounts: 1, cents })
        }
        _ => None,
    }
}

impl AmountCoverage {
    /// Counts the figures of one draft by its signs of money, and those among them that rows show.
    fn count<'r>(
        &mut self,
        bill: &Bill,
        words: &Words,
        shown: impl Iterator<Item = &'r crate::matching::words::WordRange>,
    ) {
        let shown: Vec<_> = shown.cloned().collect();
        let read: FxHashSet<u32> = shown.iter().cloned().flatten().collect();
        let mut taken = FxHashSet::default();
        for at in signs(bill) {
            let word = words.at(at as u32);
            let id = words.provision_of(bill, word);
            let in_account = bill.ancestors(id).any(|above| bill.provisions[above as usize].level == Level::Account);
            let heading = bill.provisions[id as usize].heading;
            // One word can hold two figures: "$1,000-$2,000".
            let is_shown = read.contains(&word) && taken.insert(word);
            self.figures += 1;
            self.shown += usize::from(is_shown);
            self.account_figures += usize::from(in_account);
            self.account_shown += usize::from(in_account && is_shown);
            if !is_shown {
                let in_heading = (heading.start..heading.end).contains(&(at as u32));
                let why = if in_heading { "in a heading" } else { "no plain amount" };
                *self.left_out.entry(why.to_owned()).or_default() += 1;
            }
        }
        for figure in shown.into_iter().filter(|figure| !figure.clone().any(|word| taken.contains(&word))) {
            let id = words.provision_of(bill, figure.start);
            let in_account = bill.ancestors(id).any(|above| bill.provisions[above as usize].level == Level::Account);
            self.unsigned += 1;
            self.figures += 1;
            self.shown += 1;
            self.account_figures += usize::from(in_account);
            self.account_shown += usize::from(in_account);
        }
    }
}

/// Where signs of money stand with a digit after them, a space between or not.
fn signs(bill: &Bill) -> impl Iterator<Item = usize> + '_ {
    // The first bytes of "$", "£" and "€": looked for as bytes, of which a bill has millions.
    let may_be_sign = |byte: u8| matches!(byte, b'$' | 0xc2 | 0xe2);
    let places = bill.text.bytes().enumerate().filter(move |&(_, byte)| may_be_sign(byte)).map(|(at, _)| at);
    places.filter(|&at| bill.text[at..].starts_with(['$', '£', '€'])).filter(|&at| {
        let mut after = bill.text[at..].chars().skip(1);
        after.find(|c| *c != ' ').is_some_and(|c| c.is_ascii_digit())
    })
}

/// Of the figures of one account.
fn mark_sole(rows: &mut [AmountRow]) {
    let gives = |row: &&mut AmountRow| row.role == Role::Appropriation.name();
    let sums = [
        rows.iter().filter(|row| row.role == Role::Appropriation.name() && row.old.is_some()).count(),
        rows.iter().filter(|row| row.role == Role::Appropriation.name() && row.new.is_some()).count(),
    ];
    if sums.into_iter().max() == Some(1) {
        rows.iter_mut().filter(gives).for_each(|row| row.sole = true);
    }
}

fn units_of_money(cents: i64) -> f64 {
    cents as f64 / 100.0
}

fn above(bill: &Bill, id: ProvisionId) -> Above {
    let mut above = Above::default();
    let mut title_heading = "";
    for at in bill.ancestors(id).skip(1) {
        let level = bill.provisions[at as usize].level;
        let heading = bill.heading(at);
        let (name, text) = match level {
            Level::Department => (&mut above.department, heading.to_owned()),
            // An account can head others: "Operations, research, and facilities" over a transfer.
            Level::Agency | Level::Account => (&mut above.agency, heading.to_owned()),
            Level::Division => (&mut above.division, format!("Division {} {heading}", bill.number(at))),
            Level::Title => {
                title_heading = heading;
                (&mut above.title, format!("Title {} {heading}", bill.number(at)))
            }
            _ => continue,
        };
        if name.is_empty() {
            *name = text.trim_end().to_owned();
        }
    }
    if above.department.is_empty() {
        above.department = title_heading.to_owned();
    }
    above
}

impl AmountRow {
    /// Whether both drafts have it, the same.
    pub fn is_quiet(&self) -> bool {
        self.change == Change::Unchanged.name()
    }

    /// "SENATE > Expense Allowances": what stands above the account.
    pub fn heading(&self) -> String {
        let division = self.division.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let parts = [division.as_str(), &self.department, &self.agency];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" > ")
    }

    /// Whether it stands in an account, and not in a section or beside them.
    pub fn is_of_account(&self) -> bool {
        self.level == Level::Account.name()
    }
}
