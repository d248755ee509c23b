//! Where the text of a bill begins and ends among blocks, and who the bill is.

use super::{Block, Item, Kind, shape};
use crate::bill::{BillType, FrontMatter, Place, VersionCode, normalize};
use crate::read::gpo;
use crate::read::outline::{heads, told};

/// Where the text begins: after the title, at the preamble or the enacting clause; without them, at the first
/// head of a section or a title.
pub(super) fn start(blocks: &[Block]) -> Option<usize> {
    let begins = |block: &Block| {
        let text = first_line(block);
        gpo::is_clause(text) || text.starts_with("Whereas ") || text.starts_with("Whereas, ")
    };
    blocks.iter().position(begins).or_else(|| {
        let section = blocks.iter().position(heads_section)?;
        // The title that the first section stands in begins before it, with a name on a line of its own or not.
        let is_head = |block: &&Block| matches!(block.kind, Kind::Heading(_)) || heads_container(block);
        let heads = blocks[..section].iter().rev().take_while(is_head).count();
        let title = blocks[section - heads..section].iter().position(heads_container);
        Some(title.map_or(section, |at| section - heads + at))
    })
}

/// Whether a block heads a section of a bill.
pub(super) fn heads_section(block: &Block) -> bool {
    let text = first_line(block);
    match &block.kind {
        Kind::Heading(_) => told::section_heading(text).is_some(),
        Kind::Text => match heads::section(text) {
            Some(head) => head.in_capitals() || block.depth.is_none(),
            None => block.lines.first().is_some_and(|line| shape::is_head(line, block.depth.is_some())),
        },
        Kind::Plain(paragraphs) => paragraphs.iter().any(|paragraph| heads::section(&paragraph.text).is_some()),
        Kind::Row | Kind::Contents => false,
    }
}

fn heads_container(block: &Block) -> bool {
    let text = first_line(block);
    match block.kind {
        Kind::Heading(_) => told::container_heading(text).is_some(),
        Kind::Text => heads::container(text).is_some() && block.item == Item::None,
        _ => false,
    }
}

fn first_line(block: &Block) -> &str {
    match &block.kind {
        Kind::Plain(paragraphs) => paragraphs.first().map_or("", |paragraph| paragraph.text.as_str()),
        _ => block.lines.first().map_or("", |line| heads::unquoted(line.text.trim())),
    }
}

/// Where all heads of sections stand in quotations, the bill itself is what is quoted: a level less.
pub(super) fn unquote(blocks: &mut [Block]) {
    let least = blocks.iter().filter(|block| heads_section(block)).map(|block| block.quoted).min().unwrap_or(0);
    lift(blocks, least);
}

/// Where all blocks stand in quotations, as a passage does in an article.
pub(super) fn unquote_whole(blocks: &mut [Block]) {
    let least = blocks.iter().map(|block| block.quoted).min().unwrap_or(0);
    lift(blocks, least);
}

fn lift(blocks: &mut [Block], levels: u8) {
    blocks.iter_mut().for_each(|block| block.quoted = block.quoted.saturating_sub(levels));
}

/// Where no section has its keyword, headings such as "## 3. Fees" head the sections.
pub(super) fn name_sections(blocks: &mut [Block]) {
    if blocks.iter().any(heads_section) {
        return;
    }
    for block in blocks.iter_mut().filter(|block| matches!(block.kind, Kind::Heading(_))) {
        let Some(line) = block.lines.first_mut() else { continue };
        let text = line.text.trim();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && text[digits..].starts_with([':', '.']) && text[digits + 1..].starts_with(' ') {
            line.text = format!("Section {text}");
        }
    }
}

/// An entry of a contents list without the page behind its last tab.
pub(super) fn without_page(entry: &str) -> &str {
    let page = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric());
    entry.rsplit_once('\t').filter(|(_, last)| page(&last.trim())).map_or(entry, |(words, _)| words.trim_end())
}

/// The attestation, or what else follows the text of a bill.
pub(super) fn ends(block: &Block) -> bool {
    block.item == Item::None && !matches!(block.kind, Kind::Plain(_)) && gpo::ends_bill(first_line(block))
}

/// Takes the enacting or resolving clause off; what goes on after it stays.
pub(super) fn cut_clause(body: &mut [Block]) {
    let clause = body.iter_mut().find(|block| gpo::is_clause(first_line(block)));
    let Some(block) = clause.filter(|block| !matches!(block.kind, Kind::Plain(_))) else { return };
    let text = block.text();
    let marks: &[&str] =
        if text.starts_with("Resolved,") { &["Resolved,"] } else { &["assembled,", "concurring),", "assembled:"] };
    let end = marks.iter().find_map(|mark| text.find(mark).map(|at| at + mark.len()));
    let rest = end.map_or("", |end| text[end..].trim_start());
    block.lines.truncate(1);
    block.kind = Kind::Text;
    if let Some(line) = block.lines.first_mut() {
        line.place.column += (text.len() - rest.len()) as u32;
        line.text = rest.to_owned();
        line.strong.clear();
    }
}

/// Whether the bill makes appropriations: then its unnumbered headings are departments and accounts.
pub(super) fn is_appropriations(front: &FrontMatter, body: &[Block]) -> bool {
    let titled = front.title.as_deref().is_some_and(|title| title.to_ascii_lowercase().contains("appropriations for"));
    titled || body.iter().take(4).any(|block| block.text().contains("sums are appropriated"))
}

/// Fills in what stands before the text. Returns how many words of running text are neither title nor
/// citation, and where they begin.
pub(super) fn read_front(blocks: &[Block], front: &mut FrontMatter) -> Option<(usize, Place)> {
    let mut aside: Option<(usize, Place)> = None;
    for block in blocks {
        let (text, known) = (block.text(), front.clone());
        read_line(&text, front);
        if *front == known && block.kind == Kind::Text {
            let (words, _) = aside.get_or_insert((0, block.place()));
            *words += text.split_whitespace().count();
        }
    }
    if front.title.is_none() {
        front.title =
            blocks.iter().find(|block| matches!(block.kind, Kind::Heading(_))).map(|block| normal(&block.text()));
    }
    aside.filter(|(words, _)| *words > FEW_WORDS)
}

/// So many words of running text ("A BILL", a chamber, a sponsor) stand before any bill.
const FEW_WORDS: usize = 40;

/// One line of what stands before the text.
fn read_line(text: &str, front: &mut FrontMatter) {
    let bare = text.trim().trim_matches(['*', '[', ']']);
    let mut words = bare.split_whitespace();
    let congress =
        words.next().zip(words.next()).filter(|(_, word)| word.trim_end_matches(',').eq_ignore_ascii_case("congress"));
    if let Some(number) = congress.and_then(|(ordinal, _)| leading_number(ordinal)).filter(|_| front.congress.is_none())
    {
        front.congress = Some(number);
    } else if bare.len() <= LONGEST_CITATION && bare.starts_with(['H', 'S', 'h', 's']) && front.number.is_none() {
        if let Some((kind, number)) = BillType::parse_citation(bare) {
            (front.bill_type, front.number) = (Some(kind), Some(number));
        }
    } else if gpo::opens_long_title(bare) && bare.split_whitespace().count() > 3 {
        front.title = Some(normal(bare));
    } else if let Some(date) = gpo::dated(bare) {
        front.date = Some(date);
    } else if let Some(version) = VersionCode::from_stage(&bare.replace(" the ", " ")) {
        front.version = Some(version);
    }
}

const LONGEST_CITATION: usize = 30;

fn leading_number(text: &str) -> Option<u16> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text[..digits].parse().ok()
}

fn normal(raw: &str) -> String {
    let mut out = String::new();
    normalize(raw, &mut out);
    out
}

/// Takes one entry of a draft's metadata ("congress: 121"). What it does not know is no business of a bill.
pub(in crate::read) fn read_entry(key: &str, value: &str, front: &mut FrontMatter) {
    match key.trim().to_ascii_lowercase().as_str() {
        "title" | "long_title" | "official_title" if !value.is_empty() => front.title = Some(normal(value)),
        "congress" => front.congress = leading_number(value).or(front.congress),
        "bill" | "number" | "citation" => {
            if let Some((kind, number)) = BillType::parse_citation(value) {
                (front.bill_type, front.number) = (Some(kind), Some(number));
            } else if let Some(number) = leading_number(value) {
                front.number = Some(u32::from(number));
            }
        }
        "type" | "bill_type" => {
            front.bill_type = BillType::parse_citation(&format!("{value}1")).map(|(kind, _)| kind).or(front.bill_type);
        }
        "version" | "version_code" | "stage" => {
            front.version =
                VersionCode::from_stage(value).or_else(|| VersionCode::parse(value)).or(front.version.take());
        }
        "date" if is_iso_date(value) => front.date = Some(value.to_owned()),
        _ => {}
    }
}

fn is_iso_date(text: &str) -> bool {
    let shape: Vec<usize> = text.split('-').map(str::len).collect();
    shape == [4, 2, 2] && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bill::Format;
    use crate::read::blocks::Rich;

    #[test]
    fn metadata_and_lines_before_the_text_tell_who_the_bill_is() {
        let mut front = FrontMatter::new(Format::Markdown);
        for (key, value) in
            [("congress", "121st"), ("bill", "H.R. 9403"), ("version", "Engrossed in House"), ("date", "2030-05-14")]
        {
            read_entry(key, value, &mut front);
        }
        assert_eq!(front.citation().as_deref(), Some("H.R. 9403, 121st Congress"));
        assert_eq!(front.version, VersionCode::parse("eh"));
        let mut front = FrontMatter::new(Format::Markdown);
        for line in ["118th Congress, 2d Session", "S. 12", "To do a thing, and for other purposes."] {
            read_line(line, &mut front);
        }
        assert_eq!(front.citation().as_deref(), Some("S. 12, 118th Congress"));
        assert_eq!(front.title.as_deref(), Some("To do a thing, and for other purposes."));
    }

    #[test]
    fn headings_with_bare_numbers_head_sections_only_where_nothing_else_does() {
        let heading = |text: &str| Block {
            kind: Kind::Heading(2),
            lines: vec![Rich::new(text, Place::default())],
            ..Default::default()
        };
        let mut bare = vec![heading("1. Title"), heading("2. Fees")];
        name_sections(&mut bare);
        assert!(bare.iter().all(heads_section));
        let mut mixed = vec![heading("Section 1. Title"), heading("2. Fees")];
        name_sections(&mut mixed);
        assert!(!heads_section(&mixed[1]));
    }
}
