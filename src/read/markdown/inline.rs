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

/// A block of HTML, cut at its tags; comments are left out.
pub(super) fn pieces(html: &str) -> Vec<(usize, Piece<'_>)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(from) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[from..];
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        // What never closes is no tag.
        let Some(length) = rest.find(end).map(|found| found + end.len()) else { break };
        out.push((at, Piece::Words(&html[at..from])));
        if end == ">" {
            out.push((from, Piece::Tag(tag(&rest[..length]))));
        }
        at = from + length;
    }
    out.push((at, Piece::Words(&html[at..])));
    out
}

/// What a block of HTML is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Words(&'a str),
    Tag(Tag),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_left_out_and_what_never_closes_is_words() {
        let told = |html| pieces(html).into_iter().map(|(_, piece)| piece).collect::<Vec<_>>();
        assert_eq!(told("a <!-- <b> --> b"), [Piece::Words("a "), Piece::Words(" b")]);
        assert_eq!(told("a<br>b"), [Piece::Words("a"), Piece::Tag(Tag::Break), Piece::Words("b")]);
        assert_eq!(told("a < b"), [Piece::Words("a < b")]);
    }

    #[test]
    fn tags_that_mean_something() {
        assert_eq!(tag("<br/>"), Tag::Break);
        assert_eq!(tag("</del>"), Tag::StrikeCloses);
        assert_eq!(tag("<INS class=x>"), Tag::InsertOpens);
        assert_eq!(tag("<é>"), Tag::Nothing);
    }
}
