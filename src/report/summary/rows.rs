//! The list of the first screen: a row for each provision to which something happened.

use unicode_width::UnicodeWidthStr;

use super::super::Layout;
use super::super::model::{Provision, Report, Side};
use super::super::terminal::{Wrapper, plain};
use super::{counted, heading, marks, named_sides, short, sign, what_changed, wrapped};

/// Rows of the list; the rest is counted.
const MOST_ROWS: usize = 25;
/// Citations longer than this do not widen their column.
const CITE_COLUMNS: usize = 24;
/// What the signs of the list mean.
const SIGNS: [&str; 5] =
    ["+ added", "- dropped", "~ changed", ". form only", "> same words, new number, place or heading"];
/// Columns that a heading needs to be wrapped under itself.
const LEAST_HEADING: usize = 24;
/// Columns left blank before what stands under its row.
const FAR_IN: usize = 6;
/// Unchanged provisions are listed in bills of at most so many.
const SHORT_BILL: usize = 20;
/// Rows of what is said of one provision; the rest is left out, and the redline has it.
const MOST_SAID_ROWS: usize = 3;

/// The rows, what was left out, and what the signs mean.
pub fn list(report: &Report, layout: &Layout) -> String {
    let listed = rows(report, layout);
    let shown = if layout.all { listed.len() } else { listed.len().min(MOST_ROWS) };
    let columns =
        listed[..shown].iter().map(|row| row.cite.0.width()).filter(|&n| n <= CITE_COLUMNS).max().unwrap_or(0);
    let mut out = String::new();
    let mut left_out = false;
    for row in &listed[..shown] {
        let (said, cut) = row.write(columns, layout.width);
        out.push_str(&said);
        left_out |= cut;
    }
    if left_out {
        out.push_str("    what ends in ... is told whole by --redline\n");
    }
    if shown < listed.len() {
        out.push_str(&format!("    ... and {} more (--all)\n", listed.len() - shown));
    }
    let quiet = report.provisions.iter().filter(|provision| provision.is_quiet()).count();
    if !lists_quiet(report, layout) && quiet > 0 {
        let said = format!("    {quiet} that are the same in both, of any level, are not listed (--all)\n");
        out.push_str(&wrapped(&said, layout));
    }
    let mut signs = Wrapper::new("  signs: ", layout.width).hanging(4);
    for (at, sign) in SIGNS.iter().enumerate() {
        // Parted by two spaces, and never between a sign and its word.
        let sign = if at + 1 < SIGNS.len() { format!("{sign} ") } else { (*sign).to_owned() };
        signs.word(&sign, &sign, false);
    }
    out + &signs.finish()
}

/// One line of the list, or as many as its heading and what is said take.
struct Row {
    sign: &'static str,
    /// Plain, and as it is shown: with links.
    cite: (String, String),
    heading: String,
    said: String,
}

impl Row {
    /// The row, and whether some of what is said was left out.
    fn write(&self, columns: usize, width: usize) -> (String, bool) {
        let (heading, said) = (plain(&self.heading), plain(&self.said));
        let (cite, shown) = &self.cite;
        let padding = " ".repeat(columns.saturating_sub(cite.width()));
        let parts: Vec<&str> = [&*heading, &*said].into_iter().filter(|part| !part.is_empty()).collect();
        let after = parts.join(": ");
        let before = format!("  {} ", self.sign);
        if before.width() + cite.width() + padding.len() + 2 + after.width() <= width {
            return (format!("{}\n", format!("{before}{shown}{padding}  {after}").trim_end()), false);
        }
        // Under itself, unless that would leave a heading hardly any columns.
        let under = before.width() + columns + 2;
        let aligned = cite.width() <= columns && under + LEAST_HEADING <= width;
        let mut wrapper = Wrapper::new(&before, width).hanging(if aligned { under } else { FAR_IN });
        if aligned {
            wrapper.word(&format!("{cite}{padding} "), &format!("{shown}{padding} "), false);
        } else {
            wrapper.words(cite);
        }
        wrapper.words(&heading);
        let (said, left_out) = said_under(&said, width);
        (format!("{}{said}", wrapper.finish()), left_out)
    }
}

/// What is said of a provision on rows of its own, up to a few.
fn said_under(said: &str, width: usize) -> (String, bool) {
    if said.is_empty() {
        return (String::new(), false);
    }
    let mut wrapper = Wrapper::new(&" ".repeat(FAR_IN), width);
    wrapper.words(said);
    wrapper.few(MOST_SAID_ROWS)
}

fn lists_quiet(report: &Report, layout: &Layout) -> bool {
    layout.all || report.provisions.len() <= SHORT_BILL
}

/// What is listed; runs of sections with one fate share a line.
fn rows(report: &Report, layout: &Layout) -> Vec<Row> {
    let listed: Vec<&Provision> =
        report.provisions.iter().filter(|provision| lists_quiet(report, layout) || !provision.is_quiet()).collect();
    let fate = |provision: &Provision| if layout.all { None } else { shared_fate(provision) };
    let mut rows = Vec::new();
    for run in listed.chunk_by(|a, b| fate(a).is_some() && fate(a) == fate(b)) {
        match fate(run[0]) {
            Some(fate) if run.len() > 3 => rows.push(folded(run, fate)),
            _ => rows.extend(run.iter().map(|provision| row(report, provision, layout))),
        }
    }
    rows
}

/// What happened to a section, if it can be told of many at once.
fn shared_fate(provision: &Provision) -> Option<&'static str> {
    if provision.level != "section" || provision.accepted.is_some() {
        return None;
    }
    match provision.change.as_str() {
        "added" if provision.split_from.is_none() => Some("added"),
        "dropped" if provision.merged_into.is_none() => Some("dropped"),
        "unchanged" if provision.redesignated && !provision.moved && !provision.retitled => {
            Some("redesignated, same words")
        }
        _ => None,
    }
}

/// "Sec. 553-567  15 sections added (1,196 words)".
fn folded(run: &[&Provision], fate: &str) -> Row {
    let (first, last) = (run[0], run[run.len() - 1]);
    let cites =
        |side: fn(&Provision) -> Option<&Side>| Some(format!("{}-{}", side(first)?.cite, short(&side(last)?.cite)));
    let cite = match (cites(|p| p.old.as_ref()), cites(|p| p.new.as_ref())) {
        (Some(old), Some(new)) => format!("{old} -> {}", new.trim_start_matches("Sec. ")),
        (old, new) => old.or(new).unwrap_or_default(),
    };
    let words: usize = run.iter().filter_map(|provision| provision.side()).map(|side| side.words).sum();
    let size = if fate.ends_with("words") { String::new() } else { format!(" ({})", counted(words)) };
    let cite = plain(&cite).into_owned();
    Row {
        sign: sign(first),
        cite: (cite.clone(), cite),
        heading: format!("{} sections {fate}{size}", run.len()),
        said: String::new(),
    }
}

fn row(report: &Report, provision: &Provision, layout: &Layout) -> Row {
    let said = match provision.change.as_str() {
        "unchanged" if provision.is_quiet() => String::new(),
        "added" | "dropped" => {
            let words = provision.side().map_or(0, |side| side.words);
            format!("{} ({})", marks(report, provision), counted(words))
        }
        // The sign says "changed": only what is beside it is told.
        "changed" if marks(report, provision) == "changed" => what_changed(provision),
        "changed" => format!("{}; {}", marks(report, provision), what_changed(provision)),
        _ => marks(report, provision),
    };
    Row { sign: sign(provision), cite: cite(report, provision, layout), heading: heading(provision), said }
}

/// "Sec. 404 -> 403", plainly and with links to both places.
fn cite(report: &Report, provision: &Provision, layout: &Layout) -> (String, String) {
    let named = named_sides(report, provision).into_iter().enumerate();
    let cites = named.map(|(at, (path, side))| {
        let cite = if at == 0 { side.cite.clone() } else { short(&side.cite) };
        let cite = plain(&cite).into_owned();
        let linked = layout.linked(&cite, path, &side.location);
        (cite, linked)
    });
    let (plain, linked): (Vec<String>, Vec<String>) = cites.unzip();
    (plain.join(" -> "), linked.join(" -> "))
}
