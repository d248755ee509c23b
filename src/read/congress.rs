//! The number of a congress, in figures or spelt out as enrolled bills have it.

/// "118th CONGRESS", "118", or spelt out as enrolled bills have it.
pub(super) fn parse_congress(text: &str) -> Option<u16> {
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok().or_else(|| spelt_congress(text))
}

/// "One Hundred Sixteenth Congress of the United States of America" as 116.
pub(super) fn spelt_congress(text: &str) -> Option<u16> {
    const ONES: [&str; 20] = [
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    const TENS: [&str; 10] = ["", "", "twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"];
    let lower = text.to_ascii_lowercase();
    let (_, tail) = lower.split_once("hundred")?;
    let mut total = 100;
    for word in tail.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty() && *word != "and").take(2)
    {
        if let Some(ones) = ONES.iter().position(|name| *name == word) {
            return Some(total + ones as u16);
        }
        let stem = word.strip_suffix("ieth").or_else(|| word.strip_suffix('y'))?;
        total += 10 * TENS.iter().position(|name| !name.is_empty() && *name == stem)? as u16;
        if word.ends_with("ieth") {
            return Some(total);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn congresses_in_figures_and_words() {
        assert_eq!(parse_congress("116th CONGRESS"), Some(116));
        assert_eq!(parse_congress("One Hundred Sixteenth Congress of the United States of America"), Some(116));
        assert_eq!(parse_congress("One Hundred Twenty-first Congress"), Some(121));
        assert_eq!(parse_congress("One Hundred Twentieth Congress"), Some(120));
        assert_eq!(parse_congress("Congress"), None);
    }
}
