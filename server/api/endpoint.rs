//! What is known of one endpoint?

use crate::facts::Place;
use crate::frameworks::{Callable, Dependency, Input};

/// One endpoint: a method and a full path of a service, and the function that answers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Endpoint {
    /// Index of its service in `Api::services`.
    pub service: usize,
    /// Name of the framework that registered it, such as `fastapi`.
    pub framework: &'static str,
    /// `GET`, …, `WEBSOCKET`; `ANY` for a handler of every verb.
    pub method: String,
    /// The final full path in canonical form: `{x}`, `{*rest}` for the rest of the path.
    pub path: String,
    /// The full path in the framework's own spelling, converters and all.
    pub pattern: String,
    /// The call or decorator that registered it.
    pub route: Place,
    /// Includes and mounts on the way from the application to the route, outermost first.
    pub through: Vec<Place>,
    /// The condition under which it is registered, as text; `None` if it always is.
    pub conditional: Option<String>,
    /// The function that answers.
    pub handler: Callable,
    /// What a client sends, by the framework's own classification, dependencies' inputs included.
    pub inputs: Vec<Input>,
    /// The schema of what it answers: response model, else the return annotation; the source's own spelling.
    pub output: Option<String>,
    /// The status code it declares.
    pub status: Option<u16>,
    /// Tags, those of application, include and router included.
    pub tags: Vec<String>,
    /// The route's name: declared, else the handler's.
    pub name: String,
    /// The declared operation id.
    pub operation_id: Option<String>,
    /// Whether it is declared deprecated.
    pub deprecated: bool,
    /// Whether it is part of the `OpenAPI` document.
    pub in_schema: bool,
    /// The dependency tree: those of application, include and router first, then the handler's own.
    pub dependencies: Vec<Dependency>,
    /// Whether a client must authenticate, and how we know.
    pub auth: Auth,
    /// Middleware in effect, in run order.
    pub layers: Vec<Layer>,
    /// Calls in tests that hit it.
    pub tests: Vec<Place>,
}

/// Whether a client must authenticate.
#[derive(Clone, Debug, PartialEq)]
pub struct Auth {
    /// The verdict.
    pub verdict: Verdict,
    /// Security scheme classes anywhere in the dependency tree, sorted.
    pub schemes: Vec<String>,
    /// What the verdict rests on.
    pub evidence: Vec<Evidence>,
}

/// The verdict on authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

impl Verdict {
    /// The lower-case name that tables and JSON show.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Required => "required",
            Verdict::Optional => "optional",
            Verdict::None => "none",
            Verdict::Unknown => "unknown",
        }
    }
}

/// One piece of evidence for a verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What it is, such as `OAuth2PasswordBearer via get_current_user`.
    pub text: String,
    /// Where it stands.
    pub at: Option<Place>,
}

/// A middleware in effect.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Class or function, dotted.
    pub name: String,
    /// Where it was attached.
    pub at: Option<Place>,
}

/// A data model of the workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    /// Its class.
    pub class: Callable,
}
