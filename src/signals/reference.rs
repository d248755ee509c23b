//! References to other provisions and laws: "section 403(b)(2)", "title 10, United States Code", "50 U.S.C. 3001",
//! "the Food Security Act of 1985". Told where the reference itself changed; whether what it cites is still there
//! is the references audit's work.

use super::Kind;
use super::line::{Line, Phrase};
use super::vocabulary::{Core, End};

const PARTS: [&str; 26] = [
    "section",
    "sections",
    "subsection",
    "subsections",
    "paragraph",
    "paragraphs",
    "subparagraph",
    "subparagraphs",
    "clause",
    "clauses",
    "subclause",
    "subclauses",
    "title",
    "titles",
    "subtitle",
    "subtitles",
    "chapter",
    "chapters",
    "subchapter",
    "part",
    "parts",
    "division",
    "article",
    "schedule",
    "item",
    "items",
];
/// Longest reference, in words.
const LONGEST: u32 = 40;

pub fn begins(core: &Core) -> bool {
    PARTS.contains(&core.text.as_str())
        || matches!(core.text.as_str(), "public" | "u.s.c" | "that" | "such")
        || core.text.starts_with(|c: char| c.is_ascii_digit())
        || core.capital
}

pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    let end = pointing(line, at).or_else(|| numbered(line, at)).or_else(|| code(line, at)).or_else(|| act(line, at))?;
    line.phrase(Kind::Reference, at..end)
}

/// "section", "paragraphs".
pub fn is_part(word: &str) -> bool {
    PARTS.contains(&word)
}

/// "(b)", "403(b)(2),", "IV", "2a-1": what stands after "section" or "title".
pub fn is_designator(raw: &str) -> bool {
    let bare = raw.trim_matches(|c: char| matches!(c, '"' | '\'' | ',' | ';' | ':' | '.' | '—'));
    let inner = bare.trim_start_matches('(');
    let letters = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'(' | b')' | b'-' | b'.' | b'"' | b'\''))
    };
    match inner.as_bytes().first() {
        Some(first) if first.is_ascii_digit() => letters(inner) && inner.len() < 24,
        Some(_) if bare.starts_with('(') => {
            letters(inner) && inner.split(['(', ')']).all(|part| part.len() <= 5) && inner.contains(')')
        }
        Some(first) if first.is_ascii_uppercase() => {
            inner.len() <= 6
                && inner.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
        }
        _ => false,
    }
}

/// "that subsection", "such title". "This Act" is the bill itself, and no reference.
fn pointing(line: &Line<'_>, at: u32) -> Option<u32> {
    (matches!(line.word(at), "that" | "such") && PARTS.contains(&line.word(at + 1)) && !is_designator(line.raw(at + 1)))
        .then_some(at + 2)
}

/// "sections 401, 402(a), and 404 of title 10, United States Code".
fn numbered(line: &Line<'_>, at: u32) -> Option<u32> {
    if !PARTS.contains(&line.word(at)) || !is_designator(line.raw(at + 1)) {
        return None;
    }
    let most = line.to.min(at + LONGEST);
    let mut end = at + 2;
    while end < most && line.end(end - 1) < End::Clause {
        let joined = matches!(line.word(end), "and" | "or" | "through" | "to");
        let next = if joined { end + 1 } else { end };
        if is_designator(line.raw(next))
            && (joined || line.end(end - 1) == End::Comma || line.raw(next).starts_with('('))
        {
            end = next + 1;
        } else {
            break;
        }
    }
    Some(of_what(line, end, most))
}

/// "of section 5", "of such Act", "of title 10, United States Code", "of the Orchard Act (7 U.S.C. 1)" after a reference.
fn of_what(line: &Line<'_>, end: u32, most: u32) -> u32 {
    if end >= most || line.word(end) != "of" || line.end(end - 1) >= End::Clause {
        return end;
    }
    if let Some(inner) = numbered(line, end + 1) {
        return if line.word(inner) == "united" && line.word(inner + 1) == "states" { inner + 3 } else { inner };
    }
    if let Some(end) = resolution(line, end + 1) {
        return end;
    }
    let start = if line.word(end + 1) == "the" { end + 2 } else { end + 1 };
    match act(line, start) {
        Some(named) => code(line, named).unwrap_or(named).min(line.to),
        None if matches!(line.word(start), "act" | "code") => start + 1,
        None if matches!(line.word(start), "such" | "this" | "that")
            && matches!(
                line.word(start + 1),
                "act" | "section" | "subsection" | "paragraph" | "title" | "subtitle"
            ) =>
        {
            start + 2
        }
        None => end,
    }
    .min(line.to)
}

/// "50 U.S.C. 3001 et seq.", "42 U.S.C. 1786, 1790", "7 CFR 250.2", "89 Fed. Reg. 590", "Public Law 118-31".
fn code(line: &Line<'_>, at: u32) -> Option<u32> {
    if line.word(at) == "public" && line.word(at + 1) == "law" && line.word(at + 2).contains('-') {
        return Some((at + 3).min(line.to));
    }
    if let Some(end) = resolution(line, at) {
        return Some(end);
    }
    let name = line.one_of(at + 1, &[&["u.s.c"], &["cfr"], &["c.f.r"], &["fed", "reg"], &["stat"]])?;
    if !is_designator(line.raw(at)) {
        return None;
    }
    let is_number = |at: u32| line.word(at).starts_with(|c: char| c.is_ascii_digit());
    let mut end = at + 1 + name;
    end += u32::from(is_designator(line.raw(end)) || is_number(end));
    while line.end(end - 1) == End::Comma && is_number(end) && line.word(end + 1) != "u.s.c" && end < at + LONGEST {
        end += 1;
    }
    if line.raw(end).starts_with('(') {
        end += super::time::date(line, end).unwrap_or(0);
    }
    Some(if line.says(end, &["et", "seq"]) { end + 2 } else { end }.min(line.to))
}

/// "H. Res. 1151 (117th Congress), as engrossed in the House of Representatives on June 8, 2022".
fn resolution(line: &Line<'_>, at: u32) -> Option<u32> {
    if !matches!(line.word(at), "h" | "s") || !line.is_capital(at) {
        return None;
    }
    let kind = at + 1 + u32::from(matches!(line.word(at + 1), "con" | "j"));
    if line.word(kind) != "res" || !line.word(kind + 1).starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let congress = if line.word(kind + 3) == "congress" { kind + 4 } else { kind + 2 };
    let engrossed =
        (congress..congress + 9).find(|&at| line.word(at) == "on" && line.word(congress + 1) == "engrossed");
    let date = engrossed.and_then(|on| Some(on + 1 + super::time::date(line, on + 1)?));
    Some(date.unwrap_or(congress).min(line.to))
}

/// "Food Security Act of 1985", "Department of Defense Appropriations Act, 2024": where the name begins at `at`.
fn act(line: &Line<'_>, at: u32) -> Option<u32> {
    if !line.is_capital(at) || matches!(line.word(at), "this" | "such" | "the" | "that" | "an" | "under" | "in") {
        return None;
    }
    // A name is found where it begins.
    if line.is_capital(at.wrapping_sub(1))
        && line.end(at - 1) == End::None
        && !matches!(line.word(at - 1), "the" | "under" | "in" | "a")
    {
        return None;
    }
    let mut end = at + 1;
    while end < line.to && end < at + 18 {
        let word = line.word(end);
        if matches!(word, "act" | "acts") && line.is_capital(end) {
            return (!is_own_name(line, at)).then(|| year_of(line, end + 1));
        }
        if !(line.is_capital(end)
            || matches!(word, "of" | "and" | "the" | "for" | "to" | "on" | "in" | "with" | "or" | "against"))
            || line.end(end) >= End::Clause
        {
            return None;
        }
        end += 1;
    }
    None
}

/// "This title may be cited as the 'Orchard Act of 2031'": the bill's own name.
fn is_own_name(line: &Line<'_>, at: u32) -> bool {
    let start = line.clause_start(at, End::Sentence, LONGEST);
    (start..at).any(|at| line.word(at) == "cited" && line.word(at + 1) == "as")
}

fn year_of(line: &Line<'_>, end: u32) -> u32 {
    let is_year = |at| super::time::is_year(line.word(at));
    if line.word(end) == "of" && is_year(end + 1) {
        return end + 2;
    }
    if line.says(end, &["for", "fiscal", "year"]) && is_year(end + 3) {
        return end + 4;
    }
    if line.end(end - 1) == End::Comma && is_year(end) { end + 1 } else { end }
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::phrases;
    use super::*;

    #[test]
    fn references_whole() {
        let found = |text| phrases(text, begins, at).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
        assert_eq!(
            found(
                "under sections 401, 402(a), and 404 of title 10, United States Code, and paragraph (2)(A) of this section"
            ),
            ["sections 401, 402(a), and 404 of title 10, United States Code,", "paragraph (2)(A) of this section"]
        );
        assert_eq!(
            found("as the Food Security Act of 1985 (16 U.S.C. 3801 et seq.) says, this section and part of it"),
            ["Food Security Act of 1985", "(16 U.S.C. 3801 et seq.)"]
        );
        assert_eq!(found("section 5 of the Orchard Act, and the Director"), ["section 5 of the Orchard Act,"]);
    }
}
