//! How does `with` run? Context managers of classes, and of generators that wait at their `yield`.

use super::callable::Call;
use super::machine::{Cx, Machine};
use super::statement::Flow;
use super::value::Value;
use crate::facts::{Expr, ExprId, Place, With};
use std::sync::Arc;

/// What happens at the first `yield` of a generator that is run as a context manager.
#[derive(Clone, Debug)]
pub enum Resume {
    /// The body of a `with` runs, from its item of this index on.
    Body(Cx, Arc<With>, usize),
    /// Nothing: what follows the `yield` belongs to the end of the program.
    Never,
}

impl Machine<'_> {
    /// Runs a `with` statement from one of its managers on.
    pub(super) fn exec_with(&mut self, cx: &Cx, with: &Arc<With>, index: usize) -> Flow {
        let Some((value, target)) = with.items.get(index) else {
            return self.exec_block(cx, &with.body);
        };
        if let Some(flow) = self.exec_around(cx, with, index, *value) {
            return flow;
        }
        let manager = self.eval(cx, *value);
        let entered = self.enter(&manager, cx.place(*value));
        if let Some(target) = target {
            self.assign(cx, *target, entered);
        }
        let flow = self.exec_with(cx, with, index + 1);
        self.leave(&manager, cx.place(*value));
        flow
    }

    /// A manager made by a generator: its code runs around the body. `None` if it is another kind of manager.
    fn exec_around(&mut self, cx: &Cx, with: &Arc<With>, index: usize, value: ExprId) -> Option<Flow> {
        let Expr::Call(callee, args) = cx.code.expr(value) else { return None };
        let (Expr::Name(_) | Expr::Attribute(..)) = cx.code.expr(*callee) else { return None };
        let target = self.eval(cx, *callee);
        if !self.is_manager(&target) {
            return None;
        }
        let call = self.eval_args(cx, args, cx.place(value));
        self.resume = Some(Resume::Body(cx.clone(), Arc::clone(with), index));
        self.call(&target, call);
        self.resume = None;
        match self.resumed.take() {
            Some(flow) => Some(flow),
            None => Some(self.exec_with(cx, with, index + 1)),
        }
    }

    fn is_manager(&self, target: &Value) -> bool {
        match target {
            Value::Function(id) => {
                let function = &self.heap.functions[*id];
                function.traits.context_manager && function.is_generator()
            }
            Value::Bound(bound) => self.is_manager(&bound.function),
            _ => false,
        }
    }

    /// A `yield`: remembers the value, and runs what waits for it.
    pub(super) fn yielded(&mut self, value: Value) {
        let Some(mut frame) = self.frames.pop() else { return };
        let resume = frame.resume.take();
        frame.yields.push(value.clone());
        match resume {
            Some(Resume::Body(cx, with, index)) => {
                if let Some((_, Some(target))) = with.items.get(index) {
                    self.assign(&cx, *target, value);
                }
                self.resumed = Some(self.exec_with(&cx, &with, index + 1));
            }
            Some(Resume::Never) => self.suspended = true,
            None => {}
        }
        self.frames.push(frame);
    }

    /// Calls a lifespan up to its `yield`: what follows is the end of the program.
    pub fn call_until_yield(&mut self, callee: &Value, call: Call) -> Value {
        self.resume = Some(Resume::Never);
        let result = self.call(callee, call);
        (self.resume, self.suspended) = (None, false);
        result
    }

    fn enter(&mut self, manager: &Value, at: Place) -> Value {
        for hook in ["__enter__", "__aenter__"] {
            if let Some(hook) = self.hook(manager, hook) {
                return self.call_with(&hook, Vec::new(), at);
            }
        }
        manager.clone()
    }

    fn leave(&mut self, manager: &Value, at: Place) {
        for hook in ["__exit__", "__aexit__"] {
            if let Some(hook) = self.hook(manager, hook) {
                self.call_with(&hook, vec![Value::None, Value::None, Value::None], at);
                return;
            }
        }
    }
}
