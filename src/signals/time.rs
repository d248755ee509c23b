//! What deadlines, dates and periods are made of: numbers, units of time, months.

use super::line::Line;

const NUMBERS: [&str; 28] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "eighteen",
    "twenty",
    "thirty",
    "forty",
    "forty-five",
    "fifty",
    "sixty",
    "ninety",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "half",
];
const UNITS: [&str; 8] = ["day", "week", "month", "quarter", "year", "hour", "minute", "decade"];
/// Words between a number and its unit: "30 calendar days".
const QUALIFIERS: [&str; 12] = [
    "calendar",
    "business",
    "legislative",
    "session",
    "working",
    "consecutive",
    "full",
    "additional",
    "taxable",
    "academic",
    "program",
    "school",
];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

pub fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
        || NUMBERS.contains(&word)
}

/// Equal for "three" and "3", "day" and "days": any other word is known by itself.
pub fn form(line: &Line<'_>, at: u32) -> u64 {
    const UP_TO_FIFTEEN: usize = 12;
    const LARGER: [(&str, u64); 9] = [
        ("fifteen", 15),
        ("eighteen", 18),
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("forty-five", 45),
        ("fifty", 50),
        ("sixty", 60),
        ("ninety", 90),
    ];
    /// Numbers are told from words, whose ids have 32 bits.
    const NUMBER: u64 = 1 << 40;
    let word = line.word(at);
    let written = NUMBERS[..UP_TO_FIFTEEN].iter().position(|&number| number == word).map(|at| at as u64 + 1);
    let number = written
        .or_else(|| LARGER.iter().find(|(number, _)| *number == word).map(|(_, value)| *value))
        .or_else(|| word.parse().ok());
    number.map_or(u64::from(line.draft.words.forms[at as usize]), |number| NUMBER | number)
}

pub fn is_unit(word: &str) -> bool {
    UNITS.contains(&word.strip_suffix('s').unwrap_or(word))
        || UNITS.iter().any(|unit| word.strip_prefix(unit) == Some("s'"))
}

/// "180-day", "5-year", "two-year".
pub fn is_hyphened(word: &str) -> bool {
    word.rsplit_once('-').is_some_and(|(number, unit)| {
        is_unit(unit) && is_number(number.rsplit_once('-').map_or(number, |(_, last)| last))
    })
}

pub fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

/// A year from 1776 on.
pub fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) && ("1776".."2200").contains(&word)
}

/// How many words of "30 days", "30 calendar days", "a 5-year" stand at `at`.
pub fn span(line: &Line<'_>, at: u32) -> Option<u32> {
    if is_hyphened(line.word(at)) {
        return Some(1);
    }
    if !is_number(line.word(at)) {
        return None;
    }
    let skip = (1..=2).take_while(|&on| QUALIFIERS.contains(&line.word(at + on))).count() as u32;
    is_unit(line.word(at + 1 + skip)).then_some(2 + skip)
}

/// How many words of "January 15, 2030", "January 2030", "January 15" stand at `at`.
pub fn date(line: &Line<'_>, at: u32) -> Option<u32> {
    if !is_month(line.word(at)) || !line.is_capital(at) {
        return None;
    }
    let day = line.word(at + 1);
    if is_year(day) {
        return Some(2);
    }
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if day.is_empty() || day.len() > 2 || !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(if is_year(line.word(at + 2)) { 3 } else { 2 })
}
