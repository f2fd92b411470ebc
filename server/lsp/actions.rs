//! What can be done about a finding? Its fix as a quick fix, and all safe fixes of a file at once.

use super::convert;
use super::diagnostics;
use super::finding::Finding;
use super::scene::Scene;
use crate::edit::{Change, Edit, Safety};
use crate::text::FileId;
use serde_json::json;
use std::collections::BTreeMap;
use std::str::FromStr;
// The words of the protocol.
#[allow(clippy::wildcard_imports)]
use tower_lsp::ls_types::*;

/// The kind of the action that makes all safe fixes of a file.
const FIX_ALL: &str = "source.fixAll.wayline";

/// What actions the server offers.
pub(super) fn options() -> CodeActionOptions {
    CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::from(FIX_ALL)]),
        resolve_provider: Some(true),
        ..CodeActionOptions::default()
    }
}

/// The actions for a range of a document.
pub(super) fn offered(scene: &Scene, range: Range, context: &CodeActionContext) -> CodeActionResponse {
    let wants = |kind: &str| {
        let only = context.only.as_ref();
        only.is_none_or(|only| {
            only.iter().any(|it| kind == it.as_str() || kind.starts_with(&format!("{}.", it.as_str())))
        })
    };
    let mut actions = Vec::new();
    if wants(CodeActionKind::QUICKFIX.as_str()) {
        let findings = findings(scene).iter().filter(|finding| touches(scene, finding, range));
        actions.extend(findings.filter_map(|finding| quick_fix(scene, finding)));
    }
    let all = safe_fixes(scene);
    if wants(FIX_ALL) && !all.is_empty() {
        let action = CodeAction { title: "Make all safe fixes of Wayline".to_owned(), ..CodeAction::default() };
        actions.push(with_edit(scene, action, FIX_ALL, None));
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// The document that an action is of.
pub(super) fn document_of(action: &CodeAction) -> Option<Uri> {
    Uri::from_str(action.data.as_ref()?.get("uri")?.as_str()?).ok()
}

/// An action with its edit, if the document is still the one it was offered for.
pub(super) fn resolved(scene: &Scene, action: CodeAction) -> Option<CodeAction> {
    let data = action.data.clone()?;
    let (_, document) = scene.settled.open.get(scene.settled.path(scene.file))?;
    if data.get("version")?.as_i64()? != i64::from(document.version()) {
        return None;
    }
    let index = data.get("finding").and_then(serde_json::Value::as_u64);
    let fixes = match index {
        Some(index) => vec![findings(scene).get(usize::try_from(index).ok()?)?.found.fix.as_ref()?],
        None => safe_fixes(scene),
    };
    Some(CodeAction { edit: Some(edit_of(scene, &fixes)), ..action })
}

fn findings(scene: &Scene) -> &[Finding] {
    scene.settled.findings.get(&scene.file).map_or(&[], Vec::as_slice)
}

fn touches(scene: &Scene, finding: &Finding, range: Range) -> bool {
    let own = scene.range(finding.found.span);
    own.start <= range.end && range.start <= own.end
}

fn quick_fix(scene: &Scene, finding: &Finding) -> Option<CodeAction> {
    let fix = finding.found.fix.as_ref()?;
    let index = findings(scene).iter().position(|it| it == finding)?;
    let diagnostic = diagnostics::of_finding(&scene.settled, finding, &scene.lines, scene.agreement);
    let action = CodeAction {
        title: fix.title.clone(),
        diagnostics: Some(vec![diagnostic]),
        is_preferred: (fix.safety == Safety::Safe).then_some(true),
        ..CodeAction::default()
    };
    Some(with_edit(scene, action, CodeActionKind::QUICKFIX.as_str(), Some(index)))
}

/// An action of a kind with its edit, or with what it takes to make the edit when it is chosen.
fn with_edit(scene: &Scene, action: CodeAction, kind: &str, finding: Option<usize>) -> CodeAction {
    let open = scene.settled.open.get(scene.settled.path(scene.file));
    let data = open.map(|(uri, document)| json!({ "uri": uri, "version": document.version(), "finding": finding }));
    let action = CodeAction { kind: Some(CodeActionKind::from(kind.to_owned())), data, ..action };
    if scene.agreement.resolve_edit {
        return action;
    }
    let whole = resolved(scene, action.clone()).unwrap_or(action);
    CodeAction { data: None, ..whole }
}

/// The safe fixes of a file that do not get into each other's way, the first of two that do.
fn safe_fixes(scene: &Scene) -> Vec<&Change> {
    let mut taken: Vec<&Edit> = Vec::new();
    let mut fixes = Vec::new();
    let fixes_of_file = findings(scene).iter().filter_map(|finding| finding.found.fix.as_ref());
    for fix in fixes_of_file.filter(|fix| fix.safety == Safety::Safe) {
        let meets = |edit: &Edit| {
            let span = edit.splice.span;
            taken.iter().any(|known| {
                let other = known.splice.span;
                edit.file == known.file && span.start <= other.end && other.start <= span.end
            })
        };
        if !fix.edits.iter().any(meets) {
            taken.extend(&fix.edits);
            fixes.push(fix);
        }
    }
    fixes
}

fn edit_of(scene: &Scene, fixes: &[&Change]) -> WorkspaceEdit {
    let mut by_file: BTreeMap<FileId, Vec<TextEdit>> = BTreeMap::new();
    for Edit { file, splice } in fixes.iter().flat_map(|fix| &fix.edits) {
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
    let of_document = |(file, uri, edits): (FileId, Uri, Vec<TextEdit>)| {
        let version = scene.settled.open.get(scene.settled.path(file)).map(|(_, document)| document.version());
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
        TextDocumentEdit { text_document, edits: edits.into_iter().map(OneOf::Left).collect() }
    };
    let changes = DocumentChanges::Edits(edits.map(of_document).collect());
    WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
}
