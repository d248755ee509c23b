//! The two drafts of a comparison.

/// A thing of the old draft and the same thing of the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sides<T> {
    pub old: T,
    pub new: T,
}

impl<T> Sides<T> {
    pub fn new(old: T, new: T) -> Self {
        Self { old, new }
    }

    pub fn as_ref(&self) -> Sides<&T> {
        Sides { old: &self.old, new: &self.new }
    }

    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Sides<U> {
        Sides { old: change(self.old), new: change(self.new) }
    }
}
