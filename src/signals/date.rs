//! Dates and years that no deadline holds: "January 1, 2030", "calendar year 2030".

use super::line::{Line, Phrase};
use super::vocabulary::{Core, End};
use super::{Kind, time};

pub fn begins(core: &Core) -> bool {
    time::is_month(&core.text) && core.capital || time::is_year(&core.text)
}

pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    let length = match time::date(line, at) {
        Some(length) => length,
        None if time::is_year(line.word(at)) && !names_a_law(line, at) => 1,
        None => return None,
    };
    line.phrase(Kind::Date, at..at + length)
}

/// "The Act of 2018", "Appropriations Act, 2024", "Stat. 1998", "section 2001": no year of time.
fn names_a_law(line: &Line<'_>, at: u32) -> bool {
    let (before, second) = (line.before(at, 1), line.before(at, 2));
    before == "act"
        || line.word(at + 1) == "act" && line.is_capital(at + 1) && line.end(at) == End::None
        || before == "year" && second == "fiscal"
        || second == "act" && before == "of"
        || second == "amendments" && before == "of"
        || matches!(
            before,
            "section" | "sections" | "stat" | "u.s.c" | "title" | "chapter" | "amendments" | "resolution"
        )
        || line.raw(at).starts_with('(')
        || super::reference::is_designator(line.raw(at)) && matches!(second, "section" | "sections")
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::phrases;
    use super::*;

    #[test]
    fn dates_and_no_years_of_laws() {
        let found = |text| phrases(text, begins, at).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
        assert_eq!(
            found("from May 1, 2030, through 2032 under the Orchard Act of 2029 and section 2001"),
            ["May 1, 2030,", "2032"]
        );
        assert_eq!(found("may 2 persons march"), Vec::<String>::new());
    }
}
