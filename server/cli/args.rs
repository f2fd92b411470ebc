//! What may be asked on the command line?

use super::formats::{DoctorFormat, FailOn, Format, OutputFormat, SchemaOf};
use crate::engine::Extent;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Semantic version and commit.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (", env!("WAYLINE_COMMIT"), ")");

/// Explains exit codes below the help of every command.
const EXIT_CODES: &str = "Exit codes: 0 something was resolved and printed, 1 nothing was (the reason is on standard \
                          error), 2 could not run.";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "wayline", version = VERSION, about = "The true route graph of API services, without running them")]
#[command(after_help = EXIT_CODES, disable_help_subcommand = true)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Args {
    /// Settles what depends on who reads the output: a terminal or a program.
    #[must_use]
    pub fn on_terminal(mut self, is_terminal: bool) -> Self {
        if let Command::Check(check) = &mut self.command {
            let usual =
                if is_terminal && check.output_file.is_none() { OutputFormat::Full } else { OutputFormat::Concise };
            check.output_format.get_or_insert(usual);
        }
        self
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print every endpoint: method, full path, handler, place and authentication
    Routes(RoutesArgs),
    /// Say what was found, which versions hold, and what could not be resolved and why
    Doctor(DoctorArgs),
    /// Say what is wrong, and mend what can be mended
    Check(CheckArgs),
    /// Do at a place what one would do by hand, or list what could be done there
    Action(ActionArgs),
    /// List the rules
    Rules {
        /// How to print
        #[arg(long, value_enum, default_value = "text")]
        format: DoctorFormat,
    },
    /// Print the page of a rule or an action
    Explain {
        /// Its name
        rule: String,
    },
    /// Serve an editor on standard input and output (LSP); bare `--stdio` does the same
    Lsp {
        /// Accepted and without effect: there is no other way to be spoken to
        #[arg(long)]
        stdio: bool,
    },
    /// Print the JSON schema of a command's JSON output
    Schema {
        /// Whose output
        #[arg(value_enum, default_value = "routes")]
        of: SchemaOf,
    },
}

/// Options of `wayline routes`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES)]
pub struct RoutesArgs {
    /// Folders or files of one workspace
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value = "table")]
    pub format: Format,
    /// Look for calls in tests that hit each endpoint; JSON and CSV tell how many
    #[arg(long)]
    pub tests: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub filters: Filters,
}

impl RoutesArgs {
    /// How much of the workspace the answer needs.
    pub(super) fn extent(&self) -> Extent {
        if self.tests { Extent::Tests } else { Extent::Routes }
    }
}

/// Which endpoints to print; all filters must agree, any value of one filter will do.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Filters {
    /// Only this service: its name or the end of it, such as `app.main:app` or `app`
    #[arg(long = "service", value_name = "NAME")]
    pub services: Vec<String>,
    /// Only this method, in upper or lower case; a handler of every verb matches each verb
    #[arg(long = "method", value_name = "METHOD", value_delimiter = ',')]
    pub methods: Vec<String>,
    /// Only full paths that match: `*` within a segment, `**` across segments; braces mean themselves
    #[arg(long = "path", value_name = "GLOB")]
    pub globs: Vec<String>,
}

/// Options of `wayline doctor`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES)]
pub struct DoctorArgs {
    /// Folders or files of one workspace
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: DoctorFormat,
}

/// Explains exit codes below the help of `wayline action`.
const ACTION_EXIT_CODES: &str =
    "Exit codes: 0 done or listed, 1 it cannot be done here (the reason is on standard error), 2 could not run.";

/// Options of `wayline action`.
#[derive(Debug, clap::Args)]
#[command(after_help = ACTION_EXIT_CODES, override_usage = "wayline action [OPTIONS] <NAME> <FILE:LINE[:COLUMN]>\n       \
    wayline action --list [OPTIONS] <FILE:LINE[:COLUMN]>")]
pub struct ActionArgs {
    /// The name of the action, then the place; with --list only the place. Lines and columns count from 1, columns in
    /// bytes; without a column, the first thing on the line is meant
    #[arg(value_name = "NAME> <FILE:LINE[:COLUMN]", required = true, num_args = 1..=2)]
    pub words: Vec<String>,
    /// List what could be done at the place
    #[arg(long)]
    pub list: bool,
    /// Settle something for this run, such as `pagination=offset`
    #[arg(long, value_name = "NAME=VALUE")]
    pub set: Vec<String>,
    /// Print the change as a patch, which is what happens anyway
    #[arg(long, conflicts_with = "write")]
    pub diff: bool,
    /// Make the change
    #[arg(long)]
    pub write: bool,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    pub format: DoctorFormat,
    /// The folder of the workspace
    #[arg(long, default_value = ".", value_name = "FOLDER")]
    pub root: PathBuf,
}

/// Explains exit codes below the help of `wayline check`.
const CHECK_EXIT_CODES: &str = "Exit codes: 0 nothing at or above --fail-on was found, 1 something was, 2 could not run \
                                or nothing was resolved.";

/// Options of `wayline check`.
#[derive(Debug, clap::Args)]
#[command(after_help = CHECK_EXIT_CODES)]
#[allow(clippy::struct_excessive_bools)]
pub struct CheckArgs {
    /// Folders or files of one workspace; of a file, only its own findings are told
    #[arg(default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Only these rules or groups; `all` for every rule
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Not these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// The lowest level that makes the command fail
    #[arg(long, value_enum, default_value = "warning")]
    pub fail_on: FailOn,
    /// How to print; `full` on a terminal, else `concise`
    #[arg(long, value_enum)]
    pub output_format: Option<OutputFormat>,
    /// Write what is found to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
    /// Mend what can be mended safely, and print what is left
    #[arg(long)]
    pub fix: bool,
    /// With --fix or --diff: also mend where what the program does may change
    #[arg(long)]
    pub unsafe_fixes: bool,
    /// Print what --fix would change, and change nothing
    #[arg(long, conflicts_with = "fix")]
    pub diff: bool,
    /// Print how often each rule finds something instead
    #[arg(long)]
    pub statistics: bool,
    /// Do not fail because of what is found
    #[arg(long)]
    pub exit_zero: bool,
}
