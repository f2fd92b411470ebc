//! Which parameters does making an instance take? Those of `__init__`, or the fields of a model or dataclass.

use super::{Parameter, Signature, fields, layer, named};
use crate::eval::{ClassKind, ClassObject, Cx, Id, Machine, Value};
use crate::facts::{Expr, ExprId, Name, Node, ParamKind, Place};
use std::sync::Arc;

/// Classes of libraries that validate annotated fields.
const MODELS: [&str; 6] = ["BaseModel", "RootModel", "GenericModel", "SQLModel", "BaseSettings", "Document"];

/// Classes of the language's library that say nothing of what an instance takes.
const NEUTRAL: [&str; 5] = ["Generic", "Protocol", "ABC", "object", "Hashable"];

/// Decorators that make an `__init__` of the fields.
const DATACLASSES: [&str; 6] = ["dataclass", "define", "mutable", "frozen", "attrs", "s"];

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
    decorated(machine, class).iter().any(|path| path.ends_with("dataclass"))
}

pub(super) fn of_class(machine: &mut Machine, class: Id<ClassObject>, at: Place, layers: usize) -> Option<Signature> {
    if let Some(call) = metaclass_call(machine, class) {
        return layer(machine, &call, at, layers).map(Signature::bound);
    }
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

/// The `__call__` of a metaclass of the workspace, which is what calling the class runs.
fn metaclass_call(machine: &mut Machine, class: Id<ClassObject>) -> Option<Value> {
    let metaclass = machine.heap.classes[class].mro.iter().find_map(|entry| match entry {
        Value::Class(id) => machine.heap.classes[*id].keywords.iter().find(|(name, _)| name == "metaclass"),
        _ => None,
    });
    let Some((_, Value::Class(metaclass))) = metaclass.cloned() else { return None };
    let call = machine.lookup_after(metaclass, None, Name::from("__call__"))?;
    matches!(call, Value::Function(_)).then_some(call)
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

fn fields_kind(machine: &mut Machine, class: Id<ClassObject>) -> Fields {
    if is_model(machine, class) {
        return Fields::Model;
    }
    let mro = &machine.heap.classes[class].mro;
    if mro.iter().any(|base| matches!(base, Value::External(path) if path.ends_with("NamedTuple"))) {
        return Fields::Plain;
    }
    let decorators = decorated(machine, class);
    if decorators.iter().any(|path| path.starts_with("pydantic") && path.ends_with("dataclass")) {
        return Fields::Model;
    }
    if decorators.iter().any(|path| DATACLASSES.contains(&path.rsplit('.').next().unwrap_or_default())) {
        return Fields::Plain;
    }
    let unknown = has_unknown_base(machine, class) && machine.heap.classes[class].kind == ClassKind::Plain;
    if unknown && !machine.heap.classes[class].fields.is_empty() { Fields::Model } else { Fields::None }
}

/// The dotted paths of the library decorators on a class and on those it derives from. Decorators are looked up, not
/// run again.
fn decorated(machine: &mut Machine, class: Id<ClassObject>) -> Vec<Name> {
    let mro = machine.heap.classes[class].mro.clone();
    let classes = mro.iter().filter_map(|base| if let Value::Class(id) = base { Some(*id) } else { None });
    classes.flat_map(|class| own_decorators(machine, class)).collect()
}

fn own_decorators(machine: &mut Machine, class: Id<ClassObject>) -> Vec<Name> {
    let object = &machine.heap.classes[class];
    let (place, module, namespace) = (object.place, object.module, object.namespace);
    let Some(facts) = machine.module_facts(module).filter(|facts| facts.file == place.file) else { return Vec::new() };
    let Some(scope) = machine.heap.scopes[namespace].parent else { return Vec::new() };
    let cx = Cx::new(&facts, place.item, scope, module);
    let code = Arc::clone(&cx.code);
    let Some(class) = code.classes.iter().find(|class| Node::Mark(class.mark) == place.node) else { return Vec::new() };
    let callee = |expr: &ExprId| match code.expr(*expr) {
        Expr::Call(callee, _) => *callee,
        _ => *expr,
    };
    let is_name = |expr: &ExprId| matches!(code.expr(*expr), Expr::Name(_) | Expr::Attribute(..));
    let names = class.decorators.iter().map(callee).filter(is_name);
    names.filter_map(|expr| machine.eval(&cx, expr).dotted()).collect()
}
