//! How do paths and layers of nested routers go together? As the framework of the router says.

use super::super::row::Way;
use super::super::{Objected, Objection};
use crate::eval::{Condition, Id, Instance, Machine, Text, Value, is_plain_path};
use crate::facts::{Name, Place};
use crate::frameworks::{CrateModel, crate_model};
use std::sync::Arc;

/// Whether an entry of the routes leads to another router.
pub(in crate::api) fn is_joint(class: &str) -> bool {
    class == "Nest"
}

/// The model whose class an instance is of.
pub(super) fn model_of(machine: &Machine, id: Id<Instance>) -> Option<&'static CrateModel> {
    let class = &machine.heap.classes[machine.heap.instances[id].class];
    class.mro.iter().find_map(|entry| match entry {
        Value::Class(id) if machine.heap.classes[*id].is_model => {
            crate_model(&machine.modules[machine.heap.classes[*id].module].name)
        }
        _ => None,
    })
}

/// A prefix and the path below it, as the framework of an entry joins them. Plain ones stand one after the other, whatever
/// else their literals say.
pub(in crate::api) fn join(machine: &Machine, entry: Id<Instance>, prefix: &Text, path: &Text) -> Text {
    let is_plain = |text: &Text| text.peek().is_empty() || is_plain_path(text.peek());
    let is_nothing = prefix.peek().is_empty() && path.peek().is_empty();
    match model_of(machine, entry) {
        Some(model) if is_nothing || !is_plain(prefix) || !is_plain(path) => {
            Text::from((model.paths.join)(prefix, path))
        }
        _ => Text::joined(&[prefix.clone(), path.clone()]),
    }
}

/// Whether an entry of the routes is a layer, or says what is provided.
pub(in crate::api) fn is_layer(machine: &Machine, entry: &Value) -> bool {
    matches!(entry, Value::Instance(id) if matches!(machine.model_class(*id), Some("Layer" | "Provider")))
}

/// The layers among the entries of a router that cover the entry at an index, and what is provided for it, in run order:
/// those that come after it, the last one first, and those that cover everything. Some frameworks run the first one first.
pub(in crate::api) fn layers_over(machine: &Machine, entries: &[Value], at: usize) -> Vec<Value> {
    let covers = |(index, entry): &(usize, &Value)| {
        is_layer(machine, entry) && (*index > at || flag(machine, entry, "covers_all"))
    };
    let mut found: Vec<Value> = entries.iter().enumerate().filter(covers).map(|(_, entry)| entry.clone()).collect();
    if !found.iter().all(|entry| flag(machine, entry, "in_order")) {
        found.reverse();
    }
    found
}

/// The way to the entry at an index, with the layers that cover it and those that do not; `None` if there are none.
pub(in crate::api) fn covered(machine: &Machine, entries: &[Value], at: usize, way: &Way) -> Option<Way> {
    let (over, before) = (layers_over(machine, entries, at), layers_before(machine, entries, at));
    if over.is_empty() && before.is_empty() {
        return None;
    }
    let with = |known: &[Value], more: Vec<Value>| known.iter().cloned().chain(more).collect();
    Some(Way { layers: with(&way.layers, over), missed: with(&way.missed, before), ..way.clone() })
}

/// The layers among the entries of a router that were added before the entry at an index and do not cover it.
fn layers_before(machine: &Machine, entries: &[Value], at: usize) -> Vec<Value> {
    let is_missed = |entry: &&Value| is_layer(machine, entry) && !flag(machine, entry, "covers_all");
    entries[..at].iter().filter(is_missed).cloned().collect()
}

/// What an attribute of an object says; `false` if it says nothing.
fn flag(machine: &Machine, of: &Value, name: &str) -> bool {
    let Value::Instance(id) = of else { return false };
    matches!(machine.heap.instances[*id].attrs.get(&Name::from(name)), Some(Value::Bool(true)))
}

/// Whether more than method and path decides whether a route gets a request.
pub(in crate::api) fn is_special(machine: &Machine, route: Id<Instance>) -> bool {
    flag(machine, &Value::Instance(route), "special")
}

/// Goes through an entry at what it leads to: how that is matched, and which verbs get past its guards. If none does, what
/// contradicts what, as far as it is known.
pub(in crate::api) fn enter(
    machine: &mut Machine,
    entry: Id<Instance>,
    target: &Value,
    way: &mut Way,
) -> Result<(), Option<Objection>> {
    let at = machine.heap.instances[entry].created;
    if flag(machine, &Value::Instance(entry), "is_apart") {
        way.apart.push(at);
    }
    way.is_special |= flag(machine, target, "special");
    if flag(machine, target, "closes") && !flag(machine, target, "guarded") {
        way.closes = Some(at);
    }
    if guard(machine, target, way) { Ok(()) } else { Err(contradiction(machine, target, at, way)) }
}

/// Where the guards of an object are set.
fn guard_of(machine: &Machine, of: &Value) -> Option<Place> {
    let Value::Instance(id) = of else { return None };
    match machine.heap.instances[*id].attrs.get(&Name::from("guard")) {
        Some(Value::Instance(guard)) => Some(machine.heap.instances[*guard].created),
        _ => None,
    }
}

/// That guards of a way contradict each other: those of an object at a place leave nothing of what others left.
fn contradiction(machine: &mut Machine, of: &Value, at: Place, way: &Way) -> Option<Objection> {
    let methods = only(machine, of);
    let what = Objected::Guarded { methods, only: way.before.clone(), guard: way.guard };
    (!way.before.is_empty()).then_some(Objection { at, what })
}

/// That guards on the way let none of the verbs of a route pass.
pub(in crate::api) fn guarded_away(at: Place, methods: Vec<String>, way: &Way) -> Objection {
    Objection { at, what: Objected::Guarded { methods, only: way.only.clone(), guard: way.guard } }
}

/// What a scope before it keeps all requests from.
pub(in crate::api) fn hidden(machine: &Machine, entries: &[Value], dead: &[(usize, usize)]) -> Vec<Objection> {
    let at = |index: usize| match entries.get(index) {
        Some(Value::Instance(id)) => Some(machine.heap.instances[*id].created),
        _ => None,
    };
    let objection = |(dead, by): &(usize, usize)| Some(Objection { at: at(*dead)?, what: Objected::Hidden(at(*by)?) });
    dead.iter().filter_map(objection).collect()
}

/// The verbs that an object's guards leave, as text; empty if it has none.
fn only(machine: &mut Machine, of: &Value) -> Vec<String> {
    let Value::Instance(id) = of else { return Vec::new() };
    let Some(list) = machine.heap.instances[*id].attrs.get(&Name::from("only")).cloned() else { return Vec::new() };
    let at = machine.heap.instances[*id].created;
    let verbs = machine.iterate(&list, at).unwrap_or_default();
    verbs.iter().filter_map(|verb| machine.name_of(verb)).map(|verb| verb.to_string()).collect()
}

/// Goes through the guards of an object; whether any verb gets past.
fn guard(machine: &mut Machine, of: &Value, way: &mut Way) -> bool {
    let own = only(machine, of);
    if own.is_empty() {
        return true;
    }
    way.before.clone_from(&way.only);
    if way.only.is_empty() {
        (way.only, way.guard) = (own, guard_of(machine, of));
    } else {
        way.only.retain(|verb| own.contains(verb));
    }
    !way.only.is_empty()
}

/// The verbs of a route that guards around it leave; `None` if that is none.
pub(in crate::api) fn guarded(methods: &[String], only: &[String]) -> Option<Vec<String>> {
    if only.is_empty() {
        return Some(methods.to_vec());
    }
    if methods.iter().any(|method| method == "ANY") {
        return Some(only.to_vec());
    }
    let left: Vec<String> = methods.iter().filter(|method| only.contains(method)).cloned().collect();
    (!left.is_empty()).then_some(left)
}

/// The entries that no request reaches, by index, each with the one that keeps them: a scope without guards keeps what is
/// below its prefix to itself.
pub(in crate::api) fn unreachable(machine: &Machine, entries: &[Value]) -> Vec<(usize, usize)> {
    let has_scope =
        |entry: &Value| target_of(machine, entry).is_some_and(|it| machine.model_class(it) == Some("Scope"));
    if !entries.iter().any(has_scope) {
        return Vec::new();
    }
    let mut prefixes: Vec<(String, Option<Arc<Condition>>, usize)> = Vec::new();
    let mut dead = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let Value::Instance(id) = entry else { continue };
        let instance = &machine.heap.instances[*id];
        let (path, target) = (instance.attrs.get(&Name::from("path")), instance.attrs.get(&Name::from("target")));
        let (Some(Value::Str(path)), Some(Value::Instance(target))) = (path, target) else { continue };
        if path.has_holes() {
            continue;
        }
        let path = path.read();
        let path = if path.starts_with('/') || path.is_empty() { path.to_string() } else { format!("/{path}") };
        let below = |(prefix, condition, _): &&(String, Option<Arc<Condition>>, usize)| {
            let holds = condition.is_none() || *condition == instance.condition;
            holds
                && (prefix.is_empty()
                    || path.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
        };
        if let Some((_, _, by)) = prefixes.iter().find(below) {
            dead.push((index, *by));
            continue;
        }
        let scope = &machine.heap.instances[*target];
        let is_scope = machine.model_class(*target) == Some("Scope");
        let is_free = matches!(scope.attrs.get(&Name::from("guarded")), Some(Value::Bool(false)));
        if is_scope && is_free && !path.contains('{') {
            prefixes.push((path.trim_end_matches('/').to_owned(), instance.condition.clone(), index));
        }
    }
    dead
}

/// What an entry leads to.
fn target_of(machine: &Machine, entry: &Value) -> Option<Id<Instance>> {
    let Value::Instance(id) = entry else { return None };
    match machine.heap.instances[*id].attrs.get(&Name::from("target")) {
        Some(Value::Instance(target)) => Some(*target),
        _ => None,
    }
}

/// A path that begins with an unknown prefix, often where an operator may mount it all, without that prefix: on the
/// condition that it is empty.
pub(in crate::api) fn without_unknown_prefix(
    machine: &Machine,
    route: Id<Instance>,
    path: Text,
) -> (Text, Option<Arc<str>>) {
    let hole = crate::eval::HOLE;
    let (whole, path) = (path.clone(), path.peek());
    if !path.contains(hole) {
        return (whole, None);
    }
    let rest = path.trim_start_matches(['/', hole]);
    let has_prefix = path.trim_start_matches('/').starts_with(hole) && model_of(machine, route).is_some();
    whole.read();
    let known = rest.is_empty() || path[..path.len() - rest.len()].ends_with('/');
    if has_prefix && known && !rest.contains(hole) {
        return (
            Text::from(format!("/{rest}")),
            Some(Arc::from("the prefix of all paths, which is not known, is empty")),
        );
    }
    (whole, None)
}

/// The router that a service outside of the workspace wraps.
pub(in crate::api) fn inner(machine: &Machine, of: &Value) -> Option<Id<Instance>> {
    match of {
        Value::Instance(id) => model_of(machine, *id).map(|_| *id),
        Value::ExternalCall(made) => made.call.args.iter().find_map(|arg| inner(machine, arg)),
        _ => None,
    }
}

/// Whether something serves nothing but documentation.
pub(in crate::api) fn is_documentation(value: &Value) -> bool {
    let names = ["SwaggerUi", "Redoc", "RapiDoc", "Scalar"];
    value.dotted().is_some_and(|path| names.iter().any(|name| path.contains(name)))
}
