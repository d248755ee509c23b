//! Front matter: who a bill is. None of it is a word of the legal text.

use super::{Place, VersionCode};

/// The format a bill was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Bill DTD, resolution DTD or amendment DTD XML (House and Senate drafting offices).
    BillDtd,
    /// United States Legislative Markup 2.x.
    Uslm,
    /// Akoma Ntoso 3.0.
    AkomaNtoso,
    /// GPO plain text, in `<pre>` or bare.
    GpoText,
    /// HTML without `<pre>`: GPO's new rendition, and pages that a browser saved.
    Html,
    /// Markdown, by any author's habits.
    Markdown,
    /// Word's document format (Office Open XML).
    Docx,
    /// A provision quoted in prose, with no bill around it.
    Passage,
    /// PDF: GPO's print, or a draft printed to PDF.
    Pdf,
}

impl Format {
    /// All formats, in the order in which they are told.
    pub const ALL: &'static [Self] = &[
        Self::BillDtd,
        Self::Uslm,
        Self::AkomaNtoso,
        Self::GpoText,
        Self::Html,
        Self::Pdf,
        Self::Markdown,
        Self::Docx,
        Self::Passage,
    ];

    /// The format of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// How much a format tells of one and the same version, 0 the most: of several that one is read.
    pub fn telling(self) -> usize {
        const BEST: [Format; 9] = [
            Format::BillDtd,
            Format::Uslm,
            Format::AkomaNtoso,
            Format::GpoText,
            Format::Html,
            Format::Markdown,
            Format::Docx,
            Format::Pdf,
            Format::Passage,
        ];
        BEST.iter().position(|format| *format == self).unwrap_or(BEST.len())
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::BillDtd => "bill-dtd",
            Self::Uslm => "uslm",
            Self::AkomaNtoso => "akoma-ntoso",
            Self::GpoText => "gpo-text",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Docx => "docx",
            Self::Passage => "passage",
            Self::Pdf => "pdf",
        }
    }

    /// Whether the file itself says which heading stands over which: text and pages only print them alike.
    pub fn tells_levels(self) -> bool {
        matches!(self, Self::BillDtd | Self::Uslm | Self::AkomaNtoso)
    }

    /// GPO's text rendition is ASCII: accents are lost in it.
    pub fn holds_accents(self) -> bool {
        self != Self::GpoText
    }
}

/// The eight kinds of bill and resolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// Who introduced the bill and who joined, as this print names them ("Mr. Scott of Virginia"). Empty where
    /// a print names nobody, as engrossed and enrolled ones do.
    pub sponsors: Vec<String>,
    /// What the official title is to be amended to, where the document asks for it.
    pub title_amendment: Option<String>,
    /// Set for documents that only amend a bill and hold no whole text of it.
    pub fragment: bool,
}

/// Which bill: congress, type and number.
pub type Identity = (Option<u16>, BillType, u32);

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
            sponsors: Vec::new(),
            title_amendment: None,
            fragment: false,
        }
    }

    /// Which bill it is a version of, as far as it tells.
    pub fn identity(&self) -> Option<Identity> {
        Some((self.congress, self.bill_type?, self.number?))
    }

    /// "H.R. 5743, 112th Congress", as far as it is known.
    pub fn citation(&self) -> Option<String> {
        let mut out = format!("{} {}", self.bill_type?.cited(), self.number?);
        if let Some(congress) = self.congress {
            out.push_str(&format!(", {} Congress", ordinal(congress)));
        }
        Some(out)
    }

    /// Whether this is a later version than another of the same bill: by their codes, by their dates where codes
    /// do not tell. None where nothing tells, where the two contradict each other, and for different bills.
    pub fn is_later_than(&self, other: &Self) -> Option<bool> {
        if (self.congress, self.bill_type, self.number) != (other.congress, other.bill_type, other.number) {
            return None;
        }
        let house = self.bill_type.is_none_or(BillType::is_house);
        let codes = self.version.as_ref().zip(other.version.as_ref());
        let by_code = codes.and_then(|(this, that)| this.is_later_than(that, house));
        let dates = self.date.as_ref().zip(other.date.as_ref()).filter(|(this, that)| this != that);
        let by_date = dates.map(|(this, that)| this > that);
        if by_code.is_some() && by_date.is_some() && by_code != by_date {
            return None;
        }
        by_code.or(by_date)
    }

    /// "EH (2024-06-28)", as far as it is known.
    pub(crate) fn version_and_date(&self) -> String {
        let code = self.version.as_ref().map(|code| code.as_str().to_ascii_uppercase());
        let date = self.date.as_ref().map(|date| format!("({date})"));
        [code, date].into_iter().flatten().collect::<Vec<_>>().join(" ")
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

    #[test]
    fn later_versions_by_code_then_by_date() {
        let front = |code: Option<&str>, date: Option<&str>| FrontMatter {
            version: code.and_then(VersionCode::parse),
            date: date.map(str::to_owned),
            number: Some(5),
            bill_type: Some(BillType::Hr),
            ..FrontMatter::new(Format::Uslm)
        };
        let (ih, eh) = (front(Some("ih"), Some("2024-01-02")), front(Some("eh"), Some("2024-03-04")));
        assert_eq!((eh.is_later_than(&ih), ih.is_later_than(&eh)), (Some(true), Some(false)));
        assert_eq!(front(None, Some("2024-05-06")).is_later_than(&ih), Some(true));
        assert_eq!(front(Some("eh"), None).is_later_than(&ih), Some(true));
        assert_eq!(front(Some("eh"), Some("2023-01-01")).is_later_than(&ih), None);
        assert_eq!(FrontMatter { number: Some(6), ..eh }.is_later_than(&ih), None);
        assert_eq!(ih.is_later_than(&ih), None);
    }
}
