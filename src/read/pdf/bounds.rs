//! Bounds: what a file may ask of the library that reads it.
//!
//! The library follows what a file says. What a file made to do harm says, and where it is found before the library
//! acts on it:
//!
//! | the file | the library would | found by |
//! |---|---|---|
//! | a stream that inflates a thousandfold, or twice over | inflate it | [`check_inflated`], `check_packing` |
//! | a page that is its own ancestor | look for what the page inherits for ever | `check_ancestors` |
//! | content of a page drawn a thousand times, a form that draws itself | draw it | [`Drawing`] |
//! | a font that maps four thousand million codes | write the map out | [`codes`] |
//!
//! Objects nested in objects have a bound in the library itself.

use std::collections::BTreeSet;
use std::io::Read;

use flate2::read::ZlibDecoder;
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream, content::Content};
use rustc_hash::FxHashMap;

use super::codes;
use super::glyphs::broken;
use crate::read::Problem;

/// Most bytes that all streams of a file may inflate to together.
const MAX_INFLATED: u64 = 1 << 30;

/// Farthest ancestor a page inherits from; a balanced tree of a million pages has 20.
const MAX_ANCESTORS: usize = 64;

/// Deepest nesting of forms, and most forms drawn for one page.
const MAX_FORM_DEPTH: usize = 12;
const MAX_FORMS_DRAWN: u64 = 2_000;

/// Most bytes of content drawn for one page, and for all of them: a full page has 20,000, the longest bill 20 million.
/// The library keeps some 40 bytes for each of them while it draws.
const MAX_PAGE_CONTENT: u64 = 8 << 20;
const MAX_CONTENT: u64 = 512 << 20;

/// Largest stream packed otherwise than all writers of PDF do now: such may unpack two thousandfold.
const MAX_ODDLY_PACKED: usize = 400_000;

/// Most times that packed data is packed again; no writer of PDF does so once.
const MAX_LAYERS: usize = 3;

/// Inflates every stream into nothing, counting.
///
/// # Errors
/// They are larger together than any bill is.
pub(super) fn check_inflated(bytes: &[u8]) -> Result<(), Problem> {
    let mut left = MAX_INFLATED;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        at += found + b"stream".len();
        let start = bytes[at..].iter().take(2).take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let data = &bytes[at + start..];
        // Only what begins as zlib data does.
        if data.first().is_none_or(|b| b & 0x0f != 8) {
            continue;
        }
        left = left.saturating_sub(inflated(data, left));
        if left == 0 {
            return Err(too_large());
        }
    }
    Ok(())
}

/// How many bytes data inflates to, at most `most`. What comes out may be packed again.
fn inflated(data: &[u8], most: u64) -> u64 {
    let mut total = 0;
    for layers in 1..=MAX_LAYERS {
        let mut unpacked: Box<dyn Read + '_> = Box::new(data);
        for _ in 0..layers {
            unpacked = Box::new(ZlibDecoder::new(unpacked));
        }
        let mut start = Vec::new();
        let first = unpacked.by_ref().take(2).read_to_end(&mut start).unwrap_or(0) as u64;
        total += first + std::io::copy(&mut unpacked.take(most), &mut std::io::sink()).unwrap_or(0);
        let packed_again = matches!(start[..], [method, check] if method & 0x0f == 8 && (u16::from(method) << 8 | u16::from(check)) % 31 == 0);
        if !packed_again || total >= most {
            break;
        }
    }
    total
}

fn too_large() -> Problem {
    Problem::new(
        format!("the PDF holds more than {} MB of data", MAX_INFLATED >> 20),
        "No bill is that large: check what file this is",
    )
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// Takes pictures out of a document, and refuses what goes round in circles.
///
/// # Errors
/// A page is its own ancestor, draws more than any page does, or a font maps more codes than there are.
pub(super) fn tame(document: &mut Document) -> Result<(), Problem> {
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image") {
            // The library would read a picture as if it were text.
            stream.dict.remove(b"Filter");
            stream.set_content(Vec::new());
        }
        check_packing(stream)?;
    }
    if codes::mapped(document) > codes::MAX_MAPPED {
        return Err(broken("a font of the PDF has more characters than there are"));
    }
    let mut drawing = Drawing::of(document);
    let mut total: u64 = 0;
    for page in document.page_iter() {
        check_ancestors(document, page)?;
        total = total.saturating_add(drawing.check(document, page)?);
        if total > MAX_CONTENT {
            return Err(too_large());
        }
    }
    Ok(())
}

/// What [`check_inflated`] could not follow must be small.
fn check_packing(stream: &Stream) -> Result<(), Problem> {
    let filters = stream.filters().unwrap_or_default();
    let usual = filters.is_empty() || filters == [&b"FlateDecode"[..]];
    let packing = filters.iter().filter(|name| matches!(**name, b"FlateDecode" | b"LZWDecode")).count();
    if packing > 1 || !usual && stream.content.len() > MAX_ODDLY_PACKED {
        return Err(broken("a part of the PDF is packed in a way that bills are not"));
    }
    Ok(())
}

fn check_ancestors(document: &Document, page: ObjectId) -> Result<(), Problem> {
    let mut at = page;
    for _ in 0..MAX_ANCESTORS {
        let parent = document.get_dictionary(at).and_then(|node| node.get(b"Parent")).and_then(Object::as_reference);
        let Ok(parent) = parent else { return Ok(()) };
        at = parent;
    }
    Err(broken("a page of the PDF is its own ancestor"))
}

/// What each form of a document draws, and how long content is.
struct Drawing {
    draws: FxHashMap<ObjectId, Vec<ObjectId>>,
    /// Bytes of content streams and forms, unpacked.
    lengths: FxHashMap<ObjectId, u64>,
    /// Every form by its names: a form or page without resources of its own uses those above it.
    named: FxHashMap<Vec<u8>, Vec<ObjectId>>,
}

impl Drawing {
    fn of(document: &Document) -> Self {
        let mut forms =
            Self { draws: FxHashMap::default(), lengths: FxHashMap::default(), named: FxHashMap::default() };
        for object in document.objects.values() {
            let Some(node) = dictionary_of(object) else { continue };
            let resources = node.get(b"Resources").ok().and_then(|found| dereferenced(document, found)).unwrap_or(node);
            let Some(names) = resources.get(b"XObject").ok().and_then(|found| dereferenced(document, found)) else {
                continue;
            };
            for (name, form) in names {
                forms.named.entry(name.clone()).or_default().extend(named(document, form));
            }
        }
        // Whatever is named is drawn, be it called a form or not.
        let all: BTreeSet<ObjectId> = forms.named.values().flatten().copied().collect();
        for id in all {
            let Ok(Object::Stream(stream)) = document.get_object(id) else { continue };
            let content = unpacked(stream);
            forms.lengths.insert(id, content.len() as u64);
            // Longer ones are drawn by no page.
            let names = if content.len() as u64 > MAX_PAGE_CONTENT { Vec::new() } else { drawn(&content) };
            let found = forms.resolve(document, &stream.dict, &names);
            forms.draws.insert(id, found);
        }
        forms
    }

    /// The forms that names stand for.
    fn resolve(&self, document: &Document, node: &Dictionary, names: &[Vec<u8>]) -> Vec<ObjectId> {
        let own = node.get(b"Resources").ok().and_then(|found| dereferenced(document, found));
        let own = own.and_then(|found| found.get(b"XObject").ok()).and_then(|found| dereferenced(document, found));
        match own {
            Some(forms) => names.iter().filter_map(|name| named(document, forms.get(name).ok()?)).collect(),
            None => names.iter().filter_map(|name| self.named.get(name)).flatten().copied().collect(),
        }
    }

    /// Bytes of content drawn for a page, its forms counted as often as they are drawn, level by level.
    ///
    /// # Errors
    /// They are too many, or forms draw forms without an end.
    fn check(&mut self, document: &Document, page: ObjectId) -> Result<u64, Problem> {
        let mut bytes = self.own_content(document, page);
        if bytes > MAX_PAGE_CONTENT {
            return Err(broken("a page of the PDF holds more than any page of a bill"));
        }
        let Ok(node) = document.get_dictionary(page) else { return Ok(bytes) };
        if self.draws.is_empty() {
            return Ok(bytes);
        }
        let names = drawn(&document.get_page_content(page).unwrap_or_default());
        let mut level: FxHashMap<ObjectId, u64> = FxHashMap::default();
        for form in self.resolve(document, node, &names) {
            *level.entry(form).or_default() += 1;
        }
        let mut total: u64 = 0;
        for _ in 0..MAX_FORM_DEPTH {
            for (form, times) in &level {
                total = total.saturating_add(*times);
                bytes = bytes.saturating_add(times.saturating_mul(self.lengths.get(form).copied().unwrap_or(0)));
            }
            if level.is_empty() || total > MAX_FORMS_DRAWN {
                break;
            }
            let mut below: FxHashMap<ObjectId, u64> = FxHashMap::default();
            for (form, times) in &level {
                for inner in self.draws.get(form).into_iter().flatten() {
                    let count = below.entry(*inner).or_default();
                    *count = count.saturating_add(*times);
                }
            }
            level = below;
        }
        if level.is_empty() && total <= MAX_FORMS_DRAWN && bytes <= MAX_PAGE_CONTENT {
            return Ok(bytes);
        }
        Err(broken("a form of the PDF draws itself, or too many others"))
    }

    /// Bytes of a page's own content: one stream may be named many times.
    fn own_content(&mut self, document: &Document, page: ObjectId) -> u64 {
        let mut total: u64 = 0;
        for id in document.get_page_contents(page) {
            let length = *self.lengths.entry(id).or_insert_with(|| {
                document.get_object(id).and_then(Object::as_stream).map_or(0, |stream| unpacked(stream).len() as u64)
            });
            total = total.saturating_add(length);
        }
        total
    }
}

/// The object that a name stands for at the end of all references.
fn named(document: &Document, form: &Object) -> Option<ObjectId> {
    document.dereference(form).ok()?.0
}

fn unpacked(stream: &Stream) -> Vec<u8> {
    stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())
}

/// The names of what a content stream draws, as often as it does.
fn drawn(content: &[u8]) -> Vec<Vec<u8>> {
    if find(content, b"Do").is_none() {
        return Vec::new();
    }
    let Ok(content) = Content::decode(content) else { return Vec::new() };
    let draws = content.operations.iter().filter(|operation| operation.operator == "Do");
    draws.filter_map(|operation| operation.operands.first()?.as_name().ok().map(<[u8]>::to_vec)).collect()
}

fn dictionary_of(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

fn dereferenced<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}
