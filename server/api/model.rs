//! What is known of the whole workspace?

use super::{Callable, Doing, Endpoint, Holder, Include, Late, Layer, Miss, Objection, Table};
use crate::eval::Version;
use crate::facts::Place;
use crate::frameworks::{Matching, comparable, is_best_effort, language, matching};
use crate::syntax::Language;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// The API of a workspace: what rules, tables and editors read. Plain data, settled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// Applications, in the order of their creation.
    pub services: Vec<Service>,
    /// All endpoints, grouped by service, in registration order.
    pub endpoints: Vec<Arc<Endpoint>>,
    /// Routers made in the workspace, reached or not.
    pub routers: Vec<Router>,
    /// What each application object tries, in order; grouped by service.
    pub tables: Vec<Arc<Table>>,
    /// Calls that include one router in another.
    pub includes: Vec<Include>,
    /// Names of modules that hold an application or a router.
    pub holders: Vec<Holder>,
    /// Routes that came too late for an include that copies.
    pub late: Vec<Late>,
    /// Routers and applications that include or mount themselves: where they are made.
    pub cycles: Vec<Place>,
    /// What bodies of handlers do that rules ask for.
    pub doings: Vec<Doing>,
    /// Calls that a framework refuses, or that do not do what they say; only where rules were asked for.
    pub objections: Vec<Objection>,
    /// Calls in tests that no route answers; only where tests were looked at.
    pub misses: Vec<Miss>,
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
    /// Handlers of start-up and shutdown events that never run, because a lifespan takes their place.
    pub silenced: Vec<Callable>,
    /// Whether a program was seen to serve it, so that nothing can be around it that is not known.
    pub is_served: bool,
    /// Versions that lock files, pins or the configuration give packages, by name.
    pub versions: Vec<(&'static str, Version)>,
}

impl Service {
    /// The language it is written in.
    pub fn language(&self) -> Language {
        language(self.framework)
    }

    /// Which of several routes that fit gets a request.
    pub fn matching(&self) -> Matching {
        matching(self.framework)
    }

    /// Whether its framework is understood only as far as routes are made in usual ways: others may be missing.
    pub fn is_best_effort(&self) -> bool {
        is_best_effort(self.framework)
    }

    /// A full path of it in the notation in which rules compare two: `{x}`, `{x:path}`.
    pub fn comparable(&self, path: &str) -> String {
        comparable(self.framework, path, self.versions.first().map(|(_, version)| *version))
    }

    /// The version of a package that holds for it; `None` if nothing says it.
    pub fn version(&self, package: &str) -> Option<Version> {
        self.versions.iter().find(|(name, _)| *name == package).map(|(_, version)| *version)
    }
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

impl Api {
    /// Whether another one has equal endpoints in the same order; quick where they share them.
    pub fn answers_like(&self, other: &Api) -> bool {
        let same = |(own, other): (&Arc<Endpoint>, &Arc<Endpoint>)| Arc::ptr_eq(own, other) || own == other;
        self.endpoints.len() == other.endpoints.len() && self.endpoints.iter().zip(&other.endpoints).all(same)
    }

    /// Whether nothing is missing that could reach a router, add a route or come before one: all that is unresolved
    /// are routers that nobody reaches and operations that the framework refuses.
    pub fn is_whole(&self) -> bool {
        if self.unresolved.is_empty() || !self.effort.bounded.is_empty() {
            return self.effort.bounded.is_empty();
        }
        let routers = self.routers.iter().filter(|router| !router.reached).map(|router| router.at);
        let entries = self.tables.iter().flat_map(|table| &table.entries);
        let is_refused =
            |entry: &&super::Entry| entry.operation.as_ref().is_some_and(|operation| operation.refused.is_some());
        let known: FxHashSet<Place> = routers.chain(entries.filter(is_refused).map(|entry| entry.route)).collect();
        self.unresolved.iter().all(|one| known.contains(&one.at))
    }
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
