//! Of which types can pydantic certainly not make a field? Whatever is not known may be one.

use super::certain::{is_plain, is_unconditional};
use crate::eval::{ClassObject, Id, Machine, Subscripted, Value};

/// How deep types are looked into.
const DEPTH: usize = 12;

/// Whether a type is none that pydantic knows, or holds one.
pub(super) fn is_no_field(machine: &Machine, ty: &Value) -> bool {
    any(ty, DEPTH, is_container, &|part| match part {
        Value::External(path) => is_of_framework(path),
        Value::Class(class) => is_plain(machine, *class),
        _ => false,
    })
}

/// Whether a type is a model of `pydantic.v1`, or a union or a sequence of such. FastAPI does not look into mappings.
pub(super) fn is_old_model(machine: &Machine, ty: &Value) -> bool {
    any(ty, DEPTH, |base| is_container(base) && !is_mapping(base), &|part| match part {
        Value::External(path) => is_old_base(path),
        Value::Class(class) => has_base(machine, *class, is_old_base) && is_unconditional(machine, *class),
        _ => false,
    })
}

/// Whether a type certainly holds several values: a path cannot carry them.
pub(super) fn is_structure(machine: &Machine, ty: &Value) -> bool {
    match ty {
        Value::Native(native) => ["list", "dict", "tuple", "set", "frozenset"].contains(&native.name),
        Value::Class(class) => has_base(machine, *class, is_new_base) && is_unconditional(machine, *class),
        Value::Subscripted(generic) if is_union(generic) => {
            items(generic).iter().any(|item| is_structure(machine, item))
        }
        Value::Subscripted(generic) => is_container(&generic.base),
        _ => false,
    }
}

/// Whether a type is certainly a mapping.
pub(super) fn is_mapping(ty: &Value) -> bool {
    let base = if let Value::Subscripted(generic) = ty { &generic.base } else { ty };
    is_container(base) && last(base).eq_ignore_ascii_case("dict")
}

/// Whether a type certainly gives a response a body.
pub(super) fn has_body(machine: &Machine, ty: &Value) -> bool {
    match ty {
        Value::Native(native) if ["str", "int", "float", "bool", "bytes"].contains(&native.name) => true,
        Value::Subscripted(generic) => is_container(&generic.base),
        ty => is_structure(machine, ty),
    }
}

/// Asks a type, and those that generics hold which are looked into.
fn any(ty: &Value, depth: usize, looks_into: fn(&Value) -> bool, ask: &dyn Fn(&Value) -> bool) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match ty {
        Value::Subscripted(generic) if looks_into(&generic.base) => {
            items(generic).iter().any(|item| any(item, depth, looks_into, ask))
        }
        part => ask(part),
    }
}

fn is_union(generic: &Subscripted) -> bool {
    is_container(&generic.base) && matches!(last(&generic.base), "Union" | "Optional")
}

/// Whether a generic says nothing but that there are several values, or one of several.
fn is_container(base: &Value) -> bool {
    const CONTAINERS: [&str; 6] = ["Union", "Optional", "List", "Dict", "Set", "Tuple"];
    match base {
        Value::Native(native) => ["list", "dict", "set", "tuple"].contains(&native.name),
        Value::External(path) => path.starts_with("typing") && CONTAINERS.contains(&last(base)),
        _ => false,
    }
}

fn items(generic: &Subscripted) -> &[Value] {
    match &generic.index {
        Value::Tuple(items) => items,
        one => std::slice::from_ref(one),
    }
}

fn last(value: &Value) -> &str {
    match value {
        Value::Native(native) => native.name,
        Value::External(path) => path.as_str().rsplit('.').next().unwrap_or_default(),
        _ => "",
    }
}

/// Classes of the framework that it passes in or sends: no data.
pub(super) fn is_of_framework(path: &str) -> bool {
    let Some((module, name)) = path.rsplit_once('.') else { return false };
    match module {
        "fastapi" => ["Request", "Response", "WebSocket", "BackgroundTasks"].contains(&name),
        "fastapi.responses" | "starlette.responses" => name.ends_with("Response"),
        "fastapi.requests" | "starlette.requests" => ["Request", "HTTPConnection"].contains(&name),
        "fastapi.websockets" | "starlette.websockets" => name == "WebSocket",
        _ => false,
    }
}

fn is_old_base(path: &str) -> bool {
    path.starts_with("pydantic.v1.")
        && ["BaseModel", "BaseSettings", "GenericModel"].iter().any(|name| path.ends_with(name))
}

fn is_new_base(path: &str) -> bool {
    path == "pydantic.BaseModel"
}

fn has_base(machine: &Machine, class: Id<ClassObject>, is_one: fn(&str) -> bool) -> bool {
    machine.heap.classes[class].mro.iter().any(|base| matches!(base, Value::External(path) if is_one(path)))
}
