//! What may be asked on the command line?

use crate::engine::Extent;
use clap::{Parser, Subcommand, ValueEnum};
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

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print every endpoint: method, full path, handler, place and authentication
    Routes(RoutesArgs),
    /// Say what was found, which versions hold, and what could not be resolved and why
    Doctor(DoctorArgs),
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

/// How to print endpoints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Aligned columns, by service
    Table,
    /// One document: routes, services, unresolved and a summary
    Json,
    /// One route per line
    JsonLines,
    /// One row per route, with a heading
    Csv,
}

/// How to print the doctor's report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DoctorFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// The documents that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// `wayline routes --format json`; one of its `routes` is a line of `json-lines`
    Routes,
    /// `wayline doctor --format json`
    Doctor,
}
