//! What does a workspace say while it is edited? Open documents over the disk, settled anew after each change.
//!
//! A session has one owner, who tells it what changed and asks it to settle; between the two nothing is computed that a
//! later change could make superfluous. Only what a change can reach is done again: see [`Work`].

mod document;
mod files;
mod same;

pub use document::{Document, Lines};
pub(super) use files::Overlay;
pub use files::{FileChange, Interrupt, Work};

use super::open::{clients, evaluate, may_call_client, settle, starts, tests, with_options};
use super::{Extent, Progress, Snapshot, Trouble, Workspace};
use crate::api::Spellings;
use crate::text::FileId;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A workspace folder that is being edited.
#[derive(Debug)]
pub struct Session {
    folder: PathBuf,
    overlay: Overlay,
    workspace: Option<Workspace>,
    /// The files of tests that may call a client, ascending; `None` if that must be found out.
    tests: Option<Vec<FileId>>,
    snapshot: Arc<Snapshot>,
    /// What has to be done before the snapshot holds again.
    work: Work,
    interrupt: Interrupt,
    /// Where literals stand in the API.
    spellings: Spellings,
}

impl Session {
    /// A session of a folder, or of the package root of a file. Nothing is read before [`Session::settle`].
    pub fn new(folder: PathBuf) -> Self {
        let snapshot = Arc::new(Snapshot { root: folder.clone(), extent: Extent::Tests, ..Snapshot::default() });
        let (overlay, interrupt, spellings) = Default::default();
        Session { folder, overlay, workspace: None, tests: None, snapshot, work: Work::Scan, interrupt, spellings }
    }

    /// Takes a change; what it makes necessary, together with the changes before it. Cheap next to settling.
    pub fn change(&mut self, change: &FileChange) -> Work {
        let work = match change {
            FileChange::Text(path, text) => self.set_text(path, text),
            FileChange::Closed(path) => self.close(path),
            FileChange::Disk(path) => self.disk(path),
            FileChange::Folder => Work::Scan,
        };
        self.work = self.work.max(work);
        self.work
    }

    /// The snapshot that holds all changes so far. On an error, an empty one holds until the next change. A configuration
    /// that is not valid is no error: the last valid one holds, and the snapshot says so.
    ///
    /// # Errors
    /// If the folder cannot be read, or evaluation failed: one line for the user.
    pub fn settle(&mut self, progress: &Progress) -> Result<Arc<Snapshot>, Trouble> {
        let settled = self.settle_until(progress, &Interrupt::default())?;
        Ok(settled.unwrap_or_else(|| Arc::clone(&self.snapshot)))
    }

    /// As [`Session::settle`]; `None` if it was interrupted: the last snapshot stays, and what there is to do remains.
    ///
    /// # Errors
    /// As [`Session::settle`].
    pub fn settle_unless_interrupted(&mut self, progress: &Progress) -> Result<Option<Arc<Snapshot>>, Trouble> {
        let interrupt = self.interrupt.clone();
        self.settle_until(progress, &interrupt)
    }

    fn settle_until(&mut self, progress: &Progress, interrupt: &Interrupt) -> Result<Option<Arc<Snapshot>>, Trouble> {
        let work = std::mem::take(&mut self.work);
        let settled = match work {
            Work::Nothing => Ok(Some(Arc::clone(&self.snapshot))),
            Work::Spans => Ok(Some(Arc::new(self.with_new_spans()))),
            Work::Respell => match self.respelled() {
                Some(snapshot) => Ok(Some(Arc::new(snapshot))),
                None => self.evaluate(progress, interrupt),
            },
            Work::Evaluate => self.evaluate(progress, interrupt),
            Work::Scan => self.scan(progress).and_then(|()| self.evaluate(progress, interrupt)),
        };
        match &settled {
            Ok(Some(snapshot)) => self.snapshot = Arc::clone(snapshot),
            // What was scanned is scanned.
            Ok(None) => self.work = Work::Evaluate,
            Err(_) => {
                self.workspace = None;
                let (root, extent) = (self.folder.clone(), Extent::Tests);
                self.snapshot = Arc::new(Snapshot { root, extent, ..Snapshot::default() });
            }
        }
        settled
    }

    /// What interrupts the evaluations of this session.
    pub fn interrupt(&self) -> &Interrupt {
        &self.interrupt
    }

    /// The last snapshot that was settled.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    fn scan(&mut self, progress: &Progress) -> Result<(), Trouble> {
        progress("looking for files");
        let before = self.workspace.take();
        let paths = [self.folder.clone()];
        self.workspace = Some(with_options(|options| Workspace::reopen(&paths, options, &self.overlay, before))?);
        self.tests = None;
        Ok(())
    }

    fn evaluate(&mut self, progress: &Progress, interrupt: &Interrupt) -> Result<Option<Arc<Snapshot>>, Trouble> {
        let Some(workspace) = &mut self.workspace else { return Ok(Some(Arc::clone(&self.snapshot))) };
        workspace.begin(interrupt);
        let workspace = &*workspace;
        let tests = self.tests.get_or_insert_with(|| tests(workspace)).clone();
        let starts = crate::api::Starts { tests, rules: true, ..starts(workspace) };
        progress(&format!("reading {} files", starts.files.len() + starts.tests.len()));
        workspace.prepare(&starts.files);
        workspace.prepare(&starts.tests);
        progress("evaluating");
        let (api, spellings) = evaluate(workspace, &starts)?;
        workspace.end();
        let settled = || Snapshot { extent: Extent::Tests, clients: clients(workspace), ..settle(workspace, api) };
        let snapshot = (!interrupt.is_set()).then(|| Arc::new(settled()));
        if snapshot.is_some() {
            self.spellings = spellings;
        }
        Ok(snapshot)
    }

    fn set_text(&mut self, path: &str, text: &Arc<str>) -> Work {
        self.overlay.open(path, text);
        let Some(workspace) = &mut self.workspace else { return Work::Scan };
        let work = with_options(|options| workspace.set_text(path, text, options));
        work.max(self.sort_test(path, text))
    }

    /// Whether a file is among the tests that may call a client can change with its text.
    fn sort_test(&mut self, path: &str, text: &str) -> Work {
        let Some(workspace) = &self.workspace else { return Work::Nothing };
        let (Some(file), Some(tests)) = (workspace.file(path), &mut self.tests) else { return Work::Nothing };
        match (tests.binary_search(&file), workspace.has_tests(file) && may_call_client(path, text)) {
            (Ok(at), false) => drop(tests.remove(at)),
            (Err(at), true) => tests.insert(at, file),
            _ => return Work::Nothing,
        }
        Work::Evaluate
    }

    fn close(&mut self, path: &str) -> Work {
        self.overlay.close(path);
        let known = self.workspace.as_ref().is_none_or(|workspace| workspace.file(path).is_some());
        if known { self.disk(path) } else { Work::Nothing }
    }

    /// What is on disk may have changed. An open document beats it.
    fn disk(&mut self, path: &str) -> Work {
        if self.overlay.is_open(path) {
            return Work::Nothing;
        }
        let Some(workspace) = &mut self.workspace else { return Work::Scan };
        let known = workspace.file(path).is_some_and(|file| workspace.glance(file).is_some());
        let text = super::scan::read_source(&workspace.root().join(Path::new(path)));
        match text {
            Ok(text) if known && !text.lossy => {
                let text = Arc::from(text.text);
                let work = with_options(|options| workspace.set_text(path, &text, options));
                work.max(self.sort_test(path, &text))
            }
            // A file that came, went or cannot be read as it should: who belongs to the workspace is for the scan to say.
            Ok(_) => Work::Scan,
            Err(_) if known => Work::Scan,
            Err(_) => Work::Nothing,
        }
    }
}
