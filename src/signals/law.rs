//! The law that a bill amends, and how: "Section 120 of the Harbor Act (33 U.S.C. 5) is amended by striking ...".

use super::Kind;
use super::line::{Draft, Line, Phrase, mix};
use super::vocabulary::{Core, End};
use crate::bill::ProvisionId;
use crate::matching::words::WordRange;

const INSTRUCTIONS: [&str; 5] = ["striking", "inserting", "redesignating", "adding", "substituting"];

/// Words of a line that names a place and orders nothing itself.
const LONGEST_PLACE: u32 = 30;
/// In the bills of other parliaments: "After section 4 insert", "for \"owner\" substitute \"holder\"", "omit subsection (2)".
const ORDERS: [&str; 3] = ["insert", "substitute", "omit"];

pub fn begins(core: &Core) -> bool {
    matches!(core.text.as_str(), "amended" | "repealed")
        || INSTRUCTIONS.contains(&core.text.as_str())
        || ORDERS.contains(&core.text.as_str())
        || core.text == "in" && core.capital
}

/// An instruction is one phrase with all its words: another target or other words to strike are both another law.
pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    if !instructs(line, at) {
        return None;
    }
    let words = line.sentence(at);
    // "Amended by striking" and "amended (1) by striking" order the same.
    let forms = words.clone().filter(|&at| line.word(at) != "by").map(|at| line.draft.words.forms[at as usize]);
    let key = mix(forms.map(u64::from));
    Some(Phrase { kind: Kind::Law, words, key, value: None })
}

fn instructs(line: &Line<'_>, at: u32) -> bool {
    match line.word(at) {
        "amended" | "repealed" => {
            let verb = (1..=4).find(|&back| matches!(line.before(at, back), "is" | "are" | "be"));
            let later = matches!(line.word(at + 1), "by" | "to" | "as" | "in")
                || line.end(at) >= End::Clause
                || line.word(at) == "repealed";
            verb.is_some() && later
        }
        "in" => places(line, at),
        "insert" | "substitute" | "omit" => is_an_order(line, at),
        _ => {
            line.before(at, 1) == "by"
                || at == line.from
                || line.before(at, 1) == "and" && !line.before(at, 2).is_empty()
        }
    }
}

/// "In section 217 (accreditation)—" before a list of orders.
fn places(line: &Line<'_>, at: u32) -> bool {
    let end = line.clause_end(at, End::Clause, LONGEST_PLACE);
    super::reference::is_part(line.word(at + 1))
        && super::reference::is_designator(line.raw(at + 2))
        && end == line.to
        && line.end(end - 1) == End::Clause
        && !(at..end).any(|at| matches!(line.word(at), "shall" | "may" | "must" | "is" | "are" | "means"))
}

/// An order begins its clause, or stands between what is quoted, cited or numbered; nobody "may insert".
fn is_an_order(line: &Line<'_>, at: u32) -> bool {
    let before = line.raw(at.saturating_sub(1));
    let after = line.raw(at + 1);
    let cited = |text: &str| text.starts_with(['"', '\'', '(']) || text.contains(|c: char| c.is_ascii_digit());
    let ends = line.end(at) >= End::Clause
        || at + 1 >= line.to
        || cited(after)
        || super::reference::is_part(line.word(at + 1));
    let begins =
        at == line.from || line.end(at - 1) >= End::Comma || before.ends_with(['"', '\'', ')']) || cited(before);
    begins && (ends || matches!(line.word(at + 1), "the" | "and" | "or" | "a" | "at" | "in" | "for"))
}

/// The law that a quoted provision is written into: the target named by the instruction around it, nearest first.
pub fn target(draft: &Draft<'_>, id: ProvisionId) -> Option<WordRange> {
    let mut at = id;
    while at != 0 {
        at = draft.bill.provisions[at as usize].parent;
        if draft.bill.provisions[at as usize].quoted {
            continue;
        }
        let line = draft.line(at);
        let verb = (line.from..line.to).find(|&word| line.word(word) == "amended" && instructs(&line, word));
        if let Some(verb) = verb {
            let from = line.clause_start(verb, End::Sentence, u32::MAX);
            let is = (from..verb).rev().find(|&word| matches!(line.word(word), "is" | "are")).unwrap_or(verb);
            return (from < is).then_some(from..is);
        }
    }
    None
}
