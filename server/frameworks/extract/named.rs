//! What are types, headers and parameters of a path called?

use crate::eval::{Cx, Machine, Value};
use crate::facts::{ExprId, Place};
use crate::frameworks::{Dependency, Stance};

/// The names of the parameters of a canonical path, in order.
pub(super) fn path_names(path: &str) -> Vec<String> {
    let inner = path.split('{').skip(1).filter_map(|part| part.split_once('}'));
    inner.map(|(name, _)| name.trim_start_matches('*').to_owned()).collect()
}

/// The last name of a type.
pub(super) fn last_name(machine: &Machine, of: &Value) -> String {
    match of {
        Value::Class(class) => machine.heap.classes[*class].name.to_string(),
        Value::External(path) => path.rsplit([':', '.']).next().unwrap_or_default().to_owned(),
        _ => String::new(),
    }
}

/// `TypedHeader<Authorization<Bearer>>` reads `authorization`.
pub(super) fn header_name(machine: &Machine, index: Option<&Value>) -> String {
    let of = match index {
        Some(Value::Subscripted(generic)) => generic.base.clone(),
        Some(other) => other.clone(),
        None => return "header".to_owned(),
    };
    let mut name = String::new();
    for char in last_name(machine, &of).chars() {
        if char.is_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.extend(char.to_lowercase());
    }
    name
}

/// The extractor of the `Authorization` header refuses requests without one.
pub(super) fn credentials(machine: &Machine, index: Option<&Value>, at: Place, is_optional: bool) -> Dependency {
    let callable = index.and_then(|of| crate::frameworks::callable(machine, of));
    let stance = if is_optional { Stance::Lenient } else { Stance::Refusing };
    Dependency { callable, at: Some(at), stance, ..Dependency::default() }
}

/// An expression as it is written, on one line.
pub(in crate::frameworks) fn spelled(cx: &Cx, expr: ExprId) -> String {
    cx.facts.written(cx.item, expr)
}
