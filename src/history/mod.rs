//! 6. ACROSS VERSIONS: the same provision in every version of a bill.
//!
//! 1. [`crate::bill::in_order`]: which version comes before which.
//! 2. [`chain`]: each version compared with the next, and what each provision became followed along.
//! 3. [`returns`]: what is added, held against all that was dropped before.
//!
//! A history costs about the sum of its comparisons: beside them, what was dropped earlier is matched once with each
//! version that adds something. Identity is that of the comparisons: nothing is matched anew over several steps.

mod chain;
mod returns;

pub use chain::trace;
pub use returns::Lost;

use crate::bill::Bill;
use crate::diff::Comparison;

/// Versions of a bill and the course of every provision through them.
pub struct History<'b> {
    /// In order; at least two.
    pub bills: Vec<&'b Bill>,
    /// One for each version but the first.
    pub steps: Vec<Step<'b>>,
    /// In the last version's reading order; what is not in it stands where it stood.
    pub courses: Vec<Course>,
}

/// How one version became the next.
pub struct Step<'b> {
    pub comparison: Comparison<'b>,
    /// What had been dropped earlier, where some of it is back.
    pub lost: Option<Lost>,
}

/// One provision across all versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// One for each version.
    pub stages: Vec<Stage>,
}

/// What a provision is in one version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Not in it: not yet, or no longer.
    Absent,
    /// In the first version, which has none before it.
    First,
    /// The step to this version tells of it: by which of its findings.
    Told(usize),
    /// The step calls it added; it had been dropped before.
    Returned(Return),
}

/// A provision that left and came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Return {
    /// Which finding of the step calls it added.
    pub finding: usize,
    /// The last version that had it before.
    pub since: usize,
    /// Which provision of [`Lost`] it is.
    pub lost: crate::bill::ProvisionId,
}
