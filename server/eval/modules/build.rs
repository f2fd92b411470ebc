//! How does a list of files become a tree? Folders are made as paths name them, then each folder picks its children.

use super::{ABOVE, ModuleId, Modules, Node, WORKSPACE};
use crate::facts::Name;
use crate::text::FileId;
use rustc_hash::FxHashMap;

impl Modules {
    /// Builds the tree from the files of a workspace: paths are relative to it, with `/`. What does not end in `.py`
    /// is no module, but imports can be resolved from where it lies. The folder's own name matters if the workspace
    /// folder is itself a package.
    pub fn new<'a>(workspace_name: &str, files: impl Iterator<Item = (FileId, &'a str)>) -> Modules {
        let (mut python, others): (Vec<_>, Vec<_>) = files.partition(|(_, path)| is_python(path));
        python.sort_by_key(|&(_, path)| path);
        let mut builder = Builder::new(workspace_name);
        for (file, path) in python {
            builder.add(file, path);
        }
        for (file, path) in others {
            let folder = builder.nearest_folder(path);
            builder.modules.others.insert(file, folder);
        }
        builder.finish()
    }
}

/// Case matters to Python's import system, on every platform.
fn is_python(path: &str) -> bool {
    path.strip_suffix(".py").is_some_and(|stem| !stem.is_empty() && !stem.ends_with('/'))
}

struct Builder<'a> {
    modules: Modules,
    folders: FxHashMap<&'a str, ModuleId>,
}

impl<'a> Builder<'a> {
    fn new(workspace_name: &str) -> Self {
        let mut builder = Builder { modules: Modules::default(), folders: FxHashMap::default() };
        builder.push("", ABOVE, "", true);
        builder.push(workspace_name, ABOVE, "", true);
        builder.folders.insert("", WORKSPACE);
        builder
    }

    fn push(&mut self, name: &str, parent: ModuleId, path: &str, is_folder: bool) -> ModuleId {
        let id = ModuleId(self.modules.nodes.len() as u32);
        let depth = self.modules.node(parent).map_or(0, |parent| parent.depth + 1);
        let (name, path) = (Name::from(name), path.into());
        self.modules.nodes.push(Node { name, parent, path, file: None, is_folder, depth, children: Vec::new() });
        id
    }

    fn add(&mut self, file: FileId, path: &'a str) {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = self.folder(folder);
        let stem = name.strip_suffix(".py").unwrap_or(name);
        let module = if stem == "__init__" { folder } else { self.push(stem, folder, path, false) };
        self.modules.nodes[module.0 as usize].file = Some(file);
        self.modules.by_file.insert(file, module);
    }

    /// The folder at a path, made together with those above it that are missing.
    fn folder(&mut self, path: &'a str) -> ModuleId {
        let known = |end: &usize| self.folders.contains_key(&path[..*end]);
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        let missing: Vec<usize> = ends.filter(|end| !known(end)).collect();
        for end in missing {
            let path = &path[..end];
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            let id = self.push(name, self.folders[parent], path, true);
            self.folders.insert(path, id);
        }
        self.folders[path]
    }

    fn nearest_folder(&self, path: &str) -> ModuleId {
        let mut folders = path.rmatch_indices('/').map(|(end, _)| &path[..end]);
        folders.find_map(|folder| self.folders.get(folder)).copied().unwrap_or(WORKSPACE)
    }

    fn finish(mut self) -> Modules {
        let mut children: Vec<(ModuleId, Name, u8, ModuleId)> = Vec::new();
        for (at, node) in self.modules.nodes.iter().enumerate().skip(WORKSPACE.0 as usize) {
            let id = ModuleId(at as u32);
            if id != WORKSPACE || node.is_package() {
                children.push((node.parent, node.name, precedence(node), id));
            }
        }
        children.sort_by(|a, b| (a.0, a.1.as_str(), a.2).cmp(&(b.0, b.1.as_str(), b.2)));
        children.dedup_by_key(|&mut (parent, name, ..)| (parent, name));
        for (parent, name, _, id) in children {
            self.modules.nodes[parent.0 as usize].children.push((name, id));
            self.modules.holders.entry(name).or_default().push(parent);
        }
        self.modules
    }
}

/// Which of several children of one name Python imports: a package, then a file, then a namespace folder.
fn precedence(node: &Node) -> u8 {
    match (node.is_folder, node.file) {
        (true, Some(_)) => 0,
        (false, _) => 1,
        (true, None) => 2,
    }
}
