//! Which routes are registered a second time under the same path and method?

use super::order::{covered, shown};
use crate::api::Table;
use crate::rules::{Check, Draft, Group, Level, PYTHON, Profile, Report, Rule, Subject};

/// A route whose path and method another handler already has.
pub static DUPLICATE_ROUTE: Rule = Rule {
    name: "duplicate-route",
    group: Group::Routing,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: PYTHON,
    summary: "two handlers are registered for one method and path, so the later one is never reached",
    page: include_str!("duplicate_route.md"),
    fixes: false,
    check: Check::Table(check),
};

fn check(subject: &Subject, table: &Table, report: &mut Report) {
    for second in covered(table).into_iter().filter(|second| second.is_same) {
        let Some(handler) = second.later.handler.as_ref().filter(|_| second.later.operation.is_some()) else {
            continue;
        };
        if second.earlier.handler.as_ref().is_some_and(|earlier| earlier.at == handler.at) {
            continue;
        }
        let message = format!("{} is already registered with another handler", shown(second.later));
        let draft = Draft::new(subject.route_mark(second.later), format!("{message}, so this one is never reached"))
            .within(handler.at)
            .related(subject.route_mark(second.earlier), "registered here first");
        report.add(draft);
    }
}
