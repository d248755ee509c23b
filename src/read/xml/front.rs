//! Front matter of XML bills, in the order of trust: citation and stage told in the form, then what USLM calls
//! citable, and Dublin Core's title last (it is known to name the wrong congress).

use super::tape::Tape;
use crate::bill::{BillType, FrontMatter, VersionCode, normalize};
use crate::read::around;
use crate::read::congress::parse_congress;
use crate::read::gpo::front::dated;
use crate::read::identity::{Told, package};

/// Fills in what the document says of itself.
pub fn read_front(tape: &Tape<'_>, front: &mut FrontMatter) {
    front.congress = first_text(tape, &["congress"]).and_then(|text| parse_congress(&text));
    let cited = first_text(tape, &["legis-num", "docNumber"]);
    if let Some((kind, number)) =
        cited.as_deref().and_then(|text| BillType::parse_citation(text).or_else(|| with_type(tape, text)))
    {
        (front.bill_type, front.number) = (Some(kind), Some(number));
    }
    front.version = version(tape);
    front.date = date(tape);
    front.title = first_text(tape, &["official-title", "officialTitle"]);
    front.sponsors = around::sponsors(texts(tape, &["action-desc", "actionDescription"]).iter().map(String::as_str));
    front.title_amendment = texts(tape, &["official-title-amendment", "title-amends", "officialTitleAmendment"])
        .iter()
        .find_map(|text| around::title_amendment(text));
    if let Some(told) = tape.find_all("citableAs").find_map(|id| package(&squeezed(&tape.text_of(id)))) {
        told.refine(front);
    }
    if tape.root().is_some_and(|root| root.name == "pLaw") {
        read_law(tape, front);
    }
    if let Some(told) = tape.find_all("title").find_map(|id| dublin_core_title(tape, id)) {
        told.fill(front);
    }
}

/// A law names the bill it was in a note beside its title, as a link.
fn read_law(tape: &Tape<'_>, front: &mut FrontMatter) {
    let link = tape.find_all("ref").find_map(|id| {
        let href = tape.elements[id as usize].attribute("href")?;
        let mut parts = href.strip_prefix("/us/bill/")?.split('/').skip(1);
        BillType::parse_citation(&format!("{}{}", parts.next()?, parts.next()?))
    });
    if let (None, Some((kind, number))) = (front.number, link) {
        (front.bill_type, front.number) = (Some(kind), Some(number));
    }
    let approved = tape.find_all("actionDescription").filter_map(|id| dated(tape.text_of(id).trim())).last();
    front.date = front.date.take().or(approved);
}

/// "121 HR 9403 EH: An Act ..." (the Senate leaves the space out: "113 S676 IS").
fn dublin_core_title(tape: &Tape<'_>, id: u32) -> Option<Told> {
    let parent = tape.elements[id as usize].parent;
    if !matches!(tape.elements[parent as usize].name, "dublinCore" | "meta") {
        return None;
    }
    let text = tape.text_of(id);
    package(&squeezed(text.split(':').next()?))
}

/// "115 H. R. 1 EAS 2" as "115HR1EAS2".
fn squeezed(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// USLM may hold the bare number in `docNumber` and the kind in `dc:type` ("House Bill").
fn with_type(tape: &Tape<'_>, number: &str) -> Option<(BillType, u32)> {
    let number: u32 = number.trim().parse().ok()?;
    let kind = first_text(tape, &["type"])?.to_ascii_lowercase();
    let house = kind.starts_with("house");
    let kind = match (house, kind.as_str()) {
        (true, k) if k.contains("joint") => BillType::Hjres,
        (false, k) if k.contains("joint") => BillType::Sjres,
        (true, k) if k.contains("concurrent") => BillType::Hconres,
        (false, k) if k.contains("concurrent") => BillType::Sconres,
        (true, k) if k.contains("resolution") => BillType::Hres,
        (false, k) if k.contains("resolution") => BillType::Sres,
        (true, _) => BillType::Hr,
        (false, k) if k.starts_with("senate") => BillType::S,
        _ => return None,
    };
    Some((kind, number))
}

fn version(tape: &Tape<'_>) -> Option<VersionCode> {
    let root = tape.root()?;
    if root.name == "pLaw" {
        let private = first_text(tape, &["publicPrivate"]).is_some_and(|told| told == "private");
        return VersionCode::parse(if private { "pvtl" } else { "pl" });
    }
    if root.has("amend-type", "engrossed-amendment") {
        let chamber = first_text(tape, &["current-chamber"])?.to_ascii_lowercase();
        return VersionCode::parse(if chamber.contains("senate") { "eas" } else { "eah" });
    }
    let told = ["bill-stage", "resolution-stage", "amend-stage"].iter().find_map(|name| root.attribute(name));
    let told = told.map(|stage| stage.into_owned()).or_else(|| first_text(tape, &["docStage"]))?;
    let code = VersionCode::from_stage(&told)?;
    let starred = root.attribute("star-print").is_some_and(|told| told != "no-star-print");
    let starred = starred || tape.find_all("starPrint").next().is_some();
    Some(if starred { code.star_print() } else { code })
}

/// The last dated action, or the attestation; then Dublin Core's date.
fn date(tape: &Tape<'_>) -> Option<String> {
    let dated = |name: &str| {
        let all: Vec<_> = tape.find_all(name).filter_map(|id| tape.elements[id as usize].attribute("date")).collect();
        all.last().and_then(|date| iso_date(date))
    };
    dated("action-date")
        .or_else(|| dated("date"))
        .or_else(|| dated("attestation-date"))
        .or_else(|| first_text(tape, &["approvedDate"]).and_then(|text| iso_date(&text)))
}

/// "20240628" or "2024-06-28" as ISO 8601.
fn iso_date(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (digits.len() == 8).then(|| format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))
}

/// The text of all elements of these names, each on one line, with nothing left out of it.
fn texts(tape: &Tape<'_>, names: &[&str]) -> Vec<String> {
    let all = names.iter().flat_map(|name| tape.find_all(name));
    all.map(|id| {
        let mut text = String::new();
        normalize(&tape.text_of(id), &mut text);
        text
    })
    .collect()
}

/// The text of the first element of these names that has any, on one line.
fn first_text(tape: &Tape<'_>, names: &[&str]) -> Option<String> {
    names.iter().flat_map(|name| tape.find_all(name)).find_map(|id| {
        let mut text = String::new();
        normalize(&tape.words_of(id), &mut text);
        (!text.is_empty()).then_some(text)
    })
}
