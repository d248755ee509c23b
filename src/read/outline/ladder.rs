//! Which level is "(i)"? The nesting rule, once for all formats.
//!
//! An enumerator alone does not fix a level: after "(h)" and "(A)" an "(i)" can be the ninth subsection or the
//! first clause. Every reading is given a penalty from what is open (a number that comes next is best, a first
//! one below what is open is good, most when a dash or colon has just asked for a list), from what comes
//! later ("(ii)" or "(j)"), and, where the page tells, from how deep the line stands. The lowest penalty wins;
//! of equals the deeper level. Without columns the rule is the same, with one witness fewer.
//!
//! ```text
//! (h) ...                      (h) ...
//!     (1) ...--                    (1) ...--
//!         (A) ...                      (A) ...
//!             (i) ...                  (B) ...
//!             (ii) ...         (i) ...
//!                              (j) ...
//! ```

use super::enumerator::{Ordinal, Reading, readings};
use super::order::Order;
use crate::bill::Level;

/// An open provision with an enumerator (or without: then its ordinal is `None`).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rung {
    pub level: Level,
    pub ordinal: Option<Ordinal>,
    /// How deep it is printed.
    pub depth: Option<u8>,
}

/// What is known of an enumerator besides itself.
pub(crate) struct Evidence<'a> {
    /// The open provisions of this section or quoted block, outermost first; none of them a unit.
    pub open: &'a [Rung],
    /// How deep the line is printed.
    pub depth: Option<u8>,
    /// The words before end in a dash or colon: a list is due.
    pub lead_in: bool,
    /// The level that the words before announce ("the following new clause").
    pub announced: Option<Level>,
    /// Enumerators of the paragraphs that follow, without brackets.
    pub ahead: &'a [&'a str],
    /// Which kind of enumerator stands above which.
    pub order: Order,
}

/// The next of its series.
const NEXT: i32 = 0;
/// A list begins one level (or, below a section, two) deeper.
const FIRST_BELOW: i32 = 100;
/// For every level left out when a list begins deeper.
const SKIPPED: i32 = 10;
/// A list was due, but this goes on with one that is open already.
const LIST_WAS_DUE: i32 = 220;
/// Numbers left out: "(reserved)", omitted.
const GAP: i32 = 300;
/// A first number at a level that is open or above what is open: it begins anew.
const AGAIN: i32 = 350;
/// A later number where no series of the kind is open.
const ORPHAN: i32 = 420;
/// A doubled letter as the first of a fragment: few laws have more than 26 subsections.
const BEYOND_Z: i32 = 100;
/// What the displayed depth is worth.
const DEPTH_AGREES: i32 = -60;
const DEPTH_DIFFERS: i32 = 130;
/// The same where nothing is open to go on with: a lone "(i)" quoted at the depth of subsections is the ninth
/// of them, not a first clause, unless a "(ii)" follows.
const FRAGMENT_DEPTH_AGREES: i32 = -380;
/// What a successor further on is worth.
const SUCCESSOR: i32 = -120;
/// What the announced level is worth.
const ANNOUNCED: i32 = -250;

/// How many enumerators are looked at for a successor: a list of 60 clauses is rare, time is not for free.
pub(crate) const LOOK_AHEAD: usize = 60;

/// The most likely reading of an enumerator; None where it has none.
pub(crate) fn choose(inner: &str, evidence: &Evidence<'_>) -> Option<Reading> {
    let mut best: Option<(i32, Reading)> = None;
    let continued = continued(inner, evidence.ahead);
    for plain in readings(inner) {
        let reading = evidence.order.place(plain);
        let mut penalty = series(reading, evidence) + depth(reading, evidence);
        if evidence.announced == Some(reading.level) {
            penalty += ANNOUNCED;
        }
        if continued == Some(plain.level) {
            penalty += SUCCESSOR;
        }
        if best.is_none_or(|(lowest, _)| penalty <= lowest) {
            best = Some((penalty, reading));
        }
    }
    best.map(|(_, reading)| reading)
}

/// How well a reading goes on with what is open.
fn series(reading: Reading, evidence: &Evidence<'_>) -> i32 {
    let innermost = evidence.open.last().map_or(Level::Section, |rung| rung.level);
    let same = evidence.open.iter().rposition(|rung| rung.level == reading.level);
    let last = same.and_then(|at| evidence.open[at].ordinal);
    if let Some(last) = last {
        let due = if evidence.lead_in { LIST_WAS_DUE } else { 0 };
        return match () {
            _ if reading.ordinal.follows(last) => NEXT + due,
            _ if reading.ordinal > last => GAP + due,
            _ => AGAIN + due,
        };
    }
    let below = reading.level > innermost;
    let skipped = i32::from(reading.level as u8) - i32::from(innermost as u8) - 1;
    // From a section down to a paragraph no level is left out.
    let skipped = if evidence.open.is_empty() { (skipped - 2).max(0) } else { skipped };
    let rare = if reading.ordinal.is_beyond_z() { BEYOND_Z } else { 0 };
    match (reading.ordinal == Ordinal::FIRST, below) {
        (true, true) if evidence.lead_in => SKIPPED * skipped,
        (true, true) => FIRST_BELOW + SKIPPED * skipped,
        (true, false) => AGAIN,
        (false, true) => ORPHAN + SKIPPED * skipped + rare,
        (false, false) => ORPHAN + SKIPPED + rare,
    }
}

/// Whether the displayed depth speaks for a reading.
fn depth(reading: Reading, evidence: &Evidence<'_>) -> i32 {
    let Some(shown) = evidence.depth else { return 0 };
    let sibling = evidence.open.iter().rev().find(|rung| rung.level == reading.level && rung.depth.is_some());
    let verdict = |agrees| if agrees { DEPTH_AGREES } else { DEPTH_DIFFERS };
    if let Some(sibling) = sibling {
        return verdict(sibling.depth == Some(shown));
    }
    let usual = (reading.level as u8).saturating_sub(Level::Subsection as u8);
    let parent = evidence.open.iter().rev().find(|rung| rung.level < reading.level).and_then(|rung| rung.depth);
    match parent {
        Some(parent) if shown == parent + 1 => DEPTH_AGREES,
        None if shown == usual && evidence.open.is_empty() => FRAGMENT_DEPTH_AGREES,
        _ if shown == usual => DEPTH_AGREES / 2,
        None if evidence.open.is_empty() => DEPTH_DIFFERS / 2,
        _ => DEPTH_DIFFERS,
    }
}

/// The level whose next number comes first among the enumerators that follow, if an enumerator has several
/// readings: "(ii)" speaks for the clause, "(j)" for the subsection. What follows the same enumerator come again
/// goes on with that one.
fn continued(inner: &str, ahead: &[&str]) -> Option<Level> {
    readings(inner).nth(1)?;
    ahead.iter().take(LOOK_AHEAD).take_while(|later| !later.is_empty() && **later != inner).find_map(|later| {
        let follows =
            |this: &Reading| readings(later).any(|l| l.level == this.level && l.ordinal.follows(this.ordinal));
        readings(inner).find(follows).map(|this| this.level)
    })
}

/// The level below one.
pub(super) fn below(level: Level) -> Level {
    match level {
        Level::Subsection => Level::Paragraph,
        Level::Paragraph => Level::Subparagraph,
        Level::Subparagraph => Level::Clause,
        Level::Clause => Level::Subclause,
        Level::Subclause => Level::Item,
        _ => Level::Subitem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a row of enumerators without columns, as the outline does, and tells the levels.
    fn levels(row: &str) -> Vec<&'static str> {
        let tokens: Vec<&str> = row.split_whitespace().collect();
        let mut open: Vec<Rung> = Vec::new();
        let mut told = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let (inner, lead_in) = (token.trim_end_matches('-'), at > 0 && tokens[at - 1].ends_with('-'));
            let ahead: Vec<&str> = tokens[at + 1..].iter().map(|t| t.trim_end_matches('-')).collect();
            let evidence =
                Evidence { open: &open, depth: None, lead_in, announced: None, ahead: &ahead, order: Order::USUAL };
            let reading = choose(inner, &evidence).unwrap();
            while open.last().is_some_and(|rung| rung.level >= reading.level) {
                open.pop();
            }
            open.push(Rung { level: reading.level, ordinal: Some(reading.ordinal), depth: None });
            told.push(reading.level.name());
        }
        told
    }

    #[test]
    fn look_ahead_tells_the_ninth_subsection_from_the_first_clause() {
        assert_eq!(levels("h 1 A i ii")[3], "clause");
        assert_eq!(levels("h 1 A B i j")[4], "subsection");
        assert_eq!(levels("h 1 A- i ii i j")[5..], ["subsection", "subsection"]);
    }

    #[test]
    fn capitals_are_subparagraphs_or_subclauses() {
        assert_eq!(levels("1- A- i- I II")[3..], ["subclause", "subclause"]);
        assert_eq!(levels("1- G H I J")[3..], ["subparagraph", "subparagraph"]);
        assert_eq!(
            levels("a 1 A i I aa bb AA BB"),
            ["subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "item", "subitem", "subitem"]
        );
    }

    #[test]
    fn in_a_fragment_the_depth_decides_unless_a_second_clause_follows() {
        let read = |depth, ahead: &[&str]| {
            let evidence =
                Evidence { open: &[], depth: Some(depth), lead_in: true, announced: None, ahead, order: Order::USUAL };
            choose("i", &evidence).unwrap().level.name()
        };
        assert_eq!((read(0, &[]), read(3, &[])), ("subsection", "clause"));
        assert_eq!((read(0, &["ii"]), read(0, &["1", "j"])), ("clause", "subsection"));
    }

    #[test]
    fn sections_may_hold_paragraphs_without_subsections() {
        assert_eq!(levels("1 2 A B 3"), ["paragraph", "paragraph", "subparagraph", "subparagraph", "paragraph"]);
    }

    #[test]
    fn after_z_come_double_letters() {
        assert_eq!(levels("y z aa bb")[2..], ["subsection", "subsection"]);
    }
}
