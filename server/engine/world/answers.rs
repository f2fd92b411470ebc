//! What does a workspace answer when evaluation asks? Facts lowered on demand, modules, versions and entry points.

use super::Workspace;
use crate::engine::is_test_path;
use crate::engine::locks::DeclaredEntry;
use crate::engine::scan::{Import, ScannedFile};
use crate::eval::{EntryPoint, Modules, Version, World};
use crate::facts::{Facts, Name};
use crate::text::FileId;
use rustc_hash::FxHashMap;
use std::sync::Arc;

impl World for Workspace {
    fn facts_of(&self, file: FileId) -> Option<Arc<Facts>> {
        if let Some(known) = self.facts.get(&file) {
            return known.clone();
        }
        if self.is_interrupted() {
            return None;
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

    fn importing(&self, name: Name, from: FileId) -> Vec<FileId> {
        let index = self.importers.get_or_init(|| importers(&self.files));
        let means = |(file, import): &&(FileId, u32)| {
            let import = self.glance(*file).and_then(|glance| glance.imports.get(*import as usize));
            import.is_some_and(|import| self.means_package_of(*file, import, from))
        };
        let mut files: Vec<FileId> =
            index.get(&name).into_iter().flatten().filter(means).map(|(file, _)| *file).collect();
        files.dedup();
        files
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

    fn is_interrupted(&self) -> bool {
        self.interrupt.is_set()
    }
}

impl Workspace {
    /// Whether what an import names is a package above a file, the file, or another module of its package.
    fn means_package_of(&self, importer: FileId, import: &Import, file: FileId) -> bool {
        let modules = &self.modules;
        let found = match import.level {
            0 => modules.resolve(importer, &import.module),
            level => modules.relative(importer, level, &import.module),
        };
        let Some(found) = found else { return false };
        let mut above = std::iter::successors(modules.of_file(file), |&at| modules.parent(at));
        let same_root = |other: FileId| modules.package_root(other) == modules.package_root(file);
        above.any(|module| module == found) || modules.file(found).is_some_and(same_root)
    }
}

/// The imports by each name they bind, or module they end in: file, and index in its glance.
pub(super) fn importers(files: &[ScannedFile]) -> FxHashMap<Name, Vec<(FileId, u32)>> {
    let mut index: FxHashMap<Name, Vec<(FileId, u32)>> = FxHashMap::default();
    for (file, scanned) in (0..).map(FileId).zip(files) {
        let imports = scanned.source.iter().flat_map(|glance| &glance.imports);
        for (at, import) in (0..).zip(imports) {
            let last = import.module.rsplit('.').next().map(Name::from);
            import.names.iter().copied().chain(last).for_each(|name| index.entry(name).or_default().push((file, at)));
        }
    }
    index
}
