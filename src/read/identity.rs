//! Who a bill is, by the names of its file and of the folders it lies in.
//!
//! | met | trusted |
//! |---|---|
//! | `BILLS-115hr1eas2.xml`, `115hr1eas2.htm`, `BILLS-118hr7888enr-uslm.xml`, `PLAW-114publ4.xml` | above the document |
//! | `118-hr-8752/eh.xml`, `BILLS-118hr1ih/xml/x.xml`, `hr100-117-ih.xml` | above the document |
//! | `118/bills/hr/hr100/text-versions/ih/document.xml` | above the document |
//! | `eh.xml`, `HR1000_IH.XML`, `hr1000_ih.xml` | only where the document does not tell |
//!
//! What GPO and its users name by rule is trusted above what a document says of itself: Dublin Core titles
//! name the wrong congress, and a later printing (`eas2`) is told nowhere else. The drafting offices' short
//! names are not: `HR1000` is their H. Res. 1000, and everybody else's H.R. 1000. Capitals tell them apart, as
//! far as anything does.

use crate::bill::{BillType, Format, FrontMatter, VersionCode};

/// How many folders above a file are looked at.
const FOLDERS: usize = 7;

/// Fills in and corrects the front matter from a file's name.
pub(super) fn from_name(path: &str, front: &mut FrontMatter) {
    let mut parts: Vec<&str> = path.rsplit(['/', '\\']).filter(|part| !part.is_empty()).take(FOLDERS + 1).collect();
    let Some(name) = parts.first_mut() else { return };
    *name = name.split('.').next().unwrap_or(name);
    let (stem, folders) = (parts[0], &parts[1..]);
    if let Some(told) = by_rule(stem, folders) {
        told.correct(front);
    } else if let Some(told) = office_name(stem).or_else(|| short_name(stem)) {
        told.fill(front);
    }
}

/// Who a bill is, where a rule of GPO's names its file or folders so that congress, type, number and version are told:
/// no document is asked then.
pub(super) fn by_rule_alone(path: &str) -> Option<FrontMatter> {
    let mut parts: Vec<&str> = path.rsplit(['/', '\\']).filter(|part| !part.is_empty()).take(FOLDERS + 1).collect();
    let name = parts.first_mut()?;
    *name = name.split('.').next().unwrap_or(name);
    let told = by_rule(parts[0], &parts[1..])?;
    let is_whole = told.congress.is_some() && told.bill.is_some() && told.version.is_some();
    let mut front = FrontMatter::new(Format::BillDtd);
    told.correct(&mut front);
    is_whole.then_some(front)
}

/// What a name tells.
#[derive(Debug, Default)]
pub(super) struct Told {
    congress: Option<u16>,
    bill: Option<(BillType, u32)>,
    version: Option<VersionCode>,
}

impl Told {
    /// Above what the document says.
    fn correct(self, front: &mut FrontMatter) {
        front.congress = self.congress.or(front.congress);
        if let Some((kind, number)) = self.bill {
            (front.bill_type, front.number) = (Some(kind), Some(number));
        }
        front.version = self.version.or(front.version.take());
    }

    /// As [`fill`](Self::fill); of one stage it also tells the printing, which its name in words does not.
    pub(super) fn refine(self, front: &mut FrontMatter) {
        let name = |code: &Option<VersionCode>| code.as_ref().and_then(VersionCode::name);
        if front.version.is_some() && name(&front.version) == name(&self.version) {
            front.version = None;
        }
        self.fill(front);
    }

    /// Only where the document does not tell.
    pub(super) fn fill(self, front: &mut FrontMatter) {
        front.congress = front.congress.or(self.congress);
        if let (None, Some((kind, number))) = (front.number, self.bill) {
            (front.bill_type, front.number) = (Some(kind), Some(number));
        }
        front.version = front.version.take().or(self.version);
    }
}

/// Names given by rule: of the file itself, or of the folders around it.
fn by_rule(stem: &str, folders: &[&str]) -> Option<Told> {
    if let Some(told) = package(stem).or_else(|| law(stem)).or_else(|| backwards(stem)) {
        return Some(told);
    }
    let (folder, above) = folders.split_first()?;
    if stem == "document" {
        // The folder is the version; who it is the version of stands further up.
        let version = known_version(folder)?;
        let mut told = above.iter().enumerate().find_map(|(at, name)| numbered(name, &above[at + 1..]))?;
        told.version = Some(version);
        return Some(told);
    }
    if let Some(mut told) = dashed(folder) {
        told.version = known_version(stem);
        return Some(told);
    }
    folders.iter().take(2).find_map(|name| package(name).filter(|told| told.version.is_some()))
}

/// `BILLS-{congress}{type}{number}{version}`, the prefix optional (govinfo). Spaces and dots are left out
/// before, so that "115 H. R. 1 EAS 2" is one too.
pub(super) fn package(name: &str) -> Option<Told> {
    let lower = name.to_ascii_lowercase();
    let rest = lower.strip_prefix("bills-").unwrap_or(&lower);
    let rest = rest.strip_suffix("-uslm").unwrap_or(rest);
    let (congress, rest) = split_digits(rest)?;
    let (bill, version) = type_and_number(rest)?;
    let version = if version.is_empty() { None } else { Some(VersionCode::parse(version)?) };
    Some(Told { congress: Some(congress_number(congress)?), bill: Some(bill), version })
}

/// `PLAW-114publ4`.
fn law(stem: &str) -> Option<Told> {
    let lower = stem.to_ascii_lowercase();
    let (congress, rest) = split_digits(lower.strip_prefix("plaw-").unwrap_or(&lower))?;
    let (code, number) = match rest.strip_prefix("publ") {
        Some(number) => ("pl", number),
        None => ("pvtl", rest.strip_prefix("pvtl")?),
    };
    let (_, rest) = split_digits(number)?;
    let told = Told { congress: Some(congress_number(congress)?), bill: None, version: VersionCode::parse(code) };
    rest.is_empty().then_some(told)
}

/// `hr100-117-ih`, `hr100-117`: the ids of unitedstates/congress.
fn backwards(stem: &str) -> Option<Told> {
    let mut parts = stem.split('-');
    let (bill, rest) = type_and_number(parts.next()?)?;
    let congress = congress_number(parts.next()?)?;
    let version = match parts.next() {
        Some(code) => Some(known_version(code)?),
        None => None,
    };
    (rest.is_empty() && parts.next().is_none()).then_some(Told { congress: Some(congress), bill: Some(bill), version })
}

/// `118-hr-8752`.
fn dashed(folder: &str) -> Option<Told> {
    let mut parts = folder.split('-');
    let congress = congress_number(parts.next()?)?;
    let bill = BillType::parse_citation(&format!("{}{}", parts.next()?, parts.next()?))?;
    parts.next().is_none().then_some(Told { congress: Some(congress), bill: Some(bill), version: None })
}

/// `hr100`, with the congress as the name of a folder further up.
fn numbered(name: &str, above: &[&str]) -> Option<Told> {
    let (bill, rest) = type_and_number(name)?;
    let congress = above.iter().find_map(|name| congress_number(name));
    rest.is_empty().then_some(Told { congress, bill: Some(bill), version: None })
}

/// The names of the drafting offices' sample files: `H1000_IH` (H.R.), `HR1000_IH` (H. Res.), `SJ10_IS`.
fn office_name(stem: &str) -> Option<Told> {
    let (who, code) = stem.split_once('_')?;
    let letters = who.find(|c: char| !c.is_ascii_uppercase())?;
    let kind = match &who[..letters] {
        "H" => BillType::Hr,
        "HC" => BillType::Hconres,
        "HJ" => BillType::Hjres,
        "HR" => BillType::Hres,
        "S" => BillType::S,
        "SC" => BillType::Sconres,
        "SJ" => BillType::Sjres,
        "SR" => BillType::Sres,
        _ => return None,
    };
    let number = who[letters..].parse().ok()?;
    Some(Told { congress: None, bill: Some((kind, number)), version: Some(known_version(code)?) })
}

/// `eh`, `hr1000_ih`, `hr1000-ih`, `hr1000`: what people call their files.
fn short_name(stem: &str) -> Option<Told> {
    if let Some(version) = known_version(stem) {
        return Some(Told { version: Some(version), ..Told::default() });
    }
    let (bill, rest) = type_and_number(stem)?;
    let code = rest.trim_start_matches(['_', '-', ' ']);
    // "s1.txt" may be anybody's first draft.
    let version = if code.is_empty() && bill.0 != BillType::S { None } else { Some(known_version(code)?) };
    Some(Told { congress: None, bill: Some(bill), version })
}

/// A code that GPO lists. Any other word is just a name.
fn known_version(text: &str) -> Option<VersionCode> {
    VersionCode::parse(text).filter(|code| code.name().is_some())
}

/// "hjres37rfs": type, number, and what follows.
fn type_and_number(text: &str) -> Option<((BillType, u32), &str)> {
    let letters = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (number, rest) = split_digits(&text[letters..])?;
    let bill = BillType::parse_citation(&format!("{}{number}", &text[..letters]))?;
    Some((bill, rest))
}

fn congress_number(digits: &str) -> Option<u16> {
    let plain = (2..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

fn split_digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(path: &str) -> String {
        let mut front = FrontMatter::new(Format::BillDtd);
        from_name(path, &mut front);
        let version = front.version.as_ref().map_or("", |code| code.as_str());
        format!("{} {version}", front.citation().unwrap_or_default())
    }

    #[test]
    fn package_ids_are_read_longest_type_first() {
        assert_eq!(told("x/BILLS-118hr8752eh.xml"), "H.R. 8752, 118th Congress eh");
        assert_eq!(told("BILLS-114hres99eh.htm"), "H.Res. 99, 114th Congress eh");
        assert_eq!(told("115s32cds.xml"), "S. 32, 115th Congress cds");
        assert_eq!(told("BILLS-115hr1eas2.xml"), "H.R. 1, 115th Congress eas2");
        assert_eq!(told("BILLS-118hr7888enr-uslm.xml"), "H.R. 7888, 118th Congress enr");
        assert_eq!(told("BILLS-117s12s_p.xml"), "S. 12, 117th Congress s_p");
        assert_eq!(told("BILLS-113sconres2is_s.xml"), "S.Con.Res. 2, 113th Congress is_s");
        assert_eq!(told("BILLS-118hr1ih/xml/text.xml"), "H.R. 1, 118th Congress ih");
    }

    #[test]
    fn folders_tell_what_the_file_does_not() {
        assert_eq!(told("bills/118-hr-8752/eh.xml"), "H.R. 8752, 118th Congress eh");
        assert_eq!(told("118-hr-8752\\ih.uslm.xml"), "H.R. 8752, 118th Congress ih");
        let document = "data/117/bills/sjres/sjres10/text-versions/is/document.xml";
        assert_eq!(told(document), "S.J.Res. 10, 117th Congress is");
        assert_eq!(told("hconres4-112-ath.txt"), "H.Con.Res. 4, 112th Congress ath");
        assert_eq!(told("118-hr-8752/draft.xml"), "H.R. 8752, 118th Congress ");
    }

    #[test]
    fn short_names_only_fill_gaps() {
        for (path, wanted) in [
            ("HR1000_IH.XML", "H.Res. 1000 ih"),
            ("hr1000_ih.xml", "H.R. 1000 ih"),
            ("H1000_IH.XML", "H.R. 1000 ih"),
            ("HC100_IH.XML", "H.Con.Res. 100 ih"),
            ("HJ37_RFS.XML", "H.J.Res. 37 rfs"),
            ("S483_es.xml", "S. 483 es"),
            ("SC13_ATS.XML", "S.Con.Res. 13 ats"),
            ("SJ10_IS.XML", "S.J.Res. 10 is"),
            ("SR100_IS.XML", "S.Res. 100 is"),
            ("eh.xml", " eh"),
        ] {
            assert_eq!(told(path), wanted, "of {path}");
        }
        let mut front = FrontMatter::new(Format::BillDtd);
        (front.bill_type, front.number) = (Some(BillType::Hr), Some(1000));
        from_name("HR1000_IH.XML", &mut front);
        assert_eq!(front.bill_type, Some(BillType::Hr));
    }

    #[test]
    fn other_names_tell_nothing() {
        for path in [
            "draft.xml",
            "s1.txt",
            "s1.xml.bak/old.xml",
            "version2.txt",
            "",
            "/",
            "my_bill.xml",
            "2024-06-28.txt",
            "h_.xml",
            "é1_ih.xml",
        ] {
            assert_eq!(told(path), " ", "of {path}");
        }
    }
}
