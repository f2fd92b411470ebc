//! What do models of dropshot ask of the machine? What attributes of functions say, and what those of traits declare.

use crate::eval::builtins::native;
use crate::eval::{Call, ClassObject, Cx, FunctionObject, Id, Machine, Native, Partial, Value};
use crate::facts::Name;
use crate::frameworks::attributes::{self, Attribute};
use std::sync::Arc;

/// Natives that only models may name.
pub static INTRINSICS: &[Native] = &[native("__endpoint__", endpoint), native("__described__", described)];

/// What attributes declare beside a type, by the name of the attribute.
pub static BESIDE: &[Native] = &[native("api_description", api_description)];

fn argument(call: &Call, at: usize) -> Value {
    call.args.get(at).cloned().unwrap_or(Value::None)
}

/// Path and verb of `#[endpoint { method = GET, path = "/x" }]`; a list of one pair, or of none.
fn endpoint(machine: &mut Machine, call: Call) -> Value {
    let id = attributes::function_of(machine, &argument(&call, 0));
    let pair = id.and_then(|id| registered(machine, id)).map(|(path, verbs)| Value::tuple(vec![path, verbs]));
    machine.list(pair.into_iter().collect())
}

/// Path and verbs that the attribute of a function says.
fn registered(machine: &mut Machine, id: Id<FunctionObject>) -> Option<(Value, Value)> {
    let all = attributes::of_function(machine, id);
    let attribute = all.into_iter().find(|it| matches!(it.name(), "endpoint" | "channel"))?;
    let verb = match attribute.name() {
        "channel" => Name::from("GET"),
        _ => attribute.keyword("method").and_then(|expr| attribute.word(expr))?,
    };
    let path = machine.eval(&attribute.cx, attribute.keyword("path")?);
    Some((path, machine.list(vec![Value::str(verb.to_uppercase())])))
}

/// What the functions of a trait register: path, verbs, and the function of the type that implements it, if it is known.
fn described(machine: &mut Machine, call: Call) -> Value {
    let Value::Class(of) = argument(&call, 0) else { return machine.list(Vec::new()) };
    let by = match argument(&call, 1) {
        Value::Class(by) => Some(by),
        _ => None,
    };
    let namespace = machine.heap.classes[of].namespace;
    let functions: Vec<(Name, Value)> =
        machine.heap.scopes[namespace].names.iter().map(|(name, value)| (*name, value.clone())).collect();
    let mut found = Vec::new();
    for (name, function) in functions {
        let Value::Function(id) = function else { continue };
        let Some((path, verbs)) = registered(machine, id) else { continue };
        let own = by.and_then(|by| machine.lookup_after(by, None, name)).filter(|it| matches!(it, Value::Function(_)));
        found.push(Value::tuple(vec![path, verbs, own.unwrap_or(function)]));
    }
    machine.list(found)
}

/// `#[api_description] trait OneApi` declares a module `one_api_mod` with functions that make descriptions; here the
/// trait itself stands for that module.
fn api_description(machine: &mut Machine, call: Call) -> Value {
    let Value::Class(class) = argument(&call, 0) else { return Value::None };
    let Some(model) = machine.model(Name::from("dropshot")) else { return Value::None };
    let namespace = machine.heap.classes[class].namespace;
    for (name, function) in [("api_description", "described"), ("stub_api_description", "described_alone")] {
        let Some(callee) = machine.declared_name(model, Name::from(function)) else { continue };
        let partial = Partial { callee, args: vec![Value::Class(class)], keywords: Vec::new() };
        machine.heap.scopes[namespace].names.insert(Name::from(name), Value::Partial(Arc::new(partial)));
    }
    let name = format!("{}::", module_name(machine, class));
    Value::tuple(vec![Value::tuple(vec![Value::str(name), Value::Class(class)])])
}

/// The module's name: what the attribute says, else the trait's in lower case.
fn module_name(machine: &mut Machine, class: Id<ClassObject>) -> String {
    let said = |attribute: &Attribute| Some((attribute.cx.clone(), attribute.keyword("module")?));
    let all = attributes::of_class(machine, class);
    let said: Option<(Cx, _)> = all.iter().filter(|it| it.name() == "api_description").find_map(said);
    if let Some((cx, said)) = said
        && let Value::Str(text) = machine.eval(&cx, said)
    {
        return text.to_string();
    }
    format!("{}_mod", snake(&machine.heap.classes[class].name))
}

/// A name of a type as one of a module: `OneApi` as `one_api`.
fn snake(name: &str) -> String {
    let mut made = String::new();
    let mut before = None;
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let begins = letter.is_uppercase()
            && before
                .is_some_and(|it: char| !it.is_uppercase() || letters.peek().is_some_and(|next| next.is_lowercase()));
        if begins && before != Some('_') {
            made.push('_');
        }
        made.extend(letter.to_lowercase());
        before = Some(letter);
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_named_after_traits() {
        assert_eq!(["OneApi", "NTPApi", "Api2Admin", "A"].map(snake), ["one_api", "ntp_api", "api2_admin", "a"]);
    }
}
