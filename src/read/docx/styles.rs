//! Styles: what a paragraph has from its style and from those that style is based on.

use rustc_hash::FxHashMap;

use crate::read::xml::tape::Tape;

/// A style is based on at most so many others; a ring of them ends here.
const LONGEST_CHAIN: usize = 32;

/// What a paragraph says of itself, or has from its style.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Properties {
    /// Rank of a heading, from 1.
    pub heading: Option<u8>,
    /// The list that numbers it; 0 for none.
    pub list: Option<u32>,
    /// Its level in that list, from 0.
    pub level: Option<u8>,
    /// Indentation of its left edge, in twentieths of a point.
    pub left: Option<i32>,
    /// How much further right (or, below zero, left) its first line begins.
    pub first: Option<i32>,
    pub centred: Option<bool>,
    pub bold: Option<bool>,
    /// Set in capitals, large or small.
    pub capitals: Option<bool>,
    /// An entry of the contents list that Word makes.
    pub contents: Option<bool>,
    pub struck: Option<bool>,
    pub hidden: Option<bool>,
}

impl Properties {
    /// What is not said here is as in another.
    pub fn over(self, base: &Self) -> Self {
        Self {
            heading: self.heading.or(base.heading),
            list: self.list.or(base.list),
            level: self.level.or(base.level),
            left: self.left.or(base.left),
            first: self.first.or(base.first),
            centred: self.centred.or(base.centred),
            bold: self.bold.or(base.bold),
            capitals: self.capitals.or(base.capitals),
            contents: self.contents.or(base.contents),
            struck: self.struck.or(base.struck),
            hidden: self.hidden.or(base.hidden),
        }
    }

    /// Its indentation alone.
    pub fn indentation(self) -> Self {
        Self { left: self.left, first: self.first, ..Self::default() }
    }

    /// Reads the children of `pPr` or `rPr`.
    pub fn of(tape: &Tape<'_>, element: u32) -> Self {
        let mut own = Self::default();
        for child in tape.children(element) {
            own.read(tape, child);
        }
        own
    }

    fn read(&mut self, tape: &Tape<'_>, child: u32) {
        let element = &tape.elements[child as usize];
        let number = |name: &str| element.attribute(name).and_then(|value| value.trim().parse::<i32>().ok());
        match element.name {
            "outlineLvl" => self.heading = number("val").and_then(rank),
            "numPr" => self.read_numbering(tape, child),
            "ind" => {
                self.left = number("left").or_else(|| number("start")).or(self.left);
                let hanging = number("hanging").map(|by| by.saturating_neg());
                self.first = hanging.or_else(|| number("firstLine")).or(self.first);
            }
            "jc" => self.centred = Some(element.has("val", "center")),
            "b" => self.bold = Some(is_on(tape, child)),
            "caps" | "smallCaps" => self.capitals = Some(is_on(tape, child) || self.capitals == Some(true)),
            "strike" | "dstrike" => self.struck = Some(is_on(tape, child)),
            "vanish" => self.hidden = Some(is_on(tape, child)),
            _ => {}
        }
    }

    fn read_numbering(&mut self, tape: &Tape<'_>, element: u32) {
        for child in tape.children(element) {
            let value = &tape.elements[child as usize].attribute("val");
            match tape.elements[child as usize].name {
                "numId" => self.list = value.as_ref().and_then(|value| value.parse().ok()),
                "ilvl" => self.level = value.as_ref().and_then(|value| value.parse().ok()),
                _ => {}
            }
        }
    }
}

/// The rank of an outline level; the tenth is text.
fn rank(level: i32) -> Option<u8> {
    u8::try_from(level).ok().filter(|&level| level < 9).map(|level| level + 1)
}

/// A switch is on unless it says otherwise.
fn is_on(tape: &Tape<'_>, element: u32) -> bool {
    let value = tape.elements[element as usize].attribute("val");
    value.is_none_or(|value| !matches!(&*value, "0" | "false" | "off" | "none"))
}

/// All styles of a document, each with what it has from those below it.
#[derive(Debug, Default)]
pub struct Styles {
    known: FxHashMap<String, Properties>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

struct Style {
    own: Properties,
    base: Option<String>,
}

impl Styles {
    pub fn of(tape: &Tape<'_>) -> Self {
        let mut raw: FxHashMap<String, Style> = FxHashMap::default();
        let mut default = None;
        for id in tape.find_all("style") {
            let element = &tape.elements[id as usize];
            let Some(name) = element.attribute("styleId") else { continue };
            if element.has("type", "paragraph") && (element.has("default", "1") || element.has("default", "true")) {
                default = Some(name.to_string());
            }
            raw.insert(name.into_owned(), style(tape, id));
        }
        let known = raw.keys().map(|name| (name.clone(), resolve(&raw, name))).collect();
        Self { known, default }
    }

    /// What a style gives; the default one for a paragraph that names none.
    pub fn get(&self, name: Option<&str>) -> Properties {
        let name = name.or(self.default.as_deref());
        name.and_then(|name| self.known.get(name)).cloned().unwrap_or_default()
    }
}

fn style(tape: &Tape<'_>, id: u32) -> Style {
    let mut style = Style { own: Properties::default(), base: None };
    let mut named = None;
    for child in tape.children(id) {
        let element = &tape.elements[child as usize];
        match element.name {
            "basedOn" => style.base = element.attribute("val").map(|base| base.into_owned()),
            "name" => {
                let name = element.attribute("val").unwrap_or_default().to_ascii_lowercase();
                named = named_rank(&name);
                style.own.contents = is_contents(&name).then_some(true);
            }
            "pPr" | "rPr" => style.own = Properties::of(tape, child).over(&style.own),
            _ => {}
        }
    }
    style.own.heading = style.own.heading.or(named);
    style
}

/// The rank that a style's name tells: "heading 2", "Title".
fn named_rank(name: &str) -> Option<u8> {
    if name == "title" {
        return Some(1);
    }
    name.strip_prefix("heading ")?.trim().parse().ok().filter(|rank| (1..=9).contains(rank))
}

/// Whether a style is that of an entry in Word's own contents list: "toc 1".
fn is_contents(name: &str) -> bool {
    name.strip_prefix("toc ").is_some_and(|level| level.trim().parse::<u8>().is_ok())
}

fn resolve(raw: &FxHashMap<String, Style>, name: &str) -> Properties {
    let mut found = Properties::default();
    let mut at = Some(name);
    for _ in 0..LONGEST_CHAIN {
        let Some(style) = at.and_then(|name| raw.get(name)) else { break };
        found = found.over(&style.own);
        at = style.base.as_deref();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_have_what_they_are_based_on_and_rings_end() {
        let source = "<w:styles xmlns:w='w'>\
            <w:style w:type='paragraph' w:styleId='A'><w:basedOn w:val='B'/><w:pPr><w:jc w:val='left'/></w:pPr></w:style>\
            <w:style w:type='paragraph' w:styleId='B'><w:name w:val='heading 2'/><w:basedOn w:val='A'/>\
            <w:pPr><w:jc w:val='center'/><w:ind w:left='720' w:hanging='360'/></w:pPr><w:rPr><w:b w:val='0'/></w:rPr></w:style>\
            </w:styles>";
        let styles = Styles::of(&Tape::read(source).unwrap());
        let a = styles.get(Some("A"));
        assert_eq!(
            (a.heading, a.centred, a.left, a.first, a.bold),
            (Some(2), Some(false), Some(720), Some(-360), Some(false))
        );
        assert_eq!(styles.get(Some("C")), Properties::default());
    }
}
