//! What happens to a workspace folder? Mail to the thread that settles it, and the snapshot it settled last.

use super::settled::Settled;
use super::uri;
use crate::engine::{Document, Interrupt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;
use tower_lsp::ls_types::Uri;

/// One thing that happened, in the order of arrival.
pub(super) enum Mail {
    /// An open document has a new text.
    Text(String, Uri, Document),
    /// A document was closed.
    Closed(String),
    /// Something happened to a Python file on disk.
    Disk(String),
    /// Anything may be different on disk.
    Folder,
}

/// A workspace folder. When it is dropped, its thread ends.
pub(super) struct Folder {
    /// As the client names it.
    pub(super) uri: Uri,
    /// As the client spells it: answers are spelled the same.
    pub(super) path: PathBuf,
    /// Without links: what the client spells otherwise lies below it too.
    real: PathBuf,
    mail: Mutex<Sender<(u64, Mail)>>,
    sent: AtomicU64,
    /// What is being settled is old when new mail comes.
    interrupt: Interrupt,
    settled: watch::Receiver<Arc<Settled>>,
}

impl Folder {
    pub(super) fn new(
        uri: Uri,
        path: PathBuf,
        mail: Sender<(u64, Mail)>,
        interrupt: Interrupt,
        settled: watch::Receiver<Arc<Settled>>,
    ) -> Self {
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        Folder { uri, path, real, mail: Mutex::new(mail), sent: AtomicU64::new(0), interrupt, settled }
    }

    /// Sends mail to the thread that settles the folder.
    pub(super) fn send(&self, mail: Mail) {
        let sender = self.mail.lock().unwrap_or_else(PoisonError::into_inner);
        let number = self.sent.fetch_add(1, Ordering::SeqCst) + 1;
        // Before the mail, which takes it back: what is settled then holds it.
        self.interrupt.set();
        let _ = sender.send((number, mail));
    }

    /// How many mails were sent: what is settled up to this number holds them all.
    pub(super) fn sent(&self) -> u64 {
        self.sent.load(Ordering::SeqCst)
    }

    /// Waits for a snapshot that holds so many mails; `None` if there will be none.
    pub(super) async fn settled(&self, sent: u64) -> Option<Arc<Settled>> {
        let mut settled = self.settled.clone();
        settled.wait_for(|it| it.ready && it.holds >= sent).await.ok().map(|it| Arc::clone(&it))
    }

    /// Whether what was settled last does not know of a file.
    pub(super) fn misses(&self, path: &str) -> bool {
        let settled = self.settled.borrow();
        settled.ready && settled.file(path).is_none()
    }

    /// A path below the folder, with `/` between parts.
    pub(super) fn below(&self, path: &Path) -> Option<String> {
        uri::below(&self.path, path).or_else(|| uri::below(&self.real, path))
    }
}

impl Mail {
    /// Whether it is about the file at a path.
    pub(super) fn is_of(&self, path: &str) -> bool {
        match self {
            Mail::Text(of, ..) | Mail::Closed(of) | Mail::Disk(of) => of == path,
            Mail::Folder => false,
        }
    }
}
