//! Designations and citations: "SEC. 403." is cited as "Sec. 403", what is inside it as "Sec. 403(a)(2)".

use super::{Bill, Level, ProvisionId};

/// The bare number of a designation: "403" of "SEC. 403.", "IV" of "TITLE IV—", "a" of "(a)", "E" of "\"(E)".
pub fn number_of(designation: &str) -> &str {
    let bare = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '—' | '§' | '.' | ':' | ',');
    let mut rest = designation.trim_matches(bare);
    if let Some((word, tail)) = rest.split_once(char::is_whitespace) {
        let keyword = word.trim_end_matches('.').to_ascii_lowercase();
        let tail = tail.trim_matches(bare);
        if !tail.is_empty() && KEYWORDS.contains(&keyword.as_str()) {
            rest = tail;
        }
    }
    match rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) if !inner.contains(['(', ')']) => inner.trim(),
        _ => rest,
    }
}

const KEYWORDS: [&str; 14] = [
    "section",
    "sec",
    "title",
    "subtitle",
    "division",
    "subdivision",
    "chapter",
    "subchapter",
    "part",
    "subpart",
    "article",
    "clause",
    "schedule",
    "rule",
];

impl Bill {
    /// How a provision is cited within its bill: "Sec. 403(a)(2)", "Title IV", an account's heading. Where a
    /// number stands more than once, [`Bill::unit_citations`] tells the units apart.
    pub fn cite(&self, id: ProvisionId) -> String {
        format!("{}{}", self.cite_unit(self.unit_of(id)), self.cite_within(id))
    }

    /// The unit a provision stands in (or is).
    pub fn unit_of(&self, id: ProvisionId) -> ProvisionId {
        let mut at = id;
        while at != 0 && !self.provisions[at as usize].unit {
            at = self.provisions[at as usize].parent;
        }
        at
    }

    /// The part of a citation that names a provision within its unit: "(a)(2)".
    pub fn cite_within(&self, id: ProvisionId) -> String {
        let mut inner = Vec::new();
        let mut at = id;
        while at != 0 && !self.provisions[at as usize].unit {
            inner.push(at);
            at = self.provisions[at as usize].parent;
        }
        let mut out = String::new();
        for &part in inner.iter().rev() {
            self.push_cite(part, &mut out);
        }
        out
    }

    fn push_cite(&self, id: ProvisionId, out: &mut String) {
        let provision = &self.provisions[id as usize];
        let printed = self.slice(provision.designation).trim_end_matches('.');
        match provision.level {
            Level::QuotedBlock => out.push_str(" quoted block"),
            _ if printed.is_empty() => {}
            level if level.keyword().is_some() => {
                out.push(' ');
                out.push_str(&title_case(printed));
            }
            _ => {
                if self.provisions[provision.parent as usize].level == Level::QuotedBlock {
                    out.push(' ');
                }
                out.push_str(printed);
            }
        }
    }

    /// Headings and designations from the outermost container down to a provision's parent.
    pub fn path(&self, id: ProvisionId) -> Vec<String> {
        let mut path = Vec::new();
        let mut at = id;
        while at != 0 {
            at = self.provisions[at as usize].parent;
            if at != 0 {
                path.push(self.name(at));
            }
        }
        path.reverse();
        path
    }

    /// "Title IV: Matters relating to ...": designation and heading for people.
    fn name(&self, id: ProvisionId) -> String {
        let provision = &self.provisions[id as usize];
        let printed = title_case(self.slice(provision.designation).trim_end_matches('.'));
        match (printed.is_empty(), self.heading(id)) {
            (true, "") => provision.level.name().to_owned(),
            (true, heading) => heading.to_owned(),
            (false, "") => printed,
            (false, heading) => format!("{printed}: {heading}"),
        }
    }

    fn cite_unit(&self, id: ProvisionId) -> String {
        if id == 0 {
            return "bill".to_owned();
        }
        let provision = &self.provisions[id as usize];
        let printed = self.slice(provision.designation);
        if printed.is_empty() {
            return match (provision.level, self.heading(id)) {
                (Level::Text, "") => "unnumbered text".to_owned(),
                (Level::Recital, "") => "whereas clause".to_owned(),
                (level, "") => level.name().to_owned(),
                (_, heading) => heading.to_owned(),
            };
        }
        let printed = printed.trim_end_matches('.');
        match provision.level {
            Level::Section => match self.schedule(id) {
                Some(schedule) => format!("{}, para. {}", self.cite_unit(schedule), self.number(id)),
                None => format!("Sec. {}", self.number(id)),
            },
            _ => title_case(printed),
        }
    }

    /// The schedule that a provision stands in.
    fn schedule(&self, id: ProvisionId) -> Option<ProvisionId> {
        self.ancestors(id).skip(1).find(|&at| self.provisions[at as usize].level == Level::Schedule)
    }

    /// Citations of all units: accounts with their agency, sections and titles with what they stand in where
    /// their number is used twice: the division, and the title too where that is not enough.
    pub fn unit_citations(&self) -> Vec<String> {
        let units = self.units();
        let mut cites: Vec<String> = units.iter().map(|unit| self.cite_plainly(*unit)).collect();
        for depth in 1..=MOST_AROUND {
            let mut seen: rustc_hash::FxHashMap<&str, u32> = Default::default();
            cites.iter().for_each(|cite| *seen.entry(cite).or_default() += 1);
            let longer: Vec<Option<String>> = units
                .iter()
                .zip(&cites)
                .map(|(unit, cite)| (seen[cite.as_str()] > 1).then(|| self.cite_around(unit.id, depth)).flatten())
                .collect();
            cites.iter_mut().zip(longer).for_each(|(cite, longer)| {
                if let Some(longer) = longer {
                    *cite = longer;
                }
            });
        }
        cites
    }

    fn cite_plainly(&self, unit: super::Unit) -> String {
        let cite = self.cite_unit(unit.id);
        let provision = &self.provisions[unit.id as usize];
        if provision.level.is_appropriation() && self.provisions[provision.parent as usize].level.is_appropriation() {
            return format!("{}: {cite}", self.cite_unit(provision.parent));
        }
        if provision.level == Level::Recital && cite == "whereas clause" {
            return format!("Whereas clause {}", unit.ordinal);
        }
        cite
    }

    /// "Division G, Title III, Sec. 302": with so many of the numbered parts around it, the outermost first.
    fn cite_around(&self, id: ProvisionId, depth: usize) -> Option<String> {
        let level = self.provisions[id as usize].level;
        if !(level == Level::Section || level.is_container()) {
            return None;
        }
        let mut around: Vec<ProvisionId> =
            self.ancestors(id).skip(1).filter(|&at| self.provisions[at as usize].level.is_container()).collect();
        around.reverse();
        if let Some(schedule) = self.schedule(id) {
            around.retain(|&at| at == schedule);
        }
        around.truncate(depth);
        let names: Vec<String> = around.into_iter().chain([id]).map(|at| self.cite_unit(at)).collect();
        (names.len() > 1).then(|| names.join(", "))
    }
}

/// Numbered parts named before a section's number, at most: division, title, subtitle.
const MOST_AROUND: usize = 3;

/// "TITLE IV" as "Title IV": the keyword in title case, the number as it is.
fn title_case(printed: &str) -> String {
    match printed.split_once(' ') {
        Some((keyword, number)) if keyword.len() > 2 && keyword.chars().all(|c| c.is_ascii_uppercase() || c == '.') => {
            format!("{}{} {number}", &keyword[..1], keyword[1..].to_ascii_lowercase())
        }
        _ => printed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bare_number_of_designations_met_in_real_files() {
        for (raw, wanted) in [
            ("101.", "101"),
            ("SEC. 2.", "2"),
            ("SECTION 1", "1"),
            ("§ 9.", "9"),
            ("TITLE IV—", "IV"),
            ("\"(E)", "E"),
            ("(aa)", "aa"),
            ("(1)", "1"),
            ("9.(a)", "9.(a)"),
            ("Chapter 9—", "9"),
            ("2799A-11.", "2799A-11"),
            ("", ""),
        ] {
            assert_eq!(number_of(raw), wanted, "of {raw:?}");
        }
    }

    #[test]
    fn keywords_are_set_in_title_case() {
        assert_eq!(title_case("TITLE IV"), "Title IV");
        assert_eq!(title_case("SEC. 12A"), "Sec. 12A");
        assert_eq!(title_case("(a)"), "(a)");
    }
}
