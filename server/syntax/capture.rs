//! Which pieces can a query name? The closed vocabulary that `queries/README.md` explains.

/// A piece of code that a query found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Capture {
    /// A whole import statement or `use` declaration.
    Import,
    /// A function or method, body included.
    DefinitionFunction,
    /// A class; in Rust a struct, enum, trait or union.
    DefinitionClass,
    /// The name of what the pattern defines or calls.
    Name,
    /// A decorator with its `@`; in Rust an attribute.
    Decorator,
    /// A call, arguments included; in Rust macro calls too.
    ReferenceCall,
    /// A string literal, quotes and prefix included.
    String,
    /// A call that makes an application.
    Application,
    /// A call that makes a router.
    Router,
    /// The object whose method declares, includes or mounts.
    Receiver,
    /// A decorator or call that declares a route.
    Route,
    /// The name of that method.
    RouteMethod,
    /// The string with the route's path, quotes included.
    RoutePath,
    /// The argument list of the declaration, parentheses included.
    RouteArguments,
    /// The function that answers, as defined or as named in the call.
    RouteHandler,
    /// The handler's parameter list, parentheses included.
    RouteParameters,
    /// A call that includes a router or mounts an application.
    Include,
    /// The argument list of that call, parentheses included.
    IncludeArguments,
    /// A call that declares a dependency.
    Dependency,
    /// What the dependency calls.
    DependencyCallable,
}

impl Capture {
    /// Every capture with its name in the queries, without the `@`.
    pub const NAMES: &'static [(Capture, &'static str)] = &[
        (Capture::Import, "import"),
        (Capture::DefinitionFunction, "definition.function"),
        (Capture::DefinitionClass, "definition.class"),
        (Capture::Name, "name"),
        (Capture::Decorator, "decorator"),
        (Capture::ReferenceCall, "reference.call"),
        (Capture::String, "string"),
        (Capture::Application, "application"),
        (Capture::Router, "router"),
        (Capture::Receiver, "receiver"),
        (Capture::Route, "route"),
        (Capture::RouteMethod, "route.method"),
        (Capture::RoutePath, "route.path"),
        (Capture::RouteArguments, "route.arguments"),
        (Capture::RouteHandler, "route.handler"),
        (Capture::RouteParameters, "route.parameters"),
        (Capture::Include, "include"),
        (Capture::IncludeArguments, "include.arguments"),
        (Capture::Dependency, "dependency"),
        (Capture::DependencyCallable, "dependency.callable"),
    ];

    /// The capture of a name; `None` for names outside the vocabulary.
    pub fn of(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(capture, _)| *capture)
    }
}
