//! Citations that open the draft at their place: OSC 8 links, in terminals that know them.

use std::path::Path;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::Layout;
use super::model::{Location, Side};
use super::terminal::{Wrapper, plain, styled};

/// What [`Document::path`](super::model::Document::path) says of a draft that is no file.
pub const NO_FILE: &str = "standard input";

/// Citations of at most so many columns are not broken.
const ONE_WORD: usize = 20;

impl Layout {
    /// A harmless text as a link to a place in a draft, where links are wanted and the draft is a file.
    pub(super) fn linked(&self, text: &str, path: &str, location: &Location) -> String {
        let url = self.links_from.as_deref().and_then(|folder| url(folder, path, location));
        url.map_or_else(|| text.to_owned(), |url| format!("\u{1b}]8;;{url}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\"))
    }

    /// A citation, linked: in one, or word by word where it is long and may have to be wrapped.
    pub(super) fn cite(&self, wrapper: &mut Wrapper, side: &Side, path: &str, style: Style) {
        let cite = plain(&side.cite);
        let parts: Vec<&str> = if cite.width() <= ONE_WORD { vec![&cite] } else { cite.split_whitespace().collect() };
        for part in parts {
            let linked = self.linked(part, path, &side.location);
            wrapper.word(part, &styled(&linked, style, self.color), false);
        }
    }
}

/// "file:///folder/bill.xml#120"; "#page=12" in a draft that has pages. `folder` is absolute: paths of drafts start there.
fn url(folder: &str, path: &str, location: &Location) -> Option<String> {
    // A name that is not UTF-8 came here with letters replaced: it would lead nowhere.
    // "main:bill.xml" is in git; "C:" is a drive.
    let is_in_git = path.find(':').is_some_and(|at| at != 1 || !cfg!(windows));
    if path == NO_FILE || is_in_git || path.contains(char::REPLACEMENT_CHARACTER) {
        return None;
    }
    let whole = Path::new(folder).join(path);
    let mut whole = whole.to_str()?.to_owned();
    if cfg!(windows) {
        whole = whole.replace('\\', "/");
    }
    // "C:/bill.xml" is a path of the host that is not named; "//server/share" names its own.
    let start = match whole.as_bytes() {
        [b'/', b'/', ..] => "file:",
        [b'/', ..] => "file://",
        _ => "file:///",
    };
    let place = match location.page {
        Some(page) => format!("page={page}"),
        None => location.line.to_string(),
    };
    Some(format!("{start}{}#{place}", encoded(&whole)))
}

/// Every byte that is not plainly part of a path as `%1B`: nothing of a name can end the link or begin another command.
fn encoded(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, page: Option<u32>) -> Location {
        Location { line, column: 1, page }
    }

    #[cfg(unix)]
    #[test]
    fn a_name_cannot_break_out_of_its_link() {
        let url = url("/home/a b", "x\u{1b}]8;;evil\u{7}#?%é.xml", &at(120, None)).expect("a file");
        assert_eq!(url, "file:///home/a%20b/x%1B%5D8%3B%3Bevil%07%23%3F%25%C3%A9.xml#120");
    }

    #[cfg(unix)]
    #[test]
    fn an_absolute_path_stays_and_pages_are_pages() {
        assert_eq!(url("/home", "/srv/b.pdf", &at(4, Some(12))).as_deref(), Some("file:///srv/b.pdf#page=12"));
        assert_eq!(url("/home", NO_FILE, &at(1, None)), None);
    }
}
