//! Which module does an import mean? The search Python would do, and what it would find if run from elsewhere.

use super::{ABOVE, ModuleId, Modules, WORKSPACE, is_stdlib};
use crate::text::FileId;
use std::cmp::Reverse;

impl Modules {
    /// The module an absolute import means: [`Self::resolve_on_path`], else [`Self::resolve_elsewhere`].
    /// The answer depends on the file's folder, but for a file that would import itself.
    pub fn resolve(&self, from: FileId, dotted: &str) -> Option<ModuleId> {
        self.resolve_on_path(from, dotted).or_else(|| self.resolve_elsewhere(from, dotted))
    }

    /// The module an absolute import means if the program is run from the file's package root or a folder above
    /// it: the nearest below which the whole dotted path exists. Never a name of the standard library, never a plain
    /// file itself; a package's `__init__.py` may import itself, as in Python.
    pub fn resolve_on_path(&self, from: FileId, dotted: &str) -> Option<ModuleId> {
        if self.is_foreign(dotted) {
            return None;
        }
        let mut at = self.package_root(from)?;
        loop {
            let found = self.descend(at, dotted).filter(|&it| self.file(it) != Some(from) || self.is_package(it));
            if found.is_some() || at == ABOVE {
                return found;
            }
            at = self.node(at)?.parent;
        }
    }

    /// The module an absolute import means if any folder of the workspace may be on the search path: the closest to
    /// the importing file below which the whole dotted path exists. Less certain than [`Self::resolve_on_path`]: an
    /// installed distribution of that name is more likely meant.
    pub fn resolve_elsewhere(&self, from: FileId, dotted: &str) -> Option<ModuleId> {
        self.closest(self.folder(from)?, dotted).find(|&it| self.file(it) != Some(from))
    }

    /// The module a dotted name means for someone at the workspace folder (a command line, a configuration file).
    pub fn find(&self, dotted: &str) -> Option<ModuleId> {
        self.closest(self.workspace()?, dotted).next()
    }

    /// All modules of a dotted name, whatever folder they are below.
    pub fn all(&self, dotted: &str) -> impl Iterator<Item = ModuleId> {
        self.workspace().into_iter().flat_map(|workspace| self.closest(workspace, dotted))
    }

    /// The modules of a dotted name below any folder, those closest to a folder first.
    fn closest(&self, folder: ModuleId, dotted: &str) -> impl Iterator<Item = ModuleId> {
        let foreign = self.is_foreign(dotted);
        let mut holders = if foreign { Vec::new() } else { self.holders_of(first(dotted)).to_vec() };
        holders.sort_by_cached_key(|&holder| {
            let shared = self.shared_depth(folder, holder);
            (Reverse(shared), self.node(holder).map_or(0, |node| node.depth), holder)
        });
        holders.into_iter().filter_map(move |at| self.descend(at, dotted))
    }

    /// The module a relative import means: `level` leading dots, then a dotted path that may be empty.
    pub fn relative(&self, from: FileId, level: u32, dotted: &str) -> Option<ModuleId> {
        let mut at = self.folder(from)?;
        for _ in 1..level {
            at = self.parent(at)?;
        }
        if dotted.is_empty() { Some(at) } else { self.descend(at, dotted) }
    }

    /// The first folder upwards from a file that has no `__init__.py`: where Python would look for its package.
    pub fn package_root(&self, file: FileId) -> Option<ModuleId> {
        let mut at = self.folder(file)?;
        while self.is_package(at) {
            at = self.node(at)?.parent;
        }
        Some(at)
    }

    /// Whether no file of the workspace can be meant: a name of the standard library, or one no folder has.
    fn is_foreign(&self, dotted: &str) -> bool {
        let first = first(dotted);
        is_stdlib(first) || self.holders_of(first).is_empty()
    }

    fn holders_of(&self, name: &str) -> &[ModuleId] {
        let known = ustr::existing_ustr(name).and_then(|name| self.holders.get(&name));
        known.map_or(&[], Vec::as_slice)
    }

    fn descend(&self, from: ModuleId, dotted: &str) -> Option<ModuleId> {
        dotted.split('.').try_fold(from, |at, name| self.child(at, name))
    }

    /// The depth of the deepest folder that holds both.
    fn shared_depth(&self, mut a: ModuleId, mut b: ModuleId) -> u32 {
        while a != b {
            let (Some(left), Some(right)) = (self.node(a), self.node(b)) else { return 0 };
            if left.depth >= right.depth {
                a = left.parent;
            } else {
                b = right.parent;
            }
        }
        self.node(a).map_or(0, |node| node.depth)
    }

    /// The workspace folder; `None` in a tree that was not built from a workspace.
    pub fn workspace(&self) -> Option<ModuleId> {
        self.node(WORKSPACE).map(|_| WORKSPACE)
    }
}

fn first(dotted: &str) -> &str {
    dotted.split('.').next().unwrap_or(dotted)
}
