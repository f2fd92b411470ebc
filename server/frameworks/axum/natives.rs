//! What do models of routers ask of the machine? Copies, what is served, and what attributes of handlers say.

use crate::eval::builtins::native;
use crate::eval::{Call, Id, Instance, Machine, Native, Text, Value, Version};
use crate::facts::{Name, Place};
use crate::frameworks::attributes::{self, Attribute};
use crate::frameworks::objection::is_model;
use crate::frameworks::path::{Use, check_text};

/// Natives that only models may name.
pub static INTRINSICS: &[Native] = &[
    native("__copy__", copy),
    native("__joined__", joined),
    native("__merged__", merged),
    native("__served__", served),
    native("__application_in__", application_in),
    native("__typed_path__", typed_path),
    native("__utoipa_path__", utoipa_path),
    native("__paths_apart__", paths_apart),
];

fn argument(call: &Call, at: usize) -> Value {
    call.args.get(at).cloned().unwrap_or(Value::None)
}

/// The same object with lists of its own, made where the first one was.
fn copy(machine: &mut Machine, call: Call) -> Value {
    let Value::Instance(id) = argument(&call, 0) else { return argument(&call, 0) };
    let (class, created) = (machine.heap.instances[id].class, machine.heap.instances[id].created);
    let attrs: Vec<(Name, Value)> =
        machine.heap.instances[id].attrs.iter().map(|(name, value)| (*name, value.clone())).collect();
    let copy = machine.instance(class, call.site);
    let Value::Instance(new) = copy else { return copy };
    machine.heap.instances[new].created = created;
    for (name, value) in attrs {
        let value = match value {
            Value::List(list) => {
                let items = machine.heap.lists[list].items.clone();
                machine.list(items)
            }
            value => value,
        };
        machine.heap.instances[new].attrs.insert(name, value);
    }
    copy
}

/// A router that may be either of two: it has what both have.
fn joined(machine: &mut Machine, call: Call) -> Value {
    let (left, right) = (argument(&call, 0), argument(&call, 1));
    let site = call.site;
    let made = copy(machine, Call::of(vec![left], site));
    let name = Name::from("routes");
    let (Value::List(into), Some(more)) = (machine.get_attr(&made, name, site), items(machine, &right, name, site))
    else {
        return made;
    };
    for item in more {
        let known = machine.heap.lists[into].items.clone();
        if !known.iter().any(|one| machine.same(one, &item)) {
            machine.push(into, item);
        }
    }
    made
}

/// Objects to a merge of two routers that certainly have a fallback each.
fn merged(machine: &mut Machine, call: Call) -> Value {
    let name = Name::from("fallback");
    let fallback = |machine: &Machine, of: &Value| match of {
        Value::Instance(id) => match machine.heap.instances[*id].attrs.get(&name) {
            Some(value @ Value::Instance(set)) if is_model(machine, value, "Fallback") => Some(*set),
            _ => None,
        },
        _ => None,
    };
    let (into, other) = (argument(&call, 0), argument(&call, 1));
    match (fallback(machine, &into), fallback(machine, &other)) {
        (Some(own), Some(its)) if is_certain(machine, own) && is_certain(machine, its) => {
            let at = machine.user_site(call.site);
            machine.object("two-fallbacks", at, vec![Value::Instance(own), Value::Instance(its), other]);
        }
        // A merge brings the fallback along.
        (None, Some(its)) => {
            machine.set_attr(&into, name, Value::Instance(its));
        }
        _ => {}
    }
    Value::None
}

/// Whether an object was made under no other condition than those that hold.
fn is_certain(machine: &Machine, id: Id<Instance>) -> bool {
    let now = machine.condition.as_ref().map(|condition| condition.texts()).unwrap_or_default();
    let then = machine.heap.instances[id].condition.as_ref().map(|condition| condition.texts()).unwrap_or_default();
    now.starts_with(&then)
}

fn items(machine: &mut Machine, of: &Value, name: Name, site: Place) -> Option<Vec<Value>> {
    let list = machine.get_attr(of, name, site);
    machine.iterate(&list, site)
}

fn served(machine: &mut Machine, call: Call) -> Value {
    let value = argument(&call, 0);
    machine.note_escape(&value);
    if let Value::Instance(id) = &value {
        machine.served.insert(*id);
    }
    value
}

/// The application that a service is, or wraps; nothing if it is none.
fn application_in(machine: &mut Machine, call: Call) -> Value {
    let value = argument(&call, 0);
    found_in(machine, &value, 4).map_or(Value::None, Value::Instance)
}

fn found_in(machine: &Machine, value: &Value, depth: usize) -> Option<Id<Instance>> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Instance(id) => {
            let class = &machine.heap.classes[machine.heap.instances[*id].class];
            (class.is_model && class.name == "Router").then_some(*id)
        }
        Value::ExternalCall(made) => made.call.args.iter().find_map(|arg| found_in(machine, arg, depth)),
        _ => None,
    }
}

/// The path that the type of a handler's first typed parameter declares.
fn typed_path(machine: &mut Machine, call: Call) -> Value {
    let unknown = Value::unknown("the typed path of a handler is not known", machine.user_site(call.site));
    let Some(id) = attributes::function_of(machine, &argument(&call, 0)) else { return unknown };
    let function = machine.heap.functions[id].clone();
    let cx = crate::eval::Cx::new(&function.facts, function.item, function.closure, function.module);
    let annotations: Vec<_> = function.signature().params.iter().filter_map(|param| param.annotation).collect();
    for annotation in annotations {
        let mut of = machine.eval(&cx, annotation);
        while let Value::Subscripted(generic) = &of {
            of = generic.base.clone();
        }
        let Value::Class(class) = of else { continue };
        let found = attributes::of_class(machine, class).into_iter().find(|attribute| attribute.name() == "typed_path");
        if let Some(attribute) = found
            && let Some(path) = attribute.positional().next()
        {
            return machine.eval(&attribute.cx, path);
        }
    }
    unknown
}

/// The paths of some entries, each once, if they are not all the same.
fn paths_apart(machine: &mut Machine, call: Call) -> Value {
    let entries = machine.iterate(&argument(&call, 0), call.site).unwrap_or_default();
    let mut paths: Vec<Value> = Vec::new();
    for entry in entries {
        let Value::Instance(id) = entry else { continue };
        let path = machine.heap.instances[id].attrs.get(&Name::from("path")).cloned().unwrap_or(Value::None);
        if !paths.iter().any(|known| machine.same(known, &path)) {
            paths.push(path);
        }
    }
    machine.list(if paths.len() > 1 { paths } else { Vec::new() })
}

const VERBS: [&str; 9] = ["get", "post", "put", "patch", "delete", "head", "options", "trace", "connect"];

/// Path and verbs of `#[utoipa::path(..)]`.
fn utoipa_path(machine: &mut Machine, call: Call) -> Value {
    let at = machine.user_site(call.site);
    let unknown = || Value::unknown("a handler without `#[utoipa::path]` that can be read", at);
    let found = attributes::function_of(machine, &argument(&call, 0))
        .and_then(|id| attributes::of_function(machine, id).into_iter().find(|it| it.name() == "path"));
    let Some(attribute) = found else { return Value::tuple(vec![unknown(), unknown()]) };
    let methods: Vec<Value> = verbs(&attribute).into_iter().map(Value::str).collect();
    let methods = if methods.is_empty() { unknown() } else { machine.list(methods) };
    let part = |machine: &mut Machine, name: &str| {
        let value = attribute.keyword(name).map(|path| machine.eval(&attribute.cx, path));
        value.map(|value| machine.to_text_with_literals(&value)).unwrap_or_default()
    };
    let path = Text::joined(&[part(machine, "context_path"), part(machine, "path")]);
    check_path(machine, &attribute, &path);
    Value::tuple(vec![Value::Str(path), methods])
}

/// Objects to the path of an attribute. What `OpenAPI` spells is rewritten for older versions.
fn check_path(machine: &mut Machine, attribute: &Attribute, path: &Text) {
    let Some(expr) = attribute.keyword("path") else { return };
    let at = attribute.cx.place(expr);
    if machine.world.version_of("axum", at.file).is_some_and(|version| version >= Version(0, 8, 0)) {
        check_text(machine, "axum", Use::Route, path, at);
    }
}

/// The verbs that an attribute names: `get`, `method(get, head)`.
fn verbs(attribute: &Attribute) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |word: Option<Name>| {
        let word = word.map(|word| word.to_lowercase()).unwrap_or_default();
        if VERBS.contains(&word.as_str()) {
            found.push(word.to_uppercase());
        }
    };
    for argument in attribute.positional() {
        match attribute.call(argument) {
            Some((name, inner)) if name == "method" => inner.into_iter().for_each(|it| add(attribute.word(it))),
            _ => add(attribute.word(argument)),
        }
    }
    found
}
