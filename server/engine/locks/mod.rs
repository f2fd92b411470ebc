//! Which version of a distribution holds for a file? The nearest lock file, pin or upper bound decides.

mod bound;
mod find;
mod lockfile;
mod pyproject;
mod requirement;

pub use bound::{Bound, version};
pub use find::Kind;
pub use requirement::{Requirement, normalised};

use super::problem::Problem;
use super::scan::Scan;
use crate::eval::Version;
use crate::text::FileId;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::path::{Path, PathBuf};

/// A version, and where it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionFact {
    /// The pinned version, or the newest one that is allowed; see [`Bound::newest`].
    pub version: Version,
    /// The file that says so: below the workspace with `/`, or absolute if it lies outside.
    pub path: String,
    /// Whether that version is pinned; otherwise `spelled` is what to show.
    pub exact: bool,
    /// The specifier as it is written: `==0.110.1`, `<0.120`.
    pub spelled: String,
}

/// What all lock files, requirements and project files in reach declare.
#[derive(Debug, Default)]
pub struct Locks {
    root: PathBuf,
    folders: FxHashMap<PathBuf, Vec<Source>>,
}

/// One file, read.
#[derive(Debug)]
struct Source {
    kind: Kind,
    path: String,
    file: Option<FileId>,
    packages: FxHashMap<String, Requirement>,
    entry_points: Vec<DeclaredEntry>,
    application: Option<String>,
}

/// What one file declares.
#[derive(Debug, Default)]
struct Declared {
    packages: Vec<Requirement>,
    entry_points: Vec<DeclaredEntry>,
    application: Option<String>,
}

/// An entry point of a group: `name = "module:object"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredEntry {
    /// The group.
    pub group: String,
    /// Its name.
    pub name: String,
    /// Dotted module.
    pub module: String,
    /// Dotted object; empty for the module itself.
    pub object: String,
}

impl DeclaredEntry {
    fn new(group: &str, name: &str, target: &str) -> Option<Self> {
        let target = target.split('[').next()?.trim();
        let (module, object) = target.split_once(':').unwrap_or((target, ""));
        let [group, name, module, object] = [group, name, module, object].map(|it| it.trim().to_owned());
        (!module.is_empty()).then_some(DeclaredEntry { group, name, module, object })
    }
}

/// Why a file could not be read, and at which byte or line.
enum Fault {
    Byte(Option<usize>, String),
    Line(u32, String),
}

impl From<toml::de::Error> for Fault {
    fn from(error: toml::de::Error) -> Self {
        Fault::Byte(error.span().map(|span| span.start), error.message().to_owned())
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        let text = error.to_string();
        Fault::Line(error.line() as u32, text.split(" at line ").next().unwrap_or_default().to_owned())
    }
}

impl Fault {
    fn problem(self, path: &str, text: &str) -> Problem {
        match self {
            Fault::Byte(Some(at), what) => Problem::at(path, text, at, format!("skipped: {what}")),
            Fault::Byte(None, what) => Problem::new(path, format!("skipped: {what}")),
            Fault::Line(line, what) => Problem { line: Some(line), ..Problem::new(path, format!("skipped: {what}")) },
        }
    }
}

impl Locks {
    /// Reads every file that declares versions: those of the scan, those beside them that are ignored, and those in
    /// up to three folders above the root, not beyond the top of a repository.
    pub fn load(root: &Path, scan: &Scan) -> (Locks, Vec<Problem>) {
        find::load(root, scan)
    }

    /// The version of a distribution that holds for a file, given by its path below the workspace.
    ///
    /// Folder by folder upwards, in each folder lock files first, then requirements, then project files: the first
    /// pin that no nearer requirement rules out; without one, the nearest upper bound. If none of these limits it, any
    /// other file of the workspace may: some keep requirements in a folder of their own. `None` if nothing does.
    pub fn version_of(&self, package: &str, near: &str) -> Option<VersionFact> {
        let name = normalised(package);
        let (mut nearest, mut allowed) = (None, Bound::default());
        for source in self.upwards(near) {
            let Some(it) = source.packages.get(&name) else { continue };
            match it.bound.exact {
                Some(version) if allowed.admits(version) => return Some(source.fact(version, it)),
                Some(_) => {}
                None => allowed = allowed.and(it.bound),
            }
            nearest = nearest.or_else(|| it.bound.newest.map(|version| source.fact(version, it)));
        }
        nearest.or_else(|| self.elsewhere(&name, near, allowed))
    }

    /// The version in the file that shares most folders with another, a pin before a bound, the newest first.
    fn elsewhere(&self, name: &str, near: &str, allowed: Bound) -> Option<VersionFact> {
        let facts = self.folders.values().flatten().filter_map(|source| {
            let it = source.packages.get(name)?;
            Some(source.fact(it.bound.exact.or(it.bound.newest)?, it)).filter(|fact| allowed.admits(fact.version))
        });
        facts.max_by_key(|it| (shared_folders(&it.path, near), it.exact, it.version, Reverse(it.path.clone())))
    }

    /// Whether a file near another lists a distribution that provides a top-level module: one of its name, also with
    /// the customary `python-` or `py` before it. If no such file lists anything, all files of the workspace
    /// count; `None` if none of them does.
    pub fn installed(&self, module: &str, near: &str) -> Option<bool> {
        let name = normalised(module.split('.').next().unwrap_or(module));
        let names = [format!("python-{name}"), format!("py{name}"), name];
        let lists = |source: &Source| names.iter().any(|name| source.packages.contains_key(name));
        let nothing_near = self.upwards(near).all(|source| source.packages.is_empty());
        if self.folders.values().flatten().all(|source| source.packages.is_empty()) {
            return None;
        }
        Some(if nothing_near { self.folders.values().flatten().any(lists) } else { self.upwards(near).any(lists) })
    }

    /// The entry points of a group that projects of the workspace declare, with the file that does, in order of files.
    pub fn entry_points(&self, group: &str) -> Vec<(&DeclaredEntry, FileId)> {
        let sources = self.in_order();
        let entries = sources.flat_map(|(source, file)| source.entry_points.iter().map(move |it| (it, file)));
        entries.filter(|(it, _)| it.group == group).collect()
    }

    /// The applications that projects of the workspace name (`[tool.fastapi] entrypoint`), with the file that does.
    pub fn applications(&self) -> Vec<(&str, FileId)> {
        self.in_order().filter_map(|(source, file)| Some((source.application.as_deref()?, file))).collect()
    }

    fn upwards<'a>(&'a self, near: &str) -> impl Iterator<Item = &'a Source> {
        let near = self.root.join(near);
        let folders: Vec<_> = near.ancestors().skip(1).filter_map(|folder| self.folders.get(folder)).collect();
        folders.into_iter().flatten()
    }

    fn in_order(&self) -> impl Iterator<Item = (&Source, FileId)> {
        let mut sources: Vec<_> = self.folders.values().flatten().filter_map(|it| Some((it, it.file?))).collect();
        sources.sort_by_key(|&(_, file)| file);
        sources.into_iter()
    }
}

impl Source {
    fn fact(&self, version: Version, requirement: &Requirement) -> VersionFact {
        let exact = requirement.bound.exact.is_some();
        VersionFact { version, path: self.path.clone(), exact, spelled: requirement.spelled.clone() }
    }
}

fn shared_folders(a: &str, b: &str) -> usize {
    a.split('/').zip(b.split('/')).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests;
