//! 5. WHAT IT TOUCHES: pointers that can be checked.
//!
//! A signal has a kind, the bill's own words as its reason, and a place. None ranks or judges.
//!
//! Signals are driven by the edits: a phrase (an amount, a duty, a reference) is told where a changed word is one of
//! its own words, and never for standing near one.
//!
//! 1. [`vocabulary`], [`line`]: what the words look like, and one provision's text.
//! 2. One file for each kind: where such a phrase begins and ends, and what makes two of them say the same.
//! 3. [`touched`]: which phrases the edits touch, and which old one became which new one.
//! 4. [`find`]: all of it, for every finding.
//! 5. [`substitution`]: the same replacement in many places. [`accounts`]: every figure of both drafts.
//! 6. [`reason`]: what is said of a signal.
//!
//! The references audit has its say last ([`audited`]): a citation that nobody changed and that points elsewhere now is
//! a signal, and one that only followed its provision to a new number is none.

pub mod accounts;
mod actor;
mod amount;
mod audited;
mod date;
mod deadline;
pub mod definition;
pub mod duty;
mod effect;
mod exception;
mod find;
mod fiscal_year;
mod law;
mod line;
mod names;
mod penalty;
mod period;
mod preemption;
mod reason;
mod reference;
mod report;
mod substitution;
mod time;
mod touched;
mod vocabulary;

pub use accounts::{Figure, Role};
pub use duty::Force;
pub use find::find;
pub use reason::{change_of, money, reason};
pub use substitution::Substitution;

use crate::Sides;
use crate::bill::ProvisionId;
use crate::matching::words::WordRange;
use line::{Line, Phrase};
use vocabulary::Core;

/// What a signal points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Amount,
    FloorNote,
    Deadline,
    Date,
    Period,
    FiscalYear,
    Duty,
    Definition,
    Exception,
    Sunset,
    EffectiveDate,
    Report,
    Recipient,
    Penalty,
    Preemption,
    PrivateRight,
    Law,
    Actor,
    Reference,
}

/// A pointer at words that an edit touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    pub kind: Kind,
    /// The words themselves; one side is missing where they came or went.
    pub words: Sides<Option<WordRange>>,
    /// What the kind makes of them.
    pub value: Sides<Option<Value>>,
    /// For words of one side alone, the clause around them.
    pub clause: Option<WordRange>,
    /// Inside a quoted block: the law being amended, as the draft that has the signal's words names it. An empty
    /// range where no instruction names it.
    pub law: Option<WordRange>,
    /// For a definition, the units of the new draft (of the old one, if dropped) that use the term.
    pub uses: Vec<ProvisionId>,
    /// For a reference that the audit found broken: its index in [`Comparison::references`](crate::diff::Comparison).
    pub audited: Option<usize>,
}

/// What a phrase says, beyond its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Hundredths of the unit of money; a floor note's reduction is negative.
    Cents(i64),
    Force(Force),
}

/// All that was found in a comparison.
#[derive(Debug, Default)]
pub struct Signals {
    /// For each finding of the comparison its signals, by kind and then in reading order.
    pub units: Vec<Vec<Signal>>,
    pub substitutions: Vec<Substitution>,
    /// Every figure of either draft, by unit and then in reading order.
    pub figures: Vec<Figure>,
}

impl Kind {
    pub const ALL: [Self; 19] = [
        Self::Amount,
        Self::FloorNote,
        Self::Deadline,
        Self::Date,
        Self::Period,
        Self::FiscalYear,
        Self::Duty,
        Self::Definition,
        Self::Exception,
        Self::Sunset,
        Self::EffectiveDate,
        Self::Report,
        Self::Recipient,
        Self::Penalty,
        Self::Preemption,
        Self::PrivateRight,
        Self::Law,
        Self::Actor,
        Self::Reference,
    ];

    /// The kind of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The name in reports, JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::FloorNote => "floor-note",
            Self::Deadline => "deadline",
            Self::Date => "date",
            Self::Period => "period",
            Self::FiscalYear => "fiscal-year",
            Self::Duty => "duty",
            Self::Definition => "definition",
            Self::Exception => "exception",
            Self::Sunset => "sunset",
            Self::EffectiveDate => "effective-date",
            Self::Report => "report",
            Self::Recipient => "recipient",
            Self::Penalty => "penalty",
            Self::Preemption => "preemption",
            Self::PrivateRight => "private-right",
            Self::Law => "law",
            Self::Actor => "actor",
            Self::Reference => "reference",
        }
    }
}

impl Signal {
    /// Of these words, and nothing more known of them.
    fn new(kind: Kind, words: Sides<Option<WordRange>>) -> Self {
        Self { kind, words, value: Sides::default(), clause: None, law: None, uses: Vec::new(), audited: None }
    }

    /// The side that shows it: the new one, or the old one of what is gone.
    pub fn is_of_new(&self) -> bool {
        self.words.new.is_some()
    }
}

/// Kinds whose phrases exclude one another: of a deadline and the date in it only the deadline is told.
struct Family {
    members: &'static [Member],
}

/// Where a phrase may begin, and the phrase that begins there.
type Member = (fn(&Core) -> bool, fn(&Line<'_>, u32) -> Option<Phrase>);

/// Bits of [`Core::begins`] are indexes into this.
const FAMILIES: [Family; 11] = [
    Family { members: &[(amount::begins, amount::at)] },
    Family {
        members: &[
            (deadline::begins, deadline::at),
            (fiscal_year::begins, fiscal_year::at),
            (date::begins, date::at),
            (period::begins, period::at),
        ],
    },
    Family { members: &[(duty::begins, duty::at)] },
    Family { members: &[(exception::begins, exception::at)] },
    Family { members: &[(effect::begins, effect::at)] },
    Family { members: &[(report::begins, report::at)] },
    Family { members: &[(penalty::begins, penalty::at)] },
    Family { members: &[(preemption::begins, preemption::at)] },
    Family { members: &[(law::begins, law::at)] },
    Family { members: &[(actor::begins, actor::at)] },
    Family { members: &[(reference::begins, reference::at)] },
];

/// Indexes into [`FAMILIES`] of those that need more than their words.
const AMOUNTS: usize = 0;
const TIMES: usize = 1;
const LAWS: usize = 8;
const ACTORS: usize = 9;
const REFERENCES: usize = 10;

/// Phrases of the first family are none where they stand inside one of the second: the year and the agency in an act's
/// name are a citation, and what an instruction cites is the law that it amends.
const INSIDE: [(usize, usize); 3] = [(TIMES, REFERENCES), (ACTORS, REFERENCES), (REFERENCES, LAWS)];

/// The families that may have a phrase beginning with such a word, as bits.
fn begins(core: &Core) -> u32 {
    let member = |family: &Family| family.members.iter().any(|(begins, _)| begins(core));
    FAMILIES.iter().enumerate().filter(|(_, family)| member(family)).fold(0, |bits, (at, _)| bits | 1 << at)
}
