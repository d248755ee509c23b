//! Codes of a font: how many of them its maps and lists of widths name.
//!
//! A map says "from code 0 to code 4,294,967,295", and the library writes out every one of them. A font of GPO's
//! prints maps some hundred, one with all characters of Unicode a million.

use pdf_extract::{Dictionary, Document};

/// Most codes that all fonts of a file map together.
pub(super) const MAX_MAPPED: u64 = 8_000_000;

/// How many codes the ranges of all fonts' maps and lists of widths name.
pub(super) fn mapped(document: &Document) -> u64 {
    let fonts = document.objects.values().filter_map(|object| object.as_dict().ok());
    fonts.map(|font| in_map(document, font).saturating_add(in_widths(document, font))).fold(0, u64::saturating_add)
}

fn in_map(document: &Document, font: &Dictionary) -> u64 {
    let map = font.get(b"ToUnicode").and_then(|map| document.dereference(map)).and_then(|(_, map)| map.as_stream());
    let Ok(map) = map else { return 0 };
    in_ranges(&map.decompressed_content().unwrap_or_else(|_| map.content.clone()))
}

/// Codes named by `<lo> <hi> <to>` and `<lo> <hi> [<to> <to>]` between `beginbfrange` and `endbfrange`.
fn in_ranges(map: &[u8]) -> u64 {
    let mut total: u64 = 0;
    let (mut inside, mut lists) = (false, 0u32);
    // How many codes of the present range were read, and the first of them.
    let (mut nth, mut low) = (0, 0);
    let mut at = 0;
    while at < map.len() {
        let rest = &map[at..];
        at += 1;
        match rest[0] {
            b'b' if rest.starts_with(b"beginbfrange") => (inside, nth) = (true, 0),
            b'e' if rest.starts_with(b"endbfrange") => inside = false,
            b'[' => lists += 1,
            b']' => {
                lists = lists.saturating_sub(1);
                nth = 0;
            }
            b'<' if inside && lists == 0 => {
                let code = hexadecimal(&rest[1..]);
                match nth {
                    0 => low = code,
                    1 => total = total.saturating_add(code.saturating_sub(low).saturating_add(1)),
                    _ => {}
                }
                nth = if nth == 2 { 0 } else { nth + 1 };
            }
            _ => {}
        }
    }
    total
}

fn hexadecimal(digits: &[u8]) -> u64 {
    let digits = digits.iter().take_while(|&&byte| byte != b'>').filter_map(|&byte| char::from(byte).to_digit(16));
    digits.take(8).fold(0, |code, digit| code << 4 | u64::from(digit))
}

/// Codes named by `first last width` in the list of a font's widths, whose other form is `first [width width]`.
fn in_widths(document: &Document, font: &Dictionary) -> u64 {
    let list = font.get(b"W").and_then(|list| document.dereference(list)).and_then(|(_, list)| list.as_array());
    let Ok(list) = list else { return 0 };
    let (mut total, mut at) = (0u64, 0);
    while at + 1 < list.len() {
        let number = |at: usize| list.get(at).and_then(|object| document.dereference(object).ok()?.1.as_i64().ok());
        let Some(last) = number(at + 1) else {
            at += 2;
            continue;
        };
        let first = number(at).unwrap_or(0);
        total = total.saturating_add(last.saturating_sub(first).max(0).unsigned_abs());
        at += 3;
    }
    total
}

#[cfg(test)]
mod tests {
    use pdf_extract::Object;

    use super::*;

    #[test]
    fn ranges_are_counted_and_what_they_map_to_is_not() {
        let map = b"1 beginbfrange <0000> <00ff> <0041> <0100> <0101> [<0041> <ffff>] endbfrange";
        assert_eq!(in_ranges(map), 256 + 2);
        assert_eq!(in_ranges(b"beginbfrange <00000000> <ffffffff> <0041> endbfrange"), 1 << 32);
        assert_eq!(in_ranges(b"beginbfchar <0000> <ffff> endbfchar"), 0);
    }

    #[test]
    fn widths_of_ranges_are_counted() {
        let document = Document::new();
        let widths = |list: Vec<Object>| {
            let mut font = Dictionary::new();
            font.set("W", Object::Array(list));
            in_widths(&document, &font)
        };
        let listed = Object::Array(vec![500.into(), 600.into()]);
        assert_eq!(widths(vec![1.into(), listed, 5.into(), 9.into(), 500.into()]), 4);
        assert_eq!(widths(vec![0.into(), i64::from(u32::MAX).into(), 500.into()]), u64::from(u32::MAX));
        assert_eq!(widths(vec![9.into(), 5.into(), 500.into(), 7.into()]), 0);
    }
}
