//! Version codes: the key by which a version of a bill is known. Never its stage's name.

/// A version code in lower case: "ih", "rfs", "eas2", "is_s". Codes GPO does not list are kept as they are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionCode(String);

/// GPO's codes with their names (govinfo, "About Congressional Bills"), and where a version stands in
/// the usual course of a bill: lower is earlier.
const CODES: &[(&str, &str, u8)] = &[
    ("pre", "Pre-introduction", 0),
    ("ih", "Introduced in House", 10),
    ("is", "Introduced in Senate", 10),
    ("ash", "Additional Sponsors House", 12),
    ("sas", "Additional Sponsors Senate", 12),
    ("sc", "Sponsor Change", 12),
    ("rih", "Referral Instructions House", 14),
    ("ris", "Referral Instructions Senate", 14),
    ("rch", "Reference Change House", 15),
    ("rcs", "Reference Change Senate", 15),
    ("rth", "Referred to Committee House", 16),
    ("rts", "Referred to Committee Senate", 16),
    ("cdh", "Committee Discharged House", 20),
    ("cds", "Committee Discharged Senate", 20),
    ("rh", "Reported in House", 22),
    ("rs", "Reported in Senate", 22),
    ("rah", "Referred with Amendments House", 23),
    ("ras", "Referred with Amendments Senate", 23),
    ("pch", "Placed on Calendar House", 25),
    ("pcs", "Placed on Calendar Senate", 25),
    ("hdh", "Held at Desk House", 26),
    ("hds", "Held at Desk Senate", 26),
    ("oph", "Ordered to be Printed House", 27),
    ("ops", "Ordered to be Printed Senate", 27),
    ("lth", "Laid on Table in House", 28),
    ("lts", "Laid on Table in Senate", 28),
    ("iph", "Indefinitely Postponed House", 28),
    ("ips", "Indefinitely Postponed Senate", 28),
    ("pp", "Public Print", 29),
    ("as", "Amendment Ordered to be Printed Senate", 30),
    ("fah", "Failed Amendment House", 30),
    ("eh", "Engrossed in House", 40),
    ("es", "Engrossed in Senate", 40),
    ("eph", "Engrossed and Deemed Passed by House", 40),
    ("cph", "Considered and Passed House", 40),
    ("cps", "Considered and Passed Senate", 40),
    ("ath", "Agreed to House", 40),
    ("ats", "Agreed to Senate", 40),
    ("fph", "Failed Passage House", 41),
    ("fps", "Failed Passage Senate", 41),
    ("pap", "Printed as Passed", 42),
    ("pav", "Previous Action Vitiated", 43),
    ("rdh", "Received in House", 50),
    ("rds", "Received in Senate", 50),
    ("rfh", "Referred in House", 51),
    ("rfs", "Referred in Senate", 51),
    ("eah", "Engrossed Amendment House", 60),
    ("eas", "Engrossed Amendment Senate", 60),
    ("reah", "Re-engrossed Amendment House", 62),
    ("res", "Re-engrossed Amendment Senate", 62),
    ("pwah", "Ordered to be Printed with House Amendment", 64),
    ("rhuc", "Returned to House by Unanimous Consent", 65),
    ("enr", "Enrolled Bill", 90),
    ("renr", "Re-enrolled Bill", 91),
    ("pl", "Public Law", 95),
    ("pvtl", "Private Law", 95),
];

/// What the code of a star print ends in.
const STAR_PRINT: &str = "_s";

impl VersionCode {
    /// Reads a code as typed or printed: "EH", "eas2".
    pub fn parse(text: &str) -> Option<Self> {
        let code = text.trim().to_ascii_lowercase();
        let word = !code.is_empty() && code.len() <= 8 && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        (word && code.as_bytes()[0].is_ascii_alphabetic()).then_some(Self(code))
    }

    /// Reads a stage told in words: "Engrossed-in-House", "Reported in Senate", "ENROLLED BILL".
    pub fn from_stage(stage: &str) -> Option<Self> {
        let squeezed = |text: &str| -> String {
            text.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect()
        };
        let wanted = squeezed(stage).replace("reportedto", "reportedin").replace("senateinthe", "senate");
        CODES.iter().find(|(_, name, _)| squeezed(name) == wanted).map(|(code, _, _)| Self((*code).to_owned()))
    }

    /// Lower case, with its suffix.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// GPO's name, or None for a code it does not list. A numeric suffix (a later printing) has the name of its
    /// code, and so has "_s" (a star print, which mends a misprint).
    pub fn name(&self) -> Option<&'static str> {
        self.entry().map(|(_, name, _)| *name)
    }

    /// Where the version stands in the usual course of a bill that began in the House (`house`) or the
    /// Senate; None for an unlisted code. Lower is earlier; equal says nothing.
    pub fn order(&self, house: bool) -> Option<u8> {
        let (code, _, order) = self.entry()?;
        // The other chamber's reports, calendars and passage come after the first chamber's passage.
        let other = code.ends_with(if house { 's' } else { 'h' }) && (20..50).contains(order);
        Some(if other { order / 10 + 50 } else { *order })
    }

    fn entry(&self) -> Option<&'static (&'static str, &'static str, u8)> {
        let find = |code: &str| CODES.iter().find(|(known, _, _)| *known == code);
        find(&self.0).or_else(|| find(self.stem()))
    }

    /// The code without its suffixes.
    fn stem(&self) -> &str {
        let code = self.0.strip_suffix(STAR_PRINT).unwrap_or(&self.0);
        code.trim_end_matches(|c: char| c.is_ascii_digit())
    }

    /// Which printing under one code: 2 for "eas2", 1 without a number.
    fn printing(&self) -> u32 {
        let code = self.0.strip_suffix(STAR_PRINT).unwrap_or(&self.0);
        code[self.stem().len()..].parse().unwrap_or(1)
    }

    /// [`Self::order`], then which printing under one code: what versions of one bill are sorted by.
    pub fn rank(&self, house: bool) -> Option<(u8, u32)> {
        Some((self.order(house)?, self.printing()))
    }

    /// The star print of a version.
    pub fn star_print(self) -> Self {
        if self.0.ends_with(STAR_PRINT) { self } else { Self(self.0 + STAR_PRINT) }
    }

    /// Whether a version comes later than another in the usual course of a bill; None where codes do not tell.
    pub fn is_later_than(&self, other: &Self, house: bool) -> Option<bool> {
        let (this, that) = (self.order(house)?, other.order(house)?);
        if this != that {
            return Some(this > that);
        }
        let same = self.stem() == other.stem() && self.printing() != other.printing();
        same.then(|| self.printing() > other.printing())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_in_words_are_codes() {
        for (stage, code) in [
            ("Engrossed-in-House", "eh"),
            ("Reported to Senate", "rs"),
            ("Enrolled-Bill", "enr"),
            ("Placed-on-Calendar-Senate", "pcs"),
            ("Engrossed-Amendment-Senate", "eas"),
            ("Pre-Introduction", "pre"),
        ] {
            assert_eq!(VersionCode::from_stage(stage).unwrap().as_str(), code);
        }
        assert_eq!(VersionCode::from_stage("Engraved in Stone"), None);
    }

    #[test]
    fn a_suffix_keeps_the_code_apart_and_shares_the_name() {
        let later = VersionCode::parse("EAS2").unwrap();
        assert_eq!((later.as_str(), later.name()), ("eas2", Some("Engrossed Amendment Senate")));
        assert_ne!(later, VersionCode::parse("eas").unwrap());
        assert_eq!(VersionCode::parse("zz9").unwrap().name(), None);
    }

    #[test]
    fn all_codes_that_gpo_lists_have_names() {
        let codes = "ih is rh rs rth rts ras rah rch rcs rih ris rfh rfs rdh rds hdh hds pch pcs cdh cds oph ops eh es eph eah \
                     eas reah res as fah pwah ath ats cph cps fph fps iph ips lth lts enr renr rhuc pp pap pav ash sas sc";
        assert_eq!(codes.split(' ').count(), 53);
        for code in codes.split(' ') {
            let code = VersionCode::parse(code).unwrap();
            let name = code.name().unwrap_or_else(|| panic!("{code:?} has no name"));
            assert_eq!(VersionCode::from_stage(name).as_ref(), Some(&code), "{name}");
        }
    }

    #[test]
    fn star_prints_keep_the_name_and_printings_their_order() {
        let code = |text| VersionCode::parse(text).unwrap();
        assert_eq!((code("is_s").name(), code("ih").star_print().as_str()), (Some("Introduced in Senate"), "ih_s"));
        assert_eq!(code("s_p").name(), None);
        assert_eq!(code("eas2").is_later_than(&code("eas"), true), Some(true));
        assert_eq!(code("eh").is_later_than(&code("ih"), true), Some(true));
        assert_eq!(code("ih").is_later_than(&code("is"), true), None);
        assert_eq!(code("eh").is_later_than(&code("zz"), true), None);
    }

    #[test]
    fn the_usual_course_of_a_bill_of_either_house() {
        let order = |code: &str, house| VersionCode::parse(code).unwrap().order(house).unwrap();
        for (course, house) in [
            ("pre ih ash rih rch rth cdh rh rah pch hdh oph lth eh fph pap pav rds rfs eas res pwah enr renr pl", true),
            ("is sas ris rcs rts cds rs ras pcs hds ops lts es fps pap pav rdh rfh eah reah rhuc enr renr pl", false),
        ] {
            let codes: Vec<&str> = course.split(' ').collect();
            for pair in codes.windows(2) {
                assert!(order(pair[0], house) < order(pair[1], house), "{} before {}", pair[0], pair[1]);
            }
        }
        // What the other house does comes after the first has passed the bill, and before amendments between them.
        for code in ["rs", "pcs", "cds", "es", "cps"] {
            assert!(order("eh", true) < order(code, true) && order(code, true) < order("eas", true), "{code}");
        }
        assert!(order("rh", false) > order("es", false) && order("eh", false) > order("rh", false));
    }

    #[test]
    fn placed_on_the_other_chambers_calendar_comes_after_engrossment() {
        let order = |code, house| VersionCode::parse(code).unwrap().order(house).unwrap();
        assert!(order("pcs", true) > order("eh", true));
        assert!(order("pcs", false) < order("es", false));
        assert!(order("enr", true) > order("eas", true));
    }
}
