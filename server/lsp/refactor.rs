//! What could be done at a place? The actions as the menu of an editor shows them, and the edit of the one that is chosen.

use super::actions::{findings, touches};
use super::diagnostics;
use super::edits;
use super::scene::Scene;
use crate::actions::{ACTIONS, Action, Bench, Cursor, Offer, find};
use crate::edit::Change;
use crate::text::Span;
use serde_json::{Map, Value, json};
// The words of the protocol.
#[allow(clippy::wildcard_imports)]
use tower_lsp::ls_types::*;

/// The actions for a range of a document, of the kinds that are wanted.
pub(super) fn offered(scene: &Scene, range: Range, wants: &dyn Fn(&str) -> bool) -> Vec<CodeAction> {
    let found = with_cursor(scene, range, |bench, cursor| {
        let mut found = Vec::new();
        for action in ACTIONS.iter().filter(|action| action.languages.contains(&cursor.language())) {
            let mended = mended(scene, action, range);
            let kind = if mended.is_empty() { action.kind.as_str() } else { "quickfix" };
            if wants(kind) {
                let offers = (action.offer)(bench, cursor).into_iter();
                found.extend(offers.filter_map(|offer| of_offer(scene, action, offer, range, kind, &mended)));
            }
        }
        found
    });
    found.unwrap_or_default()
}

/// The change of an action that was offered, or why it cannot be made now; `None` if the data is not that of an offer.
pub(super) fn made(scene: &Scene, data: &Value) -> Option<Result<Change, String>> {
    let action = find(data.get("action")?.as_str()?)?;
    let range: Range = serde_json::from_value(data.get("range")?.clone()).ok()?;
    let mut settings = scene.settled.snapshot.settings.clone();
    for (name, value) in data.get("set")?.as_object()? {
        settings.set(name, value.as_str()?).ok()?;
    }
    with_cursor(scene, range, |bench, cursor| {
        let change = (action.make)(bench, cursor, &settings).map_err(|refused| refused.to_string())?;
        let can_create = scene.agreement.create_files || change.created.is_empty();
        if can_create { Ok(change) } else { Err(cannot_create(&change)) }
    })
}

fn cannot_create(change: &Change) -> String {
    let paths: Vec<&str> = change.created.iter().map(|file| file.path.as_str()).collect();
    format!("this editor cannot make files for a server, and {} is needed: use `wayline action`", paths.join(", "))
}

fn with_cursor<T>(scene: &Scene, range: Range, run: impl FnOnce(&Bench, &Cursor) -> T) -> Option<T> {
    let snapshot = &scene.settled.snapshot;
    let read = |file| Some(scene.facts(file));
    let bench = Bench::new(&snapshot.api, &snapshot.paths, &snapshot.modules, &snapshot.settings, &read);
    let span = Span { start: scene.offset(range.start), end: scene.offset(range.end) };
    let cursor = Cursor::new(&bench, scene.file, span)?;
    Some(run(&bench, &cursor))
}

/// What an action mends of what is found in a range.
fn mended(scene: &Scene, action: &Action, range: Range) -> Vec<Diagnostic> {
    let here = findings(scene).iter().filter(|finding| action.mends.contains(&finding.found.rule));
    let here = here.filter(|finding| touches(scene, finding, range));
    here.map(|finding| diagnostics::of_finding(&scene.settled, finding, &scene.lines, scene.agreement)).collect()
}

fn of_offer(
    scene: &Scene,
    action: &Action,
    offer: Offer,
    range: Range,
    kind: &'static str,
    mended: &[Diagnostic],
) -> Option<CodeAction> {
    let (uri, document) = scene.settled.open.get(scene.settled.path(scene.file))?;
    let set: Map<String, Value> = offer.set.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    let data = json!({ "uri": uri, "version": document.version(), "action": action.name, "range": range, "set": set });
    let known = CodeAction {
        title: offer.title,
        kind: Some(CodeActionKind::from(kind)),
        diagnostics: (!mended.is_empty()).then(|| mended.to_vec()),
        ..CodeAction::default()
    };
    if let Some(refused) = offer.refused {
        let disabled = CodeActionDisabled { reason: refused.to_string() };
        return scene.agreement.disabled_actions.then_some(CodeAction { disabled: Some(disabled), ..known });
    }
    if scene.agreement.resolve_edit {
        return Some(CodeAction { data: Some(data), ..known });
    }
    let change = made(scene, &data)?.ok()?;
    Some(CodeAction { edit: Some(edits::of(scene, &[&change])), ..known })
}
