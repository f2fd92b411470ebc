//! One line per finding: `file:line:column: level[rule] message`.

use super::super::style;
use super::super::words::harmless;
use super::place::region;
use crate::engine::Snapshot;
use crate::rules::Finding;
use std::io::{Result, Write};

pub(super) fn print(snapshot: &Snapshot, findings: &[Finding], out: &mut dyn Write) -> Result<()> {
    for finding in findings {
        let at = region(snapshot, finding.at, finding.span);
        let level = style::paint(style::level(finding.level), &format!("{}[{}]", finding.level.as_str(), finding.rule));
        let (file, message) = (harmless(&at.file), harmless(&finding.message));
        writeln!(out, "{file}:{}:{}: {level} {message}", at.line, at.column)?;
    }
    Ok(())
}
