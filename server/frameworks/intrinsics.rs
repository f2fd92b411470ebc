//! What may models ask of the machine that the analysed language cannot say?

use crate::eval::builtins::native;
use crate::eval::{Call, HOLE, Machine, Native, Value, Version};
use crate::facts::Name;

/// Natives that only models may name.
pub static INTRINSICS: &[Native] = &[
    native("__default__", |_, _| Value::None),
    native("__list__", list),
    native("__given__", given),
    native("__dict_of__", dict_of),
    native("__verbs__", verbs),
    native("__endpoint_name__", endpoint_name),
    native("__route_class__", route_class),
    native("__is_router__", is_router),
    native("__older__", older),
    native("__unknown__", unknown),
    native("__configured__", |machine, _| {
        machine.config_reads += 1;
        Value::None
    }),
];

fn argument(call: &Call, at: usize) -> Value {
    call.args.get(at).cloned().unwrap_or(Value::None)
}

/// A new list of the elements of an optional argument. One that is not known is noted unless `**` may have passed it.
fn list(machine: &mut Machine, call: Call) -> Value {
    match argument(&call, 0) {
        Value::Unknown(reason) if reason.spread => machine.list(Vec::new()),
        _ => given(machine, call),
    }
}

/// The same for dependencies, where what is not known must stay visible.
fn given(machine: &mut Machine, call: Call) -> Value {
    let value = argument(&call, 0);
    let items = match &value {
        Value::None => Vec::new(),
        value => machine
            .iterate(value, call.site)
            .unwrap_or_else(|| vec![Value::Unknown(machine.reason_of(value, call.site))]),
    };
    machine.list(items)
}

fn dict_of(machine: &mut Machine, call: Call) -> Value {
    let dict = machine.dict_of([]);
    if let Some(Value::Dict(_)) = call.args.first() {
        machine.merge_into(dict, &call.args[0], call.site);
    }
    Value::Dict(dict)
}

const HTTP_VERBS: [&str; 8] = ["get", "head", "post", "put", "patch", "delete", "options", "trace"];

/// The verbs of a route: those given, in upper case; those an endpoint class defines; else `GET`.
fn verbs(machine: &mut Machine, call: Call) -> Value {
    let (endpoint, methods) = (argument(&call, 0), argument(&call, 1));
    if let Value::None = methods {
        let verbs = match endpoint {
            Value::Class(class) => HTTP_VERBS
                .into_iter()
                .filter(|verb| machine.lookup_after(class, None, Name::from(verb)).is_some())
                .map(str::to_uppercase)
                .collect(),
            _ => vec!["GET".to_owned()],
        };
        return machine.set(verbs.into_iter().map(Value::str).collect());
    }
    let Some(methods) = machine.iterate(&methods, call.site) else {
        return Value::Unknown(machine.reason_of(&methods, call.site));
    };
    let verbs = methods.iter().map(|verb| match machine.name_of(verb) {
        Some(verb) => Value::str(verb.to_uppercase()),
        None => verb.clone(),
    });
    let verbs = verbs.collect();
    machine.set(verbs)
}

/// The name of a route: the one given, else the endpoint's.
fn endpoint_name(machine: &mut Machine, call: Call) -> Value {
    let (endpoint, name) = (argument(&call, 0), argument(&call, 1));
    if !matches!(name, Value::None) && !name.is_unknown() {
        return name;
    }
    match &endpoint {
        Value::Partial(_) => Value::str("partial"),
        Value::Instance(id) => {
            let class = machine.heap.instances[*id].class;
            Value::str(machine.heap.classes[class].name.as_str())
        }
        endpoint => machine.get_attr(endpoint, Name::from("__name__"), call.site),
    }
}

/// The class of a route: the one given if it is a class of ours, else the default.
fn route_class(machine: &mut Machine, call: Call) -> Value {
    let (given, default) = (argument(&call, 0), argument(&call, 1));
    match (&given, &default) {
        (Value::Class(class), base) if machine.heap.classes[*class].mro.iter().any(|of| machine.same(of, base)) => {
            given
        }
        _ => default,
    }
}

/// Whether a value is a router whose routes are known; notes it if not.
fn is_router(machine: &mut Machine, call: Call) -> Value {
    let router = argument(&call, 0);
    let site = machine.user_site(call.site);
    if matches!(router, Value::Instance(_)) && machine.find_attr(&router, Name::from("routes"), site).is_some() {
        return Value::Bool(true);
    }
    let reason = machine.reason_of(&router, site);
    // A broken name of a module may hold the very character that stands for what is not known.
    let what = reason.what.replace(HOLE, "\u{FFFD}");
    machine.note(format!("the included router is not known: {what}"), site);
    Value::Bool(false)
}

/// `__older__(package, major, minor)`: whether the version that holds for the calling code is known to be older.
fn older(machine: &mut Machine, call: Call) -> Value {
    let (Some(package), Value::Int(major), Value::Int(minor)) =
        (call.args.first().and_then(|name| machine.name_of(name)), argument(&call, 1), argument(&call, 2))
    else {
        return Value::Bool(false);
    };
    let (Ok(major), Ok(minor)) = (u32::try_from(major), u32::try_from(minor)) else { return Value::Bool(false) };
    let site = machine.user_site(call.site);
    let version = machine.world.version_of(&package, site.file);
    Value::Bool(version.is_some_and(|version| version < Version(major, minor, 0)))
}

fn unknown(machine: &mut Machine, call: Call) -> Value {
    let what = machine.to_text(&argument(&call, 0));
    Value::unknown(what, machine.user_site(call.site))
}
