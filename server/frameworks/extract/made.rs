//! What does a call give? Of which type, by signatures of the workspace and constructors of libraries.

use super::shape::is_named;
use crate::eval::{Cx, FunctionObject, Id, Machine, Subscripted, Value};
use crate::facts::{Name, Place};
use crate::frameworks::attributes;
use std::sync::Arc;

/// Types that a constructor of their own wraps around what it is given.
const WRAPPERS: [&str; 7] = ["Arc", "Rc", "Box", "Mutex", "RwLock", "Data", "Extension"];

pub(super) fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or_default()
}

/// A field of a type of the workspace.
pub(super) fn field(machine: &mut Machine, of: &Value, name: Name) -> Option<Value> {
    let Value::Class(class) = of else { return None };
    let field = machine.heap.classes[*class].fields.iter().find(|field| field.name == name)?.clone();
    let of = machine.eval_deferred(&field.annotation);
    (!of.is_unknown()).then_some(of)
}

/// What a method of a type gives.
pub(super) fn method(machine: &mut Machine, of: Value, name: Name) -> Option<Value> {
    let is_text = matches!(&of, Value::External(path) if path == "str");
    match name.as_str() {
        "to_string" => return Some(Value::External(Name::from("String"))),
        "to_owned" | "clone" if is_text => return Some(Value::External(Name::from("String"))),
        "clone" | "to_owned" | "unwrap" | "expect" => return Some(of),
        _ => {}
    }
    let base = match &of {
        Value::Subscripted(generic) => generic.base.clone(),
        _ => of,
    };
    associated(machine, &base, name)
}

/// What a function of a type of the workspace gives.
pub(super) fn associated(machine: &mut Machine, of: &Value, name: Name) -> Option<Value> {
    let Value::Class(class) = of else { return None };
    if !machine.has_method(*class, name) {
        return (name == "default").then(|| of.clone());
    }
    let found = machine.lookup_after(*class, None, name)?;
    match attributes::function_of(machine, &found) {
        Some(function) => returned(machine, function),
        // A variant of an enumeration.
        None => matches!(found, Value::Class(_)).then(|| of.clone()),
    }
}

/// What a function says that it gives; of what may fail, what it gives if it does not.
pub(super) fn returned(machine: &mut Machine, function: Id<FunctionObject>) -> Option<Value> {
    let function = machine.heap.functions[function].clone();
    let cx = Cx::new(&function.facts, function.item, function.closure, function.module);
    let returns = function.signature().returns?;
    let text = super::spelled(&cx, returns);
    if text.contains("impl ") || text.contains("dyn ") || !function.signature().generics.is_empty() {
        return None;
    }
    let of = machine.eval(&cx, returns);
    opened(of)
}

fn opened(of: Value) -> Option<Value> {
    let Value::Subscripted(generic) = &of else {
        let is_result = matches!(&of, Value::External(path) if last(path).ends_with("Result"));
        return (!is_result && !of.is_unknown()).then_some(of);
    };
    let of_alias = match &generic.base {
        Value::Subscripted(alias) => Some(&alias.base),
        _ => None,
    };
    match of_alias.unwrap_or(&generic.base) {
        Value::External(path) if matches!(last(path), "Result" | "Option") => match &generic.index {
            Value::Tuple(items) => items.first().cloned(),
            one => Some(one.clone()),
        },
        _ if of_alias.is_some() => None,
        _ => Some(of),
    }
}

/// What a constructor of a library makes.
pub(super) fn constructed(path: &str, given: Option<Value>, at: Place) -> Option<Value> {
    let (parent, name) = path.rsplit_once("::")?;
    let wrapped = |of: &str, given: Option<Value>| {
        let index = given.unwrap_or_else(|| Value::unknown("a type that is not known", at));
        Some(Value::Subscripted(Arc::new(Subscripted { base: Value::External(Name::from(of)), index })))
    };
    match (last(parent), name) {
        (_, "Extension") => wrapped(path, given),
        ("Arc" | "Rc", "clone") => given,
        ("Data", "from") => match given {
            Some(Value::Subscripted(shared)) if matches!(&shared.base, Value::External(path) if is_named(path, &["Arc"])) => {
                wrapped(parent, Some(shared.index.clone()))
            }
            _ => wrapped(parent, None),
        },
        (of, "new") if WRAPPERS.contains(&of) => wrapped(parent, given),
        ("String", "new" | "from") => Some(Value::External(Name::from("String"))),
        _ => None,
    }
}
