//! What holds after a test that is not decided? Both branches run; what they wrote is joined.

use super::condition::Condition;
use super::control::ends_program;
use super::journal::{Slot, Written};
use super::machine::{Cx, Machine};
use super::statement::Flow;
use super::value::Value;
use crate::facts::{Block, Expr, ExprId, Name, Place};

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
        let outer = self.condition.clone();
        self.condition = Condition::inside(outer.as_ref(), holds.clone());
        let (left_flow, left) = self.recorded(|machine| machine.exec_block(cx, then));
        let negated = Condition::inside(outer.as_ref(), format!("not {holds}"));
        self.condition.clone_from(&negated);
        let (right_flow, right) = self.recorded(|machine| machine.exec_if(cx, rest, otherwise));
        self.condition.clone_from(&outer);
        self.join_writes(&left, left_flow.leaves(), &right, right_flow.leaves(), cx.place(test));
        match (left_flow, right_flow) {
            (Flow::Stop, _) | (_, Flow::Stop) => Flow::Stop,
            (Flow::Return(left), Flow::Return(right)) => Flow::Return(self.join(&left, &right, cx.place(test))),
            (Flow::Next, Flow::Next) => Flow::Next,
            (Flow::Raise, right) => right,
            (left, Flow::Raise) => left,
            (left, Flow::Next) => self.leave_maybe(left, negated),
            (Flow::Next, right) => {
                let condition = Condition::inside(outer.as_ref(), holds);
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
