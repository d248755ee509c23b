//! How much of one provision stands in another.

use rustc_hash::FxHashSet;

use super::sketch::{RUN, runs};

/// From this share on a provision stands in the other.
pub const STANDS: f32 = 0.8;

/// How a provision stands in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same words; its number, marks and letter case aside.
    Exact,
    /// Most words of either stand in the other.
    Near,
    /// Its words stand in the other, which says more.
    Within,
}

impl Likeness {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
            Self::Within => "within",
        }
    }
}

/// Two provisions of different bills, by their numbers in the survey.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Twin {
    pub of: u32,
    pub within: u32,
    pub likeness: Likeness,
    /// Of the words of the first, 0 to 1.
    pub share: f32,
}

/// The twins among candidates whose words are known.
pub fn twins<'w>(pairs: &[(u32, u32)], words: impl Fn(u32) -> Option<&'w [u64]>) -> Vec<Twin> {
    let mut twins = Vec::new();
    for &(one, other) in pairs {
        let (Some(words_of_one), Some(words_of_other)) = (words(one), words(other)) else { continue };
        let stands = between(words_of_one, words_of_other);
        for (found, of, within) in [(stands[0], one, other), (stands[1], other, one)] {
            twins.extend(found.map(|(likeness, share)| Twin { of, within, likeness, share }));
        }
    }
    twins
}

/// For each of two provisions how it stands in the other, and the share of its words; none that does not stand there.
pub fn between(one: &[u64], other: &[u64]) -> [Option<(Likeness, f32)>; 2] {
    let shares = [covered(one, other), covered(other, one)];
    let is_near = shares.iter().all(|share| *share >= STANDS);
    let likeness = if is_near { Likeness::Near } else { Likeness::Within };
    shares.map(|share| (share >= STANDS).then_some((likeness, share)))
}

/// The share of words that stand in runs of [`RUN`] that the other has.
fn covered(words: &[u64], other: &[u64]) -> f32 {
    let known: FxHashSet<u64> = runs(other).collect();
    let (mut count, mut counted) = (0, 0);
    for (at, run) in runs(words).enumerate() {
        if known.contains(&run) {
            count += at + RUN - counted.max(at);
            counted = at + RUN;
        }
    }
    count as f32 / words.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_what() {
        let words: Vec<u64> = (1..=60).collect();
        let longer: Vec<u64> = (100..200).chain(1..=60).chain(300..310).collect();
        assert_eq!(between(&words, &longer), [Some((Likeness::Within, 1.0)), None]);
        let mut changed = words.clone();
        changed[30] = 99;
        assert_eq!(between(&words, &changed).map(|told| told.map(|told| told.0)), [Some(Likeness::Near); 2]);
        assert_eq!(covered(&words, &changed), 59.0 / 60.0);
        let other: Vec<u64> = (500..560).collect();
        assert_eq!(between(&words, &other), [None, None]);
        assert_eq!(covered(&[], &words), 0.0);
    }
}
