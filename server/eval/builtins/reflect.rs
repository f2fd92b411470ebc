//! What do the built-in functions that look at objects give?

use super::{first, native, unknown};
use crate::eval::Machine;
use crate::eval::callable::{Call, Native};
use crate::eval::value::{SuperValue, Value};
use crate::facts::Name;
use std::sync::Arc;

/// Reflection.
pub static REFLECTION: &[Native] = &[
    native("getattr", getattr),
    native("hasattr", hasattr),
    native("setattr", setattr),
    native("delattr", |_, _| Value::None),
    native("callable", callable),
    native("type", type_of),
    native("vars", |machine, call| dict_of(machine, &call)),
    native("dir", dir),
    native("super", explicit_super),
    native("id", |_, call| unknown(&call, "an identity")),
    native("hash", |_, call| unknown(&call, "a hash")),
    native("globals", |machine, call| machine.globals_at(call.site).unwrap_or_else(|| unknown(&call, "globals"))),
    native("locals", |_, call| unknown(&call, "locals")),
    native("__import__", super::importlib::import_module),
];

fn attr_name(machine: &Machine, call: &Call) -> Option<Name> {
    call.args.get(1).and_then(|name| machine.name_of(name))
}

fn getattr(machine: &mut Machine, call: Call) -> Value {
    let value = first!(call);
    let Some(name) = attr_name(machine, &call) else { return unknown(&call, "an attribute by a name not known") };
    let found = machine.find_attr(&value, name, call.site);
    match (found, call.args.get(2)) {
        (Some(found), _) => found,
        (None, Some(default)) if !value.is_opaque() => default.clone(),
        (None, _) => machine.get_attr(&value, name, call.site),
    }
}

fn hasattr(machine: &mut Machine, call: Call) -> Value {
    let value = first!(call);
    let Some(name) = attr_name(machine, &call) else { return unknown(&call, "whether there is an attribute") };
    if value.is_opaque() {
        return unknown(&call, "whether there is an attribute");
    }
    match machine.find_attr(&value, name, call.site) {
        Some(_) => Value::Bool(true),
        None if machine.class_of(&value).is_some_and(|class| machine.has_opaque_base(class)) => {
            unknown(&call, "whether there is an attribute")
        }
        None => Value::Bool(false),
    }
}

fn setattr(machine: &mut Machine, call: Call) -> Value {
    let value = first!(call);
    if let (Some(name), Some(new)) = (attr_name(machine, &call), call.args.get(2)) {
        machine.set_attr(&value, name, new.clone());
    }
    Value::None
}

fn callable(machine: &mut Machine, call: Call) -> Value {
    let value = first!(call);
    match &value {
        Value::Function(_)
        | Value::Bound(_)
        | Value::Class(_)
        | Value::Native(_)
        | Value::Method(_)
        | Value::Partial(_) => Value::Bool(true),
        Value::Instance(_) => Value::Bool(machine.hook(&value, "__call__").is_some()),
        value if value.is_opaque() => unknown(&call, "whether it can be called"),
        _ => Value::Bool(false),
    }
}

fn type_of(machine: &mut Machine, call: Call) -> Value {
    let value = first!(call);
    if call.args.len() == 3 {
        return machine.made_class(&call);
    }
    match machine.class_of(&value) {
        Some(class) if !matches!(value, Value::Class(_)) => Value::Class(class),
        _ => {
            let name = match value {
                Value::Str(_) => "str",
                Value::Int(_) => "int",
                Value::Bool(_) => "bool",
                Value::List(_) => "list",
                Value::Dict(_) => "dict",
                Value::Tuple(_) => "tuple",
                Value::Set(_) => "set",
                _ => return unknown(&call, "a type"),
            };
            super::named(Name::from(name)).map_or_else(|| unknown(&call, "a type"), Value::Native)
        }
    }
}

fn dict_of(machine: &mut Machine, call: &Call) -> Value {
    let value = first!(call);
    machine.get_attr(&value, Name::from("__dict__"), call.site)
}

fn dir(machine: &mut Machine, call: Call) -> Value {
    let value = first!(call);
    let dict = machine.get_attr(&value, Name::from("__dict__"), call.site);
    let names = super::inspect::attribute_names(machine, &value)
        .map(|names| names.into_iter().map(|name| Value::str(name.as_str())).collect::<Vec<_>>());
    match (names, machine.iterate(&dict, call.site)) {
        (Some(names), _) => machine.list(names),
        (None, Some(names)) => {
            let list = machine.list(names);
            super::functions::sorted(machine, Call::of(vec![list], call.site))
        }
        (None, None) => unknown(&call, "the names of an object"),
    }
}

fn explicit_super(_: &mut Machine, call: Call) -> Value {
    match call.args.as_slice() {
        [Value::Class(after), receiver, ..] => {
            Value::Super(Arc::new(SuperValue { after: *after, receiver: receiver.clone() }))
        }
        _ => unknown(&call, "super"),
    }
}
