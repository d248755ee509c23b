//! Front matter: who a bill is. None of it is a word of the legal text.

use super::{Place, VersionCode};

/// The format a bill was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Bill DTD, resolution DTD or amendment DTD XML (House and Senate drafting offices).
    BillDtd,
    /// United States Legislative Markup 2.x.
    Uslm,
    /// GPO plain text, in `<pre>` or bare.
    GpoText,
    /// PDF: GPO's print, or a draft printed to PDF.
    Pdf,
}

impl Format {
    pub fn name(self) -> &'static str {
        match self {
            Self::BillDtd => "bill-dtd",
            Self::Uslm => "uslm",
            Self::GpoText => "gpo-text",
            Self::Pdf => "pdf",
        }
    }

    /// GPO's text rendition is ASCII: accents are lost in it.
    pub fn holds_accents(self) -> bool {
        self != Self::GpoText
    }
}

/// The eight kinds of bill and resolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BillType {
    Hr,
    S,
    Hjres,
    Sjres,
    Hconres,
    Sconres,
    Hres,
    Sres,
}

impl BillType {
    const ALL: [Self; 8] =
        [Self::Hjres, Self::Sjres, Self::Hconres, Self::Sconres, Self::Hres, Self::Sres, Self::Hr, Self::S];

    /// The code of package ids: "hr", "sjres".
    pub fn code(self) -> &'static str {
        match self {
            Self::Hr => "hr",
            Self::S => "s",
            Self::Hjres => "hjres",
            Self::Sjres => "sjres",
            Self::Hconres => "hconres",
            Self::Sconres => "sconres",
            Self::Hres => "hres",
            Self::Sres => "sres",
        }
    }

    /// As cited: "H.R.", "S.J.Res.".
    pub fn cited(self) -> &'static str {
        match self {
            Self::Hr => "H.R.",
            Self::S => "S.",
            Self::Hjres => "H.J.Res.",
            Self::Sjres => "S.J.Res.",
            Self::Hconres => "H.Con.Res.",
            Self::Sconres => "S.Con.Res.",
            Self::Hres => "H.Res.",
            Self::Sres => "S.Res.",
        }
    }

    /// Whether the bill began in the House.
    pub fn is_house(self) -> bool {
        self.code().starts_with('h')
    }

    /// Reads "H. R. 1500", "S.J. Res. 4", "hr1500": the type and the number, spaces and dots aside.
    pub fn parse_citation(text: &str) -> Option<(Self, u32)> {
        let squeezed: String =
            text.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
        // The longest code first: "hres99" is no "hr".
        Self::ALL.into_iter().find_map(|kind| {
            let digits = squeezed.strip_prefix(kind.code())?;
            Some((kind, digits.parse().ok()?))
        })
    }
}

/// Who a bill is, as far as its source tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    pub format: Format,
    pub congress: Option<u16>,
    pub bill_type: Option<BillType>,
    pub number: Option<u32>,
    pub version: Option<VersionCode>,
    /// ISO 8601, of the last action told in the front matter.
    pub date: Option<String>,
    /// The long title ("To authorize ...").
    pub title: Option<String>,
    /// Set for documents that only amend a bill and hold no whole text of it.
    pub fragment: bool,
}

impl FrontMatter {
    pub fn new(format: Format) -> Self {
        Self {
            format,
            congress: None,
            bill_type: None,
            number: None,
            version: None,
            date: None,
            title: None,
            fragment: false,
        }
    }

    /// "H.R. 5743, 112th Congress", as far as it is known.
    pub fn citation(&self) -> Option<String> {
        let mut out = format!("{} {}", self.bill_type?.cited(), self.number?);
        if let Some(congress) = self.congress {
            out.push_str(&format!(", {} Congress", ordinal(congress)));
        }
        Some(out)
    }
}

/// "112th", "103d", "101st".
fn ordinal(n: u16) -> String {
    let suffix = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2 | 3, _) => "d",
        _ => "th",
    };
    format!("{n}{suffix}")
}

/// The file a bill was read from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// As it was named.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// Something the reader could not tell for certain, or left out on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// A stable key: "struck-text-set-aside".
    pub code: &'static str,
    pub message: String,
    pub place: Place,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_are_read_longest_type_first() {
        assert_eq!(BillType::parse_citation("H. RES. 67"), Some((BillType::Hres, 67)));
        assert_eq!(BillType::parse_citation("H. R. 1500"), Some((BillType::Hr, 1500)));
        assert_eq!(BillType::parse_citation("S.J. Res. 4"), Some((BillType::Sjres, 4)));
        assert_eq!(BillType::parse_citation("H. R. ____"), None);
        assert_eq!(ordinal(111), "111th");
        assert_eq!(ordinal(103), "103d");
    }
}
