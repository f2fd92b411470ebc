//! Does the user see that something takes long? Work-done progress, if it takes longer than a moment.

use super::shared::Shared;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;
use tower_lsp::Client;
use tower_lsp::ls_types::ProgressToken;

/// What passes faster is not worth a word.
const MOMENT: Duration = Duration::from_millis(150);

/// Tells the client what is going on until it is dropped.
pub(super) struct Reporter(Option<UnboundedSender<String>>);

impl Reporter {
    pub(super) fn new(shared: &Arc<Shared>) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(1);
        if !shared.agreement().progress {
            return Reporter(None);
        }
        let (sender, said) = unbounded_channel();
        let token = ProgressToken::String(format!("wayline/{}", COUNT.fetch_add(1, Ordering::Relaxed)));
        shared.runtime.spawn(report(shared.client.clone(), said, token));
        Reporter(Some(sender))
    }

    /// Says what is going on, in a short phrase.
    pub(super) fn say(&self, what: &str) {
        if let Some(sender) = &self.0 {
            let _ = sender.send(what.to_owned());
        }
    }
}

async fn report(client: Client, mut said: UnboundedReceiver<String>, token: ProgressToken) {
    let Some(mut last) = said.recv().await else { return };
    let passed = timeout(MOMENT, async {
        while let Some(next) = said.recv().await {
            last = next;
        }
    });
    if passed.await.is_ok() || client.create_work_done_progress(token.clone()).await.is_err() {
        return;
    }
    let progress = client.progress(token, "Wayline").with_message(last).begin().await;
    while let Some(next) = said.recv().await {
        progress.report(next).await;
    }
    progress.finish().await;
}
