//! How does a change look to a client? Edits of documents at their versions, files to make, and what needs a second look.

use super::convert;
use super::scene::Scene;
use super::uri;
use crate::edit::{Change, Edit, NewFile};
use crate::text::FileId;
use std::collections::{BTreeMap, HashMap};
// The words of the protocol.
#[allow(clippy::wildcard_imports)]
use tower_lsp::ls_types::*;

/// The annotation of edits in files that nobody is looking at (LSP 3.16, `ChangeAnnotation`).
const ELSEWHERE: &str = "elsewhere";

/// The edit that makes some changes at once.
pub(super) fn of(scene: &Scene, changes: &[&Change]) -> WorkspaceEdit {
    let mut by_file: BTreeMap<FileId, Vec<TextEdit>> = BTreeMap::new();
    for Edit { file, splice } in changes.iter().flat_map(|change| &change.edits) {
        let range = convert::range(&scene.settled.lines(*file), splice.span, scene.agreement.encoding);
        by_file.entry(*file).or_default().push(TextEdit { range, new_text: splice.text.clone() });
    }
    let edits = by_file.into_iter().filter_map(|(file, edits)| Some((file, scene.settled.uri(file)?, edits)));
    if !scene.agreement.document_changes {
        return WorkspaceEdit {
            changes: Some(edits.map(|(_, uri, edits)| (uri, edits)).collect()),
            ..WorkspaceEdit::default()
        };
    }
    let created: Vec<&NewFile> = changes.iter().flat_map(|change| &change.created).collect();
    let edits: Vec<TextDocumentEdit> = edits.map(|edits| of_document(scene, edits)).collect();
    let is_elsewhere =
        !created.is_empty() || edits.iter().any(|edit| matches!(edit.edits.first(), Some(OneOf::Right(_))));
    let document_changes = if created.is_empty() {
        DocumentChanges::Edits(edits)
    } else {
        let new = created.iter().flat_map(|file| of_new_file(scene, file));
        DocumentChanges::Operations(new.chain(edits.into_iter().map(DocumentChangeOperation::Edit)).collect())
    };
    let annotated = is_elsewhere && scene.agreement.annotations;
    let annotation = ChangeAnnotation {
        label: "In other files".to_owned(),
        needs_confirmation: Some(true),
        description: Some("Wayline: part of this change lies outside of the open file".to_owned()),
    };
    WorkspaceEdit {
        document_changes: Some(document_changes),
        change_annotations: annotated.then(|| HashMap::from([(ELSEWHERE.to_owned(), annotation)])),
        ..WorkspaceEdit::default()
    }
}

/// The edits of one document. Those of another file than the one that is looked at are to be confirmed.
fn of_document(scene: &Scene, (file, uri, edits): (FileId, Uri, Vec<TextEdit>)) -> TextDocumentEdit {
    let version = scene.settled.open.get(scene.settled.path(file)).map(|(_, document)| document.version());
    let is_elsewhere = file != scene.file && scene.agreement.annotations;
    let edit = |text_edit: TextEdit| {
        if is_elsewhere {
            OneOf::Right(AnnotatedTextEdit { text_edit, annotation_id: ELSEWHERE.to_owned() })
        } else {
            OneOf::Left(text_edit)
        }
    };
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
    TextDocumentEdit { text_document, edits: edits.into_iter().map(edit).collect() }
}

fn of_new_file(scene: &Scene, file: &NewFile) -> Vec<DocumentChangeOperation> {
    let Some(uri) = uri::of_path(&scene.settled.folder.join(&file.path)) else { return Vec::new() };
    let create = CreateFile {
        uri: uri.clone(),
        options: Some(CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) }),
        annotation_id: scene.agreement.annotations.then(|| ELSEWHERE.to_owned()),
    };
    let text = TextEdit { range: Range::default(), new_text: file.text.clone() };
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: None };
    let filled = TextDocumentEdit { text_document, edits: vec![OneOf::Left(text)] };
    vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(filled)]
}
