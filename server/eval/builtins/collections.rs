//! What do the containers of `collections` and `types` hold?

use super::{first, native, unknown};
use crate::eval::Machine;
use crate::eval::callable::{Call, Native, Partial};
use crate::eval::object::Dict;
use crate::eval::value::Value;
use crate::facts::Name;
use std::sync::Arc;

/// Containers, by dotted path.
pub static FUNCTIONS: &[Native] = &[
    native("collections.OrderedDict", |machine, call| call_named(machine, "dict", call)),
    native("collections.defaultdict", defaultdict),
    native("collections.namedtuple", namedtuple),
    native("collections.deque", |machine, call| call_named(machine, "list", call)),
    native("types.SimpleNamespace", simple_namespace),
    native("types.MappingProxyType", |_, call| first!(call)),
];

fn call_named(machine: &mut Machine, name: &str, call: Call) -> Value {
    match super::named(Name::from(name)) {
        Some(native) => (native.run)(machine, call),
        None => unknown(&call, "a collection"),
    }
}

fn defaultdict(machine: &mut Machine, call: Call) -> Value {
    let dict = machine.heap.dicts.add(Dict::default());
    if let Some(factory) = call.args.first() {
        machine.heap.dicts[dict].default_factory = Some(factory.clone());
    }
    if let Some(from) = call.args.get(1) {
        machine.merge_into(dict, from, call.site);
    }
    Value::Dict(dict)
}

/// `namedtuple(name, fields)`: a callable that makes rows.
fn namedtuple(machine: &mut Machine, call: Call) -> Value {
    let names = match call.get(1, "field_names") {
        Some(Value::Str(names)) => names.replace(',', " ").split_whitespace().map(Value::str).collect(),
        Some(names) => match machine.iterate(names, call.site) {
            Some(names) => names,
            None => return unknown(&call, "a named tuple"),
        },
        None => return unknown(&call, "a named tuple"),
    };
    let callee = Value::Native(&NAMED_ROW);
    Value::Partial(Arc::new(Partial { callee, args: vec![Value::tuple(names)], keywords: Vec::new() }))
}

static NAMED_ROW: Native = native("collections.namedtuple()", |machine, call| {
    let names = call.args.first().and_then(|names| machine.iterate(names, call.site)).unwrap_or_default();
    let names: Vec<Name> = names.iter().filter_map(|name| machine.name_of(name)).collect();
    let mut row = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        let given = call.args.get(index + 1).or_else(|| call.keyword(name)).cloned();
        row.push(given.unwrap_or_else(|| unknown(&call, "a field that was not given")));
    }
    let names: Vec<&str> = names.iter().map(Name::as_str).collect();
    machine.named_row(&Value::tuple(row), &names)
});

fn simple_namespace(machine: &mut Machine, call: Call) -> Value {
    machine.bag(call.keywords, call.site)
}
