//! Long runs of unchanged words within a line, folded: what stands near a change is kept.

use super::shown::{Kind, Line, Piece};

/// Unchanged words shown on each side of a change within a line.
const CONTEXT_WORDS: usize = 14;

/// What stands for words that are left out.
pub(super) struct Fold {
    /// Fewer words than this are not worth a fold.
    pub least: usize,
    /// What is said of so many words.
    pub told: fn(usize) -> String,
}

/// The line with the middle of each long unchanged run folded.
pub(super) fn folded(line: &Line, by: &Fold) -> Line {
    let last = line.pieces.len().saturating_sub(1);
    let fold = |(at, piece): (usize, &Piece)| match piece.kind {
        Kind::Same => shortened(piece, at == 0, at == last, by),
        _ => piece.clone(),
    };
    Line { pieces: line.pieces.iter().enumerate().map(fold).collect(), ..*line }
}

fn shortened(piece: &Piece, first: bool, last: bool, by: &Fold) -> Piece {
    let count = piece.text.split_whitespace().count();
    let (head, tail) = match (first, last) {
        (true, true) => (count, 0),
        (true, false) => (CONTEXT_WORDS / 2, CONTEXT_WORDS),
        (false, true) => (CONTEXT_WORDS, CONTEXT_WORDS / 2),
        (false, false) => (CONTEXT_WORDS, CONTEXT_WORDS),
    };
    // Where the old spelling has another number of words, the two would be cut at different places.
    let same_count = piece.was.as_ref().is_none_or(|was| was.split_whitespace().count() == count);
    if count < head + tail + by.least || !same_count {
        return piece.clone();
    }
    let hidden = (by.told)(count - head - tail);
    let cut = |text: &str| without_middle(text, head, tail, &hidden);
    Piece { kind: piece.kind, text: cut(&piece.text), was: piece.was.as_deref().map(cut), breaks: piece.breaks }
}

/// The first words and the last ones; spaces at the ends stay, by which a piece stands apart from its neighbours.
fn without_middle(text: &str, head: usize, tail: usize, hidden: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let edge = |is_there: bool| if is_there { " " } else { "" };
    let (before, after) = (edge(text.starts_with(char::is_whitespace)), edge(text.ends_with(char::is_whitespace)));
    let (head, tail) = (words[..head].join(" "), words[words.len() - tail..].join(" "));
    format!("{before}{head} {hidden} {tail}{after}")
}
