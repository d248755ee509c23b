//! What an article quotes, among its own prose: block quotations, and what stands in quotation marks.
//!
//! An article is plain text, Markdown or a saved web page. What is short in quotation marks names a thing ("section
//! 403") and quotes no provision; it is counted, so that nothing is passed over silently.

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::read::is_web_page;

/// Quotation marks around fewer words quote no provision.
const LEAST_QUOTED: usize = 8;

/// A passage in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    pub text: String,
    /// The line of the article it begins in, from 1; 0 in a web page, whose lines nobody sees.
    pub line: u32,
}

/// What an article holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// What it quotes, in its order; the whole text where it quotes nothing.
    pub passages: Vec<Quoted>,
    /// Words of its own prose, set aside.
    pub prose: usize,
    /// What stands in quotation marks and is too short.
    pub short: Vec<Quoted>,
}

/// Finds what an article quotes. A text that quotes nothing is the passage itself.
///
/// ```
/// let article = "He read it out:\n\n> (a) The Director may act.\n\nNobody asked about \"section 403\".\n";
/// let found = billdiff::find::quoted::read(article);
/// assert_eq!((found.passages[0].text.as_str(), found.passages[0].line), ("(a) The Director may act.", 3));
/// assert_eq!(found.short[0].text, "section 403");
/// ```
pub fn read(source: &str) -> Article {
    let mut blocks = if is_web_page(source) { of_page(source) } else { of_markdown(source) };
    blocks.retain(|block| block.text.split_whitespace().next().is_some());
    let is_legal = blocks.first().is_some_and(|block| begins_legal(&block.text));
    let mut article = Article::default();
    for block in &blocks {
        if block.quoted {
            article.passages.push(Quoted { text: block.text.clone(), line: block.line });
        } else {
            in_marks(block, &mut article);
        }
    }
    let quotes_blocks = blocks.iter().any(|block| block.quoted);
    if article.passages.is_empty() || is_legal && !quotes_blocks {
        return Article { passages: whole(&blocks), ..Article::default() };
    }
    article
}

/// The whole text as one passage.
fn whole(blocks: &[Block]) -> Vec<Quoted> {
    let text = blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n");
    let line = blocks.first().map_or(0, |block| block.line);
    if text.is_empty() { Vec::new() } else { vec![Quoted { text, line }] }
}

/// Whether a text begins as a provision does: its own quotation marks are then no quotation of it.
fn begins_legal(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '‘' | '\''));
    let word = text.split_whitespace().next().unwrap_or_default();
    let is_number = word.starts_with('(') && word.find(')').is_some_and(|end| (2..=6).contains(&end));
    is_number || ["sec.", "section", "§"].iter().any(|head| word.eq_ignore_ascii_case(head)) && text.len() > word.len()
}

/// A paragraph, or all of a block quotation.
#[derive(Debug, Default)]
struct Block {
    text: String,
    line: u32,
    quoted: bool,
}

/// What stands in quotation marks in a paragraph. Marks that do not close reach to its end, as where a quotation goes
/// on in the next paragraph.
fn in_marks(block: &Block, article: &mut Article) {
    let mut rest = block.text.as_str();
    let mut words = 0;
    while let Some((before, inner, after)) = next_quotation(rest) {
        words += before.split_whitespace().count();
        let quoted = Quoted { text: inner.trim().to_owned(), line: block.line };
        match inner.split_whitespace().count() {
            0 => {}
            count if count < LEAST_QUOTED => {
                words += count;
                article.short.push(quoted);
            }
            _ => article.passages.push(quoted),
        }
        rest = after;
    }
    article.prose += words + rest.split_whitespace().count();
}

/// What stands before the next quotation, inside it, and after it.
fn next_quotation(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find(['"', '“', '”'])?;
    let mark = text[open..].chars().next()?;
    let inside = &text[open + mark.len_utf8()..];
    let close = match mark {
        '"' => inside.find('"'),
        '”' => Some(0),
        _ => matching_close(inside),
    };
    let (inner, after) = inside.split_at(close.unwrap_or(inside.len()));
    let mut after = after.chars();
    if close != Some(0) {
        after.next();
    }
    Some((&text[..open], inner, after.as_str()))
}

/// Curly marks nest.
fn matching_close(text: &str) -> Option<usize> {
    let mut depth = 0u32;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '“' => depth += 1,
            '”' if depth == 0 => return Some(at),
            '”' => depth -= 1,
            _ => {}
        }
        None
    })
}

/// Blocks on their way from events.
#[derive(Debug, Default)]
struct Gathered {
    blocks: Vec<Block>,
    /// Quotations that are open.
    depth: usize,
    /// Inside a script or a style: what stands there nobody sees.
    hidden: bool,
}

impl Gathered {
    fn text(&mut self, text: &str, line: u32) {
        if self.hidden {
            return;
        }
        if self.blocks.is_empty() {
            self.begin(line);
        }
        if let Some(block) = self.blocks.last_mut() {
            if block.text.is_empty() {
                block.line = line;
            }
            block.text.push_str(text);
        }
    }

    /// The end of a paragraph: of the block, but within a quotation of a line alone.
    fn end(&mut self) {
        if self.depth == 0 {
            self.begin(0);
        } else if let Some(block) =
            self.blocks.last_mut().filter(|block| !block.text.is_empty() && !block.text.ends_with('\n'))
        {
            block.text.push('\n');
        }
    }

    fn open(&mut self) {
        if self.depth == 0 {
            self.blocks.push(Block { quoted: true, ..Block::default() });
        }
        self.depth += 1;
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.begin(0);
        }
    }

    fn begin(&mut self, line: u32) {
        self.blocks.push(Block { line, quoted: self.depth > 0, ..Block::default() });
    }

    fn finish(mut self) -> Vec<Block> {
        self.blocks.iter_mut().for_each(|block| block.text.truncate(block.text.trim_end().len()));
        self.blocks
    }
}

/// Plain text is Markdown whose marks mean nothing.
fn of_markdown(source: &str) -> Vec<Block> {
    let mut gathered = Gathered::default();
    let (mut line, mut from) = (1, 0);
    for (event, at) in Parser::new_ext(source, Options::ENABLE_TABLES).into_offset_iter() {
        if at.start > from {
            line += source[from..at.start].matches('\n').count() as u32;
            from = at.start;
        }
        match event {
            Event::Start(Tag::BlockQuote(_)) => gathered.open(),
            Event::End(TagEnd::BlockQuote(_)) => gathered.close(),
            Event::Text(text) | Event::Code(text) => gathered.text(&text, line),
            Event::SoftBreak | Event::HardBreak => gathered.text(" ", line),
            Event::Rule => gathered.text(" * * * ", line),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableRow,
            ) => gathered.end(),
            _ => {}
        }
    }
    gathered.finish()
}

/// The text of a web page, scripts and styles left out; `<q>` is quotation marks.
fn of_page(source: &str) -> Vec<Block> {
    let tokenizer = Tokenizer::new(Page::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(source));
    while !matches!(tokenizer.feed(&queue), html5ever::TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

#[derive(Debug, Default)]
struct Page(std::cell::RefCell<Gathered>);

/// Elements within a line; every other one ends a paragraph.
const INLINE: [&str; 18] = [
    "a", "abbr", "b", "cite", "code", "em", "font", "i", "ins", "mark", "small", "span", "strong", "sub", "sup", "u",
    "wbr", "time",
];

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut gathered = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => gathered.text(&text.replace(char::is_whitespace, " "), 0),
            Token::TagToken(tag) => match (tag.kind, &*tag.name) {
                (kind, "script" | "style" | "title") => {
                    gathered.hidden = kind == TagKind::StartTag;
                    if gathered.hidden {
                        let raw = if &*tag.name == "title" { RawKind::Rcdata } else { RawKind::Rawtext };
                        return TokenSinkResult::RawData(raw);
                    }
                }
                (TagKind::StartTag, "blockquote") => gathered.open(),
                (TagKind::EndTag, "blockquote") => gathered.close(),
                (TagKind::StartTag, "q") => gathered.text("“", 0),
                (TagKind::EndTag, "q") => gathered.text("”", 0),
                (_, name) if INLINE.contains(&name) => {}
                _ => gathered.end(),
            },
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(quoted: &[Quoted]) -> Vec<&str> {
        quoted.iter().map(|quoted| quoted.text.as_str()).collect()
    }

    #[test]
    fn quotations_of_all_kinds_in_one_article() {
        let article = "# Title\n\nProse here.\n\n> (a) *One* two.\n>\n> (1) three; [and](http://x.y)\n> four.\n\nHe said \"no person \
                       shall hold the office for more than a year\" and \"no more\".\n\n> * * *\n> (b) Five.\n";
        let found = read(article);
        let wanted = [
            "(a) One two.\n(1) three; and four.",
            "no person shall hold the office for more than a year",
            " * * * (b) Five.",
        ];
        assert_eq!(texts(&found.passages), wanted);
        assert_eq!((texts(&found.short), found.passages[0].line), (vec!["no more"], 5));
    }

    #[test]
    fn a_provision_with_quotation_marks_of_its_own_is_one_passage() {
        let text = "(1) by striking \"not later than the end of the second fiscal year\" and inserting \"soon\";";
        assert_eq!(texts(&read(text).passages), [text]);
        assert!(read(" \n").passages.is_empty());
    }

    #[test]
    fn a_web_page_is_read_without_its_scripts() {
        let page = "<!DOCTYPE html><html><head><script>var a = \"b c d e f g h i j\";</script></head><body><p>Prose.</p>\
                    <blockquote><p>(a) The <b>Director</b> may</p><p>act.</p></blockquote><p>He: <q>one two three four five six seven \
                    eight</q></p></body></html>";
        let found = read(page);
        assert_eq!(texts(&found.passages), ["(a) The Director may\nact.", "one two three four five six seven eight"]);
    }

    #[test]
    fn marks_that_do_not_close_reach_to_the_end() {
        let found = read("He read: “no person shall hold the “office” for more than a year");
        assert_eq!(texts(&found.passages), ["no person shall hold the “office” for more than a year"]);
        assert_eq!(next_quotation("a ” b"), Some(("a ", "", " b")));
    }
}
