//! What do the methods of lists, sets and tuples do?

use super::{first, native, unknown};
use crate::eval::Machine;
use crate::eval::callable::{Call, Native};
use crate::eval::heap::Id;
use crate::eval::object::List;
use crate::eval::value::Value;

/// Methods of lists.
pub static LISTS: &[Native] = &[
    native("append", |machine, call| {
        change(machine, &call, |machine, list, call| machine.push(list, call.args[1].clone()))
    }),
    native("extend", |machine, call| {
        change(machine, &call, |machine, list, call| machine.extend_list(list, &call.args[1], call.site))
    }),
    native("insert", insert),
    native("remove", |machine, call| change(machine, &call, remove)),
    native("pop", pop),
    native("clear", clear),
    native("copy", copy),
    native("index", index),
    native("count", |machine, call| count(machine, &call)),
    native("sort", sort),
    native("reverse", |machine, call| {
        if let Some(list) = receiver(&call) {
            machine.heap.lists[list].items.reverse();
        }
        Value::None
    }),
];

/// Methods of sets.
pub static SETS: &[Native] = &[
    native("add", |machine, call| change(machine, &call, add)),
    native("update", |machine, call| {
        change(machine, &call, |machine, list, call| {
            let items = machine.iterate(&call.args[1], call.site);
            let items = items.unwrap_or_else(|| vec![Value::Unknown(machine.reason_of(&call.args[1], call.site))]);
            for item in &items {
                add_item(machine, list, item);
            }
        })
    }),
    native("discard", |machine, call| change(machine, &call, remove)),
    native("remove", |machine, call| change(machine, &call, remove)),
    native("pop", pop),
    native("clear", clear),
    native("copy", copy),
    native("union", |machine, call| combined(machine, &call, crate::facts::BinaryOp::BitOr)),
    native("intersection", |machine, call| combined(machine, &call, crate::facts::BinaryOp::BitAnd)),
    native("difference", |machine, call| combined(machine, &call, crate::facts::BinaryOp::Sub)),
];

/// Methods of tuples.
pub static TUPLES: &[Native] = &[native("index", index), native("count", |machine, call| count(machine, &call))];

fn receiver(call: &Call) -> Option<Id<List>> {
    match call.args.first() {
        Some(Value::List(list) | Value::Set(list)) => Some(*list),
        _ => None,
    }
}

/// Changes a list by an argument that must be there.
fn change(machine: &mut Machine, call: &Call, change: impl FnOnce(&mut Machine, Id<List>, &Call)) -> Value {
    if let (Some(list), true) = (receiver(call), call.args.len() > 1) {
        change(machine, list, call);
    }
    Value::None
}

fn insert(machine: &mut Machine, call: Call) -> Value {
    if let (Some(list), Some(Value::Int(at)), Some(value)) = (receiver(&call), call.args.get(1), call.args.get(2)) {
        let items = &mut machine.heap.lists[list].items;
        let at = if *at < 0 { items.len() as i64 + at } else { *at };
        if items.len() < machine.bounds.elements {
            items.insert(usize::try_from(at).unwrap_or_default().min(items.len()), value.clone());
        }
    }
    Value::None
}

fn remove(machine: &mut Machine, list: Id<List>, call: &Call) {
    let items = machine.heap.lists[list].items.clone();
    machine.spend(items.len());
    let at = items.iter().position(|item| machine.equal(item, &call.args[1]) == Some(true));
    if let Some(at) = at {
        machine.heap.lists[list].items.remove(at);
    }
}

fn add(machine: &mut Machine, list: Id<List>, call: &Call) {
    add_item(machine, list, &call.args[1]);
}

fn add_item(machine: &mut Machine, list: Id<List>, item: &Value) {
    machine.spend(machine.heap.lists[list].items.len());
    let known = machine.heap.lists[list].items.iter().any(|known| machine.same(known, item));
    if !known {
        machine.push(list, item.clone());
    }
}

fn pop(machine: &mut Machine, call: Call) -> Value {
    let Some(list) = receiver(&call) else { return unknown(&call, "an element") };
    let items = &mut machine.heap.lists[list].items;
    let at = match call.args.get(1) {
        None => items.len() as i64 - 1,
        Some(Value::Int(at)) if *at < 0 => items.len() as i64 + at,
        Some(Value::Int(at)) => *at,
        Some(_) => return unknown(&call, "an element"),
    };
    match usize::try_from(at) {
        Ok(at) if at < items.len() => items.remove(at),
        _ => unknown(&call, "an element"),
    }
}

fn clear(machine: &mut Machine, call: Call) -> Value {
    if let Some(list) = receiver(&call) {
        machine.heap.lists[list].items.clear();
    }
    Value::None
}

fn copy(machine: &mut Machine, call: Call) -> Value {
    let value = first!(call);
    let items = machine.iterate(&value, call.site).unwrap_or_default();
    if matches!(value, Value::Set(_)) { machine.set(items) } else { machine.list(items) }
}

fn index(machine: &mut Machine, call: Call) -> Value {
    let value = first!(call);
    let (Some(items), Some(wanted)) = (machine.iterate(&value, call.site), call.args.get(1)) else {
        return unknown(&call, "a position");
    };
    for (at, item) in items.iter().enumerate() {
        match machine.equal(item, wanted) {
            Some(true) => return Value::Int(at as i64),
            Some(false) => {}
            None => break,
        }
    }
    unknown(&call, "a position")
}

fn count(machine: &mut Machine, call: &Call) -> Value {
    let value = first!(call);
    let (Some(items), Some(wanted)) = (machine.iterate(&value, call.site), call.args.get(1)) else {
        return unknown(call, "a count");
    };
    let found: Option<Vec<bool>> = items.iter().map(|item| machine.equal(item, wanted)).collect();
    found
        .map_or_else(|| unknown(call, "a count"), |found| Value::Int(found.iter().filter(|same| **same).count() as i64))
}

fn sort(machine: &mut Machine, call: Call) -> Value {
    if let Some(list) = receiver(&call)
        && let Value::List(sorted) = super::functions::sorted(machine, call)
    {
        machine.heap.lists[list].items = std::mem::take(&mut machine.heap.lists[sorted].items);
    }
    Value::None
}

fn combined(machine: &mut Machine, call: &Call, op: crate::facts::BinaryOp) -> Value {
    let value = first!(call);
    call.args.iter().skip(1).fold(value, |left, right| machine.binary(op, &left, right, call.site))
}
