//! The course of a bill: which version comes before which: by version codes, by dates where codes do not tell, or else as given.

use super::{Bill, BillType, FrontMatter};

/// What versions were ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// All are versions of one bill, and their codes tell.
    Codes,
    /// All are dated.
    Dates,
    /// Some have neither a known code nor a date: as they were given.
    Given,
}

/// What has its place in the course of a bill.
pub trait Versioned {
    fn front(&self) -> &FrontMatter;
    /// Settles what codes and dates leave open.
    fn path(&self) -> &str;
}

impl Versioned for Bill {
    fn front(&self) -> &FrontMatter {
        &self.front
    }

    fn path(&self) -> &str {
        &self.source.path
    }
}

impl<V: Versioned> Versioned for &V {
    fn front(&self) -> &FrontMatter {
        (*self).front()
    }

    fn path(&self) -> &str {
        (*self).path()
    }
}

/// Sorts versions. What codes and dates leave open is settled by the path, so that only [`Order::Given`] depends on the
/// order in which they came.
pub fn in_order<V: Versioned>(drafts: &mut [V]) -> Order {
    let rank = |draft: &V| {
        let house = draft.front().bill_type.is_none_or(BillType::is_house);
        draft.front().version.as_ref().and_then(|code| code.rank(house))
    };
    let date = |draft: &V| draft.front().date.clone();
    let path = |draft: &V| draft.path().to_owned();
    if is_one_bill(&*drafts) && drafts.iter().all(|draft| rank(draft).is_some()) {
        drafts.sort_by_cached_key(|draft| (rank(draft), date(draft), path(draft)));
        Order::Codes
    } else if drafts.iter().all(|draft| draft.front().date.is_some()) {
        drafts.sort_by_cached_key(|draft| (date(draft), rank(draft), path(draft)));
        Order::Dates
    } else {
        Order::Given
    }
}

/// The same of drafts that lie in folders, which give no order: what tells neither code nor date comes after all that
/// does, as the draft at work.
pub fn in_order_of_folder<V: Versioned>(drafts: &mut [V]) {
    let untold = |draft: &V| draft.front().version.is_none() && draft.front().date.is_none();
    drafts.sort_by_key(untold);
    let told = drafts.partition_point(|draft| !untold(draft));
    in_order(&mut drafts[..told]);
}

/// Whether no two drafts say that they are of different bills.
pub fn is_one_bill<'v, V: Versioned + 'v>(drafts: impl IntoIterator<Item = &'v V> + Clone) -> bool {
    fn agree<T: PartialEq>(told: impl Iterator<Item = Option<T>>) -> bool {
        let told: Vec<T> = told.flatten().collect();
        told.windows(2).all(|two| two[0] == two[1])
    }
    let number = |draft: &V| draft.front().bill_type.map(BillType::code).zip(draft.front().number);
    let congress = |draft: &V| draft.front().congress;
    agree(drafts.clone().into_iter().map(congress)) && agree(drafts.into_iter().map(number))
}

impl Order {
    /// How reports say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Codes => "version code",
            Self::Dates => "date",
            Self::Given => "as given",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_bytes;

    fn bill(path: &str, date: Option<&str>) -> Bill {
        let draft = "<bill><legis-body><section><enum>1.</enum><text>Words.</text></section></legis-body></bill>";
        let mut bill = read_bytes(path, draft.as_bytes(), &Default::default()).expect("a draft");
        bill.front.date = date.map(str::to_owned);
        bill
    }

    fn ordered(mut bills: Vec<Bill>) -> (Order, Vec<String>) {
        let order = in_order(&mut bills);
        (order, bills.into_iter().map(|bill| bill.source.path).collect())
    }

    #[test]
    fn codes_then_dates_then_as_given() {
        let senate = [
            "BILLS-119s1rfh.xml",
            "BILLS-119s1pcs.xml",
            "BILLS-119s1eas2.xml",
            "BILLS-119s1eas.xml",
            "BILLS-119s1es.xml",
        ];
        let (order, paths) = ordered(senate.map(|path| bill(path, None)).to_vec());
        assert_eq!(order, Order::Codes);
        assert_eq!(
            paths,
            [
                "BILLS-119s1pcs.xml",
                "BILLS-119s1es.xml",
                "BILLS-119s1rfh.xml",
                "BILLS-119s1eas.xml",
                "BILLS-119s1eas2.xml"
            ]
        );
        let dated = vec![
            bill("b.xml", Some("2024-03-01")),
            bill("a.xml", Some("2024-02-01")),
            bill("c.xml", Some("2024-02-01")),
        ];
        assert_eq!(ordered(dated), (Order::Dates, vec!["a.xml".into(), "c.xml".into(), "b.xml".into()]));
        let bare = vec![bill("b.xml", None), bill("a.xml", Some("2024-02-01"))];
        assert_eq!(ordered(bare), (Order::Given, vec!["b.xml".into(), "a.xml".into()]));
    }

    #[test]
    fn printings_under_one_code_are_in_their_order_everywhere() {
        // Dates would have it the other way round, and names of codes would put the tenth before the second.
        let mut versions: Vec<Bill> =
            [("rfs2", "2024-01-05"), ("rfs10", "2024-01-02"), ("rfs", "2024-03-01"), ("zz", "2024-01-01")]
                .map(|(code, date)| {
                    let mut version = bill(&format!("BILLS-119hr1{code}.xml"), Some(date));
                    version.front.version = super::super::VersionCode::parse(code);
                    version
                })
                .into();
        let unlisted = versions.pop();
        in_order_of_folder(&mut versions);
        let codes = |versions: &[Bill]| -> Vec<String> {
            versions
                .iter()
                .filter_map(|bill| bill.front.version.as_ref())
                .map(|code| code.as_str().to_owned())
                .collect()
        };
        assert_eq!(codes(&versions), ["rfs", "rfs2", "rfs10"]);
        // A code that no list has leaves it to the dates.
        versions.extend(unlisted);
        assert_eq!(in_order(&mut versions), Order::Dates);
        assert_eq!(codes(&versions), ["zz", "rfs10", "rfs2", "rfs"]);
    }

    #[test]
    fn companions_are_ordered_by_date_and_not_by_codes_of_two_chambers() {
        let bills = vec![bill("BILLS-119s1es.xml", Some("2025-01-02")), bill("BILLS-119hr2ih.xml", Some("2025-03-04"))];
        assert!(!is_one_bill(&bills));
        assert_eq!(ordered(bills).0, Order::Dates);
    }
}
