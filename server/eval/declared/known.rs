//! What can be done with a value of which only the type is known? Its methods run, its fields are what they are declared as.

use crate::eval::callable::Call;
use crate::eval::heap::Id;
use crate::eval::machine::Machine;
use crate::eval::object::{ClassObject, FunctionObject, Namespace};
use crate::eval::value::{Known, Reason, Value};
use crate::facts::{Name, Place};
use crate::syntax::Language;
use std::sync::Arc;

/// Whether an associated function that nobody wrote out makes a value of its own type, as derived ones do.
pub(super) fn makes_own(name: &str) -> bool {
    ["parse", "try_parse", "from", "deserialize"].iter().any(|start| name.starts_with(start))
}

impl Machine<'_> {
    /// Parameters of which nothing is known are what they are declared as.
    pub(in crate::eval) fn declare_params(&mut self, id: Id<FunctionObject>, names: &mut Namespace) {
        let function = &self.heap.functions[id];
        if function.facts.language != Language::Rust || self.library.is_model(function.facts.file) {
            return;
        }
        for param in &function.signature().params {
            let Some(value) = names.get_mut(&param.name) else { continue };
            match (&*value, param.annotation) {
                (Value::Unknown(reason), None) if param.name == "self" => {
                    if let (Some(class), Known::Nothing) = (function.owner, &reason.known) {
                        *value = reason.with(Known::Class(class));
                    }
                }
                (Value::Unknown(reason), Some(expr)) if matches!(reason.known, Known::Nothing) => {
                    *value = reason.with(Known::Declared(Arc::new(function.deferred(expr))));
                }
                _ => {}
            }
        }
    }

    /// What a call gives, with the type that its function declares.
    pub(in crate::eval) fn declared_result(&self, id: Id<FunctionObject>, result: Value) -> Value {
        let function = &self.heap.functions[id];
        let Value::Unknown(reason) = &result else { return result };
        let is_open = function.facts.language == Language::Rust && matches!(reason.known, Known::Nothing);
        let Some(expr) = function.signature().returns.filter(|_| is_open) else { return result };
        reason.with(Known::Declared(Arc::new(function.deferred(expr))))
    }

    /// A field that was never set: what it is declared as is known.
    pub(in crate::eval) fn declared_field(&self, class: Id<ClassObject>, name: Name, at: Place) -> Option<Value> {
        let of = &self.heap.classes[class];
        let field = of.fields.iter().find(|field| field.name == name).filter(|_| !of.is_model)?;
        let declared = Known::Declared(Arc::new(field.annotation.clone()));
        Some(Reason::new(format!("the field `{name}` is not known"), at).with(declared))
    }

    pub(in crate::eval) fn field_of_known(&mut self, of: &Arc<Reason>, name: Name) -> Option<Value> {
        let class = self.known_class(of)?;
        self.declared_field(class, name, of.at)
    }

    /// The class of a value of which no more is known: its own or its declared one.
    fn known_class(&mut self, of: &Reason) -> Option<Id<ClassObject>> {
        match &of.known {
            Known::Class(class) => Some(*class),
            Known::Declared(declared) => {
                let outer = self.condition.take();
                let of = self.eval_deferred(declared);
                self.condition = outer;
                self.held_class(&of, 5)
            }
            Known::Nothing | Known::OneOf(_) => None,
        }
    }

    /// The class of the workspace that a type is, or that it wraps.
    fn held_class(&self, of: &Value, depth: usize) -> Option<Id<ClassObject>> {
        let depth = depth.checked_sub(1)?;
        match of {
            Value::Class(class) => (!self.heap.classes[*class].is_model).then_some(*class),
            Value::Subscripted(generic) => self.held_class(&generic.base, depth).or_else(|| match &generic.index {
                Value::Tuple(items) => self.held_class(items.first()?, depth),
                index => self.held_class(index, depth),
            }),
            _ => None,
        }
    }

    /// Calls a method of a value of which something is known; `None` if nothing tells what that does.
    pub(super) fn call_on_known(&mut self, of: &Arc<Reason>, name: Name, call: &Call) -> Option<Value> {
        if let Known::OneOf(choices) = &of.known {
            return Some(self.call_each(&Arc::clone(choices), name, call));
        }
        let class = self.known_class(of)?;
        if !self.implementors.contains_key(&class) {
            let found = self.declared_method(&Value::Class(class), name, call.site)?;
            let base = Value::Unknown(Arc::clone(of));
            let bound = self.bound_to(&found, &base, class, call.site);
            return Some(self.call_declared(&bound, call.clone()));
        }
        self.declare_method(class, name);
        let implementors = self.implementors.get(&class).filter(|all| all.len() <= super::choice::CHOICES)?;
        let choices: Vec<Value> = implementors.iter().map(|class| of.with(Known::Class(*class))).collect();
        Some(self.call_each(&choices, name, call))
    }

    /// What is inside a value that may be of a class: what its field is declared as.
    pub(in crate::eval) fn part_of_unknown(&mut self, class: &Value, name: Name, at: Place) -> Value {
        let field = match class {
            Value::Class(class) => self.declared_field(*class, name, at),
            _ => None,
        };
        field.unwrap_or_else(|| Value::unknown(format!("`{name}` of a value that is not known"), at))
    }
}
