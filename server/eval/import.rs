//! What do `import` and `from … import` bind, and which code do they run?

use super::machine::{Cx, Machine};
use super::modules::ModuleId;
use super::value::{Lazy, ModuleRef, Value};
use crate::facts::{Block, ImportName, Name, StmtKind};
use crate::text::FileId;
use std::sync::Arc;

/// What an import names.
enum Target {
    /// A module of the workspace or a model.
    Module(ModuleRef),
    /// Something of a library.
    External(Name),
}

impl Machine<'_> {
    pub(super) fn exec_import(&mut self, cx: &Cx, names: &[ImportName]) {
        for name in names {
            let first = Name::from(name.path.split('.').next().unwrap_or_default());
            if self.import_fails(cx, 0, first) {
                return;
            }
            let value = match (self.locate(cx, 0, name.path), name.alias) {
                (Target::Module(module), Some(_)) => Value::Module(module),
                (Target::Module(_), None) => self.target_value(cx, 0, first),
                (Target::External(path), Some(_)) => Value::External(path),
                (Target::External(_), None) => self.target_value(cx, 0, first),
            };
            self.bind(cx, name.alias.unwrap_or(first), value);
        }
    }

    /// Whether an import inside a `try` that expects it to fail does so: lock files and requirements say what is there.
    fn import_fails(&mut self, cx: &Cx, level: u32, module: Name) -> bool {
        if level > 0 || self.type_checking || self.library.is_model(cx.facts.file) {
            return false;
        }
        self.missing_fails(module, cx.facts.file)
    }

    /// Raises if nothing provides a module that code of a file asks for inside a `try` that expects that.
    pub(super) fn missing_fails(&mut self, module: Name, file: FileId) -> bool {
        let top = Name::from(module.split('.').next().unwrap_or_default());
        let fails = self.import_guard
            && self.model(top).is_none()
            && !super::modules::is_stdlib(&top)
            && self.world.modules().resolve(file, &top).is_none()
            && self.world.installed(&top, file) == Some(false);
        if fails {
            (self.raised, self.missing) = (true, Some(top));
        }
        fails
    }

    fn target_value(&mut self, cx: &Cx, level: u32, dotted: Name) -> Value {
        match self.locate(cx, level, dotted) {
            Target::Module(module) => Value::Module(module),
            Target::External(path) => Value::External(path),
        }
    }

    pub(super) fn exec_import_from(&mut self, cx: &Cx, level: u32, module: Name, names: &[ImportName], star: bool) {
        match self.locate(cx, level, module) {
            Target::Module(module) if star => self.import_star(cx, module),
            Target::Module(module) => names.iter().for_each(|name| self.import_name(cx, module, name)),
            Target::External(_) if self.import_fails(cx, level, module) => {}
            Target::External(path) => {
                for name in names {
                    let dotted = Name::from(&format!("{path}.{}", name.path));
                    let value = self.external(dotted);
                    self.bind(cx, name.alias.unwrap_or(name.path), value);
                }
            }
        }
    }

    /// Finds what an import names; runs what the language runs at this point and may register something.
    fn locate(&mut self, cx: &Cx, level: u32, dotted: Name) -> Target {
        if level == 0
            && let Some(model) = self.model(dotted)
        {
            return Target::Module(model);
        }
        let Some(id) = self.find_module(cx, level, dotted) else {
            return Target::External(dotted);
        };
        Target::Module(self.import_module(id))
    }

    fn find_module(&self, cx: &Cx, level: u32, dotted: Name) -> Option<ModuleId> {
        let (modules, file) = (self.world.modules(), cx.facts.file);
        if self.library.is_model(file) {
            return None;
        }
        if level == 0 { modules.resolve(file, &dotted) } else { modules.relative(file, level, &dotted) }
    }

    /// Imports a module after its packages: what may register something on objects of other files runs now, anything
    /// else on first use.
    pub fn import_module(&mut self, id: ModuleId) -> ModuleRef {
        if !self.type_checking {
            let modules = self.world.modules();
            let parents = std::iter::successors(modules.parent(id), |at| modules.parent(*at));
            let packages: Vec<FileId> = parents.map_while(|parent| modules.file(parent)).collect();
            for file in packages.into_iter().rev().chain(modules.file(id)) {
                self.import_file(file);
            }
        }
        self.module(id)
    }

    /// Runs an eager file; passes by any other to the eager files it leads to, in the order the interpreter would.
    fn import_file(&mut self, file: FileId) {
        let mut waiting = vec![file];
        while let Some(file) = waiting.pop() {
            if !self.imported.insert(file) {
                continue;
            }
            match self.world.modules().of_file(file).filter(|_| self.world.is_eager(file)) {
                Some(id) => {
                    let module = self.module(id);
                    self.run_module(module);
                }
                None => waiting.extend(self.world.onward(file).iter().rev()),
            }
        }
    }

    fn import_name(&mut self, cx: &Cx, module: ModuleRef, name: &ImportName) {
        let bound = name.alias.unwrap_or(name.path);
        if let Some(id) = self.modules[module].id {
            let scope = self.modules[module].scope;
            if !self.heap.scopes[scope].names.contains_key(&name.path)
                && let Some(child) = self.world.modules().child(id, &name.path)
            {
                self.import_module(child);
            }
        } else {
            let value = self.model_name(module, name.path);
            self.bind(cx, bound, value);
            return;
        }
        self.bind(cx, bound, Value::Lazy(Arc::new(Lazy { module, name: Some(name.path), stmt: None })));
    }

    fn model_name(&mut self, module: ModuleRef, name: Name) -> Value {
        let found = self.module_name(module, name);
        found.unwrap_or_else(|| self.external(Name::from(&format!("{}.{name}", self.modules[module].name))))
    }

    fn import_star(&mut self, cx: &Cx, module: ModuleRef) {
        self.run_module(module);
        let scope = self.modules[module].scope;
        let all = self.heap.scopes[scope].names.get(&Name::from("__all__")).cloned();
        let at = cx.mark(crate::facts::MarkId(0));
        let listed = all.and_then(|all| self.iterate(&all, at));
        let names: Vec<Name> = match listed {
            Some(listed) => listed.iter().filter_map(|name| self.name_of(name)).collect(),
            None => self.heap.scopes[scope].names.keys().filter(|name| !name.starts_with('_')).copied().collect(),
        };
        for name in names {
            self.bind(cx, name, Value::Lazy(Arc::new(Lazy { module, name: Some(name), stmt: None })));
        }
    }

    /// Names that a block of imports binds to libraries that nothing says are installed.
    pub(super) fn missing_imports(&mut self, cx: &Cx, body: &Block) -> Vec<Name> {
        let mut missing = Vec::new();
        for stmt in body {
            let names: Vec<(Name, Name)> = match &stmt.kind {
                StmtKind::Import(names) => names
                    .iter()
                    .map(|name| {
                        let first = Name::from(name.path.split('.').next().unwrap_or_default());
                        (name.alias.unwrap_or(first), first)
                    })
                    .collect(),
                StmtKind::ImportFrom { level: 0, module, names, .. } => {
                    let first = Name::from(module.split('.').next().unwrap_or_default());
                    names.iter().map(|name| (name.alias.unwrap_or(name.path), first)).collect()
                }
                _ => continue,
            };
            for (bound, top) in names {
                let external = self.read_own(cx, bound).is_some_and(|value| matches!(value, Value::External(_)));
                if external && !super::modules::is_stdlib(&top) && self.world.installed(&top, cx.facts.file).is_none() {
                    missing.push(bound);
                }
            }
        }
        missing
    }
}
