//! A part of a report: `--section 403`.

use super::Report;
use super::model::Provision;
use crate::signals::Kind;

/// What to keep of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Section numbers, as either draft has them: "403", "403(a)" (the section is shown whole).
    pub sections: Vec<String>,
    /// Kinds of signals: only what has one is kept, and only those signals. None keeps all.
    pub signals: Vec<Kind>,
}

/// Nothing in either draft fits the selection.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("neither draft has a section {wanted}. {advice}.")]
pub struct SelectionError {
    pub wanted: String,
    /// What there is instead.
    pub advice: String,
}

impl Selection {
    /// Whether everything is kept.
    pub fn is_all(&self) -> bool {
        self.sections.is_empty() && self.signals.is_empty()
    }

    fn keep_signals(&self, report: &mut Report) {
        for provision in &mut report.provisions {
            provision.signals.retain(|signal| self.signals.iter().any(|kind| kind.name() == signal.kind));
        }
        report.provisions.retain(|provision| !provision.signals.is_empty());
    }

    /// The numbers alone.
    pub(super) fn numbers(&self) -> Vec<&str> {
        self.sections.iter().map(|text| section_number(text)).collect()
    }

    /// Keeps what is selected. The summary still counts the whole comparison.
    ///
    /// # Errors
    /// A section that neither draft has.
    pub fn apply(&self, report: &mut Report) -> Result<(), SelectionError> {
        if !self.sections.is_empty() {
            self.keep_sections(report)?;
        }
        if !self.signals.is_empty() {
            self.keep_signals(report);
        }
        Ok(())
    }

    fn keep_sections(&self, report: &mut Report) -> Result<(), SelectionError> {
        let wanted = self.numbers();
        for number in &wanted {
            if !report.provisions.iter().any(|provision| has_number(provision, number)) {
                return Err(SelectionError { wanted: (*number).to_owned(), advice: what_there_is(report) });
            }
        }
        report.provisions.retain(|provision| wanted.iter().any(|number| has_number(provision, number)));
        Ok(())
    }
}

/// "403" of "403", "Sec. 403", "section 403(a)(2)".
pub(super) fn section_number(text: &str) -> &str {
    let text = text.trim();
    let number = text.rsplit(|c: char| c.is_whitespace()).next().unwrap_or(text);
    let number = number.split('(').next().unwrap_or(number);
    number.trim_end_matches('.')
}

/// Whether a provision bears a number in either draft.
pub(super) fn has_number(provision: &Provision, number: &str) -> bool {
    [&provision.old, &provision.new].into_iter().flatten().any(|side| bears(&side.cite, number))
}

/// Whether a citation is that of a section of this number.
pub(super) fn bears(cite: &str, number: &str) -> bool {
    cite.rsplit_once("Sec. ").is_some_and(|(_, own)| own.eq_ignore_ascii_case(number))
}

pub(super) fn what_there_is(report: &Report) -> String {
    let cites: Vec<&str> = report
        .provisions
        .iter()
        .filter(|p| p.level == "section")
        .filter_map(|p| p.side().map(|side| side.cite.as_str()))
        .collect();
    match (cites.first(), cites.last()) {
        (Some(first), Some(last)) if first != last => {
            format!("There are {} sections, from {first} to {last}", cites.len())
        }
        (Some(only), _) => format!("There is only {only}"),
        _ => "There are no numbered sections".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::section_number;

    #[test]
    fn however_a_section_is_asked_for() {
        for asked in ["403", "Sec. 403", "section 403(a)(2)", " 403. "] {
            assert_eq!(section_number(asked), "403");
        }
    }
}
