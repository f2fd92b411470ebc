//! What can be done in a document? Fixes of findings, all safe ones at once, and what could be done at a place.

use super::diagnostics;
use super::edits;
use super::finding::Finding;
use super::refactor;
use super::scene::Scene;
use crate::actions::ACTIONS;
use crate::edit::{Change, Edit, Safety};
use serde_json::json;
use std::str::FromStr;
// The words of the protocol.
#[allow(clippy::wildcard_imports)]
use tower_lsp::ls_types::*;

/// The kind of the action that makes all safe fixes of a file.
const FIX_ALL: &str = "source.fixAll.wayline";

/// What actions the server offers.
pub(super) fn options() -> CodeActionOptions {
    CodeActionOptions { code_action_kinds: Some(kinds()), resolve_provider: Some(true), ..CodeActionOptions::default() }
}

fn kinds() -> Vec<CodeActionKind> {
    let mut kinds = vec![CodeActionKind::QUICKFIX, CodeActionKind::from(FIX_ALL)];
    for action in ACTIONS {
        let kind = CodeActionKind::from(action.kind.as_str());
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
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
    actions.extend(refactor::offered(scene, range, &wants));
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

/// An action with its edit, or why it cannot be made, if the document is still the one it was offered for.
pub(super) fn resolved(scene: &Scene, action: CodeAction) -> Option<Result<CodeAction, String>> {
    let data = action.data.clone()?;
    let (_, document) = scene.settled.open.get(scene.settled.path(scene.file))?;
    if data.get("version")?.as_i64()? != i64::from(document.version()) {
        return None;
    }
    if data.get("action").is_some() {
        let change = refactor::made(scene, &data)?;
        return Some(change.map(|change| CodeAction { edit: Some(edits::of(scene, &[&change])), ..action }));
    }
    let index = data.get("finding").and_then(serde_json::Value::as_u64);
    let fixes = match index {
        Some(index) => vec![findings(scene).get(usize::try_from(index).ok()?)?.found.fix.as_ref()?],
        None => safe_fixes(scene),
    };
    Some(Ok(CodeAction { edit: Some(edits::of(scene, &fixes)), ..action }))
}

pub(super) fn findings(scene: &Scene) -> &[Finding] {
    scene.settled.findings.get(&scene.file).map_or(&[], Vec::as_slice)
}

pub(super) fn touches(scene: &Scene, finding: &Finding, range: Range) -> bool {
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
    let whole = resolved(scene, action.clone()).and_then(Result::ok).unwrap_or(action);
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
