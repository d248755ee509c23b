//! Quoted blocks: law being written into another act.
//!
//! Every paragraph of a block opens the quotation again, the last one closes it:
//!
//! ```text
//!     Section 12 is amended by adding at the end the following:
//!     ``(d) Limits.--                       opens a block, a subsection inside it
//!             ``(1) No officer may.         opens again: the same block
//!             ``(2) Nobody may.''; and      closes it; "; and" is the bill's own again
//! ```
//!
//! A quotation can also just be the beginning of a line: ``` ``Military Construction, Army'', $5,000 ```.

use super::{At, Outline, enumerator, heads, quotes, run_in};
use crate::bill::Level;

/// How far into a quotation nesting is followed.
const DEEPEST: usize = 6;

impl Outline<'_, '_> {
    /// Reads a paragraph of a quoted block; false if the paragraph is none.
    pub(super) fn quoted_paragraph(&mut self, here: At<'_>) -> bool {
        let text = here.paragraph.text.as_str();
        let (levels, length) = opening(text);
        if levels == 0 {
            return self.goes_on_unopened(here);
        }
        if self.blocks.is_empty() && !self.begins_block(here, &text[length..]) {
            return false;
        }
        let levels = levels.min(DEEPEST);
        self.end_blocks(levels);
        while self.blocks.len() < levels {
            self.open_block(here, &text[length..]);
        }
        self.quoted_text(here, &text[length..]);
        true
    }

    /// Whether a paragraph that opens with quotation marks begins a block.
    fn begins_block(&self, here: At<'_>, rest: &str) -> bool {
        let head = heads::section(rest).is_some() || heads::container(rest).is_some();
        if head || enumerator::starts(rest) {
            return true;
        }
        let next_opens = here.next.is_some_and(|next| heads::opens_quote(&next.text));
        match quotes::closing(&here.paragraph.text) {
            None => next_opens || run_in::leads_in(&self.tail),
            Some(closing) => {
                quotes::is_only_punctuation(&here.paragraph.text[closing.to..])
                    && !next_opens
                    && run_in::leads_in(&self.tail)
            }
        }
    }

    pub(super) fn open_block(&mut self, here: At<'_>, rest: &str) {
        let list = self.tail.contains("table of ")
            || self.tail.contains("relating to section")
            || self.tail.contains("item relating");
        let tail = std::mem::take(&mut self.tail);
        self.open(Level::QuotedBlock, here.paragraph.place, None, None);
        self.blocks.push(self.open.len() - 1);
        self.block_place = here.paragraph.place;
        self.tail = tail;
        let entry = heads::section(rest).is_some_and(|head| !head.in_capitals()) || heads::container(rest).is_some();
        if list && entry {
            self.open(Level::List, here.paragraph.place, None, None);
        }
    }

    /// Text of a block, after its opening marks; closes the block where the quotation ends.
    pub(super) fn quoted_text(&mut self, here: At<'_>, text: &str) {
        let Some(end) = self.end_of_block(here, text) else { return self.quoted_content(here, text) };
        self.quoted_content(here, &text[..end.text]);
        for after in end.after {
            let Some(&block) = self.blocks.last() else { break };
            self.close_to(block);
            self.say(after.trim());
            // A further paragraph is not to run on after the stop.
            self.builder.end_loose_text();
        }
    }

    fn quoted_content(&mut self, here: At<'_>, text: &str) {
        if self.open.last().is_some_and(|open| matches!(open.rung.level, Level::List | Level::ListItem)) {
            let list = self.open.iter().rposition(|open| open.rung.level == Level::List);
            self.close_to(list.map_or(self.open.len(), |at| at + 1));
            self.open(Level::ListItem, here.paragraph.place, None, None);
            return self.say(text);
        }
        self.content(here, text);
    }

    /// A paragraph inside a block that does not open the quotation: unnumbered text (a table, a formula) goes
    /// on with it; anything that heads a provision shows that the block was never closed.
    fn goes_on_unopened(&mut self, here: At<'_>) -> bool {
        if self.blocks.is_empty() {
            return false;
        }
        let paragraph = here.paragraph;
        let text = &paragraph.text;
        let heads_something = enumerator::starts(text) || heads::section(text).is_some() || paragraph.centred;
        let closes_later = here.next.is_some_and(|next| heads::opens_quote(&next.text));
        if heads_something && !(closes_later && paragraph.centred) {
            self.builder.note(
                "quoted-block-unclosed",
                "a quotation is not closed before the next provision",
                paragraph.place,
            );
            self.end_blocks(0);
            return false;
        }
        self.quoted_text(here, text);
        true
    }

    /// Closes quoted blocks until so many are left.
    pub(super) fn end_blocks(&mut self, keep: usize) {
        while self.blocks.len() > keep {
            let Some(&block) = self.blocks.last() else { return };
            self.close_to(block);
        }
    }

    /// Before a head of the bill itself: a block cannot go on past it.
    pub(super) fn close_blocks_for(&mut self, here: At<'_>) {
        if !heads::opens_quote(&here.paragraph.text) {
            self.end_blocks(0);
        }
    }

    pub(super) fn note_open_blocks(&mut self) {
        if !self.blocks.is_empty() {
            self.builder.note("quoted-block-unclosed", "a quotation is not closed before the end", self.block_place);
        }
    }

    /// Where the quotation ends in a paragraph, if it does, and the words after each block that ends.
    fn end_of_block<'t>(&self, here: At<'_>, text: &'t str) -> Option<End<'t>> {
        let goes_on = here.next.is_some_and(|next| heads::opens_quote(&next.text));
        let outer = quotes::closing_from(text, 0)
            .filter(|closing| quotes::is_only_punctuation(&text[closing.to..]) || !goes_on);
        let inner_text = outer.map_or(text, |closing| &text[..closing.from]);
        let inner = if self.blocks.len() > 1 { inner_closing(inner_text) } else { None };
        let mut after = Vec::new();
        let mut end = inner_text.len();
        if let Some(at) = inner {
            after.push(&inner_text[at + 1..]);
            end = at;
        }
        if let Some(closing) = outer {
            after.push(&text[closing.to..]);
        }
        (!after.is_empty()).then_some(End { text: end, after })
    }
}

/// The end of one or two blocks in a paragraph.
struct End<'t> {
    /// Length of the quoted text.
    text: usize,
    /// What follows each block that ends, the innermost first.
    after: Vec<&'t str>,
}

/// How many quotations text opens, and the length of the marks: "``" one, "```" two.
pub(super) fn opening(text: &str) -> (usize, usize) {
    if !heads::opens_quote(text) {
        return (0, 0);
    }
    let (mut levels, mut at) = (0, 0);
    loop {
        let rest = &text[at..];
        let double = levels % 2 == 0;
        let mark = ["``", "\"", "“"].into_iter().find(|mark| double && rest.starts_with(mark));
        let mark = mark.or_else(|| ["`", "‘"].into_iter().find(|mark| !double && rest.starts_with(mark)));
        let Some(mark) = mark else { return (levels, at) };
        levels += 1;
        at += mark.len();
    }
}

/// Where a quotation within a quotation ends: a single mark with nothing but punctuation after it, that
/// closes nothing opened in the same paragraph.
fn inner_closing(text: &str) -> Option<usize> {
    let at = text.rfind('\'').filter(|&at| quotes::is_only_punctuation(&text[at + 1..]))?;
    let opened = text[..at].matches('`').count();
    let bytes = text.as_bytes();
    let closes = |i: usize| bytes[i] == b'\'' && !bytes.get(i + 1).is_some_and(u8::is_ascii_alphabetic);
    let closed = (0..at).filter(|&i| closes(i)).count();
    (opened <= closed).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_back_quotes_open_a_quotation_in_a_quotation() {
        assert_eq!(opening("``(a) X"), (1, 2));
        assert_eq!(opening("```(A) X"), (2, 3));
        assert_eq!(opening("\"(a) X"), (1, 1));
        assert_eq!(opening("(a) X"), (0, 0));
    }

    #[test]
    fn an_inner_quotation_ends_at_a_mark_of_its_own() {
        assert_eq!(inner_closing("(A) text.'; and").map(|at| &"(A) text.'; and"[at..]), Some("'; and"));
        assert_eq!(inner_closing("(A) the term `X'."), None);
        assert_eq!(inner_closing("(A) the agency's rule."), None);
    }
}
