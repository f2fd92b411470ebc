//! Can this code register anything? The filters for startup code and for branches that are switched off.

use super::heap::{FunctionObject, Id};
use super::machine::{Cx, Machine};
use super::value::{Call, Value};
use crate::facts::{Code, Expr, Name, Stmt, StmtKind};

/// How far calls by name are followed.
const CALL_DEPTH: usize = 4;

impl Machine<'_> {
    /// Whether a block names something that registers.
    pub(super) fn block_registers(&self, cx: &Cx, block: &[Stmt]) -> bool {
        block.iter().any(|stmt| self.stmt_registers(cx, &stmt.kind))
    }

    fn stmt_registers(&self, cx: &Cx, stmt: &StmtKind) -> bool {
        match stmt {
            StmtKind::Expr(value) | StmtKind::Assign(_, value) | StmtKind::Augment(_, _, value) => {
                self.expr_registers(cx, *value)
            }
            StmtKind::If(branches, otherwise) => {
                branches.iter().any(|(_, block)| self.block_registers(cx, block)) || self.block_registers(cx, otherwise)
            }
            StmtKind::For { iterable, body, .. } => {
                self.expr_registers(cx, *iterable) || self.block_registers(cx, body)
            }
            StmtKind::While(_, body, _) | StmtKind::Try { body, .. } => self.block_registers(cx, body),
            StmtKind::With(with) => self.block_registers(cx, &with.body),
            StmtKind::ImportFrom { .. } | StmtKind::Import(_) => true,
            StmtKind::Function(id) => !cx.code.functions[id.0 as usize].decorators.is_empty(),
            StmtKind::Class(_) => true,
            _ => false,
        }
    }

    /// Whether an expression calls something that registers: by name, or with an application or router at hand.
    fn expr_registers(&self, cx: &Cx, expr: crate::facts::ExprId) -> bool {
        match cx.code.expr(expr) {
            Expr::Call(callee, args) => {
                self.expr_registers(cx, *callee) || args.iter().any(|arg| self.expr_registers(cx, arg.value))
            }
            Expr::Attribute(base, name) => self.library.registering.contains(name) || self.expr_registers(cx, *base),
            Expr::Name(name) => {
                self.library.registering.contains(name)
                    || self.read_visible(cx, *name).is_some_and(|value| match value {
                        Value::Function(id) => self.function_registers(id, CALL_DEPTH),
                        other => self.is_registrar(&other, 1),
                    })
            }
            Expr::Await(value) => self.expr_registers(cx, *value),
            Expr::List(items) | Expr::Tuple(items) => items.iter().any(|item| self.expr_registers(cx, *item)),
            Expr::Comprehension(of) => self.expr_registers(cx, of.element),
            _ => false,
        }
    }

    fn read_visible(&self, cx: &Cx, name: Name) -> Option<Value> {
        let mut next = Some(cx.scope);
        while let Some(scope) = next {
            if let Some(value) = self.heap.scopes[scope].names.get(&name) {
                return Some(value.clone());
            }
            next = self.heap.scopes[scope].parent;
        }
        None
    }

    /// In startup code, below the handler itself: only what can reach a router is entered.
    pub(super) fn worth_entering(&self, id: Id<FunctionObject>, call: &Call) -> bool {
        let Some(base) = self.startup else { return true };
        if self.frames.len() <= base || self.heap.functions[id].signature().name == "<lambda>" {
            return true;
        }
        if self.library.is_model(self.heap.functions[id].facts.file) {
            return true;
        }
        let mut given = call.args.iter().chain(call.keywords.iter().map(|(_, value)| value));
        given.any(|value| self.is_registrar(value, 2)) || self.function_registers(id, CALL_DEPTH)
    }

    /// Whether a value is an application or router, or has one among its attributes.
    pub(super) fn is_registrar(&self, value: &Value, depth: usize) -> bool {
        match value {
            Value::Instance(id) => {
                let instance = &self.heap.instances[*id];
                let class = &self.heap.classes[instance.class];
                let own = class.mro.iter().any(|entry| match entry {
                    Value::Class(id) => {
                        let class = &self.heap.classes[*id];
                        class.is_model && self.library.registrars.contains(&class.name)
                    }
                    _ => false,
                });
                own || depth > 0 && instance.attrs.values().any(|attr| self.is_registrar(attr, depth - 1))
            }
            Value::Bound(bound) => self.is_registrar(&bound.receiver, depth),
            Value::List(list) if depth > 0 => {
                self.heap.lists[*list].items.iter().any(|item| self.is_registrar(item, depth - 1))
            }
            _ => false,
        }
    }

    /// Whether a function's own code, or that of functions it calls by name, names something that registers.
    pub fn function_registers(&self, id: Id<FunctionObject>, depth: usize) -> bool {
        let function = &self.heap.functions[id];
        let code = function.facts.item(function.signature().item);
        if code_registers(code, &self.library.registering) {
            return true;
        }
        if depth == 0 {
            return false;
        }
        let callees = called_names(code);
        callees.iter().any(|name| match self.visible_function(function, *name) {
            Some(callee) if callee != id => self.function_registers(callee, depth - 1),
            _ => false,
        })
    }

    fn visible_function(&self, function: &FunctionObject, name: Name) -> Option<Id<FunctionObject>> {
        let mut next = Some(function.closure);
        while let Some(scope) = next {
            match self.heap.scopes[scope].names.get(&name) {
                Some(Value::Function(id)) => return Some(*id),
                Some(Value::Lazy(lazy)) => return self.lazy_function(lazy),
                Some(_) => return None,
                None => next = self.heap.scopes[scope].parent,
            }
        }
        None
    }

    fn lazy_function(&self, lazy: &super::value::Lazy) -> Option<Id<FunctionObject>> {
        let scope = self.modules[lazy.module].scope;
        match self.heap.scopes[scope].names.get(&lazy.name?) {
            Some(Value::Function(id)) => Some(*id),
            _ => None,
        }
    }
}

fn code_registers(code: &Code, words: &rustc_hash::FxHashSet<Name>) -> bool {
    code.exprs.iter().any(|expr| match expr {
        Expr::Attribute(_, name) | Expr::Name(name) => words.contains(name),
        _ => false,
    })
}

fn called_names(code: &Code) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for expr in &code.exprs {
        let Expr::Call(callee, _) = expr else { continue };
        if let Expr::Name(name) = code.expr(*callee)
            && !names.contains(name)
        {
            names.push(*name);
        }
    }
    names
}
