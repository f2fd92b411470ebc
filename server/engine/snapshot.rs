//! What is known of a workspace at one moment? The settled API, and what it takes to show it to people.

use super::{Extent, Problem};
use crate::actions::Settings;
use crate::api::Api;
use crate::eval::Modules;
use crate::facts::{Facts, Place};
use crate::rules::{Memory, Selection};
use crate::text::FileId;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

/// A settled workspace: never changes, so that everything printed from it agrees.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// The folder that `paths` are relative to.
    pub root: PathBuf,
    /// How much of the workspace was looked at: what lies beyond is empty, and not known to be.
    pub extent: Extent,
    /// The API of the workspace.
    pub api: Arc<Api>,
    /// Facts of the files that were parsed; places of any other file have no line.
    pub facts: HashMap<FileId, Arc<Facts>>,
    /// Path of each file relative to `root`, with `/` between parts, by [`FileId`].
    pub paths: Arc<[String]>,
    /// The modules of Python.
    pub modules: Arc<Modules>,
    /// Files outside of tests that import a library of HTTP clients, ascending; looked for in sessions only.
    pub clients: Vec<FileId>,
    /// Versions of frameworks, ascending by service.
    pub versions: Vec<FrameworkVersion>,
    /// What the workspace holds.
    pub counts: Counts,
    /// What the configuration settles about actions.
    pub settings: Settings,
    /// The rules that the configuration makes run.
    pub rules: Selection,
    /// What is wrong with the configuration, if the last valid one, or none, holds instead.
    pub misconfigured: Option<Problem>,
    /// What went wrong, one line each with its place: unreadable or broken files, lock files that cannot be read.
    pub problems: Vec<String>,
    /// What rules found before, in snapshots with the same API: only a shortcut.
    pub memory: Arc<Mutex<Memory>>,
}

/// The version of a package that holds for a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameworkVersion {
    /// Index of the service in `Api::services`.
    pub service: usize,
    /// The distribution, such as `fastapi`.
    pub package: String,
    /// The version, such as `0.115.6`.
    pub version: String,
    /// The file it was read from, relative to the root; `None` if no file says it and the newest known is assumed.
    pub source: Option<String>,
}

/// What a workspace holds, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files that were looked at.
    pub files: usize,
    /// Python files among them.
    pub python_files: usize,
    /// Rust files of packages that matter.
    pub rust_files: usize,
    /// Data models: classes that a request or response is made of.
    pub models: usize,
    /// Database migrations.
    pub migrations: usize,
    /// Test functions.
    pub tests: usize,
}

/// A place as people read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Located {
    /// Path relative to the root, with `/` between parts.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// 1-based column, in bytes of UTF-8.
    pub column: u32,
}

impl Snapshot {
    /// Where a place stands; line and column are 1 for a file whose facts are gone.
    pub fn locate(&self, place: Place) -> Located {
        let file = self.paths.get(place.file.0 as usize).cloned().unwrap_or_default();
        let Some(facts) = self.facts.get(&place.file) else {
            return Located { file, line: 1, column: 1 };
        };
        let start = facts.span(place.item, place.node).start;
        let line = facts.line(start);
        let line_start = facts.lines.get(line as usize - 1).copied().unwrap_or(0);
        Located { file, line, column: start - line_start.min(start) + 1 }
    }

    /// The version of a service's own framework; `index` is its place in `Api::services`.
    pub fn framework_version(&self, index: usize) -> Option<&FrameworkVersion> {
        let framework = self.api.services.get(index)?.framework;
        let first = self.versions.partition_point(|found| found.service < index);
        self.versions[first..]
            .iter()
            .take_while(|found| found.service == index)
            .find(|found| found.package == framework)
    }
}
