//! What does assigning `value.name` do?

use super::heap::{Id, Instance};
use super::journal::Slot;
use super::machine::Machine;
use super::value::{Value, Wrapping};
use crate::facts::Name;

impl Machine<'_> {
    /// Assigns an attribute; nothing happens where the value is not ours.
    pub fn set_attr(&mut self, base: &Value, name: Name, value: Value) {
        match base {
            Value::Instance(id) => {
                if let Some(setter) = self.property_slot(*id, name) {
                    self.heap.instances[*id].attrs.insert(setter, value);
                    return;
                }
                let old = self.heap.instances[*id].attrs.insert(name, value);
                if self.journal.is_some() {
                    self.record(&Slot::Attr(*id, name), old);
                }
            }
            Value::Class(id) => {
                let namespace = self.heap.classes[*id].namespace;
                self.write_name(namespace, name, value);
            }
            Value::Module(module) => {
                let scope = self.modules[*module].scope;
                self.write_name(scope, name, value);
            }
            Value::Function(id) => {
                self.heap.functions[*id].attrs.insert(name, value);
            }
            Value::Bound(bound) if !matches!(bound.function, Value::Bound(_)) => {
                let function = bound.function.clone();
                self.set_attr(&function, name, value);
            }
            Value::Super(of) if self.class_of(&of.receiver).is_some() => self.set_attr(&of.receiver, name, value),
            _ => {}
        }
    }

    /// A property of the class hides attributes of the same name, so a set one is kept under a name of its own.
    fn property_slot(&mut self, id: Id<Instance>, name: Name) -> Option<Name> {
        let class = self.heap.instances[id].class;
        let found = self.lookup_after(class, None, name)?;
        let is_property = matches!(&found, Value::Wrapped(wrapped) if wrapped.kind == Wrapping::Property);
        is_property.then(|| Name::from(&format!("{name} (set)")))
    }
}
