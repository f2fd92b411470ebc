//! SARIF 2.1.0: findings for code scanning, with the rules' help, fixes, fingerprints and relative paths.

use super::place::{Region, fingerprints, region, region_of};
use crate::edit::Change;
use crate::engine::Snapshot;
use crate::rules::{Checked, Finding, Level, RULES, Rule};
use serde_json::{Value, json};
use std::io::{Result, Write};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn print(snapshot: &Snapshot, checked: &Checked, out: &mut dyn Write) -> Result<()> {
    let prints = fingerprints(snapshot, &checked.findings);
    let results = checked.findings.iter().zip(prints).map(|(finding, print)| result(snapshot, finding, &print));
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Wayline",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": RULES.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "ROOT": { "description": { "text": "The folder of the workspace." } } },
            "invocations": [invocation(snapshot, checked)],
            "results": results.collect::<Vec<_>>(),
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": sentence(rule.summary) },
        "help": { "text": rule.page, "markdown": rule.page },
        "helpUri": rule.url(),
        "defaultConfiguration": { "level": level(rule.level) },
        "properties": { "tags": [rule.group.as_str()] },
    })
}

/// What could not be resolved is told with the run: nothing was checked there.
fn invocation(snapshot: &Snapshot, checked: &Checked) -> Value {
    let unresolved = snapshot.api.unresolved.iter().map(|one| {
        let at = region(snapshot, one.at, snapshot.subject().span(one.at));
        json!({
            "level": "note",
            "descriptor": { "id": "unresolved" },
            "message": { "text": sentence(&one.reason) },
            "locations": [location(&at)],
        })
    });
    let failed = checked
        .failed
        .iter()
        .map(|rule| json!({ "level": "error", "message": { "text": format!("The rule {rule} failed.") } }));
    json!({
        "executionSuccessful": checked.failed.is_empty() && !snapshot.api.endpoints.is_empty(),
        "toolExecutionNotifications": unresolved.chain(failed).collect::<Vec<_>>(),
    })
}

fn result(snapshot: &Snapshot, finding: &Finding, fingerprint: &str) -> Value {
    let related = finding.related.iter().enumerate().map(|(id, related)| {
        let mut place = location(&region(snapshot, related.at, related.span));
        place["id"] = json!(id + 1);
        place["message"] = json!({ "text": sentence(&related.message) });
        place
    });
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": RULES.iter().position(|rule| rule.name == finding.rule),
        "level": level(finding.level),
        "message": { "text": sentence(&finding.message) },
        "locations": [location(&region(snapshot, finding.at, finding.span))],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": { "wayline/v1": fingerprint },
    });
    if let Some(change) = &finding.fix {
        result["fixes"] = json!([fix(snapshot, change)]);
    }
    result
}

fn fix(snapshot: &Snapshot, change: &Change) -> Value {
    let changes = change.edits.iter().map(|edit| {
        let at = region_of(snapshot, edit.file, edit.splice.span);
        json!({
            "artifactLocation": artifact(&at),
            "replacements": [{ "deletedRegion": lines(&at), "insertedContent": { "text": edit.splice.text } }],
        })
    });
    json!({ "description": { "text": sentence(&change.title) }, "artifactChanges": changes.collect::<Vec<_>>() })
}

fn location(at: &Region) -> Value {
    json!({ "physicalLocation": { "artifactLocation": artifact(at), "region": lines(at) } })
}

fn artifact(at: &Region) -> Value {
    json!({ "uri": uri(&at.file), "uriBaseId": "ROOT" })
}

fn lines(at: &Region) -> Value {
    json!({ "startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column })
}

/// A relative path as a URI reference.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info | Level::Hint => "note",
    }
}

/// A phrase with a full stop.
fn sentence(text: &str) -> String {
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}
