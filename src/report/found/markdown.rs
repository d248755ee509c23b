//! A search in Markdown.

use super::terminal::{bill, shown, without};
use super::{Place, Search, Sought, counted, ending, percent};
use crate::report::markdown::{escape, one_line};
use crate::report::model::Edit;
use crate::report::shown::lines_of;
use crate::report::terminal::cut;

/// Columns of a passage's beginning.
const BEGINNING: usize = 200;

pub(super) fn write(search: &Search, most: usize) -> String {
    let mut out = String::new();
    for sought in &search.passages {
        out.push_str(&passage(sought, most));
    }
    let found = search.passages.len() - search.missing();
    let said = format!("{} of {} found.", found, counted(search.passages.len(), "passage"));
    out.push_str(&format!("<sub>{}</sub>\n", escape(&format!("{said} {}", ending(search).join(" ")))));
    for failed in &search.files.failed {
        out.push_str(&format!("\n**NOT READ:** {}\n", escape(&failed.error)));
    }
    out
}

fn passage(sought: &Sought, most: usize) -> String {
    let line = sought.line.map_or(String::new(), |line| format!(", line {line}"));
    let text = sought.text.replace('\n', " ");
    let mut out = format!(
        "### Passage {}{line}, {}\n\n> {}\n\n",
        sought.passage,
        counted(sought.words, "word"),
        escape(&cut(&text, BEGINNING))
    );
    if !sought.found {
        out.push_str("**Not found:** no similar provision in any bill searched.\n\n");
    }
    for place in sought.places.iter().take(most) {
        out.push_str(&told(place, sought));
    }
    if sought.places.len() > most {
        out.push_str(&format!("- {} not shown\n", counted(sought.places.len() - most, "more place")));
    }
    for said in super::set_aside(sought) {
        out.push_str(&format!("- {}\n", escape(&said)));
    }
    if sought.found {
        out.push_str("\n**What became of it**\n\n");
    }
    for fate in sought.bills.iter().take(most) {
        out.push_str(&format!("- {}: {}\n", escape(&fate.bill), escape(&fate.told())));
    }
    if sought.bills.len() > most {
        out.push_str(&format!("- {} have it\n", counted(sought.bills.len() - most, "more bill")));
    }
    if let Some(without) = without(sought) {
        out.push_str(&format!("- {}\n", escape(&without)));
    }
    out.push('\n');
    out
}

fn told(place: &Place, sought: &Sought) -> String {
    let how = match place.kind {
        "exact" => "word for word".to_owned(),
        kind => {
            let kind = if kind == "near" { "nearly" } else { "with changes" };
            format!("{kind}, {}: {} of {} words", percent(place.score), place.common, sought.words)
        }
    };
    let heading = place.heading.as_deref().filter(|heading| !place.cite.ends_with(heading)).unwrap_or_default();
    let mut out = format!(
        "- <b>{}</b> {} ({how})<br>{}, <code>{}</code>\n",
        escape(&place.cite),
        escape(heading),
        escape(&bill(place)),
        escape(&place.bill.path)
    );
    if !place.is_exact() {
        let edits: Vec<Edit> = place.edits.iter().map(shown).collect();
        for line in lines_of(&edits) {
            out.push_str(&format!("  <br>{}\n", one_line(&line)));
        }
    }
    out
}
