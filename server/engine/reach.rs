//! What must run where a file is imported? The files that register on objects of other files, and those on the way to
//! them whose imports depend on something.

use super::scan::{Import, Outward, Scan, ScannedFile};
use crate::eval::{ModuleId, Modules};
use crate::text::FileId;
use rustc_hash::FxHashMap;

/// What importing each file of a scan has to run.
#[derive(Debug, Default)]
pub struct Reach {
    eager: Vec<bool>,
    onward: FxHashMap<FileId, Vec<FileId>>,
}

impl Reach {
    /// Searches the import graph backwards from the files that register outward, so import cycles need no care.
    pub fn new(modules: &Modules, scan: &Scan, libraries: &[&str]) -> Reach {
        let graph = Graph::new(modules, scan, libraries);
        let mut eager = vec![false; scan.files.len()];
        let outward: Vec<Vec<Option<FileId>>> =
            ids(scan).map(|(from, file)| Graph::receivers(modules, from, file)).collect();
        let outward_files = || (0..).zip(&outward).filter(|(_, receivers)| !receivers.is_empty());
        let reached = graph.backwards(outward_files().map(|(at, _)| at).collect());
        let reaches = |file: &FileId| reached[file.0 as usize];
        for (at, receivers) in outward_files() {
            eager[at as usize] = true;
            // What is registered on meanwhile stands half run: its own registrations come in the order of its text.
            let half_run = receivers.iter().flatten().filter(|file| reaches(file));
            half_run.for_each(|file| eager[file.0 as usize] = true);
        }
        let mut onward = FxHashMap::default();
        for (from, edges) in graph.edges.iter().enumerate().filter(|(from, _)| reached[*from]) {
            let edges = edges.iter().filter(|edge| reaches(&edge.to));
            eager[from] |= edges.clone().any(|edge| edge.guarded);
            onward.insert(FileId(from as u32), edges.map(|edge| edge.to).collect());
        }
        Reach { eager, onward }
    }

    /// Whether a file runs where it is imported.
    pub fn is_eager(&self, file: FileId) -> bool {
        self.eager.get(file.0 as usize).copied().unwrap_or(false)
    }

    /// What a file imports on the way to eager files, in the order of its text.
    pub fn onward(&self, file: FileId) -> &[FileId] {
        self.onward.get(&file).map_or(&[], Vec::as_slice)
    }
}

fn ids(scan: &Scan) -> impl Iterator<Item = (FileId, &ScannedFile)> {
    (0..).map(FileId).zip(&scan.files)
}

/// An import of one file by another.
#[derive(Clone, Copy, Debug)]
struct Edge {
    to: FileId,
    /// As [`Marks::guarded`](super::scan::Marks::guarded).
    guarded: bool,
}

/// Which file imports which when it is run, by file, in the order of its text.
struct Graph {
    edges: Vec<Vec<Edge>>,
}

impl Graph {
    fn new(modules: &Modules, scan: &Scan, libraries: &[&str]) -> Graph {
        let seen = vec![[None; 2]; scan.files.len()];
        let mut resolver = Resolver { modules, memo: FxHashMap::default(), seen };
        let edges = ids(scan).map(|(from, file)| resolver.edges(from, file, libraries)).collect();
        Graph { edges }
    }

    /// The modules of the workspace that hold what a file registers on or calls, by file if they have one.
    fn receivers(modules: &Modules, from: FileId, file: &ScannedFile) -> Vec<Option<FileId>> {
        let Some(source) = &file.source else { return Vec::new() };
        let mut found = Vec::new();
        for Outward { root, decorates } in &source.outward {
            for import in source.imports.iter().filter(|import| !import.marks.deferred && import.binds(root)) {
                let module = match import.level {
                    0 => modules.resolve(from, import.module),
                    level => modules.relative(from, level, import.module),
                };
                let Some(module) = module else { continue };
                let child = modules.child(module, root).and_then(|child| modules.file(child));
                let is_module = import.is_plain() || child.is_some();
                if *decorates && is_module {
                    continue;
                }
                found.push(child.or_else(|| modules.file(module)));
            }
        }
        found
    }

    /// The given files and all that import one of them, directly or not.
    fn backwards(&self, mut waiting: Vec<u32>) -> Vec<bool> {
        let mut importers = vec![Vec::new(); self.edges.len()];
        for (from, edges) in (0..).zip(&self.edges) {
            edges.iter().for_each(|edge| importers[edge.to.0 as usize].push(from));
        }
        let mut reached = vec![false; self.edges.len()];
        waiting.iter().for_each(|&file| reached[file as usize] = true);
        while let Some(file) = waiting.pop() {
            for &importer in &importers[file as usize] {
                if !std::mem::replace(&mut reached[importer as usize], true) {
                    waiting.push(importer);
                }
            }
        }
        reached
    }
}

/// The files an import runs, in order: of each module on its dotted path, and of each submodule that is or may be meant.
fn executed<'a>(modules: &'a Modules, module: ModuleId, import: Import<'a>) -> impl Iterator<Item = FileId> + 'a {
    let above = import.module.split('.').count().saturating_sub(1);
    let on_path = move |above: usize| std::iter::successors(Some(module), |&at| modules.parent(at)).nth(above);
    let names = import.names().filter_map(move |name| modules.child(module, name));
    let any = import.marks.any.then(|| modules.children(module).map(|(_, child)| child));
    let path = (0..=above).rev().filter_map(on_path);
    path.chain(names).chain(any.into_iter().flatten()).filter_map(|at| modules.file(at))
}

/// Finds the edges of one file after the other.
struct Resolver<'a> {
    modules: &'a Modules,
    /// Each dotted name once per folder: the answer is the same for all files of a folder, but for a file that would
    /// import itself.
    memo: FxHashMap<(ModuleId, &'a str), Option<ModuleId>>,
    /// By file, without and with a guard: the last file that has such an edge to it.
    seen: Vec<[Option<FileId>; 2]>,
}

impl<'a> Resolver<'a> {
    fn edges(&mut self, from: FileId, file: &'a ScannedFile, libraries: &[&str]) -> Vec<Edge> {
        let (Some(folder), Some(source)) = (self.modules.folder(from), &file.source) else { return Vec::new() };
        let of_library = |import: &Import| import.level == 0 && libraries.contains(&import.top());
        let mut edges = Vec::new();
        for import in source.imports.iter().filter(|import| !import.marks.deferred && !of_library(import)) {
            let Some(module) = self.resolve(from, folder, &import) else { continue };
            let guarded = import.marks.guarded;
            for to in executed(self.modules, module, import).filter(|&to| to != from) {
                let last = self.seen[to.0 as usize][usize::from(guarded)].replace(from);
                edges.extend((last != Some(from)).then_some(Edge { to, guarded }));
            }
        }
        edges
    }

    fn resolve(&mut self, from: FileId, folder: ModuleId, import: &Import<'a>) -> Option<ModuleId> {
        if import.level > 0 {
            return self.modules.relative(from, import.level, import.module);
        }
        let resolve = || self.modules.resolve(from, import.module);
        let found = *self.memo.entry((folder, import.module)).or_insert_with(resolve);
        if found.is_some_and(|it| self.modules.file(it) == Some(from)) { resolve() } else { found }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scan::outward;
    use crate::engine::scan::{Glance, Methods, prescan};

    fn scan(files: &[(&str, &str)]) -> (Modules, Scan) {
        let methods = Methods { decorating: &["get"], called: &["include_router"] };
        let glance = |text: &str| Glance {
            hash: 0,
            registering: true,
            application: false,
            declaring: false,
            tested: false,
            outward: outward(text, &prescan(text), &methods),
            imports: prescan(text),
        };
        let scanned = |&(path, text): &(&str, &str)| ScannedFile { path: path.to_owned(), source: Some(glance(text)) };
        let scan = Scan { files: files.iter().map(scanned).collect(), ..Scan::default() };
        let paths = files.iter().enumerate().map(|(at, (path, _))| (FileId(at as u32), *path));
        (Modules::new("ws", paths), scan)
    }

    /// The paths of the files that something onward of them makes run, and those that run where they are imported,
    /// marked `!`.
    fn reaching(files: &[(&str, &str)]) -> Vec<String> {
        let (modules, scan) = scan(files);
        let reach = Reach::new(&modules, &scan, &[]);
        let shown = |(file, (path, _)): (FileId, &(&str, &str))| {
            let leads_on = || (!reach.onward(file).is_empty()).then(|| (*path).to_owned());
            if reach.is_eager(file) { Some(format!("{path}!")) } else { leads_on() }
        };
        (0..).map(FileId).zip(files).filter_map(shown).collect()
    }

    const OUTWARD: &str = "from core import app\n@app.get('/')\ndef f(): ...\n";

    #[test]
    fn a_file_that_registers_outward_runs_and_the_way_to_it_is_known() {
        let files = [("a.py", "import b"), ("b.py", "from c import x"), ("c.py", OUTWARD), ("core.py", "import os")];
        assert_eq!(reaching(&files), ["a.py", "b.py", "c.py!"]);
    }

    #[test]
    fn a_decorator_of_a_module_and_an_object_of_a_function_register_nothing_outward() {
        let files = [("core/__init__.py", ""), ("a.py", "import core\n@core.get('/')\ndef f(): ...")];
        assert_eq!(reaching(&files), [] as [&str; 0]);
        let inside = "def f():\n    from core import app\n    app.include_router(x)";
        assert_eq!(reaching(&[("core.py", ""), ("a.py", inside)]), [] as [&str; 0]);
        let object = "import core\n@core.app.get('/')\ndef f(): ...";
        assert_eq!(reaching(&[("core.py", ""), ("a.py", object)]), ["a.py!"]);
    }

    #[test]
    fn what_is_registered_on_runs_too_where_it_leads_back() {
        let files = [("main.py", "import core"), ("core.py", "app = FastAPI()\nimport c"), ("c.py", OUTWARD)];
        assert_eq!(reaching(&files), ["main.py", "core.py!", "c.py!"]);
    }

    #[test]
    fn a_file_whose_import_depends_on_something_runs_to_decide() {
        let files = [
            ("a.py", "import b"),
            ("b.py", "if flag:\n    import c"),
            ("c.py", OUTWARD),
            ("core.py", ""),
            ("d.py", "def f():\n    import c"),
        ];
        assert_eq!(reaching(&files), ["a.py", "b.py!", "c.py!"]);
    }

    #[test]
    fn cycles_end() {
        let files = [("a.py", "import b"), ("b.py", "import a, c"), ("c.py", OUTWARD), ("core.py", "")];
        assert_eq!(reaching(&files), ["a.py", "b.py", "c.py!"]);
        assert_eq!(reaching(&[("a.py", "import b"), ("b.py", "import a")]), [] as [&str; 0]);
    }

    #[test]
    fn importing_a_module_runs_the_packages_above_it() {
        let files = [("main.py", "import p.q.m"), ("p/__init__.py", OUTWARD), ("p/q/__init__.py", ""), ("core.py", "")];
        assert_eq!(reaching(&files[..1]), [] as [&str; 0]);
        assert_eq!(
            reaching(&[files[0], files[1], files[2], ("p/q/m.py", ""), files[3]]),
            ["main.py", "p/__init__.py!"]
        );
    }

    #[test]
    fn an_imported_name_may_be_a_submodule() {
        let files =
            [("core.py", ""), ("p/__init__.py", "from . import r"), ("p/r.py", OUTWARD), ("x.py", "from p import o")];
        assert_eq!(reaching(&files), ["p/__init__.py", "p/r.py!", "x.py"]);
        let namespace = [("core.py", ""), ("main.py", "from p import r"), ("p/r.py", OUTWARD)];
        assert_eq!(reaching(&namespace), ["main.py", "p/r.py!"]);
    }

    #[test]
    fn a_computed_import_may_mean_any_module_of_the_package_it_names() {
        let files =
            [("core.py", ""), ("main.py", "import_module(f'routers.{name}')"), ("routers/a.py", OUTWARD), ("b.py", "")];
        assert_eq!(reaching(&files), ["main.py!", "routers/a.py!"]);
    }

    #[test]
    fn two_files_of_a_folder_share_answers_unless_one_is_the_answer() {
        let files =
            [("app/redis.py", "import redis"), ("app/user.py", "import redis"), ("core.py", ""), ("redis.py", OUTWARD)];
        assert_eq!(reaching(&files), ["app/redis.py", "app/user.py", "redis.py!"]);
    }
}
