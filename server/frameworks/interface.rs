//! What does a handler take and depend on? The plain types every framework fills.

use crate::facts::Place;

/// A function, method, class or callable object of the workspace, or a dotted name outside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Callable {
    /// Dotted module.
    pub module: String,
    /// Name inside the module, `<locals>` included as Python spells it.
    pub qualname: String,
    /// Its definition, decorators included (the first line is the first decorator's); `None` outside the workspace.
    pub at: Option<Place>,
}

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
    pub refused: Option<String>,
}
