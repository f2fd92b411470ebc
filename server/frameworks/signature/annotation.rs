//! Which type does an annotation name, and what is attached to it? Evaluated in the scope it was written in.

use crate::eval::{Deferred, Machine, Subscripted, Value};
use crate::facts::{ExprId, Facts, ItemId, Name, StmtKind, render};
use crate::languages::lower;
use crate::syntax::Language;
use crate::text::FileId;
use std::sync::Arc;

/// How many aliases, strings and `Annotated` are unwrapped.
const LAYERS: usize = 20;

/// An annotation: code that is evaluated when asked for, or a type that a program computed.
#[derive(Clone, Debug)]
pub enum Annotation {
    /// There is none.
    None,
    /// As written.
    Written(Written),
    /// Computed.
    Value(Value),
}

/// An annotation as it stands in code.
#[derive(Clone, Debug)]
pub struct Written {
    /// The expression and its scope.
    pub code: Deferred,
    /// The function or class it belongs to.
    pub of: Value,
    /// The parameter or field there.
    pub name: Name,
}

/// A type without its wrappers, and what `Annotated` attaches to it, innermost first.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The type.
    pub ty: Value,
    /// What is attached.
    pub metadata: Vec<Value>,
}

impl Annotation {
    /// The source's own spelling.
    pub fn text(&self) -> Option<String> {
        match self {
            Annotation::Written(Written { code, .. }) => Some(render(code.facts.item(code.item), code.expr)),
            _ => None,
        }
    }

    /// The value of the annotation; `None` if there is none.
    pub fn value(&self, machine: &mut Machine) -> Option<Value> {
        match self {
            Annotation::None => None,
            Annotation::Value(value) => Some(value.clone()),
            Annotation::Written(written) => Some(evaluate(machine, &written.code)),
        }
    }

    /// The type and what is attached to it; `None` if there is no annotation.
    pub fn typed(&self, machine: &mut Machine) -> Option<Typed> {
        let value = self.value(machine)?;
        Some(self.unwrap(machine, value))
    }

    /// A type without `Annotated`, quotes and aliases.
    pub fn unwrap(&self, machine: &mut Machine, value: Value) -> Typed {
        let mut typed = Typed { ty: value, metadata: Vec::new() };
        for _ in 0..LAYERS {
            let inner = match &typed.ty {
                Value::Str(text) => self.quoted(machine, &Arc::clone(text)),
                Value::Subscripted(generic) => unsubscripted(generic, &mut typed.metadata),
                Value::ExternalCall(made) if made.callee.ends_with(".TypeAliasType") => made.call.args.get(1).cloned(),
                _ => None,
            };
            match inner {
                Some(inner) => typed.ty = inner,
                None => break,
            }
        }
        typed
    }

    /// What a quoted annotation names, read where the annotation stands.
    fn quoted(&self, machine: &mut Machine, text: &str) -> Option<Value> {
        let Annotation::Written(Written { code, .. }) = self else { return None };
        let (facts, expr) = snippet(text, code.facts.file)?;
        let quoted = Deferred { facts, item: ItemId::default(), expr, ..code.clone() };
        Some(evaluate(machine, &quoted))
    }
}

/// The facts of a text that is one expression, as if it stood in a file.
fn snippet(text: &str, file: FileId) -> Option<(Arc<Facts>, ExprId)> {
    let text = text.trim();
    let facts = lower(Language::Python, file, text);
    match &*facts.surface().block {
        [only] => match only.kind {
            StmtKind::Expr(expr) => Some((Arc::new(facts), expr)),
            _ => None,
        },
        _ => None,
    }
}

/// An annotation in a class body was read while the body ran: a name that the body binds later meant the outer one.
fn evaluate(machine: &mut Machine, code: &Deferred) -> Value {
    let value = machine.eval_deferred(code);
    let outer = machine.heap.scopes[code.scope].parent;
    match outer.filter(|_| !could_be_type(&value)) {
        Some(outer) => {
            let second = machine.eval_deferred(&Deferred { scope: outer, ..code.clone() });
            if could_be_type(&second) { second } else { value }
        }
        None => value,
    }
}

fn could_be_type(value: &Value) -> bool {
    match value {
        Value::Class(_) | Value::External(_) | Value::Subscripted(_) | Value::Str(_) => true,
        Value::Native(native) => !native.name.contains('.'),
        Value::ExternalCall(made) => !made.callee.ends_with("Field"),
        _ => false,
    }
}

/// What stands in `Annotated[…]` and other brackets that say nothing of the type's shape.
fn unsubscripted(generic: &Subscripted, metadata: &mut Vec<Value>) -> Option<Value> {
    match &generic.base {
        Value::External(path) => match (path.rsplit('.').next().unwrap_or_default(), &generic.index) {
            ("Annotated", Value::Tuple(parts)) => {
                metadata.splice(0..0, parts[1..].iter().cloned());
                parts.first().cloned()
            }
            ("Annotated" | "Final" | "InitVar" | "Required" | "NotRequired" | "ReadOnly", one) => Some(one.clone()),
            _ => None,
        },
        Value::Subscripted(alias) => Some(substituted(alias, &generic.index)),
        _ => None,
    }
}

/// A generic alias `Annotated[T, …]` with `T` given.
fn substituted(alias: &Arc<Subscripted>, given: &Value) -> Value {
    let first = match given {
        Value::Tuple(items) => items.first().cloned(),
        one => Some(one.clone()),
    };
    let index = match (&alias.index, first) {
        (Value::Tuple(parts), Some(first)) if parts.first().is_some_and(is_variable) => {
            Value::tuple(std::iter::once(first).chain(parts[1..].iter().cloned()).collect())
        }
        (one, Some(first)) if is_variable(one) => first,
        (other, _) => other.clone(),
    };
    Value::Subscripted(Arc::new(Subscripted { base: alias.base.clone(), index }))
}

fn is_variable(value: &Value) -> bool {
    matches!(value, Value::ExternalCall(made) if made.callee.ends_with(".TypeVar"))
}
