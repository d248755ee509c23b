//! Options on how the terminal outputs look, and what is known of the terminal.

use std::io::IsTerminal;

use clap::ValueEnum;
use clap::builder::FalseyValueParser;

use crate::report::{Convention, Layout, Output, Palette};

/// Widest lines of prose, in columns, unless a width is told: wider ones are hard to read.
const WIDEST_PROSE: usize = 160;

#[derive(Debug, clap::Args)]
pub struct Terminal {
    #[arg(
        long,
        env = "BILLDIFF_COLOR",
        hide_env_values = true,
        value_enum,
        default_value_t,
        help = "Whether to colour and style the output"
    )]
    color: When,
    /// Colours of old and new words in the terminal
    #[arg(long, env = "BILLDIFF_PALETTE", hide_env_values = true, value_enum, default_value_t)]
    palette: PaletteArgument,
    /// How words that differ are marked in --redline, in --side-by-side and on the page of two drafts
    #[arg(long, value_enum, default_value_t)]
    style: StyleArgument,
    /// Columns of the terminal outputs [default: COLUMNS, or the terminal's; 80 where there is none]
    #[arg(long, env = "BILLDIFF_WIDTH", hide_env_values = true, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=1000))]
    width: Option<u16>,
    /// Whether citations are links that open the draft at their place
    #[arg(long, env = "BILLDIFF_HYPERLINKS", hide_env_values = true, value_enum, default_value_t)]
    hyperlinks: When,
    /// Page long outputs through this command [default: BILLDIFF_PAGER, PAGER, or less]; never unless in a terminal
    #[arg(long, value_name = "COMMAND")]
    pager: Option<String>,
    /// Page nothing
    #[arg(long, conflicts_with = "pager")]
    no_pager: bool,
    /// Show no progress on standard error
    #[arg(long, short, env = "BILLDIFF_QUIET", hide_env_values = true, value_parser = FalseyValueParser::new())]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum When {
    /// In a terminal, unless the environment objects
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum PaletteArgument {
    /// Orange and blue, told apart also by the colour-blind
    #[default]
    Default,
    /// The terminal's own red and green
    RedGreen,
    /// No colour: a line through what is old, a line under what is new
    Mono,
    /// Black on yellow and white on blue
    HighContrast,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum StyleArgument {
    /// [-old-]{+new+}
    #[default]
    Signs,
    /// As in a committee report: [old] in brackets, new in italics (or _new_), no colour
    Ramseyer,
}

impl Terminal {
    /// The layout of outputs for a terminal, or for a file.
    pub fn layout(&self, output: Output, to_file: bool) -> Layout {
        Layout {
            width: self.width(output, to_file),
            color: self.styles(to_file),
            palette: match self.palette {
                PaletteArgument::Default => Palette::BlueOrange,
                PaletteArgument::RedGreen => Palette::RedGreen,
                PaletteArgument::Mono => Palette::Mono,
                PaletteArgument::HighContrast => Palette::HighContrast,
            },
            convention: match self.style {
                StyleArgument::Signs => Convention::Signs,
                StyleArgument::Ramseyer => Convention::Ramseyer,
            },
            links_from: self.links(to_file),
            ..Layout::default()
        }
    }

    /// The layout of what git shows: through its pager, which is a terminal to us where git says that it is one.
    pub fn layout_for_git(&self, output: Output) -> Layout {
        let layout = self.layout(output, false);
        let is_paged = std::env::var("GIT_PAGER_IN_USE").is_ok_and(|told| !matches!(&*told, "" | "0" | "false"));
        let objects = is_dumb() || std::env::var_os("NO_COLOR").is_some_and(|told| !told.is_empty());
        Layout { color: layout.color || self.color == When::Auto && is_paged && !objects, ..layout }
    }

    /// Whether the words are marked in another way than usual.
    pub fn has_own_style(&self) -> bool {
        self.style != StyleArgument::Signs
    }

    /// Whether progress may be shown.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// The pager that was asked for; None within None for none at all.
    pub fn pager(&self) -> Option<Option<&str>> {
        (!self.no_pager).then_some(self.pager.as_deref())
    }

    fn width(&self, output: Output, to_file: bool) -> usize {
        if let Some(told) = self.width {
            return usize::from(told);
        }
        if to_file {
            return Layout::default().width;
        }
        let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
        let width = told.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)));
        let most = if output == Output::SideBySide { usize::from(u16::MAX) } else { WIDEST_PROSE };
        width.map_or(Layout::default().width, |width| width.clamp(40, most))
    }

    /// Whether escape sequences may be written: `--color`, then `NO_COLOR`, `CLICOLOR_FORCE`, `TERM`.
    fn styles(&self, to_file: bool) -> bool {
        match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto if to_file => false,
            When::Auto => anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never,
        }
    }

    /// The folder of relative paths, where links are wanted.
    fn links(&self, to_file: bool) -> Option<String> {
        let wanted = match self.hyperlinks {
            When::Always => true,
            When::Never => false,
            When::Auto => !to_file && std::io::stdout().is_terminal() && !is_dumb(),
        };
        let folder = wanted.then(std::env::current_dir)?.ok()?;
        folder.to_str().map(str::to_owned)
    }
}

/// A terminal that knows no escape sequence.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}
