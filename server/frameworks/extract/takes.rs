//! What does the type of a parameter ask for? Which part of the request it reads, and of what it is made.

use super::kind::kind;
use super::named::{last_name, spelled};
use super::shape::shape;
use super::{Extractor, Extractors, Parameter};
use crate::eval::{ClassObject, Cx, Id, Machine, Value};
use crate::facts::{ExprId, Name};
use crate::frameworks::{Holds, Reads, Shape, Taken, Wanted, Way};

/// Crates whose types the tables of extractors are about.
const ROOTS: [&str; 9] =
    ["axum", "axum_core", "axum_extra", "actix_web", "poem", "bytes", "http", "hyper", "tower_sessions"];

/// What is known of the type of a parameter.
pub(super) fn taken(machine: &mut Machine, of: &Value, parameter: &Parameter, table: Extractors) -> Taken {
    let (is_optional, inner) = unwrapped(machine, of);
    let (base, index) = match &inner {
        Value::Subscripted(generic) => (generic.base.clone(), Some(generic.index.clone())),
        other => (other.clone(), None),
    };
    let known = known(&base, table);
    let shape = match (known, &index) {
        (Some(Extractor::Path | Extractor::Query | Extractor::Form), Some(index)) => shape(machine, index),
        _ => Shape::Unknown,
    };
    Taken {
        annotation: spelled(parameter.cx, parameter.annotation),
        at: parameter.cx.place(parameter.annotation),
        is_optional,
        is_known: known.is_some(),
        reads: reads(machine, &base, known),
        needs_body: !is_optional && known == Some(Extractor::Body) && last_name(machine, &base) == "Json",
        shape: if reads_lists(&base) { without_lists(shape) } else { shape },
        wants: wants(machine, &base, index.as_ref()),
    }
}

/// The same of a guard, which is no extractor of a table.
pub(in crate::frameworks) fn guard_taken(machine: &mut Machine, of: &Value, cx: &Cx, annotation: ExprId) -> Taken {
    let parameter = Parameter { cx, annotation, name: "", at: cx.place(annotation), is_optional: false };
    taken(machine, of, &parameter, &[])
}

/// What is inside of `Option` and `Result`.
fn unwrapped(machine: &Machine, of: &Value) -> (bool, Value) {
    let Value::Subscripted(generic) = of else { return (false, of.clone()) };
    if !matches!(last_name(machine, &generic.base).as_str(), "Option" | "Result") {
        return (false, of.clone());
    }
    match &generic.index {
        Value::Tuple(items) => (true, items.first().cloned().unwrap_or(Value::None)),
        inner => (true, inner.clone()),
    }
}

/// The extractor of a framework's own that a type is.
fn known(base: &Value, table: Extractors) -> Option<Extractor> {
    let Value::External(path) = base else { return None };
    let (module, last) = path.rsplit_once("::").unwrap_or(("", path));
    let root = module.split("::").next().unwrap_or_default();
    let is_own = ROOTS.contains(&root) || module.is_empty() && last == "String";
    let entry = table.iter().find(|(name, _)| *name == last);
    entry.filter(|_| is_own).map(|(_, extractor)| *extractor)
}

fn reads(machine: &mut Machine, base: &Value, known: Option<Extractor>) -> Reads {
    match (base, known) {
        (_, Some(Extractor::Body | Extractor::Form | Extractor::Multipart)) => Reads::Body,
        (_, Some(Extractor::Request)) if matches!(last_name(machine, base).as_str(), "Request" | "RawForm") => {
            Reads::Body
        }
        (_, Some(_)) => Reads::Head,
        (Value::Class(class), None) => own_reads(machine, *class),
        _ => Reads::Unknown,
    }
}

/// What an extractor of the workspace reads: what its trait gives it.
fn own_reads(machine: &mut Machine, class: Id<ClassObject>) -> Reads {
    let mut has = |name: &str| machine.has_method(class, Name::from(name));
    match (has("from_request_parts"), has("from_request")) {
        (true, _) => Reads::Head,
        (false, true) => Reads::Body,
        (false, false) => Reads::Unknown,
    }
}

/// Whether an extractor reads the same name several times: those of `axum-extra` do.
fn reads_lists(base: &Value) -> bool {
    matches!(base, Value::External(path) if path.starts_with("axum_extra"))
}

fn without_lists(shape: Shape) -> Shape {
    let Shape::Fields(mut fields) = shape else { return shape };
    for field in fields.iter_mut().filter(|field| field.holds == Holds::List) {
        field.holds = Holds::Other;
    }
    Shape::Fields(fields)
}

/// What the application must provide for a type.
fn wants(machine: &Machine, base: &Value, index: Option<&Value>) -> Option<Wanted> {
    let Value::External(path) = base else { return None };
    let (module, last) = path.rsplit_once("::")?;
    let way = match (module.split("::").next().unwrap_or_default(), last) {
        ("axum" | "axum_core", "Extension") | ("actix_web", "ReqData") => Way::Extension,
        ("axum", "ConnectInfo") => return Some(Wanted { way: Way::Connection, of: None }),
        ("actix_web", "Data") => Way::Data,
        ("rocket", "State") => Way::Managed,
        _ => return None,
    };
    Some(Wanted { way, of: index.and_then(|of| kind(machine, of)) })
}
