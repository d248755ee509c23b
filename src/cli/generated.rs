//! `billdiff completions SHELL` and `billdiff man [COMMAND]`, made of the options themselves; `billdiff schema`, made of
//! the data types.

use std::process::ExitCode;

use clap::{Command, CommandFactory, ValueEnum};
use clap_complete::Shell;

use super::{Cli, Failure, print, print_bytes};
use crate::report::schema;

#[derive(Debug, clap::Args)]
pub struct Completions {
    shell: Shell,
}

impl Completions {
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let mut out = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "billdiff", &mut out);
        print_bytes(&out)?;
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Debug, clap::Args)]
pub struct Schema {
    /// Of which document
    #[arg(value_enum, default_value_t)]
    of: Document,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Document {
    /// A comparison of two drafts
    #[default]
    Report,
    /// What `billdiff history --format json` writes
    History,
}

impl Schema {
    pub fn run(&self) -> Result<ExitCode, Failure> {
        print(&match self.of {
            Document::Report => schema::write(),
            Document::History => schema::write_history(),
        })?;
        Ok(ExitCode::SUCCESS)
    }
}

#[derive(Debug, clap::Args)]
pub struct Man {
    /// The command that the page is of: outline, show
    command: Option<String>,
}

impl Man {
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let mut page = Cli::command();
        page.build();
        if let Some(wanted) = &self.command {
            page = of(&page, wanted).ok_or_else(|| Failure::NoCommand { name: wanted.clone() })?;
        }
        let mut out = Vec::new();
        clap_mangen::Man::new(page).render(&mut out).map_err(Failure::Output)?;
        print_bytes(&out)?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The subcommand; built with the program, its page is called billdiff-outline.
fn of(program: &Command, wanted: &str) -> Option<Command> {
    let found = program.get_subcommands().find(|command| command.get_name() == wanted)?;
    Some(found.clone())
}
