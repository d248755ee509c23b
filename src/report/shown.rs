//! Edits as lines of pieces to be shown: shared by every output that shows words.

use super::model::{Edit, Provision, Stand};

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
    /// Line breaks of the edits before it.
    pub breaks: usize,
}

impl Piece {
    fn new(kind: Kind, text: impl Into<String>, breaks: usize) -> Self {
        Self { kind, text: text.into(), was: None, breaks }
    }
}

/// One provision's own line, with what goes on with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    pub pieces: Vec<Piece>,
    /// In how many other lines of its unit it stands.
    pub depth: usize,
    /// It is law written into another act.
    pub quoted: bool,
}

impl Line {
    /// A line of one kind.
    pub fn of(kind: Kind, text: impl Into<String>) -> Self {
        Self { pieces: vec![Piece::new(kind, text, 0)], ..Self::default() }
    }

    /// The one kind of all its words, if it has one.
    pub fn kind(&self) -> Option<Kind> {
        let first = self.pieces.first()?.kind;
        self.pieces.iter().all(|piece| piece.kind == first).then_some(first)
    }
}

/// The lines of a provision's edits. What differs in form that is never a difference is shown as the new
/// draft has it; what two words share at their ends is taken out of the mark ("refueling," -> "refueling of,").
/// What goes on with the line before it is part of that.
pub fn lines(provision: &Provision) -> Vec<Line> {
    told(&provision.edits, &provision.lines.stands())
}

/// The lines of any edits.
pub fn lines_of(edits: &[Edit]) -> Vec<Line> {
    told(edits, &[])
}

fn told(edits: &[Edit], stands: &[Stand]) -> Vec<Line> {
    let stand = |at: usize| stands.get(at).copied().unwrap_or_default();
    let line = |at: usize| Line { pieces: Vec::new(), depth: stand(at).depth.into(), quoted: stand(at).quoted };
    let mut lines = vec![line(0)];
    for piece in narrowed(edits) {
        for (at, part) in piece.text.split('\n').enumerate() {
            let number = piece.breaks + at;
            if at > 0 && stand(number).joined {
                push(&mut lines, Piece::new(Kind::Same, " ", number));
            } else if at > 0 {
                trim_end(&mut lines);
                lines.push(line(number));
            }
            push(
                &mut lines,
                Piece { kind: piece.kind, text: part.to_owned(), was: was_of_line(&piece, at), breaks: number },
            );
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

fn push(lines: &mut [Line], mut piece: Piece) {
    let Some(line) = lines.last_mut() else { return };
    if line.pieces.is_empty() {
        piece.text.drain(..piece.text.len() - piece.text.trim_start().len());
    }
    if piece.text.is_empty() {
        return;
    }
    match line.pieces.last_mut() {
        Some(last) if last.kind == piece.kind && last.was.is_none() && piece.was.is_none() => {
            last.text.push_str(&piece.text)
        }
        _ => line.pieces.push(piece),
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
    let mut breaks = 0;
    let mut at = 0;
    while at < edits.len() {
        let edit = &edits[at];
        let next = edits.get(at + 1).filter(|next| edit.op == "delete" && next.op == "insert");
        match next {
            Some(next) if edit.form && next.form => {
                spaced(&mut pieces, Piece::new(Kind::Same, &*next.text, breaks + breaks_in(&edit.text)));
                if let Some(piece) = pieces.last_mut() {
                    piece.was = Some(edit.text.clone());
                }
            }
            Some(next) => {
                let old = Piece::new(Kind::Old, &*edit.text, breaks);
                replacement(&mut pieces, old, Piece::new(Kind::New, &*next.text, breaks + breaks_in(&edit.text)));
            }
            None => spaced(&mut pieces, Piece::new(kind_of(edit), &*edit.text, breaks)),
        }
        breaks += breaks_in(&edit.text) + next.map_or(0, |next| breaks_in(&next.text));
        at += 1 + usize::from(next.is_some());
    }
    pieces
}

fn breaks_in(text: &str) -> usize {
    text.matches('\n').count()
}

fn kind_of(edit: &Edit) -> Kind {
    match edit.op.as_str() {
        "delete" => Kind::Old,
        "insert" => Kind::New,
        _ => Kind::Same,
    }
}

/// Appends a piece; words of neighbouring pieces are parted by a space, which belongs to neither mark.
fn spaced(pieces: &mut Vec<Piece>, piece: Piece) {
    let parted = piece.text.starts_with('\n') || pieces.last().is_none_or(|last| last.text.ends_with([' ', '\n']));
    if !parted {
        pieces.push(Piece::new(Kind::Same, " ", piece.breaks));
    }
    pieces.push(piece);
}

fn replacement(pieces: &mut Vec<Piece>, mut old: Piece, mut new: Piece) {
    while old.text.starts_with('\n') && new.text.starts_with('\n') {
        // One line of both, which stands as the new draft has it.
        pieces.push(Piece::new(Kind::Same, "\n", new.breaks));
        for piece in [&mut old, &mut new] {
            piece.text.remove(0);
            piece.breaks += 1;
        }
    }
    // Over several lines the parts would come to stand on lines of their own, and tear a word.
    let narrows = !old.text.contains('\n') && !new.text.contains('\n');
    let (start, end) = if narrows { shared_ends(&old.text, &new.text) } else { (0, 0) };
    let tail = old.text.split_off(old.text.len() - end);
    let head = new.text[..start].to_owned();
    new.text.truncate(new.text.len() - end);
    for piece in [&mut old, &mut new] {
        piece.text.drain(..start);
    }
    let breaks = new.breaks;
    if head.is_empty() {
        spaced(pieces, old);
        pieces.push(new);
    } else {
        spaced(pieces, Piece::new(Kind::Same, head, breaks));
        pieces.extend([old, new]);
    }
    pieces.push(Piece::new(Kind::Same, tail, breaks));
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
