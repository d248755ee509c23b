//! LOOK HERE FIRST: at most ten lines of signals on the first screen, the rest counted.
//!
//! The lines are not the ten that matter most: nothing here ranks. Each kind has its turn, in the order of the
//! documentation, and within a kind words replaced come first, then the bill's own order holds. Signals that say the
//! same share a line; so do all notes of floor amendments, and all signals of a kind in sections that are wholly new,
//! or wholly gone: those are read there.

use rustc_hash::FxHashMap;

use super::Layout;
use super::model::{Provision, Report, Signal};
use super::summary::thousands;
use super::terminal::{HEAD, Wrapper, cut, pad, plain, styled};
use crate::signals::Kind;

/// Lines of the first screen.
pub const MOST_LINES: usize = 10;
/// Citations named on a line; the rest is counted.
const MOST_CITES: usize = 3;
/// Phrases named of wholly new or dropped sections.
const MOST_WORDS: usize = 8;
/// Words that both sides share, shown on either side of a mark.
const MOST_AROUND: usize = 3;
/// Rows of the terminal for a line.
const MOST_ROWS: usize = 2;

/// Signals that share a line, wherever they stand.
pub struct Pointer<'r> {
    /// The first of them.
    pub signal: &'r Signal,
    pub group: Group<'r>,
    /// In the bill's order, each once.
    pub cites: Vec<&'r str>,
    /// For each of the citations, the index of the report's provision that it stands in.
    pub places: Vec<usize>,
    /// The first few of the words that differ from one another.
    pub words: Vec<&'r str>,
    /// How many signals it stands for.
    pub count: usize,
}

/// What the signals of a line have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group<'r> {
    Reason(&'r str),
    FloorNotes,
    /// They stand in sections that were "added" or "dropped" as a whole.
    Whole(&'r str),
}

impl<'r> Group<'r> {
    fn of(provision: &'r Provision, signal: &'r Signal) -> Self {
        match provision.change.as_str() {
            _ if signal.kind == Kind::FloorNote.name() => Self::FloorNotes,
            "added" | "dropped" => Self::Whole(&provision.change),
            _ => Self::Reason(&signal.reason),
        }
    }
}

/// All pointers by kind, in the order of the documentation.
pub fn pointers(report: &Report) -> Vec<(Kind, Vec<Pointer<'_>>)> {
    let mut kinds: Vec<(Kind, Vec<Pointer<'_>>)> = Kind::ALL.iter().map(|&kind| (kind, Vec::new())).collect();
    let mut known: FxHashMap<(usize, Group<'_>), usize> = FxHashMap::default();
    for (at, provision) in report.provisions.iter().enumerate() {
        for signal in &provision.signals {
            let Some(kind) = Kind::ALL.iter().position(|kind| kind.name() == signal.kind) else { continue };
            let group = Group::of(provision, signal);
            let pointers = &mut kinds[kind].1;
            let place = *known.entry((kind, group)).or_insert(pointers.len());
            if place == pointers.len() {
                pointers.push(Pointer {
                    signal,
                    group,
                    cites: Vec::new(),
                    places: Vec::new(),
                    words: Vec::new(),
                    count: 0,
                });
            }
            let pointer = &mut pointers[place];
            pointer.count += 1;
            let words = signal.new.as_deref().or(signal.old.as_deref()).unwrap_or_default();
            if pointer.words.len() < MOST_WORDS && !pointer.words.contains(&words) {
                pointer.words.push(words);
            }
            if pointer.cites.last() != Some(&signal.cite.as_str()) {
                pointer.cites.push(&signal.cite);
                pointer.places.push(at);
            }
        }
    }
    kinds.retain(|(_, pointers)| !pointers.is_empty());
    for (_, pointers) in &mut kinds {
        pointers.sort_by_key(|one| {
            (matches!(one.group, Group::Whole(_)), one.signal.old.is_none() || one.signal.new.is_none())
        });
    }
    kinds
}

/// How many lines each kind gets: a line for each kind in turn, until there are no more.
pub fn shares(sizes: &[usize], mut lines: usize) -> Vec<usize> {
    let mut shares = vec![0; sizes.len()];
    while lines > 0 {
        let before = lines;
        for (share, &size) in shares.iter_mut().zip(sizes) {
            if lines > 0 && *share < size {
                *share += 1;
                lines -= 1;
            }
        }
        if lines == before {
            break;
        }
    }
    shares
}

/// Where a pointer's words stand: "Sec. 3(a), Sec. 9 and 12 more".
pub fn where_told(pointer: &Pointer<'_>) -> String {
    let (named, more) = named(pointer);
    let cites = named.join(", ");
    if more > 0 { format!("{cites} and {more} more") } else { cites }
}

/// The citations of a pointer that are named, and how many more there are.
pub fn named<'p, 'r>(pointer: &'p Pointer<'r>) -> (&'p [&'r str], usize) {
    let named = pointer.cites.len().min(MOST_CITES);
    (&pointer.cites[..named], pointer.cites.len() - named)
}

/// What the pointer says: the words and what became of them, how often, and the quoted law that they stand in.
pub fn told(pointer: &Pointer<'_>) -> String {
    let signal = pointer.signal;
    let mut out = match pointer.group {
        Group::FloorNotes => format!("{}: {}", counted(pointer.count, "floor note", "floor notes"), signal.reason),
        Group::Whole(change) if pointer.count > 1 => {
            format!("{} {change}: {}", thousands(pointer.count), pointer.words.join(", "))
        }
        _ if pointer.count > 1 => format!("{} ({} times)", signal.reason, thousands(pointer.count)),
        _ => one(signal),
    };
    out.push_str(&beside(signal));
    out
}

/// The same of one signal beside the words that it stands in.
pub fn told_of(signal: &Signal) -> String {
    format!("{}{}", signal.reason, beside(signal))
}

/// The quoted law that a signal stands in, and where a defined term is used.
fn beside(signal: &Signal) -> String {
    let mut out = match signal.law.as_deref() {
        Some("") => " (in quoted law)".to_owned(),
        Some(law) => format!(" (in quoted law: {law})"),
        None => String::new(),
    };
    if !signal.used_in.is_empty() {
        let named = signal.used_in.len().min(MOST_CITES);
        out.push_str(&format!("; used in {}", signal.used_in[..named].join(", ")));
        if signal.used_in.len() > named {
            out.push_str(&format!(" and {} more", signal.used_in.len() - named));
        }
    }
    out
}

/// A single signal: with the clause around words that came or went, and the mark where the ends of two are the same.
fn one(signal: &Signal) -> String {
    match (&signal.clause, &signal.old, &signal.new) {
        (Some(clause), old, new) if new.as_ref().or(old.as_ref()) != Some(clause) => {
            format!("{}: \"{clause}\"", signal.reason)
        }
        (None, Some(old), Some(new)) if signal.reason == format!("{old} -> {new}") => narrowed(old, new),
        (None, Some(old), Some(new)) if signal.kind == Kind::Definition.name() && old != new => {
            format!("{}: {}", signal.reason.trim_end_matches(" changed"), narrowed(old, new))
        }
        _ => signal.reason.clone(),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(count), if count == 1 { one } else { many })
}

/// "Not later than [-180-]{+90+} days after": the words both share at their ends stand outside the mark, a few of them.
fn narrowed(old: &str, new: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let most = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    if start + end == 0 {
        return format!("{old} -> {new}");
    }
    let mark = |words: &[&str], open: &str, close: &str| {
        if words.is_empty() { String::new() } else { format!("{open}{}{close}", words.join(" ")) }
    };
    let middle =
        format!("{}{}", mark(&a[start..a.len() - end], "[-", "-]"), mark(&b[start..b.len() - end], "{+", "+}"));
    let before = start.saturating_sub(MOST_AROUND);
    let after = &a[a.len() - end..];
    let (kept, cut) = (after.len().min(MOST_AROUND), after.len() > MOST_AROUND);
    let parts = [
        if before > 0 { "...".to_owned() } else { String::new() },
        a[before..start].join(" "),
        middle,
        after[..kept].join(" "),
        if cut { "...".to_owned() } else { String::new() },
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The block of the first screen; nothing where there are no signals.
pub fn write(report: &Report, layout: &Layout) -> String {
    let kinds = pointers(report);
    let total: usize = kinds.iter().flat_map(|(_, pointers)| pointers).map(|pointer| pointer.count).sum();
    if total == 0 {
        return String::new();
    }
    let sizes: Vec<usize> = kinds.iter().map(|(_, pointers)| pointers.len()).collect();
    let lines = if layout.all { usize::MAX } else { MOST_LINES };
    let shares = shares(&sizes, lines.min(sizes.iter().sum()));
    let mut out = styled("LOOK HERE FIRST", HEAD, layout.color);
    let signals = if total == 1 { "signal" } else { "signals" };
    out.push_str(&format!("   {} {signals}\n", thousands(total)));
    let columns = kinds.iter().map(|(kind, _)| kind.name().len()).max().unwrap_or(0);
    for ((kind, pointers), &share) in kinds.iter().zip(&shares) {
        for pointer in &pointers[..share] {
            let mut line =
                Wrapper::new(&format!("  {}  ", pad(kind.name(), columns)), layout.width).hanging(columns + 4);
            // A long place gets one row, so that what is said of it has one.
            let place = where_told(pointer);
            let room = if layout.all { usize::MAX } else { layout.width.saturating_sub(columns + 4) };
            line.words(&cut(&plain(&place), room));
            // Two blanks between the place and what is said of it.
            line.word(" ", " ", true);
            line.words(&plain(&told(pointer)));
            out.push_str(&line.few(most_rows(layout)).0);
        }
    }
    out.push_str(&rest(&kinds, &shares, layout));
    out.push_str(&repeated(report, layout));
    out
}

/// Rows that a line of this block may take; the rest of it is left out but under `--all`.
fn most_rows(layout: &Layout) -> usize {
    if layout.all { usize::MAX } else { MOST_ROWS }
}

/// "... and 4 amount, 31 duty more (--all, or --signals KIND)".
fn rest(kinds: &[(Kind, Vec<Pointer<'_>>)], shares: &[usize], layout: &Layout) -> String {
    let left: Vec<String> = kinds
        .iter()
        .zip(shares)
        .map(|((kind, pointers), &share)| (kind, pointers[share..].iter().map(|pointer| pointer.count).sum::<usize>()))
        .filter(|(_, left)| *left > 0)
        .map(|(kind, left)| format!("{} {}", thousands(left), kind.name()))
        .collect();
    if left.is_empty() {
        return String::new();
    }
    let mut wrapper = Wrapper::new("    ", layout.width);
    let said = format!("... and {} more (--signals KIND, --all)", left.join(", "));
    said.split(' ').for_each(|word| wrapper.word(word, word, false));
    wrapper.finish()
}

/// Replacements made in three places or more, told once; two lines, the rest counted.
fn repeated(report: &Report, layout: &Layout) -> String {
    const SHOWN: usize = 2;
    let shown = if layout.all { report.substitutions.len() } else { report.substitutions.len().min(SHOWN) };
    let mut out = String::new();
    for one in &report.substitutions[..shown] {
        let named = one.cites.len().min(MOST_CITES);
        let more = if one.cites.len() > named { " ..." } else { "" };
        let line = format!(
            "  repeated {} times: {} -> {}  ({}{more})",
            one.count,
            one.old,
            one.new,
            one.cites[..named].join(", ")
        );
        let mut rows = Wrapper::new("  ", layout.width).hanging(4);
        rows.words(plain(&line).trim_start());
        out.push_str(&rows.few(most_rows(layout)).0);
    }
    let left = report.substitutions.len() - shown;
    if left > 0 {
        out.push_str(&format!("    {left} other replacements are repeated in three places or more (--all)\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn every_kind_has_its_turn() {
        assert_eq!(shares(&[40, 1, 2], 10), [7, 1, 2]);
        assert_eq!(shares(&[1; 12], 10), [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
        assert_eq!(shares(&[], 10), Vec::<usize>::new());
    }
}
