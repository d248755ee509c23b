//! Who acts: officers, agencies and countries that a provision names. Told where a name came into the provision or
//! left it altogether, or one took another's place.

use rustc_hash::FxHashSet;

use super::Kind;
use super::line::{Draft, Line, Phrase, mix};
use super::vocabulary::{Core, End};
use crate::bill::ProvisionId;
use crate::matching::words::WordRange;

const OFFICERS: [&str; 33] = [
    "secretary",
    "director",
    "administrator",
    "commissioner",
    "chairman",
    "chairperson",
    "chairwoman",
    "chair",
    "general",
    "president",
    "archivist",
    "librarian",
    "commandant",
    "ambassador",
    "ambassador-at-large",
    "governor",
    "superintendent",
    "treasurer",
    "coordinator",
    "comptroller",
    "architect",
    "chief",
    "marshal",
    "registrar",
    "postmaster",
    "ombudsman",
    "advocate",
    "under",
    "assistant",
    "deputy",
    "attorney",
    "inspector",
    "surgeon",
];
const BODIES: [&str; 19] = [
    "department",
    "agency",
    "bureau",
    "bank",
    "office",
    "commission",
    "administration",
    "board",
    "council",
    "service",
    "center",
    "centers",
    "institute",
    "corps",
    "authority",
    "corporation",
    "task",
    "foundation",
    "institutes",
];
const COUNTRIES: [&str; 105] = [
    "afghanistan",
    "albania",
    "algeria",
    "angola",
    "argentina",
    "armenia",
    "australia",
    "austria",
    "azerbaijan",
    "bahrain",
    "bangladesh",
    "belarus",
    "belgium",
    "bolivia",
    "brazil",
    "bulgaria",
    "burma",
    "cambodia",
    "cameroon",
    "canada",
    "chile",
    "china",
    "colombia",
    "croatia",
    "cuba",
    "cyprus",
    "denmark",
    "ecuador",
    "egypt",
    "estonia",
    "ethiopia",
    "finland",
    "france",
    "germany",
    "ghana",
    "greece",
    "guatemala",
    "haiti",
    "honduras",
    "hungary",
    "iceland",
    "india",
    "indonesia",
    "iran",
    "iraq",
    "ireland",
    "israel",
    "italy",
    "japan",
    "kazakhstan",
    "kenya",
    "korea",
    "kosovo",
    "kuwait",
    "latvia",
    "lebanon",
    "libya",
    "lithuania",
    "malaysia",
    "mexico",
    "moldova",
    "morocco",
    "mozambique",
    "nepal",
    "nicaragua",
    "niger",
    "nigeria",
    "norway",
    "pakistan",
    "panama",
    "paraguay",
    "peru",
    "philippines",
    "poland",
    "portugal",
    "qatar",
    "romania",
    "russia",
    "rwanda",
    "senegal",
    "serbia",
    "singapore",
    "slovakia",
    "slovenia",
    "somalia",
    "spain",
    "sudan",
    "sweden",
    "switzerland",
    "syria",
    "taiwan",
    "tajikistan",
    "tanzania",
    "thailand",
    "tunisia",
    "turkmenistan",
    "uganda",
    "ukraine",
    "uruguay",
    "uzbekistan",
    "venezuela",
    "vietnam",
    "yemen",
    "zambia",
    "zimbabwe",
];
/// Those whose first word alone is none.
const COUNTRIES_OF_TWO: [[&str; 2]; 15] = [
    ["united", "kingdom"],
    ["russian", "federation"],
    ["saudi", "arabia"],
    ["south", "africa"],
    ["hong", "kong"],
    ["el", "salvador"],
    ["costa", "rica"],
    ["sri", "lanka"],
    ["dominican", "republic"],
    ["papua", "new"],
    ["czech", "republic"],
    ["marshall", "islands"],
    ["burkina", "faso"],
    ["ivory", "coast"],
    ["sierra", "leone"],
];
/// What bears an agency's name and does not act.
const THINGS: [&str; 14] = [
    "act",
    "acts",
    "account",
    "accounts",
    "fund",
    "funds",
    "program",
    "programs",
    "rule",
    "report",
    "plan",
    "initiative",
    "project",
    "form",
];
const LONGEST: u32 = 20;

/// "in consultation with the State regulators": who has a say, by name or not.
const TOGETHER: [&str; 7] =
    ["consultation", "consultations", "coordination", "concurrence", "cooperation", "collaboration", "consult"];

/// What a word is in the name of one who acts: worked out once for each different word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    Officer,
    Body,
    Country,
    /// The first word of a country of two.
    Half,
    #[default]
    Other,
}

impl Part {
    pub fn of(word: &str) -> Self {
        match bare(word) {
            _ if OFFICERS.contains(&word) => Self::Officer,
            _ if BODIES.contains(&word) => Self::Body,
            name if COUNTRIES.binary_search(&name).is_ok() => Self::Country,
            name if COUNTRIES_OF_TWO.iter().any(|[first, _]| *first == name) => Self::Half,
            _ => Self::Other,
        }
    }

    fn is_head(self) -> bool {
        matches!(self, Self::Officer | Self::Body)
    }
}

pub fn begins(core: &Core) -> bool {
    core.capital || TOGETHER.contains(&core.text.as_str())
}

pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    if TOGETHER.contains(&line.word(at)) && line.word(at + 1) == "with" {
        let end = line.clause_end(at, End::Comma, LONGEST);
        // "With, and subject to the procedures of, the Committees": who follows later.
        if line.end(at + 1) != End::None {
            return None;
        }
        // The legislature does not carry out its own law.
        if (at + 2..end.min(at + 8)).any(|at| matches!(line.word(at), "committee" | "committees" | "congress")) {
            return None;
        }
        let key = line.draft.words.form_hash(&(at + 1..end));
        return Some(Phrase { kind: Kind::Actor, words: at..end, key, value: None });
    }
    if !line.is_capital(at) {
        return None;
    }
    let part = line.draft.core(at).part;
    let of_two = || COUNTRIES_OF_TWO.contains(&[bare(line.word(at)), bare(line.word(at + 1))]);
    if part == Part::Half && line.is_capital(at + 1) && of_two() {
        let phrase = line.phrase(Kind::Actor, at..at + 2)?;
        return (!is_quoted(line, at)).then_some(phrase);
    }
    if part == Part::Country {
        let elsewhere = line.before(at, 1) == "new" || matches!(line.before(at, 2), "gulf" | "city");
        let name = bare(line.word(at));
        let key = name.bytes().fold(1, |key: u64, byte| (key ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
        return (!elsewhere && !is_quoted(line, at)).then_some(Phrase {
            kind: Kind::Actor,
            words: at..at + 1,
            key,
            value: None,
        });
    }
    let end = name(line, at).filter(|_| !is_quoted(line, at))?;
    Some(Phrase { kind: Kind::Actor, words: at..end, key: key(line, at, end), value: None })
}

/// Equal for "Secretary of the Treasury" and "Secretary of Treasury".
fn key(line: &Line<'_>, from: u32, to: u32) -> u64 {
    // A department and its secretary are one who acts.
    let heads = to > from + 1 && matches!(line.word(from), "department" | "secretary");
    let chairs = |at: u32| matches!(line.word(at), "chair" | "chairman" | "chairwoman" | "chairperson");
    let form = |at: u32| match () {
        () if heads && at == from => 0,
        () if chairs(at) => 1,
        () => u64::from(line.draft.words.forms[at as usize]),
    };
    let idle = |at: u32| matches!(line.word(at), "the" | "and" | "");
    let forms = (from..to).filter(|&at| !idle(at) && !is_in_brackets(line, at)).map(form);
    mix(forms)
}

/// "Mexico" of "Mexico's".
fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// "(USAID)": the short form after the name.
fn is_in_brackets(line: &Line<'_>, at: u32) -> bool {
    let raw = line.raw(at);
    raw.starts_with('(') && raw.contains(')')
}

/// "fbi" of "Federal Bureau of Investigation"; "" of a single word.
fn initials(draft: &Draft<'_>, words: &WordRange) -> String {
    let capitals: String = words
        .clone()
        .map(|at| draft.core(at))
        .filter(|core| core.capital)
        .filter_map(|core| core.text.chars().next())
        .collect();
    if capitals.chars().nth(1).is_some() { capitals } else { String::new() }
}

/// Whether one of these short forms is that of a name, or of its beginning: "ORR" of "Office of Refugee Resettlement of
/// the Department of Health".
pub fn has_short_form(draft: &Draft<'_>, words: &WordRange, short: &FxHashSet<String>) -> bool {
    let initials = initials(draft, words);
    let ends = initials.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.skip(1).any(|end| short.contains(&initials[..end]))
}

/// The words of a run of provisions that are printed in capitals throughout, short ones alone.
pub fn acronyms(draft: &Draft<'_>, provisions: Option<(ProvisionId, ProvisionId)>) -> FxHashSet<String> {
    let is_short = |at: &u32| (2..=6).contains(&draft.core(*at).text.len()) && draft.core(*at).capital;
    let in_capitals = |at: &u32| !draft.raw(*at).chars().any(char::is_lowercase);
    let lines = provisions.into_iter().flat_map(|(from, to)| draft.lines(from, to));
    let words = lines.flat_map(|line| line.from..line.to).filter(is_short).filter(in_capitals);
    words.map(|at| draft.core(at).text.clone()).collect()
}

/// Within quotation marks stands an account's or a heading's name, and nobody who acts.
fn is_quoted(line: &Line<'_>, at: u32) -> bool {
    let opens = |at: u32| line.raw(at).starts_with(['"', '\'']);
    let closes = |at: u32| line.raw(at).trim_end_matches([',', ';', '.', ':', ')']).ends_with(['"', '\'']);
    let from = (line.from.max(at.saturating_sub(LONGEST))..=at)
        .rev()
        .find(|&from| opens(from) || from < at && closes(from))
        .filter(|&from| opens(from));
    from.is_some_and(|_| (at..line.to.min(at + LONGEST)).any(closes))
}

/// One past "Under Secretary of Defense for Intelligence and Security": capitals, joined by "of", "for", "and".
fn name(line: &Line<'_>, from: u32) -> Option<u32> {
    let is_head = |at: u32| line.is_capital(at) && line.draft.core(at).part.is_head();
    // The run of capitals that begins here has to hold an office or a body.
    let run_end = (from..line.to.min(from + 6))
        .find(|&at| !line.is_capital(at) || at > from && line.end(at - 1) != End::None)
        .unwrap_or(line.to.min(from + 6));
    let head = (from..run_end).find(|&at| is_head(at))?;
    // "Youth Regional Treatment Centers" are places, "Centers for Disease Control" a body.
    if line.word(head) == "centers" && line.word(head + 1) != "for" || is_in_a_law(line, from) {
        return None;
    }
    if matches!(line.word(from), "the" | "a" | "an" | "no" | "each" | "such" | "under" | "if" | "in" | "not")
        && from != head
    {
        return None;
    }
    if names_a_thing(line, head, run_end) {
        return None;
    }
    let mut end = run_end;
    while end < line.to && end < from + LONGEST && line.end(end - 1) == End::None {
        let skip = match (line.word(end), line.word(end + 1)) {
            ("of" | "for", "the") => 2,
            ("of" | "for", _) => 1,
            ("on", next) if matches!(line.word(head), "commission" | "council" | "board") => {
                if next == "the" {
                    2
                } else {
                    1
                }
            }
            ("", _) if line.raw(end) == "&" => 1,
            ("and", _) if end > head + 1 && joins(line, end, is_head) => 1,
            _ if line.is_capital(end) => 0,
            _ => break,
        };
        if !line.is_capital(end + skip) || skip == 2 && is_place(line.word(end + 2)) && line.word(end + 2) == "act" {
            break;
        }
        end += skip + 1;
    }
    if THINGS.contains(&line.word(end - 1)) {
        return None;
    }
    Some(end)
}

/// "Acts making appropriations for the Department of State": what an act is known by.
fn is_in_a_law(line: &Line<'_>, from: u32) -> bool {
    let back = 1 + u32::from(line.before(from, 1) == "the");
    line.before(from, back) == "for"
        && line.before(from, back + 1) == "appropriations"
        && line.before(from, back + 2) == "making"
}

/// "Indian Health Service Electronic Health Record system": the body's name stands before what is meant.
fn names_a_thing(line: &Line<'_>, head: u32, run_end: u32) -> bool {
    let heads = |at: u32| line.draft.core(at).part.is_head() || matches!(line.word(at), "force" | "headquarters");
    // "Task Force", "Under Secretary", "Chief Scientist": the head comes first.
    let leads = line.draft.core(head).part == Part::Officer || line.word(head) == "task";
    !leads && run_end > head + 1 && !(head + 1..run_end).any(heads)
}

fn is_place(word: &str) -> bool {
    word == "act"
}

/// "Health and Human Services", "Intelligence and Security": "and" within a name, before capitals that name no other:
/// "the Secretary of State and USAID Administrator" are two.
fn joins(line: &Line<'_>, and: u32, is_head: impl Fn(u32) -> bool) -> bool {
    let mut run = (and + 1..and + 5).take_while(|&at| line.is_capital(at));
    line.is_capital(and + 1) && line.is_capital(and.wrapping_sub(1)) && !run.any(is_head)
}

/// "The Secretary", "the Board": short for one that is named elsewhere. "The President" and a country are no short forms.
pub fn is_short(draft: &Draft<'_>, words: &WordRange) -> bool {
    const WHOLE: [&str; 5] = ["president", "archivist", "librarian", "comptroller", "postmaster"];
    let core = draft.core(words.start);
    words.len() == 1 && core.part.is_head() && !WHOLE.contains(&core.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::phrases;
    use super::*;

    #[test]
    fn countries_are_sorted_for_the_search() {
        assert!(COUNTRIES.is_sorted());
    }

    #[test]
    fn names_whole() {
        let found = |text| phrases(text, begins, at).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
        assert_eq!(
            found(
                "the Under Secretary of Defense for Intelligence and Security and the Government of Mexico, or the Secretary of Health and Human Services"
            ),
            [
                "Under Secretary of Defense for Intelligence and Security",
                "Mexico,",
                "Secretary of Health and Human Services"
            ]
        );
        assert_eq!(
            found("The Director shall tell the Federal Trade Commission."),
            ["Director", "Federal Trade Commission."]
        );
    }

    #[test]
    fn one_who_acts_under_several_names() {
        let text = "the Agency for Orchards (AFO) and the Agency for Orchards; the Chairman of the Council and the \
                    Chairwoman of the Council; the costs of the Fruit Service Orchard Record system";
        let keys: Vec<u64> = phrases(text, begins, at).into_iter().map(|(_, found)| found.key).collect();
        assert_eq!(keys.len(), 4);
        assert_eq!((keys[0], keys[2]), (keys[1], keys[3]));
    }
}
