//! How is what a branch wrote taken back? A journal of the slots it overwrote, and their values before.

use super::heap::{Dict, Id, Instance, Key};
use super::machine::Machine;
use super::scope::Scope;
use super::statement::Flow;
use super::value::Value;
use crate::facts::Name;

/// A place a branch may write to.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    keys: Vec<(Slot, Value)>,
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

/// What a branch wrote: slot and value after it.
pub(super) type Written = Vec<(Slot, Option<Value>)>;

impl Machine<'_> {
    /// Runs something with a journal, then takes back what it wrote.
    pub(super) fn recorded(&mut self, run: impl FnOnce(&mut Self) -> Flow) -> (Flow, Written) {
        let heap = &self.heap;
        let before = [heap.scopes.len(), heap.instances.len(), heap.dicts.len()];
        let outer = self.journal.replace(Journal { before, ..Journal::default() });
        let flow = run(self);
        let journal = std::mem::replace(&mut self.journal, outer).unwrap_or_default();
        let mut written: Written = Vec::new();
        for (slot, _) in &journal.writes {
            if !written.iter().any(|(known, _)| known == slot) {
                written.push((slot.clone(), self.read_slot(slot)));
            }
        }
        for (slot, old) in journal.writes.into_iter().rev() {
            self.write_slot(&slot, old, &journal.keys);
        }
        (flow, written)
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
            journal.keys.push((slot.clone(), key.clone()));
        }
    }

    pub(super) fn read_slot(&self, slot: &Slot) -> Option<Value> {
        match slot {
            Slot::Name(scope, name) => self.heap.scopes[*scope].names.get(name).cloned(),
            Slot::Attr(instance, name) => self.heap.instances[*instance].attrs.get(name).cloned(),
            Slot::Entry(dict, key) => self.heap.dicts[*dict].entries.get(key).map(|(_, value)| value.clone()),
        }
    }

    pub(super) fn write_slot(&mut self, slot: &Slot, value: Option<Value>, keys: &[(Slot, Value)]) {
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

    fn write_entry(&mut self, dict: Id<Dict>, key: &Key, value: Value, slot: &Slot, keys: &[(Slot, Value)]) {
        let entries = &mut self.heap.dicts[dict].entries;
        let known = entries.get(key).map(|(key, _)| key.clone());
        let name = known.or_else(|| keys.iter().find(|(known, _)| known == slot).map(|(_, key)| key.clone()));
        let name = name.or_else(|| match key {
            Key::Str(text) => Some(Value::Str(std::sync::Arc::clone(text))),
            Key::Int(number) => Some(Value::Int(*number)),
            _ => None,
        });
        if let Some(name) = name {
            entries.insert(key.clone(), (name, value));
        }
    }
}
