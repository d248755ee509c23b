//! Bytes become text.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Problem;

/// Decodes a draft: byte order mark first, then the XML declaration, then UTF-8, then windows-1252.
///
/// # Errors
/// A declared encoding is not known, or the bytes are not in it: words would be lost.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, Problem> {
    decode_to_the_letter(bytes).map(without_marks).map(with_line_feeds)
}

/// Where files were joined or saved twice there are further byte order marks: no reader of XML counts them.
fn without_marks(mut text: String) -> String {
    let marks = text.len() - text.trim_start_matches('\u{feff}').len();
    text.drain(..marks);
    text
}

/// One line feed for every end of a line: Windows writes two characters there, the first Macs wrote the other one.
fn with_line_feeds(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

fn decode_to_the_letter(bytes: &[u8]) -> Result<String, Problem> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[mark..]);
    }
    match bytes {
        // Markup in UTF-16 without its mark: no text of bytes has a zero beside its first bracket.
        [b'<', 0, ..] => return decode_as(UTF_16LE, bytes),
        [0, b'<', ..] => return decode_as(UTF_16BE, bytes),
        _ => {}
    }
    if let Some(label) = declared(bytes) {
        let Some(encoding) = Encoding::for_label(label.as_bytes()) else {
            return Err(Problem::new(
                format!("the XML declares the unknown encoding {label:?}"),
                "Save the file as UTF-8",
            ));
        };
        // A declaration that could be read as ASCII is no UTF-16, whatever it says.
        let encoding = if encoding.is_ascii_compatible() { encoding } else { UTF_8 };
        return decode_as(encoding, bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => decode_as(WINDOWS_1252, bytes),
    }
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Problem> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text.into_owned()),
        None => Err(Problem::new(
            format!("the bytes are not {}, as the file says", encoding.name()),
            "Save the file as UTF-8",
        )),
    }
}

/// The encoding an XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(200)];
    let head = head.strip_prefix(b"<?xml")?;
    let end = head.windows(2).position(|pair| pair == b"?>")?;
    let declaration = std::str::from_utf8(&head[..end]).ok()?;
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn every_way_a_draft_may_be_encoded() {
        assert_eq!(decode(b"\xef\xbb\xbfcaf\xc3\xa9").unwrap(), "café");
        assert_eq!(decode(b"\xef\xbb\xbf\xef\xbb\xbfc").unwrap(), "c");
        assert_eq!(decode(b"\xff\xfec\0").unwrap(), "c");
        assert_eq!(decode(b"<\0a\0").unwrap(), "<a");
        assert_eq!(decode(b"\0<\0a").unwrap(), "<a");
        assert_eq!(decode(b"caf\xe9").unwrap(), "café");
        assert_eq!(decode(b"a\r\nb\rc\n").unwrap(), "a\nb\nc\n");
        assert_eq!(
            decode(b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xe9</a>").unwrap().chars().rev().nth(4),
            Some('é')
        );
        assert!(decode(b"<?xml version='1.0' encoding='utf-8'?><a>\xe9</a>").is_err());
        assert!(decode(b"<?xml version='1.0' encoding='klingon'?><a/>").is_err());
    }
}
