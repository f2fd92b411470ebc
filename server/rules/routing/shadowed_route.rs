//! Which routes are never reached, because an earlier one takes all their requests?

use super::order::{covered, shown};
use crate::api::Table;
use crate::rules::{Check, Draft, Group, Level, Profile, Report, Rule, Subject};

/// A later route that an earlier, wider one hides.
pub static SHADOWED_ROUTE: Rule = Rule {
    name: "shadowed-route",
    group: Group::Routing,
    level: Level::Error,
    profile: Profile::Recommended,
    summary: "a route is never reached, because an earlier route or mount takes all its requests",
    page: include_str!("shadowed_route.md"),
    fixes: false,
    check: Check::Table(check),
};

fn check(subject: &Subject, table: &Table, report: &mut Report) {
    for hidden in covered(table).into_iter().filter(|hidden| !hidden.is_same) {
        let Some(handler) = hidden.later.handler.as_ref().filter(|_| hidden.later.operation.is_some()) else {
            continue;
        };
        if hidden.earlier.handler.as_ref().is_some_and(|earlier| earlier.at == handler.at) {
            continue;
        }
        let message = format!("{} is never reached: {} takes its requests", shown(hidden.later), shown(hidden.earlier));
        let draft = Draft::new(subject.route_mark(hidden.later), message)
            .within(handler.at)
            .related(subject.route_mark(hidden.earlier), "this is registered earlier");
        report.add(draft);
    }
}
