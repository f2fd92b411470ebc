//! What may every thread of the server use? The ways to the client, and what was agreed on.

use super::agreement::Agreement;
use super::finding::Check;
use super::settings::Settings;
use super::transport::Outbox;
use std::collections::HashSet;
use std::sync::{Mutex, OnceLock, PoisonError};
use tokio::runtime::Handle;
use tower_lsp::Client;
use tower_lsp::ls_types::{LogMessageParams, MessageType, ShowMessageParams};

/// What every thread of the server may use.
pub(super) struct Shared {
    pub(super) client: Client,
    pub(super) outbox: Outbox,
    pub(super) runtime: Handle,
    pub(super) check: Check,
    pub(super) settings: Mutex<Settings>,
    agreement: OnceLock<Agreement>,
    /// What was logged already: each thing is said once.
    logged: Mutex<HashSet<String>>,
}

impl Shared {
    pub(super) fn new(client: Client, outbox: Outbox, check: Check) -> Self {
        let (settings, agreement, logged) = (Mutex::default(), OnceLock::new(), Mutex::default());
        Shared { client, outbox, runtime: Handle::current(), check, settings, agreement, logged }
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
