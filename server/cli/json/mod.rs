//! What does `wayline routes --format json` print? The published document, apart from the API it is made from.
//!
//! Its JSON schema is `docs/routes.schema.json`. Fields are added, never renamed or removed, within a `format_version`.

mod route;

pub use route::{Auth, Dependency, Evidence, Input, InputPlace, Route, Verdict, Via};

use schemars::JsonSchema;
use serde::Serialize;

/// The version of this format.
pub const FORMAT_VERSION: u32 = 1;

/// What `wayline routes --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "wayline routes")]
pub struct Document {
    /// Version of this format; grows when a field changes its meaning.
    pub format_version: u32,
    /// How much was resolved.
    pub summary: Summary,
    /// The applications found.
    pub services: Vec<Service>,
    /// The endpoints asked for, by service, in the order of their registration.
    pub routes: Vec<Route>,
    /// What could not be resolved; never part of `routes` with a guessed path.
    pub unresolved: Vec<Unresolved>,
}

/// How much of the workspace was resolved, whatever was asked for.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Summary {
    /// Endpoints known to exist.
    pub endpoints: usize,
    /// Endpoints with a full path.
    pub resolved: usize,
    /// Endpoints known to hang on something unresolved.
    pub unresolved: usize,
    /// Resolved endpoints that exist only under a condition.
    pub conditional: usize,
    /// Endpoints in `routes`, after filters.
    pub shown: usize,
}

/// An application.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Service {
    /// Dotted module and name, such as `app.main:app`.
    pub name: String,
    /// Its framework.
    pub framework: String,
    /// The framework's version, or the newest known if no file says it.
    pub version: Option<String>,
    /// The file the version was read from; null if it is assumed.
    pub version_source: Option<String>,
    /// How many endpoints it has.
    pub endpoints: usize,
    /// Where it is made.
    #[serde(flatten)]
    pub at: At,
    /// Middleware in run order.
    pub layers: Vec<Layer>,
}

/// A place.
#[derive(Debug, Serialize, JsonSchema)]
pub struct At {
    /// Path relative to the PATH given, with `/` between parts.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// 1-based column, in bytes of UTF-8.
    pub column: u32,
}

/// A middleware.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Layer {
    /// Class or function, dotted.
    pub name: String,
    /// Where it is attached.
    pub at: Option<At>,
}

/// Something that could not be resolved.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Unresolved {
    /// Where.
    #[serde(flatten)]
    pub at: At,
    /// What and why.
    pub reason: String,
    /// How many endpoints are known to hang on it.
    pub endpoints: usize,
}
