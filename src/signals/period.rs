//! Lengths of time and how often: "5 years", "a 30-day period", "quarterly".

use super::line::{Line, Phrase, mix};
use super::vocabulary::Core;
use super::{Kind, time};

const HOW_OFTEN: [&str; 11] = [
    "annual",
    "annually",
    "quarterly",
    "monthly",
    "weekly",
    "daily",
    "biennial",
    "biennially",
    "semiannual",
    "semiannually",
    "biannually",
];

pub fn begins(core: &Core) -> bool {
    time::is_number(&core.text) || time::is_hyphened(&core.text) || HOW_OFTEN.contains(&core.text.as_str())
}

pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    let length = if HOW_OFTEN.contains(&line.word(at)) { 1 } else { time::span(line, at)? };
    // "14 years of age" is no length of time.
    if line.says(at + length, &["of", "age"]) {
        return None;
    }
    let key = mix((at..at + length).map(|at| time::form(line, at)));
    Some(Phrase { kind: Kind::Period, words: at..at + length, key, value: None })
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::phrases;
    use super::*;

    #[test]
    fn lengths_of_time() {
        let found = |text| phrases(text, begins, at).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
        assert_eq!(
            found("for 5 years, a 30-day period, quarterly, by persons of 14 years of age"),
            ["5 years,", "30-day", "quarterly,"]
        );
    }

    #[test]
    fn a_number_in_words_says_what_its_figure_says() {
        let text = "for three years, for 3 years, for thirty days, for 30 days, for 4 years";
        let keys: Vec<u64> = phrases(text, begins, at).into_iter().map(|(_, found)| found.key).collect();
        assert_eq!((keys[0], keys[2]), (keys[1], keys[3]));
        assert_ne!(keys[0], keys[4]);
    }
}
