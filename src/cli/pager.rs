//! Long outputs through a pager. The report goes to its standard input; nothing of a bill is ever part of a command.

use std::io::{ErrorKind, IsTerminal, Write};
use std::process::{Child, Command, Stdio};

use super::{Failure, print_bytes, say};

/// What is tried where nobody names a pager.
const USUAL: [&str; 2] = ["less -FRX", "more"];

/// Shows a text through the pager, or prints it where standard output is no terminal or no pager is wanted.
/// `wanted` is the command of `--pager`, if any.
pub fn show(text: &[u8], wanted: Option<&str>) -> Result<(), Failure> {
    if !std::io::stdout().is_terminal() {
        return print_bytes(text);
    }
    let named = wanted.map(str::to_owned).or_else(|| told("BILLDIFF_PAGER")).or_else(|| told("PAGER"));
    match named {
        Some(command) if is_none(&command) => print_bytes(text),
        Some(command) => match start(&command) {
            Ok(pager) => feed(pager, text),
            Err(error) => {
                say(format_args!("the pager {command} cannot be started ({error})"));
                print_bytes(text)
            }
        },
        None => match USUAL.iter().find_map(|command| start(command).ok()) {
            Some(pager) => feed(pager, text),
            None => print_bytes(text),
        },
    }
}

fn told(variable: &str) -> Option<String> {
    std::env::var(variable).ok()
}

/// How people say that they want none.
fn is_none(command: &str) -> bool {
    matches!(command.trim(), "" | "cat")
}

/// Starts a command without a shell: its words are split as a shell would, and nothing else is done with them.
fn start(command: &str) -> std::io::Result<Child> {
    let words = shell_words::split(command).map_err(|error| std::io::Error::new(ErrorKind::InvalidInput, error))?;
    let (program, arguments) =
        words.split_first().ok_or_else(|| std::io::Error::new(ErrorKind::InvalidInput, "it has no name"))?;
    let mut pager = Command::new(program);
    pager.args(arguments).stdin(Stdio::piped());
    // As git does it: a `less` named without options must not show escapes as letters.
    if std::env::var_os("LESS").is_none() {
        pager.env("LESS", "FRX");
    }
    pager.spawn()
}

/// Writes all to the pager and waits until it is left. Leaving it before the end is no failure.
fn feed(mut pager: Child, text: &[u8]) -> Result<(), Failure> {
    // An interrupt is for the pager, which shares the terminal; without it the shell would come back under it.
    let _ = ctrlc::set_handler(|| {});
    let written = match pager.stdin.take() {
        Some(mut input) => input.write_all(text),
        None => Ok(()),
    };
    pager.wait().map_err(Failure::Output)?;
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::Output(error)),
        _ => Ok(()),
    }
}
