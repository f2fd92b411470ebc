//! How does a finding look to a client? As a diagnostic, with what the client can show.

use super::agreement::Agreement;
use super::convert;
use super::finding::Finding;
use super::settled::Settled;
use crate::engine::Lines;
use crate::rules::{Level, Related};
use crate::text::FileId;
use std::collections::BTreeMap;
use std::hash::Hasher;
use std::str::FromStr;
// The words of the protocol.
#[allow(clippy::wildcard_imports)]
use tower_lsp::ls_types::*;

/// Findings by file.
pub(super) type ByFile = BTreeMap<FileId, Vec<Finding>>;

pub(super) fn by_file(findings: Vec<Finding>) -> ByFile {
    let mut by_file = ByFile::new();
    for finding in findings {
        by_file.entry(finding.found.file()).or_default().push(finding);
    }
    by_file
}

/// The diagnostics of a file.
pub(super) fn of_file(settled: &Settled, file: FileId, agreement: Agreement) -> Vec<Diagnostic> {
    let Some(findings) = settled.findings.get(&file) else { return Vec::new() };
    let lines = settled.lines(file);
    findings.iter().map(|finding| of_finding(settled, finding, &lines, agreement)).collect()
}

/// The diagnostic of a finding in a file with these lines.
pub(super) fn of_finding(settled: &Settled, finding: &Finding, lines: &Lines, agreement: Agreement) -> Diagnostic {
    Diagnostic {
        range: convert::range(lines, finding.found.span, agreement.encoding),
        severity: Some(severity(finding.found.level)),
        code: Some(NumberOrString::String(finding.found.rule.to_owned())),
        code_description: description(finding, agreement),
        source: Some("wayline".to_owned()),
        message: finding.found.message.clone(),
        related_information: agreement.related.then(|| related(settled, finding, agreement)),
        tags: (agreement.tags && finding.unnecessary).then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: None,
    }
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::ERROR,
        Level::Warning => DiagnosticSeverity::WARNING,
        Level::Info => DiagnosticSeverity::INFORMATION,
        Level::Hint => DiagnosticSeverity::HINT,
    }
}

fn description(finding: &Finding, agreement: Agreement) -> Option<CodeDescription> {
    let page = finding.page.as_deref().filter(|_| agreement.code_description)?;
    Some(CodeDescription { href: Uri::from_str(page).ok()? })
}

fn related(settled: &Settled, finding: &Finding, agreement: Agreement) -> Vec<DiagnosticRelatedInformation> {
    let information = |related: &Related| {
        let location = convert::location(settled, related.at.file, related.span, agreement.encoding)?;
        Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
    };
    finding.found.related.iter().filter_map(information).collect()
}

/// A name for a list of diagnostics: equal lists have equal names.
pub(super) fn name_of(diagnostics: &[Diagnostic]) -> String {
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(&serde_json::to_vec(diagnostics).unwrap_or_default());
    format!("{:016x}", hasher.finish())
}
