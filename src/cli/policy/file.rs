//! Reads a policy file. Whatever is wrong in it is told with its line, and ends the program: a policy that is half
//! understood is none.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::Path;

use clap::error::{ContextKind, ContextValue};
use clap::{Arg, ArgAction, Command};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Policy, Setting, keys, told};
use crate::cli::Failure;
use crate::read::sha256;
use crate::report::policy::Acceptance;
use crate::report::terminal::plain;

/// Largest file that is read: no policy is as long.
const MAX_BYTES: u64 = 1 << 20;
/// Longest reason, in characters: it stands beside the change in every report.
const MOST_REASON: usize = 500;
/// How alike two names are, from 0 to 1, where one may be meant by the other.
const LEAST_LIKENESS: f64 = 0.5;
/// The key of the entries.
const ACCEPTED: &str = "accepted";
/// Keys of an entry, the optional one last.
const ENTRY_KEYS: [&str; 4] = ["fingerprint", "reason", "date", "by"];

/// Something that is wrong: where it begins, what, and what to do.
struct Wrong {
    at: usize,
    problem: String,
}

impl Wrong {
    fn new(span: &Range<usize>, problem: String) -> Self {
        Self { at: span.start, problem }
    }
}

/// Reads and checks the file. The keys are the options of the command.
pub fn read(path: &Path, command: &Command) -> Result<Policy, Failure> {
    let whole = |problem: String| Failure::Policy { place: told(path), problem };
    let bytes = bytes(path).map_err(whole)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| whole("it is not UTF-8. Save it as UTF-8".to_owned()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let placed = |wrong: Wrong| {
        let line = text.as_bytes().iter().take(wrong.at).filter(|&&byte| byte == b'\n').count() + 1;
        Failure::Policy { place: format!("{}:{line}", told(path)), problem: one_line(&plain(&wrong.problem)) }
    };
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        placed(Wrong { at, problem: format!("this is no TOML: {}", error.message()) })
    })?;
    let mut policy = Policy { sha256: sha256(&bytes), settings: Vec::new(), accepted: Vec::new() };
    for (key, value) in table.get_ref() {
        if key.get_ref() == ACCEPTED {
            policy.accepted = entries(value).map_err(placed)?;
        } else {
            policy.settings.push(setting(key, value, command).map_err(placed)?);
        }
    }
    Ok(policy)
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error: std::io::Error| format!("it cannot be read ({error}). Mend that, or add --no-config");
    // A pipe of this name would never end.
    if !path.metadata().map_err(unreadable)?.is_file() {
        return Err("it is no plain file. Take it away, or add --no-config".to_owned());
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(format!("it has more than the {MAX_BYTES} bytes that are read. Check what file this is"));
    }
    Ok(bytes)
}

fn setting(key: &Spanned<impl AsRef<str>>, value: &Spanned<DeValue<'_>>, command: &Command) -> Result<Setting, Wrong> {
    let name = key.get_ref().as_ref();
    let Some(option) = keys(command).find(|option| option.get_long() == Some(name)) else {
        return Err(Wrong::new(&key.span(), unknown(name, command)));
    };
    let wanted = match option.get_action() {
        ArgAction::SetTrue => "true or false",
        _ if option.get_value_delimiter().is_some() => "a list of names, [\"amount\", \"duty\"]",
        _ => "a name or a number",
    };
    let values = values(option, value.get_ref());
    let values = values.ok_or_else(|| Wrong::new(&value.span(), format!("{name} is {wanted}")))?;
    if !matches!(option.get_action(), ArgAction::SetTrue) && !values.is_empty() {
        check(name, &values.join(","), command).map_err(|problem| Wrong::new(&value.span(), problem))?;
    }
    Ok(Setting { key: name.to_owned(), values })
}

/// The values as they would be typed; none where they are of another type.
fn values(option: &Arg, value: &DeValue<'_>) -> Option<Vec<String>> {
    let is_switch = matches!(option.get_action(), ArgAction::SetTrue);
    let is_list = option.get_value_delimiter().is_some();
    match value {
        DeValue::Boolean(value) if is_switch => Some(vec![value.to_string()]),
        _ if is_switch => None,
        DeValue::Array(list) if is_list => {
            let one = |item: &Spanned<DeValue<'_>>| match item.get_ref() {
                DeValue::String(text) => Some(text.trim().to_owned()),
                _ => None,
            };
            list.iter().map(one).collect()
        }
        DeValue::String(text) if is_list => Some(text.split(',').map(|part| part.trim().to_owned()).collect()),
        DeValue::String(text) => Some(vec![text.to_string()]),
        DeValue::Integer(number) if !is_list && number.radix() == 10 => Some(vec![number.as_str().to_owned()]),
        _ => None,
    }
}

/// Tries the value as the option that it stands for: what is allowed is known in one place.
fn check(name: &str, value: &str, command: &Command) -> Result<(), String> {
    let typed = ["billdiff".to_owned(), format!("--{name}={value}"), "OLD".to_owned(), "NEW".to_owned()];
    let Err(error) = command.clone().try_get_matches_from(typed) else { return Ok(()) };
    let of = |kind| match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    };
    let wrong = of(ContextKind::InvalidValue).first().cloned().unwrap_or_else(|| value.to_owned());
    let mut problem = format!("{name} is not to be {wrong:?}");
    let allowed = of(ContextKind::ValidValue);
    if allowed.is_empty() {
        problem.push_str(&error.source().map(|why| format!(": {why}")).unwrap_or_default());
    } else {
        problem.push_str(&meant(nearest(&wrong, allowed.iter().map(String::as_str))));
        problem.push_str(&format!(" There are {}", allowed.join(", ")));
    }
    Err(problem)
}

fn unknown(name: &str, command: &Command) -> String {
    let known = || keys(command).filter_map(Arg::get_long).chain([ACCEPTED]);
    let is_option = command.get_arguments().any(|option| option.get_long() == Some(name));
    let problem = if is_option {
        format!("{name} is an option of the command line alone.")
    } else {
        format!("no setting is called {name:?}{}", meant(nearest(name, known())))
    };
    format!("{problem} There are {}", known().collect::<Vec<_>>().join(", "))
}

fn meant(name: Option<&str>) -> String {
    name.map_or_else(|| ".".to_owned(), |name| format!(". Did you mean {name}?"))
}

fn nearest<'k>(wrong: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let likeness = |name: &str| strsim::normalized_damerau_levenshtein(wrong, name);
    let best = known.max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) >= LEAST_LIKENESS).then_some(best)
}

/// `[[accepted]]`, each fingerprint once.
fn entries(value: &Spanned<DeValue<'_>>) -> Result<Vec<Acceptance>, Wrong> {
    let form = || Wrong::new(&value.span(), "accepted changes are written [[accepted]], one after another".to_owned());
    let DeValue::Array(list) = value.get_ref() else { return Err(form()) };
    let mut entries: BTreeMap<String, usize> = BTreeMap::new();
    let mut accepted = Vec::new();
    for item in list {
        let DeValue::Table(table) = item.get_ref() else { return Err(form()) };
        let entry = entry(table, &item.span())?;
        if entries.insert(entry.fingerprint.clone(), accepted.len()).is_some() {
            let problem = format!("{} is accepted twice. Keep one entry", entry.fingerprint);
            return Err(Wrong::new(&item.span(), problem));
        }
        accepted.push(entry);
    }
    Ok(accepted)
}

fn entry(table: &DeTable<'_>, span: &Range<usize>) -> Result<Acceptance, Wrong> {
    for (key, _) in table {
        let name: &str = key.get_ref();
        if !ENTRY_KEYS.contains(&name) {
            let meant = meant(nearest(name, ENTRY_KEYS.into_iter()));
            let problem = format!("an accepted change has no {name:?}{meant} There are {}", ENTRY_KEYS.join(", "));
            return Err(Wrong::new(&key.span(), problem));
        }
    }
    let fingerprint = text(table, "fingerprint")?;
    let missing = |name: &str, form: &str| {
        let problem = format!("this accepted change has no {name}. Write {name} = {form}");
        Wrong::new(span, problem)
    };
    let (fingerprint, at) =
        fingerprint.ok_or_else(|| missing("fingerprint", "\"...\", as --fingerprints prints it"))?;
    if !is_fingerprint(&fingerprint) {
        let problem = format!(
            "{fingerprint:?} is no fingerprint. billdiff OLD NEW --fingerprints prints them; the id in the JSON report is another thing"
        );
        return Err(Wrong::new(&at, problem));
    }
    let (reason, at) = text(table, "reason")?.ok_or_else(|| missing("reason", "\"why it is accepted\""))?;
    if reason.trim().is_empty() {
        return Err(Wrong::new(&at, "the reason is empty. Write why the change is accepted".to_owned()));
    }
    if reason.chars().count() > MOST_REASON {
        let problem =
            format!("the reason has more than {MOST_REASON} characters. Say it in fewer, or name where it is");
        return Err(Wrong::new(&at, problem));
    }
    let date = date(table)?.ok_or_else(|| missing("date", "2030-05-14, the day it was accepted"))?;
    let by = text(table, "by")?.map(|(by, _)| one_line(&by));
    Ok(Acceptance { fingerprint, reason: one_line(&reason), date, by })
}

fn text(table: &DeTable<'_>, name: &str) -> Result<Option<(String, Range<usize>)>, Wrong> {
    match table.get(name) {
        None => Ok(None),
        Some(value) => match value.get_ref() {
            DeValue::String(text) => Ok(Some((text.to_string(), value.span()))),
            _ => Err(Wrong::new(&value.span(), format!("{name} is a text in quotes"))),
        },
    }
}

/// A day as TOML has it. That there is such a day was checked by the parser.
fn date(table: &DeTable<'_>) -> Result<Option<String>, Wrong> {
    let Some(value) = table.get("date") else { return Ok(None) };
    match value.get_ref() {
        DeValue::Datetime(when) if when.time.is_none() && when.offset.is_none() => Ok(Some(when.to_string())),
        _ => Err(Wrong::new(&value.span(), "date is a day, without quotes: date = 2030-05-14".to_owned())),
    }
}

/// "121hr9403:" and as many digits as there must be.
fn is_fingerprint(text: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    text.split_once(':').is_some_and(|(bill, digits)| {
        !bill.is_empty()
            && bill.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && digits.len() == crate::report::policy::DIGITS
            && digits.bytes().all(is_digit)
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
