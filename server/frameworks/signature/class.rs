//! Which parameters does making an instance take? Those of `__init__`, or the fields of a model or dataclass.

use super::{Parameter, Signature, fields, layer, named};
use crate::eval::{ClassKind, ClassObject, Id, Machine, Value};
use crate::facts::{Expr, Facts, Name, Node, ParamKind, Place};
use std::sync::Arc;

/// Classes of libraries that validate annotated fields.
const MODELS: [&str; 6] = ["BaseModel", "RootModel", "GenericModel", "SQLModel", "BaseSettings", "Document"];

/// Classes of the language's library that say nothing of what an instance takes.
const NEUTRAL: [&str; 5] = ["Generic", "Protocol", "ABC", "object", "Hashable"];

/// What a class's bases and decorators say of its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fields {
    /// A model: aliases count, a field's object is read.
    Model,
    /// A dataclass, named tuple or attrs class: fields become parameters as they stand.
    Plain,
    /// None.
    None,
}

/// Whether a class is a model of a validating library.
pub fn is_model(machine: &Machine, class: Id<ClassObject>) -> bool {
    machine.heap.classes[class].mro.iter().any(|base| match base {
        Value::External(path) => MODELS.contains(&path.rsplit('.').next().unwrap_or_default()),
        _ => false,
    })
}

/// Whether a class, or one it derives from, is made a dataclass by a decorator.
pub fn is_dataclass(machine: &mut Machine, class: Id<ClassObject>) -> bool {
    let mro = machine.heap.classes[class].mro.clone();
    mro.iter().any(|base| matches!(base, Value::Class(id) if has_decorator(machine, *id, &["dataclass"])))
}

pub(super) fn of_class(machine: &mut Machine, class: Id<ClassObject>, at: Place, layers: usize) -> Option<Signature> {
    let kind = fields_kind(machine, class);
    let init = machine.lookup_after(class, None, Name::from("__init__"));
    let init = init.filter(|init| matches!(init, Value::Function(_)));
    let own = match &init {
        Some(init) => Some(layer(machine, init, at, layers)?.bound()),
        None => None,
    };
    match (own, kind) {
        (Some(own), Fields::Model) => Some(merged(own, fields::parameters(machine, class, kind, at))),
        (Some(own), _) => Some(own),
        (None, Fields::None) => without_init(machine, class, at, layers),
        (None, _) => Some(Signature::known(fields::parameters(machine, class, kind, at))),
    }
}

/// A model's own `__init__` passes on to the fields what `**` takes.
fn merged(own: Signature, fields: Vec<Parameter>) -> Signature {
    let open = own.parameters.iter().any(|of| of.kind == ParamKind::VarKeywords);
    let complete = own.complete;
    let mut parameters = named(own.parameters);
    if open {
        let more = fields.into_iter().filter(|field| !parameters.iter().any(|of| of.name == field.name));
        let more: Vec<Parameter> = more.collect();
        parameters.extend(more);
    }
    Signature { parameters, complete }
}

/// `__new__` of the workspace, or nothing; what a base outside the workspace takes is not known.
fn without_init(machine: &mut Machine, class: Id<ClassObject>, at: Place, layers: usize) -> Option<Signature> {
    let new = machine.lookup_after(class, None, Name::from("__new__"));
    match new {
        Some(new @ Value::Function(_)) => layer(machine, &new, at, layers).map(Signature::bound),
        _ if has_unknown_base(machine, class) => Some(Signature::partial(Vec::new())),
        _ => Some(Signature::known(Vec::new())),
    }
}

fn has_unknown_base(machine: &Machine, class: Id<ClassObject>) -> bool {
    machine.heap.classes[class].mro.iter().any(|base| match base {
        Value::External(path) => !NEUTRAL.contains(&path.rsplit('.').next().unwrap_or_default()),
        other => other.is_opaque(),
    })
}

pub(super) fn fields_kind(machine: &mut Machine, class: Id<ClassObject>) -> Fields {
    if is_model(machine, class) {
        return Fields::Model;
    }
    let is_row = machine.heap.classes[class].mro.iter().any(|base| match base {
        Value::External(path) => matches!(path.rsplit('.').next(), Some("NamedTuple")),
        _ => false,
    });
    if is_row || is_dataclass(machine, class) || has_decorator(machine, class, &["define", "frozen", "attrs", "s"]) {
        return Fields::Plain;
    }
    let unknown = has_unknown_base(machine, class) && machine.heap.classes[class].kind == ClassKind::Plain;
    if unknown && !machine.heap.classes[class].fields.is_empty() { Fields::Model } else { Fields::None }
}

/// Whether a decorator of the class has one of these names; decorators are read, not run.
fn has_decorator(machine: &mut Machine, class: Id<ClassObject>, names: &[&str]) -> bool {
    let object = &machine.heap.classes[class];
    let (place, module) = (object.place, object.module);
    let Some(facts) = machine.module_facts(module).filter(|facts| facts.file == place.file) else { return false };
    decorators(&facts, place).iter().any(|name| names.contains(&name.as_str()))
}

/// The last name of each decorator of the class at a place.
fn decorators(facts: &Arc<Facts>, place: Place) -> Vec<Name> {
    if place.item.0 as usize > facts.bodies.len() {
        return Vec::new();
    }
    let code = facts.item(place.item);
    let Some(class) = code.classes.iter().find(|class| Node::Mark(class.mark) == place.node) else { return Vec::new() };
    let last_name = |expr: &crate::facts::ExprId| {
        let callee = match code.expr(*expr) {
            Expr::Call(callee, _) => *callee,
            _ => *expr,
        };
        match code.expr(callee) {
            Expr::Name(name) | Expr::Attribute(_, name) => Some(*name),
            _ => None,
        }
    };
    class.decorators.iter().filter_map(last_name).collect()
}
