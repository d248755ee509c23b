//! Bounds: what a file may ask of the library that reads it.
//!
//! The library follows what a file says: it inflates streams to whatever length they have, looks for what a
//! page inherits in its parent and the parent's parent, and draws a form by reading the form's own content,
//! which may draw others. A file made to do harm has a stream that inflates a thousandfold, a page that is its
//! own ancestor, a form that draws itself. All three are found here, before the library sees them.

use std::io::Read;

use flate2::read::ZlibDecoder;
use pdf_extract::{Dictionary, Document, Object, ObjectId, content::Content};
use rustc_hash::FxHashMap;

use super::glyphs::broken;
use crate::read::Problem;

/// Most bytes that all streams of a file may inflate to together.
const MAX_INFLATED: u64 = 1 << 30;

/// Farthest ancestor a page inherits from; a balanced tree of a million pages has 20.
const MAX_ANCESTORS: usize = 64;

/// Deepest nesting of forms, and most forms drawn for one page.
const MAX_FORM_DEPTH: usize = 12;
const MAX_FORMS_DRAWN: u64 = 2_000;

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
        let inflated = std::io::copy(&mut ZlibDecoder::new(data).take(left), &mut std::io::sink()).unwrap_or(0);
        left -= inflated.min(left);
        if left == 0 {
            return Err(Problem::new(
                format!("the PDF holds more than {} MB of data", MAX_INFLATED >> 20),
                "No bill is that large: check what file this is",
            ));
        }
    }
    Ok(())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// Takes pictures out of a document, and refuses what goes round in circles.
///
/// # Errors
/// A page is its own ancestor, or a form draws itself or too many others.
pub(super) fn tame(document: &mut Document) -> Result<(), Problem> {
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image")
        {
            // The library would read a picture as if it were text.
            stream.dict.remove(b"Filter");
            stream.set_content(Vec::new());
        }
    }
    let forms = Forms::of(document);
    for page in document.page_iter() {
        check_ancestors(document, page)?;
        forms.check(document, page)?;
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

/// What each form of a document draws.
struct Forms {
    draws: FxHashMap<ObjectId, Vec<ObjectId>>,
    /// Every form by its names: a form or page without resources of its own uses those above it.
    named: FxHashMap<Vec<u8>, Vec<ObjectId>>,
}

impl Forms {
    fn of(document: &Document) -> Self {
        let mut forms = Self { draws: FxHashMap::default(), named: FxHashMap::default() };
        for object in document.objects.values() {
            let Some(node) = dictionary_of(object) else { continue };
            let resources = node.get(b"Resources").ok().and_then(|found| dereferenced(document, found)).unwrap_or(node);
            let Some(names) = resources.get(b"XObject").ok().and_then(|found| dereferenced(document, found)) else {
                continue;
            };
            for (name, form) in names {
                if let Ok(id) = form.as_reference() {
                    forms.named.entry(name.clone()).or_default().push(id);
                }
            }
        }
        for (&id, object) in &document.objects {
            let Object::Stream(stream) = object else { continue };
            if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Form") {
                let names = drawn(&stream.decompressed_content().unwrap_or_else(|_| stream.content.clone()));
                let found = forms.resolve(document, &stream.dict, &names);
                forms.draws.insert(id, found);
            }
        }
        forms
    }

    /// The forms that names stand for.
    fn resolve(&self, document: &Document, node: &Dictionary, names: &[Vec<u8>]) -> Vec<ObjectId> {
        let own = node.get(b"Resources").ok().and_then(|found| dereferenced(document, found));
        let own = own.and_then(|found| found.get(b"XObject").ok()).and_then(|found| dereferenced(document, found));
        match own {
            Some(forms) => names.iter().filter_map(|name| forms.get(name).ok()?.as_reference().ok()).collect(),
            None => names.iter().filter_map(|name| self.named.get(name)).flatten().copied().collect(),
        }
    }

    /// Counts the forms drawn for a page, level by level.
    fn check(&self, document: &Document, page: ObjectId) -> Result<(), Problem> {
        if self.draws.values().all(Vec::is_empty) && self.draws.len() < MAX_FORMS_DRAWN as usize {
            return Ok(());
        }
        let names = drawn(&document.get_page_content(page).unwrap_or_default());
        let Ok(node) = document.get_dictionary(page) else { return Ok(()) };
        let mut level: FxHashMap<ObjectId, u64> = FxHashMap::default();
        for form in self.resolve(document, node, &names) {
            *level.entry(form).or_default() += 1;
        }
        let mut total: u64 = 0;
        for _ in 0..MAX_FORM_DEPTH {
            total = level.values().fold(total, |total, times| total.saturating_add(*times));
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
        if level.is_empty() && total <= MAX_FORMS_DRAWN {
            return Ok(());
        }
        Err(broken("a form of the PDF draws itself, or too many others"))
    }
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
