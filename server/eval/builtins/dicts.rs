//! What do the methods of dicts do?

use super::{first, native, unknown};
use crate::eval::Machine;
use crate::eval::callable::{Call, Native};
use crate::eval::heap::Id;
use crate::eval::object::Dict;
use crate::eval::value::Value;

/// Methods of dicts.
pub static METHODS: &[Native] = &[
    native("get", get),
    native("setdefault", setdefault),
    native("pop", pop),
    native("update", update),
    native("keys", |machine, call| list(machine, &call, |key, _| key)),
    native("values", |machine, call| list(machine, &call, |_, value| value)),
    native("items", |machine, call| list(machine, &call, |key, value| Value::tuple(vec![key, value]))),
    native("copy", copy),
    native("clear", |machine, call| {
        if let Some(Value::Dict(dict)) = call.args.first() {
            machine.heap.dicts[*dict] = Dict::default();
        }
        Value::None
    }),
    native("fromkeys", fromkeys),
];

fn receiver(call: &Call) -> Option<Id<Dict>> {
    match call.args.first() {
        Some(Value::Dict(dict)) => Some(*dict),
        _ => None,
    }
}

/// The value of the key argument, or what stands for its absence.
fn found(machine: &Machine, call: &Call, dict: Id<Dict>, default: Option<Value>) -> Value {
    let Some(key) = call.args.get(1) else { return unknown(call, "an entry") };
    if let Some(value) = machine.entry(dict, key) {
        return value;
    }
    if machine.heap.dicts[dict].open.is_some() || machine.key_of(key).is_none() {
        return unknown(call, "an entry that is not known");
    }
    default.unwrap_or_else(|| unknown(call, "an entry that is not there"))
}

fn get(machine: &mut Machine, call: Call) -> Value {
    let Some(dict) = receiver(&call) else { return unknown(&call, "an entry") };
    let default = call.get(2, "default").cloned().unwrap_or(Value::None);
    found(machine, &call, dict, Some(default))
}

fn setdefault(machine: &mut Machine, call: Call) -> Value {
    let (Some(dict), Some(key)) = (receiver(&call), call.args.get(1)) else { return unknown(&call, "an entry") };
    if let Some(value) = machine.entry(dict, key) {
        return value;
    }
    let default = call.args.get(2).cloned().unwrap_or(Value::None);
    machine.set_entry(dict, key, default.clone());
    default
}

fn pop(machine: &mut Machine, call: Call) -> Value {
    let Some(dict) = receiver(&call) else { return unknown(&call, "an entry") };
    let value = found(machine, &call, dict, call.args.get(2).cloned());
    if let Some(key) = call.args.get(1).and_then(|key| machine.key_of(key)) {
        machine.heap.dicts[dict].entries.shift_remove(&key);
    }
    value
}

fn update(machine: &mut Machine, call: Call) -> Value {
    let Some(dict) = receiver(&call) else { return Value::None };
    if let Some(from) = call.args.get(1) {
        machine.merge_into(dict, from, call.site);
    }
    for (name, value) in call.keywords {
        machine.set_entry(dict, &Value::str(name.as_str()), value);
    }
    Value::None
}

fn list(machine: &mut Machine, call: &Call, map: impl Fn(Value, Value) -> Value) -> Value {
    let Some(dict) = receiver(call) else { return unknown(call, "entries") };
    let open = machine.heap.dicts[dict].open.clone().map(Value::Unknown);
    let entries = machine.heap.dicts[dict].entries.values();
    let items: Vec<Value> = entries.map(|(key, value)| map(key.clone(), value.clone())).chain(open).collect();
    machine.spend(items.len());
    machine.list(items)
}

fn copy(machine: &mut Machine, call: Call) -> Value {
    let from = first!(call);
    let dict = machine.heap.dicts.add(Dict::default());
    machine.merge_into(dict, &from, call.site);
    Value::Dict(dict)
}

fn fromkeys(machine: &mut Machine, call: Call) -> Value {
    let Some(keys) = call.args.get(1).and_then(|keys| machine.iterate(keys, call.site)) else {
        return unknown(&call, "a dict");
    };
    let value = call.args.get(2).cloned().unwrap_or(Value::None);
    let dict = machine.heap.dicts.add(Dict::default());
    for key in &keys {
        machine.set_entry(dict, key, value.clone());
    }
    Value::Dict(dict)
}
