//! What did client and server agree on? What the client can do, and how columns are counted.

use crate::text::Encoding;
use serde_json::Value;
// The words of the protocol.
#[allow(clippy::wildcard_imports)]
use tower_lsp::ls_types::*;

/// How the client shows cards.
const FORMATS: &str = "/textDocument/hover/contentFormat";

/// What was agreed on in `initialize`.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools)]
pub(super) struct Agreement {
    pub(super) encoding: Encoding,
    /// Diagnostics are asked for and not sent.
    pub(super) pull: bool,
    pub(super) refresh_diagnostics: bool,
    pub(super) refresh_lenses: bool,
    pub(super) refresh_hints: bool,
    pub(super) related: bool,
    pub(super) code_description: bool,
    pub(super) tags: bool,
    pub(super) progress: bool,
    pub(super) watch: bool,
    pub(super) configuration: bool,
    pub(super) watch_configuration: bool,
    pub(super) markdown: bool,
    pub(super) show_document: bool,
    pub(super) hierarchical: bool,
    /// Actions are things of their own, not commands only.
    pub(super) actions: bool,
    /// The edit of an action may come later.
    pub(super) resolve_edit: bool,
    /// Edits may name the version they are of.
    pub(super) document_changes: bool,
    /// Edits may say that they want a second look.
    pub(super) annotations: bool,
    /// Edits may make files.
    pub(super) create_files: bool,
    /// Actions may be shown that cannot be chosen.
    pub(super) disabled_actions: bool,
    pub(super) snippets: bool,
}

impl Agreement {
    /// Reads what a client can do. What it does not say, it cannot.
    pub(super) fn new(client: &ClientCapabilities) -> Self {
        // The typed form would be a chain of options for each line; a missing part reads as `null` here.
        let said = serde_json::to_value(client).unwrap_or_default();
        let can = |path: &str| said.pointer(path).and_then(Value::as_bool).unwrap_or(false);
        let has = |path: &str| said.pointer(path).is_some_and(|value| !value.is_null());
        let list = |path: &str| said.pointer(path).and_then(Value::as_array);
        let lists = |path: &str, what: &str| list(path).is_some_and(|list| list.iter().any(|it| it == what));
        Agreement {
            encoding: encoding(client),
            pull: has("/textDocument/diagnostic"),
            refresh_diagnostics: can("/workspace/diagnostics/refreshSupport"),
            refresh_lenses: can("/workspace/codeLens/refreshSupport"),
            refresh_hints: can("/workspace/inlayHint/refreshSupport"),
            related: can("/textDocument/publishDiagnostics/relatedInformation"),
            code_description: can("/textDocument/publishDiagnostics/codeDescriptionSupport"),
            tags: has("/textDocument/publishDiagnostics/tagSupport"),
            progress: can("/window/workDoneProgress"),
            watch: can("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            configuration: can("/workspace/configuration"),
            watch_configuration: can("/workspace/didChangeConfiguration/dynamicRegistration"),
            markdown: list(FORMATS).is_none() || lists(FORMATS, "markdown"),
            show_document: can("/window/showDocument/support"),
            hierarchical: can("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            actions: has("/textDocument/codeAction/codeActionLiteralSupport"),
            resolve_edit: lists("/textDocument/codeAction/resolveSupport/properties", "edit"),
            document_changes: can("/workspace/workspaceEdit/documentChanges"),
            annotations: can("/workspace/workspaceEdit/documentChanges")
                && has("/workspace/workspaceEdit/changeAnnotationSupport"),
            create_files: can("/workspace/workspaceEdit/documentChanges")
                && lists("/workspace/workspaceEdit/resourceOperations", "create"),
            disabled_actions: can("/textDocument/codeAction/disabledSupport"),
            snippets: can("/textDocument/completion/completionItem/snippetSupport"),
        }
    }

    /// What the server can do for this client.
    pub(super) fn answer(self) -> ServerCapabilities {
        let save = TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) });
        let sync = TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(save),
            ..TextDocumentSyncOptions::default()
        };
        let pull = DiagnosticOptions {
            identifier: Some("wayline".to_owned()),
            inter_file_dependencies: true,
            workspace_diagnostics: true,
            ..DiagnosticOptions::default()
        };
        let triggers = ["/", "{", "\"", "'"].map(str::to_owned).to_vec();
        ServerCapabilities {
            position_encoding: Some(kind(self.encoding)),
            text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
            diagnostic_provider: self.pull.then_some(DiagnosticServerCapabilities::Options(pull)),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            definition_provider: Some(OneOf::Left(true)),
            implementation_provider: Some(ImplementationProviderCapability::Simple(true)),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            code_action_provider: self
                .actions
                .then(|| CodeActionProviderCapability::Options(super::actions::options())),
            code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
            inlay_hint_provider: Some(OneOf::Left(true)),
            completion_provider: Some(CompletionOptions {
                trigger_characters: Some(triggers),
                ..CompletionOptions::default()
            }),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: super::commands::names(),
                ..ExecuteCommandOptions::default()
            }),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                ..WorkspaceServerCapabilities::default()
            }),
            ..ServerCapabilities::default()
        }
    }
}

/// Bytes if the client offers them, which cost nothing; else its first choice that we know; else what LSP counts in.
fn encoding(client: &ClientCapabilities) -> Encoding {
    let offered = client.general.as_ref().and_then(|general| general.position_encodings.as_deref()).unwrap_or_default();
    let known = |kind: &PositionEncodingKind| Encodings.iter().find(|(known, _)| known == kind).map(|(_, it)| *it);
    if offered.contains(&PositionEncodingKind::UTF8) {
        return Encoding::Utf8;
    }
    offered.iter().find_map(known).unwrap_or_default()
}

#[allow(non_upper_case_globals)]
const Encodings: [(PositionEncodingKind, Encoding); 3] = [
    (PositionEncodingKind::UTF8, Encoding::Utf8),
    (PositionEncodingKind::UTF16, Encoding::Utf16),
    (PositionEncodingKind::UTF32, Encoding::Utf32),
];

fn kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn agreed(capabilities: Value) -> Agreement {
        Agreement::new(&serde_json::from_value(capabilities).unwrap())
    }

    #[test]
    fn bytes_are_counted_if_the_client_offers_them_and_utf_16_if_it_offers_nothing_known() {
        let with = |offered: Value| agreed(json!({"general": {"positionEncodings": offered}})).encoding;
        assert_eq!(with(json!(["utf-16", "utf-8"])), Encoding::Utf8);
        assert_eq!(with(json!(["utf-32", "utf-16"])), Encoding::Utf32);
        assert_eq!(with(json!(["ebcdic"])), Encoding::Utf16);
        assert_eq!(agreed(json!({})).encoding, Encoding::Utf16);
    }

    #[test]
    fn what_a_client_does_not_say_it_cannot() {
        let none = agreed(json!({}));
        assert!(!none.pull && !none.progress && !none.watch && none.answer().diagnostic_provider.is_none());
        let some = agreed(json!({"textDocument": {"diagnostic": {}}, "window": {"workDoneProgress": true}}));
        assert!(some.pull && some.progress && some.answer().diagnostic_provider.is_some());
    }
}
