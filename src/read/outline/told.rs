//! What a format tells of a paragraph beyond its words: headings, lists, tables, quotations.
//!
//! A page of text only shows a heading; Markdown and DOCX say that one is there. So the words need not: a told
//! heading may read "Section 3: Purpose" or "SECTION II - FINDINGS", which in running text would be no head.

use super::heads::{ContainerHead, SectionHead};
use super::ladder::{self, Rung};
use super::{At, Outline, heads, quotes};
use crate::bill::{Level, Place};
use crate::read::lines::Paragraph;

/// The head of a section, in the form that a paragraph of its kind may have.
pub(in crate::read) fn section<'t>(paragraph: &Paragraph, text: &'t str) -> Option<SectionHead<'t>> {
    match paragraph.told.heading {
        Some(_) => section_heading(text),
        None => heads::section(text),
    }
}

/// The head of a title and the like, in the form that a paragraph of its kind may have.
pub(super) fn container<'t>(paragraph: &Paragraph, text: &'t str) -> Option<ContainerHead<'t>> {
    match paragraph.told.heading {
        Some(_) => container_heading(text),
        None => heads::container(text),
    }
}

/// Reads "Section 3: Purpose", "SEC. 4 - FINDINGS", "SECTION II. Powers", "§ 5".
pub(in crate::read) fn section_heading(text: &str) -> Option<SectionHead<'_>> {
    heads::section(text).or_else(|| {
        let length = ["section", "sec.", "sec", "§"].into_iter().find_map(|word| keyword_length(text, word))?;
        let (number, rest) = number_and_rest(&text[length..])?;
        Some(SectionHead { keyword: &text[..length], number, rest })
    })
}

/// Reads "Title I: General matters", "ARTICLE 2 - Powers" besides what heads of titles always are.
pub(in crate::read) fn container_heading(text: &str) -> Option<ContainerHead<'_>> {
    heads::container(text).or_else(|| {
        let (word, after) = text.split_once(' ')?;
        let level = heads::container_level(word)?;
        let (number, name) = number_and_rest(after)?;
        number.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()).then_some(())?;
        Some(ContainerHead { level, number, name })
    })
}

fn keyword_length(text: &str, word: &str) -> Option<usize> {
    let start = text.get(..word.len())?;
    start.eq_ignore_ascii_case(word).then_some(word.len())
}

/// A number (arabic, or a roman one in capitals), what parts it from the rest, and the rest.
fn number_and_rest(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let length = text.bytes().take_while(|&b| b.is_ascii_alphanumeric()).count();
    let (number, after) = text.split_at(length);
    let roman = number.bytes().all(|b| b"IVXLC".contains(&b));
    let numbered = length > 0 && length <= LONGEST_NUMBER && (roman || number.as_bytes()[0].is_ascii_digit());
    let rest = after.trim_start();
    let parted = rest.is_empty() || rest.starts_with(['.', ':', '-', '–', '—', '|', ')']);
    (numbered && parted).then(|| (number, rest.trim_start_matches(PARTING)))
}

/// Longest number of a section: "XXXVIII".
const LONGEST_NUMBER: usize = 8;

const PARTING: [char; 7] = ['.', ':', '-', '–', '—', '|', ' '];

/// In a list an item stands below the item around it, whatever its enumerator: the level one has then.
pub(super) fn nested(level: Level, open: &[Rung], depth: Option<u8>) -> Level {
    let Some(depth) = depth else { return level };
    let around = open.iter().rev().find(|rung| rung.depth.is_some_and(|other| other < depth));
    match around {
        Some(rung) if rung.level >= level => ladder::below(rung.level),
        _ => level,
    }
}

impl Outline<'_, '_> {
    /// Reads a row of a table; ends a table that was open where the paragraph is none.
    pub(super) fn row(&mut self, here: At<'_>) -> bool {
        let table = self.open.iter().rposition(|open| open.rung.level == Level::Table);
        if !here.paragraph.told.row {
            if let Some(table) = table {
                self.close_to(table);
            }
            return false;
        }
        match table {
            Some(table) => self.close_to(table + 1),
            None => {
                self.need_unit(here.paragraph.place);
                self.open(Level::Table, here.paragraph.place, None, None);
            }
        }
        self.open(Level::Row, here.paragraph.place, None, None);
        self.say(&here.paragraph.text);
        true
    }

    /// Reads a paragraph that the format tells to stand in a quotation; ends those it told where none is left.
    pub(super) fn told_quotation(&mut self, here: At<'_>) -> bool {
        let levels = usize::from(here.paragraph.told.quoted);
        if levels == 0 {
            if std::mem::take(&mut self.told_blocks) {
                self.end_blocks(0);
            }
            return false;
        }
        let text = here.paragraph.text.as_str();
        let marks = typed_marks(text);
        self.end_blocks(levels);
        while self.blocks.len() < levels {
            self.need_unit(here.paragraph.place);
            self.open_block(here, &text[marks..]);
        }
        self.told_blocks = true;
        self.quoted_text(here, &text[marks..]);
        true
    }

    /// A heading that has no number: unnumbered text of its own, unless it ranks below the heading of the
    /// section that it stands in. False if it does, or is no heading of its own.
    pub(super) fn unnumbered_heading(&mut self, here: At<'_>, text: &str) -> bool {
        let rank = here.paragraph.told.heading.unwrap_or(0);
        let numbered = super::enumerator::starts(text);
        let inside = self.head_rank > 0 && rank > self.head_rank && self.has_unit();
        if numbered || inside || !self.blocks.is_empty() {
            return false;
        }
        self.contents.expect_after_heading(text);
        if self.contents.is_due() {
            self.builder.contents_entry(text);
            return true;
        }
        self.make_room_for_unit();
        self.open(Level::Text, here.paragraph.place, None, None);
        self.name(text);
        self.head_rank = rank;
        self.tail.clear();
        true
    }

    /// Provisions outside every section (a passage, the front of a draft) stand in unnumbered text.
    pub(super) fn need_unit(&mut self, place: Place) {
        if !self.has_unit() && self.blocks.is_empty() {
            self.open(Level::Text, place, None, None);
        }
    }

    fn has_unit(&self) -> bool {
        self.open.iter().any(|open| {
            let level = open.rung.level;
            level.is_leaf_unit() || level.is_appropriation() || open.rung.level >= Level::Subsection
        })
    }
}

/// Length of the quotation marks that open a quoted paragraph; 0 where they only open a word in it.
fn typed_marks(text: &str) -> usize {
    let (levels, length) = super::quoted::opening(text);
    let whole = quotes::closing(text).is_none_or(|closing| quotes::is_only_punctuation(&text[closing.to..]));
    if levels > 0 && whole { length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn told_headings_may_be_parted_and_numbered_in_many_ways() {
        let told = |text| section_heading(text).map(|head| (head.number, head.rest));
        assert_eq!(told("Section 3: Purpose"), Some(("3", "Purpose")));
        assert_eq!(told("SECTION 1: SHORT TITLE"), Some(("1", "SHORT TITLE")));
        assert_eq!(told("Sec 12A – Powers"), Some(("12A", "Powers")));
        assert_eq!(told("SECTION IV. Repeal"), Some(("IV", "Repeal")));
        assert_eq!(told("§ 5. Fees"), Some(("5", "Fees")));
        assert_eq!(told("Section 9"), Some(("9", "")));
        for text in ["Section 12 is amended", "Sectional", "Section of law", "Security: 4", "SECTION"] {
            assert_eq!(told(text), None, "{text:?}");
        }
        let titled = |text| container_heading(text).map(|head| (head.level, head.number, head.name));
        assert_eq!(titled("Title I: General matters"), Some((Level::Title, "I", "General matters")));
        assert_eq!(titled("Part of the Act: more"), None);
    }

    #[test]
    fn a_word_in_quotation_marks_opens_no_quoted_paragraph() {
        assert_eq!(typed_marks("“Coordinator” means the officer."), 0);
        assert_eq!(typed_marks("“(a) Rule.—The term ‘X’ means"), 3);
        assert_eq!(typed_marks("“(a) Rule.”."), 3);
    }
}
