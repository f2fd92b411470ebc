//! What does each message do? One short method per message.

use super::agreement::Agreement;
use super::desk::{Complaint, Desk, changes};
use super::finding::Check;
use super::folder::{Folder, Mail};
use super::scene::Scene;
use super::transport::Outbox;
use super::{commands, parent, pull, uri, watch, worker};
use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tokio::runtime::Handle;
use tokio::sync::Notify;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::*;
use tower_lsp::{Client, ClientSocket, LanguageServer, LspService};

/// What every thread of the server may use.
pub(super) struct Shared {
    pub(super) client: Client,
    pub(super) outbox: Outbox,
    pub(super) runtime: Handle,
    pub(super) check: Check,
    agreement: OnceLock<Agreement>,
    /// What was logged already: each thing is said once.
    logged: Mutex<HashSet<String>>,
}

impl Shared {
    /// What was agreed on; nothing before `initialize`.
    pub(super) fn agreement(&self) -> Agreement {
        self.agreement.get().copied().unwrap_or_default()
    }

    /// Writes a line to the client's log, once.
    pub(super) fn log(&self, kind: MessageType, line: &str) {
        if self.logged.lock().unwrap_or_else(PoisonError::into_inner).insert(line.to_owned()) {
            let params = LogMessageParams { typ: kind, message: line.to_owned() };
            self.outbox.notify("window/logMessage", &params, None);
        }
    }

    /// Shows a message to the user.
    pub(super) fn show(&self, kind: MessageType, line: &str) {
        let params = ShowMessageParams { typ: kind, message: line.to_owned() };
        self.outbox.notify("window/showMessage", &params, None);
    }
}

/// The language server.
pub(super) struct Server {
    pub(super) shared: Arc<Shared>,
    desk: Mutex<Desk>,
    gone: Arc<Notify>,
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
        LspService::new(|client| {
            let (agreement, logged) = (OnceLock::new(), Mutex::default());
            let shared = Shared { client, outbox, runtime: Handle::current(), check, agreement, logged };
            Server { shared: Arc::new(shared), desk: Mutex::default(), gone }
        })
    }

    pub(super) fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn complain(&self, complaint: Option<Complaint>) {
        if let Some(complaint) = complaint {
            self.shared.log(MessageType::WARNING, &complaint);
        }
    }

    fn start(&self, folder: &Uri) -> Option<Arc<Folder>> {
        let Some(path) = uri::path_of(folder) else {
            self.shared.log(MessageType::WARNING, &format!("{} is no folder on disk", folder.as_str()));
            return None;
        };
        Some(worker::start(folder.clone(), path, &self.shared))
    }

    /// Without any workspace folder, that of the first document counts.
    fn start_folder_of(&self, document: &Uri) {
        let path = uri::path_of(document).filter(|path| path.extension().is_some_and(|it| it == "py"));
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

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let agreement = Agreement::new(&params.capabilities);
        let _ = self.shared.agreement.set(agreement);
        if let Some(process) = params.process_id {
            self.shared.runtime.spawn(parent::watch(process, Arc::clone(&self.gone)));
        }
        #[allow(deprecated)]
        let root = params.root_uri.map(|uri| WorkspaceFolder { name: String::new(), uri });
        let folders = params.workspace_folders.unwrap_or_else(|| root.into_iter().collect());
        let folders = folders.iter().filter_map(|folder| self.start(&folder.uri)).collect();
        self.desk().replace_folders(folders, &[]);
        let version = Some(env!("CARGO_PKG_VERSION").to_owned());
        let server_info = Some(ServerInfo { name: "wayline".to_owned(), version });
        Ok(InitializeResult { capabilities: agreement.answer(), server_info, ..InitializeResult::default() })
    }

    async fn initialized(&self, _: InitializedParams) {
        if self.shared.agreement().watch {
            let _ = self.shared.client.register_capability(vec![watch::registration()]).await;
        }
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        if self.desk().folders().is_empty() {
            self.start_folder_of(&document.uri);
        }
        let complaint = self.desk().open(document.uri, document.version, &document.text);
        self.complain(complaint);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let (document, encoding) = (params.text_document, self.shared.agreement().encoding);
        let changes = changes(params.content_changes);
        let complaint = self.desk().change(&document.uri, document.version, &changes, encoding);
        self.complain(complaint);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let complaint = self.desk().close(&params.text_document.uri);
        self.complain(complaint);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        commands::hook_of_save(&params.text_document.uri);
        self.changed_on_disk(&params.text_document.uri);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        params.changes.iter().for_each(|change| self.changed_on_disk(&change.uri));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let added = params.event.added.iter().filter_map(|folder| self.start(&folder.uri)).collect();
        let removed: Vec<Uri> = params.event.removed.into_iter().map(|folder| folder.uri).collect();
        self.desk().replace_folders(added, &removed);
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let known = params.previous_result_id;
        let previous = known.clone();
        let report = self.ask(&params.text_document.uri, move |scene| {
            Some(pull::document(&scene.settled, scene.file, previous.as_deref(), scene.agreement))
        });
        let report = report.await?.unwrap_or_else(|| pull::nothing(known.as_deref()));
        Ok(DocumentDiagnosticReportResult::Report(report))
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        let known = params.previous_result_ids.into_iter().map(|it| (it.uri, it.value)).collect();
        let agreement = self.shared.agreement();
        let items = self.ask_all(move |settled| pull::folder(settled, &known, agreement)).await?;
        Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }))
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        self.ask(&at.text_document.uri, move |scene| {
            scene.offset(at.position);
            None
        })
        .await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        commands::execute(self, params).await
    }
}

impl Server {
    fn changed_on_disk(&self, changed: &Uri) {
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

    /// Answers a question about all folders, from snapshots that hold everything so far.
    pub(super) async fn ask_all<T: Send + 'static>(
        &self,
        answer: impl Fn(&super::settled::Settled) -> Vec<T> + Send + 'static,
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
