//! Amounts of money, whole: "$1,250,000", "$5 million", and floor notes "(increased by $10,000,000)".

use super::line::{Line, Phrase};
use super::vocabulary::{Core, End};
use super::{Kind, Value};

/// The words that a floor amendment prints before its figure.
const NOTED: [&str; 3] = ["increased", "reduced", "decreased"];

pub fn begins(core: &Core) -> bool {
    core.text.starts_with(['$', '£', '€'])
        || core.text.contains("—$")
        || is_bare(core)
        || NOTED.contains(&core.text.as_str()) && core.opens
}

pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    if NOTED.contains(&line.word(at)) {
        return floor_note(line, at);
    }
    let (value, words) = figure(line, at)?;
    Some(Phrase {
        kind: Kind::Amount,
        words: at..at + words,
        key: value.unsigned_abs(),
        value: Some(Value::Cents(value)),
    })
}

/// "(increased by $10,000,000)" is a note on a floor amendment and not the appropriation.
fn floor_note(line: &Line<'_>, at: u32) -> Option<Phrase> {
    let (value, words) = figure(line, at + 2).filter(|_| line.word(at + 1) == "by")?;
    let value = if line.word(at) == "increased" { value } else { -value };
    let key = (value as u64).rotate_left(32) ^ 1;
    Some(Phrase { kind: Kind::FloorNote, words: at..at + 2 + words, key, value: Some(Value::Cents(value)) })
}

/// Hundredths of the unit of money, and how many words say it.
fn figure(line: &Line<'_>, at: u32) -> Option<(i64, u32)> {
    // A floor note may be cut off: "(reduced".
    let core = (at < line.to).then(|| line.draft.core(at))?;
    let word = line.word(at);
    // "Removal of defective commodities—$1,660,000": a dash parts no words.
    let signed = word.rsplit_once('—').map_or(word, |(_, figure)| figure).strip_prefix(['$', '£', '€']);
    let text = signed.or(is_bare(core).then_some(core.text.as_str()))?;
    let (mut text, mut words) = (text, 1);
    if text.is_empty() {
        (text, words) = (line.word(at + 1), 2);
    }
    let (number, scale) = text.split_once('-').unwrap_or((text, ""));
    let scale = match (scale, line.word(at + words)) {
        ("", next) => scale_of(next).inspect(|_| words += 1).unwrap_or(1),
        (scale, _) => scale_of(scale)?,
    };
    Some((cents(number)?.checked_mul(scale)?, words))
}

/// "4,035,000,000:", a sum whose sign the print left out: a million or more that counts no thing.
fn is_bare(core: &Core) -> bool {
    let groups = core.text.split(',').count();
    groups >= 3 && core.end >= End::Comma && core.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
}

fn scale_of(word: &str) -> Option<i64> {
    Some(match word {
        "thousand" => 1_000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        "trillion" => 1_000_000_000_000,
        _ => return None,
    })
}

fn cents(number: &str) -> Option<i64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit() || byte == b',') {
        return None;
    }
    let whole = whole
        .bytes()
        .filter(u8::is_ascii_digit)
        .try_fold(0i64, |sum, digit| sum.checked_mul(10)?.checked_add(i64::from(digit - b'0')))?;
    if !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut digits = part.bytes().map(|digit| i64::from(digit - b'0'));
    let part = digits.next().unwrap_or(0) * 10 + digits.next().unwrap_or(0);
    whole.checked_mul(100)?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::phrases;
    use super::*;

    #[test]
    fn a_whole_amount_and_never_digits_of_it() {
        let amounts = |text| phrases(text, begins, at).into_iter().map(|(_, phrase)| phrase.value).collect::<Vec<_>>();
        assert_eq!(
            amounts("the sum of $612,000,000, and $5.5 million;"),
            [Some(Value::Cents(61_200_000_000)), Some(Value::Cents(550_000_000))]
        );
        assert_eq!(amounts("not $ or $x"), []);
        assert_eq!(amounts("defective goods—$1,660;"), [Some(Value::Cents(166_000))]);
    }

    #[test]
    fn a_floor_note_is_no_amount() {
        let found = phrases("$3,000,000 (increased by $1,000) (reduced by $1,000)", begins, at);
        let kinds: Vec<Kind> = found.iter().map(|(_, phrase)| phrase.kind).collect();
        assert_eq!(kinds, [Kind::Amount, Kind::FloorNote, Kind::FloorNote]);
        assert_eq!(found[2].1.value, Some(Value::Cents(-100_000)));
    }
}
