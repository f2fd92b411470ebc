//! Which application or router is a value? Itself, or one behind the wrappers it was given to.

use crate::eval::{Id, Instance, Machine, Value};
use crate::facts::Place;

impl Machine<'_> {
    /// Where a value was made.
    pub(super) fn place_of(&self, value: &Value) -> Place {
        match value {
            Value::Instance(id) => self.heap.instances[*id].created,
            _ => Place::of_file(crate::text::FileId(0)),
        }
    }

    /// Whether a class of a model is one of Python's.
    pub(super) fn model_is_python(&self, class: &crate::eval::ClassObject) -> bool {
        !self.modules.is_declared(class.module)
    }

    /// The application or router behind a mounted value: itself, or what wrappers were given.
    pub(super) fn mounted_application(&mut self, value: &Value, depth: usize) -> Option<Id<Instance>> {
        if depth == 0 {
            return None;
        }
        match value {
            Value::Instance(id) if self.model_class(*id).is_some_and(is_asgi) => Some(*id),
            Value::Instance(id) => {
                let attrs: Vec<Value> = self.heap.instances[*id].attrs.values().cloned().collect();
                attrs.iter().find_map(|attr| self.mounted_application(attr, depth - 1))
            }
            Value::ExternalCall(call) => {
                let args = call.call.args.iter().chain(call.call.keywords.iter().map(|(_, value)| value));
                let args: Vec<Value> = args.cloned().collect();
                args.into_iter().find_map(|arg| {
                    let arg = self.read(arg);
                    self.mounted_application(&arg, depth - 1)
                })
            }
            _ => None,
        }
    }
}

fn is_asgi(class: &str) -> bool {
    let known = crate::frameworks::FRAMEWORKS.iter();
    known.flat_map(|framework| framework.applications.iter().chain(framework.routers)).any(|name| *name == class)
}
