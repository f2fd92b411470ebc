//! Whom does a question go to? The folder of its document, once that has settled what the asker saw.

use super::desk::{Complaint, Desk};
use super::finding::Check;
use super::folder::{Folder, Mail};
use super::scene::Scene;
use super::settled::Settled;
use super::shared::Shared;
use super::transport::Outbox;
use super::{uri, watch, worker};
use crate::syntax::Language;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{MessageType, Uri, WorkspaceFolder};
use tower_lsp::{ClientSocket, LspService};

/// The language server.
pub(super) struct Server {
    pub(super) shared: Arc<Shared>,
    desk: Mutex<Desk>,
    pub(super) gone: Arc<Notify>,
}

/// What a question about a document is asked of.
struct Asked {
    folder: Arc<Folder>,
    path: String,
    version: i32,
    /// How many mails the answer must hold.
    sent: u64,
}

impl Server {
    pub(super) fn service(outbox: Outbox, gone: Arc<Notify>, check: Check) -> (LspService<Server>, ClientSocket) {
        LspService::new(|client| Server {
            shared: Arc::new(Shared::new(client, outbox, check)),
            desk: Mutex::default(),
            gone,
        })
    }

    pub(super) fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn complain(&self, complaint: Option<Complaint>) {
        if let Some(complaint) = complaint {
            self.shared.log(MessageType::WARNING, &complaint);
        }
    }

    pub(super) fn start(&self, folder: &Uri) -> Option<Arc<Folder>> {
        let Some(path) = uri::path_of(folder) else {
            self.shared.log(MessageType::WARNING, &format!("{} is no folder on disk", folder.as_str()));
            return None;
        };
        Some(worker::start(folder.clone(), path, &self.shared))
    }

    /// Takes in folders and lets others go. Those that stay look again: what they tell of depends on which others are.
    pub(super) fn change_folders(&self, added: &[WorkspaceFolder], removed: &[WorkspaceFolder]) {
        let removed: Vec<Uri> = removed.iter().map(|folder| folder.uri.clone()).collect();
        let is_kept = |folder: &&Arc<Folder>| !removed.contains(&folder.uri);
        let kept: Vec<Arc<Folder>> = self.desk().folders().iter().filter(is_kept).cloned().collect();
        let paths = added.iter().filter_map(|folder| uri::path_of(&folder.uri));
        self.shared.know_folders(kept.iter().map(|folder| folder.path.clone()).chain(paths).collect());
        let started = added.iter().filter_map(|folder| self.start(&folder.uri)).collect();
        self.desk().replace_folders(started, &removed);
        kept.iter().for_each(|folder| folder.send(Mail::Folder));
    }

    /// Without any workspace folder, that of the first document counts.
    pub(super) fn start_folder_of(&self, document: &Uri) {
        let path = uri::path_of(document).filter(|path| Language::of_path(&path.to_string_lossy()).is_some());
        let folder = path.as_deref().and_then(Path::parent).and_then(uri::of_path);
        if let Some(folder) = folder.and_then(|folder| self.start(&folder)) {
            self.desk().replace_folders(vec![folder], &[]);
        }
    }

    fn asked(&self, uri: &Uri) -> Option<Asked> {
        let desk = self.desk();
        let open = desk.document(uri)?;
        let (folder, path) = open.place.clone()?;
        Some(Asked { sent: folder.sent(), version: open.document.version(), folder, path })
    }

    /// Answers a question about a document from the snapshot that holds it as the client shows it, on a worker thread.
    /// Nothing about a document that belongs to no folder.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        asked: &Uri,
        answer: impl FnOnce(&Scene) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let Some(Asked { folder, path, version, sent }) = self.asked(asked) else { return Ok(None) };
        let agreement = self.shared.agreement();
        let Some(settled) = folder.settled(sent).await else { return Ok(None) };
        let Some((_, document)) = settled.open.get(&path) else { return Ok(None) };
        if document.version() != version {
            return Err(content_modified());
        }
        let Some(file) = settled.file(&path) else { return Ok(None) };
        let lines = document.lines();
        let scene = Scene { settled, agreement, file, lines };
        on_worker(move || answer(&scene)).await
    }
}

/// The text changed while the answer was sought: the client asks again if it still wants to know.
fn content_modified() -> Error {
    Error { code: ErrorCode::ContentModified, message: "the document changed".into(), data: None }
}

/// Runs something that takes longer than a moment where it holds up no message. A panic costs this answer.
pub(super) async fn on_worker<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(run).await.map_err(|_| Error::internal_error())
}

impl Server {
    pub(super) fn changed_on_disk(&self, changed: &Uri) {
        let Some(path) = uri::path_of(changed) else { return };
        // The file may lie in several folders, and a folder may be the file.
        for folder in self.desk().folders() {
            let mail = if path == folder.path {
                Some(Mail::Folder)
            } else {
                folder.below(&path).and_then(|path| watch::mail(&path))
            };
            mail.into_iter().for_each(|mail| folder.send(mail));
        }
    }

    /// A client that does not tell what happens on disk gives no other occasion to look at a folder again than what it
    /// saves, and what it opens that nobody knew of.
    pub(super) fn look_again(&self, uri: &Uri, if_known: bool) {
        let place = uri::path_of(uri).and_then(|path| self.desk().place_of_path(&path));
        if let Some((folder, path)) = place.filter(|_| !self.shared.agreement().watch)
            && (if_known || folder.misses(&path))
        {
            folder.send(Mail::Folder);
        }
    }

    /// Answers a question about all folders, from snapshots that hold everything so far.
    pub(super) async fn ask_all<T: Send + 'static>(
        &self,
        answer: impl Fn(&Settled) -> Vec<T> + Send + 'static,
    ) -> Result<Vec<T>> {
        let folders: Vec<(Arc<Folder>, u64)> =
            self.desk().folders().iter().map(|folder| (Arc::clone(folder), folder.sent())).collect();
        let mut settled = Vec::new();
        for (folder, sent) in folders {
            settled.extend(folder.settled(sent).await);
        }
        on_worker(move || settled.iter().flat_map(|settled| answer(settled)).collect()).await
    }
}
