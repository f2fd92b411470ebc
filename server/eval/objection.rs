//! What did a model object to, where the program called it?

use super::machine::Machine;
use super::value::Value;
use crate::facts::{Name, Place};

/// Something that a framework refuses, or takes and never means, in a call that the program makes.
#[derive(Clone, Debug)]
pub struct Objection {
    /// What it is about, in the words of the model.
    pub kind: Name,
    /// The call, or the argument, in the workspace.
    pub at: Place,
    /// What has to do with it.
    pub with: Vec<Value>,
}

impl Machine<'_> {
    /// Notes what a model objects to. What it rests on must be certain wherever the call is made: under which conditions
    /// that is does not matter.
    pub fn object(&mut self, kind: &str, at: Place, with: Vec<Value>) {
        self.objections.push(Objection { kind: Name::from(kind), at, with });
    }

    /// Marks what may have been added to by code that nobody can see: nothing follows from what it lacks.
    pub(super) fn mark_unseen(&mut self, value: &Value) {
        if let Value::Instance(id) = value {
            self.heap.instances[*id].attrs.insert(Name::from("__unseen__"), Value::Bool(true));
        }
    }

    /// Whether code that nobody can see may have added to an object.
    pub fn is_unseen(&self, value: &Value) -> bool {
        matches!(value, Value::Instance(id) if self.heap.instances[*id].attrs.contains_key(&Name::from("__unseen__")))
    }
}
