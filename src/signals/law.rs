//! The law that a bill amends, and how: "Section 120 of the Harbor Act (33 U.S.C. 5) is amended by striking ...".

use super::Kind;
use super::line::{Draft, Line, Phrase};
use super::vocabulary::{Core, End};
use crate::bill::ProvisionId;
use crate::matching::words::WordRange;

const INSTRUCTIONS: [&str; 4] = ["striking", "inserting", "redesignating", "adding"];

pub fn begins(core: &Core) -> bool {
    matches!(core.text.as_str(), "amended" | "repealed") || INSTRUCTIONS.contains(&core.text.as_str())
}

/// An instruction is one phrase with all its words: another target or other words to strike are both another law.
pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    if line.draft.bill.provisions[line.id as usize].quoted || !instructs(line, at) {
        return None;
    }
    let from = line.clause_start(at, End::Sentence, u32::MAX);
    let to = line.clause_end(at, End::Sentence, u32::MAX);
    line.phrase(Kind::Law, from..to)
}

fn instructs(line: &Line<'_>, at: u32) -> bool {
    match line.word(at) {
        "amended" | "repealed" => {
            let verb = (1..=4).find(|&back| matches!(line.before(at, back), "is" | "are"));
            let later = matches!(line.word(at + 1), "by" | "to" | "as" | "in")
                || line.end(at) >= End::Clause
                || line.word(at) == "repealed";
            verb.is_some() && later
        }
        _ => line.before(at, 1) == "by" || at == line.from || line.before(at, 1) == "and" && line.before(at, 2) != "",
    }
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
