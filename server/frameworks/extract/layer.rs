//! Does a layer refuse requests without credentials? A function of the workspace says it itself, well-known layers do not,
//! and of those that nobody knows it is not known.

use super::guard::{guard, is_guard, stance_of};
use crate::eval::{ClassObject, Id, Machine, OF_FUNCTION, Value};
use crate::facts::{Name, Place};
use crate::frameworks::{Callable, Dependency, Stance, callable};

/// What makes a layer of a function or an extractor.
const MAKERS: [&str; 12] = [
    "from_fn",
    "from_fn_with_state",
    "from_extractor",
    "from_extractor_with_state",
    "map_request",
    "map_request_with_state",
    "map_response",
    "map_response_with_state",
    "custom",
    "filter_async",
    "filter",
    "layer_fn",
];
/// Crates whose layers ask for no credentials, unless they are called like it.
const KNOWN: [&str; 16] = [
    "actix_cors",
    "actix_files",
    "actix_web",
    "actix_web_flash_messages",
    "axum",
    "axum_prometheus",
    "axum_tracing_opentelemetry",
    "poem",
    "salvo",
    "sentry_tower",
    "std",
    "tower",
    "tower_cookies",
    "tower_http",
    "tower_sessions",
    "tracing_actix_web",
];
/// Words in the names of layers that do something else.
const OTHERS: [&str; 26] = [
    "addextension",
    "cache",
    "catchpanic",
    "compress",
    "cookie",
    "cors",
    "error",
    "extension",
    "flash",
    "governor",
    "header",
    "limit",
    "log",
    "metric",
    "normalizepath",
    "otel",
    "prometheus",
    "requestid",
    "sentry",
    "sessionlayer",
    "sessionmanager",
    "sessionmiddleware",
    "telemetry",
    "timeout",
    "timing",
    "trac",
];

/// The layers that one call adds, in run order: a tuple and a `ServiceBuilder` hold several.
pub fn layer_parts(what: &Value) -> Vec<Value> {
    match what {
        Value::Tuple(items) => items.iter().flat_map(layer_parts).collect(),
        Value::ExternalCall(made) if made.callee.contains("ServiceBuilder::new") => {
            let Some((receiver, added)) = made.call.args.split_first() else { return Vec::new() };
            let mut parts = layer_parts(receiver);
            match made.callee.rsplit('.').next() {
                Some("layer" | "option_layer") => parts.extend(added.iter().flat_map(layer_parts)),
                Some("into_inner" | "clone") => {}
                // A layer that the builder makes itself: `.timeout(..)`.
                _ => parts.push(what.clone()),
            }
            parts
        }
        one => vec![one.clone()],
    }
}

/// What a layer is called that is no function: by what made it first.
pub fn layer_path(what: &Value) -> Option<String> {
    let path = match what {
        Value::ExternalCall(made) => made.callee.to_string(),
        Value::External(path) => path.to_string(),
        _ => return None,
    };
    if path.contains("ServiceBuilder::new") {
        return path.rsplit('.').next().map(|own| format!("tower::ServiceBuilder::{}", own.trim_end_matches("()")));
    }
    Some(path.split("()").next().unwrap_or_default().to_owned())
}

/// The function that a layer runs: what `from_fn` is given, or a function by itself.
pub fn layer_function(what: &Value) -> Option<Value> {
    match what {
        Value::Function(_) | Value::Bound(_) => Some(what.clone()),
        Value::ExternalCall(made) if makes_layer(&made.callee) => {
            made.call.args.iter().rfind(|arg| matches!(arg, Value::Function(_) | Value::Bound(_))).cloned()
        }
        _ => None,
    }
}

/// The layers that a handler brings along: `handler.layer(..)`, the outermost first.
pub fn own_layers(handler: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    let mut next = handler;
    while let Value::ExternalCall(made) = next
        && let Some(method) = made.callee.strip_prefix(OF_FUNCTION)
        && let Some((inner, given)) = made.call.args.split_first()
    {
        if matches!(method, "layer" | "with" | "hoop" | "around") {
            found.extend(given.iter().flat_map(layer_parts));
        }
        next = inner;
    }
    found
}

/// What of a layer may refuse, as dependencies.
pub(super) fn layer_guards(machine: &mut Machine, layer: &Value) -> Vec<Dependency> {
    let Value::Instance(id) = layer else { return Vec::new() };
    if machine.model_class(*id) == Some("Provider") {
        return Vec::new();
    }
    let instance = &machine.heap.instances[*id];
    let (parts, at) = (instance.attrs.get(&Name::from("what")).map(layer_parts).unwrap_or_default(), instance.created);
    parts.into_iter().filter_map(|what| layer_guard(machine, &what, at, 4)).collect()
}

/// Whether a layer is there to refuse: it says so, or is called so. One that nobody knows does not count.
pub fn surely_guards(machine: &Machine, layer: &Value) -> bool {
    let Value::Instance(id) = layer else { return false };
    let instance = &machine.heap.instances[*id];
    if machine.model_class(*id) == Some("Provider") {
        return false;
    }
    let parts = instance.attrs.get(&Name::from("what")).map(layer_parts).unwrap_or_default();
    parts.iter().any(|what| match layer_function(what) {
        Some(function) => stance_of(machine, &function) != Stance::Silent,
        None => layer_path(what).is_some_and(|path| is_guard(&path)),
    })
}

/// A layer that may refuse, as a dependency.
pub(super) fn layer_guard(machine: &mut Machine, what: &Value, at: Place, depth: usize) -> Option<Dependency> {
    let depth = depth.checked_sub(1)?;
    if let Some(function) = layer_function(what) {
        let stance = stance_of(machine, &function);
        return dependency(callable(machine, &function), at, stance);
    }
    match what {
        Value::Instance(id) => {
            let class = machine.heap.instances[*id].class;
            dependency(callable(machine, what), at, class_stance(machine, class))
        }
        Value::Class(class) => dependency(callable(machine, what), at, class_stance(machine, *class)),
        Value::ExternalCall(made) if makes_layer(&made.callee) => {
            let extractor = made.call.types.first().cloned();
            let found = extractor.and_then(|of| guard(machine, &of, at, false));
            found.filter(|found| found.stance != Stance::Silent).or_else(|| unread(what, at))
        }
        Value::ExternalCall(_) | Value::External(_) => external(machine, what, at, depth),
        Value::Unknown(_) => unread(what, at),
        _ => None,
    }
}

fn external(machine: &mut Machine, what: &Value, at: Place, depth: usize) -> Option<Dependency> {
    let path = layer_path(what)?;
    let is_known = KNOWN.iter().any(|known| path.split("::").next() == Some(known));
    let name = path.to_lowercase();
    if is_guard(&path) || !is_known && !OTHERS.iter().any(|word| name.contains(word)) {
        return dependency(Some(named(&path)), at, Stance::Doubtful);
    }
    // A layer that is on only sometimes is given the layer.
    let Value::ExternalCall(made) = what else { return None };
    let inner = made.call.args.clone();
    inner.iter().filter(|arg| matches!(arg, Value::Instance(_) | Value::ExternalCall(_))).find_map(|arg| {
        let found = layer_guard(machine, arg, at, depth)?;
        Some(Dependency { stance: Stance::Doubtful, ..found })
    })
}

fn dependency(callable: Option<Callable>, at: Place, stance: Stance) -> Option<Dependency> {
    (stance != Stance::Silent).then_some(Dependency { callable, at: Some(at), stance, ..Dependency::default() })
}

/// A layer whose code nobody can see.
fn unread(what: &Value, at: Place) -> Option<Dependency> {
    let callable = match what {
        Value::ExternalCall(made) => made.call.args.iter().rev().find_map(layer_path),
        _ => None,
    };
    let callable = callable.unwrap_or_else(|| "a layer that is not known".to_owned());
    dependency(Some(named(&callable)), at, Stance::Doubtful)
}

/// A layer of the workspace: what the methods beside it say.
fn class_stance(machine: &Machine, class: Id<ClassObject>) -> Stance {
    let class = &machine.heap.classes[class];
    if class.is_model {
        return Stance::Silent;
    }
    if is_guard(&class.name) {
        return Stance::Doubtful;
    }
    let methods = machine
        .heap
        .functions
        .iter()
        .filter(|(_, function)| function.owner.is_some() && function.facts.file == class.place.file);
    let methods: Vec<Value> = methods.map(|(id, _)| Value::Function(id)).collect();
    let refuses = methods
        .iter()
        .any(|method| matches!(stance_of(machine, method), Stance::Refusing | Stance::Strict | Stance::Doubtful));
    if refuses { Stance::Doubtful } else { Stance::Silent }
}

fn makes_layer(callee: &str) -> bool {
    MAKERS.contains(&callee.rsplit("::").next().unwrap_or_default())
}

/// A layer by its type, without the function that makes it.
fn named(path: &str) -> Callable {
    let is_type = |path: &&str| path.rsplit("::").next().is_some_and(|last| last.starts_with(char::is_uppercase));
    let path = path.rsplit_once("::").map(|(path, _)| path).filter(is_type).unwrap_or(path);
    let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
    Callable { module: module.to_owned(), qualname: name.to_owned(), is_path: true, at: None }
}
