//! Which kind of enumerator stands above which.
//!
//! Congress writes (a)(1)(A)(i)(I). Drafts by other hands have it otherwise, "(1)" above "(a)" most of all. A
//! reader whose drafts may be of that sort has the order learnt from the document: within a section, the kind
//! that appears first stands above. In the usual order that rule finds the usual order, so it does no harm
//! there; law quoted from elsewhere always has the usual one.

use super::enumerator::{self, Reading};
use super::{heads, told};
use crate::bill::Level;
use crate::read::lines::Paragraph;

/// The kinds, by the level they usually have: from "(a)" to "(I)".
const KINDS: usize = 5;

/// Where each kind of enumerator stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Order([u8; KINDS]);

impl Order {
    /// As the drafting offices of Congress have it.
    pub(crate) const USUAL: Self = Self([0, 1, 2, 3, 4]);

    /// A reading at the level that its kind has in this order.
    pub(crate) fn place(self, reading: Reading) -> Reading {
        let kind = reading.level as usize - Level::Subsection as usize;
        let level = self.0.get(kind).map_or(reading.level, |&rank| LEVELS[usize::from(rank)]);
        Reading { level, ..reading }
    }

    /// The order found in a document.
    pub(super) fn learn(paragraphs: &[Paragraph]) -> Self {
        let mut before = [[0u32; KINDS]; KINDS];
        let mut seen: Vec<usize> = Vec::new();
        let mut last = "";
        for paragraph in paragraphs {
            let text = &*paragraph.text;
            if heads::opens_quote(text) || paragraph.told.quoted > 0 {
                continue;
            }
            if told::section(paragraph, text).is_some() {
                seen.clear();
                last = "";
            }
            let Some(found) = enumerator::at_start(text) else { continue };
            if let Some(kind) = first_of(found.inner, last).filter(|kind| !seen.contains(kind)) {
                seen.iter().for_each(|&above| before[above][kind] += 1);
                seen.push(kind);
            }
            last = found.inner;
        }
        Self::from_counts(&before)
    }

    /// Kinds change places with their neighbour where that one appears first more often.
    fn from_counts(before: &[[u32; KINDS]; KINDS]) -> Self {
        let mut kinds: [usize; KINDS] = std::array::from_fn(|kind| kind);
        for _ in 0..KINDS {
            for at in 1..KINDS {
                let (above, below) = (kinds[at - 1], kinds[at]);
                if before[below][above] > before[above][below] {
                    kinds.swap(at - 1, at);
                }
            }
        }
        let mut order = Self::USUAL;
        kinds.iter().enumerate().for_each(|(rank, &kind)| order.0[kind] = rank as u8);
        order
    }
}

const LEVELS: [Level; KINDS] =
    [Level::Subsection, Level::Paragraph, Level::Subparagraph, Level::Clause, Level::Subclause];

/// The kind that an enumerator is the first of. "(i)" after "(h)" is none.
fn first_of(inner: &str, last: &str) -> Option<usize> {
    match inner {
        "a" => Some(0),
        "1" => Some(1),
        "A" => Some(2),
        "i" if last != "h" => Some(3),
        "I" if last != "H" => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bill::Place;

    fn learnt(row: &str) -> Order {
        let of = |token: &str| Paragraph::plain(format!("({token}) x"), Place::default());
        Order::learn(&row.split_whitespace().map(of).collect::<Vec<_>>())
    }

    #[test]
    fn the_usual_order_is_found_where_it_is_used() {
        assert_eq!(learnt("a 1 A i I ii B 2 b"), Order::USUAL);
        assert_eq!(learnt("1 A B 2"), Order::USUAL);
        assert_eq!(learnt("g h i j"), Order::USUAL);
        assert_eq!(learnt(""), Order::USUAL);
    }

    #[test]
    fn numbers_may_stand_above_letters() {
        let order = learnt("1 a b 2 a i ii b 3");
        let level = |inner| order.place(enumerator::readings(inner).last().unwrap()).level;
        assert_eq!([level("1"), level("a"), level("iv")], [Level::Subsection, Level::Paragraph, Level::Clause]);
    }
}
