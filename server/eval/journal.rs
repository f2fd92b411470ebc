//! What did a branch write? Slots and what they held before, to take writes back and to join them.

use super::heap::Id;
use super::key::Key;
use super::machine::Machine;
use super::object::{Dict, Instance};
use super::scope::Scope;
use super::statement::Flow;
use super::value::Value;
use crate::facts::{Name, Place};
use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// A place a branch may write to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// A name of a scope.
    Name(Id<Scope>, Name),
    /// An attribute of an instance.
    Attr(Id<Instance>, Name),
    /// An entry of a dict.
    Entry(Id<Dict>, Key),
}

/// What the branch in progress overwrote, in order: slot and value before.
#[derive(Debug, Default)]
pub struct Journal {
    writes: Vec<(Slot, Option<Value>)>,
    /// Keys of the dict entries, to restore them.
    keys: Keys,
    /// How many scopes, instances and dicts there were: what the branch itself makes is not taken back.
    before: [u32; 3],
}

impl Journal {
    fn covers(&self, slot: &Slot) -> bool {
        let [scopes, instances, dicts] = self.before;
        match slot {
            Slot::Name(scope, _) => scope.index() < scopes,
            Slot::Attr(instance, _) => instance.index() < instances,
            Slot::Entry(dict, _) => dict.index() < dicts,
        }
    }
}

/// What a branch wrote: slot and value after it, in the order of the first writes.
pub(super) type Written = IndexMap<Slot, Option<Value>, FxBuildHasher>;

/// The key values of dict entries.
type Keys = FxHashMap<Slot, Value>;

impl Machine<'_> {
    /// Runs something with a journal, then takes back what it wrote.
    pub(super) fn recorded(&mut self, run: impl FnOnce(&mut Self) -> Flow) -> (Flow, Written) {
        let heap = &self.heap;
        let before = [heap.scopes.len(), heap.instances.len(), heap.dicts.len()];
        let outer = self.journal.replace(Journal { before, ..Journal::default() });
        let flow = run(self);
        let journal = std::mem::replace(&mut self.journal, outer).unwrap_or_default();
        let mut written = Written::default();
        for (slot, _) in &journal.writes {
            if !written.contains_key(slot) {
                written.insert(slot.clone(), self.read_slot(slot));
            }
        }
        for (slot, old) in journal.writes.into_iter().rev() {
            self.write_slot(&slot, old, &journal.keys);
        }
        (flow, written)
    }

    pub(super) fn join_writes(
        &mut self,
        left: &Written,
        left_left: bool,
        right: &Written,
        right_left: bool,
        at: Place,
    ) {
        let only_right = right.keys().filter(|slot| !left.contains_key(*slot));
        for slot in left.keys().chain(only_right) {
            let before = self.read_slot(slot);
            let value = |side: &Written| side.get(slot).unwrap_or(&before).clone();
            let joined = match (left_left, right_left) {
                (true, false) => value(right),
                (false, true) => value(left),
                _ => self.join_optional(value(left), value(right), at),
            };
            self.record(slot, before);
            self.write_slot(slot, joined, &Keys::default());
        }
    }

    fn join_optional(&mut self, left: Option<Value>, right: Option<Value>, at: Place) -> Option<Value> {
        match (left, right) {
            (Some(left), Some(right)) => Some(self.join(&left, &right, at)),
            (one, other) => one.or(other),
        }
    }

    /// Remembers what a slot held before it is written, if a branch is being tried.
    pub fn record(&mut self, slot: &Slot, before: Option<Value>) {
        if let Some(journal) = self.journal.as_mut().filter(|journal| journal.covers(slot)) {
            journal.writes.push((slot.clone(), before));
        }
    }

    /// Remembers the key value of a dict entry that is about to be written.
    pub fn record_key(&mut self, slot: &Slot, key: &Value) {
        if let Some(journal) = &mut self.journal {
            journal.keys.entry(slot.clone()).or_insert_with(|| key.clone());
        }
    }

    fn read_slot(&self, slot: &Slot) -> Option<Value> {
        match slot {
            Slot::Name(scope, name) => self.heap.scopes[*scope].names.get(name).cloned(),
            Slot::Attr(instance, name) => self.heap.instances[*instance].attrs.get(name).cloned(),
            Slot::Entry(dict, key) => self.heap.dicts[*dict].entries.get(key).map(|(_, value)| value.clone()),
        }
    }

    fn write_slot(&mut self, slot: &Slot, value: Option<Value>, keys: &Keys) {
        match (slot, value) {
            (Slot::Name(scope, name), Some(value)) => {
                self.heap.scopes[*scope].names.insert(*name, value);
            }
            (Slot::Name(scope, name), None) => {
                self.heap.scopes[*scope].names.shift_remove(name);
            }
            (Slot::Attr(instance, name), Some(value)) => {
                self.heap.instances[*instance].attrs.insert(*name, value);
            }
            (Slot::Attr(instance, name), None) => {
                self.heap.instances[*instance].attrs.shift_remove(name);
            }
            (Slot::Entry(dict, key), Some(value)) => self.write_entry(*dict, key, value, slot, keys),
            (Slot::Entry(dict, key), None) => {
                self.heap.dicts[*dict].entries.shift_remove(key);
            }
        }
    }

    fn write_entry(&mut self, dict: Id<Dict>, key: &Key, value: Value, slot: &Slot, keys: &Keys) {
        let entries = &mut self.heap.dicts[dict].entries;
        let known = entries.get(key).map(|(key, _)| key.clone());
        let name = known.or_else(|| keys.get(slot).cloned());
        let name = name.or_else(|| match key {
            Key::Str(text) => Some(Value::str(std::sync::Arc::clone(text))),
            Key::Int(number) => Some(Value::Int(*number)),
            _ => None,
        });
        if let Some(name) = name {
            entries.insert(key.clone(), (name, value));
        }
    }
}
