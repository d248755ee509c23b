//! What kind of provision: from division to subitem, and what stands between them.

/// The level of a provision, outermost first.
///
/// Order and names follow the House Office of Legislative Counsel's ladder, which the bill DTD and USLM
/// share; appropriations headings follow `appropriations-major`, `-intermediate` and `-small`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Level {
    Bill,
    /// Of a Westminster bill: holds parts and numbered paragraphs, which are its sections.
    Schedule,
    Division,
    Subdivision,
    Title,
    Subtitle,
    Chapter,
    Subchapter,
    Part,
    Subpart,
    Article,
    /// A heading without a number over several sections.
    CrossHeading,
    /// An appropriations heading without money of its own, major: a department.
    Department,
    /// An appropriations heading without money of its own, below a department: a bureau or agency.
    Agency,
    /// An appropriations heading with text.
    Account,
    Section,
    /// Text beside sections that has no number: "That the following sums ...", "This Act may be cited as ...".
    Text,
    /// A whereas clause.
    Recital,
    Subsection,
    Paragraph,
    Subparagraph,
    Clause,
    Subclause,
    Item,
    Subitem,
    Subsubitem,
    /// Flush text after the provisions inside another, belonging to that other.
    Continuation,
    /// Law being written into another act.
    QuotedBlock,
    Table,
    Row,
    List,
    ListItem,
}

impl Level {
    /// How many levels there are.
    pub const COUNT: usize = Self::ListItem as usize + 1;

    /// The name in reports and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bill => "bill",
            Self::Schedule => "schedule",
            Self::Division => "division",
            Self::Subdivision => "subdivision",
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Chapter => "chapter",
            Self::Subchapter => "subchapter",
            Self::Part => "part",
            Self::Subpart => "subpart",
            Self::Article => "article",
            Self::CrossHeading => "cross-heading",
            Self::Department => "department",
            Self::Agency => "agency",
            Self::Account => "account",
            Self::Section => "section",
            Self::Text => "text",
            Self::Recital => "recital",
            Self::Subsection => "subsection",
            Self::Paragraph => "paragraph",
            Self::Subparagraph => "subparagraph",
            Self::Clause => "clause",
            Self::Subclause => "subclause",
            Self::Item => "item",
            Self::Subitem => "subitem",
            Self::Subsubitem => "subsubitem",
            Self::Continuation => "continuation",
            Self::QuotedBlock => "quoted block",
            Self::Table => "table",
            Self::Row => "row",
            Self::List => "list",
            Self::ListItem => "list item",
        }
    }

    /// The word printed before the number, for levels whose designation has one.
    pub fn keyword(self) -> Option<&'static str> {
        Some(match self {
            Self::Schedule => "SCHEDULE",
            Self::Division => "DIVISION",
            Self::Subdivision => "SUBDIVISION",
            Self::Title => "TITLE",
            Self::Subtitle => "SUBTITLE",
            Self::Chapter => "CHAPTER",
            Self::Subchapter => "SUBCHAPTER",
            Self::Part => "PART",
            Self::Subpart => "SUBPART",
            Self::Article => "ARTICLE",
            Self::Section => "SEC.",
            _ => return None,
        })
    }

    /// A part that holds sections: schedule to cross-heading.
    pub fn is_container(self) -> bool {
        (Self::Schedule..=Self::CrossHeading).contains(&self)
    }

    /// An appropriations heading, with or without money.
    pub fn is_appropriation(self) -> bool {
        (Self::Department..=Self::Account).contains(&self)
    }

    /// Whether a report tells of it by itself (when it is the bill's own, outside any section).
    pub fn is_unit(self) -> bool {
        (Self::Schedule..=Self::Recital).contains(&self)
    }

    /// What units may stand in: the bill, and units that are no leaves.
    pub fn holds_units(self) -> bool {
        self == Self::Bill || self.is_unit() && !self.is_leaf_unit()
    }

    /// A unit that holds small provisions and never another unit.
    pub fn is_leaf_unit(self) -> bool {
        matches!(self, Self::Section | Self::Text | Self::Recital)
    }
}
