//! Who acts: officers, agencies and countries that a provision names. Told where a name came into the provision or
//! left it altogether, or one took another's place.

use super::Kind;
use super::line::{Line, Phrase};
use super::vocabulary::{Core, End};

const OFFICERS: [&str; 31] = [
    "secretary",
    "director",
    "administrator",
    "commissioner",
    "chairman",
    "chairperson",
    "chair",
    "general",
    "president",
    "archivist",
    "librarian",
    "commandant",
    "ambassador",
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
const BODIES: [&str; 17] = [
    "department",
    "agency",
    "bureau",
    "office",
    "commission",
    "administration",
    "board",
    "council",
    "service",
    "center",
    "institute",
    "corps",
    "authority",
    "corporation",
    "task",
    "foundation",
    "institutes",
];
const COUNTRIES: [&str; 77] = [
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
    "india",
    "indonesia",
    "iran",
    "iraq",
    "ireland",
    "israel",
    "italy",
    "japan",
    "jordan",
    "kazakhstan",
    "kenya",
    "korea",
    "kuwait",
    "latvia",
    "lebanon",
    "libya",
    "lithuania",
    "mexico",
    "moldova",
    "morocco",
    "nicaragua",
    "nigeria",
    "norway",
    "pakistan",
    "panama",
    "philippines",
    "poland",
    "qatar",
    "romania",
    "russia",
    "somalia",
    "sudan",
    "syria",
    "taiwan",
    "ukraine",
    "venezuela",
    "yemen",
];
const LONGEST: u32 = 20;

pub fn begins(core: &Core) -> bool {
    core.capital
}

pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    if !line.is_capital(at) {
        return None;
    }
    let country = COUNTRIES.binary_search(&line.word(at).strip_suffix("'s").unwrap_or(line.word(at))).is_ok();
    if country && !matches!(line.before(at, 1), "new") {
        return line.phrase(Kind::Actor, at..at + 1);
    }
    let end = name(line, at)?;
    line.phrase(Kind::Actor, at..end)
}

/// One past "Under Secretary of Defense for Intelligence and Security": capitals, joined by "of", "for", "and".
fn name(line: &Line<'_>, from: u32) -> Option<u32> {
    let is_head =
        |at: u32| line.is_capital(at) && (OFFICERS.contains(&line.word(at)) || BODIES.contains(&line.word(at)));
    // The run of capitals that begins here has to hold an office or a body.
    let run_end = (from..line.to.min(from + 6))
        .find(|&at| !line.is_capital(at) || at > from && line.end(at - 1) != End::None)
        .unwrap_or(line.to.min(from + 6));
    let head = (from..run_end).find(|&at| is_head(at))?;
    if matches!(line.word(from), "the" | "a" | "an" | "no" | "each" | "such" | "under" | "if" | "in" | "not")
        && from != head
    {
        return None;
    }
    let mut end = run_end;
    while end < line.to && end < from + LONGEST && line.end(end - 1) == End::None {
        let skip = match (line.word(end), line.word(end + 1)) {
            ("of" | "for", "the") => 2,
            ("of" | "for", _) => 1,
            ("and", _) if end > head + 1 && !is_head(end + 1) && joins(line, end) => 1,
            _ if line.is_capital(end) => 0,
            _ => break,
        };
        if !line.is_capital(end + skip) || skip == 2 && is_place(line.word(end + 2)) && line.word(end + 2) == "act" {
            break;
        }
        end += skip + 1;
    }
    if line.word(end - 1) == "act" || is_lone(line, from, end) && !line.is_capital(from) {
        return None;
    }
    Some(end)
}

fn is_place(word: &str) -> bool {
    word == "act"
}

/// "Health and Human Services", "Intelligence and Security": "and" within a name, before a capital.
fn joins(line: &Line<'_>, and: u32) -> bool {
    line.is_capital(and + 1) && line.is_capital(and.wrapping_sub(1))
}

/// One word alone: "the Secretary", "the Board".
fn is_lone(_: &Line<'_>, from: u32, end: u32) -> bool {
    end == from + 1
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
}
