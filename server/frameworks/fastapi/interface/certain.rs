//! What do we know with certainty? Only that may speak against an operation: a wrong refusal hides a real endpoint.

use crate::eval::{ClassKind, ClassObject, Cx, FunctionObject, Id, Machine, Value};
use crate::facts::{Class, ClassId, Expr, ExprId, Facts, ItemId, Name, Node, StmtKind};
use std::sync::Arc;

/// The function behind a handler or a dependency if what is written there is what the framework sees: nothing but
/// registrations decorate it, nobody gave it another signature, and the names of its annotations exist at run time.
pub(super) fn as_written(machine: &mut Machine, target: &Value) -> bool {
    let id = match target {
        Value::Function(id) => *id,
        Value::Bound(bound) => match &bound.function {
            Value::Function(id) => *id,
            _ => return false,
        },
        _ => return false,
    };
    let function = machine.heap.functions[id].clone();
    let assigned = function.attrs.keys().any(|name| name.starts_with("__"));
    function.wrapped.is_none() && !assigned && names_exist(machine, &function) && only_registered(machine, &function)
}

/// What is imported for type checkers only is not there when the framework reads the text of an annotation, nor are
/// the names of a function around it.
fn names_exist(machine: &Machine, function: &FunctionObject) -> bool {
    let surface = function.facts.surface();
    let checks_types =
        |expr: &Expr| matches!(expr, Expr::Name(name) | Expr::Attribute(_, name) if name == "TYPE_CHECKING");
    let is_global = function.closure == machine.modules[function.module].scope;
    !surface.exprs.iter().any(checks_types) && (is_global || !has_text(function))
}

/// Whether an annotation is text that is read later.
fn has_text(function: &FunctionObject) -> bool {
    let code = function.facts.item(function.item);
    let signature = function.signature();
    let is_text = |expr: ExprId| matches!(code.expr(expr), Expr::Str(_));
    keeps_annotations_as_text(&function.facts)
        || signature.params.iter().filter_map(|param| param.annotation).chain(signature.returns).any(is_text)
}

/// `from __future__ import annotations`.
fn keeps_annotations_as_text(facts: &Facts) -> bool {
    let is_future = |kind: &StmtKind| matches!(kind, StmtKind::ImportFrom { module, .. } if module == "__future__");
    facts.surface().block.iter().any(|stmt| is_future(&stmt.kind))
}

/// How many decorators are looked at: one function may have thousands, each with a route of its own.
const DECORATORS: usize = 20;

/// Whether every decorator is a method of a model: those of a library may change what a function takes.
fn only_registered(machine: &mut Machine, function: &FunctionObject) -> bool {
    let code = Arc::clone(function.facts.item(function.item));
    let cx = Cx::new(&function.facts, function.item, function.closure, function.module);
    let decorators = &function.signature().decorators;
    let few = decorators.len() <= DECORATORS;
    few && decorators.iter().all(|decorator| {
        let callee = if let Expr::Call(callee, _) = code.expr(*decorator) { *callee } else { *decorator };
        let is_name = matches!(code.expr(callee), Expr::Name(_) | Expr::Attribute(..));
        is_name && is_of_model(machine, &cx, callee)
    })
}

fn is_of_model(machine: &mut Machine, cx: &Cx, callee: ExprId) -> bool {
    let Value::Bound(bound) = machine.eval(cx, callee) else { return false };
    match &bound.function {
        Value::Function(id) => machine.library.is_model(machine.heap.functions[*id].facts.file),
        _ => false,
    }
}

/// Whether a class and all its bases are classes of the workspace of which nothing makes a model, a dataclass or else
/// something that pydantic knows.
pub(super) fn is_plain(machine: &Machine, class: Id<ClassObject>) -> bool {
    machine.heap.classes[class].mro.iter().all(|base| match base {
        Value::Class(id) => is_bare(machine, *id),
        Value::Native(native) => native.name == "object",
        _ => false,
    })
}

/// Names in a class with which it tells pydantic, or a base tells its classes, what to do.
const HOOKS: [&str; 5] = ["__get_", "__pydantic", "__init_subclass__", "__modify_schema__", "__class_getitem__"];

fn is_bare(machine: &Machine, class: Id<ClassObject>) -> bool {
    let object = &machine.heap.classes[class];
    let hooked = |name: &Name| HOOKS.iter().any(|hook| name.starts_with(hook));
    object.kind == ClassKind::Plain
        && object.keywords.is_empty()
        && !machine.heap.scopes[object.namespace].names.keys().any(hooked)
        && definition(machine, class).is_some_and(|class| class.decorators.is_empty())
}

/// The definition of a class of the workspace that runs whatever holds: a statement of its module itself.
fn definition(machine: &Machine, class: Id<ClassObject>) -> Option<Class> {
    let object = &machine.heap.classes[class];
    if object.is_model || object.place.item != ItemId::default() {
        return None;
    }
    let facts = machine.world.facts_of(object.place.file)?;
    let of = |id: ClassId| &facts.surface().classes[id.0 as usize];
    let found = facts.surface().block.iter().find_map(|stmt| match stmt.kind {
        StmtKind::Class(id) => Some(of(id)).filter(|class| Node::Mark(class.mark) == object.place.node),
        _ => None,
    });
    found.cloned()
}

/// Whether a class is defined whatever holds, as are its bases.
pub(super) fn is_unconditional(machine: &Machine, class: Id<ClassObject>) -> bool {
    machine.heap.classes[class].mro.iter().all(|base| match base {
        Value::Class(id) => definition(machine, *id).is_some(),
        Value::External(_) | Value::Native(_) => true,
        _ => false,
    })
}
