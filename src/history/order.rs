//! Which version comes before which: by version codes, by dates where codes do not tell, or else as given.

use crate::bill::{Bill, BillType};

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

/// Sorts versions. What codes and dates leave open is settled by the path, so that only [`Order::Given`] depends on the
/// order in which they came.
pub fn in_order(bills: &mut [Bill]) -> Order {
    let rank = |bill: &Bill| {
        let house = bill.front.bill_type.is_none_or(BillType::is_house);
        bill.front.version.as_ref().and_then(|code| code.rank(house))
    };
    let date = |bill: &Bill| bill.front.date.clone();
    let path = |bill: &Bill| bill.source.path.clone();
    if is_one_bill(&*bills) && bills.iter().all(|bill| rank(bill).is_some()) {
        bills.sort_by_cached_key(|bill| (rank(bill), date(bill), path(bill)));
        Order::Codes
    } else if bills.iter().all(|bill| bill.front.date.is_some()) {
        bills.sort_by_cached_key(|bill| (date(bill), rank(bill), path(bill)));
        Order::Dates
    } else {
        Order::Given
    }
}

/// Whether no two drafts say that they are of different bills.
pub fn is_one_bill<'b>(bills: impl IntoIterator<Item = &'b Bill> + Clone) -> bool {
    fn agree<T: PartialEq>(told: impl Iterator<Item = Option<T>>) -> bool {
        let told: Vec<T> = told.flatten().collect();
        told.windows(2).all(|two| two[0] == two[1])
    }
    let number = |bill: &Bill| bill.front.bill_type.map(BillType::code).zip(bill.front.number);
    agree(bills.clone().into_iter().map(|bill| bill.front.congress)) && agree(bills.into_iter().map(number))
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
    fn companions_are_ordered_by_date_and_not_by_codes_of_two_chambers() {
        let bills = vec![bill("BILLS-119s1es.xml", Some("2025-01-02")), bill("BILLS-119hr2ih.xml", Some("2025-03-04"))];
        assert!(!is_one_bill(&bills));
        assert_eq!(ordered(bills).0, Order::Dates);
    }
}
