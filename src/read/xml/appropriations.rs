//! Appropriations headings: siblings in the file, nested in meaning.
//!
//! `appropriations-major`, `-intermediate` and `-small` (department, agency, account) follow one another
//! without nesting; a heading's rank places it. A heading stays open after its element ends: what follows
//! is inside it, until a heading of its rank or above, or a section, or the end of the title.

use super::elements::Role;
use super::walk::{Closes, Into, Walker};
use crate::bill::Level;
use crate::read::outline::run_in::is_closing_citation;

/// An open appropriations heading.
pub(super) struct OpenHeading {
    /// 0, 1, 2 for major, intermediate, small.
    rank: u8,
    /// How many frames were open where it began.
    pub(super) base: usize,
}

impl Walker<'_, '_> {
    /// Whether a block without a heading goes on with the section just before it: "Such requirements ...", or
    /// an unnumbered section that says "This section shall not apply ...".
    pub(super) fn goes_on(&self, id: u32) -> bool {
        match self.tape.role(id) {
            Role::Appropriation(_) | Role::LeveledAppropriation => {
                self.heading_of(id).is_empty() && !is_closing_citation(self.tape.text_of(id).trim_start())
            }
            Role::Level(Level::Section) => {
                !self.has_number(id) && self.tape.text_of(id).trim_start().starts_with("This section ")
            }
            _ => false,
        }
    }

    /// A section ends the headings before it that have money; those that only head others
    /// ("Administrative Provisions") hold it. A title or division ends all.
    pub(super) fn end_headings(&mut self, level: Level) {
        let base = self.frames.len();
        while let Some(heading) = self.headings.last() {
            let ends = level.is_container() || self.has_money();
            if heading.base != base || !ends {
                return;
            }
            self.headings.pop();
            self.builder.close();
        }
    }

    /// An appropriations block. Its heading's rank places it; without a heading, or with one in parentheses
    /// ("(including transfer of funds)"), it goes on with the account before it.
    pub(super) fn appropriation(&mut self, id: u32, rank: u8) -> Closes {
        if self.into != Into::Text || self.names_title(id, rank) {
            return Closes::Nothing;
        }
        let header = self.heading_of(id);
        if header.is_empty() && is_closing_citation(self.tape.text_of(id).trim_start()) {
            return self.unnumbered(id);
        }
        let base = self.frames.len();
        let account_open = self.headings.last().is_some_and(|heading| heading.base == base);
        let aside = header.starts_with('(');
        if account_open && (header.is_empty() || aside && !self.builder.has_body() && !self.builder.has_children()) {
            return Closes::Nothing;
        }
        if header.is_empty() {
            return self.unnumbered(id);
        }
        let rank = match self.headings.last() {
            Some(heading) if account_open && aside => heading.rank,
            _ => rank,
        };
        while self.headings.last().is_some_and(|heading| heading.base == base && heading.rank >= rank) {
            self.headings.pop();
            self.builder.close();
        }
        let level = match rank {
            0 => Level::Department,
            1 => Level::Agency,
            _ => Level::Account,
        };
        let place = self.places.at(self.tape.elements[id as usize].offset);
        self.builder.open(level, place);
        self.headings.push(OpenHeading { rank, base });
        Closes::Nothing
    }

    /// Appropriations acts often give a title its name in a major block of its own, and in another, in
    /// parentheses, what it includes.
    fn names_title(&self, id: u32, rank: u8) -> bool {
        let header = self.heading_of(id);
        let mut children = self.tape.children(id);
        let text = children.any(|child| self.tape.role(child) == Role::Text);
        let unbegun = self.builder.level().is_container() && !self.builder.has_children() && !text;
        let named = self.builder.has_heading();
        unbegun && !header.is_empty() && (rank == 0 && !named || header.starts_with('(') && named)
    }

    /// Text that stands beside the sections: "This title may be cited as ...".
    fn unnumbered(&mut self, id: u32) -> Closes {
        self.end_headings(Level::Text);
        let place = self.places.at(self.tape.elements[id as usize].offset);
        self.builder.open(Level::Text, place);
        Closes::Provision
    }

    fn has_money(&self) -> bool {
        self.builder.has_body() || self.builder.has_children() && !self.builder.holds_units()
    }

    fn heading_of(&self, id: u32) -> String {
        let mut children = self.tape.children(id);
        let heading = children.find(|&child| self.tape.role(child) == Role::Heading);
        heading.map(|child| self.tape.text_of(child).trim().to_owned()).unwrap_or_default()
    }
}
