//! Indentation as depth.
//!
//! Word measures in twentieths of a point, and every office indents by another amount. What counts is only
//! which paragraphs begin further right than others: the columns at which numbered paragraphs begin are
//! ranked, and the rank is the depth. A draft that does not indent tells no depth.

use crate::read::blocks::{Block, Item, Kind};
use crate::read::outline::{enumerator, heads};

/// A paragraph and where its first line and its left edge stand.
#[derive(Debug)]
pub struct Placed {
    pub block: Block,
    pub first: i32,
    pub left: i32,
}

/// Columns closer than this (a tenth of an inch) are one.
const SAME_COLUMN: i32 = 144;

/// Depths told apart.
const DEEPEST: usize = 12;

/// Gives every paragraph its depth.
pub fn deepen(paragraphs: Vec<Placed>) -> Vec<Block> {
    let columns = columns(&paragraphs);
    paragraphs
        .into_iter()
        .map(|placed| {
            if columns.len() < 2 || placed.block.kind != Kind::Text || placed.block.centred {
                return placed.block;
            }
            deepened(placed, &columns)
        })
        .collect()
}

fn deepened(placed: Placed, columns: &[i32]) -> Block {
    let mut block = placed.block;
    let rank = |column: i32| columns.iter().filter(|&&other| other <= column + SAME_COLUMN).count().saturating_sub(1);
    if is_numbered(&block) || block.item != Item::None {
        block.depth = Some(rank(placed.first) as u8);
        if block.item == Item::None {
            block.item = Item::First(None);
        }
    } else if rank(placed.left) > 0 {
        (block.depth, block.item) = (Some(rank(placed.left) as u8), Item::Later);
    }
    block
}

/// The columns at which numbered paragraphs begin, from the left.
fn columns(paragraphs: &[Placed]) -> Vec<i32> {
    let mut all: Vec<i32> =
        paragraphs.iter().filter(|placed| is_numbered(&placed.block)).map(|placed| placed.first).collect();
    all.sort_unstable();
    all.dedup_by(|next, kept| *next - *kept < SAME_COLUMN);
    all.truncate(DEEPEST);
    all
}

fn is_numbered(block: &Block) -> bool {
    let text = block.lines.first().map_or("", |line| line.text.trim_start());
    block.kind == Kind::Text && enumerator::starts(heads::unquoted(text))
}
