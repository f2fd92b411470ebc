//! Which crate does a name mean, and which module is a file?

use crate::eval::crates::{CrateRef, TargetKind};
use crate::eval::machine::{Cx, Machine};
use crate::eval::value::{ModuleRef, Value};
use crate::facts::{Name, StmtKind};
use crate::text::FileId;
use std::sync::Arc;

impl Machine<'_> {
    /// The module that a name of a crate means.
    pub(in crate::eval) fn crate_named(&mut self, cx: &Cx, name: Name) -> Option<Value> {
        let file = self.file_of_cx(cx);
        let meaning = match file {
            Some(file) => self.world.crates().meaning(file, name),
            None => Some(CrateRef::Foreign(name)),
        };
        match meaning {
            Some(CrateRef::Own(root)) if self.model(name).is_none() => self.crate_root(root).map(Value::Module),
            Some(CrateRef::Own(_)) => Some(self.foreign(name)),
            Some(CrateRef::Foreign(package)) => Some(self.foreign(package)),
            None if matches!(name.as_str(), "std" | "core" | "alloc") => Some(self.foreign(name)),
            None => None,
        }
    }

    fn foreign(&self, package: Name) -> Value {
        self.model(package).map_or_else(|| Value::External(Name::from(&format!("{package}::"))), Value::Module)
    }

    /// The file of the workspace that code belongs to: of expanded code that of its module.
    fn file_of_cx(&self, cx: &Cx) -> Option<FileId> {
        let facts = self.modules[cx.module].facts.as_ref()?;
        (!self.library.is_model(facts.file)).then_some(facts.file)
    }

    /// The module of a file, found from the crates it may belong to.
    pub fn module_of_source(&mut self, file: FileId) -> Option<ModuleRef> {
        if let Some(known) = self.modules.by_source.get(&file).or_else(|| self.modules.crate_roots.get(&file)) {
            return Some(*known);
        }
        let crates = self.world.crates();
        let path = crates.path(file)?.to_owned();
        let mut targets: Vec<(TargetKind, FileId)> =
            crates.targets_of(file).iter().map(|target| (target.kind, target.root)).collect();
        if let Some(own) = targets.iter().find(|(_, root)| *root == file) {
            return self.crate_root(own.1);
        }
        // What a library and a program share belongs to the library.
        targets.sort_by_key(|(kind, _)| *kind != TargetKind::Library);
        for (_, root) in targets {
            if let Some(found) = self.descend_to(root, &path).filter(|it| self.is_module_of(*it, file)) {
                return Some(found);
            }
        }
        None
    }

    fn is_module_of(&self, module: ModuleRef, file: FileId) -> bool {
        self.modules[module].declared.as_ref().is_some_and(|declared| declared.source == file)
    }

    fn descend_to(&mut self, root: FileId, path: &str) -> Option<ModuleRef> {
        let folder = self.world.crates().path(root)?.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let below = if folder.is_empty() { path } else { path.strip_prefix(&folder)?.strip_prefix('/')? };
        let below = below.strip_suffix(".rs")?;
        let below = below.strip_suffix("/mod").unwrap_or(below);
        let mut at = self.crate_root(root)?;
        for part in below.split('/') {
            at = self.inner_module(at, part)?;
        }
        Some(at)
    }

    /// The module of a name inside another; also one that only tests have, which no name of the program means.
    pub fn inner_module(&mut self, outer: ModuleRef, name: &str) -> Option<ModuleRef> {
        self.declare(outer);
        let scope = self.modules[outer].scope;
        let for_tests = Name::from(&format!("test {name}::"));
        for key in [Name::from(&format!("{name}::")), for_tests] {
            if let Some(Value::Module(inner)) = self.heap.scopes[scope].names.get(&key) {
                return Some(*inner);
            }
        }
        let cx = self.declared_cx(outer)?;
        let code = Arc::clone(&cx.code);
        let of = code.block.iter().find_map(|stmt| match &stmt.kind {
            StmtKind::Module(of) if of.is_test && of.name == name => Some(of),
            _ => None,
        })?;
        let declared = self.modules[outer].declared.clone()?;
        let inner = match of.item {
            Some(item) => self.inline_module(&cx, of, item, &declared),
            None => self.file_module(&cx, of, &declared)?,
        };
        self.heap.scopes[scope].names.insert(for_tests, Value::Module(inner));
        Some(inner)
    }
}

/// A path below a folder, `..` resolved.
pub(super) fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
