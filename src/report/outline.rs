//! What the reader understood of one draft: its provisions, indented, with their places.

use super::summary::thousands;
use super::terminal::plain;
use crate::bill::{Bill, Level};

/// Writes the outline of a bill.
pub fn write(bill: &Bill) -> String {
    let mut out = head(bill);
    let mut open: Vec<u32> = Vec::new();
    for (id, provision) in bill.provisions.iter().enumerate().skip(1) {
        while open.last().is_some_and(|&end| end <= id as u32) {
            open.pop();
        }
        let place = match provision.place.page {
            0 => format!("{:>9}", format!("{}:{}", provision.place.line, provision.place.column)),
            _ => format!("{:>17}", provision.place.to_string()),
        };
        let name = name(bill, id as u32);
        out.push_str(&format!("{place}  {}{}\n", "  ".repeat(open.len()), plain(&name)));
        open.push(provision.end);
    }
    out
}

fn head(bill: &Bill) -> String {
    let front = &bill.front;
    let mut out = front.citation().unwrap_or_else(|| "bill number not told".to_owned());
    if let Some(code) = &front.version {
        out.push_str(&format!(", {}", code.as_str().to_uppercase()));
        if let Some(name) = code.name() {
            out.push_str(&format!(" - {name}"));
        }
    }
    if let Some(date) = &front.date {
        out.push_str(&format!(" ({date})"));
    }
    out.push('\n');
    if let Some(title) = &front.title {
        out.push_str(&format!("{title}\n"));
    }
    let sections = bill.section_count();
    let noun = if sections == 1 { "section" } else { "sections" };
    let counted = format!("{} {noun}, {} words", thousands(sections), thousands(bill.word_count()));
    out.push_str(&format!("read as {}: {counted}, {} contents entries\n", front.format.name(), bill.contents.len()));
    for note in &bill.notes {
        out.push_str(&format!("note ({}): {}\n", note.place, note.message));
    }
    out.push('\n');
    plain(&out).into_owned()
}

/// Designation and heading; where there is neither, the level and the first words.
fn name(bill: &Bill, id: u32) -> String {
    const FIRST_WORDS: usize = 8;
    let provision = &bill.provisions[id as usize];
    let printed = bill.slice(provision.designation);
    let heading = bill.heading(id);
    let words: Vec<&str> = bill.slice(provision.body).split(' ').take(FIRST_WORDS).collect();
    let named = match (printed.is_empty(), heading.is_empty()) {
        (false, false) => format!("{printed} {heading}"),
        (false, true) => format!("{printed} {}", words.join(" ")),
        (true, false) => heading.to_owned(),
        (true, true) => words.join(" "),
    };
    match provision.level {
        Level::Section if !printed.is_empty() => named,
        level if level.is_container() => named,
        level => format!("{}: {}", level.name(), named.trim_end()),
    }
}
