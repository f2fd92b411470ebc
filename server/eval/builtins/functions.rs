//! What do the built-in functions give?

use super::{first, native, unknown};
use crate::eval::Machine;
use crate::eval::callable::{Call, Native};
use crate::eval::value::Value;

/// Built-in functions.
pub static FUNCTIONS: &[Native] = &[
    native("len", len),
    native("range", range),
    native("enumerate", enumerate),
    native("zip", zip),
    native("reversed", reversed),
    native("sorted", sorted),
    native("map", map),
    native("filter", filter),
    native("any", any),
    native("all", all),
    native("next", next),
    native("iter", |_, call| first!(call)),
    native("aiter", |_, call| first!(call)),
    native("print", |_, _| Value::None),
    native("min", |_, call| unknown(&call, "a minimum")),
    native("max", |_, call| unknown(&call, "a maximum")),
    native("sum", sum),
    native("repr", |machine, call| text_or_unknown(machine, &call)),
    native("format", |machine, call| text_or_unknown(machine, &call)),
];

fn text_or_unknown(machine: &mut Machine, call: &Call) -> Value {
    match call.args.first() {
        Some(value @ Value::Int(_)) => Value::str(machine.to_text(value)),
        _ => unknown(call, "a representation"),
    }
}

fn len(machine: &mut Machine, call: Call) -> Value {
    let value = first!(call);
    if let Some(hook) = machine.hook(&value, "__len__") {
        return machine.call_with(&hook, Vec::new(), call.site);
    }
    match machine.iterate(&value, call.site) {
        Some(items) if !items.iter().any(Value::is_unknown) => Value::Int(items.len() as i64),
        _ => unknown(&call, "a length"),
    }
}

fn range(machine: &mut Machine, call: Call) -> Value {
    let numbers: Option<Vec<i64>> =
        call.args.iter().map(|arg| if let Value::Int(number) = arg { Some(*number) } else { None }).collect();
    let (start, end, step) = match numbers.as_deref() {
        Some([end]) => (0, *end, 1),
        Some([start, end]) => (*start, *end, 1),
        Some([start, end, step]) if *step != 0 => (*start, *end, *step),
        _ => return unknown(&call, "a range"),
    };
    let bound = machine.bounds.turns;
    let (first, last, wide) = (i128::from(start), i128::from(end), i128::from(step));
    let count = if step > 0 { (last - first + wide - 1) / wide } else { (first - last - wide - 1) / -wide };
    let count = usize::try_from(count.max(0)).unwrap_or(usize::MAX);
    if count > bound {
        machine.limit("a range of too many numbers is cut short", call.site);
    }
    let count = count.min(bound);
    let items = (0..count).map(|index| Value::Int(start + index as i64 * step)).collect();
    machine.list(items)
}

fn enumerate(machine: &mut Machine, call: Call) -> Value {
    let value = first!(call);
    let start = match call.get(1, "start") {
        Some(Value::Int(start)) => *start,
        _ => 0,
    };
    let Some(items) = machine.iterate(&value, call.site) else { return unknown(&call, "an enumeration") };
    let pair = |(index, item): (usize, Value)| Value::tuple(vec![Value::Int(start.saturating_add(index as i64)), item]);
    let pairs = items.into_iter().enumerate().map(pair).collect();
    machine.list(pairs)
}

fn zip(machine: &mut Machine, call: Call) -> Value {
    let lists: Option<Vec<Vec<Value>>> = call.args.iter().map(|arg| machine.iterate(arg, call.site)).collect();
    let Some(lists) = lists else { return unknown(&call, "zipped values") };
    let length = lists.iter().map(Vec::len).min().unwrap_or(0);
    let rows = (0..length).map(|row| Value::tuple(lists.iter().map(|list| list[row].clone()).collect())).collect();
    machine.list(rows)
}

fn reversed(machine: &mut Machine, call: Call) -> Value {
    let value = first!(call);
    let Some(mut items) = machine.iterate(&value, call.site) else { return unknown(&call, "reversed values") };
    items.reverse();
    machine.list(items)
}

/// Sorts strings and numbers; anything else keeps its order, which is as good a guess of the routes' order as any.
pub fn sorted(machine: &mut Machine, call: Call) -> Value {
    let value = first!(call);
    let Some(items) = machine.iterate(&value, call.site) else { return unknown(&call, "sorted values") };
    let key = call.keyword("key").cloned();
    let mut keyed: Vec<(Value, Value)> = Vec::with_capacity(items.len());
    for item in items {
        let by = match &key {
            Some(key) if !matches!(key, Value::None) => machine.call_with(key, vec![item.clone()], call.site),
            _ => item.clone(),
        };
        keyed.push((by, item));
    }
    if keyed.iter().all(|(by, _)| matches!(by, Value::Int(_))) {
        keyed.sort_by_key(|(by, _)| if let Value::Int(number) = by { *number } else { 0 });
    } else if keyed.iter().all(|(by, _)| matches!(by, Value::Str(_) | Value::Member(_) | Value::Path(_))) {
        keyed.sort_by_key(|(by, _)| machine.to_text(by));
    }
    let reverse = call.keyword("reverse").cloned().and_then(|value| machine.truth(&value)).unwrap_or(false);
    let mut items: Vec<Value> = keyed.into_iter().map(|(_, item)| item).collect();
    if reverse {
        items.reverse();
    }
    machine.list(items)
}

fn map(machine: &mut Machine, call: Call) -> Value {
    let function = first!(call);
    let Some(items) = call.args.get(1).and_then(|all| machine.iterate(all, call.site)) else {
        return unknown(&call, "mapped values");
    };
    let items = items.into_iter().map(|item| machine.call_with(&function, vec![item], call.site)).collect();
    machine.list(items)
}

fn filter(machine: &mut Machine, call: Call) -> Value {
    let function = first!(call);
    let Some(items) = call.args.get(1).and_then(|all| machine.iterate(all, call.site)) else {
        return unknown(&call, "filtered values");
    };
    let mut kept = Vec::new();
    for item in items {
        let holds = match &function {
            Value::None => item.clone(),
            function => machine.call_with(function, vec![item.clone()], call.site),
        };
        if machine.truth(&holds) != Some(false) {
            kept.push(item);
        }
    }
    machine.list(kept)
}

fn truths(machine: &mut Machine, call: &Call) -> Option<Vec<Option<bool>>> {
    let items = call.args.first().and_then(|all| machine.iterate(all, call.site))?;
    Some(items.iter().map(|item| machine.truth(item)).collect())
}

fn any(machine: &mut Machine, call: Call) -> Value {
    match truths(machine, &call) {
        Some(truths) if truths.contains(&Some(true)) => Value::Bool(true),
        Some(truths) if !truths.contains(&None) => Value::Bool(false),
        _ => unknown(&call, "whether any holds"),
    }
}

fn all(machine: &mut Machine, call: Call) -> Value {
    match truths(machine, &call) {
        Some(truths) if truths.contains(&Some(false)) => Value::Bool(false),
        Some(truths) if !truths.contains(&None) => Value::Bool(true),
        _ => unknown(&call, "whether all hold"),
    }
}

/// The first element: a generator ran as a whole, so nothing tells how far it has come.
fn next(machine: &mut Machine, call: Call) -> Value {
    let value = first!(call);
    let items = machine.iterate(&value, call.site);
    let default = call.args.get(1).cloned();
    match items {
        Some(items) => items.into_iter().next().or(default).unwrap_or_else(|| unknown(&call, "the next element")),
        None => unknown(&call, "the next element"),
    }
}

fn sum(machine: &mut Machine, call: Call) -> Value {
    let value = first!(call);
    let Some(items) = machine.iterate(&value, call.site) else { return unknown(&call, "a sum") };
    let start = call.get(1, "start").cloned().unwrap_or(Value::Int(0));
    items.iter().fold(start, |sum, item| machine.binary(crate::facts::BinaryOp::Add, &sum, item, call.site))
}
