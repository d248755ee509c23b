//! The concordance: old number, new number, of every provision that bears another one; with `all` of every unit.

use super::model::{Provision, Report, Side};
use super::terminal::{pad, plain};

/// Citations longer than this do not widen their column.
const MOST_COLUMNS: usize = 40;
/// What stands for a provision that the other draft does not have.
const NONE: &str = "-";

/// Writes the table, in the new draft's reading order.
pub fn write(report: &Report, all: bool) -> String {
    let mut rows: Vec<[String; 3]> = vec![["old".to_owned(), "new".to_owned(), "heading".to_owned()]];
    report.provisions.iter().filter(|provision| all || bears_another(provision)).for_each(|unit| rows.push(row(unit)));
    for unit in &report.provisions {
        let mut open: Vec<&Provision> = unit.children.iter().rev().collect();
        while let Some(inner) = open.pop() {
            if inner.redesignated {
                rows.push(row(inner));
            }
            open.extend(inner.children.iter().rev());
        }
    }
    if rows.len() == 1 {
        return "Every provision has the number it had.\n".to_owned();
    }
    let widest =
        |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0).min(MOST_COLUMNS);
    let columns = [widest(0), widest(1)];
    let line = |[old, new, heading]: &[String; 3]| {
        let line = format!("{}  {}  {heading}", pad(old, columns[0]), pad(new, columns[1]));
        format!("{}\n", plain(line.trim_end()))
    };
    rows.iter().map(line).collect()
}

/// A unit with another number, or that only one draft has.
fn bears_another(unit: &Provision) -> bool {
    unit.redesignated || unit.old.is_none() || unit.new.is_none()
}

fn row(provision: &Provision) -> [String; 3] {
    let cite = |side: &Option<Side>| side.as_ref().map_or(NONE.to_owned(), |side| side.cite.clone());
    let heading = provision.side().and_then(|side| side.heading.clone()).unwrap_or_default();
    [cite(&provision.old), cite(&provision.new), heading]
}
