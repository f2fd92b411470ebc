//! Which workspace do unit tests of evaluation run on? One in memory, made of paths and texts.

use super::{EntryPoint, Machine, ModuleRef, Modules, Value, Version, World};
use crate::facts::{Facts, Name};
use crate::languages::lower;
use crate::syntax::Language;
use crate::text::FileId;
use std::sync::Arc;

/// A workspace in memory. Every file may register something, nothing is a test, every library is installed.
pub struct MemoryWorld {
    facts: Vec<Arc<Facts>>,
    modules: Modules,
}

impl MemoryWorld {
    /// A workspace of Python files.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let ids = (0..).map(FileId);
        let modules = Modules::new("workspace", ids.zip(files.iter().map(|(path, _)| *path)));
        let facts = |(id, (_, text)): (u32, &(&str, &str))| Arc::new(lower(Language::Python, FileId(id), text));
        MemoryWorld { facts: (0..).zip(files).map(facts).collect(), modules }
    }
}

impl World for MemoryWorld {
    fn facts_of(&self, file: FileId) -> Option<Arc<Facts>> {
        self.facts.get(file.0 as usize).cloned()
    }
    fn modules(&self) -> &Modules {
        &self.modules
    }
    fn is_eager(&self, _: FileId) -> bool {
        true
    }
    fn onward(&self, _: FileId) -> &[FileId] {
        &[]
    }
    fn registers(&self, _: FileId) -> bool {
        true
    }
    fn version_of(&self, _: &str, _: FileId) -> Option<Version> {
        None
    }
    fn installed(&self, _: &str, _: FileId) -> Option<bool> {
        Some(true)
    }
    fn importing(&self, _: Name, _: FileId) -> Vec<FileId> {
        Vec::new()
    }
    fn is_test(&self, _: FileId) -> bool {
        false
    }
    fn entry_points(&self, _: &str) -> Vec<EntryPoint> {
        Vec::new()
    }
}

/// Runs a file of a workspace; its module.
pub fn run(machine: &mut Machine, path: &str) -> ModuleRef {
    let modules = machine.world.modules();
    let found = machine.world.modules().workspace().and_then(|root| {
        let mut parts = path.trim_end_matches(".py").split('/');
        parts.try_fold(root, |folder, part| modules.child(folder, part))
    });
    let module = machine.module(found.expect("the file is one of the workspace"));
    machine.run_module(module);
    module
}

/// The value of a name in a module.
pub fn value(machine: &mut Machine, module: ModuleRef, name: &str) -> Value {
    machine.module_name(module, Name::from(name)).expect("the module binds the name")
}
