//! How may answers be printed? The words of the command line for formats, levels and documents.

use clap::ValueEnum;

/// The levels of findings on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum FailOn {
    Error,
    Warning,
    Info,
    Hint,
}

/// How to print findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// With the source, related places and fixes
    Full,
    /// One line each
    Concise,
    /// One document
    Json,
    /// One finding per line
    JsonLines,
    /// Annotations of GitHub Actions
    Github,
    /// A Code Quality report of GitLab
    Gitlab,
    /// Test cases that fail
    Junit,
    /// SARIF 2.1.0, for code scanning
    Sarif,
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
    /// `wayline check --output-format json`; one of its `findings` is a line of `json-lines`
    Check,
    /// `wayline action --list --format json`
    Offers,
    /// `wayline action --format json`
    Action,
}
