//! What do models of warp ask of the machine? How filters go together: each is a list of ways a request may take.

use crate::eval::builtins::native;
use crate::eval::{Call, Id, Instance, Machine, Native, Value};
use crate::facts::Name;

/// Natives that only models may name.
pub static INTRINSICS: &[Native] = &[
    native("__warp_path__", path),
    native("__warp_and__", and),
    native("__warp_or__", or),
    native("__warp_answer__", answer),
];

/// The path of `path!("users" / u32 / ..)`, from the text of its tokens.
fn path(machine: &mut Machine, call: Call) -> Value {
    let text = call.args.first().map(|text| machine.to_text(text).to_string()).unwrap_or_default();
    let mut made = String::new();
    for piece in segments(&text) {
        match piece.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
            Some(literal) => made.extend(["/", literal]),
            None if piece == ".." || piece == ". ." || piece.is_empty() => {}
            None => made += "/{}",
        }
    }
    Value::str(made)
}

/// What slashes outside of literals and types separate.
fn segments(text: &str) -> Vec<&str> {
    let (mut found, mut start, mut is_literal) = (Vec::new(), 0, false);
    for (at, char) in text.char_indices() {
        match char {
            '"' => is_literal = !is_literal,
            '/' if !is_literal => {
                found.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(text[start..].trim());
    found
}

fn ways(machine: &mut Machine, filter: Option<&Value>, call: &Call) -> Option<Vec<Id<Instance>>> {
    let filter = filter.filter(|filter| matches!(filter, Value::Instance(_)))?;
    let list = machine.find_attr(filter, Name::from("routes"), call.site)?;
    let items = machine.iterate(&list, call.site)?;
    Some(items.iter().filter_map(|item| if let Value::Instance(id) = item { Some(*id) } else { None }).collect())
}

fn attr(machine: &Machine, of: Id<Instance>, name: &str) -> Value {
    machine.heap.instances[of].attrs.get(&Name::from(name)).cloned().unwrap_or(Value::None)
}

/// Whether something was given that may be left open.
fn is_set(value: &Value) -> bool {
    !matches!(value, Value::None | Value::External(_))
}

/// A way like another, with something else of it.
fn changed(machine: &mut Machine, of: Id<Instance>, with: Vec<(&str, Value)>, call: &Call) -> Value {
    let (class, at) = (machine.heap.instances[of].class, machine.user_site(call.site));
    let attrs: Vec<(Name, Value)> =
        machine.heap.instances[of].attrs.iter().map(|(name, value)| (*name, value.clone())).collect();
    let made = machine.instance(class, at);
    let Value::Instance(id) = made else { return made };
    machine.heap.instances[id].attrs.extend(attrs);
    for (name, value) in with {
        machine.heap.instances[id].attrs.insert(Name::from(name), value);
    }
    made
}

/// The filter of some ways.
fn filter(machine: &mut Machine, like: &Value, ways: Vec<Value>, call: &Call) -> Value {
    let Value::Instance(id) = like else { return Value::None };
    let (class, at) = (machine.heap.instances[*id].class, machine.user_site(call.site));
    let (made, list) = (machine.instance(class, at), machine.list(ways));
    if let Value::Instance(id) = made {
        machine.heap.instances[id].attrs.insert(Name::from("routes"), list);
    }
    made
}

/// Both filters, one after the other. What either extracts is no answer yet, unless a path belongs to it.
fn and(machine: &mut Machine, call: Call) -> Value {
    let first = call.args.first().cloned().unwrap_or(Value::None);
    let Some(left) = ways(machine, Some(&first), &call) else { return first };
    let Some(right) = ways(machine, call.args.get(1), &call) else { return first };
    let mut made = Vec::new();
    for one in &left {
        for other in &right {
            let paths = [attr(machine, *one, "path"), attr(machine, *other, "path")];
            let texts = paths.map(|path| machine.to_text(&path));
            let own = attr(machine, *one, "methods");
            let methods = if is_set(&own) { own } else { attr(machine, *other, "methods") };
            let endpoint = if texts[1].is_empty() { Value::None } else { attr(machine, *other, "endpoint") };
            let path = Value::str(texts.concat());
            let with = vec![("path", path), ("methods", methods), ("endpoint", endpoint)];
            made.push(changed(machine, *other, with, &call));
        }
    }
    filter(machine, &first, made, &call)
}

/// Either of two filters.
fn or(machine: &mut Machine, call: Call) -> Value {
    let first = call.args.first().cloned().unwrap_or(Value::None);
    let Some(left) = ways(machine, Some(&first), &call) else { return first };
    let Some(right) = ways(machine, call.args.get(1), &call) else {
        let at = machine.user_site(call.site);
        machine.note("a filter that is not known: what it adds is missing", at);
        return first;
    };
    let all = left.into_iter().chain(right).map(Value::Instance).collect();
    filter(machine, &first, all, &call)
}

/// A filter whose ways are answered by a function, unless something answers already.
fn answer(machine: &mut Machine, call: Call) -> Value {
    let first = call.args.first().cloned().unwrap_or(Value::None);
    let Some(all) = ways(machine, Some(&first), &call) else { return first };
    let handler = call.args.get(1).cloned().unwrap_or(Value::None);
    let mut made = Vec::new();
    for way in all {
        if is_set(&attr(machine, way, "endpoint")) {
            made.push(Value::Instance(way));
            continue;
        }
        let mut with = vec![("endpoint", handler.clone())];
        if !is_set(&attr(machine, way, "methods")) {
            with.push(("methods", machine.list(vec![Value::str("ANY")])));
        }
        made.push(changed(machine, way, with, &call));
    }
    filter(machine, &first, made, &call)
}
