//! What is open, and in which folder? Documents change here in the order of arrival, before anything is awaited.

use super::folder::{Folder, Mail};
use super::overtaken::Overtaken;
use super::uri;
use crate::engine::Document;
use crate::syntax::{Change, Language};
use crate::text::{Encoding, Position};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, Uri};

/// The open documents and the workspace folders.
#[derive(Default)]
pub(super) struct Desk {
    documents: HashMap<Uri, Open>,
    folders: Vec<Arc<Folder>>,
}

/// An open document.
#[derive(Clone)]
pub(super) struct Open {
    pub(super) document: Document,
    /// The folder it belongs to and its path below it; `None` if it is of no folder or of no language we read.
    pub(super) place: Option<(Arc<Folder>, String)>,
    overtaken: Overtaken,
}

/// Why a message about a document was not taken as it is.
pub(super) type Complaint = String;

impl Desk {
    /// Opens a document. One that is open already is replaced: what the client sends last counts.
    pub(super) fn open(&mut self, uri: Uri, version: i32, text: &str) -> Option<Complaint> {
        let (document, overtaken) = (Document::new(text, version), Overtaken::default());
        let open = Open { document, place: self.place_of(&uri), overtaken };
        open.tell(&uri);
        let complaint = || format!("{} was opened twice; the second text counts", uri.as_str());
        let complaint = self.documents.contains_key(&uri).then(complaint);
        self.documents.insert(uri, open);
        complaint
    }

    /// Changes a document. What belongs to no open document is not applied; a version that goes back is, for the
    /// changes describe what the client shows. One that others have overtaken is put before them.
    pub(super) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: &[Change],
        encoding: Encoding,
    ) -> Option<Complaint> {
        let Some(open) = self.documents.get_mut(uri) else {
            return Some(format!("{} was changed and never opened; the change is not used", uri.as_str()));
        };
        let before = open.document.version();
        let (document, is_late) = open.overtaken.edit(&open.document, version, changes, encoding);
        open.document = document;
        open.tell(uri);
        let late = || format!("{} is changed out of order; versions say what belongs where", uri.as_str());
        let back = || format!("{} goes back to versions it had", uri.as_str());
        if is_late { Some(late()) } else { (version <= before).then(back) }
    }

    /// Closes a document: the disk counts again.
    pub(super) fn close(&mut self, uri: &Uri) -> Option<Complaint> {
        let Some(open) = self.documents.remove(uri) else {
            return Some(format!("{} was closed and never opened", uri.as_str()));
        };
        if let Some((folder, path)) = open.place {
            folder.send(Mail::Closed(path));
        }
        None
    }

    /// An open document.
    pub(super) fn document(&self, uri: &Uri) -> Option<&Open> {
        self.documents.get(uri)
    }

    /// The folders.
    pub(super) fn folders(&self) -> &[Arc<Folder>] {
        &self.folders
    }

    /// Takes in folders and lets others go; open documents move to the folder they belong to now.
    pub(super) fn replace_folders(&mut self, added: Vec<Arc<Folder>>, removed: &[Uri]) {
        self.folders.retain(|folder| !removed.contains(&folder.uri));
        for folder in added {
            if !self.folders.iter().any(|known| known.uri == folder.uri) {
                self.folders.push(folder);
            }
        }
        let uris: Vec<Uri> = self.documents.keys().cloned().collect();
        for uri in uris {
            let place = self.place_of(&uri);
            let Some(open) = self.documents.get_mut(&uri) else { continue };
            let same = |a: &(Arc<Folder>, String), b: &(Arc<Folder>, String)| Arc::ptr_eq(&a.0, &b.0);
            if place.as_ref().zip(open.place.as_ref()).is_some_and(|(a, b)| same(a, b)) {
                continue;
            }
            if let Some((folder, path)) = open.place.take() {
                folder.send(Mail::Closed(path));
            }
            open.place = place;
            open.tell(&uri);
        }
    }

    /// The innermost folder that holds a file of a language we read, and its path below it.
    fn place_of(&self, uri: &Uri) -> Option<(Arc<Folder>, String)> {
        let path = uri::path_of(uri)?;
        self.place_of_path(&path).filter(|(_, path)| Language::of_path(path).is_some())
    }

    /// The innermost folder that holds a path, and the path below it.
    pub(super) fn place_of_path(&self, path: &Path) -> Option<(Arc<Folder>, String)> {
        let below = |folder: &Arc<Folder>| Some((Arc::clone(folder), folder.below(path)?));
        self.folders.iter().filter_map(below).min_by_key(|(_, path)| path.len())
    }
}

impl Open {
    /// Tells the folder which text counts.
    fn tell(&self, uri: &Uri) {
        if let Some((folder, path)) = &self.place {
            folder.send(Mail::Text(path.clone(), uri.clone(), self.document.clone()));
        }
    }
}

/// Changes as the editor sends them.
pub(super) fn changes(events: Vec<TextDocumentContentChangeEvent>) -> Vec<Change> {
    let position = |at: tower_lsp::ls_types::Position| Position { line: at.line, column: at.character };
    let change = |event: TextDocumentContentChangeEvent| Change {
        range: event.range.map(|range| (position(range.start), position(range.end))),
        text: event.text,
    };
    events.into_iter().map(change).collect()
}
