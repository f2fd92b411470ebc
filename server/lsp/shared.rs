//! What may every thread of the server use? The ways to the client, and what was agreed on.

use super::agreement::Agreement;
use super::finding::Check;
use super::settings::Settings;
use super::transport::Outbox;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use tokio::runtime::Handle;
use tower_lsp::Client;
use tower_lsp::ls_types::{LogMessageParams, MessageType, ShowMessageParams, Uri};

const PUBLISH: &str = "textDocument/publishDiagnostics";

/// What every thread of the server may use.
pub(super) struct Shared {
    pub(super) client: Client,
    pub(super) outbox: Outbox,
    pub(super) runtime: Handle,
    pub(super) check: Check,
    pub(super) settings: Mutex<Settings>,
    agreement: OnceLock<Agreement>,
    /// The workspace folders, as the client spells them.
    folders: Mutex<Vec<PathBuf>>,
    /// The folder that published the diagnostics of a file last.
    tellers: Mutex<HashMap<Uri, PathBuf>>,
    /// What was logged already: each thing is said once.
    logged: Mutex<HashSet<String>>,
}

impl Shared {
    pub(super) fn new(client: Client, outbox: Outbox, check: Check) -> Self {
        let (settings, agreement, logged) = (Mutex::default(), OnceLock::new(), Mutex::default());
        let (folders, tellers) = (Mutex::default(), Mutex::default());
        let runtime = Handle::current();
        Shared { client, outbox, runtime, check, settings, agreement, folders, tellers, logged }
    }

    /// Takes up which workspace folders there are.
    pub(super) fn know_folders(&self, folders: Vec<PathBuf>) {
        *self.folders.lock().unwrap_or_else(PoisonError::into_inner) = folders;
    }

    /// Whether a folder is the innermost one that a file lies in: only that one tells of it.
    pub(super) fn tells(&self, folder: &Path, file: &Path) -> bool {
        let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let is_inner = |other: &PathBuf| other != folder && other.starts_with(folder) && file.starts_with(other);
        !folders.iter().any(is_inner)
    }

    /// The same of a file by its URI.
    pub(super) fn tells_of(&self, folder: &Path, uri: &Uri) -> bool {
        super::uri::path_of(uri).is_none_or(|file| self.tells(folder, &file))
    }

    /// Publishes the diagnostics of a file as what a folder tells of it.
    pub(super) fn publish(&self, folder: &Path, uri: &Uri, params: &serde_json::Value) {
        let mut tellers = self.tellers.lock().unwrap_or_else(PoisonError::into_inner);
        if tellers.get(uri).is_none_or(|known| known != folder) {
            tellers.insert(uri.clone(), folder.to_owned());
        }
        self.outbox.notify(PUBLISH, params, Some(uri.as_str().to_owned()));
    }

    /// Takes back the diagnostics of a file, unless another folder tells of it by now.
    pub(super) fn take_back(&self, folder: &Path, uri: &Uri) {
        let mut tellers = self.tellers.lock().unwrap_or_else(PoisonError::into_inner);
        if tellers.get(uri).is_none_or(|known| known == folder) {
            tellers.remove(uri);
            let params = serde_json::json!({ "uri": uri, "diagnostics": [] });
            self.outbox.notify(PUBLISH, &params, Some(uri.as_str().to_owned()));
        }
    }

    /// What the user set.
    pub(super) fn settings(&self) -> Settings {
        *self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Agrees with the client, once.
    pub(super) fn agree(&self, agreement: Agreement) {
        let _ = self.agreement.set(agreement);
    }

    /// Asks the client to ask again for what it shows inside texts.
    pub(super) fn refresh(&self) {
        let (agreement, client) = (self.agreement(), self.client.clone());
        self.runtime.spawn(async move {
            if agreement.refresh_lenses {
                let _ = client.code_lens_refresh().await;
            }
            if agreement.refresh_hints {
                let _ = client.inlay_hint_refresh().await;
            }
        });
    }

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
