//! What the markup of a piece of HTML says of its lines: a table of the classes in GPO's stylesheet.
//!
//! The stylesheet was made for the eye. Its classes tell how far text is indented, which is a vote for how
//! deep a provision stands, no more: "(a)" is set in `lbexIndent` in a section and in `lbexIndentClause` where
//! it is quoted in a clause. [`outline`](crate::read::outline) decides.

/// How text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Shape {
    /// How deep below the section a first line is printed.
    pub depth: Option<u8>,
    /// Set as text that goes on after a list.
    pub flush: bool,
    pub centred: bool,
    /// An entry of a contents list.
    pub contents: bool,
    pub letters: Letters,
    /// Struck through, or underlined as added.
    pub struck: bool,
    pub added: bool,
    /// Set as the head of a section: hanging.
    pub hanging: bool,
}

/// What the stylesheet does to letters where a reader would see the difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Letters {
    #[default]
    AsTyped,
    /// The heading of a section, a title or a department.
    Capitals,
    /// The heading of an agency: each word has a capital.
    Words,
    /// The heading of an account: GPO's text has it in lower case.
    Small,
}

impl Shape {
    /// The shape of an element inside one of this shape.
    pub(super) fn inside(self, tag: &str, class: Option<&str>, style: Option<&str>) -> Self {
        let mut shape = self;
        shape.by_tag(tag);
        for name in class.unwrap_or_default().split_ascii_whitespace() {
            shape.by_class(name);
        }
        if let Some(style) = style {
            shape.by_style(style);
        }
        shape
    }

    fn by_tag(&mut self, tag: &str) {
        match tag {
            "s" | "strike" | "del" => self.struck = true,
            "ins" => self.added = true,
            "center" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.centred = true,
            _ => {}
        }
    }

    /// The stylesheet's names. "NonIndent" is text that goes on; "Hang" holds heads and the front matter.
    fn by_class(&mut self, name: &str) {
        let Some(name) = name.strip_prefix("lbex") else { return };
        let level = |name: &str| {
            let name = name.strip_suffix("Text").unwrap_or(name).to_ascii_lowercase();
            Some(match name.as_str() {
                "" | "section" | "subsection" => 0,
                "paragraph" => 1,
                "subpar" | "subparagraph" => 2,
                "clause" => 3,
                "subclause" => 4,
                "item" => 5,
                "subitem" => 6,
                _ => return None,
            })
        };
        if let Some(depth) = name.strip_prefix("NonIndent").and_then(level) {
            (self.depth, self.flush, self.hanging) = (Some(depth), true, false);
        } else if let Some(depth) = name.strip_prefix("Indent").and_then(level) {
            (self.depth, self.flush, self.hanging) = (Some(depth), false, false);
        } else if name.starts_with("Hang") {
            (self.depth, self.flush, self.hanging) = (None, false, true);
        } else if name.starts_with("Toc") {
            self.contents = true;
        } else if name.starts_with("HeaderAppropSmall") {
            (self.letters, self.centred) = (Letters::Small, true);
        } else if name.starts_with("HeaderAppropMajor") {
            (self.letters, self.centred) = (Letters::Capitals, true);
        } else if name.starts_with("HeaderApprop") {
            (self.letters, self.centred) = (Letters::Words, true);
        } else if name == "Allcap" || name == "Allcapnormal" {
            self.letters = Letters::Capitals;
        } else if name == "TextStrikethrough" {
            self.struck = true;
        }
    }

    fn by_style(&mut self, style: &str) {
        for rule in style.split(';') {
            let Some((property, value)) = rule.split_once(':') else { continue };
            match (property.trim(), value.trim()) {
                ("text-align", "center") => self.centred = true,
                ("text-align", _) => self.centred = false,
                ("text-decoration" | "text-decoration-line", value) if value.contains("line-through") => {
                    self.struck = true
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(class: &str) -> Shape {
        Shape::default().inside("p", Some(class), None)
    }

    #[test]
    fn classes_vote_for_a_depth() {
        assert_eq!((of("lbexIndent").depth, of("lbexIndentSubsection").depth), (Some(0), Some(0)));
        assert_eq!((of("lbexIndentSubpar").depth, of("lbexIndentSubClauseText").depth), (Some(2), Some(4)));
        assert!(of("lbexNonIndentParagraph").flush);
        assert_eq!(of("lbexIndentInstruction").depth, None);
        assert_eq!(of("x-Indent").depth, None);
        assert_eq!(of("lbexIndentClause").inside("p", Some("lbexHangWithMargin"), None).depth, None);
    }

    #[test]
    fn styles_say_what_is_centred_and_what_is_struck() {
        let centred = Shape::default().inside("div", None, Some("color:red; text-align: center"));
        assert!(centred.centred);
        assert!(!centred.inside("p", None, Some("text-align:left")).centred);
        assert!(Shape::default().inside("span", None, Some("text-decoration: line-through")).struck);
    }
}
