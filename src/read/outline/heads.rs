//! Heads: how a section, a title or a quotation begins.
//!
//! | printed | is |
//! |---|---|
//! | `SEC. 2. LONG HEADING.` | a section with a heading |
//! | `Sec. 101.  Text of the section` | a section without one, as appropriations acts have them |
//! | `Sec. 101. Authorization of appropriations.` at the margin | an entry of a contents list |
//! | ``` ``Sec. 5332a. Special base rates of pay ``` | a quoted section in the style of the Code: the heading is the rest of the paragraph |
//! | `Sec. 54.403(a)(2):` | the tail of a citation: `Sec.` also stands for the sign § |
//! | `TITLE IV--MATTERS` centred | a title; in appropriations acts the name stands on lines of its own |

use crate::bill::Level;

/// The head of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SectionHead<'a> {
    /// "SECTION", "SEC.", "Sec.", "Section" or "§".
    pub keyword: &'a str,
    /// "101", "2799A-11".
    pub number: &'a str,
    /// What follows the number and its stop.
    pub rest: &'a str,
}

impl SectionHead<'_> {
    /// Set in capitals: what follows the number is a heading.
    pub(crate) fn in_capitals(&self) -> bool {
        matches!(self.keyword, "SECTION" | "SEC.")
    }
}

/// Reads the head of a section: keyword, number, stop, then a space or the end.
pub(crate) fn section(text: &str) -> Option<SectionHead<'_>> {
    let keyword = ["SECTION", "SEC.", "Sec.", "Section", "§"].into_iter().find(|keyword| text.starts_with(keyword))?;
    let after = text[keyword.len()..].trim_start();
    let length = number_length(after);
    let rest = after[length..].strip_prefix('.')?;
    let parted = rest.is_empty() || rest.starts_with(char::is_whitespace) || rest.starts_with('(');
    (length > 0 && parted).then(|| SectionHead {
        keyword: &text[..keyword.len()],
        number: &after[..length],
        rest: rest.trim_start(),
    })
}

/// Length of a section number at the start of text: "101", "6050AA", "4b-1", "2799A-11".
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 {
        return 0;
    }
    let letters = bytes[digits..].iter().take_while(|b| b.is_ascii_alphabetic()).take(3).count();
    let mut length = digits + letters;
    while bytes.get(length) == Some(&b'-') {
        let more = bytes[length + 1..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        if more == 0 {
            break;
        }
        length += 1 + more;
    }
    length
}

/// A line that may head a section, quoted or not, or be an entry of a contents list.
pub(crate) fn is_section_line(text: &str) -> bool {
    section(unquoted(text)).is_some()
}

/// A line that heads a section of the bill itself, set in capitals.
pub(crate) fn is_capital_section_line(text: &str) -> bool {
    section(text).is_some_and(|head| head.in_capitals())
}

/// A line that heads a quoted section.
pub(crate) fn is_quoted_section_line(text: &str) -> bool {
    opens_quote(text) && is_section_line(text)
}

/// A numbered part of the bill above its sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ContainerHead<'a> {
    pub level: Level,
    pub number: &'a str,
    /// The name after the dash; empty where it stands on lines of its own.
    pub name: &'a str,
}

const CONTAINERS: [(&str, Level); 10] = [
    ("DIVISION", Level::Division),
    ("SUBDIVISION", Level::Subdivision),
    ("TITLE", Level::Title),
    ("SUBTITLE", Level::Subtitle),
    ("CHAPTER", Level::Chapter),
    ("SUBCHAPTER", Level::Subchapter),
    ("PART", Level::Part),
    ("SUBPART", Level::Subpart),
    ("ARTICLE", Level::Article),
    ("SUB-PART", Level::Subpart),
];

/// Reads "TITLE IV--MATTERS RELATING TO", "Subtitle A--Pay", "PART 1" and the like.
pub(crate) fn container(text: &str) -> Option<ContainerHead<'_>> {
    let (word, after) = text.split_once(' ')?;
    let level = container_level(word)?;
    let after = after.trim_start();
    let length = after.bytes().take_while(|b| b.is_ascii_alphanumeric()).count();
    let (number, rest) = after.split_at(length);
    let numbered =
        !number.is_empty() && number.len() <= 9 && number.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let dashed = rest.strip_prefix("--").or_else(|| rest.strip_prefix('—')).or_else(|| rest.strip_prefix('.'));
    let name = match dashed {
        Some(name) => name.trim(),
        None if rest.trim().is_empty() => "",
        None => return None,
    };
    numbered.then_some(ContainerHead { level, number, name })
}

/// The level that a word names. "part of the funds" is no head.
pub(crate) fn container_level(word: &str) -> Option<Level> {
    let (_, level) = CONTAINERS.into_iter().find(|(keyword, _)| word.eq_ignore_ascii_case(keyword))?;
    (!word.as_bytes()[0].is_ascii_lowercase()).then_some(level)
}

/// "TITLE I--MATTERS": a head that has its name on its line.
pub(crate) fn is_named_container(text: &str) -> bool {
    container(text).is_some_and(|head| !head.name.is_empty())
}

/// The marks that open a quotation, in the order in which they are tried.
const OPENERS: [&str; 3] = ["``", "\"", "“"];

/// Whether text begins with opening quotation marks.
pub(crate) fn opens_quote(text: &str) -> bool {
    OPENERS.iter().any(|mark| text.starts_with(mark))
}

/// Text without the quotation marks that open it: "``(A) the", "```(A) the" (a quotation in a quotation).
pub(crate) fn unquoted(text: &str) -> &str {
    if opens_quote(text) { text.trim_start_matches(['`', '"', '“', '‘']) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_heads_in_their_four_forms() {
        let told = |text| section(text).map(|head| (head.number, head.rest));
        assert_eq!(told("SECTION 1. SHORT TITLE."), Some(("1", "SHORT TITLE.")));
        assert_eq!(told("SEC. 119A. LIMIT."), Some(("119A", "LIMIT.")));
        assert_eq!(told("Sec. 231. (a) The"), Some(("231", "(a) The")));
        assert_eq!(told("Section 101. None"), Some(("101", "None")));
        assert_eq!(told("SEC. 2799A-11. RULES."), Some(("2799A-11", "RULES.")));
    }

    #[test]
    fn citations_at_the_start_of_a_line_are_no_sections() {
        for text in
            ["Sec. 54.403(a)(2):  Provided", "Section 12 is amended", "Sec. of State", "SECURITY. 4.", "Sec. 4(a). X"]
        {
            assert_eq!(section(text), None, "{text:?}");
        }
    }

    #[test]
    fn containers_with_and_without_a_name_on_their_line() {
        let told = |text| container(text).map(|head| (head.level, head.number, head.name));
        assert_eq!(told("TITLE IV--OTHER MATTERS"), Some((Level::Title, "IV", "OTHER MATTERS")));
        assert_eq!(told("TITLE I"), Some((Level::Title, "I", "")));
        assert_eq!(told("Subtitle A--Pay"), Some((Level::Subtitle, "A", "Pay")));
        assert_eq!(told("Part B of the Act"), None);
        assert_eq!(told("Title of the Act"), None);
        assert_eq!(told("part a--x"), None);
    }
}
