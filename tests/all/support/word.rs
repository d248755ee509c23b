//! Reads a DOCX file as Word does where all its tracked changes are accepted, or all rejected.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

/// What becomes of the tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changes {
    Accepted,
    Rejected,
}

impl Changes {
    /// The elements of words that are gone then.
    fn gone(self) -> [&'static str; 2] {
        match self {
            Self::Accepted => ["w:del", "w:moveFrom"],
            Self::Rejected => ["w:ins", "w:moveTo"],
        }
    }
}

/// The names of the parts of an archive, in order.
pub fn names(docx: &[u8]) -> Vec<String> {
    let mut archive = ZipArchive::new(Cursor::new(docx)).expect("a DOCX file is a ZIP archive");
    (0..archive.len()).map(|at| archive.by_index(at).expect("an entry").name().expect("a name").into_owned()).collect()
}

/// A part of an archive.
pub fn part(docx: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(docx)).expect("a DOCX file is a ZIP archive");
    let mut text = String::new();
    archive.by_name(name).expect("the part is there").read_to_string(&mut text).expect("parts are UTF-8");
    text
}

/// Every tag and text of a part, entities resolved: "<w:p>", "</w:p>" or the text itself. Panics where it is no XML.
pub fn events(part: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(part);
    let mut events: Vec<(String, String)> = Vec::new();
    let mut open = Vec::new();
    loop {
        match reader.read_event().expect("a part is XML") {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                events.push(("start".to_owned(), name.clone()));
                open.push(name);
            }
            Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                events.push(("empty".to_owned(), name));
            }
            Event::End(tag) => {
                let name = tag.name().as_ref().to_owned();
                assert_eq!(open.pop().as_ref(), Some(&name), "elements are closed in order");
                events.push(("end".to_owned(), name));
            }
            Event::Text(text) => events.push(("text".to_owned(), text.to_string())),
            Event::GeneralRef(entity) => {
                let name: &str = &entity;
                let text = quick_xml::escape::unescape(&format!("&{name};")).expect("an entity of XML").into_owned();
                events.push(("text".to_owned(), text));
            }
            Event::Decl(_) => {}
            Event::Eof => break,
            other => panic!("{other:?} was born"),
        }
    }
    assert!(open.is_empty(), "every element is closed");
    events
}

/// The paragraphs of the body.
pub fn paragraphs(docx: &[u8], changes: Changes) -> Vec<String> {
    let gone = changes.gone();
    let (mut paragraphs, mut text, mut open) = (Vec::new(), String::new(), Vec::<String>::new());
    let mut mark_is_gone = false;
    for (kind, name) in events(&part(docx, "word/document.xml")) {
        let is_gone = gone.contains(&name.as_str());
        match kind.as_str() {
            "start" => open.push(name),
            "empty" if is_gone && open.last().is_some_and(|around| around == "w:rPr") => mark_is_gone = true,
            "empty" if name == "w:br" && !open.iter().any(|around| gone.contains(&around.as_str())) => text.push('\n'),
            "empty" if name == "w:p" => paragraphs.push(std::mem::take(&mut text)),
            "text" => {
                let is_text = open.last().is_some_and(|around| around == "w:t" || around == "w:delText");
                if is_text && !open.iter().any(|around| gone.contains(&around.as_str())) {
                    text.push_str(&name);
                }
            }
            "end" => {
                open.pop();
                if name == "w:p" && !std::mem::take(&mut mark_is_gone) {
                    paragraphs.push(std::mem::take(&mut text));
                }
            }
            _ => {}
        }
    }
    assert!(text.is_empty(), "the last paragraph has a mark that stays");
    paragraphs
}
