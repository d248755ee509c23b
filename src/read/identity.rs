//! Who a bill is, by the name of its file.
//!
//! A package id (`BILLS-118hr8752eh`) is trusted above what the document says of itself: Dublin Core titles
//! name the wrong congress, and a later printing (`eas2`) is told nowhere else. A bare version code as the
//! file's name (`eh.xml`) only fills a gap.

use crate::bill::{BillType, FrontMatter, VersionCode};

/// Fills in and corrects the front matter from a file's name.
pub(super) fn from_name(path: &str, front: &mut FrontMatter) {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    if let Some(package) = parse_package(stem) {
        front.congress = Some(package.congress);
        (front.bill_type, front.number) = (Some(package.bill_type), Some(package.number));
        front.version = package.version.or(front.version.take());
    } else if front.version.is_none() {
        front.version = VersionCode::parse(stem).filter(|code| code.name().is_some());
    }
}

struct Package {
    congress: u16,
    bill_type: BillType,
    number: u32,
    version: Option<VersionCode>,
}

/// `BILLS-{congress}{type}{number}{version}`, the prefix optional (govinfo).
fn parse_package(stem: &str) -> Option<Package> {
    let lower = stem.to_ascii_lowercase();
    let rest = lower.strip_prefix("bills-").unwrap_or(&lower);
    let (congress, rest) = split_digits(rest)?;
    let letters = rest.find(|c: char| !c.is_ascii_lowercase())?;
    let (number, version) = split_digits(&rest[letters..])?;
    let (bill_type, number) = BillType::parse_citation(&format!("{}{number}", &rest[..letters]))?;
    let version = if version.is_empty() { None } else { Some(VersionCode::parse(version)?) };
    (2..=3).contains(&congress.len()).then_some(())?;
    Some(Package { congress: congress.parse().ok()?, bill_type, number, version })
}

fn split_digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bill::Format;

    fn told(path: &str) -> String {
        let mut front = FrontMatter::new(Format::BillDtd);
        from_name(path, &mut front);
        format!("{:?} {}", front.citation(), front.version.map_or(String::new(), |code| code.as_str().to_owned()))
    }

    #[test]
    fn package_ids_are_read_longest_type_first() {
        assert_eq!(told("x/BILLS-118hr8752eh.xml"), "Some(\"H.R. 8752, 118th Congress\") eh");
        assert_eq!(told("BILLS-114hres99eh.htm"), "Some(\"H.Res. 99, 114th Congress\") eh");
        assert_eq!(told("115s32cds.xml"), "Some(\"S. 32, 115th Congress\") cds");
        assert_eq!(told("BILLS-115hr1eas2.xml"), "Some(\"H.R. 1, 115th Congress\") eas2");
        assert_eq!(told("118-hr-8752/eh.xml"), "None eh");
        assert_eq!(told("draft.xml"), "None ");
    }
}
