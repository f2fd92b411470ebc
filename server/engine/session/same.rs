//! What is the snapshot after a change that evaluation need not know of? The same API, elsewhere or spelled otherwise.

use super::super::Snapshot;
use super::Session;
use crate::facts::Facts;
use crate::text::FileId;
use std::sync::{Arc, PoisonError};

impl Session {
    /// The API with literals as they are spelled now; `None` if that is not all that is different.
    pub(super) fn respelled(&mut self) -> Option<Snapshot> {
        let changes = self.workspace.as_mut()?.take_respelled();
        let (api, entries) = self.spellings.respell(&self.snapshot.api, &changes)?;
        let api = Arc::new(api);
        let mut memory = self.snapshot.memory.lock().unwrap_or_else(PoisonError::into_inner);
        memory.respelled(&self.snapshot.api, &api, &entries);
        drop(memory);
        Some(Snapshot { api, ..self.with_new_spans() })
    }

    /// The same API where things stand now.
    pub(super) fn with_new_spans(&self) -> Snapshot {
        let mut snapshot = Snapshot::clone(&self.snapshot);
        if let Some(workspace) = &self.workspace {
            let new = |(file, facts): (&FileId, &mut Arc<Facts>)| {
                if let Some(now) = workspace.facts_at_hand(*file) {
                    *facts = now;
                }
            };
            snapshot.facts.iter_mut().for_each(new);
            snapshot.problems = workspace.problems().iter().map(ToString::to_string).collect();
        }
        snapshot
    }
}
