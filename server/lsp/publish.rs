//! What does a client that does not ask get sent? Each file's diagnostics when they change, with the version they are of.

use super::diagnostics::{self, ByFile};
use super::misconfigured;
use super::settled::Settled;
use super::shared::Shared;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use tower_lsp::ls_types::{Diagnostic, Uri};

/// What was sent of one folder.
pub(super) struct Publisher {
    shared: Arc<Shared>,
    folder: PathBuf,
    /// By URI: the name of what was sent, and the version of the document.
    sent: BTreeMap<Uri, (String, Option<i32>)>,
    /// What was sent of the configuration, also to clients that ask: they ask for what is code.
    misconfigured: Option<(Uri, Diagnostic)>,
    /// What a client that asks was last told to ask for: the paths of the files, and the findings.
    told: Option<(Arc<[String]>, Arc<ByFile>)>,
}

impl Publisher {
    pub(super) fn new(shared: &Arc<Shared>, folder: PathBuf) -> Self {
        Publisher { shared: Arc::clone(shared), folder, sent: BTreeMap::new(), misconfigured: None, told: None }
    }

    /// Sends what is different now. To clients that ask, only the word that they should.
    pub(super) fn publish(&mut self, settled: &Settled, is_stale: &dyn Fn(&str) -> bool) {
        let agreement = self.shared.agreement();
        self.tell_of_configuration(misconfigured::diagnostic(settled, agreement.encoding));
        if agreement.pull {
            return self.refresh(settled);
        }
        let mut gone = self.sent.keys().cloned().collect::<std::collections::BTreeSet<Uri>>();
        for file in self.files(settled) {
            let Some(uri) = settled.uri(file) else { continue };
            gone.remove(&uri);
            let path = settled.path(file);
            if is_stale(path) {
                continue;
            }
            let version = settled.open.get(path).map(|(_, document)| document.version());
            self.send(uri, settled, file, version);
        }
        gone.into_iter().for_each(|uri| self.take_back(&uri));
    }

    /// Takes everything back that was sent.
    pub(super) fn retract(&mut self) {
        self.tell_of_configuration(None);
        let sent: Vec<Uri> = self.sent.keys().cloned().collect();
        sent.iter().for_each(|uri| self.take_back(uri));
    }

    fn tell_of_configuration(&mut self, now: Option<(Uri, Diagnostic)>) {
        if self.misconfigured == now {
            return;
        }
        let before = std::mem::replace(&mut self.misconfigured, now.clone());
        let is_other = |uri: &Uri| now.as_ref().is_none_or(|(other, _)| other != uri);
        if let Some((uri, _)) = before.filter(|(uri, _)| is_other(uri)) {
            self.shared.take_back(&self.folder, &uri);
        }
        if let Some((uri, diagnostic)) = now {
            self.shared.publish(&self.folder, &uri, &json!({ "uri": uri, "diagnostics": [diagnostic] }));
        }
    }

    /// The files with something to tell, and those that are open.
    fn files(&self, settled: &Settled) -> std::collections::BTreeSet<crate::text::FileId> {
        let open = settled.open.keys().filter_map(|path| settled.file(path));
        let all = settled.findings.keys().copied().chain(open);
        all.filter(|file| self.shared.tells(&self.folder, &self.folder.join(settled.path(*file)))).collect()
    }

    fn send(&mut self, uri: Uri, settled: &Settled, file: crate::text::FileId, version: Option<i32>) {
        let diagnostics = diagnostics::of_file(settled, file, self.shared.agreement());
        let now = (diagnostics::name_of(&diagnostics), version);
        if self.sent.get(&uri) == Some(&now)
            || diagnostics.is_empty() && version.is_none() && !self.sent.contains_key(&uri)
        {
            return;
        }
        let mut params = json!({ "uri": uri, "diagnostics": diagnostics });
        if let Some(version) = version {
            params["version"] = version.into();
        }
        self.shared.publish(&self.folder, &uri, &params);
        self.sent.insert(uri, now);
    }

    /// A file that went away, with the diagnostics it had.
    fn take_back(&mut self, uri: &Uri) {
        self.sent.remove(uri);
        self.shared.take_back(&self.folder, uri);
    }

    /// A client that asks, asks for the document it changes; that others are different now, it cannot know.
    fn refresh(&mut self, settled: &Settled) {
        let before = self.told.replace((Arc::clone(&settled.snapshot.paths), Arc::clone(&settled.findings)));
        let same = before.map_or(settled.findings.is_empty(), |(paths, findings)| {
            paths == settled.snapshot.paths && findings == settled.findings
        });
        if !same && self.shared.agreement().refresh_diagnostics {
            let client = self.shared.client.clone();
            self.shared.runtime.spawn(async move { drop(client.workspace_diagnostic_refresh().await) });
        }
    }
}
