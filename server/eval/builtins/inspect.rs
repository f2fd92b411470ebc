//! What does the `inspect` module see?

use super::{first, unknown};
use crate::eval::Machine;
use crate::eval::callable::Call;
use crate::eval::value::Value;
use crate::facts::Name;

/// The names of an object's attributes, sorted, base classes' too.
pub fn attribute_names(machine: &mut Machine, value: &Value) -> Option<Vec<Name>> {
    let mut names: Vec<Name> = Vec::new();
    let class = match value {
        Value::Module(module) => {
            machine.run_module(*module);
            let scope = machine.modules[*module].scope;
            names.extend(machine.heap.scopes[scope].names.keys());
            None
        }
        Value::Instance(id) => {
            names.extend(machine.heap.instances[*id].attrs.keys());
            machine.class_of(value)
        }
        Value::Class(id) => Some(*id),
        _ => return None,
    };
    let mro = class.map(|class| machine.heap.classes[class].mro.clone()).unwrap_or_default();
    for entry in mro {
        if let Value::Class(id) = entry {
            let namespace = machine.heap.classes[id].namespace;
            names.extend(machine.heap.scopes[namespace].names.keys());
        }
    }
    names.sort_unstable_by_key(ustr::Ustr::as_str);
    names.dedup();
    Some(names)
}

/// `inspect.getmembers(object, predicate)`.
pub fn getmembers(machine: &mut Machine, call: Call) -> Value {
    let value = first!(call);
    let Some(names) = attribute_names(machine, &value) else { return unknown(&call, "members of an object") };
    let predicate = call.get(1, "predicate").cloned().filter(|value| !matches!(value, Value::None));
    let mut members = Vec::new();
    for name in names {
        let member = machine.get_attr(&value, name, call.site);
        let kept = match &predicate {
            Some(predicate) => {
                let holds = machine.call_with(predicate, vec![member.clone()], call.site);
                machine.truth(&holds) == Some(true)
            }
            None => true,
        };
        if kept {
            members.push(Value::tuple(vec![Value::str(name.as_str()), member]));
        }
    }
    machine.list(members)
}

/// A test on the kind of a value.
pub fn is_kind(call: &Call, test: impl Fn(&Value) -> bool) -> Value {
    match call.args.first() {
        Some(value) if !value.is_opaque() => Value::Bool(test(value)),
        Some(Value::External(_)) => Value::Bool(false),
        _ => unknown(call, "the kind of a value"),
    }
}
