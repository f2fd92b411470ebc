//! In which order are the bases of a class looked at, and what is found along it? The method resolution order.

use super::descriptor::bind;
use super::heap::Id;
use super::machine::Machine;
use super::object::ClassObject;
use super::size::Seen;
use super::value::Value;
use crate::facts::Name;

impl Machine<'_> {
    /// Gives a class its linear order; a class with more bases than the bound has none but itself.
    pub(super) fn order_bases(&mut self, class: Id<ClassObject>) {
        let mut order = self.linear_order(class);
        self.spend(order.len());
        if order.len() > self.bounds.bases {
            self.limit(
                "a class inherits from too many others: its bases are not looked at",
                self.heap.classes[class].place,
            );
            order.truncate(1);
        }
        self.heap.classes[class].mro = order;
    }

    /// Itself, its bases depth-first without repeats (a later mention wins), then what is not a class of ours.
    fn linear_order(&self, class: Id<ClassObject>) -> Vec<Value> {
        let (mut ours, mut others): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
        let mut seen = Seen::default();
        for base in self.heap.classes[class].bases.iter().rev() {
            let entries = match base {
                Value::Class(id) => &self.heap.classes[*id].mro[..],
                other => std::slice::from_ref(other),
            };
            for entry in entries.iter().rev().filter(|entry| seen.insert(self, entry)) {
                let list = if matches!(entry, Value::Class(_)) { &mut ours } else { &mut others };
                list.push(entry.clone());
            }
        }
        ours.push(Value::Class(class));
        ours.into_iter().rev().chain(others.into_iter().rev()).collect()
    }

    /// Looks a name up along a class's linear order, after a class if one is given.
    pub fn lookup_after(
        &mut self,
        class: Id<ClassObject>,
        after: Option<Id<ClassObject>>,
        name: Name,
    ) -> Option<Value> {
        let mro = &self.heap.classes[class].mro;
        let skip = after.map_or(0, |after| {
            mro.iter().position(|entry| matches!(entry, Value::Class(id) if *id == after)).map_or(0, |at| at + 1)
        });
        let (namespace, value) = mro[skip..].iter().find_map(|entry| {
            let Value::Class(id) = entry else { return None };
            let namespace = self.heap.classes[*id].namespace;
            Some((namespace, self.heap.scopes[namespace].names.get(&name)?.clone()))
        })?;
        Some(self.force_in(namespace, name, value))
    }

    /// A special method of a value's class, bound; `None` if the workspace or a model defines none.
    pub fn hook(&mut self, value: &Value, name: &str) -> Option<Value> {
        let Value::Instance(instance) = value else { return None };
        let class = self.heap.instances[*instance].class;
        let found = self.lookup_after(class, None, Name::from(name))?;
        matches!(found, Value::Function(_) | Value::Native(_)).then(|| bind(&found, value.clone()))
    }

    /// The class of an instance or member; a class is its own, for class methods.
    pub fn class_of(&self, value: &Value) -> Option<Id<ClassObject>> {
        match value {
            Value::Instance(id) => Some(self.heap.instances[*id].class),
            Value::Class(id) => Some(*id),
            Value::Member(member) => Some(member.class),
            _ => None,
        }
    }

    /// Whether a class derives from something we cannot see into.
    pub fn has_opaque_base(&self, class: Id<ClassObject>) -> bool {
        self.heap.classes[class].mro.iter().any(Value::is_opaque)
    }

    /// Whether all bases of a class are ours, apart from those that only say what kind of class it is.
    pub(super) fn derives_from_ours(&self, class: Id<ClassObject>) -> bool {
        let is_kind = |path: Name| path.starts_with("abc.") || path.starts_with("typing.");
        self.heap.classes[class].mro.iter().all(|base| !base.is_opaque() || base.dotted().is_some_and(is_kind))
    }
}
