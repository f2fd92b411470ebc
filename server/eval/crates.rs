//! Which crates does the workspace hold? Packages with their targets and dependencies, and the files modules are looked
//! for in.

use super::world::Version;
use crate::facts::Name;
use crate::text::FileId;
use rustc_hash::{FxHashMap, FxHashSet};

/// The library of a package.
fn library(package: &Package) -> Option<&Target> {
    package.targets.iter().find(|target| target.kind == TargetKind::Library)
}

/// The folders above a path, the innermost first; the last is the workspace itself, an empty text.
pub fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    let mut next = Some(path);
    std::iter::from_fn(move || {
        let folder = next.filter(|inner| !inner.is_empty())?.rsplit_once('/').map_or("", |(folder, _)| folder);
        next = Some(folder);
        Some(folder)
    })
}

/// The crates of a workspace. Immutable.
#[derive(Debug, Default)]
pub struct Crates {
    packages: Vec<Package>,
    files: FxHashMap<Box<str>, FileId>,
    paths: FxHashMap<FileId, Box<str>>,
    by_name: FxHashMap<Name, usize>,
    /// Packages by their folder.
    by_folder: FxHashMap<String, usize>,
}

/// One package.
#[derive(Debug, Default)]
pub struct Package {
    /// Its name, `_` for `-`.
    pub name: Name,
    /// Its folder below the workspace; empty for the workspace itself.
    pub folder: String,
    /// What is compiled of it.
    pub targets: Vec<Target>,
    /// What it depends on, by the name that code says.
    pub dependencies: FxHashMap<Name, Dependency>,
    /// The features that are on unless somebody says otherwise.
    pub default_features: Vec<Name>,
    /// Whether Cargo unpacked it for somebody who depends on it: it serves nothing by itself.
    pub is_vendored: bool,
}

/// A library, program, example or test.
#[derive(Debug)]
pub struct Target {
    /// The name of the crate.
    pub name: Name,
    /// The file it begins with.
    pub root: FileId,
    /// What it is.
    pub kind: TargetKind,
}

/// What a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum TargetKind {
    Binary,
    Library,
    Example,
    Test,
}

/// One dependency.
#[derive(Clone, Debug, Default)]
pub struct Dependency {
    /// The package, `_` for `-`.
    pub package: Name,
    /// The version that is locked, else the newest that is allowed.
    pub version: Option<Version>,
    /// Which file says the version, below the workspace.
    pub said_by: Name,
}

/// What the name of a crate means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrateRef {
    /// A crate of the workspace: the file it begins with.
    Own(FileId),
    /// A package outside of it.
    Foreign(Name),
}

impl Crates {
    /// The crates of some packages, and all files modules may be in, by path.
    pub fn new(packages: Vec<Package>, files: impl Iterator<Item = (FileId, String)>) -> Self {
        let mut crates = Crates { packages, ..Crates::default() };
        for (file, path) in files {
            crates.paths.insert(file, path.as_str().into());
            crates.files.insert(path.into(), file);
        }
        for (at, package) in crates.packages.iter().enumerate() {
            crates.by_name.entry(package.name).or_insert(at);
            crates.by_folder.insert(package.folder.clone(), at);
        }
        crates
    }

    /// All packages.
    pub fn packages(&self) -> &[Package] {
        &self.packages
    }

    /// The file at a path below the workspace.
    pub fn file(&self, path: &str) -> Option<FileId> {
        self.files.get(path).copied()
    }

    /// The path of a file.
    pub fn path(&self, file: FileId) -> Option<&str> {
        self.paths.get(&file).map(|path| &**path)
    }

    /// All files, in no order.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &str)> {
        self.paths.iter().map(|(file, path)| (*file, &**path))
    }

    /// The package whose folder a file lies in: the innermost.
    pub fn package_of(&self, file: FileId) -> Option<&Package> {
        let at = folders_above(self.path(file)?).find_map(|folder| self.by_folder.get(folder))?;
        Some(&self.packages[*at])
    }

    /// The targets that a file may belong to: those of its package.
    pub fn targets_of(&self, file: FileId) -> &[Target] {
        self.package_of(file).map_or(&[], |package| &package.targets)
    }

    /// What the name of a crate means in a file. Without a manifest any name may be a crate.
    pub fn meaning(&self, file: FileId, name: Name) -> Option<CrateRef> {
        let Some(package) = self.package_of(file) else { return Some(CrateRef::Foreign(name)) };
        if let Some(own) = library(package).filter(|own| own.name == name) {
            return Some(CrateRef::Own(own.root));
        }
        let dependency = package.dependencies.get(&name);
        let wanted = dependency.map_or(name, |dependency| dependency.package);
        let of_workspace = self.by_name.get(&wanted).map(|at| &self.packages[*at]);
        match of_workspace.and_then(library) {
            Some(library) if dependency.is_some() => Some(CrateRef::Own(library.root)),
            _ => dependency.map(|dependency| CrateRef::Foreign(dependency.package)),
        }
    }

    /// The packages that depend on one of some, directly or through others of the workspace.
    pub fn depending(&self, on: &[&str]) -> FxHashSet<Name> {
        let mut found: FxHashSet<Name> = FxHashSet::default();
        loop {
            let before = found.len();
            for package in &self.packages {
                let depends = |it: &Dependency| on.contains(&it.package.as_str()) || found.contains(&it.package);
                if package.dependencies.values().any(depends) {
                    found.insert(package.name);
                }
            }
            if found.len() == before {
                return found;
            }
        }
    }

    /// The version of a package that holds for a file, and the file that says it.
    pub fn version(&self, package: &str, near: FileId) -> Option<(Version, Name)> {
        let wanted = Name::from(&package.replace('-', "_"));
        let own = self.package_of(near)?;
        let of = |package: &Package| {
            let found = package.dependencies.values().find(|it| it.package == wanted)?;
            Some((found.version?, found.said_by))
        };
        of(own).or_else(|| self.packages.iter().find_map(of))
    }
}
