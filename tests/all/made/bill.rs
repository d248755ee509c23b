//! A bill that a test makes up, and its text as bill XML, USLM, GPO's text and Markdown.

use std::fmt::Write;

use crate::support::chance::Chance;

/// Levels inside a section, outermost first, with their elements.
const LADDER: [&str; 6] = ["subsection", "paragraph", "subparagraph", "clause", "subclause", "item"];

const WORDS: [&str; 40] = [
    "keeper",
    "harbor",
    "lighthouse",
    "oar",
    "sail",
    "the",
    "a",
    "shall",
    "may",
    "report",
    "inspect",
    "Commissioner",
    "on",
    "of",
    "to",
    "with",
    "buoy",
    "mole",
    "landing",
    "stage",
    "winter",
    "storm",
    "30",
    "days",
    "$1,500",
    "na\u{ef}ve",
    "caf\u{e9}",
    "\u{141}\u{f3}d\u{17a}",
    "\u{201c}vessel\u{201d}",
    "fee",
    "pilot",
    "tide",
    "rope",
    "anchor",
    "crew",
    "cargo",
    "ledger",
    "signal",
    "wreck",
    "salvage",
];

/// A provision with all inside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// From 0, a section, to 6, an item.
    pub rank: usize,
    pub number: String,
    pub heading: Option<String>,
    pub text: String,
    pub inside: Vec<Made>,
    /// Law that it writes into another act: sections or subsections.
    pub quoted: Vec<Made>,
}

/// The sections of a bill.
pub fn sections(chance: &mut Chance, plain: bool) -> Vec<Made> {
    (1..=2 + chance.below(7)).map(|number| section(&number.to_string(), chance, plain)).collect()
}

/// A section. A plain one has the words that GPO's text can hold, and quotes nothing.
pub fn section(number: &str, chance: &mut Chance, plain: bool) -> Made {
    let mut made = provision(0, number.to_owned(), chance, 0, plain);
    made.heading = Some(title(chance));
    made
}

fn provision(rank: usize, number: String, chance: &mut Chance, quotes: usize, plain: bool) -> Made {
    let mut text = words(3 + chance.below(20), chance, plain);
    let (mut inside, mut quoted) = (Vec::new(), Vec::new());
    match chance.below(if rank == 0 { 3 } else { 6 }) {
        0 if rank < LADDER.len() => {
            // "(a)" alone stands in no list.
            inside = (0..2 + chance.below(4))
                .map(|at| provision(rank + 1, enumerator(rank, at), chance, quotes, plain))
                .collect();
            text.push('\u{2014}');
        }
        1 if quotes < 2 && !plain && rank < 2 => {
            text.push_str(" is amended by adding at the end the following:");
            quoted =
                (0..1 + chance.below(3)).map(|at| provision(1, enumerator(0, at), chance, quotes + 1, plain)).collect();
        }
        _ => text.push('.'),
    }
    let heading = (rank == 1 && chance.below(2) == 0).then(|| title(chance));
    Made { rank, number, heading, text, inside, quoted }
}

/// The number of the n-th provision of a rank: (a), (1), (A), (i), (I), (aa).
fn enumerator(rank: usize, at: usize) -> String {
    let letter = |first: u8| char::from(first + at as u8).to_string();
    let roman = ["i", "ii", "iii", "iv", "v", "vi"][at];
    match rank {
        0 => letter(b'a'),
        1 => (at + 1).to_string(),
        2 => letter(b'A'),
        3 => roman.to_owned(),
        4 => roman.to_uppercase(),
        _ => letter(b'a').repeat(2),
    }
}

fn title(chance: &mut Chance) -> String {
    let words: Vec<&str> = (0..1 + chance.below(3)).map(|_| WORDS[chance.below(5)]).collect();
    format!("Rules of the {}", words.join(" "))
}

/// Words that begin with a capital, the last of which no other made-up text has.
pub fn words(count: usize, chance: &mut Chance, plain: bool) -> String {
    let mut out = String::from("Each");
    for _ in 0..count {
        let word = WORDS[chance.below(WORDS.len())];
        let _ = write!(out, " {}", if plain && !word.is_ascii() { "vessel" } else { word });
    }
    let _ = write!(out, " number {}", 1_000 + chance.below(900_000));
    out
}

/// As the House drafts it.
pub fn bill_xml(sections: &[Made]) -> String {
    let mut out = String::from("<bill><form><legis-num>H. R. 1</legis-num></form><legis-body>");
    sections.iter().for_each(|section| dtd(section, &mut out));
    out + "</legis-body></bill>"
}

fn dtd(made: &Made, out: &mut String) {
    let (name, number) = named(made);
    let _ = write!(out, "<{name}><enum>{number}</enum>");
    if let Some(heading) = &made.heading {
        let _ = write!(out, "<header>{heading}</header>");
    }
    let _ = write!(out, "<text>{}</text>", marked(&made.text));
    made.inside.iter().for_each(|inner| dtd(inner, out));
    if !made.quoted.is_empty() {
        out.push_str("<quoted-block style=\"OLC\">");
        made.quoted.iter().for_each(|inner| dtd(inner, out));
        out.push_str("<after-quoted-block>.</after-quoted-block></quoted-block>");
    }
    let _ = write!(out, "</{name}>");
}

/// The bill DTD leaves the marks of a quote to its element.
fn marked(text: &str) -> String {
    text.replace('\u{201c}', "<quote>").replace('\u{201d}', "</quote>")
}

fn named(made: &Made) -> (&'static str, String) {
    match made.rank {
        0 => ("section", format!("{}.", made.number)),
        rank => (LADDER[rank - 1], format!("({})", made.number)),
    }
}

/// As GPO marks it up.
pub fn uslm(sections: &[Made]) -> String {
    let mut out =
        String::from("<bill xmlns=\"http://schemas.gpo.gov/xml/uslm\"><meta><docNumber>1</docNumber></meta><main>");
    sections.iter().for_each(|section| in_uslm(section, "", &mut out));
    out + "</main></bill>"
}

/// `opens` is the mark of the quotations that begin with this provision.
fn in_uslm(made: &Made, opens: &str, out: &mut String) {
    let (name, number) = named(made);
    let printed = if made.rank == 0 { format!("SEC. {number}") } else { number };
    let _ = write!(out, "<{name}><num value=\"{}\">{opens}{printed} </num>", made.number);
    if let Some(heading) = &made.heading {
        let dash = if made.rank == 0 { "" } else { ".\u{2014}" };
        let _ = write!(out, "<heading>{heading}{dash}</heading>");
    }
    let body = if made.inside.is_empty() { "content" } else { "chapeau" };
    let _ = write!(out, "<{body}>{}", made.text);
    if !made.quoted.is_empty() {
        out.push_str("<quotedContent styleType=\"OLC\">");
        made.quoted.iter().for_each(|inner| in_uslm(inner, "\u{201c}", out));
        out.push_str("</quotedContent><inline role=\"after-quoted-block\">.</inline>");
    }
    let _ = write!(out, "</{body}>");
    made.inside.iter().for_each(|inner| in_uslm(inner, "", out));
    let _ = write!(out, "</{name}>");
}

const CLAUSE: &str =
    "Be it enacted by the Senate and House of Representatives of the United States of America in Congress assembled,";

/// As GPO prints it, without line breaks inside paragraphs. It quotes nothing.
pub fn gpo_text(sections: &[Made]) -> String {
    let mut out = format!(
        "<html><body><pre>\n[Congressional Bills 118th Congress]\n\n118th CONGRESS\n  1st Session\n                                H. R. 1\n\n\n    {CLAUSE}\n"
    );
    for section in sections {
        let heading = section.heading.as_deref().unwrap_or_default().to_uppercase();
        let word = if section.number == "1" { "SECTION" } else { "SEC." };
        let _ =
            write!(out, "\n{word} {}. {heading}.\n\n    {}\n", section.number, section.text.replace('\u{2014}', "--"));
        section.inside.iter().for_each(|inner| in_gpo_text(inner, &mut out));
    }
    out + "                                 <all>\n</pre></body></html>\n"
}

fn in_gpo_text(made: &Made, out: &mut String) {
    let indent = " ".repeat(4 + 8 * (made.rank - 1));
    let heading = made.heading.as_ref().map_or(String::new(), |heading| format!("{heading}.--"));
    let _ = writeln!(out, "{indent}({}) {heading}{}", made.number, made.text.replace('\u{2014}', "--"));
    made.inside.iter().for_each(|inner| in_gpo_text(inner, out));
}

/// As a team writes it that keeps drafts in git.
pub fn markdown(sections: &[Made]) -> String {
    let mut out = format!("{CLAUSE}\n");
    for section in sections {
        let _ = write!(
            out,
            "\n## SEC. {}. {}\n\n{}\n\n",
            section.number,
            section.heading.as_deref().unwrap_or_default(),
            section.text
        );
        section.inside.iter().for_each(|inner| in_markdown(inner, 0, &mut out));
    }
    out
}

fn in_markdown(made: &Made, depth: usize, out: &mut String) {
    let heading = made.heading.as_ref().map_or(String::new(), |heading| format!("**{heading}.**\u{2014}"));
    let _ = writeln!(out, "{}- ({}) {heading}{}", "  ".repeat(depth), made.number, made.text.replace('$', "\\$"));
    made.inside.iter().for_each(|inner| in_markdown(inner, depth + 1, out));
}
