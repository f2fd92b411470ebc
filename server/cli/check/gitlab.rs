//! A Code Quality report of GitLab.

use super::place::{fingerprints, region};
use crate::engine::Snapshot;
use crate::rules::{Finding, Level};
use serde_json::{Value, json};
use std::io::{Result, Write};

pub(super) fn print(snapshot: &Snapshot, findings: &[Finding], out: &mut dyn Write) -> Result<()> {
    let prints = fingerprints(snapshot, findings);
    let issues: Vec<Value> =
        findings.iter().zip(prints).map(|(finding, print)| issue(snapshot, finding, print)).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn issue(snapshot: &Snapshot, finding: &Finding, fingerprint: String) -> Value {
    let at = region(snapshot, finding.at, finding.span);
    let severity = match finding.level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Info | Level::Hint => "info",
    };
    json!({
        "description": finding.message,
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": { "path": at.file, "lines": { "begin": at.line, "end": at.end_line } },
    })
}
