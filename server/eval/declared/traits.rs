//! What do traits give to types? Methods they bring along, methods for every type, methods for types of nobody's.

use crate::eval::heap::Id;
use crate::eval::machine::{Cx, Machine};
use crate::eval::object::{ClassObject, FunctionObject};
use crate::eval::scope::{Scope, ScopeKind};
use crate::eval::value::Value;
use crate::facts::{FunctionId, Impl, Name, StmtKind};
use std::sync::Arc;

impl Machine<'_> {
    /// Methods that a trait of the workspace gives to a type of nobody's: `Result`, tuples.
    pub(super) fn keep_foreign(&mut self, cx: &Cx, of: &Impl) {
        let global = Some(self.global(cx));
        let scope = self.heap.scopes.add(Scope::new(ScopeKind::Function, Some(cx.scope), global));
        let inside = Cx::new(&cx.facts, of.item, scope, cx.module);
        for at in 0..inside.code.functions.len() {
            let name = inside.code.functions[at].name;
            let function = self.make_function(&inside, FunctionId(at as u32));
            self.foreign.entry(name).or_insert(function);
        }
    }

    /// A method of that name of a type of nobody's.
    pub(super) fn foreign_method(&mut self, name: Name) -> Option<Value> {
        if self.looked_for.insert((Some(Name::from("<foreign>")), name)) {
            self.declare_defining(name, |_, _| true);
        }
        self.foreign.get(&name).cloned()
    }

    /// Methods for every type count as methods of what collects routes: nothing else needs them.
    pub(super) fn exec_blanket_impl(&mut self, cx: &Cx, of: &Impl) {
        let classes: Vec<Id<ClassObject>> = self.heap.classes.iter().map(|(id, _)| id).collect();
        let is_registrar = |machine: &Self, id: Id<ClassObject>| {
            let class = &machine.heap.classes[id];
            class.is_model && machine.library.registrars.contains(&class.name)
        };
        for class in classes {
            if is_registrar(self, class) {
                self.implement(cx, of, class);
            }
        }
    }

    /// Gives a type the methods that its trait brings along, in which `Self` is the type.
    pub(super) fn inherit(&mut self, class: Id<ClassObject>, of: Id<ClassObject>) {
        self.implementors.entry(of).or_default().push(class);
        let namespace = self.heap.classes[of].namespace;
        let provided: Vec<(Name, Id<FunctionObject>)> = self.heap.scopes[namespace]
            .names
            .iter()
            .filter_map(|(name, value)| if let Value::Function(id) = value { Some((*name, *id)) } else { None })
            .collect();
        let own = self.heap.classes[class].namespace;
        for (name, function) in provided {
            let mut function = self.heap.functions[function].clone();
            if self.heap.scopes[own].names.contains_key(&name) || function.body().block.is_empty() {
                continue;
            }
            let global = self.heap.scopes[function.closure].global;
            let mut scope = Scope::new(ScopeKind::Function, Some(function.closure), global);
            scope.names.insert(Name::from("Self"), Value::Class(class));
            function.closure = self.heap.scopes.add(scope);
            function.owner = Some(class);
            let function = Value::Function(self.heap.functions.add(function));
            self.heap.scopes[own].names.insert(name, function);
        }
    }

    /// Methods that every type of some trait has: those blocks that define one of the name, for this class.
    pub(super) fn implement_blankets(&mut self, class: Id<ClassObject>, name: Name) -> bool {
        let blankets = self.blankets.clone();
        let mut found = false;
        for (cx, item) in blankets {
            let defines = cx.facts.item(item).functions.iter().any(|function| function.name == name);
            let code = Arc::clone(&cx.code);
            let block = code.block.iter().find_map(|stmt| match &stmt.kind {
                StmtKind::Impl(of) if of.item == item => Some(of),
                _ => None,
            });
            if let Some(of) = block.filter(|_| defines) {
                self.implement(&cx, of, class);
                found = true;
            }
        }
        found
    }
}
