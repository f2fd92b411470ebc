//! Which crates does a folder hold? Manifests and lock files say it: packages, targets, dependencies and versions.

mod calls;
mod functions;
mod lexicon;
mod lock;
mod manifest;
mod told;

use super::problem::Problem;
use super::scan::read_at_most;
use crate::eval::Version;
use crate::eval::crates::{Crates, Dependency, Package, Target, TargetKind, folders_above};
use crate::facts::Name;
use crate::text::FileId;
use lock::Locked;
use manifest::Manifest;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::path::Path;

pub(super) use calls::Calls;

/// The largest manifest or lock file that is read, in bytes.
const LARGEST: u64 = 32 << 20;

/// What manifests and lock files say.
#[derive(Debug, Default)]
pub(super) struct Manifests {
    packages: Vec<Manifest>,
    locks: FxHashMap<String, Locked>,
    /// What could not be read.
    pub(super) problems: Vec<Problem>,
    /// Folders of packages, and whether files are read in them.
    folders: FxHashMap<String, bool>,
}

/// Whether a path is a manifest or lock file of crates.
pub(super) fn is_manifest(path: &str) -> bool {
    matches!(path.rsplit('/').next(), Some("Cargo.toml" | "Cargo.lock"))
}

/// Whether a folder below the root is a package that Cargo unpacked, as `cargo vendor` does, or that was published, as in
/// Cargo's registry: a dependency, not code of whoever opened the root. The root itself is what somebody wants to see,
/// wherever it comes from.
fn is_vendored(root: &Path, folder: &str) -> bool {
    let has = |name: &str| root.join(folder).join(name).exists();
    !folder.is_empty() && (has(".cargo-checksum.json") || has(".cargo_vcs_info.json") && has("Cargo.toml.orig"))
}

/// Whether a path names a Rust file.
pub(super) fn is_rust(path: &str) -> bool {
    path.strip_suffix(".rs").is_some()
}

impl Manifests {
    /// Reads the manifests and lock files among some paths.
    pub(super) fn read(root: &Path, paths: &[String], frameworks: &[&str]) -> Self {
        let mut found = Manifests::default();
        for path in paths.iter().filter(|path| is_manifest(path)) {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
            let text = match read_at_most(&root.join(path), LARGEST) {
                Ok(Some(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
                _ => continue,
            };
            if path.strip_suffix(".lock").is_some() {
                found.locks.insert(folder, Locked::read(&text));
                continue;
            }
            match Manifest::read(folder, &text) {
                Ok(mut manifest) => {
                    manifest.is_vendored = is_vendored(root, &manifest.folder);
                    found.packages.push(manifest);
                }
                Err((what, at)) => {
                    let what = format!("skipped: {}", what.lines().next().unwrap_or_default());
                    found.problems.push(Problem::at(path.as_str(), &text, at, what));
                }
            }
        }
        found.inherit();
        found.mark_relevant(frameworks);
        found
    }

    /// Dependencies that a workspace declares for its members.
    fn inherit(&mut self) {
        let workspaces: Vec<(String, FxHashMap<Name, manifest::Wanted>)> =
            self.packages.iter().map(|it| (it.folder.clone(), it.shared.clone())).collect();
        for package in &mut self.packages {
            let above =
                workspaces.iter().filter(|(folder, shared)| !shared.is_empty() && holds(folder, &package.folder));
            let Some((_, shared)) = above.max_by_key(|(folder, _)| folder.len()) else { continue };
            for (name, wanted) in &mut package.dependencies {
                if wanted.inherited
                    && let Some(of) = shared.get(name)
                {
                    (wanted.package, wanted.version) = (of.package, of.version.clone());
                }
            }
        }
    }

    /// A package matters if it depends on a framework, by itself or through others, or if one that does by itself
    /// depends on it.
    fn mark_relevant(&mut self, frameworks: &[&str]) {
        let by_name: FxHashMap<Name, usize> =
            self.packages.iter().enumerate().filter_map(|(at, it)| Some((it.name?, at))).collect();
        let serves = |package: &Manifest| {
            package.dependencies.values().any(|wanted| frameworks.contains(&wanted.package.as_str()))
        };
        let mut open: Vec<usize> = (0..self.packages.len()).filter(|at| serves(&self.packages[*at])).collect();
        let mut met: FxHashSet<usize> = open.iter().copied().collect();
        let around = self.leading_to(&open);
        while let Some(at) = open.pop() {
            for wanted in self.packages[at].dependencies.values() {
                if let Some(of) = by_name.get(&wanted.package)
                    && met.insert(*of)
                {
                    open.push(*of);
                }
            }
        }
        met.extend(around);
        let named = self.packages.iter().enumerate().filter(|(_, package)| package.name.is_some());
        self.folders = named.map(|(at, package)| (package.folder.clone(), met.contains(&at))).collect();
    }

    /// The packages that depend on some, by themselves or through others.
    fn leading_to(&self, some: &[usize]) -> Vec<usize> {
        let mut found: FxHashSet<Name> = some.iter().filter_map(|at| self.packages[*at].name).collect();
        loop {
            let before = found.len();
            let depends = |package: &Manifest| package.dependencies.values().any(|it| found.contains(&it.package));
            let more: Vec<usize> = (0..self.packages.len()).filter(|at| depends(&self.packages[*at])).collect();
            found.extend(more.iter().filter_map(|at| self.packages[*at].name));
            if found.len() == before {
                return more;
            }
        }
    }

    /// Whether a Rust file is read: of a package that matters, or of none.
    pub(super) fn wants(&self, path: &str) -> bool {
        folders_above(path).find_map(|folder| self.folders.get(folder)).is_none_or(|is_relevant| *is_relevant)
    }

    /// The crates, with the files of a scan.
    pub(super) fn crates<'a>(&self, files: impl Iterator<Item = (FileId, &'a str)>) -> Crates {
        let files: Vec<(FileId, String)> = files.map(|(file, path)| (file, path.to_owned())).collect();
        let by_path: BTreeMap<&str, FileId> = files.iter().map(|(file, path)| (path.as_str(), *file)).collect();
        let packages = self.packages.iter().filter_map(|manifest| self.package(manifest, &by_path)).collect();
        Crates::new(packages, files.clone().into_iter())
    }

    fn package(&self, manifest: &Manifest, files: &BTreeMap<&str, FileId>) -> Option<Package> {
        let name = manifest.name?;
        let below = |path: &str| {
            if manifest.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", manifest.folder) }
        };
        let mut targets: Vec<Target> = Vec::new();
        let mut add = |name: Name, path: &str, kind: TargetKind| {
            if let Some(root) = files.get(below(path).as_str())
                && targets.iter().all(|target| target.root != *root)
            {
                targets.push(Target { name, root: *root, kind });
            }
        };
        for (name, path, kind) in &manifest.targets {
            add(*name, path, *kind);
        }
        add(name, "src/lib.rs", TargetKind::Library);
        add(name, "src/main.rs", TargetKind::Binary);
        let prefix = if manifest.folder.is_empty() { String::new() } else { format!("{}/", manifest.folder) };
        let mut conventional: Vec<(String, TargetKind)> = Vec::new();
        let from = (Bound::Included(prefix.as_str()), Bound::Unbounded);
        for (path, _) in files.range::<str, _>(from).take_while(|(path, _)| path.starts_with(&prefix)) {
            let Some(own) = path.strip_prefix(&prefix) else { continue };
            let kinds =
                [("src/bin/", TargetKind::Binary), ("examples/", TargetKind::Example), ("tests/", TargetKind::Test)];
            let Some((inner, kind)) = kinds.iter().find_map(|(folder, kind)| Some((own.strip_prefix(folder)?, *kind)))
            else {
                continue;
            };
            if !inner.contains('/') || inner.ends_with("/main.rs") && inner.matches('/').count() == 1 {
                conventional.push((own.to_owned(), kind));
            }
        }
        conventional.sort();
        for (path, kind) in conventional {
            let stem = path.trim_end_matches(".rs").trim_end_matches("/main").rsplit('/').next().unwrap_or_default();
            add(Name::from(&stem.replace('-', "_")), &path, kind);
        }
        let dependencies = manifest.dependencies.iter().map(|(name, wanted)| {
            let (version, said_by) = self.version(manifest, wanted);
            (*name, Dependency { package: wanted.package, version, said_by })
        });
        Some(Package {
            name,
            folder: manifest.folder.clone(),
            targets,
            dependencies: dependencies.collect(),
            default_features: manifest.default_features.clone(),
            is_vendored: manifest.is_vendored,
        })
    }

    /// The version that the nearest lock file has of a dependency, else the newest that is allowed; and which file says so.
    fn version(&self, manifest: &Manifest, wanted: &manifest::Wanted) -> (Option<Version>, Name) {
        let locks =
            self.locks.iter().filter(|(folder, _)| holds(folder, &manifest.folder) || **folder == manifest.folder);
        let nearest = locks.max_by_key(|(folder, _)| folder.len());
        let locked = nearest.and_then(|(folder, locked)| {
            Some((locked.version(wanted.package, wanted.version.as_deref())?, inside(folder, "Cargo.lock")))
        });
        let Some((version, said_by)) = locked else {
            let allowed = wanted.version.as_deref().and_then(lock::requirement);
            return (allowed, inside(&manifest.folder, "Cargo.toml"));
        };
        (Some(version), said_by)
    }
}

/// The path of a file of a folder.
fn inside(folder: &str, file: &str) -> Name {
    Name::from(&if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") })
}

/// Whether a folder holds a path.
fn holds(folder: &str, path: &str) -> bool {
    folder.is_empty() || path == folder || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_around_one_that_serves_matter() {
        let package = |name: &str, dependencies: &[&str]| {
            let lines: Vec<String> = dependencies.iter().map(|name| format!("{name} = \"1\"")).collect();
            let text = format!("[package]\nname = \"{name}\"\n[dependencies]\n{}", lines.join("\n"));
            Manifest::read(name.to_owned(), &text).expect("a manifest")
        };
        let packages = vec![
            package("program", &["commands"]),
            package("commands", &["server", "clap"]),
            package("server", &["axum", "models"]),
            package("models", &["serde"]),
            package("other", &["models", "serde"]),
        ];
        let mut manifests = Manifests { packages, ..Manifests::default() };
        manifests.mark_relevant(&["axum"]);
        let mut relevant: Vec<&str> =
            manifests.folders.iter().filter(|(_, matters)| **matters).map(|(folder, _)| &**folder).collect();
        relevant.sort_unstable();
        assert_eq!(relevant, ["commands", "models", "program", "server"]);
    }
    #[test]
    fn a_package_that_cargo_unpacked_is_vendored_unless_it_is_the_root() {
        let root = tempfile::tempdir().expect("a folder");
        for folder in ["", "vendor/web", "registry/web", "own"] {
            std::fs::create_dir_all(root.path().join(folder)).expect("a folder");
        }
        for name in [".cargo_vcs_info.json", "Cargo.toml.orig"] {
            std::fs::write(root.path().join("registry/web").join(name), "").expect("a file");
        }
        for folder in ["", "vendor/web"] {
            std::fs::write(root.path().join(folder).join(".cargo-checksum.json"), "{}").expect("a file");
        }
        assert_eq!(
            ["", "vendor/web", "registry/web", "own"].map(|folder| is_vendored(root.path(), folder)),
            [false, true, true, false]
        );
    }
}
