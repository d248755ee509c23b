//! Changes of a draft's bytes: parts dropped, doubled, swapped, put into each other; pieces put in; cuts, line ends,
//! encodings that are declared and are others.

use std::ops::Range;

use super::words::ODD;
use crate::support::chance::Chance;

/// Encodings that a file may claim.
const ENCODINGS: [&str; 12] = [
    "UTF-8",
    "utf-16",
    "UTF-16LE",
    "UTF-16BE",
    "ISO-8859-1",
    "windows-1252",
    "us-ascii",
    "Shift_JIS",
    "GB18030",
    "UTF-7",
    "UTF-32",
    "nonsense",
];

/// One change.
pub fn change(data: &mut Vec<u8>, pieces: &[&[&str]], chance: &mut Chance) {
    let parts = parts(data);
    let part = |chance: &mut Chance| parts[chance.below(parts.len())].clone();
    let place = |data: &[u8], chance: &mut Chance| chance.below(data.len() + 1);
    match chance.below(14) {
        0 => drop(data.splice(part(chance), [])),
        1 => {
            let doubled = data[part(chance)].to_vec();
            let at = part(chance).start;
            drop(data.splice(at..at, doubled));
        }
        2 | 3 => {
            let (a, b) = (part(chance), part(chance));
            let (a, b) = if a.start <= b.start { (a, b) } else { (b, a) };
            if a.end <= b.start {
                let (first, second) = (data[a.clone()].to_vec(), data[b.clone()].to_vec());
                data.splice(b, first);
                data.splice(a, second);
            }
        }
        4 => {
            // Into itself, before its last byte that may close it.
            let around = part(chance);
            let inner = data[around.clone()].to_vec();
            let at = around.start + inner.iter().rposition(|&byte| byte == b'<').unwrap_or(inner.len() / 2);
            for _ in 0..=chance.below(3) {
                data.splice(at..at, inner.iter().copied());
            }
        }
        5 => data.truncate(place(data, chance)),
        6 => {
            let at = place(data, chance);
            let end = (at + chance.below(64)).min(data.len());
            drop(data.splice(at..end, []));
        }
        7 => {
            if let Some(byte) = {
                let at = place(data, chance);
                data.get_mut(at)
            } {
                *byte ^= 1 << chance.below(8);
            }
        }
        8 | 9 => insert(data, ODD[chance.below(ODD.len())], chance),
        10 | 11 => {
            let kind = pieces[chance.below(pieces.len())];
            insert(data, kind[chance.below(kind.len())], chance);
        }
        12 => declare(data, ENCODINGS[chance.below(ENCODINGS.len())]),
        _ => recode(data, chance.below(6)),
    }
}

fn insert(data: &mut Vec<u8>, piece: &str, chance: &mut Chance) {
    let at = chance.below(data.len() + 1);
    data.splice(at..at, piece.bytes());
}

/// Says that the bytes are of an encoding, and leaves them as they are.
fn declare(data: &mut Vec<u8>, encoding: &str) {
    let declaration = format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>");
    let end = match data.strip_prefix(b"<?xml") {
        Some(rest) => rest.windows(2).position(|two| two == b"?>").map_or(0, |at| at + 7),
        None => 0,
    };
    data.splice(..end, declaration.into_bytes());
}

/// Writes the bytes in another encoding or with other line ends, and says nothing of it.
fn recode(data: &mut Vec<u8>, how: usize) {
    let text = String::from_utf8_lossy(data);
    let units = || std::iter::once(0xfeff).chain(text.encode_utf16());
    *data = match how {
        0 => [b"\xef\xbb\xbf", &**data].concat(),
        1 => units().flat_map(u16::to_le_bytes).collect(),
        2 => units().flat_map(u16::to_be_bytes).collect(),
        3 => text.replace('\n', "\r\n").into_bytes(),
        4 => text.replace('\n', "\r").into_bytes(),
        _ => text.chars().map(|c| u8::try_from(c).unwrap_or(0x97)).collect(),
    };
}

/// Most parts that are told apart: what stands further on is changed by the byte.
const MOST_PARTS: usize = 4_000;

/// The elements of a file with tags, the lines and blocks of one without; never none.
fn parts(data: &[u8]) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut open: Vec<(Range<usize>, usize)> = Vec::new();
    let mut at = 0;
    while let Some(found) = data[at..].iter().position(|&byte| byte == b'<').map(|found| at + found) {
        let Some(end) = data[found..].iter().position(|&byte| byte == b'>').map(|end| found + end + 1) else { break };
        let closes = data.get(found + 1) == Some(&b'/');
        let name = found + 1 + usize::from(closes);
        let length = data[name..end]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':'))
            .count();
        let name = name..name + length;
        if closes {
            if let Some(last) = open.iter().rposition(|(opened, _)| data[opened.clone()] == data[name.clone()]) {
                parts.push(open[last].1..end);
                open.truncate(last);
            }
        } else if data[end - 2] != b'/' && length > 0 {
            open.push((name, found));
        }
        at = end;
        if parts.len() > MOST_PARTS || open.len() > MOST_PARTS {
            break;
        }
    }
    if parts.len() < 4 {
        let mut start = 0;
        for (at, _) in data.iter().enumerate().filter(|(_, byte)| **byte == b'\n').take(MOST_PARTS) {
            parts.push(start..at + 1);
            start = at + 1;
        }
        parts.push(start..data.len());
    }
    parts
}
