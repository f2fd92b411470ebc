//! What does each message do? One short method per message.

use super::agreement::Agreement;
use super::desk::changes;
use super::server::Server;
use super::{actions, commands, features, parent, pull, settings, watch};
use crate::ide;
use std::collections::HashMap;
use std::sync::Arc;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
// The words of the protocol.
#[allow(clippy::wildcard_imports)]
use tower_lsp::ls_types::*;

/// A request that was understood and cannot be answered (LSP 3.17, `RequestFailed`).
const REQUEST_FAILED: i64 = -32803;

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let agreement = Agreement::new(&params.capabilities);
        self.shared.agree(agreement);
        if let Some(process) = params.process_id {
            self.shared.runtime.spawn(parent::watch(process, Arc::clone(&self.gone)));
        }
        #[allow(deprecated)]
        let root = params.root_uri.map(|uri| WorkspaceFolder { name: String::new(), uri });
        let folders = params.workspace_folders.unwrap_or_else(|| root.into_iter().collect());
        self.change_folders(&folders, &[]);
        let version = Some(env!("CARGO_PKG_VERSION").to_owned());
        let server_info = Some(ServerInfo { name: "wayline".to_owned(), version });
        Ok(InitializeResult { capabilities: agreement.answer(), server_info, ..InitializeResult::default() })
    }

    async fn initialized(&self, _: InitializedParams) {
        let agreement = self.shared.agreement();
        let wanted =
            [(agreement.watch, watch::registration()), (agreement.watch_configuration, settings::registration())];
        let wanted: Vec<Registration> = wanted.into_iter().filter(|(can, _)| *can).map(|(_, it)| it).collect();
        if !wanted.is_empty() {
            let _ = self.shared.client.register_capability(wanted).await;
        }
        settings::ask(&self.shared).await;
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        if self.desk().folders().is_empty() {
            self.start_folder_of(&document.uri);
        }
        self.look_again(&document.uri, false);
        let complaint = self.desk().open(document.uri, document.version, &document.text);
        self.complain(complaint);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let (document, encoding) = (params.text_document, self.shared.agreement().encoding);
        let changes = changes(params.content_changes);
        let complaint = self.desk().change(&document.uri, document.version, &changes, encoding);
        self.complain(complaint);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let complaint = self.desk().close(&params.text_document.uri);
        self.complain(complaint);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        commands::hook_of_save(&params.text_document.uri);
        self.changed_on_disk(&params.text_document.uri);
        self.look_again(&params.text_document.uri, true);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        params.changes.iter().for_each(|change| self.changed_on_disk(&change.uri));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.change_folders(&params.event.added, &params.event.removed);
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let known = params.previous_result_id;
        let previous = known.clone();
        let report = self.ask(&params.text_document.uri, move |scene| {
            Some(pull::document(&scene.settled, scene.file, previous.as_deref(), scene.agreement))
        });
        let report = report.await?.unwrap_or_else(|| pull::nothing(known.as_deref()));
        Ok(DocumentDiagnosticReportResult::Report(report))
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        let known = params.previous_result_ids.into_iter().map(|it| (it.uri, it.value));
        let (known, agreement) = (Arc::new(known.collect::<HashMap<_, _>>()), self.shared.agreement());
        let (asked, shared) = (Arc::clone(&known), Arc::clone(&self.shared));
        let told = self.ask_all(move |settled| {
            let mut reports = pull::folder(settled, &asked, agreement);
            reports.retain(|report| shared.tells_of(&settled.folder, pull::uri_of(report)));
            reports
        });
        let mut items = told.await?;
        items.extend(pull::gone(&known, &items));
        Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }))
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        settings::told(&self.shared, &params.settings);
        settings::ask(&self.shared).await;
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.ask(&text_document.uri, move |scene| features::hover(scene, position)).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        let found = self.ask(&text_document.uri, move |scene| features::link(scene, position, ide::definitions));
        Ok(found.await?.map(GotoDefinitionResponse::Array))
    }

    async fn goto_implementation(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        let found = self.ask(&text_document.uri, move |scene| features::link(scene, position, ide::implementations));
        Ok(found.await?.map(GotoDefinitionResponse::Array))
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let declaration = params.context.include_declaration;
        let references = move |view: &ide::View, target: &ide::Target| ide::references(view, target, declaration);
        self.ask(&text_document.uri, move |scene| features::link(scene, position, references)).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.ask(&text_document.uri, move |scene| features::highlights(scene, position)).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.ask(&params.text_document.uri, |scene| Some(features::symbols(scene))).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let encoding = self.shared.agreement().encoding;
        let shared = Arc::clone(&self.shared);
        let found = self.ask_all(move |settled| {
            let mut symbols = features::workspace_symbols(settled, &params.query, encoding);
            symbols.retain(|symbol| shared.tells_of(&settled.folder, &symbol.location.uri));
            symbols
        });
        Ok(Some(WorkspaceSymbolResponse::Flat(found.await?)))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let (range, context) = (params.range, params.context);
        self.ask(&params.text_document.uri, move |scene| Some(actions::offered(scene, range, &context))).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let Some(uri) = actions::document_of(&action) else { return Ok(action) };
        let unresolved = action.clone();
        let resolved = self.ask(&uri, move |scene| actions::resolved(scene, action)).await?;
        // What cannot be made is said, and not passed over.
        resolved.unwrap_or(Ok(unresolved)).map_err(|why| Error {
            code: ErrorCode::ServerError(REQUEST_FAILED),
            message: why.into(),
            data: None,
        })
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        if !self.shared.settings().code_lens {
            return Ok(None);
        }
        self.ask(&params.text_document.uri, |scene| Some(features::lenses(scene))).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        if !self.shared.settings().inlay_hints {
            return Ok(None);
        }
        self.ask(&params.text_document.uri, move |scene| Some(features::hints(scene, params.range))).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let found = self.ask(&text_document.uri, move |scene| Some(features::completions(scene, position)));
        Ok(found.await?.map(CompletionResponse::Array))
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        commands::execute(self, params).await
    }
}
