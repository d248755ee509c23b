//! XML as a flat tape of marks in document order: elements open, text, elements close.
//!
//! `quick-xml` finds the tokens; it neither expands a document's own entities nor fetches its DTD. What it
//! does not report is checked here: elements left open, two roots, text outside the root, undefined
//! entities, nesting beyond [`MAX_ELEMENT_DEPTH`]. Walking the tape needs no recursion, and skipping an
//! element is one jump.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, Event};

use crate::read::{Problem, places::Places};

/// Deepest nesting of elements read; real files stay under 60. A file of 300,000 nested elements is no bill.
pub const MAX_ELEMENT_DEPTH: usize = 4_096;

/// One step along the tape.
#[derive(Debug, Clone, Copy)]
pub enum Mark {
    /// An element begins: index into [`Tape::elements`].
    Open(u32),
    /// A run of text, entities resolved: range of [`Tape::text`].
    Text(u32, u32),
    /// The innermost open element ends.
    Close,
}

/// An element on the tape.
#[derive(Debug)]
pub struct Element<'a> {
    /// The name without its prefix.
    pub name: &'a str,
    attributes: &'a str,
    /// Byte offset of its start tag in the source.
    pub offset: usize,
    /// The element around it; the root is its own parent.
    pub parent: u32,
    /// Its `Open` mark.
    pub open: usize,
    /// Its `Close` mark.
    pub close: usize,
}

impl<'a> Element<'a> {
    /// The value of an attribute, by its local name.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        if !self.attributes.contains(name) {
            return None;
        }
        let mut all = Attributes::new(self.attributes, 0);
        let all = all.with_checks(false).flatten();
        let mut found = all.filter(|attribute| attribute.key.local_name().as_ref() == name);
        found.next().map(|attribute| match quick_xml::escape::unescape(&attribute.value) {
            Ok(value) => Cow::Owned(value.into_owned()),
            Err(_) => Cow::Owned(attribute.value.into_owned()),
        })
    }

    /// Whether an attribute has a value.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.attribute(name).is_some_and(|found| found == value)
    }
}

/// A whole document.
#[derive(Debug)]
pub struct Tape<'a> {
    pub marks: Vec<Mark>,
    pub elements: Vec<Element<'a>>,
    text: String,
}

impl<'a> Tape<'a> {
    /// Reads a document. Errors say what is wrong and where.
    pub fn read(source: &'a str) -> Result<Self, Problem> {
        let mut reader = Reader::from_str(source);
        reader.config_mut().check_end_names = true;
        let mut tape = Self { marks: Vec::new(), elements: Vec::new(), text: String::with_capacity(source.len() / 2) };
        let mut open: Vec<u32> = Vec::new();
        let mut start = 0;
        loop {
            let event = reader.read_event().map_err(|error| {
                let what = format!("the XML is broken: {error}");
                problem(source, reader.error_position() as usize, what, "Get the file again, or mend it at this place")
            })?;
            let end = reader.buffer_position() as usize;
            match event {
                Event::Start(tag) => tape.start(source, start, end, tag.name().as_ref().len(), &mut open)?,
                Event::Empty(tag) => {
                    tape.start(source, start, end, tag.name().as_ref().len(), &mut open)?;
                    tape.end(&mut open);
                }
                Event::End(_) => tape.end(&mut open),
                Event::Text(text) => tape.push_text(source, start, &text, &open)?,
                Event::CData(text) => tape.push_text(source, start, &text, &open)?,
                Event::GeneralRef(entity) => {
                    let text = resolve(source, start, &entity)?;
                    tape.push_text(source, start, &text, &open)?;
                }
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
            start = end;
        }
        if let Some(&last) = open.last() {
            let element = &tape.elements[last as usize];
            let what = format!("the XML ends inside <{}>, which begins here", element.name);
            return Err(problem(source, element.offset, what, "The file was cut off: get it again"));
        }
        Ok(tape)
    }

    /// The root element, if there is one.
    pub fn root(&self) -> Option<&Element<'a>> {
        self.elements.first()
    }

    /// A run of text.
    pub fn text(&self, from: u32, to: u32) -> &str {
        &self.text[from as usize..to as usize]
    }

    /// All text inside an element, elements and all, as one string.
    pub fn text_of(&self, element: u32) -> String {
        let (open, close) = (self.elements[element as usize].open, self.elements[element as usize].close);
        let mut out = String::new();
        for mark in &self.marks[open..close] {
            if let Mark::Text(from, to) = *mark {
                out.push_str(self.text(from, to));
            }
        }
        out
    }

    /// As [`text_of`](Self::text_of), without what stands in elements of certain names inside it.
    pub fn words_of(&self, element: u32, without: impl Fn(&str) -> bool) -> String {
        let (open, close) = (self.elements[element as usize].open, self.elements[element as usize].close);
        let (mut out, mut at) = (String::new(), open + 1);
        while at < close {
            match self.marks[at] {
                Mark::Open(inner) if without(self.elements[inner as usize].name) => {
                    at = self.elements[inner as usize].close;
                }
                Mark::Text(from, to) => out.push_str(self.text(from, to)),
                _ => {}
            }
            at += 1;
        }
        out
    }

    /// The elements directly inside another.
    pub fn children(&self, element: u32) -> impl Iterator<Item = u32> + '_ {
        let close = self.elements[element as usize].close;
        let mut at = self.elements[element as usize].open + 1;
        std::iter::from_fn(move || {
            while at < close {
                match self.marks[at] {
                    Mark::Open(child) => {
                        at = self.elements[child as usize].close + 1;
                        return Some(child);
                    }
                    _ => at += 1,
                }
            }
            None
        })
    }

    /// All elements of a name, in document order.
    pub fn find_all<'t>(&'t self, name: &'t str) -> impl Iterator<Item = u32> + 't {
        self.elements.iter().enumerate().filter(move |(_, element)| element.name == name).map(|(at, _)| at as u32)
    }

    fn start(
        &mut self,
        source: &'a str,
        start: usize,
        end: usize,
        name_len: usize,
        open: &mut Vec<u32>,
    ) -> Result<(), Problem> {
        if open.len() >= MAX_ELEMENT_DEPTH {
            let what = format!("elements are nested more than {MAX_ELEMENT_DEPTH} deep");
            return Err(problem(source, start, what, "No bill is: check what file this is"));
        }
        if open.is_empty() && !self.elements.is_empty() {
            let what = "a second document begins here, after the end of the first";
            return Err(problem(source, start, what, "Keep one bill in a file"));
        }
        let tag = source[start..end].trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
        let (name, attributes) = tag.split_at(name_len.min(tag.len()));
        let name = name.rsplit_once(':').map_or(name, |(_, local)| local);
        let id = self.elements.len() as u32;
        let parent = open.last().copied().unwrap_or(id);
        let at = self.marks.len();
        self.elements.push(Element { name, attributes, offset: start, parent, open: at, close: at });
        self.marks.push(Mark::Open(id));
        open.push(id);
        Ok(())
    }

    fn end(&mut self, open: &mut Vec<u32>) {
        if let Some(id) = open.pop() {
            self.elements[id as usize].close = self.marks.len();
            self.marks.push(Mark::Close);
        }
    }

    fn push_text(&mut self, source: &str, start: usize, text: &str, open: &[u32]) -> Result<(), Problem> {
        if open.is_empty() {
            if text.trim_matches('\u{feff}').trim().is_empty() {
                return Ok(());
            }
            return Err(problem(
                source,
                start,
                "text stands outside the document's root element",
                "Get the file again, or mend it at this place",
            ));
        }
        let from = self.text.len() as u32;
        self.text.push_str(text);
        let to = self.text.len() as u32;
        match self.marks.last_mut() {
            Some(Mark::Text(_, last)) => *last = to,
            _ => self.marks.push(Mark::Text(from, to)),
        }
        Ok(())
    }
}

/// A character reference, or one of the entities every HTML and XML reader knows. A document's own are refused.
fn resolve(source: &str, start: usize, entity: &BytesRef) -> Result<Cow<'static, str>, Problem> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Ok(Cow::Owned(c.to_string()));
    }
    resolve_html5_entity(entity).map(Cow::Borrowed).ok_or_else(|| {
        let what = format!("the entity &{}; is not known", &**entity);
        problem(
            source,
            start,
            what,
            "Entities that a document defines itself are never expanded: write the text in its place",
        )
    })
}

fn problem(source: &str, offset: usize, what: impl Into<String>, advice: &str) -> Problem {
    Problem::at(Places::new(source).at(offset), what, advice)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trouble(source: &str) -> (u32, String) {
        let problem = Tape::read(source).unwrap_err();
        (problem.place.unwrap().line, problem.what)
    }

    #[test]
    fn what_quick_xml_does_not_report_is_an_error_with_its_line() {
        for (source, line, said) in [
            ("<bill>\n<form>", 2, "ends inside <form>"),
            ("<a/>\n<b/>", 2, "second document"),
            ("<a/>\ntext", 1, "outside"),
            ("<a>\n&nosuch;</a>", 2, "&nosuch;"),
            ("<a>\n</b>", 2, "broken"),
        ] {
            let (at, what) = trouble(source);
            assert!(what.contains(said), "{what}");
            assert_eq!(at, line, "{what}");
        }
    }

    #[test]
    fn a_deep_document_is_refused_and_not_walked() {
        let deep = "<a>".repeat(300_000);
        assert!(trouble(&deep).1.contains("nested"));
    }

    #[test]
    fn text_is_joined_across_entities() {
        let tape = Tape::read("<a k='v &amp; w'>x &amp; y&#x2014;<b/>z</a>").unwrap();
        assert_eq!(tape.text_of(0), "x & y—z");
        assert_eq!(tape.elements[0].attribute("k").unwrap(), "v & w");
        assert_eq!(tape.marks.len(), 6);
    }
}
