//! Annotations of GitHub Actions: one workflow command per finding.

use super::place::region;
use crate::engine::Snapshot;
use crate::rules::{Finding, Level};
use std::io::{Result, Write};

pub(super) fn print(snapshot: &Snapshot, findings: &[Finding], out: &mut dyn Write) -> Result<()> {
    for finding in findings {
        let at = region(snapshot, finding.at, finding.span);
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info | Level::Hint => "notice",
        };
        // Columns of a range over several lines are not allowed.
        let columns = if at.line == at.end_line {
            format!(",col={},endColumn={}", at.column, at.end_column)
        } else {
            String::new()
        };
        let (file, title) = (property(&at.file), property(&format!("wayline ({})", finding.rule)));
        let (line, end, message) = (at.line, at.end_line, data(&finding.message));
        writeln!(out, "::{command} file={file},line={line},endLine={end}{columns},title={title}::{message}")?;
    }
    Ok(())
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
