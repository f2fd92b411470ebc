//! Which statements of a module can wait until somebody reads what they bind?
//!
//! Whoever imports one name of a module reads little of the rest, and every class that is made or call that is run
//! pulls in further modules. In a file that registers nothing, a class, or a value that is made of imported things and
//! constants alone, is left for later. It must mean the same then: nothing that it reads is bound twice.

use super::machine::{Cx, Machine};
use super::value::{Lazy, ModuleRef, Value};
use crate::facts::{Arg, Class, Code, Expr, ExprId, ItemId, Name, Stmt, StmtKind};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// How deep an expression may be nested to wait.
const DEPTH: usize = 20;

/// What an expression needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Needs {
    /// Nothing but constants and libraries.
    Nothing,
    /// Something that is imported and not read yet.
    Import,
    /// Something that may be another thing later.
    Now,
}

impl Machine<'_> {
    /// Runs the code of a module, but for what can wait.
    pub(super) fn exec_module(&mut self, cx: &Cx) {
        let code = Arc::clone(&cx.code);
        if !self.may_postpone(cx) {
            self.exec_block(cx, &code.block);
            return;
        }
        let bindings = Bindings::of(&code);
        for (index, stmt) in code.block.iter().enumerate() {
            if let Some(name) = self.postponed_name(cx, stmt, &bindings) {
                let lazy = Lazy { module: cx.module, name: Some(name), stmt: Some(index as u32) };
                self.bind(cx, name, Value::Lazy(Arc::new(lazy)));
                self.postponed.extend(matches!(stmt.kind, StmtKind::Class(_)).then_some((cx.module, name)));
            } else if self.exec_block(cx, std::slice::from_ref(stmt)).leaves() {
                return;
            }
        }
    }

    fn may_postpone(&self, cx: &Cx) -> bool {
        let file = cx.facts.file;
        !self.library.is_model(file) && !self.world.registers(file) && self.condition.is_none()
    }

    /// Runs a statement that was postponed; what it binds the name to.
    pub(super) fn run_postponed(&mut self, module: ModuleRef, name: Name, stmt: u32) -> Option<Value> {
        let facts = self.module_facts(module)?;
        let scope = self.modules[module].scope;
        let cx = Cx::new(&facts, ItemId::default(), scope, module);
        let code = Arc::clone(&cx.code);
        let stmt = code.block.get(stmt as usize)?;
        // While it runs, its own name is not bound, as in the language.
        let unbound = Value::unknown(format!("`{name}` is not bound yet"), cx.mark(stmt.mark));
        self.heap.scopes[scope].names.insert(name, unbound);
        let outer = self.condition.take();
        self.aside(|machine| drop(machine.exec_block(&cx, std::slice::from_ref(stmt))));
        self.condition = outer;
        self.heap.scopes[scope].names.get(&name).cloned()
    }

    /// Runs the postponed class statements of all modules: somebody asks which classes there are.
    pub(super) fn run_postponed_classes(&mut self) {
        while let Some((module, name)) = self.postponed.pop() {
            let scope = self.modules[module].scope;
            if let Some(bound @ Value::Lazy(_)) = self.heap.scopes[scope].names.get(&name).cloned() {
                self.force_in(scope, name, bound);
            }
        }
    }

    /// The name that a statement binds if it can wait.
    fn postponed_name(&self, cx: &Cx, stmt: &Stmt, bindings: &Bindings) -> Option<Name> {
        let needs = |expr| self.needs(cx, expr, bindings, DEPTH);
        match &stmt.kind {
            StmtKind::Class(id) => {
                let class = &cx.code.classes[id.0 as usize];
                (bindings.is_only(class.name) && class_can_wait(&cx.code, class, needs)).then_some(class.name)
            }
            StmtKind::Assign(targets, value) => match &**targets {
                [target] => {
                    name_of(&cx.code, *target).filter(|name| bindings.is_only(*name) && needs(*value) == Needs::Import)
                }
                _ => None,
            },
            StmtKind::Annotate { target, value: Some(value), .. } => {
                name_of(&cx.code, *target).filter(|name| bindings.is_only(*name) && needs(*value) == Needs::Import)
            }
            _ => None,
        }
    }

    fn needs(&self, cx: &Cx, expr: ExprId, bindings: &Bindings, depth: usize) -> Needs {
        let Some(depth) = depth.checked_sub(1) else { return Needs::Now };
        let of = |expr| self.needs(cx, expr, bindings, depth);
        let all = |exprs: &mut dyn Iterator<Item = ExprId>| exprs.map(of).max().unwrap_or(Needs::Nothing);
        match cx.code.expr(expr) {
            Expr::None | Expr::Ellipsis | Expr::Bool(_) | Expr::Int(_) | Expr::Float(_) | Expr::Str(_) => {
                Needs::Nothing
            }
            Expr::Name(name) => self.name_needs(cx, *name, bindings),
            Expr::Attribute(base, _) => of(*base),
            Expr::Call(callee, args) => match of(*callee) {
                Needs::Import if args.iter().all(|arg| is_constant(&cx.code, arg)) => Needs::Import,
                _ => Needs::Now,
            },
            Expr::List(items) | Expr::Tuple(items) | Expr::Set(items) => all(&mut items.iter().copied()),
            Expr::Dict(entries) => {
                let keyed = entries.iter().all(|(key, _)| key.is_some());
                let mut parts = entries.iter().flat_map(|(key, value)| key.iter().copied().chain([*value]));
                if keyed { all(&mut parts) } else { Needs::Now }
            }
            _ => Needs::Now,
        }
    }

    fn name_needs(&self, cx: &Cx, name: Name, bindings: &Bindings) -> Needs {
        match self.heap.scopes[cx.scope].names.get(&name) {
            _ if bindings.is_changed(name) => Needs::Now,
            Some(Value::Lazy(_)) => Needs::Import,
            Some(Value::External(_) | Value::Class(_) | Value::Module(_)) => Needs::Nothing,
            None if name == "__name__" || super::builtins::named(name).is_some() => Needs::Nothing,
            _ => Needs::Now,
        }
    }
}

/// A class whose decorators and keywords are those of libraries. Its bases may be anything that does not change.
fn class_can_wait(code: &Code, class: &Class, needs: impl Fn(ExprId) -> Needs) -> bool {
    let callee = |expr: ExprId| if let Expr::Call(callee, _) = code.expr(expr) { *callee } else { expr };
    class.decorators.iter().all(|decorator| needs(callee(*decorator)) == Needs::Nothing)
        && class.bases.iter().all(|base| match base.kind {
            crate::facts::ArgKind::Positional => {
                is_type(code, base.value) && needs(root(code, base.value)) < Needs::Now
            }
            _ => is_constant(code, base),
        })
}

/// A name, an attribute of one, or either with parameters (`Generic[T]`).
fn is_type(code: &Code, expr: ExprId) -> bool {
    matches!(code.expr(root(code, expr)), Expr::Name(_))
}

fn root(code: &Code, mut expr: ExprId) -> ExprId {
    while let Expr::Attribute(base, _) | Expr::Subscript(base, _) = code.expr(expr) {
        expr = *base;
    }
    expr
}

fn is_constant(code: &Code, arg: &Arg) -> bool {
    match code.expr(arg.value) {
        Expr::None | Expr::Bool(_) | Expr::Int(_) | Expr::Float(_) | Expr::Str(_) => true,
        Expr::Name(name) => name == "__name__" || name == "__file__",
        _ => false,
    }
}

fn name_of(code: &Code, target: ExprId) -> Option<Name> {
    if let Expr::Name(name) = code.expr(target) { Some(*name) } else { None }
}

/// How often the statements of a module bind each name.
struct Bindings(FxHashMap<Name, u32>);

impl Bindings {
    fn of(code: &Code) -> Self {
        let mut bindings = Bindings(FxHashMap::default());
        let mut open = vec![&code.block];
        while let Some(block) = open.pop() {
            for stmt in block {
                bindings.add_stmt(code, &stmt.kind);
                open.extend(stmt.kind.blocks());
            }
        }
        bindings
    }

    fn is_only(&self, name: Name) -> bool {
        self.0.get(&name) == Some(&1)
    }

    fn is_changed(&self, name: Name) -> bool {
        self.0.get(&name).is_some_and(|count| *count > 1)
    }

    fn add(&mut self, name: Name) {
        *self.0.entry(name).or_default() += 1;
    }

    fn add_stmt(&mut self, code: &Code, stmt: &StmtKind) {
        match stmt {
            StmtKind::Assign(targets, _) | StmtKind::Delete(targets) => {
                targets.iter().for_each(|target| self.add_target(code, *target));
            }
            StmtKind::Annotate { target, value: Some(_), .. } | StmtKind::For { target, .. } => {
                self.add_target(code, *target);
            }
            StmtKind::Augment(target, ..) => {
                // Changes what is bound already.
                self.add_target(code, *target);
                self.add_target(code, *target);
            }
            StmtKind::With(with) => {
                with.items.iter().filter_map(|(_, target)| *target).for_each(|target| self.add_target(code, target));
            }
            StmtKind::Try { handlers, .. } => {
                handlers.iter().filter_map(|handler| handler.name).for_each(|name| self.add(name));
            }
            StmtKind::Import(names) => names.iter().for_each(|name| {
                let first = Name::from(name.path.split('.').next().unwrap_or_default());
                self.add(name.alias.unwrap_or(first));
            }),
            StmtKind::ImportFrom { names, .. } => {
                names.iter().for_each(|name| self.add(name.alias.unwrap_or(name.path)));
            }
            StmtKind::Function(id) => self.add(code.functions[id.0 as usize].name),
            StmtKind::Class(id) => self.add(code.classes[id.0 as usize].name),
            _ => {}
        }
    }

    fn add_target(&mut self, code: &Code, target: ExprId) {
        let mut open = vec![target];
        while let Some(target) = open.pop() {
            match code.expr(target) {
                Expr::Name(name) => self.add(*name),
                Expr::Tuple(items) | Expr::List(items) => open.extend(items.iter().copied()),
                Expr::Spread(inner) => open.push(*inner),
                // `module.name = value` changes what the name stands for.
                Expr::Attribute(base, _) | Expr::Subscript(base, _) => {
                    if let Some(name) = name_of(code, root(code, *base)) {
                        self.add(name);
                        self.add(name);
                    }
                }
                _ => {}
            }
        }
    }
}
