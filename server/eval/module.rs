//! Which modules has a run met, and how far has each come?

use super::heap::Id;
use super::machine::{Cx, Machine};
use super::modules::ModuleId;
use super::scope::{Scope, ScopeKind};
use super::value::{ModuleRef, Value};
use crate::facts::{Facts, ItemId, Name, Place, StmtKind};
use crate::syntax::Language;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// How many imports of imports are followed to see whether they lead back.
const HOPS: usize = 16;

/// How far a module has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Its code has not run.
    Fresh,
    /// Its code is running.
    Running,
    /// Its code has run, or it has none.
    Done,
}

/// A module of the workspace, or a model.
#[derive(Debug)]
pub struct ModuleObject {
    /// Its dotted name.
    pub name: Name,
    /// Its scope.
    pub scope: Id<Scope>,
    /// How far it has come.
    pub progress: Progress,
    /// Where it stands in the workspace; `None` for a model.
    pub id: Option<ModuleId>,
    /// Its facts, once read; `None` for a folder without code.
    pub facts: Option<Arc<Facts>>,
    /// Where it stands among declared modules, if it is one.
    pub declared: Option<Box<super::declared::Declared>>,
}

/// All modules met so far.
#[derive(Debug, Default)]
pub struct ModuleTable {
    all: Vec<ModuleObject>,
    by_id: FxHashMap<ModuleId, ModuleRef>,
    models: Vec<ModuleRef>,
    /// The modules that crates begin with, by file.
    pub(super) crate_roots: FxHashMap<crate::text::FileId, ModuleRef>,
    /// Declared modules by their files.
    pub(super) by_source: FxHashMap<crate::text::FileId, ModuleRef>,
}

impl std::ops::Index<ModuleRef> for ModuleTable {
    type Output = ModuleObject;
    fn index(&self, at: ModuleRef) -> &ModuleObject {
        &self.all[at.0 as usize]
    }
}

impl std::ops::IndexMut<ModuleRef> for ModuleTable {
    fn index_mut(&mut self, at: ModuleRef) -> &mut ModuleObject {
        &mut self.all[at.0 as usize]
    }
}

impl ModuleTable {
    /// All modules, in the order they were met.
    pub fn iter(&self) -> impl Iterator<Item = &ModuleObject> {
        self.all.iter()
    }

    pub(super) fn add(&mut self, object: ModuleObject) -> ModuleRef {
        self.all.push(object);
        ModuleRef(self.all.len() as u32 - 1)
    }
}

impl Machine<'_> {
    /// Makes a module for each model; its code runs on first use.
    pub(super) fn add_models(&mut self) {
        let library = self.library;
        for model in &library.models {
            let (name, facts) = (model.modules[0], Arc::clone(&model.facts));
            let module = match facts.language {
                Language::Python => self.add_module(name, None, Some(facts)),
                Language::Rust => self.declare_model(name, facts),
            };
            self.modules.models.push(module);
        }
    }

    fn add_module(&mut self, name: Name, id: Option<ModuleId>, facts: Option<Arc<Facts>>) -> ModuleRef {
        let scope = self.heap.scopes.add(Scope::new(ScopeKind::Module, None, None));
        self.heap.scopes[scope].names.insert(Name::from("__name__"), Value::str(name.as_str()));
        self.modules.add(ModuleObject { name, scope, progress: Progress::Fresh, id, facts, declared: None })
    }

    /// The module object of a module of the workspace; nothing runs.
    pub fn module(&mut self, id: ModuleId) -> ModuleRef {
        if let Some(&known) = self.modules.by_id.get(&id) {
            return known;
        }
        let name = Name::from(&self.world.modules().dotted(id));
        let module = self.add_module(name, Some(id), None);
        self.bind_module_names(module, id);
        self.modules.by_id.insert(id, module);
        module
    }

    /// `__file__`, `__path__` and `__package__`.
    fn bind_module_names(&mut self, module: ModuleRef, id: ModuleId) {
        let modules = self.world.modules();
        let package = if modules.is_package(id) { Some(id) } else { modules.parent(id) };
        let package = package.map(|id| modules.dotted(id)).unwrap_or_default();
        let mut names = vec![("__package__", Value::str(package))];
        if modules.file(id).is_some() {
            names.push(("__file__", Value::Path(modules.file_path(id).into())));
        }
        if modules.is_package(id) {
            let path = Value::Path(modules.path(id).into());
            names.push(("__path__", self.list(vec![path])));
        }
        let scope = self.modules[module].scope;
        for (name, value) in names {
            self.heap.scopes[scope].names.insert(Name::from(name), value);
        }
    }

    /// The model that stands for a dotted module.
    pub fn model(&self, dotted: Name) -> Option<ModuleRef> {
        self.library.by_module.get(&dotted).map(|&index| self.modules.models[index])
    }

    /// Runs a module's code unless it has run or is running.
    pub fn run_module(&mut self, module: ModuleRef) {
        if self.modules[module].progress != Progress::Fresh {
            return;
        }
        self.modules[module].progress = Progress::Running;
        let Some(facts) = self.module_facts(module) else {
            self.modules[module].progress = Progress::Done;
            return;
        };
        self.ran.insert((facts.file, ItemId::default()));
        let cx = Cx::new(&facts, ItemId::default(), self.modules[module].scope, module);
        self.aside(|machine| {
            machine.exec_module(&cx);
        });
        self.modules[module].progress = Progress::Done;
    }

    /// Facts of a module, read once.
    pub fn module_facts(&mut self, module: ModuleRef) -> Option<Arc<Facts>> {
        if self.modules[module].facts.is_none() {
            let file = self.world.modules().file(self.modules[module].id?)?;
            self.modules[module].facts = self.world.facts_of(file);
        }
        self.modules[module].facts.clone()
    }

    /// Runs code that has nothing to do with the calls and branches in progress.
    pub(super) fn aside(&mut self, run: impl FnOnce(&mut Self)) {
        let frames = std::mem::take(&mut self.frames);
        let (journal, startup, guards) = (self.journal.take(), self.startup.take(), self.guards);
        let import_guard = std::mem::replace(&mut self.import_guard, false);
        self.guards = 0;
        self.deeper(|_| (), run);
        (self.frames, self.journal, self.startup, self.guards) = (frames, journal, startup, guards);
        self.import_guard = import_guard;
    }

    /// A name of a module: bound, a submodule, made by its `__getattr__`, or a definition further down.
    pub fn module_name(&mut self, module: ModuleRef, name: Name) -> Option<Value> {
        if self.modules.is_declared(module) {
            return self.declared_name(module, name);
        }
        if self.modules[module].progress == Progress::Fresh {
            // Whoever reads first runs it; the conditions around the reader are not the module's.
            let outer = self.condition.take();
            self.run_module(module);
            self.condition = outer;
        }
        let scope = self.modules[module].scope;
        let bound = self.heap.scopes[scope].names.get(&name).cloned();
        let child = self.modules[module].id.and_then(|id| self.world.modules().child(id, &name));
        let hops = if child.is_some() { HOPS } else { 1 };
        if let Some(bound) = bound.filter(|bound| !self.leads_back(bound, module, name, hops)) {
            return Some(self.force_in(scope, name, bound));
        }
        if let Some(child) = child {
            return Some(Value::Module(self.module(child)));
        }
        self.module_getattr(module, name).or_else(|| self.definition_ahead(module, name))
    }

    /// Whether a name was imported from where it is looked up, directly or through other modules: a package's
    /// `from . import name`, or its star import of a module that says so, stands for the submodule.
    fn leads_back(&self, bound: &Value, module: ModuleRef, name: Name, hops: usize) -> bool {
        let mut next = Some(bound);
        for _ in 0..hops {
            let Some(Value::Lazy(lazy)) = next else { return false };
            let Some(of) = lazy.name.filter(|_| lazy.stmt.is_none()) else { return false };
            if lazy.module == module && of == name {
                return true;
            }
            next = self.heap.scopes[self.modules[lazy.module].scope].names.get(&of);
        }
        false
    }

    fn module_getattr(&mut self, module: ModuleRef, name: Name) -> Option<Value> {
        let scope = self.modules[module].scope;
        let hook = self.heap.scopes[scope].names.get(&Name::from("__getattr__")).cloned()?;
        let facts = self.modules[module].facts.clone()?;
        let site = Place::of_file(facts.file);
        Some(self.call_with(&hook, vec![Value::str(name.as_str())], site))
    }

    /// A plain function defined further down in a module that is still running: an import cycle met it early.
    pub(super) fn definition_ahead(&mut self, module: ModuleRef, name: Name) -> Option<Value> {
        let facts = self.modules[module].facts.clone()?;
        if self.modules[module].progress != Progress::Running {
            return None;
        }
        let cx = Cx::new(&facts, ItemId::default(), self.modules[module].scope, module);
        let found = facts.surface().block.iter().find_map(|stmt| match stmt.kind {
            StmtKind::Function(id) if facts.surface().functions[id.0 as usize].name == name => Some(id),
            _ => None,
        })?;
        Some(self.make_function(&cx, found))
    }
}
