//! What does an endpoint answer? Its schema and status code, in the source's own spelling.

use crate::eval::{Id, Instance, Machine, Value};
use crate::facts::{Name, render};

/// The response model, else the return annotation of the handler.
pub(super) fn output(machine: &mut Machine, route: Id<Instance>, endpoint: &Value) -> Option<String> {
    let model = machine.heap.instances[route].attrs.get(&Name::from("response_model")).cloned();
    match model {
        Some(Value::Native(_)) | None => returned(machine, endpoint),
        Some(Value::None) => None,
        Some(model) => Some(type_text(machine, &model)),
    }
}

fn returned(machine: &Machine, endpoint: &Value) -> Option<String> {
    let mut endpoint = endpoint;
    while let Value::Bound(bound) = endpoint {
        endpoint = &bound.function;
    }
    let Value::Function(id) = endpoint else { return None };
    let function = &machine.heap.functions[*id];
    let annotation = function.signature().returns?;
    if machine.modules.is_declared(function.module) {
        return Some(function.facts.written(function.item, annotation));
    }
    Some(render(function.facts.item(function.item), annotation))
}

/// A type as people write it.
pub(super) fn type_text(machine: &Machine, value: &Value) -> String {
    match value {
        Value::Class(class) => machine.heap.classes[*class].name.to_string(),
        Value::Native(native) => native.name.to_owned(),
        Value::None => "None".to_owned(),
        Value::External(path) => path.rsplit('.').next().unwrap_or_default().to_owned(),
        Value::Str(text) => text.to_string(),
        Value::Subscripted(generic) => {
            let inner = match &generic.index {
                Value::Tuple(items) => items.iter().map(|item| type_text(machine, item)).collect::<Vec<_>>().join(", "),
                one => type_text(machine, one),
            };
            format!("{}[{inner}]", type_text(machine, &generic.base))
        }
        _ => "?".to_owned(),
    }
}

/// A status code: a number, or a constant of the framework whose name holds one.
pub(super) fn status(machine: &Machine, value: &Value) -> Option<u16> {
    match value {
        Value::Int(code) => u16::try_from(*code).ok(),
        Value::Member(member) => status(machine, &member.value),
        Value::External(path) => {
            let last = path.rsplit('.').next()?;
            let digits = last.split('_').find(|part| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()));
            digits.and_then(|digits| digits.parse().ok()).or_else(|| named_status(last))
        }
        _ => None,
    }
}

/// Members of `http.HTTPStatus`.
fn named_status(name: &str) -> Option<u16> {
    Some(match name {
        "OK" => 200,
        "CREATED" => 201,
        "ACCEPTED" => 202,
        "NO_CONTENT" => 204,
        "RESET_CONTENT" => 205,
        "PARTIAL_CONTENT" => 206,
        "MOVED_PERMANENTLY" => 301,
        "FOUND" => 302,
        "SEE_OTHER" => 303,
        "NOT_MODIFIED" => 304,
        "TEMPORARY_REDIRECT" => 307,
        "PERMANENT_REDIRECT" => 308,
        _ => return None,
    })
}
