//! Appropriations headings: which of three ranks a centred heading has.
//!
//! The drafting offices know a major heading (a department), an intermediate one (a bureau) and a small one
//! (an account). In print they are capitals, capitals and small capitals, and small capitals; GPO's text
//! renders these as capitals, initial capitals, and lower case. That case is all there is to tell them apart.

use crate::bill::Level;

/// The level at which a heading of its rank is opened; the builder settles the final one.
pub(crate) fn rank(heading: &str) -> Level {
    let letters = || heading.chars().filter(|c| c.is_alphabetic());
    if letters().all(char::is_uppercase) {
        return Level::Department;
    }
    // Names keep their capitals in a small heading ("payment to the American Institute"): most words decide.
    let words =
        heading.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '.').filter(|w| w.len() > LITTLE_WORD);
    let (mut low, mut high) = (0, 0);
    for word in words {
        match word.chars().find(|c| c.is_alphabetic()) {
            Some(c) if c.is_lowercase() => low += 1,
            Some(_) => high += 1,
            None => {}
        }
    }
    if low > high { Level::Account } else { Level::Agency }
}

/// Words up to this long ("of", "and", "the") are lower case in every heading.
const LITTLE_WORD: usize = 3;

/// "(including transfer of funds)": goes on with the heading before it.
pub(crate) fn is_parenthetical(heading: &str) -> bool {
    heading.starts_with('(') && heading.ends_with(')')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_tells_the_rank() {
        assert_eq!(rank("DEPARTMENT OF LABOR"), Level::Department);
        assert_eq!(rank("Office of the Under Secretary for Food Safety"), Level::Agency);
        assert_eq!(rank("salaries and expenses"), Level::Account);
        assert_eq!(rank("U.S. Customs and Border Protection"), Level::Agency);
        assert_eq!(rank("(including transfer of funds)"), Level::Account);
    }
}
