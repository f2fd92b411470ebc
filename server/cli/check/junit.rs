//! Findings as test cases that fail, one suite per file.

use super::place::region;
use crate::engine::Snapshot;
use crate::rules::Finding;
use std::io::{Result, Write};

pub(super) fn print(snapshot: &Snapshot, findings: &[Finding], out: &mut dyn Write) -> Result<()> {
    let number = findings.len();
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<testsuites name="wayline" tests="{}" failures="{number}" errors="0">"#, number.max(1))?;
    if findings.is_empty() {
        writeln!(out, r#"  <testsuite name="wayline" tests="1" failures="0" errors="0">"#)?;
        writeln!(out, r#"    <testcase name="wayline check" classname="wayline"/>"#)?;
        writeln!(out, "  </testsuite>")?;
    }
    for of_file in findings.chunk_by(|left, right| left.at.file == right.at.file) {
        suite(snapshot, of_file, out)?;
    }
    writeln!(out, "</testsuites>")
}

fn suite(snapshot: &Snapshot, findings: &[Finding], out: &mut dyn Write) -> Result<()> {
    let file = snapshot.paths.get(findings[0].at.file.0 as usize).map(|path| escaped(path)).unwrap_or_default();
    let number = findings.len();
    writeln!(out, r#"  <testsuite name="{file}" tests="{number}" failures="{number}" errors="0">"#)?;
    for finding in findings {
        let at = region(snapshot, finding.at, finding.span);
        let (rule, level, message) = (finding.rule, finding.level.as_str(), escaped(&finding.message));
        let (line, column) = (at.line, at.column);
        writeln!(out, r#"    <testcase name="{rule}" classname="{file}" file="{file}" line="{line}">"#)?;
        writeln!(
            out,
            r#"      <failure type="{level}" message="{message}">{file}:{line}:{column}: {message}</failure>"#
        )?;
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

/// A text for XML. Control characters have no place in it, not even escaped.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            char if char.is_control() || matches!(char, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            char => escaped.push(char),
        }
    }
    escaped
}
