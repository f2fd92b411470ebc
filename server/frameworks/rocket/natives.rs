//! What do models of Rocket ask of the machine? What attributes of handlers say.

use crate::eval::builtins::native;
use crate::eval::{Call, Machine, Native, Text, Value};
use crate::facts::Name;
use crate::frameworks::attributes::{self, Attribute};
use crate::frameworks::path::{Use, check_text};

/// Natives that only models may name.
pub static INTRINSICS: &[Native] = &[native("__rocket_route__", route)];

const VERBS: [&str; 7] = ["get", "post", "put", "patch", "delete", "head", "options"];

/// Whether an attribute makes its function a handler.
pub(super) fn is_route(attribute: &Attribute) -> bool {
    VERBS.contains(&attribute.name()) || attribute.name() == "route"
}

/// Path and verbs of a handler, and whether more decides about a request: `#[get("/x")]`, `#[route(GET, uri = "/x")]`.
fn route(machine: &mut Machine, call: Call) -> Value {
    let at = machine.user_site(call.site);
    let unknown = || Value::unknown("a handler without an attribute that can be read", at);
    let handler = call.args.first().cloned().unwrap_or(Value::None);
    let found = attributes::function_of(machine, &handler)
        .and_then(|id| attributes::of_function(machine, id).into_iter().find(is_route));
    let Some(attribute) = found else {
        return Value::tuple(vec![unknown(), unknown(), Value::Bool(true)]);
    };
    let verb = |word: Option<Name>| word.map(|word| word.to_uppercase());
    let is_verb = attribute.name() != "route";
    let mut verbs: Vec<String> = if is_verb { vec![attribute.name().to_uppercase()] } else { Vec::new() };
    let mut path = attribute.keyword("uri").or_else(|| attribute.keyword("path"));
    verbs.extend(attribute.keyword("method").and_then(|expr| verb(attribute.word(expr))));
    for argument in attribute.positional() {
        match attribute.word(argument) {
            Some(word) => verbs.push(word.to_uppercase()),
            None => path = path.or(Some(argument)),
        }
    }
    let place = path.map(|path| attribute.cx.place(path));
    let path = path.map_or_else(unknown, |path| machine.eval(&attribute.cx, path));
    let text = if let Value::Str(text) = &path { Some(text) } else { None };
    if let (Some(text), Some(place)) = (text, place) {
        // What follows the question mark is no path; a plain one has none.
        let path = text.peek().split_once('?').map_or_else(|| text.clone(), |(path, _)| Text::from(path));
        check_text(machine, "rocket", Use::Route, &path, place);
    }
    let is_ranked = ["rank", "format"].iter().any(|name| attribute.keyword(name).is_some());
    let has_query = |text: &Text| text.peek().contains('?') && text.read().contains('?');
    let is_special = is_ranked || text.is_none_or(has_query);
    let verbs = machine.list(verbs.into_iter().map(Value::str).collect());
    Value::tuple(vec![path, verbs, Value::Bool(is_special)])
}
