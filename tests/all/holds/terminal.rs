//! Of what a terminal shows.

/// Without the escapes that the report itself writes: styles, and links with nothing in them that ends a link.
pub fn without_ours(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = match rest.as_bytes().get(1) {
            Some(b'[') => {
                let end = rest[2..].find(|c: char| !c.is_ascii_digit() && c != ';').map(|end| end + 2);
                end.filter(|&end| rest[end..].starts_with('m')).map(|end| end + 1)
            }
            Some(b']') => {
                let url =
                    rest.strip_prefix("\u{1b}]8;;").and_then(|rest| rest.split_once("\u{1b}\\")).map(|(url, _)| url);
                let safe = |c: char| c.is_ascii_alphanumeric() || "/-._~:%#=".contains(c);
                url.filter(|url| url.chars().all(safe)).map(|url| 5 + url.len() + 2)
            }
            _ => None,
        };
        rest = &rest[end.unwrap_or_else(|| panic!("an escape of another: {:?}", &rest[..rest.len().min(40)]))..];
    }
    out + rest
}

/// Whether a terminal obeys a character instead of showing it, or turns the direction of writing at it.
pub fn is_obeyed(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
