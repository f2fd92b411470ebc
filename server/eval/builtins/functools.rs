//! What do `functools` and `itertools` give?

use super::{first, native, unknown};
use crate::eval::Machine;
use crate::eval::callable::{Call, Native, Partial};
use crate::eval::descriptor::method;
use crate::eval::value::Value;
use std::sync::Arc;

/// Functions that make or run functions and iterators, by dotted path.
pub static FUNCTIONS: &[Native] = &[
    native("functools.partial", partial),
    native("functools.wraps", |_, call| match call.args.first() {
        Some(of) => method(of, &APPLY_WRAPS),
        None => unknown(&call, "a decorator"),
    }),
    native("functools.update_wrapper", |machine, call| match call.args.as_slice() {
        [wrapper, of, ..] => apply_wraps(machine, Call::of(vec![of.clone(), wrapper.clone()], call.site)),
        _ => unknown(&call, "a wrapper"),
    }),
    native("functools.reduce", reduce),
    native("itertools.chain", chain),
    native("itertools.chain.from_iterable", |machine, call| {
        let lists = call.args.first().and_then(|all| machine.iterate(all, call.site)).unwrap_or_default();
        chain(machine, Call::of(lists, call.site))
    }),
    native("itertools.product", product),
];

static APPLY_WRAPS: Native = native("functools.wraps()", apply_wraps);

/// `functools.wraps(f)(g)` is `g`, which stands for `f`.
fn apply_wraps(machine: &mut Machine, call: Call) -> Value {
    let [of, wrapper, ..] = call.args.as_slice() else { return unknown(&call, "a wrapper") };
    if let Value::Function(id) = wrapper {
        machine.heap.functions[*id].wrapped = Some(of.clone());
    }
    wrapper.clone()
}

fn partial(_: &mut Machine, call: Call) -> Value {
    let callee = first!(call);
    Value::Partial(Arc::new(Partial { callee, args: call.args[1..].to_vec(), keywords: call.keywords }))
}

fn reduce(machine: &mut Machine, call: Call) -> Value {
    let function = first!(call);
    let Some(items) = call.args.get(1).and_then(|all| machine.iterate(all, call.site)) else {
        return unknown(&call, "a reduction");
    };
    let mut items = items.into_iter();
    let start = call.args.get(2).cloned().or_else(|| items.next());
    let Some(start) = start else { return unknown(&call, "a reduction") };
    items.fold(start, |sum, item| machine.call_with(&function, vec![sum, item], call.site))
}

fn chain(machine: &mut Machine, call: Call) -> Value {
    let mut items = Vec::new();
    for arg in &call.args {
        let more = machine.iterate(arg, call.site);
        items.extend(more.unwrap_or_else(|| vec![Value::Unknown(machine.reason_of(arg, call.site))]));
    }
    machine.list(items)
}

fn product(machine: &mut Machine, call: Call) -> Value {
    let mut rows: Vec<Vec<Value>> = vec![Vec::new()];
    for arg in &call.args {
        let Some(items) = machine.iterate(arg, call.site) else { return unknown(&call, "a product") };
        if rows.len() * items.len() > machine.bounds.turns {
            return unknown(&call, "a large product");
        }
        let extend = |row: &Vec<Value>| {
            items.iter().map(|item| row.iter().cloned().chain([item.clone()]).collect()).collect::<Vec<_>>()
        };
        rows = rows.iter().flat_map(extend).collect();
    }
    machine.list(rows.into_iter().map(Value::tuple).collect())
}
