//! Duties to tell: reports, briefings, certifications, notifications; and to whom.

use super::Kind;
use super::line::{Line, Phrase, mix};
use super::vocabulary::{Core, End};

const ALWAYS: [&str; 24] = [
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
    "transmits",
    "transmitted",
    "provides",
    "furnish",
    "notification",
    "notifications",
    "report",
    "reports",
];

/// "Certifies" and "shall certify" are one thing to tell.
const STEMS: [&str; 8] = ["submi", "brief", "certif", "notif", "provide", "transmit", "furnish", "report"];
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
        "notification" | "notifications" if is_known_notice(line, at) => None,
        "brief" if !matches!(line.before(at, 1), "shall" | "to" | "and" | "or" | "may") => None,
        "submission" | "submit" | "submits" | "submitted" if !tells_somebody(line, at) => None,
        "provide" | "provides" | "transmit" | "transmits" | "transmitted" | "furnish" if !provides(line, at) => None,
        "notified" if !matches!(line.before(at, 1), "is" | "are" | "be" | "been" | "has" | "have") => None,
        "certification" | "certifications" | "certify" | "certifies" if !tells_somebody(line, at) => None,
        word => {
            let key = STEMS.iter().position(|stem| word.starts_with(stem))? as u64;
            Some(Phrase { kind: Kind::Report, words: at..at + 1, key, value: None })
        }
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
    !cited && !numbered && !named && !is_known(line, at)
}

/// "Such report", "the report required by section 5", "a report submitted last year": one that was spoken of. Where the
/// report has to be made, the words before tell it: "shall submit the report".
fn is_known(line: &Line<'_>, at: u32) -> bool {
    let submitted = matches!(line.word(at + 1), "submitted" | "required") && line.end(at) == End::None;
    matches!(line.before(at, 1), "the" | "such" | "that" | "said" | "this") || submitted
}

/// "The notification requirements of section 5", "any notification submitted under it": no new one.
fn is_known_notice(line: &Line<'_>, at: u32) -> bool {
    matches!(line.before(at, 1), "such" | "that" | "said" | "this")
        || line.end(at) == End::None
            && matches!(line.word(at + 1), "requirement" | "requirements" | "submitted" | "required")
}

/// Something is submitted to somebody, or certified: within its clause stands who gets it, or what. "The budget
/// submitted to Congress" is none that somebody has to submit.
fn tells_somebody(line: &Line<'_>, at: u32) -> bool {
    if line.word(at) == "submitted" && !matches!(line.before(at, 1), "be" | "been" | "is" | "are" | "has" | "have") {
        return false;
    }
    if line.word(at) == "submitted" && line.before(at, 1) == "be" && line.before(at, 2) == "shall" {
        return true;
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
    let told = |at: u32| (at..at + 4).any(|at| matches!(line.word(at), "committee" | "committees" | "congress"));
    let end = line.clause_end(at, End::Clause, 20);
    matches!(line.word(at + 1), "the" | "each") && told(at + 2)
        || (at + 1..end).any(|at| line.word(at) == "to" && told(at + 1))
}

/// "the Committee on Appropriations of the Senate", "the congressional intelligence committees", "to Congress": where
/// something is told to them.
fn recipient(line: &Line<'_>, at: u32) -> Option<Phrase> {
    match line.word(at) {
        "congress" => (to_congress(line, at) && line.is_capital(at)).then_some(())?,
        "committees" if is_congressional(line, at) => {}
        "house" | "senate" => return house(line, at),
        _ if line.is_capital(at) && matches!(line.word(at + 1), "on" | "of") => {
            let end = named(line, at + 2)?;
            let from = houses_before(line, at);
            return if is_told(line, from, end) { named_recipient(line, from..end) } else { None };
        }
        _ => return None,
    }
    let from = if line.word(at) == "congress" { at } else { adjectives(line, at) };
    if is_told(line, from, at + 1) { line.phrase(Kind::Recipient, from..at + 1) } else { None }
}

/// "To Congress", "to the Congress".
fn to_congress(line: &Line<'_>, at: u32) -> bool {
    line.before(at, 1) == "to" || line.before(at, 1) == "the" && line.before(at, 2) == "to"
}

/// Equal for "the Committees on Appropriations of the House of Representatives and the Senate", "the House and Senate
/// Committees on Appropriations" and "the Committees on Appropriations of both Houses of Congress": the words that tell
/// which committee, and of which Houses. Several committees of one name are those of both.
fn named_recipient(line: &Line<'_>, words: std::ops::Range<u32>) -> Option<Phrase> {
    const HOUSE: u64 = 1;
    const SENATE: u64 = 2;
    let mut houses = 0;
    let mut forms: Vec<u32> = Vec::new();
    let mut several = false;
    for at in words.clone() {
        match line.word(at) {
            "house" => houses |= HOUSE,
            "senate" => houses |= SENATE,
            "houses" => houses |= HOUSE | SENATE,
            "committees" => several = true,
            "the" | "of" | "and" | "on" | "both" | "congress" | "representatives" | "committee" => {}
            _ => forms.push(line.draft.words.forms[at as usize]),
        }
    }
    if forms.is_empty() && houses == 0 {
        return line.phrase(Kind::Recipient, words);
    }
    if several && houses == 0 {
        houses = HOUSE | SENATE;
    }
    forms.sort_unstable();
    let key = mix(std::iter::once(houses).chain(forms.into_iter().map(u64::from)));
    Some(Phrase { kind: Kind::Recipient, words, key, value: None })
}

/// Where "House and Senate" before "Committees on Appropriations" begins.
fn houses_before(line: &Line<'_>, at: u32) -> u32 {
    let first = |words: [&str; 3]| (1..=3).all(|back| line.before(at, back) == words[3 - back as usize]);
    match () {
        () if first(["house", "and", "senate"]) || first(["senate", "and", "house"]) => at - 3,
        () if matches!(line.before(at, 1), "house" | "senate") && line.is_capital(at - 1) => at - 1,
        () => at,
    }
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
    let end = both_houses(line, end);
    // "The House and Senate Committees on Appropriations" are told with the committees.
    let of_committees = (end..end + 3).any(|at| matches!(line.word(at), "committee" | "committees"));
    if of_committees { None } else { named_recipient(line, at..end) }
}

/// Whether these are told something: something goes "to the" committee, or it is notified; in a list of them, the
/// sentence says so before; a line that begins with one is an item of such a list.
fn is_told(line: &Line<'_>, from: u32, to: u32) -> bool {
    let is_article = |back: &u32| matches!(line.before(from, *back), "the" | "both" | "each" | "appropriate");
    let articles = (1..=2).take_while(is_article).count() as u32;
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
        word if TELLING.contains(&word) || matches!(word, "provide" | "provides") => true,
        "of" if line.before(before, 2) == "procedures" && line.before(before, 3) == "notification" => true,
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
        if line.says(at + 1, &["of", "both", "houses", "of", "congress"]) {
            end = at + 6;
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
    let others: [&[&str]; 4] = [
        &["and", "the", "senate"],
        &["and", "the", "house", "of", "representatives"],
        &["and", "senate"],
        &["and", "house", "of", "representatives"],
    ];
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

    #[test]
    fn one_recipient_under_several_names() {
        let text = "It shall report to the Committees on Appropriations of the House of Representatives and the Senate. \
                    It shall report to the Committees on Appropriations of the Senate and the House of Representatives. \
                    It shall report to the House and Senate Committees on Appropriations. \
                    It shall report to the Committees on Appropriations of both Houses of Congress. \
                    It shall report to the Committee on Appropriations of the Senate.";
        let found = phrases(text, begins, at).into_iter().filter(|(_, found)| found.kind == Kind::Recipient);
        let keys: Vec<u64> = found.map(|(_, found)| found.key).collect();
        assert_eq!(keys.len(), 5);
        assert!(keys[..4].iter().all(|key| *key == keys[0]), "{keys:?}");
        assert_ne!(keys[4], keys[0]);
    }

    #[test]
    fn a_report_that_was_spoken_of_is_no_new_one() {
        let found = |text| phrases(text, begins, at).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
        assert_eq!(found("as the report required by section 5 says, and such report"), Vec::<String>::new());
    }
}
