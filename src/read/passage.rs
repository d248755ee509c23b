//! A passage in prose: a provision quoted in an article, a message or a footnote, with no bill around it.
//!
//! What it is a part of is not known, so its provisions stand in one unnumbered unit. Whoever quotes leaves
//! words out: the marks for that ("...", "* * *") stay where they are, as text, and are noted, so that whoever
//! compares the passage knows that its silence there means nothing.

use super::blocks::Notes;
use super::{Problem, markdown};
use crate::bill::{Bill, Place};

/// The marks that stand for words left out.
pub(crate) const GAPS: [&str; 6] = ["...", ". . .", "…", "* * *", "***", "____"];

/// Reads a passage. Where it holds block quotations (lines that begin with ">"), those are the passage and the
/// prose around them is not; a note says so.
///
/// ```
/// let passage = "(a) AUTHORIZATION.—The Director may— (1) station analysts; and (2) receive reports ...";
/// let bill = billdiff::read::read_passage(passage)?;
/// assert_eq!(bill.provisions.len(), 5);
/// assert_eq!(bill.notes[0].code, "passage-gaps");
/// # Ok::<(), billdiff::read::Problem>(())
/// ```
///
/// # Errors
/// There are no words in it.
pub fn read_passage(text: &str) -> Result<Bill, Problem> {
    let mut notes = Notes::default();
    note_gaps(text, &mut notes);
    let mut bill = markdown::read_passage(&keep_stars(text), notes)?;
    bill.front.fragment = true;
    Ok(bill)
}

/// Stars that stand for words left out are no list and no rule of Markdown.
fn keep_stars(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches([' ', '>']);
        if bare.starts_with("* *") || bare.starts_with("***") && bare.trim().bytes().all(|b| b == b'*') {
            out.push_str(&line[..line.len() - bare.len()]);
            let stars = bare.bytes().take_while(|b| matches!(b, b'*' | b' ')).count();
            out.push_str(&bare[..stars].replace('*', "\\*"));
            out.push_str(&bare[stars..]);
        } else {
            out.push_str(line);
        }
    }
    out
}

fn note_gaps(text: &str, notes: &mut Notes) {
    let (mut count, mut first) = (0, None);
    for (at, line) in text.lines().enumerate() {
        let (here, from) = gaps(line);
        count += here;
        if let Some(from) = from {
            let column = line[..from].chars().count() as u32 + 1;
            first.get_or_insert(Place { line: at as u32 + 1, column, page: 0 });
        }
    }
    if let Some(place) = first {
        let times = if count == 1 { "one place".to_owned() } else { format!("{count} places") };
        notes.push("passage-gaps", format!("the passage leaves words out in {times}"), place);
    }
}

/// How many gaps a line marks, and where the first one begins. One pass: at each character that can begin a
/// mark, the marks are tried, and a run of such characters is one gap.
fn gaps(line: &str) -> (usize, Option<usize>) {
    let (mut count, mut first, mut at) = (0, None, 0);
    while let Some(from) = line[at..].find(['.', '…', '*', '_']).map(|found| at + found) {
        let rest = &line[from..];
        let Some(gap) = GAPS.iter().find(|gap| rest.starts_with(**gap)) else {
            at = from + rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        count += 1;
        first.get_or_insert(from);
        let after = &rest[gap.len()..];
        at = line.len() - after.trim_start_matches(['.', '*', '_']).len();
    }
    (count, first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bill::Level;

    fn told(text: &str) -> String {
        read_passage(text).unwrap().canonical_text()
    }

    #[test]
    fn a_provision_without_a_bill_stands_in_unnumbered_text() {
        let bill = read_passage("(b) Safeguards.—No officer may act.").unwrap();
        assert_eq!(bill.provisions[1].level, Level::Text);
        assert_eq!(bill.units().len(), 1);
        assert_eq!(bill.canonical_text(), "  (b) SAFEGUARDS.— No officer may act.\n");
    }

    #[test]
    fn one_line_and_many_read_the_same() {
        let many = "(a) AUTHORIZATION.--The Director may--\n  (1) station analysts; and\n  (2) receive reports.\n(b) Form.--In writing.\n";
        let one =
            "(a) Authorization.—The Director may— (1) station analysts; and (2) receive reports. (b) Form.—In writing.";
        let apart = many.replace('\n', "\n\n");
        let wanted = "  (a) AUTHORIZATION.— The Director may—\n    (1) station analysts; and\n    (2) receive reports.\n  (b) FORM.— In writing.\n";
        for text in [many, one, &apart] {
            assert_eq!(told(text), wanted, "of {text:?}");
        }
    }

    #[test]
    fn an_article_is_read_for_what_it_quotes() {
        let article = "The House kept this:\n\n> (a) AUTHORIZATION.—The Director may—\n>\n> * * *\n>\n> (2) receive reports [...].\n\nNobody knows why.\n";
        let bill = read_passage(article).unwrap();
        let wanted = "  (a) AUTHORIZATION.— The Director may— * * *\n    (2) receive reports [...].\n";
        assert_eq!(bill.canonical_text(), wanted);
        let codes: Vec<_> = bill.notes.iter().map(|note| (note.code, note.place.line)).collect();
        assert_eq!(codes, [("passage-gaps", 5), ("passage-prose-set-aside", 1)]);
        assert!(bill.notes[0].message.contains("2 places"));
    }

    #[test]
    fn a_passage_with_its_section_is_a_section() {
        let bill = read_passage("SEC. 403. SHARING WITH NEIGHBORS.\n\n(a) In general.—Text.\n").unwrap();
        assert_eq!((bill.section_count(), bill.units().len()), (1, 1));
    }

    #[test]
    fn words_left_out_are_kept_as_marked() {
        assert_eq!(told("The Director … may * * * act . . . now"), "The Director … may * * * act . . . now\n");
        assert_eq!(gaps("a ... b …… c."), (3, Some(2)));
        assert!(read_passage(" \n").is_err());
    }
}
