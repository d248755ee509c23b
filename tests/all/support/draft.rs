//! A draft in bill XML that a test edits: sections found by their numbers, cut out, put in, renumbered.
//!
//! Edits are made to the text itself at places that an XML reader found, so that all around them stays as the
//! drafting office wrote it.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

/// The text of a bill in the bill DTD.
#[derive(Clone)]
pub struct Draft {
    pub xml: String,
}

/// Where an element stands in the text.
#[derive(Debug, Clone)]
struct Element {
    name: String,
    /// From `<` of its start tag to `>` of its end tag.
    outer: Range<usize>,
    /// What is between its tags.
    inner: Range<usize>,
    parent: Option<usize>,
    /// Inside a quoted block: another law's.
    quoted: bool,
}

impl Draft {
    pub fn new(xml: String) -> Self {
        Self { xml }
    }

    pub fn read_file(path: &std::path::Path) -> Self {
        Self::new(std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    }

    pub fn bill(&self, name: &str) -> billdiff::bill::Bill {
        super::read_text(name, &self.xml)
    }

    /// Numbers of the bill's own sections, in reading order.
    pub fn section_numbers(&self) -> Vec<String> {
        let elements = self.elements();
        own(&elements, "section").filter_map(|at| self.number(&elements, at)).collect()
    }

    /// Numbers of the sections in one title.
    pub fn numbers_in_title(&self, title: &str) -> Vec<String> {
        let elements = self.elements();
        let around = self.find(&elements, "title", title).outer.clone();
        own(&elements, "section")
            .filter(|&at| around.contains(&elements[at].outer.start))
            .filter_map(|at| self.number(&elements, at))
            .collect()
    }

    /// The XML of a section with its tags.
    pub fn section(&self, number: &str) -> String {
        self.xml[self.section_range(number)].to_owned()
    }

    /// Takes a section out and gives it back.
    pub fn cut(&mut self, number: &str) -> String {
        let range = self.section_range(number);
        let cut = self.xml[range.clone()].to_owned();
        self.xml.replace_range(range, "");
        cut
    }

    /// Puts other XML in a section's place.
    pub fn replace(&mut self, number: &str, xml: &str) {
        let range = self.section_range(number);
        self.xml.replace_range(range, xml);
    }

    /// Puts XML before a section.
    pub fn insert_before(&mut self, number: &str, xml: &str) {
        let at = self.section_range(number).start;
        self.xml.insert_str(at, xml);
    }

    /// Puts XML after a section.
    pub fn insert_after(&mut self, number: &str, xml: &str) {
        let at = self.section_range(number).end;
        self.xml.insert_str(at, xml);
    }

    /// Gives sections other numbers, all at once: ("501", "502").
    pub fn renumber(&mut self, changes: &[(String, String)]) {
        let elements = self.elements();
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for at in own(&elements, "section") {
            let Some(number) = self.number(&elements, at) else { continue };
            if let Some((_, new)) = changes.iter().find(|(old, _)| *old == number) {
                edits.push((enum_of(&elements, at).expect("numbered").inner.clone(), format!("{new}.")));
            }
        }
        assert_eq!(edits.len(), changes.len(), "a section to renumber is not there, or stands twice");
        for (range, new) in edits.into_iter().rev() {
            self.xml.replace_range(range, &new);
        }
    }

    /// Replaces words inside one section; they must stand there once.
    pub fn replace_in_section(&mut self, number: &str, old: &str, new: &str) {
        let range = self.section_range(number);
        self.replace_in(range, old, new);
    }

    /// Replaces the first place of words in a section that are not in a tag or quoted.
    pub fn replace_first_in_section(&mut self, number: &str, old: &str, new: &str) {
        let range = self.section_range(number);
        self.replace_first(range, old, new);
    }

    /// Replaces the first place of words inside the quoted block of a section.
    pub fn replace_first_in_quoted(&mut self, number: &str, old: &str, new: &str) {
        let range = self.section_range(number);
        let elements = self.elements();
        let block = elements
            .iter()
            .find(|element| element.name == "quoted-block" && range.contains(&element.outer.start))
            .unwrap_or_else(|| panic!("section {number} quotes nothing"));
        self.replace_first(block.inner.clone(), old, new);
    }

    fn replace_first(&mut self, range: Range<usize>, old: &str, new: &str) {
        let at = self.xml[range.clone()]
            .find(old)
            .unwrap_or_else(|| panic!("{old:?} is not in {}", &self.xml[range.clone()]));
        let at = range.start + at;
        self.xml.replace_range(at..at + old.len(), new);
    }

    /// Gives a title, subtitle or section another heading and returns the one it had.
    pub fn retitle(&mut self, level: &str, number: &str, heading: &str) -> String {
        let elements = self.elements();
        let around = self.find(&elements, level, number).outer.clone();
        let header = elements
            .iter()
            .find(|element| element.name == "header" && around.contains(&element.outer.start))
            .unwrap_or_else(|| panic!("{level} {number} has no heading"));
        let old = self.xml[header.inner.clone()].to_owned();
        let range = header.inner.clone();
        self.xml.replace_range(range, heading);
        old
    }

    /// The XML of the subsections of a section.
    pub fn subsections(&self, number: &str) -> Vec<String> {
        let elements = self.elements();
        let section = self.section_at(&elements, number);
        let inside = elements.iter().filter(|element| element.parent == Some(section) && element.name == "subsection");
        inside.map(|element| self.xml[element.outer.clone()].to_owned()).collect()
    }

    fn replace_in(&mut self, range: Range<usize>, old: &str, new: &str) {
        let part = self.xml[range.clone()].to_owned();
        assert_eq!(part.matches(old).count(), 1, "{old:?} must stand once in {part}");
        self.xml.replace_range(range, &part.replace(old, new));
    }

    fn section_range(&self, number: &str) -> Range<usize> {
        let elements = self.elements();
        elements[self.section_at(&elements, number)].outer.clone()
    }

    fn section_at(&self, elements: &[Element], number: &str) -> usize {
        own(elements, "section")
            .find(|&at| self.number(elements, at).as_deref() == Some(number))
            .unwrap_or_else(|| panic!("there is no section {number}"))
    }

    fn find<'e>(&self, elements: &'e [Element], level: &str, number: &str) -> &'e Element {
        let at = own(elements, level).find(|&at| self.number(elements, at).as_deref() == Some(number));
        &elements[at.unwrap_or_else(|| panic!("there is no {level} {number}"))]
    }

    /// The bare number of an element that has one.
    fn number(&self, elements: &[Element], at: usize) -> Option<String> {
        let inner = enum_of(elements, at)?.inner.clone();
        let number = self.xml[inner].trim().trim_end_matches('.');
        (!number.is_empty()).then(|| number.to_owned())
    }

    /// All elements in reading order.
    fn elements(&self) -> Vec<Element> {
        let mut reader = Reader::from_str(&self.xml);
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        loop {
            let start = reader.buffer_position() as usize;
            let event = reader.read_event().expect("the draft is well-formed XML");
            let end = reader.buffer_position() as usize;
            match event {
                Event::Start(tag) => {
                    let name = tag.name().as_ref().to_owned();
                    let quoted = name == "quoted-block" || open.last().is_some_and(|&at| elements[at].quoted);
                    let parent = open.last().copied();
                    open.push(elements.len());
                    elements.push(Element { name, outer: start..start, inner: end..end, parent, quoted });
                }
                Event::End(_) => {
                    let at = open.pop().expect("every end has its start");
                    elements[at].inner.end = start;
                    elements[at].outer.end = end;
                }
                Event::Eof => return elements,
                _ => {}
            }
        }
    }
}

/// The bill's own elements of one name: not quoted.
fn own<'e>(elements: &'e [Element], name: &'e str) -> impl Iterator<Item = usize> + 'e {
    elements.iter().enumerate().filter(move |(_, element)| element.name == name && !element.quoted).map(|(at, _)| at)
}

fn enum_of(elements: &[Element], at: usize) -> Option<&Element> {
    let mut inside = elements[at + 1..].iter().take_while(|element| element.outer.start < elements[at].outer.end);
    inside.find(|element| element.parent == Some(at) && element.name == "enum")
}
