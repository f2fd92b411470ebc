//! What changed, and what must be done again for it?

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A change of the files of a workspace. Paths lie below its root, with `/` between parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// An open document has this text now; a file that is not on disk counts too.
    Text(String, Arc<str>),
    /// A document is no longer open: the disk counts again.
    Closed(String),
    /// A Python file was made, changed or removed on disk.
    Disk(String),
    /// Anything may be different: a folder, the configuration, ignore or lock files.
    Folder,
}

/// What must be done before a snapshot holds again; each includes those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// Nothing that is known depends on the change.
    #[default]
    Nothing,
    /// Files say what they said, elsewhere.
    Spans,
    /// Literals say something else, and nothing but literals.
    Respell,
    /// Files say something else.
    Evaluate,
    /// There may be other files.
    Scan,
}

/// The texts of open documents, which beat the disk. Clones share them.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Overlay(Arc<BTreeMap<String, Arc<str>>>);

impl Overlay {
    pub(super) fn open(&mut self, path: &str, text: &Arc<str>) {
        Arc::make_mut(&mut self.0).insert(path.to_owned(), Arc::clone(text));
    }

    pub(super) fn close(&mut self, path: &str) {
        Arc::make_mut(&mut self.0).remove(path);
    }

    pub(super) fn is_open(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// The open documents, by path.
    pub(in crate::engine) fn texts(&self) -> impl Iterator<Item = (&str, &Arc<str>)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text))
    }
}

/// With this, another thread says that the evaluation that is running need not go on: something newer has come. Clones
/// are one.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// The evaluation that is running ends without a result, and so does each that begins before [`Interrupt::clear`].
    pub fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// What comes next may run to its end.
    pub fn clear(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    /// Whether nobody wants a result.
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
