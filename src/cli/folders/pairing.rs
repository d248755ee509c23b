//! Which file of one folder is which of the other.
//!
//! A bill is known by congress, type and number; its versions by their code. So files are paired, in this order:
//!
//! 1. of one bill and version, and one name or format;
//! 2. of one bill and version, in any format;
//! 3. of one bill, where neither folder has a version that the other has: the latest with the latest;
//! 4. files that do not tell who they are, by their path within the folder.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::bill::{Format, FrontMatter, VersionCode, Versioned, in_order_of_folder};

/// A file and who it is.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    relative: PathBuf,
    /// Which bill; none where nothing tells.
    bill: Option<String>,
    /// Says nothing where the file cannot be read.
    front: FrontMatter,
}

impl Versioned for Draft {
    fn front(&self) -> &FrontMatter {
        &self.front
    }

    fn path(&self) -> &str {
        self.path.to_str().unwrap_or_default()
    }
}

impl Draft {
    pub fn new(path: PathBuf, relative: PathBuf, front: Option<&FrontMatter>) -> Self {
        let bill = front
            .and_then(FrontMatter::identity)
            .map(|(congress, kind, number)| format!("{:05} {} {number:07}", congress.unwrap_or_default(), kind.code()));
        let front = front.cloned().unwrap_or_else(|| FrontMatter::new(Format::Passage));
        let front = FrontMatter { title: None, sponsors: Vec::new(), ..front };
        Self { path, relative, bill, front }
    }

    fn version(&self) -> Option<&VersionCode> {
        self.front.version.as_ref()
    }

    /// What follows the first dot of its name: "uslm.xml".
    fn suffix(&self) -> String {
        let name = self.relative.file_name().unwrap_or_default().to_string_lossy();
        name.split_once('.').map_or(String::new(), |(_, suffix)| suffix.to_ascii_lowercase())
    }
}

/// Two files, or one that has no other.
#[derive(Debug, PartialEq, Eq)]
pub struct Pair {
    pub old: Option<PathBuf>,
    pub new: Option<PathBuf>,
}

/// Pairs the files of two folders, in the order of the old folder's bills, what only the new one has among them.
pub fn pairs(old: Vec<Draft>, new: Vec<Draft>) -> Vec<Pair> {
    let mut groups: BTreeMap<String, [Vec<Draft>; 2]> = BTreeMap::new();
    for (side, drafts) in [old, new].into_iter().enumerate() {
        for draft in drafts {
            // Files that tell no bill are each their own, after all bills.
            let key = draft.bill.clone().unwrap_or_else(|| format!("~{}", draft.relative.display()));
            groups.entry(key).or_default()[side].push(draft);
        }
    }
    groups.into_values().flat_map(|[old, new]| of_bill(old, new)).collect()
}

/// Whether two files are one.
type Rule<'r> = &'r dyn Fn(&Draft, &Draft) -> bool;

fn of_bill(old: Vec<Draft>, new: Vec<Draft>) -> Vec<Pair> {
    let mut old: Vec<Option<Draft>> = old.into_iter().map(Some).collect();
    let mut new: Vec<Option<Draft>> = new.into_iter().map(Some).collect();
    let mut pairs = Vec::new();
    let rules: [Rule<'_>; 3] = [
        &|a, b| a.relative == b.relative && a.version() == b.version(),
        &|a, b| a.version() == b.version() && a.suffix() == b.suffix(),
        &|a, b| a.version() == b.version(),
    ];
    for same in rules {
        for old in &mut old {
            let Some(draft) = old.as_ref() else { continue };
            let found = new.iter_mut().find(|new| new.as_ref().is_some_and(|new| same(draft, new)));
            if let (Some(found), true) = (found, old.is_some()) {
                pairs.push(pair(old.take(), found.take()));
            }
        }
    }
    let [mut old, mut new] = [old, new].map(|left| left.into_iter().flatten().collect::<Vec<Draft>>());
    if pairs.is_empty() && !old.is_empty() && !new.is_empty() {
        pairs.push(pair(latest(&mut old), latest(&mut new)));
    }
    pairs.extend(old.into_iter().map(|old| pair(Some(old), None)));
    pairs.extend(new.into_iter().map(|new| pair(None, Some(new))));
    pairs
}

/// Takes out the last in the course of the bill; the others stay as they stood.
fn latest(drafts: &mut Vec<Draft>) -> Option<Draft> {
    let mut course: Vec<&Draft> = drafts.iter().collect();
    in_order_of_folder(&mut course);
    let last = course.last()?.path.clone();
    let at = drafts.iter().position(|draft| draft.path == last)?;
    Some(drafts.remove(at))
}

fn pair(old: Option<Draft>, new: Option<Draft>) -> Pair {
    Pair { old: old.map(|draft| draft.path), new: new.map(|draft| draft.path) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bill::BillType;

    fn draft(name: &str, number: Option<u32>, version: &str) -> Draft {
        let front = FrontMatter {
            bill_type: Some(BillType::Hr),
            number,
            version: VersionCode::parse(version),
            ..FrontMatter::new(Format::BillDtd)
        };
        Draft::new(PathBuf::from(name), PathBuf::from(name.trim_start_matches("new/")), Some(&front))
    }

    fn told(old: Vec<Draft>, new: Vec<Draft>) -> Vec<String> {
        let name = |path: &Option<PathBuf>| path.as_ref().map_or("-".to_owned(), |path| path.display().to_string());
        pairs(old, new).iter().map(|pair| format!("{} {}", name(&pair.old), name(&pair.new))).collect()
    }

    #[test]
    fn version_and_format_come_before_the_order_of_files() {
        let old = vec![draft("1.htm", Some(1), "ih"), draft("1.xml", Some(1), "ih"), draft("2.xml", Some(2), "ih")];
        let new = vec![
            draft("new/a.xml", Some(1), "ih"),
            draft("new/b.htm", Some(1), "ih"),
            draft("new/c.xml", Some(1), "eh"),
        ];
        assert_eq!(told(old, new), ["1.htm new/b.htm", "1.xml new/a.xml", "- new/c.xml", "2.xml -"]);
    }

    #[test]
    fn of_other_versions_the_latest_are_compared() {
        let old = vec![draft("1.xml", Some(1), "rh"), draft("2.xml", Some(1), "ih")];
        let new = vec![draft("new/1.xml", Some(1), "eh"), draft("new/2.xml", Some(1), "enr")];
        assert_eq!(told(old, new), ["1.xml new/2.xml", "2.xml -", "- new/1.xml"]);
    }

    #[test]
    fn files_that_tell_no_bill_go_by_their_path() {
        let old = vec![draft("a/draft.md", None, ""), draft("b.md", None, "")];
        let new = vec![draft("new/a/draft.md", None, "")];
        assert_eq!(told(old, new), ["a/draft.md new/a/draft.md", "b.md -"]);
    }
}
