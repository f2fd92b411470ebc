//! Into which parts does a string fall, and what do they give joined? The methods that split and join.

use super::strings::texts;
use super::{first, native, unknown};
use crate::eval::Machine;
use crate::eval::callable::{Call, Native};
use crate::eval::value::Value;
use std::sync::Arc;

/// Methods of strings that split and join.
pub static METHODS: &[Native] = &[
    native("split", |machine, call| split(machine, &call, false)),
    native("rsplit", |machine, call| split(machine, &call, true)),
    native("splitlines", |machine, call| lines(machine, &call)),
    native("partition", |_, call| partition(&call, false)),
    native("rpartition", |_, call| partition(&call, true)),
    native("join", join),
];

fn split(machine: &mut Machine, call: &Call, from_right: bool) -> Value {
    let Some((text, separator)) = texts(&Call::of(call.args.iter().take(2).cloned().collect(), call.site)) else {
        return unknown(call, "parts of a string");
    };
    let most = match call.get(2, "maxsplit") {
        Some(Value::Int(most)) => usize::try_from(*most).map_or(usize::MAX, |most| most.saturating_add(1)),
        _ => usize::MAX,
    };
    let mut parts: Vec<&str> = match &separator {
        None => text.split_whitespace().collect(),
        Some(separator) if separator.is_empty() => return unknown(call, "parts of a string"),
        Some(separator) if from_right => text.rsplitn(most, &**separator).collect(),
        Some(separator) => text.splitn(most, &**separator).collect(),
    };
    if from_right && separator.is_some() {
        parts.reverse();
    }
    machine.list(parts.into_iter().map(Value::str).collect())
}

fn lines(machine: &mut Machine, call: &Call) -> Value {
    match texts(call) {
        Some((text, _)) => machine.list(text.lines().map(Value::str).collect()),
        None => unknown(call, "lines"),
    }
}

fn partition(call: &Call, from_right: bool) -> Value {
    let Some((text, Some(separator))) = texts(call) else { return unknown(call, "parts of a string") };
    let found = if from_right { text.rsplit_once(&*separator) } else { text.split_once(&*separator) };
    let parts = match found {
        Some((left, right)) => [left, &separator, right],
        None if from_right => ["", "", &text],
        None => [&text, "", ""],
    };
    Value::tuple(parts.into_iter().map(Value::str).collect())
}

fn join(machine: &mut Machine, call: Call) -> Value {
    let separator = machine.to_text(&first!(call));
    let Some(items) = call.args.get(1).and_then(|all| machine.iterate(all, call.site)) else {
        return unknown(&call, "joined strings");
    };
    let texts: Vec<Arc<str>> = items.iter().map(|item| machine.to_text(item)).collect();
    let mut parts: Vec<&str> = Vec::with_capacity(texts.len() * 2);
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            parts.push(&separator);
        }
        parts.push(text);
    }
    machine.joined(&parts, call.site)
}
