//! In which order does an application try what it holds? Its routes and mounts, as they were registered.

use super::{Callable, Layer};
use crate::facts::Place;
use crate::frameworks::{HandlerParameter, Providers, Refusal, Remark};

/// What one application object tries for a request, first to last. Code that makes an application several times gives
/// several tables of one service.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Index of its service in `Api::services`.
    pub service: usize,
    /// What it tries, in order.
    pub entries: Vec<Entry>,
}

/// One route or mount of an application.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The verbs it answers, `WEBSOCKET` for a web socket; empty for a mount, which takes them all.
    pub methods: Vec<String>,
    /// Name of the framework that registered it.
    pub framework: &'static str,
    /// The full path in the framework's own spelling.
    pub pattern: String,
    /// The part of it that the innermost application matches: without the prefixes of mounts.
    pub own_pattern: String,
    /// The call or decorator that registered it.
    pub route: Place,
    /// Includes and mounts on the way, outermost first.
    pub through: Vec<Place>,
    /// Indices of the mounts it lies below in the table's entries, outermost first.
    pub mounts: Vec<usize>,
    /// Whether it exists only under a condition.
    pub is_conditional: bool,
    /// Whether it matches by its pattern alone, as the framework's own routes do.
    pub is_exact: bool,
    /// The router that keeps requests for its path whose method is another than all of its routes have.
    pub closes: Option<Place>,
    /// The steps of the way behind which routers are matched by themselves: only routes with equal ones meet.
    pub apart: Vec<Place>,
    /// Layers of routers on the way that do not cover it, because it was added after them.
    pub missed: Vec<Layer>,
    /// What it calls; `None` for a mount and for what is not known.
    pub handler: Option<Callable>,
    /// What is known of the route and its handler; `None` for a mount and for a handler outside the workspace.
    pub operation: Option<Operation>,
}

impl Entry {
    /// Whether it is a mount.
    pub fn is_mount(&self) -> bool {
        self.methods.is_empty()
    }
}

/// What is known of a route whose handler lies in the workspace.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(clippy::struct_excessive_bools)]
pub struct Operation {
    /// Its endpoints, as indices of `Api::endpoints`; none if the framework refuses it, or another row stands for it.
    pub endpoints: Vec<usize>,
    /// Why the framework refuses it.
    pub refused: Option<Refusal>,
    /// Whether the route is of the framework's own class: others may do anything with a request.
    pub is_plain: bool,
    /// Whether everything on the way was resolved.
    pub is_complete: bool,
    /// Whether the handler or a dependency is given the request itself.
    pub takes_request: bool,
    /// Parameters of the handler.
    pub parameters: Vec<HandlerParameter>,
    /// Names of the parameters of the full path, in order.
    pub path_names: Vec<String>,
    /// Names of the path that the handler or a dependency asks for.
    pub path_inputs: Vec<String>,
    /// What is provided where the route stands; `None` if the handler wants nothing of it.
    pub providers: Option<Providers>,
    /// The declared status code.
    pub status: Option<u16>,
    /// The declared operation id.
    pub operation_id: Option<String>,
    /// Whether it is part of the `OpenAPI` document.
    pub in_schema: bool,
    /// What stands out in the signatures of the handler and of its dependencies.
    pub remarks: Vec<Remark>,
}
