//! How alike two texts are: words they share, weighted by rarity.
//!
//! A text is a bag of word forms. Two texts' likeness is the weight of what they share against the weight of
//! both (Dice). Rare words weigh more: "Mexico" tells more than "Secretary". Bags are sorted lists of
//! integers, so comparing two is one merge.

use super::Drafts;
use super::words::{Token, WordRange, Words};

/// How much each word form weighs, for both drafts together.
pub struct Weights {
    /// For each form its rank: 0 is the heaviest.
    ranks: Vec<Rank>,
    /// For each rank its weight.
    weights: Vec<f32>,
}

/// A word form by its weight: the heavier, the smaller.
pub type Rank = u32;

/// The lightest a word may weigh: the commonest words still count a little, so that texts made of nothing
/// else can be told apart.
const LEAST_WEIGHT: f32 = 0.15;

impl Weights {
    /// Weighs by the number of units a form stands in: `ln(1 + units / holding)`, scaled so that a word of
    /// a single unit weighs 1.
    pub fn new(drafts: &Drafts<'_>) -> Self {
        let forms = drafts.lexicon.form_count();
        let mut holding = vec![0u32; forms];
        let mut last_unit = vec![u32::MAX; forms];
        let mut units = 0;
        for (bill, words) in [(drafts.bills.old, &drafts.words.old), (drafts.bills.new, &drafts.words.new)] {
            for unit in bill.units() {
                for &form in &words.forms[range(words.between(unit.id, unit.end))] {
                    if last_unit[form as usize] != units {
                        last_unit[form as usize] = units;
                        holding[form as usize] += 1;
                    }
                }
                units += 1;
            }
        }
        let most = (1.0 + units as f32).ln().max(1.0);
        let weigh = |&holding: &u32| ((1.0 + units as f32 / holding.max(1) as f32).ln() / most).max(LEAST_WEIGHT);
        let mut of_form: Vec<f32> = holding.iter().map(weigh).collect();
        // Words without letter or digit weigh nothing.
        if let Some(none) = of_form.first_mut() {
            *none = 0.0;
        }
        let mut by_weight: Vec<Token> = (0..forms as Token).collect();
        by_weight.sort_by(|&a, &b| of_form[b as usize].total_cmp(&of_form[a as usize]));
        let mut ranks = vec![0; forms];
        by_weight.iter().enumerate().for_each(|(rank, &form)| ranks[form as usize] = rank as Rank);
        Self { ranks, weights: by_weight.iter().map(|&form| of_form[form as usize]).collect() }
    }

    /// The weight of one form.
    pub fn of(&self, form: Rank) -> f32 {
        self.weights[form as usize]
    }

    /// The bag of a run of words.
    pub fn bag(&self, words: &Words, at: WordRange) -> Bag {
        let mut forms: Vec<Rank> = words.forms[range(at)].iter().map(|&form| self.ranks[form as usize]).collect();
        forms.sort_unstable();
        let mut bag = Bag { words: forms.len() as u32, ..Bag::default() };
        for form in forms {
            let weight = self.of(form);
            if weight == 0.0 {
                continue;
            }
            bag.weight += weight;
            match bag.counts.last_mut() {
                Some((last, count)) if *last == form => *count += 1,
                _ => bag.counts.push((form, 1)),
            }
        }
        bag
    }

    /// The weight two bags share.
    pub fn common(&self, a: &Bag, b: &Bag) -> f32 {
        let (mut i, mut j, mut common) = (0, 0, 0.0);
        while let (Some(&(x, n)), Some(&(y, m))) = (a.counts.get(i), b.counts.get(j)) {
            match x.cmp(&y) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    common += self.of(x) * n.min(m) as f32;
                    i += 1;
                    j += 1;
                }
            }
        }
        common
    }

    /// Dice: 1 for the same words, 0 for none in common. Two empty bags are not alike.
    pub fn dice(&self, a: &Bag, b: &Bag) -> f32 {
        ratio(2.0 * self.common(a, b), a.weight + b.weight)
    }

    /// What remains of `a` when the words of `b` are taken out.
    pub fn rest(&self, a: &Bag, b: &Bag) -> Bag {
        let mut rest = Bag::default();
        let mut j = 0;
        for &(form, count) in &a.counts {
            while b.counts.get(j).is_some_and(|&(other, _)| other < form) {
                j += 1;
            }
            let taken = b.counts.get(j).filter(|&&(other, _)| other == form).map_or(0, |&(_, count)| count);
            if count > taken {
                rest.counts.push((form, count - taken));
                rest.words += count - taken;
                rest.weight += self.of(form) * (count - taken) as f32;
            }
        }
        rest
    }
}

/// Word forms with how often each stands, the heaviest first.
#[derive(Debug, Clone, Default)]
pub struct Bag {
    pub counts: Vec<(Rank, u32)>,
    /// All words, weighty or not.
    pub words: u32,
    /// The sum of all weights.
    pub weight: f32,
}

pub(super) fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// A word range as indexes.
pub(super) fn range(words: WordRange) -> std::ops::Range<usize> {
    words.start as usize..words.end as usize
}
