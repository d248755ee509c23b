//! The report with a line for each part: for logs, `jq`, and programs that read one provision at a time. See docs/json.md.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::around::FrontMatter;
use super::model::{
    AmountCoverage, AmountRow, AmountTotal, Document, Provision, Redesignation, Report, Substitution, Summary, Tool,
};
use super::policy::Policy;
use super::references::Reference;

/// One line. What a later release adds is passed over.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "a line lives alone, while it is written or read")]
pub enum Record<'r> {
    Report(Head<'r>),
    Provision(Cow<'r, Provision>),
    Redesignation(Cow<'r, Redesignation>),
    Reference(Cow<'r, Reference>),
    Substitution(Cow<'r, Substitution>),
    Amount(Cow<'r, AmountRow>),
    AmountTotal(Cow<'r, AmountTotal>),
    #[serde(other)]
    Other,
}

/// The first line: what is not told of a part.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Head<'r> {
    schema_version: u32,
    /// Lines that follow: a file that was cut off is known by it.
    records: usize,
    tool: Cow<'r, Tool>,
    old: Cow<'r, Document>,
    new: Cow<'r, Document>,
    summary: Cow<'r, Summary>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    front_matter: Option<Cow<'r, FrontMatter>>,
    #[serde(default, skip_serializing_if = "<[String]>::is_empty")]
    notes: Cow<'r, [String]>,
    #[serde(default)]
    amount_coverage: Cow<'r, AmountCoverage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    policy: Option<Cow<'r, Policy>>,
}

/// Writes the report, the head first.
pub fn write(report: &Report) -> String {
    // A key that the report gets must find its place here.
    let Report {
        schema_version,
        tool,
        old,
        new,
        summary,
        front_matter,
        provisions,
        redesignations,
        references,
        substitutions,
        amounts,
        amount_totals,
        amount_coverage,
        notes,
        policy,
    } = report;
    let parts = || {
        let provisions = provisions.iter().map(|one| Record::Provision(Cow::Borrowed(one)));
        let redesignations = redesignations.iter().map(|one| Record::Redesignation(Cow::Borrowed(one)));
        let references = references.iter().map(|one| Record::Reference(Cow::Borrowed(one)));
        let substitutions = substitutions.iter().map(|one| Record::Substitution(Cow::Borrowed(one)));
        let amounts = amounts.iter().map(|one| Record::Amount(Cow::Borrowed(one)));
        let totals = amount_totals.iter().map(|one| Record::AmountTotal(Cow::Borrowed(one)));
        provisions.chain(redesignations).chain(references).chain(substitutions).chain(amounts).chain(totals)
    };
    let head = Head {
        schema_version: *schema_version,
        records: parts().count(),
        tool: Cow::Borrowed(tool),
        old: Cow::Borrowed(old),
        new: Cow::Borrowed(new),
        summary: Cow::Borrowed(summary),
        front_matter: front_matter.as_ref().map(Cow::Borrowed),
        notes: Cow::Borrowed(notes),
        amount_coverage: Cow::Borrowed(amount_coverage),
        policy: policy.as_ref().map(Cow::Borrowed),
    };
    let mut out = String::new();
    for record in std::iter::once(Record::Report(head)).chain(parts()) {
        // As in `json`: strings, numbers and lists can always be written.
        out.push_str(&serde_json::to_string(&record).unwrap_or_default());
        out.push('\n');
    }
    out
}

/// Lines on their way back to a report.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    head: Option<Head<'static>>,
    lines: usize,
    heads: usize,
    provisions: Vec<Provision>,
    redesignations: Vec<Redesignation>,
    references: Vec<Reference>,
    substitutions: Vec<Substitution>,
    amounts: Vec<AmountRow>,
    amount_totals: Vec<AmountTotal>,
}

impl Gathered {
    pub(super) fn add(&mut self, record: Record<'static>) {
        self.lines += 1;
        match record {
            Record::Report(head) => {
                self.heads += 1;
                self.head = Some(head);
            }
            Record::Provision(one) => self.provisions.push(one.into_owned()),
            Record::Redesignation(one) => self.redesignations.push(one.into_owned()),
            Record::Reference(one) => self.references.push(one.into_owned()),
            Record::Substitution(one) => self.substitutions.push(one.into_owned()),
            Record::Amount(one) => self.amounts.push(one.into_owned()),
            Record::AmountTotal(one) => self.amount_totals.push(one.into_owned()),
            Record::Other => {}
        }
    }

    /// The whole report, or what is wrong with the lines.
    pub(super) fn report(self) -> Result<Report, String> {
        let Some(head) = self.head else { return Err("the lines have no head".to_owned()) };
        if self.heads > 1 {
            return Err(format!("the file holds {} reports, and one is read", self.heads));
        }
        if self.lines - 1 != head.records {
            return Err(format!("{} lines follow the head, which says {}", self.lines - 1, head.records));
        }
        Ok(Report {
            schema_version: head.schema_version,
            tool: head.tool.into_owned(),
            old: head.old.into_owned(),
            new: head.new.into_owned(),
            summary: head.summary.into_owned(),
            front_matter: head.front_matter.map(Cow::into_owned),
            provisions: self.provisions,
            redesignations: self.redesignations,
            references: self.references,
            substitutions: self.substitutions,
            amounts: self.amounts,
            amount_totals: self.amount_totals,
            amount_coverage: head.amount_coverage.into_owned(),
            notes: head.notes.into_owned(),
            policy: head.policy.map(Cow::into_owned),
        })
    }
}
