//! How the lines of a unit stand: the words alone do not tell what stands in what, nor which law is quoted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Edit, Teller};
use crate::bill::{Bill, Level};
use crate::diff::{Finding, Op};

/// How the lines of a unit's `edits` stand. Line 0 begins with its first word, and each line break in the texts, taken
/// in order, begins the next. A line of both drafts stands as in the new one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Lines {
    /// For each line in how many other lines of the unit it stands: 0 for the unit's own, 1 for a subsection of a
    /// section. Flush words after a list stand as deep as what they belong to.
    pub depths: Vec<u8>,
    /// Runs of lines that are law written into another act: the first, and one past the last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quoted: Vec<(u32, u32)>,
    /// Lines that go on with the paragraph before them: the "." or "; and" after quoted law.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<u32>,
}

/// How one line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stand {
    /// In how many other lines of its unit.
    pub depth: u8,
    /// It is law written into another act.
    pub quoted: bool,
    /// It goes on with the paragraph before it.
    pub joined: bool,
}

impl Lines {
    /// Whether there is nothing to tell: one line at most.
    pub(super) fn is_single(&self) -> bool {
        self.depths.len() < 2
    }

    /// How each line stands. Of a report that was saved nothing is believed: what is out of order is passed over.
    pub fn stands(&self) -> Vec<Stand> {
        let mut quoted = self.quoted.iter().copied().peekable();
        let mut joined = self.joined.iter().copied().peekable();
        let stand = |(at, &depth): (u32, &u8)| {
            while quoted.next_if(|&(_, end)| end <= at).is_some() {}
            while joined.next_if(|&line| line < at).is_some() {}
            Stand {
                depth,
                quoted: quoted.peek().is_some_and(|&(from, _)| from <= at),
                joined: at > 0 && joined.peek() == Some(&at),
            }
        };
        (0..).zip(&self.depths).map(stand).collect()
    }

    /// Whether these are the lines of other words.
    pub fn contradicts(&self, edits: &[Edit]) -> bool {
        let breaks = edits.iter().map(|edit| edit.text.matches('\n').count()).sum::<usize>();
        !self.depths.is_empty() && self.depths.len() != breaks + 1
    }

    fn push(&mut self, stand: Stand) {
        let at = self.depths.len() as u32;
        self.depths.push(stand.depth);
        match self.quoted.last_mut() {
            Some((_, end)) if stand.quoted && *end == at => *end += 1,
            _ if stand.quoted => self.quoted.push((at, at + 1)),
            _ => {}
        }
        if stand.joined && at > 0 {
            self.joined.push(at);
        }
    }
}

/// How the line of each provision of a bill stands in its unit.
pub(super) fn stands(bill: &Bill) -> Vec<Stand> {
    let mut stands: Vec<Stand> = Vec::with_capacity(bill.provisions.len());
    for provision in &bill.provisions {
        let above = provision.parent as usize;
        let depth = match stands.get(above) {
            Some(parent) if !provision.unit => {
                let has_line = !bill.provisions[above].line.is_empty();
                parent.depth.saturating_add(u8::from(has_line && provision.level != Level::Continuation))
            }
            _ => 0,
        };
        let goes_on = bill.slice(provision.line).starts_with(['.', ',', ';', ':', ')']);
        let joined = provision.level == Level::Continuation && goes_on;
        stands.push(Stand { depth, quoted: provision.quoted, joined });
    }
    stands
}

impl Teller<'_> {
    /// The lines of a unit's edits; none where it has but one.
    pub(super) fn lines(&self, finding: &Finding) -> Lines {
        let mut lines = Lines::default();
        let mut next_new = finding.place.new.map_or(0, |id| self.words.new.own(id).start);
        for edit in &finding.edits {
            let (bill, words, inside) = self.told(edit, finding);
            for word in words.line_starts(bill, edit.words.clone(), inside || lines.depths.is_empty()) {
                let stand = match edit.op {
                    Op::Delete => self.stands.old[words.provision_of(bill, word) as usize],
                    Op::Insert => self.stands.new[words.provision_of(bill, word) as usize],
                    Op::Equal => {
                        let (bill, words) = (self.bills.new, &self.words.new);
                        self.stands.new[words.provision_of(bill, next_new + word - edit.words.start) as usize]
                    }
                };
                lines.push(stand);
            }
            if edit.op != Op::Delete {
                next_new += edit.words.len() as u32;
            }
        }
        if lines.is_single() { Lines::default() } else { lines }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_out_of_order_are_passed_over() {
        let lines =
            Lines { depths: vec![0, 1, 2, 1], quoted: vec![(2, 1), (1, 3), (0, u32::MAX)], joined: vec![0, 9, 3] };
        let stands = lines.stands();
        assert_eq!(stands.iter().map(|stand| stand.depth).collect::<Vec<_>>(), [0, 1, 2, 1]);
        assert!(stands.iter().all(|stand| !stand.joined));
        assert!(Lines { joined: vec![3], ..lines }.stands()[3].joined);
    }
}
