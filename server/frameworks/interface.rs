//! What does a handler take and depend on? The plain types every framework fills.

use super::{Callable, Taken};
use crate::facts::{ParamKind, Place};

/// One thing a client sends.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Where in the request.
    pub place: InputPlace,
    /// Its name on the wire.
    pub name: String,
    /// Whether a request without it is refused.
    pub required: bool,
    /// The declared type in the source's own spelling.
    pub annotation: Option<String>,
    /// Whether a dependency asks for it, not the handler itself.
    pub from_dependency: bool,
    /// The parameter or field that asks for it.
    pub at: Option<Place>,
}

/// Where in a request an input travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum InputPlace {
    Path,
    Query,
    Header,
    Cookie,
    Body,
    Form,
    File,
    /// A parameter whose place depends on a type we cannot see.
    Unknown,
}

impl InputPlace {
    /// The lower-case name that tables and JSON show.
    pub fn as_str(self) -> &'static str {
        match self {
            InputPlace::Path => "path",
            InputPlace::Query => "query",
            InputPlace::Header => "header",
            InputPlace::Cookie => "cookie",
            InputPlace::Body => "body",
            InputPlace::Form => "form",
            InputPlace::File => "file",
            InputPlace::Unknown => "unknown",
        }
    }
}

/// One node of a dependency tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dependency {
    /// What is called; `None` if it could not be resolved.
    pub callable: Option<Callable>,
    /// Where it is asked for.
    pub at: Option<Place>,
    /// The class of the security scheme, if it is one.
    pub scheme: Option<String>,
    /// What becomes of a request without credentials here, as far as the code shows.
    pub stance: Stance,
    /// OAuth scopes asked for.
    pub scopes: Vec<String>,
    /// What it depends on in turn.
    pub dependencies: Vec<Dependency>,
}

/// What one dependency does with a request that carries no credentials.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stance {
    /// It refuses nobody, or does not show what it does.
    #[default]
    Silent,
    /// It reads credentials and lets the request pass.
    Lenient,
    /// It may refuse: it raises 401 or 403, and whether it does rests on more than credentials.
    Doubtful,
    /// It raises 401 or 403, and nothing shows that it looks at credentials.
    Strict,
    /// It refuses: a scheme without `auto_error=False`, or code that reads credentials and raises 401 or 403.
    Refusing,
}

/// What a framework says of one handler.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Interface {
    /// What a client sends, dependencies' inputs included, each once.
    pub inputs: Vec<Input>,
    /// The dependency tree: those of application, includes and router first, then the handler's own.
    pub dependencies: Vec<Dependency>,
    /// Whether everything on the way was resolved; if not, absence proves nothing.
    pub complete: bool,
    /// Why the framework certainly raises where the route is registered; `None` if it registers it, or may do so.
    pub refused: Option<Refusal>,
    /// The parameters of the handler itself, in order.
    pub parameters: Vec<HandlerParameter>,
    /// Whether the handler or a dependency is given the request itself, and may read anything of it.
    pub takes_request: bool,
    /// What stands out in the signatures of the handler and of its dependencies.
    pub remarks: Vec<Remark>,
}

/// Why a framework raises where a route is registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What it objects to.
    pub kind: RefusalKind,
    /// One phrase without a full stop.
    pub why: String,
    /// The parameter it objects to.
    pub at: Option<Place>,
}

/// What a framework objects to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RefusalKind {
    /// How a parameter in the path is declared.
    PathParameter,
    /// A parameter whose type is no data.
    ParameterType,
    /// Declarations of a parameter that contradict each other.
    Declaration,
    /// A response with a body under a status code that has none.
    NoContent,
    /// A model of pydantic 1 where FastAPI supports none.
    OldModel,
    /// Anything else about the response.
    Response,
}

/// One parameter of a handler as the framework reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct HandlerParameter {
    /// Its name.
    pub name: String,
    /// How it is passed.
    pub kind: ParamKind,
    /// Where it stands.
    pub at: Option<Place>,
    /// The input it asks for; `None` for a dependency and what the framework passes in.
    pub input: Option<InputPlace>,
    /// Whether it is passed in by the framework itself, such as the request.
    pub is_injected: bool,
    /// Whether a marker such as `Query()` says what it is.
    pub is_marked: bool,
    /// Whether it has a default that is no marker.
    pub has_default: bool,
    /// Its type, if that is one of the simple ones: `str`, `int`, `float`, `bool`, `UUID`.
    pub scalar: Option<&'static str>,
    /// What its type asks for, where types alone decide that.
    pub taken: Option<Taken>,
}

/// Something that stands out in a signature.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// Where.
    pub at: Place,
    /// What.
    pub what: Oddity,
}

/// What stands out in a signature.
#[derive(Clone, Debug, PartialEq)]
pub enum Oddity {
    /// What is depended on is the result of calling this, and that result cannot be called.
    CalledDependency(Callable, Made),
    /// The default of a parameter is the result of calling this, a coroutine or generator.
    CalledDefault(Callable, Made),
    /// The default of a parameter is a function itself.
    FunctionDefault(Callable),
    /// A dependency depends on itself, through these.
    Cycle(Vec<Callable>),
    /// A parameter of this type reads the body, and is not the last one.
    BodyBeforeOthers(String),
    /// A parameter of this type reads the body, which one of the other type has read before.
    SecondBody(String, String),
    /// The framework cannot call the handler.
    Uncallable(Uncallable),
    /// What makes the type of a parameter is written for an older version of the framework, as the attribute here says.
    Outdated,
    /// A parameter takes so many values of the path, which has another number of them: every request is answered with
    /// the status.
    PathCount(usize, u16),
    /// A parameter takes a field of the path that it does not have: every request is answered with the status.
    PathField(PathField),
}

/// A field that a path does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathField {
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub at: Place,
    /// The parameters of the path that no field takes.
    pub unread: Vec<String>,
    /// The status of every answer.
    pub status: u16,
}

/// Why a framework cannot call a function as a handler; types as they are spelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uncallable {
    /// It is not asynchronous.
    NotAsync,
    /// It takes so many parameters.
    TooMany(usize),
    /// A parameter is of this type, which takes nothing from a request.
    NoExtractor(String),
    /// A parameter is of this type, which must be there.
    NotOptional(String),
    /// It gives this type, which is no response.
    NoResponse(String),
    /// It gives errors of this type, which is no response.
    NoErrorResponse(String),
    /// A variable of this name holds a lock of this type where it waits.
    HoldsGuard(String, &'static str),
}

/// What calling a function makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// A coroutine that nobody awaits.
    Coroutine,
    /// A generator that nobody runs.
    Generator,
    /// Plain data.
    Data,
}
