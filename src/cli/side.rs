//! `--side`: which text of a reported bill is read.

use std::str::FromStr;

use super::Failure;
use crate::bill::Bill;
use crate::read::{NO_STRUCK_TEXT, NO_SUCH_TEXT, ReadOptions, Side};

/// A text of a reported bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    Current,
    Struck,
    /// One of several committees' texts, from 1.
    Committee(usize),
}

impl FromStr for Text {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "current" => Ok(Self::Current),
            "struck" => Ok(Self::Struck),
            number => match number.parse() {
                Ok(number) if number > 0 => Ok(Self::Committee(number)),
                _ => Err("it is current, struck, the number of a committee's text (2), or one of these for each draft (struck,current)".to_owned()),
            },
        }
    }
}

impl Text {
    /// The same options, with this side.
    pub fn of(self, options: ReadOptions) -> ReadOptions {
        match self {
            Self::Current => options,
            Self::Struck => ReadOptions { side: Side::Struck, ..options },
            Self::Committee(number) => ReadOptions { committee_text: Some(number), ..options },
        }
    }
}

/// What a draft lacks of the side it was asked for.
pub fn absent(bill: &Bill) -> Option<Failure> {
    let note = bill.notes.iter().find(|note| [NO_STRUCK_TEXT, NO_SUCH_TEXT].contains(&note.code))?;
    Some(Failure::NoSuchSide { path: bill.source.path.clone(), problem: note.message.clone() })
}

#[cfg(test)]
mod tests {
    use super::Text;
    use crate::Sides;
    use crate::cli::each::Each;

    #[test]
    fn one_side_for_both_drafts_or_one_for_each() {
        assert_eq!("struck".parse(), Ok(Each::Both(Text::Struck)));
        assert_eq!("struck, 2".parse(), Ok(Each::Own(Sides { old: Text::Struck, new: Text::Committee(2) })));
        for wrong in ["", "0", "old", "current,", "current,struck,2"] {
            assert!(wrong.parse::<Each<Text>>().is_err(), "{wrong}");
        }
    }
}
