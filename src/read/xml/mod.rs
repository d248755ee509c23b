//! XML bills: House and Senate drafting offices' bill DTD, GPO's USLM, and Akoma Ntoso.
//!
//! 1. [`tape`]: the document as a flat run of marks, with the checks `quick-xml` leaves to us.
//! 2. [`current`]: which of struck and added text is read.
//! 3. [`front`]: who the bill is.
//! 4. [`walk`]: one pass that tells the builder what it meets, by the table in [`elements`] (in [`akn`] for
//!    Akoma Ntoso); levels tagged for their looks are mended ([`misnested`]), [`appropriations`] headings nest
//!    by their rank.

mod akn;
mod appropriations;
mod current;
mod elements;
mod front;
mod misnested;
pub(in crate::read) mod tape;
mod walk;

use super::outline::amendments;
use super::places::Places;
use super::{NO_SUCH_TEXT, Problem, ReadOptions, Side};
use crate::bill::{Bill, BillBuilder, Format, FrontMatter, Place};
use tape::{Mark, Tape};

/// Roots of the documents read here.
const BILL_DTD_ROOTS: [&str; 3] = ["bill", "resolution", "amendment-doc"];
const USLM_ROOTS: [&str; 5] = ["bill", "resolution", "engrossedAmendment", "amendment", "pLaw"];

/// Reads a bill, resolution, amendment document or public law.
pub(super) fn read(source: &str, options: &ReadOptions) -> Result<Bill, Problem> {
    let tape = Tape::read(source)?;
    let format = format_of(&tape)?;
    let mut front = FrontMatter::new(format);
    match format {
        Format::AkomaNtoso => akn::read_front(&tape, &mut front),
        _ => front::read_front(&tape, &mut front),
    }
    let fragment = fragment(&tape);
    front.fragment = fragment.is_some();
    let choice = current::choose(&tape, options.side, options.committee_text);
    let mut builder = BillBuilder::new(front);
    let mut walker = walk::Walker::new(&tape, &choice, &mut builder, source, format);
    walker.walk();
    let unknown = std::mem::take(&mut walker.unknown);
    let mut places = Places::new(source);
    let mut place = |id: u32| places.at(tape.elements[id as usize].offset);
    if let Some(instructions) = fragment {
        let first = instructions.first().copied().unwrap_or(0);
        amendments::note_fragment(instructions.len(), place(first), &mut builder);
    }
    note_choice(&mut builder, &choice, options.side, &mut place);
    note_alternatives(&mut builder, &tape, &choice, options, &mut place);
    note_unknown(&mut builder, &tape, &unknown, &mut place);
    Ok(builder.finish())
}

/// The format, by root element and namespace; never by DOCTYPE, whose name is sometimes another's.
fn format_of(tape: &Tape<'_>) -> Result<Format, Problem> {
    let start = Place { line: 1, column: 1, page: 0 };
    let Some(root) = tape.root() else {
        return Err(Problem::at(start, "the file holds no XML element", "Check that the file is complete"));
    };
    let uslm = root.attribute("xmlns").is_some_and(|namespace| namespace.contains("uslm"));
    match root.name {
        name if uslm && USLM_ROOTS.contains(&name) => Ok(Format::Uslm),
        name if !uslm && BILL_DTD_ROOTS.contains(&name) => Ok(Format::BillDtd),
        "akomaNtoso" => Ok(Format::AkomaNtoso),
        name => {
            let what = format!("this is XML, but no bill: its root element is <{name}>");
            let known = "billdiff reads bill DTD XML (<bill>, <resolution>, <amendment-doc>) and USLM (<bill>, <resolution>, <engrossedAmendment>, <amendment>, <pLaw>) and Akoma Ntoso (<akomaNtoso>)";
            Err(Problem::at(start, what, known).of_no_bill())
        }
    }
}

/// The instructions of an amendment document that does not strike everything: it holds only a part of the
/// bill's text. None for any other document.
fn fragment(tape: &Tape<'_>) -> Option<Vec<u32>> {
    let root = tape.root()?;
    if !matches!(root.name, "amendment-doc" | "engrossedAmendment" | "amendment") {
        return None;
    }
    let instructions: Vec<u32> =
        tape.find_all("amendment-instruction").chain(tape.find_all("amendmentInstruction")).collect();
    // Where no element holds the instruction, it stands among the words of the document around the text.
    let around = if instructions.is_empty() { vec![0] } else { instructions.clone() };
    let whole = around.into_iter().any(|id| amendments::replaces_all(&instruction_words(tape, id)));
    (!whole).then_some(instructions)
}

/// An instruction's own words, without the text it inserts.
fn instruction_words(tape: &Tape<'_>, id: u32) -> String {
    let element = &tape.elements[id as usize];
    let mut words = String::new();
    for mark in &tape.marks[element.open..element.close] {
        match *mark {
            Mark::Open(inner) if tape.role(inner) == elements::Role::Body => break,
            Mark::Text(from, to) => words.push_str(tape.text(from, to)),
            _ => {}
        }
    }
    words
}

fn note_choice(builder: &mut BillBuilder, choice: &current::Choice, side: Side, place: &mut impl FnMut(u32) -> Place) {
    if let Some(first) = choice.first {
        let (code, what, how) = match side {
            Side::Current => {
                ("struck-text-set-aside", "struck", "the current text is read (--side struck for the old)")
            }
            Side::Struck => ("added-text-set-aside", "added", "the struck text is read, as --side struck asks"),
        };
        let plural = if choice.set_aside == 1 { "passage is" } else { "passages are" };
        builder.note(code, format!("{} {what} {plural} set aside; {how}", choice.set_aside), place(first));
    } else if let Some(struck) = choice.struck {
        let message = "the struck text is read, as --side struck asks; nothing was added in its place";
        builder.note("added-text-set-aside", message, place(struck));
    }
}

fn note_alternatives(
    builder: &mut BillBuilder,
    tape: &Tape<'_>,
    choice: &current::Choice,
    options: &ReadOptions,
    place: &mut impl FnMut(u32) -> Place,
) {
    let count = choice.alternatives.len();
    if count == 0 || options.side == Side::Struck {
        return;
    }
    let name = |(at, &id): (usize, &u32)| {
        format!("{} {}", at + 1, current::committee(tape, id).unwrap_or_else(|| "a committee not named".to_owned()))
    };
    let names = choice.alternatives.iter().enumerate().map(name).collect::<Vec<_>>().join("; ");
    let read = choice.read + 1;
    let message =
        format!("{count} committees' texts stand side by side ({names}); text {read} is read (--side takes a number)");
    builder.note("alternative-texts", message, place(choice.alternatives[choice.read]));
    if let Some(wanted) = options.committee_text.filter(|&wanted| wanted != read) {
        let message = format!("there is no text {wanted}: the file holds texts 1 to {count} ({names})");
        builder.note(NO_SUCH_TEXT, message, place(0));
    }
}

fn note_unknown(builder: &mut BillBuilder, tape: &Tape<'_>, unknown: &[u32], place: &mut impl FnMut(u32) -> Place) {
    let mut told: Vec<&str> = Vec::new();
    for &id in unknown {
        let name = tape.elements[id as usize].name;
        if !told.contains(&name) && told.len() < 20 {
            told.push(name);
            builder.note(
                "unknown-element",
                format!("<{name}> is not known; its words are kept where they stand"),
                place(id),
            );
        }
    }
}
