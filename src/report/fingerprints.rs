//! `--fingerprints`: an entry of the policy file for each change, to be copied into it. What was accepted already is
//! told with its reason and date; the others lack both, and the file is refused until somebody gives them.

use super::model::{Provision, Report};
use super::policy::{can_be_accepted, fingerprint};
use super::summary::{bills, marks, sign, title};
use super::terminal::plain;

/// TOML, with a line above each entry that says what it accepts.
pub fn write(report: &Report) -> String {
    let listed: Vec<&Provision> = report.provisions.iter().filter(|one| can_be_accepted(one)).collect();
    let changes = if listed.len() == 1 { "1 change" } else { &format!("{} changes", listed.len()) };
    let mut out = comment(&format!("{}: {changes}", bills(report)));
    if !listed.is_empty() {
        out.push_str("# To accept one, copy its entry into .billdiff.toml and give a reason and a date.\n");
    }
    for provision in listed {
        out.push('\n');
        out.push_str(&comment(&format!("{} {}: {}", sign(provision), title(provision), marks(report, provision))));
        out.push_str(&format!("[[accepted]]\nfingerprint = {}\n", string(&fingerprint(report, provision))));
        match &provision.accepted {
            Some(entry) => {
                out.push_str(&format!("reason = {}\ndate = {}\n", string(&entry.reason), plain(&entry.date)));
                let by = entry.by.as_ref().map(|by| format!("by = {}\n", string(by)));
                out.push_str(&by.unwrap_or_default());
            }
            None => out.push_str("reason = \"\"\n# date = YYYY-MM-DD\n"),
        }
    }
    out
}

/// On one line, whatever it holds.
fn comment(text: &str) -> String {
    format!("# {}\n", plain(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A JSON string without control characters is one of TOML.
fn string(text: &str) -> String {
    serde_json::Value::from(plain(text).replace('\n', " ")).to_string()
}
