//! The words, in the terminal: old before new, `[-old-]{+new+}`, so that colour is never needed.
//!
//! Each line begins with a sign: `+` added, `-` dropped, `~` changed within, nothing where it is the same.

use super::model::{Provision, Report};
use super::shown::{Kind, Line, Piece, lines};
use super::terminal::{FAINT, HEAD, NEW, OLD, Wrapper, plain, styled};
use super::{Layout, around, cells, summary};

/// Unchanged words shown on each side of a change within a line.
const CONTEXT_WORDS: usize = 14;
/// Signals named under a provision's title.
const MOST_SIGNALS: usize = 6;

/// Writes the redline of everything that happened.
pub fn write(report: &Report, layout: &Layout) -> String {
    let mut out = summary::who(report, layout);
    let around = around::write(report, true, layout);
    if report.is_quiet() {
        out.push_str(&format!("\n{}{around}", summary::nothing(report)));
        return out;
    }
    if !around.is_empty() {
        out.push_str(&format!("\n{around}"));
    }
    for provision in &report.provisions {
        if layout.all || !provision.is_quiet() {
            out.push('\n');
            out.push_str(&section(report, provision, layout));
        }
    }
    let quiet = report.provisions.iter().filter(|provision| provision.is_quiet()).count();
    if quiet > 0 && !layout.all {
        let what = if quiet == 1 { "provision is" } else { "provisions are" };
        out.push_str(&format!("\n{quiet} {what} the same in both (--all shows them).\n"));
    }
    out
}

fn section(report: &Report, provision: &Provision, layout: &Layout) -> String {
    let title = format!("{} {}", summary::sign(provision), summary::title(provision));
    let mut out = styled(&plain(&title), HEAD, layout.color);
    out.push_str(&format!("   [{}]\n", summary::marks(report, provision)));
    out.push_str(&styled(&places(report, provision), FAINT, layout.color));
    out.push('\n');
    out.push_str(&signals(provision, layout));
    if !summary::has_words_to_show(provision) && !layout.all {
        return out;
    }
    for said in cells::told(provision) {
        let mut wrapper = Wrapper::new("  # ", layout.width);
        plain(&said).split_whitespace().for_each(|word| wrapper.word(word, word, false));
        out.push_str(&wrapper.finish());
    }
    let lines = lines(provision);
    let mut skipped = 0;
    for line in &lines {
        if line.kind() == Some(Kind::Same) && !layout.all {
            skipped += 1;
            continue;
        }
        skip(&mut out, &mut skipped, layout);
        out.push_str(&one_line(line, layout));
    }
    skip(&mut out, &mut skipped, layout);
    out
}

/// What the change touches; a few lines, the rest counted.
fn signals(provision: &Provision, layout: &Layout) -> String {
    let shown = if layout.all { provision.signals.len() } else { provision.signals.len().min(MOST_SIGNALS) };
    let mut out = String::new();
    for signal in &provision.signals[..shown] {
        let law = match signal.law.as_deref() {
            Some("") => " (in quoted law)".to_owned(),
            Some(law) => format!(" (in quoted law: {law})"),
            None => String::new(),
        };
        let line = format!("[{}] {}: {}{law}", signal.kind, signal.cite, signal.reason);
        let mut wrapper = Wrapper::new("  ", layout.width);
        plain(&line).split_whitespace().for_each(|word| wrapper.word(word, &styled(word, FAINT, layout.color), false));
        out.push_str(&wrapper.finish());
    }
    if shown < provision.signals.len() {
        out.push_str(&format!("  [{} more signals: --all]\n", provision.signals.len() - shown));
    }
    out
}

fn skip(out: &mut String, skipped: &mut usize, layout: &Layout) {
    if *skipped > 0 {
        let what = if *skipped == 1 { "provision" } else { "provisions" };
        out.push_str(&styled(&format!("      ... {skipped} {what} the same ..."), FAINT, layout.color));
        out.push('\n');
        *skipped = 0;
    }
}

/// Where it stands in both files.
fn places(report: &Report, provision: &Provision) -> String {
    let place =
        |path: &str, side: &Option<super::model::Side>| side.as_ref().map(|side| side.location.in_file(&plain(path)));
    let (old, new) = (place(&report.old.path, &provision.old), place(&report.new.path, &provision.new));
    let other = summary::relation(report, provision).unwrap_or_else(|| "no similar provision".to_owned());
    match (old, new) {
        (Some(old), Some(new)) => format!("  {old} -> {new}"),
        (Some(old), None) => format!("  {old} -> {other}"),
        (None, Some(new)) => format!("  {other} -> {new}"),
        (None, None) => String::new(),
    }
}

fn one_line(line: &Line, layout: &Layout) -> String {
    let sign = match line.kind() {
        Some(Kind::New) => "+",
        Some(Kind::Old) => "-",
        Some(Kind::Same) => " ",
        None => "~",
    };
    wrapped(line, &format!("  {sign} "), layout)
}

/// The pieces of a line, marked, after what begins the first of its rows.
pub(super) fn wrapped(line: &Line, first: &str, layout: &Layout) -> String {
    let mut wrapper = Wrapper::new(first, layout.width);
    let whole = line.kind().is_some();
    for (at, piece) in line.pieces.iter().enumerate() {
        let edges = (at == 0, at + 1 == line.pieces.len());
        let glued = at > 0 && !piece.text.starts_with(' ') && !line.pieces[at - 1].text.ends_with(' ');
        show_piece(&mut wrapper, piece, glued, whole, edges, layout);
    }
    wrapper.finish()
}

fn show_piece(
    wrapper: &mut Wrapper,
    piece: &Piece,
    glued: bool,
    whole: bool,
    (first, last): (bool, bool),
    layout: &Layout,
) {
    let text = plain(&piece.text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let (open, close, style) = match piece.kind {
        Kind::Old if !whole => ("[-", "-]", OLD),
        Kind::New if !whole => ("{+", "+}", NEW),
        Kind::Old => ("", "", OLD),
        Kind::New => ("", "", NEW),
        Kind::Same => return show_same(wrapper, &words, glued, (first, last), layout),
    };
    for (at, word) in words.iter().enumerate() {
        let open = if at == 0 { open } else { "" };
        let close = if at + 1 == words.len() { close } else { "" };
        let marked = format!("{open}{word}{close}");
        wrapper.word(&marked, &styled(&marked, style, layout.color && !whole), at == 0 && glued);
    }
}

/// Unchanged words, with the middle of a long run left out.
fn show_same(wrapper: &mut Wrapper, words: &[&str], glued: bool, (first, last): (bool, bool), layout: &Layout) {
    let (head, tail) = match (first, last) {
        (true, true) => (words.len(), 0),
        (true, false) => (CONTEXT_WORDS / 2, CONTEXT_WORDS),
        (false, true) => (CONTEXT_WORDS, CONTEXT_WORDS / 2),
        (false, false) => (CONTEXT_WORDS, CONTEXT_WORDS),
    };
    let whole = layout.all || words.len() <= head + tail + 3;
    for (at, word) in words.iter().enumerate() {
        if whole || at < head || at + tail >= words.len() {
            wrapper.word(word, word, at == 0 && glued);
        } else if at == head {
            wrapper.word("...", "...", false);
        }
    }
}
