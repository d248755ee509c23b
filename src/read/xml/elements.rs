//! What each element of a bill's XML means to us: a table, not code.
//!
//! Names are those of bill.dtd (2016), res.dtd (2018) and amend.dtd of the House and Senate drafting
//! offices, and of USLM 2.0 to 2.1 (uslm-components.xsd), with the XHTML tables USLM borrows. Where both
//! use a name they mean the same by it.

use crate::bill::Level;

/// The part an element plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Holds legal text: outside these, nothing is read as provisions.
    Body,
    /// A provision of a fixed level.
    Level(Level),
    /// `appropriations-major`, `-intermediate`, `-small` as 0, 1, 2; siblings in the file, nested in meaning.
    Appropriation(u8),
    /// USLM's `appropriations`, whose `level` attribute says which.
    LeveledAppropriation,
    /// USLM's `level`: a provision without a designation.
    Undesignated,
    Designation,
    Heading,
    /// A block of text: words do not run on across its edges.
    Text,
    /// Transparent: its words belong to what is around it.
    Inline,
    /// Printed in quotation marks that the file leaves out.
    Quote,
    QuotedBlock,
    /// The bill's own punctuation after a quoted block.
    AfterQuotedBlock,
    /// A note inside a number that is text of the provision it numbers.
    Aside,
    Contents,
    ContentsEntry,
    Cell,
    /// A break between words.
    Break,
    /// Struck words inside a text.
    Struck,
    /// Added words inside a text.
    Added,
    /// Front matter, page furniture, signatures: no words of the legal text.
    Omit,
    /// Not in the table: kept as [`Role::Inline`], and said so in a note.
    Unknown,
}

/// The part an element plays, by its local name.
pub fn role(name: &str) -> Role {
    use Role::*;
    match name {
        "legis-body" | "resolution-body" | "preamble" | "amendment-block" | "main" | "amendmentContent" => Body,

        "division" => Level(self::Level::Division),
        "subdivision" => Level(self::Level::Subdivision),
        "title" => Level(self::Level::Title),
        "subtitle" => Level(self::Level::Subtitle),
        "chapter" => Level(self::Level::Chapter),
        "subchapter" => Level(self::Level::Subchapter),
        "part" => Level(self::Level::Part),
        "subpart" => Level(self::Level::Subpart),
        "article" | "subarticle" | "constitution-article" => Level(self::Level::Article),
        "section" | "rule" | "courtRule" => Level(self::Level::Section),
        "subsection" | "rules-clause" => Level(self::Level::Subsection),
        "paragraph" | "rules-paragraph" | "committee-appointment-paragraph" => Level(self::Level::Paragraph),
        "subparagraph" | "rules-subparagraph" => Level(self::Level::Subparagraph),
        "clause" | "rules-subdivision" => Level(self::Level::Clause),
        "subclause" => Level(self::Level::Subclause),
        "item" | "rules-item" => Level(self::Level::Item),
        "subitem" | "rules-subitem" => Level(self::Level::Subitem),
        "subsubitem" => Level(self::Level::Subsubitem),
        "whereas" | "recital" => Level(self::Level::Recital),
        "table" => Level(self::Level::Table),
        "row" | "tr" => Level(self::Level::Row),
        "list" => Level(self::Level::List),
        "list-item" | "listItem" => Level(self::Level::ListItem),
        "level" => Undesignated,
        "appropriations-major" => Appropriation(0),
        "appropriations-intermediate" => Appropriation(1),
        "appropriations-small" => Appropriation(2),
        "appropriations" => LeveledAppropriation,

        "enum" | "num" => Designation,
        "header" | "heading" | "subheader" | "subheading" => Heading,
        "text"
        | "content"
        | "chapeau"
        | "continuation"
        | "continuation-text"
        | "quoted-block-continuation-text"
        | "p"
        | "listContent"
        | "ttitle"
        | "tdesc"
        | "caption"
        | "note"
        | "footnote"
        | "crossHeading"
        | "pl-cite" => Text,
        "quote" | "term" => Quote,
        "quoted-block" | "quotedContent" => QuotedBlock,
        "after-quoted-block" => AfterQuotedBlock,
        "toc" => Contents,
        "toc-entry"
        | "toc-quoted-entry"
        | "multi-column-toc-entry"
        | "multi-column-toc-quoted-entry"
        | "referenceItem"
        | "headingItem" => ContentsEntry,
        "entry" | "td" | "th" => Cell,
        "linebreak" | "br" | "pagebreak" => Break,
        "deletedText" | "deleted-phrase" | "del" => Struck,
        "addedText" | "added-phrase" | "ins" => Added,

        "metadata"
        | "meta"
        | "form"
        | "preface"
        | "pre-form"
        | "endorsement"
        | "attestation"
        | "attestation-group"
        | "signatures"
        | "signature"
        | "impeachment-resolution-signature"
        | "endMarker"
        | "legislativeHistory"
        | "longTitle"
        | "enactingFormula"
        | "resolvingClause"
        | "amendment-form"
        | "engrossed-amendment-form"
        | "conference-report-form"
        | "amendMeta"
        | "amendPreface"
        | "page"
        | "sidenote"
        | "footnote-ref"
        | "footnoteRef"
        | "image-data"
        | "approvedDate"
        | "centerRunningHead"
        | "legis-comment"
        | "official-title-amendment"
        | "title-amends" => Omit,

        "bill"
        | "resolution"
        | "amendment-doc"
        | "amendment"
        | "amendment-body"
        | "engrossed-amendment-body"
        | "engrossedAmendment"
        | "amendMain"
        | "amendment-instruction"
        | "amendmentInstruction"
        | "pLaw"
        | "collection"
        | "component" => Inline,
        "italic"
        | "bold"
        | "superscript"
        | "subscript"
        | "fraction"
        | "external-xref"
        | "internal-xref"
        | "act-name"
        | "short-title"
        | "header-in-text"
        | "enum-in-header"
        | "definition"
        | "effective-date"
        | "proviso"
        | "committee-name"
        | "sponsor"
        | "cosponsor"
        | "editorial"
        | "inline-comment"
        | "omitted-text"
        | "nobreak"
        | "marker"
        | "level-header"
        | "target"
        | "toc-enum"
        | "formula"
        | "graphic"
        | "non-statutory-material"
        | "instructive-para"
        | "tgroup"
        | "colspec"
        | "thead"
        | "tfoot"
        | "tbody"
        | "inline"
        | "i"
        | "b"
        | "u"
        | "sup"
        | "sub"
        | "span"
        | "a"
        | "ref"
        | "amendingAction"
        | "quotedText"
        | "headingText"
        | "shortTitle"
        | "date"
        | "docTitle"
        | "officialTitle"
        | "committee"
        | "designator"
        | "label"
        | "groupItem"
        | "colgroup"
        | "col"
        | "layout"
        | "column"
        | "figure"
        | "img"
        | "def"
        | "entity"
        | "organization"
        | "role"
        | "notation"
        | "name" => Inline,
        _ => Unknown,
    }
}
