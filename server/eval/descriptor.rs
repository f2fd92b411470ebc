//! What does reading a function or property through an instance or a class give? The function bound, or its result.

use super::callable::{Bound, Call, Method, Wrapping};
use super::heap::Id;
use super::machine::Machine;
use super::object::ClassObject;
use super::value::Value;
use crate::facts::Place;
use std::sync::Arc;

impl Machine<'_> {
    /// What reading a class's attribute from an instance gives.
    pub(super) fn bound_to(&mut self, found: &Value, receiver: &Value, class: Id<ClassObject>, at: Place) -> Value {
        match found {
            Value::Function(_) => bind(found, receiver.clone()),
            Value::Native(native) => method(receiver, native),
            Value::Wrapped(wrapped) => match wrapped.kind {
                Wrapping::Static => wrapped.function.clone(),
                Wrapping::Class => bind(&wrapped.function, Value::Class(class)),
                Wrapping::Property => {
                    let function = wrapped.function.clone();
                    self.call(&function, Call::of(vec![receiver.clone()], at))
                }
            },
            other => other.clone(),
        }
    }

    pub(super) fn bound_to_class(&mut self, found: &Value, class: Id<ClassObject>, at: Place) -> Value {
        match found {
            Value::Wrapped(wrapped) if wrapped.kind == Wrapping::Property => found.clone(),
            Value::Wrapped(_) => self.bound_to(found, &Value::Class(class), class, at),
            other => other.clone(),
        }
    }
}

/// A function and its receiver.
pub fn bind(function: &Value, receiver: Value) -> Value {
    match function {
        Value::Native(native) => method(&receiver, native),
        _ => Value::Bound(Arc::new(Bound { receiver, function: function.clone() })),
    }
}

/// A native and its receiver.
pub fn method(receiver: &Value, native: &'static super::Native) -> Value {
    Value::Method(Arc::new(Method { receiver: receiver.clone(), native }))
}
