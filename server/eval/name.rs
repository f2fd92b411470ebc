//! What does a name mean here? Scopes, built-ins and lazy imports.

use super::heap::Id;
use super::journal::Slot;
use super::machine::{Cx, Machine};
use super::scope::{Scope, ScopeKind};
use super::value::{Lazy, ModuleRef, Value};
use crate::facts::{Name, Place};
use crate::text::FileId;
use std::sync::Arc;

impl Machine<'_> {
    /// The value of a name: local, enclosing, module, built-in.
    pub fn read_name(&mut self, cx: &Cx, name: Name, at: Place) -> Value {
        if super::statement::is_declared(cx) {
            return self.read_declared(cx, name, at);
        }
        if let Some((scope, value)) = self.find_name(cx.scope, name) {
            return self.force_in(scope, name, value);
        }
        if let Some(native) = super::builtins::named(name) {
            return Value::Native(native);
        }
        if self.library.is_model(at.file)
            && let Some(native) = self.library.intrinsics.get(&name).copied()
        {
            return Value::Native(native);
        }
        match name.as_str() {
            "__file__" | "__doc__" | "__spec__" => Value::unknown(format!("`{name}` of a module"), at),
            "__debug__" => Value::Bool(true),
            "NotImplemented" => Value::None,
            _ if super::builtins::is_exception(&name) => Value::External(name),
            _ => self.definition_or_unknown(cx, name, at),
        }
    }

    fn definition_or_unknown(&mut self, cx: &Cx, name: Name, at: Place) -> Value {
        let ahead = self.module_name_ahead(cx, name);
        ahead.unwrap_or_else(|| Value::unknown(format!("`{name}` is not bound here"), at))
    }

    fn module_name_ahead(&mut self, cx: &Cx, name: Name) -> Option<Value> {
        if self.frames.is_empty() || self.heap.scopes[self.global(cx)].names.contains_key(&name) {
            return None;
        }
        self.definition_ahead(cx.module, name)
    }

    pub(super) fn find_name(&self, from: Id<Scope>, name: Name) -> Option<(Id<Scope>, Value)> {
        let mut next = Some(from);
        while let Some(id) = next {
            let scope = &self.heap.scopes[id];
            let visible = id == from || scope.kind != ScopeKind::Class;
            if visible
                && !scope.globals.contains(&name)
                && let Some(value) = scope.names.get(&name)
            {
                return Some((id, value.clone()));
            }
            next = scope.parent;
        }
        None
    }

    /// The value a name has in a scope itself.
    pub(super) fn read_own(&self, cx: &Cx, name: Name) -> Option<Value> {
        self.heap.scopes[cx.scope].names.get(&name).cloned()
    }

    /// Forces a lazy import that a scope holds, and remembers what it turned out to be.
    pub fn force_in(&mut self, scope: Id<Scope>, name: Name, value: Value) -> Value {
        let Value::Lazy(lazy) = &value else { return value };
        let lazy = Arc::clone(lazy);
        let forced = self.force(&lazy);
        if let Some(forced) = &forced
            && let Some(bound) = self.heap.scopes[scope].names.get_mut(&name)
            && matches!(bound, Value::Lazy(_))
        {
            *bound = forced.clone();
        }
        forced.unwrap_or_else(|| self.unbound(&lazy))
    }

    /// A value that was passed on unread, read.
    pub fn read(&mut self, value: Value) -> Value {
        match &value {
            Value::Lazy(lazy) => {
                let lazy = Arc::clone(lazy);
                self.force(&lazy).unwrap_or_else(|| self.unbound(&lazy))
            }
            _ => value,
        }
    }

    /// What a lazy import means now; `None` while its module is still running and has not bound the name.
    fn force(&mut self, lazy: &Lazy) -> Option<Value> {
        let found = self.deeper(
            |_| None,
            |machine| match lazy.name {
                None => Some(Value::Module(lazy.module)),
                Some(name) => match lazy.stmt {
                    Some(_) if machine.modules.is_declared(lazy.module) => machine.force_declared(lazy, name),
                    Some(stmt) => machine.run_postponed(lazy.module, name, stmt),
                    None => machine.module_name(lazy.module, name),
                },
            },
        )?;
        match found {
            Value::Lazy(_) => None,
            found => Some(found),
        }
    }

    fn file_of(&self, module: ModuleRef) -> Option<FileId> {
        self.world.modules().file(self.modules[module].id?)
    }

    fn unbound(&mut self, lazy: &Lazy) -> Value {
        let module = self.modules[lazy.module].name;
        let name = lazy.name.unwrap_or_default();
        match self.modules[lazy.module].facts.as_ref() {
            Some(facts) => {
                let at = Place::of_file(facts.file);
                Value::unknown(format!("`{name}` is not bound in `{module}`"), at)
            }
            None => match self.file_of(lazy.module) {
                Some(file) => Value::unknown(format!("`{module}` could not be read"), Place::of_file(file)),
                None => Value::External(Name::from(&format!("{module}.{name}"))),
            },
        }
    }

    /// The scope that an assignment to a name in this context writes to.
    pub(super) fn scope_to_write(&self, cx: &Cx, name: Name) -> Id<Scope> {
        let scope = &self.heap.scopes[cx.scope];
        if scope.globals.contains(&name) {
            return scope.global.unwrap_or(cx.scope);
        }
        if scope.nonlocals.contains(&name) {
            let outer = scope.parent.and_then(|parent| self.find_name(parent, name));
            return outer.map_or(cx.scope, |(found, _)| found);
        }
        cx.scope
    }

    /// Writes a name of a scope.
    pub(super) fn write_name(&mut self, scope: Id<Scope>, name: Name, value: Value) {
        let old = self.heap.scopes[scope].names.insert(name, value);
        if self.journal.is_some() {
            self.record(&Slot::Name(scope, name), old);
        }
    }
}
