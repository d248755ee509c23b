//! What each element of Akoma Ntoso 3.0 means to us: its table, and who a bill is.
//!
//! Akoma Ntoso names the same things otherwise than the United States do, and leaves much to the context:
//!
//! | met | is |
//! |---|---|
//! | `section`, `article`, a `clause` or `paragraph` that stands directly in a part or schedule | a section: the numbered unit that is headed, moved and renumbered as one |
//! | `subsection`; `subparagraph` of such a `paragraph` | a subsection |
//! | `level`, `point`, `indent`, a definition | one below what it stands in, a paragraph in a section |
//! | `hcontainer` by its `name`: `schedule`, `crossheading` | a container |
//! | `intro`, `content`, `wrapUp` | chapeau, text, continuation, by their place |
//! | `quotedStructure`, with its marks as attributes | a quoted block |
//! | cover page, contents, preface, enacting words, conclusions | front matter, left out |
//! | `authorialNote` in a schedule's number ("Section 13") | text of the schedule: it is printed, and follows the numbering |
//!
//! Levels of Westminster bills are one off from those of Congress (clause 1(2)(a)(i) against section
//! 1(b)(2)(A)): names follow the nesting, numbers are kept as they are.

use super::elements::Role;
use super::tape::{Element, Tape};
use crate::bill::{FrontMatter, Level, normalize};
use crate::read::outline::ladder::below;

/// The part of every element, by its name and what it stands in.
pub fn roles(tape: &Tape<'_>) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::with_capacity(tape.elements.len());
    // For each element, the level of the innermost provision around its content.
    let mut levels: Vec<Level> = Vec::with_capacity(tape.elements.len());
    for (id, element) in tape.elements.iter().enumerate() {
        let around = if id == 0 { Level::Bill } else { levels[element.parent as usize] };
        let role = role(element, around);
        levels.push(match role {
            Role::Level(level) => level,
            Role::QuotedBlock => Level::QuotedBlock,
            _ => around,
        });
        roles.push(role);
    }
    roles
}

fn role(element: &Element<'_>, around: Level) -> Role {
    match element.name {
        "hcontainer" | "container" => container(element, around),
        name => provision(name, element, around).map_or_else(|| plain(name, element), Role::Level),
    }
}

/// `hcontainer` means what its `name` says.
fn container(element: &Element<'_>, around: Level) -> Role {
    match element.attribute("name").as_deref() {
        Some("schedule" | "annex" | "appendix") => Role::Level(Level::Schedule),
        Some("crossheading" | "crossHeading" | "schedules") => Role::Level(Level::CrossHeading),
        _ => Role::Level(inside(element, around)),
    }
}

fn provision(name: &str, element: &Element<'_>, around: Level) -> Option<Level> {
    Some(match name {
        "tome" | "book" | "division" => Level::Division,
        "subdivision" => Level::Subdivision,
        "title" => Level::Title,
        "subtitle" => Level::Subtitle,
        "chapter" => Level::Chapter,
        "subchapter" => Level::Subchapter,
        "part" => Level::Part,
        "subpart" => Level::Subpart,
        "section" | "article" | "rule" => Level::Section,
        "subsection" | "subrule" => Level::Subsection,
        "paragraph" if around == Level::QuotedBlock => {
            if is_of_schedule(element, "schProv1") {
                Level::Section
            } else {
                Level::Paragraph
            }
        }
        "subparagraph" if around == Level::QuotedBlock => {
            if is_of_schedule(element, "schProv2") {
                Level::Subsection
            } else {
                Level::Subparagraph
            }
        }
        "subparagraph" if around == Level::Section => Level::Subsection,
        "clause" | "paragraph" | "subparagraph" | "subclause" | "level" | "point" | "indent" | "alinea" | "proviso"
        | "transitional" => inside(element, around),
        "recital" => Level::Recital,
        "table" => Level::Table,
        "tr" => Level::Row,
        "blockList" | "list" | "ul" | "ol" => Level::List,
        "item" | "li" => Level::ListItem,
        _ => return None,
    })
}

/// Lawmaker, in which British bills are drafted, tells by the class what is quoted out of its place.
fn is_of_schedule(element: &Element<'_>, class: &str) -> bool {
    element.has("class", class)
}

/// The level of a unit without a level of its own: a section in a container, a paragraph in a section.
fn inside(element: &Element<'_>, around: Level) -> Level {
    match around {
        Level::Section | Level::Subsection => Level::Paragraph,
        Level::QuotedBlock => match element.attribute("class").as_deref() {
            Some("para2") => Level::Subparagraph,
            Some("para3") => Level::Clause,
            _ => Level::Paragraph,
        },
        small if small >= Level::Paragraph && small <= Level::Subsubitem => below(small),
        Level::List | Level::ListItem | Level::Table | Level::Row => Level::ListItem,
        _ => Level::Section,
    }
}

/// Elements that are no provisions.
fn plain(name: &str, element: &Element<'_>) -> Role {
    match name {
        "body" | "mainBody" | "preamble" => Role::Body,
        "num" => Role::Designation,
        "heading" | "subheading" => Role::Heading,
        "intro" | "content" | "wrapUp" | "p" | "block" | "blockContainer" | "tblock" | "listIntroduction"
        | "listWrapUp" | "crossHeading" | "caption" | "longTitleBlock" => Role::Text,
        "authorialNote" => Role::Aside,
        "quotedStructure" | "embeddedStructure" => Role::QuotedBlock,
        // Its marks are attributes, and so not in the text; where it has none they are typed.
        "quotedText" | "embeddedText" if element.attribute("startQuote").is_some_and(|mark| !mark.is_empty()) => {
            Role::Quote
        }
        "td" | "th" => Role::Cell,
        "eol" | "br" | "eop" => Role::Break,
        "del" => Role::Struck,
        "ins" => Role::Added,
        "toc" => Role::Contents,
        "tocItem" => Role::ContentsEntry,
        "meta" | "coverPage" | "preface" | "conclusions" | "formula" | "longTitle" | "noteRef" | "img"
        | "signature" => Role::Omit,
        "akomaNtoso" | "bill" | "act" | "doc" | "statement" | "amendment" | "components" | "component"
        | "attachments" | "attachment" | "recitals" | "citations" | "citation" | "mod" | "mmod" | "rmod" | "ref"
        | "rref" | "mref" | "def" | "term" | "quotedText" | "embeddedText" | "inline" | "i" | "b" | "u" | "sup"
        | "sub" | "span" | "a" | "abbr" | "foreign" | "thead" | "tbody" | "tfoot" | "colgroup" | "col" | "date"
        | "docTitle" | "docNumber" | "docDate" | "docStage" | "docType" | "shortTitle" | "entity" | "person"
        | "organization" | "concept" | "location" | "role" | "quantity" | "time" | "event" | "process" | "object"
        | "omissis" | "placeholder" | "fillIn" | "remark" | "marker" | "decoration" | "ruby" | "rt" | "div" => {
            Role::Inline
        }
        _ => Role::Unknown,
    }
}

/// Fills in what a document of Akoma Ntoso says of itself: the long title, and the date of this expression.
pub fn read_front(tape: &Tape<'_>, front: &mut FrontMatter) {
    let long_title = tape.find_all("longTitle").next().map(|id| tape.text_of(id));
    let mut title = String::new();
    normalize(&long_title.unwrap_or_default(), &mut title);
    front.title = (!title.is_empty()).then_some(title);
    front.date = tape.find_all("FRBRExpression").next().and_then(|id| {
        let dates = tape.children(id).filter(|&child| tape.elements[child as usize].name == "FRBRdate");
        dates.filter_map(|child| plausible_date(&tape.elements[child as usize].attribute("date")?)).last()
    });
}

/// "2022-10-31T16:48:54Z" as "2022-10-31". Dates not known yet are written as of the year 9999.
fn plausible_date(text: &str) -> Option<String> {
    let date = text.get(..10)?;
    let digits =
        date.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
    (digits && !date.starts_with("9999")).then(|| date.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::bill::{Bill, Format, Level};
    use crate::read::{ReadOptions, read_bytes};

    fn read(body: &str) -> Bill {
        let source = format!(
            "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><bill name=\"b\"><meta><identification><FRBRExpression>\
             <FRBRdate date=\"9999-01-01\" name=\"draft\"/><FRBRdate date=\"2031-02-03T04:05:06Z\" name=\"published\"/></FRBRExpression>\
             </identification></meta><coverPage><toc><tocItem>1 Oars</tocItem></toc></coverPage><preface><longTitle><p>A bill to\n</p>\
             <p>count oars.</p></longTitle></preface><preamble><formula><p>Be it enacted:</p></formula></preamble>\
             <body>{body}</body><conclusions><p>The end</p></conclusions></bill></akomaNtoso>"
        );
        read_bytes("bill.xml", source.as_bytes(), &ReadOptions::default()).unwrap()
    }

    #[test]
    fn clauses_are_sections_and_levels_nest_below_them() {
        let bill = read(
            "<hcontainer name=\"crossheading\"><heading>Boats</heading><section><num>1</num><heading>Oars</heading><subsection><num>(1)</num>\
             <intro><p>A keeper must—</p></intro><level class=\"para1\"><num>(a)</num><content><p>row,</p></content></level>\
             <level class=\"para1\"><num>(b)</num><intro><p>sail—</p></intro><level class=\"para2\"><num>(i)</num><content><p>by day.</p></content></level>\
             </level><wrapUp><p>but not both.</p></wrapUp></subsection></section></hcontainer>",
        );
        assert_eq!(bill.front.format, Format::AkomaNtoso);
        assert_eq!(bill.front.title.as_deref(), Some("A bill to count oars."));
        assert_eq!(bill.front.date.as_deref(), Some("2031-02-03"));
        let wanted = "BOATS\n  SEC. 1. OARS\n    (1) A keeper must—\n      (a) row,\n      (b) sail—\n        (i) by day.\n      but not both.\n";
        assert_eq!(bill.canonical_text(), wanted);
        let levels: Vec<Level> = bill.provisions[3..].iter().map(|provision| provision.level).collect();
        assert_eq!(
            levels,
            [Level::Subsection, Level::Paragraph, Level::Paragraph, Level::Subparagraph, Level::Continuation]
        );
    }

    #[test]
    fn paragraphs_of_schedules_are_their_sections() {
        let bill = read(
            "<section><num>1</num><content><p>Text.</p></content></section><hcontainer name=\"schedules\"><heading>Schedules</heading>\
             <hcontainer name=\"schedule\"><num>Schedule 2<authorialNote><p>Section 1</p></authorialNote></num><heading>Lamps</heading>\
             <part><num>Part 1</num><heading>Wicks</heading><paragraph><num>1</num><subparagraph><num>(1)</num><content><p>Trim.</p></content>\
             </subparagraph></paragraph></part></hcontainer></hcontainer>",
        );
        assert_eq!(bill.unit_citations(), ["Sec. 1", "Schedules", "Schedule 2", "Part 1", "Schedule 2, para. 1"]);
        assert_eq!(
            bill.canonical_text(),
            "SEC. 1. Text.\nSCHEDULES\n  SCHEDULE 2 LAMPS.— Section 1\n    PART 1 WICKS\n      SEC. 1.\n        (1) Trim.\n"
        );
    }

    #[test]
    fn quoted_structures_are_quoted_blocks_and_what_follows_is_the_bills() {
        let bill = read(
            "<section><num>1</num><content><p><mod>In section 9, insert—<quotedStructure startQuote=\"“\" endQuote=\"”\">\
             <subsection><num>(2A)</num><content><p>Rule of <quotedText startQuote=\"“\" endQuote=\"”\">oars</quotedText>.</p></content></subsection>\
             </quotedStructure><inline name=\"AppendText\">;</inline></mod></p></content></section>",
        );
        assert_eq!(bill.canonical_text(), "SEC. 1. In section 9, insert—\n    (2A) Rule of 'oars'.\n  ;\n");
        assert!(bill.provisions[3].quoted && !bill.provisions[4].quoted);
    }

    #[test]
    fn articles_are_sections_and_their_paragraphs_below_them() {
        let bill = read(
            "<chapter><num>CHAPTER I</num><article><num>Article 2</num><paragraph><num>1.</num><list><intro><p>Boats:</p></intro>\
             <point><num>(a)</num><content><p>row</p></content></point></list></paragraph></article></chapter>",
        );
        assert_eq!(bill.unit_citations(), ["Chapter I", "Sec. 2"]);
        assert!(bill.notes.is_empty(), "{:?}", bill.notes);
    }
}
