//! What do the built-in types make when they are called?

use super::{first, native, unknown};
use crate::eval::Machine;
use crate::eval::callable::{Call, Native, Wrapped, Wrapping};
use crate::eval::object::Dict;
use crate::eval::value::Value;
use std::sync::Arc;

/// Built-in types.
pub static TYPES: &[Native] = &[
    native("str", |machine, call| match call.args.first() {
        Some(value) => Value::Str(machine.to_text_with_literals(value)),
        None => Value::str(""),
    }),
    native("int", int),
    native("float", float),
    native("bool", |machine, call| match call.args.first().map(|value| machine.truth(value)) {
        Some(Some(known)) => Value::Bool(known),
        None => Value::Bool(false),
        Some(None) => unknown(&call, "a truth value"),
    }),
    native("list", |machine, call| {
        let items = elements(machine, &call);
        machine.list(items)
    }),
    native("tuple", |machine, call| Value::tuple(elements(machine, &call))),
    native("set", |machine, call| {
        let items = elements(machine, &call);
        machine.set(items)
    }),
    native("frozenset", |machine, call| {
        let items = elements(machine, &call);
        machine.set(items)
    }),
    native("dict", dict),
    native("bytes", |_, call| unknown(&call, "bytes")),
    native("complex", |_, call| unknown(&call, "a number")),
    native("bytearray", |_, call| unknown(&call, "bytes")),
    native("memoryview", |_, call| unknown(&call, "bytes")),
    native("object", |_, call| unknown(&call, "a bare object")),
    native("property", |_, call| wrap(&call, Wrapping::Property)),
    native("staticmethod", |_, call| wrap(&call, Wrapping::Static)),
    native("classmethod", |_, call| wrap(&call, Wrapping::Class)),
];

/// The elements of the first argument; one that is not known stands for all of them.
fn elements(machine: &mut Machine, call: &Call) -> Vec<Value> {
    match call.args.first() {
        None => Vec::new(),
        Some(value) => machine
            .iterate(value, call.site)
            .unwrap_or_else(|| vec![Value::Unknown(machine.reason_of(value, call.site))]),
    }
}

fn int(_: &mut Machine, call: Call) -> Value {
    match call.args.first() {
        Some(Value::Int(number)) => Value::Int(*number),
        Some(Value::Bool(value)) => Value::Int(i64::from(*value)),
        Some(Value::Float(number)) => Value::Int(*number as i64),
        Some(Value::Str(text)) => match text.trim().parse() {
            Ok(number) => Value::Int(number),
            Err(_) => unknown(&call, "a number"),
        },
        None => Value::Int(0),
        _ => unknown(&call, "a number"),
    }
}

#[allow(clippy::cast_precision_loss, reason = "the language rounds, too")]
fn float(_: &mut Machine, call: Call) -> Value {
    match call.args.first() {
        Some(Value::Int(number)) => Value::Float(*number as f64),
        Some(number @ Value::Float(_)) => number.clone(),
        _ => unknown(&call, "a number"),
    }
}

fn dict(machine: &mut Machine, call: Call) -> Value {
    let dict = machine.heap.dicts.add(Dict::default());
    machine.heap.dicts[dict].open.clone_from(&call.open);
    match call.args.first() {
        Some(from @ (Value::Dict(_) | Value::Unknown(_))) => machine.merge_into(dict, from, call.site),
        Some(pairs) => {
            for pair in machine.iterate(pairs, call.site).unwrap_or_default() {
                if let Some([key, value]) = machine.iterate(&pair, call.site).as_deref() {
                    machine.set_entry(dict, key, value.clone());
                }
            }
        }
        None => {}
    }
    for (name, value) in call.keywords {
        machine.set_entry(dict, &Value::str(name.as_str()), value);
    }
    Value::Dict(dict)
}

fn wrap(call: &Call, kind: Wrapping) -> Value {
    Value::Wrapped(Arc::new(Wrapped { kind, function: first!(call) }))
}
