//! What holds after a test that is not decided? Both branches run; what they wrote is joined.

use super::condition::Condition;
use super::control::ends_program;
use super::heap::Id;
use super::journal::{Slot, Written};
use super::machine::{Cx, Machine};
use super::object::List;
use super::statement::Flow;
use super::value::Value;
use crate::facts::{Block, Expr, ExprId, Name, Place};
use std::sync::Arc;

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
            decided = assume_start(cx, decided, then, rest, otherwise);
        }
        let configured = self.config_reads > reads;
        match decided {
            Some(true) if super::statement::is_declared(cx) => self.exec_declaring(cx, then),
            Some(true) => {
                if configured {
                    for (test, block) in rest {
                        self.try_branch(cx, *test, "", block);
                    }
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

    /// Runs a branch that configuration switches off, for the registrations in it only.
    fn try_branch(&mut self, cx: &Cx, test: ExprId, not: &str, block: &Block) {
        if block.is_empty() || !self.block_registers(cx, block) || leaves_early(block) {
            return;
        }
        let outer = self.condition.clone();
        self.condition = Condition::inside(outer.as_ref(), format!("{not}{}", self.shown(cx, test)));
        let _ = self.recorded(|machine| machine.exec_block(cx, block));
        self.condition = outer;
    }

    fn fork(&mut self, cx: &Cx, test: ExprId, then: &Block, rest: &[(ExprId, Block)], otherwise: &Block) -> Flow {
        let holds = self.shown(cx, test);
        if super::statement::is_declared(cx) {
            let otherwise = |machine: &mut Self| machine.exec_if(cx, rest, otherwise);
            let at = cx.place(test);
            return self.fork_on(&holds, at, |machine| machine.exec_declaring(cx, then), otherwise);
        }
        let outer = self.condition.clone();
        self.condition = Condition::inside(outer.as_ref(), holds.clone());
        let (left_flow, left) = self.recorded(|machine| machine.exec_block(cx, then));
        let negated = Condition::inside(outer.as_ref(), format!("not {holds}"));
        self.condition.clone_from(&negated);
        let (right_flow, right) = self.recorded(|machine| machine.exec_if(cx, rest, otherwise));
        self.condition.clone_from(&outer);
        self.join_writes(&left, left_flow.leaves(), &right, right_flow.leaves(), cx.place(test));
        let positive = Condition::inside(outer.as_ref(), holds);
        self.after_fork(left_flow, right_flow, (positive, negated), cx.place(test))
    }

    /// How two ways on from a test go on together; with the conditions of both.
    pub(super) fn after_fork(
        &mut self,
        left_flow: Flow,
        right_flow: Flow,
        (positive, negated): (Option<Arc<Condition>>, Option<Arc<Condition>>),
        at: Place,
    ) -> Flow {
        match (left_flow, right_flow) {
            (Flow::Stop, _) | (_, Flow::Stop) => Flow::Stop,
            (Flow::Return(left), Flow::Return(right)) => Flow::Return(self.join(&left, &right, at)),
            (Flow::Next, Flow::Next) => Flow::Next,
            (Flow::Raise, right) => right,
            (left, Flow::Raise) => left,
            (left, Flow::Next) => self.leave_maybe(left, negated),
            (Flow::Next, right) => self.leave_maybe(right, positive),
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

    /// What is known where one of two values holds: the same value, the one that is an object, or nothing.
    pub fn join(&mut self, left: &Value, right: &Value, at: Place) -> Value {
        if self.same(left, right) {
            return left.clone();
        }
        if let Some(joined) = self.join_by_hook(left, right, at) {
            return joined;
        }
        match (left, right) {
            (Value::None, known) | (known, Value::None) if is_object(known) => known.clone(),
            (left, right) if is_object(left) && is_object(right) && self.same_kind(left, right) => left.clone(),
            (left, right) if self.is_choice(left) && self.is_choice(right) => self.one_of(left, right, at),
            (opaque, known) | (known, opaque) if opaque.is_opaque() && is_object(known) => known.clone(),
            (Value::Unknown(_), _) => left.clone(),
            (_, Value::Unknown(_)) => right.clone(),
            _ => Value::unknown("differs between the branches of an undecided test", at),
        }
    }

    /// Two objects of a model that says itself what holds where it may be either.
    fn join_by_hook(&mut self, left: &Value, right: &Value, at: Place) -> Option<Value> {
        if let (Value::List(one), Value::List(other)) = (left, right) {
            return self.join_lists(*one, *other);
        }
        let (Value::Instance(one), Value::Instance(other)) = (left, right) else { return None };
        let class = self.heap.instances[*one].class;
        let same = class == self.heap.instances[*other].class && self.heap.classes[class].is_model;
        let hook = if same { self.lookup_after(class, None, Name::from("__join__"))? } else { return None };
        Some(self.call_with(&hook, vec![left.clone(), right.clone()], at))
    }

    /// Two lists of a model's objects that are made under conditions of their own: what either has.
    fn join_lists(&mut self, one: Id<List>, other: Id<List>) -> Option<Value> {
        let (left, right) = (self.heap.lists[one].items.clone(), self.heap.lists[other].items.clone());
        let is_made = |item: &Value| match item {
            Value::Instance(id) => {
                let class = &self.heap.classes[self.heap.instances[*id].class];
                class.is_model && self.modules.is_declared(class.module)
            }
            _ => false,
        };
        if left.is_empty() && right.is_empty() || !left.iter().chain(&right).all(is_made) {
            return None;
        }
        let mut items = left;
        for item in right {
            if !items.iter().any(|known| self.same(known, &item)) {
                items.push(item);
            }
        }
        Some(self.list(items))
    }

    fn same_kind(&self, left: &Value, right: &Value) -> bool {
        match (left, right) {
            (Value::Instance(left), Value::Instance(right)) => {
                self.heap.instances[*left].class == self.heap.instances[*right].class
            }
            _ => false,
        }
    }
}

/// Assumes that the program starts: a decided branch that ends it is not taken.
fn assume_start(
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
