//! Which dependencies depend on themselves?

use crate::api::{Entry, Oddity};
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};

/// A dependency that depends on itself.
pub static DEPENDENCY_CYCLE: Rule = Rule {
    name: "dependency-cycle",
    group: Group::Wiring,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "a dependency depends on itself, directly or through others",
    page: include_str!("dependency_cycle.md"),
    fixes: false,
    check: Check::Entry(check),
};

fn check(_: &Subject, entry: &Entry, report: &mut Report) {
    let Some(operation) = &entry.operation else { return };
    for remark in &operation.remarks {
        let Oddity::Cycle(through) = &remark.what else { continue };
        let names: Vec<&str> = through.iter().map(|callable| callable.qualname.as_str()).collect();
        let (Some(first), chain) = (names.first(), names.join("` → `")) else { continue };
        report.add(Draft::new(remark.at, format!("a dependency depends on itself: `{chain}` → `{first}`")));
    }
}
