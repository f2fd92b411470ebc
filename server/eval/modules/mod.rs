//! Which modules does the workspace hold? A tree of folders and files, keyed by path and never by dotted name.

mod build;
mod resolve;
mod stdlib;

pub use stdlib::is_stdlib;

use crate::facts::Name;
use crate::text::FileId;
use rustc_hash::FxHashMap;

/// A module of the workspace: a `.py` file, or a folder (a package if it has an `__init__.py`, else a namespace).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModuleId(pub u32);

/// What lies above the workspace folder. Its only child is that folder, and only if it is itself a package.
const ABOVE: ModuleId = ModuleId(0);
/// The workspace folder.
const WORKSPACE: ModuleId = ModuleId(1);

/// The module tree of the workspace. Immutable; lookups are not memoised here.
#[derive(Debug, Default)]
pub struct Modules {
    nodes: Vec<Node>,
    by_file: FxHashMap<FileId, ModuleId>,
    /// The nearest folder of the tree, for files that are no modules.
    others: FxHashMap<FileId, ModuleId>,
    /// Every folder that has a child of this name, in order of path.
    holders: FxHashMap<Name, Vec<ModuleId>>,
}

#[derive(Debug)]
struct Node {
    name: Name,
    parent: ModuleId,
    path: Box<str>,
    file: Option<FileId>,
    is_folder: bool,
    /// How many folders lie between it and the workspace folder's parent.
    depth: u32,
    /// What can be imported from it, sorted by name.
    children: Vec<(Name, ModuleId)>,
}

impl Modules {
    /// The folder at a path relative to the workspace; empty for the workspace itself.
    pub fn folder_at(&self, path: &str) -> Option<ModuleId> {
        let parts = path.split('/').filter(|part| !part.is_empty());
        let found = parts.fold(self.workspace(), |folder, part| folder.and_then(|folder| self.child(folder, part)));
        found.filter(|id| self.nodes[id.0 as usize].is_folder)
    }

    /// The path of a module's file relative to the workspace: of a package, its `__init__.py`.
    pub fn file_path(&self, module: ModuleId) -> String {
        let node = &self.nodes[module.0 as usize];
        match (node.is_folder, &*node.path) {
            (true, "") => "__init__.py".to_owned(),
            (true, path) => format!("{path}/__init__.py"),
            (false, path) => path.to_owned(),
        }
    }

    /// The module a file is; for an `__init__.py`, its folder. `None` if it is no Python file of the workspace.
    pub fn of_file(&self, file: FileId) -> Option<ModuleId> {
        self.by_file.get(&file).copied()
    }

    /// The file that runs when the module is imported; `None` for a namespace folder.
    pub fn file(&self, module: ModuleId) -> Option<FileId> {
        self.node(module)?.file
    }

    /// The folder a module lies in; `None` for the workspace folder.
    pub fn parent(&self, module: ModuleId) -> Option<ModuleId> {
        let parent = self.node(module)?.parent;
        (parent != ABOVE).then_some(parent)
    }

    /// What `import module.name` gives. `__init__` of a package is the package itself.
    pub fn child(&self, module: ModuleId, name: &str) -> Option<ModuleId> {
        let node = self.node(module)?;
        match node.children.binary_search_by(|(child, _)| child.as_str().cmp(name)) {
            Ok(found) => Some(node.children[found].1),
            Err(_) => (name == "__init__" && node.is_package()).then_some(module),
        }
    }

    /// Everything that can be imported from a folder, sorted by name; nothing for a file.
    pub fn children(&self, module: ModuleId) -> impl Iterator<Item = (Name, ModuleId)> {
        self.node(module).into_iter().flat_map(|node| node.children.iter().copied())
    }

    /// Whether the module is a folder with an `__init__.py`.
    pub fn is_package(&self, module: ModuleId) -> bool {
        self.node(module).is_some_and(Node::is_package)
    }

    /// The path below the workspace, with `/`: of the file, or of the folder. Empty for the workspace folder.
    pub fn path(&self, module: ModuleId) -> &str {
        self.node(module).map_or("", |node| &node.path)
    }

    /// The dotted name seen from the module's package root: what Python calls it when run from there. Empty for a
    /// workspace folder that is no package.
    pub fn dotted(&self, module: ModuleId) -> String {
        let mut names = Vec::new();
        let mut at = module;
        while let Some(node) = self.node(at) {
            names.push(node.name.as_str());
            if !self.is_package(node.parent) {
                break;
            }
            at = node.parent;
        }
        names.reverse();
        names.join(".")
    }

    /// The folder a file lies in: its directory, also for an `__init__.py`. For a file that is no module
    /// (`pyproject.toml`), the nearest folder upwards that holds modules.
    pub fn folder(&self, file: FileId) -> Option<ModuleId> {
        let Some(module) = self.of_file(file) else { return self.others.get(&file).copied() };
        let node = self.node(module)?;
        Some(if node.is_folder { module } else { node.parent })
    }

    fn node(&self, module: ModuleId) -> Option<&Node> {
        self.nodes.get(module.0 as usize)
    }
}

impl Node {
    fn is_package(&self) -> bool {
        self.is_folder && self.file.is_some()
    }
}

#[cfg(test)]
mod tests;
