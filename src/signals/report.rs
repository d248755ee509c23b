//! Duties to tell: reports, briefings, certifications, notifications; and to whom.

use super::Kind;
use super::line::{Line, Phrase};
use super::vocabulary::{Core, End};

const ALWAYS: [&str; 21] = [
    "submit",
    "submits",
    "submitted",
    "submission",
    "brief",
    "briefing",
    "briefings",
    "certify",
    "certifies",
    "certification",
    "certifications",
    "notify",
    "notifies",
    "notified",
    "provide",
    "transmit",
    "furnish",
    "notification",
    "notifications",
    "report",
    "reports",
];

/// Words that tell somebody something.
const TELLING: [&str; 8] = ["brief", "briefing", "notify", "notifies", "notifying", "inform", "informs", "informing"];
/// Words of a sentence searched for them.
const BEFORE: u32 = 60;

pub fn begins(core: &Core) -> bool {
    ALWAYS.contains(&core.text.as_str())
        || matches!(core.text.as_str(), "committee" | "committees" | "congress" | "house" | "senate")
}

pub fn at(line: &Line<'_>, at: u32) -> Option<Phrase> {
    match line.word(at) {
        "committee" | "committees" | "congress" | "house" | "senate" => recipient(line, at),
        "report" | "reports" if !is_a_duty(line, at) => None,
        "brief" if !matches!(line.before(at, 1), "shall" | "to" | "and" | "or" | "may") => None,
        "submission" | "submit" | "submits" | "submitted" if !tells_somebody(line, at) => None,
        "provide" | "transmit" | "furnish" if !provides(line, at) => None,
        "notified" if !matches!(line.before(at, 1), "is" | "are" | "be" | "been" | "has" | "have") => None,
        "certification" | "certifications" | "certify" | "certifies" if !tells_somebody(line, at) => None,
        _ => line.phrase(Kind::Report, at..at + 1),
    }
}

/// A report to be made, and not one that is cited: "House Report 118-400", "the report accompanying", "described in the
/// report", "reports of the House".
fn is_a_duty(line: &Line<'_>, at: u32) -> bool {
    let before = line.before(at, 1);
    let cited = matches!(
        before,
        "house"
            | "senate"
            | "committee"
            | "conference"
            | "credit"
            | "consumer"
            | "accompanying"
            | "inspection"
            | "news"
    );
    let numbered = line.word(at + 1).starts_with(|c: char| c.is_ascii_digit());
    let named = matches!(line.word(at + 1), "accompanying" | "card" | "cards")
        || line.says(at + 1, &["of", "the", "house"])
        || line.says(at + 1, &["of", "the", "senate"])
        || line.says(at + 1, &["of", "the", "committee"]);
    !cited && !numbered && !named
}

/// Something is submitted to somebody, or certified: within its clause stands who gets it, or what. "The budget
/// submitted to Congress" is none that somebody has to submit.
fn tells_somebody(line: &Line<'_>, at: u32) -> bool {
    if line.word(at) == "submitted" && !matches!(line.before(at, 1), "be" | "been" | "is" | "are" | "has" | "have") {
        return false;
    }
    let end = line.clause_end(at, End::Clause, 30);
    (at + 1..end).any(|at| {
        matches!(line.word(at), "congress" | "committee" | "committees" | "report" | "reports" | "briefing")
            || line.word(at) == "to"
                && matches!(line.word(at + 1), "the" | "each" | "such" | "congress" | "appropriate")
            || line.word(at) == "that" && line.word(at - 1).starts_with("certif")
    }) || matches!(line.before(at, 1), "written")
}

/// "Shall provide to the Committees on Appropriations": whatever it is that they get.
fn provides(line: &Line<'_>, at: u32) -> bool {
    line.word(at + 1) == "to"
        && (at + 2..at + 5).any(|at| matches!(line.word(at), "committee" | "committees" | "congress"))
}

/// "the Committee on Appropriations of the Senate", "the congressional intelligence committees", "to Congress": where
/// something is told to them.
fn recipient(line: &Line<'_>, at: u32) -> Option<Phrase> {
    match line.word(at) {
        "congress" => (line.before(at, 1) == "to" && line.is_capital(at)).then_some(())?,
        "committees" if is_congressional(line, at) => {}
        "house" | "senate" => return house(line, at),
        _ if line.is_capital(at) && matches!(line.word(at + 1), "on" | "of") => {
            let end = named(line, at + 2)?;
            return if is_told(line, at, end) { line.phrase(Kind::Recipient, at..end) } else { None };
        }
        _ => return None,
    }
    let from = if line.word(at) == "congress" { at } else { adjectives(line, at) };
    if is_told(line, from, at + 1) { line.phrase(Kind::Recipient, from..at + 1) } else { None }
}

/// "to the House of Representatives and the Senate", not of a committee's name.
fn house(line: &Line<'_>, at: u32) -> Option<Phrase> {
    if line.before(at, 1) != "the"
        || line.before(at, 2) != "to"
        || !line.is_capital(at)
        || line.before(at, 3) == "submitted"
    {
        return None;
    }
    let end = if line.says(at, &["house", "of", "representatives"]) { at + 3 } else { at + 1 };
    line.phrase(Kind::Recipient, at..both_houses(line, end))
}

/// Whether these are told something: something goes "to the" committee, or it is notified; in a list of them, the
/// sentence says so before; a line that begins with one is an item of such a list.
fn is_told(line: &Line<'_>, from: u32, to: u32) -> bool {
    let articles = u32::from(matches!(line.before(from, 1), "the" | "both" | "each" | "appropriate"));
    let before = from.saturating_sub(articles);
    let listed =
        before <= line.from || line.end(before - 1) >= End::Comma || matches!(line.before(before, 1), "and" | "or");
    let notified = (1..=2).any(|on| matches!(line.word(to + on), "notified" | "briefed"));
    match line.before(before, 1) {
        "to" if line.before(before, 2) == "available" => reports_before(line, before),
        "to" => {
            !matches!(line.before(before, 2), "respect" | "subject" | "relating" | "submitted")
                || is_submitted(line, before - 2)
        }
        word if TELLING.contains(&word) => true,
        _ if notified => true,
        _ if before <= line.from => true,
        _ => listed && tells_before(line, before),
    }
}

/// A report that is made available to a committee, and no money that is.
fn reports_before(line: &Line<'_>, at: u32) -> bool {
    let start = line.clause_start(at, End::Clause, BEFORE);
    (start..at).any(|at| matches!(line.word(at), "report" | "reports" | "information" | "data"))
}

fn is_submitted(line: &Line<'_>, at: u32) -> bool {
    line.word(at) == "submitted" && tells_somebody(line, at)
}

fn tells_before(line: &Line<'_>, at: u32) -> bool {
    let start = line.clause_start(at, End::Sentence, BEFORE);
    (start..at).any(|at| {
        TELLING.contains(&line.word(at))
            || line.word(at) == "to" && matches!(line.word(at + 2), "committee" | "committees" | "house" | "senate")
    })
}

fn is_congressional(line: &Line<'_>, at: u32) -> bool {
    (1..=4).any(|back| line.before(at, back).starts_with("congressional"))
}

fn adjectives(line: &Line<'_>, at: u32) -> u32 {
    (1..=4).find(|&back| line.before(at, back).starts_with("congressional")).map_or(at, |back| at - back)
}

/// One past "Appropriations of the House of Representatives".
fn named(line: &Line<'_>, from: u32) -> Option<u32> {
    if !line.is_capital(from) {
        return None;
    }
    let mut end = from;
    let mut at = from;
    while at < line.to && at < from + 24 {
        if line.is_capital(at) {
            end = at + 1;
        } else if !matches!(line.word(at), "and" | "of" | "the" | "on") || line.end(at - 1) >= End::Clause {
            break;
        }
        if matches!(line.word(at), "senate" | "representatives") {
            end = both_houses(line, at + 1);
            break;
        }
        if line.end(at) >= End::Clause {
            break;
        }
        // "and the Committee" begins the next recipient.
        if line.word(at + 1) == "and" && line.word(at + 2) == "the" {
            break;
        }
        at += 1;
    }
    Some(end)
}

/// One past "and the Senate", "and the House of Representatives", where that follows the other House.
fn both_houses(line: &Line<'_>, end: u32) -> u32 {
    let others: [&[&str]; 2] = [&["and", "the", "senate"], &["and", "the", "house", "of", "representatives"]];
    let plain = line.end(end - 1) == End::None;
    plain.then(|| line.one_of(end, &others)).flatten().map_or(end, |length| end + length)
}

#[cfg(test)]
mod tests {
    use super::super::line::tests::phrases;
    use super::*;

    #[test]
    fn what_is_told_and_to_whom() {
        let found =
            |text| phrases(text, begins, at).into_iter().map(|(words, found)| (found.kind, words)).collect::<Vec<_>>();
        assert_eq!(
            found("shall submit to the Committee on Armed Services of the Senate and the Committee on Rules a report"),
            [
                (Kind::Report, "submit".to_owned()),
                (Kind::Recipient, "Committee on Armed Services of the Senate".to_owned()),
                (Kind::Recipient, "Committee on Rules".to_owned()),
                (Kind::Report, "report".to_owned()),
            ]
        );
        assert_eq!(found("as House Report 118-400 says, a claim is submitted in writing"), []);
    }
}
