//! Which files must run where they are imported? Those that register on objects of other files, and all that import
//! one of them.

use super::scan::{Import, Scan, ScannedFile, starts_with};
use crate::eval::{ModuleId, Modules};
use crate::facts::Name;
use crate::text::FileId;
use rustc_hash::FxHashMap;

/// For each file of the scan, whether it registers something on an object of another file of the workspace, or imports,
/// directly or not, a file that does. The search runs backwards from those files, so import cycles need no care.
pub fn reach(modules: &Modules, scan: &Scan, libraries: &[&str]) -> Vec<bool> {
    let importers = importers(modules, scan, libraries);
    let files = scan.files.iter().enumerate();
    let mut reached: Vec<bool> = files.map(|(at, file)| reaches_outward(modules, FileId(at as u32), file)).collect();
    let mut waiting: Vec<usize> = (0..reached.len()).filter(|&file| reached[file]).collect();
    while let Some(file) = waiting.pop() {
        for &importer in &importers[file] {
            if !std::mem::replace(&mut reached[importer as usize], true) {
                waiting.push(importer as usize);
            }
        }
    }
    reached
}

/// Whether an imported name that a file registers on or calls is of the workspace.
fn reaches_outward(modules: &Modules, from: FileId, file: &ScannedFile) -> bool {
    let Some(source) = &file.source else { return false };
    let of_workspace = |import: &Import| import.level > 0 || modules.resolve(from, &import.module).is_some();
    source.outward.iter().any(|root| {
        source.imports.iter().any(|import| {
            let binds = import.names.contains(root) || import.names.is_empty() && starts_with(import, root);
            binds && of_workspace(import)
        })
    })
}

/// For each file, the files that import it; some more than once.
fn importers(modules: &Modules, scan: &Scan, libraries: &[&str]) -> Vec<Vec<u32>> {
    let mut importers = vec![Vec::new(); scan.files.len()];
    let mut resolver = Resolver { modules, memo: FxHashMap::default() };
    for (at, file) in scan.files.iter().enumerate() {
        let from = FileId(at as u32);
        let Some(folder) = modules.folder(from) else { continue };
        let imports = file.source.iter().flat_map(|source| &source.imports);
        let of_library = |import: &Import| {
            import.level == 0 && import.module.split('.').next().is_some_and(|top| libraries.contains(&top))
        };
        for import in imports.filter(|import| !import.deferred && !of_library(import)) {
            let Some(module) = resolver.resolve(from, folder, import) else { continue };
            for file in executed(modules, module, import).filter(|&file| file != from) {
                importers[file.0 as usize].push(from.0);
            }
        }
    }
    importers
}

/// The files an import runs: of each module on its dotted path, and of each submodule that is or may be meant.
fn executed<'a>(modules: &'a Modules, module: ModuleId, import: &'a Import) -> impl Iterator<Item = FileId> + 'a {
    let above = import.module.split('.').count().saturating_sub(1);
    let path = std::iter::successors(Some(module), |&at| modules.parent(at)).take(above + 1);
    let names = import.names.iter().filter_map(move |name| modules.child(module, name));
    let any = import.any.then(|| modules.children(module).map(|(_, child)| child));
    path.chain(names).chain(any.into_iter().flatten()).filter_map(|at| modules.file(at))
}

/// Resolves each dotted name once per folder: the answer is the same for all files of a folder, but for a file that
/// would import itself.
struct Resolver<'a> {
    modules: &'a Modules,
    memo: FxHashMap<(ModuleId, Name), Option<ModuleId>>,
}

impl Resolver<'_> {
    fn resolve(&mut self, from: FileId, folder: ModuleId, import: &Import) -> Option<ModuleId> {
        if import.level > 0 {
            return self.modules.relative(from, import.level, &import.module);
        }
        let resolve = || self.modules.resolve(from, &import.module);
        let found = *self.memo.entry((folder, import.module)).or_insert_with(resolve);
        if found.is_some_and(|it| self.modules.file(it) == Some(from)) { resolve() } else { found }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scan::{Glance, prescan};

    /// The paths of the files that reach one whose text says `APIRouter`.
    fn reaching(files: &[(&str, &str)]) -> Vec<String> {
        let glance = |text: &str| Glance {
            hash: 0,
            registering: text.contains("APIRouter"),
            application: false,
            outward: if text.contains("APIRouter") { vec![Name::from("app")] } else { Vec::new() },
            imports: prescan(&text.replace("APIRouter", "from . import app")),
        };
        let scanned = |&(path, text): &(&str, &str)| ScannedFile { path: path.to_owned(), source: Some(glance(text)) };
        let scan = Scan { files: files.iter().map(scanned).collect(), problems: Vec::new() };
        let paths = files.iter().enumerate().map(|(at, (path, _))| (FileId(at as u32), *path));
        let modules = Modules::new("ws", paths);
        let reached = reach(&modules, &scan, &[]);
        files.iter().zip(reached).filter(|(_, reached)| *reached).map(|((path, _), _)| (*path).to_owned()).collect()
    }

    #[test]
    fn importers_of_a_registering_file_reach_it_also_through_others() {
        let files = [("a.py", "import b"), ("b.py", "from c import x"), ("c.py", "APIRouter"), ("d.py", "import os")];
        assert_eq!(reaching(&files), ["a.py", "b.py", "c.py"]);
    }

    #[test]
    fn cycles_end_and_every_file_of_them_reaches() {
        let files = [("a.py", "import b"), ("b.py", "import a, c"), ("c.py", "import b, d"), ("d.py", "APIRouter")];
        assert_eq!(reaching(&files), ["a.py", "b.py", "c.py", "d.py"]);
        assert_eq!(reaching(&[("a.py", "import b"), ("b.py", "import a")]), [] as [&str; 0]);
    }

    #[test]
    fn importing_a_module_runs_the_packages_above_it() {
        let files =
            [("main.py", "import p.q.m"), ("p/__init__.py", "APIRouter"), ("p/q/__init__.py", ""), ("p/q/m.py", "")];
        assert_eq!(reaching(&files), ["main.py", "p/__init__.py"]);
    }

    #[test]
    fn an_imported_name_may_be_a_submodule() {
        let files = [("p/__init__.py", "from . import r"), ("p/r.py", "APIRouter"), ("x.py", "from p import other")];
        assert_eq!(reaching(&files), ["p/__init__.py", "p/r.py", "x.py"]);
        let namespace = [("main.py", "from p import r"), ("p/r.py", "APIRouter")];
        assert_eq!(reaching(&namespace), ["main.py", "p/r.py"]);
    }

    #[test]
    fn a_computed_import_may_mean_any_module_of_the_package_it_names() {
        let files = [("main.py", "import_module(f'routers.{name}')"), ("routers/a.py", "APIRouter"), ("b.py", "")];
        assert_eq!(reaching(&files), ["main.py", "routers/a.py"]);
        let beside =
            [("p/__init__.py", "import_module(name)"), ("p/a.py", "APIRouter"), ("q/b.py", "import_module(name)")];
        assert_eq!(reaching(&beside), ["p/__init__.py", "p/a.py"]);
    }

    #[test]
    fn two_files_of_a_folder_share_answers_unless_one_is_the_answer() {
        let files = [("app/user.py", "import redis"), ("app/redis.py", "import redis"), ("redis.py", "APIRouter")];
        assert_eq!(reaching(&files), ["app/user.py", "app/redis.py", "redis.py"]);
    }
}
