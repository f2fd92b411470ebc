//! What is in the folder? Every Python file with what a quick look at its text tells, and the files that hold versions.

mod imports;
mod makers;
mod outward;
mod prescan;
mod read;
mod walk;
mod words;

pub use imports::{Import, Imports, Marks};
#[cfg(test)]
pub(super) use outward::outward;
pub use outward::{Methods, Outward};
pub use prescan::prescan;
pub use read::{LARGEST, Text, read_source};
pub(super) use read::{read_at_most, reason};
pub(super) use walk::relative;
pub use words::Words;

use super::crates::{Manifests, is_rust};
use super::problem::Problem;
use ignore::gitignore::Gitignore;
use makers::Makers;
use rayon::prelude::*;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

/// What to look for in the text of each Python file. Frameworks own the words; [`Words`] says how they are written.
#[derive(Clone, Copy, Debug, Default)]
pub struct ScanOptions<'a> {
    /// Words of a file that may touch a framework object when it runs: routers, includes, route decorators.
    pub registering: &'a [&'a str],
    /// Classes of applications: a file that may make one counts as registering too.
    pub application: &'a [&'a str],
    /// Methods that register something on their receiver.
    pub methods: Methods<'a>,
    /// Words of a file of declared modules that may make or change a router.
    pub declaring: &'a [&'a str],
    /// Crates that packages which matter depend on.
    pub crates: &'a [&'a str],
    /// Dotted modules that stand for libraries, whatever the workspace has of that name.
    pub libraries: &'a [&'a str],
}

/// The files of a workspace, sorted by path; a file's [`FileId`](crate::text::FileId) is its index.
#[derive(Debug, Default)]
pub struct Scan {
    /// Python files and files that hold versions.
    pub files: Vec<ScannedFile>,
    /// What could not be read as it should.
    pub problems: Vec<Problem>,
    /// What manifests of crates say.
    pub(super) manifests: Manifests,
}

/// One file of the workspace.
#[derive(Debug)]
pub struct ScannedFile {
    /// Its path below the workspace, with `/`.
    pub path: String,
    /// What its text tells; `None` if it is not a Python file or could not be read.
    pub source: Option<Glance>,
}

/// What a quick look at a Python file tells. The text itself is dropped.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)]
pub struct Glance {
    /// Hash of the text.
    pub hash: u64,
    /// Whether it has a word of [`ScanOptions::registering`], or may make an application.
    pub registering: bool,
    /// Whether it may make an application, or take part in making one.
    pub application: bool,
    /// Whether it is of a language with declared modules and may make a router.
    pub declaring: bool,
    /// Whether it is of such a language and may have tests beside its code.
    pub tested: bool,
    /// Imported names that running it registers on or calls; see `outward.rs`.
    pub outward: Vec<Outward>,
    /// What it imports.
    pub imports: Imports,
}

/// Walks the folders, which lie below the root, and looks at every Python file.
pub fn scan(root: &Path, folders: &[PathBuf], exclude: &Gitignore, options: ScanOptions) -> Scan {
    let found = walk::walk(root, folders, exclude);
    let looking = Looking::new(options);
    let manifests = Manifests::read(root, &found.paths, options.crates);
    let looked: Vec<_> = found
        .paths
        .into_par_iter()
        .map(|path| {
            let (source, problem) = look(root, &path, &looking, &manifests);
            (ScannedFile { path, source }, problem)
        })
        .collect();
    let (files, problems): (Vec<_>, Vec<_>) = looked.into_iter().unzip();
    let problems = found.problems.into_iter().chain(problems.into_iter().flatten());
    let problems = problems.chain(manifests.problems.iter().cloned()).collect();
    Scan { files, problems, manifests }
}

/// The search for the words of [`ScanOptions`], prepared once.
struct Looking<'a> {
    registering: Words,
    application: Makers,
    declaring: Words,
    methods: Methods<'a>,
}

impl<'a> Looking<'a> {
    fn new(options: ScanOptions<'a>) -> Self {
        Looking {
            registering: Words::kept(options.registering),
            application: Makers::new(options.application),
            declaring: Words::kept(options.declaring),
            methods: options.methods,
        }
    }
}

impl Glance {
    /// Whether running the file runs the same other files.
    pub(super) fn imports_like(&self, other: &Glance) -> bool {
        (&self.imports, &self.outward) == (&other.imports, &other.outward)
    }

    /// Whether evaluation begins at the file under the same conditions.
    pub(super) fn counts_like(&self, other: &Glance) -> bool {
        (self.registering, self.application, self.declaring) == (other.registering, other.application, other.declaring)
    }
}

fn look(root: &Path, path: &str, looking: &Looking, manifests: &Manifests) -> (Option<Glance>, Option<Problem>) {
    if is_rust(path) && manifests.wants(path) {
        return match read_source(&root.join(path)) {
            Ok(text) => (Some(rust_glance(&text.text, looking)), text.lossy.then(|| lossy(path))),
            Err(what) => (None, Some(Problem::new(path, what))),
        };
    }
    if !is_python(path) {
        return (None, None);
    }
    match read_source(&root.join(path)) {
        Ok(text) => (Some(glance(&text.text, looking)), text.lossy.then(|| lossy(path))),
        Err(what) => (None, Some(Problem::new(path, what))),
    }
}

/// Whether a path names a Python file. Case matters, as it does to Python's import system.
pub(super) fn is_python(path: &str) -> bool {
    path.strip_suffix(".py").is_some()
}

fn lossy(path: &str) -> Problem {
    Problem::new(path, "not UTF-8: bytes that cannot be read were replaced")
}

fn glance(text: &str, looking: &Looking) -> Glance {
    let application = looking.application.found_in(text);
    let registering = application || looking.registering.found_in(text);
    let imports = prescan(text);
    let outward = if registering { outward::outward(text, &imports, &looking.methods) } else { Vec::new() };
    Glance { hash: hash(text), registering, application, declaring: false, tested: false, outward, imports }
}

/// What marks tests in a Rust file.
const TESTS: [&str; 4] = ["#[cfg(test", "#[cfg(all(test", "test]", "::test("];

/// What a quick look at a Rust file tells.
fn rust_glance(text: &str, looking: &Looking) -> Glance {
    let declaring = looking.declaring.found_in(text);
    Glance {
        hash: hash(text),
        registering: false,
        application: false,
        declaring,
        tested: Words::kept(&TESTS).found_in(text),
        outward: Vec::new(),
        imports: Imports::begin().finish(),
    }
}

/// What a quick look at one text tells, by the file's language.
pub(super) fn glance_at(path: &str, text: &str, options: ScanOptions) -> Glance {
    let looking = Looking::new(options);
    if is_rust(path) { rust_glance(text, &looking) } else { glance(text, &looking) }
}

/// The hash of a text, the same in every run on one machine.
pub fn hash(text: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[cfg(all(test, unix))]
mod tests;
