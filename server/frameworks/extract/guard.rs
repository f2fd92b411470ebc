//! Does an extractor or layer refuse requests without credentials? As far as the words of its code show.

use super::last_name;
use crate::eval::{Machine, Value};
use crate::facts::{Name, Place};
use crate::frameworks::{Callable, Dependency, Stance, attributes, callable};

/// Functions that make an extractor of a type.
const MAKERS: [&str; 5] =
    ["from_request_parts", "from_request", "from_request_without_body", "from_request_sync", "extract"];
/// Words of code that reads credentials.
const CREDENTIALS: [&str; 10] =
    ["authorization", "bearer", "token", "cookie", "session", "api_key", "apikey", "jwt", "credential", "password"];
/// Words of code that refuses.
const REFUSALS: [&str; 8] =
    ["unauthorized", "forbidden", "401", "403", "autherror", "unauthenticated", "invalidtoken", "missingcredentials"];
/// Words in the names of what guards.
const GUARDS: [&str; 12] = [
    "auth",
    "jwt",
    "bearer",
    "claims",
    "login",
    "session",
    "identity",
    "apikey",
    "api_key",
    "require",
    "permission",
    "currentuser",
];

/// An extractor of the workspace or of a library as a dependency; `None` if it has nothing to do with credentials and is
/// none of the workspace.
pub(in crate::frameworks) fn guard(
    machine: &mut Machine,
    of: &Value,
    at: Place,
    is_optional: bool,
) -> Option<Dependency> {
    let stance = match of {
        Value::Class(class) => {
            let makes = MAKERS.iter().find_map(|name| machine.lookup_after(*class, None, Name::from(name)));
            let makes = makes.or_else(|| {
                let class = Value::Class(*class);
                MAKERS.iter().find_map(|name| machine.find_attr(&class, Name::from(name), at))
            });
            stance_of(machine, &makes?)
        }
        Value::External(_) if is_guard(&last_name(machine, of)) => Stance::Doubtful,
        _ => return None,
    };
    let stance = if is_optional && stance != Stance::Silent { Stance::Lenient } else { stance };
    Some(Dependency { callable: callable(machine, of), at: Some(at), stance, ..Dependency::default() })
}

/// The layers that one call adds, in run order: a tuple and a `ServiceBuilder` hold several.
pub fn layer_parts(what: &Value) -> Vec<Value> {
    match what {
        Value::Tuple(items) => items.iter().flat_map(layer_parts).collect(),
        Value::ExternalCall(made) if made.callee.contains("ServiceBuilder::new") => {
            match made.call.args.split_first() {
                Some((receiver, added)) => layer_parts(receiver).into_iter().chain(added.iter().cloned()).collect(),
                None => Vec::new(),
            }
        }
        one => vec![one.clone()],
    }
}

/// What of a layer may refuse, as dependencies.
pub fn layer_guards(machine: &Machine, layer: &Value) -> Vec<Dependency> {
    let Value::Instance(id) = layer else { return Vec::new() };
    if machine.model_class(*id) == Some("Provider") {
        return Vec::new();
    }
    let instance = &machine.heap.instances[*id];
    let parts = instance.attrs.get(&Name::from("what")).map(layer_parts).unwrap_or_default();
    parts.into_iter().filter_map(|what| layer_guard(machine, what, instance.created)).collect()
}

fn layer_guard(machine: &Machine, what: Value, at: Place) -> Option<Dependency> {
    let function = handed(&what, 4);
    let stance = match &function {
        Some(function) => stance_of(machine, function),
        None if is_guard(what.dotted()?.as_str()) => Stance::Doubtful,
        None => Stance::Silent,
    };
    let callable = function.as_ref().and_then(|function| callable(machine, function)).or_else(|| named(&what));
    (stance != Stance::Silent).then_some(Dependency { callable, at: Some(at), stance, ..Dependency::default() })
}

fn named(what: &Value) -> Option<Callable> {
    let path = what.dotted()?;
    let (module, name) = path.rsplit_once("::").unwrap_or(("", &path));
    Some(Callable { module: module.to_owned(), qualname: name.to_owned(), is_path: true, at: None })
}

/// The function that a layer is made from: `from_fn(check)`.
fn handed(what: &Value, depth: usize) -> Option<Value> {
    let depth = depth.checked_sub(1)?;
    match what {
        Value::Function(_) | Value::Bound(_) => Some(what.clone()),
        Value::ExternalCall(made) => made.call.args.iter().find_map(|arg| handed(arg, depth)),
        Value::Tuple(items) => items.iter().find_map(|item| handed(item, depth)),
        _ => None,
    }
}

fn is_guard(name: &str) -> bool {
    let name = name.to_lowercase();
    let known_others = ["sessionmanagerlayer", "sessionlayer", "cookiemanagerlayer"];
    GUARDS.iter().any(|word| name.contains(word)) && !known_others.iter().any(|other| name.contains(other))
}

/// What code does with a request that carries no credentials, as far as its words show.
fn stance_of(machine: &Machine, function: &Value) -> Stance {
    let Some(id) = attributes::function_of(machine, function) else { return Stance::Silent };
    let function = &machine.heap.functions[id];
    let item = function.signature().item;
    let text = function.facts.body_text(item).unwrap_or_default().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let is_named = is_guard(&function.qualname);
    match (has(&CREDENTIALS), has(&REFUSALS)) {
        (true, true) => Stance::Refusing,
        (false, true) => Stance::Strict,
        (true, false) if text.contains("err(") || text.contains('?') => Stance::Doubtful,
        (true, false) => Stance::Lenient,
        (false, false) if is_named => Stance::Doubtful,
        (false, false) => Stance::Silent,
    }
}
