//! What does `wayline doctor --format json` print? What was found, counted and spent.

use super::document::{services, summary, unresolved};
use super::json::{FORMAT_VERSION, Service, Summary, Unresolved};
use super::outcome::why_nothing;
use crate::engine::{FrameworkVersion, Snapshot};
use schemars::JsonSchema;
use serde::Serialize;

/// What `wayline doctor --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "wayline doctor")]
pub struct Report {
    /// Version of this format; grows when a field changes its meaning.
    pub format_version: u32,
    /// How much was resolved.
    pub summary: Summary,
    /// The applications found.
    pub services: Vec<Service>,
    /// Versions of packages, by service, and the file each was read from.
    pub versions: Vec<PackageVersion>,
    /// What the workspace holds.
    pub counts: Counts,
    /// What could not be resolved.
    pub unresolved: Vec<Unresolved>,
    /// What went wrong, one line each: unreadable or broken files, lock files that cannot be read.
    pub problems: Vec<String>,
    /// What evaluation cost.
    pub effort: Effort,
    /// Why nothing was resolved; null if something was.
    pub nothing_because: Option<String>,
}

/// The version of a package that holds for a service.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PackageVersion {
    /// Name of the service.
    pub service: String,
    /// The distribution.
    pub package: String,
    /// Its version.
    pub version: String,
    /// The file it was read from; null if it is assumed.
    pub source: Option<String>,
}

/// What a workspace holds.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Counts {
    /// Files that were looked at.
    pub files: usize,
    /// Python files among them.
    pub python_files: usize,
    /// Rust files of packages that serve something, or that such a package uses.
    pub rust_files: usize,
    /// Data models.
    pub models: usize,
    /// Database migrations.
    pub migrations: usize,
    /// Test functions.
    pub tests: usize,
    /// Resolved endpoints that a call in tests hits.
    pub tested_endpoints: usize,
}

/// What evaluation cost.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Effort {
    /// Expressions and statements evaluated.
    pub steps: u64,
    /// Files whose module code was evaluated.
    pub files_run: usize,
    /// Starts that a bound ended.
    pub bounded: Vec<String>,
}

pub(super) fn report(snapshot: &Snapshot) -> Report {
    let (counts, effort) = (snapshot.counts, &snapshot.api.effort);
    let name = |index: usize| snapshot.api.services.get(index).map(|service| service.name.clone()).unwrap_or_default();
    let version = |found: &FrameworkVersion| PackageVersion {
        service: name(found.service),
        package: found.package.clone(),
        version: found.version.clone(),
        source: found.source.clone(),
    };
    Report {
        format_version: FORMAT_VERSION,
        summary: summary(snapshot, snapshot.api.endpoints.len()),
        services: services(snapshot),
        versions: snapshot.versions.iter().map(version).collect(),
        counts: Counts {
            files: counts.files,
            python_files: counts.python_files,
            rust_files: counts.rust_files,
            models: counts.models,
            migrations: counts.migrations,
            tests: counts.tests,
            tested_endpoints: tested(snapshot),
        },
        unresolved: unresolved(snapshot),
        problems: snapshot.problems.clone(),
        effort: Effort { steps: effort.steps, files_run: effort.files_run, bounded: effort.bounded.clone() },
        nothing_because: why_nothing(snapshot),
    }
}

/// How many endpoints a call in tests hits.
pub(super) fn tested(snapshot: &Snapshot) -> usize {
    snapshot.api.endpoints.iter().filter(|endpoint| !endpoint.tests.is_empty()).count()
}
