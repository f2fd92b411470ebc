//! What is known of the whole workspace?

use super::{Callable, Endpoint, Layer};
use crate::facts::Place;

/// The API of a workspace: what rules, tables and editors read. Plain data, settled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// Applications, in the order of their creation.
    pub services: Vec<Service>,
    /// All endpoints, grouped by service, in registration order.
    pub endpoints: Vec<Endpoint>,
    /// Routers made in the workspace, reached or not.
    pub routers: Vec<Router>,
    /// What could not be resolved.
    pub unresolved: Vec<Unresolved>,
    /// What evaluation cost and where a bound stopped it.
    pub effort: Effort,
}

/// One application object.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Dotted module and name, such as `app.main:app`; `app.main:create_app()` for one a factory makes.
    pub name: String,
    /// Its framework.
    pub framework: &'static str,
    /// Where it is made.
    pub at: Place,
    /// Middleware in run order.
    pub layers: Vec<Layer>,
    /// Handlers of exceptions, by the exception's name.
    pub exception_handlers: Vec<(String, Callable)>,
    /// Start-up handlers and lifespans.
    pub lifespans: Vec<Callable>,
}

/// A router of the workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Router {
    /// Where it is made.
    pub at: Place,
    /// Its own prefix, if known.
    pub prefix: Option<String>,
    /// How many routes were registered on it.
    pub routes: usize,
    /// Whether any service reaches it.
    pub reached: bool,
}

/// Something evaluation could not resolve.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unresolved {
    /// Where.
    pub at: Place,
    /// What and why, one sentence without a full stop.
    pub reason: String,
    /// How many endpoints are known to hang on it; at least 1 where it stands for one registration.
    pub endpoints: usize,
}

/// What an evaluation cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effort {
    /// Expressions and statements evaluated.
    pub steps: u64,
    /// Files whose module code ran.
    pub files_run: usize,
    /// Starts (files, entry functions, startup handlers) that a bound ended, in words.
    pub bounded: Vec<String>,
}
