//! What is the value of a block? That of the result that ran last; where tests are not decided, what its branches join to.

use crate::eval::condition::Condition;
use crate::eval::machine::{Cx, Machine};
use crate::eval::scope::{Scope, ScopeKind};
use crate::eval::statement::Flow;
use crate::eval::value::Value;
use crate::facts::{Block, Case, Expr, ExprId, Name, Stmt, StmtKind};
use std::sync::{Arc, LazyLock};

/// The name that holds the value of a block.
static RESULT: LazyLock<Name> = LazyLock::new(|| Name::from("<result>"));

impl Machine<'_> {
    /// Runs a block as an expression. What leaves it goes on to leave the statement around it.
    pub(in crate::eval) fn eval_block(&mut self, cx: &Cx, block: &Block) -> Value {
        let global = self.heap.scopes[cx.scope].global.or_else(|| Some(self.global(cx)));
        let scope = self.heap.scopes.add(Scope::new(ScopeKind::Function, Some(cx.scope), global));
        let inside = cx.within(scope);
        let flow = self.exec_declaring(&inside, block);
        if flow.leaves() {
            self.left.get_or_insert(flow);
        }
        self.heap.scopes[scope].names.get(&*RESULT).cloned().unwrap_or_else(|| Value::tuple(Vec::new()))
    }

    /// Runs a block whose items hold in all of it.
    pub(in crate::eval) fn exec_declaring(&mut self, cx: &Cx, block: &[Stmt]) -> Flow {
        let has_items = block.first().is_some_and(|stmt| is_item(&stmt.kind));
        if has_items {
            self.declare_local(cx, block);
        }
        self.exec_block(cx, block)
    }

    /// Binds the items of a block inside a function.
    fn declare_local(&mut self, cx: &Cx, block: &[Stmt]) {
        for stmt in block {
            match &stmt.kind {
                StmtKind::Function(id) => {
                    let name = cx.code.functions[id.0 as usize].name;
                    let function = self.make_function(cx, *id);
                    self.declare_name(cx, name, function);
                }
                StmtKind::Class(id) => self.declare_class(cx, *id),
                StmtKind::Macro(rules) => {
                    let value = self.macro_value(cx, rules);
                    self.declare_name(cx, rules.name, value);
                }
                StmtKind::Use(names) => {
                    for of in names {
                        self.use_locally(cx, of.name, of.path);
                    }
                }
                _ => {}
            }
        }
        for stmt in block {
            if let StmtKind::Impl(of) = &stmt.kind {
                self.exec_impl(cx, of);
            }
        }
    }

    fn use_locally(&mut self, cx: &Cx, name: Name, path: ExprId) {
        let of = self.eval(cx, path);
        if !name.is_empty() {
            return self.declare_name(cx, name, of);
        }
        match of {
            Value::Module(module) if self.modules.is_declared(module) => {
                self.declare(module);
                self.copy_names(self.modules[module].scope, cx);
            }
            Value::Class(class) => self.copy_names(self.heap.classes[class].namespace, cx),
            _ => {}
        }
    }

    /// Makes the names of a scope known in another; names that are bound there stay.
    fn copy_names(&mut self, from: crate::eval::Id<Scope>, cx: &Cx) {
        let names: Vec<(Name, Value)> =
            self.heap.scopes[from].names.iter().map(|(name, value)| (*name, value.clone())).collect();
        for (name, value) in names {
            self.heap.scopes[cx.scope].names.entry(name).or_insert(value);
        }
    }

    pub(in crate::eval) fn exec_result(&mut self, cx: &Cx, value: ExprId) {
        let value = self.eval(cx, value);
        if self.left.is_none() {
            self.write_name(cx.scope, *RESULT, value);
        }
    }

    /// Assigns to what was declared before: a name is written where it stands.
    pub(in crate::eval) fn exec_reassign(&mut self, cx: &Cx, target: ExprId, value: ExprId) {
        let value = self.eval(cx, value);
        self.write_to(cx, target, value);
    }

    /// Writes what is declared already.
    pub(super) fn write_to(&mut self, cx: &Cx, target: ExprId, value: Value) {
        match cx.code.expr(target) {
            Expr::Name(name) => {
                let scope = self.find_name(cx.scope, *name).map_or(cx.scope, |(scope, _)| scope);
                self.write_name(scope, *name, value);
            }
            _ => self.assign(cx, target, value),
        }
    }

    /// `match` in a language where exactly one case runs: cases that are not decided exclude each other.
    pub(in crate::eval) fn exec_cases(&mut self, cx: &Cx, subject: ExprId, cases: &[Case]) -> Flow {
        let value = self.eval(cx, subject);
        if self.left.is_some() {
            return self.left.take().unwrap_or(Flow::Next);
        }
        self.exec_case(cx, subject, &value, cases)
    }

    fn exec_case(&mut self, cx: &Cx, subject: ExprId, value: &Value, cases: &[Case]) -> Flow {
        let Some((case, rest)) = cases.split_first() else { return Flow::Next };
        let matched = self.matches(cx, value, &case.pattern);
        let matched = match (matched, case.guard) {
            (Some(true), Some(guard)) => self.test(cx, guard),
            (None, Some(guard)) => self.test(cx, guard).filter(|holds| !holds),
            (matched, _) => matched,
        };
        if rest.is_empty() && matched != Some(false) {
            // Some case runs: if none before did, the last one.
            return self.exec_declaring(cx, &case.body);
        }
        match matched {
            Some(true) => self.exec_declaring(cx, &case.body),
            Some(false) => self.exec_case(cx, subject, value, rest),
            None => {
                let case_text = case.text.split_whitespace().collect::<Vec<_>>().join(" ");
                let text = format!("{} is `{case_text}`", self.spelled(cx, subject));
                self.fork_on(
                    &text,
                    cx.place(subject),
                    |machine| machine.exec_declaring(cx, &case.body),
                    |machine| machine.exec_case(cx, subject, value, rest),
                )
            }
        }
    }

    /// Runs both ways on from a test that is not decided.
    pub(in crate::eval) fn fork_on(
        &mut self,
        holds: &str,
        at: crate::facts::Place,
        then: impl FnOnce(&mut Self) -> Flow,
        otherwise: impl FnOnce(&mut Self) -> Flow,
    ) -> Flow {
        let outer = self.condition.clone();
        let positive = Condition::inside(outer.as_ref(), holds);
        let negative = Condition::inside(outer.as_ref(), format!("not {holds}"));
        self.fork_between((positive, negative), at, then, otherwise)
    }

    /// Runs two ways of which one is gone, each under its condition.
    pub(in crate::eval) fn fork_between(
        &mut self,
        (positive, negative): (Option<Arc<Condition>>, Option<Arc<Condition>>),
        at: crate::facts::Place,
        then: impl FnOnce(&mut Self) -> Flow,
        otherwise: impl FnOnce(&mut Self) -> Flow,
    ) -> Flow {
        let outer = self.condition.clone();
        self.condition.clone_from(&positive);
        let (left_flow, left) = self.recorded(then);
        self.condition.clone_from(&negative);
        let (right_flow, right) = self.recorded(otherwise);
        self.condition = outer;
        self.join_writes(&left, left_flow.leaves(), &right, right_flow.leaves(), at);
        self.after_fork(left_flow, right_flow, (positive, negative), at)
    }
}

fn is_item(kind: &StmtKind) -> bool {
    matches!(
        kind,
        StmtKind::Function(_)
            | StmtKind::Class(_)
            | StmtKind::Use(_)
            | StmtKind::Impl(_)
            | StmtKind::Macro(_)
            | StmtKind::Module(_)
    )
}
