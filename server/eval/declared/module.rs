//! What does a declared module hold? Its items by name, modules inside it, and all names of what it takes in whole.

use super::source::join;
use crate::eval::machine::{Cx, Machine};
use crate::eval::module::{ModuleObject, Progress};
use crate::eval::scope::{Scope, ScopeKind};
use crate::eval::value::{Lazy, ModuleRef, Value};
use crate::facts::{Facts, ItemId, Name, Stmt, StmtKind, Submodule};
use crate::text::FileId;
use std::sync::Arc;

/// Where a declared module stands.
#[derive(Clone, Debug)]
pub struct Declared {
    /// The item that holds it.
    pub item: ItemId,
    /// The module around it.
    pub parent: Option<ModuleRef>,
    /// The first module of its crate.
    pub root: Option<ModuleRef>,
    /// The folder in which the files of modules inside it lie.
    pub folder: String,
    /// Paths all of whose names it takes in: contexts to evaluate them in.
    pub globs: Vec<crate::facts::ExprId>,
    /// Its file, which is read when somebody asks for a name of it.
    pub source: FileId,
}

impl Machine<'_> {
    /// The module that a crate begins with.
    pub fn crate_root(&mut self, file: FileId) -> Option<ModuleRef> {
        if let Some(known) = self.modules.crate_roots.get(&file) {
            return Some(*known);
        }
        let facts = self.world.facts_of(file)?;
        let crates = self.world.crates();
        let path = crates.path(file)?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let target = crates.targets_of(file).iter().find(|target| target.root == file).map(|target| target.name);
        let name = target.unwrap_or_else(|| Name::from("crate"));
        let (item, globs) = (ItemId::default(), Vec::new());
        let declared = Declared { item, parent: None, root: None, folder, globs, source: file };
        let module = self.add_declared(name, Some(facts), declared);
        self.modules.crate_roots.insert(file, module);
        Some(module)
    }

    /// A module of a model, whose names are looked up like those of any other.
    pub(in crate::eval) fn declare_model(&mut self, name: Name, facts: Arc<Facts>) -> ModuleRef {
        let (item, folder, globs) = (ItemId::default(), String::new(), Vec::new());
        let declared = Declared { item, parent: None, root: None, folder, globs, source: facts.file };
        self.add_declared(name, Some(facts), declared)
    }

    fn add_declared(&mut self, name: Name, facts: Option<Arc<Facts>>, declared: Declared) -> ModuleRef {
        let scope = self.heap.scopes.add(Scope::new(ScopeKind::Module, None, None));
        let (progress, declared) = (Progress::Fresh, Some(Box::new(declared)));
        self.modules.add(ModuleObject { name, scope, progress, id: None, facts, declared })
    }

    /// The context of a declared module's own code.
    pub fn declared_cx(&self, module: ModuleRef) -> Option<Cx> {
        let object = &self.modules[module];
        let item = object.declared.as_ref()?.item;
        Some(Cx::new(object.facts.as_ref()?, item, object.scope, module))
    }

    /// Binds what a module declares, unless that is done.
    pub fn declare(&mut self, module: ModuleRef) {
        if self.modules[module].progress != Progress::Fresh {
            return;
        }
        self.modules[module].progress = Progress::Running;
        self.read_source(module);
        let Some(cx) = self.declared_cx(module) else { return };
        self.ran.insert((cx.facts.file, cx.item));
        let code = Arc::clone(&cx.code);
        let outer = self.condition.take();
        self.deeper(|_| (), |machine| machine.declare_block(&cx, &code.block, 0));
        self.condition = outer;
        self.modules[module].progress = Progress::Done;
    }

    /// Reads the file of a declared module, unless that is done.
    fn read_source(&mut self, module: ModuleRef) {
        let object = &self.modules[module];
        if let (None, Some(declared)) = (&object.facts, &object.declared) {
            self.modules[module].facts = self.world.facts_of(declared.source);
        }
    }

    /// Binds the items of a block from one on, then adds the methods of its `impl` blocks.
    pub(in crate::eval) fn declare_block(&mut self, cx: &Cx, block: &[Stmt], first: u32) {
        for (at, stmt) in (first..).zip(block) {
            self.declare_item(cx, stmt, at);
        }
        for stmt in block {
            match &stmt.kind {
                StmtKind::Impl(methods) => self.exec_impl(cx, methods),
                StmtKind::Expr(value) => self.declare_expansion(cx, *value),
                _ => {}
            }
        }
    }

    fn declare_item(&mut self, cx: &Cx, stmt: &Stmt, at: u32) {
        let condition = cx.code.condition_of(at);
        match &stmt.kind {
            StmtKind::Function(id) => {
                let name = cx.code.functions[id.0 as usize].name;
                let function = self.make_function(cx, *id);
                self.declare_under(cx, name, function, condition);
            }
            StmtKind::Class(id) => self.declare_class(cx, *id),
            StmtKind::Module(of) => self.declare_module(cx, of, condition),
            StmtKind::Macro(rules) => {
                let value = self.macro_value(cx, rules);
                self.declare_name(cx, rules.name, value);
            }
            StmtKind::Assign(targets, _) => {
                let name = targets.first().and_then(|target| crate::eval::postpone::name_of(&cx.code, *target));
                if let Some(name) = name {
                    self.declare_under(cx, name, lazy(cx.module, name, at), condition);
                }
            }
            StmtKind::Use(names) => {
                for of in names {
                    if of.name.is_empty() {
                        if let Some(declared) = &mut self.modules[cx.module].declared {
                            declared.globs.push(of.path);
                        }
                    } else if of.name != "_" {
                        self.declare_weakly(cx, of.name, lazy(cx.module, of.name, at));
                        let inner = Name::from(&format!("{}::", of.name));
                        self.declare_weakly(cx, inner, lazy(cx.module, inner, at));
                        let called = Name::from(&format!("{}!", of.name));
                        self.declare_weakly(cx, called, lazy(cx.module, called, at));
                    }
                }
            }
            _ => {}
        }
    }

    /// Binds a name; of several definitions the first holds, and any beats an import.
    pub(in crate::eval) fn declare_name(&mut self, cx: &Cx, name: Name, value: Value) {
        let names = &mut self.heap.scopes[cx.scope].names;
        let own_lazy = |known: &Value| matches!(known, Value::Lazy(_));
        if names.get(&name).is_none_or(own_lazy) {
            names.insert(name, value);
        }
    }

    fn declare_weakly(&mut self, cx: &Cx, name: Name, value: Value) {
        self.heap.scopes[cx.scope].names.entry(name).or_insert(value);
    }

    fn declare_module(&mut self, cx: &Cx, of: &Submodule, condition: Option<Name>) {
        if of.is_test {
            return;
        }
        let Some(outer) = self.modules[cx.module].declared.clone() else { return };
        let module = match of.item {
            Some(item) => Some(self.inline_module(cx, of, item, &outer)),
            None => self.file_module(cx, of, &outer),
        };
        if let Some(module) = module {
            let name = Name::from(&format!("{}::", of.name));
            self.declare_under(cx, name, Value::Module(module), condition);
        }
    }

    fn path_below(&self, module: ModuleRef, name: Name) -> Name {
        Name::from(&format!("{}::{name}", self.modules[module].name))
    }

    pub(super) fn inline_module(&mut self, cx: &Cx, of: &Submodule, item: ItemId, outer: &Declared) -> ModuleRef {
        let folder = join(&outer.folder, of.path.as_deref().unwrap_or(of.name.as_str()));
        let root = Some(outer.root.unwrap_or(cx.module));
        let (parent, globs, source) = (Some(cx.module), Vec::new(), cx.facts.file);
        let declared = Declared { item, parent, root, folder, globs, source };
        let name = self.path_below(cx.module, of.name);
        self.add_declared(name, Some(Arc::clone(&cx.facts)), declared)
    }

    pub(super) fn file_module(&mut self, cx: &Cx, of: &Submodule, outer: &Declared) -> Option<ModuleRef> {
        let crates = self.world.crates();
        let name = of.name.as_str();
        let (file, folder) = if let Some(path) = &of.path {
            let own = crates.path(cx.facts.file)?;
            let above = own.rsplit_once('/').map_or("", |(folder, _)| folder);
            let base = if cx.item == ItemId::default() { above } else { &outer.folder };
            let path = join(base, path);
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
            (crates.file(&path)?, folder)
        } else {
            let folder = join(&outer.folder, name);
            let file = crates.file(&format!("{folder}.rs")).or_else(|| crates.file(&format!("{folder}/mod.rs")))?;
            (file, folder)
        };
        let root = Some(outer.root.unwrap_or(cx.module));
        let (item, parent, globs) = (ItemId::default(), Some(cx.module), Vec::new());
        let declared = Declared { item, parent, root, folder, globs, source: file };
        let name = self.path_below(cx.module, of.name);
        let module = self.add_declared(name, None, declared);
        self.modules.by_source.entry(file).or_insert(module);
        Some(module)
    }
}

fn lazy(module: ModuleRef, name: Name, stmt: u32) -> Value {
    Value::Lazy(Arc::new(Lazy { module, name: Some(name), stmt: Some(stmt) }))
}
