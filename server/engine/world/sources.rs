//! What is known of the files of crates, and which version holds for a file of either language?

use super::Workspace;
use crate::engine::crates::Calls;
use crate::engine::locks::{VersionFact, normalised};
use crate::engine::scan::relative;
use crate::eval::crates::Package;
use crate::syntax::Language;
use crate::text::FileId;

impl Workspace {
    /// The files of languages with declared modules whose text may make a router, by path.
    pub fn declaring(&self) -> impl Iterator<Item = FileId> {
        self.files().map(|(file, _)| file).filter(|&file| self.glance(file).is_some_and(|it| it.declaring))
    }

    /// Whether a file may hold tests: it belongs to them, or has some beside its code.
    pub fn has_tests(&self, file: FileId) -> bool {
        let is_marked = || self.glance(file).is_some_and(|it| it.tested);
        let own = |package: &Package| !package.is_vendored && self.serving.contains(&package.name);
        self.crates.package_of(file).is_none_or(own) && (self.is_test(file) || is_marked())
    }

    /// Who calls what, in the Rust files outside of tests.
    pub(super) fn calls(&self) -> &Calls {
        self.calls.get_or_init(|| {
            let files: Vec<FileId> =
                self.crates.files().map(|(file, _)| file).filter(|file| !self.is_test(*file)).collect();
            let counts =
                |file: FileId| self.crates.package_of(file).is_none_or(|package| self.serving.contains(&package.name));
            Calls::read(&files, &|file| self.text(file), &crate::frameworks::seeds(), &counts)
        })
    }

    /// The version of a distribution that holds for a file, and where it was read: the configuration, else the nearest
    /// lock file, pin or upper bound.
    pub fn version_fact(&self, package: &str, near: FileId) -> Option<VersionFact> {
        let configured = self.config.versions.get(&normalised(package));
        if let (None, Some((version, path))) = (configured, self.crates.version(package, near)) {
            let path = path.to_string();
            return Some(VersionFact { version, path, exact: true, spelled: version.to_string() });
        }
        let Some((version, spelled)) = configured else {
            return self.locks.version_of(package, self.path(near));
        };
        let path = self.config.path.as_deref().unwrap_or(&self.root);
        let path = relative(&self.root, path).unwrap_or_else(|| path.to_string_lossy().into_owned());
        Some(VersionFact { version: *version, path, exact: true, spelled: spelled.clone() })
    }
}

/// The language of a file.
pub(in crate::engine) fn language_of(path: &str) -> Language {
    Language::of_path(path).unwrap_or(Language::Python)
}
