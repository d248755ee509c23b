//! Runs the built program, as someone at a terminal would.

use std::time::Duration;

/// Longest run of the command on a fixture: a hang must not hold the suite for ever.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a run came to.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Runs the program with colour and width of no terminal.
pub fn billdiff(arguments: &[&str]) -> Run {
    run(command(), arguments)
}

/// The program, in an environment that says nothing.
pub fn command() -> assert_cmd::Command {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_billdiff"));
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "COLUMNS", "RUST_BACKTRACE", "GIT_PAGER_IN_USE"]
    {
        command.env_remove(variable);
    }
    let settings =
        std::env::vars_os().map(|(name, _)| name).filter(|name| name.as_encoded_bytes().starts_with(b"BILLDIFF_"));
    settings.for_each(|name| {
        command.env_remove(name);
    });
    command
}

pub fn run(mut command: assert_cmd::Command, arguments: &[&str]) -> Run {
    let output = command.timeout(PATIENCE).args(arguments).output().expect("the program runs");
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
    }
}
