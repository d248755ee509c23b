//! Anchors: `#sec-403` is section 403 of the new draft; `#old-sec-403` a dropped section whose number the new
//! draft gave to another.

use rustc_hash::FxHashSet;

use super::super::history::{Course, History};
use super::super::model::{Provision, Report};
use super::super::three::Three;

/// Longest anchor, in bytes: an account is cited with two long headings.
const LONGEST: usize = 80;

/// An anchor for each provision, none twice.
pub fn of(report: &Report) -> Vec<String> {
    let mut taken: FxHashSet<String> = report.provisions.iter().filter_map(of_new).collect();
    // The page's own anchors.
    taken.insert("changes".to_owned());
    let mut given = FxHashSet::default();
    report
        .provisions
        .iter()
        .map(|provision| {
            let wanted = of_new(provision).unwrap_or_else(|| of_dropped(provision, &taken));
            let address = free(&wanted, &given);
            given.insert(address.clone());
            address
        })
        .collect()
}

/// An anchor for each row of three drafts: that of the first draft's report, or `second-` before that of the second's.
pub fn of_three(three: &Three) -> Vec<String> {
    let (first, second) = (of(&three.first), of(&three.second));
    let mut given: FxHashSet<String> = first.iter().cloned().collect();
    let rows = three.rows.iter().map(|row| match (row.first, row.second) {
        (Some(at), _) => first[at].clone(),
        (None, at) => {
            let address = free(&format!("second-{}", at.map_or("", |at| &second[at])), &given);
            given.insert(address.clone());
            address
        }
    });
    rows.collect()
}

/// An anchor for each provision of a history, by the last number that it bore; one that the last version has comes first.
pub fn of_history(history: &History) -> Vec<String> {
    let of = |course: &Course| slug(course.side().map_or("", |side| &side.cite), &course.level);
    let is_last = |course: &Course| course.stages.last().is_some_and(|stage| stage.is_there());
    let own = ["changes", "notes"].map(str::to_owned);
    let last = history.provisions.iter().filter(|course| is_last(course)).map(of);
    let taken: FxHashSet<String> = last.chain(own.clone()).collect();
    let mut given = FxHashSet::from_iter(own);
    let address = |course: &Course| {
        let wanted = of(course);
        let wanted = if !is_last(course) && taken.contains(&wanted) { format!("old-{wanted}") } else { wanted };
        let address = free(&wanted, &given);
        given.insert(address.clone());
        address
    };
    history.provisions.iter().map(address).collect()
}

fn of_new(provision: &Provision) -> Option<String> {
    provision.new.as_ref().map(|side| slug(&side.cite, &provision.level))
}

fn of_dropped(provision: &Provision, taken: &FxHashSet<String>) -> String {
    let own = slug(provision.old.as_ref().map_or("", |side| &side.cite), &provision.level);
    if taken.contains(&own) { format!("old-{own}") } else { own }
}

fn free(wanted: &str, given: &FxHashSet<String>) -> String {
    let numbered = (2..).map(|count| format!("{wanted}-{count}"));
    std::iter::once(wanted.to_owned()).chain(numbered).find(|name| !given.contains(name)).unwrap_or_default()
}

/// "Division A, Sec. 101" as "division-a-sec-101": letters and figures alone, whatever a draft holds.
fn slug(cite: &str, level: &str) -> String {
    let mut out = String::new();
    for c in cite.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() >= LONGEST {
            break;
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { level.replace(|c: char| !c.is_ascii_alphanumeric(), "-") } else { out.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_citation_becomes_an_anchor() {
        assert_eq!(slug("Sec. 403", "section"), "sec-403");
        assert_eq!(slug("Division A, Sec. 101", "section"), "division-a-sec-101");
        assert_eq!(slug("\" onclick=alert(1)", "section"), "onclick-alert-1");
        assert_eq!(slug("漢字", "account"), "account");
    }
}
