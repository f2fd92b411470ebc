//! Where does a finding stand, as people and programs count? Lines and columns, and a fingerprint that outlives edits.

use crate::engine::Snapshot;
use crate::facts::Place;
use crate::rules::Finding;
use crate::text::{FileId, Span};
use std::collections::HashMap;

/// A piece of a file in lines and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Region {
    /// Path relative to the root, with `/` between parts.
    pub file: String,
    /// 1-based first line.
    pub line: u32,
    /// 1-based first column, in code points.
    pub column: u32,
    /// 1-based last line.
    pub end_line: u32,
    /// 1-based column after the last one, in code points.
    pub end_column: u32,
}

/// Where some bytes of the file of a place stand.
pub(super) fn region(snapshot: &Snapshot, at: Place, span: Span) -> Region {
    region_of(snapshot, at.file, span)
}

/// Where some bytes of a file stand.
pub(super) fn region_of(snapshot: &Snapshot, file: FileId, span: Span) -> Region {
    let path = snapshot.paths.get(file.0 as usize).cloned().unwrap_or_default();
    let Some(facts) = snapshot.facts.get(&file) else {
        return Region { file: path, line: 1, column: 1, end_line: 1, end_column: 1 };
    };
    let position = |offset: u32| {
        let line = facts.line(offset);
        let start = facts.lines.get(line as usize - 1).copied().unwrap_or(0);
        let before = facts.text.get(start as usize..offset as usize).unwrap_or_default();
        (line, before.chars().count() as u32 + 1)
    };
    let ((line, column), (end_line, end_column)) = (position(span.start), position(span.end));
    Region { file: path, line, column, end_line, end_column }
}

/// A fingerprint per finding: of its rule, file and message, and of how many such findings come before it. Lines are
/// not part of it, so that edits elsewhere keep it.
pub(super) fn fingerprints(snapshot: &Snapshot, findings: &[Finding]) -> Vec<String> {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let print = |finding: &Finding| {
        let path = snapshot.paths.get(finding.at.file.0 as usize).map_or("", String::as_str);
        let hash = fnv(&[finding.rule, path, &finding.message]);
        let nth = seen.entry(hash).and_modify(|nth| *nth += 1).or_insert(0);
        format!("{hash:016x}:{nth}")
    };
    findings.iter().map(print).collect()
}

/// FNV-1a: short, and the same on every machine and in every release.
fn fnv(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
