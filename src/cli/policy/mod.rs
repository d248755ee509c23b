//! The policy file, `.billdiff.toml`: what a team has agreed on (docs/policy.md).
//!
//! Its settings become the defaults of the options they are named for, so a flag comes before a variable, a variable
//! before the file, and the file before the program's own default, by `clap`'s own rule. An option can be set there
//! if it has a variable: none of these names a command to run or a file to write, and none leaves anything out.

mod file;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};

use super::{Failure, git};
use crate::report::policy::{Acceptance, PolicyFile};

/// What it is called where nobody names another.
const NAME: &str = ".billdiff.toml";
/// The option that names one. It has a variable too, and is no setting.
const CONFIG: &str = "config";
/// Git runs this for each file: what applied stands in its report and not on standard error as often.
const DRIVER: &str = "git-diff-driver";

/// A policy file as it stands.
#[derive(Debug)]
struct Policy {
    sha256: String,
    settings: Vec<Setting>,
    accepted: Vec<Acceptance>,
}

/// An option's value. Its key is the long name of the option.
#[derive(Debug)]
struct Setting {
    key: String,
    /// Several of a list; "true" or "false" of a switch.
    values: Vec<String>,
}

/// Parses the command line, with the policy file's settings for defaults. Says which file it was.
pub fn parse(command: Command) -> Result<(ArgMatches, Option<PolicyFile>), Failure> {
    let typed = command.clone().try_get_matches()?;
    let keys: Vec<Arg> = keys(used(&command, &typed)).cloned().collect();
    if keys.is_empty() {
        return Ok((typed, None));
    }
    let Some(path) = path(&typed) else { return Ok((typed, None)) };
    let policy = file::read(&path, &command)?;
    let name = typed.subcommand_name().map(str::to_owned);
    let matches = with_defaults(command, &policy.settings).try_get_matches()?;
    let own = name.as_ref().and_then(|name| matches.subcommand_matches(name)).unwrap_or(&matches);
    let (settings, overruled) = settled(&policy.settings, &keys, own);
    let quiet = own.try_get_one::<bool>("quiet").ok().flatten().copied();
    // A command without the option is as quiet as the file says.
    let quiet = quiet.unwrap_or_else(|| policy.settings.iter().any(|one| one.key == "quiet" && one.values == ["true"]));
    let accepted = if name.as_deref().is_none_or(|name| name == DRIVER) { policy.accepted } else { Vec::new() };
    let file = PolicyFile { path: told(&path), sha256: policy.sha256, settings, accepted };
    if !quiet && name.as_deref() != Some(DRIVER) {
        say(&file, &overruled);
    }
    let applies = !file.settings.is_empty() || !file.accepted.is_empty();
    Ok((matches, applies.then_some(file)))
}

/// What the file settled for a command, and the options that a flag or a variable gave instead.
fn settled(settings: &[Setting], keys: &[Arg], own: &ArgMatches) -> (BTreeMap<String, String>, Vec<String>) {
    let mut settled = BTreeMap::new();
    let mut overruled = Vec::new();
    // An empty list settles nothing.
    for setting in settings.iter().filter(|setting| !setting.values.is_empty()) {
        let Some(key) = keys.iter().find(|key| key.get_long() == Some(&setting.key)) else { continue };
        if own.value_source(key.get_id().as_str()) == Some(ValueSource::DefaultValue) {
            settled.insert(setting.key.clone(), setting.values.join(","));
        } else {
            overruled.push(setting.key.clone());
        }
    }
    (settled, overruled)
}

/// The subcommand that was named, or the program itself.
fn used<'c>(command: &'c Command, typed: &ArgMatches) -> &'c Command {
    typed.subcommand_name().and_then(|name| command.find_subcommand(name)).unwrap_or(command)
}

/// The options of a command that can be set in the file.
fn keys(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|arg| is_key(arg))
}

fn is_key(arg: &Arg) -> bool {
    arg.get_env().is_some() && arg.get_long().is_some() && arg.get_id() != CONFIG
}

fn with_defaults(command: Command, settings: &[Setting]) -> Command {
    let set = |arg: Arg| {
        let own = settings.iter().find(|setting| is_key(&arg) && arg.get_long() == Some(&setting.key));
        match own {
            Some(setting) if !setting.values.is_empty() => arg.default_values(setting.values.clone()),
            _ => arg,
        }
    };
    command.mut_args(set).mut_subcommands(|subcommand| subcommand.mut_args(set))
}

/// The file that was named, or else the nearest one, from the working folder up to the repository's top or the root.
fn path(typed: &ArgMatches) -> Option<PathBuf> {
    if typed.get_flag("no_config") {
        return None;
    }
    if let Some(path) = typed.get_one::<PathBuf>(CONFIG) {
        return Some(path.clone());
    }
    let here = std::env::current_dir().ok()?;
    for (up, folder) in here.ancestors().enumerate() {
        // Whatever bears the name is taken for it: one that cannot be read is told, and not passed over.
        if folder.join(NAME).symlink_metadata().is_ok() {
            return Some(Path::new(&"../".repeat(up)).join(NAME));
        }
        if folder.join(".git").symlink_metadata().is_ok() {
            break;
        }
    }
    None
}

/// A path without what a terminal would obey.
fn told(path: &Path) -> String {
    git::told(path.as_os_str().as_encoded_bytes())
}

/// On standard error: two people whose results differ can see why. Nothing of a file that has nothing for the command.
fn say(file: &PolicyFile, overruled: &[String]) {
    let mut parts: Vec<String> = file.settings.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    match file.accepted.len() {
        0 => {}
        1 => parts.push("1 accepted change".to_owned()),
        count => parts.push(format!("{count} accepted changes")),
    }
    if !overruled.is_empty() {
        parts.push(format!("overruled: {}", overruled.join(", ")));
    }
    if parts.is_empty() {
        return;
    }
    super::say(format_args!("policy {}: {}", file.path, parts.join("; ")));
}
