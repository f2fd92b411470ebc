//! Is a value an application or router, or does it hold one?

use super::heap::Id;
use super::machine::Machine;
use super::object::{ClassObject, Instance};
use super::value::Value;

/// How many values are looked at for an application or router among them.
const LOOKED_AT: usize = 2_000;

impl Machine<'_> {
    /// The name of the first class of a model in the linear order of an instance's class.
    pub fn model_class(&self, id: Id<Instance>) -> Option<&'static str> {
        let class = self.heap.instances[id].class;
        self.heap.classes[class].mro.iter().find_map(|entry| match entry {
            Value::Class(id) if self.heap.classes[*id].is_model => Some(self.heap.classes[*id].name.as_str()),
            _ => None,
        })
    }

    /// Whether a value is an application or router, or has one among its attributes or elements.
    pub fn is_registrar(&self, value: &Value, depth: usize) -> bool {
        let mut budget = LOOKED_AT;
        let found = self.holds_registrar(value, depth, &mut budget);
        self.owe(LOOKED_AT - budget);
        found
    }

    fn holds_registrar(&self, value: &Value, depth: usize, budget: &mut usize) -> bool {
        *budget = budget.saturating_sub(1);
        match value {
            _ if *budget == 0 => false,
            Value::Instance(id) => {
                let instance = &self.heap.instances[*id];
                let mut attrs = instance.attrs.values();
                self.is_registrar_class(instance.class)
                    || depth > 0 && attrs.any(|attr| self.holds_registrar(attr, depth - 1, budget))
            }
            Value::Bound(bound) => self.holds_registrar(&bound.receiver, depth, budget),
            Value::List(list) if depth > 0 => {
                self.heap.lists[*list].items.iter().any(|item| self.holds_registrar(item, depth - 1, budget))
            }
            _ => false,
        }
    }

    fn is_registrar_class(&self, class: Id<ClassObject>) -> bool {
        self.heap.classes[class].mro.iter().any(|entry| match entry {
            Value::Class(id) => {
                let class = &self.heap.classes[*id];
                class.is_model && self.library.registrars.contains(&class.name)
            }
            _ => false,
        })
    }
}
