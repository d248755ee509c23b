//! How a stretch of text is cited: the provision that holds it, or the first and the last of those it goes over.

use crate::bill::{Bill, Level, ProvisionId, Span, Unit};

/// What citing needs, made once for a bill.
pub(super) struct Citer<'b> {
    pub bill: &'b Bill,
    pub units: &'b [Unit],
    /// Of the units.
    pub cites: &'b [String],
}

impl Citer<'_> {
    /// The provision in which a stretch begins, and its citation: "Sec. 403(a)", "Sec. 403(a)-(b)", "Sec. 403 to Sec. 405".
    pub fn cite(&self, span: Span) -> (ProvisionId, String) {
        let first = self.provision_at(span.start);
        let last = self.provision_at(span.end.saturating_sub(1).max(span.start));
        let holder = self.holder(first, last);
        if holder == first || self.bill.provisions[holder as usize].level == Level::QuotedBlock {
            return (first, self.of(holder));
        }
        let (from, to) = (self.child_towards(holder, first), self.child_towards(holder, last));
        let to_is_unit = self.bill.provisions[to as usize].unit;
        let to_number = self.bill.slice(self.bill.provisions[to as usize].designation);
        let cite = match (from == to, to_is_unit) {
            (true, _) => self.of(from),
            (false, true) => format!("{} to {}", self.of(from), self.of(to)),
            (false, false) if !to_number.is_empty() && self.is_numbered(from) => {
                format!("{}-{to_number}", self.of(from))
            }
            (false, false) => self.of(holder),
        };
        (first, cite)
    }

    fn is_numbered(&self, id: ProvisionId) -> bool {
        !self.bill.provisions[id as usize].designation.is_empty()
    }

    /// The citation of one provision; the bill itself is cited by its first unit.
    fn of(&self, id: ProvisionId) -> String {
        let unit = self.bill.unit_of(id);
        let at = self.units.binary_search_by_key(&unit, |unit| unit.id);
        let cite = at.map_or_else(|_| self.bill.cite(unit), |at| self.cites[at].clone());
        format!("{cite}{}", self.bill.cite_within(id))
    }

    fn provision_at(&self, byte: u32) -> ProvisionId {
        let after = self.bill.provisions.partition_point(|provision| provision.line.start <= byte);
        // Provisions without words of their own begin where the next does: the last of them holds the word.
        (after.max(1) - 1) as ProvisionId
    }

    /// The innermost provision that holds both.
    fn holder(&self, first: ProvisionId, last: ProvisionId) -> ProvisionId {
        let holds = |id: &ProvisionId| *id <= last && last < self.bill.provisions[*id as usize].end;
        self.bill.ancestors(first).find(holds).unwrap_or(0)
    }

    fn child_towards(&self, holder: ProvisionId, id: ProvisionId) -> ProvisionId {
        let inside = self.bill.ancestors(id).take_while(|&at| at != holder);
        inside.last().unwrap_or(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(from: &str, to: &str) -> String {
        let section = |number: &str, inner: &str| {
            format!("<section><enum>{number}.</enum><header>Head</header>{inner}</section>")
        };
        let subsections = "<subsection><enum>(a)</enum><text>alpha</text><paragraph><enum>(1)</enum><text>one</text></paragraph>\
                           <paragraph><enum>(2)</enum><text>two</text></paragraph></subsection>\
                           <subsection><enum>(b)</enum><text>beta</text></subsection>";
        let xml = format!(
            "<bill><legis-body>{}{}</legis-body></bill>",
            section("1", subsections),
            section("2", "<text>gamma</text>")
        );
        let bill = crate::read_bytes("x.xml", xml.as_bytes(), &Default::default()).unwrap();
        let (units, cites) = (bill.units(), bill.unit_citations());
        let start = bill.text.find(from).unwrap() as u32;
        let end = (bill.text.find(to).unwrap() + to.len()) as u32;
        Citer { bill: &bill, units: &units, cites: &cites }.cite(Span { start, end }).1
    }

    #[test]
    fn what_holds_it_or_the_first_and_the_last() {
        for (from, to, wanted) in [
            ("one", "one", "Sec. 1(a)(1)"),
            ("one", "two", "Sec. 1(a)(1)-(2)"),
            ("alpha", "two", "Sec. 1(a)"),
            ("alpha", "beta", "Sec. 1(a)-(b)"),
            ("two", "beta", "Sec. 1(a)-(b)"),
            ("HEAD", "beta", "Sec. 1"),
            ("beta", "gamma", "Sec. 1 to Sec. 2"),
        ] {
            assert_eq!(cited(from, to), wanted, "from {from} to {to}");
        }
    }
}
