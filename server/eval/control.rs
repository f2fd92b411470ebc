//! How do loops, `with`, `try` and `match` run?

use super::condition::Condition;
use super::machine::{Cx, Machine};
use super::statement::Flow;
use super::value::Value;
use crate::facts::{Block, Case, ExprId, Handler, Pattern, Stmt, StmtKind, render};

impl Machine<'_> {
    pub(super) fn exec_for(
        &mut self,
        cx: &Cx,
        target: ExprId,
        iterable: ExprId,
        body: &Block,
        otherwise: &Block,
    ) -> Flow {
        let value = self.eval(cx, iterable);
        let Some(items) = self.iterate(&value, cx.place(iterable)) else {
            return self.exec_unknown_turn(cx, target, &value, iterable, body);
        };
        let outer = self.condition.clone();
        for item in items.into_iter().take(self.bounds.turns) {
            self.assign(cx, target, item);
            let flow = self.exec_block(cx, body);
            self.condition.clone_from(&outer);
            match flow {
                Flow::Break => return Flow::Next,
                Flow::Next | Flow::Continue => {}
                leaves => return leaves,
            }
        }
        self.exec_block(cx, otherwise)
    }

    /// A loop over what is not known runs its body once, under a condition.
    fn exec_unknown_turn(&mut self, cx: &Cx, target: ExprId, value: &Value, iterable: ExprId, body: &Block) -> Flow {
        let at = cx.place(iterable);
        let item = match value {
            Value::Unknown(reason) => Value::Unknown(std::sync::Arc::clone(reason)),
            _ => Value::unknown(format!("an element of `{}`", render(&cx.code, iterable)), at),
        };
        let outer = self.condition.clone();
        let text = format!("for each of {}", render(&cx.code, iterable));
        self.condition = Condition::inside(outer.as_ref(), text);
        self.assign(cx, target, item);
        let flow = self.exec_block(cx, body);
        self.condition = outer;
        match flow {
            Flow::Stop => Flow::Stop,
            Flow::Return(value) => {
                self.maybe_return(value);
                Flow::Next
            }
            _ => Flow::Next,
        }
    }

    pub(super) fn exec_while(&mut self, cx: &Cx, test: ExprId, body: &Block) -> Flow {
        let outer = self.condition.clone();
        for _ in 0..self.bounds.turns {
            let known = self.test(cx, test);
            if known == Some(false) {
                return Flow::Next;
            }
            if known.is_none() {
                self.condition = Condition::inside(outer.as_ref(), format!("while {}", render(&cx.code, test)));
            }
            let flow = self.exec_block(cx, body);
            // A turn that may have left the loop is the last: nothing says that another one runs.
            let stays = known.is_some() && self.condition == outer;
            self.condition.clone_from(&outer);
            match flow {
                Flow::Break => return Flow::Next,
                Flow::Next | Flow::Continue if stays => {}
                Flow::Next | Flow::Continue => return Flow::Next,
                leaves => return leaves,
            }
        }
        Flow::Next
    }

    pub(super) fn exec_with(&mut self, cx: &Cx, items: &[(ExprId, Option<ExprId>)], body: &Block) -> Flow {
        for (value, target) in items {
            let manager = self.eval(cx, *value);
            let entered = self.enter(&manager, cx.place(*value));
            if let Some(target) = target {
                self.assign(cx, *target, entered);
            }
        }
        self.exec_block(cx, body)
    }

    fn enter(&mut self, manager: &Value, at: crate::facts::Place) -> Value {
        for hook in ["__enter__", "__aenter__"] {
            if let Some(hook) = self.hook(manager, hook) {
                return self.call_with(&hook, Vec::new(), at);
            }
        }
        manager.clone()
    }

    pub(super) fn exec_try(
        &mut self,
        cx: &Cx,
        body: &Block,
        handlers: &[Handler],
        otherwise: &Block,
        finally: &Block,
    ) -> Flow {
        self.guards += 1;
        let mut flow = self.exec_block(cx, body);
        self.guards -= 1;
        if matches!(flow, Flow::Raise) {
            flow = self.exec_handler(cx, handlers);
        } else if !flow.leaves() {
            self.import_fallback(cx, body, handlers);
            flow = self.exec_block(cx, otherwise);
        }
        let last = self.exec_block(cx, finally);
        if last.leaves() { last } else { flow }
    }

    fn exec_handler(&mut self, cx: &Cx, handlers: &[Handler]) -> Flow {
        let Some(handler) = handlers.last() else { return Flow::Raise };
        if let (Some(name), Some(types)) = (handler.name, handler.types) {
            let value = Value::unknown("a caught exception", cx.place(types));
            self.bind(cx, name, value);
        }
        self.exec_block(cx, &handler.body)
    }

    /// `try: from a import x / except ImportError: from b import x`: where `a` is not known to be installed and the
    /// fallback is of the workspace, the fallback holds.
    fn import_fallback(&mut self, cx: &Cx, body: &Block, handlers: &[Handler]) {
        let missing = self.missing_imports(cx, body);
        let Some(handler) = handlers.iter().find(|handler| catches_import(cx, handler)) else { return };
        if missing.is_empty() {
            return;
        }
        let before: Vec<_> = missing.iter().map(|name| (*name, self.read_own(cx, *name))).collect();
        let writes = self.trial(|machine| machine.exec_block(cx, &handler.body));
        for (name, old) in before {
            let new = writes.iter().find(|(bound, _)| *bound == name).map(|(_, value)| value.clone());
            if let Some(new) = new.filter(|value| !value.is_opaque() && !matches!(value, Value::None)) {
                self.bind(cx, name, new);
            } else if let Some(old) = old {
                self.bind(cx, name, old);
            }
        }
    }

    pub(super) fn exec_match(&mut self, cx: &Cx, subject: ExprId, cases: &[Case]) -> Flow {
        let value = self.eval(cx, subject);
        for case in cases {
            let guarded = case.guard.is_some();
            match self.matches(cx, &value, &case.pattern) {
                Some(false) => {}
                Some(true) if !guarded || case.guard.is_some_and(|guard| self.test(cx, guard) == Some(true)) => {
                    return self.exec_block(cx, &case.body);
                }
                _ => {
                    let text = format!("match {}", render(&cx.code, subject));
                    let flow = self.maybe_block(cx, &case.body, &text);
                    if matches!(flow, Flow::Stop) {
                        return flow;
                    }
                }
            }
        }
        Flow::Next
    }

    fn matches(&mut self, cx: &Cx, value: &Value, pattern: &Pattern) -> Option<bool> {
        match pattern {
            Pattern::Wildcard => Some(true),
            Pattern::Capture(name) => {
                self.bind(cx, *name, value.clone());
                Some(true)
            }
            Pattern::Value(expr) => {
                let wanted = self.eval(cx, *expr);
                self.equal(value, &wanted)
            }
            Pattern::AnyOf(patterns) => {
                let found: Vec<_> = patterns.iter().map(|pattern| self.matches(cx, value, pattern)).collect();
                if found.contains(&Some(true)) {
                    Some(true)
                } else if found.contains(&None) {
                    None
                } else {
                    Some(false)
                }
            }
            Pattern::Other => None,
        }
    }
}

fn catches_import(cx: &Cx, handler: &Handler) -> bool {
    handler.types.is_none_or(|types| {
        let text = render(&cx.code, types);
        ["ImportError", "ModuleNotFoundError", "Exception"].iter().any(|name| text.contains(name))
    })
}

/// Whether a block ends in an exception or the end of the process.
pub(super) fn ends_program(cx: &Cx, block: &[Stmt]) -> bool {
    block.last().is_some_and(|stmt| match stmt.kind {
        StmtKind::Raise(_) => true,
        StmtKind::Expr(value) => {
            let text = render(&cx.code, value);
            ["sys.exit(", "exit(", "quit(", "os._exit("].iter().any(|call| text.starts_with(call))
        }
        _ => false,
    })
}
