//! Reads a page as a browser's tokenizer does.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// Elements without an end.
const VOID: [&str; 3] = ["meta", "input", "br"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    Start(Element),
    End(String),
    Text(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
    }
}

/// The page's tags and text, in order.
pub fn events(page: &str) -> Vec<Event> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(page));
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// All elements of a page.
pub fn elements(page: &str) -> Vec<Element> {
    let starts = |event| match event {
        Event::Start(element) => Some(element),
        _ => None,
    };
    events(page).into_iter().filter_map(starts).collect()
}

/// The words of both drafts, old and new, as the page's marks tell them apart.
pub fn words(page: &str) -> (Vec<String>, Vec<String>) {
    let (mut old, mut new) = (String::new(), String::new());
    let mut open: Vec<Element> = Vec::new();
    for event in events(page) {
        match event {
            Event::Start(element) => {
                if element.has_class("t") {
                    old.push('\n');
                    new.push('\n');
                }
                if let Some(was) = element.get("data-was") {
                    old.push_str(was);
                }
                if !VOID.contains(&element.name.as_str()) {
                    open.push(element);
                }
            }
            Event::End(name) => {
                let closed = open.pop().map(|element| element.name);
                assert_eq!(closed.as_deref(), Some(name.as_str()), "elements are closed in order");
            }
            Event::Text(text) => {
                let within = |is: &dyn Fn(&Element) -> bool| open.iter().any(is);
                if !within(&|element| element.has_class("t")) || within(&|element| element.has_class("v")) {
                    continue;
                }
                if !within(&|element| element.name == "ins" || element.get("data-was").is_some()) {
                    old.push_str(&text);
                }
                if !within(&|element| element.name == "del") {
                    new.push_str(&text);
                }
            }
        }
    }
    assert!(open.is_empty(), "every element is closed");
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect();
    (words(&old), words(&new))
}

/// The words of each of three drafts: of its column, and of what stands over the whole width.
pub fn three_words(page: &str) -> [Vec<String>; 3] {
    let mut texts: [String; 3] = Default::default();
    let mut columns = 0..0;
    // Open elements of a line of text, and of the words in it that only name a mark.
    let (mut text, mut named) = (0, 0);
    for event in events(page) {
        match event {
            Event::Start(element) if element.name == "tr" => columns = 0..0,
            Event::Start(element) if element.name == "td" => {
                let end = columns.end + 1;
                columns = if element.get("colspan").is_some() { 0..3 } else { columns.end..end };
            }
            Event::Start(element) => {
                if element.has_class("t") && columns.end <= 3 {
                    columns.clone().for_each(|at| texts[at].push('\n'));
                }
                text += usize::from(text > 0 || element.has_class("t"));
                named += usize::from(named > 0 || element.has_class("v") && text > 0);
            }
            Event::End(_) => {
                text = usize::saturating_sub(text, 1);
                named = usize::saturating_sub(named, 1);
            }
            Event::Text(words) if text > 0 && named == 0 => {
                columns.clone().for_each(|at| texts[at].push_str(&words));
            }
            Event::Text(_) => {}
        }
    }
    texts.map(|text| text.split_whitespace().map(str::to_owned).collect())
}

#[derive(Default)]
struct Sink(RefCell<Vec<Event>>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut events = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let attributes =
                    tag.attrs.iter().map(|attr| (attr.name.local.to_string(), attr.value.to_string())).collect();
                events.push(Event::Start(Element { name: tag.name.to_string(), attributes }));
                match &*tag.name {
                    "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" => return TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => {}
                }
            }
            Token::TagToken(tag) => events.push(Event::End(tag.name.to_string())),
            Token::CharacterTokens(text) => match events.last_mut() {
                Some(Event::Text(last)) => last.push_str(&text),
                _ => events.push(Event::Text(text.to_string())),
            },
            Token::CommentToken(comment) => panic!("a comment was born: {comment}"),
            Token::NullCharacterToken => panic!("a null character was born"),
            Token::ParseError(error) => panic!("no valid HTML: {error}"),
            Token::DoctypeToken(_) | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}
