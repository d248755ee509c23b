//! What is said of a signal: the bill's own words, and what can be computed of them.

use super::{Kind, Signal, Value};
use crate::Sides;

/// What became of an amount, in hundredths of the unit of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmountChange {
    pub delta: i64,
    /// In tenths of a percent of the old amount, rounded; none where the old one is nothing.
    pub permille: Option<i64>,
}

/// Difference and share of two amounts.
pub fn change_of(old: i64, new: i64) -> AmountChange {
    let delta = new.saturating_sub(old);
    let permille = (old != 0).then(|| {
        let (scaled, old) = (i128::from(delta) * 1000, i128::from(old));
        let half = if (scaled < 0) == (old < 0) { old / 2 } else { -old / 2 };
        ((scaled + half) / old) as i64
    });
    AmountChange { delta, permille }
}

/// One line that says why a signal is told. `text` holds its words on either side.
pub fn reason(signal: &Signal, text: Sides<Option<&str>>) -> String {
    let told = match text {
        Sides { old: Some(_), new: Some(new) } if signal.kind == Kind::Definition => {
            return format!("definition of {} changed", term(new));
        }
        Sides { old: Some(old), new: Some(new) } => format!("{old} -> {new}"),
        Sides { old: None, new: Some(new) } if signal.kind == Kind::Definition => {
            return format!("definition of {} added", term(new));
        }
        Sides { old: Some(old), new: None } if signal.kind == Kind::Definition => {
            return format!("definition of {} dropped", term(old));
        }
        Sides { old: None, new: Some(new) } => format!("{new} added"),
        Sides { old: Some(old), new: None } => format!("{old} removed"),
        Sides { old: None, new: None } => String::new(),
    };
    match signal.value {
        Sides { old: Some(Value::Cents(old)), new: Some(Value::Cents(new)) } if signal.kind == Kind::Amount => {
            format!("{told}, {}", money_change(old, new))
        }
        Sides { old: Some(Value::Force(old)), new: Some(Value::Force(new)) } => {
            let direction = match old.cmp(&new) {
                std::cmp::Ordering::Less => "stronger",
                std::cmp::Ordering::Greater => "weaker",
                std::cmp::Ordering::Equal => "as strong",
            };
            format!("{told}: {} to {}, {direction}", old.name(), new.name())
        }
        // "May" alone permits; after "none of the funds" it forbids.
        Sides { old: Some(Value::Force(force)), new: None } | Sides { old: None, new: Some(Value::Force(force)) } => {
            format!("{told}: {}", force.name())
        }
        _ => told,
    }
}

/// "+$2,000,000 (+3.4 %)".
pub fn money_change(old: i64, new: i64) -> String {
    let change = change_of(old, new);
    let share = change.permille.map_or_else(String::new, |permille| format!(" ({})", percent(permille)));
    format!("{}{share}", signed_money(change.delta))
}

/// Tenths of a percent as "+3.4 %".
pub fn percent(permille: i64) -> String {
    let sign = if permille < 0 { '-' } else { '+' };
    format!("{sign}{}.{} %", permille.unsigned_abs() / 10, permille.unsigned_abs() % 10)
}

/// "+$2,000,000".
pub fn signed_money(cents: i64) -> String {
    format!("{}{}", if cents < 0 { '-' } else { '+' }, money(cents.saturating_abs()))
}

/// "$2,000,000" or "$1.50".
pub fn money(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let (whole, part) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    let digits = whole.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if part == 0 { format!("{sign}${grouped}") } else { format!("{sign}${grouped}.{part:02}") }
}

/// The quoted words that a definition begins with.
fn term(text: &str) -> &str {
    let close = text.char_indices().skip(1).find(|(_, c)| matches!(c, '"' | '\'')).map(|(at, c)| at + c.len_utf8());
    close.map_or(text, |close| &text[..close])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_grouped_and_shares_are_rounded() {
        assert_eq!(money_change(61_200_000_000, 59_840_000_000), "-$13,600,000 (-2.2 %)");
        assert_eq!(money_change(0, 500), "+$5");
        assert_eq!(money(150), "$1.50");
        assert_eq!(change_of(300, 400).permille, Some(333));
        assert_eq!(change_of(300, 200).permille, Some(-333));
    }
}
