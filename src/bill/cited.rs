//! The grammar of citations in running text, from the House Office of Legislative Counsel's drafting conventions:
//! a word for the level, one number or a list of them, and of what: "paragraphs (1) and (2) of section 7(b)".

use super::{Level, spaced};

/// A citation as it stands in a line: a level and its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited<'t> {
    pub level: Level,
    pub items: Vec<Item<'t>>,
    /// "of subsection (b)": the provision inside which the numbers count.
    pub within: Option<(Level, Item<'t>)>,
    pub scope: Scope,
    /// Its first word, and one past its last, among those of the line.
    words: (usize, usize),
}

/// Whose provision it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Not told.
    None,
    /// "of this Act" ([`Level::Bill`]), "of this title".
    This(Level),
    /// Another law's, or one that only the context tells ("of such section").
    Other,
}

/// One number of a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<'t> {
    /// "404" of "404(b)(2)"; "" of "(b)(2)".
    pub number: &'t str,
    /// "b" and "2".
    pub path: Vec<&'t str>,
    /// Where its word begins in the line, in bytes, and how long it is.
    pub at: u32,
    pub length: u32,
}

impl Item<'_> {
    /// "section 404(b)", however the word for the level was written.
    pub fn cite(&self, cited: &Cited<'_>) -> String {
        let path: String = self.path.iter().map(|number| format!("({number})")).collect();
        format!("{} {}{path}", cited.level.name(), self.number)
    }
}

/// Longest chain of "of": "clause (i) of subparagraph (A) of paragraph (2) of subsection (b) of section 7".
const MOST_LINKS: usize = 6;

/// All citations in a line, those of other laws too, in order. What stands in quotation marks is wording that is
/// spoken of, and cites nothing.
pub fn citations(line: &str) -> Vec<Cited<'_>> {
    // Most lines cite nothing: that is seen without taking them apart.
    if !["ection", "aragraph", "lause", "item", "itle", "ivision"].iter().any(|part| line.contains(part)) {
        return Vec::new();
    }
    let words: Vec<Word<'_>> = words(line);
    let mut found: Vec<Cited<'_>> = Vec::new();
    let (mut at, mut counted, mut quoted) = (0, 0, false);
    while at < words.len() {
        let cited = citation(&words, at).filter(|_| {
            let start = words[at].at as usize;
            quoted ^= line.as_bytes()[counted..start].iter().filter(|&&byte| byte == b'"').count() % 2 == 1;
            counted = start;
            !quoted
        });
        match cited {
            Some((cited, next)) => {
                found.push(cited);
                at = next;
            }
            None => at += 1,
        }
    }
    for at in (1..found.len()).rev() {
        let (first, last) = (&found[at - 1], &found[at]);
        if last.scope == Scope::Other && first.scope == Scope::None && are_joined(&words, first, last) {
            found[at - 1].scope = Scope::Other;
        }
    }
    found
}

/// "section 5 and section 7 of the X Act", "under section 5, or in section 7, of the X Act": what is told of the last
/// is not certain of the first. Where more stands between them they are two matters.
fn are_joined(words: &[Word<'_>], first: &Cited<'_>, last: &Cited<'_>) -> bool {
    let (end, start) = (first.words.1, last.words.0);
    match start - end {
        0 => word(words, end - 1).ends_with(','),
        between => between <= MOST_BETWEEN && matches!(word(words, end), "and" | "or" | "and/or"),
    }
}

/// "and", and a preposition before the next citation.
const MOST_BETWEEN: usize = 2;

/// A word and where it begins in its line.
#[derive(Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    at: u32,
}

fn words(line: &str) -> Vec<Word<'_>> {
    let at = |word: &str| (word.as_ptr() as usize - line.as_ptr() as usize) as u32;
    // About one word for each six characters.
    let mut words = Vec::with_capacity(line.len() / 6 + 1);
    words.extend(spaced(line).map(|text| Word { text, at: at(text) }));
    words
}

/// The words for levels, and whether they speak of one.
const KEYWORDS: [(&str, Level); 10] = [
    ("section", Level::Section),
    ("subsection", Level::Subsection),
    ("paragraph", Level::Paragraph),
    ("subparagraph", Level::Subparagraph),
    ("clause", Level::Clause),
    ("subclause", Level::Subclause),
    ("item", Level::Item),
    ("title", Level::Title),
    ("subtitle", Level::Subtitle),
    ("division", Level::Division),
];

/// The level a word names, and whether it names several. Words in quotation marks name none.
fn keyword(word: &str) -> Option<(Level, bool)> {
    let word = word.strip_prefix('(').unwrap_or(word).as_bytes();
    let (first, rest) = word.split_first()?;
    // Asked of every word there is: nearly all are told by their first letter and their length.
    let first = first.to_ascii_lowercase();
    KEYWORDS.iter().find_map(|(name, level)| {
        let name = name.as_bytes();
        let several = word.len() == name.len() + 1;
        let fits = name[0] == first && (several || word.len() == name.len());
        let is_it = fits && rest.starts_with(&name[1..]) && (!several || rest.ends_with(b"s"));
        is_it.then_some((*level, several))
    })
}

/// The citation that begins at a word, and the word after it.
fn citation<'t>(words: &[Word<'t>], at: usize) -> Option<(Cited<'t>, usize)> {
    let (level, items, mut next) = part(words, at)?;
    let mut cited = Cited { level, items, within: None, scope: Scope::None, words: (at, next) };
    let mut closed = is_closed(words, next);
    let mut chain: Vec<(Level, Item<'t>)> = Vec::new();
    while !closed && word(words, next) == "of" && cited.scope == Scope::None {
        match part(words, next + 1) {
            Some((level, items, after)) if items.len() == 1 && chain.len() < MOST_LINKS => {
                chain.extend(items.into_iter().map(|item| (level, item)));
                next = after;
                closed = is_closed(words, next);
            }
            _ => {
                cited.scope = scope(words, next + 1);
                next += 1;
            }
        }
    }
    if is_of_a_code(words, next) || is_of_a_code_title(&cited, &chain) {
        cited.scope = Scope::Other;
    }
    cited.within = link(chain).or(if cited.scope == Scope::Other { None } else { cited.within });
    cited.words.1 = next;
    Some((cited, next))
}

/// "subsection (b) of section 7" is "section 7(b)": one provision within which the numbers count.
fn link<'t>(chain: Vec<(Level, Item<'t>)>) -> Option<(Level, Item<'t>)> {
    let mut chain = chain.into_iter();
    let (mut level, mut item) = chain.next()?;
    for (outer, mut base) in chain {
        if level.is_container() || level == Level::Section {
            // "section 7 of title II": a number that counts within another is told apart by its surroundings.
            return Some((level, item));
        }
        base.path.extend(item.path);
        (level, item) = (outer, base);
    }
    Some((level, item))
}

fn word<'t>(words: &[Word<'t>], at: usize) -> &'t str {
    words.get(at).map_or("", |word| word.text)
}

/// Whether the word before ends a phrase, so that "of" after it belongs to something else.
fn is_closed(words: &[Word<'_>], next: usize) -> bool {
    next > 0 && word(words, next - 1).ends_with([',', ';', '.', ':', '—'])
}

/// "(42 U.S.C. 1395)", ", United States Code", "note", "et seq.".
fn is_of_a_code(words: &[Word<'_>], next: usize) -> bool {
    let near = |range: std::ops::Range<usize>| range.map(|at| word(words, at));
    near(next..next + 3).any(|word| word.contains("U.S.C") || word.contains("Stat."))
        || word(words, next) == "United" && word(words, next + 1) == "States"
        || word(words, next) == "et"
        || word(words, next) == "note"
}

/// "title 10" is of the United States Code: a bill's own titles have Roman numbers.
fn is_of_a_code_title(cited: &Cited<'_>, chain: &[(Level, Item<'_>)]) -> bool {
    let of_a_code =
        |level: Level, item: &Item<'_>| level == Level::Title && item.number.starts_with(|c: char| c.is_ascii_digit());
    cited.items.iter().any(|item| of_a_code(cited.level, item))
        || chain.iter().any(|(level, item)| of_a_code(*level, item))
}

/// After "of": "this Act", "this title" (with what it is), or another.
fn scope(words: &[Word<'_>], at: usize) -> Scope {
    if word(words, at) != "this" {
        return Scope::Other;
    }
    let noun = word(words, at + 1).trim_end_matches(|c: char| !c.is_alphanumeric());
    match (noun, keyword(noun)) {
        ("Act" | "Act's" | "bill" | "resolution" | "joint" | "concurrent", _) => Scope::This(Level::Bill),
        (_, Some((level, false))) => Scope::This(level),
        _ => Scope::Other,
    }
}

/// A word for a level and its numbers: "sections 401, 402, and 404(b)".
fn part<'t>(words: &[Word<'t>], at: usize) -> Option<(Level, Vec<Item<'t>>, usize)> {
    let (level, several) = keyword(word(words, at))?;
    let mut items = vec![item(level, *words.get(at + 1)?)?];
    let mut next = at + 2;
    loop {
        let comma = word(words, next - 1).ends_with(',');
        if is_closed(words, next) && !(comma && several) {
            break;
        }
        let joint = match word(words, next) {
            "and" | "through" | "and/or" if several => 1,
            "or" | "and/or" => 1,
            _ if comma => 0,
            _ => break,
        };
        let Some(further) = words.get(next + joint).and_then(|&word| further_item(level, items.last(), word)) else {
            break;
        };
        items.push(further);
        next += joint + 1;
    }
    Some((level, items, next))
}

/// A number further on in a list; "(c)" after "404(b)" is 404(c).
fn further_item<'t>(level: Level, before: Option<&Item<'t>>, word: Word<'t>) -> Option<Item<'t>> {
    if let Some(item) = item(level, word) {
        return Some(item);
    }
    let (mut short, before) = (item(Level::Subsection, word)?, before?);
    let kind = |number: &str| number.bytes().next().map(|byte| (byte.is_ascii_digit(), byte.is_ascii_uppercase()));
    let peer = before.path.iter().rposition(|number| kind(number) == kind(short.path[0]))?;
    let mut path = before.path[..peer].to_vec();
    path.append(&mut short.path);
    Some(Item { number: before.number, path, ..short })
}

/// The number of a provision of some level, as a word has it: "404(b)," or "(2)".
fn item<'t>(level: Level, word: Word<'t>) -> Option<Item<'t>> {
    let text = word.text;
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len());
    let number = text[..end].trim_end_matches('-');
    let mut rest = &text[number.len()..];
    let mut path = Vec::new();
    while let Some((inner, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        if inner.is_empty() || inner.len() > 5 || !inner.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        path.push(inner);
        rest = after;
    }
    let all = |wanted: fn(u8) -> bool| !number.is_empty() && number.bytes().all(wanted);
    let fits = match level {
        Level::Section => number.starts_with(|c: char| c.is_ascii_digit()),
        Level::Title => path.is_empty() && (all(|byte| b"IVXLC".contains(&byte)) || all(|byte| byte.is_ascii_digit())),
        Level::Subtitle | Level::Division => path.is_empty() && number.len() <= 3 && all(|b| b.is_ascii_uppercase()),
        _ => number.is_empty() && !path.is_empty(),
    };
    let ends = rest.chars().all(|c| matches!(c, ',' | ';' | '.' | ':' | '"' | '\'' | '—' | ')'));
    (fits && ends).then_some(Item { number, path, at: word.at, length: text.len() as u32 })
}
