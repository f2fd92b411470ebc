//! What do all rules together find? Each runs behind a guard, and what comments suppress is left out.

use super::finding::{Finding, Report};
use super::project::unused;
use super::rule::{Check, Level, Rule};
use super::selection::Selection;
use super::subject::Subject;
use super::suppress::{suppress, suppressions};
use std::panic::{AssertUnwindSafe, catch_unwind};

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

/// Runs the selected rules.
pub fn check(subject: &Subject, selection: &Selection) -> Checked {
    let mut checked = Checked::default();
    for (rule, level) in selection.rules() {
        match catch_unwind(AssertUnwindSafe(|| run(subject, rule, level))) {
            Ok(found) => checked.findings.extend(found),
            Err(_) => checked.failed.push(rule.name),
        }
    }
    tidy(subject, &mut checked.findings);
    let mut comments = suppressions(subject);
    let all = checked.findings.len();
    checked.findings = suppress(subject, std::mem::take(&mut checked.findings), &mut comments);
    checked.suppressed = all - checked.findings.len();
    let unused = unused(subject, selection, &checked.failed, &comments);
    checked.findings.extend(suppress(subject, unused, &mut comments));
    tidy(subject, &mut checked.findings);
    checked
}

fn run(subject: &Subject, rule: &Rule, level: Level) -> Vec<Finding> {
    let mut report = Report::default();
    let api = subject.api;
    match rule.check {
        Check::Entry(check) => {
            api.tables.iter().flat_map(|table| &table.entries).for_each(|entry| check(subject, entry, &mut report));
        }
        Check::Table(check) => api.tables.iter().for_each(|table| check(subject, table, &mut report)),
        Check::Router(check) => api.routers.iter().for_each(|router| check(subject, router, &mut report)),
        Check::Service(check) => api.services.iter().for_each(|service| check(subject, service, &mut report)),
        Check::Api(check) => check(subject, &mut report),
        Check::Suppressions => {}
    }
    report.findings(subject, rule, level)
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
