//! What does a workspace answer when evaluation asks? Facts lowered on demand, modules, versions and entry points.

use super::Workspace;
use crate::engine::is_test_path;
use crate::engine::locks::DeclaredEntry;
use crate::engine::scan::Import;
use crate::eval::crates::Crates;
use crate::eval::{EntryPoint, Modules, Version, World};
use crate::facts::{Facts, Name};
use crate::text::FileId;
use memchr::memmem::Finder;
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
        self.glance(file).is_some_and(|glance| glance.registering || glance.declaring)
    }

    fn version_of(&self, package: &str, near: FileId) -> Option<Version> {
        self.version_fact(package, near).map(|fact| fact.version)
    }

    fn installed(&self, module: &str, near: FileId) -> Option<bool> {
        self.locks.installed(module, self.path(near))
    }

    fn importing(&self, name: Name, from: FileId) -> Vec<FileId> {
        // A handful of names per evaluation is asked for, so nothing is gained by an index of all.
        let word = Finder::new(name.as_str());
        let means = |file: FileId, import: &Import| import.ends_in(&name) && self.means_package_of(file, import, from);
        let found = |file: &FileId| {
            let imports = self.glance(*file).map(|glance| &glance.imports);
            imports.is_some_and(|it| it.mentions(&word) && it.iter().any(|import| means(*file, &import)))
        };
        self.files().map(|(file, _)| file).filter(found).collect()
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

    fn crates(&self) -> &Crates {
        &self.crates
    }

    fn defining(&self, name: Name) -> Vec<FileId> {
        self.calls().defining(&name).to_vec()
    }

    fn is_composed(&self, file: FileId, name_at: u32) -> bool {
        self.calls().is_composed(file, name_at)
    }

    fn serving(&self) -> Vec<(FileId, u32)> {
        self.calls().serving()
    }

    fn leads_in(&self, file: FileId) -> bool {
        self.calls().leads_in(file)
    }

    fn leads_on(&self, file: FileId, name_at: u32) -> bool {
        self.calls().leads(file, name_at)
    }

    fn is_edited(&self) -> bool {
        self.is_edited
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
            0 => modules.resolve(importer, import.module),
            level => modules.relative(importer, level, import.module),
        };
        let Some(found) = found else { return false };
        let mut above = std::iter::successors(modules.of_file(file), |&at| modules.parent(at));
        let same_root = |other: FileId| modules.package_root(other) == modules.package_root(file);
        above.any(|module| module == found) || modules.file(found).is_some_and(same_root)
    }
}
