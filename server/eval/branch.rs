//! What holds after a test that is not decided? Both branches run; what they wrote is joined.

use super::condition::Condition;
use super::control::ends_program;
use super::heap::{Dict, Id, Instance, Key};
use super::machine::{Cx, Machine};
use super::scope::Scope;
use super::statement::Flow;
use super::value::Value;
use crate::facts::{Block, Expr, ExprId, Name, Place, render};
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
type Written = IndexMap<Slot, Option<Value>, FxBuildHasher>;

/// The key values of dict entries.
type Keys = FxHashMap<Slot, Value>;

impl Machine<'_> {
    pub(super) fn exec_if(&mut self, cx: &Cx, branches: &[(ExprId, Block)], otherwise: &Block) -> Flow {
        let Some(((test, then), rest)) = branches.split_first() else {
            return self.exec_block(cx, otherwise);
        };
        if is_type_checking(cx, *test) {
            return self.exec_type_checking(cx, then);
        }
        let reads = self.config_reads;
        let mut decided = self.test(cx, *test);
        if self.guards == 0 {
            decided = self.assume_start(cx, decided, then, rest, otherwise);
        }
        let configured = self.config_reads > reads;
        match decided {
            Some(true) => {
                if configured {
                    rest.iter().for_each(|(test, block)| self.try_branch(cx, *test, "", block));
                    self.try_branch(cx, *test, "not ", otherwise);
                }
                self.exec_block(cx, then)
            }
            Some(false) => {
                if configured {
                    self.try_branch(cx, *test, "", then);
                }
                self.exec_if(cx, rest, otherwise)
            }
            None => self.fork(cx, *test, then, rest, otherwise),
        }
    }

    /// `if TYPE_CHECKING:` binds names for annotations and runs nothing.
    fn exec_type_checking(&mut self, cx: &Cx, then: &Block) -> Flow {
        let outer = std::mem::replace(&mut self.type_checking, true);
        let flow = self.exec_block(cx, then);
        self.type_checking = outer;
        flow
    }

    /// Assumes that the program starts: a decided branch that ends it is not taken.
    fn assume_start(
        &self,
        cx: &Cx,
        decided: Option<bool>,
        then: &Block,
        rest: &[(ExprId, Block)],
        otherwise: &Block,
    ) -> Option<bool> {
        match decided {
            Some(true) if ends_program(cx, then) => Some(false),
            Some(false) if rest.is_empty() && ends_program(cx, otherwise) => Some(true),
            None if ends_program(cx, then) => Some(false),
            None if rest.is_empty() && ends_program(cx, otherwise) => Some(true),
            decided => decided,
        }
    }

    /// Runs a branch that configuration switches off, for the registrations in it only.
    fn try_branch(&mut self, cx: &Cx, test: ExprId, not: &str, block: &Block) {
        if block.is_empty() || !self.block_registers(cx, block) || leaves_early(block) {
            return;
        }
        let outer = self.condition.clone();
        self.condition = Condition::inside(outer.as_ref(), format!("{not}{}", render(&cx.code, test)));
        let _ = self.recorded(|machine| machine.exec_block(cx, block));
        self.condition = outer;
    }

    fn fork(&mut self, cx: &Cx, test: ExprId, then: &Block, rest: &[(ExprId, Block)], otherwise: &Block) -> Flow {
        let text = render(&cx.code, test);
        let outer = self.condition.clone();
        self.condition = Condition::inside(outer.as_ref(), text.clone());
        let (left_flow, left) = self.recorded(|machine| machine.exec_block(cx, then));
        let negated = Condition::inside(outer.as_ref(), format!("not {text}"));
        self.condition.clone_from(&negated);
        let (right_flow, right) = self.recorded(|machine| machine.exec_if(cx, rest, otherwise));
        self.condition = outer.clone();
        self.join_writes(&left, left_flow.leaves(), &right, right_flow.leaves(), cx.place(test));
        match (left_flow, right_flow) {
            (Flow::Stop, _) | (_, Flow::Stop) => Flow::Stop,
            (Flow::Return(left), Flow::Return(right)) => Flow::Return(self.join(&left, &right, cx.place(test))),
            (Flow::Next, Flow::Next) => Flow::Next,
            (Flow::Raise, right) => right,
            (left, Flow::Raise) => left,
            (left, Flow::Next) => self.leave_maybe(left, negated),
            (Flow::Next, right) => {
                let condition = Condition::inside(outer.as_ref(), text);
                self.leave_maybe(right, condition)
            }
            (left, right) => self.leave_both(left, right),
        }
    }

    /// One branch left, the other goes on: what follows happens only on its condition.
    fn leave_maybe(&mut self, flow: Flow, condition: Option<std::sync::Arc<Condition>>) -> Flow {
        if let Flow::Return(value) = flow {
            self.maybe_return(value);
        }
        self.condition = condition;
        Flow::Next
    }

    /// Both branches left, in different ways.
    fn leave_both(&mut self, left: Flow, right: Flow) -> Flow {
        match (left, right) {
            (Flow::Return(value), other) | (other, Flow::Return(value)) => {
                self.maybe_return(value);
                other
            }
            (left, _) => left,
        }
    }

    /// Remembers a possible result of the function that runs.
    pub(super) fn maybe_return(&mut self, value: Value) {
        if let Some(frame) = self.frames.last_mut() {
            frame.maybe.push(value);
        }
    }

    /// Runs a block that may or may not run.
    pub(super) fn maybe_block(&mut self, cx: &Cx, block: &Block, text: &str) -> Flow {
        let outer = self.condition.clone();
        self.condition = Condition::inside(outer.as_ref(), text);
        let (flow, written) = self.recorded(|machine| machine.exec_block(cx, block));
        self.condition = outer;
        let at = Place::of_file(cx.facts.file);
        self.join_writes(&written, flow.leaves(), &Written::default(), false, at);
        if let Flow::Return(value) = flow {
            self.maybe_return(value);
            return Flow::Next;
        }
        flow
    }

    /// Runs something, takes back what it wrote, and tells what names it bound.
    pub(super) fn trial(&mut self, run: impl FnOnce(&mut Self) -> Flow) -> Vec<(Name, Value)> {
        let (_, written) = self.recorded(run);
        let name = |(slot, value): (Slot, Option<Value>)| match slot {
            Slot::Name(_, name) => value.map(|value| (name, value)),
            _ => None,
        };
        written.into_iter().filter_map(name).collect()
    }

    /// Runs something with a journal, then takes back what it wrote.
    fn recorded(&mut self, run: impl FnOnce(&mut Self) -> Flow) -> (Flow, Written) {
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

    fn join_writes(&mut self, left: &Written, left_left: bool, right: &Written, right_left: bool, at: Place) {
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

    /// What is known where one of two values holds: the same value, the one that is an object, or nothing.
    pub fn join(&mut self, left: &Value, right: &Value, at: Place) -> Value {
        if self.same(left, right) {
            return left.clone();
        }
        match (left, right) {
            (Value::None, known) | (known, Value::None) if is_object(known) => known.clone(),
            (opaque, known) | (known, opaque) if opaque.is_opaque() && is_object(known) => known.clone(),
            (left, right) if is_object(left) && is_object(right) && self.same_kind(left, right) => left.clone(),
            (Value::Unknown(_), _) => left.clone(),
            (_, Value::Unknown(_)) => right.clone(),
            _ => Value::unknown("differs between the branches of an undecided test", at),
        }
    }

    fn same_kind(&self, left: &Value, right: &Value) -> bool {
        match (left, right) {
            (Value::Instance(left), Value::Instance(right)) => {
                self.heap.instances[*left].class == self.heap.instances[*right].class
            }
            _ => false,
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
            Key::Str(text) => Some(Value::Str(std::sync::Arc::clone(text))),
            Key::Int(number) => Some(Value::Int(*number)),
            _ => None,
        });
        if let Some(name) = name {
            entries.insert(key.clone(), (name, value));
        }
    }
}

fn is_type_checking(cx: &Cx, test: ExprId) -> bool {
    matches!(cx.code.expr(test), Expr::Name(name) | Expr::Attribute(_, name) if name == "TYPE_CHECKING")
}

fn leaves_early(block: &Block) -> bool {
    use crate::facts::StmtKind::{Break, Continue, Raise, Return};
    block.iter().any(|stmt| matches!(stmt.kind, Return(_) | Raise(_) | Break | Continue))
}

fn is_object(value: &Value) -> bool {
    use Value::{Bound, Class, Dict, Function, Instance, List, Module, Set};
    matches!(value, Instance(_) | Class(_) | Function(_) | Module(_) | List(_) | Dict(_) | Set(_) | Bound(_))
}
