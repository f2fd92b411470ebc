//! What does the JSON say of one endpoint? Its method, path and handler, what it takes and who may call it.

use super::{At, Layer};
use schemars::JsonSchema;
use serde::Serialize;

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
