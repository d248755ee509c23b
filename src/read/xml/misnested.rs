//! Provisions tagged a level too deep, for their looks.
//!
//! The drafting software indents by element, so a drafter who wants "(2)" printed further right tags it as a
//! subparagraph inside paragraph (1):
//!
//! ```text
//! <paragraph><enum>(1)</enum>...<subparagraph indent="up2"><enum>(2)</enum>...</subparagraph></paragraph>
//! ```
//!
//! It is paragraph (2). An enumerator that has no reading at its own level, and comes next at the level of the
//! provision it stands in, tells.

use super::elements::Role;
use super::walk::{Closes, Walker};
use crate::bill::Level;
use crate::read::outline::enumerator::{Reading, at_start, readings};

impl Walker<'_, '_> {
    /// The level an element is opened at. What it belongs beside is closed before.
    pub(super) fn settle(&mut self, id: u32, level: Level) -> Level {
        match self.level_beside(id, level) {
            Some(beside) => {
                // The frame of the element around has nothing left to close.
                if let Some(frame) = self.frames.last_mut() {
                    frame.closes = Closes::Nothing;
                }
                self.builder.close();
                beside
            }
            None => level,
        }
    }

    fn level_beside(&self, id: u32, level: Level) -> Option<Level> {
        let around = self.builder.level();
        let small = |level: Level| (Level::Subsection..=Level::Subitem).contains(&level);
        let directly = self.frames.last().is_some_and(|frame| matches!(frame.closes, Closes::Provision));
        if !(small(level) && small(around) && directly && level > around) {
            return None;
        }
        let own = self.readings(id)?;
        if own.iter().any(|reading| reading.level >= level) {
            return None;
        }
        let before = self.readings(self.tape.elements[id as usize].parent)?;
        let at = |all: &[Reading]| all.iter().find(|reading| reading.level == around).copied();
        at(&own)?.ordinal.follows(at(&before)?.ordinal).then_some(around)
    }

    /// Every reading of an element's enumerator.
    fn readings(&self, id: u32) -> Option<Vec<Reading>> {
        let designation = self.tape.children(id).find(|&child| self.tape.role(child) == Role::Designation)?;
        let text = self.tape.text_of(designation);
        let enumerator = at_start(text.trim())?;
        Some(readings(enumerator.inner).collect())
    }
}
