//! The table of signals: what to look at first, with old and new words.

use super::super::look::{self, Group, Pointer};
use super::super::model::{Report, Signal};
use super::super::summary::thousands;
use super::escape;

/// Rows of the table; the rest is counted.
const MOST_ROWS: usize = 20;

/// The table, within so many bytes; a last line counts what is not in it. "" where there are no signals.
pub fn table(report: &Report, room: usize) -> String {
    let kinds = look::pointers(report);
    let sizes: Vec<usize> = kinds.iter().map(|(_, pointers)| pointers.len()).collect();
    let total: usize = kinds.iter().flat_map(|(_, pointers)| pointers).map(|pointer| pointer.count).sum();
    let shares = look::shares(&sizes, MOST_ROWS);
    let shown = kinds.iter().zip(shares).flat_map(|((_, pointers), share)| &pointers[..share]);
    let mut out = String::from("\n| Signal | Where | Old | New |\n| :-- | :-- | :-- | :-- |\n");
    let mut told = 0;
    let head = out.len();
    for pointer in shown {
        let row = row(pointer);
        if out.len() + row.len() > room {
            break;
        }
        told += pointer.count;
        out.push_str(&row);
    }
    match (out.len() > head, total - told) {
        (false, 0) => String::new(),
        (false, left) => format!("\n{} signals are in the JSON report.\n", thousands(left)),
        (true, 0) => out,
        (true, left) => format!("{out}\n{} more signals are in the JSON report.\n", thousands(left)),
    }
}

fn row(pointer: &Pointer<'_>) -> String {
    let signal = pointer.signal;
    let mut kind = escape(&signal.kind);
    if pointer.count > 1 {
        kind.push_str(&format!(" ({} times)", thousands(pointer.count)));
    }
    if let Group::Whole(change) = pointer.group
        && pointer.count > 1
    {
        kind.push_str(&format!(" in {change} sections"));
    }
    if let Some(law) = &signal.law {
        let named = if law.is_empty() { String::new() } else { format!(": {}", escape(law)) };
        kind.push_str(&format!(", in quoted law{named}"));
    }
    let (old, new) = match pointer.group {
        Group::Whole("added") if pointer.count > 1 => (String::new(), listed(pointer, "ins")),
        Group::Whole(_) if pointer.count > 1 => (listed(pointer, "del"), String::new()),
        _ => cells(signal),
    };
    format!("| {kind} | {} | {old} | {new} |\n", escape(&look::where_told(pointer)))
}

/// The words of several signals of wholly new or dropped sections.
fn listed(pointer: &Pointer<'_>, mark: &str) -> String {
    let words: Vec<String> = pointer.words.iter().map(|words| format!("<{mark}>{}</{mark}>", escape(words))).collect();
    words.join(", ")
}

/// Old and new words; words of one side alone with the clause around them; a definition or a broken citation, which are
/// too long or say too little by themselves, by the reason.
fn cells(signal: &Signal) -> (String, String) {
    let side = |words: &Option<String>, mark: &str| {
        let Some(words) = words else { return String::new() };
        let clause = signal.clause.as_deref().unwrap_or(words);
        match clause.split_once(words.as_str()) {
            Some((before, after)) => {
                let (before, after) = (escape_part(before), escape_part(after));
                format!("{before}<{mark}>{}</{mark}>{after}", escape(words))
            }
            None => format!("<{mark}>{}</{mark}>", escape(words)),
        }
    };
    if signal.kind == "definition" || signal.old == signal.new {
        let reason = escape(&signal.reason);
        return if signal.new.is_some() { (String::new(), reason) } else { (reason, String::new()) };
    }
    (side(&signal.old, "del"), side(&signal.new, "ins"))
}

/// The words before or after a mark: the space between stays.
fn escape_part(text: &str) -> String {
    let (start, end) = (text.starts_with(' '), text.ends_with(' '));
    let inner = escape(text.trim());
    let space = |has: bool| if has { " " } else { "" };
    if inner.is_empty() { space(start || end).to_owned() } else { format!("{}{inner}{}", space(start), space(end)) }
}
