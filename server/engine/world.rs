//! What does evaluation get to see of the workspace? Facts parsed when they are asked for, and what the scan knows.

use super::config::Config;
use super::crates::{Calls, is_rust};
use super::locks::Locks;
use super::problem::Problem;
use super::reach::Reach;
use super::roots::{OpenError, Roots, roots};
use super::scan::{Glance, Scan, ScanOptions, ScannedFile, is_python, relative, scan};
use super::session::Interrupt;
use crate::api::Respelled;
use crate::eval::crates::Crates;
use crate::eval::{ModuleId, Modules};
use crate::facts::{Facts, Name};
use crate::languages::Memory;
use crate::text::FileId;
use dashmap::DashMap;
use rustc_hash::FxHashSet;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

pub use entry::Entry;

/// A workspace on disk: its files, and what can be known of them without running anything.
#[derive(Debug)]
pub struct Workspace {
    root: PathBuf,
    config: Config,
    files: Vec<ScannedFile>,
    named: Vec<FileId>,
    modules: Arc<Modules>,
    reach: Reach,
    /// The packages of the workspace that are such a library.
    libraries: Vec<ModuleId>,
    locks: Locks,
    crates: Crates,
    /// Packages that depend on a framework, directly or not.
    serving: FxHashSet<Name>,
    /// Who calls what in Rust; found out on first need, and again after an edit.
    calls: OnceLock<Calls>,
    /// Facts by file; `None` for a file that has gone since the scan.
    facts: DashMap<FileId, Option<Arc<Facts>>>,
    /// Facts that hold and that nobody has asked for since [`Workspace::begin`].
    kept: DashMap<FileId, Option<Arc<Facts>>>,
    /// What lowering remembers of files that are edited.
    memories: HashMap<FileId, Memory>,
    /// Texts that beat the disk, by path.
    texts: HashMap<String, Arc<str>>,
    /// What the scan found to be wrong.
    problems: Vec<Problem>,
    /// What is wrong with the configuration, if that of before holds instead.
    misconfigured: Option<Problem>,
    /// What was found to be wrong with files that were asked for.
    broken: Mutex<Vec<Problem>>,
    /// Set while nobody wants the result of an evaluation any more.
    interrupt: Interrupt,
    /// Whether a session owns it.
    is_edited: bool,
    /// Literals that say something else than when somebody last asked.
    respelled: Respelled,
}

/// How many files there are, for `wayline doctor`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileCounts {
    /// Python files.
    pub python: usize,
    /// Rust files that were looked at.
    pub rust: usize,
    /// Python files that could be read.
    pub read: usize,
    /// Those whose text has a registering word.
    pub registering: usize,
    /// Those whose text may create an application.
    pub application: usize,
    /// Those that run where they are imported.
    pub eager: usize,
}

impl Workspace {
    /// Opens one folder, or the package root of one file.
    ///
    /// # Errors
    /// If the path does not exist or the configuration is not valid. Anything else is a [`Problem`].
    pub fn open(root: &Path, options: ScanOptions) -> Result<Workspace, OpenError> {
        Self::open_all(&[root.to_owned()], options)
    }

    /// Opens several folders or files as one workspace: the folder they all lie in. Only they are walked.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_all(paths: &[PathBuf], options: ScanOptions) -> Result<Workspace, OpenError> {
        let roots = roots(paths)?;
        let config = Config::find(&roots.root).map_err(OpenError::Config)?;
        let scan = scan(&roots.root, &roots.folders, &config.exclude, options);
        Ok(Self::build(roots, config, scan, options.libraries))
    }

    fn build(roots: Roots, config: Config, scan: Scan, libraries: &[&str]) -> Workspace {
        let Roots { root, files: named, .. } = roots;
        let name = root.file_name().unwrap_or_default().to_string_lossy();
        let modules = Modules::new(&name, scan.files.iter().zip(0..).map(|(file, id)| (FileId(id), &*file.path)));
        let reach = Reach::new(&modules, &scan, libraries);
        let libraries = library_packages(&modules, libraries);
        let (locks, problems) = Locks::load(&root, &scan);
        let sources = || scan.files.iter().zip(0..).filter(|(file, _)| is_rust(&file.path) && file.source.is_some());
        let crates = scan.manifests.crates(sources().map(|(file, id)| (FileId(id), &*file.path)));
        let serving = crates.depending(&crate::frameworks::crate_names());
        let id = |path: &PathBuf| find(&scan.files, &relative(&root, path)?);
        let named = named.iter().filter_map(id).collect();
        let problems = scan.problems.into_iter().chain(problems).collect();
        let (files, facts, kept) = (scan.files, DashMap::new(), DashMap::new());
        let (texts, memories, broken) = (HashMap::new(), HashMap::new(), Mutex::default());
        Workspace {
            root,
            config,
            files,
            named,
            modules: Arc::new(modules),
            reach,
            libraries,
            locks,
            crates,
            serving,
            calls: OnceLock::new(),
            facts,
            kept,
            memories,
            texts,
            problems,
            misconfigured: None,
            broken,
            interrupt: Interrupt::default(),
            is_edited: false,
            respelled: Respelled::new(),
        }
    }

    /// The workspace folder, absolute.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The modules of Python, shared.
    pub fn module_tree(&self) -> Arc<Modules> {
        Arc::clone(&self.modules)
    }

    /// The configuration.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What is wrong with the configuration, if it is not the one that holds.
    pub fn misconfigured(&self) -> Option<&Problem> {
        self.misconfigured.as_ref()
    }

    /// All files by [`FileId`], sorted by path: Python files, and those that declare versions.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &str)> {
        self.files.iter().zip(0..).map(|(file, id)| (FileId(id), &*file.path))
    }

    /// A file's path below the workspace, with `/`; empty for an id that is not of this workspace.
    pub fn path(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |file| &file.path)
    }

    /// The file at a path below the workspace.
    pub fn file(&self, path: &str) -> Option<FileId> {
        find(&self.files, path)
    }

    /// The files that were named one by one when the workspace was opened.
    pub fn named(&self) -> &[FileId] {
        &self.named
    }

    /// What the scan saw in a Python file; `None` if it could not be read.
    pub fn glance(&self, file: FileId) -> Option<&Glance> {
        self.files.get(file.0 as usize)?.source.as_ref()
    }

    /// The Python files whose text may create an application, by path.
    pub fn applications(&self) -> impl Iterator<Item = FileId> {
        self.files().map(|(file, _)| file).filter(|&file| self.glance(file).is_some_and(|it| it.application))
    }

    /// Whether a file belongs to tests, by the customary names of folders and files.
    pub fn is_test(&self, file: FileId) -> bool {
        super::is_test_path(self.path(file))
    }

    /// Whether a file belongs to a copy of a library that a model stands for: importing it means the model.
    pub fn is_library(&self, file: FileId) -> bool {
        let mut above = std::iter::successors(self.modules.of_file(file), |&at| self.modules.parent(at));
        !self.libraries.is_empty() && above.any(|module| self.libraries.contains(&module))
    }

    /// The Python files whose text has a registering word, by path.
    pub fn registrars(&self) -> impl Iterator<Item = FileId> {
        self.files().map(|(file, _)| file).filter(|&file| self.glance(file).is_some_and(|it| it.registering))
    }

    /// How many files there are of each kind.
    pub fn counts(&self) -> FileCounts {
        let python = || self.files.iter().filter(|file| is_python(&file.path));
        let read = || python().filter_map(|file| file.source.as_ref());
        FileCounts {
            python: python().count(),
            rust: self.crates.files().count(),
            read: read().count(),
            registering: read().filter(|it| it.registering).count(),
            application: read().filter(|it| it.application).count(),
            eager: self.files().filter(|(file, _)| self.reach.is_eager(*file)).count(),
        }
    }

    /// What could not be read as it should, so far, sorted by path.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = self.broken.lock().unwrap_or_else(PoisonError::into_inner).clone();
        problems.extend(self.problems.iter().cloned());
        problems.sort();
        problems
    }
}

/// The packages that hold every module of a library that has several: its source, not somebody's folder of that name.
fn library_packages(modules: &Modules, libraries: &[&str]) -> Vec<ModuleId> {
    let tops = libraries.iter().filter(|module| !module.contains('.'));
    let of_top = |top: &&str| {
        let prefix = format!("{top}.");
        let inner: Vec<&str> = libraries.iter().filter_map(|module| module.strip_prefix(&prefix)).collect();
        let has = |package: ModuleId, dotted: &str| {
            dotted.split('.').try_fold(package, |at, part| modules.child(at, part)).is_some()
        };
        let is_copy = |package: &ModuleId| !inner.is_empty() && inner.iter().all(|dotted| has(*package, dotted));
        modules.all(top).filter(is_copy).collect::<Vec<_>>()
    };
    tops.flat_map(of_top).collect()
}

fn find(files: &[ScannedFile], path: &str) -> Option<FileId> {
    files.binary_search_by(|file| (*file.path).cmp(path)).ok().map(|at| FileId(at as u32))
}

pub(super) use lowered::on_deep_threads;
pub(super) use sources::language_of;

mod answers;
mod entry;
mod lowered;
mod revise;
mod sources;
#[cfg(test)]
mod tests;
