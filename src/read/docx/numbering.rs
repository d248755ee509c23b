//! Numbers that Word prints and the text does not hold: "(a)" before a paragraph of a list.
//!
//! A list ([`Numbering::next`] is asked by its id) is an instance of an abstract one, which counts for all its
//! instances together, unless an instance begins anew. Each level has a form, such as "(%1)" or "SEC. %1.",
//! with the counts of the levels in place of "%1" to "%9".

use rustc_hash::FxHashMap;

use super::styles::{Properties, Styles};
use crate::read::xml::tape::Tape;

/// A list has so many levels.
const LEVELS: usize = 9;

/// How a level is counted and printed.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: Format,
    /// "(%1)".
    text: String,
    /// It begins anew only after the levels before this one, 0 for after none; unsaid, after any above it.
    restart: Option<u32>,
    /// All counts in it are printed in figures.
    figures: bool,
    /// Indentation of its paragraphs.
    indentation: Properties,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Format {
    #[default]
    Decimal,
    /// "01".
    Padded,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    Bullet,
    None,
}

#[derive(Debug, Default)]
struct Instance {
    /// The list that counts.
    of: u32,
    /// Where a level begins anew when the instance is first met.
    starts: [Option<u32>; LEVELS],
    met: bool,
}

/// All lists of a document, and how far they have counted.
#[derive(Debug, Default)]
pub struct Numbering {
    lists: FxHashMap<u32, [Level; LEVELS]>,
    instances: FxHashMap<u32, Instance>,
    counts: FxHashMap<u32, [Option<u32>; LEVELS]>,
}

/// What is printed before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Printed {
    /// A number: "(a)", "SEC. 2.".
    Number(String),
    /// A bullet: the paragraph is an item without a number.
    Bullet,
}

impl Numbering {
    pub fn of(tape: &Tape<'_>, styles: &Styles) -> Self {
        let mut numbering = Self::default();
        let mut linked: Vec<(u32, String)> = Vec::new();
        for id in tape.find_all("abstractNum") {
            let Some(list) = attribute_number(tape, id, "abstractNumId") else { continue };
            let link = tape.children(id).find(|&child| tape.elements[child as usize].name == "numStyleLink");
            if let Some(style) = link.and_then(|link| tape.elements[link as usize].attribute("val")) {
                linked.push((list, style.into_owned()));
            }
            numbering.lists.insert(list, levels(tape, id));
        }
        for id in tape.find_all("num") {
            numbering.instance(tape, id);
        }
        // A list may be another's, named by a style.
        for (list, style) in linked {
            let other = styles.get(Some(&style)).list.and_then(|id| numbering.instances.get(&id)).map(|found| found.of);
            if let Some(levels) = other.and_then(|other| numbering.lists.get(&other)).cloned() {
                numbering.lists.insert(list, levels);
            }
        }
        numbering
    }

    fn instance(&mut self, tape: &Tape<'_>, id: u32) {
        let Some(number) = attribute_number(tape, id, "numId") else { return };
        let mut instance = Instance::default();
        for child in tape.children(id) {
            match tape.elements[child as usize].name {
                "abstractNumId" => instance.of = attribute_number(tape, child, "val").unwrap_or(0),
                "lvlOverride" => self.level_override(tape, child, &mut instance),
                _ => {}
            }
        }
        self.instances.insert(number, instance);
    }

    fn level_override(&mut self, tape: &Tape<'_>, id: u32, instance: &mut Instance) {
        let Some(at) = level_of(tape, id) else { return };
        for child in tape.children(id) {
            match tape.elements[child as usize].name {
                "startOverride" => instance.starts[at] = attribute_number(tape, child, "val"),
                // The form is shared with the other instances; those that differ in it are a list of their own.
                "lvl" => {
                    let own = OWN_LISTS + self.lists.len() as u32;
                    if instance.of < OWN_LISTS {
                        let levels = self.lists.get(&instance.of).cloned().unwrap_or_default();
                        self.lists.insert(own, levels);
                        instance.of = own;
                    }
                    if let Some(levels) = self.lists.get_mut(&instance.of) {
                        levels[at] = level(tape, child);
                    }
                }
                _ => {}
            }
        }
    }

    /// A paragraph's own properties over those of its style, with the indentation of its list between: a list that
    /// the paragraph names itself stands above the style, one that it has from the style below it.
    pub fn indented(&self, own: Properties, style: &Properties) -> Properties {
        let list = own.list.or(style.list).and_then(|list| self.instances.get(&list));
        let levels = list.and_then(|instance| self.lists.get(&instance.of));
        let at = usize::from(own.level.or(style.level).unwrap_or(0)).min(LEVELS - 1);
        match levels.map(|levels| &levels[at].indentation) {
            Some(listed) if own.list.is_some() => own.over(listed).over(style),
            Some(listed) => own.over(style).over(listed),
            None => own.over(style),
        }
    }

    /// Counts a paragraph of a list, and tells what is printed before it.
    pub fn next(&mut self, list: u32, level: u8) -> Option<Printed> {
        let at = usize::from(level).min(LEVELS - 1);
        let instance = self.instances.get_mut(&list)?;
        let levels = self.lists.get(&instance.of)?;
        let counts = self.counts.entry(instance.of).or_default();
        if !std::mem::replace(&mut instance.met, true) {
            for (count, start) in counts.iter_mut().zip(instance.starts) {
                *count = start.map_or(*count, |start| start.checked_sub(1));
            }
            // A level that begins with 0 has nothing before it.
            if instance.starts[at] == Some(0) {
                counts[at] = None;
            }
        }
        let first = instance.starts[at].unwrap_or(levels[at].start);
        counts[at] = Some(counts[at].map_or(first, |count| count.saturating_add(1)));
        for (above, level) in levels.iter().enumerate().take(at) {
            counts[above].get_or_insert(level.start);
        }
        for (below, level) in levels.iter().enumerate().skip(at + 1) {
            if level.restart.is_none_or(|restart| at < restart as usize) {
                counts[below] = None;
            }
        }
        match levels[at].format {
            Format::Bullet => Some(Printed::Bullet),
            _ => Some(Printed::Number(print(&levels[at], levels, counts))).filter(|p| *p != Printed::Number("".into())),
        }
    }
}

/// Ids from here on are those of lists that an instance has for itself.
const OWN_LISTS: u32 = 1 << 30;

fn levels(tape: &Tape<'_>, list: u32) -> [Level; LEVELS] {
    let mut levels: [Level; LEVELS] = Default::default();
    for child in tape.children(list).filter(|&child| tape.elements[child as usize].name == "lvl") {
        if let Some(at) = level_of(tape, child) {
            levels[at] = level(tape, child);
        }
    }
    levels
}

fn level_of(tape: &Tape<'_>, id: u32) -> Option<usize> {
    attribute_number(tape, id, "ilvl").map(|level| level as usize).filter(|&level| level < LEVELS)
}

fn level(tape: &Tape<'_>, id: u32) -> Level {
    let mut level = Level { start: 0, ..Level::default() };
    for child in tape.children(id) {
        let element = &tape.elements[child as usize];
        match element.name {
            "start" => level.start = attribute_number(tape, child, "val").unwrap_or(0),
            "numFmt" => level.format = element.attribute("val").map_or(Format::Decimal, |name| format(&name)),
            "lvlText" => level.text = element.attribute("val").map_or(String::new(), |text| text.into_owned()),
            "lvlRestart" => level.restart = attribute_number(tape, child, "val"),
            "isLgl" => level.figures = !element.has("val", "0"),
            "pPr" => level.indentation = Properties::of(tape, child).indentation(),
            _ => {}
        }
    }
    level
}

fn format(name: &str) -> Format {
    match name {
        "decimalZero" => Format::Padded,
        "lowerLetter" => Format::LowerLetter,
        "upperLetter" => Format::UpperLetter,
        "lowerRoman" => Format::LowerRoman,
        "upperRoman" => Format::UpperRoman,
        "bullet" => Format::Bullet,
        "none" => Format::None,
        _ => Format::Decimal,
    }
}

fn attribute_number(tape: &Tape<'_>, id: u32, name: &str) -> Option<u32> {
    tape.elements[id as usize].attribute(name)?.trim().parse().ok()
}

/// A form with the counts in their places.
fn print(printed: &Level, levels: &[Level; LEVELS], counts: &[Option<u32>; LEVELS]) -> String {
    let mut out = String::new();
    let mut chars = printed.text.chars().peekable();
    while let Some(c) = chars.next() {
        let at = chars.peek().filter(|_| c == '%').and_then(|d| d.to_digit(10)).filter(|d| (1..=9).contains(d));
        match at {
            Some(at) => {
                chars.next();
                let at = at as usize - 1;
                let format = if printed.figures { Format::Decimal } else { levels[at].format };
                out.push_str(&number(counts[at].unwrap_or(levels[at].start), format));
            }
            None => out.push(c),
        }
    }
    out.trim().to_owned()
}

fn number(count: u32, format: Format) -> String {
    match format {
        Format::Decimal => count.to_string(),
        Format::Padded => format!("{count:02}"),
        Format::LowerLetter => letters(count, b'a'),
        Format::UpperLetter => letters(count, b'A'),
        Format::LowerRoman => roman(count).to_lowercase(),
        Format::UpperRoman => roman(count),
        Format::Bullet | Format::None => String::new(),
    }
}

/// Numbers above this are printed in figures: no list of letters or numerals is so long.
const LONGEST_LIST: u32 = 780;

/// "a" to "z", then "aa", "bb": as Word counts, and as Congress does.
fn letters(count: u32, first: u8) -> String {
    if count == 0 || count > LONGEST_LIST {
        return count.to_string();
    }
    let letter = char::from(first + ((count - 1) % 26) as u8);
    std::iter::repeat_n(letter, (count as usize - 1) / 26 + 1).collect()
}

fn roman(count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count == 0 || count > LONGEST_LIST {
        return count.to_string();
    }
    let (mut left, mut out) = (count, String::new());
    for (worth, sign) in SIGNS {
        while left >= worth {
            out.push_str(sign);
            left -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='7'>\
        <w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='(%1)'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='(%2)'/></w:lvl>\
        <w:lvl w:ilvl='2'><w:start w:val='4'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1-%3.'/></w:lvl>\
        </w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
        <w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>\
        </w:numbering>";

    fn told(steps: &[(u32, u8)]) -> Vec<String> {
        let mut numbering = Numbering::of(&Tape::read(LISTS).unwrap(), &Styles::default());
        steps
            .iter()
            .map(|&(list, level)| match numbering.next(list, level) {
                Some(Printed::Number(number)) => number,
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn levels_count_and_begin_anew_below_the_one_above() {
        assert_eq!(
            told(&[(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (1, 2)]),
            ["(a)", "(1)", "(2)", "(b)", "(1)", "b-IV."]
        );
    }

    #[test]
    fn instances_count_on_unless_one_begins_anew() {
        assert_eq!(told(&[(1, 0), (1, 0), (2, 0), (2, 0), (1, 0)]), ["(a)", "(b)", "(a)", "(b)", "(c)"]);
        assert_eq!(told(&[(9, 0)]), ["None"]);
    }

    #[test]
    fn letters_and_numerals_as_word_prints_them() {
        assert_eq!((letters(27, b'a'), letters(54, b'A')), ("aa".into(), "BBB".into()));
        assert_eq!((roman(14), roman(499), roman(0)), ("XIV".into(), "CDXCIX".into(), "0".into()));
    }
}
