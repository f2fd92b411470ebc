//! What is an enumeration? Its members, their values and their attributes.

use super::callable::Call;
use super::heap::Id;
use super::machine::Machine;
use super::object::ClassObject;
use super::value::{Member, Value};
use crate::facts::{Name, Place};
use std::sync::Arc;

impl Machine<'_> {
    pub(super) fn make_members(&mut self, class: Id<ClassObject>) {
        let namespace = self.heap.classes[class].namespace;
        let mut count = 0;
        let names: Vec<(Name, Value)> =
            self.heap.scopes[namespace].names.iter().map(|(name, value)| (*name, value.clone())).collect();
        for (name, value) in names {
            if name.starts_with('_') || matches!(value, Value::Function(_) | Value::Wrapped(_) | Value::Class(_)) {
                continue;
            }
            count += 1;
            let value = self.member_value(class, name, value, count);
            let member = Value::Member(Arc::new(Member { class, name, value }));
            self.heap.scopes[namespace].names.insert(name, member);
        }
    }

    /// `auto()` gives the lower-cased name in a string enumeration, else the count.
    fn member_value(&self, class: Id<ClassObject>, name: Name, value: Value, count: i64) -> Value {
        if value.dotted().is_none_or(|path| path != "enum.auto") {
            return value;
        }
        let is_text = self.heap.classes[class].mro.iter().any(|base| match base {
            Value::Native(native) => native.name == "str",
            Value::External(path) => path.ends_with("StrEnum"),
            _ => false,
        });
        if is_text { Value::str(name.to_lowercase()) } else { Value::Int(count) }
    }

    /// The members of an enumeration, in order.
    pub fn members(&self, class: Id<ClassObject>) -> Vec<Value> {
        let namespace = self.heap.classes[class].namespace;
        let names = &self.heap.scopes[namespace].names;
        names.values().filter(|value| matches!(value, Value::Member(_))).cloned().collect()
    }

    pub(super) fn member_by_value(&mut self, class: Id<ClassObject>, call: &Call) -> Value {
        let Some(wanted) = call.args.first() else { return Value::unknown("an enumeration member", call.site) };
        let members = self.members(class);
        for member in members {
            if self.equal(&member, wanted) == Some(true) {
                return member;
            }
        }
        Value::unknown("an enumeration member by its value", call.site)
    }

    pub(super) fn member_attr(&mut self, member: &Arc<super::value::Member>, name: Name, at: Place) -> Option<Value> {
        match name.as_str() {
            "value" | "_value_" => return Some(member.value.clone()),
            "name" | "_name_" => return Some(Value::str(member.name.as_str())),
            _ => {}
        }
        let receiver = Value::Member(Arc::clone(member));
        match self.lookup_after(member.class, None, name) {
            Some(found) => Some(self.bound_to(&found, &receiver, member.class, at)),
            None => self.find_deeper(&member.value, name, at),
        }
    }
}
