//! What can be answered from? A snapshot with the open documents it holds, and the lines of every file it names.

use super::diagnostics::ByFile;
use super::uri;
use crate::engine::{Document, Lines, Snapshot, read_text};
use crate::text::FileId;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tower_lsp::ls_types::Uri;

/// A settled snapshot.
pub(super) struct Settled {
    /// How many mails it holds.
    pub(super) holds: u64,
    /// Whether anything was settled yet.
    pub(super) ready: bool,
    pub(super) snapshot: Arc<Snapshot>,
    /// The open documents by path, as they were when it was settled.
    pub(super) open: BTreeMap<String, (Uri, Document)>,
    /// The folder as the client spells it.
    pub(super) folder: PathBuf,
    /// What there is to tell, by file.
    pub(super) findings: Arc<ByFile>,
    /// Lines of files that are not open, read when somebody asks.
    lines: Arc<Mutex<HashMap<String, Lines>>>,
}

impl Settled {
    /// What holds before anything is settled.
    pub(super) fn nothing(folder: PathBuf) -> Self {
        let (snapshot, open, lines, findings) = (Arc::default(), BTreeMap::new(), Arc::default(), Arc::default());
        Settled { holds: 0, ready: false, snapshot, open, folder, findings, lines }
    }

    /// What holds after this. Lines that were read are kept unless `forget` names their file, or all of them.
    pub(super) fn next(
        &self,
        holds: u64,
        snapshot: Arc<Snapshot>,
        open: BTreeMap<String, (Uri, Document)>,
        findings: Arc<ByFile>,
        forget: &Forget,
    ) -> Self {
        let lines = match forget {
            Forget::All => Arc::default(),
            Forget::These(paths) => {
                let mut known = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
                paths.iter().for_each(|path| drop(known.remove(path)));
                drop(known);
                Arc::clone(&self.lines)
            }
        };
        Settled { holds, ready: true, snapshot, open, folder: self.folder.clone(), findings, lines }
    }

    /// The file at a path below the folder.
    pub(super) fn file(&self, path: &str) -> Option<FileId> {
        let at = self.snapshot.paths.binary_search_by(|known| known.as_str().cmp(path)).ok()?;
        Some(FileId(at as u32))
    }

    /// The path of a file below the folder.
    pub(super) fn path(&self, file: FileId) -> &str {
        self.snapshot.paths.get(file.0 as usize).map_or("", String::as_str)
    }

    /// The URI of a file, as the client spells it if it is open.
    pub(super) fn uri(&self, file: FileId) -> Option<Uri> {
        let path = self.path(file);
        match self.open.get(path) {
            Some((uri, _)) => Some(uri.clone()),
            None => uri::of_path(&self.folder.join(path)),
        }
    }

    /// The lines of a file: of the open document, else of what is on disk. Empty if it is gone.
    pub(super) fn lines(&self, file: FileId) -> Lines {
        let path = self.path(file);
        if let Some((_, document)) = self.open.get(path) {
            return document.lines();
        }
        let known = |lines: &Mutex<HashMap<String, Lines>>| {
            lines.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned()
        };
        if let Some(lines) = known(&self.lines) {
            return lines;
        }
        // The text that the facts are of is at hand; a file without facts is read.
        let facts = self.snapshot.facts.get(&file);
        let read = || read_text(&self.snapshot.root.join(path)).map(|text| Lines::of(&text)).unwrap_or_default();
        let read = facts.map_or_else(read, |facts| Lines::of(&facts.text));
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), read.clone());
        read
    }
}

/// Of which files the lines may be different now.
pub(super) enum Forget {
    All,
    These(Vec<String>),
}
