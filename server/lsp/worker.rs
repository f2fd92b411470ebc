//! Who settles a folder? One thread per folder: it takes the mail in order, settles, publishes, and waits for more.

use super::diagnostics::{self, ByFile};
use super::folder::{Folder, Mail};
use super::progress::Reporter;
use super::publish::Publisher;
use super::settled::{Forget, Settled};
use super::shared::Shared;
use crate::engine::{Document, FileChange, Problem, Session, Snapshot};
use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use tokio::sync::watch;
use tower_lsp::ls_types::{MessageType, Uri};

/// How often settling is put off for something newer.
const PATIENCE: usize = 8;

/// What the thread of a folder has.
struct Worker {
    mail: Receiver<(u64, Mail)>,
    /// Taken from the mail and not looked at yet.
    pending: Vec<(u64, Mail)>,
    session: Session,
    open: BTreeMap<String, (Uri, Document)>,
    settled: watch::Sender<Arc<Settled>>,
    publisher: Publisher,
    /// How many mails the session holds, settled or not.
    taken: u64,
    /// Paths of files that may be different, taken in and not settled.
    different: Vec<String>,
    /// How often settling was interrupted since it last came to an end.
    interrupted: usize,
    /// The last trouble that was told, so that it is told once.
    told: Option<String>,
    shared: Arc<Shared>,
}

/// Starts to settle a folder.
pub(super) fn start(uri: Uri, path: PathBuf, shared: &Arc<Shared>) -> Arc<Folder> {
    let (sender, mail) = channel();
    let (settled, watched) = watch::channel(Arc::new(Settled::nothing(path.clone())));
    let spelled = path.clone();
    let session = Session::new(path.clone());
    let interrupt = session.interrupt().clone();
    let worker = Worker {
        mail,
        pending: Vec::new(),
        session,
        taken: 0,
        different: Vec::new(),
        interrupted: 0,
        open: BTreeMap::new(),
        settled,
        publisher: Publisher::new(shared, path),
        told: None,
        shared: Arc::clone(shared),
    };
    let thread =
        std::thread::Builder::new().name("settle".to_owned()).stack_size(super::STACK).spawn(move || worker.run());
    if let Err(error) = thread {
        shared.log(MessageType::ERROR, &format!("cannot look at {}: {error}", spelled.display()));
    }
    Arc::new(Folder::new(uri, spelled, sender, interrupt, watched))
}

impl Worker {
    fn run(mut self) {
        // The first turn needs no mail: the folder itself is the news.
        self.turn();
        while self.wait() {
            self.turn();
        }
        self.publisher.retract();
    }

    /// Waits for mail; whether there may be more.
    fn wait(&mut self) -> bool {
        if self.pending.is_empty() && self.interrupted == 0 {
            match self.mail.recv() {
                Ok(mail) => self.pending.push(mail),
                Err(_) => return false,
            }
        }
        self.pending.extend(self.mail.try_iter());
        true
    }

    fn turn(&mut self) {
        self.session.interrupt().clear();
        self.pending.extend(self.mail.try_iter());
        let batch = std::mem::take(&mut self.pending);
        self.taken = batch.last().map_or(self.taken, |(number, _)| *number);
        let different = self.take(batch);
        self.different.extend(different);
        let Some(snapshot) = self.settle() else {
            self.interrupted += 1;
            return;
        };
        self.interrupted = 0;
        let different = std::mem::take(&mut self.different);
        let forget = if self.renumbered(&snapshot) { Forget::All } else { Forget::These(different) };
        let findings = self.check(&snapshot);
        let next = self.settled.borrow().next(self.taken, snapshot, self.open.clone(), findings, &forget);
        let next = Arc::new(next);
        let before = self.settled.send_replace(Arc::clone(&next));
        // Elsewhere than in the text that is typed, hints may be different now.
        if before.ready && !before.snapshot.api.answers_like(&next.snapshot.api) {
            self.shared.refresh();
        }
        self.pending.extend(self.mail.try_iter());
        let pending = &self.pending;
        // What the client no longer shows is not published: the next turn knows better.
        let is_stale = |path: &str| pending.iter().any(|(_, mail)| mail.is_of(path));
        self.publisher.publish(&next, &is_stale);
    }

    /// Takes mail in; the paths whose text may be different.
    fn take(&mut self, batch: Vec<(u64, Mail)>) -> Vec<String> {
        let mut paths = Vec::new();
        let mut latest: BTreeMap<String, u64> = BTreeMap::new();
        for (number, mail) in &batch {
            if let Mail::Text(path, ..) = mail {
                latest.insert(path.clone(), *number);
            }
        }
        for (number, mail) in batch {
            let change = match mail {
                // Of many keystrokes that wait, the last tells all.
                Mail::Text(path, ..) if latest.get(&path).is_some_and(|last| *last > number) => continue,
                Mail::Text(path, uri, document) => {
                    let text = if document.is_readable() { document.text() } else { String::new() };
                    self.open.insert(path.clone(), (uri, document));
                    FileChange::Text(path, text.into())
                }
                Mail::Closed(path) => {
                    self.open.remove(&path);
                    FileChange::Closed(path)
                }
                Mail::Disk(path) => FileChange::Disk(path),
                Mail::Folder => FileChange::Folder,
            };
            if let FileChange::Closed(path) | FileChange::Disk(path) = &change {
                paths.push(path.clone());
            }
            self.session.change(&change);
        }
        paths
    }

    /// The next snapshot; `None` if newer mail came before it was settled. The first one is settled in any case, and so
    /// is one that was put off often.
    fn settle(&mut self) -> Option<Arc<Snapshot>> {
        let reporter = Reporter::new(&self.shared);
        let to_the_end = self.interrupted >= PATIENCE || !self.settled.borrow().ready;
        let session = &mut self.session;
        let settle = || {
            let say = |what: &str| reporter.say(what);
            if to_the_end { session.settle(&say).map(Some) } else { session.settle_unless_interrupted(&say) }
        };
        let settled = std::panic::catch_unwind(AssertUnwindSafe(settle));
        drop(reporter);
        let trouble = match settled {
            Ok(Ok(None)) => return None,
            Ok(Ok(Some(snapshot))) => {
                let goes_on = |problem: &Problem| format!("{problem}; until then, what held before holds");
                self.tell(snapshot.misconfigured.as_ref().map(goes_on));
                return Some(snapshot);
            }
            Ok(Err(trouble)) => trouble.to_string(),
            Err(_) => "settling failed; please report this with the files concerned".to_owned(),
        };
        self.tell(Some(trouble));
        Some(Arc::clone(self.session.snapshot()))
    }

    /// Tells of trouble, once for as long as it lasts.
    fn tell(&mut self, trouble: Option<String>) {
        if let Some(trouble) = trouble.as_ref().filter(|trouble| self.told.as_ref() != Some(trouble)) {
            self.shared.show(MessageType::ERROR, &format!("Wayline: {trouble}"));
        }
        self.told = trouble;
    }

    /// What there is to tell; a check that fails tells nothing.
    fn check(&mut self, snapshot: &Snapshot) -> Arc<ByFile> {
        let check = self.shared.check;
        let found = std::panic::catch_unwind(AssertUnwindSafe(|| check(snapshot)));
        Arc::new(diagnostics::by_file(found.unwrap_or_default()))
    }

    fn renumbered(&self, snapshot: &Snapshot) -> bool {
        let before = self.settled.borrow();
        !Arc::ptr_eq(&before.snapshot.paths, &snapshot.paths) && before.snapshot.paths != snapshot.paths
    }
}
