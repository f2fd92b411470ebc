//! Can axum call a function as a handler? The compiler says so of the route; here stands why, and at the function.

use super::plain::{HARMLESS, is_plain};
use super::response::no_response;
use crate::eval::{Cx, FunctionObject, Machine, Value, Version};
use crate::facts::{ExprId, Name, Place, StmtKind};
use crate::frameworks::attributes;
use crate::frameworks::crates::Handler;
use crate::frameworks::extract::{NUMBERS, is_named, spelled};
use crate::frameworks::{HandlerParameter, Interface, Oddity, Reads, Remark, Uncallable};

/// The most parameters of a handler.
const MOST: usize = 16;

/// Notes why axum cannot call a handler, as far as that is certain.
pub(super) fn note(machine: &mut Machine, handler: &Handler, interface: &mut Interface) {
    let Value::Function(id) = handler.value else { return };
    // Before 0.6 the body could be read by any parameter, and other things were different as well.
    let version = machine.world.version_of("axum", handler.site.file);
    if version.is_none_or(|version| version < Version(0, 6, 0)) {
        return;
    }
    if handler.callable.at.is_none() || handler.callable.qualname == "<service>" {
        return;
    }
    let function = machine.heap.functions[*id].clone();
    let is_as_written = attributes::of_function(machine, *id).iter().all(|it| HARMLESS.contains(&it.name()));
    if !is_as_written || function.owner.is_some() {
        return;
    }
    let mut found = body_order(&interface.parameters);
    let cx = Cx::new(&function.facts, function.item, function.closure, function.module);
    found.extend(parameters(machine, &cx, &function));
    if function.signature().name != "<closure>" {
        found.extend(result(machine, &cx, &function));
        found.extend(super::held::held(machine, &function));
    }
    interface.remarks.extend(found);
}

/// Parameters that read the body although others follow, or after another one did.
fn body_order(parameters: &[HandlerParameter]) -> Vec<Remark> {
    let taken: Vec<_> = parameters.iter().filter_map(|parameter| parameter.taken.as_ref()).collect();
    let bodies: Vec<_> = taken.iter().filter(|taken| taken.reads == Reads::Body).collect();
    match *bodies {
        [only] if taken.last().is_some_and(|last| last.at != only.at && last.reads == Reads::Head) => {
            vec![Remark { at: only.at, what: Oddity::BodyBeforeOthers(only.annotation.clone()) }]
        }
        [first, second, ..] => {
            let what = Oddity::SecondBody(second.annotation.clone(), first.annotation.clone());
            vec![Remark { at: second.at, what }]
        }
        _ => Vec::new(),
    }
}

fn uncallable(at: Place, why: Uncallable) -> Remark {
    Remark { at, what: Oddity::Uncallable(why) }
}

/// Parameters that are no extractors.
fn parameters(machine: &mut Machine, cx: &Cx, function: &FunctionObject) -> Vec<Remark> {
    let mut found = Vec::new();
    let signature = function.signature();
    if signature.params.len() > MOST {
        found.push(uncallable(cx.mark(signature.name_mark), Uncallable::TooMany(signature.params.len())));
    }
    let version = machine.world.version_of("axum", function.facts.file);
    for annotation in signature.params.iter().filter_map(|param| param.annotation) {
        let (text, at) = (spelled(cx, annotation), cx.place(annotation));
        let of = machine.eval(cx, annotation);
        found.extend(outdated(machine, &of).map(|at| Remark { at, what: Oddity::Outdated }));
        if is_opaque(&text) || signature.generics.iter().any(|name| name.as_str() == text) {
            continue;
        }
        if is_optional_query(&of) && version.is_some_and(|version| version >= Version(0, 8, 0)) {
            found.push(uncallable(at, Uncallable::NotOptional(text)));
        } else if is_plain(machine, &of, &["from_request_parts", "from_request"]) {
            found.push(uncallable(at, Uncallable::NoExtractor(text)));
        }
    }
    found
}

/// The attribute by which the methods of an extractor give boxed futures, as they had to before 0.8.
fn outdated(machine: &mut Machine, of: &Value) -> Option<Place> {
    let Value::Class(class) = of else { return None };
    let names = ["from_request_parts", "from_request"].map(Name::from);
    let name = names.into_iter().find(|name| machine.has_method(*class, *name))?;
    let method = machine.lookup_after(*class, None, name)?;
    let function = &machine.heap.functions[attributes::function_of(machine, &method)?];
    let item = machine.modules[function.module].declared.as_ref()?.item;
    let version = machine.world.version_of("axum", function.facts.file)?;
    let cx = Cx::new(&function.facts, item, function.closure, function.module);
    let block = cx.code.block.iter().find_map(|stmt| match &stmt.kind {
        StmtKind::Impl(of) if of.item == function.item => Some(of),
        _ => None,
    });
    let is_it = |expr: &&ExprId| attributes::attribute(&cx, **expr).is_some_and(|it| it.name() == "async_trait");
    let attribute = block?.attributes.iter().find(is_it).filter(|_| version >= Version(0, 8, 0))?;
    Some(cx.place(*attribute))
}

fn is_optional_query(of: &Value) -> bool {
    let Value::Subscripted(outer) = of else { return false };
    let Value::Subscripted(inner) = &outer.index else { return false };
    let is = |value: &Value, names: &[&str]| matches!(value, Value::External(path) if names.contains(&path.as_str()));
    is(&outer.base, &["Option"]) && is(&inner.base, &["axum::extract::Query"])
}

/// What is wrong with what a function gives.
fn result(machine: &mut Machine, cx: &Cx, function: &FunctionObject) -> Vec<Remark> {
    let signature = function.signature();
    let returns = signature.returns.map(|returns| (machine.eval(cx, returns), spelled(cx, returns), returns));
    if !signature.is_async {
        let is_certain = match &returns {
            Some((of, text, _)) => !is_opaque(text) && is_no_future(machine, of),
            None => true,
        };
        return if is_certain {
            vec![uncallable(cx.mark(signature.name_mark), Uncallable::NotAsync)]
        } else {
            Vec::new()
        };
    }
    let Some((of, text, returns)) = returns else { return Vec::new() };
    let at = cx.place(returns);
    match no_response(machine, &of, &text) {
        Some(why) if !signature.generics.iter().any(|name| name.as_str() == text) => vec![uncallable(at, why)],
        _ => Vec::new(),
    }
}

/// Whether a type is not named: whatever has some trait.
pub(super) fn is_opaque(text: &str) -> bool {
    text.starts_with("impl ") || text.starts_with("dyn ") || text.starts_with('&') && text.contains("dyn ")
}

/// Whether a value of a type is certainly no future.
fn is_no_future(machine: &mut Machine, of: &Value) -> bool {
    match of {
        Value::Class(_) => is_plain(machine, of, &["poll", "into_future"]),
        Value::External(path) => is_data(path) || path.starts_with("axum::") || path.starts_with("http::"),
        Value::Subscripted(generic) => match &generic.base {
            Value::External(path) => is_named(path, &["Result", "Vec"]) || path.starts_with("axum::"),
            _ => false,
        },
        Value::Tuple(_) => true,
        _ => false,
    }
}

fn is_data(path: &str) -> bool {
    NUMBERS.contains(&path) || is_named(path, &["String", "str"])
}
