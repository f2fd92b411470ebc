//! What does `wayline routes --format json` print? The published document, apart from the API it is made from.
//!
//! Its JSON schema is `docs/routes.schema.json`. Fields are added, never renamed or removed, within a `format_version`.

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

/// An endpoint: one method and one full path.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Route {
    /// `GET`, …, `WEBSOCKET`; `ANY` for a handler of every verb.
    pub method: String,
    /// The full path in canonical form: `{x}`, and `{*x}` for the rest of the path.
    pub path: String,
    /// The full path in the framework's own spelling.
    pub pattern: String,
    /// Dotted module and qualified name, such as `app.api.items:read_item`.
    pub handler: String,
    /// Where the handler stands, its first decorator included; where it is registered if it is outside the workspace.
    #[serde(flatten)]
    pub at: At,
    /// The framework that registered it.
    pub framework: String,
    /// Name of its service.
    pub service: String,
    /// The condition under which it exists, as text; null if it always does.
    pub conditional: Option<String>,
    /// Whether a client must authenticate.
    pub auth: Auth,
    /// What a client sends, dependencies' inputs included.
    pub inputs: Vec<Input>,
    /// The schema of what it answers, in the source's own spelling.
    pub output: Option<String>,
    /// The status code it declares.
    pub status: Option<u16>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The route's name.
    pub name: String,
    /// The declared operation id.
    pub operation_id: Option<String>,
    /// Whether it is declared deprecated.
    pub deprecated: bool,
    /// Whether it is part of the `OpenAPI` document.
    pub in_schema: bool,
    /// The call or decorator that registers it.
    pub registered: At,
    /// Includes and mounts on the way from the application, outermost first.
    pub through: Vec<At>,
    /// The dependency tree, in the order of calls.
    pub dependencies: Vec<Dependency>,
    /// Middleware in effect, in run order.
    pub layers: Vec<Layer>,
    /// How many calls in tests hit it; null unless `--tests` asks for them.
    pub tests: Option<usize>,
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

/// Whether a client must authenticate.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Auth {
    /// The verdict.
    pub verdict: Verdict,
    /// Classes of security schemes anywhere in the dependency tree, sorted.
    pub schemes: Vec<String>,
    /// What the verdict rests on.
    pub evidence: Vec<Evidence>,
}

/// The verdict on authentication.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// A request without credentials is refused.
    Required,
    /// Credentials are read, and a request without them is served.
    Optional,
    /// Nothing that reads credentials was found, and everything was resolved.
    None,
    /// Something on the way could not be resolved.
    Unknown,
}

/// One piece of evidence.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Evidence {
    /// What it is.
    pub text: String,
    /// Where it stands.
    pub at: Option<At>,
}

/// One thing a client sends.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Input {
    /// Where in the request.
    #[serde(rename = "in")]
    pub place: InputPlace,
    /// Its name on the wire.
    pub name: String,
    /// Whether a request without it is refused.
    pub required: bool,
    /// The declared type in the source's own spelling.
    #[serde(rename = "type")]
    pub annotation: Option<String>,
    /// Who asks for it.
    pub via: Via,
    /// The parameter or field that asks for it.
    pub at: Option<At>,
}

/// Where in a request an input travels.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum InputPlace {
    Path,
    Query,
    Header,
    Cookie,
    Body,
    Form,
    File,
    /// It depends on a type that is not in sight.
    Unknown,
}

/// Who asks for an input.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Via {
    /// The handler itself.
    Endpoint,
    /// Something it depends on.
    Dependency,
}

/// One node of a dependency tree.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Dependency {
    /// Dotted module and qualified name of what is called; null if it could not be resolved.
    pub name: Option<String>,
    /// Where it is asked for.
    pub at: Option<At>,
    /// The class of the security scheme, if it is one.
    pub scheme: Option<String>,
    /// OAuth scopes asked for.
    pub scopes: Vec<String>,
    /// What it depends on in turn; empty below the 32nd level.
    pub dependencies: Vec<Dependency>,
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
