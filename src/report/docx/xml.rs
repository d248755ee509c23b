//! Writes the XML of a part: text and attributes are escaped, and what XML cannot hold is replaced and counted.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// The namespace of text documents.
const WORDPROCESSING: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of references to other parts.
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part that is being written.
pub struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
    /// Characters that were replaced.
    replaced: usize,
}

/// A part that is written.
pub struct Part {
    pub bytes: Vec<u8>,
    /// Characters that XML cannot hold, replaced by U+FFFD.
    pub replaced: usize,
}

impl Xml {
    /// Begins a part of a text document with its root element.
    pub fn part(root: &'static str) -> Self {
        Self::root(root, &[("xmlns:w", WORDPROCESSING), ("xmlns:r", RELATIONSHIPS)])
    }

    /// Begins a part with its root element.
    pub fn root(root: &'static str, attributes: &[(&str, &str)]) -> Self {
        let mut xml = Self { writer: Writer::new(Vec::new()), open: Vec::new(), replaced: 0 };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml.open(root, attributes);
        xml
    }

    pub fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        let start = self.start(name, attributes);
        self.event(Event::Start(start));
        self.open.push(name);
    }

    pub fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        let start = self.start(name, attributes);
        self.event(Event::Empty(start));
    }

    /// Closes the element that was opened last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.event(Event::End(BytesEnd::new(name)));
        }
    }

    pub fn text(&mut self, text: &str) {
        let text = self.harmless(text).into_owned();
        self.event(Event::Text(BytesText::new(&text)));
    }

    /// An element that holds text alone.
    pub fn element(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close();
    }

    /// Closes what is open.
    pub fn finish(mut self) -> Part {
        while !self.open.is_empty() {
            self.close();
        }
        Part { bytes: self.writer.into_inner(), replaced: self.replaced }
    }

    fn start(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> BytesStart<'static> {
        let mut start = BytesStart::new(name);
        for (name, value) in attributes {
            let value = self.harmless(value);
            start.push_attribute((*name, &*value));
        }
        start
    }

    fn event(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("memory can be written");
    }

    /// Text without characters that XML 1.0 forbids, however they are written.
    fn harmless<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let forbidden = text.chars().filter(|&c| is_forbidden(c)).count();
        if forbidden == 0 {
            return Cow::Borrowed(text);
        }
        self.replaced += forbidden;
        Cow::Owned(text.chars().map(|c| if is_forbidden(c) { '\u{fffd}' } else { c }).collect())
    }
}

/// Whether XML 1.0 has no place for a character (its production `Char`).
fn is_forbidden(c: char) -> bool {
    c < ' ' && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup_and_what_xml_cannot_hold_is_counted() {
        let mut xml = Xml::root("a", &[("b", "\"<&>'\u{1}")]);
        xml.text("</a><w:ins>&lt; ]]> \u{ffff}");
        let part = xml.finish();
        assert_eq!(part.replaced, 2);
        let text = String::from_utf8(part.bytes).unwrap();
        assert!(text.ends_with("&lt;/a&gt;&lt;w:ins&gt;&amp;lt; ]]&gt; \u{fffd}</a>"), "{text}");
        assert!(text.contains("b=\"&quot;&lt;&amp;&gt;&apos;\u{fffd}\""), "{text}");
    }
}
