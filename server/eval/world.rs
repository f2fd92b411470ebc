//! What may evaluation ask of the world? Facts of files, module names, and what lock files say.

use super::crates::Crates;
use super::modules::Modules;
use crate::facts::{Facts, Name};
use crate::text::FileId;
use std::sync::{Arc, LazyLock};

/// The one way evaluation sees the workspace. The engine answers, parsing on demand.
pub trait World {
    /// The facts of a file; `None` if it vanished or cannot be read.
    fn facts_of(&self, file: FileId) -> Option<Arc<Facts>>;
    /// The module tree.
    fn modules(&self) -> &Modules;
    /// Whether a file runs where it is imported, because it may register something on an object of another file. Any
    /// other runs on first use.
    fn is_eager(&self, file: FileId) -> bool;
    /// The imports of a file that lead to eager files, in the order of its text.
    fn onward(&self, file: FileId) -> &[FileId];
    /// Whether the text of a file has a word of registration.
    fn registers(&self, file: FileId) -> bool;
    /// The version of a distribution that holds for a file, from the nearest lock file, pin or upper bound.
    fn version_of(&self, package: &str, near: FileId) -> Option<Version>;
    /// Whether lock files or requirements near a file list a distribution that provides the top-level module; `None`
    /// if there are none.
    fn installed(&self, module: &str, near: FileId) -> Option<bool>;
    /// Files that import something by a name, or a module whose dotted path ends in it, where the import means the
    /// package of a file.
    fn importing(&self, name: Name, from: FileId) -> Vec<FileId>;
    /// Whether a file belongs to tests.
    fn is_test(&self, file: FileId) -> bool;
    /// Entry points of a group, declared by packages of the workspace.
    fn entry_points(&self, group: &str) -> Vec<EntryPoint>;
    /// The crates of the workspace.
    fn crates(&self) -> &Crates {
        static NONE: LazyLock<Crates> = LazyLock::new(Crates::default);
        &NONE
    }
    /// Files of crates that define a function, or a macro if the name ends in `!`.
    fn defining(&self, _: Name) -> Vec<FileId> {
        Vec::new()
    }
    /// Whether some function outside of tests that puts routers together calls one of the name that stands at an offset.
    fn is_composed(&self, _: FileId, _: u32) -> bool {
        false
    }
    /// Functions that may serve an application, by the offset of the name.
    fn serving(&self) -> Vec<(FileId, u32)> {
        Vec::new()
    }
    /// Whether a function, by the offset of its name, may lead to something that registers.
    fn leads_on(&self, _: FileId, _: u32) -> bool {
        true
    }
    /// Whether some function of a file may lead to something that registers.
    fn leads_in(&self, _: FileId) -> bool {
        true
    }
    /// Whether somebody is editing, so that literals are to stay known in the strings made of them.
    fn is_edited(&self) -> bool {
        false
    }
    /// Whether nobody wants the result any more: everything ends as soon as it can, and what comes out means nothing.
    fn is_interrupted(&self) -> bool {
        false
    }
}

/// An entry point of a package of the workspace: `name = "module:object"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryPoint {
    /// Its name.
    pub name: Name,
    /// Dotted module.
    pub module: Name,
    /// Dotted object inside the module; empty for the module itself.
    pub object: Name,
    /// The file that declares it.
    pub near: FileId,
}

/// A released version: major, minor, patch; suffixes are dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub u32, pub u32, pub u32);

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}
