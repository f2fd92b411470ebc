//! Is a value an instance of a class, and a class one of another? If that is known.

use super::{first, native, unknown};
use crate::eval::Machine;
use crate::eval::callable::{Call, Native};
use crate::eval::value::Value;

/// Tests of types.
pub static TESTS: &[Native] = &[native("isinstance", isinstance), native("issubclass", issubclass)];

fn isinstance(machine: &mut Machine, call: Call) -> Value {
    let (value, Some(class)) = (first!(call), call.args.get(1)) else { return unknown(&call, "a type test") };
    match is_instance(machine, &value, class) {
        Some(known) => Value::Bool(known),
        None => unknown(&call, "a type test"),
    }
}

fn issubclass(machine: &mut Machine, call: Call) -> Value {
    let (value, Some(base)) = (first!(call), call.args.get(1)) else { return unknown(&call, "a type test") };
    let Value::Class(class) = value else {
        return if value.is_opaque() { unknown(&call, "a type test") } else { Value::Bool(false) };
    };
    let bases = match base {
        Value::Tuple(any) => any.to_vec(),
        one => vec![one.clone()],
    };
    let found: Vec<_> = bases.iter().map(|base| derives(machine, class, base)).collect();
    if found.contains(&Some(true)) {
        return Value::Bool(true);
    }
    if found.contains(&None) { unknown(&call, "a type test") } else { Value::Bool(false) }
}

/// Whether a value is an instance of a class, if known.
pub fn is_instance(machine: &mut Machine, value: &Value, class: &Value) -> Option<bool> {
    if !machine.step() {
        return None;
    }
    machine.deeper(|_| None, |machine| is_instance_of(machine, value, class))
}

fn is_instance_of(machine: &mut Machine, value: &Value, class: &Value) -> Option<bool> {
    if let Value::Tuple(any) = class {
        let found: Vec<_> = any.iter().map(|class| is_instance(machine, value, class)).collect();
        return if found.contains(&Some(true)) {
            Some(true)
        } else {
            found.into_iter().find(Option::is_none).unwrap_or(Some(false))
        };
    }
    if let Value::Subscripted(union) = class {
        let options = union.index.clone();
        return is_instance(machine, value, &options);
    }
    if value.is_opaque() {
        return None;
    }
    match class {
        Value::Native(native) => Some(builtin_instance(machine, value, native.name)),
        Value::Class(_) | Value::External(_) => match machine.class_of(value) {
            Some(of) if !matches!(value, Value::Class(_)) => derives(machine, of, class),
            _ => Some(external_instance(value, class)),
        },
        _ => None,
    }
}

fn external_instance(value: &Value, class: &Value) -> bool {
    let Value::External(path) = class else { return false };
    matches!(
        (path.rsplit('.').next().unwrap_or_default(), value),
        ("Callable" | "FunctionType" | "MethodType", Value::Function(_) | Value::Bound(_))
            | ("ModuleType", Value::Module(_))
            | ("Sequence" | "Iterable" | "Collection", Value::List(_) | Value::Tuple(_))
            | ("Mapping" | "MutableMapping", Value::Dict(_))
    )
}

fn builtin_instance(machine: &Machine, value: &Value, name: &str) -> bool {
    match (name, value) {
        ("object", _)
        | ("str", Value::Str(_))
        | ("int", Value::Int(_) | Value::Bool(_))
        | ("float", Value::Float(_))
        | ("bool", Value::Bool(_))
        | ("list", Value::List(_))
        | ("tuple", Value::Tuple(_))
        | ("dict", Value::Dict(_))
        | ("set" | "frozenset", Value::Set(_))
        | ("bytes", Value::Bytes(_))
        | ("type", Value::Class(_) | Value::Native(_)) => true,
        (_, Value::Member(member)) => machine.heap.classes[member.class]
            .mro
            .iter()
            .any(|base| matches!(base, Value::Native(of) if of.name == name)),
        _ => false,
    }
}

/// Whether a class derives from another; not known where bases are external.
fn derives(machine: &Machine, class: crate::eval::Id<crate::eval::ClassObject>, base: &Value) -> Option<bool> {
    let object = &machine.heap.classes[class];
    if object.mro.iter().any(|entry| machine.same(entry, base)) {
        return Some(true);
    }
    let opaque = object.mro.iter().any(Value::is_opaque);
    if opaque && matches!(base, Value::External(_)) { None } else { Some(false) }
}
