//! What does running a statement do?

use super::machine::{Cx, Machine};
use super::value::Value;
use crate::facts::{ExprId, Name, Stmt, StmtKind};
use crate::syntax::Language;

/// How a statement ended.
#[derive(Debug)]
pub enum Flow {
    /// The next one runs.
    Next,
    /// The function returns.
    Return(Value),
    /// The loop ends.
    Break,
    /// The next turn begins.
    Continue,
    /// An exception goes up.
    Raise,
    /// The function waits at a `yield` for what never comes: nothing of it runs any more.
    Suspend,
    /// A bound is hit: everything ends.
    Stop,
}

impl Flow {
    /// Whether what follows does not run.
    pub fn leaves(&self) -> bool {
        !matches!(self, Flow::Next)
    }
}

/// Whether code belongs to a language whose items are declared before anything runs.
pub(super) fn is_declared(cx: &Cx) -> bool {
    cx.facts.language == Language::Rust
}

impl Machine<'_> {
    /// Runs statements in order until one leaves.
    pub fn exec_block(&mut self, cx: &Cx, block: &[Stmt]) -> Flow {
        for stmt in block {
            let flow = if self.step() { self.exec_deeper(cx, stmt) } else { Flow::Stop };
            if matches!(flow, Flow::Stop) && self.stopped_at.is_none() {
                self.stopped_at = Some(self.user_site(cx.mark(stmt.mark)));
            }
            if flow.leaves() {
                return flow;
            }
        }
        Flow::Next
    }

    fn exec_deeper(&mut self, cx: &Cx, stmt: &Stmt) -> Flow {
        let too_deep = |machine: &mut Self| {
            machine.limit("a statement is nested too deep to run", cx.mark(stmt.mark));
            Flow::Next
        };
        self.deeper(too_deep, |machine| machine.exec(cx, stmt))
    }

    fn exec(&mut self, cx: &Cx, stmt: &Stmt) -> Flow {
        match &stmt.kind {
            StmtKind::If(branches, otherwise) => self.exec_if(cx, branches, otherwise),
            StmtKind::For { target, iterable, body, otherwise } => {
                self.exec_for(cx, *target, *iterable, body, otherwise)
            }
            StmtKind::While(test, body, otherwise) => self.exec_while(cx, *test, body, otherwise),
            StmtKind::With(with) => self.exec_with(cx, with, 0),
            StmtKind::Try { body, handlers, otherwise, finally } => {
                self.exec_try(cx, body, handlers, otherwise, finally)
            }
            StmtKind::Match(subject, cases) if is_declared(cx) => self.exec_cases(cx, *subject, cases),
            StmtKind::Match(subject, cases) => self.exec_match(cx, *subject, cases),
            StmtKind::Return(value) => {
                let value = value.map_or(Value::None, |value| self.eval(cx, value));
                self.left.take().unwrap_or(Flow::Return(value))
            }
            StmtKind::Raise(value) => self.exec_raise(cx, *value),
            StmtKind::Break => Flow::Break,
            StmtKind::Continue => Flow::Continue,
            _ => {
                self.exec_simple(cx, stmt);
                self.after_simple()
            }
        }
    }

    /// Where a call in the statement ran into a bound or raised, what follows does not run.
    fn after_simple(&mut self) -> Flow {
        if self.stopped.is_some() {
            Flow::Stop
        } else if self.suspended {
            Flow::Suspend
        } else if std::mem::take(&mut self.raised) {
            Flow::Raise
        } else if let Some(flow) = self.left.take() {
            flow
        } else {
            Flow::Next
        }
    }

    fn exec_simple(&mut self, cx: &Cx, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Broken if is_declared(cx) => {
                self.note("code that could not be parsed is left out", cx.mark(stmt.mark));
            }
            StmtKind::Expr(value) | StmtKind::Assert(value) => drop(self.eval(cx, *value)),
            StmtKind::Assign(targets, value) => {
                let value = self.eval(cx, *value);
                targets.iter().for_each(|target| self.assign(cx, *target, value.clone()));
            }
            StmtKind::Annotate { target, annotation, value } => self.exec_annotate(cx, *target, *annotation, *value),
            StmtKind::Augment(target, op, value) => self.exec_augment(cx, *target, *op, *value),
            StmtKind::Delete(targets) => targets.iter().for_each(|target| self.delete(cx, *target)),
            StmtKind::Global(names) => self.heap.scopes[cx.scope].globals.extend(names.iter()),
            StmtKind::Nonlocal(names) => self.heap.scopes[cx.scope].nonlocals.extend(names.iter()),
            StmtKind::Import(names) => self.exec_import(cx, names),
            StmtKind::ImportFrom { level, module, names, star } => {
                self.exec_import_from(cx, *level, *module, names, *star);
            }
            StmtKind::Result(value) => self.exec_result(cx, *value),
            StmtKind::Reassign(target, value) => self.exec_reassign(cx, *target, *value),
            // What declares something has done so before anything ran.
            StmtKind::Function(_) | StmtKind::Class(_) if is_declared(cx) => {}
            StmtKind::Function(id) => self.exec_function(cx, *id),
            StmtKind::Class(id) => self.exec_class(cx, *id),
            _ => {}
        }
    }

    fn exec_annotate(&mut self, cx: &Cx, target: ExprId, annotation: ExprId, value: Option<ExprId>) {
        if let crate::facts::Expr::Name(name) = cx.code.expr(target) {
            self.add_field(cx, *name, annotation);
        }
        if let Some(value) = value {
            let value = self.eval(cx, value);
            self.assign(cx, target, value);
        }
    }

    /// An exception ends the function, and goes further up only if a `try` waits for it: a program that is deployed
    /// starts, so an exception that nothing catches is our mistake rather than its.
    fn exec_raise(&mut self, cx: &Cx, value: Option<ExprId>) -> Flow {
        if let Some(value) = value {
            let _ = self.eval(cx, value);
        }
        Flow::Raise
    }

    /// Binds a name in the scope that an assignment in this context writes to.
    pub fn bind(&mut self, cx: &Cx, name: Name, value: Value) {
        let scope = self.scope_to_write(cx, name);
        self.write_name(scope, name, value);
    }
}
