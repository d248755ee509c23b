//! `word/document.xml`: the units, each a heading and its paragraphs.

use super::comments::Comments;
use super::heading::Head;
use super::paragraphs::{Paragraph, Run, paragraphs};
use super::sequence::{Elsewhere, Entry, Fate, sequence};
use super::xml::{Part, Xml};
use super::{AUTHOR, heading};
use crate::Sides;
use crate::report::model::{Provision, Report, Stand};
use crate::report::shown::Kind;

/// Ranks of headings that there are styles for.
const MOST_RANKS: usize = 6;

/// Other marks need no time, but the schema asks for one where a move begins (`CT_MoveBookmark`): the archive's own.
const NO_TIME: &str = "1980-01-01T00:00:00Z";

/// Deepest line that there is a style for.
const DEEPEST: u8 = 7;

/// Parts words that stay on one line.
const NO_BREAK: &str = "\u{a0}";

/// How words or a paragraph's mark are tracked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    Deleted,
    Inserted,
    MovedFrom,
    MovedTo,
}

impl Mark {
    fn of(fate: Fate, kind: Kind) -> Self {
        match (fate, kind) {
            (Fate::Old(Elsewhere::Moved(_)), Kind::Same) => Self::MovedFrom,
            (Fate::New(Elsewhere::Moved(_)), Kind::Same) => Self::MovedTo,
            (Fate::Old(_), _) | (Fate::Kept, Kind::Old) => Self::Deleted,
            (Fate::New(_), _) | (Fate::Kept, Kind::New) => Self::Inserted,
            (Fate::Kept, Kind::Same) => Self::None,
        }
    }

    /// As the mark of a paragraph. LibreOffice leaves empty paragraphs where such a mark is moved.
    fn of_paragraph(self) -> Self {
        match self {
            Self::MovedFrom => Self::Deleted,
            Self::MovedTo => Self::Inserted,
            other => other,
        }
    }

    fn element(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Deleted => Some("w:del"),
            Self::Inserted => Some("w:ins"),
            Self::MovedFrom => Some("w:moveFrom"),
            Self::MovedTo => Some("w:moveTo"),
        }
    }
}

/// Writes the document; comments are numbered as they are met.
pub fn write(report: &Report, comments: &mut Comments) -> Part {
    let mut body = Body { xml: Xml::part("w:document"), ids: 0, before: 0, last: Mark::None };
    body.xml.open("w:body", &[]);
    let entries = sequence(report);
    for (at, entry) in entries.iter().enumerate() {
        let first = (at == 0).then(|| comments.of_document(report));
        let told: Vec<usize> = first.into_iter().chain(comments.of(report, entry)).collect();
        body.unit(entry, &told);
    }
    // The mark of the last paragraph cannot be taken away: where it is tracked, or where there is none, one follows.
    if entries.is_empty() || body.last != Mark::None {
        body.xml.empty("w:p", &[]);
    }
    body.section();
    body.xml.finish()
}

struct Body {
    xml: Xml,
    /// Marks so far: each has a number of its own.
    ids: usize,
    /// Rank of the heading before.
    before: usize,
    /// Of the last paragraph.
    last: Mark,
}

impl Body {
    fn unit(&mut self, entry: &Entry<'_>, told: &[usize]) {
        let heads = heads(entry);
        let (runs, stands) = runs(entry, heads);
        let mut looks = Looks::new(self.rank(entry.provision), heads.map(|head| head.words > 0), stands, entry.fate);
        let mut range = None;
        for (at, paragraph) in paragraphs(&runs).iter().enumerate() {
            let look = looks.next(paragraph);
            let centred = entry.provision.level != "section" && matches!(look, Look::Heading(_));
            self.last = Mark::of(entry.fate, paragraph.mark);
            self.xml.open("w:p", &[]);
            self.properties(&look.style(), centred);
            if at == 0 {
                range = self.begin_move(entry.fate);
                self.begin_comments(told);
            }
            self.runs(paragraph, entry.fate);
            if at == 0 {
                self.end_comments(told, Mark::of(entry.fate, Kind::Same));
            }
            self.xml.close();
        }
        if let Some((element, id)) = range {
            self.xml.empty(element, &[("w:id", &id)]);
        }
    }

    /// By the length of the path, and never skipping one.
    fn rank(&mut self, provision: &Provision) -> usize {
        let path = provision.side().map_or(0, |side| side.path.len());
        self.before = (path + 1).min(self.before + 1).min(MOST_RANKS);
        self.before
    }

    /// Style, and how the mark is tracked. The order of the elements is the schema's (`CT_PPr`).
    fn properties(&mut self, style: &str, centred: bool) {
        self.xml.open("w:pPr", &[]);
        self.xml.empty("w:pStyle", &[("w:val", style)]);
        if centred {
            self.xml.empty("w:jc", &[("w:val", "center")]);
        }
        if let Some(element) = self.last.of_paragraph().element() {
            self.xml.open("w:rPr", &[]);
            let id = self.id();
            self.xml.empty(element, &[("w:id", &id), ("w:author", AUTHOR)]);
            self.xml.close();
        }
        self.xml.close();
    }

    fn runs(&mut self, paragraph: &Paragraph, fate: Fate) {
        for run in &paragraph.runs {
            let mark = Mark::of(fate, run.kind);
            self.marked(mark, |xml| {
                xml.open("w:r", &[]);
                let text = if mark == Mark::Deleted { "w:delText" } else { "w:t" };
                for (at, line) in run.text.split(heading::LINE).enumerate() {
                    if at > 0 {
                        xml.empty("w:br", &[]);
                    }
                    if !line.is_empty() {
                        xml.element(text, &[("xml:space", "preserve")], line);
                    }
                }
                xml.close();
            });
        }
    }

    /// What is written within a mark.
    fn marked(&mut self, mark: Mark, inside: impl FnOnce(&mut Xml)) {
        if let Some(element) = mark.element() {
            let id = self.id();
            self.xml.open(element, &[("w:id", &id), ("w:author", AUTHOR)]);
        }
        inside(&mut self.xml);
        if mark != Mark::None {
            self.xml.close();
        }
    }

    /// Begins the range of a move; what ends it, and its number.
    fn begin_move(&mut self, fate: Fate) -> Option<(&'static str, String)> {
        let (begin, end, number) = match fate {
            Fate::Old(Elsewhere::Moved(number)) => ("w:moveFromRangeStart", "w:moveFromRangeEnd", number),
            Fate::New(Elsewhere::Moved(number)) => ("w:moveToRangeStart", "w:moveToRangeEnd", number),
            _ => return None,
        };
        let (id, name) = (self.id(), format!("move{number}"));
        self.xml.empty(begin, &[("w:id", &id), ("w:author", AUTHOR), ("w:date", NO_TIME), ("w:name", &name)]);
        Some((end, id))
    }

    fn id(&mut self) -> String {
        self.ids += 1;
        self.ids.to_string()
    }

    fn begin_comments(&mut self, told: &[usize]) {
        for id in told {
            self.xml.empty("w:commentRangeStart", &[("w:id", &id.to_string())]);
        }
    }

    /// The mark of a comment goes with the words that it stands on.
    fn end_comments(&mut self, told: &[usize], mark: Mark) {
        for id in told {
            let id = id.to_string();
            self.xml.empty("w:commentRangeEnd", &[("w:id", &id)]);
            self.marked(mark, |xml| {
                xml.open("w:r", &[]);
                xml.open("w:rPr", &[]);
                xml.empty("w:rStyle", &[("w:val", "CommentReference")]);
                xml.close();
                xml.empty("w:commentReference", &[("w:id", &id)]);
                xml.close();
            });
        }
    }

    /// Paper, and what stands at its head and foot; the first page has a head of its own.
    fn section(&mut self) {
        self.xml.open("w:sectPr", &[]);
        self.xml.empty("w:headerReference", &[("w:type", "first"), ("r:id", "header1")]);
        self.xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", "header2")]);
        self.xml.empty("w:footerReference", &[("w:type", "first"), ("r:id", "footer1")]);
        self.xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "footer1")]);
        self.xml.empty("w:pgSz", &[("w:w", "12240"), ("w:h", "15840")]);
        let sides = [("w:top", "1440"), ("w:right", "1440"), ("w:bottom", "1440"), ("w:left", "1440")];
        self.xml
            .empty("w:pgMar", &[&sides[..], &[("w:header", "720"), ("w:footer", "720"), ("w:gutter", "0")]].concat());
        self.xml.empty("w:titlePg", &[]);
        self.xml.close();
    }
}

/// The words that the document has of a unit where it stands, and how the lines of each draft stand.
fn runs(entry: &Entry<'_>, heads: Sides<Head>) -> (Vec<Run>, Sides<Vec<Stand>>) {
    let kind = |op: &str| match op {
        "delete" => Kind::Old,
        "insert" => Kind::New,
        _ => Kind::Same,
    };
    let is_absent = |op: &str| matches!((entry.fate, op), (Fate::Old(_), "insert") | (Fate::New(_), "delete"));
    let told = entry.provision.lines.stands();
    let first = told.first().copied().unwrap_or_default();
    let mut stands = Sides { old: vec![first], new: vec![first] };
    let mut rest = told.into_iter().skip(1);
    let mut runs: Vec<Run> = Vec::new();
    for edit in &entry.provision.edits {
        let mut text = String::with_capacity(edit.text.len());
        for (at, line) in edit.text.split('\n').enumerate() {
            if at > 0 {
                let stand = rest.next().unwrap_or_default();
                // What goes on with the line before it never stands alone on the next one.
                let goes_on = if text.is_empty() { "" } else { NO_BREAK };
                text.push_str(if stand.joined { goes_on } else { "\n" });
                let of = |other: &str| {
                    !stand.joined && !is_absent(&edit.op) && (entry.fate != Fate::Kept || edit.op != other)
                };
                stands.old.extend(of("insert").then_some(stand));
                stands.new.extend(of("delete").then_some(stand));
            }
            text.push_str(line);
        }
        if !is_absent(&edit.op) {
            runs.push(Run { kind: kind(&edit.op), text });
        }
    }
    if entry.fate == Fate::Kept {
        let run_in = heading::part(&mut runs, heads);
        return (runs, run_in_stands(stands, run_in));
    }
    // One draft's text is counted as a whole, whatever became of its words.
    let kinds: Vec<Kind> = runs.iter_mut().map(|run| std::mem::replace(&mut run.kind, Kind::Same)).collect();
    let run_in = heading::part(&mut runs, heads);
    runs.iter_mut().zip(kinds).for_each(|(run, kind)| run.kind = kind);
    (runs, run_in_stands(stands, run_in))
}

/// Words that follow a heading on its line stand as that line does.
fn run_in_stands(mut stands: Sides<Vec<Stand>>, run_in: Sides<bool>) -> Sides<Vec<Stand>> {
    for (stands, run_in) in [(&mut stands.old, run_in.old), (&mut stands.new, run_in.new)] {
        if run_in {
            stands.insert(1, stands[0]);
        }
    }
    stands
}

/// The heading on each side, as far as that stands here.
fn heads(entry: &Entry<'_>) -> Sides<Head> {
    let heads = heading::heads(entry.provision);
    match entry.fate {
        Fate::Kept => heads,
        Fate::Old(_) => Sides { old: heads.old, new: heads.old },
        Fate::New(_) => Sides { old: heads.new, new: heads.new },
    }
}

/// How a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Heading(usize),
    /// Set in so many times.
    Text(u8),
    /// The same, of law written into another act.
    Quoted(u8),
}

impl Look {
    /// The style of `parts/styles.xml`.
    fn style(self) -> String {
        match self {
            Self::Heading(rank) => format!("Heading{rank}"),
            Self::Text(depth) => format!("Provision{}", depth.min(DEEPEST)),
            Self::Quoted(depth) => format!("Quoted{}", depth.min(DEEPEST)),
        }
    }
}

/// Walks the paragraphs of a unit and gives each the look of the line that ends with it, in the new draft if it is
/// one of both.
struct Looks {
    rank: usize,
    /// The unit stands here in both drafts: each has its own words of it.
    both: bool,
    sides: Sides<SideLooks>,
}

/// The lines of a unit in one draft.
struct SideLooks {
    /// The next line is the unit's heading.
    heads: bool,
    stands: std::vec::IntoIter<Stand>,
    /// Of the line that is open.
    look: Option<Look>,
}

impl Looks {
    fn new(rank: usize, heads: Sides<bool>, stands: Sides<Vec<Stand>>, fate: Fate) -> Self {
        let both = fate == Fate::Kept;
        let side = |heads: bool, stands: Vec<Stand>| SideLooks { heads, stands: stands.into_iter(), look: None };
        Self { rank, both, sides: Sides { old: side(heads.old, stands.old), new: side(heads.new, stands.new) } }
    }

    fn next(&mut self, paragraph: &Paragraph) -> Look {
        let old = self.sides.old.line(self.rank, paragraph, self.both.then_some(Kind::New));
        let new = self.sides.new.line(self.rank, paragraph, self.both.then_some(Kind::Old));
        let look = if paragraph.mark == Kind::Old { old.or(new) } else { new.or(old) };
        look.unwrap_or(Look::Text(0))
    }
}

impl SideLooks {
    /// The look of the open line with a paragraph's words in it; `other` is of the other draft alone.
    fn line(&mut self, rank: usize, paragraph: &Paragraph, other: Option<Kind>) -> Option<Look> {
        if self.look.is_none() {
            let mut own = paragraph.runs.iter().filter(|run| Some(run.kind) != other);
            self.look = own.any(|run| !run.text.trim().is_empty()).then(|| {
                let Stand { depth, quoted, .. } = self.stands.next().unwrap_or_default();
                match (std::mem::take(&mut self.heads), quoted) {
                    (true, _) => Look::Heading(rank),
                    (false, true) => Look::Quoted(depth),
                    (false, false) => Look::Text(depth),
                }
            });
        }
        if Some(paragraph.mark) == other { self.look } else { self.look.take() }
    }
}
