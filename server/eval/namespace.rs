//! How do objects look as dicts? `__dict__`, members and annotations; expressions that were kept for later.

use super::heap::Id;
use super::machine::Machine;
use super::object::Instance;
use super::value::{ModuleRef, Value};
use crate::facts::Name;

impl Machine<'_> {
    pub(super) fn module_dict(&mut self, module: ModuleRef) -> Value {
        self.run_module(module);
        let scope = self.modules[module].scope;
        let names: Vec<Name> = self.heap.scopes[scope].names.keys().copied().collect();
        let mut entries = Vec::new();
        for name in names {
            if let Some(value) = self.module_name(module, name) {
                entries.push((name, value));
            }
        }
        Value::Dict(self.dict_of(entries))
    }

    pub(super) fn instance_dict(&mut self, id: Id<Instance>) -> Value {
        let entries = self.heap.instances[id].attrs.clone();
        Value::Dict(self.dict_of(entries))
    }

    pub(super) fn class_dict(&mut self, class: Id<super::ClassObject>) -> Value {
        let namespace = self.heap.classes[class].namespace;
        let entries = self.heap.scopes[namespace].names.clone();
        Value::Dict(self.dict_of(entries))
    }

    pub(super) fn members_dict(&mut self, class: Id<super::ClassObject>) -> Value {
        let named = |member: Value| match &member {
            Value::Member(of) => Some((of.name, member.clone())),
            _ => None,
        };
        let entries: Vec<_> = self.members(class).into_iter().filter_map(named).collect();
        Value::Dict(self.dict_of(entries))
    }

    pub(super) fn annotations_dict(&mut self, class: Id<super::ClassObject>) -> Value {
        let fields = self.heap.classes[class].fields.clone();
        let entries: Vec<_> = fields.iter().map(|field| (field.name, self.eval_deferred(&field.annotation))).collect();
        Value::Dict(self.dict_of(entries))
    }

    /// Evaluates an expression that was kept for later.
    pub fn eval_deferred(&mut self, deferred: &super::object::Deferred) -> Value {
        self.eval(&deferred.cx(), deferred.expr)
    }
}
