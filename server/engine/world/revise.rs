//! What of a workspace holds when a file changes? Its file list and import graph if the file imports the same, its facts
//! if the text says the same.

use super::{Problem, Workspace, on_deep_threads};
use crate::api::Respelled;
use crate::engine::crates::is_rust;
use crate::engine::roots::{OpenError, roots};
use crate::engine::scan::{ScanOptions, ScannedFile, glance_at, hash, is_python, read_source, scan};
use crate::engine::session::{Interrupt, Overlay, Work};
use crate::engine::{config::Config, reach::Reach, scan::Scan};
use crate::facts::{Facts, Respelling};
use crate::languages::lower_again;
use crate::text::FileId;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

impl Workspace {
    /// Opens a workspace again: open documents beat the disk, and facts of files with the same text are kept. Where the
    /// configuration is not valid, that of before holds: somebody is writing it.
    pub(in crate::engine) fn reopen(
        paths: &[PathBuf],
        options: ScanOptions,
        overlay: &Overlay,
        before: Option<Workspace>,
    ) -> Result<Workspace, OpenError> {
        let roots = roots(paths)?;
        let last = || before.as_ref().map_or_else(Config::none, |before| before.config.clone());
        let (config, misconfigured) =
            Config::find(&roots.root).map_or_else(|problem| (last(), Some(problem)), |config| (config, None));
        let mut scan = scan(&roots.root, &roots.folders, &config.exclude, options);
        scan.problems.retain(|problem| overlay.texts().all(|(path, _)| path != problem.path));
        for (path, text) in overlay.texts().filter(|(path, _)| is_python(path) || is_rust(path)) {
            let source = Some(glance_at(path, text, options));
            match scan.files.binary_search_by(|file| file.path.as_str().cmp(path)) {
                Ok(at) => scan.files[at].source = source,
                // What is on disk and was not found is ignored or excluded, also where it is open.
                Err(_) if roots.root.join(path).exists() => {}
                Err(at) => scan.files.insert(at, ScannedFile { path: path.to_owned(), source }),
            }
        }
        let mut workspace = Self::build(roots, config, scan, options.libraries);
        workspace.misconfigured = misconfigured;
        workspace.texts = overlay.texts().map(|(path, text)| (path.to_owned(), Arc::clone(text))).collect();
        if let Some(before) = before {
            workspace.keep_facts(&before);
        }
        Ok(workspace)
    }

    /// Takes over the facts of files whose text is the same.
    fn keep_facts(&self, before: &Workspace) {
        for entry in before.facts.iter().chain(before.kept.iter()) {
            let Some(facts) = entry.value() else { continue };
            let Some(old) = before.glance(*entry.key()) else { continue };
            let Some(file) = self.file(before.path(*entry.key())) else { continue };
            if self.glance(file).is_some_and(|new| new.hash == old.hash) {
                facts.begin();
                self.kept.insert(file, Some(renumbered(facts, file)));
            }
        }
    }

    /// Gives a Python file another text. What must be done again.
    pub(in crate::engine) fn set_text(&mut self, path: &str, text: &Arc<str>, options: ScanOptions) -> Work {
        self.texts.insert(path.to_owned(), Arc::clone(text));
        self.problems.retain(|problem| problem.path != path);
        let Some(file) = self.file(path) else {
            let is_new = (is_python(path) || is_rust(path)) && !self.root.join(path).exists();
            return if is_new { Work::Scan } else { Work::Nothing };
        };
        let Some(old) = &self.files[file.0 as usize].source else {
            return if is_python(path) { Work::Scan } else { Work::Nothing };
        };
        if old.hash == hash(text) {
            return Work::Nothing;
        }
        let new = glance_at(path, text, options);
        let (same_graph, same_part) = (new.imports_like(old), new.counts_like(old));
        self.files[file.0 as usize].source = Some(new);
        if !same_graph {
            self.link_imports(options.libraries);
        }
        let work = self.lower_again(file);
        // Which functions are entered depends on the words of all files.
        let calls = self.calls.get_mut().filter(|_| is_rust(path));
        let same_calls = calls.is_none_or(|calls| calls.set_text(file, text, &crate::frameworks::seeds()));
        if same_graph && same_part && same_calls { work } else { Work::Evaluate }
    }

    /// Begins another evaluation: from here on, only what it asks for counts as asked for.
    pub(in crate::engine) fn begin(&mut self, interrupt: &Interrupt) {
        self.interrupt = interrupt.clone();
        self.respelled = Respelled::new();
        self.is_edited = true;
        for (file, facts) in std::mem::take(&mut self.facts) {
            facts.iter().for_each(|facts| facts.begin());
            self.kept.insert(file, facts);
        }
        self.broken = Mutex::default();
    }

    /// An evaluation has ended: what is read of facts from here on, others read.
    pub(in crate::engine) fn end(&self) {
        self.facts.iter().filter_map(|entry| entry.value().clone()).for_each(|facts| facts.end());
    }

    /// Finds anew what runs where it is imported.
    fn link_imports(&mut self, libraries: &[&str]) {
        let scan = Scan { files: std::mem::take(&mut self.files), ..Scan::default() };
        self.reach = Reach::new(&self.modules, &scan, libraries);
        self.files = scan.files;
    }

    /// Lowers a file again if somebody had asked for its facts.
    fn lower_again(&mut self, file: FileId) -> Work {
        let path = self.path(file).to_owned();
        let is_other = |problem: &Problem| problem.path != path;
        self.broken.lock().unwrap_or_else(PoisonError::into_inner).retain(is_other);
        self.kept.remove(&file);
        match self.facts.remove(&file) {
            Some((_, Some(before))) => self.compare(file, &before),
            Some((_, None)) => {
                self.facts.insert(file, self.lower(file));
                Work::Evaluate
            }
            // Nobody read it.
            None => Work::Nothing,
        }
    }

    fn compare(&mut self, file: FileId, before: &Facts) -> Work {
        let Ok(text) = self.read(self.path(file)) else {
            self.facts.insert(file, None);
            return Work::Evaluate;
        };
        let memory = self.memories.entry(file).or_default();
        // To compare is to lower the bodies that differ, however deep they are nested.
        let (after, found) = on_deep_threads(|| {
            let mut after = lower_again(before.language, &text, before, memory);
            let found = before.respelled(&mut after);
            (after, found)
        });
        self.report_broken(self.path(file), &after);
        self.facts.insert(file, Some(Arc::new(after)));
        match found {
            Some(found) if found.is_empty() => Work::Spans,
            // What tests say is read in many ways.
            Some(_) if self.has_tests(file) => Work::Evaluate,
            Some(found) => {
                found.into_iter().for_each(|one| self.note_respelling(one));
                Work::Respell
            }
            None => Work::Evaluate,
        }
    }

    /// Of several spellings since the last evaluation or snapshot, the first and the last count.
    fn note_respelling(&mut self, one: Respelling) {
        let said = self.respelled.entry(one.at).or_insert_with(|| (one.before, Arc::clone(&one.after)));
        said.1 = one.after;
    }

    /// The literals that say something else than when this was last asked, or than in the last evaluation.
    pub(in crate::engine) fn take_respelled(&mut self) -> Respelled {
        std::mem::take(&mut self.respelled)
    }

    /// The text of a file: what an open document shows, else what is on disk.
    pub(super) fn read(&self, path: &str) -> Result<String, String> {
        match self.texts.get(path) {
            Some(text) => Ok(text.to_string()),
            None => read_source(&self.root.join(path)).map(|text| text.text),
        }
    }

    /// Tells of a syntax error, of the surface only: which bodies have been read is for nobody to see.
    pub(super) fn report_broken(&self, path: &str, facts: &Facts) {
        if let Some(broken) = facts.module.broken.first() {
            let what = "syntax error; what could not be parsed is left out".to_owned();
            self.report(Problem { path: path.to_owned(), line: Some(facts.line(broken.start)), what });
        }
    }

    /// The facts of a file if somebody has asked for them.
    pub(in crate::engine) fn facts_at_hand(&self, file: FileId) -> Option<Arc<Facts>> {
        self.facts.get(&file)?.clone()
    }
}

/// The facts of the same file under another number.
fn renumbered(facts: &Arc<Facts>, file: FileId) -> Arc<Facts> {
    if facts.file == file { Arc::clone(facts) } else { Arc::new(Facts { file, ..Facts::clone(facts) }) }
}
