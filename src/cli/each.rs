//! An option that is told once for all drafts, or once for each of two: `struck`, `struck,current`.

use std::str::FromStr;

use super::Failure;
use crate::Sides;

/// See the module's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each<T> {
    Both(T),
    Own(Sides<T>),
}

impl<T: FromStr<Err = String>> FromStr for Each<T> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Ok(match text.split_once(',') {
            Some((old, new)) => Self::Own(Sides { old: old.trim().parse()?, new: new.trim().parse()? }),
            None => Self::Both(text.trim().parse()?),
        })
    }
}

impl<T: Copy> Each<T> {
    pub fn sides(self) -> Sides<T> {
        match self {
            Self::Both(value) => Sides { old: value, new: value },
            Self::Own(sides) => sides,
        }
    }

    /// For the only draft that is read.
    ///
    /// # Errors
    /// It is told for each of two drafts.
    pub fn only(self, option: &'static str) -> Result<T, Failure> {
        match self {
            Self::Both(value) => Ok(value),
            Self::Own(_) => Err(Failure::OneDraft { option }),
        }
    }
}
