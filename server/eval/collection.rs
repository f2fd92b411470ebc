//! What do lists, dicts, sets and subscripts do?

use super::heap::Id;
use super::journal::Slot;
use super::machine::Machine;
use super::object::{ClassKind, Dict, Instance, List};
use super::size::Seen;
use super::value::Value;
use crate::facts::{BinaryOp, Place};

/// Elements of a list that take as much as one entry of a dict.
const ENTRY_SIZE: usize = 4;

impl Machine<'_> {
    /// A new list.
    pub fn list(&mut self, items: Vec<Value>) -> Value {
        Value::List(self.heap.lists.add(List { items }))
    }

    /// A new set; equal elements are kept once.
    pub fn set(&mut self, items: Vec<Value>) -> Value {
        self.spend(items.len());
        let mut seen = Seen::default();
        let kept = items.into_iter().filter(|item| seen.insert(self, item)).collect();
        Value::Set(self.heap.lists.add(List { items: kept }))
    }

    /// The elements a loop over a value sees; `None` if they are not known.
    pub fn iterate(&mut self, value: &Value, at: Place) -> Option<Vec<Value>> {
        let items = self.elements_of(value, at);
        self.spend(items.as_ref().map_or(0, Vec::len));
        items
    }

    fn elements_of(&mut self, value: &Value, at: Place) -> Option<Vec<Value>> {
        match value {
            Value::List(list) | Value::Set(list) => Some(self.heap.lists[*list].items.clone()),
            Value::Tuple(items) => Some(items.to_vec()),
            Value::Dict(dict) => {
                let dict = &self.heap.dicts[*dict];
                let open = dict.open.clone().map(Value::Unknown);
                Some(dict.entries.values().map(|(key, _)| key.clone()).chain(open).collect())
            }
            Value::Str(text) if !text.contains(super::value::HOLE) => {
                Some(text.chars().map(|char| Value::str(char.to_string())).collect())
            }
            Value::Class(class) if self.heap.classes[*class].kind == ClassKind::Enum => Some(self.members(*class)),
            Value::Instance(id) => self.iterate_instance(*id, at),
            _ => None,
        }
    }

    fn iterate_instance(&mut self, id: Id<Instance>, at: Place) -> Option<Vec<Value>> {
        let value = Value::Instance(id);
        if let Some(hook) = self.hook(&value, "__iter__").or_else(|| self.hook(&value, "__aiter__")) {
            let items = self.call_with(&hook, Vec::new(), at);
            return self.deeper(|_| None, |machine| machine.iterate(&items, at));
        }
        let class = self.heap.instances[id].class;
        let is_tuple = self.heap.classes[class]
            .mro
            .iter()
            .any(|base| base.dotted().is_some_and(|path| path.ends_with("NamedTuple")));
        is_tuple.then(|| self.heap.instances[id].attrs.values().cloned().collect())
    }

    /// Appends elements of a value to a list; one that is not known stands for all of them.
    pub fn extend_list(&mut self, list: Id<List>, value: &Value, at: Place) {
        let items = self.iterate(value, at).unwrap_or_else(|| vec![Value::Unknown(self.reason_of(value, at))]);
        for item in items {
            self.push(list, item);
        }
    }

    /// Appends an element, up to the bound.
    pub fn push(&mut self, list: Id<List>, value: Value) {
        if self.heap.lists[list].items.len() < self.bounds.elements {
            self.heap.lists[list].items.push(value);
        } else {
            self.stopped.get_or_insert("a list that grows without end");
        }
    }

    pub(super) fn concat_lists(&mut self, left: &Value, right: &Value, at: Place) -> Value {
        let mut items = self.iterate(left, at).unwrap_or_default();
        items.extend(self.iterate(right, at).unwrap_or_else(|| vec![Value::Unknown(self.reason_of(right, at))]));
        if self.fits_elements(items.len(), at) {
            self.list(items)
        } else {
            Value::unknown("a list that grows without end", at)
        }
    }

    pub(super) fn combine_sets(&mut self, op: BinaryOp, left: &Value, right: &Value, at: Place) -> Value {
        let left = self.iterate(left, at).unwrap_or_default();
        let Some(right) = self.iterate(right, at) else {
            return Value::unknown("a set operation with what is not known", at);
        };
        let found = Seen::of(self, &right);
        let items = match op {
            BinaryOp::BitOr => left.into_iter().chain(right).collect(),
            BinaryOp::BitAnd => left.into_iter().filter(|item| found.contains(self, item)).collect(),
            _ => left.into_iter().filter(|item| !found.contains(self, item)).collect(),
        };
        self.set(items)
    }

    /// Sets an entry of a dict; an entry with an unknown key opens it.
    pub fn set_entry(&mut self, dict: Id<Dict>, key: &Value, value: Value) {
        let Some(found) = self.key_of(key) else {
            let at = self.anywhere();
            self.heap.dicts[dict].open = Some(self.reason_of(key, at));
            return;
        };
        let slot = Slot::Entry(dict, found.clone());
        let old = self.heap.dicts[dict].entries.insert(found, (key.clone(), value));
        if self.journal.is_some() {
            self.record_key(&slot, key);
            self.record(&slot, old.map(|(_, value)| value));
        }
    }

    /// The value of a key; `None` if the dict has none or may have one we cannot see.
    pub fn entry(&self, dict: Id<Dict>, key: &Value) -> Option<Value> {
        let key = self.key_of(key)?;
        self.heap.dicts[dict].entries.get(&key).map(|(_, value)| value.clone())
    }

    /// Adds the entries of a value to a dict.
    pub fn merge_into(&mut self, dict: Id<Dict>, value: &Value, at: Place) {
        let Value::Dict(from) = value else {
            if !matches!(value, Value::None) {
                self.heap.dicts[dict].open = Some(self.reason_of(value, at));
            }
            return;
        };
        let open = self.heap.dicts[*from].open.clone();
        let entries: Vec<_> = self.heap.dicts[*from].entries.values().cloned().collect();
        self.spend(entries.len() * ENTRY_SIZE);
        for (key, value) in entries {
            self.set_entry(dict, &key, value);
        }
        let dict = &mut self.heap.dicts[dict];
        dict.open = dict.open.take().or(open);
    }

    pub(super) fn merged(&mut self, left: &Value, right: &Value, at: Place) -> Value {
        let dict = self.heap.dicts.add(Dict::default());
        self.merge_into(dict, left, at);
        self.merge_into(dict, right, at);
        Value::Dict(dict)
    }
}
