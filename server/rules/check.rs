//! What do all rules together find? Each runs behind a guard, and what comments suppress is left out.

use super::finding::Finding;
use super::memory::Memory;
use super::project::unused;
use super::selection::Selection;
use super::subject::Subject;
use super::suppress::suppress;
use crate::api::Api;
use std::sync::Arc;

/// What checking gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The findings, by file and place.
    pub findings: Vec<Finding>,
    /// How many findings comments suppress.
    pub suppressed: usize,
    /// Rules that failed; their findings are missing.
    pub failed: Vec<&'static str>,
}

/// Runs the selected rules; of what `memory` holds, only those that looked at a file that has changed since.
pub fn check(subject: &Subject, api: &Arc<Api>, selection: &Selection, memory: &mut Memory) -> Checked {
    memory.update(subject, api, selection);
    let failed = memory.failed();
    let mut findings = memory.findings(&failed);
    tidy(subject, &mut findings);
    let mut comments = memory.comments();
    let all = findings.len();
    let mut findings = suppress(subject, findings, &mut comments);
    let suppressed = all - findings.len();
    let unused = unused(subject, selection, &failed, &comments);
    findings.extend(suppress(subject, unused, &mut comments));
    tidy(subject, &mut findings);
    Checked { findings, suppressed, failed }
}

/// Sorts findings by file and place. One place is told one thing once by one rule: a route under several paths would
/// repeat it.
fn tidy(subject: &Subject, findings: &mut Vec<Finding>) {
    findings.retain(|finding| subject.facts(finding.at.file).is_some());
    findings.sort_by(|left, right| {
        let key = |finding: &Finding| (finding.at.file, finding.span, finding.rule);
        key(left).cmp(&key(right)).then_with(|| left.message.cmp(&right.message))
    });
    findings.dedup_by(|later, kept| (later.at.file, later.span, later.rule) == (kept.at.file, kept.span, kept.rule));
}
