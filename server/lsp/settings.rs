//! What did the user set in the editor? Taken up while the server runs.

use super::shared::Shared;
use serde::Deserialize;
use serde_json::Value;
use std::sync::PoisonError;
use tower_lsp::ls_types::{ConfigurationItem, MessageType, Registration};

/// The section of an editor's settings that is ours.
const SECTION: &str = "wayline";

/// The settings of an editor: what it shows. What a workspace says is configured in the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Settings {
    /// Full paths behind routes.
    pub(super) inlay_hints: bool,
    /// Full paths and tests above routes.
    pub(super) code_lens: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { inlay_hints: true, code_lens: true }
    }
}

/// The registration that asks a client to tell when settings change.
pub(super) fn registration() -> Registration {
    let register_options = Some(serde_json::json!({ "section": SECTION }));
    let (id, method) = ("wayline/settings".to_owned(), "workspace/didChangeConfiguration".to_owned());
    Registration { id, method, register_options }
}

/// Takes up settings that a client sent.
pub(super) fn told(shared: &Shared, settings: &Value) {
    let own = settings.get(SECTION).unwrap_or(&Value::Null);
    if !own.is_null() {
        take_up(shared, own);
    }
}

/// Asks a client that can be asked for the settings.
pub(super) async fn ask(shared: &Shared) {
    if shared.agreement().configuration {
        let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
        let answer = shared.client.configuration(vec![item]).await.unwrap_or_default();
        answer.first().filter(|own| !own.is_null()).into_iter().for_each(|own| take_up(shared, own));
    }
}

fn take_up(shared: &Shared, own: &Value) {
    match Settings::deserialize(own) {
        Ok(settings) => {
            let mut known = shared.settings.lock().unwrap_or_else(PoisonError::into_inner);
            if std::mem::replace(&mut *known, settings) != settings {
                drop(known);
                shared.refresh();
            }
        }
        Err(error) => shared.log(MessageType::WARNING, &format!("the settings of `{SECTION}` are not used: {error}")),
    }
}
