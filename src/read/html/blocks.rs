//! HTML tokens -> blocks of text, each with its shape and its place.
//!
//! GPO's new HTML is made from XML by a stylesheet that nests paragraphs as the XML nests provisions:
//!
//! ```text
//! <p class="lbexIndent">(a) The officer shall--
//!   <p class="lbexIndentParagraph">(1) act; and</p>
//!   <p class="lbexIndentParagraph">(2) report,</p>
//! but only once.</p>                     text of (a) again: flush
//! ```
//!
//! HTML knows no such nesting: a browser's tree ends the first paragraph where the second begins, and "but
//! only once" hangs in the air. So only the tokenizer of `html5ever` is used (entities, scripts, odd markup) and
//! the nesting is kept here, on a stack. What a browser saved has lost it; then classes and enumerators do.
//!
//! The tokenizer counts lines but no columns. It is fed the source in pieces that end at every tag, so that
//! whatever comes out of a piece has that piece's place.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::shape::{Letters, Shape};
use crate::read::Side;

/// A block of text: a paragraph, a heading, an entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// White space collapsed, none at the ends. Never empty.
    pub text: String,
    /// Byte offset of its first character in the source.
    pub offset: usize,
    pub shape: Shape,
    /// Part of it is set in capitals, as headings are, whatever the letters typed.
    pub headed: bool,
}

/// What was found in a source.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub blocks: Vec<Block>,
    /// The `<title>`.
    pub title: String,
    /// The blocks of the bill within a page that holds more, as pages of Congress.gov do.
    pub container: Option<std::ops::Range<usize>>,
    /// How many passages were struck, and where the first one begins.
    pub struck: usize,
    pub struck_at: Option<usize>,
}

/// Reads a document. Nothing is refused: the tokenizer recovers as browsers do.
pub(super) fn read(source: &str, side: Side) -> Document {
    let sink = Sink { state: RefCell::new(State::new(source, side)) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let whole = StrTendril::from_slice(source);
    let mut from = 0;
    while from < source.len() {
        let to = piece_end(source, from);
        tokenizer.sink.state.borrow_mut().piece = from..to;
        // The offsets are those of characters: a piece ends before "<" or after ">".
        if let Ok(piece) = whole.try_subtendril(from as u32, (to - from) as u32) {
            queue.push_back(piece);
        }
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        from = to;
    }
    tokenizer.end();
    tokenizer.sink.state.into_inner().finish()
}

/// The end of the piece that begins at a place: before the next tag, or after this one.
fn piece_end(source: &str, from: usize) -> usize {
    let bytes = &source.as_bytes()[from..];
    let wanted = if bytes[0] == b'<' { b'>' } else { b'<' };
    match bytes.iter().skip(1).position(|&b| b == wanted) {
        Some(at) if wanted == b'>' => from + at + 2,
        Some(at) => from + at + 1,
        None => source.len(),
    }
}

struct Sink<'a> {
    state: RefCell<State<'a>>,
}

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                state.start(&tag);
                return raw_kind(&tag.name).map_or(TokenSinkResult::Continue, TokenSinkResult::RawData);
            }
            Token::TagToken(tag) => state.end(&tag.name),
            Token::CharacterTokens(text) => state.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// Elements whose content is no markup.
fn raw_kind(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
        "title" | "textarea" => Some(RawKind::Rcdata),
        _ => None,
    }
}

/// Elements whose words are no text of the document.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "style"
            | "script"
            | "noscript"
            | "template"
            | "nav"
            | "footer"
            | "aside"
            | "button"
            | "select"
            | "textarea"
            | "svg"
            | "iframe"
            | "noembed"
            | "noframes"
            | "object"
            | "video"
            | "audio"
            | "canvas"
            | "math"
            | "dialog"
    )
}

/// Elements that run on with the words around them; everything else stands by itself.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

/// Elements without content.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Deepest nesting followed. What stands deeper takes the shape of what is around it.
const DEEPEST: usize = 4_096;

/// An open element.
struct Frame {
    name: Box<str>,
    shape: Shape,
    /// A block has ended inside it: its own text, if it goes on, is flush.
    resumed: bool,
}

struct State<'a> {
    source: &'a str,
    side: Side,
    /// Where what is being tokenized stands in the source.
    piece: std::ops::Range<usize>,
    open: Vec<Frame>,
    /// How many elements of each name are open: an end tag without its start must cost nothing.
    names: rustc_hash::FxHashMap<Box<str>, u32>,
    /// How many open elements are skipped.
    skipping: u32,
    in_title: bool,
    /// How many elements were open where the container began.
    container_at: Option<usize>,
    line: Line,
    document: Document,
}

/// The block being gathered.
#[derive(Default)]
struct Line {
    text: String,
    space: bool,
    offset: usize,
    shape: Shape,
    headed: bool,
}

impl<'a> State<'a> {
    fn new(source: &'a str, side: Side) -> Self {
        Self {
            source,
            side,
            piece: 0..0,
            open: Vec::new(),
            names: Default::default(),
            skipping: 0,
            in_title: false,
            container_at: None,
            line: Line::default(),
            document: Document::default(),
        }
    }

    fn shape(&self) -> Shape {
        self.open.last().map(|frame| frame.shape).unwrap_or_default()
    }

    fn start(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        if name == "td" || name == "th" {
            self.cell();
        } else if !is_inline(name) {
            self.flush();
        }
        if is_void(name) || self.open.len() >= DEEPEST {
            return;
        }
        let attribute = |wanted: &str| {
            tag.attrs.iter().find(|attribute| &*attribute.name.local == wanted).map(|attribute| &*attribute.value)
        };
        let before = self.shape();
        let mut shape = before.inside(name, attribute("class"), attribute("style"));
        if attribute("align").is_some_and(|align| align.eq_ignore_ascii_case("center")) {
            shape.centred = true;
        }
        if shape.struck && !before.struck {
            self.document.struck += 1;
            self.document.struck_at.get_or_insert(self.piece.start);
        }
        self.note_container(attribute("class"), attribute("id"));
        self.in_title |= name == "title" && self.skipping == 0;
        self.skipping += u32::from(is_skipped(name));
        *self.names.entry(name.into()).or_default() += 1;
        self.open.push(Frame { name: name.into(), shape, resumed: false });
    }

    /// Pages of Congress.gov hold the bill's text in an element of its own.
    fn note_container(&mut self, class: Option<&str>, id: Option<&str>) {
        let named = class
            .is_some_and(|class| class.split_ascii_whitespace().any(|name| name == "generated-html-container"))
            || id == Some("billTextContainer");
        if named && self.document.container.is_none() {
            self.container_at = Some(self.open.len());
            let at = self.document.blocks.len();
            self.document.container = Some(at..usize::MAX);
        }
    }

    fn end(&mut self, name: &str) {
        if self.names.get(name).is_none_or(|&open| open == 0) {
            if !is_inline(name) {
                self.flush();
            }
            return;
        }
        while let Some(frame) = self.open.pop() {
            let inline = is_inline(&frame.name);
            if !inline && &*frame.name != "td" && &*frame.name != "th" {
                self.flush();
                if let Some(around) = self.open.last_mut() {
                    around.resumed |= frame.shape.depth.is_some() || frame.resumed;
                }
            } else if inline
                && frame.resumed
                && let Some(around) = self.open.last_mut()
            {
                around.resumed = true;
            }
            self.leave(&frame);
            if &*frame.name == name {
                return;
            }
        }
    }

    fn leave(&mut self, frame: &Frame) {
        if let Some(open) = self.names.get_mut(&frame.name) {
            *open -= 1;
        }
        self.skipping -= u32::from(is_skipped(&frame.name));
        self.in_title &= &*frame.name != "title";
        if self.container_at == Some(self.open.len()) {
            self.container_at = None;
            let end = self.document.blocks.len();
            if let Some(range) = &mut self.document.container {
                range.end = end;
            }
        }
    }

    /// Cells of a row are parted by a bar, as the bill DTD's tables flatten.
    fn cell(&mut self) {
        if !self.line.text.is_empty() {
            self.line.text.push_str(" |");
            self.line.space = true;
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipping > 0 {
            return;
        }
        if self.in_title {
            self.document.title.push_str(text);
            return;
        }
        let shape = self.shape();
        let unread = match self.side {
            Side::Current => shape.struck,
            Side::Struck => shape.added,
        };
        if unread {
            return;
        }
        for c in text.chars() {
            if c.is_whitespace() || c == '\0' {
                self.line.space = true;
                continue;
            }
            if self.line.text.is_empty() {
                self.begin(shape);
            } else if self.line.space {
                self.line.text.push(' ');
            }
            self.line.space = false;
            self.line.headed |= shape.letters == Letters::Capitals;
            self.push(c, shape.letters);
        }
    }

    fn begin(&mut self, shape: Shape) {
        let piece = &self.source[self.piece.clone()];
        let blank = piece.len() - piece.trim_start().len();
        let resumed = self.open.last().is_some_and(|frame| frame.resumed);
        self.line.offset = self.piece.start + blank;
        self.line.shape = Shape { flush: shape.flush || resumed, ..shape };
        self.line.headed = false;
    }

    /// Quotation marks are written as GPO's text has them, in which opening and closing ones differ and an
    /// apostrophe closes nothing: so quotations are read by one rule in all formats.
    fn push(&mut self, c: char, letters: Letters) {
        let out = &mut self.line.text;
        match c {
            '“' => out.push_str("``"),
            '”' => out.push_str("''"),
            '‘' => out.push('`'),
            '’' => out.push('\''),
            c if letters == Letters::Small => out.extend(c.to_lowercase()),
            c if letters == Letters::Words && begins_word(out) => out.extend(c.to_uppercase()),
            c => out.push(c),
        }
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let text = line.text.trim_end_matches(" |");
        if text.is_empty() {
            return;
        }
        let text = if text.len() == line.text.len() { line.text } else { text.to_owned() };
        self.document.blocks.push(Block { text, offset: line.offset, shape: line.shape, headed: line.headed });
    }

    fn finish(mut self) -> Document {
        self.flush();
        let count = self.document.blocks.len();
        if let Some(range) = &mut self.document.container {
            range.end = range.end.min(count);
        }
        self.document
    }
}

/// Whether the next letter begins a word.
fn begins_word(text: &str) -> bool {
    text.chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(source: &str) -> Vec<String> {
        let told = |block: &Block| {
            let depth = block.shape.depth.map_or("-".to_owned(), |depth| depth.to_string());
            format!("{depth}{} {}", if block.shape.flush { "f" } else { "" }, block.text)
        };
        read(source, Side::Current).blocks.iter().map(told).collect()
    }

    #[test]
    fn nested_paragraphs_keep_their_nesting_and_text_after_them_is_flush() {
        let source = "<p class=lbexIndent>(a) The&nbsp;officer<b> shall</b>&mdash;<p class=lbexIndentParagraph>(1) act;</p>\nbut once.</p>";
        assert_eq!(told(source), ["0 (a) The officer shall—", "1 (1) act;", "0f but once."]);
    }

    #[test]
    fn scripts_styles_and_page_furniture_are_no_text() {
        let source =
            "<title>A &amp; B</title><style>p {}</style><script>if (a<b) '<p>x'</script><nav>Home</nav><p>Text<br>more";
        assert_eq!(told(source), ["- Text", "- more"]);
        assert_eq!(read(source, Side::Current).title, "A & B");
    }

    #[test]
    fn a_place_is_that_of_the_first_character() {
        let source = "<div>\n  <p>\n    &ldquo;(a) One</p></div>\n<p>é <i>two</i></p>";
        let offsets: Vec<&str> =
            read(source, Side::Current).blocks.iter().map(|b| &source[b.offset..b.offset + 3]).collect();
        assert_eq!(offsets, ["&ld", "é "]);
    }

    #[test]
    fn cells_are_parted_and_struck_words_set_aside() {
        assert_eq!(told("<table><tr><td>A</td><td>5</td></tr><tr><td></td></tr></table>"), ["- A | 5"]);
        let source = "<p>shall <s>not</s> <ins>now</ins> act</p>";
        assert_eq!(told(source), ["- shall now act"]);
        assert_eq!(read(source, Side::Struck).blocks[0].text, "shall not act");
        assert_eq!(read(source, Side::Current).struck, 1);
    }

    #[test]
    fn the_bill_is_found_within_a_page() {
        let document = read("<p>Menu<div class='x generated-html-container'><p>Bill</p></div><p>About", Side::Current);
        assert_eq!(document.container, Some(1..2));
    }

    #[test]
    fn broken_markup_neither_hangs_nor_loses_text() {
        for source in [
            "<p <p <p>a",
            "a</p></p></div>b",
            "<!-- a",
            "<",
            "&#xFFFFFFF;&bogus",
            "<p>\0a",
            "<a href='>'>b</a>",
            "x < y > z",
        ] {
            read(source, Side::Current);
        }
        let deep = format!("{}text{}", "<div>".repeat(50_000), "</p>".repeat(50_000));
        assert_eq!(told(&deep), ["- text"]);
    }
}
