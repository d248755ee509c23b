//! Edits as lines of pieces to be shown: shared by every output that shows words.

use super::model::{Edit, Provision};

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Same,
    Old,
    New,
}

/// A run of text within a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub kind: Kind,
    pub text: String,
    /// The old draft's spelling, on text that is the same but for what is never a difference.
    pub was: Option<String>,
}

impl Piece {
    fn new(kind: Kind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into(), was: None }
    }
}

/// One provision's own line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    pub pieces: Vec<Piece>,
}

impl Line {
    /// The one kind of all its words, if it has one.
    pub fn kind(&self) -> Option<Kind> {
        let first = self.pieces.first()?.kind;
        self.pieces.iter().all(|piece| piece.kind == first).then_some(first)
    }
}

/// The lines of a provision's edits. What differs in form that is never a difference is shown as the new
/// draft has it; what two words share at their ends is taken out of the mark ("refueling," -> "refueling of,").
pub fn lines(provision: &Provision) -> Vec<Line> {
    lines_of(&provision.edits)
}

/// The lines of any edits.
pub fn lines_of(edits: &[Edit]) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    for piece in narrowed(edits) {
        for (at, part) in piece.text.split('\n').enumerate() {
            if at > 0 {
                trim_end(&mut lines);
                lines.push(Line::default());
            }
            push(&mut lines, piece.kind, part, was_of_line(&piece, at));
        }
    }
    trim_end(&mut lines);
    lines.retain(|line| !line.pieces.is_empty());
    lines
}

/// Edits in one line, without colour: `[-old-]{+new+}`.
#[cfg(any(test, feature = "docx"))]
pub(super) fn in_line(edits: &[Edit]) -> String {
    let mut out = String::new();
    for piece in narrowed(edits) {
        match piece.kind {
            Kind::Same => out.push_str(&piece.text),
            Kind::Old => out.push_str(&format!("[-{}-]", piece.text)),
            Kind::New => out.push_str(&format!("{{+{}+}}", piece.text)),
        }
    }
    out.replace('\n', " ")
}

/// The old spelling that belongs to one line of a piece: each its own, or all on the first line with words.
fn was_of_line(piece: &Piece, at: usize) -> Option<String> {
    let was = piece.was.as_deref()?;
    let lines = piece.text.split('\n').count();
    if was.split('\n').count() == lines {
        return was.split('\n').nth(at).map(str::to_owned);
    }
    let first = piece.text.split('\n').position(|line| !line.trim().is_empty()).unwrap_or(0);
    Some(if at == first { was.replace('\n', " ") } else { String::new() })
}

fn push(lines: &mut [Line], kind: Kind, text: &str, was: Option<String>) {
    let Some(line) = lines.last_mut() else { return };
    let text = if line.pieces.is_empty() { text.trim_start() } else { text };
    if text.is_empty() {
        return;
    }
    match line.pieces.last_mut() {
        Some(last) if last.kind == kind && last.was.is_none() && was.is_none() => last.text.push_str(text),
        _ => line.pieces.push(Piece { kind, text: text.to_owned(), was }),
    }
}

fn trim_end(lines: &mut [Line]) {
    if let Some(piece) = lines.last_mut().and_then(|line| line.pieces.last_mut()) {
        piece.text.truncate(piece.text.trim_end().len());
    }
}

/// Edits as pieces with a space between, each replacement narrowed to what differs.
fn narrowed(edits: &[Edit]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < edits.len() {
        let edit = &edits[at];
        let next = edits.get(at + 1).filter(|next| edit.op == "delete" && next.op == "insert");
        match next {
            Some(next) if edit.form && next.form => {
                spaced(&mut pieces, Kind::Same, &next.text);
                if let Some(piece) = pieces.last_mut() {
                    piece.was = Some(edit.text.clone());
                }
                at += 1;
            }
            Some(next) => {
                replacement(&mut pieces, &edit.text, &next.text);
                at += 1;
            }
            None => spaced(&mut pieces, kind_of(edit), &edit.text),
        }
        at += 1;
    }
    pieces
}

fn kind_of(edit: &Edit) -> Kind {
    match edit.op.as_str() {
        "delete" => Kind::Old,
        "insert" => Kind::New,
        _ => Kind::Same,
    }
}

/// Appends a piece; words of neighbouring pieces are parted by a space, which belongs to neither mark.
fn spaced(pieces: &mut Vec<Piece>, kind: Kind, text: &str) {
    let parted = text.starts_with('\n') || pieces.last().is_none_or(|last| last.text.ends_with([' ', '\n']));
    if !parted {
        pieces.push(Piece::new(Kind::Same, " "));
    }
    pieces.push(Piece::new(kind, text));
}

fn replacement(pieces: &mut Vec<Piece>, old: &str, new: &str) {
    if let (Some(old), Some(new)) = (old.strip_prefix('\n'), new.strip_prefix('\n')) {
        pieces.push(Piece::new(Kind::Same, "\n"));
        return replacement(pieces, old, new);
    }
    // Over several lines the parts would come to stand on lines of their own, and tear a word.
    let narrows = !old.contains('\n') && !new.contains('\n');
    let (start, end) = if narrows { shared_ends(old, new) } else { (0, 0) };
    let (old_middle, new_middle) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    if start > 0 {
        spaced(pieces, Kind::Same, &old[..start]);
        pieces.extend([Piece::new(Kind::Old, old_middle), Piece::new(Kind::New, new_middle)]);
    } else {
        spaced(pieces, Kind::Old, old_middle);
        pieces.push(Piece::new(Kind::New, new_middle));
    }
    if end > 0 {
        pieces.push(Piece::new(Kind::Same, &old[old.len() - end..]));
    }
    pieces.retain(|piece| !piece.text.is_empty());
}

/// Bytes that both texts of a replacement share at the start and at the end, and that need no mark.
pub(super) fn shared_ends(old: &str, new: &str) -> (usize, usize) {
    let start = shared_start(old, new);
    (start, shared_end(&old[start..], &new[start..]))
}

/// Bytes both texts share at the start, up to the end of a word in both; never inside a word or number.
fn shared_start(old: &str, new: &str) -> usize {
    let shared = old
        .char_indices()
        .zip(new.chars())
        .find(|((_, a), b)| a != b)
        .map_or(old.len().min(new.len()), |((at, _), _)| at);
    let is_edge = |text: &str, at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at..].chars().next();
        let figure =
            before.is_some_and(|c| c.is_ascii_digit()) && text[at..].chars().nth(1).is_some_and(|c| c.is_ascii_digit());
        before.is_some_and(char::is_alphanumeric) && !after.is_some_and(is_inner) && !figure
    };
    (1..=shared)
        .rev()
        .filter(|&at| old.is_char_boundary(at))
        .find(|&at| is_edge(old, at) && is_edge(new, at))
        .unwrap_or(0)
}

/// Bytes of a sentence's punctuation both texts share at the end.
fn shared_end(old: &str, new: &str) -> usize {
    let shared = old
        .chars()
        .rev()
        .zip(new.chars().rev())
        .take_while(|(a, b)| a == b && matches!(a, '.' | ',' | ';' | ':' | '—'));
    let end: usize = shared.map(|(c, _)| c.len_utf8()).sum();
    if end == old.len() && end == new.len() { 0 } else { end }
}

/// Whether a character goes on with the word or number before it.
fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(edits: &[(&str, &str)]) -> String {
        let edits = edits
            .iter()
            .map(|(op, text)| Edit { op: (*op).into(), text: (*text).into(), form: false })
            .collect::<Vec<_>>();
        in_line(&edits)
    }

    #[test]
    fn a_replacement_is_narrowed_to_what_differs_and_never_inside_a_number() {
        assert_eq!(
            shown(&[
                ("equal", "in-flight"),
                ("delete", "refueling,"),
                ("insert", "refueling of,"),
                ("equal", "non-United")
            ]),
            "in-flight refueling{+ of+}, non-United"
        );
        assert_eq!(shown(&[("delete", "$5,000,000;"), ("insert", "$5,500,000;")]), "[-$5,000,000-]{+$5,500,000+};");
        assert_eq!(shown(&[("equal", "it"), ("delete", "shall"), ("insert", "may")]), "it [-shall-]{+may+}");
    }

    #[test]
    fn what_is_replaced_over_several_lines_tears_no_word() {
        let told = shown(&[("delete", "issuer.\n(A) old."), ("insert", "issuer,\n(B) new.")]);
        assert_eq!(told, "[-issuer. (A) old.-]{+issuer, (B) new.+}");
    }

    #[test]
    fn an_insertion_is_parted_from_its_neighbours_outside_the_mark() {
        assert_eq!(shown(&[("equal", "a"), ("insert", "b c"), ("equal", "d")]), "a {+b c+} d");
    }
}
