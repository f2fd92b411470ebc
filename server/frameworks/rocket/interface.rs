//! What does a handler of Rocket take? What its attribute names, by the parameters of those names; all others are guards.

use super::natives::is_route;
use crate::eval::{Cx, Machine, Value, is_plain_path};
use crate::facts::ParamKind;
use crate::frameworks::crates::Handler;
use crate::frameworks::extract;
use crate::frameworks::{HandlerParameter, Input, InputPlace, Interface, attributes};

/// What a handler takes.
pub(super) fn interface(machine: &mut Machine, handler: &Handler) -> Interface {
    let mut interface = Interface { complete: true, ..Interface::default() };
    let Some(id) = attributes::function_of(machine, handler.value) else { return interface };
    let function = machine.heap.functions[id].clone();
    let cx = Cx::new(&function.facts, function.item, function.closure, function.module);
    let Some(attribute) = attributes::of_function(machine, id).into_iter().find(is_route) else { return interface };
    let mut texts = Vec::new();
    let named = ["uri", "path"].into_iter().filter_map(|name| attribute.keyword(name));
    for expr in named.chain(attribute.positional()).collect::<Vec<_>>() {
        if let Value::Str(text) = machine.eval(&attribute.cx, expr) {
            // A plain path names nothing, however it is spelled.
            texts.push(if is_plain_path(text.peek()) { String::new() } else { text.read().to_string() });
        }
    }
    let whole = texts.into_iter().next().unwrap_or_default();
    let (path, query) = whole.split_once('?').unwrap_or((&whole, ""));
    let data = attribute.keyword("data").map(|expr| machine.eval(&attribute.cx, expr));
    let data = data.map(|value| machine.to_text(&value).to_string()).unwrap_or_default();
    for param in &function.signature().params {
        let Some(annotation) = param.annotation else { continue };
        let at = cx.mark(param.mark);
        let spelled = extract::spelled(&cx, annotation);
        let of = machine.eval(&cx, annotation);
        let place = [(InputPlace::Path, path), (InputPlace::Query, query), (InputPlace::Body, &data)]
            .into_iter()
            .find(|(_, text)| names(text).any(|name| name == param.name.as_str()))
            .map(|(place, _)| place);
        let is_optional = spelled.starts_with("Option<") || spelled.starts_with("Result<");
        if let Some(place) = place {
            interface.inputs.push(Input {
                place: if place == InputPlace::Body && spelled.contains("Form<") { InputPlace::Form } else { place },
                name: param.name.to_string(),
                required: !is_optional,
                annotation: Some(spelled),
                from_dependency: false,
                at: Some(at),
            });
        } else {
            interface.dependencies.extend(extract::guard(machine, &of, at, is_optional));
        }
        interface.parameters.push(HandlerParameter {
            name: param.name.to_string(),
            kind: ParamKind::Normal,
            at: Some(at),
            input: place,
            is_injected: place.is_none(),
            is_marked: true,
            has_default: false,
            scalar: None,
            taken: Some(extract::guard_taken(machine, &of, &cx, annotation)),
        });
    }
    interface
}

/// The names in `<x>`, `<x..>`.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(name, _)| name.trim_end_matches(".."))
}
