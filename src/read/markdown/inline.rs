//! HTML inside Markdown: which tags mean something, and what is left without them.

/// What a tag in running text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Break,
    StrikeOpens,
    StrikeCloses,
    InsertOpens,
    InsertCloses,
    /// It says nothing of the words.
    Nothing,
}

/// Reads a tag: `<br>`, `<del>`, `</ins>`.
pub(super) fn tag(html: &str) -> Tag {
    let inner = html.trim_start_matches('<');
    let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |rest| (true, rest));
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    match (inner[..length].to_ascii_lowercase().as_str(), closes) {
        ("br", _) => Tag::Break,
        ("del" | "s" | "strike", false) => Tag::StrikeOpens,
        ("del" | "s" | "strike", true) => Tag::StrikeCloses,
        ("ins", false) => Tag::InsertOpens,
        ("ins", true) => Tag::InsertCloses,
        _ => Tag::Nothing,
    }
}

/// The words of a block of HTML: without its tags and comments.
pub(super) fn words(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        // What never closes is no tag.
        let Some(length) = rest.find(end) else { break };
        if tag(&rest[..length]) == Tag::Break {
            out.push('\n');
        }
        rest = &rest[length + end.len()..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_comments_are_no_words() {
        assert_eq!(words("<div align=center>A BILL<br>to do</div>"), "A BILL\nto do");
        assert_eq!(words("a <!-- <b> --> b"), "a  b");
        assert_eq!(words("a < b"), "a < b");
    }

    #[test]
    fn tags_that_mean_something() {
        assert_eq!(tag("<br/>"), Tag::Break);
        assert_eq!(tag("</del>"), Tag::StrikeCloses);
        assert_eq!(tag("<INS class=x>"), Tag::InsertOpens);
        assert_eq!(tag("<é>"), Tag::Nothing);
    }
}
