//! What does a workspace answer when evaluation asks? Facts lowered on demand, modules, versions and entry points.

use super::Workspace;
use crate::engine::is_test_path;
use crate::engine::locks::DeclaredEntry;
use crate::eval::{EntryPoint, Modules, Version, World};
use crate::facts::{Facts, Name};
use crate::text::FileId;
use std::sync::Arc;

impl World for Workspace {
    fn facts_of(&self, file: FileId) -> Option<Arc<Facts>> {
        if let Some(known) = self.facts.get(&file) {
            return known.clone();
        }
        // Lowered outside the map's lock: two threads may do it twice, none waits for the other.
        let facts = self.lower(file);
        self.facts.entry(file).or_insert(facts).clone()
    }

    fn modules(&self) -> &Modules {
        &self.modules
    }

    fn is_eager(&self, file: FileId) -> bool {
        self.reach.is_eager(file)
    }

    fn onward(&self, file: FileId) -> &[FileId] {
        self.reach.onward(file)
    }

    fn registers(&self, file: FileId) -> bool {
        self.glance(file).is_some_and(|glance| glance.registering)
    }

    fn version_of(&self, package: &str, near: FileId) -> Option<Version> {
        self.version_fact(package, near).map(|fact| fact.version)
    }

    fn installed(&self, module: &str, near: FileId) -> Option<bool> {
        self.locks.installed(module, self.path(near))
    }

    fn importing(&self, name: Name) -> Vec<FileId> {
        let imports = |file: FileId| {
            let list = self.glance(file).map(|glance| &glance.imports);
            list.is_some_and(|list| {
                list.iter().any(|import| import.names.contains(&name) || ends_with(import.module, name))
            })
        };
        self.files().map(|(file, _)| file).filter(|&file| imports(file)).collect()
    }

    fn is_test(&self, file: FileId) -> bool {
        is_test_path(self.path(file))
    }

    fn entry_points(&self, group: &str) -> Vec<EntryPoint> {
        let entry = |(it, near): (&DeclaredEntry, FileId)| EntryPoint {
            name: Name::from(&it.name),
            module: Name::from(&it.module),
            object: Name::from(&it.object),
            near,
        };
        self.locks.entry_points(group).into_iter().map(entry).collect()
    }
}

fn ends_with(module: Name, name: Name) -> bool {
    module.rsplit('.').next() == Some(&name)
}
