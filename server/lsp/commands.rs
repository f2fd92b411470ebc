//! What can a client ask the server to do? Commands of code lenses that need no code in the editor.

use super::server::Server;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{ExecuteCommandParams, LSPAny, Location, MessageType, ShowDocumentParams, Uri};

/// Shows the places given as arguments.
pub(super) const SHOW: &str = "wayline.show";

/// The commands the server knows.
pub(super) fn names() -> Vec<String> {
    let mut names = vec![SHOW.to_owned()];
    if cfg!(feature = "test-hooks") {
        names.extend(["panic", "sleep", "spin", "dump"].map(|hook| format!("wayline.test.{hook}")));
    }
    names
}

/// Runs a command.
pub(super) async fn execute(server: &Server, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
    match params.command.as_str() {
        SHOW => Ok(show(server, params.arguments)),
        #[cfg(feature = "test-hooks")]
        hook if hook.starts_with("wayline.test.") => hooks::run(server, hook, &params.arguments).await,
        unknown => Err(Error::invalid_params(format!("no command `{unknown}`"))),
    }
}

/// Shows the first of some places and tells of the others; tells of all if the client cannot show one.
fn show(server: &Server, arguments: Vec<LSPAny>) -> Option<LSPAny> {
    let places: Vec<Location> = serde_json::from_value(arguments.into_iter().next()?).ok()?;
    let shared = &server.shared;
    let first = places.first()?;
    let can = shared.agreement().show_document;
    let others: Vec<String> = places.iter().skip(usize::from(can)).map(line).collect();
    if !others.is_empty() {
        shared.show(MessageType::INFO, &others.join("\n"));
    }
    if can {
        let (uri, selection) = (first.uri.clone(), Some(first.range));
        let params = ShowDocumentParams { uri, external: None, take_focus: Some(true), selection };
        let client = shared.client.clone();
        shared.runtime.spawn(async move { drop(client.show_document(params).await) });
    }
    None
}

fn line(place: &Location) -> String {
    let path = super::uri::path_of(&place.uri).map(|path| path.to_string_lossy().into_owned());
    format!("{}:{}", path.unwrap_or_else(|| place.uri.as_str().to_owned()), place.range.start.line + 1)
}

/// Tests make a notification panic by saving a file of this name.
#[cfg(feature = "test-hooks")]
pub(super) fn hook_of_save(uri: &Uri) {
    assert!(!uri.as_str().ends_with("/wayline-test-panic"), "a test wanted this notification to panic");
}

#[cfg(not(feature = "test-hooks"))]
pub(super) fn hook_of_save(_: &Uri) {}

/// Commands with which tests put the server under stress.
#[cfg(feature = "test-hooks")]
mod hooks {
    use super::super::server::{Server, on_worker};
    use serde_json::json;
    use std::str::FromStr;
    use std::time::{Duration, Instant};
    use tower_lsp::jsonrpc::Result;
    use tower_lsp::ls_types::{LSPAny, Uri};

    pub(super) async fn run(server: &Server, hook: &str, arguments: &[LSPAny]) -> Result<Option<LSPAny>> {
        match hook {
            "wayline.test.panic" => panic!("a test wanted this request to panic"),
            "wayline.test.sleep" => tokio::time::sleep(Duration::from_secs(20)).await,
            "wayline.test.spin" => on_worker(spin).await?,
            "wayline.test.dump" => return Ok(dump(server, arguments)),
            _ => {}
        }
        Ok(Some(json!("done")))
    }

    fn spin() {
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(2) {
            std::hint::spin_loop();
        }
    }

    /// The text of an open document as it is when the message is looked at.
    fn dump(server: &Server, arguments: &[LSPAny]) -> Option<LSPAny> {
        let uri = Uri::from_str(arguments.first()?.as_str()?).ok()?;
        let desk = server.desk();
        let document = &desk.document(&uri)?.document;
        let text = arguments.get(1).is_none().then(|| document.text());
        Some(json!({ "text": text, "version": document.version(), "length": document.len() }))
    }
}
