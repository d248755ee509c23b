//! Edits as paragraphs. In Word the mark that ends a paragraph is struck or inserted like a word: a paragraph that
//! is new as a whole has a new mark, and nothing is left of it where it is rejected.

use std::mem::take;

use crate::Sides;
use crate::report::shown::{Kind, shared_ends};

/// Words of one kind; a line break stands before each that begins a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub kind: Kind,
    pub text: String,
}

/// A paragraph and what its mark is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    pub runs: Vec<Run>,
    pub mark: Kind,
}

/// The paragraphs of a unit, each with its mark.
pub fn paragraphs(runs: &[Run]) -> Vec<Paragraph> {
    let mut line = Line::default();
    // The unit begins a paragraph: its first words are treated as if they stood behind the break before it.
    line.atoms.push(Atom::Break(Kind::Same));
    let mut at = 0;
    while at < runs.len() {
        let is_pair = runs[at].kind == Kind::Old && runs.get(at + 1).is_some_and(|next| next.kind == Kind::New);
        let end = at + 1 + usize::from(is_pair);
        if is_pair {
            let ends_line = runs.get(end).is_none_or(|next| next.text.starts_with('\n'));
            line.replacement(&lines(&runs[at]), &lines(&runs[at + 1]), ends_line);
        } else {
            line.lines(runs[at].kind, &lines(&runs[at]));
        }
        at = end;
    }
    line.atoms.push(Atom::Break(Kind::Same));
    line.finish()
}

/// The lines of a run. The first goes on with the line before, and is empty where the run begins one.
fn lines(run: &Run) -> Vec<&str> {
    run.text.split('\n').collect()
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Atom {
    Text(Run),
    /// Ends a paragraph.
    Break(Kind),
}

/// The paragraphs of a unit in the making.
#[derive(Debug, Default)]
struct Line {
    atoms: Vec<Atom>,
    /// Whether the line that is open has words already, in each draft.
    begun: Sides<bool>,
}

impl Line {
    fn push(&mut self, kind: Kind, text: &str) {
        if !text.is_empty() {
            self.atoms.push(Atom::Text(Run { kind, text: text.to_owned() }));
            self.begun.old |= kind != Kind::New;
            self.begun.new |= kind != Kind::Old;
        }
    }

    /// Words, parted by a space from those before them.
    fn words(&mut self, kind: Kind, text: &str) {
        let parted = kind != Kind::New && self.begun.old || kind != Kind::Old && self.begun.new;
        if parted && !text.is_empty() {
            self.push(kind, " ");
        }
        self.push(kind, text);
    }

    fn end(&mut self, kind: Kind) {
        self.atoms.push(Atom::Break(kind));
        self.begun.old &= kind == Kind::New;
        self.begun.new &= kind == Kind::Old;
    }

    fn lines(&mut self, kind: Kind, lines: &[&str]) {
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                self.end(kind);
            }
            self.words(kind, line);
        }
    }

    /// Old lines and those in their place. Whole lines stay paragraphs of their own, a single one is marked within.
    fn replacement(&mut self, old: &[&str], new: &[&str], ends_line: bool) {
        self.pair(old[0], new[0]);
        let (old, new) = (&old[1..], &new[1..]);
        let both = old.split_last().zip(new.split_last());
        let Some(((last_old, old_lines), (last_new, new_lines))) =
            both.filter(|_| !ends_line || old.len() + new.len() == 2)
        else {
            for (kind, lines) in [(Kind::Old, old), (Kind::New, new)] {
                for line in lines {
                    self.end(kind);
                    self.words(kind, line);
                }
            }
            return;
        };
        self.end(Kind::Same);
        for (kind, lines) in [(Kind::Old, old_lines), (Kind::New, new_lines)] {
            for line in lines {
                self.words(kind, line);
                self.end(kind);
            }
        }
        self.pair(last_old, last_new);
    }

    /// Old words and those in their place, without what both share at their ends.
    fn pair(&mut self, old: &str, new: &str) {
        if self.begun.old != self.begun.new || old.is_empty() || new.is_empty() {
            self.words(Kind::Old, old);
            self.words(Kind::New, new);
            return;
        }
        if self.begun.old {
            self.push(Kind::Same, " ");
        }
        let (start, end) = shared_ends(old, new);
        self.push(Kind::Same, &old[..start]);
        self.push(Kind::Old, &old[start..old.len() - end]);
        self.push(Kind::New, &new[start..new.len() - end]);
        self.push(Kind::Same, &old[old.len() - end..]);
    }

    fn finish(mut self) -> Vec<Paragraph> {
        rotate(&mut self.atoms);
        let mut paragraphs = Vec::new();
        let mut runs: Vec<Run> = Vec::new();
        // The first break is the one before the unit.
        for atom in self.atoms.into_iter().skip(1) {
            match atom {
                Atom::Break(mark) => paragraphs.push(Paragraph { runs: take(&mut runs), mark }),
                Atom::Text(run) => match runs.last_mut().filter(|last| last.kind == run.kind) {
                    Some(last) => last.text.push_str(&run.text),
                    None => runs.push(run),
                },
            }
        }
        paragraphs
    }
}

/// A break is told before the line that it begins, and Word has it behind the line that it ends. Where whole lines
/// of one kind are followed by a break that both drafts have, that one comes before them and each takes its own mark:
/// the same lines in either draft, and none torn.
fn rotate(atoms: &mut [Atom]) {
    let mut at = 0;
    while at < atoms.len() {
        let Atom::Break(kind @ (Kind::Old | Kind::New)) = atoms[at] else {
            at += 1;
            continue;
        };
        let mut chain = vec![at];
        let mut of = kind;
        let end = loop {
            let from = chain[chain.len() - 1] + 1;
            let Some(next) = (from..atoms.len()).find(|&next| matches!(atoms[next], Atom::Break(_))) else {
                break None;
            };
            if !atoms[from..next].iter().all(|atom| matches!(atom, Atom::Text(run) if run.kind == of)) {
                break None;
            }
            chain.push(next);
            match atoms[next] {
                Atom::Break(Kind::Same) => break Some(next),
                Atom::Break(kind) => of = kind,
                Atom::Text(_) => break None,
            }
        };
        // Behind words of its kind, which went on to the next lines, Word itself marks the ends of these.
        let goes_on = matches!(&atoms[at - 1], Atom::Text(run) if run.kind == kind);
        at = chain[chain.len() - 1] + 1;
        if end.is_some() && !goes_on {
            let marks: Vec<Atom> = chain.iter().map(|&at| atoms[at].clone()).collect();
            for (place, mark) in chain.iter().zip(marks.iter().cycle().skip(marks.len() - 1)) {
                atoms[*place] = mark.clone();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(kind: Kind, text: &str) -> Run {
        Run { kind, text: text.to_owned() }
    }

    /// `[-old-]{+new+}`, and the marks as `¶`.
    fn told(runs: &[(Kind, &str)]) -> String {
        let runs: Vec<Run> = runs.iter().map(|(kind, text)| run(*kind, text)).collect();
        let mark = |kind: Kind, text: &str| match kind {
            Kind::Same => text.to_owned(),
            Kind::Old => format!("[-{text}-]"),
            Kind::New => format!("{{+{text}+}}"),
        };
        let mut out = String::new();
        for paragraph in paragraphs(&runs) {
            paragraph.runs.iter().for_each(|run| out.push_str(&mark(run.kind, &run.text)));
            out.push_str(&mark(paragraph.mark, "¶"));
        }
        out
    }

    use Kind::{New, Old, Same};

    #[test]
    fn a_whole_paragraph_takes_its_own_mark() {
        assert_eq!(told(&[(Same, "a"), (New, "\nb\nc"), (Same, "\nd")]), "a¶{+b+}{+¶+}{+c+}{+¶+}d¶");
        assert_eq!(told(&[(Same, "a"), (Old, "\nb")]), "a¶[-b-][-¶-]");
    }

    #[test]
    fn a_replaced_line_is_one_paragraph_and_several_are_apart() {
        assert_eq!(told(&[(Same, "a"), (Old, "\nb"), (New, "\nc"), (Same, "\nd")]), "a¶[-b-]{+c+}¶d¶");
        assert_eq!(
            told(&[(Same, "x"), (Old, "\na\nb"), (New, "\nc\nd\ne"), (Same, "\nf")]),
            "x¶[-a-][-¶-][-b-][-¶-]{+c+}{+¶+}{+d+}{+¶+}{+e+}{+¶+}f¶"
        );
    }

    #[test]
    fn a_paragraph_that_both_drafts_go_on_with_is_one() {
        assert_eq!(told(&[(Same, "a"), (Old, "\nb"), (Same, "c")]), "a[-¶-][-b-] c¶");
        assert_eq!(
            told(&[(Same, "a"), (Old, "\nb\nc"), (New, "\nd\ne"), (Same, "f")]),
            "a¶[-b-][-¶-]{+d+}{+¶+}[-c-]{+e+} f¶"
        );
    }

    #[test]
    fn spaces_stand_outside_the_marks_of_a_replacement() {
        assert_eq!(told(&[(Same, "it"), (Old, "shall,"), (New, "may,"), (Same, "if")]), "it [-shall-]{+may+}, if¶");
    }
}
