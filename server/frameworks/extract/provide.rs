//! What do applications, scopes and layers provide for extractors? By type, as far as it is known.

use super::kind::kind;
use super::layer_parts;
use super::per_worker;
use super::typing::Typing;
use crate::eval::{Id, Instance, Machine, Value};
use crate::facts::{Name, Node, Place};
use crate::frameworks::{Provided, Providers, Wanted, Way};

/// Constructors of layers that run a function.
const RUNNERS: [&str; 7] =
    ["from_fn", "AddExtension", "map_request", "wrap_fn", "from_extractor", "ServiceBuilder::layer_fn", "layer_fn"];

/// What is provided by what is in effect where a route stands: instances of a model's `Layer` and `Provider`.
pub fn providers(machine: &mut Machine, in_effect: &[Value]) -> Providers {
    let mut found = Providers::default();
    for value in in_effect {
        let Value::Instance(id) = value else {
            // A service of a library, around a router that it was given.
            found.open.extend([Way::Extension, Way::Connection]);
            continue;
        };
        match machine.model_class(*id) {
            Some("Provider") => provided(machine, *id, &mut found),
            _ => layered(machine, *id, &mut found),
        }
    }
    found
}

fn attribute(machine: &Machine, id: Id<Instance>, name: &str) -> Option<Value> {
    machine.heap.instances[id].attrs.get(&Name::from(name)).cloned()
}

/// What an application says that it provides.
fn provided(machine: &mut Machine, id: Id<Instance>, found: &mut Providers) {
    let way = match attribute(machine, id, "way") {
        Some(Value::Str(way)) => way.read().to_string(),
        _ => return,
    };
    let made = machine.heap.instances[id].created;
    let typing = Typing::of_call(machine, made);
    let given = typing.as_ref().and_then(|(_, args)| args.first()).map(|arg| arg.value);
    let is_per_worker = match (&typing, given) {
        (Some((typing, _)), Some(given)) => per_worker::is_per_worker(machine, typing, given),
        _ => false,
    };
    let at = given.map_or(made, |given| Place { node: Node::Expr(given), ..made });
    let add = |found: &mut Providers, way, of| {
        found.known.push(Provided { what: Wanted { way, of }, at, is_per_worker });
    };
    match way.as_str() {
        "connection" => return add(found, Way::Connection, None),
        "open" => return found.open.extend([Way::Managed, Way::Extension, Way::Connection]),
        "factory" => return add(found, Way::Data, None),
        _ => {}
    }
    let of = typing.and_then(|(typing, _)| typing.of(machine, given?));
    match (way.as_str(), &of) {
        ("managed", _) => add(found, Way::Managed, of.and_then(|of| kind(machine, &of))),
        ("data", _) => add(found, Way::Data, of.and_then(|of| kind(machine, &of))),
        (_, Some(Value::Subscripted(data))) if is_data(&data.base) => {
            add(found, Way::Data, kind(machine, &data.index));
        }
        (_, Some(other)) => add(found, Way::Bare, kind(machine, other)),
        (_, None) if !is_setting(attribute(machine, id, "what").as_ref()) => add(found, Way::Data, None),
        _ => {}
    }
}

fn is_data(base: &Value) -> bool {
    matches!(base, Value::External(path) if path.starts_with("actix_web") && path.ends_with("::Data"))
}

/// Whether something is a setting of the framework's own: `JsonConfig`.
fn is_setting(what: Option<&Value>) -> bool {
    let path = what.and_then(Value::dotted);
    path.is_some_and(|path| path.starts_with("actix") && path.contains("Config"))
}

/// What a layer adds to each request.
fn layered(machine: &mut Machine, id: Id<Instance>, found: &mut Providers) {
    let at = machine.heap.instances[id].created;
    let parts = attribute(machine, id, "what").map(|what| layer_parts(&what)).unwrap_or_default();
    let is_extension =
        |part: &&Value| matches!(part.dotted(), Some(path) if path.trim_end_matches("()").ends_with("Extension"));
    let added = parts.iter().filter(is_extension).count();
    if parts.iter().any(|part| matches!(part.dotted(), Some(path) if path.contains("ConnectInfo"))) {
        found.open.push(Way::Connection);
    }
    if parts.is_empty() || parts.iter().filter(|part| !is_extension(part)).any(|part| may_add(machine, part, 0)) {
        found.open.extend([Way::Extension, Way::Connection]);
    }
    if added == 0 {
        return;
    }
    let typed = Typing::of_call(machine, at).map(|(typing, args)| match args.first() {
        Some(arg) => typing.calls_of(machine, arg.value, &["Extension"]),
        None => Vec::new(),
    });
    let typed = typed.unwrap_or_default();
    if typed.len() != added {
        found.open.push(Way::Extension);
    }
    for of in typed {
        let Value::Subscripted(of) = of else { continue };
        let what = Wanted { way: Way::Extension, of: kind(machine, &of.index) };
        found.known.push(Provided { what, at, is_per_worker: false });
    }
}

/// Whether a layer may run code of the workspace. `depth` is how far inside of what the layer is made of.
fn may_add(machine: &Machine, value: &Value, depth: usize) -> bool {
    match value {
        Value::Unknown(_) => depth < 2,
        Value::Str(_) | Value::Int(_) | Value::Bool(_) | Value::Float(_) | Value::Bytes(_) | Value::None => false,
        Value::External(_) | Value::Ellipsis => false,
        Value::Tuple(items) => items.iter().any(|item| may_add(machine, item, depth)),
        Value::List(list) => machine.heap.lists[*list].items.iter().any(|item| may_add(machine, item, depth)),
        Value::ExternalCall(made) if depth < 12 => {
            let path = made.callee.as_str();
            let is_chain = path.contains("().");
            let inner =
                |(at, arg): (usize, &Value)| may_add(machine, arg, if is_chain && at == 0 { depth } else { depth + 1 });
            RUNNERS.iter().any(|runner| path.contains(runner)) || made.call.args.iter().enumerate().any(inner)
        }
        _ => true,
    }
}
