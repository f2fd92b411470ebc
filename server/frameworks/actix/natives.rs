//! What do models of actix-web ask of the machine? What a service is, and what attributes of handlers say.

use crate::eval::builtins::native;
use crate::eval::{Call, Machine, Native, Value};
use crate::facts::ExprId;
use crate::frameworks::attributes::{self, Attribute};
use crate::frameworks::path::{Use, check_text};

/// Natives that only models may name.
pub static INTRINSICS: &[Native] = &[
    native("__kind__", kind),
    native("__attributed__", attributed),
    native("__run__", run),
    native("__method__", method),
];

fn argument(call: &Call, at: usize) -> Value {
    call.args.get(at).cloned().unwrap_or(Value::None)
}

/// What a value is: the class of a model's object, `tuple`, `function`, `outside` or `unknown`.
fn kind(machine: &mut Machine, call: Call) -> Value {
    let value = argument(&call, 0);
    let kind = match &value {
        Value::Tuple(_) | Value::List(_) => "tuple",
        Value::Instance(id) => {
            let class = &machine.heap.classes[machine.heap.instances[*id].class];
            if class.is_model { class.name.as_str() } else { "object" }
        }
        Value::Function(_) | Value::Bound(_) => "function",
        Value::Class(_) => "class",
        Value::Str(_) => "text",
        Value::None => "none",
        Value::External(_) | Value::ExternalCall(_) => "outside",
        _ => "unknown",
    };
    Value::str(kind)
}

/// Calls a function with what it changes; notes it if it is not known what that does.
fn run(machine: &mut Machine, call: Call) -> Value {
    let (function, given) = (argument(&call, 0), argument(&call, 1));
    match function {
        Value::Function(_) | Value::Bound(_) | Value::Partial(_) => {
            machine.call(&function, Call::of(vec![given], call.site))
        }
        other => {
            let at = machine.user_site(call.site);
            let reason = machine.reason_of(&other, at);
            machine.note(format!("what configures it is not known: {}", reason.what), at);
            Value::None
        }
    }
}

/// The name of a verb: of `Method::GET`, `"GET"` or a string.
fn method(machine: &mut Machine, call: Call) -> Value {
    match argument(&call, 0) {
        Value::Str(text) => Value::str(text.to_uppercase()),
        Value::External(path) => Value::str(path.rsplit([':', '.']).next().unwrap_or_default()),
        other => Value::Unknown(machine.reason_of(&other, call.site)),
    }
}

/// The path that an attribute says, and whether it says so as those of actix-web do: `path = ".."` is how attributes of
/// others say one, and may mean anything.
fn said_path(attribute: &Attribute) -> Option<(ExprId, bool)> {
    let own = attribute.positional().next().map(|path| (path, true));
    own.or_else(|| Some((attribute.keyword("path")?, false)))
}

const VERBS: [&str; 9] = ["get", "post", "put", "patch", "delete", "head", "options", "trace", "connect"];

/// Paths and verbs that attributes give a handler, and whether guards of its own decide too: `#[get("/x")]`,
/// `#[route("/x", method = "GET")]`; a list.
fn attributed(machine: &mut Machine, call: Call) -> Value {
    let Some(id) = attributes::function_of(machine, &argument(&call, 0)) else { return machine.list(Vec::new()) };
    let mut found = Vec::new();
    for attribute in attributes::of_function(machine, id) {
        let name = attribute.name().to_owned();
        let is_verb = VERBS.contains(&name.as_str());
        if !is_verb && name != "route" || attribute.path.starts_with("utoipa::") {
            continue;
        }
        let Some((path, is_own)) = said_path(&attribute) else { continue };
        let at = attribute.cx.place(path);
        if !is_own {
            machine.note(
                format!("`#[{}]` is no attribute of actix-web: what path it means is not known", attribute.path),
                at,
            );
            continue;
        }
        let path = machine.eval(&attribute.cx, path);
        if let Value::Str(text) = &path {
            check_text(machine, "actix-web", Use::Route, text, at);
        }
        let mut verbs: Vec<Value> = if is_verb { vec![Value::str(name.to_uppercase())] } else { Vec::new() };
        for verb in attribute.keywords("method") {
            let verb = machine.eval(&attribute.cx, verb);
            verbs.push(match &verb {
                Value::Str(text) => Value::str(text.to_uppercase()),
                other => other.clone(),
            });
        }
        let verbs = machine.list(verbs);
        let is_special = attribute.keyword("guard").is_some();
        found.push(Value::tuple(vec![path, verbs, Value::Bool(is_special)]));
    }
    machine.list(found)
}
