//! The enumerators of all paragraphs, so that one can be read by those that follow it.

use super::{enumerator, heads, ladder, told};
use crate::read::lines::Paragraph;

/// See the module's page.
pub(super) struct Markers<'p> {
    /// Without brackets; an empty one where a section begins.
    inner: Vec<&'p str>,
    /// For each paragraph, the first marker after it.
    after: Vec<u32>,
}

impl<'p> Markers<'p> {
    pub(super) fn of(paragraphs: &'p [Paragraph]) -> Self {
        let mut markers = Self { inner: Vec::new(), after: Vec::with_capacity(paragraphs.len()) };
        for paragraph in paragraphs {
            let text = heads::unquoted(&paragraph.text);
            if told::section(paragraph, text).is_some() {
                markers.inner.push("");
            } else if let Some(enumerator) = enumerator::at_start(text) {
                markers.inner.push(enumerator.inner);
            }
            markers.after.push(markers.inner.len() as u32);
        }
        markers
    }

    /// The markers after one paragraph, as far as the ladder looks ahead.
    pub(super) fn ahead(&self, at: usize) -> &[&'p str] {
        let from = self.after[at] as usize;
        let to = self.inner.len().min(from + ladder::LOOK_AHEAD);
        &self.inner[from..to]
    }
}
