//! A matrix in the terminal: under each bill those that hold it, with the first of its provisions.

use super::{Matrix, Pair, Pairing, Side};
use crate::report::Layout;
use crate::report::summary::thousands;
use crate::report::terminal::{FAINT, HEAD, Wrapper, cut, pad, plain, styled};
use crate::twins::containment::FEW;

/// Bills named whose versions are there.
const MOST_BILLS: usize = 20;
/// Stock provisions named.
const MOST_STOCK: usize = 5;

pub(super) fn write<E>(
    matrix: &Matrix<'_>,
    most: usize,
    layout: &Layout,
    out: &mut impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    out(&versions(matrix, layout))?;
    let mut last: Option<&str> = None;
    for pair in matrix.pairs() {
        if last != Some(pair.of.bill) {
            let title = plain(pair.of.bill).into_owned();
            out(&format!("{}{}\n", if last.is_some() { "\n" } else { "" }, styled(&title, HEAD, layout.color)))?;
        }
        last = Some(pair.of.bill);
        out(&told(&pair, most, layout))?;
    }
    if last.is_some() {
        out("\n")?;
    }
    out(&foot(matrix, layout))
}

/// Bills of which several versions are there: what they share is no news.
fn versions(matrix: &Matrix<'_>, layout: &Layout) -> String {
    let several: Vec<_> = matrix.survey.bills.iter().filter(|bill| bill.versions.len() > 1).collect();
    if several.is_empty() {
        return String::new();
    }
    let mut out = styled("Versions of one bill, not held against each other", HEAD, layout.color) + "\n";
    for bill in several.iter().take(MOST_BILLS) {
        let names = bill.versions.iter().map(|&draft| {
            let draft = matrix.draft(draft);
            super::code(draft).map_or_else(|| draft.path.clone(), str::to_ascii_uppercase)
        });
        let names = names.collect::<Vec<_>>().join(", ");
        out.push_str(&wrapped("  ", 4, &format!("{}: {names}", bill.name), layout));
    }
    if several.len() > MOST_BILLS {
        out.push_str(&format!("  and {} more bills\n", thousands(several.len() - MOST_BILLS)));
    }
    out + "\n"
}

fn told(pair: &Pair<'_>, most: usize, layout: &Layout) -> String {
    let counts = [(pair.exact, "word for word"), (pair.near, "nearly"), (pair.within_longer, "within a longer one")];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, how)| format!("{} {how}", thousands(*count)))
        .collect();
    let stand = pair.exact + pair.near + pair.within_longer;
    let weighed = match percent(pair.weighed) {
        weighed if weighed == percent(pair.share) => String::new(),
        weighed => format!(" ({weighed} weighed by rarity)"),
    };
    let line = format!(
        "{}{weighed} {}in {}{}: {} of {} provisions ({})",
        percent(pair.share),
        version(&pair.of),
        pair.within.bill,
        said(&pair.within),
        thousands(stand),
        thousands(pair.provisions),
        counts.join(", ")
    );
    let mut out = wrapped("  ", 4, &line, layout);
    // What is rarest says most; then the longest.
    let mut order: Vec<&Pairing<'_>> = pair.twins.iter().collect();
    order.sort_by_key(|twin| (twin.bills, std::cmp::Reverse(twin.words)));
    let mut shown: Vec<&Pairing<'_>> = order.into_iter().take(most).collect();
    shown.sort_by_key(|twin| twin.of.line);
    let columns = shown.iter().map(|twin| twin.of.cite.chars().count()).max().unwrap_or(0).min(30);
    for twin in &shown {
        out.push_str(&row(twin, columns, layout));
    }
    let left = pair.twins.len() - shown.len();
    if left > 0 {
        let more = format!("      {} more (--most {} shows them)", thousands(left), pair.twins.len());
        out.push_str(&format!("{}\n", styled(&more, FAINT, layout.color)));
    }
    out
}

/// "Sec. 2   = Sec. 1203  [in 4 bills]  Reports".
fn row(twin: &Pairing<'_>, columns: usize, layout: &Layout) -> String {
    let (sign, share) = match twin.kind {
        "exact" => ("=", String::new()),
        "near" => ("~", format!(" ({})", percent(twin.share))),
        _ => ("<", format!(" ({})", percent(twin.share))),
    };
    let bills =
        if twin.bills > FEW { format!(" [in {} bills]", thousands(twin.bills as usize)) } else { String::new() };
    let heading = if twin.of.cite.ends_with(twin.of.heading) { "" } else { twin.of.heading };
    let cite = plain(twin.of.cite).replace('\n', " ");
    let first = format!("      {} {sign} ", pad(&cut(&cite, columns), columns));
    let mut wrapper = Wrapper::new(&first, layout.width);
    wrapper.words(&plain(&format!("{}{share}{bills}", twin.within.cite)));
    if !heading.is_empty() {
        // Two blanks before what it is about.
        wrapper.word(" ", " ", true);
        wrapper.words(&plain(heading));
    }
    wrapper.finish()
}

/// "of its EH ".
fn version(side: &Side<'_>) -> String {
    side.version_code.map_or_else(String::new, |code| format!("of its {} ", code.to_ascii_uppercase()))
}

/// ", ENR".
fn said(side: &Side<'_>) -> String {
    side.version_code.map_or_else(String::new, |code| format!(", {}", code.to_ascii_uppercase()))
}

fn foot(matrix: &Matrix<'_>, layout: &Layout) -> String {
    let files = &matrix.files;
    let mut told = vec![format!(
        "{} of bills, {} bills, {} pairs with {} or more.",
        counted(files.read, "file"),
        thousands(matrix.survey.bills.len()),
        thousands(matrix.holdings.len()),
        percent(matrix.least)
    )];
    if matrix.below > 0 {
        told.push(format!("{} more pairs share less (--least 0 tells them).", thousands(matrix.below)));
    }
    if matrix.common > 0 {
        told.push(format!(
            "{} more pairs share nothing but what more than {FEW} bills have, and that is less than half of the first (--least 0 tells them).",
            thousands(matrix.common)
        ));
    }
    if files.aside > 0 {
        told.push(format!("{} left aside: another format of a version that is there.", counted(files.aside, "file")));
    }
    if files.skipped > 0 {
        let are = if files.skipped == 1 { "is no bill" } else { "are no bills" };
        told.push(format!("{} {are} and passed over.", counted(files.skipped, "file")));
    }
    told.extend(matrix.limits.iter().cloned());
    let mut out = String::new();
    if !matrix.holdings.is_empty() {
        let signs = "= word for word; ~ nearly; < within a longer provision. A provision that stands in n bills, n more than \
                     3, counts 3/n of its words where shares are weighed by rarity.";
        out.push_str(&wrapped("", 2, signs, layout));
    }
    out.push_str(&wrapped("", 2, &told.join(" "), layout));
    let stock: Vec<_> = matrix.stock().take(MOST_STOCK).collect();
    for stock in &stock {
        let heading = if stock.heading.is_empty() { stock.cite } else { stock.heading };
        let line = format!("in {} bills: {heading} (as {}, {})", thousands(stock.bills), stock.bill, stock.cite);
        out.push_str(&wrapped("  ", 4, &line, layout));
    }
    for failed in &files.failed {
        out.push_str(&format!("NOT READ: {}\n", plain(&failed.error).replace('\n', " ")));
    }
    out
}

fn wrapped(first: &str, hanging: usize, text: &str, layout: &Layout) -> String {
    let mut wrapper = Wrapper::new(first, layout.width).hanging(hanging);
    wrapper.words(&plain(text));
    wrapper.finish()
}

fn counted(count: usize, what: &str) -> String {
    format!("{} {what}{}", thousands(count), if count == 1 { "" } else { "s" })
}

/// Less than all is never told as all, and more than nothing never as nothing.
fn percent(share: f32) -> String {
    match (share * 100.0).floor() as u32 {
        0 if share > 0.0 => "< 1 %".to_owned(),
        whole => format!("{} %", whole.min(100)),
    }
}
