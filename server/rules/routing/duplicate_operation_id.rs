//! Which operation ids are declared twice?

use super::order::shown;
use crate::api::{Entry, Table};
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};
use rustc_hash::FxHashMap;

/// An operation id that two operations declare.
pub static DUPLICATE_OPERATION_ID: Rule = Rule {
    name: "duplicate-operation-id",
    group: Group::Routing,
    level: Level::Warning,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "two operations of one application declare the same operation id",
    page: include_str!("duplicate_operation_id.md"),
    fixes: false,
    check: Check::Table(check),
};

fn check(subject: &Subject, table: &Table, report: &mut Report) {
    let mut known: FxHashMap<(&str, &[usize]), &Entry> = FxHashMap::default();
    for entry in table.entries.iter().filter(|entry| !entry.is_conditional) {
        let Some(operation) = entry.operation.as_ref().filter(|operation| operation.in_schema) else { continue };
        let Some(id) = operation.operation_id.as_deref().filter(|_| operation.refused.is_none()) else { continue };
        let Some(first) = known.get(&(id, &*entry.mounts)) else {
            known.insert((id, &entry.mounts), entry);
            continue;
        };
        let message = if first.route == entry.route {
            format!("the operation id `{id}` is used again, because this route is included twice")
        } else {
            format!("the operation id `{id}` is already used by {}", shown(first))
        };
        let mark = |entry: &Entry| {
            subject.argument(entry.route, None, "operation_id").map_or(entry.route, |spelled| spelled.at)
        };
        let mut draft = Draft::new(mark(entry), message).within(entry.handler.as_ref().and_then(|it| it.at));
        if first.route != entry.route {
            draft = draft.related(mark(first), "declared here first");
        }
        report.add(draft);
    }
}
