//! What do frameworks object to in the calls that make routers? Plain data; rules say it in words.

use super::axum::{Removed, removed_names};
use super::path::PathFault;
use crate::eval::builtins::native;
use crate::eval::{Call, Machine, Native, Objection as Noted, Value, Version};
use crate::facts::{Name, Place};

/// A call that a framework refuses, or that does not do what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Objection {
    /// The call, or the path itself where an attribute holds it.
    pub at: Place,
    /// What it is.
    pub what: Objected,
}

/// What a framework objects to.
#[derive(Clone, Debug, PartialEq)]
pub enum Objected {
    /// How a path is written.
    Path(Box<PathFault>),
    /// A layer for the routes of a router that has none: the application does not start.
    NoRoutes,
    /// Two routers with a fallback each become one: the application does not start.
    TwoFallbacks(TwoFallbacks),
    /// Handlers that declare different paths are registered as one route: each name with its path.
    MixedPaths(Vec<(String, String)>),
    /// Credentials are allowed together with any origin, method or header.
    Credentials(AnyCaller),
    /// Routes that no request reaches, because this scope takes all requests below its prefix.
    Hidden(Place),
    /// A name that the installed version of the framework does not have.
    Removed(Removed),
    /// A route for some methods that stands below a guard for others.
    Guarded {
        /// The methods of the route.
        methods: Vec<String>,
        /// The methods that the guard lets pass.
        only: Vec<String>,
        /// The guard.
        guard: Option<Place>,
    },
}

/// Two routers that become one.
#[derive(Clone, Debug, PartialEq)]
pub struct TwoFallbacks {
    /// Where the fallbacks are set.
    pub set: Vec<Place>,
    /// Where the router is made that is merged into the other.
    pub merged: Option<Place>,
    /// Whether a router can be told to forget its fallback, which it can since 0.8.4.
    pub can_reset: bool,
}

/// Who may send requests with credentials.
#[derive(Clone, Debug, PartialEq)]
pub struct AnyCaller {
    /// What is any, as a noun: `origin`.
    pub any: &'static str,
    /// Whether the framework refuses this; else it answers every origin as if it were named.
    pub is_refused: bool,
    /// Where it is said that it is any.
    pub at: Option<Place>,
    /// All calls that say of something that it is any, each with what that is.
    pub all: Vec<(&'static str, Place)>,
}

/// Natives that only models may name.
pub static INTRINSICS: &[Native] = &[
    native("__object__", object),
    native("__seen_empty__", seen_empty),
    native("__path__", super::path::check),
    native("__same_path__", same_path),
    native("__layered__", super::cors::check),
];

/// `__object__("kind", …)`: the call in the workspace is objected to.
fn object(machine: &mut Machine, call: Call) -> Value {
    let mut args = call.args.into_iter();
    if let Some(kind) = args.next().and_then(|kind| machine.name_of(&kind)) {
        let at = machine.user_site(call.site);
        machine.object(&kind, at, args.collect());
    }
    Value::None
}

/// Whether a router certainly holds no route.
fn seen_empty(machine: &mut Machine, call: Call) -> Value {
    let router = call.args.first().cloned().unwrap_or(Value::None);
    let routes = machine.get_attr(&router, Name::from("routes"), call.site);
    let entries = machine.iterate(&routes, call.site).filter(|_| !machine.is_unseen(&router));
    Value::Bool(entries.is_some_and(|entries| entries.iter().all(|entry| is_model(machine, entry, "Layer"))))
}

/// Whether a value is an object of a class of a model.
pub(super) fn is_model(machine: &Machine, value: &Value, class: &str) -> bool {
    let Value::Instance(id) = value else { return false };
    let of = &machine.heap.classes[machine.heap.instances[*id].class];
    of.is_model && of.name == class
}

/// Objects to handlers in one list whose paths differ.
fn same_path(machine: &mut Machine, call: Call) -> Value {
    let entries = call.args.first().and_then(|list| machine.iterate(list, call.site)).unwrap_or_default();
    if entries.len() < 2 {
        return Value::None;
    }
    let path = |machine: &mut Machine, entry: &Value| {
        let path = machine.get_attr(entry, Name::from("path"), call.site);
        machine.name_of(&path)
    };
    let paths: Vec<Option<Name>> = entries.iter().map(|entry| path(machine, entry)).collect();
    if paths.iter().all(Option::is_some) && paths.windows(2).any(|pair| pair[0] != pair[1]) {
        let at = machine.user_site(call.site);
        machine.object("mixed-paths", at, entries);
    }
    Value::None
}

/// What models objected to so far, each once.
pub fn objections(machine: &mut Machine) -> Vec<Objection> {
    let mut found = removed_names(machine);
    for noted in std::mem::take(&mut machine.objections) {
        if machine.library.is_model(noted.at.file) {
            continue;
        }
        let what = match noted.kind.as_str() {
            "no-routes" => Some(Objected::NoRoutes),
            "two-fallbacks" => Some(Objected::TwoFallbacks(two_fallbacks(machine, &noted))),
            "mixed-paths" => Some(Objected::MixedPaths(named_paths(machine, &noted.with))),
            "credentials" => super::cors::read(machine, &noted.with).map(Objected::Credentials),
            _ => super::path::read(machine, &noted).map(|fault| Objected::Path(Box::new(fault))),
        };
        let objection = what.map(|what| Objection { at: noted.at, what });
        found.extend(objection.filter(|objection| !found.contains(objection)));
    }
    found
}

fn two_fallbacks(machine: &Machine, noted: &Noted) -> TwoFallbacks {
    let mut set = created(machine, &noted.with);
    let version = machine.world.version_of("axum", noted.at.file);
    let merged = set.split_off(set.len().min(2)).pop();
    TwoFallbacks { set, merged, can_reset: version.is_some_and(|version| version >= Version(0, 8, 4)) }
}

fn created(machine: &Machine, values: &[Value]) -> Vec<Place> {
    let created = |value: &Value| if let Value::Instance(id) = value { Some(*id) } else { None };
    values.iter().filter_map(created).map(|id| machine.heap.instances[id].created).collect()
}

/// The handlers of entries, by name, with their paths.
fn named_paths(machine: &mut Machine, entries: &[Value]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in entries {
        let Value::Instance(id) = entry else { continue };
        let at = machine.heap.instances[*id].created;
        let mut of = |of: &Value, name: &str| machine.get_attr(of, Name::from(name), at);
        let (path, target) = (of(entry, "path"), of(entry, "target"));
        let routes = of(&target, "routes");
        let first = machine.iterate(&routes, at).and_then(|routes| routes.into_iter().next());
        let endpoint = first.map(|verb| machine.get_attr(&verb, Name::from("endpoint"), at));
        let handler = endpoint.and_then(|endpoint| super::callable(machine, &endpoint));
        let name = handler.map(|handler| handler.qualname).unwrap_or_default();
        found.push((name, machine.to_text(&path).to_string()));
    }
    found
}
