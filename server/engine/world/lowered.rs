//! What do the files of a workspace say? Facts, lowered when somebody asks, many at once on threads with deep stacks.

use super::sources::language_of;
use super::{Problem, Workspace};
use crate::eval::World;
use crate::facts::Facts;
use crate::languages::lower;
use crate::text::FileId;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError};

impl Workspace {
    /// Parses files in parallel, so that asking for their facts costs nothing.
    pub fn prepare(&self, files: &[FileId]) {
        on_deep_threads(|| files.par_iter().for_each(|&file| drop(self.facts_of(file))));
    }

    /// The text of a Python file, read anew; `None` if it cannot be read.
    pub fn text(&self, file: FileId) -> Option<String> {
        self.glance(file)?;
        self.read(self.path(file)).ok()
    }

    /// The facts of all files that were asked for.
    pub fn known_facts(&self) -> HashMap<FileId, Arc<Facts>> {
        self.facts.iter().filter_map(|entry| Some((*entry.key(), entry.value().clone()?))).collect()
    }

    pub(super) fn lower(&self, file: FileId) -> Option<Arc<Facts>> {
        self.glance(file)?;
        let path = self.path(file);
        let text = || self.read(path).map_err(|what| self.report(Problem::new(path, what))).ok();
        let facts = match self.kept.remove(&file).and_then(|(_, kept)| kept) {
            Some(facts) => facts,
            None => Arc::new(lower(language_of(path), file, &text()?)),
        };
        self.report_broken(path, &facts);
        Some(facts)
    }

    pub(super) fn report(&self, problem: Problem) {
        let mut problems = self.broken.lock().unwrap_or_else(PoisonError::into_inner);
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
}

/// Runs parallel work on threads with a stack that deeply nested code does not exhaust, if the system gives any.
pub(in crate::engine) fn on_deep_threads<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    static POOL: OnceLock<Option<rayon::ThreadPool>> = OnceLock::new();
    match POOL.get_or_init(|| rayon::ThreadPoolBuilder::new().stack_size(16 << 20).build().ok()) {
        Some(pool) => pool.install(run),
        None => run(),
    }
}
