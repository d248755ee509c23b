//! Fiscal years: "fiscal year 2030", "fiscal years 2030 through 2034".

use super::line::{Line, Phrase};
use super::vocabulary::Core;
use super::{Kind, time};

pub fn begins(core: &Core) -> bool {
    core.text == "fiscal"
}

pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    let length = words(line, at)?;
    line.phrase(Kind::FiscalYear, at..at + length)
}

/// How many words a list of fiscal years has that begins at `at`. A law's name ("... Act for Fiscal Year 2030")
/// is none.
pub fn words(line: &Line<'_>, at: u32) -> Option<u32> {
    if line.word(at) != "fiscal" || !matches!(line.word(at + 1), "year" | "years") {
        return None;
    }
    if line.is_capital(at) && line.before(at, 1) == "for" && line.before(at, 2) == "act" {
        return None;
    }
    let mut end = at + 2;
    let mut last = None;
    while end < line.to && end < at + 40 {
        match line.word(end) {
            word if time::is_year(word) => last = Some(end + 1),
            "and" | "or" | "through" | "to" | "of" => {}
            _ => break,
        }
        end += 1;
    }
    last.map(|end| end - at)
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::phrases;
    use super::*;

    #[test]
    fn a_list_of_fiscal_years_is_one() {
        let found = |text| phrases(text, begins, at).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
        assert_eq!(
            found(
                "for each of fiscal years 2030, 2031, and 2032 and for fiscal year 2034; the Orchard Act for Fiscal Year 2029"
            ),
            ["fiscal years 2030, 2031, and 2032", "fiscal year 2034;"]
        );
    }
}
