//! What do models of poem ask of the machine? The routes that methods of an API class say they are.

use crate::eval::builtins::native;
use crate::eval::{Call, ClassObject, Id, Machine, Native, Text, Value, is_plain_path};
use crate::facts::Name;
use crate::frameworks::attributes;

/// Natives that only models may name.
pub static INTRINSICS: &[Native] = &[native("__oai_routes__", routes)];

/// Path, verbs and function of each `#[oai(path = "..", method = "..")]` of a class; a list of triples.
fn routes(machine: &mut Machine, call: Call) -> Value {
    let class = match call.args.first() {
        Some(Value::Class(class)) => Some(*class),
        Some(Value::Instance(id)) => Some(machine.heap.instances[*id].class),
        _ => None,
    };
    let Some(class) = class else { return Value::None };
    let prefix = prefix(machine, class);
    let namespace = machine.heap.classes[class].namespace;
    let functions: Vec<Value> = machine.heap.scopes[namespace].names.values().cloned().collect();
    let mut found = Vec::new();
    for value in functions {
        let Value::Function(id) = value else { continue };
        let attribute = attributes::of_function(machine, id).into_iter().find(|it| it.name() == "oai");
        let Some((attribute, path)) = attribute.and_then(|it| it.keyword("path").map(|path| (it.clone(), path))) else {
            continue;
        };
        let path = machine.eval(&attribute.cx, path);
        let path = machine.to_text_with_literals(&path);
        let verbs: Vec<Value> = attribute.keywords("method").map(|verb| machine.eval(&attribute.cx, verb)).collect();
        let verbs: Vec<Value> =
            verbs.iter().filter_map(|verb| machine.name_of(verb)).map(|verb| Value::str(verb.to_uppercase())).collect();
        let verbs = machine.list(verbs);
        found.push(Value::tuple(vec![Value::Str(joined(&prefix, &path)), verbs, Value::Function(id)]));
    }
    machine.list(found)
}

/// A prefix and a path with one slash between them. Plain ones stand one after the other.
fn joined(prefix: &Text, path: &Text) -> Text {
    if prefix.peek().is_empty() {
        path.clone()
    } else if is_plain_path(prefix.peek()) && is_plain_path(path.peek()) {
        Text::joined(&[prefix.clone(), path.clone()])
    } else {
        Text::from(format!("{}/{}", prefix.trim_end_matches('/'), path.trim_start_matches('/')))
    }
}

/// `#[OpenApi(prefix_path = "..")]` of the block of methods.
fn prefix(machine: &mut Machine, class: Id<ClassObject>) -> Text {
    let keywords = machine.heap.classes[class].keywords.clone();
    let found = keywords.into_iter().find(|(name, _)| *name == Name::from("prefix_path"));
    found.map(|(_, value)| machine.to_text_with_literals(&value)).unwrap_or_default()
}
