//! What does a client that asks for diagnostics get? Reports by name: what it has already is not sent again.

use super::agreement::Agreement;
use super::diagnostics;
use super::settled::Settled;
use crate::text::FileId;
use std::collections::{BTreeSet, HashMap, HashSet};
// The words of the protocol.
#[allow(clippy::wildcard_imports)]
use tower_lsp::ls_types::*;

/// The report of one document.
pub(super) fn document(
    settled: &Settled,
    file: FileId,
    known: Option<&str>,
    agreement: Agreement,
) -> DocumentDiagnosticReport {
    report(diagnostics::of_file(settled, file, agreement), known)
}

/// The report of a document of which there is nothing to tell.
pub(super) fn nothing(known: Option<&str>) -> DocumentDiagnosticReport {
    report(Vec::new(), known)
}

/// What there is to tell, unless the client has it under this name.
fn report(items: Vec<Diagnostic>, known: Option<&str>) -> DocumentDiagnosticReport {
    let name = diagnostics::name_of(&items);
    if known == Some(&name) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id: name };
        return RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report,
        }
        .into();
    }
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(name), items };
    RelatedFullDocumentDiagnosticReport { related_documents: None, full_document_diagnostic_report }.into()
}

/// The reports of a folder: of every file with something to tell, and of those the client has something of.
pub(super) fn folder(
    settled: &Settled,
    known: &HashMap<Uri, String>,
    agreement: Agreement,
) -> Vec<WorkspaceDocumentDiagnosticReport> {
    let by_uri = |uri: &Uri| {
        let path = super::uri::below(&settled.folder, &super::uri::path_of(uri)?)?;
        settled.file(&path)
    };
    let mut files: BTreeSet<FileId> = settled.findings.keys().copied().collect();
    files.extend(known.keys().filter_map(by_uri));
    let report = |file: FileId| {
        let uri = settled.uri(file)?;
        let version = settled.open.get(settled.path(file)).map(|(_, document)| i64::from(document.version()));
        let report = document(settled, file, known.get(&uri).map(String::as_str), agreement);
        Some(of_workspace(uri, version, report))
    };
    files.into_iter().filter_map(report).collect()
}

/// Empty reports of documents that the client has something of and nobody told it of: they are gone.
pub(super) fn gone(
    known: &HashMap<Uri, String>,
    told: &[WorkspaceDocumentDiagnosticReport],
) -> Vec<WorkspaceDocumentDiagnosticReport> {
    let told: HashSet<&Uri> = told.iter().map(uri_of).collect();
    let missing = known.iter().filter(|(uri, _)| !told.contains(uri));
    missing.map(|(uri, name)| of_workspace(uri.clone(), None, nothing(Some(name)))).collect()
}

/// The document that a report is of.
pub(super) fn uri_of(report: &WorkspaceDocumentDiagnosticReport) -> &Uri {
    match report {
        WorkspaceDocumentDiagnosticReport::Full(report) => &report.uri,
        WorkspaceDocumentDiagnosticReport::Unchanged(report) => &report.uri,
    }
}

fn of_workspace(uri: Uri, version: Option<i64>, report: DocumentDiagnosticReport) -> WorkspaceDocumentDiagnosticReport {
    match report {
        DocumentDiagnosticReport::Full(report) => WorkspaceFullDocumentDiagnosticReport {
            uri,
            version,
            full_document_diagnostic_report: report.full_document_diagnostic_report,
        }
        .into(),
        DocumentDiagnosticReport::Unchanged(report) => WorkspaceUnchangedDocumentDiagnosticReport {
            uri,
            version,
            unchanged_document_diagnostic_report: report.unchanged_document_diagnostic_report,
        }
        .into(),
    }
}
