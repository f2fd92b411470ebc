//! Is the handler a method of a class-based view, and what does making the view take?

use crate::eval::{ClassObject, Id, Machine, Value};
use crate::facts::{ParamKind, Place};
use crate::frameworks::callable::unwrapped;
use crate::frameworks::signature::{Annotation, Parameter, Signature, attributes, signature};

/// The class of a handler that is a method nobody bound: its first parameter says nothing of itself.
pub(super) fn class_of_handler(machine: &Machine, endpoint: &Value, signature: &Signature) -> Option<Id<ClassObject>> {
    if !matches!(endpoint, Value::Function(_)) {
        return None;
    }
    let first = signature.parameters.first()?;
    let is_receiver = first.default.is_none()
        && matches!(first.annotation, Annotation::None)
        && matches!(first.kind, ParamKind::Normal | ParamKind::PositionalOnly);
    let Value::Function(function) = unwrapped(machine, endpoint) else { return None };
    machine.heap.functions[function].owner.filter(|_| is_receiver)
}

/// What making the view takes, and what the method takes besides.
pub(super) fn split(
    machine: &mut Machine,
    class: Id<ClassObject>,
    method: Signature,
    at: Place,
) -> (Signature, Signature) {
    let rest = Signature { parameters: method.parameters.into_iter().skip(1).collect(), complete: method.complete };
    let made = signature(machine, &Value::Class(class), at);
    let mut own = made.unwrap_or(Signature { parameters: Vec::new(), complete: false });
    let fields: Vec<Parameter> =
        attributes(machine, class).into_iter().filter(|field| has_marker(machine, field)).collect();
    for field in fields {
        if !own.parameters.iter().any(|known| known.name == field.name) {
            own.parameters.push(field);
        }
    }
    own.parameters.retain(|known| !matches!(known.kind, ParamKind::VarArgs | ParamKind::VarKeywords));
    (own, rest)
}

/// Whether an attribute of the class is declared with a dependency or a parameter.
fn has_marker(machine: &mut Machine, field: &Parameter) -> bool {
    let attached = field.annotation.typed(machine).map(|typed| typed.metadata).unwrap_or_default();
    attached.iter().chain(&field.default).any(|value| super::marker::marker(machine, value).is_some())
}
