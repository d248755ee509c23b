//! A search in the terminal.

use super::{OMITTED, Place, Search, Sought, counted, ending, percent};
use crate::report::Layout;
use crate::report::model::Edit;
use crate::report::redline::wrapped;
use crate::report::shown::lines_of;
use crate::report::terminal::{FAINT, HEAD, Wrapper, cut, plain, styled};

pub(super) fn write(search: &Search, most: usize, layout: &Layout) -> String {
    let mut out = String::new();
    for sought in &search.passages {
        out.push_str(&head(sought, layout));
        if !sought.found {
            out.push_str("  NOT FOUND: no similar provision in any bill searched.\n");
        }
        for place in sought.places.iter().take(most) {
            out.push_str(&told(place, sought, layout));
        }
        if sought.places.len() > most {
            let more = counted(sought.places.len() - most, "more place");
            out.push_str(&format!("  {more}: --most {} shows them.\n", sought.places.len()));
        }
        for said in super::set_aside(sought) {
            let mut wrapper = Wrapper::new("  ", layout.width).hanging(4);
            wrapper.words(&plain(&said));
            out.push_str(&wrapper.finish());
        }
        out.push_str(&fates(sought, most, layout));
        out.push('\n');
    }
    out.push_str(&foot(search, layout));
    out
}

fn head(sought: &Sought, layout: &Layout) -> String {
    let line = sought.line.map_or(String::new(), |line| format!(", line {line}"));
    let title = format!("Passage {}{line}, {}", sought.passage, counted(sought.words, "word"));
    let text = plain(&sought.text).replace('\n', " ");
    let begins = format!("  {}", cut(&text, layout.width.saturating_sub(2)));
    format!("{}\n{}\n", styled(&title, HEAD, layout.color), styled(&begins, FAINT, layout.color))
}

fn told(place: &Place, sought: &Sought, layout: &Layout) -> String {
    let how = match place.kind {
        "exact" => "word for word".to_owned(),
        kind => {
            let kind = if kind == "near" { "nearly" } else { "with changes" };
            format!("{kind}, {}: {} of {} words", percent(place.score), place.common, sought.words)
        }
    };
    let heading = place.heading.as_ref().map_or(String::new(), |heading| format!(" {heading}"));
    let heading = if place.cite.ends_with(heading.trim_start()) { "" } else { &heading };
    let mut wrapper = Wrapper::new("  ", layout.width).hanging(4);
    let cite = plain(&place.cite);
    let linked = layout.linked(&cite, &place.bill.path, &place.location);
    wrapper.word(&cite, &styled(&linked, HEAD, layout.color), false);
    wrapper.words(&plain(&format!("{heading} ({how})")));
    let mut out = wrapper.finish();
    let mut wrapper = Wrapper::new("    ", layout.width);
    wrapper.words(&plain(&bill(place)));
    let path = place.location.in_file(&plain(&place.bill.path));
    wrapper.unbroken(&path, &path);
    out.push_str(&wrapper.finish());
    if !place.is_exact() || place.edits.iter().any(|edit| edit.op == OMITTED) {
        let edits: Vec<Edit> = place.edits.iter().map(shown).collect();
        lines_of(&edits).iter().for_each(|line| out.push_str(&wrapped(line, "      ", layout)));
    }
    out
}

/// "H.R. 9403, 121st Congress, EH (2030-05-06)".
pub(super) fn bill(place: &Place) -> String {
    let bill = &place.bill;
    let date = bill.date.as_ref().map(|date| format!("({date})"));
    let code = bill.version_code.as_ref().map(|code| code.to_ascii_uppercase());
    let version = [code, date].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = [bill.cite.clone(), Some(version).filter(|version| !version.is_empty())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What was left out by whoever quoted is counted, not marked as a difference.
pub(super) fn shown(edit: &Edit) -> Edit {
    if edit.op != OMITTED {
        return edit.clone();
    }
    let words = counted(edit.text.split_whitespace().count(), "word");
    Edit { op: "equal".to_owned(), text: format!("[... {words} left out ...]"), form: false }
}

fn fates(sought: &Sought, most: usize, layout: &Layout) -> String {
    let mut out = String::new();
    let mut line = |first: &str, text: &str| {
        let mut wrapper = Wrapper::new(first, layout.width).hanging(6);
        wrapper.words(&plain(text));
        out.push_str(&wrapper.finish());
    };
    if !sought.bills.is_empty() {
        line("  ", "What became of it:");
    }
    for fate in sought.bills.iter().take(most) {
        line("    ", &format!("{}: {}.", fate.bill, fate.told()));
    }
    if sought.bills.len() > most {
        line("    ", &format!("{} have it.", counted(sought.bills.len() - most, "more bill")));
    }
    if let Some(without) = super::terminal::without(sought) {
        line("    ", &without);
    }
    out
}

/// Bills that were searched and do not have it; nothing where none has: that is said already.
pub(super) fn without(sought: &Sought) -> Option<String> {
    let without = &sought.without;
    match (sought.found, without.count, without.bills.is_empty()) {
        (false, _, _) | (_, 0, _) => None,
        (_, _, false) => Some(format!("{}: no similar provision.", without.bills.join("; "))),
        (_, count, true) => Some(format!("{}: no similar provision.", counted(count, "other bill"))),
    }
}

fn foot(search: &Search, layout: &Layout) -> String {
    let mut out = String::new();
    let found = search.passages.len() - search.missing();
    let said = format!("{} of {} found.", found, counted(search.passages.len(), "passage"));
    let mut wrapper = Wrapper::new("", layout.width);
    wrapper.words(&plain(&format!("{said} {}", ending(search).join(" "))));
    out.push_str(&wrapper.finish());
    for failed in &search.files.failed {
        out.push_str(&format!("NOT READ: {}\n", plain(&failed.error).replace('\n', " ")));
    }
    out
}
