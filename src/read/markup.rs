//! The format of a text, from what it holds. The name of its file tells nothing: `.htm` may hold GPO's plain
//! text in `<pre>`, its new HTML, or what a browser saved of either.

/// What a text is by its first markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    /// No markup at its beginning.
    None,
    Xml,
    Html,
}

/// Names that begin an HTML document or a piece of one. No root of an XML bill is among them.
const HTML_NAMES: [&str; 18] = [
    "html", "head", "body", "meta", "title", "style", "div", "p", "pre", "table", "center", "span", "main", "article",
    "h1", "h2", "h3", "br",
];

/// Looks at the first tag that is no comment, declaration or processing instruction.
pub(super) fn markup(source: &str) -> Markup {
    let mut rest = source.trim_start_matches('\u{feff}').trim_start();
    let mut declared = false;
    while let Some(after) = rest.strip_prefix('<') {
        let skipped = if after.starts_with("!--") {
            after.find("-->").map(|end| end + 3)
        } else if after.starts_with('?') {
            declared = true;
            after.find("?>").map(|end| end + 2)
        } else if after.starts_with('!') {
            if declares_html(after) {
                return Markup::Html;
            }
            declared = true;
            doctype_length(after)
        } else {
            return by_name(after, declared);
        };
        // A comment or declaration that never ends: let the XML reader say so.
        let Some(skipped) = skipped else { return Markup::Xml };
        rest = after[skipped..].trim_start();
    }
    if declared { Markup::Xml } else { Markup::None }
}

/// `<!DOCTYPE html ...>`.
fn declares_html(after: &str) -> bool {
    let mut words = after.split(|c: char| c.is_whitespace() || c == '>');
    words.next().is_some_and(|word| word.eq_ignore_ascii_case("!doctype"))
        && words.find(|word| !word.is_empty()).is_some_and(|name| name.eq_ignore_ascii_case("html"))
}

/// Up to the end of a document type declaration, the subset in brackets included.
fn doctype_length(after: &str) -> Option<usize> {
    let close = after.find('>')?;
    match after[..close].find('[') {
        Some(open) => {
            let subset = open + after[open..].find(']')?;
            Some(subset + after[subset..].find('>')? + 1)
        }
        None => Some(close + 1),
    }
}

fn by_name(after: &str, declared: bool) -> Markup {
    let end = after.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))).unwrap_or(after.len());
    let name = &after[..end];
    // GPO's old text files begin with the mark <DOC>, struck text with <DELETED>.
    if name.is_empty() || !declared && matches!(name, "DOC" | "DELETED" | "all") {
        return Markup::None;
    }
    if HTML_NAMES.iter().any(|known| name.eq_ignore_ascii_case(known)) { Markup::Html } else { Markup::Xml }
}

#[cfg(test)]
mod tests {
    use super::{Markup, markup};

    #[test]
    fn the_first_tag_tells() {
        for source in [
            "<html><body><pre>",
            "\u{feff}\n<!DOCTYPE HTML PUBLIC \"x\">\n<bill>",
            "<!-- saved from url=(0050)https://www.congress.gov/bill/ -->\n<html lang=\"en\">",
            "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\">",
            "<div class=\"generated-html-container\">",
        ] {
            assert_eq!(markup(source), Markup::Html, "{source}");
        }
        for source in [
            "<bill><legis-body/></bill>",
            "<?xml version='1.0'?>\n<!DOCTYPE bill PUBLIC '-//US Congress//DTDs/bill.dtd//EN' 'bill.dtd'>\n<bill>",
            "<!DOCTYPE bill [<!ENTITY a \"b>c\">]>\n<bill>",
            "<akomaNtoso>",
            "<!-- never closed",
            "<!DOCTYPE bill",
        ] {
            assert_eq!(markup(source), Markup::Xml, "{source}");
        }
        for source in ["", "A BILL", "<DOC>\n[Congressional Bills", "<DELETED>SEC. 2.", "< 5 acres", "\u{feff}"] {
            assert_eq!(markup(source), Markup::None, "{source}");
        }
    }
}
