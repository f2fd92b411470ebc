//! How do loops, `with`, `try` and `match` run?

use super::condition::Condition;
use super::machine::{Cx, Machine};
use super::statement::Flow;
use super::value::Value;
use crate::facts::{Block, ExprId, Handler, Name, Stmt, StmtKind, render};

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
        if items.len() > self.bounds.turns {
            self.limit("a loop over too many elements is cut short", cx.place(iterable));
        }
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
            _ => Value::unknown(format!("an element of `{}`", self.shown(cx, iterable)), at),
        };
        let outer = self.condition.clone();
        let text = format!("for each of {}", self.shown(cx, iterable));
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

    pub(super) fn exec_while(&mut self, cx: &Cx, test: ExprId, body: &Block, otherwise: &Block) -> Flow {
        let outer = self.condition.clone();
        for _ in 0..self.bounds.turns {
            let known = self.test(cx, test);
            if known == Some(false) {
                return self.exec_block(cx, otherwise);
            }
            if known.is_none() {
                self.condition = Condition::inside(outer.as_ref(), format!("while {}", self.shown(cx, test)));
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
        self.limit("a loop does not end and is left", cx.place(test));
        Flow::Next
    }

    pub(super) fn exec_try(
        &mut self,
        cx: &Cx,
        body: &Block,
        handlers: &[Handler],
        otherwise: &Block,
        finally: &Block,
    ) -> Flow {
        // Where every handler ends the program too, the body is assumed to get through like code outside `try`.
        let guards = usize::from(!handlers.iter().all(|handler| ends_program(cx, &handler.body)));
        let outer = self.import_guard;
        if guards > 0 {
            self.import_guard = handlers.iter().any(|handler| catches_import(cx, handler));
        }
        self.guards += guards;
        let mut flow = self.exec_guarded(cx, body);
        self.guards -= guards;
        self.import_guard = outer;
        if matches!(flow, Flow::Raise) {
            flow = self.exec_handler(cx, handlers);
        } else if !flow.leaves() {
            self.import_fallback(cx, body, handlers);
            flow = self.exec_block(cx, otherwise);
        }
        let last = self.exec_block(cx, finally);
        if last.leaves() { last } else { flow }
    }

    /// Runs the body of a `try`. Where an import in it fails because nothing installs the package, what would follow if
    /// it were installed counts on that condition.
    fn exec_guarded(&mut self, cx: &Cx, body: &Block) -> Flow {
        for (index, stmt) in body.iter().enumerate() {
            let flow = self.exec_block(cx, std::slice::from_ref(stmt));
            if let (Flow::Raise, Some(missing)) = (&flow, self.missing.take())
                && self.block_registers(cx, &body[index..])
            {
                self.exec_if_installed(cx, &body[index..], missing);
            }
            if flow.leaves() {
                return flow;
            }
        }
        Flow::Next
    }

    fn exec_if_installed(&mut self, cx: &Cx, block: &[Stmt], missing: Name) {
        let (outer, guard) = (self.condition.clone(), std::mem::replace(&mut self.import_guard, false));
        self.condition = Condition::inside(outer.as_ref(), format!("`{missing}` is installed"));
        self.trial(|machine| machine.exec_block(cx, block));
        (self.condition, self.import_guard) = (outer, guard);
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
