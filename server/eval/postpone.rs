//! Which statements of a module can wait until somebody reads what they bind?
//!
//! Whoever imports one name of a module reads little of the rest, and every class that is made or call that is run
//! pulls in further modules. In a file that registers nothing, a class, or a value that is made of imported things and
//! constants alone, is left for later. It must mean the same then: nothing that it reads is bound twice.

use super::bindings::Bindings;
use super::machine::{Cx, Machine};
use super::value::{Lazy, ModuleRef, Value};
use crate::facts::{Arg, ArgKind, Class, Code, Expr, ExprId, ItemId, Name, Stmt, StmtKind};
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::sync::Arc;

/// How deep an expression may be nested to wait.
const DEPTH: usize = 20;

/// Class statements that wait: module and name, by the name of a base; by `None` where the base may be any class.
#[derive(Debug, Default)]
pub(super) struct Postponed(FxHashMap<Option<Name>, VecDeque<(ModuleRef, Name)>>);

impl Postponed {
    /// Takes out the first that may derive from a class of that name, or any if the name is not known.
    fn next_below(&mut self, base: Option<Name>) -> Option<(ModuleRef, Name)> {
        let found = |of: &mut VecDeque<(ModuleRef, Name)>| of.pop_front();
        if base.is_none() {
            return self.0.values_mut().find_map(found);
        }
        self.0.get_mut(&base).and_then(found).or_else(|| self.0.get_mut(&None).and_then(found))
    }
}

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
        let registers = self.world.registers(cx.facts.file);
        for (index, stmt) in code.block.iter().enumerate() {
            let can_wait = !registers || self.is_quiet(cx, stmt);
            if let Some(name) = self.postponed_name(cx, stmt, &bindings).filter(|_| can_wait) {
                let lazy = Lazy { module: cx.module, name: Some(name), stmt: Some(index as u32) };
                self.bind(cx, name, Value::Lazy(Arc::new(lazy)));
                if let StmtKind::Class(id) = stmt.kind {
                    self.note_postponed(cx, &code.classes[id.0 as usize]);
                }
            } else if self.exec_block(cx, std::slice::from_ref(stmt)).leaves() {
                return;
            }
        }
    }

    fn may_postpone(&self, cx: &Cx) -> bool {
        let file = cx.facts.file;
        !self.library.is_model(file) && self.condition.is_none()
    }

    /// Whether a statement is a class that registers nothing when it is made, for all that is known by now.
    fn is_quiet(&self, cx: &Cx, stmt: &Stmt) -> bool {
        let StmtKind::Class(id) = stmt.kind else { return false };
        let class = &cx.code.classes[id.0 as usize];
        let bases = || class.bases.iter().filter(|base| base.kind == ArgKind::Positional);
        class.decorators.is_empty()
            && bases().all(|base| self.tells_nobody(cx, root(&cx.code, base.value)))
            && !self.class_registers(&cx.facts, class.item)
    }

    /// Whether a base has no `__init_subclass__` that may register what derives from it.
    fn tells_nobody(&self, cx: &Cx, base: ExprId) -> bool {
        let hook = Name::from("__init_subclass__");
        let has_hook = |class: &Value| match class {
            Value::Class(class) => self.heap.scopes[self.heap.classes[*class].namespace].names.contains_key(&hook),
            _ => false,
        };
        let bound = name_of(&cx.code, base).and_then(|name| self.heap.scopes[cx.scope].names.get(&name));
        match bound {
            Some(Value::External(_)) => true,
            // A quiet class further up.
            Some(Value::Lazy(lazy)) => lazy.stmt.is_some() && lazy.module == cx.module,
            Some(Value::Class(class)) => !self.heap.classes[*class].mro.iter().any(has_hook),
            _ => false,
        }
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

    fn note_postponed(&mut self, cx: &Cx, class: &Class) {
        for base in class.bases.iter().filter(|base| base.kind == ArgKind::Positional) {
            let name = self.name_of_base(cx, base.value);
            self.postponed.0.entry(name).or_default().push_back((cx.module, class.name));
        }
    }

    /// The name that a base was given by its own statement; `None` if it may be any class.
    fn name_of_base(&self, cx: &Cx, mut base: ExprId) -> Option<Name> {
        while let Expr::Subscript(generic, _) = cx.code.expr(base) {
            base = *generic;
        }
        match cx.code.expr(base) {
            Expr::Attribute(_, name) => Some(*name),
            Expr::Name(name) => match self.heap.scopes[cx.scope].names.get(name) {
                Some(Value::Class(class)) => Some(self.heap.classes[*class].name),
                Some(Value::Lazy(lazy)) if lazy.stmt.is_none() => lazy.name,
                Some(Value::Lazy(_)) => {
                    cx.code.classes.iter().find(|class| class.name == *name).map(|class| class.name)
                }
                Some(Value::External(path)) => path.rsplit('.').next().map(Name::from),
                _ => Some(*name),
            },
            _ => None,
        }
    }

    /// Runs the postponed class statements of all modules that may derive from a class: somebody asks which do.
    pub(super) fn run_postponed_subclasses(&mut self, base: &Value) {
        let name = match base {
            Value::Class(class) => Some(self.heap.classes[*class].name),
            Value::External(path) => path.rsplit('.').next().map(Name::from),
            _ => None,
        };
        while let Some((module, name)) = self.postponed.next_below(name) {
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
            ArgKind::Positional => is_type(code, base.value) && needs(root(code, base.value)) < Needs::Now,
            _ => is_constant(code, base),
        })
}

/// A name, an attribute of one, or either with parameters (`Generic[T]`).
fn is_type(code: &Code, expr: ExprId) -> bool {
    matches!(code.expr(root(code, expr)), Expr::Name(_))
}

pub(super) fn root(code: &Code, mut expr: ExprId) -> ExprId {
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

pub(super) fn name_of(code: &Code, target: ExprId) -> Option<Name> {
    if let Expr::Name(name) = code.expr(target) { Some(*name) } else { None }
}
