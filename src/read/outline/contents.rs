//! The bill's own table of contents: neither provisions nor words of its text.
//!
//! It looks like the bill: centred titles and lines "Sec. 101. Something." A list is due after "The table of
//! contents of this Act is as follows:" or a heading that says so. It ends where a section begins in capitals,
//! where a provision with an enumerator goes on, or where a title comes that it has listed already.

use rustc_hash::FxHashSet;

use super::{At, Outline, enumerator, heads};
use crate::bill::Level;
use crate::read::lines::Paragraph;

/// Whether a list of contents is due or being read.
#[derive(Debug, Default)]
pub(super) struct Contents {
    due: bool,
    reading: bool,
    /// Heads of titles and the like that the list has, each with those it stands under: many titles have a
    /// "Subtitle C--Miscellaneous".
    listed: FxHashSet<String>,
    /// Those the entry read last stands under, outermost first.
    under: Vec<(Level, String)>,
}

impl Contents {
    pub(super) fn is_due(&self) -> bool {
        self.due
    }

    /// After a heading such as "SHORT TITLE; TABLE OF CONTENTS".
    pub(super) fn expect_after_heading(&mut self, heading: &str) {
        let heading = heading.to_ascii_lowercase();
        self.due |= heading.contains("table of contents") || heading == "contents";
    }

    /// After text such as "The table of contents for this Act is as follows:".
    pub(super) fn expect_after_text(&mut self, tail: &str) {
        self.due |= tail.ends_with(':') && (tail.contains("table of contents") || tail.contains("able of Contents"));
    }

    /// A head with those above it that the list stands under.
    fn path(&self, level: Level, text: &str) -> String {
        let mut path = String::new();
        for (_, above) in self.under.iter().filter(|(above, _)| *above < level) {
            path.push_str(above);
            path.push('/');
        }
        path + &squeezed(text)
    }
}

impl Outline<'_, '_> {
    /// Reads a line of the contents list; false if the paragraph is none.
    pub(super) fn contents_line(&mut self, here: At<'_>) -> bool {
        let head = here.paragraph.told.heading.is_some() || heads::is_capital_section_line(&here.paragraph.text);
        if !self.blocks.is_empty() || head {
            self.contents.reading = false;
            self.contents.due &= !self.blocks.is_empty();
            return false;
        }
        if !self.contents.reading && !self.begins_contents(here) {
            return false;
        }
        if self.contents.reading && self.ends_contents(here) {
            (self.contents.reading, self.contents.due) = (false, false);
            return false;
        }
        self.contents.reading = true;
        let text = &here.paragraph.text;
        if let Some(head) = heads::container(text) {
            let path = self.contents.path(head.level, text);
            self.contents.under.retain(|(level, _)| *level < head.level);
            self.contents.under.push((head.level, squeezed(text)));
            self.contents.listed.insert(path);
        }
        self.builder.contents_entry(text);
        true
    }

    fn begins_contents(&self, here: At<'_>) -> bool {
        let paragraph = here.paragraph;
        // An entry in quotation marks is written into another law's contents: it is this bill's text.
        if paragraph.text.trim_start().starts_with(['"', '“', '`', '\'']) {
            return false;
        }
        let entry = heads::section(&paragraph.text).is_some_and(|head| head.keyword == "Sec.");
        let margin = entry && paragraph.at_margin;
        if self.contents.due {
            let head = paragraph.centred && heads::container(&paragraph.text).is_some();
            let listed = self.manner.free && paragraph.depth.is_some() && !enumerator::starts(&paragraph.text);
            return margin || listed || head && !self.heads_sections[here.at];
        }
        // A list nobody announced: two entries at the margin, one after the other, where text is indented.
        margin
            && paragraph.depth.is_some()
            && here.next.is_some_and(|next| {
                next.at_margin
                    && !next.blank_before
                    && heads::section(&next.text).is_some_and(|head| head.keyword == "Sec.")
            })
    }

    fn ends_contents(&self, here: At<'_>) -> bool {
        let paragraph = here.paragraph;
        let again = heads::container(&paragraph.text)
            .is_some_and(|head| self.contents.listed.contains(&self.contents.path(head.level, &paragraph.text)));
        again || !paragraph.flush && !paragraph.centred && enumerator::starts(&paragraph.text)
    }
}

/// For each paragraph, whether it is a head (of a division, title, subtitle in turn) that a section in capitals
/// follows: then it is the text's own, not the first entry of a list, even where a list is due.
pub(super) fn heads_of_sections(paragraphs: &[Paragraph]) -> Vec<bool> {
    let mut out = vec![false; paragraphs.len()];
    // The level that a head must stand above, if sections follow.
    let mut above = None;
    for (at, paragraph) in paragraphs.iter().enumerate().rev() {
        above = if heads::is_capital_section_line(&paragraph.text) {
            Some(Level::Section)
        } else {
            let head = heads::container(&paragraph.text).filter(|_| paragraph.centred);
            head.map(|head| head.level).filter(|level| above.is_some_and(|above| *level < above))
        };
        out[at] = above.is_some();
    }
    out
}

/// A head without spaces and case: line breaks and letter case differ between the list and the text.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
