//! What does a name of a declared module stand for? Its own item, what an import means, or one of what it takes in whole.

use crate::eval::heap::Id;
use crate::eval::machine::{Cx, Machine};
use crate::eval::scope::Scope;
use crate::eval::value::{Known, Lazy, ModuleRef, Value};
use crate::facts::{Expr, ExprId, Name, StmtKind};
use std::sync::Arc;

/// How many modules deep names are looked for that were taken in whole.
const GLOBS: usize = 24;

impl Machine<'_> {
    /// A name of a declared module: its own, else one of what it takes in whole.
    pub fn declared_name(&mut self, module: ModuleRef, name: Name) -> Option<Value> {
        self.declare(module);
        let scope = self.modules[module].scope;
        // A module and a function that is taken in whole may share a name: it is the function that is called.
        if !name.ends_with(':') && self.has_glob_beside(module, name) {
            let found = self.globbed(module, name).filter(|found| !matches!(found, Value::Module(_)));
            if found.is_some() {
                return found;
            }
        }
        if let Some(found) = self.own_declared(scope, name) {
            return Some(found);
        }
        self.globbed(module, name)
    }

    /// Whether a name is that of a module only, where other names are taken in whole.
    fn has_glob_beside(&self, module: ModuleRef, name: Name) -> bool {
        let object = &self.modules[module];
        let names = &self.heap.scopes[object.scope].names;
        let has_globs = object.declared.as_ref().is_some_and(|declared| !declared.globs.is_empty());
        has_globs && !names.contains_key(&name) && names.contains_key(&Name::from(&format!("{name}::")))
    }

    /// A name of a scope. What stands before `::` may be a type or an import too, and what does not may be a module.
    pub(in crate::eval) fn own_declared(&mut self, scope: Id<Scope>, name: Name) -> Option<Value> {
        if let Some(found) = self.forced(scope, name) {
            return Some(found);
        }
        let other = match name.strip_suffix("::") {
            // No function or variable is in its way: `let rocket = rocket::build()`.
            Some(bare) => return self.forced(scope, Name::from(bare)).filter(may_hold_names),
            None if name.ends_with('!') => return None,
            None => Name::from(&format!("{name}::")),
        };
        self.forced(scope, other)
    }

    fn forced(&mut self, scope: Id<Scope>, name: Name) -> Option<Value> {
        let found = self.heap.scopes[scope].names.get(&name).cloned()?;
        let Value::Lazy(lazy) = &found else { return Some(found) };
        if !self.forcing.insert((lazy.module, name)) {
            return None;
        }
        let lazy = Arc::clone(lazy);
        let forced = self.deeper(|_| None, |machine| machine.force_declared(&lazy, name));
        self.forcing.remove(&(lazy.module, name));
        if let Some(forced) = &forced {
            self.heap.scopes[scope].names.insert(name, forced.clone());
        }
        forced
    }

    /// What a statement of a module binds to a name.
    pub(in crate::eval) fn force_declared(&mut self, lazy: &Lazy, name: Name) -> Option<Value> {
        let cx = self.declared_cx(lazy.module)?;
        let code = Arc::clone(&cx.code);
        let (outer, frames) = (self.condition.take(), std::mem::take(&mut self.frames));
        let value = match &code.block.get(lazy.stmt? as usize)?.kind {
            StmtKind::Assign(_, value) => Some(self.eval(&cx, *value)),
            StmtKind::Use(names) => {
                let bare = name.trim_end_matches(':').trim_end_matches('!');
                names.iter().find(|of| of.name == bare).and_then(|of| self.used(&cx, of.path, name))
            }
            _ => None,
        };
        (self.condition, self.frames) = (outer, frames);
        value
    }

    /// What a path of an import means in one of the namespaces.
    fn used(&mut self, cx: &Cx, path: crate::facts::ExprId, name: Name) -> Option<Value> {
        use crate::facts::Expr;
        let suffix = if name.ends_with("::") {
            "::"
        } else if name.ends_with('!') {
            "!"
        } else {
            ""
        };
        match cx.code.expr(path) {
            Expr::Attribute(base, last) => {
                let base = self.eval(cx, *base);
                let last = Name::from(&format!("{}{suffix}", last.trim_end_matches(':')));
                if suffix == "!" && !matches!(base, Value::Module(_) | Value::External(_)) {
                    return None;
                }
                let found = self.find_attr(&base, last, cx.place(path))?;
                (!found.is_unknown()).then_some(found)
            }
            Expr::Name(_) if suffix == "!" => None,
            _ => Some(self.eval(cx, path)),
        }
    }

    fn globbed(&mut self, module: ModuleRef, name: Name) -> Option<Value> {
        let key = (module, name);
        if self.globbing.len() >= GLOBS || self.globbing.contains(&key) {
            return None;
        }
        let cx = self.declared_cx(module)?;
        let globs = self.modules[module].declared.as_ref()?.globs.clone();
        self.globbing.push(key);
        let mut found = None;
        for path in globs {
            let of = self.eval(&cx, path);
            found = match of {
                Value::Module(inner) if inner != module => self.public_name(inner, name),
                Value::Class(class) => {
                    let bare = Name::from(name.trim_end_matches(':'));
                    self.lookup_after(class, None, bare)
                }
                _ => None,
            };
            if found.is_some() {
                break;
            }
        }
        self.globbing.pop();
        found
    }

    fn public_name(&mut self, module: ModuleRef, name: Name) -> Option<Value> {
        if self.modules[module].declared.is_some() { self.declared_name(module, name) } else { None }
    }
}

/// Whether something may stand before `::`.
fn may_hold_names(value: &Value) -> bool {
    match value {
        Value::Class(_) | Value::Module(_) | Value::External(_) | Value::Subscripted(_) | Value::Lazy(_) => true,
        Value::Unknown(reason) => matches!(reason.known, Known::Nothing),
        _ => false,
    }
}

/// The name of the macro that is called.
pub(super) fn macro_name(cx: &Cx, callee: ExprId) -> Name {
    match cx.code.expr(callee) {
        Expr::Name(name) | Expr::Attribute(_, name) => *name,
        _ => Name::default(),
    }
}
